import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import type { EvaluationResult, ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { createHmac } from 'node:crypto';
import { leafHash } from '../ledger/append-leaf.ts';
import { WholeTree } from '../ledger/inclusion-paths.ts';
import type { LedgerSigner } from '../ledger/signer.ts';

export interface Snapshot {
  format: number;
  program: string;
  asOf: string;
  scheme: ScoringScheme;
  inputs: UnitInputs[];
  result: EvaluationResult;
}

/**
 * A snapshot in parts, so that a unit can check its own without seeing another's: what all share, then one part per unit.
 * The ledger holds the root over their hashes. A salt keeps others from trying out what a unit's part may say.
 */
export class UnitParts {
  /** The scheme, and all totals without names, by rank. */
  readonly common: string;
  readonly salts: ReadonlyMap<string, string>;
  readonly #units: readonly { unitCode: string; text: string }[];
  readonly #tree: WholeTree;

  constructor(snapshot: Snapshot, sha256: string, evaluationId: string, signer: LedgerSigner) {
    const { program, asOf, scheme, inputs, result } = snapshot;
    const totals = result.units.map(unit => ({ total: unit.total, vetoed: unit.vetoes.length > 0 }));
    this.common = canonicalJson({ format: partFormat, program, asOf, scheme, sha256, totals });
    const secret = signer.derive(`parts of evaluation ${evaluationId}`, 32);
    const saltOf = (unitCode: string): string => createHmac('sha256', secret).update(unitCode, 'utf8').digest('hex');
    this.salts = new Map(inputs.map(({ unitCode }) => [unitCode, saltOf(unitCode)]));
    const results = new Map(result.units.map(unit => [unit.unitCode, unit]));
    this.#units = inputs.map(unit => ({
      unitCode: unit.unitCode,
      text: canonicalJson({
        format: partFormat,
        unitCode: unit.unitCode,
        salt: this.salts.get(unit.unitCode),
        inputs: unit,
        result: results.get(unit.unitCode),
      }),
    }));
    this.#tree = new WholeTree([this.common, ...this.#units.map(unit => unit.text)].map(leafHash));
  }

  root(): string {
    return this.#tree.root().toString('hex');
  }

  /** One unit's part with the places of both parts in the tree. */
  of(unitCode: string): { text: string; places: object } | null {
    const index = this.#units.findIndex(unit => unit.unitCode === unitCode) + 1;
    const part = this.#units[index - 1];
    if (!part) return null;
    const pathOf = (place: number): string[] => this.#tree.path(place).map(node => node.toString('hex'));
    return {
      text: part.text,
      places: { size: this.#units.length + 1, common: pathOf(0), unit: { index, path: pathOf(index) } },
    };
  }
}

const partFormat = 1;
