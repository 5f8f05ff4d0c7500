import type { DocumentKindRule, DocumentRules } from './evaluation-document.ts';
import { evaluationReport, type EvaluationReport } from './evaluation-report.ts';
import { evaluate } from './scoring/evaluate.ts';
import type { FigureInput, ScoringScheme, UnitInputs } from './scoring/scheme.ts';

const longest = { characters: 4000, pages: 8 };
const rule = (title: string, more: Partial<DocumentKindRule> = {}): DocumentKindRule => ({
  title,
  to: '',
  approver: 'leader',
  issuer: 'office',
  numberWord: null,
  replyWorkingDays: null,
  longest,
  ...more,
});

export const documentRules: DocumentRules = {
  kinds: {
    report: rule('关于{program}{evaluation}结果的报告', { to: '领导小组' }),
    commendation: rule('{evaluation}拟表彰单位名单'),
    accountability: rule('{evaluation}拟问责单位名单'),
    'feedback-letter': rule('关于反馈{evaluation}结果的函', { to: '{unit}' }),
    'score-sheet': rule('{unit}{evaluation}得分表'),
    'ranking-table': rule('{evaluation}排名表'),
  },
  reportNames: [
    { scheme: 'efficacy', name: '效能评价' },
    { scheme: null, name: '验收评估' },
  ],
  commendation: [{ scheme: null, grades: ['good'], firstRanks: null, vetoed: 'out' }],
  accountability: [{ scheme: null, grades: ['poor'], firstRanks: null, vetoed: 'in' }],
};

const name = (zh: string) => ({ zh, en: zh });

/** Two groups of two and a bonus; three grades; a veto. */
export const draftScheme: ScoringScheme = {
  code: 'acceptance',
  name: name('验收评估办法'),
  version: 3,
  scale: 2,
  rounding: 'half-up',
  figures: [
    { code: 'late', name: name('逾期') },
    { code: 'done', name: name('已整改') },
    { code: 'due', name: name('应整改') },
    { code: 'mark', name: name('满意度') },
    { code: 'praise', name: name('表扬') },
    { code: 'false', name: name('弄虚作假') },
  ],
  indicators: [
    {
      code: 'progress',
      name: name('措施完成'),
      full: '50',
      source: '办法',
      clause: '第三条',
      method: { kind: 'deduction', deductions: [{ code: 'late', name: name('逾期'), figure: 'late', per: '2.5' }] },
    },
    {
      code: 'rectified',
      name: name('督导整改'),
      full: '30',
      source: '办法',
      clause: '第四条',
      method: { kind: 'rate', numerator: 'done', denominator: 'due' },
    },
    {
      code: 'satisfaction',
      name: name('社会满意度'),
      full: '20',
      source: '办法',
      clause: '第五条',
      method: { kind: 'figure', figure: 'mark', outOf: '100' },
    },
    {
      code: 'praise',
      name: name('表扬加分'),
      full: '3',
      source: '办法',
      clause: '第六条',
      method: { kind: 'bonus', bonuses: [{ code: 'praise', name: name('表扬'), figure: 'praise', per: '1' }] },
    },
  ],
  grades: [
    { code: 'good', name: name('优秀'), from: '90' },
    { code: 'fair', name: name('合格'), from: '60' },
    { code: 'poor', name: name('不合格'), from: '0' },
  ],
  vetoes: [{ code: 'false', name: name('佐证材料弄虚作假'), figure: 'false' }],
  ranking: { ties: 'share' },
  missing: 'renormalise',
};

const figure = (code: string, value: string, ...refs: string[]): FigureInput => ({
  code,
  value,
  records: refs.map(ref => ({ ref, ...(ref.startsWith('figure/') ? { note: '统计年报' } : {}) })),
  source: '台账',
});

const unit = (unitCode: string, unitName: string, figures: FigureInput[]): UnitInputs => ({
  unitCode,
  unitName,
  figures,
});

/** Four units: all marks, some lost, a veto, and one to which an indicator does not apply. */
export const draftInputs: UnitInputs[] = [
  unit('GA', '云阳市公安局', [
    figure('late', '0'),
    figure('done', '4', 'figure/done/0'),
    figure('due', '4', 'figure/due/0'),
    figure('mark', '100', 'figure/mark/0'),
    figure('praise', '2', 'praise/1', 'praise/2'),
  ]),
  unit('CG', '云阳市城管委', [
    figure('late', '3', 'M01/CG/2024', 'M04/CG/2024', 'M07/CG/2023'),
    figure('done', '2', 'figure/done/0'),
    figure('due', '3', 'figure/due/0'),
    figure('mark', '88.5', 'figure/mark/0'),
  ]),
  unit('JT', '云阳市交通局', [
    figure('late', '1', 'M02/JT/2024'),
    figure('done', '1', 'figure/done/0'),
    figure('due', '1', 'figure/due/0'),
    figure('mark', '90', 'figure/mark/0'),
    figure('false', '1', 'case/9'),
  ]),
  unit('SL', '云阳市水利局', [
    figure('late', '12', 'M01/SL/2024'),
    figure('due', '0'),
    figure('mark', '60', 'figure/mark/0'),
  ]),
];

export function draftReport(more: Partial<EvaluationReport> = {}, scheme = draftScheme): EvaluationReport {
  const asked = new Set(scheme.figures.map(({ code }) => code));
  const inputs = draftInputs.map(one => ({ ...one, figures: one.figures.filter(({ code }) => asked.has(code)) }));
  return {
    ...evaluationReport(
      {
        programName: '云阳市三年行动方案',
        evaluationName: '2025年验收评估',
        asOf: '2025-12-31',
        orderedOn: '2026-01-08',
        state: 'frozen',
        snapshotSha256: '3f9a1c0d5e7b2468ace013579bdf02468ace13579bdf02468ace13579bdf0246',
        snapshotSm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
        notScored: [{ unitCode: 'SF', unitName: '云阳市司法局', reason: '组织实施单位，不参评' }],
      },
      scheme,
      evaluate(scheme, inputs),
      inputs,
    ),
    ...more,
  };
}
