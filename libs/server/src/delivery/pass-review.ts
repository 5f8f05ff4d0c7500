import type { Context } from '../context.ts';
import { onAction, type ActionVerbInput } from './on-action.ts';

/** First review passed; the office chief decides next. */
export function passReview(context: Context, input: ActionVerbInput): Promise<string> {
  return onAction(context, 'passReview', 'passReview', input, action => {
    action.passReview(context.now);
  });
}
