import { seesAllUnits, type Role } from '@yardstick/domain/roles';
import { RuleViolation } from '@yardstick/domain/violation';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Context } from '../../context.ts';
import { forkFor } from '../../database/orm.ts';
import { CheckpointSigner } from '../../ledger/checkpoint-signer.ts';
import { makeCheckpoint } from '../../ledger/make-checkpoint.ts';
import { caseDrawProof, caseFilesOf } from './case-files.queries.ts';
import { drawCaseFiles } from './draw-case-files.ts';
import { listCaseFiles } from './list-case-files.ts';
import { recordBatch } from './record-batch.ts';

let db: TestDatabase;
let world: World;
let evaluationId: string;
const people = new Map<Role, Somebody>();
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('AAA');
  for (const unit of ['SFJ', 'ZFB']) await world.unit(unit, { is_scored: false, kind: 'office' });
  for (const role of ['OFFICE_CHIEF', 'OFFICE_STAFF', 'UNIT_LIAISON'] as const)
    people.set(role, await world.person(role, role.startsWith('UNIT') ? 'AAA' : 'SFJ'));
  evaluationId = await world.round(people.get('OFFICE_CHIEF')!);
});
afterAll(() => db?.drop());

let requests = 0;
function as(role: Role): Context {
  const who = people.get(role)!;
  const scope = { all: seesAllUnits(who.role), unitId: who.unitId, userId: who.id };
  requests += 1;
  return {
    em: forkFor(db.orm, scope),
    actor: { ...who, unitName: who.unitId },
    scope,
    now: new Date(`${world.today}T02:00:00Z`),
    today: world.today,
    locale: 'zh-CN',
    request: { id: `test ${requests}`, ip: '127.0.0.1', session: 'test' },
    services: db.services,
  };
}
const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof RuleViolation)) throw error;
      return error.violations.map(({ code }) => code);
    },
  );
const checkpoint = () => makeCheckpoint(db.orm, db.services, CheckpointSigner.open(db.config));
const of = () => ({ evaluationId, unitId: 'AAA', figure: 'case-files' });
const numbers = Array.from({ length: 24 }, (_, n) => `市监罚〔2024〕${n + 1}号`);
const list = numbers.map((number, n) => `${number}\t${n % 3 ? '行政处罚' : '行政许可'}`).join('\n');
const seen = async (role: Role = 'OFFICE_STAFF') => (await caseFilesOf(as(role), evaluationId, 'AAA'))[0]!;
/** By the tools of a shell, as somebody outside would. */
const shell = (script: string): string => {
  const run = spawnSync('sh', ['-euc', script], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.stdout.trim();
};

describe('the draw of case files', () => {
  it('begins with a list that is on record, and is not made before the ledger went on', async () => {
    expect(await codesOf(drawCaseFiles(as('OFFICE_STAFF'), of()))).toEqual(['CASE_LIST_MISSING']);
    const twice = { ...of(), list: `${list}\n${numbers[0]}\t行政处罚` };
    expect(await codesOf(listCaseFiles(as('OFFICE_STAFF'), twice))).toEqual(['CASE_FILE_REPEATED']);
    expect(await codesOf(listCaseFiles(as('OFFICE_STAFF'), { ...of(), list: ' \n', size: 0 }))).toEqual([
      'CASE_FILES_EMPTY',
    ]);
    expect(await codesOf(listCaseFiles(as('OFFICE_STAFF'), { ...of(), figure: 'officers', list }))).toEqual([
      'CASE_FIGURE_UNKNOWN',
    ]);
    await checkpoint();
    await listCaseFiles(as('OFFICE_STAFF'), { ...of(), list: numbers.join('\n') });
    const [leaf] = await db.sql<{ payload: string }>(
      `select payload from ledger_leaf where payload like '%"action":"listCaseFiles"%'`,
    );
    expect(leaf!.payload).toContain((await seen()).lists[0]!.sha256);
    expect(await codesOf(drawCaseFiles(as('OFFICE_STAFF'), of()))).toEqual(['CASE_DRAW_TOO_EARLY']);
    await expect(drawCaseFiles(as('UNIT_LIAISON'), of())).rejects.toThrow();
  });

  it('may begin anew with a reason while nothing is drawn; the earlier list stays', async () => {
    expect(await codesOf(listCaseFiles(as('OFFICE_STAFF'), { ...of(), list, size: 5 }))).toEqual([
      'CASE_LIST_REASON_REQUIRED',
    ]);
    await listCaseFiles(as('OFFICE_STAFF'), { ...of(), list, size: 5, reason: '补上类别' });
    const { lists, defaultSize, viewerCanDraw } = await seen();
    expect(lists.map(({ no, size, fileCount, reason }) => [no, size, fileCount, reason])).toEqual([
      [1, defaultSize, 24, null],
      [2, 5, 24, '补上类别'],
    ]);
    expect(viewerCanDraw).toBe(true);
  });

  it('is done by what nobody could choose, once, and by hand with sha256sum it comes out the same', async () => {
    await checkpoint();
    const [first] = await db.sql<{ size: string }>(`select max(size) as size from ledger_checkpoint`);
    await drawCaseFiles(as('OFFICE_STAFF'), of());
    await checkpoint();
    const { lists, viewerCanList, viewerCanDraw } = await seen('UNIT_LIAISON');
    const { files, sha256, draw } = lists.at(-1)!;
    const { drawn, seed, checkpointRoot: root, checkpointSize, checkpointNote } = draw!;
    expect([drawn.length, checkpointSize, viewerCanList, viewerCanDraw]).toEqual([
      5,
      Number(first!.size),
      false,
      false,
    ]);
    expect(checkpointNote.split('\n')[2]).toBe(root);
    const text = files.map(({ number, kind }) => `${number}\t${kind}\n`).join('');
    expect(shell(`printf '%s' '${text}' | sha256sum | cut -c1-64`)).toBe(sha256);
    expect(shell(`printf '%s\\n%s\\n' ${sha256} ${root} | sha256sum | cut -c1-64`)).toBe(seed);
    const byHand = shell(
      `for n in ${numbers.join(' ')}; do echo "$(printf '%s\\n%s\\n' ${seed} "$n" | sha256sum | cut -c1-64) $n"; done | LC_ALL=C sort | head -n 5 | cut -d' ' -f2`,
    );
    expect(byHand.split('\n')).toEqual(drawn);
    const proof = JSON.parse((await caseDrawProof(as('UNIT_LIAISON'), lists.at(-1)!.id))!);
    expect(proof).toMatchObject({ leaf: { seq: draw!.leafSeq }, inclusion: { size: checkpointSize } });
    expect(proof.leaf.payload).toContain(sha256);
    expect(proof.checkpoint).toBe(checkpointNote);

    expect(await codesOf(drawCaseFiles(as('OFFICE_STAFF'), of()))).toEqual(['CASE_LIST_DRAWN']);
    expect(await codesOf(listCaseFiles(as('OFFICE_STAFF'), { ...of(), list, reason: '再抽一次' }))).toEqual([
      'CASE_LIST_DRAWN',
    ]);
    for (const change of [`update case_file_draw set seed = 'x'`, `delete from case_file_list`])
      await expect(db.sql(change)).rejects.toMatchObject({ code: 'YS002' });
  });

  it('says which files are marked: those drawn, each of them, and no other', async () => {
    const { drawn } = (await seen()).lists.at(-1)!.draw!;
    const marks = (refs: string[]) =>
      recordBatch(as('OFFICE_STAFF'), {
        ...of(),
        records: refs.map(ref => ({ ref, value: '90' })),
        source: '评查表',
      });
    const other = numbers.find(number => !drawn.includes(number))!;
    expect(await codesOf(marks([...drawn, other]))).toEqual(['CASE_FILE_NOT_DRAWN']);
    expect(await codesOf(marks(drawn.slice(1)))).toEqual(['CASE_FILE_UNMARKED']);
    await marks([...drawn].reverse());
  });
});
