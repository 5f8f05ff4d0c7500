import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';

/** Creates the database if it is missing, migrates it, and gives the run-time role its own sign-in. */
export async function prepareDatabase(config: Config): Promise<string[]> {
  await createIfMissing(config.DATABASE_URL);
  const done = await migrate(config.DATABASE_URL);
  const file = join(config.DATA_DIR, 'database-app-url');
  if (!config.DATABASE_APP_URL && !existsSync(file)) {
    const password = randomBytes(24).toString('base64url');
    const appUrl = new URL(config.DATABASE_URL);
    appUrl.username = 'yardstick_app';
    appUrl.password = password;
    const owner = new pg.Client({ connectionString: config.DATABASE_URL });
    await owner.connect();
    try {
      // A password is no parameter of DDL; this one is our own, letters and digits only.
      await owner.query(`alter role yardstick_app login password '${password}'`);
      mkdirSync(config.DATA_DIR, { recursive: true });
      writeFileSync(file, appUrl.toString(), { mode: 0o600 });
    } finally {
      await owner.end();
    }
  }
  return done;
}

async function createIfMissing(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name))
    throw new Error(`DATABASE_URL: call the database by a plain name such as “yardstick”, not “${name}”.`);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  try {
    await client.connect();
    const { rowCount } = await client.query(`select 1 from pg_database where datname = $1`, [name]);
    if (!rowCount) await client.query(`create database ${name} encoding 'UTF8' template template0`);
  } catch (error) {
    // Without the right to look into "postgres" the database must exist already; migrating will tell.
    if ((error as { code?: string }).code === 'ECONNREFUSED') throw error;
  } finally {
    await client.end();
  }
}
