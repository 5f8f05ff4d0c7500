import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ReminderRules } from '@yardstick/domain/due';
import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { reminderRuleFaults } from './reminder-rules.ts';
import { canChangeRules } from './rules.policy.ts';

export interface ChangeRulesInput {
  /** The whole rule set as JSON. */
  body: string;
  /** The version it was made from. */
  version: number;
  reason: string;
}

/** Puts a new version of the rules for reminders in force; earlier versions stay as they were. Answers its number. */
export function changeRules(context: Context, input: ChangeRulesInput): Promise<{ version: number }> {
  const reason = input.reason.trim();
  return act(context, { name: 'changeRules', entity: 'RuleSet', id: 'reminder', reason, input }, async em => {
    authorize(canChangeRules(context.actor));
    if (reason === '') assertNone([{ code: 'REASON_REQUIRED', field: 'reason' }]);
    const body = readRulesText(input.body);
    const newest = await newestRules(em);
    if (newest.version !== input.version) throw new RuleViolation([{ code: 'STALE' }]);
    if (JSON.stringify(sorted(newest.body)) === JSON.stringify(sorted(body)))
      assertNone([{ code: 'RULES_UNCHANGED', field: 'body' }]);
    const version = newest.version + 1;
    await em.execute(`insert into rule_set (kind, version, body) values ('reminder', ?, ?::jsonb)`, [
      version,
      JSON.stringify(body),
    ]);
    return { version };
  });
}

/** Of a text that somebody wrote: the rules, or a refusal that says where the fault is. */
export function readRulesText(text: string): ReminderRules {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new RuleViolation([{ code: 'RULES_NOT_JSON', field: 'body', params: { problem: (error as Error).message } }]);
  }
  assertNone(reminderRuleFaults(body).map(problem => ({ code: 'RULES_INVALID', field: 'body', params: { problem } })));
  return body as ReminderRules;
}

async function newestRules(em: SqlEntityManager): Promise<{ version: number; body: unknown }> {
  const [newest] = await em.execute<{ version: number; body: unknown }[]>(
    `select version, body from rule_set where kind = 'reminder' order by version desc limit 1`,
  );
  return newest ?? { version: 0, body: null };
}

/** The database keeps the keys of an object in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
