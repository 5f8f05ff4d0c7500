import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { NoticeKind, NoticeParams } from '@yardstick/domain/notice-wording';
import type { DomainEvent } from '@yardstick/server/events/domain-event';
import { notify, notifyCount } from '@yardstick/server/notifications/notify';

type OutcomeEvent = Extract<
  DomainEvent,
  { type: 'evaluation.released' | 'evaluation.freeze-returned' | `objection.${string}` | `publication.${string}` }
>;
interface OutcomeReaction {
  em: SqlEntityManager;
  messageId: number;
}
type ReactionTo<T extends OutcomeEvent['type']> = (
  event: Extract<OutcomeEvent, { type: T }>,
  context: OutcomeReaction,
) => Promise<unknown>;

const headPosts = ['head', 'deputy-head'];
const liaisonPosts = ['liaison', 'deputy-liaison'];

/** What follows once an evaluation is computed: who learns of its result, of objections to it, of its publication. */
export const outcomeReactions: { [T in OutcomeEvent['type']]: ReactionTo<T> } = {
  'evaluation.released': async ({ evaluationId }, { em, messageId }) => {
    const units = await em.execute<{ unit_id: string; evaluation: string; lastDay: string }[]>(
      `select x.unit_id, e.name as evaluation, e.objections_until::text as "lastDay"
       from evaluation e join evaluation_unit x on x.evaluation_id = e.id
       where e.id = ? and e.objections_until is not null order by x.unit_id`,
      [evaluationId],
    );
    for (const { unit_id: unitId, ...params } of units)
      await notify(em, {
        occasion: `result-released:${evaluationId}:${unitId}:${messageId}`,
        kind: 'result-released',
        recipients: await holdersOf(em, unitId, [...headPosts, ...liaisonPosts]),
        params,
        unitId,
        subject: { kind: 'evaluation', id: evaluationId },
      });
  },
  'evaluation.freeze-returned': async ({ evaluationId, reason }, { em, messageId }) => {
    const [evaluation] = await em.execute<{ name: string }[]>(`select name from evaluation where id = ?`, [
      evaluationId,
    ]);
    if (!evaluation) return;
    await notify(em, {
      occasion: `freeze-returned:${evaluationId}:${messageId}`,
      kind: 'freeze-returned',
      recipients: await peopleOf(em, ['OFFICE_CHIEF']),
      params: { evaluation: evaluation.name, reason: reason ?? '—' },
      subject: { kind: 'evaluation', id: evaluationId },
    });
  },
  'objection.drafted': (event, context) => tellUnit(context, event, 'objection-to-sign', headPosts),
  'objection.declined': (event, context) => tellUnit(context, event, 'objection-declined', liaisonPosts, event.reason),
  'objection.upheld': (event, context) => tellUnit(context, event, 'objection-upheld', [...headPosts, ...liaisonPosts]),
  'objection.rejected': (event, context) =>
    tellUnit(context, event, 'objection-rejected', [...headPosts, ...liaisonPosts]),
  /** Those who may decide are told how many came in on a day, not of each. */
  'objection.signed': async ({ unitId, objectionId }, { em }) => {
    const [sent] = await em.execute<
      { evaluation: string; evaluationId: string; orderedById: string; day: string; count: number }[]
    >(
      `select e.name as evaluation, e.id as "evaluationId", e.ordered_by_id as "orderedById", o.signed_on::text as day,
              (select count(*)::int from evaluation_objection a where a.evaluation_id = e.id and a.signed_on = o.signed_on) as count
       from evaluation_objection o join evaluation e on e.id = o.evaluation_id
       where o.unit_id = ? and o.id = ? and o.signed_on is not null`,
      [unitId, objectionId],
    );
    if (!sent) return;
    const { evaluationId, orderedById, ...params } = sent;
    const people = await peopleOf(em, ['OFFICE_CHIEF', 'OFFICE_STAFF'], unitId);
    await notifyCount(em, {
      occasion: `objections-received:${evaluationId}:${sent.day}`,
      kind: 'objections-received',
      recipients: people.filter(id => id !== orderedById),
      params,
      subject: { kind: 'evaluation', id: evaluationId },
    });
  },
  'publication.proposed': async ({ evaluationId, publicationId }, context) =>
    tellOfPublication(
      context,
      publicationId,
      'publication-proposed',
      evaluationId,
      await peopleOf(context.em, ['LEADER']),
    ),
  'publication.approved': async ({ evaluationId, publicationId }, context) => {
    const units = await context.em.execute<{ id: string }[]>(
      `select distinct t.user_id as id from evaluation e join program_unit p on p.program_id = e.program_id
       join post_holder_today t on t.unit_id = p.unit_id where e.id = ?`,
      [evaluationId],
    );
    await tellOfPublication(context, publicationId, 'result-published', evaluationId, units.map(({ id }) => id)); // prettier-ignore
  },
};

async function tellUnit(
  { em, messageId }: OutcomeReaction,
  { unitId, objectionId }: { unitId: string; objectionId: string },
  kind: NoticeKind,
  posts: string[],
  reason?: string | null,
): Promise<void> {
  const [params] = await em.execute<NoticeParams[]>(
    `select e.name as evaluation, o.about->'indicator'->>'zh' as indicator, o.about->'indicator'->>'zh' as thing, o.reason,
            coalesce(o.decision, '—') as decision, e.objections_until::text as "lastDay"
     from evaluation_objection o join evaluation e on e.id = o.evaluation_id where o.unit_id = ? and o.id = ?`,
    [unitId, objectionId],
  );
  if (!params) return;
  await notify(em, {
    occasion: `${kind}:${objectionId}:${messageId}`,
    kind,
    recipients: await holdersOf(em, unitId, posts),
    params: { ...params, ...(reason ? { reason } : {}) },
    unitId,
    subject: { kind: 'objection', id: objectionId },
  });
}

async function tellOfPublication(
  { em, messageId }: OutcomeReaction,
  publicationId: string,
  kind: NoticeKind,
  evaluationId: string,
  recipients: string[],
): Promise<void> {
  const [params] = await em.execute<NoticeParams[]>(
    `select e.name as evaluation, p.what as published, p.proposed_by as by
     from evaluation_publication p join evaluation e on e.id = p.evaluation_id where p.id = ?`,
    [publicationId],
  );
  if (!params) return;
  const subject = { kind: 'evaluation', id: evaluationId } as const;
  await notify(em, { occasion: `${kind}:${publicationId}:${messageId}`, kind, recipients, params, subject });
}

/** Whoever holds one of these posts today, or else the unit's other holders. */
async function holdersOf(em: SqlEntityManager, unitId: string, posts: readonly string[]): Promise<string[]> {
  const held = await em.execute<{ id: string; post: string }[]>(
    `select user_id as id, post from post_holder_today where unit_id = ?`,
    [unitId],
  );
  const meant = held.filter(({ post }) => posts.includes(post));
  return (meant.length > 0 ? meant : held).map(({ id }) => id);
}

async function peopleOf(em: SqlEntityManager, roles: string[], exceptUnit = ''): Promise<string[]> {
  const people = await em.execute<{ id: string }[]>(
    `select id from app_user where is_active and role in (?) and unit_id <> ?`,
    [roles, exceptUnit],
  );
  return people.map(({ id }) => id);
}
