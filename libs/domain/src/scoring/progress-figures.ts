import { yearOf, type CalendarDay } from '../calendar-day.ts';
import type { WorkCalendar } from '../work-calendar.ts';
import type { FigureInput, FigureRecord } from './scheme.ts';

/** What the tracker knows of one action, as of the evaluation's day. */
export interface TrackedAction {
  /** Natural key that anyone can look up: measure / unit / year. */
  ref: string;
  year: number;
  isLead: boolean;
  dueOn: CalendarDay;
  /** Signed and handed in; null while it is open. */
  handedInOn: CalendarDay | null;
  /** Completions that the office sent back. */
  returnedCount: number;
  /** Ruled not applicable: counts for nothing, and the explanation says so. */
  isLeftOut?: boolean;
  milestones: readonly { seq: number; dueOn: CalendarDay; handedInOn: CalendarDay | null }[];
}

/** The figures counted here; every other one has to be recorded by somebody. */
export const trackedFigures = [
  'overdue-5wd',
  'red-light',
  'not-completed-lead',
  'not-completed-coop',
  'returned',
  'late-report',
  'missing-report',
] as const;

const workingDaysPerStep = 5;
const source = 'tracker';

/**
 * The figures that the tracker yields for one unit, per year, as of a day (program progress rule, domain 7.4):
 * full steps of five working days overdue per action; actions of earlier years never completed; actions red now;
 * completions sent back; milestones handed in late; milestones missing. What happened after `asOf` does not count;
 * neither does what was ruled not applicable, which each figure of its year names.
 */
export function progressFigures(
  actions: readonly TrackedAction[],
  asOf: CalendarDay,
  calendar: WorkCalendar,
): FigureInput[] {
  const figures: FigureInput[] = [];
  for (const year of [...new Set(actions.map(action => action.year))].sort((a, b) => a - b)) {
    const ofYear = actions.filter(action => action.year === year && !action.isLeftOut);
    const leftOut = actions.filter(action => action.year === year && action.isLeftOut).map(action => action.ref);
    const add = (code: (typeof trackedFigures)[number], counted: FigureRecord[]): void => {
      const records = counted.filter(record => Number(record.value) > 0);
      const value = String(records.reduce((total, record) => total + Number(record.value), 0));
      figures.push({ code, year, value, records, source, ...(leftOut.length > 0 ? { leftOut } : {}) });
    };
    const count = (action: TrackedAction, value: number, note?: string): FigureRecord => ({
      ref: action.ref,
      value: String(value),
      ...(note ? { note } : {}),
    });
    const doneBy = (on: CalendarDay | null): CalendarDay | null => (on !== null && on <= asOf ? on : null);
    const isOpen = (action: TrackedAction): boolean => doneBy(action.handedInOn) === null && action.dueOn < asOf;
    const isNeverDone = (action: TrackedAction): boolean => isOpen(action) && action.year < yearOf(asOf);
    const daysOverdue = (dueOn: CalendarDay, handedInOn: CalendarDay | null): number => {
      const end = doneBy(handedInOn) ?? asOf;
      return end > dueOn ? calendar.workingDaysBetween(dueOn, end) : 0;
    };

    add(
      'overdue-5wd',
      ofYear.map(action => {
        const days = daysOverdue(action.dueOn, action.handedInOn);
        return count(action, Math.floor(days / workingDaysPerStep), `${days} wd`);
      }),
    );
    add(
      'red-light',
      ofYear.map(action => count(action, isOpen(action) && !isNeverDone(action) ? 1 : 0)),
    );
    add(
      'not-completed-lead',
      ofYear.map(action => count(action, isNeverDone(action) && action.isLead ? 1 : 0)),
    );
    add(
      'not-completed-coop',
      ofYear.map(action => count(action, isNeverDone(action) && !action.isLead ? 1 : 0)),
    );
    add(
      'returned',
      ofYear.map(action => count(action, action.returnedCount)),
    );
    add(
      'late-report',
      ofYear.map(action => {
        const late = action.milestones.filter(({ dueOn, handedInOn }) => (doneBy(handedInOn) ?? '') > dueOn);
        return count(action, late.length, late.map(milestone => `#${milestone.seq}`).join(' '));
      }),
    );
    add(
      'missing-report',
      ofYear.map(action => {
        const missing = action.milestones.filter(
          ({ dueOn, handedInOn }) => doneBy(handedInOn) === null && dueOn < asOf,
        );
        return count(action, missing.length, missing.map(milestone => `#${milestone.seq}`).join(' '));
      }),
    );
  }
  return figures;
}
