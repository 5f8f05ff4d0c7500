import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { calendarDay } from '@yardstick/domain/calendar-day';
import type { LetterRules } from '@yardstick/domain/letter';
import type { Role } from '@yardstick/domain/roles';
import { randomUUID } from 'node:crypto';
import { act } from '../act.ts';
import type { Context } from '../context.ts';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { groupsOf } from './draft-letter.ts';
import { Letter, LetterItem } from './letter.entity.ts';
import { itemIsOpen, openItems, type OpenItem } from './letter-items.ts';
import { addStep } from './on-letter.ts';
import { addItem, circularRowOf, itemLines, writeCircular, writeDraft } from './write-draft.ts';

export interface DraftedLetters {
  drafted: number;
  withdrawn: number;
}

interface Candidate extends OpenItem {
  rank: number;
  afterId: string | null;
}

/** So that a first sweep over years of neglect is no single huge transaction; the next sweep goes on. */
const mostItemsAtOnce = 500;

/**
 * Drafts what the ladder asks for today, and takes back its own drafts that nobody needs any more. It asks how things
 * stand, never what happened since the last run: a run too many does nothing, after a standstill only the highest rung
 * reached is drafted. Nothing is sent: a person approves.
 */
export async function draftDueLetters(orm: MikroORM, services: Services): Promise<DraftedLetters> {
  const context = await systemContext(orm, services);
  const { letter: rules } = await services.rules();
  const outdated = await context.em.execute<{ id: string }[]>(outdatedItems);
  const isDue = await context.em.execute<unknown[]>(`select 1 from (${candidates}) c limit 1`, [JSON.stringify(rules)]);
  if (outdated.length === 0 && isDue.length === 0) return { drafted: 0, withdrawn: 0 };
  return act(context, { name: 'draftDueLetters', entity: 'Letter' }, async em => {
    // Two workers at once would draft everything twice.
    await em.execute(`select pg_advisory_xact_lock(hashtext('draft-due-letters'))`);
    const withdrawn = await withdrawOutdated(em, context);
    await em.flush();
    const due = await em.execute<Candidate[]>(
      `select * from (${candidates}) c order by "unitId", rank, "dueOn", "subjectId" limit ${mostItemsAtOnce}`,
      [JSON.stringify(rules)],
    );
    return { drafted: await draft(em, context, rules, due), withdrawn };
  });
}

async function systemContext(orm: MikroORM, services: Services): Promise<Context> {
  const em = forkFor(orm, systemScope);
  const [clock] = await em.execute<{ now: Date | string }[]>(`select app_now() as now`);
  const now = new Date(clock!.now);
  return {
    em,
    actor: { id: 'system', name: '系统', role: 'SYSTEM' as Role, unitId: '', unitName: '' },
    scope: systemScope,
    now,
    today: calendarDay(now),
    locale: 'zh-CN',
    request: { id: `sweep-${randomUUID()}`, ip: '', session: '' },
    services,
  };
}

/** Matters of the system's drafts that have come in, got more time, or stand in a letter further up. */
const outdatedItems = `
  select i.id, i.unit_id as "unitId", i.letter_id as "letterId",
         case when ${itemIsOpen} then '已拟上一级文书' else '已报送或时限已调整' end as why
  from letter l join letter_item i on i.unit_id = l.unit_id and i.letter_id = l.id
  where l.state = 'drafted' and l.origin = 'system' and i.dropped_reason is null
    and (not ${itemIsOpen} or exists (
      select from letter_item o join letter h on h.unit_id = o.unit_id and h.id = o.letter_id
      where o.unit_id = i.unit_id and o.subject_id = i.subject_id and o.due_version = i.due_version and o.dropped_reason is null
        and h.rank > l.rank and h.state not in ('withdrawn', 'revoked')))`;

async function withdrawOutdated(em: SqlEntityManager, context: Context): Promise<number> {
  const outdated = await em.execute<{ id: string; unitId: string; letterId: string; why: string }[]>(outdatedItems);
  const touched = new Map<string, string>();
  for (const { id, unitId, letterId, why } of outdated) {
    const item = await em.findOneOrFail(LetterItem, { unitId, id });
    item.droppedReason = why;
    touched.set(letterId, why);
  }
  await em.flush();
  let withdrawn = 0;
  for (const [id, why] of touched) {
    const letter = await em.findOneOrFail(Letter, { id });
    const left = await em.find(
      LetterItem,
      { unitId: letter.unitId, letterId: id, droppedReason: null },
      { orderBy: { dueOn: 'asc', id: 'asc' } },
    );
    if (left.length > 0) reword(letter, left);
    else {
      letter.withdraw('system', why, context.now);
      addStep(em, context, letter, 'withdrawLetter', why);
      withdrawn += 1;
    }
  }
  return withdrawn;
}

const itemLine = /^\d+\..*工作日[；。]$/;

/** Puts the list of matters in a draft right; a list that the office has rewritten is left alone. */
function reword(letter: Letter, items: readonly LetterItem[]): void {
  const lines = letter.body.split('\n');
  const from = lines.findIndex(line => itemLine.test(line));
  const to = lines.findLastIndex(line => itemLine.test(line));
  if (from < 0 || lines.slice(from, to + 1).some(line => !itemLine.test(line))) return;
  letter.body = [...lines.slice(0, from), itemLines(items), ...lines.slice(to + 1)].join('\n');
}

/**
 * What has reached a rung that no letter stands on yet: by working days overdue, or because the letter below was not
 * signed for or not answered by its day. While a letter may still be answered, or an extension is being decided, it waits.
 */
const candidates = `
  with rule as materialized (select r from (select ?::jsonb as r) given),
  step as materialized (
    select ordinality::int as rank, (s->>'workingDaysOverdue')::int as days
    from rule, jsonb_array_elements(r->'steps') with ordinality s (s, ordinality)
  ),
  today as materialized (select working_day_no as no from calendar_day where "on" = app_today()),
  late as materialized (${openItems('s.due_on < app_today()')}),
  named as materialized (
    select i.subject_id, i.due_version, max(l.rank) as rank,
           max(l.rank) filter (where l.state in ('sent', 'received')) as open_rank,
           bool_or(l.state = 'answered' or (l.state = 'sent' and l.receipt_due_on >= app_today())
                   or (l.state = 'received' and l.reply_due_on >= app_today())) as is_waiting,
           (array_agg(l.id order by l.rank desc) filter (where l.state in ('sent', 'received')))[1] as after_id
    from letter l join letter_item i on i.unit_id = l.unit_id and i.letter_id = l.id
    where l.state <> 'revoked' and not (l.state = 'withdrawn' and l.withdrawn_by = 'system') and i.dropped_reason is null
    group by i.subject_id, i.due_version
  ),
  listed as materialized (
    select (x->>'subjectId')::uuid as subject_id, (x->>'dueVersion')::int as due_version, max(c.rank) as rank
    from letter c, jsonb_array_elements(c.late_rows) x
    where c.kind = 'circular' and c.of_id is null and c.state <> 'revoked' and not (c.state = 'withdrawn' and c.withdrawn_by = 'system')
    group by 1, 2
  ),
  reached as (
    select late.*, n.after_id as "afterId", greatest(n.rank, li.rank, 0) as standing,
           greatest((select coalesce(max(rank), 0) from step where days <= "daysOverdue"), coalesce(n.open_rank + 1, 0)) as rank
    from late left join named n on n.subject_id = late."subjectId" and n.due_version = late."dueVersion"
      left join listed li on li.subject_id = late."subjectId" and li.due_version = late."dueVersion"
    where not coalesce(n.is_waiting, false)
  )
  select r.* from reached r, rule
  where r.rank > r.standing and r.rank between 1 and (select max(rank) from step)
    and not exists (
      select from unit_request q join calendar_day filed on filed."on" = q.filed_on, today
      where q.unit_id = r."unitId" and q.action_id = r."actionId" and (q.milestone_id is null or q.milestone_id = r."milestoneId")
        and q.kind = 'extension' and q.state in ('to-sign', 'in-review', 'final-review', 'with-leaders')
        and today.no - filed.working_day_no <= (rule.r->>'pauseForExtensionWorkingDays')::int)`;

async function draft(
  em: SqlEntityManager,
  context: Context,
  rules: LetterRules,
  due: readonly Candidate[],
): Promise<number> {
  let drafted = 0;
  for (const rank of new Set(due.map(item => item.rank))) {
    const step = rules.steps[rank - 1]!;
    const reached = due.filter(item => item.rank === rank);
    const order = { step, rank, origin: 'system', verb: 'draftLetter' } as const;
    if (step.kind === 'circular') drafted += await list(em, context, rules, reached, order);
    else
      for (const items of groupsOf(reached, step.oneMatter)) {
        const standing = step.oneMatter ? null : await standingDraft(em, items[0]!, rank);
        if (standing) {
          for (const item of items) addItem(em, standing, item);
          await em.flush();
          reword(
            standing,
            await em.find(
              LetterItem,
              { letterId: standing.id, droppedReason: null },
              { orderBy: { dueOn: 'asc', id: 'asc' } },
            ),
          );
        } else {
          writeDraft(em, context, rules, items, { ...order, afterId: items[0]!.afterId });
          drafted += 1;
        }
      }
  }
  return drafted;
}

/** The system's draft of this rung to the same unit, while nobody has approved it: more matters join it. */
function standingDraft(em: SqlEntityManager, item: OpenItem, rank: number): Promise<Letter | null> {
  return em.findOne(Letter, {
    unitId: item.unitId,
    programId: item.programId,
    rank,
    origin: 'system',
    state: 'drafted',
  });
}

async function list(
  em: SqlEntityManager,
  context: Context,
  rules: LetterRules,
  reached: readonly Candidate[],
  order: { step: LetterRules['steps'][number]; rank: number; origin: 'system'; verb: string },
): Promise<number> {
  let drafted = 0;
  for (const programId of new Set(reached.map(item => item.programId))) {
    const rows = reached.filter(item => item.programId === programId).map(circularRowOf);
    const standing: Letter | null = await em.findOne(Letter, {
      programId,
      kind: 'circular',
      ofId: null,
      origin: 'system',
      state: 'drafted',
    });
    if (standing) standing.lateRows = [...standing.lateRows, ...rows];
    else {
      await writeCircular(em, context, rules, programId, rows, order);
      drafted += 1;
    }
  }
  return drafted;
}
