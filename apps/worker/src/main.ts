import { readConfig } from '@yardstick/server/config';
import { openServices } from '@yardstick/server/open-services';
import { pino } from 'pino';
import { QueueRefused } from './queues.ts';
import { startWorker } from './worker.ts';

const stopWithinMs = 9_000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.LOG_LEVEL, base: { part: 'worker' } });
  const opened = await openServices(config);
  const worker = await startWorker(opened, log);
  log.info({ transport: worker.transport }, 'The worker is running.');
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    await worker.stop();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

main().catch((error: unknown) => {
  const isPlain = error instanceof Error && (error instanceof QueueRefused || /^Settings are/.test(error.message));
  console.error(isPlain ? error.message : error);
  process.exit(1);
});
