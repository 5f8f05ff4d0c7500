import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { isUnitDocument, type EvaluationDocumentKind } from '@yardstick/domain/evaluation-document';
import { evaluationDraft } from '@yardstick/domain/evaluation-draft';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { EvaluationDocument } from './evaluation-document.entity.ts';
import { canDraftDocuments } from './evaluation-document.policy.ts';
import { reportOf, sourceOf } from './report-of.ts';

export interface DraftDocumentsInput {
  evaluationId: string;
  kind: EvaluationDocumentKind;
  /** Of a document to units: to these only; left out, to all. */
  unitIds?: readonly string[] | null;
}

/**
 * Drafts a document of the round, or one for each unit, from the snapshot as it is. Where a draft is open it stays as it
 * is; where one was issued, the next edition is drafted. Answers the ids of the drafts.
 */
export function draftDocuments(context: Context, input: DraftDocumentsInput): Promise<string[]> {
  const { evaluationId, kind } = input;
  return act(context, { name: 'draftDocuments', entity: 'Evaluation', id: evaluationId, input }, async em => {
    const { actor, now, services } = context;
    authorize(canDraftDocuments(actor));
    const [{ document: rules, letter }, report, editions] = await Promise.all([
      services.rules(),
      reportOf(context, evaluationId),
      editionsOf(em, input),
    ]);
    if (!report) assertNone([{ code: 'DOCUMENT_NEEDS_RESULT' }]);
    const rule = rules.kinds[kind];
    const wanted = input.unitIds ? new Set(input.unitIds) : null;
    const subjects = isUnitDocument(kind)
      ? found(report)
          .units.map(unit => unit.unitCode)
          .filter(code => code !== actor.unitId && (wanted === null || wanted.has(code)))
      : [null];
    const drafts = subjects
      .filter(subject => !editions.get(subject ?? '')?.isOpen)
      .map(aboutUnit => {
        const order = {
          unitId: aboutUnit ?? actor.unitId,
          evaluationId,
          kind,
          aboutUnit,
          edition: (editions.get(aboutUnit ?? '')?.last ?? 0) + 1,
          mark: letter.issuers[rule.issuer].mark,
          signedBy: letter.issuers[rule.issuer].name,
          approver: rule.approver,
        };
        const draft = evaluationDraft(kind, found(report), rules, aboutUnit);
        return new EvaluationDocument(order, draft, sourceOf(found(report)), actor, now);
      });
    if (drafts.length === 0) assertNone([{ code: 'DOCUMENT_DRAFTED_ALREADY' }]);
    em.persist(drafts);
    return drafts.map(({ id }) => id);
  });
}

async function editionsOf(
  em: SqlEntityManager,
  { evaluationId, kind }: DraftDocumentsInput,
): Promise<Map<string, { last: number; isOpen: boolean }>> {
  const rows = await em.execute<{ subject: string; last: number; is_open: boolean }[]>(
    `select coalesce(about_unit, '') as subject, max(edition) as last, bool_or(state <> 'issued') as is_open
     from evaluation_document where evaluation_id = ? and kind = ? group by 1`,
    [evaluationId, kind],
  );
  return new Map(rows.map(({ subject, last, is_open }) => [subject, { last, isOpen: is_open }]));
}
