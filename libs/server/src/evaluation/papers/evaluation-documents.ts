import { evaluationDraft } from '@yardstick/domain/evaluation-draft';
import type { EvaluationReport } from '@yardstick/domain/evaluation-report';
import { authorize, found, type Context } from '../../context.ts';
import { acceptanceWorkbook } from '../../documents/acceptance-workbook.ts';
import { officialDocx } from '../../documents/official-document.ts';
import { latestFingerprint } from '../../ledger/checkpoint.queries.ts';
import { recordRead } from '../../ledger/record-read.ts';
import { evaluationPaper } from './evaluation-paper.ts';
import { canSeeEvaluations } from '../evaluation.policy.ts';
import { reportOf, sourceOf } from './report-of.ts';

type Kind = 'xlsx' | 'docx';

export async function evaluationDocument(
  context: Context,
  id: string,
  kind: Kind,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  authorize(canSeeEvaluations(context.actor));
  const document = await documentOf(context, id, kind);
  await recordRead(context, { action: `exportEvaluation.${kind}`, entity: 'Evaluation', id });
  return document;
}

/**
 * What the system itself says of a computed evaluation: the report of the round, or the score sheet of one unit, as they
 * are drafted before anybody edits them. Whoever asks is authorized and recorded already.
 */
export async function documentOf(
  context: Context,
  id: string,
  kind: Kind,
  unitCode: string | null = null,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const [whole, ledgerFingerprint, { document: rules }] = await Promise.all([
    reportOf(context, id),
    latestFingerprint(context.services),
    context.services.rules(),
  ]);
  const report: EvaluationReport = { ...found(whole), ...(ledgerFingerprint && { ledgerFingerprint }) };
  const ofUnit = { ...report, units: report.units.filter(unit => unit.unitCode === unitCode) };
  const draftKind = unitCode === null ? 'report' : 'score-sheet';
  const bytes =
    kind === 'xlsx'
      ? await acceptanceWorkbook(unitCode === null ? report : ofUnit)
      : await officialDocx(
          evaluationPaper({
            ...evaluationDraft(draftKind, report, rules, unitCode),
            ...sourceOf(report),
            kind: draftKind,
            ledgerFingerprint: ledgerFingerprint ?? null,
            corrects: report.corrects ?? null,
          }),
        );
  return { bytes, fileName: `${report.evaluationName}.${kind}` };
}
