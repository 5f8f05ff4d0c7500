import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/read-pool.ts';
import { continueClock } from '../demonstration/continue-clock.ts';
import { loadDemonstration } from '../demonstration/load-demonstration.ts';
import { openServices } from '../open-services.ts';
import { prepareDatabase } from './prepare-database.ts';
import { setupCode } from './setup-code.ts';
import { writeDefaults } from './write-defaults.ts';

/**
 * Brings an instance to where it can be started: database, schema, run-time role, rules and calendars; then either the
 * demonstration (on its first run) or a blank production instance with a code for its first administrator.
 */
const isEmpty = process.argv.includes('--empty');
const scale = Number(process.argv.find(argument => argument.startsWith('--scale='))?.slice(8) ?? 1);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const config = readConfig();
  const migrations = await prepareDatabase(config);
  if (migrations.length > 0) say(`schema: ${migrations.join(', ')}`);
  const opened = await openServices(config);
  const owner = new pg.Client({ connectionString: config.DATABASE_URL });
  await owner.connect();
  try {
    await forkFor(opened.orm, systemScope).transactional(em => writeDefaults(em as SqlEntityManager));
    const { rows } = await owner.query<{ kind: string }>(`select kind from instance`);
    const kind = rows[0]?.kind;
    if (isEmpty) {
      if (!kind) await owner.query(`insert into instance (kind) values ('production')`);
      const { rowCount } = await owner.query(`select 1 from app_user limit 1`);
      if (!rowCount) say(`set-up code: ${setupCode(config.DATA_DIR)}`);
    } else if (!kind) {
      const { signIns } = await loadDemonstration({ ownerUrl: config.DATABASE_URL, opened, scale, say });
      writeFileSync(join(config.DATA_DIR, 'sign-ins.json'), JSON.stringify(signIns, null, 2));
    } else if (kind === 'demonstration') {
      await continueClock(config.DATABASE_URL);
    }
    const marker = join(config.DATA_DIR, 'instance.json');
    if (!existsSync(marker)) writeFileSync(marker, JSON.stringify({ kind: isEmpty ? 'empty' : 'demonstration' }));
  } finally {
    await owner.end();
    await opened.close();
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
