import type { Bilingual } from '@yardstick/domain/bilingual';
import type { Indicator, ScoringMethod } from '@yardstick/domain/scoring/scheme';
import { gapAbove, isAssessed, mostOf, type GivenLine, type ThreeLines } from '@yardstick/domain/scoring/three-lines';

export interface LineView {
  mark: string;
  items: { item: string; value: string }[];
  leftOut: string[];
  reason: string | null;
  evidence: { id: string; title: string }[];
  by: string;
  on: string;
}

export interface IndicatorLinesView {
  code: string;
  number: string | null;
  name: Bilingual;
  full: string;
  criterion: string | null;
  source: string;
  clause: string;
  method: ScoringMethod['kind'];
  /** Marked by people; what is not is counted or recorded, and shown as it stands. */
  isAssessed: boolean;
  most: string | null;
  gap: string | null;
  items: { code: string; name: Bilingual; points: string }[];
  self: LineView | null;
  office: LineView | null;
  final: LineView | null;
  /** What an upheld objection put in its place. */
  ruled: LineView | null;
  /** How far the lines lie apart, when that is more than is let pass. */
  apart: string | null;
  /** What it comes to by what is on record; null while something is missing or it does not apply. */
  score: string | null;
  lines: { text: Bilingual; value: string }[];
  missing: Bilingual[];
}

/** An indicator with the lines given to it; who sees which is for whoever asks. */
export function linesView(indicator: Indicator, given: Omit<ThreeLines, 'indicator'>) {
  const shown = {
    self: viewOf(given.self),
    office: viewOf(given.office),
    final: viewOf(given.final),
    ruled: viewOf(given.ruled),
  };
  return { ...indicatorView(indicator), ...shown, apart: apartOf(indicator, Object.values(shown)) };
}

function indicatorView(indicator: Indicator) {
  const { code, number = null, name, full, criterion = null, source, clause, method } = indicator;
  return {
    ...{ code, number, name, full, criterion, source, clause, method: method.kind, isAssessed: isAssessed(indicator) },
    most: isAssessed(indicator) ? mostOf(indicator) : null,
    gap: method.kind === 'three-line' ? method.gap : null,
    items:
      method.kind === 'checklist'
        ? method.items.map(({ code: item, name: itemName, points = '1' }) => ({ code: item, name: itemName, points }))
        : [],
  };
}

const apartOf = (indicator: Indicator, lines: readonly (LineView | null)[]): string | null =>
  isAssessed(indicator)
    ? gapAbove(
        indicator.method,
        lines.flatMap(line => line?.mark ?? []),
      )
    : null;

function viewOf(line: GivenLine | null | undefined): LineView | null {
  if (!line) return null;
  const { mark, items = [], leftOut = [], reason = null, evidence = [], by, on } = line;
  return { mark, items, leftOut, reason, evidence: evidence.map(({ id, title }) => ({ id, title })), by, on };
}
