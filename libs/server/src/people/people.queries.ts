import type { Role } from '@yardstick/domain/roles';
import { found, type Context } from '../context.ts';

export interface UserRow {
  id: string;
  username: string;
  name: string;
  role: Role;
  unitId: string;
  unitName: string;
  isActive: boolean;
  lastSignedInAt: string | null;
}

export function listUsers(context: Context): Promise<UserRow[]> {
  return context.services.reads.objects<UserRow>(
    context.scope,
    `select u.id, u.username, u.name, u.role, u.unit_id as "unitId", n.name as "unitName", u.is_active as "isActive",
            u.last_signed_in_at as "lastSignedInAt"
     from app_user u join unit n on n.id = u.unit_id order by n.seq, u.role, u.username`,
  );
}

/** The signed-in person, with their unit. */
export async function viewerFacts(context: Context): Promise<object> {
  const [row] = await context.services.reads.objects<{ id: string; unitId: string }>(
    context.scope,
    `select u.id, u.username, u.email, u.must_change_password as "mustChangePassword",
            jsonb_build_object('id', n.id, 'code', n.id, 'name', n.name, 'shortName', n.short_name, 'field', n.field,
                               'isScored', n.is_scored, 'kind', n.kind) as unit
     from app_user u join unit n on n.id = u.unit_id where u.id = $1`,
    [context.actor.id],
  );
  return found(row);
}

/** The program's clock as the database keeps it. */
export async function clockView(
  context: Context,
): Promise<{ now: string; today: string; isDemonstration: boolean; isShifted: boolean }> {
  const [row] = await context.services.reads.objects<{
    now: string;
    today: string;
    isDemonstration: boolean;
    isShifted: boolean;
  }>(
    context.scope,
    `select app_now() as now, app_today() as today,
            coalesce((select kind = 'demonstration' from instance), false) as "isDemonstration",
            shift <> interval '0' or fixed_at is not null as "isShifted" from clock`,
  );
  return found(row);
}

/** A new account as it is shown once to whoever opened it. */
export async function accountOf(
  context: Context,
  opened: { userId: string; initialPassword: string },
): Promise<object> {
  const [row] = await context.services.reads.objects<object>(
    context.scope,
    `select u.username, u.name, u.role, n.name as "unitName" from app_user u join unit n on n.id = u.unit_id where u.id = $1`,
    [opened.userId],
  );
  return { ...found(row), initialPassword: opened.initialPassword };
}
