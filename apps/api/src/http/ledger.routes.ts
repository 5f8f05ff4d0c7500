import type { MikroORM } from '@mikro-orm/postgresql';
import { found } from '@yardstick/server/context';
import { evidenceReceipt } from '@yardstick/server/evidence/evidence-receipt';
import { contentDisposition } from '@yardstick/server/files/safe-file-name';
import { newestCheckpoint, publicKeys } from '@yardstick/server/ledger/checkpoint.queries';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance } from 'fastify';
import { signedIn } from '../request-context.ts';

/** The checkpoint and the keys are for everybody: they hold no secret, and the more keep them the better. */
export function ledgerRoutes(app: FastifyInstance, orm: MikroORM, services: Services): void {
  app.get('/ledger/checkpoint', async (_request, reply) => {
    const { note } = found(await newestCheckpoint(services));
    return reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', 'no-store').send(note);
  });
  app.get('/ledger/keys', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(await publicKeys(services)),
  );
  app.get<{ Params: { id: string } }>(
    '/ledger/receipts/evidence/:id',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const context = await signedIn(orm, services, request);
      const { bytes, fileName } = await evidenceReceipt(context, request.params.id);
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-disposition', contentDisposition(fileName, 'attachment'))
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(bytes));
    },
  );
}
