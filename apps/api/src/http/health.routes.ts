import { workersAlive } from '@yardstick/server/operations/measure';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance } from 'fastify';

type PartState = 'ok' | 'missing' | 'unknown';

/**
 * `/healthz`: the process runs. `/readyz`: it can do its work, and which part is missing when it cannot. A worker that is
 * away is named there, yet does not make this server unready: it answers as well without.
 */
export function healthRoutes(app: FastifyInstance, services: Services): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const parts = await partsOf(services);
    if (parts.database === 'ok' && parts.rules === 'ok') return { status: 'ready', parts };
    const missing = parts.database === 'ok' ? 'rules' : 'database';
    return reply.code(503).send({ status: `${missing} unavailable`, parts });
  });
}

async function partsOf(services: Services): Promise<Record<'database' | 'rules' | 'worker', PartState>> {
  const tell = (work: Promise<unknown>): Promise<PartState> =>
    work.then(
      () => 'ok',
      () => 'missing',
    );
  const database = await tell(services.reads.unfenced([{ name: 'ready', text: 'select 1' }]));
  if (database !== 'ok') return { database, rules: 'unknown', worker: 'unknown' };
  const rules = await tell(services.rules());
  if (rules !== 'ok') return { database, rules, worker: 'unknown' };
  const worker = await workersAlive(services).then(
    (count): PartState => (count > 0 ? 'ok' : 'missing'),
    (): PartState => 'unknown',
  );
  return { database, rules, worker };
}
