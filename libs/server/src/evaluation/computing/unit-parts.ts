import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { compare, exactDecimal, negate } from '@yardstick/domain/scoring/decimal';
import { printerAt } from '@yardstick/domain/scoring/method-parts';
import { bestGradeOf, standingOf, type Standing } from '@yardstick/domain/scoring/ranking';
import type { EvaluationResult, ScoringScheme, UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import { createHmac } from 'node:crypto';
import { leafHash } from '../../ledger/append-leaf.ts';
import { WholeTree } from '../../ledger/inclusion-paths.ts';
import type { LedgerSigner } from '../../ledger/signer.ts';

export interface Snapshot {
  format: number;
  program: string;
  asOf: string;
  scheme: ScoringScheme;
  inputs: UnitInputs[];
  result: EvaluationResult;
}

/** What a unit may know of every other, so that it can work out its own rank and grade. */
interface AnonymousTotal {
  total: string;
  vetoed: boolean;
  /** What is compared where totals are equal. */
  ties?: string[];
  /** The best grade within reach, where something keeps it from the first. */
  best?: string;
}

export function anonymousTotals(scheme: ScoringScheme, inOrder: readonly Standing[]): AnonymousTotal[] {
  const { by = [] } = scheme.ranking;
  const print = printerAt(scheme, 'total');
  const isTied = (a: Standing, b?: Standing): boolean =>
    b !== undefined && compare(a.total, b.total) === 0 && a.vetoes.length > 0 === b.vetoes.length > 0;
  return inOrder.map((standing, i) => {
    const values = standing.tieBreaks.map((value, k) => exactDecimal(by[k]!.better === 'more' ? value : negate(value)));
    const hasTies = values.length > 0 && (isTied(standing, inOrder[i - 1]) || isTied(standing, inOrder[i + 1]));
    const best = bestGradeOf(scheme, standing);
    return {
      total: print(standing.total),
      vetoed: standing.vetoes.length > 0,
      ...(hasTies ? { ties: values } : {}),
      ...(best > 0 ? { best: scheme.grades[best]!.code } : {}),
    };
  });
}

/** What all units share: the scheme, and all totals without names, by rank. */
export const commonPart = (shared: {
  program: string;
  asOf: string;
  scheme: ScoringScheme;
  sha256: string;
  totals: AnonymousTotal[];
}): string => canonicalJson({ format: partFormat, ...shared });

export const unitPart = (inputs: UnitInputs, result: UnitResult | undefined, salt: string): string =>
  canonicalJson({ format: partFormat, unitCode: inputs.unitCode, salt, inputs, result });

/** A salt keeps others from trying out what a unit's part may say. */
export class PartSalts {
  readonly #secret: Buffer;

  constructor(evaluationId: string, signer: LedgerSigner) {
    this.#secret = Buffer.from(signer.derive(`parts of evaluation ${evaluationId}`, 32));
  }

  of(unitCode: string): string {
    return createHmac('sha256', this.#secret).update(unitCode, 'utf8').digest('hex');
  }
}

/**
 * A snapshot in parts, so that a unit can check its own without seeing another's: what all share, then one part per unit.
 * The ledger holds the root over their hashes.
 */
export class UnitParts {
  readonly common: string;
  readonly salts: ReadonlyMap<string, string>;
  readonly #units: readonly { unitCode: string; text: string }[];
  readonly #tree: WholeTree;

  constructor({ program, asOf, scheme, inputs, result }: Snapshot, sha256: string, id: string, signer: LedgerSigner) {
    const figures = new Map(inputs.map(unit => [unit.unitCode, unit.figures]));
    const standings = result.units.map(unit => standingOf(scheme, unit, figures.get(unit.unitCode) ?? []));
    this.common = commonPart({ program, asOf, scheme, sha256, totals: anonymousTotals(scheme, standings) });
    const salts = new PartSalts(id, signer);
    this.salts = new Map(inputs.map(({ unitCode }) => [unitCode, salts.of(unitCode)]));
    const results = new Map(result.units.map(unit => [unit.unitCode, unit]));
    this.#units = inputs.map(unit => ({
      unitCode: unit.unitCode,
      text: unitPart(unit, results.get(unit.unitCode), salts.of(unit.unitCode)),
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
