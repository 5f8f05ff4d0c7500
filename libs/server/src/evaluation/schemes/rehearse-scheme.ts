import type { Bilingual } from '@yardstick/domain/bilingual';
import type { SchemeDifference } from '@yardstick/domain/scoring/compare-schemes';
import {
  lackingFigures,
  rehearse,
  sensitivity,
  type Lack,
  type Rehearsal,
  type WeightEffect,
} from '@yardstick/domain/scoring/rehearse';
import type { ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { assertNone } from '@yardstick/domain/violation';
import { authorize, found, type Context } from '../../context.ts';
import { collectInputs, type CollectedUnit } from '../collecting/collect-inputs.ts';
import { yearEvaluated } from '../collecting/evaluation-to-collect.ts';
import { canRehearseScheme } from './scheme.policy.ts';
import { readDraft } from './read-draft.ts';
import { differencesOf, schemeBodies } from './schemes.queries.ts';

export interface RehearseSchemeInput {
  code: string;
  /** The draft as it stands on screen, saved or not. */
  text: string;
  /** On the inputs that this evaluation kept; else on what is on record today. */
  evaluationId?: string | null;
  programId?: string | null;
  /** Of a scheme that is new: which one it is compared with on today's inputs. */
  baseCode?: string | null;
  /** By how many per cent each weight is made larger and smaller. */
  percent: number;
}

export interface RehearsalView extends Rehearsal {
  /** What the inputs are of. */
  on: string | null;
  /** What the draft is compared with. */
  base: { code: string; name: Bilingual; version: number };
  differences: SchemeDifference[];
  unitCount: number;
  lacking: Lack[];
  /** Empty above so many units. */
  sensitivity: WeightEffect[];
}

/** Beyond, others would wait while it is worked out. */
const mostUnits = 2_000;
const mostSensitivityUnits = 200;

/** What a draft would change on the same inputs. Nothing is kept, and nothing of it counts. */
export async function rehearseScheme(context: Context, input: RehearseSchemeInput): Promise<RehearsalView> {
  authorize(canRehearseScheme(context.actor));
  const [newest] = await schemeBodies(context, input.code, null);
  const draft = readDraft(input.text, input.code, newest);
  const { on, base, inputs } = input.evaluationId
    ? await keptInputs(context, input.evaluationId)
    : await newestInputs(context, found(input.programId), draft, await baseOf(context, input, newest));
  if (inputs.length === 0) assertNone([{ code: 'REHEARSAL_WITHOUT_INPUTS' }]);
  if (inputs.length > mostUnits) assertNone([{ code: 'REHEARSAL_TOO_LARGE', params: { most: mostUnits } }]);
  const percent = Math.min(50, Math.max(1, Math.round(input.percent)));
  return {
    on,
    base: { code: base.code, name: base.name, version: base.version },
    differences: base.code === draft.code ? differencesOf(base, draft) : [],
    unitCount: inputs.length,
    lacking: lackingFigures(draft, inputs, base),
    ...rehearse(draft, base, inputs),
    sensitivity: inputs.length <= mostSensitivityUnits ? sensitivity(draft, inputs, percent) : [],
  };
}

async function baseOf(
  context: Context,
  { baseCode }: RehearseSchemeInput,
  newest: ScoringScheme | undefined,
): Promise<ScoringScheme> {
  if (newest) return newest;
  const [base] = baseCode ? await schemeBodies(context, baseCode, null) : [];
  return found(base);
}

interface Inputs {
  on: string | null;
  base: ScoringScheme;
  inputs: UnitInputs[];
}

async function keptInputs(context: Context, evaluationId: string): Promise<Inputs> {
  const { reads } = context.services;
  const [[evaluation], rows] = await Promise.all([
    reads.objects<{ name: string; body: ScoringScheme }>(
      context.scope,
      `select e.name, s.body from evaluation e join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version
       where e.id = $1`,
      [evaluationId],
    ),
    reads.objects<{ inputs: UnitInputs }>(
      context.scope,
      `select inputs from evaluation_unit where evaluation_id = $1 order by unit_id limit $2`,
      [evaluationId, mostUnits + 1],
    ),
  ]);
  const { name, body } = found(evaluation);
  return { on: name, base: body, inputs: rows.map(row => row.inputs) };
}

/** As an evaluation ordered today would collect them, of all that either scheme asks for. */
async function newestInputs(
  context: Context,
  programId: string,
  draft: ScoringScheme,
  base: ScoringScheme,
): Promise<Inputs> {
  const { reads } = context.services;
  const [[program], units] = await Promise.all([
    reads.objects<object>(context.scope, `select 1 from program where id = $1`, [programId]),
    reads.objects<CollectedUnit>(
      context.scope,
      `select u.id as code, u.name from program_unit p join unit u on u.id = p.unit_id
       where p.program_id = $1 and u.is_scored order by u.seq, u.id limit $2`,
      [programId, mostUnits + 1],
    ),
  ]);
  found(program);
  const both = {
    ...draft,
    figures: [...draft.figures, ...base.figures],
    indicators: [...draft.indicators, ...base.indicators],
  };
  const figuresYear = yearEvaluated(draft, context.today);
  const subject = { evaluationId: null, programId, asOf: context.today, scheme: both, figuresYear };
  const calendar = await context.services.calendar();
  const inputs = await context.em.transactional(em => collectInputs(em, subject, units, calendar));
  return { on: null, base, inputs };
}
