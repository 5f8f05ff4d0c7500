import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { fill } from '@yardstick/domain/bilingual';
import { addDays, yearOf, type CalendarDay } from '@yardstick/domain/calendar-day';
import { circularBody, letterDays, letterNumber, type LetterRules, type LetterState } from '@yardstick/domain/letter';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { chineseDate } from '../documents/official-document.ts';
import { withReplyDay } from '../letters/letter.entity.ts';
import { openItems, type OpenItem } from '../letters/letter-items.ts';
import { circularRowOf, itemLines } from '../letters/write-draft.ts';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { insertRows } from './insert-rows.ts';
import { momentOn } from './office-hours.ts';
import { stableUuid } from './random.ts';

interface Story {
  step: string;
  state: LetterState;
  /** Working days ago it was sent; of a draft, drafted. */
  ago: number;
  /** Least working days the work is late. */
  late: number;
  reason?: string;
  answer?: string;
  /** Follows the story before it. */
  follows?: true;
}

/** One of every kind and state. What is out holds the ladder back, so that the worker drafts no second letter about it. */
const stories: Story[] = [
  { step: 'reminder', state: 'settled', ago: 9, late: 12, answer: '材料已整理完毕，待主要负责人审签后报送。' },
  { step: 'reminder', state: 'revoked', ago: 8, late: 11, reason: '该事项已口头说明，系误发。' },
  {
    step: 'reminder',
    state: 'answered',
    ago: 4,
    late: 7,
    answer: '因牵头科室人员调整，进度滞后。现已明确专人办理，本周内报送。',
  },
  { step: 'reminder', state: 'received', ago: 2, late: 5 },
  { step: 'reminder', state: 'sent', ago: 0, late: 3 },
  { step: 'blue', state: 'escalated', ago: 8, late: 13 },
  { step: 'orange', state: 'received', ago: 2, late: 13, follows: true },
  { step: 'orange', state: 'sent', ago: 3, late: 12 },
  { step: 'orange', state: 'answered', ago: 3, late: 12, answer: '已召开专题会议，台账正在逐项核对，10月18日前报送。' },
  { step: 'red', state: 'received', ago: 1, late: 20 },
  { step: 'red', state: 'drafted', ago: 0, late: 20 },
  { step: 'summons', state: 'drafted', ago: 0, late: 21 },
];

/** Letters as they stand on the day of the demonstration, about what is late in it. */
export async function writeLetters(
  em: SqlEntityManager,
  { seed, programId, today, calendar }: { seed: string; programId: string; today: CalendarDay; calendar: WorkCalendar },
): Promise<void> {
  const rules = defaultRules.letter as LetterRules;
  const late = await em.execute<OpenItem[]>(
    `select * from (${openItems('s.due_on < app_today()')}) o
     where "programId" = ? and "milestoneId" is not null and not "isOffice" order by "daysOverdue", "unitId", "subjectId"`,
    [programId],
  );
  const used = new Set<string>();
  const choose = (least: number): OpenItem | undefined => {
    const fitting = late.filter(item => item.daysOverdue >= least && !used.has(item.subjectId));
    const chosen = fitting.find(
      item => ![...used].some(id => late.find(o => o.subjectId === id)?.unitId === item.unitId),
    );
    const item = chosen ?? fitting[0];
    if (item) used.add(item.subjectId);
    return item;
  };
  const writer = new LetterRows(rules, seed, calendar, today);
  let before: { id: string; item: OpenItem } | undefined;
  for (const story of stories) {
    const item: OpenItem | undefined = story.follows ? before?.item : choose(story.late);
    if (!item) continue;
    before = { id: writer.add(story, item, story.follows ? before?.id : undefined), item };
  }
  const units = await em.execute<{ id: string; name: string; short: string }[]>(
    `select u.id, u.name, u.short_name as short from program_unit p join unit u on u.id = p.unit_id
     where p.program_id = ? and u.is_scored order by u.seq`,
    [programId],
  );
  writer.addCircular(late.slice(-12), units, programId);
  await writer.write(em);
}

type Row = Record<string, unknown>;

class LetterRows {
  readonly #letters: Row[] = [];
  readonly #items: Row[] = [];
  readonly #steps: Row[] = [];
  readonly #last = new Map<string, number>();

  constructor(
    readonly rules: LetterRules,
    readonly seed: string,
    readonly calendar: WorkCalendar,
    readonly today: CalendarDay,
  ) {}

  add(story: Story, item: OpenItem, afterId?: string): string {
    const rank = 1 + this.rules.steps.findIndex(step => step.key === story.step);
    const step = this.rules.steps[rank - 1]!;
    const id = stableUuid(this.seed, 'letter', this.#letters.length);
    const draftedOn = this.calendar.addWorkingDays(this.today, -story.ago);
    const daysOverdue = Math.max(0, this.calendar.workingDaysBetween(item.dueOn, draftedOn));
    const isSent = story.state !== 'drafted';
    const days = letterDays(draftedOn, { ...step, replyDueOn: null }, this.calendar);
    const facts = {
      unit: item.unitShortName,
      matter: item.title,
      items: itemLines([{ ...item, daysOverdue }]),
      count: 1,
      asOf: chineseDate(draftedOn),
    };
    const body = fill(step.wording.body, facts);
    const isReceived = isSent && story.state !== 'sent' && story.state !== 'revoked';
    const receivedOn = isReceived ? draftedOn : null;
    const settledOn = story.state === 'settled' ? this.calendar.addWorkingDays(draftedOn, 4) : null;
    const answeredOn = story.answer ? this.calendar.addWorkingDays(draftedOn, Math.min(2, story.ago)) : null;
    this.#letters.push({
      ...this.#shared(rank, draftedOn),
      ...{
        unitId: item.unitId,
        id,
        state: story.state,
        afterId: afterId ?? null,
        ofId: null,
        programId: item.programId,
      },
      title: fill(step.wording.title, facts),
      body: isSent ? withReplyDay(body, days.replyDueOn) : body,
      toName: item.unitName,
      ...(isSent ? this.#sent(step.kind, draftedOn, days, step.approver) : this.#unsent()),
      receivedOn,
      receivedBy: isReceived ? '联络员' : null,
      answeredOn,
      answer: story.answer ?? null,
      settledOn,
      revokedOn: story.state === 'revoked' ? this.today : null,
      revokedDocNo: story.state === 'revoked' ? this.#number('revocation', draftedOn).docNo : null,
      reason: story.reason ?? null,
      stateSince: new Date(momentOn(settledOn ?? answeredOn ?? draftedOn, 10 * 60)).toISOString(),
    });
    this.#items.push({
      ...{
        unitId: item.unitId,
        id: stableUuid(id, 'item'),
        letterId: id,
        subjectKind: item.subjectKind,
        subjectId: item.subjectId,
      },
      ...{ actionId: item.actionId, milestoneId: item.milestoneId, dueVersion: item.dueVersion, title: item.title },
      ...{ measureCode: item.measureCode, dueOn: item.dueOn, daysOverdue },
    });
    const say = (
      verb: string,
      day: CalendarDay,
      by: 'system' | 'office' | 'unit',
      text: string | null = null,
    ): void => {
      this.#say(item.unitId, id, verb, day, by === 'unit' ? { by, unit: item.unitShortName } : { by }, text);
    };
    say('draftLetter', draftedOn, 'system');
    if (isSent) say('approveLetter', draftedOn, 'office');
    if (receivedOn) say('receiveLetter', receivedOn, 'unit');
    if (answeredOn) say('answerLetter', answeredOn, 'unit', story.answer ?? null);
    if (settledOn) say('settleLetter', settledOn, 'office');
    if (story.state === 'escalated') say('passLetterOn', this.calendar.addWorkingDays(this.today, -2), 'system');
    if (story.state === 'revoked') say('revokeLetter', this.today, 'office', story.reason ?? null);
    return id;
  }

  /** Of last month, with a copy for every unit; most have signed for it. */
  addCircular(
    late: readonly OpenItem[],
    units: readonly { id: string; name: string; short: string }[],
    programId: string,
  ): void {
    const rank = this.rules.steps.length;
    const step = this.rules.steps[rank - 1]!;
    const sentOn = this.calendar.nextWorkdayOnOrAfter(addDays(this.today, -21));
    const rows = late
      .filter(item => item.dueOn < sentOn)
      .map(item => ({ ...circularRowOf(item), daysLate: this.calendar.workingDaysBetween(item.dueOn, sentOn) }));
    if (rows.length === 0) return;
    const days = letterDays(sentOn, { ...step, replyDueOn: null }, this.calendar);
    const named = new Set(rows.map(row => row.unit));
    const program = '《鄂州市行政执法品质提升三年行动》';
    const body = circularBody(rows, {
      ...{ program, asOf: chineseDate(sentOn), total: 618, doneOnTime: 566 },
      good: units
        .filter(unit => !named.has(unit.short))
        .slice(0, 3)
        .map(unit => unit.short),
    });
    const id = stableUuid(this.seed, 'letter', 'circular');
    const paper = {
      ...this.#shared(rank, sentOn),
      ...{ programId, afterId: null, body, title: '关于行政执法品质提升三年行动逾期工作情况的通报' },
      lateRows: rows,
      ...this.#sent(step.kind, sentOn, days, step.approver),
      ...{ answeredOn: null, answer: null, revokedOn: null, revokedDocNo: null, reason: null },
      stateSince: new Date(momentOn(sentOn, 11 * 60)).toISOString(),
    };
    this.#letters.push({
      ...{
        ...paper,
        unitId: 'SFJ',
        id,
        state: 'sent',
        ofId: null,
        toName: '各有关单位',
        toUnits: units.map(unit => unit.id),
      },
      ...{ receivedOn: null, receivedBy: null, settledOn: null },
    });
    this.#say('SFJ', id, 'approveLetter', sentOn, { by: 'office' }, null);
    for (const [index, unit] of units.entries()) {
      const isReceived = index % 9 !== 8;
      const copyId = stableUuid(id, unit.id);
      this.#letters.push({
        ...{
          ...paper,
          unitId: unit.id,
          id: copyId,
          ofId: id,
          state: isReceived ? 'settled' : 'sent',
          toName: unit.name,
        },
        ...{ toUnits: [], receivedOn: isReceived ? sentOn : null, receivedBy: isReceived ? '联络员' : null },
        settledOn: isReceived ? sentOn : null,
      });
      this.#say(unit.id, copyId, 'approveLetter', sentOn, { by: 'office' }, null);
    }
  }

  async write(em: SqlEntityManager): Promise<void> {
    // every row with the same columns: they are taken from the first
    const names = [...new Set(this.#letters.flatMap(letter => Object.keys(letter)))];
    const full = this.#letters.map(letter => Object.fromEntries(names.map(name => [name, letter[name] ?? null])));
    await insertRows(
      em,
      'letter',
      full.map(letter => ({ ...letter, lateRows: letter['lateRows'] ?? [], toUnits: letter['toUnits'] ?? [] })),
    );
    await insertRows(em, 'letter_item', this.#items);
    await insertRows(em, 'letter_step', this.#steps);
    await insertRows(
      em,
      'letter_number',
      [...this.#last].map(([kind, last]) => ({ kind, year: yearOf(this.today), last })),
    );
  }

  #shared(rank: number, draftedOn: CalendarDay): Row {
    const step = this.rules.steps[rank - 1]!;
    const issuer = this.rules.issuers[step.issuer];
    return {
      ...{ kind: step.kind, colour: step.colour, step: step.key, rank, origin: 'system', basis: this.rules.basis },
      ...{ toPosts: step.to, cc: step.kind === 'reminder-letter' ? [] : this.rules.cc, issuer: step.issuer },
      ...{ approver: step.approver, signedBy: issuer.name, mark: issuer.mark, receiptDays: step.receiptDays },
      ...{ replyDays: step.replyDays, dayKind: step.dayKind, draftedOn, draftedBy: '系统', version: 1 },
    };
  }

  #number(kind: string, day: CalendarDay): { year: number; no: number; docNo: string } {
    const no = (this.#last.get(kind) ?? 0) + 1;
    this.#last.set(kind, no);
    const word = this.rules.numberWords[kind as keyof LetterRules['numberWords']];
    return { year: yearOf(day), no, docNo: letterNumber(word, yearOf(day), no) };
  }

  #sent(kind: string, sentOn: CalendarDay, days: ReturnType<typeof letterDays>, approver: string): Row {
    return {
      ...this.#number(kind, sentOn),
      sentOn,
      ...days,
      approvedBy: approver === 'leader' ? '领导小组副组长' : '办公室主任',
    };
  }

  #unsent(): Row {
    return { year: null, no: null, docNo: null, sentOn: null, receiptDueOn: null, replyDueOn: null, approvedBy: null };
  }

  #say(
    unitId: string,
    letterId: string,
    verb: string,
    day: CalendarDay,
    { by, unit = '' }: { by: 'system' | 'office' | 'unit'; unit?: string },
    text: string | null,
  ): void {
    const actors = {
      system: { actorName: '系统', actorRole: 'SYSTEM', actorUnit: '' },
      office: { actorName: '办公室主任', actorRole: 'OFFICE_CHIEF', actorUnit: '市司法局' },
      unit: { actorName: '联络员', actorRole: 'UNIT_LIAISON', actorUnit: unit },
    };
    const minute = 9 * 60 + 10 + 7 * (this.#steps.length % 40);
    this.#steps.push({
      unitId,
      letterId,
      at: new Date(momentOn(day, minute)).toISOString(),
      verb,
      ...actors[by],
      text,
    });
  }
}
