import { measureOperations, type Operations } from '@yardstick/server/operations/measure';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * `/metrics`: what the operations page shows, how long requests take, and this process, as Prometheus reads it. What
 * workers know stands in the database, so that one address is enough for any number of them.
 */
export function metricsRoutes(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'yardstick_http_request_duration_seconds',
    help: 'Time until an answer was sent, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const gauges = operationsGauges(registry);
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, services.config.METRICS_TOKEN)) return reply.code(404).send({ code: 'NOT_FOUND' });
    const measured = await measureOperations(services).catch(() => null);
    gauges.show(measured);
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
}

/** With a token, whoever names it; without one, whoever asks from this very machine and not through a proxy. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined)
    return loopback.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function operationsGauges(registry: Registry): { show: (measured: Operations | null) => void } {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `yardstick_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('database_up', '1 when the database answered this scrape');
  const value = gauge('check_value', 'Value of an operations check; its unit is in the glossary', 'check');
  const state = gauge('check_state', '0 fine, 1 attention, 2 alarm; absent while unknown', 'check');
  const threshold = gauge('check_threshold', 'Threshold of an operations check', 'check', 'level');
  const things = gauge('check_items', 'How many things an operations check is about', 'check');
  const workers = gauge('workers_alive', 'Workers seen within the time that the rules allow');
  const jobs = gauge('queue_jobs', 'Jobs in the queue as a worker last counted them', 'state');
  const levels = { fine: 0, attention: 1, alarm: 2 } as const;
  return {
    show: measured => {
      for (const one of [value, state, threshold, things, jobs]) one.reset();
      up.set(measured ? 1 : 0);
      workers.set(measured?.workers.filter(({ isAlive }) => isAlive).length ?? 0);
      for (const { check, ...found } of measured?.checks ?? []) {
        if (found.value !== null) value.set({ check }, found.value);
        if (found.state !== 'unknown') state.set({ check }, levels[found.state]);
        if (found.count !== null) things.set({ check }, found.count);
        for (const level of ['attention', 'alarm'] as const)
          if (found[level] !== null) threshold.set({ check, level }, found[level]);
      }
      if (measured?.queue)
        for (const name of ['waiting', 'active', 'delayed', 'failed'] as const)
          jobs.set({ state: name }, measured.queue[name]);
    },
  };
}
