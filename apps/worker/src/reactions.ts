import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { NoticeKind, NoticeParams } from '@yardstick/domain/notice-wording';
import { postsOfRole } from '@yardstick/domain/post';
import type { PostKind, Role } from '@yardstick/domain/roles';
import { domainEvent, type DomainEvent } from '@yardstick/server/events/domain-event';
import { notify, notifyCount } from '@yardstick/server/notifications/notify';
import { letterReactions } from './letter-reactions.ts';
import { outcomeReactions } from './outcome-reactions.ts';

export interface ReactionContext {
  em: SqlEntityManager;
  /** Number of the event in the outbox: the same however often it is heard. */
  messageId: number;
  /** Has the evaluation built soon, by whoever is free. */
  buildLater: (evaluationId: string) => Promise<unknown>;
  /** Has the ledger signed as it stands now. */
  signLedger: () => Promise<unknown>;
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
  'post.handed-over': async ({ unitId, holdingId, outgoingId }, { em }) => {
    const [taken] = await em.execute<{ post: PostKind; user_id: string; name: string; day: string; unit: string }[]>(
      `select h.post, h.user_id, h.name, h.from_on::text as day, u.short_name as unit
       from post_holding h join unit u on u.id = h.unit_id where h.unit_id = ? and h.id = ?`,
      [unitId, holdingId],
    );
    if (!taken) return;
    const params = { unit: taken.unit, post: taken.post, day: taken.day, successor: taken.name };
    const about = { occasion: `post:${holdingId}`, params, unitId };
    await notify(em, { ...about, kind: 'post-taken', recipients: [taken.user_id] });
    if (outgoingId) await notify(em, { ...about, kind: 'post-left', recipients: [outgoingId] });
  },
  'request.filed': async (event, context) => {
    const request = await requestOf(context.em, event);
    if (!request) return;
    if (request.params.request !== 'help') await tellOfRequest(context, request, 'request-to-sign', ['UNIT_HEAD']);
    else {
      await tellOfRequest(context, request, 'help-asked', ['UNIT_HEAD']);
      await tellOfficeOfRequests(context.em, event);
    }
  },
  'request.signed': (event, { em }) => tellOfficeOfRequests(em, event),
  'request.passed': async (event, context) => {
    const request = await requestOf(context.em, event);
    if (request) await tellOfRequest(context, request, 'request-to-decide', ['OFFICE_CHIEF']);
  },
  'request.put-to-leaders': async (event, context) => {
    const request = await requestOf(context.em, event);
    if (request) await tellOfRequest(context, request, 'request-to-decide', ['LEADER']);
  },
  'request.granted': async (event, context) => {
    const request = await requestOf(context.em, event);
    if (request) await tellOfRequest(context, request, 'request-granted', ['UNIT_LIAISON', 'UNIT_HEAD']);
  },
  'request.refused': async (event, context) => {
    const request = await requestOf(context.em, event, event.reason);
    if (request) await tellOfRequest(context, request, 'request-refused', ['UNIT_LIAISON', 'UNIT_HEAD']);
  },
  'request.answered': async (event, context) => {
    const request = await requestOf(context.em, event, event.reason);
    if (request) await tellOfRequest(context, request, 'request-answered', ['UNIT_LIAISON', 'UNIT_HEAD']);
  },
  'request.reversed': async (event, context) => {
    const request = await requestOf(context.em, event, event.reason);
    if (request) await tellOfRequest(context, request, 'request-reversed', ['UNIT_LIAISON', 'UNIT_HEAD']);
  },
  'report.submitted': (event, context) => tellOfReport(context, event, 'report-to-sign', ['UNIT_HEAD']),
  'report.signed': (event, { em }) => tellOfficeOfReports(em, event),
  'report.declined': (event, context) => tellOfReport(context, event, 'report-declined', ['UNIT_LIAISON']),
  'report.accepted': (event, context) => tellOfReport(context, event, 'report-accepted', ['UNIT_LIAISON']),
  'report.returned': (event, context) => tellOfReport(context, event, 'report-returned', ['UNIT_LIAISON', 'UNIT_HEAD']),
  'report.exempted': (event, context) => tellOfReport(context, event, 'report-exempted', ['UNIT_LIAISON', 'UNIT_HEAD']),
  ...letterReactions,
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
  'evaluation.frozen': (_event, { signLedger }) => signLedger(),
  ...outcomeReactions,
  'evaluation.document-issued': async ({ unitId, documentId }, { em, messageId }) => {
    const [document] = await em.execute<{ kind: string; title: string; doc_no: string | null }[]>(
      `select kind, title, doc_no from evaluation_document where unit_id = ? and id = ?`,
      [unitId, documentId],
    );
    if (!document) return;
    const { kind, title, doc_no } = document;
    await notify(em, {
      occasion: `document-issued:${documentId}:${messageId}`,
      kind: 'document-issued',
      recipients: await holders(em, ['UNIT_LIAISON', 'UNIT_HEAD'], unitId),
      params: { document: kind, title: doc_no ? `${title}（${doc_no}）` : title },
      unitId,
      subject: { kind: 'document', id: documentId },
    });
  },
};

export async function react(data: unknown, context: ReactionContext): Promise<void> {
  const event = domainEvent.parse(data);
  const reaction = reactions[event.type] as (event: DomainEvent, context: ReactionContext) => Promise<unknown>;
  await reaction(event, context);
}

/**
 * Whom to tell: in a unit whoever holds the posts of these roles today, deputies included, or else, when those are all
 * empty, the unit's other holders; outside of units everybody active of the role.
 */
async function holders(em: SqlEntityManager, roles: Role[], unitId?: string): Promise<string[]> {
  if (unitId === undefined) {
    const people = await em.execute<{ id: string }[]>(`select id from app_user where is_active and role in (?)`, [
      roles,
    ]);
    return people.map(person => person.id);
  }
  const posts = roles.flatMap(postsOfRole);
  const held = await em.execute<{ id: string; post: PostKind }[]>(
    `select user_id as id, post from post_holder_today where unit_id = ?`,
    [unitId],
  );
  const meant = held.filter(({ post }) => posts.includes(post));
  return (meant.length > 0 ? meant : held).map(person => person.id);
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

interface RequestFacts {
  id: string;
  unitId: string;
  actionId: string;
  milestoneId: string | null;
  params: { request: string; thing: string; action: string; measure: string; unit: string; reason: string };
}

/** `reason`: what was said last, where that is not what the unit said. */
async function requestOf(
  em: SqlEntityManager,
  { unitId, requestId }: { unitId: string; requestId: string },
  reason?: string | null,
): Promise<RequestFacts | undefined> {
  const [facts] = await em.execute<(Omit<RequestFacts, 'params'> & RequestFacts['params'])[]>(
    `select r.id, r.unit_id as "unitId", r.action_id as "actionId", r.milestone_id as "milestoneId", r.kind as request,
            coalesce(m.title, a.title) as thing, a.title as action, me.code as measure, u.short_name as unit, r.reason
     from unit_request r join unit_action a on a.unit_id = r.unit_id and a.id = r.action_id
     join measure me on me.id = a.measure_id join unit u on u.id = r.unit_id
     left join milestone m on m.unit_id = r.unit_id and m.id = r.milestone_id
     where r.unit_id = ? and r.id = ?`,
    [unitId, requestId],
  );
  if (!facts) return undefined;
  const { id, unitId: ofUnit, actionId, milestoneId, ...params } = facts;
  return { id, unitId: ofUnit, actionId, milestoneId, params: { ...params, reason: reason || params.reason } };
}

async function tellOfRequest(
  { em, messageId }: ReactionContext,
  { id, unitId, actionId, milestoneId, params }: RequestFacts,
  kind: NoticeKind,
  roles: Role[],
): Promise<void> {
  const recipients = roles.some(role => role === 'LEADER' || officeRoles.includes(role))
    ? await decidersOf(em, roles, unitId)
    : await holders(em, roles, unitId);
  await notify(em, { occasion: `${kind}:${id}:${messageId}`, kind, recipients, params, unitId, actionId, milestoneId });
}

/** The office is told how many requests of a unit reached it on a day, not of each. */
async function tellOfficeOfRequests(
  em: SqlEntityManager,
  { unitId, requestId }: { unitId: string; requestId: string },
): Promise<void> {
  const [sent] = await em.execute<{ unit: string; day: string; count: number }[]>(
    `select u.short_name as unit, r.office_since::text as day,
            (select count(*)::int from unit_request o where o.unit_id = r.unit_id and o.office_since = r.office_since) as count
     from unit_request r join unit u on u.id = r.unit_id where r.unit_id = ? and r.id = ? and r.office_since is not null`,
    [unitId, requestId],
  );
  if (!sent) return;
  await notifyCount(em, {
    occasion: `requests-received:${unitId}:${sent.day}`,
    kind: 'requests-received',
    recipients: await decidersOf(em, officeRoles, unitId),
    params: { ...sent },
    unitId,
  });
}

async function tellOfReport(
  { em, messageId }: ReactionContext,
  { unitId, reportId, reason }: { unitId: string; reportId: string; reason?: string | null },
  kind: NoticeKind,
  roles: Role[],
): Promise<void> {
  const [params] = await em.execute<Record<string, string>[]>(
    `select coalesce(k->'name'->>'zh', l.kind) as "reportZh", coalesce(k->'name'->>'en', l.kind) as "reportEn", l.period,
            l.from_on::text as "fromOn", l.to_on::text as "toOn", l.due_on::text as "dueOn", u.short_name as unit,
            coalesce(r.drafted_by, '') as "by"
     from report_line l join unit u on u.id = l.unit_id
     left join periodic_report r on r.unit_id = l.unit_id and r.id = l.id
     left join lateral (select k from rule_set, jsonb_array_elements(body->'kinds') k
       where rule_set.kind = 'report' and k->>'code' = l.kind order by version desc limit 1) rule on true
     where l.unit_id = ? and l.id = ?`,
    [unitId, reportId],
  );
  if (!params) return;
  await notify(em, {
    occasion: `${kind}:${reportId}:${messageId}`,
    kind,
    recipients: await holders(em, roles, unitId),
    params: { ...params, reason: reason || '—' },
    unitId,
    subject: { kind: 'report', id: reportId },
  });
}

/** All units send theirs at about the same time, so the office is told how many came in on a day. */
async function tellOfficeOfReports(
  em: SqlEntityManager,
  { unitId, reportId }: { unitId: string; reportId: string },
): Promise<void> {
  const [sent] = await em.execute<{ day: string; count: number }[]>(
    `select app_day(r.signed_at)::text as day,
            (select count(*)::int from periodic_report o where app_day(o.signed_at) = app_day(r.signed_at)) as count
     from periodic_report r where r.unit_id = ? and r.id = ? and r.signed_at is not null`,
    [unitId, reportId],
  );
  if (!sent) return;
  await notifyCount(em, {
    occasion: `reports-received:${sent.day}`,
    kind: 'reports-received',
    recipients: await decidersOf(em, officeRoles, unitId),
    params: { ...sent },
    subject: { kind: 'report', id: null },
  });
}

/** Whoever may decide: active, of the role, and of another unit. */
async function decidersOf(em: SqlEntityManager, roles: Role[], unitId: string): Promise<string[]> {
  const people = await em.execute<{ id: string }[]>(
    `select id from app_user where is_active and role in (?) and unit_id <> ?`,
    [roles, unitId],
  );
  return people.map(person => person.id);
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
  const subject = { kind: 'evaluation', id } as const;
  await notify(em, { occasion: `${kind}:${id}:${messageId}`, kind, recipients, params, subject });
}
