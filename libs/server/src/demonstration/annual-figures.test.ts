import { evaluate } from '@yardstick/domain/scoring/evaluate';
import { inputBlockers } from '@yardstick/domain/scoring/input-blockers';
import { figuresOfYear, missingFigures } from '@yardstick/domain/scoring/missing-figures';
import type { FigureInput, ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import efficacy from '@yardstick/domain/scoring/schemes/efficacy-annual.json' with { type: 'json' };
import assessment from '@yardstick/domain/scoring/schemes/law-assessment-annual.json' with { type: 'json' };
import { assessedIndicators } from '@yardstick/domain/scoring/three-lines';
import { describe, expect, it } from 'vitest';
import { cityPlan } from '../program/data/shipped-plans.ts';
import { annualFiguresOf } from './annual-figures.ts';
import { enlargePlan } from './enlarge-plan.ts';

const scored = cityPlan.units.filter(unit => unit.isScored);
const given = { seed: 'a seed', programId: 'a program', recordedBy: 'somebody' };

function inputsBy(scheme: ScoringScheme, year: number): UnitInputs[] {
  const codes = new Set(scheme.figures.map(({ code }) => code));
  return scored.map(unit => {
    const figures = annualFiguresOf(unit, given)
      .filter(({ code }) => codes.has(code))
      .map(({ code, year: of, value, source, records, population }): FigureInput => {
        return { code, year: of, value, source, records: records ?? [], ...(population ? { population } : {}) };
      });
    return figuresOfYear(scheme, { unitCode: unit.code, unitName: unit.name, figures }, year);
  });
}

describe.each([2022, 2023])('the annual figures of %i', year => {
  it('are all that the annual efficacy evaluation asks for', () => {
    const scheme = efficacy as ScoringScheme;
    const inputs = inputsBy(scheme, year);
    expect(missingFigures(scheme, inputs)).toEqual([]);
    expect(inputBlockers(scheme, inputs)).toEqual([]);
    const { units, gradeCounts } = evaluate(scheme, inputs);
    for (const grade of ['excellent', 'good', 'qualified']) expect(gradeCounts[grade]).toBeGreaterThan(0);
    expect(new Set(units.map(({ total }) => total)).size).toBeGreaterThan(25);
    expect(units.at(-1)!.unitCode).toBe('YCJ');
  });

  it('count as failing the files that hit a veto', () => {
    for (const { figures } of inputsBy(efficacy as ScoringScheme, year)) {
      const of = (code: string) => figures.find(figure => figure.code === code)!;
      expect(of('failing-files').value).toBe(String(of('case-files').records.filter(file => file.vetoes).length));
    }
  });

  it('leave to people what people mark in the annual assessment, and nothing else', () => {
    const scheme = assessment as ScoringScheme;
    const inputs = inputsBy(scheme, year);
    expect(inputBlockers(scheme, inputs)).toEqual([]);
    const missing = missingFigures(scheme, inputs).filter(({ unitCode }) => unitCode === scored[0]!.code);
    expect(missing.map(({ indicator }) => indicator)).toEqual(assessedIndicators(scheme).map(({ code }) => code));
    expect(missingFigures(scheme, inputs)).toHaveLength(missing.length * scored.length);
  });
});

it('are given to the city itself, not to the copies of an enlarged instance', () => {
  const [, copy] = enlargePlan(cityPlan, 2).units.filter(({ code }) => code.startsWith('GAJ'));
  expect(copy!.code).not.toBe('GAJ');
  expect(annualFiguresOf(copy!, given)).toEqual([]);
});
