/** What can be late. Each kind has a rule of its own, and one source that says what of it is open. */
export const dueKinds = [
  'milestone',
  'receipt',
  'plan',
  'review',
  'correction',
  'request',
  'letter-receipt',
  'letter-reply',
  'report',
] as const;
export type DueKind = (typeof dueKinds)[number];

/** What a reminder or a notice is about, and so where it leads. */
export const subjectKinds = ['action', 'milestone', 'request', 'letter', 'report', 'unit-posts', 'operations'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface Subject {
  kind: SubjectKind;
  /** Null where the kind alone says where to look. */
  id: string | null;
}
