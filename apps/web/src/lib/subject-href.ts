import type { SubjectKind } from '@yardstick/domain/due';

interface About {
  subjectKind?: string | null;
  subjectId?: string | null;
  actionId?: string | null;
}

const hrefs: Record<SubjectKind, (about: About) => string | null> = {
  action: ({ subjectId }) => (subjectId ? `/actions/${subjectId}` : '/actions'),
  milestone: ({ actionId, subjectId }) => (actionId ? `/actions/${actionId}#milestone-${subjectId}` : null),
  request: () => '/requests',
  letter: ({ subjectId }) => (subjectId ? `/letters/${subjectId}` : '/letters'),
  report: ({ subjectId }) => (subjectId ? `/reports/${subjectId}` : '/reports'),
  evaluation: ({ subjectId }) => (subjectId ? `/evaluations/${subjectId}` : '/evaluations'),
  objection: ({ subjectId }) => (subjectId ? `/objections/${subjectId}` : '/evaluations'),
  'self-assessment': ({ subjectId }) => (subjectId ? `/evaluations/${subjectId}/lines` : '/evaluations'),
  document: ({ subjectId }) => (subjectId ? `/documents/${subjectId}` : '/documents'),
  'unit-posts': () => '/posts',
  dashboard: () => '/dashboard',
  operations: () => '/operations',
};

/** The page of what a notice is about; null when it is about nothing that has one. */
export function subjectHref(about: About): string | null {
  const { subjectKind } = about;
  return subjectKind && Object.hasOwn(hrefs, subjectKind) ? hrefs[subjectKind as SubjectKind](about) : null;
}
