import type { MikroORM } from '@mikro-orm/postgresql';
import { calendarDay } from '@yardstick/domain/calendar-day';
import { seesAllUnits } from '@yardstick/domain/roles';
import type { Config } from '@yardstick/server/config';
import type { Context } from '@yardstick/server/context';
import type { Scope } from '@yardstick/server/database/scope';
import { forkFor } from '@yardstick/server/database/orm';
import { findSession, SessionCheck, type LiveSession } from '@yardstick/server/people/sessions';
import type { Services } from '@yardstick/server/services';
import type { FastifyRequest } from 'fastify';

/** Behind TLS the name binds the cookie to this host and to HTTPS. */
export const cookieName = ({ COOKIE_SECURE }: Config): string => (COOKIE_SECURE ? '__Host-yardstick' : 'yardstick');

/** The session behind a request's cookie, if it lives. */
export function sessionOf(services: Services, request: FastifyRequest): Promise<LiveSession | null> {
  const token = request.cookies[cookieName(services.config)];
  return token ? findSession(services, token) : Promise.resolve(null);
}

/** Nobody is signed in, or only with a password that must be changed first. */
export class SignInFirst extends Error {
  override name = 'SignInFirst';
  constructor() {
    super('Sign in first.');
  }
}

/** The context of whoever sent the request, ready to work. */
export async function signedIn(
  orm: MikroORM,
  services: Services,
  request: FastifyRequest,
  remembered?: RememberedSessions,
): Promise<Context> {
  const session = await sessionOf(services, request);
  if (!session || session.mustChangePassword) throw new SignInFirst();
  remembered?.remember(request.cookies[cookieName(services.config)] ?? '', session);
  return contextOf(orm, services, session, request);
}

const mostRemembered = 2_000;

/** Who was behind which cookie at their last request. Nothing is granted on it: see `SessionCheck`. */
export class RememberedSessions {
  readonly #byToken = new Map<string, LiveSession>();

  remember(token: string, session: LiveSession): void {
    if (this.#byToken.size >= mostRemembered) this.#byToken.clear();
    this.#byToken.set(token, session);
  }

  /** The context of whoever sent the request if they still are who they were; `check` says so with the first read. */
  contextIfUnchanged(
    orm: MikroORM,
    services: Services,
    request: FastifyRequest,
  ): (Context & { check: SessionCheck }) | null {
    const token = request.cookies[cookieName(services.config)];
    const session = token ? this.#byToken.get(token) : undefined;
    if (!token || !session) return null;
    return Object.assign(contextOf(orm, services, session, request), {
      check: new SessionCheck(services, token, session),
    });
  }
}

/** What the database lets this person see: the whole program, or one unit. Administrators see no unit's rows. */
export function scopeOf(session: LiveSession): Scope {
  const { actor } = session;
  const all = seesAllUnits(actor.role);
  return {
    all,
    unitId: all || actor.role === 'SYS_ADMIN' || actor.role === 'AUDIT_ADMIN' ? '' : actor.unitId,
    userId: actor.id,
  };
}

/** A request of a signed-in person; its entity manager comes into being only when something is written. */
export function contextOf(orm: MikroORM, services: Services, session: LiveSession, request: FastifyRequest): Context {
  const scope = scopeOf(session);
  let em: Context['em'] | undefined;
  const key = request.headers['idempotency-key'];
  return {
    get em() {
      em ??= forkFor(orm, scope);
      return em;
    },
    actor: session.actor,
    scope,
    now: session.now,
    today: calendarDay(session.now),
    locale: localeOf(request, session.locale),
    request: { id: request.id, ip: request.ip, session: session.sessionId },
    idempotencyKey: typeof key === 'string' && key.length >= 8 && key.length <= 100 ? key : undefined,
    services,
  };
}

export function localeOf(request: FastifyRequest, preferred: Context['locale'] = 'zh-CN'): Context['locale'] {
  const wanted = request.headers['accept-language'];
  if (!wanted) return preferred;
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}
