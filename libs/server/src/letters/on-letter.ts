import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { LetterVerb } from '@yardstick/domain/letter';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { assertFresh } from '../delivery/on-action.ts';
import { Letter, LetterStepEntry } from './letter.entity.ts';
import { canMoveLetter } from './letter.policy.ts';

export interface LetterVerbInput {
  letterId: string;
  expectedVersion?: number | null;
  reason?: string | null;
}

/** One verb on one letter: load and lock, may they, do it, write the step down. */
export function onLetter(
  context: Context,
  verb: LetterVerb,
  input: LetterVerbInput,
  work: (letter: Letter, em: SqlEntityManager) => void | Promise<void>,
  text: string | null = input.reason ?? null,
): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: verb, entity: 'Letter', id: input.letterId, reason, input }, async em => {
    const letter = found(await em.findOne(Letter, { id: input.letterId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    authorize(canMoveLetter(context.actor, letter, verb));
    assertFresh(letter.version, input.expectedVersion);
    await work(letter, em);
    addStep(em, context, letter, verb, text);
    return letter.id;
  });
}

export function addStep(
  em: SqlEntityManager,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  letter: Letter,
  verb: string,
  text: string | null = null,
): void {
  em.create(LetterStepEntry, {
    unitId: letter.unitId,
    letterId: letter.id,
    at: now,
    verb,
    actorId: actor.id === 'system' ? null : actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    actorUnit: actor.unitName,
    text: text?.trim() || null,
  });
}
