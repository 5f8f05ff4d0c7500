import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Context } from '@yardstick/server/context';
import { forkFor } from '@yardstick/server/database/orm';
import { dossierRows } from '@yardstick/server/delivery/dossier.queries';
import { openDossier } from '@yardstick/server/delivery/export-dossier';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { startPostgres } from '@yardstick/testing/embedded-postgres';
import { World, type Somebody } from '@yardstick/testing/world';

const years = [2022, 2023, 2024];
const milestonesPerAction = 4;
const otherUnits = 5;

/**
 * npm run trials -- dossier [files]: everything of one unit with ten thousand files, among other units with as many
 * together, from a database that was filled a moment ago and about which the planner knows nothing.
 */
export default async function dossier(args: readonly string[]): Promise<number> {
  const files = Number(args[0] ?? 10_000);
  const folder = mkdtempSync(path.join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'yardstick-dossier-'));
  chmodSync(folder, 0o711); // as root the database runs under another account
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), noSync: true });
  const db = await createTestDatabase(postgres.superuserUrl);
  try {
    await db.sql(`alter system set autovacuum = off`);
    await db.sql(`select pg_reload_conf()`);
    const world = await World.build(db);
    // counts and texts are not what is tried here
    for (const table of ['evidence_link', 'stored_file']) await db.sql(`alter table ${table} disable trigger user`);
    const measures = [];
    for (let i = 0; i < 21; i++) measures.push(await world.measure());
    const liaison = await handsIn(db, world, 'U0', measures, files);
    for (let i = 1; i <= otherUnits; i++) await handsIn(db, world, `U${i}`, measures, files / otherUnits);

    const context = contextOf(db, world, liaison);
    const from = performance.now();
    const rows = await dossierRows(context, { unit: liaison.unitId, measure: null, year: null });
    const rowsMs = Math.round(performance.now() - from);
    const oneYear = performance.now();
    await dossierRows(context, { unit: null, measure: null, year: years[0]! });
    const yearOfUnitMs = Math.round(performance.now() - oneYear);

    const before = process.memoryUsage().rss;
    let [bytes, most] = [0, before];
    const packing = performance.now();
    const { archive } = await openDossier(context, { unit: liaison.unitId });
    for await (const piece of archive.output as AsyncIterable<Buffer>) {
      bytes += piece.length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    const seconds = Math.round((performance.now() - packing) / 100) / 10;
    const grownMb = Math.round((most - before) / 2 ** 20);
    const told = {
      files: rows.evidence.length,
      links: rows.links.length,
      rowsMs,
      yearOfUnitMs,
      seconds,
      bytes,
      grownMb,
    };
    console.log(JSON.stringify({ trial: 'dossier', ...told }));
    return rows.evidence.length === files && rowsMs < 5_000 ? 0 : 1;
  } finally {
    await db.drop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A unit with its liaison, an action a measure and year, and small files spread over the milestones; one in ten on none. */
async function handsIn(
  db: TestDatabase,
  world: World,
  name: string,
  measures: readonly string[],
  files: number,
): Promise<Somebody> {
  const unitId = await world.unit(name);
  const liaison = await world.person('UNIT_LIAISON', unitId);
  const milestones: string[] = [];
  for (const year of years)
    for (const measure_id of measures) {
      const days = { issued_on: `${year}-01-05`, start_on: `${year}-01-05`, due_on: `${year}-12-20` };
      const actionId = await world.action(unitId, 'in-progress', { measure_id, year, ...days });
      for (let i = 0; i < milestonesPerAction; i++)
        milestones.push(await world.milestone(unitId, actionId, 'planned', { due_on: `${year}-12-10` }));
    }
  const stored: { sha256: string; sm3: string; size: number; milestone: string | null; no: number }[] = [];
  for (let no = 0; no < files; no++) {
    const bytes = Buffer.from(`${name} ${no} ${'执法检查情况登记。'.repeat(40)}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = path.join(db.config.DATA_DIR, 'made');
    writeFileSync(file, bytes);
    await db.services.blobs.put(sha256, file);
    const sm3 = createHash('sm3').update(bytes).digest('hex');
    stored.push({
      sha256,
      sm3,
      size: bytes.length,
      milestone: no % 10 ? milestones[no % milestones.length]! : null,
      no,
    });
  }
  await db.sql(
    `with given as (
       select gen_random_uuid() as id, f.* from jsonb_to_recordset($1) as f (sha256 text, sm3 text, size int, milestone uuid, no int)),
     files as (
       insert into stored_file (sha256, sm3, size, kind, mime) select sha256, sm3, size, 'txt', 'text/plain' from given),
     pieces as (
       insert into evidence (unit_id, id, sha256, file_name, title, kind, state, uploaded_by, uploaded_by_id, uploaded_at)
       select $2, id, sha256, '登记' || no || '.txt', '登记 ' || no, 'ledger', 'submitted', $3, $4, '2024-03-01'::timestamptz + no * interval '1 minute'
       from given)
     insert into evidence_link (unit_id, evidence_id, milestone_id) select $2, id, milestone from given where milestone is not null`,
    [JSON.stringify(stored), unitId, liaison.name, liaison.id],
  );
  return liaison;
}

function contextOf(db: TestDatabase, world: World, person: Somebody): Context {
  const scope = { all: false, unitId: person.unitId, userId: person.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { id: person.id, name: person.name, role: person.role, unitId: person.unitId, unitName: person.unitId },
    scope,
    now: new Date(),
    today: world.today,
    locale: 'zh-CN',
    request: { id: 'trial', ip: '', session: '' },
    services: db.services,
  };
}
