import {
  periodLabel,
  reportsOwed,
  type ReportKindRule,
  type ReportRules,
  type ReportText,
} from '@yardstick/domain/periodic-report';
import { seesAllUnits } from '@yardstick/domain/roles';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Context } from '../context.ts';
import { forkFor } from '../database/orm.ts';
import { todo } from '../delivery/todo.queries.ts';
import { readDraft, saveDraft } from '../delivery/drafts.ts';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { acceptReport } from './accept-report.ts';
import { declineReport } from './decline-report.ts';
import { exemptReport } from './exempt-report.ts';
import { lateOnes, listReports, reportById } from './reports.queries.ts';
import { returnReport } from './return-report.ts';
import { signReport } from './sign-report.ts';
import { startReport } from './start-report.ts';
import { submitReport } from './submit-report.ts';
import { withdrawReport } from './withdraw-report.ts';

let db: TestDatabase;
let world: World;
let liaison: Somebody;
let head: Somebody;
let staff: Somebody;
let chief: Somebody;
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  for (const unit of ['AAA', 'BBB']) await world.unit(unit);
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  liaison = await world.person('UNIT_LIAISON', 'AAA');
  head = await world.person('UNIT_HEAD', 'AAA');
  staff = await world.person('OFFICE_STAFF', 'SFJ');
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
  await reportsFrom('2024-01-04');
});
afterAll(() => db?.drop());

const reportsFrom = (day: string | null) => db.sql(`update program set reports_from = $1`, [day]);

function as(who: Somebody, today = world.today): Context {
  const scope = { all: seesAllUnits(who.role), unitId: who.unitId, userId: who.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { ...who, unitName: who.unitId },
    scope,
    now: new Date(`${today}T02:00:00Z`),
    today,
    locale: 'zh-CN',
    request: { id: 'test', ip: '127.0.0.1', session: 'test' },
    services: db.services,
  };
}

const text: ReportText = {
  overview: '总体平稳。',
  practices: '逐人核对名册。',
  problems: '无。',
  nextSteps: '组织考试。',
};
async function idOf(unitId: string, kind: string, period: string): Promise<string> {
  const [line] = await db.sql<{ id: string }>(
    `select id from report_line where unit_id = $1 and kind = $2 and period = $3`,
    [unitId, kind, period],
  );
  return line!.id;
}
async function handedIn(unitId: string, kind: string, period: string, today = world.today): Promise<string> {
  const reportId = await idOf(unitId, kind, period);
  await startReport(as(liaison, today), { reportId });
  await submitReport(as(liaison, today), { reportId, ...text });
  await signReport(as(head, today), { reportId });
  return reportId;
}

describe('what is expected', () => {
  const rulesNow = () => defaultRules.report as ReportRules;
  const rule = (more: Partial<ReportKindRule>): ReportKindRule => ({ ...rulesNow().kinds[0]!, ...more });
  const variants: [string, ReportRules, { startsOn: string; endsOn: string; reportsFrom: string }][] = [
    ['the rules shipped', rulesNow(), { startsOn: '2022-01-01', endsOn: '2024-12-31', reportsFrom: '2022-02-21' }],
    [
      'a program within a year',
      rulesNow(),
      { startsOn: '2022-05-10', endsOn: '2022-11-15', reportsFrom: '2022-05-10' },
    ],
    ['an instance begun late', rulesNow(), { startsOn: '2021-07-01', endsOn: '2024-06-30', reportsFrom: '2023-07-01' }],
    [
      'days that move, months too short, leads and all',
      {
        ...rulesNow(),
        kinds: [
          rule({ code: 'quarter', restDay: 'next-workday', due: { months: 2, day: 31 }, owedBy: 'all' }),
          rule({ code: 'half', every: 'half', owedBy: 'leads', inPlaceOf: ['quarter'], due: { months: 0, day: 30 } }),
          rule({ code: 'once', every: 'once', due: { months: 3, day: 31 }, restDay: 'next-workday', owedBy: 'leads' }),
        ],
      },
      { startsOn: '2022-01-01', endsOn: '2024-11-30', reportsFrom: '2022-01-01' },
    ],
  ];

  it.each(variants)('is the same in SQL as in the domain: %s', async (_what, rules, program) => {
    const measureId = await world.measure();
    await db.sql(`insert into measure_unit (measure_id, unit_id, role, seq) values ($1, 'BBB', 'LEAD', 1)`, [
      measureId,
    ]);
    await db.sql(
      `insert into rule_set (kind, version, body) select 'report', max(version) + 1, $1 from rule_set where kind = 'report'`,
      [JSON.stringify(rules)],
    );
    await db.sql(`update program set starts_on = $1, ends_on = $2, reports_from = $3`, [
      program.startsOn,
      program.endsOn,
      program.reportsFrom,
    ]);
    const calendar = await db.services.calendar();
    const units = { AAA: { isScored: true, isLead: false }, BBB: { isScored: true, isLead: true }, SFJ: { isScored: false, isLead: false } }; // prettier-ignore
    for (const [unitId, facts] of Object.entries(units)) {
      const rows = await db.sql(
        `select kind, period, from_on::text as "fromOn", to_on::text as "toOn", due_on::text as "dueOn" from report_expected()
         where unit_id = $1 order by due_on, kind collate "C"`,
        [unitId],
      );
      expect(rows).toEqual(reportsOwed(rules, program, facts, calendar));
      expect(rows.length > 0).toBe(unitId !== 'SFJ' || rules.kinds.some(({ owedBy }) => owedBy === 'all'));
    }
    await db.sql(`delete from measure_unit where measure_id = $1`, [measureId]);
    await db.sql(`delete from rule_set where kind = 'report' and version > 1`);
    await db.sql(`update program set starts_on = '2022-01-01', ends_on = '2024-12-31', reports_from = '2024-01-04'`);
  });

  it('is nothing before the first actions of a program were issued', async () => {
    await reportsFrom(null);
    expect((await listReports(as(chief), {})).lines).toEqual([]);
    await reportsFrom('2024-01-04');
  });

  it('stands in the list before anybody has written a line, and each unit sees its own', async () => {
    const all = await listReports(as(chief), { year: 2024 });
    const own = await listReports(as(liaison), { year: 2024 });
    expect(new Set(all.lines.map(line => line.unitId))).toEqual(new Set(['AAA', 'BBB']));
    expect(new Set(own.lines.map(line => line.unitId))).toEqual(new Set(['AAA']));
    expect(own.lines.map(line => [line.kind, line.period, line.dueOn, line.standing])).toEqual([
      ['quarter', '2024-Q1', '2024-04-20', 'missing'],
      ['half', '2024-H1', '2024-07-20', 'missing'],
      ['quarter', '2024-Q3', '2024-10-20', 'not-due'],
      ['self-check', 'once', '2024-11-30', 'not-due'],
    ]);
    expect(all.periods.find(({ period }) => period === '2024-Q1')).toMatchObject({ expected: 2, received: 0, missing: 2, late: 0 }); // prettier-ignore
  });
});

describe('the life of a report', () => {
  it('begins with what the system knows of the period', async () => {
    const actionId = await world.action('AAA', 'in-progress', { title: '核对名册' });
    await world.report(liaison, actionId, { done: '已核对四成', difficulty: '等待省厅文件', reported_at: '2024-09-10T02:00:00Z' }); // prettier-ignore
    await world.milestone('AAA', actionId, 'accepted', { title: '名册一稿', due_on: '2024-09-30', handed_in_on: '2024-09-28' }); // prettier-ignore
    await world.milestone('AAA', actionId, 'planned', { title: '培训', due_on: '2024-09-20' });
    await world.milestone('AAA', actionId, 'planned', { title: '组织考试', due_on: '2024-11-15' });
    const reportId = await idOf('AAA', 'quarter', '2024-Q3');
    await startReport(as(liaison), { reportId });
    const report = (await reportById(as(liaison), reportId))!;
    expect(report.state).toBe('drafted');
    expect(report.facts).toMatchObject({ actionCount: 1, doneCount: 0, milestoneDueCount: 2, milestoneOnTimeCount: 1 });
    expect(report.facts.milestonesOverdue.map(({ title }) => title)).toEqual(['培训']);
    expect(report.text?.practices).toContain('已核对四成');
    expect(report.text?.problems).toContain('等待省厅文件');
    expect(report.text?.nextSteps).toContain('组织考试');
    expect(report.text).toEqual(report.prefilled);
    await expect(startReport(as(liaison), { reportId })).rejects.toThrow('REPORT_STARTED');
  });

  it('keeps what is typed as a draft, and empties it when it is handed in', async () => {
    const reportId = await idOf('AAA', 'quarter', '2024-Q3');
    const saved = await saveDraft(as(liaison), 'report', reportId, { baseRev: 0, body: { overview: '改' } });
    expect(saved.isSaved).toBe(true);
    await expect(submitReport(as(liaison), { reportId, ...text, problems: ' ' })).rejects.toThrow(
      'REPORT_PART_MISSING',
    );
    await submitReport(as(liaison), { reportId, ...text });
    expect((await readDraft(as(liaison), 'report', reportId)).body).toBeNull();
    await expect(
      saveDraft(as(liaison), 'report', reportId, { baseRev: 2, body: { overview: '再改' } }),
    ).rejects.toThrow('DRAFT_NOT_OPEN');
  });

  it('comes in on the day the head signs, with the facts of that day', async () => {
    const reportId = await idOf('AAA', 'quarter', '2024-Q3');
    await declineReport(as(head), { reportId, reason: '请核对数字' });
    await submitReport(as(liaison), { reportId, ...text });
    await signReport(as(head), { reportId });
    const signed = (await reportById(as(staff), reportId))!;
    expect(signed).toMatchObject({ state: 'submitted', receivedOn: '2024-10-15', standing: 'on-time', areFactsSigned: true }); // prettier-ignore
    expect(signed.nextMoves.map(({ verb }) => verb)).toEqual(['acceptReport', 'returnReport']);
    await world.action('AAA');
    expect((await reportById(as(staff), reportId))!.facts).toEqual(signed.facts);
  });

  it('goes back with a reason and marks, keeps the day it first came in, and shows what was changed', async () => {
    const reportId = await idOf('AAA', 'quarter', '2024-Q3');
    await expect(returnReport(as(staff), { reportId })).rejects.toThrow('REASON_REQUIRED');
    await expect(returnReport(as(staff), { reportId, reason: '补充', marks: [{ part: 'x' }] })).rejects.toThrow('REPORT_MARK_UNKNOWN'); // prettier-ignore
    await returnReport(as(staff), { reportId, reason: '问题不实', marks: [{ part: 'problems', note: '请写原因' }] });
    const returned = (await reportById(as(liaison), reportId))!;
    expect(returned).toMatchObject({
      state: 'returned',
      returnedCount: 1,
      marks: [{ part: 'problems', note: '请写原因' }],
    });
    const later = '2024-10-25';
    await submitReport(as(liaison, later), { reportId, ...text, problems: '省厅文件未到，考试推迟。' });
    await signReport(as(head, later), { reportId });
    const again = (await reportById(as(staff, later), reportId))!;
    expect(again).toMatchObject({ receivedOn: '2024-10-15', standing: 'on-time', returnedCount: 1, marks: [] });
    expect([again.returnedText?.problems, again.text?.problems]).toEqual(['无。', '省厅文件未到，考试推迟。']);
    await acceptReport(as(staff, later), { reportId });
    expect((await reportById(as(chief), reportId))!.steps.map(({ verb }) => verb)).toEqual([
      'startReport', 'submitReport', 'declineReport', 'submitReport', 'signReport', 'returnReport', 'submitReport', 'signReport', 'acceptReport']); // prettier-ignore
  });

  it('counts late days from the named day, and keeps them when the rule is changed later', async () => {
    const reportId = await handedIn('AAA', 'quarter', '2024-Q1', '2024-05-06');
    expect(await reportById(as(staff), reportId)).toMatchObject({ standing: 'late', daysLate: 16, workingDaysLate: 9 });
    const later = { ...defaultRules.report, kinds: defaultRules.report.kinds.map(kind => ({ ...kind, due: { ...kind.due, day: 10 } })) }; // prettier-ignore
    await db.sql(`insert into rule_set (kind, version, body) values ('report', 2, $1)`, [JSON.stringify(later)]);
    const { lines } = await listReports(as(chief), { year: 2024 });
    expect(lines.filter(({ period }) => period === '2024-Q1').map(({ unitId, dueOn }) => [unitId, dueOn])).toEqual([['BBB', '2024-04-10'], ['AAA', '2024-04-20']]); // prettier-ignore
    await db.sql(`delete from rule_set where kind = 'report' and version = 2`);
  });

  it('has not come in when the unit takes it back before anybody looked', async () => {
    const reportId = await handedIn('AAA', 'half', '2024-H1');
    await withdrawReport(as(liaison), { reportId });
    expect(await reportById(as(liaison), reportId)).toMatchObject({ state: 'drafted', receivedOn: null, standing: 'missing' }); // prettier-ignore
    expect((await reportById(as(liaison), reportId))!.last?.periodLabel).toBe('2024年第一季度');
  });

  it('compares with the last one that came in', async () => {
    const reportId = await idOf('AAA', 'quarter', '2024-Q3');
    expect((await reportById(as(staff), reportId))!.likenessPercent).toBeTypeOf('number');
  });
});

describe('the desk', () => {
  const rows = async (who: Somebody, today?: string) =>
    (await todo(as(who, today))).items
      .filter(item => item.kind.includes('REPORT'))
      .map(({ kind, title, subtitle, workingDaysLate, workingDaysLeft }) => [kind, `${subtitle}${title}`, workingDaysLate, workingDaysLeft]); // prettier-ignore

  it('asks the liaison for what is due or came back, the head to sign, the office to look', async () => {
    expect(await rows(liaison)).toEqual([['REPORT_DUE', '2024年上半年半年工作报告', 58, null]]);
    expect(await rows(liaison, '2024-11-20')).toContainEqual(['REPORT_DUE', '2022年1月至2024年10月验收自查报告', 0, 7]);
    const reportId = await idOf('AAA', 'half', '2024-H1');
    await submitReport(as(liaison), { reportId, ...text });
    expect([await rows(liaison), (await rows(head)).map(([kind]) => kind)]).toEqual([[], ['TO_SIGN_REPORT']]);
    await signReport(as(head), { reportId });
    expect((await rows(staff)).map(([kind]) => kind)).toContain('REVIEW_REPORT');
    await returnReport(as(staff), { reportId, reason: '请补数字' });
    expect((await rows(liaison)).map(([kind]) => kind)).toEqual(['REPORT_RETURNED']);
    expect((await todo(as(liaison))).items[0]?.reason).toBe('请补数字');
    expect(await rows(head)).toEqual([]);
  });
});

describe('letting a unit off', () => {
  it('is the office chief’s, with a reason, before the report came in', async () => {
    const reportId = await idOf('BBB', 'quarter', '2024-Q1');
    await expect(exemptReport(as(staff), { reportId, reason: '新设单位' })).rejects.toThrow('Forbidden');
    await expect(exemptReport(as(chief), { reportId, reason: ' ' })).rejects.toThrow('REASON_REQUIRED');
    await exemptReport(as(chief), { reportId, reason: '新设单位' });
    const view = await listReports(as(chief), { year: 2024, kind: 'quarter' });
    expect(view.lines.find(line => line.id === reportId)).toMatchObject({
      standing: 'exempt',
      exemptReason: '新设单位',
    });
    expect(view.periods.find(({ period }) => period === '2024-Q1')).toMatchObject({ expected: 1, received: 1, late: 1, missing: 0, exempt: 1 }); // prettier-ignore
    await expect(exemptReport(as(chief), { reportId: await idOf('AAA', 'quarter', '2024-Q1'), reason: '晚' })).rejects.toThrow('REPORT_RECEIVED'); // prettier-ignore
  });
});

it('lists the missing before the late, the longest first', async () => {
  const { lines } = await listReports(as(chief), { year: 2024 });
  expect(lateOnes(lines).map(line => [line.unitId, line.period, line.standing])).toEqual([
    ['BBB', '2024-H1', 'missing'],
    ['AAA', '2024-H1', 'late'],
    ['AAA', '2024-Q1', 'late'],
  ]);
  expect(periodLabel(lines[0]!, 'zh-CN')).toBe('2024年第一季度');
});
