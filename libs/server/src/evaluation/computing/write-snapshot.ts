import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import type { Placement, Standing } from '@yardstick/domain/scoring/ranking';
import type { EvaluationResult } from '@yardstick/domain/scoring/scheme';
import { createHash } from 'node:crypto';
import { leafHash } from '../../ledger/append-leaf.ts';
import { GrowingTree } from '../../ledger/merkle.ts';
import type { LedgerSigner } from '../../ledger/signer.ts';
import type { Subject } from '../collecting/collect-inputs.ts';
import { inBatches, readSheetsOf, readUnits } from './evaluation-rows.ts';
import { anonymousTotals, PartSalts, commonPart, unitPart } from './unit-parts.ts';

const snapshotFormat = 1;
const pieceLength = 1 << 18;
/** Bytes; all units' hashes are kept in one piece of memory. */
const hashLength = 32;

/** Who stands where, and by what. */
export interface Ranks {
  /** By rank, then by unit code. */
  order: Placement[];
  standings: ReadonlyMap<string, Standing>;
}

/**
 * Writes what will be frozen, as the canonical JSON of `Snapshot` but piece by piece: the whole of a nation would not fit
 * into the worker's memory. The database puts the pieces together. Answers its hashes and the root over its parts.
 */
export async function writeSnapshot(
  em: SqlEntityManager,
  signer: LedgerSigner,
  { evaluationId, programCode: program, asOf, scheme }: Subject,
  { order, standings }: Ranks,
): Promise<{ sha256: string; sm3: string; unitsRoot: string }> {
  const text = await Pieces.open(em);
  const salts = new PartSalts(evaluationId, signer);
  const parts = Buffer.alloc(order.length * hashLength);
  let at = 0;
  const members = (value: object): string => canonicalJson(value).slice(1, -1);
  let comma = '';
  const separately = async (item: unknown): Promise<void> => {
    await text.add(`${comma}${canonicalJson(item)}`);
    comma = ',';
  };

  await text.add(`{${members({ asOf, format: snapshotFormat })},"inputs":[`);
  for await (const units of readUnits(em, evaluationId))
    for (const { inputs, sheet } of units) {
      await separately(inputs);
      at += leafHash(unitPart(inputs, sheet, salts.of(inputs.unitCode))).copy(parts, at);
    }

  const gradeCounts: EvaluationResult['gradeCounts'] = Object.fromEntries(scheme.grades.map(({ code }) => [code, 0]));
  for (const { grade } of order) gradeCounts[grade] = (gradeCounts[grade] ?? 0) + 1;
  const of: EvaluationResult['scheme'] = { code: scheme.code, version: scheme.version };
  await text.add(`],${members({ program })},"result":{${members({ gradeCounts, scheme: of })},"units":[`);
  comma = '';
  for (const placements of inBatches(order)) {
    const codes = placements.map(placement => placement.unitCode);
    const sheets = await readSheetsOf(em, evaluationId, codes);
    for (const code of codes) await separately(sheets.get(code));
  }
  await text.add(`]},${members({ scheme })}}`);

  const { sha256, sm3 } = await text.store(evaluationId);
  const totals = anonymousTotals(
    scheme,
    order.map(({ unitCode }) => standings.get(unitCode)!),
  );
  const common = commonPart({ program, asOf, scheme, sha256, totals });
  const tree = new GrowingTree();
  tree.add(leafHash(common));
  for (at = 0; at < parts.length; at += hashLength) tree.add(parts.subarray(at, at + hashLength));
  return { sha256, sm3, unitsRoot: tree.root().toString('hex') };
}

/** A long text on its way into the database. */
class Pieces {
  readonly #em: SqlEntityManager;
  readonly #sha256 = createHash('sha256');
  readonly #sm3 = createHash('sm3');
  #waiting: string[] = [];
  #length = 0;
  #count = 0;

  private constructor(em: SqlEntityManager) {
    this.#em = em;
  }

  static async open(em: SqlEntityManager): Promise<Pieces> {
    await em.execute(`create temporary table snapshot_piece (seq int not null, text text not null) on commit drop`);
    return new Pieces(em);
  }

  async add(text: string): Promise<void> {
    this.#waiting.push(text);
    this.#length += text.length;
    if (this.#length >= pieceLength) await this.#send();
  }

  async #send(): Promise<void> {
    const bytes = Buffer.from(this.#waiting.join(''), 'utf8');
    [this.#waiting, this.#length] = [[], 0];
    this.#sha256.update(bytes);
    this.#sm3.update(bytes);
    await this.#em.execute(`insert into snapshot_piece (seq, text) values (?, ?)`, [
      (this.#count += 1),
      bytes.toString('utf8'),
    ]);
  }

  async store(evaluationId: string): Promise<{ sha256: string; sm3: string }> {
    await this.#send();
    await this.#em.execute(
      `update evaluation set snapshot = (select string_agg(text, '' order by seq) from snapshot_piece) where id = ?`,
      [evaluationId],
    );
    return { sha256: this.#sha256.digest('hex'), sm3: this.#sm3.digest('hex') };
  }
}
