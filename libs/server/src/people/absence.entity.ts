import { defineEntity, p } from '@mikro-orm/core';
import { absenceEndBlockers } from '@yardstick/domain/absence';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { assertNone } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';

const AbsenceSchema = defineEntity({
  name: 'Absence',
  tableName: 'absence',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    userId: p.uuid(),
    fromOn: p.date().$type<CalendarDay>(),
    lastOn: p.date().$type<CalendarDay>(),
    /** Null leaves it to whoever holds the deputy's post. */
    standInId: p.uuid().nullable(),
    note: p.text(),
    recordedBy: p.string(),
    /** The day of an early return. */
    endedOn: p.date().$type<CalendarDay>().nullable(),
    endedBy: p.string().nullable(),
    endedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** Days on which one person is away and another is told. */
export class Absence extends AbsenceSchema.class {
  constructor(facts: {
    unitId: string;
    userId: string;
    fromOn: CalendarDay;
    lastOn: CalendarDay;
    standInId: string | null;
    note: string;
    recordedBy: string;
  }) {
    super();
    this.id = randomUUID();
    Object.assign(this, facts);
    this.endedOn = null;
  }

  end(on: CalendarDay, by: string, at: Date): void {
    assertNone(absenceEndBlockers(this, on));
    this.endedOn = on;
    this.endedBy = by;
    this.endedAt = at;
  }
}
AbsenceSchema.setClass(Absence);
