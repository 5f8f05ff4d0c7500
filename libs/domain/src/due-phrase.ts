import { isCalendarDay, yearOf, type CalendarDay } from './calendar-day.ts';
import { halfWidth } from './half-width.ts';
import { yearsOf, type PlanDue, type PlanPeriod } from './plan.ts';

/** `first-year`: the phrase names no year; `ongoing`: the phrase names no date at all (长期坚持). */
export type DueAssumption = 'first-year' | 'ongoing';

export type DuePhraseProblem = 'empty' | 'unreadable' | 'no-such-day' | 'outside-program';

export type DuePhraseReading =
  | { ok: true; due: PlanDue[]; assumed: DueAssumption | null }
  | { ok: false; code: DuePhraseProblem; piece: string; suggestion: string };

const prefix = String.raw`(?:(?:力争|争取|原则上|确保|须|应|最迟|不迟于|不晚于|截止到?|截至到?|并?于|在)\s*)*`;
const yearRange = String.raw`(?:(?<from>\d{4})\s*年?\s*[-–—~~至到]+\s*(?<to>\d{4})\s*年?度?\s*)`;
const yearly = String.raw`(?<yearly>每(?:个)?年度?|逐年)\s*`;
const year = String.raw`(?<year>\d{4})\s*(?:年度?|[-/.])?\s*`;
const monthDay = String.raw`(?<month>\d{1,2})\s*(?:月份?|[-/.])\s*(?<day>\d{1,2})(?!\d)\s*[日号]?`;
const monthPart = String.raw`(?<monthOnly>\d{1,2})(?!\d)\s*(?:月份?)?\s*(?<part>底|末|初|上旬|中旬|下旬)?`;
const monthPartNamed = String.raw`(?<monthOnly>\d{1,2})\s*月份?\s*(?<part>底|末|初|上旬|中旬|下旬)?`;
const half = String.raw`(?<half>[上下])半年末?`;
const quarter = String.raw`第?(?<quarter>[一二三四1-4])季度末?`;
const yearEnd = String.raw`(?<yearEnd>年?[底末终内])`;
const span = String.raw`(?<every>每个?季度?末?|按季度?|每个?月底?|按月|每半年)`;
const ongoing = String.raw`(?<ongoing>长期坚持|长期推进|长期|持续推进|持续坚持|持续|常态化推进|常态化|贯穿全程|全程)`;
const compactDay = String.raw`(?<compact>(?:19|20)\d{6})(?!\d)`;

const forms = [
  compactDay,
  `${yearRange}(?:每年)?(?:${monthDay}|${monthPartNamed}|${half}|${quarter}|${yearEnd})?`,
  `${yearly}(?:${monthDay}|${monthPartNamed}|${half}|${quarter}|${yearEnd})?`,
  `${year}(?:${monthDay}|${half}|${quarter}|${yearEnd}|${monthPart})?(?!\\d)`,
  span,
  ongoing,
  monthDay,
  half,
  quarter,
  monthPartNamed,
  `(?<yearEnd>年[底末终内])`,
].map(form => new RegExp(`^${prefix}${form}\\s*(?:之前|以前|前|止|为止)?`));

const separators = /[;\uff1b、,\uff0c\n和及]/;
const plainEnding = /^(?:(?:全部|基本)?完成)?[。.]?$/;
const quarterNumbers: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4 };

const pad = (value: number) => String(value).padStart(2, '0');
const lastDayOf = (y: number, month: number) => new Date(Date.UTC(y, month, 0)).getUTCDate();
const dayIn = (y: number, month: number, day: number): CalendarDay | null => {
  const day10 = `${y}-${pad(month)}-${pad(day)}`;
  return isCalendarDay(day10) ? day10 : null;
};
const monthEnd = (y: number, month: number) => dayIn(y, month, lastDayOf(y, month));

interface Piece {
  original: string;
  days: (CalendarDay | null)[];
  label: string;
  repeats: boolean;
  assumed: DueAssumption | null;
}

/** `2022年底前;每年11月30日前 报送案例` and its many spellings, as due days within the period. */
export function parseDuePhrase(text: string, period: PlanPeriod): DuePhraseReading {
  const suggestion = `${period.endsOn.slice(0, 4)}年12月31日前`;
  const refuse = (code: DuePhraseProblem, piece: string): DuePhraseReading => ({ ok: false, code, piece, suggestion });
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty', '');

  const pieces: Piece[] = [];
  let rest = trimmed;
  while (rest !== '') {
    const piece = leadingPiece(rest, period);
    if (piece === null) return refuse('unreadable', rest.split(separators)[0]!.trim() || rest);
    pieces.push(piece);
    rest = rest.slice(piece.original.length).replace(/^[\s;\uff1b、,\uff0c。]*(?:[和及]\s*)?/, '');
  }

  const due: PlanDue[] = [];
  for (const { original, days, label, repeats } of pieces) {
    const real = days.filter(day => day !== null);
    if (real.length < days.length) return refuse('no-such-day', original.trim());
    const within = real.filter(day => day >= period.startsOn && day <= period.endsOn);
    if (within.length === 0 || (within.length < real.length && !repeats)) {
      return refuse('outside-program', original.trim());
    }
    due.push(...within.map(on => ({ year: yearOf(on), on, label, repeats })));
  }
  return { ok: true, due: inDueOrder(due), assumed: pieces.find(piece => piece.assumed)?.assumed ?? null };
}

/** The phrase for a list of due days, one line each, that `parseDuePhrase` reads back to the same list. */
export function duePhrase(due: readonly PlanDue[], period: PlanPeriod): string {
  const lines: string[] = [];
  const told = new Set<PlanDue>();
  for (const one of due) {
    if (told.has(one)) continue;
    const monthAndDay = one.on.slice(5);
    const everyYear = yearsOf(period)
      .map(y => `${y}-${monthAndDay}`)
      .filter(on => on >= period.startsOn && on <= period.endsOn);
    const family = due.filter(
      other => other.repeats && other.label === one.label && other.on.slice(5) === monthAndDay && !told.has(other),
    );
    const isYearly = one.repeats && everyYear.length > 1 && everyYear.length === family.length;
    (isYearly ? family : [one]).forEach(other => told.add(other));
    const [y, month, day] = one.on.split('-').map(Number);
    const when = isYearly ? `每年${month}月${day}日前` : `${y}年${month}月${day}日前${one.repeats ? '(每年)' : ''}`;
    lines.push(withLabel(when, one.label, period));
  }
  return lines.join('\n');
}

function withLabel(when: string, label: string, period: PlanPeriod): string {
  if (label === '') return when;
  const plain = `${when} ${label}`;
  const reading = parseDuePhrase(plain, period);
  const isPlain = !/[\n「]/.test(label) && reading.ok && reading.due.every(one => one.label === label);
  return isPlain ? plain : `${when} 「${label.replaceAll('」', '」」')}」`;
}

export function inDueOrder(due: readonly PlanDue[]): PlanDue[] {
  const key = (one: PlanDue) => `${one.on}\u0000${one.label}\u0000${one.repeats ? 1 : 0}`;
  const byKey = new Map(due.map(one => [key(one), one]));
  return [...byKey.keys()].sort().map(k => byKey.get(k)!);
}

function leadingPiece(text: string, period: PlanPeriod): Piece | null {
  const match = leadingDate(text);
  if (match === null) return null;
  const { days, repeats, assumed } = daysOf(match.groups ?? {}, period);
  let length = match[0].length;
  let marked = false;
  if (/^\(每年\)/.test(halfWidth(text.slice(length)))) {
    marked = true;
    length += '(每年)'.length;
  }
  const blanks = /^\s*/.exec(text.slice(length))![0].length;
  const quoted = /^「((?:[^」]|」」)*)」(?!」)/.exec(text.slice(length + blanks));
  if (quoted) {
    const original = text.slice(0, length + blanks + quoted[0].length);
    return { original, days, label: quoted[1]!.replaceAll('」」', '」'), repeats: repeats || marked, assumed };
  }
  const labelLength = lengthOfLabel(text.slice(length));
  const label = bareLabel(text.slice(length, length + labelLength));
  return {
    original: text.slice(0, length + labelLength),
    days,
    label,
    repeats: repeats || marked,
    assumed,
  };
}

const longestDate = 60;

function leadingDate(text: string): RegExpExecArray | null {
  const normal = halfWidth(text.slice(0, longestDate));
  for (const form of forms) {
    const match = form.exec(normal);
    if (match) return match;
  }
  return null;
}

/** A label runs on across separators until one is followed by another date; 、 and ; right after a date end it. */
function lengthOfLabel(text: string): number {
  for (let index = 0; index < text.length; index++) {
    if (!separators.test(text[index]!)) continue;
    const isBare = plainEnding.test(text.slice(0, index).trim());
    if ((isBare && /[;\uff1b、]/.test(text[index]!)) || leadingDate(text.slice(index + 1).trimStart())) return index;
  }
  return text.length;
}

function bareLabel(text: string): string {
  const label = text.replace(/^[\s:\uff1a,\uff0c]+|[\s;\uff1b、,\uff0c。]+$/g, '');
  if (plainEnding.test(label)) return '';
  return /^[(\uff08]([^()\uff08\uff09]+)[)\uff09]$/.exec(label)?.[1]?.trim() ?? label;
}

function daysOf(
  groups: Record<string, string | undefined>,
  period: PlanPeriod,
): Pick<Piece, 'days' | 'repeats' | 'assumed'> {
  const years = yearsOf(period);
  const { compact, from, to, every } = groups;
  if (compact) {
    const day = dayIn(Number(compact.slice(0, 4)), Number(compact.slice(4, 6)), Number(compact.slice(6)));
    return { days: [day], repeats: false, assumed: null };
  }
  if (every) {
    const months = every.includes('半年')
      ? [6, 12]
      : every.includes('季')
        ? [3, 6, 9, 12]
        : [...Array(12).keys()].map(i => i + 1);
    return { days: years.flatMap(y => months.map(month => monthEnd(y, month))), repeats: true, assumed: null };
  }
  if (groups.ongoing) return { days: years.map(y => monthEnd(y, 12)), repeats: true, assumed: 'ongoing' };
  if (groups.yearly) return { days: years.map(y => dayOfYear(groups, y)), repeats: true, assumed: null };
  if (from && to) {
    const named = yearsOf({ startsOn: from, endsOn: to });
    return { days: named.map(y => dayOfYear(groups, y)), repeats: true, assumed: null };
  }
  const assumed = groups.year === undefined && years.length > 1 ? 'first-year' : null;
  return { days: [dayOfYear(groups, Number(groups.year ?? years[0]))], repeats: false, assumed };
}

function dayOfYear(groups: Record<string, string | undefined>, y: number): CalendarDay | null {
  const { month, day, monthOnly, part, half: halfYear, quarter: quarterName } = groups;
  if (month && day) return dayIn(y, Number(month), Number(day));
  if (monthOnly) {
    if (part === '初' || part === '上旬') return dayIn(y, Number(monthOnly), 10);
    if (part === '中旬') return dayIn(y, Number(monthOnly), 20);
    return monthEnd(y, Number(monthOnly));
  }
  if (halfYear) return monthEnd(y, halfYear === '上' ? 6 : 12);
  if (quarterName) return monthEnd(y, 3 * (quarterNumbers[quarterName] ?? Number(quarterName)));
  return monthEnd(y, 12);
}
