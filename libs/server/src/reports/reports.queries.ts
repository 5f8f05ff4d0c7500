import { inLocale } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import {
  likeness,
  periodLabel,
  prefilledText,
  reportKindName,
  reportMoves,
  reportTiming,
  type ReportFacts,
  type ReportMark,
  type ReportStanding,
  type ReportState,
  type ReportText,
  type ReportTiming,
  type ReportVerb,
} from '@yardstick/domain/periodic-report';
import { verbsFrom } from '@yardstick/domain/moves';
import { roleLabels, type Role } from '@yardstick/domain/roles';
import type { Context } from '../context.ts';
import type { MoveView } from '../delivery/evidence.queries.ts';
import { canSeeUnit, readableUnit } from '../people/people.policy.ts';
import { canExemptReport, canMoveReport } from './periodic-report.policy.ts';

interface LineRow {
  id: string;
  programId: string;
  programName: string;
  unitId: string;
  unitName: string;
  unitFullName: string;
  kind: string;
  period: string;
  fromOn: CalendarDay;
  toOn: CalendarDay;
  dueOn: CalendarDay;
  state: ReportState;
  receivedOn: CalendarDay | null;
  acceptedOn: CalendarDay | null;
  returnedOn: CalendarDay | null;
  returnedCount: number;
  isExempt: boolean;
  exemptReason: string | null;
}

/** One report of one unit as the lists show it, whether or not anybody has begun it. */
export interface ReportLineView extends LineRow, ReportTiming {
  kindName: string;
  periodLabel: string;
}

/** How all units stand with the report of one period. */
export interface ReportPeriodView {
  key: string;
  kind: string;
  kindName: string;
  period: string;
  periodLabel: string;
  fromOn: CalendarDay;
  toOn: CalendarDay;
  dueOn: CalendarDay;
  expected: number;
  received: number;
  onTime: number;
  late: number;
  missing: number;
  returned: number;
  exempt: number;
}

export interface ReportsView {
  lines: ReportLineView[];
  periods: ReportPeriodView[];
  kinds: { code: string; name: string; source: string }[];
  years: number[];
}

export interface ReportsFilter {
  kind?: string | null;
  /** The year in which a report is due. */
  year?: number | null;
  unitId?: string | null;
  period?: string | null;
}

const columns = `l.id, l.program_id as "programId", p.name as "programName", l.unit_id as "unitId", u.short_name as "unitName", u.name as "unitFullName", l.kind, l.period, l.from_on as "fromOn",
  l.to_on as "toOn", l.due_on as "dueOn", l.state, l.received_on as "receivedOn", l.accepted_on as "acceptedOn",
  l.returned_on as "returnedOn", l.returned_count as "returnedCount", l.is_exempt as "isExempt", l.exempt_reason as "exemptReason"`;

/** Every report asked for so far, of all units or the own one, with how it stands today; one statement. */
export async function listReports(context: Context, filter: ReportsFilter): Promise<ReportsView> {
  const [rows, rules, calendar] = await Promise.all([
    context.services.reads.objects<LineRow>(
      context.scope,
      `select ${columns} from report_line l join unit u on u.id = l.unit_id join program p on p.id = l.program_id
       where l.from_on <= $1::date and ($2::text is null or l.unit_id = $2)
       order by l.due_on, l.kind, u.seq, l.id`,
      [context.today, readableUnit(context.actor)],
    ),
    context.services.rules(),
    context.services.calendar(),
  ]);
  const yearOf = (row: LineRow): number => Number(row.dueOn.slice(0, 4));
  const isAsked = (row: LineRow): boolean =>
    (!filter.kind || row.kind === filter.kind) &&
    (!filter.year || yearOf(row) === filter.year) &&
    (!filter.unitId || row.unitId === filter.unitId) &&
    (!filter.period || row.period === filter.period);
  const lines = rows.filter(isAsked).map(row => ({
    ...row,
    ...reportTiming(row, context.today, calendar),
    kindName: reportKindName(rules.report, row.kind, context.locale),
    periodLabel: periodLabel(row, context.locale),
  }));
  return {
    lines,
    periods: periodsOfLines(lines),
    kinds: rules.report.kinds.map(({ code, name, source }) => ({ code, name: inLocale(name, context.locale), source })),
    years: [...new Set(rows.map(yearOf))].sort((a, b) => b - a),
  };
}

function periodsOfLines(lines: readonly ReportLineView[]): ReportPeriodView[] {
  const periods = new Map<string, ReportPeriodView>();
  for (const line of lines) {
    const { kind, kindName, period, fromOn, toOn, dueOn } = line;
    const key = `${kind}:${period}`;
    let view = periods.get(key);
    if (!view) {
      const counts = { expected: 0, received: 0, onTime: 0, late: 0, missing: 0, returned: 0, exempt: 0 };
      view = { key, kind, kindName, period, periodLabel: line.periodLabel, fromOn, toOn, dueOn, ...counts };
      periods.set(key, view);
    }
    if (line.standing === 'exempt') view.exempt++;
    else view.expected++;
    if (line.receivedOn) view.received++;
    if (line.standing === 'on-time') view.onTime++;
    if (line.standing === 'late') view.late++;
    if (line.standing === 'missing') view.missing++;
    if (line.returnedCount > 0) view.returned++;
  }
  return [...periods.values()];
}

const lateStandings: readonly ReportStanding[] = ['late', 'missing'];

/** Late and missing, the longest first: the rows of a circular. */
export const lateOnes = (lines: readonly ReportLineView[]): ReportLineView[] =>
  lines
    .filter(({ standing }) => lateStandings.includes(standing))
    .sort((a, b) => (a.standing === b.standing ? b.daysLate - a.daysLate : a.standing === 'missing' ? -1 : 1));

export interface ReportStepView {
  at: string;
  verb: string;
  actorName: string;
  actorPost: string;
  actorUnit: string;
  text: string | null;
}

export interface ReportView extends ReportLineView {
  version: number;
  source: string;
  /** Null while nobody has begun it. */
  text: ReportText | null;
  /** As they stood when the head signed; as they stand now while nobody has. */
  facts: ReportFacts;
  areFactsSigned: boolean;
  /** A first wording made of the facts, to go back to. */
  prefilled: ReportText | null;
  draftedBy: string | null;
  signedBy: string | null;
  signedAt: string | null;
  reviewedBy: string | null;
  returnReason: string | null;
  marks: ReportMark[];
  returnedText: ReportText | null;
  /** The unit's last report before this one that came in. */
  last: { id: string; kindName: string; periodLabel: string; text: ReportText } | null;
  /** How much of this one stands in the last one, in per cent. */
  likenessPercent: number | null;
  similarPercent: number;
  length: { least: number; most: number };
  steps: ReportStepView[];
  nextMoves: MoveView[];
  viewerCanExempt: boolean;
}

interface RecordRow extends LineRow {
  version: number;
  returnReason: string | null;
  overview: string | null;
  practices: string;
  problems: string;
  nextSteps: string;
  signedFacts: ReportFacts | null;
  facts: ReportFacts;
  draftedBy: string | null;
  signedBy: string | null;
  signedAt: string | null;
  reviewedBy: string | null;
  marks: ReportMark[] | null;
  returnedText: ReportText | null;
  last: (ReportText & { id: string; kind: string; period: string; fromOn: CalendarDay; toOn: CalendarDay }) | null;
  steps: (Omit<ReportStepView, 'actorPost'> & { actorRole: Role })[] | null;
}

const record = `select ${columns}, l.version, l.return_reason as "returnReason", r.overview, r.practices,
  r.problems, r.next_steps as "nextSteps", r.facts as "signedFacts", r.drafted_by as "draftedBy", r.signed_by as "signedBy",
  r.signed_at as "signedAt", r.reviewed_by as "reviewedBy", r.marks, r.returned_text as "returnedText",
  report_facts(l.unit_id, l.program_id, l.from_on, l.to_on) as facts,
  (select json_build_object('id', b.id, 'kind', b.kind, 'period', b.period, 'fromOn', b.from_on, 'toOn', b.to_on, 'overview', b.overview,
     'practices', b.practices, 'problems', b.problems, 'nextSteps', b.next_steps)
   from periodic_report b where b.unit_id = l.unit_id and b.program_id = l.program_id and b.received_on is not null
     and b.to_on < l.to_on and b.id <> l.id order by b.to_on desc, b.kind limit 1) as last,
  (select json_agg(json_build_object('at', s.at, 'verb', s.verb, 'actorName', s.actor_name, 'actorRole', s.actor_role,
     'actorUnit', s.actor_unit, 'text', s.text) order by s.id)
   from periodic_report_step s where s.unit_id = l.unit_id and s.report_id = l.id) as steps
  from report_line l join unit u on u.id = l.unit_id join program p on p.id = l.program_id
  left join periodic_report r on r.unit_id = l.unit_id and r.id = l.id`;

/** One report with everything it is judged by; one statement. */
export async function reportById(context: Context, reportId: string): Promise<ReportView | null> {
  const [[row], rules, calendar] = await Promise.all([
    context.services.reads.objects<RecordRow>(context.scope, `${record} where l.id = $1`, [reportId]),
    context.services.rules(),
    context.services.calendar(),
  ]);
  if (!row || !canSeeUnit(context.actor, row)) return null;
  const { locale, actor } = context;
  const { overview, practices, problems, nextSteps, signedFacts, facts: factsNow, steps, last: lastRow, ...line } = row;
  const text = overview === null ? null : { overview, practices, problems, nextSteps };
  const areFactsSigned = signedFacts !== null && ['submitted', 'returned', 'accepted'].includes(row.state);
  const facts = areFactsSigned ? signedFacts : factsNow;
  const isWriter = canMoveReport(actor, row, 'submitReport');
  const last = lastRow && {
    id: lastRow.id,
    kindName: reportKindName(rules.report, lastRow.kind, locale),
    periodLabel: periodLabel(lastRow, locale),
    text: {
      overview: lastRow.overview,
      practices: lastRow.practices,
      problems: lastRow.problems,
      nextSteps: lastRow.nextSteps,
    },
  };
  const rule = rules.report.kinds.find(({ code }) => code === row.kind);
  return {
    ...line,
    ...reportTiming(row, context.today, calendar),
    kindName: reportKindName(rules.report, row.kind, locale),
    periodLabel: periodLabel(row, locale),
    source: rule?.source ?? '',
    text,
    facts,
    areFactsSigned,
    prefilled: isWriter ? prefilledText(facts, periodLabel(row, 'zh-CN')) : null,
    marks: row.marks ?? [],
    last,
    likenessPercent: text && last ? likeness(text, last.text) : null,
    similarPercent: rules.report.similarPercent,
    length: rules.report.length,
    steps: (steps ?? []).map(({ actorRole, ...step }) => ({
      ...step,
      actorPost: inLocale(roleLabels[actorRole], locale),
    })),
    nextMoves: movesOf(context, row),
    viewerCanExempt:
      !row.isExempt && canExemptReport(actor, row) && ['expected', 'drafted', 'to-sign'].includes(row.state),
  };
}

function movesOf({ actor, today }: Context, row: LineRow): MoveView[] {
  return verbsFrom(reportMoves, row.state)
    .filter(verb => canMoveReport(actor, row, verb))
    .filter(verb => verb !== 'startReport' || (!row.isExempt && today >= row.fromOn))
    .map(verb => ({
      verb: verb satisfies ReportVerb,
      allowed: true,
      needsReason: reportMoves[verb].needsReason ?? false,
      blockers: [],
    }));
}

/** Signed reports of one kind and period, for the office's summary; one statement. */
export function receivedReports(
  context: Context,
  kind: string,
  period: string,
): Promise<
  (ReportText & { unitId: string; unitName: string; facts: ReportFacts; receivedOn: CalendarDay; dueOn: CalendarDay })[]
> {
  return context.services.reads.objects(
    context.scope,
    `select r.unit_id as "unitId", u.name as "unitName", r.overview, r.practices, r.problems, r.next_steps as "nextSteps", r.facts,
            r.received_on as "receivedOn", r.due_on as "dueOn"
     from periodic_report r join unit u on u.id = r.unit_id
     where r.kind = $1 and r.period = $2 and r.state in ('submitted', 'accepted', 'returned') order by u.seq, u.id`,
    [kind, period],
  );
}
