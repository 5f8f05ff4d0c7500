import { freePort } from '@yardstick/testing/embedded-postgres';
import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A Redis to test with: REDIS_SERVER names the program, or it is on the PATH. Without one such tests are skipped. */
export const redisBinary = [
  process.env.REDIS_SERVER,
  ...(process.env.PATH ?? '').split(delimiter).map(folder => join(folder, 'redis-server')),
].find((place): place is string => !!place && existsSync(place));

export const withoutRedis = redisBinary ? '' : ' (SKIPPED: no redis-server found, name one by REDIS_SERVER)';

export interface RedisServer {
  url: string;
  client: Redis;
  stop: () => Promise<void>;
}

export async function startRedis({
  port,
  settings = [],
}: { port?: number; settings?: string[] } = {}): Promise<RedisServer> {
  if (!redisBinary) throw new Error('There is no redis-server here.');
  port ??= await freePort();
  const server = spawn(
    redisBinary,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir(), ...settings],
    {
      stdio: 'ignore',
    },
  );
  const exited = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    stop: async () => {
      client.disconnect();
      server.kill('SIGKILL');
      await exited;
    },
  };
}
