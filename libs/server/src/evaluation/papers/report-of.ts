import { evaluationReport, type CorrectedEvaluation, type EvaluationReport } from '@yardstick/domain/evaluation-report';
import { found, type Context } from '../../context.ts';
import type { DraftSource } from './evaluation-document.entity.ts';
import type { Snapshot } from '../computing/unit-parts.ts';

interface Row {
  snapshot: string | null;
  sha256: string | null;
  sm3: string | null;
  state: string;
  name: string;
  asOf: string;
  orderedOn: string;
  programName: string;
  corrects: CorrectedEvaluation | null;
}

/** SQL: what the evaluation `e` corrects; null of any other. */
export const correctedSql = `(select jsonb_build_object('name', o.name, 'sha256', o.sha256, 'reason', e.correction_reason)
  from evaluation o where o.id = e.corrects_id)`;

/**
 * A computed evaluation as its papers tell of it, from the snapshot and never from the live tables; null before there is
 * one. Whoever asks is authorized already.
 */
export async function reportOf(context: Context, evaluationId: string): Promise<EvaluationReport | null> {
  const [[row], notScored] = await Promise.all([
    context.services.reads.objects<Row>(
      context.scope,
      `select e.snapshot, e.sha256, e.sm3, e.state, e.name, e.as_of as "asOf", app_day(e.ordered_at) as "orderedOn",
              p.name as "programName", ${correctedSql} as corrects
       from evaluation e join program p on p.id = e.program_id where e.id = $1`,
      [evaluationId],
    ),
    context.services.reads.objects<{ unitCode: string; unitName: string }>(
      context.scope,
      `select u.id as "unitCode", u.name as "unitName" from evaluation e
       join program_unit p on p.program_id = e.program_id join unit u on u.id = p.unit_id
       where e.id = $1 and not u.is_scored order by u.seq`,
      [evaluationId],
    ),
  ]);
  const { snapshot, sha256, sm3, ...evaluation } = found(row);
  if (!snapshot || !sha256 || !sm3) return null;
  const { scheme, inputs, result } = JSON.parse(snapshot) as Snapshot;
  return evaluationReport(
    {
      programName: evaluation.programName,
      evaluationName: evaluation.name,
      asOf: evaluation.asOf,
      orderedOn: evaluation.orderedOn,
      state: evaluation.state === 'frozen' ? 'frozen' : 'computed',
      snapshotSha256: sha256,
      snapshotSm3: sm3,
      ...(evaluation.corrects ? { corrects: evaluation.corrects } : {}),
      notScored: notScored.map(unit => ({ ...unit, reason: '组织实施单位，不参评' })),
    },
    scheme,
    result,
    inputs,
  );
}

export const sourceOf = ({ snapshotSha256, schemeVersion, asOf, state }: EvaluationReport): DraftSource => ({
  sha256: snapshotSha256,
  schemeVersion,
  asOf,
  isFrozen: state === 'frozen',
});
