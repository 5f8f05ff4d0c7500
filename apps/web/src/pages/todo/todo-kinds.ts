import type { VerbName } from '../../components/delivery/verbs.ts';
import type { TodoQuery } from './todo.generated.ts';

export type TodoItem = TodoQuery['todo']['items'][number];

/** In the order of what it costs to leave it: what came back, what is late, what is due, what waits for a name, what waits for a look. */
export const todoKinds = [
  'RETURNED',
  'OVERDUE',
  'DUE_SOON',
  'TO_ACKNOWLEDGE',
  'TO_PLAN',
  'TO_COMPLETE',
  'TO_SIGN_PLAN',
  'TO_SIGN_MILESTONE',
  'TO_SIGN_COMPLETION',
  'REVIEW_MILESTONE',
  'REVIEW_PLAN',
  'REVIEW_COMPLETION',
  'FINAL_REVIEW',
  'APPROVE_FREEZE',
] as const;
export type TodoKind = (typeof todoKinds)[number];

export function isTodoKind(kind: string): kind is TodoKind {
  return (todoKinds as readonly string[]).includes(kind);
}

/** What one press does, where the list itself is the place to do it. */
export const pressOf: Partial<Record<TodoKind, VerbName>> = {
  TO_ACKNOWLEDGE: 'acknowledge',
  TO_COMPLETE: 'submitCompletion',
  TO_SIGN_PLAN: 'signPlan',
  TO_SIGN_MILESTONE: 'signMilestone',
  TO_SIGN_COMPLETION: 'signCompletion',
};

/** The way back, where a signature may be refused. */
export const declineOf: Partial<Record<TodoKind, VerbName>> = {
  TO_SIGN_PLAN: 'declinePlan',
  TO_SIGN_MILESTONE: 'declineMilestone',
  TO_SIGN_COMPLETION: 'declineCompletion',
};

export const reviewKinds: TodoKind[] = ['REVIEW_MILESTONE', 'REVIEW_PLAN', 'REVIEW_COMPLETION', 'FINAL_REVIEW'];

export function targetOf(item: TodoItem): { actionId: string } | { milestoneId: string } {
  return item.milestoneId && (item.kind === 'TO_SIGN_MILESTONE' || item.kind === 'REVIEW_MILESTONE')
    ? { milestoneId: item.milestoneId }
    : { actionId: item.actionId };
}

/** Where the work on it is done. */
export function hrefOf(item: TodoItem): string {
  if (item.kind === 'APPROVE_FREEZE') return `/evaluations/${item.id}`;
  if (isTodoKind(item.kind) && reviewKinds.includes(item.kind)) return `/review?item=${item.kind}:${item.id}`;
  if (item.milestoneId) return `/actions/${item.actionId}#milestone-${item.milestoneId}`;
  return `/actions/${item.actionId}${item.kind === 'TO_PLAN' || item.kind === 'RETURNED' ? '#plan' : ''}`;
}
