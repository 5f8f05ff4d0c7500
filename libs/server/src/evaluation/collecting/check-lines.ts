import type { SqlEntityManager } from '@mikro-orm/postgresql';
import {
  assessedIndicators,
  gapAbove,
  lineBlockers,
  type GivenLine,
  type LineInput,
} from '@yardstick/domain/scoring/three-lines';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Unit } from '../../people/unit.entity.ts';
import { givenBy, lineIn, linesOf, repeatedBlockers } from './assess-self.ts';
import { canCheckLines, canDecideFinal } from './collecting.policy.ts';
import { openStates, roundIn, type Round } from './evaluation-to-collect.ts';
import { SelfAssessment, type AssessmentLine } from './collecting.entity.ts';

export interface CheckLinesInput {
  evaluationId: string;
  unitId: string;
  lines: LineInput[];
}

/** The office's marks beside the unit's; what counts unless the chief decides otherwise. Answers the evaluation's id. */
export function checkLines(context: Context, input: CheckLinesInput): Promise<string> {
  const { unitId, lines } = input;
  return act(context, { name: 'checkLines', entity: 'Evaluation', id: input.evaluationId, input }, async em => {
    authorize(canCheckLines(context.actor, input));
    const { round, standing, isSigned } = await ofUnit(em, input.evaluationId, unitId);
    const { evaluation, scheme } = round;
    assertNone([
      ...repeatedBlockers(scheme, lines),
      ...lines.flatMap((line, i) => lineBlockers(scheme, line, `lines.${i}`)),
      ...lines.flatMap((line, i) => gapBlockers(round, isSigned ? standing.get(line.indicator) : undefined, line, i)),
    ]);
    for (const line of lines)
      lineIn(em, standing, { unitId, evaluationId: evaluation.id, indicator: line.indicator }).giveOffice(
        givenBy(line, context.actor.name, context.today),
        context.actor,
      );
    return evaluation.id;
  });
}

/** Marks that lie far apart are not taken without the office's word for it; the unit gave its reason when it handed in. */
function gapBlockers({ scheme }: Round, standing: AssessmentLine | undefined, line: LineInput, i: number): Violation[] {
  const indicator = assessedIndicators(scheme).find(({ code }) => code === line.indicator);
  const self = standing?.self?.mark;
  if (!indicator || self === undefined || line.reason?.trim() || !/^\d+(\.\d+)?$/.test(line.mark ?? '')) return [];
  const apart = gapAbove(indicator.method, [self, line.mark!]);
  if (apart === null) return [];
  return [{ code: 'LINE_GAP_NEEDS_REASON', field: `lines.${i}.reason`, params: { name: indicator.name.zh, apart } }];
}

/** The office agrees with what a unit handed in, wherever it has not marked otherwise. */
export function confirmSelfLines(context: Context, input: { evaluationId: string; unitId: string }): Promise<string> {
  return act(context, { name: 'confirmSelfLines', entity: 'Evaluation', id: input.evaluationId, input }, async em => {
    authorize(canCheckLines(context.actor, input));
    const { round, standing, isSigned } = await ofUnit(em, input.evaluationId, input.unitId);
    if (!isSigned) assertNone([{ code: 'SELF_ASSESSMENT_NOT_SIGNED' }]);
    for (const line of standing.values()) {
      if (!line.self || line.office) continue;
      const { evidence: _, reason: _reason, ...agreed } = line.self;
      const office: GivenLine = { ...agreed, by: context.actor.name, on: context.today };
      line.giveOffice(office, context.actor);
    }
    return round.evaluation.id;
  });
}

export interface DecideFinalLineInput {
  evaluationId: string;
  unitId: string;
  line: LineInput;
}

/** Another mark than the office's, decided by its chief with the reason. */
export function decideFinalLine(context: Context, input: DecideFinalLineInput): Promise<string> {
  const { evaluationId, unitId, line } = input;
  const reason = line.reason?.trim() ?? '';
  return act(context, { name: 'decideFinalLine', entity: 'Evaluation', id: evaluationId, reason, input }, async em => {
    authorize(canDecideFinal(context.actor, input));
    const { round, standing } = await ofUnit(em, evaluationId, unitId);
    assertNone([
      ...(reason ? [] : [{ code: 'REASON_REQUIRED', field: 'line.reason' }]),
      ...lineBlockers(round.scheme, line, 'line'),
    ]);
    const known = found(standing.get(line.indicator));
    if (!known.office) assertNone([{ code: 'LINE_NOT_CHECKED' }]);
    known.giveFinal(givenBy(line, context.actor.name, context.today), context.actor);
    return round.evaluation.id;
  });
}

async function ofUnit(
  em: SqlEntityManager,
  evaluationId: string,
  unitId: string,
): Promise<{ round: Round; standing: Map<string, AssessmentLine>; isSigned: boolean }> {
  const round = await roundIn(em, evaluationId, openStates);
  found(await em.findOne(Unit, { id: unitId, isScored: true }));
  const assessment = await em.findOne(SelfAssessment, { unitId, evaluationId });
  return {
    round,
    standing: await linesOf(em, unitId, evaluationId),
    isSigned: assessment?.state === 'signed',
  };
}
