import { readConfig } from '@yardstick/server/config';
import { openServices } from '@yardstick/server/open-services';
import { refuseUnsafeStart } from '@yardstick/server/setup/refuse-unsafe-start';
import { openApp } from './open-app.ts';

try {
  const config = readConfig();
  const { orm, services, close } = await openServices(config);
  await refuseUnsafeStart(services);
  const app = await openApp(orm, services);
  await app.listen({ port: config.PORT, host: config.HOST });
  const stop = async (): Promise<void> => {
    await app.close();
    await close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
