import { addDays, type CalendarDay } from '@yardstick/domain/calendar-day';
import {
  periodLabel,
  prefilledText,
  reportsOwed,
  type ReportFacts,
  type ReportPeriod,
  type ReportRules,
  type ReportText,
} from '@yardstick/domain/periodic-report';
import type { PlanDraft } from '@yardstick/domain/plan';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { insertRows } from './insert-rows.ts';
import { dayOf, OfficeHours, type Moment } from './office-hours.ts';
import type { People, Person } from './people.ts';
import { Random } from './random.ts';
import { characterOf } from './unit-characters.ts';

interface ReportWorld {
  plan: PlanDraft;
  programId: string;
  people: People;
  calendar: WorkCalendar;
  seed: string;
  now: Moment;
}

/** The day on which the first actions were issued: from here on reports are asked for. */
const reportsFrom: CalendarDay = '2022-02-21';

const returns = [
  ['problems', '问题写得太笼统，请对照台账写明哪个节点、什么原因、何时解决。'],
  ['nextSteps', '下一步没有时间和责任人，请补充。'],
  ['practices', '做法与上期基本相同，请写本期新做的工作。'],
] as const;
const exempted = { unitId: 'LK-ZF', period: '2024-Q1', reason: '机构改革期间职责未定，经研究同意免报本期季报。' };

interface Row {
  unitId: string;
  id: string;
  [column: string]: unknown;
}
interface Story {
  reports: Row[];
  steps: Row[];
}

/** Reports of three years as their units go about such things: in time, late, missing, sent back, copied. */
export async function writeReports(em: SqlEntityManager, world: ReportWorld): Promise<void> {
  await em.execute(`update program set reports_from = ?::date where id = ?`, [reportsFrom, world.programId]);
  const expected = await em.execute<{ id: string; unitId: string; kind: string; period: string; facts: ReportFacts }[]>(
    `select e.id, e.unit_id as "unitId", e.kind, e.period, report_facts(e.unit_id, e.program_id, e.from_on, e.to_on) as facts
     from report_expected() e where e.from_on <= ?::date`,
    [dayOf(world.now)],
  );
  const factsOf = new Map(expected.map(row => [`${row.unitId} ${row.kind} ${row.period}`, row]));
  const story: Story = { reports: [], steps: [] };
  const program = { startsOn: world.plan.startsOn, endsOn: world.plan.endsOn, reportsFrom };
  for (const unit of world.plan.units) {
    if (!unit.isScored) continue;
    let last: ReportText | null = null;
    for (const period of reportsOwed(
      defaultRules.report as ReportRules,
      program,
      { isScored: true, isLead: false },
      world.calendar,
    )) {
      const known = factsOf.get(`${unit.code} ${period.kind} ${period.period}`);
      if (known) last = tell(world, story, unit.code, period, known, last);
    }
  }
  await insertRows(em, 'periodic_report', story.reports);
  await insertRows(
    em,
    'periodic_report_step',
    story.steps.sort((a, b) => (String(a['at']) < String(b['at']) ? -1 : 1)).map(({ id: _, ...step }) => step),
  );
  const exempt = factsOf.get(`${exempted.unitId} quarter ${exempted.period}`);
  if (exempt && !story.reports.some(({ id }) => id === exempt.id)) {
    const chief = world.people.chief();
    await insertRows(em, 'report_exemption', [
      {
        unitId: exempted.unitId,
        reportId: exempt.id,
        reason: exempted.reason,
        exemptedBy: chief.name,
        exemptedById: chief.id,
        exemptedOn: '2024-04-12',
      },
    ]);
    await insertRows(em, 'periodic_report_step', [
      {
        unitId: exempted.unitId,
        reportId: exempt.id,
        at: '2024-04-12T07:20:00Z',
        verb: 'exemptReport',
        actorId: chief.id,
        actorName: chief.name,
        actorRole: chief.role,
        actorUnitId: chief.unitId,
        actorUnit: world.people.unitName(chief),
        text: exempted.reason,
      },
    ]);
  }
}

/** One unit's report of one period, as far as it has got. Answers its text for the next one to be compared with. */
function tell(
  { people, calendar, seed, now, programId }: ReportWorld,
  story: Story,
  unitId: string,
  period: ReportPeriod,
  { id, facts }: { id: string; facts: ReportFacts },
  last: ReportText | null,
): ReportText | null {
  const random = new Random(seed, 'report', unitId, period.kind, period.period);
  const character = characterOf(unitId);
  const hours = new OfficeHours(calendar, random);
  const today = dayOf(now);
  const year = Number(period.dueOn.slice(0, 4));
  const isSilent = character.silentSince !== undefined && year >= character.silentSince;
  const isExempt = unitId === exempted.unitId && period.period === exempted.period && period.kind === 'quarter';
  const isMissing = isSilent || isExempt || random.chance(character.lateChance * 0.18);
  const isLate = random.chance(character.lateChance * 0.7);
  const offset = isLate ? random.between(...character.late) : -random.between(...character.lead);
  if (period.toOn > today || isMissing) return last;
  const bounded = (day: CalendarDay): CalendarDay => (day <= period.toOn ? addDays(period.toOn, 3) : day);
  const signedDay = bounded(
    isLate
      ? calendar.addWorkingDays(period.dueOn, offset)
      : addDays(calendar.lastWorkdayOnOrBefore(period.dueOn), Math.round(offset * 1.2)),
  );
  const signedAt = hours.on(signedDay);
  const draftedAt = hours.on(bounded(calendar.addWorkingDays(dayOf(signedAt), -random.between(1, 3))));
  const submittedAt = Math.min(draftedAt + random.between(40, 180) * 60_000, signedAt - 10 * 60_000);
  if (draftedAt >= signedAt || submittedAt <= draftedAt) return last;
  if (draftedAt > now) return last;
  const liaison = people.liaison(unitId);
  const head = people.head(unitId);
  const { staff, chief } = people.reviewers(unitId);
  const reviewer = random.chance(0.7) ? staff : chief;
  const step = (at: Moment, verb: string, by: Person, text: string | null = null): void => {
    story.steps.push({
      unitId,
      id: '',
      reportId: id,
      at: new Date(at).toISOString(),
      verb,
      actorId: by.id,
      actorName: by.name,
      actorRole: by.role,
      actorUnitId: by.unitId,
      actorUnit: people.unitName(by),
      text,
    });
  };
  const own = prefilledText(facts, periodLabel(period, 'zh-CN'));
  const text = shortened(character.copiesLastYear && last ? { ...own, practices: last.practices } : own);
  const row: Row = {
    unitId,
    id,
    programId,
    ...period,
    state: 'drafted',
    ...text,
    facts: null,
    receivedOn: null,
    acceptedOn: null,
    returnedOn: null,
    returnedCount: 0,
    returnReason: null,
    marks: [],
    returnedText: null,
    draftedBy: liaison.name,
    signedBy: null,
    signedAt: null,
    reviewedBy: null,
    stateSince: new Date(draftedAt).toISOString(),
    version: 1,
  };
  const become = (state: string, at: Moment, more: object = {}): void => {
    Object.assign(row, { state, stateSince: new Date(at).toISOString(), version: Number(row['version']) + 1, ...more });
  };
  story.reports.push(row);
  step(draftedAt, 'startReport', liaison);
  if (submittedAt > now) return last;
  become('to-sign', submittedAt);
  step(submittedAt, 'submitReport', liaison);
  if (signedAt > now) return last;
  const signed = (at: Moment): object => ({ facts, signedBy: head.name, signedAt: new Date(at).toISOString() });
  become('submitted', signedAt, { ...signed(signedAt), receivedOn: dayOf(signedAt) });
  step(signedAt, 'signReport', head);
  let reviewedAt = hours.later(signedAt, random.between(1, 5));
  if (reviewedAt > now) return text;
  if (random.chance(character.returnChance * 0.8)) {
    const [part, reason] = random.pick(returns);
    const marks = [{ part, note: reason }];
    const returned = {
      returnedOn: dayOf(reviewedAt),
      returnedCount: 1,
      returnReason: reason,
      marks,
      returnedText: text,
    };
    become('returned', reviewedAt, { ...returned, reviewedBy: reviewer.name });
    step(reviewedAt, 'returnReport', reviewer, reason);
    const correctedAt = hours.later(reviewedAt, random.between(1, 6));
    const againAt = hours.later(correctedAt, 0);
    if (againAt > now) return text;
    become('to-sign', correctedAt, { [part]: corrected(text[part]) });
    step(correctedAt, 'submitReport', liaison);
    become('submitted', againAt, { ...signed(againAt), marks: [] });
    step(againAt, 'signReport', head);
    reviewedAt = hours.later(againAt, random.between(1, 4));
    if (reviewedAt > now) return text;
  }
  become('accepted', reviewedAt, { acceptedOn: dayOf(reviewedAt), reviewedBy: reviewer.name });
  step(reviewedAt, 'acceptReport', reviewer);
  return text;
}

/** People strike lines out of what was filled in for them. */
function shortened(text: ReportText): ReportText {
  const cut = (part: string, lines: number): string => part.split('\n').slice(0, lines).join('\n');
  const next = text.nextSteps || '按任务分解表推进下一阶段节点。';
  return {
    overview: text.overview,
    practices: cut(text.practices, 8) || '按计划推进各项任务。',
    problems: cut(text.problems, 4),
    nextSteps: cut(next, 6),
  };
}

const corrected = (part: string): string =>
  `${part === '无。' ? '' : `${part}\n`}上述工作由分管负责同志牵头，法规科承办，于下一季度首月底前完成。`;
