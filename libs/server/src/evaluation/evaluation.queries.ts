import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { Bilingual } from '@yardstick/domain/bilingual';
import { schemeRules, type RuleLine } from '@yardstick/domain/scoring/scheme-rules';
import type { IndicatorResult, ScoringScheme, UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import type { Context } from '../context.ts';
import type { EvaluationState } from './evaluation.entity.ts';
import { termsOf, type TermView } from './scheme-terms.ts';
import { canApproveFreeze, canProposeFreeze } from './evaluation.policy.ts';

export interface EvaluationRow {
  id: string;
  name: string;
  schemeCode: string;
  schemeVersion: number;
  asOf: CalendarDay;
  state: EvaluationState;
  unitsDone: number;
  unitsTotal: number;
  orderedBy: string;
  orderedAt: string;
  sha256: string | null;
}
export interface SchemeView {
  code: string;
  version: number;
  name: Bilingual;
  subject: 'unit' | 'case-file';
  indicators: { code: string; name: Bilingual; full: string; source: string; clause: string }[];
  /** The tree in words, line by line. */
  rules: RuleLine[];
  terms: TermView[];
  /** The scheme itself, as data. */
  text: string;
}
export interface IndicatorScoreView {
  code: string;
  name: Bilingual;
  full: string;
  score: string;
  applicable: boolean;
  lines: { text: Bilingual; value: string; refs: { ref: string; label: string; actionId: string | null }[] }[];
}
export interface UnitScoreView {
  unitId: string;
  unitName: string;
  total: string;
  grade: string;
  gradeName: Bilingual;
  rank: number;
  vetoes: Bilingual[];
  indicators: IndicatorScoreView[];
  /** Where the scheme has groups, in its order. */
  groups: IndicatorScoreView[];
  /** How total, rank and grade came about, where it is not plain from the marks. */
  lines: IndicatorScoreView['lines'];
}
export interface EvaluationView extends EvaluationRow {
  programId: string;
  scheme: SchemeView;
  isProvisional: boolean;
  computedAt: string | null;
  sm3: string | null;
  proposedBy: string | null;
  approvedBy: string | null;
  frozenAt: string | null;
  failure: string | null;
  units: UnitScoreView[];
  gradeCounts: { grade: string; name: Bilingual; count: number }[];
  viewerCanProposeFreeze: boolean;
  viewerCanApproveFreeze: boolean;
  xlsxUrl: string | null;
  docxUrl: string | null;
  /** By which an outsider checks it; of one unit with `?unit=` behind it. */
  packageUrl: string | null;
}

const rowColumns = `e.id, e.name, e.scheme_code as "schemeCode", e.scheme_version as "schemeVersion", e.as_of as "asOf", e.state,
  (select count(*)::int from evaluation_unit x where x.evaluation_id = e.id) as "unitsDone", e.units_total as "unitsTotal",
  e.ordered_by as "orderedBy", e.ordered_at as "orderedAt", e.sha256`;

export function listEvaluations(context: Context): Promise<EvaluationRow[]> {
  return context.services.reads.objects<EvaluationRow>(
    context.scope,
    `select ${rowColumns} from evaluation e order by e.ordered_at desc limit 100`,
  );
}

export async function listSchemes(context: Context): Promise<SchemeView[]> {
  const rows = await context.services.reads.objects<{ body: ScoringScheme }>(
    context.scope,
    `select distinct on (code) body from scoring_scheme order by code, version desc`,
  );
  return rows.map(row => schemeView(row.body));
}

/** One evaluation with every unit's sheet, each line leading to the records it rests on. A fixed number of statements. */
export async function evaluationById(context: Context, id: string): Promise<EvaluationView | null> {
  const { reads } = context.services;
  const [[row], sheets, [scheme], actions] = await Promise.all([
    reads.objects<EvaluationView>(
      context.scope,
      `select ${rowColumns}, e.program_id as "programId", e.computed_at as "computedAt", e.sm3, e.proposed_by as "proposedBy",
              e.approved_by as "approvedBy", e.frozen_at as "frozenAt", e.failure
       from evaluation e where e.id = $1`,
      [id],
    ),
    reads.objects<{ sheet: UnitResult | null; inputs: UnitInputs }>(
      context.scope,
      `select sheet, inputs from evaluation_unit where evaluation_id = $1 order by rank, unit_id`,
      [id],
    ),
    reads.objects<{ body: ScoringScheme }>(
      context.scope,
      `select s.body from evaluation e join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version where e.id = $1`,
      [id],
    ),
    reads.objects<{ ref: string; id: string; title: string }>(
      context.scope,
      `select m.code || '/' || a.unit_id || '/' || a.year as ref, a.id, a.title
       from evaluation e join unit_action a on a.program_id = e.program_id join measure m on m.id = a.measure_id where e.id = $1`,
      [id],
    ),
  ]);
  if (!row || !scheme) return null;
  const actionOf = new Map(actions.map(action => [action.ref, action]));
  const isComputed = ['computed', 'provisional', 'freeze-proposed', 'frozen'].includes(row.state);
  const isReady = isComputed && sheets.length > 0 && sheets.every(sheet => sheet.sheet !== null);
  const units = isReady
    ? sheets.map(({ sheet, inputs }) =>
        unitScore(sheet as UnitResult, scheme.body, recordsOf(inputs, scheme.body, actionOf)),
      )
    : [];
  return {
    ...row,
    scheme: schemeView(scheme.body),
    // Figures of the running year are provisional until its own results come in.
    isProvisional:
      sheets.some(({ inputs }) => inputs.notYetKnown || inputs.figures.some(figure => figure.provisional)) ||
      row.asOf < `${row.asOf.slice(0, 4)}-12-31`,
    units,
    gradeCounts: scheme.body.grades.map(grade => ({
      grade: grade.code,
      name: grade.name,
      count: units.filter(unit => unit.grade === grade.code).length,
    })),
    viewerCanProposeFreeze: canProposeFreeze(context.actor) && row.state === 'provisional',
    viewerCanApproveFreeze: canApproveFreeze(context.actor) && row.state === 'freeze-proposed',
    xlsxUrl: isReady ? `/exports/evaluations/${id}.xlsx` : null,
    docxUrl: isReady ? `/exports/evaluations/${id}.docx` : null,
    packageUrl: row.state === 'frozen' ? `/exports/packages/${id}.zip` : null,
  };
}

interface RecordView {
  label: string;
  actionId: string | null;
}

/** What a unit's marks rest on, by reference: an action that opens, or a recorded figure with where it comes from. */
export function recordsOf(
  inputs: UnitInputs,
  scheme: ScoringScheme,
  actionOf: ReadonlyMap<string, { id: string; title: string }>,
): (ref: string) => RecordView {
  const recorded = new Map<string, string>();
  for (const figure of inputs.figures)
    for (const { ref, note, value = figure.value } of figure.records) {
      const name = scheme.figures.find(known => known.code === figure.code)?.name.zh ?? figure.code;
      recorded.set(ref, `${figure.year ? `${figure.year}年` : ''}${name} ${value}(${note ?? figure.source})`);
    }
  return ref => {
    const action = actionOf.get(ref);
    return { label: action ? `${ref} ${action.title}` : (recorded.get(ref) ?? ref), actionId: action?.id ?? null };
  };
}

export function unitScore(
  sheet: UnitResult,
  scheme: ScoringScheme,
  recordOf: (ref: string) => RecordView,
): UnitScoreView {
  const names = new Map([...scheme.indicators, ...(scheme.groups ?? [])].map(({ code, name }) => [code, name]));
  const explained = (result: IndicatorResult): IndicatorScoreView => ({
    ...result,
    name: names.get(result.code) ?? { zh: result.code, en: result.code },
    lines: result.lines.map(line => ({ ...line, refs: line.refs.map(ref => ({ ref, ...recordOf(ref) })) })),
  });
  return {
    unitId: sheet.unitCode,
    unitName: sheet.unitName,
    total: sheet.total,
    grade: sheet.grade,
    gradeName: scheme.grades.find(grade => grade.code === sheet.grade)?.name ?? { zh: sheet.grade, en: sheet.grade },
    rank: sheet.rank,
    vetoes: sheet.vetoes.map(veto => veto.name),
    indicators: sheet.indicators.map(explained),
    groups: (sheet.groups ?? []).map(explained),
    lines: (sheet.lines ?? []).map(line => ({ ...line, refs: line.refs.map(ref => ({ ref, ...recordOf(ref) })) })),
  };
}

export function schemeView(scheme: ScoringScheme): SchemeView {
  return {
    code: scheme.code,
    version: scheme.version,
    name: scheme.name,
    subject: scheme.subject ?? 'unit',
    indicators: scheme.indicators.map(({ code, name, full, source, clause }) => ({ code, name, full, source, clause })),
    rules: schemeRules(scheme),
    terms: termsOf(scheme),
    text: JSON.stringify(scheme, null, 2),
  };
}
