import type { Services } from '../services.ts';

export interface InstanceState {
  /** A blank instance whose first administrator has yet to be made. */
  needsSetup: boolean;
  isDemonstration: boolean;
}

export async function instanceState(services: Services): Promise<InstanceState> {
  const [rows] = await services.reads.unfenced([
    {
      name: 'instance-state',
      text: `select not exists (select from app_user), coalesce((select kind = 'demonstration' from instance), false)`,
    },
  ]);
  const [needsSetup, isDemonstration] = (rows?.[0] ?? [true, false]) as [boolean, boolean];
  return { needsSetup, isDemonstration };
}
