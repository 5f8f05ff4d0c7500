import type { TestDatabase } from '@yardstick/testing/database';
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The worker as it is delivered: one file, for which only native addons are left outside. */
export async function bundleWorker(): Promise<{ file: string; remove: () => void }> {
  const folder = join(root, 'dist', `test-worker-${process.pid}`);
  const bundle = await rolldown({
    input: join(root, 'apps/worker/src/main.ts'),
    cwd: root,
    platform: 'node',
    tsconfig: join(root, 'apps/worker/tsconfig.json'),
    external: [/^@node-rs\//, 'msgpackr-extract', 'pg-cloudflare', 'pg-native'],
    logLevel: 'silent',
  });
  await bundle.write({ dir: folder, entryFileNames: 'worker.js', format: 'esm', codeSplitting: false });
  await bundle.close();
  return { file: join(folder, 'worker.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A worker in a process of its own, as an instance runs it, and with what it said. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  output = '';

  constructor(script: string, db: TestDatabase, settings: Record<string, string> = {}, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        DATA_DIR: db.config.DATA_DIR,
        DATABASE_URL: db.ownerUrl,
        DATABASE_APP_URL: db.appUrl,
        LOG_LEVEL: 'error',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream!.on('data', chunk => (this.output += String(chunk)));
    this.#exited = new Promise(resolve => this.#child.once('exit', code => resolve(code)));
  }

  /** Ends it with no chance to tidy up. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#exited;
  }

  get exited(): Promise<number | null> {
    return this.#exited;
  }
}
