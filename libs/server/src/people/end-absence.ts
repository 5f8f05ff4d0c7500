import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { enterEveryUnit, enterUnit } from '../database/scope.ts';
import { Absence } from './absence.entity.ts';
import { canAdministerUsers, canSetAbsence } from './people.policy.ts';
import { User } from './user.entity.ts';

/** Back earlier, or not away after all: from today on the person is told alone again. The record of the absence stays. */
export function endAbsence(context: Context, input: { absenceId: string }): Promise<string> {
  return act(context, { name: 'endAbsence', entity: 'Absence', id: input.absenceId, input }, async em => {
    await (canAdministerUsers(context.actor) ? enterEveryUnit(em) : enterUnit(em, context.actor.unitId));
    const absence = found(await em.findOne(Absence, { id: input.absenceId }));
    const user = found(await em.findOne(User, absence.userId));
    authorize(canSetAbsence(context.actor, user));
    absence.end(context.today, context.actor.name, context.now);
    return absence.id;
  });
}
