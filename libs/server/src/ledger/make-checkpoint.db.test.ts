import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { CheckpointSigner } from './checkpoint-signer.ts';
import { latestFingerprint } from './checkpoint.queries.ts';
import { appendLeaves, pastTheTriggers } from './ledger.fixture.ts';
import { makeCheckpoint } from './make-checkpoint.ts';

interface Row {
  size: string;
  root: Buffer;
  note: string;
}

let db: TestDatabase;
let signer: CheckpointSigner;
const sign = () => makeCheckpoint(db.orm, db.services, signer);
const rows = () => db.sql<Row>(`select size, root, note from ledger_checkpoint order by size`);
const memory = () => join(db.config.DATA_DIR, 'keys', 'checkpoint.pem.note');
const openFindings = () => db.sql(`select kind, place from ledger_finding where ended_at is null`);

beforeEach(async () => {
  db = await createTestDatabase(inject('postgres'));
  signer = CheckpointSigner.open(db.config);
});
afterEach(() => db?.drop());

/** RFC 6962 and C2SP once more, from their texts and with nothing of the product's. */
async function rootByDefinition(size: number): Promise<Buffer> {
  const leaves = await db.sql<{ payload: string }>(`select payload from ledger_leaf order by seq limit ${size}`);
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const tree = (from: number, to: number): Buffer => {
    if (to - from === 1) return sha(Buffer.of(0), Buffer.from(leaves[from]!.payload));
    let split = 1;
    while (split * 2 < to - from) split *= 2;
    return sha(Buffer.of(1), tree(from, from + split), tree(from + split, to));
  };
  return tree(0, size);
}

function readByDefinition(note: string): { origin: string; size: number; root: Buffer } {
  const key = createPublicKey(readFileSync(join(db.config.DATA_DIR, 'keys', 'checkpoint.pem.pub')));
  const [text, signature] = note.split('\n\n') as [string, string];
  const [origin, size, root] = text.split('\n') as [string, string, string];
  const [dash, name, encoded] = signature.trimEnd().split(' ') as [string, string, string];
  const bytes = Buffer.from(encoded, 'base64');
  expect([dash, name]).toEqual(['—', origin]);
  const raw = Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
  const keyHash = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n\u0001`), raw]))
    .digest();
  expect(bytes.subarray(0, 4)).toEqual(keyHash.subarray(0, 4));
  expect(verify(null, Buffer.from(`${text}\n`), key, bytes.subarray(4))).toBe(true);
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

describe('a checkpoint', () => {
  it('is a note that anybody can check, over every leaf so far, and there is none while nothing grows', async () => {
    expect(await sign()).toEqual({ size: 0, isNew: false, findings: 0 });
    await appendLeaves(db, 5);
    expect(await sign()).toEqual({ size: 5, isNew: true, findings: 0 });
    expect(await sign()).toEqual({ size: 5, isNew: false, findings: 0 });
    await appendLeaves(db, 600);
    expect(await sign()).toEqual({ size: 605, isNew: true, findings: 0 });
    const all = await rows();
    expect(all.map(row => Number(row.size))).toEqual([5, 605]);
    for (const row of all) {
      const said = readByDefinition(row.note);
      expect(said).toEqual({ origin: `yardstick/${db.services.signer.keyId}`, size: Number(row.size), root: row.root });
      expect(row.root).toEqual(await rootByDefinition(said.size));
    }
    const hex = all[1]!.root.toString('hex');
    expect(await latestFingerprint(db.services)).toBe(`605 · ${hex.slice(0, 32).match(/.{4}/g)!.join(' ')}`);
  });

  it('is signed by another key than the leaves', () => {
    expect(signer.keyId).not.toBe(db.services.signer.keyId);
  });

  it('is made once by many workers at a time, and while others write', async () => {
    await appendLeaves(db, 20);
    const others = Array.from({ length: 4 }, () => CheckpointSigner.open(db.config));
    await Promise.all([
      ...others.map(one => makeCheckpoint(db.orm, db.services, one)),
      appendLeaves(db, 20),
      ...others.map(one => makeCheckpoint(db.orm, db.services, one)),
    ]);
    await sign();
    for (const row of await rows()) expect(row.root).toEqual(await rootByDefinition(Number(row.size)));
    expect((await rows()).at(-1)!.size).toBe('40');
    expect(await openFindings()).toEqual([]);
  });

  it('is not there when its worker died before the commit, and stands when it died after', async () => {
    await appendLeaves(db, 3);
    await db.sql(`revoke insert on ledger_checkpoint from yardstick_app`);
    await expect(sign()).rejects.toThrow();
    await db.sql(`grant insert on ledger_checkpoint to yardstick_app`);
    expect([await rows(), signer.remembered()]).toEqual([[], null]);
    await sign();
    rmSync(memory());
    await appendLeaves(db, 3);
    expect(await sign()).toEqual({ size: 6, isNew: true, findings: 0 });
    expect(signer.remembered()).toMatchObject({ size: 6 });
  });

  it.each([
    [
      'an altered payload',
      `update ledger_leaf set payload = replace(payload, 'GAJ', 'XXX') where seq = 5`,
      'altered',
      'leaf 5',
    ],
    ['an altered hash', `update ledger_leaf set leaf_hash = '\\x00' where seq = 5`, 'altered', 'leaf 5'],
    [
      'a forged signature',
      `update ledger_leaf set signature = (select signature from ledger_leaf where seq = 4) where seq = 5`,
      'altered',
      'leaf 5',
    ],
    ['a gap', `delete from ledger_leaf where seq = 5`, 'missing', 'leaf 5'],
    [
      'a ledger that became shorter',
      `delete from ledger_leaf where seq > 2; update ledger_head set size = 2`,
      'truncated',
      'ledger_head',
    ],
    ['a checkpoint that is gone', `delete from ledger_checkpoint`, 'missing', 'checkpoint 3'],
    [
      'an altered checkpoint',
      `update ledger_checkpoint set root = peaks where false; update ledger_checkpoint set root = sha256(root)`,
      'altered',
      'checkpoint 3',
    ],
    ['altered peaks', `update ledger_checkpoint set peaks = sha256(peaks) || sha256(peaks)`, 'altered', 'checkpoint 3'],
  ])('is refused over %s, which is told of until it is over', async (_, statement, kind, place) => {
    await appendLeaves(db, 3);
    await sign();
    await appendLeaves(db, 3);
    const copies = ['ledger_leaf', 'ledger_checkpoint', 'ledger_head'];
    for (const table of copies) await db.sql(`create table kept_${table} as table ${table}`);
    await db.sql(pastTheTriggers(statement));
    expect(await sign()).toMatchObject({ isNew: false, findings: 1 });
    await sign();
    expect(await openFindings()).toEqual([{ kind, place }]);
    await db.sql(
      pastTheTriggers(
        ...copies.flatMap(table => [`delete from ${table}`, `insert into ${table} select * from kept_${table}`]),
      ),
    );
    expect(await sign()).toEqual({ size: 6, isNew: true, findings: 0 });
    expect(await openFindings()).toEqual([]);
  });

  it('is refused when the note beside the key is not what was written there', async () => {
    await appendLeaves(db, 3);
    await sign();
    const note = readFileSync(memory(), 'utf8');
    writeFileSync(memory(), note.replace('\n3\n', '\n2\n'));
    await appendLeaves(db, 1);
    expect(await sign()).toMatchObject({ isNew: false, findings: 1 });
  });
});
