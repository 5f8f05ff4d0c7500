import type { Context } from '../../context.ts';
import { onDocument, type DocumentVerbInput } from './on-document.ts';

/** Whoever would issue it wants it otherwise: it is a draft again. */
export function returnDocument(context: Context, input: DocumentVerbInput): Promise<string> {
  return onDocument(context, 'returnDocument', input, document => {
    document.giveBack(input.reason?.trim() ?? '');
  });
}
