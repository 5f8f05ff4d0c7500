import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { ActionVerb } from '@yardstick/domain/action';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { TimelineEntry } from './timeline-entry.entity.ts';
import { UnitAction } from './unit-action.entity.ts';
import { canMoveAction } from './unit-action.policy.ts';

export interface ActionVerbInput {
  actionId: string;
  /** The version the form was filled in on; another one means that somebody was faster. */
  expectedVersion?: number | null;
  reason?: string | null;
  reasonCode?: string | null;
}

/** One verb on one action: load and lock, may they, do it, tell the timeline. Answers the action's id. */
export function onAction(
  context: Context,
  command: string,
  verb: ActionVerb,
  input: ActionVerbInput,
  work: (action: UnitAction, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: command, entity: 'UnitAction', id: input.actionId, reason, input }, async em => {
    const action = found(
      await em.findOne(UnitAction, { id: input.actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(canMoveAction(context.actor, action, verb));
    assertFresh(action.version, input.expectedVersion);
    await work(action, em);
    tellTimeline(em, context, action, command, reason);
    return action.id;
  });
}

export function assertFresh(version: number, expected: number | null | undefined): void {
  if (expected !== null && expected !== undefined && expected !== version) assertNone([{ code: 'STALE' }]);
}

export function tellTimeline(
  em: SqlEntityManager,
  context: Context,
  on: { unitId: string; actionId: string } | UnitAction,
  verb: string,
  text: string | null,
): void {
  em.create(TimelineEntry, {
    unitId: on.unitId,
    actionId: on instanceof UnitAction ? on.id : on.actionId,
    at: context.now,
    verb,
    actorName: context.actor.name,
    actorUnit: context.actor.unitName,
    text,
  });
}
