import type { Bilingual } from './bilingual.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { EvidenceKind } from './evidence.ts';
import { moveTableFaults, verbsFrom, type MoveTable } from './moves.ts';
import type { Violation } from './violation.ts';
import type { MilestoneState } from './milestone.ts';

export type { ActorKind } from './moves.ts';

export const actionStateLabels = {
  assigned: { zh: '待签收', en: 'To acknowledge' },
  planning: { zh: '分解中', en: 'Planning' },
  'plan-to-sign': { zh: '计划待审签', en: 'Plan to sign' },
  'plan-in-review': { zh: '计划待审核', en: 'Plan in review' },
  'in-progress': { zh: '办理中', en: 'In progress' },
  'completion-to-sign': { zh: '办结待审签', en: 'Completion to sign' },
  submitted: { zh: '待复核', en: 'In review' },
  'final-review': { zh: '待终审', en: 'Final review' },
  returned: { zh: '退回整改', en: 'Returned' },
  done: { zh: '已办结', en: 'Done' },
  closed: { zh: '已销号', en: 'Closed' },
  archived: { zh: '已归档', en: 'Archived' },
  suspended: { zh: '中止', en: 'Suspended' },
  cancelled: { zh: '撤销', en: 'Cancelled' },
  'not-applicable': { zh: '不适用', en: 'Not applicable' },
} as const satisfies Record<string, Bilingual>;

export type ActionState = keyof typeof actionStateLabels;
export const actionStates = Object.keys(actionStateLabels) as ActionState[];

/** States in which somebody still has something to do. */
export const activeActionStates = [
  'assigned',
  'planning',
  'plan-to-sign',
  'plan-in-review',
  'in-progress',
  'completion-to-sign',
  'submitted',
  'final-review',
  'returned',
] as const satisfies ActionState[];

export const actionVerbLabels = {
  acknowledge: { zh: '签收', en: 'Acknowledge' },
  submitPlan: { zh: '提交计划', en: 'Submit plan' },
  signPlan: { zh: '审签计划', en: 'Sign plan' },
  declinePlan: { zh: '不予审签', en: 'Decline plan' },
  approvePlan: { zh: '批准计划', en: 'Approve plan' },
  returnPlan: { zh: '退回计划', en: 'Return plan' },
  submitCompletion: { zh: '申请办结', en: 'Ask for completion' },
  signCompletion: { zh: '审签办结', en: 'Sign completion' },
  declineCompletion: { zh: '不予审签', en: 'Decline completion' },
  passReview: { zh: '复核通过', en: 'Pass review' },
  returnCompletion: { zh: '退回整改', en: 'Return for rework' },
  complete: { zh: '办结', en: 'Complete' },
  close: { zh: '销号', en: 'Close' },
  archive: { zh: '归档', en: 'Archive' },
  reopen: { zh: '复查退回', en: 'Reopen' },
  suspend: { zh: '中止', en: 'Suspend' },
  resume: { zh: '恢复', en: 'Resume' },
  cancel: { zh: '撤销', en: 'Cancel' },
  exempt: { zh: '认定不适用', en: 'Rule not applicable' },
  reinstate: { zh: '恢复适用', en: 'Reinstate' },
} as const satisfies Record<string, Bilingual>;

export type ActionVerb = keyof typeof actionVerbLabels;

/** The whole life of a unit's action. Overdue and the light are derived from dates and are no states. */
export const actionMoves: MoveTable<ActionVerb, ActionState> = {
  acknowledge: { from: ['assigned'], to: 'planning', by: ['liaison', 'unit-head'] },
  submitPlan: { from: ['planning'], to: 'plan-to-sign', by: ['liaison'] },
  signPlan: { from: ['plan-to-sign'], to: 'plan-in-review', by: ['unit-head'] },
  declinePlan: { from: ['plan-to-sign'], to: 'planning', by: ['unit-head'], needsReason: true },
  approvePlan: { from: ['plan-in-review'], to: 'in-progress', by: ['office-chief'] },
  returnPlan: { from: ['plan-in-review'], to: 'planning', by: ['office-chief', 'office-staff'], needsReason: true },
  submitCompletion: { from: ['in-progress', 'returned'], to: 'completion-to-sign', by: ['liaison'] },
  signCompletion: { from: ['completion-to-sign'], to: 'submitted', by: ['unit-head'] },
  declineCompletion: { from: ['completion-to-sign'], to: 'in-progress', by: ['unit-head'], needsReason: true },
  passReview: { from: ['submitted'], to: 'final-review', by: ['office-staff', 'office-chief'] },
  returnCompletion: {
    from: ['submitted', 'final-review'],
    to: 'returned',
    by: ['office-staff', 'office-chief'],
    needsReason: true,
  },
  complete: { from: ['final-review'], to: 'done', by: ['office-chief'] },
  close: { from: ['done'], to: 'closed', by: ['office-chief'] },
  archive: { from: ['closed'], to: 'archived', by: ['system'] },
  reopen: { from: ['done', 'closed'], to: 'returned', by: ['office-chief'], needsReason: true },
  suspend: { from: activeActionStates, to: 'suspended', by: ['office-chief'], needsReason: true },
  resume: { from: ['suspended'], to: 'previous', by: ['office-chief'] },
  cancel: { from: activeActionStates, to: 'cancelled', by: ['office-chief'], needsReason: true },
  // Only a granted request leads here, and only its reversal leads back.
  exempt: {
    from: ['assigned', 'planning', 'plan-to-sign', 'plan-in-review', 'in-progress', 'returned'],
    to: 'not-applicable',
    by: ['system'],
    needsReason: true,
  },
  reinstate: { from: ['not-applicable'], to: 'previous', by: ['system'], needsReason: true },
};

export const movesFrom = (state: ActionState): ActionVerb[] => verbsFrom(actionMoves, state);

/** Faults of the table itself; a test expects none. */
export const checkMoves = (): string[] => moveTableFaults(actionMoves, actionStates, 'assigned');

export const isFinished = (state: ActionState): boolean =>
  state === 'done' || state === 'closed' || state === 'archived';

/** Nobody works on it and no clock runs; its light is grey whatever its days. */
export const isStopped = (state: ActionState): boolean =>
  state === 'suspended' || state === 'cancelled' || state === 'not-applicable';

/** Its plan is not approved yet. */
export const isOpenPlan = (state: ActionState): boolean =>
  state === 'assigned' || state === 'planning' || state === 'plan-to-sign' || state === 'plan-in-review';

export const maxMilestones = 12;

export interface PlanFacts {
  state: ActionState;
  content: string | null;
  ownerName: string | null;
  section: string | null;
  headInCharge: string | null;
  /** A quantified target where the measure has one; not every action does. */
  target?: string | null;
  milestones: readonly {
    title: string | null;
    deliverable: string | null;
    dueOn: CalendarDay | null;
    proofKinds: readonly EvidenceKind[];
  }[];
  dueOn: CalendarDay;
  /** First day of the programme; milestones may not be dated before it. */
  programStartOn?: CalendarDay | null;
}

/** Why a plan cannot be submitted: all reasons at once. The list of contents is the city's rule for breaking down a plan. */
export function planBlockers(facts: PlanFacts): Violation[] {
  const violations: Violation[] = [];
  const { milestones } = facts;
  if (facts.state !== 'planning') violations.push({ code: 'PLAN_NOT_OPEN' });
  if (isBlank(facts.content)) violations.push({ code: 'PLAN_CONTENT_MISSING', field: 'content' });
  if (isBlank(facts.ownerName)) violations.push({ code: 'PLAN_OWNER_MISSING', field: 'ownerName' });
  if (isBlank(facts.section)) violations.push({ code: 'PLAN_SECTION_MISSING', field: 'section' });
  if (isBlank(facts.headInCharge)) violations.push({ code: 'PLAN_HEAD_MISSING', field: 'headInCharge' });
  if (milestones.length === 0) violations.push({ code: 'PLAN_MILESTONES_MISSING', field: 'milestones' });
  if (milestones.length > maxMilestones)
    violations.push({
      code: 'PLAN_MILESTONES_TOO_MANY',
      field: 'milestones',
      params: { max: maxMilestones, count: milestones.length },
    });
  milestones.forEach((milestone, index) => violations.push(...milestoneBlockers(facts, milestone, index)));
  return violations;
}

function milestoneBlockers(facts: PlanFacts, milestone: PlanFacts['milestones'][number], index: number): Violation[] {
  const violations: Violation[] = [];
  const position = index + 1;
  const at = (name: string) => `milestones.${index}.${name}`;
  const { dueOn } = milestone;
  if (isBlank(milestone.title))
    violations.push({ code: 'MILESTONE_TITLE_MISSING', field: at('title'), params: { position } });
  if (isBlank(milestone.deliverable))
    violations.push({ code: 'MILESTONE_DELIVERABLE_MISSING', field: at('deliverable'), params: { position } });
  if (milestone.proofKinds.length === 0)
    violations.push({ code: 'MILESTONE_PROOF_KINDS_MISSING', field: at('proofKinds'), params: { position } });
  if (!dueOn) violations.push({ code: 'MILESTONE_DUE_MISSING', field: at('dueOn'), params: { position } });
  else if (dueOn > facts.dueOn)
    violations.push({
      code: 'MILESTONE_DUE_AFTER_ACTION',
      field: at('dueOn'),
      params: { position, dueOn, actionDueOn: facts.dueOn },
    });
  else if (facts.programStartOn && dueOn < facts.programStartOn)
    violations.push({
      code: 'MILESTONE_DUE_BEFORE_PROGRAM',
      field: at('dueOn'),
      params: { position, dueOn, startOn: facts.programStartOn },
    });
  return violations;
}

export interface CompletionFacts {
  state: ActionState;
  milestones: readonly { state: MilestoneState; acceptedEvidenceCount: number }[];
}

/** Why completion cannot be asked for: every milestone accepted, each on at least one accepted piece of evidence. */
export function completionBlockers(facts: CompletionFacts): Violation[] {
  const violations: Violation[] = [];
  const open = facts.milestones.filter(m => m.state !== 'accepted').length;
  const unproven = facts.milestones.filter(m => m.state === 'accepted' && m.acceptedEvidenceCount < 1).length;
  if (!actionMoves.submitCompletion.from.includes(facts.state)) violations.push({ code: 'COMPLETION_NOT_OPEN' });
  if (facts.milestones.length === 0) violations.push({ code: 'COMPLETION_WITHOUT_MILESTONES' });
  if (open > 0) violations.push({ code: 'COMPLETION_MILESTONES_OPEN', params: { count: open } });
  if (unproven > 0) violations.push({ code: 'COMPLETION_EVIDENCE_MISSING', params: { count: unproven } });
  return violations;
}

const isBlank = (text: string | null | undefined): boolean => !text?.trim();
