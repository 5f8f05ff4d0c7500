import type { ReportText } from '@yardstick/domain/periodic-report';

export { type ReportPart, reportParts } from '@yardstick/domain/periodic-report';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a draft or a form holds, as a whole text. */
export const reportTextOf = (body: Record<string, unknown>): ReportText => ({
  overview: textOf(body.overview),
  practices: textOf(body.practices),
  problems: textOf(body.problems),
  nextSteps: textOf(body.nextSteps),
});
