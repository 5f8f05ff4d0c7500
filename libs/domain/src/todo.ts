/**
 * Everything that can stand on a person's desk, in the order of what it costs to leave it: what came back, what is late,
 * what is due, what waits for a name, what waits for a look, what is only to be read.
 */
export const todoKinds = [
  'RETURNED',
  'REPORT_RETURNED',
  'READ_REQUEST',
  'OVERDUE',
  'DUE_SOON',
  'REPORT_DUE',
  'ASSESS_SELF',
  'RECEIVE_LETTER',
  'ANSWER_LETTER',
  'POST_EMPTY',
  'TO_ACKNOWLEDGE',
  'TO_SIGN_PLAN',
  'TO_SIGN_MILESTONE',
  'TO_SIGN_COMPLETION',
  'TO_SIGN_REQUEST',
  'TO_SIGN_REPORT',
  'TO_SIGN_ASSESSMENT',
  'TO_SIGN_OBJECTION',
  'CHECK_RESULT',
  'TO_PLAN',
  'TO_COMPLETE',
  'APPROVE_FREEZE',
  'APPROVE_PUBLICATION',
  'DECIDE_OBJECTION',
  'DECIDE_REQUEST',
  'APPROVE_LETTER',
  'SETTLE_LETTER',
  'FINAL_REVIEW',
  'REVIEW_REQUEST',
  'REVIEW_COMPLETION',
  'REVIEW_MILESTONE',
  'REVIEW_PLAN',
  'REVIEW_REPORT',
  'CLOSE_COLLECTING',
  'CHECK_EVALUATION',
  'TO_READ',
] as const;
export type TodoKind = (typeof todoKinds)[number];

export function isTodoKind(kind: string): kind is TodoKind {
  return (todoKinds as readonly string[]).includes(kind);
}
