import { parentPort, workerData } from 'node:worker_threads';
import type { FilePreview } from './file-preview.ts';
import { csvPreview, textPreview } from './preview-text.ts';
import { workbookPreview } from './preview-workbook.ts';

export interface PreviewOrder {
  bytes: Uint8Array;
  kind: string;
}

const { bytes, kind } = workerData as PreviewOrder;

async function read(): Promise<FilePreview> {
  if (kind === 'xlsx') return workbookPreview(bytes);
  return kind === 'csv' ? csvPreview(bytes) : textPreview(bytes);
}

void read()
  .catch((): FilePreview => ({ kind: 'none', reason: 'unreadable' }))
  .then(preview => parentPort?.postMessage(preview));
