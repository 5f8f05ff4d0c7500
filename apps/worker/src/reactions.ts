import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { NoticeKind, NoticeParams } from '@yardstick/domain/notice-wording';
import type { Role } from '@yardstick/domain/roles';
import { domainEvent, type DomainEvent } from '@yardstick/server/events/domain-event';
import { notify, notifyCount } from '@yardstick/server/notifications/notify';

export interface ReactionContext {
  em: SqlEntityManager;
  /** Number of the event in the outbox: the same however often it is heard. */
  messageId: number;
  /** Has the evaluation built soon, by whoever is free. */
  buildLater: (evaluationId: string) => Promise<unknown>;
}

type EventOf<T extends DomainEvent['type']> = Extract<DomainEvent, { type: T }>;
type Reactions = { [T in DomainEvent['type']]: (event: EventOf<T>, context: ReactionContext) => Promise<unknown> };

/** What follows from each event. Every reaction may run twice: occasions and job names make the second run empty. */
const reactions: Reactions = {
  'action.issued': async ({ unitId, actionId }, { em }) => {
    const [issue] = await em.execute<{ day: string; count: number }[]>(
      `select issued_on::text as day, (select count(*)::int from unit_action o where o.unit_id = a.unit_id and o.issued_on = a.issued_on) as count
       from unit_action a where a.unit_id = ? and a.id = ?`,
      [unitId, actionId],
    );
    if (!issue) return;
    await notifyCount(em, {
      occasion: `actions-issued:${unitId}:${issue.day}`,
      kind: 'actions-issued',
      recipients: await holders(em, ['UNIT_LIAISON', 'UNIT_HEAD'], unitId),
      params: issue,
      unitId,
    });
  },
  'action.plan-submitted': (event, context) => tellOfAction(context, event, 'plan-submitted', ['UNIT_HEAD']),
  'action.plan-signed': (event, { em }) => tellOfficeOfCount(em, event, 'plans-signed', 'signPlan'),
  'action.plan-returned': (event, context) => tellOfAction(context, event, 'plan-returned', ['UNIT_LIAISON']),
  'action.plan-approved': (event, context) => tellOfAction(context, event, 'plan-approved', ['UNIT_LIAISON']),
  'action.completion-submitted': (event, context) =>
    tellOfAction(context, event, 'completion-submitted', ['UNIT_HEAD']),
  'action.completion-signed': (event, { em }) => tellOfficeOfCount(em, event, 'completions-signed', 'signCompletion'),
  'action.review-passed': (event, context) => tellOfAction(context, event, 'review-passed', ['OFFICE_CHIEF']),
  'action.completion-returned': (event, context) =>
    tellOfAction(context, event, 'completion-returned', ['UNIT_LIAISON', 'UNIT_HEAD']),
  'action.completed': (event, context) =>
    tellOfAction(context, event, 'action-completed', ['UNIT_LIAISON', 'UNIT_HEAD']),
  'milestone.submitted': (event, context) => tellOfAction(context, event, 'milestone-submitted', ['UNIT_HEAD']),
  'milestone.signed': (event, { em }) => tellOfficeOfCount(em, event, 'milestones-signed', 'signMilestone'),
  'milestone.returned': (event, context) =>
    tellOfAction(context, event, 'milestone-returned', ['UNIT_LIAISON', 'UNIT_HEAD']),
  'milestone.accepted': (event, context) => tellOfAction(context, event, 'milestone-accepted', ['UNIT_LIAISON']),
  'evidence.returned': async ({ unitId, evidenceId, reason }, { em, messageId }) => {
    const [evidence] = await em.execute<{ title: string; action_id: string | null; milestone_id: string | null }[]>(
      `select e.title, m.action_id, m.id as milestone_id from evidence e
       left join evidence_link l on l.unit_id = e.unit_id and l.evidence_id = e.id
       left join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
       where e.unit_id = ? and e.id = ? order by m.due_on, m.id limit 1`,
      [unitId, evidenceId],
    );
    if (!evidence) return;
    await notify(em, {
      occasion: `evidence-returned:${evidenceId}:${messageId}`,
      kind: 'evidence-returned',
      recipients: await holders(em, ['UNIT_LIAISON', 'UNIT_HEAD'], unitId),
      params: { evidence: evidence.title, reason: reason || '—' },
      unitId,
      actionId: evidence.action_id,
      milestoneId: evidence.milestone_id,
    });
  },
  'evaluation.ordered': ({ evaluationId }, { buildLater }) => buildLater(evaluationId),
  'evaluation.computed': async (event, context) => {
    const evaluation = await evaluationOf(context.em, event.evaluationId);
    if (evaluation) await tellOfEvaluation(context, evaluation, 'evaluation-computed', [evaluation.ordered_by_id]);
  },
  'evaluation.freeze-proposed': async (event, context) => {
    const evaluation = await evaluationOf(context.em, event.evaluationId);
    if (evaluation)
      await tellOfEvaluation(context, evaluation, 'freeze-proposed', await holders(context.em, ['LEADER']));
  },
};

export async function react(data: unknown, context: ReactionContext): Promise<void> {
  const event = domainEvent.parse(data);
  const reaction = reactions[event.type] as (event: DomainEvent, context: ReactionContext) => Promise<unknown>;
  await reaction(event, context);
}

/** Active holders of posts, of one unit or of all. */
async function holders(em: SqlEntityManager, roles: Role[], unitId?: string): Promise<string[]> {
  const people = await em.execute<{ id: string }[]>(
    `select id from app_user where is_active and role in (?) ${unitId === undefined ? '' : 'and unit_id = ?'}`,
    unitId === undefined ? [roles] : [roles, unitId],
  );
  return people.map(person => person.id);
}

interface ActionFacts {
  action: string;
  measure: string;
  unit: string;
  milestone: string | null;
}

const officeRoles: Role[] = ['OFFICE_CHIEF', 'OFFICE_STAFF'];

async function tellOfAction(
  { em, messageId }: ReactionContext,
  event: { unitId: string; actionId: string; milestoneId?: string; reason?: string | null },
  kind: NoticeKind,
  roles: Role[],
): Promise<void> {
  const { unitId, actionId, milestoneId = null } = event;
  const [facts] = await em.execute<ActionFacts[]>(
    `select a.title as action, me.code as measure, u.short_name as unit,
            (select m.title from milestone m where m.unit_id = a.unit_id and m.id = ?::uuid) as milestone
     from unit_action a join measure me on me.id = a.measure_id join unit u on u.id = a.unit_id
     where a.unit_id = ? and a.id = ?`,
    [milestoneId, unitId, actionId],
  );
  if (!facts || (milestoneId && facts.milestone === null)) return;
  const { milestone, ...params } = facts;
  await notify(em, {
    occasion: `${kind}:${milestoneId ?? actionId}:${messageId}`,
    kind,
    recipients: await holders(em, roles, officeRoles.includes(roles[0]!) ? undefined : unitId),
    params: {
      ...params,
      ...(milestone === null ? {} : { milestone }),
      ...('reason' in event ? { reason: event.reason || '—' } : {}),
    },
    unitId,
    actionId,
    milestoneId,
  });
}

/** The office is told how much a unit sent in on a day, not of each piece. */
async function tellOfficeOfCount(
  em: SqlEntityManager,
  { unitId, actionId }: { unitId: string; actionId: string },
  kind: NoticeKind,
  verb: string,
): Promise<void> {
  const [sent] = await em.execute<{ unit: string; day: string; count: number }[]>(
    `select u.short_name as unit, day::text,
            (select count(*)::int from timeline_entry t where t.unit_id = u.id and t.verb = ? and app_day(t.at) = day) as count
     from unit u, (select app_day(max(at)) as day from timeline_entry where unit_id = ? and action_id = ? and verb = ?) last
     where u.id = ? and day is not null`,
    [verb, unitId, actionId, verb, unitId],
  );
  if (!sent) return;
  await notifyCount(em, {
    occasion: `${kind}:${unitId}:${sent.day}`,
    kind,
    recipients: await holders(em, officeRoles),
    params: { ...sent },
    unitId,
  });
}

interface EvaluationFacts {
  id: string;
  evaluation: string;
  asOf: string;
  proposedBy: string | null;
  ordered_by_id: string;
}

async function evaluationOf(em: SqlEntityManager, evaluationId: string): Promise<EvaluationFacts | undefined> {
  const [facts] = await em.execute<EvaluationFacts[]>(
    `select id, name as evaluation, as_of::text as "asOf", proposed_by as "proposedBy", ordered_by_id from evaluation where id = ?`,
    [evaluationId],
  );
  return facts;
}

async function tellOfEvaluation(
  { em, messageId }: ReactionContext,
  { id, evaluation, asOf, proposedBy }: EvaluationFacts,
  kind: NoticeKind,
  recipients: string[],
): Promise<void> {
  const params: NoticeParams = { evaluation, asOf, proposedBy: proposedBy ?? '' };
  await notify(em, { occasion: `${kind}:${id}:${messageId}`, kind, recipients, params });
}
