import { describe, expect, it } from 'vitest';
import type { UploadState } from './upload.ts';
import { UploadQueue } from './upload-queue.ts';

function jobs(count: number) {
  const queue = new UploadQueue<Job>(3);
  class Job {
    progress: { state: UploadState } = { state: 'waiting' };
    become(state: UploadState): void {
      this.progress = { state };
      queue.pump();
    }
    queue = () => this.become('waiting');
    start = () => this.become('uploading');
    pause = () => this.become('paused');
  }
  const all = Array.from({ length: count }, () => new Job());
  queue.add(all);
  return { queue, all, states: () => all.map(job => job.progress.state).join(' ') };
}

describe('a queue of uploads', () => {
  it('sends three at once, in order', () => {
    const { all, states } = jobs(5);
    expect(states()).toBe('uploading uploading uploading waiting waiting');
    all[1]!.become('complete');
    expect(states()).toBe('uploading complete uploading uploading waiting');
  });

  it('goes on past what is refused, failed or paused', () => {
    const { queue, all, states } = jobs(5);
    all[0]!.become('refused');
    all[1]!.become('failed');
    queue.pause(all[2]!);
    expect(states()).toBe('refused failed paused uploading uploading');
    queue.goOnAll();
    expect(states()).toBe('refused uploading waiting uploading uploading');
  });

  it('keeps the place of one that waits for the network', () => {
    const { all, states } = jobs(4);
    all[0]!.become('offline');
    expect(states()).toBe('offline uploading uploading waiting');
  });

  it('can be paused as a whole, without another one moving up', () => {
    const { queue, states } = jobs(5);
    queue.pauseAll();
    expect(states()).toBe('paused paused paused paused paused');
    queue.goOnAll();
    expect(states()).toBe('uploading uploading uploading waiting waiting');
  });

  it('gives the place of what is removed to the next', () => {
    const { queue, all } = jobs(4);
    queue.remove(all[0]!);
    expect(all[3]!.progress.state).toBe('uploading');
  });
});
