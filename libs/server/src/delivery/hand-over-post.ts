import type { ReminderRules } from '@yardstick/domain/due';
import { openThings, ruleParameter, ruleTables } from '../notifications/due-sql.ts';
import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { isFinished } from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { handOverBlockers, roleOfPost, type OutgoingFate } from '@yardstick/domain/post';
import { postKindLabels, type PostKind } from '@yardstick/domain/roles';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { enterEveryUnit } from '../database/scope.ts';
import { userNameBlockers } from '../people/create-user.ts';
import { hashPassword, initialPasswords } from '../people/passwords.ts';
import { canHandOver, canMovePerson } from '../people/people.policy.ts';
import { PostHolding } from '../people/post-holding.entity.ts';
import { formerHolder, lockPosts } from '../people/posts.ts';
import { Unit } from '../people/unit.entity.ts';
import { User } from '../people/user.entity.ts';
import { tellTimeline } from './on-action.ts';
import { countByKind, openWorkOf, type OpenWork, type OutgoingPerson } from './open-work.queries.ts';
import { UnitAction } from './unit-action.entity.ts';

export interface HandOverPostInput {
  unitId: string;
  post: PostKind;
  /** The day from which the successor answers: today, or a past one. */
  day: CalendarDay;
  /** Whom the wizard showed as the holder; somebody else there by now means that somebody was faster. */
  outgoingId?: string | null;
  /** What becomes of the present holder. */
  outgoing?: OutgoingFate | null;
  /** Somebody of the unit, or else a new account. */
  successorId?: string | null;
  account?: { username: string; name: string; email?: string | null } | null;
  note?: string | null;
}

export interface HandedOver {
  holdingId: string;
  successorId: string;
  isNewAccount: boolean;
  outgoingName: string | null;
  successorName: string;
  moved: OpenWork[];
}

/**
 * Passes a post on with everything that is open under it, in one transaction: who held it until when, the names on open
 * actions, unread notices, unfinished uploads and pending reminders. Nothing is left for afterwards.
 */
export async function handOverPost(
  context: Context,
  input: HandOverPostInput,
): Promise<HandedOver & { initialPassword: string | null }> {
  const passwordOf = initialPasswords(context);
  const { unitId, post } = input;
  const verb = { name: 'handOverPost', entity: 'PostHolding', reason: input.note ?? null, input };
  const done = await act(context, verb, async (em): Promise<HandedOver> => {
    authorize(canHandOver(context.actor, input));
    await enterEveryUnit(em);
    found(await em.findOne(Unit, unitId));
    await lockPosts(em, unitId);
    const present = await em.findOne(PostHolding, { unitId, post, toOn: null });
    const former = present ? null : await formerHolder(em, unitId, post);
    if (input.outgoingId !== undefined && input.outgoingId !== (present?.userId ?? null))
      assertNone([{ code: 'STALE' }]);

    const successor = await successorOf(em, context, input, present, former);
    if (!input.successorId) successor.givePassword(await hashPassword(passwordOf(successor.id)));
    em.persist(successor);
    const leaver: OutgoingPerson | null = present
      ? { unitId, post, userId: present.userId, name: present.name }
      : former && !former.isActive
        ? { unitId, post, userId: former.userId, name: former.name }
        : null;
    const moved = leaver ? await openWorkOf(em, context, leaver) : [];

    await seat(em, context, input, present, successor);
    if (present) await dismiss(em, context, present.userId, input.outgoing ?? 'stays');
    const holding = new PostHolding({
      unitId,
      post,
      userId: successor.id,
      name: successor.name,
      fromOn: input.day,
      basis: input.note?.trim() ?? '',
      recordedBy: context.actor.name,
    });
    holding.tellOfHandOver(leaver?.userId ?? null);
    em.persist(holding);
    await em.flush();
    if (leaver) {
      await passActionsOn(em, context, input, leaver, successor);
      await passInboxOn(em, (await context.services.rules()).reminder, leaver, successor.id);
    }
    return {
      holdingId: holding.id,
      successorId: successor.id,
      isNewAccount: !input.successorId,
      outgoingName: leaver?.name ?? null,
      successorName: successor.name,
      moved,
    };
  });
  return { ...done, initialPassword: done.isNewAccount ? passwordOf(done.successorId) : null };
}

export const movedCounts = ({ moved }: HandedOver): ReturnType<typeof countByKind> => countByKind(moved);

/** The successor as an account, known or new; refuses with every reason at once. */
async function successorOf(
  em: SqlEntityManager,
  context: Context,
  input: HandOverPostInput,
  present: PostHolding | null,
  former: { toOn: CalendarDay } | null,
): Promise<User> {
  const { unitId, post, day, successorId, account } = input;
  const known = successorId ? await em.findOne(User, successorId) : null;
  const holds = known ? await em.findOne(PostHolding, { userId: known.id, toOn: null }) : null;
  const blockers: Violation[] = handOverBlockers({
    unitId,
    post,
    day,
    today: context.today,
    present: present && { userId: present.userId, fromOn: present.fromOn },
    emptySince: former?.toOn ?? null,
    outgoing: input.outgoing ?? null,
    successor: known
      ? { userId: known.id, unitId: known.unitId, role: known.role, isActive: known.isActive, holds }
      : successorId || !account
        ? null
        : 'new',
  });
  if (!successorId && account)
    for (const blocker of await userNameBlockers(em, account))
      blockers.push({ ...blocker, field: `account.${blocker.field ?? 'username'}` });
  assertNone(blockers);
  if (known) {
    authorize(canMovePerson(context.actor, known));
    return known;
  }
  return new User({
    username: account!.username,
    name: account!.name.trim(),
    email: account!.email?.trim() || null,
    role: roleOfPost[post],
    unitId,
  });
}

/** Ends what holder and successor hold; written before the new holding, which the database would refuse beside them. */
async function seat(
  em: SqlEntityManager,
  context: Context,
  { day, post }: HandOverPostInput,
  present: PostHolding | null,
  successor: User,
): Promise<void> {
  present?.end(day, context.actor.name, context.now);
  const other = await em.findOne(PostHolding, { userId: successor.id, toOn: null });
  other?.end(day, context.actor.name, context.now);
  if (successor.role !== roleOfPost[post]) successor.takeRole(roleOfPost[post]);
  await em.flush();
}

async function dismiss(em: SqlEntityManager, context: Context, userId: string, fate: OutgoingFate): Promise<void> {
  const person = found(await em.findOne(User, userId));
  authorize(canMovePerson(context.actor, person));
  if (fate === 'stays') {
    person.takeRole('UNIT_STAFF');
    return;
  }
  person.deactivate();
  await em.execute(`update session set ended_at = clock_timestamp() where user_id = ? and ended_at is null`, [userId]);
}

async function passActionsOn(
  em: SqlEntityManager,
  context: Context,
  { unitId, post, day }: HandOverPostInput,
  leaver: OutgoingPerson,
  successor: User,
): Promise<void> {
  // Charges begin on the day of the hand-over, not on that of its recording.
  await em.execute(`select set_config('app.effective_on', ?, true)`, [day]);
  const named = await em.find(
    UnitAction,
    { unitId, $or: [{ ownerName: leaver.name }, { headInCharge: leaver.name }] },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  for (const action of named) {
    if (isFinished(action.state) || action.state === 'cancelled') continue;
    action.passOn(leaver.name, successor.name);
    const text = `${postKindLabels[post].zh}交接:${leaver.name} → ${successor.name}(自 ${day})`;
    tellTimeline(em, context, action, 'handOverPost', text);
  }
  await em.flush();
}

async function passInboxOn(
  em: SqlEntityManager,
  rules: ReminderRules,
  leaver: OutgoingPerson,
  successorId: string,
): Promise<void> {
  const { unitId, userId } = leaver;
  await em.execute(
    `update reminder set state = 'void' where recipient_id = ? and unit_id = ? and state in ('pending', 'claimed')`,
    [userId, unitId],
  );
  // What the predecessor was told counts as told: the sweep finds it there under the successor's key and moves on.
  await em.execute(
    `with ${ruleTables}
     insert into reminder (dedupe_key, unit_id, kind, subject_kind, subject_id, rule_version, action_id, milestone_id,
       due_version, stage, stage_on, recipient_id, state)
     select left(r.dedupe_key, length(r.dedupe_key) - length(r.recipient_id::text)) || s.id, r.unit_id, r.kind,
            r.subject_kind, r.subject_id, r.rule_version, r.action_id, r.milestone_id,
            r.due_version, r.stage, r.stage_on, s.id, 'superseded'
     from reminder r cross join (select ?::uuid as id) s
     where r.recipient_id = ? and r.unit_id = ? and r.state in ('sent', 'superseded')
       and (r.kind, r.subject_id, r.due_version) in (${openThings})
     order by 1 on conflict do nothing`,
    [ruleParameter(rules), successorId, userId, unitId],
  );
  // One occasion is told to a person once; what the successor has already stays with the predecessor.
  await em.execute(
    `update notice n set recipient_id = ? where n.recipient_id = ? and n.read_at is null
     and not exists (select from notice o where o.recipient_id = ? and o.occasion = n.occasion)`,
    [successorId, userId, successorId],
  );
  await em.execute(
    `update upload set user_id = ? where unit_id = ? and user_id = ? and state in ('open', 'complete')`,
    [successorId, unitId, userId],
  );
}
