import type { MikroORM } from '@mikro-orm/postgresql';
import { NotFound } from '@yardstick/server/context';
import { draftKinds, readDraft, saveDraft, type DraftKind } from '@yardstick/server/delivery/drafts';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { signedIn } from '../request-context.ts';

const largestDraft = 128 * 1024;
const saving = z.object({ baseRev: z.int().min(0).max(1_000_000_000), body: z.record(z.string(), z.unknown()) });

/** Drafts beside GraphQL: small, frequent, and the last one is sent while the page is being closed. */
export function draftRoutes(app: FastifyInstance, orm: MikroORM, services: Services): void {
  interface Of {
    Params: { kind: string; subjectId: string };
  }
  const kindOf = (kind: string): DraftKind => {
    const known = draftKinds.find(one => one === kind);
    if (!known) throw new NotFound();
    return known;
  };

  app.get<Of>('/drafts/:kind/:subjectId', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const draft = await readDraft(context, kindOf(request.params.kind), request.params.subjectId);
    return reply.header('cache-control', 'no-store').send(draft);
  });

  app.put<Of>('/drafts/:kind/:subjectId', { bodyLimit: largestDraft }, async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const kind = kindOf(request.params.kind);
    const { isSaved, draft } = await saveDraft(context, kind, request.params.subjectId, saving.parse(request.body));
    return reply.code(isSaved ? 200 : 409).send(isSaved ? { ...draft, body: undefined } : draft);
  });
}
