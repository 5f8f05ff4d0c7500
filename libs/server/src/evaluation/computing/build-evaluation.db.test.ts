import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { evaluate } from '@yardstick/domain/scoring/evaluate';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildEvaluation } from './build-evaluation.ts';
import { generateUnits, orderOfUnits } from './many-units.fixture.ts';
import { UnitParts, type Snapshot } from './unit-parts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  await generateUnits(db.sql, 250);
});
afterAll(() => db?.drop());

describe('an evaluation of more units than a batch', () => {
  it('is byte for byte what one computation of all of them gives, with its hashes and its root in one leaf', async () => {
    const id = await orderOfUnits(db.sql);
    // a second worker is told of the same order
    await Promise.all([1, 2].map(() => buildEvaluation(db.orm, db.services, id)));
    const [row] = await db.sql<{ snapshot: string; sha256: string; sm3: string }>(
      `select snapshot, sha256, sm3 from evaluation where id = $1`,
      [id],
    );
    const { snapshot, sha256, sm3 } = row!;
    const whole = JSON.parse(snapshot) as Snapshot;
    expect(whole.inputs).toHaveLength(250);
    expect(snapshot).toBe(canonicalJson({ ...whole, result: evaluate(whole.scheme, whole.inputs) }));
    expect(sha256).toBe(createHash('sha256').update(snapshot).digest('hex'));
    expect(sm3).toBe(createHash('sm3').update(snapshot).digest('hex'));
    const leaves = await db.sql<{ root: string }>(
      `select payload::jsonb->'changes'->0->'after'->>'unitsRoot' as root from ledger_leaf
       where payload::jsonb->>'action' = 'computeEvaluation' and payload::jsonb->>'id' = $1`,
      [id],
    );
    expect(leaves).toEqual([{ root: new UnitParts(whole, sha256, id, db.services.signer).root() }]);
    const sheets = await db.sql<{ unit_id: string; sheet: object }>(
      `select unit_id, sheet from evaluation_unit where evaluation_id = $1 order by rank, unit_id`,
      [id],
    );
    expect(sheets.map(({ sheet }) => sheet)).toEqual(whole.result.units);
  });
});
