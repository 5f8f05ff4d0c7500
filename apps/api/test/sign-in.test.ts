import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Client, openTestApi, unitA, type Api } from './api.fixture.ts';

const password = 'one ruler for everyone';
let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.db.sql(`truncate sign_in_attempt`));

const signIn = (username: string, given: string, headers: Record<string, string> = {}) =>
  api.anonymous.send({ method: 'POST', url: '/auth/sign-in', payload: { username, password: given }, headers });
const withPassword = () =>
  api.world.person('UNIT_LIAISON', unitA, { username: `u-${randomUUID().slice(0, 8)}`, password });
const cookieOf = (response: Awaited<ReturnType<typeof signIn>>): string =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';
const asCookie = (cookie: string) => new Client(api.app, api.schema, cookie);
const worksWith = async (cookie: string): Promise<boolean> =>
  (await asCookie(cookie).ask('{ viewer { id } }')).status === 200;

describe('signing in', () => {
  it('gives a session in a cookie that no script reads and no foreign page sends', async () => {
    const { username } = await withPassword();
    const response = await signIn(username, password);
    expect([response.statusCode, response.json()]).toEqual([200, { mustChangePassword: false }]);
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toMatch(/^yardstick=[\w-]{43}; /);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(await worksWith(cookieOf(response))).toBe(true);
    const kept = await api.db.sql(`select 1 from session where encode(token_hash, 'escape') like '%' || $1 || '%'`, [
      cookie.slice(10, 53),
    ]);
    expect(kept).toEqual([]);
  });

  it('gives a new session each time and never takes one that was brought along', async () => {
    const { username } = await withPassword();
    const brought = `yardstick=${'a'.repeat(43)}`;
    const [first, second] = [await signIn(username, password, { cookie: brought }), await signIn(username, password)];
    expect(new Set([brought, cookieOf(first), cookieOf(second)]).size).toBe(3);
    expect(await worksWith(brought)).toBe(false);
  });

  it('answers a wrong password and an unknown name alike, from the first try to the lock', async () => {
    const { username } = await withPassword();
    const answers = async (name: string): Promise<unknown[]> => {
      const told = [];
      for (let attempt = 1; attempt <= 7; attempt++) {
        const response = await signIn(name, 'not this one');
        told.push([response.statusCode, response.body.replace(/\d+/g, 'n'), response.headers['set-cookie']]);
      }
      return told;
    };
    const [known, unknown] = [await answers(username), await answers(`nobody-${randomUUID().slice(0, 8)}`)];
    expect(known).toEqual(unknown);
    expect(known.map(answer => (answer as unknown[])[0])).toEqual([401, 401, 401, 401, 401, 423, 423]);
  });

  it('stays locked for the right password too, and says for how long', async () => {
    const { username } = await withPassword();
    for (let attempt = 1; attempt <= 5; attempt++) await signIn(username, 'not this one');
    const response = await signIn(username, password);
    expect(response.statusCode).toBe(423);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(9 * 60);
    expect(Number(response.headers['retry-after'])).toBeLessThanOrEqual(10 * 60);
    await api.db.sql(`update sign_in_attempt set first_failed_at = first_failed_at - interval '10 minutes'`);
    expect((await signIn(username, password)).statusCode).toBe(200);
  });

  it('counts guesses that are sent all at once like those sent one after another', async () => {
    const { username } = await withPassword();
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => signIn(username, `guess number ${n}`)));
    expect(guesses.filter(response => response.statusCode === 401).length).toBeLessThanOrEqual(5);
  });

  it('forgets the failures after a right password, and after the administrator gave a new one', async () => {
    const { id, username } = await withPassword();
    for (let attempt = 1; attempt <= 4; attempt++) await signIn(username, 'not this one');
    expect((await signIn(username, password)).statusCode).toBe(200);
    for (let attempt = 1; attempt <= 5; attempt++) await signIn(username, 'not this one');
    const { payload } = await api.as('admin').mutate('resetPassword', { userId: id });
    expect((await signIn(username, payload.account.initialPassword)).statusCode).toBe(200);
  });

  it('locks an address that guesses across many names', async () => {
    for (let n = 0; n < 60; n++) await signIn(`nobody-${n}`, 'not this one');
    const { username } = await withPassword();
    expect((await signIn(username, password)).statusCode).toBe(423);
  });

  it('leaves a leaf for every outcome', async () => {
    const { id, username } = await withPassword();
    for (let attempt = 1; attempt <= 6; attempt++) await signIn(username, 'not this one');
    const leaves = await api.db.sql<{ action: string }>(
      `select payload::jsonb->>'action' as action from ledger_leaf where payload::jsonb->>'actor' = $1 order by seq`,
      [id],
    );
    expect(leaves.map(leaf => leaf.action)).toEqual([...Array<string>(5).fill('signInRefused'), 'signInLocked']);
  });

  it('is closed to an account that was deactivated, and ends its sessions', async () => {
    const { id, username } = await withPassword();
    const cookie = cookieOf(await signIn(username, password));
    await api.as('admin').mutate('deactivateUser', { userId: id });
    expect(await worksWith(cookie)).toBe(false);
    expect((await signIn(username, password)).statusCode).toBe(401);
  });
});

describe('a session', () => {
  const post = (cookie: string, url: string, payload: object = {}) =>
    asCookie(cookie).send({ method: 'POST', url, payload });

  it('ends with signing out, and only that one', async () => {
    const { username } = await withPassword();
    const [one, other] = [cookieOf(await signIn(username, password)), cookieOf(await signIn(username, password))];
    await post(one, '/auth/sign-out');
    expect([await worksWith(one), await worksWith(other)]).toEqual([false, true]);
  });

  it('ends everywhere when its holder says so', async () => {
    const { username } = await withPassword();
    const [one, other] = [cookieOf(await signIn(username, password)), cookieOf(await signIn(username, password))];
    await post(one, '/auth/sign-out-everywhere');
    expect([await worksWith(one), await worksWith(other)]).toEqual([false, false]);
  });

  it('goes on after a change of password, while all others end', async () => {
    const { username } = await withPassword();
    const [one, other] = [cookieOf(await signIn(username, password)), cookieOf(await signIn(username, password))];
    const wrong = await post(one, '/auth/password', { current: 'not this one', next: 'another ruler entirely' });
    expect([wrong.statusCode, wrong.json().userErrors[0].code]).toEqual([422, 'PASSWORD_WRONG']);
    const weak = await post(one, '/auth/password', { current: password, next: 'short' });
    expect(weak.json().userErrors[0].code).toBe('PASSWORD_TOO_SHORT');
    const done = await post(one, '/auth/password', { current: password, next: 'another ruler entirely' });
    expect(done.statusCode).toBe(200);
    expect([await worksWith(one), await worksWith(other)]).toEqual([true, false]);
    expect((await signIn(username, password)).statusCode).toBe(401);
  });

  it('ends when it is idle for too long or grows too old', async () => {
    const { id, username } = await withPassword();
    const [idle, old] = [cookieOf(await signIn(username, password)), cookieOf(await signIn(username, password))];
    const sessions = await api.db.sql<{ id: string }>(
      `select id from session where user_id = $1 and user_agent is not null order by created_at, id`,
      [id],
    );
    expect(sessions.length).toBe(2);
    await api.db.sql(`update session set seen_at = seen_at - interval '31 minutes' where user_id = $1`, [id]);
    expect(await worksWith(idle)).toBe(false);
    await api.db.sql(
      `update session set seen_at = clock_timestamp(), expires_at = clock_timestamp() where user_id = $1`,
      [id],
    );
    expect(await worksWith(old)).toBe(false);
  });

  it('with a password that must be changed does nothing but change it', async () => {
    const { id, username } = await withPassword();
    const { payload } = await api.as('admin').mutate('resetPassword', { userId: id });
    const initial: string = payload.account.initialPassword;
    const response = await signIn(username, initial);
    expect(response.json()).toEqual({ mustChangePassword: true });
    const cookie = cookieOf(response);
    const statusOf = async (method: 'GET' | 'POST', url: string) =>
      (await asCookie(cookie).send({ method, url })).statusCode;
    expect(await worksWith(cookie)).toBe(false);
    expect(await statusOf('GET', '/exports/actions.xlsx')).toBe(401);
    expect(await statusOf('GET', '/exports/plan-template.xlsx')).toBe(401);
    expect(await statusOf('GET', `/files/evidence/${randomUUID()}`)).toBe(401);
    expect(await statusOf('POST', '/uploads')).toBe(401);
    expect(await statusOf('POST', '/imports/plan')).toBe(401);
    await post(cookie, '/auth/password', { current: initial, next: password });
    expect(await worksWith(cookie)).toBe(true);
  });
});

describe('a form on a foreign page', () => {
  it.each([
    ['POST', '/auth/sign-in'],
    ['POST', '/auth/sign-out'],
    ['POST', '/auth/sign-out-everywhere'],
    ['POST', '/auth/password'],
    ['POST', '/setup'],
    ['POST', '/uploads'],
    ['PATCH', `/uploads/${randomUUID()}`],
    ['POST', '/imports/plan'],
  ] as const)('cannot %s to %s', async (method, url) => {
    const { cookie } = api.people.liaison;
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await api.app.inject({ method, url, headers, payload: 'a=b' });
    expect([response.statusCode, response.json().code]).toEqual([403, 'CSRF']);
    expect(await worksWith(cookie)).toBe(true);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot send a mutation as %s',
    async type => {
      const before = await api.world.fingerprint();
      const payload = JSON.stringify({ query: `mutation { readNotices(input: { ids: ["1"] }) { count } }` });
      const headers = { cookie: api.people.liaison.cookie, 'content-type': type };
      const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload });
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
      expect(await api.world.fingerprint()).toEqual(before);
    },
  );

  it('cannot ask by GET either', async () => {
    const headers = { cookie: api.people.liaison.cookie };
    const response = await api.app.inject({ method: 'GET', url: '/graphql?query={viewer{id}}', headers });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.body).not.toContain(api.people.liaison.id);
  });
});
