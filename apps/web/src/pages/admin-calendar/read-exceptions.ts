import type { CalendarExceptionInput } from '../../graphql/types.generated.ts';
import { dayAfter, isWeekday } from './plain-days.ts';

export type ExceptionFault = 'json' | 'date' | 'year' | 'kind' | 'name' | 'twice' | 'order' | 'weekday' | 'empty';

export interface ReadFault {
  fault: ExceptionFault;
  row: number;
  text: string;
}

export interface ReadExceptions {
  exceptions: CalendarExceptionInput[];
  faults: ReadFault[];
}

interface Line {
  row: number;
  days: string;
  kind: string;
  name: string;
}

const OFF = new Set(['放假', '休', '休息', 'off', 'false']);
const WORK = new Set(['上班', '班', '调休', 'work', 'workday', 'true']);

/** A year's holiday notice as people paste it: lines, or the JSON other programs keep it in. */
export function readExceptions(text: string, year: number): ReadExceptions {
  const lines = text.trim().startsWith('[') ? jsonLines(text) : plainLines(text);
  if (!lines) return { exceptions: [], faults: [{ fault: 'json', row: 1, text: '' }] };
  if (lines.length === 0) return { exceptions: [], faults: [{ fault: 'empty', row: 1, text: '' }] };
  const read: ReadExceptions = { exceptions: [], faults: [] };
  const seen = new Set<string>();
  for (const line of lines) readLine(line, year, seen, read);
  read.exceptions.sort((a, b) => (a.on < b.on ? -1 : 1));
  return read;
}

function readLine({ row, days, kind, name }: Line, year: number, seen: Set<string>, read: ReadExceptions): void {
  const refuse = (fault: ExceptionFault, text: string) => void read.faults.push({ fault, row, text });
  const [from = '', to = from] = days.split(/\s*[~至]\s*/).map(fullDay);
  if (dayAfter(from) === null || dayAfter(to) === null) return refuse('date', days);
  if (to < from) return refuse('order', days);
  const isWorkday = WORK.has(kind);
  if (!isWorkday && !OFF.has(kind)) return refuse('kind', kind);
  if (name === '') return refuse('name', '');
  for (let on: string | null = from; on !== null && on <= to; on = dayAfter(on)) {
    if (!on.startsWith(`${year}-`)) return refuse('year', on);
    if (seen.has(on)) return refuse('twice', on);
    if (isWorkday && isWeekday(on)) return refuse('weekday', on);
    seen.add(on);
    read.exceptions.push({ on, isWorkday, name });
  }
}

function plainLines(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const parts = raw.trim().split(/\s*[,,、;;\t]\s*|\s+/);
    if (raw.trim() === '') return [];
    return [
      { row: index + 1, days: parts[0] ?? '', kind: (parts[1] ?? '').toLowerCase(), name: parts.slice(2).join(' ') },
    ];
  });
}

function jsonLines(text: string): Line[] | null {
  try {
    const list = JSON.parse(text) as Record<string, unknown>[];
    return list.map((item, index) => ({
      row: index + 1,
      days: String(item.on ?? item.date ?? ''),
      kind: String(item.isWorkday ?? item.workday ?? item.kind ?? item.type ?? '').toLowerCase(),
      name: String(item.name ?? ''),
    }));
  } catch {
    return null;
  }
}

/** 2024/2/10 and 2024年2月10日 mean 2024-02-10. */
function fullDay(text: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim());
  if (!parts) return text;
  return `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
}
