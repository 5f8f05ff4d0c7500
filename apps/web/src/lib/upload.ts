import { currentLocale } from '../i18n/i18n.ts';

const chunkBytes = 5 * 1024 * 1024;
const retryAfterMs = [500, 1500, 4000, 8000, 15000];

export type UploadState = 'waiting' | 'uploading' | 'paused' | 'offline' | 'complete' | 'refused' | 'failed';

export interface UploadProgress {
  state: UploadState;
  sentBytes: number;
  uploadId: string | null;
  /** the server's sentence when the file is refused */
  message: string | null;
}

const atRest: readonly UploadState[] = ['complete', 'refused', 'failed', 'paused'];

/** What is sent: a File, or the name and size of one whose bytes have all arrived already. */
export interface UploadSource {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  slice: (start: number, end: number) => Blob;
}

class Lost extends Error {}
class Stopped extends Error {}
class Refusal extends Error {}

/**
 * One file sent in pieces by tus 1.0: after a lost connection, a closed browser or a restarted server it asks how far it
 * got and goes on from there. Pausing stops the piece on its way; nothing that arrived is sent twice.
 */
export class Upload {
  private url: string | null = null;
  private offset = 0;
  private request: XMLHttpRequest | null = null;
  private isWanted = false;
  private isRunning = false;
  private wake: (() => void) | null = null;
  private waiting: (() => void)[] = [];
  progress: UploadProgress = { state: 'waiting', sentBytes: 0, uploadId: null, message: null };

  constructor(
    readonly file: UploadSource,
    private readonly onProgress: (progress: UploadProgress) => void,
    goingOnWith: string | null = null,
  ) {
    if (goingOnWith === null) return;
    this.url = `/uploads/${goingOnWith}`;
    this.progress = { ...this.progress, uploadId: goingOnWith };
  }

  /** Stands in line; whoever keeps the line starts it. */
  queue(): void {
    this.tell({ state: 'waiting', message: null });
  }

  start(): void {
    this.isWanted = true;
    this.wake?.();
    this.tell({ state: 'uploading', message: null });
    if (!this.isRunning) void this.run();
  }

  pause(): void {
    this.isWanted = false;
    this.request?.abort();
    this.wake?.();
    this.tell({ state: 'paused' });
  }

  /** For good: the rest of the file is not wanted any more, and the server need not keep what it has. */
  cancel(): void {
    this.isWanted = false;
    this.request?.abort();
    this.wake?.();
    if (this.url !== null) void this.send('DELETE', this.url).catch(() => undefined);
  }

  /** Resolves once the file is whole or will not become so without somebody's doing. */
  async settled(): Promise<UploadProgress> {
    while (!atRest.includes(this.progress.state)) await new Promise<void>(resolve => this.waiting.push(resolve));
    return this.progress;
  }

  private tell(change: Partial<UploadProgress>): void {
    this.progress = { ...this.progress, ...change };
    this.onProgress(this.progress);
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    let attempt = 0;
    while (this.isWanted) {
      try {
        if (this.url === null) await this.create();
        else await this.askOffset();
        // Until the server has said that the file is whole and may stay: its answer to the last piece may get lost.
        while (!(await this.sendPiece())) attempt = 0;
        this.end();
        this.tell({ state: 'complete', sentBytes: this.file.size });
        return;
      } catch (error) {
        if (error instanceof Stopped) continue;
        if (!(error instanceof Lost)) {
          this.end();
          this.tell({
            state: error instanceof Refusal ? 'refused' : 'failed',
            message: error instanceof Error ? error.message : null,
          });
          return;
        }
        if (!this.isWanted) break;
        this.tell({ state: 'offline' });
        await this.rest(retryAfterMs[Math.min(attempt++, retryAfterMs.length - 1)] ?? 15000);
        if (this.isWanted) this.tell({ state: 'uploading' });
      }
    }
    this.end();
  }

  private end(): void {
    this.isRunning = false;
    this.isWanted = false;
  }

  /** Waits, but not longer than until the network is back or someone presses "go on". */
  private rest(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const finish = () => {
        window.clearTimeout(timer);
        window.removeEventListener('online', finish);
        this.wake = null;
        resolve();
      };
      const timer = window.setTimeout(finish, milliseconds);
      window.addEventListener('online', finish);
      this.wake = finish;
    });
  }

  private async create(): Promise<void> {
    const answer = await this.send('POST', '/uploads', {
      'upload-length': String(this.file.size),
      'upload-metadata': `filename ${base64(this.file.name)},filetype ${base64(this.file.type || 'application/octet-stream')}`,
    });
    const location = answer.getResponseHeader('location');
    if (answer.status === 422 || answer.status === 413) throw new Refusal(sentenceOf(answer) ?? '');
    if (answer.status !== 201 || !location) throw refused(answer);
    this.url = new URL(location, window.location.href).pathname;
    this.offset = 0;
    this.tell({ uploadId: this.url.split('/').filter(Boolean).at(-1) ?? null });
  }

  private async askOffset(): Promise<void> {
    const answer = await this.send('HEAD', this.url ?? '');
    const length = Number(answer.getResponseHeader('upload-length'));
    if (answer.status === 404 || answer.status === 410 || (answer.status === 200 && length !== this.file.size)) {
      // the server has forgotten this upload, or it is of another file: begin again
      this.url = null;
      await this.create();
      return;
    }
    const offset = Number(answer.getResponseHeader('upload-offset'));
    if (answer.status >= 400 || !Number.isFinite(offset)) throw refused(answer);
    this.offset = offset;
    this.tell({ sentBytes: offset });
  }

  /** Answers true when the file is whole. */
  private async sendPiece(): Promise<boolean> {
    if (!this.isWanted) throw new Stopped();
    const piece = this.file.slice(this.offset, Math.min(this.offset + chunkBytes, this.file.size));
    const answer = await this.send(
      'PATCH',
      this.url ?? '',
      { 'upload-offset': String(this.offset), 'content-type': 'application/offset+octet-stream' },
      piece,
      sent => this.tell({ sentBytes: this.offset + sent }),
    );
    if (answer.status === 422 || answer.status === 413 || answer.status === 415)
      throw new Refusal(sentenceOf(answer) ?? '');
    if (answer.status === 409) {
      // Behind, or the piece before is still being checked.
      await this.rest(retryAfterMs[0] ?? 500);
      await this.askOffset();
      return false;
    }
    if (answer.status !== 204 && answer.status !== 200) throw refused(answer);
    const offset = Number(answer.getResponseHeader('upload-offset'));
    this.offset = Number.isFinite(offset) && offset > 0 ? offset : this.offset + piece.size;
    this.tell({ sentBytes: this.offset });
    return this.offset >= this.file.size;
  }

  private send(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: Blob,
    onSent?: (bytes: number) => void,
  ): Promise<XMLHttpRequest> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.request = request;
      request.open(method, url);
      request.setRequestHeader('tus-resumable', '1.0.0');
      request.setRequestHeader('x-yardstick', '1');
      request.setRequestHeader('accept-language', currentLocale());
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      if (onSent) request.upload.onprogress = event => onSent(event.loaded);
      request.onload = () => (request.status >= 500 || request.status === 0 ? reject(new Lost()) : resolve(request));
      request.onerror = () => reject(new Lost());
      request.ontimeout = () => reject(new Lost());
      request.onabort = () => reject(new Stopped());
      request.send(body ?? null);
    });
  }
}

/** For an upload whose bytes the server has: only the check at the end is left. */
export const arrived = (name: string, size: number): UploadSource => ({
  name,
  size,
  type: '',
  slice: () => new Blob([]),
});

function refused(answer: XMLHttpRequest): Error {
  return new Error(sentenceOf(answer) ?? `HTTP ${answer.status}`);
}

function sentenceOf(answer: XMLHttpRequest): string | null {
  try {
    return (JSON.parse(answer.responseText) as { message?: string }).message ?? null;
  } catch {
    return null;
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
