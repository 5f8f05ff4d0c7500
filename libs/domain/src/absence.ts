import type { CalendarDay } from './calendar-day.ts';
import type { Violation } from './violation.ts';

/** Days on which a person is away, the first and the last included; over earlier when `endedOn`, the day of return, says so. */
export interface AbsencePeriod {
  fromOn: CalendarDay;
  lastOn: CalendarDay;
  endedOn?: CalendarDay | null | undefined;
}

export const isAwayOn = ({ fromOn, lastOn, endedOn }: AbsencePeriod, day: CalendarDay): boolean =>
  fromOn <= day && day <= lastOn && (!endedOn || day < endedOn);

export type AbsenceState = 'planned' | 'running' | 'over' | 'cancelled';

export function absenceState(period: AbsencePeriod, today: CalendarDay): AbsenceState {
  if (period.endedOn && period.endedOn <= period.fromOn) return 'cancelled';
  if (isAwayOn(period, today)) return 'running';
  return today < period.fromOn ? 'planned' : 'over';
}

/** Days both are away on, by the periods as they were lived. */
export function meet(a: AbsencePeriod, b: AbsencePeriod): boolean {
  const begins = a.fromOn > b.fromOn ? a.fromOn : b.fromOn;
  return isAwayOn(a, begins) && isAwayOn(b, begins);
}

export interface AbsenceFacts {
  userId: string;
  unitId: string;
  fromOn: CalendarDay;
  lastOn: CalendarDay;
  today: CalendarDay;
  /** Null leaves it to whoever holds the deputy's post. */
  standIn: { userId: string; unitId: string; isActive: boolean; absences: readonly AbsencePeriod[] } | null;
  /** The person's own other absences. */
  others: readonly AbsencePeriod[];
}

/** Why a person cannot be away like this: all reasons at once. */
export function absenceBlockers(facts: AbsenceFacts): Violation[] {
  const { fromOn, lastOn, today, standIn, others } = facts;
  const violations: Violation[] = [];
  if (lastOn < fromOn) violations.push({ code: 'ABSENCE_ENDS_BEFORE_IT_BEGINS', field: 'lastOn' });
  // What went to somebody in the past cannot be redirected.
  if (fromOn < today) violations.push({ code: 'ABSENCE_IN_PAST', field: 'fromOn', params: { today } });
  const period = { fromOn, lastOn, endedOn: null };
  if (others.some(other => meet(other, period))) violations.push({ code: 'ABSENCE_OVERLAPS', field: 'fromOn' });
  if (standIn) {
    if (standIn.userId === facts.userId || standIn.unitId !== facts.unitId || !standIn.isActive)
      violations.push({ code: 'STAND_IN_UNFIT', field: 'standInId' });
    else if (standIn.absences.some(other => meet(other, period)))
      violations.push({ code: 'STAND_IN_AWAY', field: 'standInId' });
  }
  return violations;
}

export function absenceEndBlockers(period: AbsencePeriod, today: CalendarDay): Violation[] {
  return ['running', 'planned'].includes(absenceState(period, today)) ? [] : [{ code: 'ABSENCE_OVER' }];
}
