import { evaluationDraft } from '@yardstick/domain/evaluation-draft';
import { found, type Context } from '../../context.ts';
import { onDocument, type DocumentVerbInput } from './on-document.ts';
import { reportOf, sourceOf } from './report-of.ts';

/** Words, tables and charts once more from the data, over what was edited. */
export function regenerateDocument(context: Context, input: DocumentVerbInput): Promise<string> {
  return onDocument(context, 'regenerateDocument', input, async document => {
    const [{ document: rules }, report] = await Promise.all([
      context.services.rules(),
      reportOf(context, document.evaluationId),
    ]);
    const draft = evaluationDraft(document.kind, found(report), rules, document.aboutUnit ?? null);
    document.regenerate(draft, sourceOf(found(report)), context.actor, context.now);
  });
}
