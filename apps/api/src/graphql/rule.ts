import { Forbidden, type Context } from '@yardstick/server/context';
import { Extensions } from 'type-graphql';

/**
 * Declares who may use a query or mutation, in words. The words are checked to be there by a guard test; the rule
 * itself stands in the policy that the command asks, and in the row-level fences.
 */
export function Rule(words: string): MethodDecorator & PropertyDecorator {
  return Extensions({ rule: words });
}

/** For queries whose rule is not the rows' own fence. */
export function allow(context: Context, may: (actor: Context['actor']) => boolean): void {
  if (!may(context.actor)) throw new Forbidden();
}
