import { whenOrphaned } from '../bootstrap.mjs';

/** Clears up before the process ends, whoever ends it; nothing of a trial stays behind. */
export function leaveCleanly(clearUp: () => Promise<void>): void {
  const leave = (): void => void clearUp().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  whenOrphaned(leave);
}
