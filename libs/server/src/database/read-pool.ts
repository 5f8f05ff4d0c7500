import pg from 'pg';
import type { Scope } from './scope.ts';

export interface Statement {
  /** Prepared once per connection under this name; without one it is planned each time. */
  name?: string | undefined;
  text: string;
  values?: unknown[];
}

/** A statement sent along with others, in front of them, whose rows must be what was taken for granted; `judge` throws if not. */
export interface Check {
  statement: Statement;
  judge: (rows: unknown[][]) => void;
}

interface ScopedClient extends pg.PoolClient {
  scopeKey?: string;
}

const keyOf = (scope: Scope): string => `${scope.all ? 'all' : 'unit'}|${scope.unitId}|${scope.userId}`;

function tellScope(client: pg.PoolClient, scope: Scope): Promise<unknown> {
  return client.query({
    name: 'scope',
    text: `select set_config('app.scope', $1, false), set_config('app.unit', $2, false), set_config('app.user', $3, false)`,
    values: [scope.all ? 'all' : 'unit', scope.unitId, scope.userId],
  });
}

function settled<T>(results: PromiseSettledResult<T>[]): T[] {
  return results.map(result => {
    if (result.status === 'rejected') throw result.reason as Error;
    return result.value;
  });
}

const oid = { int8: 20, date: 1082, timestamptz: 1184 };
const asText = (value: string): string => value;
// Days and moments stay text, counts become numbers: rows go to the answer as they came.
const types = {
  getTypeParser(type: number, format?: 'text' | 'binary'): unknown {
    if (type === oid.date || type === oid.timestamptz) return asText;
    return type === oid.int8 ? Number : pg.types.getTypeParser(type, format);
  },
};

const mostKept = 32;

/**
 * Flat reads past the ORM: named statements, sent together on one connection that the row-level fences know the
 * scope of. A connection is told its scope before anything else is asked of it, and only when that changed.
 */
export class ReadPool {
  #pool: pg.Pool;
  #kept = new Map<string, { snapshot: string; answer: Promise<unknown> }>();
  /** Statements sent so far; tests compare it between small and large data. */
  statementCount = 0;

  constructor(url: string, max = 8) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max,
      types,
      pipeline: true,
      application_name: 'yardstick-read',
      options: '-c timezone=UTC -c datestyle=ISO -c statement_timeout=15000',
    });
    this.#pool.on('error', () => undefined); // a broken idle connection is replaced at the next checkout
    // One that breaks while it is held and nothing is asked of it would end the process; the next query on it says so.
    this.#pool.on('connect', client => client.on('error', () => undefined));
  }

  /** Runs the statements in one round trip, each answered as arrays of columns. */
  async rows(scope: Scope, statements: readonly Statement[], check?: Check): Promise<unknown[][][]> {
    if (check) {
      const [checked = [], ...answers] = await this.rows(scope, [check.statement, ...statements]);
      check.judge(checked);
      return answers;
    }
    return this.#checkedOut(async client => {
      const scopeKey = keyOf(scope);
      const switching = client.scopeKey === scopeKey ? undefined : tellScope(client, scope);
      const results = await Promise.allSettled([switching, ...this.#send(client, statements)]);
      const answers = settled(results);
      client.scopeKey = scopeKey;
      return answers.slice(1).map(answer => (answer as pg.QueryArrayResult).rows);
    });
  }

  /** Like `rows`, for tables without a fence (sessions, users, the plan, the calendar). */
  unfenced(statements: readonly Statement[]): Promise<unknown[][][]> {
    return this.#checkedOut(async client => {
      const answers = settled(await Promise.allSettled(this.#send(client, statements)));
      return answers.map(answer => answer.rows);
    });
  }

  /** One statement, its rows as objects; for reads that are not hot. */
  objects<T>(scope: Scope, text: string, values: unknown[] = []): Promise<T[]> {
    return this.#checkedOut(async client => {
      const scopeKey = keyOf(scope);
      if (client.scopeKey !== scopeKey) await tellScope(client, scope);
      client.scopeKey = scopeKey;
      this.statementCount += 1;
      return (await client.query(text, values)).rows as T[];
    });
  }

  /** The statements, sent together, see one and the same state of the database; each answered as objects. */
  consistent(scope: Scope, statements: readonly Statement[]): Promise<Record<string, unknown>[][]> {
    return this.#checkedOut(async client => {
      const scopeKey = keyOf(scope);
      const switching = client.scopeKey === scopeKey ? undefined : tellScope(client, scope);
      this.statementCount += statements.length;
      const answers = settled(
        await Promise.allSettled([
          switching,
          client.query('begin isolation level repeatable read read only'),
          ...statements.map(({ name, text, values }) => client.query({ name, text, values: values ?? [] })),
          client.query('commit'),
        ]),
      );
      client.scopeKey = scopeKey;
      return answers.slice(2, -1).map(answer => (answer as pg.QueryResult<Record<string, unknown>>).rows);
    });
  }

  /**
   * The answer of `work`, worked out anew only when something has been committed since. Equal snapshots see equal rows:
   * the next transaction to be numbered and those still running are the same, hence nothing began to count in between.
   */
  async whileUnchanged<T>(key: string, work: () => Promise<T>): Promise<T> {
    const [rows] = await this.unfenced([{ name: 'snapshot', text: 'select pg_current_snapshot()::text' }]);
    const snapshot = rows?.[0]?.[0] as string;
    const kept = this.#kept.get(key);
    if (kept?.snapshot === snapshot) return kept.answer as Promise<T>;
    const answer = work();
    this.#kept.delete(key);
    this.#kept.set(key, { snapshot, answer });
    answer.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }

  #send(client: ScopedClient, statements: readonly Statement[]): Promise<pg.QueryArrayResult>[] {
    this.statementCount += statements.length;
    return statements.map(({ name, text, values }) =>
      client.query({ ...(name && { name }), text, values: values ?? [], rowMode: 'array' }),
    );
  }

  async #checkedOut<T>(work: (client: ScopedClient) => Promise<T>): Promise<T> {
    const client: ScopedClient = await this.#pool.connect();
    let failure: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      client.release(failure); // a connection whose scope is in doubt is closed, never reused
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
