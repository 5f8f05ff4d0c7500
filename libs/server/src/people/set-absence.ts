import { absenceBlockers } from '@yardstick/domain/absence';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { enterUnit } from '../database/scope.ts';
import { Absence } from './absence.entity.ts';
import { canAdministerUsers, canSetAbsence } from './people.policy.ts';
import { User } from './user.entity.ts';

export interface SetAbsenceInput {
  /** Whose absence; the caller's own when not given. */
  userId?: string | null;
  fromOn: CalendarDay;
  lastOn: CalendarDay;
  /** Somebody of the unit; whoever holds the deputy's post when not given. */
  standInId?: string | null;
  note?: string | null;
}

/** Records that a person will be away; on these days a stand-in is told as well, or instead, as the rules say. */
export function setAbsence(context: Context, input: SetAbsenceInput): Promise<string> {
  const userId = input.userId ?? context.actor.id;
  const verb = { name: 'setAbsence', entity: 'Absence', reason: input.note ?? null, input };
  return act(context, verb, async em => {
    const user = found(await em.findOne(User, userId));
    authorize(user.isActive && canSetAbsence(context.actor, user));
    if (userId === context.actor.id || canAdministerUsers(context.actor)) await enterUnit(em, user.unitId);
    const standIn = input.standInId ? await em.findOne(User, input.standInId) : null;
    const absencesOf = (id: string): Promise<Absence[]> => em.find(Absence, { userId: id });
    if (input.standInId && !standIn) assertNone([{ code: 'STAND_IN_UNFIT', field: 'standInId' }]);
    assertNone(
      absenceBlockers({
        userId,
        unitId: user.unitId,
        fromOn: input.fromOn,
        lastOn: input.lastOn,
        today: context.today,
        standIn: standIn && {
          userId: standIn.id,
          unitId: standIn.unitId,
          isActive: standIn.isActive,
          absences: await absencesOf(standIn.id),
        },
        others: await absencesOf(userId),
      }),
    );
    const absence = new Absence({
      unitId: user.unitId,
      userId,
      fromOn: input.fromOn,
      lastOn: input.lastOn,
      standInId: standIn?.id ?? null,
      note: input.note?.trim().slice(0, 200) ?? '',
      recordedBy: context.actor.name,
    });
    em.persist(absence);
    return absence.id;
  });
}
