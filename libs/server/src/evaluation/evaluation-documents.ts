import { evaluationReport } from '@yardstick/domain/evaluation-report';
import type { EvaluationResult, ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { authorize, found, type Context } from '../context.ts';
import { acceptanceReportDocx } from '../documents/acceptance-report.ts';
import { acceptanceWorkbook } from '../documents/acceptance-workbook.ts';
import { latestFingerprint } from '../ledger/checkpoint.queries.ts';
import { recordRead } from '../ledger/record-read.ts';
import { canSeeEvaluations } from './evaluation.policy.ts';

interface Row {
  snapshot: string | null;
  sha256: string | null;
  sm3: string | null;
  state: string;
  name: string;
  asOf: string;
  orderedOn: string;
  programName: string;
  programId: string;
}

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
 * The report of a computed evaluation, made from its snapshot and never from the live tables; of one unit if one is named.
 * Whoever asks is authorized and recorded already.
 */
export async function documentOf(
  context: Context,
  id: string,
  kind: Kind,
  unitCode: string | null = null,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const [[row], notScored, ledgerFingerprint] = await Promise.all([
    context.services.reads.objects<Row>(
      context.scope,
      `select e.snapshot, e.sha256, e.sm3, e.state, e.name, e.as_of as "asOf", app_day(e.ordered_at) as "orderedOn",
              p.name as "programName", p.id as "programId"
       from evaluation e join program p on p.id = e.program_id where e.id = $1`,
      [id],
    ),
    context.services.reads.objects<{ unitCode: string; unitName: string }>(
      context.scope,
      `select u.id as "unitCode", u.name as "unitName" from evaluation e
       join program_unit p on p.program_id = e.program_id join unit u on u.id = p.unit_id
       where e.id = $1 and not u.is_scored order by u.seq`,
      [id],
    ),
    latestFingerprint(context.services),
  ]);
  const { snapshot, sha256, sm3, ...evaluation } = found(row);
  if (!snapshot || !sha256 || !sm3) return found<{ bytes: Uint8Array; fileName: string }>(null);
  const { scheme, result } = JSON.parse(snapshot) as { scheme: ScoringScheme; result: EvaluationResult };
  const report = evaluationReport(
    {
      programName: evaluation.programName,
      evaluationName: evaluation.name,
      asOf: evaluation.asOf,
      orderedOn: evaluation.orderedOn,
      state: evaluation.state === 'frozen' ? 'frozen' : 'computed',
      snapshotSha256: sha256,
      snapshotSm3: sm3,
      ...(ledgerFingerprint && { ledgerFingerprint }),
      notScored: notScored.map(unit => ({ ...unit, reason: '组织实施单位,不参评' })),
    },
    scheme,
    unitCode === null ? result : { ...result, units: result.units.filter(unit => unit.unitCode === unitCode) },
  );
  const bytes = kind === 'xlsx' ? await acceptanceWorkbook(report) : await acceptanceReportDocx(report);
  return { bytes, fileName: `${evaluation.name}.${kind}` };
}
