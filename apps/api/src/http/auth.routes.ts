import type { MikroORM } from '@mikro-orm/postgresql';
import { RuleViolation } from '@yardstick/domain/violation';
import { changePassword } from '@yardstick/server/people/change-password';
import { signIn, signOut } from '@yardstick/server/people/sessions';
import type { Services } from '@yardstick/server/services';
import { instanceState } from '@yardstick/server/setup/instance-state';
import { setUpInstance } from '@yardstick/server/setup/set-up-instance';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { userErrors } from '../graphql/payload.ts';
import { contextOf, cookieName, localeOf, sessionOf } from '../request-context.ts';

const credentials = z.object({ username: z.string().max(100), password: z.string().max(200) });
const passwords = z.object({ current: z.string().max(200), next: z.string().max(200) });
const person = z.object({ username: z.string().max(100), name: z.string().max(100), password: z.string().max(200) });
const setup = z.object({
  code: z.string().max(100),
  admin: person,
  office: person.extend({ unitName: z.string().max(100) }),
});

const wrongPassword = {
  'zh-CN': '用户名或密码不对。连续输错 5 次，账号将锁定 10 分钟。',
  en: 'User name or password is wrong. Five wrong tries lock the account for 10 minutes.',
};
const locked = {
  'zh-CN': '账号已锁定，请在 {minutes} 分钟后再试，或请系统管理员重置密码。',
  en: 'The account is locked. Try again in {minutes} minutes, or ask the administrator for a new password.',
};

/** Sign-in is no GraphQL field: one attempt a request, each counted. */
export function authRoutes(app: FastifyInstance, orm: MikroORM, services: Services): void {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: services.config.COOKIE_SECURE,
    maxAge: services.config.SESSION_HOURS * 3600,
  } as const;

  app.get('/auth/state', async request => {
    const session = await sessionOf(services, request);
    const state = await instanceState(services);
    return {
      signedIn: session !== null,
      mustChangePassword: session?.mustChangePassword ?? false,
      needsSetup: state.needsSetup,
      isDemonstration: state.isDemonstration,
    };
  });

  app.post('/auth/sign-in', async (request, reply) => {
    const parsed = credentials.safeParse(request.body);
    const locale = localeOf(request);
    if (!parsed.success) return reply.code(401).send({ code: 'REFUSED', message: wrongPassword[locale] });
    const result = await signIn(orm, services, parsed.data, {
      id: request.id,
      ip: request.ip,
      session: '',
      userAgent: request.headers['user-agent'] ?? '',
    });
    if (result.outcome === 'locked') {
      const minutes = String(Math.ceil(result.retryAfterSeconds / 60));
      return reply
        .code(423)
        .header('retry-after', result.retryAfterSeconds)
        .send({
          code: 'LOCKED',
          message: locked[locale].replace('{minutes}', minutes),
          retryAfterSeconds: result.retryAfterSeconds,
        });
    }
    if (result.outcome === 'refused') return reply.code(401).send({ code: 'REFUSED', message: wrongPassword[locale] });
    return reply
      .setCookie(cookieName(services.config), result.token, cookie)
      .send({ mustChangePassword: result.mustChangePassword });
  });

  for (const everywhere of [false, true])
    app.post(everywhere ? '/auth/sign-out-everywhere' : '/auth/sign-out', async (request, reply) => {
      const session = await sessionOf(services, request);
      if (session)
        await signOut(orm, services, session, everywhere, {
          id: request.id,
          ip: request.ip,
          session: session.sessionId,
        });
      return reply.clearCookie(cookieName(services.config), cookie).send({});
    });

  app.post('/auth/password', async (request, reply) => {
    const session = await sessionOf(services, request);
    if (!session) return reply.code(401).send({ code: 'UNAUTHENTICATED' });
    const input = passwords.parse(request.body);
    try {
      await changePassword(contextOf(orm, services, session, request), { ...input, keepSessionId: session.sessionId });
      return await reply.send({});
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return reply.code(422).send({ userErrors: userErrors(error, localeOf(request, session.locale)) });
    }
  });

  app.post('/setup', async (request, reply) => {
    try {
      await setUpInstance(orm, services, setup.parse(request.body), { id: request.id, ip: request.ip, session: '' });
      return await reply.send({});
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      return reply.code(422).send({ userErrors: userErrors(error, localeOf(request)) });
    }
  });
}
