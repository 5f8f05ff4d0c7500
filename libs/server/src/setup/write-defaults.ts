import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { shippedSchemes } from '@yardstick/domain/scoring/shipped-schemes';
import { writeCalendarYear, type ImportCalendarInput } from '../calendar/import-calendar.ts';
import calendarYears from '../program/data/calendar-cn.json' with { type: 'json' };
import defaultRules from '../rules/default-rules.json' with { type: 'json' };

/** Rules, schemes and calendars that a new instance begins with. What stands already is left alone. */
export async function writeDefaults(em: SqlEntityManager): Promise<void> {
  for (const [kind, body] of Object.entries(defaultRules))
    await em.execute(`insert into rule_set (kind, version, body) values (?, 1, ?::jsonb) on conflict do nothing`, [
      kind,
      JSON.stringify(body),
    ]);
  // The sheet of a single case file marks no units.
  for (const scheme of shippedSchemes.filter(({ subject }) => subject !== 'case-file'))
    await em.execute(`insert into scoring_scheme (code, version, body) values (?, ?, ?::jsonb) on conflict do nothing`, [
      scheme.code,
      scheme.version,
      JSON.stringify(scheme),
    ]);
  const standing = await em.execute<{ year: number }[]>(`select year from calendar_year`);
  const known = new Set(standing.map(row => row.year));
  for (const year of calendarYears as YearFile[])
    if (!known.has(year.year))
      await writeCalendarYear(em, {
        year: year.year,
        noticeNo: year.noticeNo,
        exceptions: year.days,
      });
}

interface YearFile {
  year: number;
  noticeNo: string;
  days: ImportCalendarInput['exceptions'];
}
