import { dayAt, type CalendarDay } from './calendar-day.ts';
import type { EvidenceKind } from './evidence.ts';
import type { Violation } from './violation.ts';

/** What the office may mark when it sends a plan back: `content`, or `milestones.<id>.dueOn`. */
export const planFields = ['content', 'target', 'steps', 'ownerName', 'section', 'headInCharge', 'milestones'] as const;
export const milestoneFields = ['title', 'deliverable', 'acceptanceRule', 'proofKinds', 'dueOn'] as const;

export interface ReturnedField {
  field: string;
  /** What is to be changed there; the reason of the return says the rest. */
  note: string | null;
}

export interface PlanText {
  content: string;
  target: string | null;
  steps: string | null;
}

export interface PlannedMilestone {
  id: string;
  seq: number;
  title: string;
  deliverable: string;
  acceptanceRule: string | null;
  proofKinds: EvidenceKind[];
  dueOn: CalendarDay;
}

/** A plan as the office had it before it when it sent it back, so that what has changed since can be shown. */
export interface ReturnedPlan extends PlanText {
  reason: string;
  fields: ReturnedField[];
  ownerName: string | null;
  section: string | null;
  headInCharge: string | null;
  milestones: PlannedMilestone[];
}

const longestNote = 500;

/** Milestones are named by their ids: the unit may move them about while it corrects the plan. */
export function returnedFieldBlockers(fields: readonly ReturnedField[], milestoneIds: readonly string[]): Violation[] {
  const known = new Set<string>([
    ...planFields,
    ...milestoneIds.flatMap(id => milestoneFields.map(field => `milestones.${id}.${field}`)),
  ]);
  const seen = new Set<string>();
  return fields.flatMap(({ field, note }, index): Violation[] => {
    const params = { position: index + 1 };
    const at = `fields.${index}`;
    if (!known.has(field)) return [{ code: 'RETURNED_FIELD_UNKNOWN', field: `${at}.field`, params }];
    if (seen.has(field)) return [{ code: 'RETURNED_FIELD_REPEATED', field: `${at}.field`, params }];
    seen.add(field);
    return (note?.length ?? 0) > longestNote
      ? [{ code: 'FIELD_TOO_LONG', field: `${at}.note`, params: { max: longestNote } }]
      : [];
  });
}

/** A day of an earlier plan in the year it is copied to, kept within the action's own time. */
export function movedToYear(
  day: CalendarDay,
  years: number,
  within: { from: CalendarDay; to: CalendarDay },
): CalendarDay {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  // 29 February has no place in most years
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  const moved = dayAt(Date.UTC(year + years, month - 1, Math.min(date, last)) / 86_400_000);
  return moved < within.from ? within.from : moved > within.to ? within.to : moved;
}
