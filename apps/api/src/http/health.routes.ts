import type { Services } from '@yardstick/server/services';
import type { FastifyInstance } from 'fastify';

/** `/healthz`: the process runs. `/readyz`: it can do its work, which needs the database. */
export function healthRoutes(app: FastifyInstance, services: Services): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await services.reads.unfenced([{ name: 'ready', text: 'select 1' }]);
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
}
