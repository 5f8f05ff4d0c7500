import type { Bilingual } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvaluationState } from '@yardstick/domain/evaluation';
import {
  distributionOf,
  freezeBlockers,
  isOwnWork,
  isWindowOpen,
  objectionMoves,
  windowBlockers,
  type Distribution,
  type ObjectionState,
  type ObjectionVerb,
} from '@yardstick/domain/objection';
import { verbsFrom } from '@yardstick/domain/moves';
import { isCorrectable } from '@yardstick/domain/scoring/missing-figures';
import { countedLine, isAssessed, type GivenLine } from '@yardstick/domain/scoring/three-lines';
import type { Published, PublicationState } from '@yardstick/domain/publication';
import type { ScoringScheme, UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import { sentence } from '@yardstick/domain/wording';
import type { Context } from '../../context.ts';
import {
  canApproveFreeze,
  canConfirmResult,
  canDecidePublication,
  canDraftObjection,
  canMoveObjection,
  canProposePublication,
  canRelease,
  canSeeEvaluations,
} from '../evaluation.policy.ts';
import { recordsOf, schemeView, unitScore, type SchemeView, type UnitScoreView } from '../evaluation.queries.ts';
import { linesView, type IndicatorLinesView } from '../collecting/indicator-lines.ts';
import { ruledLine } from '../collecting/collected.ts';
import type { About, Remedy } from './objection.entity.ts';
import { outcomeFactsSql, type OutcomeFacts } from './outcome-facts.ts';
import type { PublishedBody } from './publication.entity.ts';

export interface UnitResultRow {
  id: string;
  name: string;
  asOf: CalendarDay;
  state: EvaluationState;
  objectionsUntil: CalendarDay | null;
  isWindowOpen: boolean;
  total: string | null;
  gradeName: Bilingual | null;
  rank: number | null;
  confirmedAt: string | null;
  published: Published | null;
  correctedById: string | null;
}

const hasResult = `x.sheet is not null and e.state in ('provisional', 'freeze-proposed', 'frozen')`;
/** SQL: the unit takes part, and has been shown the result at least once; while its inputs are collected anew it has no row. */
const isWithUnit = (unit: string): string => `((x.unit_id is not null
    or exists (select from evaluation_objection o where o.unit_id = ${unit} and o.evaluation_id = e.id))
  and (e.released_at is not null or e.state = 'frozen'))`;
const correctedBy = `(select c.id from evaluation c where c.corrects_id = e.id and c.state <> 'failed')`;

/** A unit's own results once they were released, and whatever was published. */
export async function unitResults(context: Context): Promise<UnitResultRow[]> {
  const rows = await context.services.reads.objects<UnitResultRow>(
    context.scope,
    `select e.id, e.name, e.as_of as "asOf", e.state, e.objections_until as "objectionsUntil", false as "isWindowOpen",
            case when ${hasResult} then x.total end as total, case when ${hasResult} then x.rank end as rank,
            case when ${hasResult} then (select g->'name' from scoring_scheme s, jsonb_array_elements(s.body->'grades') g
              where s.code = e.scheme_code and s.version = e.scheme_version and g->>'code' = x.grade) end as "gradeName",
            c.confirmed_at as "confirmedAt", p.what as published, ${correctedBy} as "correctedById"
     from evaluation e
     left join evaluation_unit x on x.evaluation_id = e.id and x.unit_id = $1
     left join evaluation_confirmation c on c.unit_id = x.unit_id and c.evaluation_id = e.id and c.sheet_digest = sheet_digest(x.sheet)
     left join evaluation_publication p on p.evaluation_id = e.id and p.state = 'published'
     where ${isWithUnit('$1')} or p.id is not null
     order by e.as_of desc, e.ordered_at desc, e.id limit 100`,
    [context.actor.unitId],
  );
  return rows.map(row => ({
    ...row,
    isWindowOpen: row.state === 'provisional' && isWindowOpen(row.objectionsUntil, context.today),
  }));
}

export interface PublicationView {
  id: string;
  what: Published;
  state: PublicationState;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
  units: PublishedUnitView[];
  distribution: Distribution | null;
}
export interface PublishedUnitView {
  unitId: string;
  unitName: string;
  gradeName: Bilingual;
  total: string | null;
  rank: number | null;
}

export interface MarkChange {
  name: Bilingual;
  before: string;
  after: string;
}
export interface UnitChange {
  unitId: string;
  unitName: string;
  totalBefore: string;
  totalAfter: string;
  rankBefore: number;
  rankAfter: number;
  gradeBefore: Bilingual;
  gradeAfter: Bilingual;
  indicators: MarkChange[];
}
export interface ComputationView {
  no: number;
  sha256: string;
  computedAt: string | null;
  reason: string;
  replacedBy: string;
  replacedAt: string;
  /** What the next computation made different. */
  changes: UnitChange[];
}

export interface UnitResultView {
  id: string;
  name: string;
  asOf: CalendarDay;
  state: EvaluationState;
  computedAt: string | null;
  sha256: string | null;
  releasedAt: string | null;
  objectionsUntil: CalendarDay | null;
  isWindowOpen: boolean;
  scheme: SchemeView;
  unit: UnitScoreView | null;
  unitCount: number;
  distribution: Distribution | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
  objections: ObjectionView[];
  computations: ComputationView[];
  publication: PublicationView | null;
  correctsId: string | null;
  correctsName: string | null;
  correctionReason: string | null;
  correctedById: string | null;
  viewerCanObject: boolean;
  viewerCanConfirm: boolean;
  packageUrl: string | null;
}

interface ResultRow extends Omit<
  UnitResultView,
  'scheme' | 'unit' | 'unitCount' | 'distribution' | 'objections' | 'computations' | 'publication'
> {
  body: ScoringScheme;
  sheet: UnitResult | null;
  inputs: UnitInputs | null;
  totals: string[] | null;
  isOwn: boolean;
}

/** One result as a unit may see it: its own sheet, all totals without names, and what was published. */
export async function unitResult(context: Context, id: string): Promise<UnitResultView | null> {
  const { reads } = context.services;
  const { actor, today } = context;
  const [rules, [row], actions, objections, computations, [publication]] = await Promise.all([
    context.services.rules(),
    reads.objects<ResultRow>(
      context.scope,
      `select e.id, e.name, e.as_of as "asOf", e.state, e.computed_at as "computedAt", e.sha256, e.released_at as "releasedAt",
              e.objections_until as "objectionsUntil", s.body, e.totals, ${isWithUnit('$2')} as "isOwn",
              case when ${hasResult} then x.sheet end as sheet, case when ${hasResult} then x.inputs end as inputs,
              c.confirmed_by as "confirmedBy", c.confirmed_at as "confirmedAt", e.corrects_id as "correctsId",
              (select o.name from evaluation o where o.id = e.corrects_id) as "correctsName",
              e.correction_reason as "correctionReason", ${correctedBy} as "correctedById"
       from evaluation e join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version
       left join evaluation_unit x on x.evaluation_id = e.id and x.unit_id = $2
       left join evaluation_confirmation c on c.unit_id = x.unit_id and c.evaluation_id = e.id and c.sheet_digest = sheet_digest(x.sheet)
       where e.id = $1 and (${isWithUnit('$2')}
         or exists (select from evaluation_publication p where p.evaluation_id = e.id and p.state = 'published'))`,
      [id, actor.unitId],
    ),
    reads.objects<{ ref: string; id: string; title: string }>(
      context.scope,
      `select m.code || '/' || a.unit_id || '/' || a.year as ref, a.id, a.title
       from evaluation e join unit_action a on a.program_id = e.program_id and a.unit_id = $2 join measure m on m.id = a.measure_id
       where e.id = $1`,
      [id, actor.unitId],
    ),
    objectionsOf(context, 'o.evaluation_id = $1 and o.unit_id = $2', [id, actor.unitId]),
    keptComputations(context, id, actor.unitId),
    publicationsOf(context, id, `and p.state = 'published'`),
  ]);
  if (!row) return null;
  const { body, sheet, inputs, totals, isOwn, ...result } = row;
  const actionOf = new Map(actions.map(action => [action.ref, action]));
  const window = { state: result.state, objectionsUntil: result.objectionsUntil, today };
  const isWaiting = objections.some(one => ['to-sign', 'submitted'].includes(one.state));
  return {
    ...result,
    isWindowOpen: windowBlockers(window).length === 0,
    scheme: schemeView(body),
    unit: sheet && inputs ? unitScore(sheet, body, recordsOf(inputs, body, actionOf)) : null,
    unitCount: totals?.length ?? 0,
    distribution: isOwn && sheet ? distributionOf(totals ?? [], rules.evaluation) : null,
    objections,
    computations: isOwn && sheet ? changesOf(computations, [sheet], body) : [],
    publication: publication ? publicationView(publication, body) : null,
    viewerCanObject: sheet !== null && canDraftObjection(actor) && windowBlockers(window).length === 0,
    viewerCanConfirm:
      sheet !== null &&
      canConfirmResult(actor) &&
      result.state === 'provisional' &&
      result.confirmedAt === null &&
      !isWaiting,
    packageUrl: isOwn && result.state === 'frozen' ? `/exports/packages/${id}.zip?unit=${actor.unitId}` : null,
  };
}

export interface ObjectionView {
  id: string;
  evaluationId: string;
  evaluationName: string;
  unitId: string;
  unitName: string;
  indicator: string;
  line: number | null;
  about: About;
  score: string;
  state: ObjectionState;
  reason: string;
  draftedBy: string;
  draftedOn: CalendarDay;
  signedBy: string | null;
  signedOn: CalendarDay | null;
  decidedBy: string | null;
  decidedOn: CalendarDay | null;
  decision: string | null;
  remedy: Remedy | null;
  version: number;
  objectionsUntil: CalendarDay | null;
  decideDueOn: CalendarDay | null;
  evidence: { id: string; title: string; fileName: string; url: string }[];
  nextVerbs: ObjectionVerb[];
  /** The viewer's own work, about which they do not decide. */
  isOwnWork: boolean;
}

interface ObjectionRow extends Omit<ObjectionView, 'nextVerbs' | 'isOwnWork' | 'decideDueOn'> {
  evaluationState: EvaluationState;
  orderedById: string;
  markedById: string | null;
}

async function objectionsOf(context: Context, condition: string, values: unknown[]): Promise<ObjectionView[]> {
  const [rules, calendar, rows] = await Promise.all([
    context.services.rules(),
    context.services.calendar(),
    context.services.reads.objects<ObjectionRow>(
      context.scope,
      `select o.id, o.evaluation_id as "evaluationId", e.name as "evaluationName", e.state as "evaluationState",
              o.unit_id as "unitId", u.name as "unitName", o.indicator, o.line, o.about, o.score, o.state, o.reason,
              o.drafted_by as "draftedBy", o.drafted_on as "draftedOn", o.signed_by as "signedBy", o.signed_on as "signedOn",
              o.decided_by as "decidedBy", o.decided_on as "decidedOn", o.decision, o.remedy, o.version,
              e.objections_until as "objectionsUntil", o.ordered_by_id as "orderedById", o.marked_by_id as "markedById",
              coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title, 'fileName', f.file_name,
                'url', '/files/evidence/' || f.id) order by f.uploaded_at, f.id)
                from evaluation_objection_evidence l join evidence f on f.unit_id = l.unit_id and f.id = l.evidence_id
                where l.unit_id = o.unit_id and l.objection_id = o.id), '[]') as evidence
       from evaluation_objection o join evaluation e on e.id = o.evaluation_id join unit u on u.id = o.unit_id
       where ${condition} order by o.drafted_on desc, o.id limit 500`,
      values,
    ),
  ]);
  const { within } = rules.reminder.kinds.objection;
  return rows.map(({ evaluationState, orderedById, markedById, ...row }) => {
    const isOwn = isOwnWork(context.actor.id, { orderedById, markedById });
    const window = { state: evaluationState, objectionsUntil: row.objectionsUntil, today: context.today };
    const isPossible = (verb: ObjectionVerb): boolean =>
      canMoveObjection(context.actor, { ...row, orderedById, markedById }, verb) &&
      (verb !== 'signObjection' || windowBlockers(window).length === 0);
    const isDated = row.state === 'submitted' && row.signedOn && within && calendar.covers(row.signedOn);
    return {
      ...row,
      decideDueOn: isDated ? calendar.addWorkingDays(row.signedOn!, within.days) : null,
      nextVerbs: verbsFrom(objectionMoves, row.state).filter(isPossible),
      isOwnWork: isOwn,
    };
  });
}

interface RecordedFigure {
  code: string;
  name: Bilingual;
  year: number;
  value: string;
  source: string;
}
export interface ObjectionRecord extends ObjectionView {
  /** For who decides: what was recorded of the unit and can be corrected. */
  figures: RecordedFigure[];
  /** And, where people marked it, the lines they gave: another final one can be set. Null where nobody did. */
  lines: IndicatorLinesView | null;
}

/** One objection, of the own unit or for whoever decides. */
export async function objectionById(context: Context, id: string): Promise<ObjectionRecord | null> {
  const mayDecide = canSeeEvaluations(context.actor);
  const [[objection], [recorded]] = await Promise.all([
    objectionsOf(context, 'o.id = $1', [id]),
    context.services.reads.objects<{
      scheme: ScoringScheme;
      figures: Omit<RecordedFigure, 'name'>[];
      indicator: string;
      lines: Lines | null;
    }>(
      context.scope,
      `select s.body as scheme, coalesce((select jsonb_agg(jsonb_build_object('code', f.code, 'year', f.year, 'value', f.value,
                'source', f.source) order by f.code, f.year)
              from figure f where f.unit_id = o.unit_id and f.program_id = e.program_id), '[]') as figures, o.indicator,
              (select jsonb_build_object('self', case when a.state = 'signed' then l.self end, 'office', l.office, 'final', l.final,
                 'ruled', ${ruledLine('l')}) from assessment_line l
               left join self_assessment a on a.unit_id = l.unit_id and a.evaluation_id = l.evaluation_id
               where l.unit_id = o.unit_id and l.evaluation_id = o.evaluation_id and l.indicator = o.indicator) as lines
       from evaluation_objection o join evaluation e on e.id = o.evaluation_id
       join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version
       where o.id = $1`,
      [id],
    ),
  ]);
  if (!objection || (!mayDecide && objection.unitId !== context.actor.unitId)) return null;
  if (!mayDecide || !recorded) return { ...objection, figures: [], lines: null };
  const indicator = recorded.scheme.indicators.find(({ code }) => code === recorded.indicator);
  const given =
    indicator && isAssessed(indicator) && recorded.lines && countedLine(recorded.lines) ? recorded.lines : null;
  return {
    ...objection,
    figures: correctable(recorded.scheme, recorded.figures),
    lines: indicator && given ? { ...linesView(indicator, given), score: null, lines: [], missing: [] } : null,
  };
}

interface Lines {
  self: GivenLine | null;
  office: GivenLine | null;
  final: GivenLine | null;
  ruled: GivenLine | null;
}

/** What of a unit's recorded figures the scheme reads where it is recorded. */
function correctable(scheme: ScoringScheme, figures: Omit<RecordedFigure, 'name'>[]): RecordedFigure[] {
  const years = Map.groupBy(figures, figure => figure.code);
  return figures.flatMap(figure => {
    const recorded = (years.get(figure.code) ?? []).map(({ year }) => year);
    const name = scheme.figures.find(({ code }) => code === figure.code)?.name;
    return name && isCorrectable(scheme, figure, recorded) ? [{ ...figure, name }] : [];
  });
}

export interface OutcomeView extends OutcomeFacts {
  evaluationId: string;
  state: EvaluationState;
  releasedBy: string | null;
  releasedAt: string | null;
  objectionsUntil: CalendarDay | null;
  isWindowOpen: boolean;
  objections: ObjectionView[];
  notConfirmed: string[];
  freezeBlockers: string[];
  computations: ComputationView[];
  publications: PublicationView[];
  correctsId: string | null;
  correctsName: string | null;
  correctionReason: string | null;
  correctedById: string | null;
  correctedByName: string | null;
  viewerCanRelease: boolean;
  viewerCanRecompute: boolean;
  viewerCanReturnFreeze: boolean;
  viewerCanProposePublication: boolean;
  viewerCanDecidePublication: boolean;
  viewerCanCorrect: boolean;
}

type OutcomeRow = Pick<
  OutcomeView,
  | 'state'
  | 'releasedBy'
  | 'releasedAt'
  | 'objectionsUntil'
  | 'correctsId'
  | 'correctsName'
  | 'correctionReason'
  | 'correctedById'
  | 'correctedByName'
> & { body: ScoringScheme; notConfirmed: string[] };

/** For office and leading group: what happens between a computed result and its publication. */
export async function evaluationOutcome(context: Context, id: string): Promise<OutcomeView | null> {
  const { reads } = context.services;
  const { actor, today } = context;
  const [[row], [facts], objections, computations, sheets, publications] = await Promise.all([
    reads.objects<OutcomeRow>(
      context.scope,
      `select e.state, e.released_by as "releasedBy", e.released_at as "releasedAt", e.objections_until as "objectionsUntil", s.body,
              e.corrects_id as "correctsId", (select o.name from evaluation o where o.id = e.corrects_id) as "correctsName",
              e.correction_reason as "correctionReason", later.id as "correctedById", later.name as "correctedByName",
              coalesce((select jsonb_agg(u.short_name order by u.seq, u.id) from evaluation_unit x join unit u on u.id = x.unit_id
                where x.evaluation_id = e.id and not exists (select from evaluation_confirmation c
                  where c.unit_id = x.unit_id and c.evaluation_id = e.id and c.sheet_digest = sheet_digest(x.sheet))), '[]') as "notConfirmed"
       from evaluation e join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version
       left join evaluation later on later.corrects_id = e.id and later.state <> 'failed'
       where e.id = $1`,
      [id],
    ),
    reads.objects<OutcomeFacts>(context.scope, outcomeFactsSql('$1'), [id]),
    objectionsOf(context, 'o.evaluation_id = $1', [id]),
    keptComputations(context, id, null),
    reads.objects<{ sheet: UnitResult }>(
      context.scope,
      `select x.sheet from evaluation_unit x where x.evaluation_id = $1 and x.sheet is not null
         and exists (select from evaluation_computation c where c.evaluation_id = $1) order by x.rank, x.unit_id`,
      [id],
    ),
    publicationsOf(context, id),
  ]);
  if (!row || !facts) return null;
  const { body, ...outcome } = row;
  const { state, objectionsUntil } = outcome;
  const newest = publications.at(-1);
  const isComputed = !['queued', 'building', 'failed'].includes(state);
  return {
    ...outcome,
    ...facts,
    evaluationId: id,
    isWindowOpen: state === 'provisional' && isWindowOpen(objectionsUntil, today),
    objections,
    freezeBlockers: freezeBlockers({ ...facts, state, objectionsUntil, today }).map(blocker =>
      sentence(blocker, context.locale),
    ),
    computations: isComputed ? changesOf(computations, sheets.map(({ sheet }) => sheet), body) : [], // prettier-ignore
    publications: publications.map(publication => publicationView(publication, body)),
    viewerCanRelease: canRelease(actor) && state === 'computed',
    viewerCanRecompute: canRelease(actor) && state === 'provisional' && facts.uncorrectedCount > 0,
    viewerCanReturnFreeze: canApproveFreeze(actor) && state === 'freeze-proposed',
    viewerCanProposePublication:
      canProposePublication(actor) && state === 'frozen' && (!newest || newest.state === 'refused'),
    viewerCanDecidePublication: canDecidePublication(actor) && newest?.state === 'proposed',
    viewerCanCorrect: canRelease(actor) && state === 'frozen' && outcome.correctedById === null,
  };
}

type PublicationRow = Omit<PublicationView, 'units' | 'distribution'> & { body: PublishedBody | null };

const publicationsOf = (context: Context, id: string, more = ''): Promise<PublicationRow[]> =>
  context.services.reads.objects<PublicationRow>(
    context.scope,
    `select p.id, p.what, p.state, p.proposed_by as "proposedBy", p.proposed_at as "proposedAt", p.decided_by as "decidedBy",
            p.decided_at as "decidedAt", p.reason, p.body
     from evaluation_publication p where p.evaluation_id = $1 ${more} order by p.proposed_at, p.id`,
    [id],
  );

const gradeNameIn = (scheme: ScoringScheme, code: string): Bilingual =>
  scheme.grades.find(grade => grade.code === code)?.name ?? { zh: code, en: code };

function publicationView({ body, ...row }: PublicationRow, scheme: ScoringScheme): PublicationView {
  return {
    ...row,
    units: (body?.units ?? []).map(unit => ({
      unitId: unit.unitCode,
      unitName: unit.unitName,
      gradeName: gradeNameIn(scheme, unit.grade),
      total: unit.total ?? null,
      rank: unit.rank ?? null,
    })),
    distribution: body?.distribution ?? null,
  };
}

type KeptRow = Omit<ComputationView, 'changes'> & { sheets: UnitResult[] };

/** What was computed before, of one unit or of all. */
const keptComputations = (context: Context, id: string, unitId: string | null): Promise<KeptRow[]> =>
  context.services.reads.objects<KeptRow>(
    context.scope,
    `select c.no, c.sha256, c.computed_at as "computedAt", c.reason, c.replaced_by as "replacedBy", c.replaced_at as "replacedAt",
            coalesce((select jsonb_agg(u order by (u->>'rank')::int, u->>'unitCode')
              from jsonb_array_elements(c.snapshot::jsonb->'result'->'units') u
              where $2::text is null or u->>'unitCode' = $2), '[]') as sheets
     from evaluation_computation c where c.evaluation_id = $1 order by c.no`,
    [id, unitId],
  );

/** Each computation beside the one that took its place. */
function changesOf(kept: KeptRow[], current: UnitResult[], scheme: ScoringScheme): ComputationView[] {
  const named = (code: string): Bilingual =>
    [...scheme.indicators, ...(scheme.groups ?? [])].find(one => one.code === code)?.name ?? { zh: code, en: code };
  const shown = (mark: { score: string; applicable: boolean } | undefined): string =>
    mark?.applicable ? mark.score : '—';
  return kept.map(({ sheets, ...computation }, index) => {
    const next = new Map((kept[index + 1]?.sheets ?? current).map(sheet => [sheet.unitCode, sheet]));
    const changes = sheets.flatMap((before): UnitChange[] => {
      const after = next.get(before.unitCode);
      if (!after) return [];
      const indicators = before.indicators
        .map(mark => ({
          name: named(mark.code),
          before: shown(mark),
          after: shown(after.indicators.find(one => one.code === mark.code)),
        }))
        .filter(mark => mark.before !== mark.after);
      if (before.total === after.total && before.rank === after.rank && before.grade === after.grade && indicators.length === 0) return []; // prettier-ignore
      return [
        {
          unitId: before.unitCode,
          unitName: before.unitName,
          totalBefore: before.total,
          totalAfter: after.total,
          rankBefore: before.rank,
          rankAfter: after.rank,
          gradeBefore: gradeNameIn(scheme, before.grade),
          gradeAfter: gradeNameIn(scheme, after.grade),
          indicators,
        },
      ];
    });
    return { ...computation, changes };
  });
}
