import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from './config.ts';
import { forkFor } from './database/orm.ts';
import { systemScope } from './database/scope.ts';
import { continueClock } from './demonstration/continue-clock.ts';
import { loadDemonstration } from './demonstration/load-demonstration.ts';
import { openServices } from './open-services.ts';
import { prepareDatabase } from './setup/prepare-database.ts';
import { setupCode } from './setup/setup-code.ts';
import { writeDefaults } from './setup/write-defaults.ts';

/**
 * Brings an instance to where it can be started: database, schema, run-time role, rules and calendars; then either the
 * demonstration (on its first run) or a blank production instance with a code for its first administrator.
 * `--test-clock=<moment>` makes the blank instance one for tests instead, whose clock starts at that moment.
 */
const isEmpty = process.argv.includes('--empty');
const valueOf = (flag: string): string | undefined =>
  process.argv.find(argument => argument.startsWith(`${flag}=`))?.slice(flag.length + 1);
const scale = Number(valueOf('--scale') ?? 1);
const testClock = valueOf('--test-clock');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  if (testClock !== undefined && (!isEmpty || Number.isNaN(Date.parse(testClock))))
    throw new Error('--test-clock goes with --empty and is written like --test-clock=2024-10-15T09:00:00+08:00.');
  const config = readConfig();
  const migrations = await prepareDatabase(config);
  if (migrations.length > 0) say(`schema: ${migrations.join(', ')}`);
  const opened = await openServices(config);
  const owner = new pg.Client({ connectionString: config.DATABASE_URL });
  await owner.connect();
  try {
    await forkFor(opened.orm, systemScope).transactional(em => writeDefaults(em));
    const { rows } = await owner.query<{ kind: string }>(`select kind from instance`);
    const kind = rows[0]?.kind;
    if (testClock !== undefined && kind && kind !== 'test')
      throw new Error(`This is a ${kind} instance; --test-clock is for a new one.`);
    if (isEmpty) {
      if (!kind) await owner.query(`insert into instance (kind) values ($1)`, [testClock ? 'test' : 'production']);
      if (!kind && testClock) {
        await owner.query(`update clock set shift = $1::timestamptz - now()`, [testClock]);
        say(`test instance: its clock starts at ${testClock}; not for real work`);
      }
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
