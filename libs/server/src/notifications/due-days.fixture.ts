import { addDays, calendarDay, type CalendarDay } from '@yardstick/domain/calendar-day';
import { currentStage, dueDayOf, recipientsAt, type DueKind, type ReminderRules } from '@yardstick/domain/due';
import { WorkCalendar } from '@yardstick/domain/work-calendar';
import { createHash } from 'node:crypto';

/** Something that can be late, in a test: with a day of its own, or one that is counted from `base`. */
export interface Item {
  id: string;
  kind: DueKind;
  base: CalendarDay;
  /** Null where the rule counts it. */
  dueOn: CalendarDay | null;
  closedOn: CalendarDay;
}

export interface Population {
  items: Item[];
  rules: ReminderRules;
  exceptions: { on: CalendarDay; isWorkday: boolean; name: string }[];
  /** What the database's clock says on each day: moments, the same for whoever asks. */
  moments: string[];
}

/** What is to be told on each day, as the product's rules say: item, due day, stage and whom. */
export function dueSets({ items, rules, exceptions, moments }: Population): { lines: number; sha256: string } {
  const calendar = new WorkCalendar('2021-11-01', '2026-12-31', exceptions);
  const hash = createHash('sha256');
  let lines = 0;
  for (const moment of moments) {
    const today = calendarDay(new Date(moment));
    for (const item of items) {
      if (today < item.base || today >= item.closedOn) continue;
      const rule = rules.kinds[item.kind];
      const dueOn = item.dueOn ?? dueDayOf(item.base, rule.within!, calendar);
      const stage = currentStage(dueOn, today, rule, calendar);
      if (!stage) continue;
      lines += 1;
      hash.update(
        `${today} ${item.id} ${dueOn} ${stage.stage} ${stage.on} ${recipientsAt(stage.step, rule).sort().join()}\n`,
      );
    }
  }
  return { lines, sha256: hash.digest('hex') };
}

/** Items that begin all through 2022 to 2025, some of them around every long holiday. */
export function someItems(days: readonly CalendarDay[], rules: ReminderRules): Item[] {
  const kinds = Object.keys(rules.kinds) as DueKind[];
  return days.flatMap((base, i): Item[] => {
    const kind = kinds[(i * 7) % kinds.length]!;
    const isCounted = rules.kinds[kind].within !== null;
    const lasts = [5, 12, 25, 40, 60][i % 5]!;
    if (i % 23 !== 0 && i % 29 !== 0) return [];
    return [
      {
        id: `${kind}-${i}`,
        kind,
        base,
        dueOn: isCounted ? null : addDays(base, lasts),
        closedOn: addDays(base, lasts + [0, 3, 17, 40][i % 4]!),
      },
    ];
  });
}
