import type { DocumentRules, DocumentWords, EvaluationDocumentKind } from '@yardstick/domain/evaluation-document';
import { evaluationDraft } from '@yardstick/domain/evaluation-draft';
import type { EvaluationReport } from '@yardstick/domain/evaluation-report';
import { strayFigures, type StrayFigure } from '@yardstick/domain/stray-figures';

interface Edited extends DocumentWords {
  kind: EvaluationDocumentKind;
  aboutUnit?: string | null;
}

/** What of a text the data do not say, by what the system would draft from them now. */
export function strayFiguresOf(edited: Edited, report: EvaluationReport, rules: DocumentRules): StrayFigure[] {
  const { title, body, blocks } = evaluationDraft(edited.kind, report, rules, edited.aboutUnit ?? null);
  const tables = blocks.flatMap(block =>
    block.kind === 'table' ? block.rows.flat() : block.kind === 'bars' ? block.bars.map(bar => bar.text) : [],
  );
  return strayFigures(`${edited.title}\n${edited.body}`, { text: `${title}\n${body}`, tables });
}
