import { exactDecimal, isDecimal, parseDecimal, sum } from '@yardstick/domain/scoring/decimal';
import { inputBlockers } from '@yardstick/domain/scoring/input-blockers';
import { readsRecords } from '@yardstick/domain/scoring/scheme-figures';
import type { FigureInput, FigureRecord, ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { drawnMarkBlockers } from '@yardstick/domain/case-file-draw';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Unit } from '../../people/unit.entity.ts';
import { canCheckLines } from './collecting.policy.ts';
import { openStates, roundIn } from './evaluation-to-collect.ts';
import { lastList } from './list-case-files.ts';
import { writeFigures } from './record-figures.ts';

export interface BatchRecord {
  /** Number of a case file. */
  ref?: string | null;
  /** Answer, choice or item. */
  item?: string | null;
  /** A count, or the mark of a case file. */
  value: string;
  vetoes?: string[] | null;
  note?: string | null;
}

export interface RecordBatchInput {
  evaluationId: string;
  unitId: string;
  figure: string;
  records: BatchRecord[];
  /** Of a survey: how many could have been asked. */
  population?: string | null;
  leftOut?: string[] | null;
  /** Where it comes from: who asked whom, and when; the report's name and number. */
  source: string;
}

/** Takes in a batch of a survey, a ballot, a checklist or drawn case files of one unit. Answers the evaluation's id. */
export function recordBatch(context: Context, input: RecordBatchInput): Promise<string> {
  const { evaluationId, unitId } = input;
  return act(context, { name: 'recordBatch', entity: 'Evaluation', id: evaluationId, input }, async em => {
    authorize(canCheckLines(context.actor, input));
    const { evaluation, scheme } = await roundIn(em, evaluationId, openStates);
    const unit = found(await em.findOne(Unit, { id: unitId, isScored: true }));
    const batch = batchInput(scheme, input);
    assertNone(inputBlockers(scheme, [{ unitCode: unit.id, unitName: unit.name, figures: [batch] }]));
    const { value, records, source, population, leftOut } = batch;
    if (scheme.indicators.some(({ method }) => method.kind === 'case-files' && method.figure === batch.code)) {
      const list = await lastList(em, { evaluationId, unitId, figure: batch.code });
      const marked = records.map(({ ref }) => ref);
      assertNone(drawnMarkBlockers(marked, list?.drawn ?? null));
    }
    const year = batch.year ?? evaluation.figuresYear ?? 0;
    await writeFigures(context, em, evaluation.programId, [
      {
        unitCode: unitId,
        code: batch.code,
        year,
        value,
        source,
        records,
        population: population ?? null,
        leftOut: leftOut ?? null,
      },
    ]);
    return evaluationId;
  });
}

/** A batch as the engine reads it; refuses what is no number, before anything is added up. */
export function batchInput(
  scheme: ScoringScheme,
  input: Omit<RecordBatchInput, 'evaluationId' | 'unitId'>,
): FigureInput {
  const method = scheme.indicators
    .map(indicator => indicator.method)
    .find(m => readsRecords(m) && m.figure === input.figure);
  if (!method || !readsRecords(method) || method.kind === 'three-line')
    assertNone([{ code: 'BATCH_FIGURE_UNKNOWN', field: 'figure', params: { figure: input.figure } }]);
  const year = method && 'year' in method ? method.year : undefined;
  assertNone([
    ...(input.source.trim() ? [] : [{ code: 'FIGURE_SOURCE_MISSING', field: 'source' }]),
    ...(input.records.length > 0 || method?.kind === 'case-files' ? [] : [{ code: 'BATCH_EMPTY', field: 'records' }]),
    ...input.records.flatMap(({ value }, i) =>
      /^\d{1,9}(\.\d{1,4})?$/.test(value) && isDecimal(value)
        ? []
        : [
            {
              code: 'FIGURE_VALUE_INVALID',
              field: `records.${i}.value`,
              params: { unit: '', figure: input.figure, value },
            },
          ],
    ),
  ]);
  const records = input.records.map(({ ref, item, value, vetoes, note }): FigureRecord => ({
    ref: ref?.trim() || `batch/${input.figure}/${item ?? ''}`,
    ...(note?.trim() ? { note: note.trim() } : {}),
    value,
    ...(item ? { item } : {}),
    ...(vetoes?.length ? { vetoes: [...vetoes] } : {}),
  }));
  return {
    code: input.figure,
    ...(year === undefined ? {} : { year }),
    value: exactDecimal(sum(records.map(record => parseDecimal(record.value ?? '0')))),
    records,
    source: input.source.trim(),
    ...(input.population?.trim() ? { population: input.population.trim() } : {}),
    ...(input.leftOut?.length ? { leftOut: [...input.leftOut] } : {}),
  };
}
