import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Role } from '@yardstick/domain/roles';
import type { Check } from './database/read-pool.ts';
import type { Scope } from './database/scope.ts';
import type { Services } from './services.ts';

export interface Actor {
  id: string;
  name: string;
  role: Role;
  unitId: string;
  unitName: string;
}

export interface RequestInfo {
  id: string;
  ip: string;
  /** Number of the session, never its token. */
  session: string;
}

/** What every command and query is given. One per request or job. */
export interface Context {
  em: SqlEntityManager;
  actor: Actor;
  scope: Scope;
  /** The program's clock when the request came in, and its day in Asia/Shanghai. */
  now: Date;
  today: CalendarDay;
  locale: 'zh-CN' | 'en';
  request: RequestInfo;
  idempotencyKey?: string | undefined;
  services: Services;
  /** What the answer rests on and the database has yet to say: goes along with the first read. */
  check?: Check;
}

/** The actor may not do this. Carries no detail: what is not yours to do is not yours to learn about. */
export class Forbidden extends Error {
  override name = 'Forbidden';
  constructor() {
    super('Forbidden');
  }
}

/** It is not there, or not yours to see: the two look the same from outside. */
export class NotFound extends Error {
  override name = 'NotFound';
  constructor() {
    super('Not found');
  }
}

export function authorize(allowed: boolean): void {
  if (!allowed) throw new Forbidden();
}

export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new NotFound();
  return thing;
}
