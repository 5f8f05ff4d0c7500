import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { decisionBlockers, type LeadersFacts, type RequestVerb } from '@yardstick/domain/request';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Milestone } from '../delivery/milestone.entity.ts';
import { assertFresh, tellTimeline } from '../delivery/on-action.ts';
import { UnitAction } from '../delivery/unit-action.entity.ts';
import { UnitRequest, UnitRequestStep } from './unit-request.entity.ts';
import { canMoveRequest } from './unit-request.policy.ts';

export interface RequestVerbInput {
  requestId: string;
  expectedVersion?: number | null;
  reason?: string | null;
}

/** A request with the things it is about, all locked. */
export interface RequestInHand {
  request: UnitRequest;
  action: UnitAction;
  milestone: Milestone | null;
  em: SqlEntityManager;
}

/** One verb on one request. The action is locked first, so that whatever is decided about it comes one after another. */
export function onRequest(
  context: Context,
  verb: RequestVerb,
  input: RequestVerbInput,
  work: (inHand: RequestInHand) => void | Promise<void>,
): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: verb, entity: 'UnitRequest', id: input.requestId, reason, input }, async em => {
    const inHand = await loadRequest(em, input.requestId);
    const { request, action, milestone } = inHand;
    authorize(canMoveRequest(context.actor, request, verb));
    assertFresh(request.version, input.expectedVersion);
    await work(inHand);
    addStep(em, context, request, verb, reason);
    tellTimeline(em, context, action, verb, [milestone?.title, reason].filter(Boolean).join(':') || null);
    return request.id;
  });
}

export async function loadRequest(em: SqlEntityManager, requestId: string): Promise<RequestInHand> {
  const { actionId } = found(await em.findOne(UnitRequest, { id: requestId }));
  const action = found(await em.findOne(UnitAction, { id: actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
  const request = found(await em.findOne(UnitRequest, { id: requestId }, { refresh: true }));
  const milestone = request.milestoneId
    ? found(await em.findOne(Milestone, { unitId: request.unitId, id: request.milestoneId }))
    : null;
  return { request, action, milestone, em };
}

export function addStep(
  em: SqlEntityManager,
  { actor, now }: Context,
  request: UnitRequest,
  verb: string,
  text: string | null,
): void {
  em.create(UnitRequestStep, {
    unitId: request.unitId,
    requestId: request.id,
    at: now,
    verb,
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    actorUnitId: actor.unitId,
    actorUnit: actor.unitName,
    text: text?.trim() || null,
  });
}

/** Refuses a decision that the rules do not leave to this verb, or that the thing has overtaken. */
export async function assertDecidable(
  context: Context,
  verb: RequestVerb,
  { request, action, milestone, em }: RequestInHand,
  newDueOn: CalendarDay | null = request.toDueOn ?? null,
): Promise<{ sequence: number }> {
  const rules = await context.services.rules();
  const sequence = request.kind === 'extension' ? 1 + (await grantedBefore(em, request)) : 0;
  assertNone(
    decisionBlockers(
      verb,
      {
        kind: request.kind,
        actionState: action.state,
        isHandedIn: Boolean((milestone ?? action).handedInOn),
        extension:
          newDueOn && request.kind === 'extension' ? await leadersFacts(em, request, action, sequence, newDueOn) : null,
      },
      rules.request,
    ),
  );
  return { sequence };
}

async function leadersFacts(
  em: SqlEntityManager,
  request: UnitRequest,
  action: UnitAction,
  sequence: number,
  newDueOn: CalendarDay,
): Promise<LeadersFacts> {
  const [program] = await em.execute<{ ends_on: CalendarDay }[]>(`select ends_on::text from program where id = ?`, [
    action.programId,
  ]);
  const { ends_on: programEndsOn } = found(program);
  return { sequence, lightAtFiling: request.lightAtFiling ?? 'green', newDueOn, year: action.year, programEndsOn };
}

function grantedBefore(em: SqlEntityManager, { unitId, actionId, milestoneId }: UnitRequest): Promise<number> {
  return em.count(UnitRequest, {
    unitId,
    actionId,
    milestoneId: milestoneId ?? null,
    kind: 'extension',
    state: 'granted',
  });
}
