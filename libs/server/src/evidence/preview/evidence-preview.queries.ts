import { found, type Context } from '../../context.ts';
import { evidenceFile } from '../evidence-file.queries.ts';
import { previewLimits, type FilePreview } from './file-preview.ts';
import { readPreview } from './read-preview.ts';

const readHere = ['xlsx', 'csv', 'txt'];

/** What can be shown of a workbook or a text; everything else the browser shows itself, or nobody does. */
export async function evidencePreview(context: Context, evidenceId: string, previewId?: string): Promise<FilePreview> {
  const file = await evidenceFile(context, evidenceId, previewId);
  const [stored] = await context.services.reads.objects<{ kind: string }>(
    context.scope,
    `select kind from stored_file where sha256 = $1`,
    [file.sha256],
  );
  const { kind } = found(stored);
  if (!readHere.includes(kind)) return { kind: 'none', reason: 'not-previewed' };
  if (file.size > previewLimits.fileBytes) return { kind: 'none', reason: 'too-large' };
  const pieces: Buffer[] = [];
  for await (const piece of await context.services.blobs.open(file.sha256)) pieces.push(piece as Buffer);
  return readPreview({ bytes: Buffer.concat(pieces), kind });
}
