import { inLocale } from '@yardstick/domain/bilingual';
import { chineseDate } from '../documents/official-document.ts';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import {
  escalationBlockers,
  letterClock,
  letterDays,
  letterLength,
  letterMoves,
  letterMovesFrom,
  letterNameOf,
  sendingBlockers,
  settleBlockers,
  wordingForForm,
  workingDaysOverdue,
  type LetterApprover,
  type LetterColour,
  type LetterKind,
  type LetterState,
  type LetterVerb,
} from '@yardstick/domain/letter';
import type { DaysIn } from '@yardstick/domain/due';
import { postKindLabels, roleLabels, seesAllUnits, type PostKind, type Role } from '@yardstick/domain/roles';
import type { Violation } from '@yardstick/domain/violation';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { sentence } from '@yardstick/domain/wording';
import { authorize, found, type Context } from '../context.ts';
import type { MoveView } from '../delivery/evidence.queries.ts';
import { officialDocx } from '../documents/official-document.ts';
import { officialPdf } from '../documents/official-pdf.ts';
import { recordRead } from '../ledger/record-read.ts';
import { readableUnit } from '../people/people.policy.ts';
import type { Rules } from '../rules/rules.ts';
import { withReplyDay, type CircularRow } from './letter.entity.ts';
import { letterDocument, revocationDocument } from './letter-document.ts';
import { itemIsOpen } from './letter-items.ts';
import { canDraftLetters, canListLetters, canMoveLetter } from './letter.policy.ts';

export interface LetterItemView {
  subjectId: string;
  actionId: string | null;
  milestoneId: string | null;
  title: string;
  measureCode: string;
  dueOn: CalendarDay;
  daysOverdue: number;
  isOpen: boolean;
  droppedReason: string | null;
}

export interface LetterStepView {
  at: string;
  verb: string;
  actorName: string;
  actorPost: string;
  actorUnit: string;
  text: string | null;
}

export interface LetterView {
  id: string;
  version: number;
  kind: LetterKind;
  colour: LetterColour | null;
  /** As it is spoken of, in the reader's language. */
  name: string;
  state: LetterState;
  origin: 'system' | 'hand';
  title: string;
  /** As it is read: the day the answer is due is filled in. */
  body: string;
  /** As it is edited, with the blank. */
  draftBody: string;
  basis: string;
  docNo: string | null;
  unitId: string;
  unitName: string;
  toName: string;
  toPosts: string[];
  cc: string[];
  mark: string;
  signedBy: string;
  approver: LetterApprover;
  length: number;
  longest: number;
  draftedOn: CalendarDay;
  draftedBy: string;
  approvedBy: string | null;
  sentOn: CalendarDay | null;
  receiptDueOn: CalendarDay | null;
  replyDueOn: CalendarDay | null;
  receivedOn: CalendarDay | null;
  receivedBy: string | null;
  answeredOn: CalendarDay | null;
  answer: string | null;
  settledOn: CalendarDay | null;
  revokedOn: CalendarDay | null;
  revokedDocNo: string | null;
  reason: string | null;
  waitsFor: 'receipt' | 'reply' | null;
  isOverdue: boolean;
  daysOverdue: number;
  lateRows: CircularRow[];
  copyCount: number;
  copiesReceivedCount: number;
  after: { id: string; docNo: string | null; name: string } | null;
  items: LetterItemView[];
  steps: LetterStepView[];
  evidence: { id: string; title: string; fileName: string }[];
  nextMoves: MoveView[];
}

interface Row extends Omit<
  LetterView,
  | 'name'
  | 'body'
  | 'toPosts'
  | 'length'
  | 'longest'
  | 'waitsFor'
  | 'isOverdue'
  | 'daysOverdue'
  | 'after'
  | 'items'
  | 'steps'
  | 'evidence'
  | 'nextMoves'
> {
  ofId: string | null;
  rank: number;
  toPosts: PostKind[];
  toUnits: string[];
  receiptDays: number;
  replyDays: number | null;
  dayKind: DaysIn;
  after: { id: string; docNo: string | null; kind: LetterKind; colour: LetterColour | null } | null;
  hasFollower: boolean;
  items: LetterItemView[] | null;
  steps: (Omit<LetterStepView, 'actorPost'> & { actorRole: Role | 'SYSTEM' })[] | null;
  evidence: LetterView['evidence'] | null;
}

const columns = `l.id, l.version, l.kind, l.colour, l.state, l.origin, l.title, l.body as "draftBody", l.basis, l.doc_no as "docNo",
  l.unit_id as "unitId", u.short_name as "unitName", l.to_name as "toName", l.to_posts as "toPosts", l.to_units as "toUnits", l.cc,
  l.mark, l.signed_by as "signedBy", l.approver, l.rank, l.of_id as "ofId", l.drafted_on as "draftedOn", l.drafted_by as "draftedBy",
  l.approved_by as "approvedBy", l.sent_on as "sentOn", l.receipt_due_on as "receiptDueOn", l.reply_due_on as "replyDueOn",
  l.received_on as "receivedOn", l.received_by as "receivedBy", l.answered_on as "answeredOn", l.answer, l.settled_on as "settledOn",
  l.revoked_on as "revokedOn", l.revoked_doc_no as "revokedDocNo", l.reason, l.receipt_days as "receiptDays",
  l.reply_days as "replyDays", l.day_kind as "dayKind", l.late_rows as "lateRows",
  (select count(*)::int from letter c where c.of_id = l.id) as "copyCount",
  (select count(*)::int from letter c where c.of_id = l.id and c.received_on is not null) as "copiesReceivedCount",
  (select json_build_object('id', a.id, 'docNo', a.doc_no, 'kind', a.kind, 'colour', a.colour) from letter a
   where a.unit_id = l.unit_id and a.id = l.after_id) as after,
  exists (select from letter f where f.after_id = l.id and f.state not in ('withdrawn', 'revoked')) as "hasFollower",
  (select json_agg(json_build_object('subjectId', i.subject_id, 'actionId', i.action_id, 'milestoneId', i.milestone_id,
     'title', i.title, 'measureCode', i.measure_code, 'dueOn', to_char(i.due_on, 'YYYY-MM-DD'), 'daysOverdue', i.days_overdue,
     'droppedReason', i.dropped_reason, 'isOpen', ${itemIsOpen}) order by i.due_on, i.id)
   from letter_item i where i.unit_id = l.unit_id and i.letter_id = l.id) as items,
  (select json_agg(json_build_object('at', s.at, 'verb', s.verb, 'actorName', s.actor_name, 'actorRole', s.actor_role,
     'actorUnit', s.actor_unit, 'text', s.text) order by s.id)
   from letter_step s where s.unit_id = l.unit_id and s.letter_id = l.id) as steps,
  (select json_agg(json_build_object('id', e.id, 'title', e.title, 'fileName', e.file_name) order by e.title, e.id)
   from letter_evidence x join evidence e on e.unit_id = x.unit_id and e.id = x.evidence_id
   where x.unit_id = l.unit_id and x.letter_id = l.id) as evidence`;

const tables = `letter l join unit u on u.id = l.unit_id`;
/** Waits to be signed for or answered; the office's own paper of a circular waits for nobody. */
const isOut = `(l.kind <> 'circular' or l.of_id is not null)`;
const isLate = `((l.state = 'sent' and ${isOut} and l.receipt_due_on < app_today()) or (l.state = 'received' and l.reply_due_on < app_today()))`;

/** The tabs above the list; each is a condition on one row. */
export const letterTabs = {
  'to-approve': `l.state = 'drafted'`,
  'to-receive': `l.state = 'sent' and ${isOut}`,
  'to-answer': `l.state = 'received'`,
  answered: `l.state = 'answered'`,
  overdue: isLate,
  settled: `(l.state in ('settled', 'escalated', 'revoked') or (l.state = 'sent' and not ${isOut}))`,
  all: `l.state <> 'withdrawn'`,
} as const;
export type LetterTab = keyof typeof letterTabs;

export interface LetterFilter {
  tab?: string | null;
  kind?: LetterKind | null;
  unitId?: string | null;
  actionId?: string | null;
  text?: string | null;
}

/** A page of letters, what is due first standing first; two statements. */
export async function listLetters(
  context: Context,
  request: { filter: LetterFilter; page: number; pageSize: number },
): Promise<{ rows: LetterView[]; total: number; tabs: { key: string; count: number }[] }> {
  const { filter } = request;
  const tab = Object.hasOwn(letterTabs, filter.tab ?? '') ? (filter.tab as LetterTab) : 'all';
  const text = filter.text?.trim();
  const values = [
    readableUnit(context.actor),
    filter.kind ?? null,
    filter.unitId || null,
    text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null,
    filter.actionId || null,
  ];
  // Those who see every unit see a circular once; a unit sees its copy.
  const once = seesAllUnits(context.actor.role) ? 'l.of_id is null' : isOut;
  const where = `${once} and ($1::text is null or (l.unit_id = $1 and l.sent_on is not null)) and ($2::text is null or l.kind = $2)
    and ($3::text is null or l.unit_id = $3)
    and ($4::text is null or l.title ilike $4 or l.doc_no ilike $4 or u.name ilike $4 or exists (
      select from letter_item i where i.unit_id = l.unit_id and i.letter_id = l.id and i.title ilike $4))
    and ($5::uuid is null or exists (
      select from letter_item i where i.unit_id = l.unit_id and i.letter_id = l.id and i.action_id = $5))`;
  const pageSize = Math.min(Math.max(request.pageSize, 1), 100);
  const offset = Math.max(request.page - 1, 0) * pageSize;
  const order = {
    'to-approve': 'l.rank desc, l.drafted_on, l.id',
    'to-receive': 'l.receipt_due_on, l.id',
    'to-answer': 'l.reply_due_on, l.id',
    overdue: `coalesce(case when l.state = 'sent' then l.receipt_due_on end, l.reply_due_on), l.id`,
    answered: 'l.answered_on, l.id',
    settled: 'l.state_since desc, l.id',
    all: 'l.state_since desc, l.id',
  }[tab];
  const { reads } = context.services;
  const [rows, [counts]] = await Promise.all([
    reads.objects<Row>(
      context.scope,
      `select ${columns} from ${tables} where ${where} and ${letterTabs[tab]} order by ${order} limit ${pageSize} offset ${offset}`,
      values,
    ),
    reads.objects<Record<string, number>>(
      context.scope,
      `select ${Object.entries(letterTabs)
        .map(([key, condition]) => `count(*) filter (where ${condition})::int as "${key}"`)
        .join(', ')} from ${tables} where ${where}`,
      values,
    ),
  ]);
  return {
    rows: await viewsOf(context, rows),
    total: counts?.[tab] ?? 0,
    tabs: Object.keys(letterTabs).map(key => ({ key, count: counts?.[key] ?? 0 })),
  };
}

export async function letterById(context: Context, letterId: string): Promise<LetterView | null> {
  const [view] = await viewsOf(context, await rowsById(context, letterId));
  return view ?? null;
}

async function rowsById(context: Context, letterId: string): Promise<Row[]> {
  if (!canListLetters(context.actor)) return [];
  return context.services.reads.objects<Row>(
    context.scope,
    `select ${columns} from ${tables} where l.id = $1 and ($2::text is null or (l.unit_id = $2 and l.sent_on is not null))`,
    [letterId, readableUnit(context.actor)],
  );
}

/** What `act` answered with, as the screen shows it. */
export async function lettersById(context: Context, ids: readonly string[]): Promise<LetterView[]> {
  const views = await Promise.all(ids.map(id => letterById(context, id)));
  return views.filter(view => view !== null);
}

export interface LetterRungView {
  key: string;
  kind: LetterKind;
  colour: LetterColour | null;
  name: string;
  approver: LetterApprover;
  workingDaysOverdue: number;
  oneMatter: boolean;
  toPosts: string[];
  /** If it were sent today. */
  replyDueOn: CalendarDay | null;
  title: string;
  body: string;
}

/** The rungs of the ladder, for whoever chases by hand: wording and days as the rules have them. */
export async function letterRungs(context: Context): Promise<LetterRungView[]> {
  authorize(canDraftLetters(context.actor));
  const [{ letter: rules }, calendar] = await Promise.all([context.services.rules(), context.services.calendar()]);
  return rules.steps.map(step => ({
    ...{ key: step.key, kind: step.kind, colour: step.colour, approver: step.approver, oneMatter: step.oneMatter },
    workingDaysOverdue: step.workingDaysOverdue,
    name: inLocale(letterNameOf(step.kind, step.colour), context.locale),
    toPosts: step.to.map(post => inLocale(postKindLabels[post], context.locale)),
    replyDueOn: daysFrom(context.today, { ...step, replyDueOn: null }, calendar)?.replyDueOn ?? null,
    title: wordingForForm(step.wording.title, chineseDate(context.today)),
    body: wordingForForm(step.wording.body, chineseDate(context.today)),
  }));
}

const daysFrom = (
  day: CalendarDay,
  asked: Parameters<typeof letterDays>[1],
  calendar: WorkCalendar,
): ReturnType<typeof letterDays> | null => (calendar.covers(day) ? letterDays(day, asked, calendar) : null);

async function viewsOf(context: Context, rows: Row[]): Promise<LetterView[]> {
  if (rows.length === 0) return [];
  const [rules, calendar] = await Promise.all([context.services.rules(), context.services.calendar()]);
  return rows.map(row => viewOf(context, row, rules, calendar));
}

function viewOf(context: Context, row: Row, rules: Rules, calendar: WorkCalendar): LetterView {
  const { locale, today } = context;
  const { steps, toUnits: _, receiptDays, replyDays, dayKind, after, hasFollower: __, ofId, rank: ___, ...view } = row;
  const isOwnPaper = row.kind === 'circular' && !ofId;
  const planned =
    row.state === 'drafted'
      ? daysFrom(today, { receiptDays, replyDays, dayKind, replyDueOn: row.replyDueOn }, calendar)
      : null;
  const replyDueOn = planned?.replyDueOn ?? row.replyDueOn;
  const clock = isOwnPaper ? letterClock({ ...row, state: 'settled' }, today) : letterClock(row, today);
  return {
    ...view,
    name: inLocale(letterNameOf(row.kind, row.colour), locale),
    body: withReplyDay(row.draftBody, replyDueOn),
    replyDueOn,
    toPosts: row.toPosts.map(post => inLocale(postKindLabels[post], locale)),
    length: letterLength(row.draftBody),
    longest: rules.letter.longestCharacters,
    waitsFor: clock.waitsFor,
    isOverdue: clock.isOverdue,
    daysOverdue: clock.dueOn ? workingDaysOverdue(clock.dueOn, today, calendar) : 0,
    after: after
      ? { id: after.id, docNo: after.docNo, name: inLocale(letterNameOf(after.kind, after.colour), locale) }
      : null,
    items: row.items ?? [],
    evidence: row.evidence ?? [],
    steps: (steps ?? []).map(({ actorRole, ...step }) => ({
      ...step,
      actorPost: actorRole === 'SYSTEM' ? '' : inLocale(roleLabels[actorRole], locale),
    })),
    nextMoves: nextMoves(context, row, rules),
  };
}

function nextMoves(context: Context, row: Row, rules: Rules): MoveView[] {
  const openItemCount = (row.items ?? []).filter(item => item.isOpen).length;
  const blockersOf = (verb: LetterVerb): Violation[] => {
    if (verb === 'settleLetter')
      return settleBlockers({ state: row.state, wantsReply: row.replyDueOn !== null, openItemCount });
    if (verb === 'escalateLetter')
      return escalationBlockers({ rank: row.rank, hasFollower: row.hasFollower, openItemCount }, rules.letter);
    if (verb !== 'approveLetter') return [];
    const addresseeCount = row.kind === 'circular' ? row.toUnits.length : 1;
    return sendingBlockers(
      {
        kind: row.kind,
        title: row.title,
        body: row.draftBody,
        openItemCount,
        addresseeCount,
        replyDueOn: row.replyDueOn,
        today: context.today,
      },
      rules.letter,
    );
  };
  return letterMovesFrom(row.state)
    .filter(verb => canMoveLetter(context.actor, row, verb))
    .filter(verb => !(verb === 'escalateLetter' && row.kind === 'circular'))
    .map(verb => {
      const violations = blockersOf(verb);
      return {
        verb,
        allowed: violations.length === 0,
        needsReason: letterMoves[verb].needsReason ?? false,
        blockers: violations.map(violation => ({
          code: violation.code,
          message: sentence(violation, context.locale),
          field: violation.field ?? null,
        })),
      };
    });
}

/** A letter, or the note that revoked it, as a file. */
export async function letterFile(
  context: Context,
  letterId: string,
  kind: 'docx' | 'pdf',
  isRevocation = false,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const [row] = await rowsById(context, letterId);
  const [view] = await viewsOf(context, row ? [row] : []);
  const letter = found(view);
  const { docNo, revokedDocNo, revokedOn, reason } = letter;
  const document =
    isRevocation && docNo && revokedDocNo && revokedOn
      ? revocationDocument({ ...letter, docNo, revokedDocNo, revokedOn, reason: reason ?? '' })
      : letterDocument({ ...letter, items: letter.items.filter(item => !item.droppedReason) });
  await recordRead(context, { action: `exportLetter.${kind}`, entity: 'Letter', id: letterId });
  const bytes = kind === 'pdf' ? await officialPdf(document) : await officialDocx(document);
  return { bytes, fileName: `${document.docNo ?? ''}${document.title.replaceAll('\n', '')}.${kind}` };
}
