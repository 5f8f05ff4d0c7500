import { isOffice } from '@yardstick/domain/roles';
import type { Actor } from '../../context.ts';

/** The office writes; a draft binds nobody. */
export const canDraftScheme = (actor: Actor): boolean => isOffice(actor.role);

/** From then on units are measured by it. */
export const canPublishScheme = (actor: Actor): boolean => actor.role === 'OFFICE_CHIEF';

/** Drafts, and what they would change for whom, are seen by those who decide on them. */
export const canRehearseScheme = (actor: Actor): boolean => isOffice(actor.role) || actor.role === 'LEADER';
