import { Worker } from 'node:worker_threads';
import { previewLimits, type FilePreview } from './file-preview.ts';
import type { PreviewOrder } from './preview-thread.ts';

// Beside the source it is a source; in a bundle it is a bundle of its own beside the api's.
const script = new URL(import.meta.url.endsWith('.ts') ? './preview-thread.ts' : './read-preview.js', import.meta.url);

const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Reads a file in a thread of its own: one that takes too long or too much memory ends the thread, and nothing else. */
export async function readPreview(order: PreviewOrder, limits = previewLimits): Promise<FilePreview> {
  if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve));
  running += 1;
  try {
    return await inThread(order, limits);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function inThread(order: PreviewOrder, limits: typeof previewLimits): Promise<FilePreview> {
  return new Promise(resolve => {
    const thread = new Worker(script, {
      workerData: order,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32 },
    });
    const settle = (preview: FilePreview): void => {
      clearTimeout(deadline);
      thread.removeAllListeners('exit');
      void thread.terminate();
      resolve(preview);
    };
    const unreadable = (): void => settle({ kind: 'none', reason: 'unreadable' });
    const deadline = setTimeout(unreadable, limits.timeMs);
    thread.once('message', (preview: FilePreview) => settle(preview));
    thread.once('error', unreadable);
    thread.once('exit', unreadable);
  });
}
