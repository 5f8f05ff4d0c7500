import { documentWordsBlockers, type DocumentWords } from '@yardstick/domain/evaluation-document';
import { assertNone } from '@yardstick/domain/violation';
import type { Context } from '../../context.ts';
import { onDocument, type DocumentVerbInput } from './on-document.ts';

export type SaveDocumentInput = DocumentVerbInput & DocumentWords;

/** The words of a draft as the office wants them; whoever saves what another has changed since is told. */
export function saveDocument(context: Context, input: SaveDocumentInput): Promise<string> {
  return onDocument(context, 'saveDocument', input, document => {
    assertNone(documentWordsBlockers(input));
    document.save(input, context.actor, context.now);
  });
}
