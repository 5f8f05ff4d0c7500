import type { VerbName } from '../../components/delivery/verbs.ts';
import type { TodoQuery } from './todo.generated.ts';

export type TodoItem = TodoQuery['todo']['items'][number];

export { isTodoKind, todoKinds, type TodoKind } from '@yardstick/domain/todo';

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
