import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { figuresNamed, input, markOf, schemeOf, unitOf } from './example.fixture.ts';
import {
  figuresOfYear,
  isCorrectable,
  missingFigures,
  namesNoYear,
  neededFigures,
  recordedUnder,
  silentFigures,
  withoutDeferred,
} from './missing-figures.ts';
import type { ScoringScheme, UnitInputs } from './scheme.ts';
import { acceptance2024, efficacyAnnual, lawAssessmentAnnual } from './shipped-schemes.ts';
import { assessedIndicators } from './three-lines.ts';

const told = (scheme: ScoringScheme, ...units: UnitInputs[]): string[] =>
  missingFigures(scheme, units).map(({ unitCode, figure, year }) => `${unitCode} ${figure}${year ? ` ${year}` : ''}`);

const acceptance = (...years: number[]): UnitInputs =>
  unitOf(
    'A',
    ...years.map(year => input('efficacy', '88', { year })),
    ...['rectified', 'rectification-due', 'satisfaction'].map(code => input(code, '5')),
  );

describe('what a scheme asks for', () => {
  it('of the acceptance: marks, counts and nothing that is counted here', () =>
    expect(neededFigures(acceptance2024).map(({ figure, year }) => `${figure}${year ? ` ${year}` : ''}`)).toEqual([
      'efficacy 2022',
      'efficacy 2023',
      'rectified',
      'rectification-due',
      'satisfaction',
    ]));

  it('also the counts that are deducted: without them full marks would look like a result', () => {
    const needed = neededFigures(efficacyAnnual).map(({ figure }) => figure);
    expect(needed).toEqual(
      expect.arrayContaining(['revoked-on-review', 'lawsuits-lost', 'case-files', 'three-systems']),
    );
    expect(needed).not.toContain('veto-falsified');
    expect(needed).not.toContain('failing-files');
  });

  it('every figure of it is asked for, counted here, or a register of events', () => {
    for (const scheme of [acceptance2024, efficacyAnnual, lawAssessmentAnnual]) {
      const asked = new Set(neededFigures(scheme).map(({ figure }) => figure));
      const silent = new Set(silentFigures(scheme, [unitOf('A')]));
      expect([...asked].filter(code => silent.has(code))).toEqual([]);
    }
  });
});

describe('what nobody recorded', () => {
  it('is named by unit, figure and year', () => {
    const poor = { ...acceptance(2022), unitCode: 'B' };
    expect(told(acceptance2024, acceptance(2022, 2023), poor)).toEqual(['B efficacy 2023']);
  });

  it('counts under any year where the method adds up all years, and only under its own elsewhere', () => {
    const scheme = schemeOf([{ method: { kind: 'rate', numerator: 'done', denominator: 'due' } }, { code: 'mark' }], {
      figures: figuresNamed('done', 'due', 'f2'),
    });
    expect(told(scheme, unitOf('A', input('done', '1', { year: 2024 }), input('f2', '80', { year: 2024 })))).toEqual([
      'A due',
      'A f2',
    ]);
  });

  it('is everything that nobody counts here when nothing was recorded', () =>
    expect(missingFigures(efficacyAnnual, [unitOf('A')])).toHaveLength(neededFigures(efficacyAnnual).length));

  it('is not missing once it was ruled not to apply, or not to be known yet', () => {
    const ruled: UnitInputs = {
      ...acceptance(2022),
      figures: acceptance(2022).figures.filter(({ code }) => code !== 'satisfaction'),
      notApplicable: [{ indicator: 'satisfaction', reason: '无服务对象' }],
      notYetKnown: [{ figure: 'efficacy', year: 2023, reason: '次年公布' }],
    };
    expect(told(acceptance2024, ruled)).toEqual([]);
  });

  it('of events means that none happened, and is said', () => {
    expect(silentFigures(acceptance2024, [acceptance(2022, 2023)])).toEqual([
      'returned-false',
      'praise',
      'veto-falsified',
      'veto-red-rectification',
      'veto-incident',
    ]);
    const praised = unitOf('A', input('praise', '1', { year: 2022 }));
    expect(silentFigures(acceptance2024, [praised])).not.toContain('praise');
  });
});

describe('what is not known yet', () => {
  const deferred = [{ figure: 'efficacy', year: 2023, reason: '2024 年公布' }];

  it('is taken out for all alike, and a mean goes by its other years', () => {
    const [one, two] = [acceptance(2022, 2023), acceptance(2022)].map(unit =>
      withoutDeferred(acceptance2024, unit, deferred),
    );
    expect(one).toEqual(two);
    const efficacy = evaluate(acceptance2024, [one!]).units[0]!.indicators.find(({ code }) => code === 'efficacy')!;
    expect(efficacy).toMatchObject({ applicable: true, score: '22.00' });
    expect(one!.notYetKnown).toEqual(deferred);
  });

  it('takes an indicator out that cannot do without it, and says why', () => {
    const scheme = schemeOf(
      [
        {
          code: 'lawful',
          full: '50',
          method: {
            kind: 'deduction',
            deductions: [{ code: 'd', name: { zh: '败诉', en: 'Lost' }, figure: 'lost', per: '2' }],
          },
        },
        { code: 'mark', full: '50', method: markOf('mark') },
      ],
      { figures: figuresNamed('lost', 'mark') },
    );
    const unit = withoutDeferred(scheme, unitOf('A', input('mark', '80'), input('lost', '3', { year: 2024 })), [
      { figure: 'lost', reason: '法院尚未通报' },
    ]);
    const [lawful] = evaluate(scheme, [unit]).units[0]!.indicators;
    expect(lawful).toMatchObject({ applicable: false, score: '0.00' });
    expect(lawful!.lines[0]!.text.zh).toContain('数据尚未产生,暂不计:数据lost(法院尚未通报)');
    expect(unit.figures.map(({ code }) => code)).toEqual(['mark']);
  });

  it('leaves inputs alone that the decision does not touch', () => {
    const unit = acceptance(2022, 2023);
    expect(withoutDeferred(acceptance2024, unit, [{ figure: 'praise', reason: 'x' }])).toBe(unit);
    expect(withoutDeferred(acceptance2024, unit, [])).toBe(unit);
  });
});

describe('an evaluation of one year', () => {
  const need = (figure: string) => neededFigures(efficacyAnnual).find(known => known.figure === figure)!;

  it('is one by a scheme that names no years', () =>
    expect([acceptance2024, efficacyAnnual, lawAssessmentAnnual].map(namesNoYear)).toEqual([false, true, true]));

  it('asks for that year’s figures', () => {
    expect(recordedUnder(efficacyAnnual, need('matters-due'), 2024)).toBe(2024);
    expect(recordedUnder(efficacyAnnual, need('case-files'), 2024)).toBe(2024);
    expect(recordedUnder(acceptance2024, neededFigures(acceptance2024)[0]!, null)).toBe(2022);
    expect(recordedUnder(acceptance2024, neededFigures(acceptance2024).at(-1)!, null)).toBe(0);
  });

  it('does not count another year’s, and reads records without a year', () => {
    const unit = unitOf(
      'A',
      input('matters-due', '10', { year: 2023 }),
      input('matters-due', '20', { year: 2024 }),
      input('case-files', '90', { year: 2024 }),
      input('three-systems', '1'),
    );
    const { figures } = figuresOfYear(efficacyAnnual, unit, 2024);
    expect(figures.map(({ code, year, value }) => [code, year, value])).toEqual([
      ['matters-due', 2024, '20'],
      ['case-files', undefined, '90'],
      ['three-systems', undefined, '1'],
    ]);
  });
});

describe('a figure that is corrected', () => {
  const may = (code: string, year: number, recordedYears: number[]) =>
    isCorrectable(acceptance2024, { code, year }, recordedYears);

  it('is one that the scheme reads there', () => {
    expect(may('efficacy', 2023, [2022, 2023])).toBe(true);
    expect(may('efficacy', 2024, [2022, 2023, 2024])).toBe(false);
    expect(may('satisfaction', 0, [0])).toBe(true);
    expect(may('satisfaction', 2024, [0])).toBe(false);
    expect(may('praise', 2023, [2022])).toBe(true);
    expect(may('nothing', 0, [])).toBe(false);
  });

  it('is not counted here, and not beside another that it would be added to', () => {
    expect(may('overdue-5wd', 2023, [])).toBe(false);
    expect(may('rectified', 0, [0])).toBe(true);
    expect(may('rectified', 2024, [0])).toBe(false);
    expect(may('rectified', 2024, [])).toBe(true);
  });

  it('does not stand on lines or batches', () => {
    const [assessed] = assessedIndicators(lawAssessmentAnnual);
    expect(isCorrectable(lawAssessmentAnnual, { code: assessed!.method.figure, year: 0 }, [0])).toBe(false);
  });
});
