import { proposalBlockers } from '@yardstick/domain/evaluation-document';
import { assertNone } from '@yardstick/domain/violation';
import { found, type Context } from '../../context.ts';
import { onDocument, type DocumentVerbInput } from './on-document.ts';
import { reportOf } from './report-of.ts';
import { strayFiguresOf } from './stray-figures-of.ts';

/** Puts a draft up for approval. Where its figures are not those of the data, the reason says why. */
export function proposeDocument(context: Context, input: DocumentVerbInput): Promise<string> {
  const note = input.reason?.trim() || null;
  return onDocument(context, 'proposeDocument', input, async document => {
    const [{ document: rules }, report] = await Promise.all([
      context.services.rules(),
      reportOf(context, document.evaluationId),
    ]);
    const strayFigureCount = strayFiguresOf(document, found(report), rules).length;
    const { title, toName, body, kind } = document;
    assertNone(proposalBlockers({ title, toName, body, strayFigureCount, note }, rules.kinds[kind].longest));
    document.propose(note, context.actor, context.now);
  });
}
