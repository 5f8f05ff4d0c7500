import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { input, unitOf } from './example.fixture.ts';
import type { FigureInput, FigureRecord, ScoringScheme } from './scheme.ts';
import { caseFileSheet, efficacyAnnual, lawAssessmentAnnual } from './shipped-schemes.ts';

const one = (scheme: ScoringScheme, ...figures: FigureInput[]) => evaluate(scheme, [unitOf('A', ...figures)]).units[0]!;
const scores = (results: readonly { code: string; score: string }[]) =>
  Object.fromEntries(results.map(({ code, score }) => [code, score]));
const counted = (figure: string, counts: Record<string, number>): FigureInput =>
  recorded(
    figure,
    Object.entries(counts).map(([item, value]) => ({ ref: `${figure}/${item}`, item, value: String(value) })),
  );
const recorded = (figure: string, records: FigureRecord[]): FigureInput =>
  input(figure, String(records.reduce((sum, r) => sum + Number(r.value), 0)), { records });

describe('the annual efficacy evaluation', () => {
  const unit = one(
    efficacyAnnual,
    ...Object.entries({
      'inspections-done': '45',
      'inspections-planned': '50',
      'matters-performed': '20',
      'matters-due': '25',
      'complaints-in-time': '10',
      'complaints-due': '10',
      'replies-in-time': '3',
      'replies-due': '4',
      'revoked-on-review': '1',
      'lawsuits-lost': '1',
      'failing-files': '1',
    }).map(([code, value]) => input(code, value)),
    recorded('case-files', [
      { ref: '1', value: '90' },
      { ref: '2', value: '80', vetoes: ['procedure'] },
      { ref: '3', value: '84' },
      { ref: '4', value: '96' },
      { ref: '5', value: '80' },
    ]),
    counted('three-systems', { publicity: 1, recording: 1, 'legal-review': 0 }),
    counted('survey-subjects', { 'very-satisfied': 20, satisfied: 10, fair: 10, unknown: 5 }),
    counted('survey-enterprises', { 'very-satisfied': 10 }),
    counted('survey-supervisors', { 'very-satisfied': 1, fair: 1 }),
  );

  it('comes to what one gets by hand', () => {
    expect(scores(unit.indicators)).toEqual({
      'inspection-plan': '27.00',
      coverage: '20.00',
      random: '0.00',
      complaints: '15.00',
      replies: '11.25',
      'case-review': '42.00',
      correctness: '24.00',
      'three-systems': '10.00',
      'survey-subjects': '42.50',
      'survey-enterprises': '20.00',
      'survey-public': '0.00',
      'survey-supervisors': '8.00',
    });
    // 73.25 ÷ 85 × 40; 76 × 0.4; 70.5 ÷ 80 × 20
    expect(scores(unit.groups!)).toEqual({ performance: '34.47', quality: '30.40', satisfaction: '17.63' });
    expect([unit.total, unit.grade]).toEqual(['82.50', 'good']);
  });

  it('leaves out what has no figures within its own element', () =>
    expect(unit.indicators.filter(i => !i.applicable).map(i => i.code)).toEqual(['random', 'survey-public']));
});

describe('the annual assessment of law-based administration', () => {
  const marks = { mechanism: 5, 'work-plan': 4, decisions: 8, 'reasoned-documents': 7, archives: 6, supervision: 6 };
  const counts = {
    'reports-late': 1,
    licensed: 20,
    officers: 20,
    trained: 18,
    'case-defects': 4,
    appearances: 0,
    'appearances-due': 0,
    demonstration: 1,
  };
  const figures = [
    ...Object.entries({ ...marks, ...counts }).map(([code, value]) => input(code, String(value))),
    counted('reports-form', { progress: 2, problems: 2, 'next-steps': 0, format: 1 }),
    counted('systems', { filing: 1, publicity: 1, liability: 1, 'internal-review': 0 }),
    counted('outside-ballot', { a: 6, b: 3, c: 1, abstain: 2 }),
    recorded('case-files', [
      { ref: '1', value: '90' },
      { ref: '2', value: '80' },
    ]),
  ];

  it('comes to what one gets by hand, the bonus on top', () => {
    const unit = one(lawAssessmentAnnual, ...figures);
    // 5 + 4 + 5 + 3.5; 5 + 4.5; 10.2 + 7 + 8 + 6; (6 + 3) × 14 ÷ 12, nobody was called to court
    expect(scores(unit.groups!)).toEqual({
      organisation: '17.50',
      staff: '9.50',
      enforcement: '31.20',
      oversight: '10.50',
    });
    // and 8 for decisions, 9 for the ballot, 1.5 for the demonstration site
    expect([unit.total, unit.grade]).toEqual(['87.20', 'good']);
  });

  it('grades nobody better than qualified who stayed away, and gives nothing to who has no records', () => {
    expect(one(lawAssessmentAnnual, ...figures, input('absent', '1'))).toMatchObject({
      total: '87.20',
      grade: 'qualified',
    });
    expect(one(lawAssessmentAnnual, ...figures, input('no-records', '1'))).toMatchObject({
      total: '0.00',
      grade: 'unqualified',
    });
  });
});

describe('the case-file sheet', () => {
  const flaws = [input('record-incomplete', '4'), input('filing-flaw', '2')];

  it('takes marks item by item, no more than an item has', () => {
    const sheet = one(caseFileSheet, ...flaws);
    // 4 × 3, at most 9; 2 × 1
    expect([sheet.total, sheet.grade]).toEqual(['89.00', 'good']);
  });

  it('is worth nothing after one basic fault, whatever else is right', () =>
    expect(one(caseFileSheet, ...flaws, input('veto-one-officer', '1'))).toMatchObject({
      total: '0.00',
      grade: 'unqualified',
    }));
});
