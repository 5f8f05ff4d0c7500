import type { MoveTable } from '@yardstick/domain/moves';
import { assertNone, type Violation } from '@yardstick/domain/violation';

/** The state a verb leads to; refuses a verb that does not start from here, or comes without its reason. */
export function takeMove<V extends string, S extends string>(
  table: MoveTable<V, S>,
  verb: V,
  facts: { state: S; previous?: S | null; reason?: string | null },
): S {
  const move = table[verb];
  const violations: Violation[] = [];
  if (!move.from.includes(facts.state))
    violations.push({ code: 'MOVE_NOT_FROM_STATE', params: { state: facts.state } });
  if (move.needsReason && !facts.reason?.trim()) violations.push({ code: 'REASON_REQUIRED', field: 'reason' });
  assertNone(violations);
  return move.to === 'previous' ? (facts.previous ?? facts.state) : move.to;
}
