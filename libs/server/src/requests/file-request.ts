import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { isStopped } from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { actionFactsLight, type Light } from '@yardstick/domain/light';
import { filingBlockers, openRequestStates, wordsBlockers, type RequestKind } from '@yardstick/domain/request';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Milestone } from '../delivery/milestone.entity.ts';
import { tellTimeline } from '../delivery/on-action.ts';
import { UnitAction } from '../delivery/unit-action.entity.ts';
import { addStep } from './on-request.ts';
import { UnitRequest } from './unit-request.entity.ts';
import { canFileRequest } from './unit-request.policy.ts';

export interface FileRequestInput {
  actionId: string;
  /** Left out: the whole action. */
  milestoneId?: string | null;
  reason: string;
}

/** What the kinds have in common: load and lock, may they, is it the time, one at a time, write it down. */
export function fileRequest(
  context: Context,
  command: string,
  kind: RequestKind,
  input: FileRequestInput & { progress?: string | null; toDueOn?: CalendarDay | null },
  more: (thing: { dueOn: CalendarDay; actionDueOn: CalendarDay; milestone: boolean }) => Violation[] = () => [],
): Promise<string> {
  const verb = { name: command, entity: 'UnitAction', id: input.actionId, reason: input.reason, input };
  return act(context, verb, async em => {
    const action = found(
      await em.findOne(UnitAction, { id: input.actionId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(canFileRequest(context.actor, action));
    const milestones = await em.find(Milestone, { unitId: action.unitId, actionId: action.id });
    const milestone = input.milestoneId ? found(milestones.find(each => each.id === input.milestoneId)) : null;
    const thing = { dueOn: (milestone ?? action).dueOn, actionDueOn: action.dueOn, milestone: milestone !== null };
    const words = kind === 'extension' ? { reason: input.reason, progress: input.progress } : { reason: input.reason };
    assertNone([
      ...filingBlockers({
        ...thing,
        kind,
        actionState: action.state,
        isHandedIn: Boolean((milestone ?? action).handedInOn),
        today: context.today,
        hasOpenRequest: await hasOpenRequest(em, action, milestone, kind),
      }),
      ...wordsBlockers(words),
      ...more(thing),
    ]);
    const isDated = kind === 'extension' || kind === 'explanation';
    const request = new UnitRequest(
      {
        unitId: action.unitId,
        actionId: action.id,
        milestoneId: milestone?.id ?? null,
        kind,
        reason: input.reason.trim(),
        progress: input.progress?.trim() ?? null,
        fromDueOn: isDated ? thing.dueOn : null,
        lightAtFiling: await lightNow(context, action, milestones),
        toDueOn: input.toDueOn ?? null,
        filedBy: context.actor.name,
        filedById: context.actor.id,
      },
      context.now,
      context.today,
    );
    em.persist(request);
    addStep(em, context, request, command, input.reason);
    tellTimeline(em, context, action, command, [milestone?.title, input.reason].filter(Boolean).join(':'));
    return request.id;
  });
}

async function hasOpenRequest(
  em: SqlEntityManager,
  action: UnitAction,
  milestone: Milestone | null,
  kind: RequestKind,
): Promise<boolean> {
  const open = await em.find(UnitRequest, {
    unitId: action.unitId,
    actionId: action.id,
    milestoneId: milestone?.id ?? null,
    state: { $in: [...openRequestStates] },
  });
  return open.some(each => (each.kind === 'help') === (kind === 'help'));
}

/** The light of the action as it shows now: an action with anything overdue is red, whichever milestone asks. */
async function lightNow(context: Context, action: UnitAction, milestones: readonly Milestone[]): Promise<Light> {
  const { light: rules } = await context.services.rules();
  const { light } = actionFactsLight(
    {
      state: action.handedInOn && !isStopped(action.state) ? 'done' : action.state,
      issuedOn: action.startOn,
      dueOn: action.dueOn,
      finishedOn: action.handedInOn ?? null,
      progressPercent: action.progressPercent,
    },
    milestones.filter(each => !each.handedInOn).map(each => ({ state: 'planned', dueOn: each.dueOn })),
    context.today,
    rules,
  );
  return light;
}
