import { moveTableFaults, type MoveTable } from './moves.ts';

/** Where an evaluation stands: what goes into it, the computation, what comes after. */
export const evaluationStates = [
  'collecting',
  'checking',
  'queued',
  'building',
  'computed',
  'provisional',
  'freeze-proposed',
  'frozen',
  'failed',
] as const;
export type EvaluationState = (typeof evaluationStates)[number];

export type EvaluationVerb =
  | 'extendCollecting'
  | 'closeCollecting'
  | 'startEvaluation'
  | 'buildEvaluation'
  | 'computeEvaluation'
  | 'failEvaluation'
  | 'releaseProvisional'
  | 'recomputeEvaluation'
  | 'proposeFreeze'
  | 'returnFreeze'
  | 'approveFreeze';

/** An evaluation begins by being collected, checked or, if all is known, queued. */
export const evaluationMoves: MoveTable<EvaluationVerb, EvaluationState> = {
  extendCollecting: { from: ['collecting'], to: 'collecting', by: ['office-staff', 'office-chief'], needsReason: true },
  closeCollecting: { from: ['collecting'], to: 'checking', by: ['office-staff', 'office-chief'] },
  startEvaluation: { from: ['checking', 'failed'], to: 'queued', by: ['office-staff', 'office-chief'] },
  buildEvaluation: { from: ['queued', 'building'], to: 'building', by: ['system'] },
  computeEvaluation: { from: ['building'], to: 'computed', by: ['system'] },
  failEvaluation: { from: ['building'], to: 'failed', by: ['system'] },
  releaseProvisional: { from: ['computed'], to: 'provisional', by: ['office-chief'] },
  recomputeEvaluation: { from: ['provisional'], to: 'queued', by: ['office-chief'], needsReason: true },
  proposeFreeze: { from: ['provisional'], to: 'freeze-proposed', by: ['office-chief'] },
  returnFreeze: { from: ['freeze-proposed'], to: 'provisional', by: ['leader'], needsReason: true },
  approveFreeze: { from: ['freeze-proposed'], to: 'frozen', by: ['leader'] },
};

/** Faults of the table itself; a test expects none. */
export const checkEvaluationMoves = (): string[] => moveTableFaults(evaluationMoves, evaluationStates, 'collecting');
