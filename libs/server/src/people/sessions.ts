import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { calendarDay } from '@yardstick/domain/calendar-day';
import type { Role } from '@yardstick/domain/roles';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Actor, RequestInfo } from '../context.ts';
import type { Check, Statement } from '../database/read-pool.ts';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';
import { passwordFits } from './passwords.ts';

const failuresBeforeLock = 5;
const lockMinutes = 10;
/** Offices share one address, so an address may fail more often than an account. */
const failuresPerSource = 60;

export type SignInResult =
  | { outcome: 'signed-in'; token: string; mustChangePassword: boolean }
  | { outcome: 'refused' }
  | { outcome: 'locked'; retryAfterSeconds: number };

export interface LiveSession {
  sessionId: string;
  actor: Actor;
  locale: 'zh-CN' | 'en';
  mustChangePassword: boolean;
  /** The program's clock at the moment of look-up. */
  now: Date;
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Checks a password, counts failures per account name and address, and opens a session. Every outcome is in the ledger.
 * A name nobody has is counted and locked like any other, so that the answer does not tell which names exist.
 */
export async function signIn(
  orm: MikroORM,
  services: Services,
  credentials: { username: string; password: string },
  request: RequestInfo & { userAgent: string },
): Promise<SignInResult> {
  const em = forkFor(orm, systemScope);
  const [user] = await em.execute<
    { id: string; role: Role; unit_id: string; password_hash: string; must_change_password: boolean }[]
  >(
    `select id, role, unit_id, password_hash, must_change_password from app_user where lower(username) = lower(?) and is_active`,
    [credentials.username],
  );
  const leaf = (action: string, tx: SqlEntityManager): Promise<number> =>
    appendLeaf(tx, services.signer, {
      actor: user?.id ?? 'unknown',
      unit: user?.unit_id ?? '',
      role: user?.role ?? '',
      session: '',
      ip: request.ip,
      action,
      entity: 'User',
      id: user?.id ?? null,
      changes: [],
      reason: null,
      request: request.id,
    });

  const ofAddress = await failuresOf(em, request.ip);
  // Counted as failed before the password is looked at, so that guesses sent side by side count like those sent one
  // after another; a right password takes it back.
  const ofAccount = await countFailure(em, accountSource(credentials.username), failuresBeforeLock);
  if (ofAddress.count >= failuresPerSource || ofAccount.count > failuresBeforeLock) {
    await em.transactional(tx => leaf('signInLocked', tx));
    return { outcome: 'locked', retryAfterSeconds: Math.max(ofAddress.seconds, ofAccount.seconds, 1) };
  }
  if (!(await passwordFits(user?.password_hash, credentials.password)) || !user) {
    await countFailure(em, request.ip, failuresPerSource);
    await em.transactional(tx => leaf('signInRefused', tx));
    return { outcome: 'refused' };
  }
  const token = randomBytes(32).toString('base64url');
  await em.transactional(async tx => {
    await tx.execute(
      `insert into session (id, token_hash, user_id, expires_at, ip, user_agent)
       values (?, ?, ?, clock_timestamp() + make_interval(hours => ?), ?, ?)`,
      [
        randomUUID(),
        tokenHash(token),
        user.id,
        services.config.SESSION_HOURS,
        request.ip,
        request.userAgent.slice(0, 300),
      ],
    );
    await forgetFailures(tx, credentials.username);
    await tx.execute(`update app_user set last_signed_in_at = app_now() where id = ?`, [user.id]);
    await leaf('signIn', tx);
  });
  return { outcome: 'signed-in', token, mustChangePassword: user.must_change_password };
}

const accountSource = (username: string): string => `name:${username.toLowerCase()}`;

/** Lets an account try again at once: after a right password, and after the administrator gave a new one. */
export async function forgetFailures(em: SqlEntityManager, username: string): Promise<void> {
  await em.execute(`delete from sign_in_attempt where source = ?`, [accountSource(username)]);
}

interface Failures {
  count: number;
  /** Until they are forgotten. */
  seconds: number;
}

const secondsLeft = `ceil(extract(epoch from first_failed_at + make_interval(mins => ${lockMinutes}) - clock_timestamp()))::int`;
const isRecent = `a.first_failed_at > clock_timestamp() - make_interval(mins => ${lockMinutes})`;

async function failuresOf(em: SqlEntityManager, source: string): Promise<Failures> {
  const [row] = await em.execute<Failures[]>(
    `select failed_count as count, ${secondsLeft} as seconds from sign_in_attempt a where source = ? and ${isRecent}`,
    [source],
  );
  return row ?? { count: 0, seconds: 0 };
}

/** The failure that reaches the limit starts the ten minutes anew, so that a lock lasts its full time. */
async function countFailure(em: SqlEntityManager, source: string, limit: number): Promise<Failures> {
  const [row] = await em.execute<Failures[]>(
    `insert into sign_in_attempt as a (source, failed_count, first_failed_at) values (?, 1, clock_timestamp())
     on conflict (source) do update set
       failed_count = case when ${isRecent} then a.failed_count + 1 else 1 end,
       first_failed_at = case when ${isRecent} and a.failed_count + 1 <> ? then a.first_failed_at else clock_timestamp() end
     returning failed_count as count, ${secondsLeft} as seconds`,
    [source, limit],
  );
  await em.execute(
    `delete from sign_in_attempt where source in (
       select source from sign_in_attempt a where not (${isRecent}) for update skip locked)`,
  );
  return row ?? { count: 1, seconds: 0 };
}

const sessionStatement = (services: Services, token: string): Statement => ({
  name: 'session',
  text: `select s.id, u.id, u.name, u.role, u.unit_id, n.name, u.locale, u.must_change_password, app_now(),
                s.seen_at < clock_timestamp() - interval '1 minute'
         from session s join app_user u on u.id = s.user_id join unit n on n.id = u.unit_id
         where s.token_hash = $1 and s.ended_at is null and s.expires_at > clock_timestamp()
           and s.seen_at > clock_timestamp() - make_interval(mins => $2) and u.is_active`,
  values: [tokenHash(token), services.config.SESSION_IDLE_MINUTES],
});

type SessionRow = [string, string, string, Role, string, string, 'zh-CN' | 'en', boolean, string, boolean];

function sessionIn(rows: unknown[][]): { session: LiveSession; isStale: boolean } | null {
  const row = rows[0] as SessionRow | undefined;
  if (!row) return null;
  const [sessionId, userId, name, role, unitId, unitName, locale, mustChangePassword, now, isStale] = row;
  const actor = { id: userId, name, role, unitId, unitName };
  const session = {
    sessionId,
    actor,
    locale,
    mustChangePassword,
    now: new Date(now.replace(' ', 'T').replace(/\+00$/, 'Z')),
  };
  return { session, isStale };
}

/** The session behind a cookie, with the program's clock; null when it ended, idled out or never was. */
export async function findSession(services: Services, token: string): Promise<LiveSession | null> {
  const [rows = []] = await services.reads.unfenced([sessionStatement(services, token)]);
  const found = sessionIn(rows);
  if (!found) return null;
  if (found.isStale)
    await services.reads.unfenced([
      {
        name: 'session-seen',
        text: `update session set seen_at = clock_timestamp() where id = $1`,
        values: [found.session.sessionId],
      },
    ]);
  return found.session;
}

/** A session that was taken to be as it was has ended or changed, or its day has. */
export class SessionMoved extends Error {
  override name = 'SessionMoved';
}

const ofOneDay = ({ sessionId, actor, locale, mustChangePassword, now }: LiveSession): string =>
  JSON.stringify([sessionId, actor, locale, mustChangePassword, calendarDay(now)]);

/**
 * Looks a session up in the same round trip as what is read for it. The reader is taken to be who they were at an
 * earlier request of the day; the database says so first, and if not, nothing that was read may leave this process.
 */
export class SessionCheck implements Check {
  readonly statement: Statement;
  #assumed: string;
  #holds = false;

  constructor(services: Services, token: string, assumed: LiveSession) {
    this.statement = sessionStatement(services, token);
    this.#assumed = ofOneDay(assumed);
  }

  /** The database has said that the session is what it was taken for. */
  get holds(): boolean {
    return this.#holds;
  }

  judge(rows: unknown[][]): void {
    const found = sessionIn(rows);
    if (!found || found.isStale || ofOneDay(found.session) !== this.#assumed) throw new SessionMoved();
    this.#holds = true;
  }
}

/** Ends one session, or all sessions of its user. */
export async function signOut(
  orm: MikroORM,
  services: Services,
  session: LiveSession,
  everywhere: boolean,
  request: RequestInfo,
): Promise<void> {
  await forkFor(orm, systemScope).transactional(async tx => {
    const sql = tx;
    await sql.execute(
      `update session set ended_at = clock_timestamp() where ended_at is null and ${everywhere ? 'user_id' : 'id'} = ?`,
      [everywhere ? session.actor.id : session.sessionId],
    );
    await appendLeaf(sql, services.signer, {
      actor: session.actor.id,
      unit: session.actor.unitId,
      role: session.actor.role,
      session: session.sessionId,
      ip: request.ip,
      action: everywhere ? 'signOutEverywhere' : 'signOut',
      entity: 'User',
      id: session.actor.id,
      changes: [],
      reason: null,
      request: request.id,
    });
  });
}
