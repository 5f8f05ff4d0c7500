import { isTodoKind, type TodoKind } from '@yardstick/domain/todo';
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
  TO_SIGN_REQUEST: 'signRequest',
  READ_REQUEST: 'readRequest',
  RECEIVE_LETTER: 'receiveLetter',
  APPROVE_LETTER: 'approveLetter',
  SETTLE_LETTER: 'settleLetter',
};

/** The way back, where a signature may be refused. */
export const declineOf: Partial<Record<TodoKind, VerbName>> = {
  TO_SIGN_PLAN: 'declinePlan',
  TO_SIGN_MILESTONE: 'declineMilestone',
  TO_SIGN_COMPLETION: 'declineCompletion',
  TO_SIGN_REQUEST: 'declineRequest',
};

/** Where a row can be opened to see what is asked, before a name is put to it. */
export const opensInPlace: TodoKind[] = [
  'TO_ACKNOWLEDGE',
  'TO_SIGN_PLAN',
  'TO_SIGN_MILESTONE',
  'TO_SIGN_COMPLETION',
  'TO_COMPLETE',
];

/** Progress can be told without opening the record. */
export const reportKinds: TodoKind[] = ['OVERDUE', 'DUE_SOON'];

export const reviewKinds: TodoKind[] = ['REVIEW_MILESTONE', 'REVIEW_PLAN', 'REVIEW_COMPLETION', 'FINAL_REVIEW'];

const ofReports: TodoKind[] = ['REPORT_RETURNED', 'REPORT_DUE', 'TO_SIGN_REPORT', 'REVIEW_REPORT'];

const ofObjections: TodoKind[] = ['TO_SIGN_OBJECTION', 'DECIDE_OBJECTION'];

const ofEvaluations: TodoKind[] = [
  'APPROVE_FREEZE',
  'APPROVE_PUBLICATION',
  'CHECK_RESULT',
  'CLOSE_COLLECTING',
  'CHECK_EVALUATION',
];

const ofLetters: TodoKind[] = ['RECEIVE_LETTER', 'ANSWER_LETTER', 'APPROVE_LETTER', 'SETTLE_LETTER'];

const ofRequests: TodoKind[] = ['TO_SIGN_REQUEST', 'READ_REQUEST'];

export function targetOf(
  item: TodoItem,
): { actionId: string } | { milestoneId: string } | { requestId: string } | { letterId: string } {
  if (isTodoKind(item.kind) && ofLetters.includes(item.kind)) return { letterId: item.id };
  if (isTodoKind(item.kind) && ofRequests.includes(item.kind)) return { requestId: item.id };
  return item.milestoneId && (item.kind === 'TO_SIGN_MILESTONE' || item.kind === 'REVIEW_MILESTONE')
    ? { milestoneId: item.milestoneId }
    : { actionId: item.actionId };
}

/** A notice about nothing that has a page of its own. */
export const hasPage = (item: TodoItem): boolean => item.kind !== 'TO_READ' || item.actionId !== item.id;

/** Where the work on it is done. */
export function hrefOf(item: TodoItem): string {
  if (isTodoKind(item.kind) && ofReports.includes(item.kind)) return `/reports/${item.id}`;
  if (isTodoKind(item.kind) && ofLetters.includes(item.kind)) return `/letters/${item.id}`;
  if (item.kind === 'POST_EMPTY') return `/posts/${item.unitId}`;
  if (item.kind === 'REVIEW_REQUEST' || item.kind === 'DECIDE_REQUEST') return `/requests#request-${item.id}`;
  if (isTodoKind(item.kind) && ofRequests.includes(item.kind)) return `/actions/${item.actionId}#request-${item.id}`;
  if (item.kind === 'ASSESS_SELF' || item.kind === 'TO_SIGN_ASSESSMENT')
    return `/evaluations/${item.id}/lines/${item.unitId}`;
  if (isTodoKind(item.kind) && ofEvaluations.includes(item.kind)) return `/evaluations/${item.id}`;
  if (isTodoKind(item.kind) && ofObjections.includes(item.kind)) return `/objections/${item.id}`;
  if (isTodoKind(item.kind) && reviewKinds.includes(item.kind)) return `/review?item=${item.kind}:${item.id}`;
  if (item.milestoneId) return `/actions/${item.actionId}#milestone-${item.milestoneId}`;
  return `/actions/${item.actionId}${item.kind === 'TO_PLAN' || item.kind === 'RETURNED' ? '#plan' : ''}`;
}

type WhyKey = 'late' | 'left' | 'today' | 'issued' | 'issued0' | 'waits' | 'waits0' | 'since' | 'since0';

/** Why a row stands here, as the key of a sentence and what goes into it. */
export function whyOf(item: TodoItem): { key: WhyKey; count: number } | null {
  const waited = (key: 'issued' | 'waits' | 'since'): { key: WhyKey; count: number } | null => {
    const count = item.workingDaysWaiting;
    return count === null ? null : { key: count === 0 ? `${key}0` : key, count };
  };
  switch (item.kind) {
    case 'OVERDUE':
      return { key: 'late', count: item.workingDaysLate };
    case 'REPORT_DUE':
    case 'ASSESS_SELF':
    case 'CLOSE_COLLECTING':
    case 'RECEIVE_LETTER':
    case 'ANSWER_LETTER':
    case 'CHECK_RESULT':
    case 'TO_SIGN_OBJECTION':
      return item.workingDaysLeft === null
        ? { key: 'late', count: item.workingDaysLate }
        : item.workingDaysLeft
          ? { key: 'left', count: item.workingDaysLeft }
          : { key: 'today', count: 0 };
    case 'DUE_SOON':
      return item.workingDaysLeft ? { key: 'left', count: item.workingDaysLeft } : { key: 'today', count: 0 };
    case 'TO_ACKNOWLEDGE':
      return waited('issued');
    case 'TO_SIGN_PLAN':
    case 'TO_SIGN_MILESTONE':
    case 'TO_SIGN_COMPLETION':
    case 'REVIEW_PLAN':
    case 'REVIEW_MILESTONE':
    case 'REVIEW_COMPLETION':
    case 'FINAL_REVIEW':
    case 'TO_SIGN_REQUEST':
    case 'REVIEW_REQUEST':
    case 'DECIDE_REQUEST':
    case 'TO_SIGN_REPORT':
    case 'TO_SIGN_ASSESSMENT':
    case 'CHECK_EVALUATION':
    case 'REVIEW_REPORT':
    case 'SETTLE_LETTER':
    case 'DECIDE_OBJECTION':
    case 'APPROVE_PUBLICATION':
      return waited('waits');
    case 'RETURNED':
    case 'REPORT_RETURNED':
      return waited('since');
    default:
      return null;
  }
}
