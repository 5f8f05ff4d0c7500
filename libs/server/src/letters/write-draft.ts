import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { fill } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { circularBody, wordingFromForm, type LetterRules, type LetterStep } from '@yardstick/domain/letter';
import { found, type Context } from '../context.ts';
import { chineseDate } from '../documents/official-document.ts';
import { Letter, LetterItem, type CircularRow, type LetterDraft } from './letter.entity.ts';
import type { OpenItem } from './letter-items.ts';
import { addStep } from './on-letter.ts';
import { randomUUID } from 'node:crypto';

type Drafting = Pick<Context, 'actor' | 'now' | 'today'>;

export interface DraftOrder {
  step: LetterStep;
  /** Its place on the ladder, counted from 1. */
  rank: number;
  origin: 'system' | 'hand';
  /** The letter that was not enough. */
  afterId?: string | null;
  replyDueOn?: CalendarDay | null;
  /** Words of the office's own in the place of the rule's. */
  title?: string | null;
  body?: string | null;
  /** The verb that is written down. */
  verb: string;
}

/** One numbered line for each matter, as it stands in the letter. */
export const itemLines = (
  items: readonly { measureCode: string; title: string; dueOn: CalendarDay; daysOverdue: number }[],
): string =>
  items
    .map(({ measureCode, title, dueOn, daysOverdue }, index) => {
      const late = daysOverdue > 0 ? `，已逾期${daysOverdue}个工作日` : '';
      return `${index + 1}.${measureCode}“${title}”，应于${chineseDate(dueOn)}完成${late}${index === items.length - 1 ? '。' : '；'}`;
    })
    .join('\n');

function fixedParts(rules: LetterRules, order: DraftOrder, actor: Context['actor'], isOffice: boolean) {
  const { step, rank, origin, afterId = null, replyDueOn = null } = order;
  const issuer = rules.issuers[step.issuer];
  return {
    ...{ kind: step.kind, colour: step.colour, step: step.key, rank, origin, afterId, replyDueOn },
    toPosts: [...step.to],
    // A reminder is between the office and the unit.
    cc: step.kind === 'reminder-letter' ? [] : [...rules.cc],
    issuer: step.issuer,
    // Nobody approves a letter to their own unit.
    approver: isOffice ? ('leader' as const) : step.approver,
    signedBy: issuer.name,
    mark: issuer.mark,
    basis: rules.basis,
    receiptDays: step.receiptDays,
    replyDays: step.replyDays,
    dayKind: step.dayKind,
    draftedBy: actor.name,
  };
}

/** A draft to one unit about `items`, all of them that unit's. */
export function writeDraft(
  em: SqlEntityManager,
  context: Drafting,
  rules: LetterRules,
  items: readonly OpenItem[],
  order: DraftOrder,
): Letter {
  const [first] = items;
  const { unitId, unitName, unitShortName, programId, programName, isOffice } = found(first);
  const facts = {
    unit: unitShortName,
    program: programName,
    matter: found(first).title,
    items: itemLines(items),
    count: items.length,
    asOf: chineseDate(context.today),
  };
  const letter = new Letter(
    {
      ...fixedParts(rules, order, context.actor, isOffice),
      unitId,
      programId,
      title: fill(wordingFromForm(order.title?.trim() || order.step.wording.title), facts),
      body: fill(wordingFromForm(order.body?.trim() || order.step.wording.body), facts),
      toName: unitName,
      toUnits: [],
      lateRows: [],
    },
    context.now,
    context.today,
  );
  em.persist(letter);
  for (const item of items) addItem(em, letter, item);
  addStep(em, context, letter, order.verb);
  return letter;
}

export function addItem(em: SqlEntityManager, letter: Letter, item: OpenItem): void {
  const { unitId, subjectKind, subjectId, actionId, milestoneId, dueVersion, title, measureCode, dueOn, daysOverdue } =
    item;
  em.create(LetterItem, {
    ...{ unitId, id: randomUUID(), letterId: letter.id, subjectKind, subjectId, actionId, milestoneId },
    ...{ dueVersion, title, measureCode, dueOn, daysOverdue },
    droppedReason: null,
  });
}

export const circularRowOf = (item: OpenItem): CircularRow => ({
  unitId: item.unitId,
  unit: item.unitShortName,
  what: `${item.measureCode} ${item.title}`,
  dueOn: item.dueOn,
  daysLate: item.daysOverdue,
  subjectKind: item.subjectKind,
  subjectId: item.subjectId,
  dueVersion: item.dueVersion,
});

/** A circular from a list of what is late; it is the office's own paper, and goes to every unit with work. */
export async function writeCircular(
  em: SqlEntityManager,
  context: Drafting,
  rules: LetterRules,
  programId: string,
  rows: readonly CircularRow[],
  order: DraftOrder,
): Promise<Letter> {
  const [program] = await em.execute<{ name: string; office: string; units: string[] }[]>(
    `select p.name, (select unit_id from app_user where role = 'OFFICE_CHIEF' order by is_active desc, id limit 1) as office,
            (select coalesce(jsonb_agg(pu.unit_id order by u.seq), '[]') from program_unit pu join unit u on u.id = pu.unit_id
             where pu.program_id = p.id and u.is_scored) as units
     from program p where p.id = ?`,
    [programId],
  );
  const { name, office, units } = found(program);
  const letter = new Letter(
    {
      ...fixedParts(rules, order, context.actor, false),
      unitId: office,
      programId,
      title: order.title?.trim() || fill(order.step.wording.title, { program: name }),
      body: order.body?.trim() || (await circularWords(em, context, programId, name, rows)),
      toName: '各有关单位',
      toUnits: units,
      lateRows: [...rows],
    } satisfies LetterDraft,
    context.now,
    context.today,
  );
  em.persist(letter);
  addStep(em, context, letter, order.verb);
  return letter;
}

export async function circularWords(
  em: SqlEntityManager,
  { today }: Pick<Context, 'today'>,
  programId: string,
  programName: string,
  rows: readonly CircularRow[],
): Promise<string> {
  const lines = await em.execute<{ unit: string; total: number; on_time: number }[]>(
    `select u.short_name as unit, count(*)::int as total, count(*) filter (where m.handed_in_on <= m.due_on)::int as on_time
     from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id join unit u on u.id = m.unit_id
     where a.program_id = ? and m.due_on <= app_today() and m.due_on >= date_trunc('year', app_today())::date
       and a.state not in ('cancelled', 'not-applicable', 'suspended')
     group by u.id, u.short_name, u.seq order by u.seq`,
    [programId],
  );
  const sum = (of: 'total' | 'on_time'): number => lines.reduce((total, line) => total + line[of], 0);
  const named = new Set(rows.map(row => row.unit));
  const good = lines.filter(line => line.total > 2 && line.on_time === line.total && !named.has(line.unit));
  return circularBody(rows, {
    program: `《${programName}》`,
    asOf: chineseDate(today),
    total: sum('total'),
    doneOnTime: sum('on_time'),
    good: good.slice(0, 5).map(line => line.unit),
  });
}

/** The rows of a list whose work has come in since, or is late no longer. */
export async function rowsFiled(em: SqlEntityManager, rows: readonly CircularRow[]): Promise<CircularRow[]> {
  const known = rows.filter(row => row.subjectId && (row.subjectKind === 'milestone' || row.subjectKind === 'action'));
  if (known.length === 0) return [];
  const ids = JSON.stringify(known.map(row => row.subjectId));
  const filed = await em.execute<{ id: string }[]>(
    `select id from milestone where id in (select x.v::uuid from jsonb_array_elements_text(?::jsonb) x (v))
       and (handed_in_on is not null or due_on >= app_today())
     union all
     select id from unit_action where id in (select x.v::uuid from jsonb_array_elements_text(?::jsonb) x (v))
       and (handed_in_on is not null or due_on >= app_today())`,
    [ids, ids],
  );
  const gone = new Set(filed.map(({ id }) => id));
  return known.filter(row => gone.has(row.subjectId!));
}
