import type { ActionState } from './action.ts';
import type { Bilingual } from './bilingual.ts';
import { isLiveEvidence, type EvidenceKind, type EvidenceState } from './evidence.ts';
import { moveTableFaults, verbsFrom, type MoveTable } from './moves.ts';
import type { Violation } from './violation.ts';

export const milestoneStateLabels = {
  planned: { zh: '未提交', en: 'Not submitted' },
  'to-sign': { zh: '待审签', en: 'To sign' },
  submitted: { zh: '待审核', en: 'In review' },
  returned: { zh: '已退回', en: 'Returned' },
  accepted: { zh: '已通过', en: 'Accepted' },
} as const satisfies Record<string, Bilingual>;

export type MilestoneState = keyof typeof milestoneStateLabels;
export const milestoneStates = Object.keys(milestoneStateLabels) as MilestoneState[];

export const milestoneVerbLabels = {
  submitMilestone: { zh: '提交节点', en: 'Submit milestone' },
  signMilestone: { zh: '审签', en: 'Sign' },
  declineMilestone: { zh: '不予审签', en: 'Decline' },
  acceptMilestone: { zh: '通过', en: 'Accept' },
  returnMilestone: { zh: '退回', en: 'Return' },
} as const satisfies Record<string, Bilingual>;

export type MilestoneVerb = keyof typeof milestoneVerbLabels;

export const milestoneMoves: MoveTable<MilestoneVerb, MilestoneState> = {
  submitMilestone: { from: ['planned', 'returned'], to: 'to-sign', by: ['liaison'] },
  signMilestone: { from: ['to-sign'], to: 'submitted', by: ['unit-head'] },
  declineMilestone: { from: ['to-sign'], to: 'returned', by: ['unit-head'], needsReason: true },
  acceptMilestone: { from: ['submitted'], to: 'accepted', by: ['office-staff', 'office-chief'] },
  returnMilestone: { from: ['submitted'], to: 'returned', by: ['office-staff', 'office-chief'], needsReason: true },
};

export const milestoneMovesFrom = (state: MilestoneState): MilestoneVerb[] => verbsFrom(milestoneMoves, state);

/** Faults of the table itself; a test expects none. */
export const checkMilestoneMoves = (): string[] => moveTableFaults(milestoneMoves, milestoneStates, 'planned');

export interface SubmissionFacts {
  state: MilestoneState;
  evidence: readonly { state: EvidenceState; kind: EvidenceKind; isReadable?: boolean }[];
  proofKinds: readonly EvidenceKind[];
  actionState: ActionState;
}

/** Why a milestone cannot be submitted: no proof without evidence, and nothing the office returned left lying. */
export function submissionBlockers(facts: SubmissionFacts): Violation[] {
  const violations: Violation[] = [];
  const live = facts.evidence.filter(e => isLiveEvidence(e.state));
  const returned = facts.evidence.filter(e => e.state === 'returned').length;
  const unreadable = live.filter(e => e.isReadable === false).length;
  if (!milestoneMoves.submitMilestone.from.includes(facts.state))
    violations.push({ code: 'MILESTONE_NOT_OPEN', params: { milestoneState: facts.state } });
  if (facts.actionState !== 'in-progress' && facts.actionState !== 'returned')
    violations.push({ code: 'ACTION_NOT_OPEN', params: { actionState: facts.actionState } });
  if (!live.some(e => facts.proofKinds.includes(e.kind)))
    violations.push({ code: 'EVIDENCE_MISSING', field: 'evidence', params: { kinds: facts.proofKinds.join() } });
  if (returned > 0) violations.push({ code: 'EVIDENCE_RETURNED_LEFT', field: 'evidence', params: { count: returned } });
  if (unreadable > 0)
    violations.push({ code: 'EVIDENCE_UNREADABLE', field: 'evidence', params: { count: unreadable } });
  return violations;
}

export interface AcceptFacts {
  state: MilestoneState;
  evidence: readonly { state: EvidenceState }[];
}

/** Why a milestone cannot be accepted: every piece of evidence decided, at least one of them accepted. */
export function acceptBlockers(facts: AcceptFacts): Violation[] {
  const violations: Violation[] = [];
  const pending = facts.evidence.filter(e => e.state === 'submitted' || e.state === 'questioned').length;
  if (!milestoneMoves.acceptMilestone.from.includes(facts.state))
    violations.push({ code: 'MILESTONE_NOT_SUBMITTED', params: { milestoneState: facts.state } });
  if (pending > 0) violations.push({ code: 'EVIDENCE_PENDING', params: { count: pending } });
  if (!facts.evidence.some(e => e.state === 'accepted')) violations.push({ code: 'EVIDENCE_NONE_ACCEPTED' });
  return violations;
}
