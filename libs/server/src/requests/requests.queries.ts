import type { ActionState } from '@yardstick/domain/action';
import { inLocale } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Light } from '@yardstick/domain/light';
import {
  answersToRead,
  decisionBlockers,
  filingBlockers,
  isOpenRequest,
  leadersReasonLabels,
  leadersReasons,
  replyClock,
  requestMoves,
  requestMovesFrom,
  type DecisionFacts,
  type RequestKind,
  type RequestState,
  type RequestVerb,
} from '@yardstick/domain/request';
import { roleLabels, type Role } from '@yardstick/domain/roles';
import type { Violation } from '@yardstick/domain/violation';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { sentence } from '@yardstick/domain/wording';
import type { Context } from '../context.ts';
import type { MoveView } from '../delivery/evidence.queries.ts';
import { canSeeUnit, readableUnit } from '../people/people.policy.ts';
import type { Rules } from '../rules/rules.ts';
import { canFileRequest, canMoveRequest } from './unit-request.policy.ts';

export interface RequestStepView {
  at: string;
  verb: string;
  actorName: string;
  /** The post it was done in, in the reader's language. */
  actorPost: string;
  actorUnit: string;
  text: string | null;
}

export interface RequestView {
  id: string;
  version: number;
  kind: RequestKind;
  state: RequestState;
  unitId: string;
  unitName: string;
  actionId: string;
  actionTitle: string;
  actionState: ActionState;
  measureCode: string;
  milestoneId: string | null;
  milestoneTitle: string | null;
  reason: string;
  progress: string | null;
  fromDueOn: CalendarDay | null;
  toDueOn: CalendarDay | null;
  grantedDueOn: CalendarDay | null;
  /** The day due now, and the one first agreed. */
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  lightAtFiling: Light | null;
  /** Which extension of the thing this is, or would be; null for the other kinds. */
  sequence: number | null;
  filedBy: string;
  filedOn: CalendarDay;
  officeSince: CalendarDay | null;
  decidedOn: CalendarDay | null;
  /** While the office or the leading group has it. */
  waitingWorkingDays: number | null;
  replyDueOn: CalendarDay | null;
  isReplyOverdue: boolean;
  /** Why the leading group decides; empty where the office does. */
  leadersBecause: string[];
  steps: RequestStepView[];
  nextMoves: MoveView[];
}

interface Row extends Omit<RequestView, 'steps' | 'nextMoves'> {
  steps: (Omit<RequestStepView, 'actorPost'> & { actorRole: Role })[] | null;
  isHandedIn: boolean;
  isRead: boolean;
  actionDueOn: CalendarDay;
  grantedCount: number;
  year: number;
  programEndsOn: CalendarDay;
}

const columns = `r.id, r.version, r.kind, r.state, r.unit_id as "unitId", u.short_name as "unitName", r.action_id as "actionId",
  a.title as "actionTitle", a.state as "actionState", me.code as "measureCode", r.milestone_id as "milestoneId",
  m.title as "milestoneTitle", r.reason, r.progress, r.from_due_on as "fromDueOn", r.to_due_on as "toDueOn",
  r.granted_due_on as "grantedDueOn", coalesce(m.due_on, a.due_on) as "dueOn",
  coalesce(m.original_due_on, a.original_due_on) as "originalDueOn", r.light_at_filing as "lightAtFiling", r.sequence,
  r.filed_by as "filedBy", r.filed_on as "filedOn", r.office_since as "officeSince", r.decided_on as "decidedOn",
  r.read_at is not null as "isRead", a.due_on as "actionDueOn", a.year, p.ends_on as "programEndsOn",
  case when m.id is null then a.handed_in_on else m.handed_in_on end is not null as "isHandedIn",
  (select count(*)::int from unit_request g where g.unit_id = r.unit_id and g.action_id = r.action_id
     and g.milestone_id is not distinct from r.milestone_id and g.kind = 'extension' and g.state = 'granted') as "grantedCount",
  (select json_agg(json_build_object('at', s.at, 'verb', s.verb, 'actorName', s.actor_name, 'actorRole', s.actor_role,
     'actorUnit', s.actor_unit, 'text', s.text) order by s.id)
   from unit_request_step s where s.unit_id = r.unit_id and s.request_id = r.id) as steps`;

const tables = `unit_request r
  join unit_action a on a.unit_id = r.unit_id and a.id = r.action_id
  join measure me on me.id = a.measure_id join unit u on u.id = r.unit_id join program p on p.id = a.program_id
  left join milestone m on m.unit_id = r.unit_id and m.id = r.milestone_id`;

/** The tabs above the list; each is a condition on one row. */
export const requestTabs = {
  open: `r.state in ('to-sign', 'in-review', 'final-review', 'with-leaders')`,
  'to-sign': `r.state = 'to-sign'`,
  'in-review': `r.state = 'in-review'`,
  'final-review': `r.state = 'final-review'`,
  'with-leaders': `r.state = 'with-leaders'`,
  granted: `r.state in ('granted', 'noted', 'answered')`,
  refused: `r.state in ('refused', 'declined', 'withdrawn', 'reversed')`,
  all: 'true',
} as const;

export interface RequestFilter {
  /** One of `requestTabs`. */
  tab?: string | null;
  kind?: RequestKind | null;
  unitId?: string | null;
  text?: string | null;
}

/** A page of requests, those that wait longest first while they are open; two statements. */
export async function listRequests(
  context: Context,
  request: { filter: RequestFilter; page: number; pageSize: number },
): Promise<{ rows: RequestView[]; total: number; tabs: { key: string; count: number }[] }> {
  const { filter } = request;
  const ownUnit = readableUnit(context.actor);
  const tab = Object.hasOwn(requestTabs, filter.tab ?? '') ? (filter.tab as keyof typeof requestTabs) : 'open';
  const text = filter.text?.trim();
  const values = [
    ownUnit,
    filter.kind ?? null,
    filter.unitId || null,
    text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null,
  ];
  const where = `($1::text is null or r.unit_id = $1) and ($2::text is null or r.kind = $2) and ($3::text is null or r.unit_id = $3)
    and ($4::text is null or r.reason ilike $4 or a.title ilike $4 or m.title ilike $4 or me.code ilike $4 or u.name ilike $4)`;
  const pageSize = Math.min(Math.max(request.pageSize, 1), 100);
  const offset = Math.max(request.page - 1, 0) * pageSize;
  const isOpen = !['granted', 'refused', 'all'].includes(tab);
  const { reads } = context.services;
  const [rows, [counts]] = await Promise.all([
    reads.objects<Row>(
      context.scope,
      `select ${columns} from ${tables} where ${where} and ${requestTabs[tab]}
       order by ${isOpen ? 'coalesce(r.office_since, r.filed_on), r.filed_at, r.id' : 'r.state_since desc, r.id'}
       limit ${pageSize} offset ${offset}`,
      values,
    ),
    reads.objects<Record<string, number>>(
      context.scope,
      `select ${Object.entries(requestTabs)
        .map(([key, condition]) => `count(*) filter (where ${condition})::int as "${key}"`)
        .join(', ')} from ${tables} where ${where}`,
      values,
    ),
  ]);
  return {
    rows: await viewsOf(context, rows),
    total: counts?.[tab] ?? 0,
    tabs: Object.keys(requestTabs).map(key => ({ key, count: counts?.[key] ?? 0 })),
  };
}

export async function requestById(context: Context, requestId: string): Promise<RequestView | null> {
  const rows = await context.services.reads.objects<Row>(
    context.scope,
    `select ${columns} from ${tables} where r.id = $1`,
    [requestId],
  );
  const [view] = await viewsOf(
    context,
    rows.filter(row => canSeeUnit(context.actor, row)),
  );
  return view ?? null;
}

export interface ActionRequestsView {
  requests: RequestView[];
  /** What may be asked about the action as a whole. */
  moves: MoveView[];
  milestones: { milestoneId: string; moves: MoveView[] }[];
  viewerCanFile: boolean;
  /** No milestone is extended beyond it. */
  actionDueOn: CalendarDay;
  /** What was reported last, to begin a request with. */
  progressSoFar: string | null;
}

interface Subject {
  id: string;
  dueOn: CalendarDay;
  handedInOn: CalendarDay | null;
}

/** Everything asked about one action, and what may be asked now; a fixed number of statements. */
export async function actionRequests(context: Context, actionId: string): Promise<ActionRequestsView | null> {
  const { reads } = context.services;
  const [[action], milestones, rows, [report]] = await Promise.all([
    reads.objects<Subject & { unitId: string; state: ActionState }>(
      context.scope,
      `select id, unit_id as "unitId", state, due_on as "dueOn", handed_in_on as "handedInOn" from unit_action where id = $1`,
      [actionId],
    ),
    reads.objects<Subject>(
      context.scope,
      `select id, due_on as "dueOn", handed_in_on as "handedInOn" from milestone where action_id = $1 order by seq`,
      [actionId],
    ),
    reads.objects<Row>(
      context.scope,
      `select ${columns} from ${tables} where r.action_id = $1 order by r.filed_at desc, r.id`,
      [actionId],
    ),
    reads.objects<{ text: string }>(
      context.scope,
      `select percent || '%:' || done as text from progress_report where action_id = $1 order by reported_at desc limit 1`,
      [actionId],
    ),
  ]);
  if (!action || !canSeeUnit(context.actor, action)) return null;
  const viewerCanFile = canFileRequest(context.actor, action);
  const filing = (kind: RequestKind, verb: string, subject: Subject, milestoneId: string | null): MoveView =>
    move(
      context,
      verb,
      true,
      filingBlockers({
        kind,
        actionState: action.state,
        isHandedIn: subject.handedInOn !== null,
        dueOn: subject.dueOn,
        milestone: milestoneId !== null,
        actionDueOn: action.dueOn,
        today: context.today,
        hasOpenRequest: rows.some(
          row =>
            row.milestoneId === milestoneId && isOpenRequest(row.state) && (row.kind === 'help') === (kind === 'help'),
        ),
      }),
    );
  /** After the due day the one thing left to file is the explanation, and the form says why. */
  const moreTime = (subject: Subject, milestoneId: string | null): MoveView[] => [
    filing('extension', 'requestExtension', subject, milestoneId),
    filing('explanation', 'explainDelay', subject, milestoneId),
  ];
  return {
    requests: await viewsOf(context, rows),
    viewerCanFile,
    actionDueOn: action.dueOn,
    progressSoFar: viewerCanFile ? (report?.text ?? null) : null,
    moves: viewerCanFile
      ? [
          ...moreTime(action, null),
          filing('not-applicable', 'requestNotApplicable', action, null),
          filing('decline', 'declineAction', action, null),
          filing('help', 'askForHelp', action, null),
        ]
      : [],
    milestones: viewerCanFile
      ? milestones.map(milestone => ({ milestoneId: milestone.id, moves: moreTime(milestone, milestone.id) }))
      : [],
  };
}

async function viewsOf(context: Context, rows: Row[]): Promise<RequestView[]> {
  if (rows.length === 0) return [];
  const [rules, calendar] = await Promise.all([context.services.rules(), context.services.calendar()]);
  return rows.map(row => viewOf(context, row, rules, calendar));
}

function viewOf(context: Context, row: Row, rules: Rules, calendar: WorkCalendar): RequestView {
  const { locale, today } = context;
  const { steps, isHandedIn, isRead, actionDueOn: _, grantedCount, year, programEndsOn, ...view } = row;
  const isOpen = isOpenRequest(row.state);
  const sequence = row.kind === 'extension' ? (row.sequence ?? (isOpen ? grantedCount + 1 : null)) : null;
  const extension =
    row.kind === 'extension' && row.toDueOn && isOpen
      ? {
          sequence: grantedCount + 1,
          lightAtFiling: row.lightAtFiling ?? ('green' as const),
          newDueOn: row.toDueOn,
          year,
          programEndsOn,
        }
      : null;
  const clock = isOpen && row.officeSince ? replyClock(row.officeSince, today, rules.request, calendar) : null;
  const facts: DecisionFacts = { kind: row.kind, actionState: row.actionState, isHandedIn, extension };
  return {
    ...view,
    sequence,
    waitingWorkingDays: clock?.waitingWorkingDays ?? null,
    replyDueOn: clock?.replyDueOn ?? null,
    isReplyOverdue: clock?.isOverdue ?? false,
    leadersBecause: extension
      ? leadersReasons(extension, rules.request).map(reason => inLocale(leadersReasonLabels[reason], locale))
      : [],
    steps: (steps ?? []).map(({ actorRole, ...step }) => ({
      ...step,
      actorPost: inLocale(roleLabels[actorRole], locale),
    })),
    nextMoves: nextMoves(context, row, facts, isRead, rules),
  };
}

function nextMoves(context: Context, row: Row, facts: DecisionFacts, isRead: boolean, rules: Rules): MoveView[] {
  const decided = requestMovesFrom(row.kind, row.state)
    .filter(verb => canMoveRequest(context.actor, row, verb))
    .map(verb => move(context, verb, requestMoves[verb].needsReason, decisionBlockers(verb, facts, rules.request)));
  const isToRead = !isRead && answersToRead.some(state => state === row.state) && canFileRequest(context.actor, row);
  return isToRead ? [...decided, move(context, 'readRequest', false, [])] : decided;
}

function move(
  context: Context,
  verb: RequestVerb | (string & {}),
  needsReason: boolean | undefined,
  violations: Violation[],
): MoveView {
  return {
    verb,
    allowed: violations.length === 0,
    needsReason: needsReason ?? false,
    blockers: violations.map(violation => ({
      code: violation.code,
      message: sentence(violation, context.locale),
      field: violation.field ?? null,
    })),
  };
}
