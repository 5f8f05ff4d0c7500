import {
  actionMoves,
  completionBlockers,
  isStopped,
  movesFrom,
  planBlockers,
  type ActionState,
  type ActionVerb,
} from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { actionFactsLight, lightReason, type Light } from '@yardstick/domain/light';
import {
  acceptBlockers,
  milestoneMoves,
  milestoneMovesFrom,
  submissionBlockers,
  type MilestoneState,
} from '@yardstick/domain/milestone';
import type { EvidenceKind } from '@yardstick/domain/plan';
import type { ReturnedField, ReturnedPlan } from '@yardstick/domain/plan-return';
import type { Violation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import type { Context } from '../context.ts';
import { canSeeUnit } from '../people/people.policy.ts';
import { measureById, unitColumns, type MeasureView, type UnitView, unitView } from '../program/program.queries.ts';
import { milestoneLight, type ReportRow } from './action-list.queries.ts';
import { evidenceColumns, evidenceView, type EvidenceView, type MoveView } from './evidence.queries.ts';
import { canMoveAction, canMoveMilestone, canWorkOn } from './unit-action.policy.ts';

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
  /** Marked by the office; gone once the plan is handed in again. */
  returnedFields: ReturnedField[] | null;
  /** The plan as it was when the office last sent it back. */
  returnedPlan: ReturnedPlan | null;
  milestones: MilestoneView[];
  reports: ReportRow[];
  timeline: { at: string; verb: string; actorName: string; actorUnit: string; text: string | null }[];
  nextMoves: MoveView[];
  viewerCanPlan: boolean;
  viewerCanReport: boolean;
  viewerCanAttach: boolean;
}

type Row = Record<string, unknown>;

const reportColumns = `id, percent, done, difficulty, next_step as "nextStep", is_unchanged as "isUnchanged",
  fall_reason as "fallReason", reported_by as "reportedBy", reported_at as "reportedAt"`;

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
            a.returned_fields as "returnedFields", a.returned_plan as "returnedPlan",
            a.next_due_on as "nextDueOn", a.handed_in_on as "handedInOn", p.starts_on as "programStartsOn"
     from unit_action a join program p on p.id = a.program_id where a.id = $1`,
  );
  if (!action || !canSeeUnit(context.actor, action)) return null;
  const [milestones, links, reports, timeline, units, measure, rules, calendar] = await Promise.all([
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
      `select ${reportColumns}
       from progress_report where action_id = $1 order by reported_at desc limit 50`,
    ),
    read<ActionView['timeline'][number]>(
      `select at, verb, actor_name as "actorName", actor_unit as "actorUnit", text
       from timeline_entry where action_id = $1 order by id desc limit 200`,
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
      state: action.handedInOn && !isStopped(action.state) ? 'done' : action.state,
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

/** One report as it reads back to whoever has just filed it. */
export async function progressReport(context: Context, id: string): Promise<ReportRow | null> {
  const [row] = await context.services.reads.objects<ReportRow>(
    context.scope,
    `select ${reportColumns} from progress_report where unit_id = $1 and id = $2`,
    [context.actor.unitId, id],
  );
  return row ?? null;
}

const lateDays = (dueOn: CalendarDay, until: CalendarDay): number =>
  Math.max(0, (Date.parse(until) - Date.parse(dueOn)) / 86_400_000);

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
