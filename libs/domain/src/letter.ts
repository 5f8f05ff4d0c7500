import type { Bilingual } from './bilingual.ts';
import type { CalendarDay } from './calendar-day.ts';
import { dueDayOf, type DaysIn } from './due.ts';
import { moveTableFaults, type MoveTable } from './moves.ts';
import type { PostKind } from './roles.ts';
import type { Violation } from './violation.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Papers with which the office goes after what is late, mildest first. */
export const letterKindLabels = {
  'reminder-letter': { zh: '催办函', en: 'Reminder letter' },
  'supervision-order': { zh: '督办单', en: 'Supervision order' },
  summons: { zh: '约谈通知', en: 'Summons' },
  circular: { zh: '通报', en: 'Circular' },
} as const satisfies Record<string, Bilingual>;
export type LetterKind = keyof typeof letterKindLabels;
export const letterKinds = Object.keys(letterKindLabels) as LetterKind[];

/** 三色督查单: a reminder, a warning, a warning with consequences. */
export const letterColourLabels = {
  blue: { zh: '蓝', en: 'blue' },
  orange: { zh: '橙', en: 'orange' },
  red: { zh: '红', en: 'red' },
} as const satisfies Record<string, Bilingual>;
export type LetterColour = keyof typeof letterColourLabels;

/** As it is spoken of: 催办函, 红色督办单. */
export const letterNameOf = (kind: LetterKind, colour: LetterColour | null): Bilingual => {
  const { zh, en } = letterKindLabels[kind];
  if (!colour) return { zh, en };
  const shade = letterColourLabels[colour];
  return { zh: `${shade.zh}色${zh}`, en: `${en}, ${shade.en}` };
};

export const letterStateLabels = {
  drafted: { zh: '待审批', en: 'To approve' },
  sent: { zh: '待签收', en: 'To sign for' },
  received: { zh: '待回复', en: 'To answer' },
  answered: { zh: '已回复待审结', en: 'Answered' },
  settled: { zh: '已审结', en: 'Settled' },
  escalated: { zh: '已升级', en: 'Escalated' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  withdrawn: { zh: '草稿已撤回', en: 'Draft withdrawn' },
} as const satisfies Record<string, Bilingual>;
export type LetterState = keyof typeof letterStateLabels;
export const letterStates = Object.keys(letterStateLabels) as LetterState[];

/** Somebody still has to do something about it. */
export const openLetterStates = ['drafted', 'sent', 'received', 'answered'] as const satisfies LetterState[];

export const letterVerbLabels = {
  editLetter: { zh: '修改', en: 'Edit' },
  approveLetter: { zh: '审批发出', en: 'Approve and send' },
  withdrawLetter: { zh: '撤回草稿', en: 'Withdraw the draft' },
  receiveLetter: { zh: '签收', en: 'Sign for it' },
  answerLetter: { zh: '回复', en: 'Answer' },
  returnAnswer: { zh: '退回回复', en: 'Return the answer' },
  settleLetter: { zh: '审结', en: 'Settle' },
  escalateLetter: { zh: '拟上一级文书', en: 'Draft the next step' },
  passLetterOn: { zh: '升级', en: 'Passed on' },
  revokeLetter: { zh: '撤销', en: 'Revoke' },
} as const satisfies Record<string, Bilingual>;
export type LetterVerb = keyof typeof letterVerbLabels;

/** `approver` of the letter says which of the two approves it; the system passes one on when the next step is sent. */
export const letterMoves: MoveTable<LetterVerb, LetterState> = {
  editLetter: { from: ['drafted'], to: 'previous', by: ['office-staff', 'office-chief', 'leader'] },
  approveLetter: { from: ['drafted'], to: 'sent', by: ['office-chief', 'leader'] },
  withdrawLetter: {
    from: ['drafted'],
    to: 'withdrawn',
    by: ['office-staff', 'office-chief', 'leader', 'system'],
    needsReason: true,
  },
  receiveLetter: { from: ['sent'], to: 'received', by: ['liaison', 'unit-head'] },
  answerLetter: { from: ['sent', 'received'], to: 'answered', by: ['liaison', 'unit-head'] },
  returnAnswer: { from: ['answered'], to: 'received', by: ['office-staff', 'office-chief'], needsReason: true },
  settleLetter: { from: ['sent', 'received', 'answered'], to: 'settled', by: ['office-staff', 'office-chief'] },
  escalateLetter: {
    from: ['sent', 'received', 'answered'],
    to: 'previous',
    by: ['office-staff', 'office-chief', 'system'],
  },
  passLetterOn: { from: ['sent', 'received', 'answered'], to: 'escalated', by: ['system'] },
  revokeLetter: {
    from: ['sent', 'received', 'answered', 'settled'],
    to: 'revoked',
    by: ['office-chief'],
    needsReason: true,
  },
};

export const letterMovesFrom = (state: LetterState): LetterVerb[] =>
  (Object.keys(letterMoves) as LetterVerb[]).filter(
    verb => letterMoves[verb].from.includes(state) && verb !== 'passLetterOn',
  );

/** Faults of the table itself; a test expects none. */
export const checkLetterMoves = (): string[] => moveTableFaults(letterMoves, letterStates, 'drafted');

export type LetterApprover = 'office-chief' | 'leader';
export type LetterIssuer = 'office' | 'leading-group';

/** One rung of the ladder. */
export interface LetterStep {
  key: string;
  kind: LetterKind;
  colour: LetterColour | null;
  /** Drafted by the system once something is late by so many working days. */
  workingDaysOverdue: number;
  /** Whom it is addressed to within the unit. */
  to: readonly PostKind[];
  approver: LetterApprover;
  issuer: LetterIssuer;
  /** Days for the answer from the day it is sent; null where none is wanted. */
  replyDays: number | null;
  receiptDays: number;
  dayKind: DaysIn;
  /** 一事一单: one matter, one letter; otherwise one letter to a unit names all its late matters. */
  oneMatter: boolean;
  wording: LetterWording;
}

/** `{unit}`, `{items}`, `{matter}`, `{count}`, `{asOf}` are filled in when it is drafted, `【回复时限】` when it is sent. */
export interface LetterWording {
  title: string;
  body: string;
}

/** What the office may change about letters, as data; the steps stand in the order of the ladder. */
export interface LetterRules {
  steps: readonly LetterStep[];
  numberWords: Readonly<Record<LetterKind | 'revocation', string>>;
  issuers: Readonly<Record<LetterIssuer, { name: string; mark: string }>>;
  basis: string;
  cc: readonly string[];
  /** A pending extension holds the ladder back, for so many working days at most. */
  pauseForExtensionWorkingDays: number;
  longestCharacters: number;
}

export const replyDayBlank = '【回复时限】';

/** What a person sees in a form where a rule's wording has a placeholder; `asOf` stands there as the day. */
const formBlanks: Record<string, string> = {
  items: '【事项清单】',
  unit: '【单位】',
  matter: '【事项】',
  count: '【件数】',
};

/** A rule's wording for a form that chooses no unit yet. */
export const wordingForForm = (text: string, asOf: string): string =>
  Object.entries(formBlanks).reduce(
    (words, [name, blank]) => words.replaceAll(`{${name}}`, blank),
    text.replaceAll('{asOf}', asOf),
  );

/** The way back: what the form calls by its blank is filled in for each letter. */
export const wordingFromForm = (text: string): string =>
  Object.entries(formBlanks).reduce((words, [name, blank]) => words.replaceAll(blank, `{${name}}`), text);

/** Working days something is late; none while it is not. */
export function workingDaysOverdue(dueOn: CalendarDay, today: CalendarDay, calendar: WorkCalendar): number {
  if (dueOn >= today || !calendar.covers(dueOn) || !calendar.covers(today)) return 0;
  return calendar.workingDaysBetween(dueOn, today);
}

/** The rung above: 1 is the lowest; null when there is none. */
export const stepAbove = (steps: readonly LetterStep[], rank: number): { step: LetterStep; rank: number } | null => {
  const step = steps[rank];
  return step ? { step, rank: rank + 1 } : null;
};

export interface LetterDays {
  receiptDueOn: CalendarDay;
  replyDueOn: CalendarDay | null;
}

/** The days a letter sent today names; a day chosen by hand stands. */
export function letterDays(
  sentOn: CalendarDay,
  asked: { receiptDays: number; replyDays: number | null; dayKind: DaysIn; replyDueOn: CalendarDay | null },
  calendar: WorkCalendar,
): LetterDays {
  const { receiptDays, replyDays, dayKind, replyDueOn } = asked;
  return {
    receiptDueOn: calendar.addWorkingDays(sentOn, receiptDays),
    replyDueOn:
      replyDueOn ?? (replyDays === null ? null : dueDayOf(sentOn, { days: replyDays, in: dayKind }, calendar)),
  };
}

/** 鄂执提督〔2024〕3号 */
export const letterNumber = (word: string, year: number, no: number): string => `${word}〔${year}〕${no}号`;

export const longestLetterTitle = 100;
export const longestAnswer = 4000;

/** Characters as they are counted in an office: without spaces and line breaks. */
export const letterLength = (body: string): number => [...body.replace(/\s/g, '')].length;

export interface LetterWords {
  title: string;
  body: string;
}

/** What is wrong with the words of a draft while it is being written. */
export function letterWordsBlockers({ title, body }: LetterWords, rules: LetterRules): Violation[] {
  const violations: Violation[] = [];
  if (!title.trim()) violations.push({ code: 'LETTER_TITLE_MISSING', field: 'title' });
  if (title.length > longestLetterTitle)
    violations.push({ code: 'FIELD_TOO_LONG', field: 'title', params: { max: longestLetterTitle } });
  if (!body.trim()) violations.push({ code: 'LETTER_BODY_MISSING', field: 'body' });
  const count = letterLength(body);
  if (count > rules.longestCharacters)
    violations.push({ code: 'LETTER_TOO_LONG', field: 'body', params: { count, max: rules.longestCharacters } });
  return violations;
}

export interface SendingFacts extends LetterWords {
  kind: LetterKind;
  /** Matters that are still open; a circular names none. */
  openItemCount: number;
  addresseeCount: number;
  /** Chosen by hand. */
  replyDueOn: CalendarDay | null;
  today: CalendarDay;
}

/** What stands in the way of sending a draft. */
export function sendingBlockers(facts: SendingFacts, rules: LetterRules): Violation[] {
  const violations = letterWordsBlockers(facts, rules);
  const blank = /【(?!回复时限】)[^】]*】/.exec(facts.body)?.[0];
  if (blank) violations.push({ code: 'LETTER_BLANK_LEFT', field: 'body', params: { blank } });
  if (facts.kind !== 'circular' && facts.openItemCount === 0) violations.push({ code: 'LETTER_NOTHING_OPEN' });
  if (facts.addresseeCount === 0) violations.push({ code: 'LETTER_TO_NOBODY' });
  if (facts.replyDueOn && facts.replyDueOn <= facts.today)
    violations.push({ code: 'LETTER_REPLY_DAY_PAST', field: 'replyDueOn', params: { replyDueOn: facts.replyDueOn } });
  return violations;
}

/** A reply must say something; evidence may come with it. */
export function answerBlockers(text: string): Violation[] {
  if (!text.trim()) return [{ code: 'LETTER_ANSWER_MISSING', field: 'text' }];
  return text.length > longestAnswer ? [{ code: 'FIELD_TOO_LONG', field: 'text', params: { max: longestAnswer } }] : [];
}

/** Settled when it was answered, when nothing was to be answered, or when the work it was about has come in. */
export function settleBlockers(facts: { state: LetterState; wantsReply: boolean; openItemCount: number }): Violation[] {
  if (facts.state === 'answered' || !facts.wantsReply || facts.openItemCount === 0) return [];
  return [{ code: 'LETTER_NOT_ANSWERED', params: { count: facts.openItemCount } }];
}

/** Whether the next rung may be drafted. */
export function escalationBlockers(
  facts: { rank: number; hasFollower: boolean; openItemCount: number },
  rules: LetterRules,
): Violation[] {
  if (facts.hasFollower) return [{ code: 'LETTER_FOLLOWED' }];
  if (!stepAbove(rules.steps, facts.rank)) return [{ code: 'LETTER_LAST_STEP' }];
  return facts.openItemCount === 0 ? [{ code: 'LETTER_NOTHING_OPEN' }] : [];
}

export interface LetterClock {
  waitsFor: 'receipt' | 'reply' | null;
  dueOn: CalendarDay | null;
  isOverdue: boolean;
}

/** What a letter that is out is waiting for, and until when. */
export function letterClock(
  facts: { state: LetterState; receiptDueOn: CalendarDay | null; replyDueOn: CalendarDay | null },
  today: CalendarDay,
): LetterClock {
  const waitsFor = facts.state === 'sent' ? 'receipt' : facts.state === 'received' && facts.replyDueOn ? 'reply' : null;
  const dueOn = waitsFor === 'receipt' ? facts.receiptDueOn : waitsFor === 'reply' ? facts.replyDueOn : null;
  return { waitsFor, dueOn, isOverdue: dueOn !== null && dueOn < today };
}

export interface LateRow {
  unit: string;
  what: string;
  dueOn: CalendarDay;
  daysLate: number;
}

/** The four parts of a circular, from the list of what is late; the words in 【】 are the office's to fill in. */
export function circularBody(
  rows: readonly LateRow[],
  facts: { program: string; asOf: string; total: number; doneOnTime: number; good: readonly string[] },
): string {
  const units = [...new Set(rows.map(row => row.unit))];
  const worst = units
    .map(unit => ({ unit, own: rows.filter(row => row.unit === unit) }))
    .sort(
      (a, b) =>
        b.own.length - a.own.length ||
        Math.max(...b.own.map(r => r.daysLate)) - Math.max(...a.own.map(r => r.daysLate)),
    );
  const rate = facts.total > 0 ? ((100 * facts.doneOnTime) / facts.total).toFixed(1) : '0.0';
  const long = Math.max(0, ...rows.map(row => row.daysLate));
  return [
    '一、总体进展',
    `截至${facts.asOf}，${facts.program}到期节点共${facts.total}个，按期报送${facts.doneOnTime}个，按期报送率${rate}%。仍有${units.length}个单位${rows.length}项工作逾期未报，最长逾期${long}个工作日（详见附件）。`,
    '二、主要做法',
    facts.good.length > 0
      ? `${facts.good.join('、')}到期工作全部按期报送，资料齐全，值得各单位学习借鉴。`
      : '多数单位能够对照任务台账推进工作，遇有困难及时沟通。',
    '三、存在问题',
    ...worst
      .slice(0, 8)
      .map(
        ({ unit, own }) => `${unit}逾期${own.length}项，最长逾期${Math.max(...own.map(row => row.daysLate))}个工作日。`,
      ),
    ...(worst.length > 8 ? [`另有${worst.length - 8}个单位存在逾期，详见附件。`] : []),
    '四、下一步要求',
    '上述单位要明确责任人和完成时限，逐项补报；确有困难的，书面说明原因。各单位要举一反三，按节点推进，杜绝前清后欠。办公室将持续跟踪，对仍未完成的按程序约谈。',
  ].join('\n');
}
