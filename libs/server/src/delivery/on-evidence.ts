import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { Evidence } from '../evidence/evidence.entity.ts';
import { assertFresh } from './on-action.ts';

export interface EvidenceVerbInput {
  evidenceId: string;
  expectedVersion?: number | null;
  reason?: string | null;
  reasonCode?: string | null;
}

/** One verb on one piece of evidence. Answers its id. */
export function onEvidence(
  context: Context,
  command: string,
  input: EvidenceVerbInput,
  may: (evidence: Evidence) => boolean,
  work: (evidence: Evidence, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: command, entity: 'Evidence', id: input.evidenceId, reason, input }, async em => {
    const evidence = found(
      await em.findOne(Evidence, { id: input.evidenceId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(may(evidence));
    assertFresh(evidence.version, input.expectedVersion);
    await work(evidence, em);
    return evidence.id;
  });
}
