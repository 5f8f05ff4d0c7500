import type { UploadState } from './upload.ts';

export interface QueuedUpload {
  readonly progress: { state: UploadState };
  queue: () => void;
  start: () => void;
  pause: () => void;
}

/** Few files at once, in the order they came: thirty together would all be slow, and one that waits for the network holds its place. */
export class UploadQueue<Job extends QueuedUpload> {
  private jobs: Job[] = [];
  private isPumping = false;

  constructor(private readonly atOnce = 3) {}

  add(jobs: readonly Job[]): void {
    this.jobs.push(...jobs);
    this.pump();
  }

  remove(job: Job): void {
    this.jobs = this.jobs.filter(other => other !== job);
    this.pump();
  }

  pause(job: Job): void {
    job.pause();
    this.pump();
  }

  /** Back into the line; also after a failure. */
  goOn(job: Job): void {
    if (canGoOn(job)) job.queue();
    this.pump();
  }

  pauseAll(): void {
    // Those in line first, or each place that becomes free would be taken by the next of them.
    for (const state of ['waiting', 'uploading', 'offline'])
      for (const job of this.jobs) if (job.progress.state === state) job.pause();
  }

  goOnAll(): void {
    for (const job of this.jobs) if (canGoOn(job)) job.queue();
    this.pump();
  }

  /** To be called whenever a job has come on: gives places that became free to those in line. */
  pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    try {
      let free = this.atOnce - this.jobs.filter(isUnderWay).length;
      for (const job of this.jobs) {
        if (free <= 0) break;
        if (job.progress.state !== 'waiting') continue;
        job.start();
        free -= 1;
      }
    } finally {
      this.isPumping = false;
    }
  }
}

const isUnderWay = ({ progress }: QueuedUpload): boolean =>
  progress.state === 'uploading' || progress.state === 'offline';
const canGoOn = ({ progress }: QueuedUpload): boolean => progress.state === 'paused' || progress.state === 'failed';
