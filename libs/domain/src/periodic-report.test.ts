import { describe, expect, it } from 'vitest';
import {
  checkReportMoves,
  likeness,
  markBlockers,
  owes,
  periodLabel,
  periodsOf,
  prefilledText,
  reportLength,
  reportMoves,
  reportsOwed,
  reportTextBlockers,
  reportTiming,
  type ReportFacts,
  type ReportKindRule,
  type ReportRules,
} from './periodic-report.ts';
import { moveBlockers } from './moves.ts';
import { sentence } from './wording.ts';
import { programCalendar } from './work-calendar.fixture.ts';

const calendar = programCalendar();
const name = { zh: '报告', en: 'Report' };
const rule = (more: Partial<ReportKindRule> = {}): ReportKindRule => ({
  code: 'quarter',
  name,
  every: 'quarter',
  due: { months: 1, day: 20 },
  restDay: 'stays',
  owedBy: 'scored',
  inPlaceOf: [],
  source: '',
  ...more,
});
const half = rule({ code: 'half', every: 'half', inPlaceOf: ['quarter'] });
const year = rule({ code: 'year', every: 'year', inPlaceOf: ['quarter', 'half'] });
const once = rule({ code: 'self-check', every: 'once', due: { months: 1, day: 30 } });
const rules = (...kinds: ReportKindRule[]): ReportRules => ({
  kinds,
  length: { least: 500, most: 2000 },
  similarPercent: 80,
});
const program = { startsOn: '2022-01-01', endsOn: '2024-12-31', reportsFrom: '2022-02-21' };
const scored = { isScored: true, isLead: false };

describe('the periods of a rule', () => {
  it('asks for each quarter by the 20th of the first month of the next, from the second quarter on', () => {
    const periods = periodsOf(rule(), program, calendar);
    expect(periods).toHaveLength(12);
    expect(periods[0]).toEqual({ kind: 'quarter', period: '2022-Q1', fromOn: '2022-01-01', toOn: '2022-03-31', dueOn: '2022-04-20' }); // prettier-ignore
    expect(periods[10]).toMatchObject({ period: '2024-Q3', toOn: '2024-09-30', dueOn: '2024-10-20' });
    expect(periods[11]).toMatchObject({ period: '2024-Q4', dueOn: '2025-01-20' });
  });

  it('holds nothing against anybody that was over before the instance began', () => {
    const begunLate = { ...program, reportsFrom: '2023-07-01' };
    expect(periodsOf(rule(), begunLate, calendar).map(({ period }) => period)).toEqual(['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']); // prettier-ignore
    expect(periodsOf(year, begunLate, calendar).map(({ period }) => period)).toEqual(['2023', '2024']);
    expect(periodsOf(once, { ...program, reportsFrom: '2024-12-01' }, calendar)).toEqual([]);
  });

  it('begins and ends with the program', () => {
    const short = { startsOn: '2022-05-10', endsOn: '2022-11-15', reportsFrom: '2022-05-10' };
    expect(periodsOf(rule(), short, calendar)).toEqual([
      { kind: 'quarter', period: '2022-Q2', fromOn: '2022-05-10', toOn: '2022-06-30', dueOn: '2022-07-20' },
      { kind: 'quarter', period: '2022-Q3', fromOn: '2022-07-01', toOn: '2022-09-30', dueOn: '2022-10-20' },
      { kind: 'quarter', period: '2022-Q4', fromOn: '2022-10-01', toOn: '2022-11-15', dueOn: '2023-01-20' },
    ]);
  });

  it('leaves a named day where it is, or moves it on where the rule says so', () => {
    // 20 October 2024 is a Sunday
    const moves = rule({ restDay: 'next-workday' });
    expect(periodsOf(moves, program, calendar).find(({ period }) => period === '2024-Q3')?.dueOn).toBe('2024-10-21');
  });

  it('takes the last day of a month that is too short', () => {
    const last = rule({ every: 'half', due: { months: 2, day: 31 } });
    expect(periodsOf(last, program, calendar).slice(0, 2).map(({ dueOn }) => dueOn)).toEqual(['2022-08-31', '2023-02-28']); // prettier-ignore
  });

  it('asks once before the program ends', () => {
    expect(periodsOf(once, program, calendar)).toEqual([
      { kind: 'self-check', period: 'once', fromOn: '2022-01-01', toOn: '2024-10-31', dueOn: '2024-11-30' },
    ]);
  });
});

describe('who owes what', () => {
  it('is said by the rule', () => {
    const lead = { isScored: false, isLead: true };
    expect([owes(rule({ owedBy: 'all' }), lead), owes(rule({ owedBy: 'leads' }), lead), owes(rule(), lead)]).toEqual([true, true, false]); // prettier-ignore
    expect([owes(rule({ owedBy: 'leads' }), scored), owes(rule(), scored)]).toEqual([false, true]);
  });

  it('asks for one report where several would end on the same day', () => {
    const owed = reportsOwed(rules(rule(), half, year, once), program, scored, calendar);
    expect(owed.filter(({ dueOn }) => dueOn.startsWith('2023') || dueOn === '2024-01-20').map(({ kind, period }) => `${kind} ${period}`)).toEqual(['year 2022', 'quarter 2023-Q1', 'half 2023-H1', 'quarter 2023-Q3', 'year 2023']); // prettier-ignore
    // whoever does not owe the larger one still owes the smaller
    const leads = { ...half, owedBy: 'leads' as const };
    expect(reportsOwed(rules(rule(), leads), program, scored, calendar)).toHaveLength(12);
  });
});

it('names periods as people do', () => {
  const label = (period: string, locale: 'zh-CN' | 'en') =>
    periodLabel({ period, fromOn: '2022-01-01', toOn: '2024-10-31' }, locale);
  expect(['2024-Q3', '2024-H1', '2024', 'once'].map(period => label(period, 'zh-CN'))).toEqual(['2024年第三季度', '2024年上半年', '2024年度', '2022年1月至2024年10月']); // prettier-ignore
  expect(['2024-Q3', '2024-H2', '2024', 'once'].map(period => label(period, 'en'))).toEqual(['Q3 2024', 'H2 2024', '2024', '2022-01 to 2024-10']); // prettier-ignore
});

describe('how a report stands', () => {
  const at = (receivedOn: string | null, today: string, isExempt = false) =>
    reportTiming({ dueOn: '2024-04-20', receivedOn, isExempt }, today, calendar);

  it('counts late days from the due day to the day it came in, calendar and working days', () => {
    expect(at('2024-04-20', '2024-10-15')).toEqual({ standing: 'on-time', daysLate: 0, workingDaysLate: 0 });
    // 28 April was worked, 1 to 5 May was not
    expect(at('2024-05-06', '2024-10-15')).toEqual({ standing: 'late', daysLate: 16, workingDaysLate: 9 });
  });

  it('is missing once the day is over, and exempt where that was said before it came in', () => {
    expect(at(null, '2024-04-20')).toEqual({ standing: 'not-due', daysLate: 0, workingDaysLate: 0 });
    expect(at(null, '2024-04-22')).toEqual({ standing: 'missing', daysLate: 2, workingDaysLate: 1 });
    expect(at(null, '2024-05-22', true).standing).toBe('exempt');
    expect(at('2024-05-06', '2024-05-22', true).standing).toBe('late');
  });

  it('does not guess beyond the work calendar', () => {
    expect(reportTiming({ dueOn: '2034-04-20', receivedOn: '2034-04-22', isExempt: false }, '2034-05-01', calendar)).toEqual({ standing: 'late', daysLate: 2, workingDaysLate: null }); // prettier-ignore
  });
});

describe('the steps of a report', () => {
  it('has a table without faults', () => {
    expect(checkReportMoves()).toEqual([]);
  });

  it('goes from the liaison over the head to the office, and back with a reason', () => {
    expect(moveBlockers(reportMoves, 'signReport', { state: 'to-sign', actor: 'unit-head' })).toEqual([]);
    expect(moveBlockers(reportMoves, 'signReport', { state: 'to-sign', actor: 'liaison' })[0]?.code).toBe('MOVE_NOT_BY_ACTOR'); // prettier-ignore
    expect(moveBlockers(reportMoves, 'returnReport', { state: 'submitted', actor: 'office-staff' })[0]?.code).toBe('REASON_REQUIRED'); // prettier-ignore
    expect(moveBlockers(reportMoves, 'submitReport', { state: 'returned', actor: 'liaison' })).toEqual([]);
    expect(moveBlockers(reportMoves, 'acceptReport', { state: 'accepted', actor: 'office-chief' })[0]?.code).toBe('MOVE_NOT_FROM_STATE'); // prettier-ignore
  });
});

describe('the text', () => {
  const text = { overview: '总体', practices: '做法', problems: '无。', nextSteps: '下一步' };

  it('has all its parts, and says which one is missing', () => {
    expect(reportTextBlockers(text)).toEqual([]);
    const [violation] = reportTextBlockers({ ...text, problems: ' ' });
    expect(violation).toMatchObject({ code: 'REPORT_PART_MISSING', field: 'problems' });
    expect(sentence(violation!, 'zh-CN')).toBe('“存在问题”还没有写。确实没有的，请写“无”。');
    expect(reportTextBlockers({ ...text, overview: '长'.repeat(6001) })[0]?.code).toBe('FIELD_TOO_LONG');
    expect(reportLength(text)).toBe(9);
  });

  it('is compared with the last one', () => {
    const long = { ...text, practices: '组织执法人员集中培训并逐人核对持证情况，建立名册。'.repeat(3) };
    expect(likeness(long, long)).toBe(100);
    expect(likeness(long, text)).toBe(0);
  });

  it('is marked part by part', () => {
    expect(markBlockers([{ part: 'problems', note: '请写明原因' }])).toEqual([]);
    expect(markBlockers([{ part: 'x', note: null }])[0]?.code).toBe('REPORT_MARK_UNKNOWN');
    expect(markBlockers([{ part: 'problems', note: null }, { part: 'problems', note: null }])[0]?.code).toBe('REPORT_MARK_REPEATED'); // prettier-ignore
  });

  it('begins with what the system knows', () => {
    const line = { measureCode: 'M01', title: '核对名册', on: '2024-09-30' };
    const facts: ReportFacts = {
      actionCount: 18,
      doneCount: 2,
      milestoneDueCount: 5,
      milestoneOnTimeCount: 4,
      milestonesDone: [line],
      milestonesOverdue: [line],
      milestonesNext: [{ ...line, title: '组织考试', on: '2024-11-15' }],
      evidenceCount: 7,
      progress: [{ ...line, percent: 60, percentBefore: 40, text: '已核对六成。' }],
      difficulties: [{ ...line, text: '等待省厅文件' }],
    };
    expect(prefilledText(facts, '2024年第三季度')).toEqual({
      overview: '2024年第三季度，本单位承担任务 18 项，已办结 2 项。期内到期节点 5 个，按期报送 4 个；完成节点 1 个，采信佐证材料 7 份。期末逾期未报节点 1 个。', // prettier-ignore
      practices: 'M01“核对名册”：已核对六成。',
      problems: '1. M01“核对名册”：等待省厅文件。\n2. M01“核对名册”应于 2024-09-30 完成，尚未报送。',
      nextSteps: 'M01：2024-11-15 前完成“组织考试”。',
    });
    expect(prefilledText({ ...facts, difficulties: [], milestonesOverdue: [] }, '').problems).toBe('无。');
  });
});
