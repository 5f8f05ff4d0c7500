import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, type Dirent } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '@yardstick/server/config';
import { migrate } from '@yardstick/server/database/migrate';
import { forkFor } from '@yardstick/server/database/orm';
import { systemScope } from '@yardstick/server/database/scope';
import { openServices, type Opened } from '@yardstick/server/open-services';
import { writeDefaults } from '@yardstick/server/setup/write-defaults';
import pg from 'pg';
import type {} from './global-postgres.ts'; // tells vitest what it provides

export interface TestDatabase extends Opened {
  config: Config;
  /** The owner's connection string: may do what the run-time role may not. */
  ownerUrl: string;
  appUrl: string;
  /** Runs one statement as the owner; for arranging and for looking. */
  sql: <T = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<T[]>;
  /** Stops the program's clock at a moment. */
  setClock: (at: string) => Promise<void>;
  drop: () => Promise<void>;
}

const appPassword = 'test';

/**
 * A database of its own for one test file: cloned from a migrated template, with rules, schemes and calendars in place.
 * `superuserUrl` is the test server's, from vitest's `inject('postgres')`.
 */
export async function createTestDatabase(
  superuserUrl: string,
  settings: Record<string, string> = {},
): Promise<TestDatabase> {
  const template = await (templates[superuserUrl] ??= templateDatabase(superuserUrl));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(superuserUrl, client =>
    // By files: page by page through the log, which is the default, costs the server several times as much.
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  const ownerUrl = at(superuserUrl, name);
  const app = new URL(ownerUrl);
  app.username = 'yardstick_app';
  app.password = appPassword;
  const dataDir = mkdtempSync(join(tmpdir(), 'yardstick-test-'));
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: app.toString(),
    LOG_LEVEL: 'error',
    ...settings,
  });
  const opened = await openServices(config);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => undefined); // dropping the database may meet a connection that is still closing
  const sql = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query(text, values)).rows as T[];
  return {
    ...opened,
    config,
    ownerUrl,
    appUrl: app.toString(),
    sql,
    setClock: async moment => {
      await sql(`update clock set fixed_at = $1`, [moment]);
    },
    drop: async () => {
      await opened.close();
      await owner.end();
      await withClient(superuserUrl, client => client.query(`drop database if exists ${name} with (force)`));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const sources = new URL('../../', import.meta.url);
const whatMakesATemplate = [
  'server/src/database/migrations',
  'server/src/rules',
  'server/src/setup',
  'server/src/calendar',
  'server/src/program/data',
  'domain/src/scoring',
];

/** By server, as far as this process knows them. */
const templates: Record<string, Promise<string>> = {};

const pathOf = (file: Dirent): string => join(file.parentPath, file.name);
const byPath = (a: Dirent, b: Dirent): number => (pathOf(a) < pathOf(b) ? -1 : 1);

/** Made once per version of what goes into it; later test files and runs find it ready. */
async function templateDatabase(superuserUrl: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of whatMakesATemplate)
    for (const file of readdirSync(new URL(folder, sources), { recursive: true, withFileTypes: true }).sort(byPath))
      if (file.isFile()) hash.update(readFileSync(pathOf(file)));
  const name = `template_${hash.digest('hex').slice(0, 16)}`;
  await withClient(superuserUrl, async client => {
    await client.query(`select pg_advisory_lock(715)`);
    const { rowCount } = await client.query(`select 1 from pg_database where datname = $1`, [name]);
    if (rowCount) return;
    const building = `${name}_building`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    await migrate(at(superuserUrl, building));
    await client.query(`alter role yardstick_app login password '${appPassword}'`);
    await withClient(at(superuserUrl, building), inside =>
      inside.query(`insert into instance (kind, name) values ('test', 'Test')`),
    );
    const opened = await openServices(
      readConfig({
        NODE_ENV: 'test',
        DATA_DIR: mkdtempSync(join(tmpdir(), 'yardstick-template-')),
        DATABASE_URL: at(superuserUrl, building),
      }),
    );
    await forkFor(opened.orm, systemScope).transactional(em => writeDefaults(em));
    await opened.close();
    await client.query(`alter database ${building} rename to ${name}`);
  });
  return name;
}

function at(superuserUrl: string, database: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
