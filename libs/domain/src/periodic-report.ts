import { inLocale, type Bilingual, type Locale } from './bilingual.ts';
import { addDays, daysBetween, type CalendarDay } from './calendar-day.ts';
import { moveTableFaults, type MoveTable } from './moves.ts';
import { compareTexts } from './similarity.ts';
import type { Violation } from './violation.ts';
import type { WorkCalendar } from './work-calendar.ts';

export const reportStateLabels = {
  expected: { zh: '未起草', en: 'Not begun' },
  drafted: { zh: '起草中', en: 'Drafted' },
  'to-sign': { zh: '待单位审签', en: 'To sign' },
  submitted: { zh: '待办公室审核', en: 'In review' },
  returned: { zh: '退回修改', en: 'Returned' },
  accepted: { zh: '已采用', en: 'Accepted' },
} as const satisfies Record<string, Bilingual>;

export type ReportState = keyof typeof reportStateLabels;
export const reportStates = Object.keys(reportStateLabels) as ReportState[];

/** States in which the unit still owes it. */
export const owedReportStates = ['expected', 'drafted', 'to-sign', 'returned'] as const satisfies ReportState[];

export const reportVerbLabels = {
  startReport: { zh: '起草', en: 'Begin' },
  submitReport: { zh: '报单位审签', en: 'Submit for signature' },
  signReport: { zh: '审签报送', en: 'Sign and send' },
  declineReport: { zh: '不予审签', en: 'Decline' },
  withdrawReport: { zh: '撤回修改', en: 'Take back' },
  acceptReport: { zh: '采用', en: 'Accept' },
  returnReport: { zh: '退回', en: 'Return' },
} as const satisfies Record<string, Bilingual>;

export type ReportVerb = keyof typeof reportVerbLabels;

export const reportMoves: MoveTable<ReportVerb, ReportState> = {
  startReport: { from: ['expected'], to: 'drafted', by: ['liaison'] },
  submitReport: { from: ['drafted', 'returned'], to: 'to-sign', by: ['liaison'] },
  signReport: { from: ['to-sign'], to: 'submitted', by: ['unit-head'] },
  declineReport: { from: ['to-sign'], to: 'drafted', by: ['unit-head'], needsReason: true },
  withdrawReport: { from: ['to-sign', 'submitted'], to: 'drafted', by: ['liaison'] },
  acceptReport: { from: ['submitted'], to: 'accepted', by: ['office-staff', 'office-chief'] },
  returnReport: { from: ['submitted'], to: 'returned', by: ['office-staff', 'office-chief'], needsReason: true },
};

/** Faults of the table itself; a test expects none. */
export const checkReportMoves = (): string[] => moveTableFaults(reportMoves, reportStates, 'expected');

/** What a report is made of (总体进展、主要做法、存在问题、下一步). */
export const reportPartLabels = {
  overview: { zh: '总体进展', en: 'Progress as a whole' },
  practices: { zh: '主要做法', en: 'What was done' },
  problems: { zh: '存在问题', en: 'Problems' },
  nextSteps: { zh: '下一步工作', en: 'Next steps' },
} as const satisfies Record<string, Bilingual>;

export type ReportPart = keyof typeof reportPartLabels;
export const reportParts = Object.keys(reportPartLabels) as ReportPart[];
export type ReportText = Record<ReportPart, string>;

const monthsOf = { quarter: 3, half: 6, year: 12 } as const;

/** One kind of report, as data: what it covers, who owes it, by when, and which clause says so. */
export interface ReportKindRule {
  code: string;
  name: Bilingual;
  /** `once`: one report before the program ends. */
  every: keyof typeof monthsOf | 'once';
  /** The day of a month: so many months after the period's last one; for `once` before the program's last one. */
  due: { months: number; day: number };
  /** A named day does not move; a rule may say otherwise. */
  restDay: 'stays' | 'next-workday';
  owedBy: 'all' | 'scored' | 'leads';
  /** Kinds that are not asked for beside it when they end on the same day. */
  inPlaceOf: readonly string[];
  source: string;
}

export interface ReportRules {
  kinds: readonly ReportKindRule[];
  /** Characters of all parts together that the meter calls fitting. */
  length: { least: number; most: number };
  /** From here on a text is said to repeat the last one. */
  similarPercent: number;
}

export interface ProgramSpan {
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  /** The day from which this instance asks for reports; a period that was over before is not owed. */
  reportsFrom: CalendarDay;
}

export interface ReportPeriod {
  kind: string;
  /** `2024-Q3`, `2024-H1`, `2024`, `once`. */
  period: string;
  fromOn: CalendarDay;
  toOn: CalendarDay;
  dueOn: CalendarDay;
}

interface Month {
  year: number;
  /** 1 to 12. */
  month: number;
}

const two = (n: number): string => String(n).padStart(2, '0');
const monthOf = (day: CalendarDay): Month => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) });
const firstOf = ({ year, month }: Month): CalendarDay => `${year}-${two(month)}-01`;
const plusMonths = ({ year, month }: Month, n: number): Month => {
  const index = year * 12 + month - 1 + n;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
};
const lastOf = (month: Month): CalendarDay => addDays(firstOf(plusMonths(month, 1)), -1);
const earlier = (a: CalendarDay, b: CalendarDay): CalendarDay => (a < b ? a : b);
const later = (a: CalendarDay, b: CalendarDay): CalendarDay => (a > b ? a : b);

/** The periods for which one rule asks during a program, oldest first; said once more by the SQL function `report_expected`. */
export function periodsOf(rule: ReportKindRule, program: ProgramSpan, calendar: WorkCalendar): ReportPeriod[] {
  const begins = later(program.startsOn, program.reportsFrom);
  const dueIn = (month: Month): CalendarDay => {
    const named = earlier(addDays(firstOf(month), rule.due.day - 1), lastOf(month));
    return rule.restDay === 'next-workday' && calendar.covers(named) ? calendar.nextWorkdayOnOrAfter(named) : named;
  };
  if (rule.every === 'once') {
    const dueMonth = plusMonths(monthOf(program.endsOn), -rule.due.months);
    const toOn = addDays(firstOf(dueMonth), -1);
    if (toOn < begins) return [];
    return [{ kind: rule.code, period: 'once', fromOn: program.startsOn, toOn, dueOn: dueIn(dueMonth) }];
  }
  const length = monthsOf[rule.every];
  const periods: ReportPeriod[] = [];
  for (let first: Month = { year: monthOf(program.startsOn).year, month: 1 }; ; first = plusMonths(first, length)) {
    if (firstOf(first) > program.endsOn) return periods;
    const last = plusMonths(first, length - 1);
    if (lastOf(last) < begins) continue;
    periods.push({
      kind: rule.code,
      period: codeOf(rule.every, first),
      fromOn: later(firstOf(first), program.startsOn),
      toOn: earlier(lastOf(last), program.endsOn),
      dueOn: dueIn(plusMonths(last, rule.due.months)),
    });
  }
}

function codeOf(every: keyof typeof monthsOf, { year, month }: Month): string {
  if (every === 'year') return String(year);
  return `${year}-${every === 'half' ? 'H' : 'Q'}${Math.ceil(month / monthsOf[every])}`;
}

export interface UnitFacts {
  isScored: boolean;
  /** Leads a measure of the program. */
  isLead: boolean;
}

export const owes = (rule: ReportKindRule, unit: UnitFacts): boolean =>
  rule.owedBy === 'all' || (rule.owedBy === 'scored' ? unit.isScored : unit.isLead);

/** Everything one unit owes during a program, by due day: a report in the place of another is the only one asked for. */
export function reportsOwed(
  rules: ReportRules,
  program: ProgramSpan,
  unit: UnitFacts,
  calendar: WorkCalendar,
): ReportPeriod[] {
  const owed = rules.kinds
    .filter(rule => owes(rule, unit))
    .map(rule => ({ rule, periods: periodsOf(rule, program, calendar) }));
  const all = owed.flatMap(({ periods }) => periods);
  const covered = new Set(
    owed.flatMap(({ rule, periods }) => periods.flatMap(({ toOn }) => rule.inPlaceOf.map(kind => `${kind} ${toOn}`))),
  );
  return all
    .filter(({ kind, toOn }) => !covered.has(`${kind} ${toOn}`))
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.kind < b.kind ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
}

const quarterNames = ['一', '二', '三', '四'];

/** 2024年第三季度 · Q3 2024. */
export function periodLabel({ period, fromOn, toOn }: Omit<ReportPeriod, 'kind' | 'dueOn'>, locale: Locale): string {
  const [, year = '', part = '', n = '0'] = /^(\d{4})(?:-([QH])(\d))?$/.exec(period) ?? [];
  const isEn = locale === 'en';
  if (part === 'Q') return isEn ? `Q${n} ${year}` : `${year}年第${quarterNames[Number(n) - 1] ?? n}季度`;
  if (part === 'H') return isEn ? `H${n} ${year}` : `${year}年${n === '1' ? '上' : '下'}半年`;
  if (year) return isEn ? year : `${year}年度`;
  const month = (day: CalendarDay): string =>
    isEn ? day.slice(0, 7) : `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`;
  return isEn ? `${month(fromOn)} to ${month(toOn)}` : `${month(fromOn)}至${month(toOn)}`;
}

export const reportStandingLabels = {
  'not-due': { zh: '未到时限', en: 'Not due yet' },
  missing: { zh: '缺报', en: 'Missing' },
  'on-time': { zh: '按时', en: 'On time' },
  late: { zh: '迟报', en: 'Late' },
  exempt: { zh: '免报', en: 'Exempt' },
} as const satisfies Record<string, Bilingual>;
export type ReportStanding = keyof typeof reportStandingLabels;
export const reportStandings = Object.keys(reportStandingLabels) as ReportStanding[];

export interface ReportTiming {
  standing: ReportStanding;
  /** Calendar days after the due day until it came in, or until today while it has not. */
  daysLate: number;
  /** Null where the work calendar does not reach. */
  workingDaysLate: number | null;
}

/** Read off the day the signed report came in first: that the office sends it back is counted apart. */
export function reportTiming(
  report: { dueOn: CalendarDay; receivedOn: CalendarDay | null; isExempt: boolean },
  today: CalendarDay,
  calendar: WorkCalendar,
): ReportTiming {
  const { dueOn, receivedOn } = report;
  if (report.isExempt && !receivedOn) return { standing: 'exempt', daysLate: 0, workingDaysLate: 0 };
  const until = receivedOn ?? today;
  const daysLate = Math.max(0, daysBetween(dueOn, until));
  const standing = receivedOn ? (daysLate > 0 ? 'late' : 'on-time') : daysLate > 0 ? 'missing' : 'not-due';
  const covers = calendar.covers(dueOn) && calendar.covers(until);
  return {
    standing,
    daysLate,
    workingDaysLate: daysLate === 0 ? 0 : covers ? calendar.workingDaysBetween(dueOn, until) : null,
  };
}

export const longestReportPart = 6000;

/** Why a text may not be handed in. That it is short, long or like the last one is a hint and stops nobody. */
export function reportTextBlockers(text: ReportText): Violation[] {
  return reportParts.flatMap((part): Violation[] => {
    if (!text[part].trim()) return [{ code: 'REPORT_PART_MISSING', field: part, params: { reportPart: part } }];
    return text[part].length > longestReportPart
      ? [{ code: 'FIELD_TOO_LONG', field: part, params: { max: longestReportPart } }]
      : [];
  });
}

/** Characters of all parts, spaces apart. */
export const reportLength = (text: ReportText): number =>
  reportParts.reduce((sum, part) => sum + text[part].replace(/\s/g, '').length, 0);

export const wholeText = (text: ReportText): string => reportParts.map(part => text[part]).join('\n');

/** How much of a report stands in an earlier one, in per cent. */
export const likeness = (text: ReportText, earlierText: ReportText): number =>
  compareTexts(wholeText(text), wholeText(earlierText)).percent;

/** A part the office wants changed, with what is to be changed there. */
export interface ReportMark {
  part: ReportPart;
  note: string | null;
}

const longestNote = 500;

export function markBlockers(marks: readonly { part: string; note: string | null }[]): Violation[] {
  const seen = new Set<string>();
  return marks.flatMap(({ part, note }, index): Violation[] => {
    const field = `marks.${index}.part`;
    if (!(reportParts as readonly string[]).includes(part)) return [{ code: 'REPORT_MARK_UNKNOWN', field }];
    if (seen.has(part)) return [{ code: 'REPORT_MARK_REPEATED', field, params: { reportPart: part } }];
    seen.add(part);
    return (note?.length ?? 0) > longestNote
      ? [{ code: 'FIELD_TOO_LONG', field: `marks.${index}.note`, params: { max: longestNote } }]
      : [];
  });
}

/** What the system knows of a unit's work in a period; nobody types it. */
export interface ReportFacts {
  actionCount: number;
  doneCount: number;
  /** Milestones due in the period, and how many of them were handed in by their day. */
  milestoneDueCount: number;
  milestoneOnTimeCount: number;
  milestonesDone: FactLine[];
  milestonesOverdue: FactLine[];
  milestonesNext: FactLine[];
  evidenceCount: number;
  progress: (FactLine & { percent: number; percentBefore: number; text: string })[];
  difficulties: (FactLine & { text: string })[];
}

export interface FactLine {
  measureCode: string;
  title: string;
  on: CalendarDay;
}

const sentenceOf = (text: string): string => text.trim().replace(/[。；;.\s]+$/u, '');
const numbered = (lines: readonly string[]): string =>
  lines.map((line, index) => `${lines.length > 1 ? `${index + 1}. ` : ''}${sentenceOf(line)}。`).join('\n');

/** A first wording made of what units wrote during the period; its numbers come from the records. */
export function prefilledText(facts: ReportFacts, label: string): ReportText {
  const { actionCount, doneCount, milestoneDueCount, milestoneOnTimeCount, milestonesDone, milestonesOverdue } = facts;
  const unique = (lines: string[]): string[] => [...new Set(lines.map(sentenceOf))].filter(line => line !== '');
  const overview =
    `${label}，本单位承担任务 ${actionCount} 项，已办结 ${doneCount} 项。` +
    (milestoneDueCount > 0 ? `期内到期节点 ${milestoneDueCount} 个，按期报送 ${milestoneOnTimeCount} 个；` : '') +
    `完成节点 ${milestonesDone.length} 个，采信佐证材料 ${facts.evidenceCount} 份。` +
    (milestonesOverdue.length > 0 ? `期末逾期未报节点 ${milestonesOverdue.length} 个。` : '');
  const done = unique(
    facts.progress.map(({ measureCode, title, text }) => `${measureCode}“${title}”：${sentenceOf(text)}`),
  );
  const problems = unique([
    ...facts.difficulties.map(({ measureCode, title, text }) => `${measureCode}“${title}”：${text}`),
    ...milestonesOverdue.map(({ measureCode, title, on }) => `${measureCode}“${title}”应于 ${on} 完成，尚未报送`),
  ]);
  const next = unique(
    facts.milestonesNext.map(({ measureCode, title, on }) => `${measureCode}：${on} 前完成“${title}”`),
  );
  return {
    overview,
    practices: numbered(done),
    problems: problems.length > 0 ? numbered(problems) : '无。',
    nextSteps: numbered(next),
  };
}

export const reportKindName = (rules: ReportRules, kind: string, locale: Locale): string => {
  const rule = rules.kinds.find(({ code }) => code === kind);
  return rule ? inLocale(rule.name, locale) : kind;
};
