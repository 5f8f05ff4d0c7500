import { roleOfPost } from '@yardstick/domain/post';
import { isOffice, isUnitRole, seesAllUnits, type PostKind, type Role, roles } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';

/** Accounts belong to the system administrator; the office may open accounts for the units it works with. */
export function canAdministerUsers(actor: Actor): boolean {
  return actor.role === 'SYS_ADMIN' || actor.role === 'OFFICE_CHIEF';
}

/** Nobody hands out a role that outranks the one they were given to hand out. */
export function canGiveRole(actor: Actor, role: Role): boolean {
  return actor.role === 'SYS_ADMIN' || (actor.role === 'OFFICE_CHIEF' && (isUnitRole(role) || role === 'OFFICE_STAFF'));
}

/** The roles this person may hand out, for the form that asks. */
export function givableRoles(actor: Actor): Role[] {
  return canAdministerUsers(actor) ? roles.filter(role => canGiveRole(actor, role)) : [];
}

export function canSetClock(actor: Actor): boolean {
  return actor.role === 'SYS_ADMIN' || actor.role === 'OFFICE_CHIEF';
}

export function canImportCalendar(actor: Actor): boolean {
  return isOffice(actor.role) || actor.role === 'SYS_ADMIN';
}

/** The one unit whose rows an actor may read, or null for every unit's. The database's fences say the same once more. */
export function readableUnit(actor: Actor): string | null {
  if (seesAllUnits(actor.role)) return null;
  return isUnitRole(actor.role) ? actor.unitId : '-';
}

export function canSeeUnit(actor: Actor, thing: { unitId: string }): boolean {
  return (readableUnit(actor) ?? thing.unitId) === thing.unitId;
}

/** Who holds which post is known to everybody who reads the units' work, and to whoever keeps the accounts. */
export function canSeePosts(actor: Actor): boolean {
  return seesAllUnits(actor.role) || actor.role === 'SYS_ADMIN' || isUnitRole(actor.role);
}

/** The one unit whose posts an actor may see, or null for every unit's. */
export function postsUnit(actor: Actor): string | null {
  return actor.role === 'SYS_ADMIN' ? null : readableUnit(actor);
}

/** The office and the administrator hand over every post; a unit head those of the own unit's liaisons. */
export function canHandOver(actor: Actor, { unitId, post }: { unitId: string; post: PostKind }): boolean {
  if (canAdministerUsers(actor)) return true;
  return actor.role === 'UNIT_HEAD' && actor.unitId === unitId && roleOfPost[post] === 'UNIT_LIAISON';
}

/** A head moves nobody who stands beside or above them; office and administrator move everybody of a unit. */
export function canMovePerson(actor: Actor, person: { role: Role }): boolean {
  return canAdministerUsers(actor) || person.role !== 'UNIT_HEAD';
}

/** Everybody says for themselves where they are told; whoever keeps the accounts does it for those they may give a role. */
export function canSetContacts(actor: Actor, person: { id: string; role: Role }): boolean {
  return actor.id === person.id || (canAdministerUsers(actor) && canGiveRole(actor, person.role));
}

/** A person's own absence, a head for the unit's people, office and administrator for those whose accounts they keep. */
export function canSetAbsence(actor: Actor, person: { id: string; role: Role; unitId: string }): boolean {
  if (actor.role === 'UNIT_HEAD' && actor.unitId === person.unitId) return true;
  return canSetContacts(actor, person);
}
