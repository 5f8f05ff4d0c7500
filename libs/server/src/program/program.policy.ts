import { isOffice } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';

export function canImportPlan(actor: Actor): boolean {
  return isOffice(actor.role);
}
