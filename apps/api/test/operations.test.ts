import { operationsChecks } from '@yardstick/domain/operations';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, type Api, type Who } from './api.fixture.ts';

const token = 'a-token-for-prometheus';
let open: Api;
let guarded: Api;

beforeAll(async () => {
  [open, guarded] = await Promise.all([
    openTestApi(inject('postgres')),
    openTestApi(inject('postgres'), { METRICS_TOKEN: token }),
  ]);
});
afterAll(() => Promise.all([open?.close(), guarded?.close()]));

const get = (api: Api, url: string, headers: Record<string, string> = {}) =>
  api.anonymous.send({ method: 'GET', url, headers });
const workerSeen = (api: Api, secondsAgo: number) =>
  api.db.sql(
    `insert into worker_process (id, host, pid, transport, seen_at)
     values ($1, 'h', 1, 'postgres', clock_timestamp() - make_interval(secs => $2))`,
    [randomUUID(), secondsAgo],
  );

describe('the metrics', () => {
  it('tell what the operations page tells, with durations of requests and facts of the process', async () => {
    await get(open, '/healthz');
    const { statusCode, headers, body } = await get(open, '/metrics');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toContain('yardstick_database_up 1');
    expect(body).toMatch(/^yardstick_check_value\{check="outbox"\} 0$/m);
    expect(body).toMatch(/^yardstick_check_threshold\{check="sweep",level="alarm"\} 300$/m);
    expect(body).toMatch(
      /yardstick_http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} 1/,
    );
    expect(body).toContain('process_resident_memory_bytes');
  });

  it('answer this machine alone when there is no token, and nobody behind a proxy', async () => {
    const foreign = await open.anonymous.send({ method: 'GET', url: '/metrics', remoteAddress: '10.0.0.7' });
    expect(foreign.statusCode).toBe(404);
    expect((await get(open, '/metrics', { 'x-forwarded-for': '10.0.0.7' })).statusCode).toBe(404);
  });

  it('ask for the token where there is one, from this machine too', async () => {
    expect((await get(guarded, '/metrics')).statusCode).toBe(404);
    expect((await get(guarded, '/metrics', { authorization: `Bearer ${token}x` })).statusCode).toBe(404);
    expect((await get(guarded, '/metrics', { authorization: `Bearer ${token}` })).statusCode).toBe(200);
  });
});

describe('readiness', () => {
  it('names every part, and a worker that is away does not make the server unready', async () => {
    const parts = async () => {
      const { statusCode, body } = await get(guarded, '/readyz');
      return [statusCode, (JSON.parse(body) as { parts: object }).parts];
    };
    expect(await parts()).toEqual([200, { database: 'ok', rules: 'ok', worker: 'missing' }]);
    await workerSeen(guarded, 46);
    expect(await parts()).toEqual([200, { database: 'ok', rules: 'ok', worker: 'missing' }]);
    await workerSeen(guarded, 1);
    expect(await parts()).toEqual([200, { database: 'ok', rules: 'ok', worker: 'ok' }]);
  });
});

describe('the operations page', () => {
  const query = `{ operations { checks { check unit state value attention alarm } workers { isAlive } parkedEvents { messageId type failure } incidents { id } } }`;

  it('is for the system administrator and the office chief', async () => {
    for (const who of Object.keys(open.people) as Who[]) {
      const { code } = await open.as(who).ask(query);
      expect([who, code]).toEqual([who, who === 'admin' || who === 'chief' ? undefined : 'FORBIDDEN']);
    }
  });

  it('shows every check with its light, and events set aside until a worker has done them', async () => {
    await workerSeen(open, 300);
    const [message] = await open.db.sql<{ id: string }>(
      `insert into outbox_message (event, relayed_at) values ('{"type":"action.issued"}', clock_timestamp()) returning id`,
    );
    await open.db.sql(
      `insert into parked_event (message_id, attempts, failure, retry_at) values ($1, 1, 'no such unit', clock_timestamp() + interval '1 hour')`,
      [message!.id],
    );
    const { data } = await open.as('admin').ask(query);
    const { checks, workers, parkedEvents } = data.operations;
    expect(checks.map(({ check }: { check: string }) => check.toLowerCase().replaceAll('_', '-'))).toEqual([
      ...operationsChecks,
    ]);
    const byName = Object.fromEntries(checks.map((one: { check: string }) => [one.check, one]));
    expect(byName.WORKERS).toMatchObject({ state: 'ALARM', unit: 'SECONDS', alarm: 120 });
    expect(byName.PARKED_EVENTS).toMatchObject({ state: 'ALARM', value: 1 });
    expect(byName.OUTBOX).toMatchObject({ state: 'FINE', value: 0 });
    expect(byName.SWEEP).toMatchObject({ state: 'UNKNOWN', value: null });
    expect(byName.STORAGE.value).toBeGreaterThan(0);
    expect(workers).toEqual([{ isAlive: false }]);
    expect(parkedEvents).toEqual([{ messageId: message!.id, type: 'action.issued', failure: 'no such unit' }]);

    const retried = await open.as('admin').mutate('retryParkedEvents', { messageIds: [message!.id] });
    expect(retried.payload.count).toBe(1);
    expect(await open.db.sql(`select message_id from parked_event where retry_at <= clock_timestamp()`)).toHaveLength(
      1,
    );
  });
});
