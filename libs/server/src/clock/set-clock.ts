import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { canSetClock } from '../people/people.policy.ts';

/** Moves the clock of a demonstration; a production instance refuses, here and in the database. */
export async function setClock(context: Context, input: { at: Date }): Promise<{ count: number }> {
  return act(context, { name: 'setClock', entity: 'Clock', input: { at: input.at.toISOString() } }, async em => {
    authorize(canSetClock(context.actor));
    const [instance] = await em.execute<{ kind: string }[]>(`select kind from instance`);
    if (instance?.kind === 'production') assertNone([{ code: 'CLOCK_IS_TRUE' }]);
    await em.execute(`update clock set shift = ?::timestamptz - now(), fixed_at = null`, [input.at.toISOString()]);
    return { count: 1 };
  });
}
