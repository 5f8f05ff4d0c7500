import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World } from '@yardstick/testing/world';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { watchOperations } from '../operations/watch.ts';
import { leafHash } from './append-leaf.ts';
import { CheckpointSigner } from './checkpoint-signer.ts';
import { appendLeaves, pastTheTriggers } from './ledger.fixture.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { LedgerMonitor } from './monitor.ts';

let db: TestDatabase;
let world: World;
let signer: CheckpointSigner;
/** Has read everything before the tampering; a fresh one has not. */
let monitor: LedgerMonitor;

const fresh = () => new LedgerMonitor(db.orm, db.services, signer);
const sign = () => makeCheckpoint(db.orm, db.services, signer);
const openFindings = () =>
  db.sql<{ kind: string; place: string }>(`select kind, place from ledger_finding where ended_at is null order by id`);
const hex = (bytes: Uint8Array): string => `'\\x${Buffer.from(bytes).toString('hex')}'`;

/** SQL that gives a leaf other words, and signs them: what only the holder of the live key can do. */
async function resigned(seq: number): Promise<string> {
  const [leaf] = await db.sql<{ payload: string }>(`select payload from ledger_leaf where seq = $1`, [seq]);
  const payload = leaf!.payload.replace('somebody', 'nobody');
  const signature = db.services.signer.sign(Buffer.from(payload));
  return `update ledger_leaf set payload = '${payload}', leaf_hash = ${hex(leafHash(payload))}, signature = ${hex(signature)} where seq = ${seq}`;
}

beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  signer = CheckpointSigner.open(db.config);
  monitor = fresh();
  await appendLeaves(db, 20);
  await sign();
  await appendLeaves(db, 20);
  await sign();
  await appendLeaves(db, 3);
});
afterEach(() => db?.drop());

describe('the monitor', () => {
  it('finds nothing in a ledger that is as it was written, however often it looks and whatever is written meanwhile', async () => {
    for (let n = 0; n < 20; n++) {
      await Promise.all([monitor.run(), appendLeaves(db, 5), fresh().run(), n % 3 === 0 ? sign() : undefined]);
      expect(await openFindings()).toEqual([]);
    }
    expect(await monitor.run()).toMatchObject({ size: 143, readTo: 143, isWhole: true, findings: 0 });
    expect(await db.sql(`select from ledger_finding`)).toEqual([]);
  });

  it('verifies a signature once, and reads all leaves each time', async () => {
    expect(await monitor.run()).toMatchObject({ signaturesVerified: 43, readTo: 43 });
    expect(await monitor.run()).toMatchObject({ signaturesVerified: 0, readTo: 43 });
    await appendLeaves(db, 2);
    expect(await monitor.run()).toMatchObject({ signaturesVerified: 2, readTo: 45 });
  });

  it('does a large ledger in several runs, and each is bounded', async () => {
    await appendLeaves(db, 2_100);
    await sign();
    const slow = new LedgerMonitor(db.orm, db.services, signer, { leaves: 1_000, signatures: 1_000 });
    const runs = [await slow.run(), await slow.run(), await slow.run(), await slow.run()];
    expect(runs.map(({ readTo, isWhole }) => [readTo, isWhole])).toEqual([
      [1_024, false],
      [2_048, false],
      [2_143, true],
      [1_024, false],
    ]);
    expect(await openFindings()).toEqual([]);
  }, 60_000);

  const byAnyone: [what: string, how: () => string | Promise<string>, kind: string, place: string][] = [
    [
      'a payload',
      () => `update ledger_leaf set payload = replace(payload, 'GAJ', 'XXX') where seq = 7`,
      'altered',
      'leaf 7',
    ],
    [
      'a payload that is no JSON any more',
      () => `update ledger_leaf set payload = 'x' where seq = 7`,
      'altered',
      'leaf 7',
    ],
    [
      'a payload and its hash',
      () =>
        `update ledger_leaf set payload = replace(payload, 'GAJ', 'XXX'), leaf_hash = sha256('\\x00' || convert_to(replace(payload, 'GAJ', 'XXX'), 'UTF8')) where seq = 7`,
      'altered',
      'leaf 7',
    ],
    ['a stored hash', () => `update ledger_leaf set leaf_hash = sha256(leaf_hash) where seq = 7`, 'altered', 'leaf 7'],
    [
      'one bit of a signature',
      () => `update ledger_leaf set signature = set_bit(signature, 9, 1 - get_bit(signature, 9)) where seq = 7`,
      'altered',
      'leaf 7',
    ],
    ['the name of a key', () => `update ledger_leaf set key_id = 'another' where seq = 7`, 'altered', 'leaf 7'],
    [
      'two leaves, swapped',
      () =>
        `update ledger_leaf set seq = -1 where seq = 7; update ledger_leaf set seq = 7 where seq = 8; update ledger_leaf set seq = 8 where seq = -1`,
      'altered',
      'leaf 7',
    ],
    [
      'a leaf under a checkpoint, signed anew with the live key',
      () => resigned(7),
      'altered',
      'leaves 1–20, by checkpoint 20',
    ],
    ['a leaf in the middle, deleted', () => `delete from ledger_leaf where seq = 7`, 'missing', 'leaf 7'],
    [
      'a leaf taken out and the rest moved up',
      () =>
        `delete from ledger_leaf where seq = 7; update ledger_leaf set seq = -seq where seq > 7; update ledger_leaf set seq = -seq - 1 where seq < 0; update ledger_head set size = size - 1`,
      'altered',
      'leaf 7',
    ],
    ['the last leaf, deleted', () => `delete from ledger_leaf where seq = 43`, 'truncated', 'leaf 43'],
    [
      'the tail, with the head',
      () => `delete from ledger_leaf where seq > 30; update ledger_head set size = 30`,
      'truncated',
      'ledger_head',
    ],
    [
      'the tail, with the head and the checkpoint',
      () =>
        `delete from ledger_leaf where seq > 30; update ledger_head set size = 30; delete from ledger_checkpoint where size > 30`,
      'truncated',
      'ledger_head',
    ],
    [
      'everything',
      () => `delete from ledger_leaf; update ledger_head set size = 0; delete from ledger_checkpoint`,
      'truncated',
      'ledger_head',
    ],
    ['the head', () => `delete from ledger_head`, 'missing', 'ledger_head'],
    [
      'a leaf behind the head',
      () => `insert into ledger_leaf select 44, payload, leaf_hash, signature, key_id from ledger_leaf where seq = 43`,
      'extra',
      'leaf 44',
    ],
    [
      'a leaf before the first',
      () => `insert into ledger_leaf select 0, payload, leaf_hash, signature, key_id from ledger_leaf where seq = 43`,
      'extra',
      'leaf 0',
    ],
    [
      'a forged leaf with the head',
      () =>
        `insert into ledger_leaf select 44, payload, leaf_hash, signature, key_id from ledger_leaf where seq = 43; update ledger_head set size = 44`,
      'altered',
      'leaf 44',
    ],
    ['a checkpoint, deleted', () => `delete from ledger_checkpoint where size = 40`, 'missing', 'checkpoint 40'],
    [
      'the root of a checkpoint',
      () => `update ledger_checkpoint set root = sha256(root) where size = 20`,
      'altered',
      'checkpoint 20',
    ],
    [
      'the note of a checkpoint',
      () => `update ledger_checkpoint set note = replace(note, E'\\n20\\n', E'\\n21\\n') where size = 20`,
      'altered',
      'checkpoint 20',
    ],
  ];

  it.each(byAnyone)(
    'finds %s, tells the people answerable, and ends it when it is repaired',
    async (_, how, kind, place) => {
      await world.unit('SFJ');
      const admin = await world.person('SYS_ADMIN', 'SFJ');
      await monitor.run();
      const tables = ['ledger_leaf', 'ledger_checkpoint', 'ledger_head'];
      for (const table of tables) await db.sql(`create table kept_${table} as table ${table}`);
      const before = await world.fingerprint();
      await db.sql(pastTheTriggers(await how()));
      expect(await world.fingerprint()).not.toEqual(before);

      for (const one of [fresh(), monitor]) {
        await one.run();
        expect(await openFindings()).toContainEqual({ kind, place });
      }
      expect(await watchOperations(db.orm, db.services)).toMatchObject({ began: 1 });
      const notices = await db.sql(`select recipient_id, params from notice where kind = 'operations-alarm'`);
      expect(notices).toEqual([{ recipient_id: admin.id, params: { check: 'ledger' } }]);

      await db.sql(
        pastTheTriggers(
          ...tables.flatMap(table => [`delete from ${table}`, `insert into ${table} select * from kept_${table}`]),
        ),
      );
      await monitor.run();
      expect(await openFindings()).toEqual([]);
      expect(await watchOperations(db.orm, db.services)).toMatchObject({ ended: 1 });
    },
  );

  it.each<[string, () => string | Promise<string>, string, string]>([
    ['a leaf that no checkpoint covers yet, signed anew with the live key', () => resigned(42), 'altered', 'leaf 42'],
    [
      'a tail that no checkpoint covers yet',
      () => `delete from ledger_leaf where seq > 41; update ledger_head set size = 41`,
      'truncated',
      'ledger_head',
    ],
  ])('that has read it before finds %s', async (_, how, kind, place) => {
    await monitor.run();
    const before = await world.fingerprint();
    await db.sql(pastTheTriggers(await how()));
    expect(await world.fingerprint()).not.toEqual(before);
    await monitor.run();
    expect(await openFindings()).toEqual([{ kind, place }]);
    // the limit that decision 0021 tells of: nobody else has anything to compare it with
    await db.sql(`update ledger_finding set ended_at = clock_timestamp()`);
    await fresh().run();
    expect(await openFindings()).toEqual([]);
  });

  it.each([
    [
      'dropped',
      `drop trigger ledger_is_append_only on ledger_leaf`,
      'missing',
      'trigger ledger_leaf.ledger_is_append_only',
    ],
    [
      'switched off',
      `alter table ledger_leaf disable trigger ledger_is_append_only`,
      'missing',
      'trigger ledger_leaf.ledger_is_append_only',
    ],
    [
      'emptied',
      `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
      'altered',
      'function refuse_change',
    ],
    ['opened by a grant', `grant update on ledger_leaf to yardstick_app`, 'extra', 'right update on ledger_leaf'],
    ['taken from a fence', `alter table evidence no force row level security`, 'missing', 'fence of evidence'],
  ])('finds a guard that was %s', async (_, statement, kind, place) => {
    await db.sql(statement);
    await fresh().run();
    expect(await openFindings()).toEqual([{ kind, place }]);
  });

  it('finds that the ledger does not lead to a note that somebody outside has kept', async () => {
    await world.unit('SFJ');
    const keeper = await world.person('AUDIT_ADMIN', 'SFJ');
    const origin = `yardstick/${db.services.signer.keyId}`;
    const keep = (size: number, root: Buffer) =>
      db.sql(
        `insert into witness_note (witness, size, root, note, recorded_by, recorded_by_id) values ('纪检', $1, $2, $3, '某', $4)`,
        [size, root, signer.sign({ origin, size, root }), keeper.id],
      );
    const [own] = await db.sql<{ root: Buffer }>(`select root from ledger_checkpoint where size = 20`);
    await keep(20, own!.root);
    await monitor.run();
    expect(await openFindings()).toEqual([]);
    await keep(21, own!.root);
    await keep(99, own!.root);
    await monitor.run();
    expect(await openFindings()).toEqual([
      { kind: 'truncated', place: 'ledger_head' },
      { kind: 'altered', place: 'leaves 21–21, by note of 纪检 at 21' },
    ]);
  });

  it('finds a frozen evaluation that is not what was frozen, and one whose freeze nobody wrote down', async () => {
    await world.unit('AAA');
    await world.unit('SFJ');
    const [chief, leader] = [await world.person('OFFICE_CHIEF', 'SFJ'), await world.person('LEADER', 'AAA')];
    const id = await world.evaluation(chief, ['AAA'], 'frozen', {
      approved_by: leader.name,
      approved_by_id: leader.id,
      approved_by_unit: 'AAA',
    });
    await monitor.run();
    expect(await openFindings()).toEqual([]);
    const snapshot = '{"made":"otherwise"}';
    const sha256 = createHash('sha256').update(snapshot).digest('hex');
    await db.sql(pastTheTriggers(`update evaluation set snapshot = '${snapshot}'`));
    await monitor.run();
    expect(await openFindings()).toEqual([{ kind: 'altered', place: `evaluation ${id}` }]);

    const [evaluation] = await db.sql<{ sha256: string }>(`select sha256 from evaluation`);
    await appendLeaves(db, 1, {
      action: 'computeEvaluation',
      entity: 'Evaluation',
      id,
      reason: `sha256:${evaluation!.sha256}`,
    });
    await db.sql(pastTheTriggers(`update evaluation set sha256 = '${sha256}'`));
    await monitor.run();
    const place = `evaluation ${id}`;
    expect(await openFindings()).toEqual([
      { kind: 'altered', place },
      { kind: 'unlogged', place },
    ]);
  });
});
