import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import { reuseBlockers } from '@yardstick/domain/evidence-reuse';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import {
  assessedIndicators,
  lineBlockers,
  markOfLine,
  type CitedEvidence,
  type LineInput,
} from '@yardstick/domain/scoring/three-lines';
import type { SelfAssessmentVerb } from '@yardstick/domain/self-assessment';
import { assertNone, type Violation } from '@yardstick/domain/violation';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { Evidence } from '../../evidence/evidence.entity.ts';
import { Unit } from '../../people/unit.entity.ts';
import { AssessmentLine, SelfAssessment } from './collecting.entity.ts';
import { canMoveSelfAssessment } from './collecting.policy.ts';
import { roundIn } from './evaluation-to-collect.ts';

export interface SelfLineInput extends LineInput {
  /** Of the unit's own library. */
  evidenceIds?: string[] | null;
}

export interface SelfAssessmentInput {
  evaluationId: string;
  lines: SelfLineInput[];
  /** Of the self-assessment that the lines were written upon, 0 for none; left out, they replace whatever stands. */
  version?: number | null;
}

/** Keeps what the liaison has written so far; nothing has to be complete. */
export function saveSelfAssessment(context: Context, input: SelfAssessmentInput): Promise<string> {
  return onOwn(context, 'saveSelfAssessment', input, async (assessment, scheme, em) => {
    const given = input.lines.filter(line => line.mark || line.items?.length || line.leftOut?.length);
    await writeLines(em, context, assessment, scheme, given);
    assessment.save(context.actor, context.now);
  });
}

/** The liaison puts the unit's marks before the head: one for every indicator that people mark, each with its reason. */
export function submitSelfAssessment(context: Context, input: SelfAssessmentInput): Promise<string> {
  return onOwn(context, 'submitSelfAssessment', input, async (assessment, scheme, em) => {
    const given = new Set(input.lines.map(({ indicator }) => indicator));
    assertNone([
      ...assessedIndicators(scheme)
        .filter(({ code }) => !given.has(code))
        .map(({ name }) => ({ code: 'LINE_MISSING', params: { name: name.zh } })),
      ...input.lines.flatMap((line, i) =>
        line.reason?.trim()
          ? []
          : [{ code: 'LINE_REASON_MISSING', field: `lines.${i}.reason`, params: { name: nameIn(scheme, line) } }],
      ),
    ]);
    await writeLines(em, context, assessment, scheme, input.lines);
    assessment.submit(context.actor, context.now);
  });
}

/** The head hands in: from now on it is the unit's word. */
export function signSelfAssessment(context: Context, input: { evaluationId: string }): Promise<string> {
  return onOwn(context, 'signSelfAssessment', input, assessment => assessment.sign(context.actor, context.now));
}

/** Back to the liaison, with what is wrong. */
export function declineSelfAssessment(
  context: Context,
  input: { evaluationId: string; reason: string },
): Promise<string> {
  return onOwn(context, 'declineSelfAssessment', input, assessment => assessment.decline(input.reason, context.now));
}

/** One verb on the actor's own unit's assessment, which begins with the first of them. Answers the evaluation's id. */
function onOwn(
  context: Context,
  verb: SelfAssessmentVerb,
  input: { evaluationId: string; reason?: string; version?: number | null },
  work: (assessment: SelfAssessment, scheme: ScoringScheme, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { unitId } = context.actor;
  const reason = input.reason ?? null;
  return act(context, { name: verb, entity: 'SelfAssessment', id: input.evaluationId, reason, input }, async em => {
    authorize(canMoveSelfAssessment(context.actor, { unitId }, verb));
    const { evaluation, scheme } = await roundIn(em, input.evaluationId, ['collecting']);
    found(await em.findOne(Unit, { id: unitId, isScored: true }));
    const standing = await em.findOne(
      SelfAssessment,
      { unitId, evaluationId: evaluation.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (typeof input.version === 'number' && input.version !== (standing?.saveNo ?? 0))
      assertNone([{ code: 'SELF_ASSESSMENT_CHANGED', params: { by: standing?.draftedBy ?? '' } }]);
    const isBegun = verb === 'signSelfAssessment' || verb === 'declineSelfAssessment';
    const assessment =
      (isBegun ? found(standing) : standing) ??
      new SelfAssessment({ unitId, evaluationId: evaluation.id }, context.actor, context.now);
    await work(assessment, scheme, em);
    em.persist(assessment);
    return evaluation.id;
  });
}

async function writeLines(
  em: SqlEntityManager,
  { actor, today }: Context,
  { unitId, evaluationId }: SelfAssessment,
  scheme: ScoringScheme,
  lines: readonly SelfLineInput[],
): Promise<void> {
  assertNone([
    ...repeatedBlockers(scheme, lines),
    ...lines.flatMap((line, i) => lineBlockers(scheme, line, `lines.${i}`)),
  ]);
  const standing = await linesOf(em, unitId, evaluationId);
  const library = await libraryOf(em, unitId, lines);
  for (const line of lines) {
    const evidence = (line.evidenceIds ?? []).map(id => found(library.get(id)));
    lineIn(em, standing, { unitId, evaluationId, indicator: line.indicator }).giveSelf({
      ...givenBy(line, actor.name, today),
      ...(evidence.length > 0 ? { evidence } : {}),
    });
  }
}

export function repeatedBlockers(scheme: ScoringScheme, lines: readonly LineInput[]): Violation[] {
  const seen = new Set<string>();
  return lines
    .filter(({ indicator }) => seen.size === seen.add(indicator).size)
    .map(line => ({ code: 'LINE_REPEATED', params: { name: nameIn(scheme, line) } }));
}

/** What is cited must be the unit's own and still hold. */
async function libraryOf(
  em: SqlEntityManager,
  unitId: string,
  lines: readonly SelfLineInput[],
): Promise<Map<string, CitedEvidence>> {
  const ids = [...new Set(lines.flatMap(({ evidenceIds }) => evidenceIds ?? []))];
  const own = ids.length > 0 ? await em.find(Evidence, { unitId, id: { $in: ids } }) : [];
  if (own.length < ids.length) found(null);
  assertNone(own.flatMap(({ state }) => reuseBlockers({ state, hasNewerVersion: false })));
  return new Map(own.map(({ id, title, sha256 }) => [id, { id, title, sha256 }]));
}

const nameIn = (scheme: ScoringScheme, { indicator }: LineInput): string =>
  scheme.indicators.find(({ code }) => code === indicator)?.name.zh ?? indicator;

export async function linesOf(
  em: SqlEntityManager,
  unitId: string,
  evaluationId: string,
): Promise<Map<string, AssessmentLine>> {
  const lines = await em.find(AssessmentLine, { unitId, evaluationId });
  return new Map(lines.map(line => [line.indicator, line]));
}

export function lineIn(
  em: SqlEntityManager,
  standing: ReadonlyMap<string, AssessmentLine>,
  of: { unitId: string; evaluationId: string; indicator: string },
): AssessmentLine {
  const line = standing.get(of.indicator) ?? new AssessmentLine(of);
  em.persist(line);
  return line;
}

/** A line as it is kept. */
export function givenBy(line: LineInput, by: string, on: string) {
  const reason = line.reason?.trim();
  return {
    mark: markOfLine(line),
    ...(line.items?.length ? { items: line.items.map(({ item, value }) => ({ item, value })) } : {}),
    ...(line.leftOut?.length ? { leftOut: [...line.leftOut] } : {}),
    ...(reason ? { reason } : {}),
    by,
    on,
  };
}
