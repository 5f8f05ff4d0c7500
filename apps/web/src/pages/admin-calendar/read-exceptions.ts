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

function readLine(line: Line, year: number, seen: Set<string>, read: ReadExceptions): void {
  const [from = '', to = from] = line.days.split(/\s*[~至]\s*/).map(fullDay);
  const isWorkday = WORK.has(line.kind);
  const broken = brokenPart(line, from, to);
  if (broken) {
    read.faults.push({ ...broken, row: line.row });
    return;
  }
  for (let on: string | null = from; on !== null && on <= to; on = dayAfter(on)) {
    const fault = misfit(on, isWorkday, year, seen);
    if (fault) {
      read.faults.push({ fault, row: line.row, text: on });
      return;
    }
    seen.add(on);
    read.exceptions.push({ on, isWorkday, name: line.name });
  }
}

function brokenPart(line: Line, from: string, to: string): { fault: ExceptionFault; text: string } | null {
  if (dayAfter(from) === null || dayAfter(to) === null) return { fault: 'date', text: line.days };
  if (to < from) return { fault: 'order', text: line.days };
  if (!WORK.has(line.kind) && !OFF.has(line.kind)) return { fault: 'kind', text: line.kind };
  if (line.name === '') return { fault: 'name', text: '' };
  return null;
}

function misfit(on: string, isWorkday: boolean, year: number, seen: Set<string>): ExceptionFault | null {
  if (!on.startsWith(`${year}-`)) return 'year';
  if (seen.has(on)) return 'twice';
  return isWorkday && isWeekday(on) ? 'weekday' : null;
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
    const word = (item: Record<string, unknown>, ...names: string[]) => {
      const value = names.map(name => item[name]).find(candidate => candidate !== undefined);
      return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
    };
    return list.map((item, index) => ({
      row: index + 1,
      days: word(item, 'on', 'date'),
      kind: word(item, 'isWorkday', 'workday', 'kind', 'type').toLowerCase(),
      name: word(item, 'name'),
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
