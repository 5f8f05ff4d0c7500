import {
  actionMoves,
  completionBlockers,
  movesFrom,
  planBlockers,
  type ActionState,
  type ActionVerb,
} from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { evidenceMoves, evidenceMovesFrom, type EvidenceState } from '@yardstick/domain/evidence';
import { actionFactsLight, lightReason, type Light } from '@yardstick/domain/light';
import {
  acceptBlockers,
  milestoneMoves,
  milestoneMovesFrom,
  submissionBlockers,
  type MilestoneState,
} from '@yardstick/domain/milestone';
import type { EvidenceKind } from '@yardstick/domain/plan';
import type { Violation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import type { Context } from '../context.ts';
import { canSeeUnit } from '../people/people.policy.ts';
import { measureById, unitColumns, type MeasureView, type UnitView, unitView } from '../program/program.queries.ts';
import { milestoneLight, type ReportRow } from './action-list.queries.ts';
import { canMoveAction, canMoveMilestone, canReview, canWorkOn } from './unit-action.policy.ts';

export interface BlockerView {
  code: string;
  message: string;
  field: string | null;
}
export interface MoveView {
  verb: string;
  allowed: boolean;
  needsReason: boolean;
  blockers: BlockerView[];
}
export interface EvidenceView {
  id: string;
  version: number;
  title: string;
  kind: EvidenceKind;
  fileName: string;
  mime: string;
  size: number;
  sha256: string;
  sm3: string;
  documentOn: CalendarDay | null;
  uploadedAt: string;
  uploadedBy: string;
  state: EvidenceState;
  returnCode: string | null;
  returnReason: string | null;
  reviewedBy: string | null;
  url: string;
  usedCount: number;
  unitId: string;
  nextMoves: MoveView[];
}
export interface MilestoneView {
  id: string;
  version: number;
  actionId: string;
  seq: number;
  title: string;
  deliverable: string;
  acceptanceRule: string | null;
  proofKinds: EvidenceKind[];
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  state: MilestoneState;
  light: Light;
  lightReason: string;
  daysLate: number;
  submittedAt: string | null;
  signedBy: string | null;
  acceptedOn: CalendarDay | null;
  returnReason: string | null;
  evidence: EvidenceView[];
  nextMoves: MoveView[];
}
export interface ActionView {
  id: string;
  version: number;
  unitId: string;
  measure: MeasureView;
  unit: UnitView;
  role: string;
  year: number;
  title: string;
  state: ActionState;
  content: string;
  target: string | null;
  steps: string | null;
  ownerName: string | null;
  section: string | null;
  headInCharge: string | null;
  issuedOn: CalendarDay;
  startOn: CalendarDay;
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  finishedOn: CalendarDay | null;
  lastWorkdayOn: CalendarDay;
  progressPercent: number;
  light: Light;
  lightReason: string;
  daysLate: number;
  acknowledgedAt: string | null;
  planSignedBy: string | null;
  planSignedAt: string | null;
  returnReason: string | null;
  milestones: MilestoneView[];
  reports: ReportRow[];
  timeline: { at: string; verb: string; actorName: string; actorUnit: string; text: string | null }[];
  extensions: {
    id: string;
    reason: string;
    fromDueOn: string;
    toDueOn: string;
    decidedOn: string | null;
    state: string;
  }[];
  nextMoves: MoveView[];
  viewerCanPlan: boolean;
  viewerCanReport: boolean;
  viewerCanAttach: boolean;
}

type Row = Record<string, unknown>;

const evidenceColumns = `e.id, e.version, e.title, e.kind, e.file_name as "fileName", f.mime, f.size, e.sha256, f.sm3,
  e.document_on as "documentOn", e.uploaded_at as "uploadedAt", e.uploaded_by as "uploadedBy", e.state,
  e.return_code as "returnCode", e.return_reason as "returnReason", e.reviewed_by as "reviewedBy", e.unit_id as "unitId",
  (select count(*)::int from evidence_link x where x.unit_id = e.unit_id and x.evidence_id = e.id) as "usedCount"`;

/** One action with everything its record page shows; a fixed number of statements, whatever its size. */
export async function actionRecord(context: Context, actionId: string): Promise<ActionView | null> {
  const { services, scope, today, locale } = context;
  const read = <T = Row>(text: string): Promise<T[]> => services.reads.objects<T>(scope, text, [actionId]);
  const [action] = await read<
    ActionView & {
      measureId: string;
      nextDueOn: CalendarDay | null;
      handedInOn: CalendarDay | null;
      programStartsOn: CalendarDay;
    }
  >(
    `select a.id, a.version, a.unit_id as "unitId", a.measure_id as "measureId", a.role, a.year, a.title, a.state, a.content,
            a.target, a.steps, a.owner_name as "ownerName", a.section, a.head_in_charge as "headInCharge",
            a.issued_on as "issuedOn", a.start_on as "startOn", a.due_on as "dueOn", a.original_due_on as "originalDueOn",
            a.finished_on as "finishedOn", a.progress_percent as "progressPercent", a.acknowledged_at as "acknowledgedAt",
            a.plan_signed_by as "planSignedBy", a.plan_signed_at as "planSignedAt", a.return_reason as "returnReason",
            a.next_due_on as "nextDueOn", a.handed_in_on as "handedInOn", p.starts_on as "programStartsOn"
     from unit_action a join program p on p.id = a.program_id where a.id = $1`,
  );
  if (!action || !canSeeUnit(context.actor, action)) return null;
  const [milestones, links, reports, timeline, extensions, units, measure, rules, calendar] = await Promise.all([
    read<MilestoneView & { handedInOn: CalendarDay | null }>(
      `select id, version, action_id as "actionId", seq, title, deliverable, acceptance_rule as "acceptanceRule",
              proof_kinds as "proofKinds", due_on as "dueOn", original_due_on as "originalDueOn", state,
              handed_in_on as "handedInOn", submitted_at as "submittedAt", signed_by as "signedBy",
              accepted_on as "acceptedOn", return_reason as "returnReason"
       from milestone where action_id = $1 order by seq`,
    ),
    read<EvidenceView & { milestoneId: string }>(
      `select l.milestone_id as "milestoneId", ${evidenceColumns}
       from milestone m
       join evidence_link l on l.unit_id = m.unit_id and l.milestone_id = m.id
       join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
       join stored_file f on f.sha256 = e.sha256
       where m.action_id = $1 order by e.uploaded_at, e.id`,
    ),
    read<ReportRow>(
      `select id, percent, done, difficulty, next_step as "nextStep", reported_by as "reportedBy", reported_at as "reportedAt"
       from progress_report where action_id = $1 order by reported_at desc limit 50`,
    ),
    read<ActionView['timeline'][number]>(
      `select at, verb, actor_name as "actorName", actor_unit as "actorUnit", text
       from timeline_entry where action_id = $1 order by id desc limit 200`,
    ),
    read<ActionView['extensions'][number]>(
      `select id, reason, from_due_on as "fromDueOn", to_due_on as "toDueOn", decided_on as "decidedOn", state
       from extension where action_id = $1 order by requested_on`,
    ),
    services.reads.objects<UnitView>(scope, `select ${unitColumns} from unit u where u.id = $1`, [action.unitId]),
    measureById(context, action.measureId),
    services.rules(),
    services.calendar(),
  ]);
  const views = milestones.map(milestone => {
    const evidence = links.filter(link => link.milestoneId === milestone.id).map(item => evidenceView(context, item));
    const { light, reason } = milestoneLight(milestone, context, rules.light, calendar);
    return {
      ...milestone,
      evidence,
      light,
      lightReason: reason,
      daysLate: lateDays(milestone.dueOn, milestone.handedInOn ?? today),
      nextMoves: milestoneMovesFor(context, action, milestone, evidence),
    };
  });
  const { light, reason } = actionFactsLight(
    {
      state: action.handedInOn && action.state !== 'suspended' && action.state !== 'cancelled' ? 'done' : action.state,
      issuedOn: action.startOn,
      dueOn: action.dueOn,
      finishedOn: action.handedInOn,
      progressPercent: action.progressPercent,
    },
    action.nextDueOn ? [{ state: 'planned', dueOn: action.nextDueOn }] : [],
    today,
    rules.light,
    calendar,
  );
  const effectiveDueOn =
    !action.handedInOn && action.nextDueOn && action.nextDueOn < action.dueOn ? action.nextDueOn : action.dueOn;
  const mayWork = canWorkOn(context.actor, action);
  const isOpen = action.state === 'in-progress' || action.state === 'returned';
  return {
    ...action,
    measure: measure as MeasureView,
    unit: unitView(units[0] as UnitView),
    milestones: views,
    reports,
    timeline,
    extensions,
    light,
    lightReason: lightReason(reason, locale),
    daysLate: light === 'grey' ? 0 : lateDays(effectiveDueOn, action.handedInOn ?? today),
    lastWorkdayOn: calendar.covers(action.dueOn) ? calendar.lastWorkdayOnOrBefore(action.dueOn) : action.dueOn,
    nextMoves: actionMovesFor(context, action, views),
    viewerCanPlan: mayWork && action.state === 'planning',
    viewerCanReport: mayWork && isOpen,
    viewerCanAttach: mayWork && isOpen,
  };
}

/** The action that holds a milestone or serves a piece of evidence; null when it is not the viewer's to see. */
export async function actionIdOf(
  context: Context,
  of: { milestoneId: string } | { evidenceId: string },
): Promise<string | null> {
  const [row] =
    'milestoneId' in of
      ? await context.services.reads.objects<{ id: string }>(
          context.scope,
          `select action_id as id from milestone where id = $1`,
          [of.milestoneId],
        )
      : await context.services.reads.objects<{ id: string }>(
          context.scope,
          `select m.action_id as id from evidence_link l join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
           where l.evidence_id = $1 order by l.linked_at limit 1`,
          [of.evidenceId],
        );
  return row?.id ?? null;
}

export async function evidenceById(context: Context, evidenceId: string): Promise<EvidenceView | null> {
  const [row] = await context.services.reads.objects<EvidenceView>(
    context.scope,
    `select ${evidenceColumns} from evidence e join stored_file f on f.sha256 = e.sha256 where e.id = $1`,
    [evidenceId],
  );
  return row && canSeeUnit(context.actor, row) ? evidenceView(context, row) : null;
}

/** The unit's own library: what was uploaded once and may be used again. */
export async function unitEvidence(
  context: Context,
  request: { text?: string | null; kind?: EvidenceKind | null; page: number; pageSize: number },
): Promise<{ rows: EvidenceView[]; total: number }> {
  const pageSize = Math.min(Math.max(request.pageSize, 1), 100);
  const like = request.text?.trim() ? `%${request.text.trim().replace(/[\\%_]/g, '\\$&')}%` : null;
  const where = `e.unit_id = $1 and ($2::text is null or e.title ilike $2 or e.file_name ilike $2) and ($3::text is null or e.kind = $3)`;
  const values = [context.actor.unitId, like, request.kind ?? null];
  const [rows, [count]] = await Promise.all([
    context.services.reads.objects<EvidenceView>(
      context.scope,
      `select ${evidenceColumns} from evidence e join stored_file f on f.sha256 = e.sha256
       where ${where} order by e.uploaded_at desc, e.id limit ${pageSize} offset ${Math.max(request.page - 1, 0) * pageSize}`,
      values,
    ),
    context.services.reads.objects<{ count: number }>(
      context.scope,
      `select count(*) from evidence e where ${where}`,
      values,
    ),
  ]);
  return { rows: rows.map(row => evidenceView(context, row)), total: count?.count ?? 0 };
}

const lateDays = (dueOn: CalendarDay, until: CalendarDay): number =>
  Math.max(0, (Date.parse(until) - Date.parse(dueOn)) / 86_400_000);

function evidenceView(context: Context, row: EvidenceView): EvidenceView {
  return {
    ...row,
    url: `/files/evidence/${row.id}`,
    nextMoves: evidenceMovesFrom(row.state)
      .filter(verb => ['acceptEvidence', 'returnEvidence', 'withdrawEvidence'].includes(verb))
      .filter(verb => (verb === 'withdrawEvidence' ? canWorkOn(context.actor, row) : canReview(context.actor, row)))
      .map(verb => ({ verb, allowed: true, needsReason: evidenceMoves[verb].needsReason ?? false, blockers: [] })),
  };
}

/** The GraphQL mutation that does a verb of the action table. */
const commandOf: Partial<Record<ActionVerb, string>> = {
  acknowledge: 'acknowledgeAction',
  complete: 'completeAction',
  close: 'closeAction',
  reopen: 'reopenAction',
  suspend: 'suspendAction',
  resume: 'resumeAction',
  cancel: 'cancelAction',
};

function actionMovesFor(
  context: Context,
  action: ActionView & { programStartsOn: CalendarDay },
  milestones: MilestoneView[],
): MoveView[] {
  return movesFrom(action.state)
    .filter(verb => canMoveAction(context.actor, action, verb))
    .map(verb => {
      const violations =
        verb === 'submitPlan'
          ? planBlockers({ ...action, programStartOn: action.programStartsOn, milestones })
          : verb === 'submitCompletion'
            ? completionBlockers({
                state: action.state,
                milestones: milestones.map(({ state, evidence }) => ({
                  state,
                  acceptedEvidenceCount: evidence.filter(item => item.state === 'accepted').length,
                })),
              })
            : [];
      return move(context, commandOf[verb] ?? verb, actionMoves[verb].needsReason, violations);
    });
}

function milestoneMovesFor(
  context: Context,
  action: ActionView,
  milestone: MilestoneView,
  evidence: EvidenceView[],
): MoveView[] {
  return milestoneMovesFrom(milestone.state)
    .filter(verb => canMoveMilestone(context.actor, action, verb))
    .map(verb => {
      const violations =
        verb === 'submitMilestone'
          ? submissionBlockers({
              state: milestone.state,
              evidence,
              proofKinds: milestone.proofKinds,
              actionState: action.state,
            })
          : verb === 'acceptMilestone'
            ? acceptBlockers({ state: milestone.state, evidence })
            : [];
      return move(context, verb, milestoneMoves[verb].needsReason, violations);
    });
}

function move(context: Context, verb: string, needsReason: boolean | undefined, violations: Violation[]): MoveView {
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
