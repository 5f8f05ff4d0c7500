import type { Bilingual } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { scoreUnit } from '@yardstick/domain/scoring/evaluate';
import { missingFigures, silentFigures } from '@yardstick/domain/scoring/missing-figures';
import type { Choice, Indicator, ScoringMethod, ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { isAssessed, type GivenLine } from '@yardstick/domain/scoring/three-lines';
import { selfAssessmentMoves, type SelfAssessmentState } from '@yardstick/domain/self-assessment';
import { sentence } from '@yardstick/domain/wording';
import { authorize, type Context } from '../../context.ts';
import { askingReads, inputsOnRecord, ruledLine, type Collecting } from './collected.ts';
import { collectInputs } from './collect-inputs.ts';
import {
  canCheckLines,
  canCollect,
  canDecideFinal,
  canDecideMissing,
  canMoveSelfAssessment,
  canSeeCollecting,
} from './collecting.policy.ts';
import { canSeeEvaluations } from '../evaluation.policy.ts';
import type { EvaluationState } from '../evaluation.entity.ts';
import { openStates, startBlockers } from './evaluation-to-collect.ts';
import { linesView, type IndicatorLinesView } from './indicator-lines.ts';

export interface MissingGroup {
  indicator: string;
  indicatorName: Bilingual;
  figure: string;
  figureName: Bilingual;
  /** 0 for a figure without a year. */
  year: number;
  method: ScoringMethod['kind'];
  units: { id: string; name: string }[];
}

export interface DecisionView {
  id: string;
  unitId: string | null;
  unitName: string | null;
  indicator: string | null;
  figure: string | null;
  year: number;
  name: Bilingual;
  reason: string;
  decidedBy: string;
  decidedAt: string;
  liftedBy: string | null;
  liftReason: string | null;
}

export interface CollectingView {
  id: string;
  state: EvaluationState;
  collectUntil: CalendarDay | null;
  collectUntilReason: string | null;
  isOverdue: boolean;
  closingReason: string | null;
  collectedBy: string | null;
  collectedAt: string | null;
  missing: MissingGroup[];
  missingCount: number;
  silent: Bilingual[];
  decisions: DecisionView[];
  units: {
    unitId: string;
    unitName: string;
    selfState: SelfAssessmentState;
    signedBy: string | null;
    selfCount: number;
    officeCount: number;
  }[];
  assessedCount: number;
  recordMethods: RecordMethodView[];
  blockers: string[];
  templateUrl: string | null;
  viewerCanClose: boolean;
  viewerCanStart: boolean;
  viewerCanDecide: boolean;
  viewerCanRecord: boolean;
}

/** A figure that is read record by record, and what its records can be about. */
export interface RecordMethodView {
  figure: string;
  name: Bilingual;
  method: ScoringMethod['kind'];
  choices: { code: string; name: Bilingual; points: string | null }[];
}

interface RoundRow {
  id: string;
  name: string;
  programId: string;
  programCode: string;
  asOf: CalendarDay;
  state: EvaluationState;
  collectUntil: CalendarDay | null;
  collectUntilReason: string | null;
  closingReason: string | null;
  collectedBy: string | null;
  collectedAt: string | null;
  scheme: ScoringScheme;
}

const roundRow = `select e.id, e.name, e.program_id as "programId", p.code as "programCode", e.as_of as "asOf", e.state,
    e.collect_until as "collectUntil", e.collect_until_reason as "collectUntilReason",
    e.closing_reason as "closingReason", e.collected_by as "collectedBy",
    e.collected_at as "collectedAt", s.body as scheme
  from evaluation e join program p on p.id = e.program_id
  join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version where e.id = ?`;

/** What went into an evaluation and what is missing still; for office and leading group. */
export async function collectingOf(context: Context, id: string): Promise<CollectingView | null> {
  authorize(canSeeEvaluations(context.actor));
  const ask = askingReads(context);
  const [round] = await ask<RoundRow>(roundRow, [id]);
  if (!round) return null;
  const { scheme, programId, state } = round;
  const isOpen = openStates.includes(state);
  const inputs = isOpen ? await inputsOnRecord(ask, { evaluationId: id, programId, scheme }) : [];
  const missing = missingFigures(scheme, inputs);
  const units = await ask<CollectingView['units'][number]>(
    `select u.id as "unitId", u.short_name as "unitName", coalesce(a.state, 'expected') as "selfState", a.signed_by as "signedBy",
            count(l.self)::int as "selfCount", count(l.office)::int as "officeCount"
     from program_unit p join unit u on u.id = p.unit_id
     left join self_assessment a on a.unit_id = u.id and a.evaluation_id = cast(? as uuid)
     left join assessment_line l on l.unit_id = u.id and l.evaluation_id = cast(? as uuid)
     where p.program_id = ? and u.is_scored
     group by u.id, u.short_name, u.seq, a.state, a.signed_by order by u.seq, u.id`,
    [id, id, programId],
  );
  const decisions = await decisionsOf(context, id, scheme, null);
  const may = canCollect(context.actor);
  return {
    ...round,
    isOverdue: state === 'collecting' && round.collectUntil !== null && round.collectUntil < context.today,
    missing: groups(scheme, missing),
    missingCount: missing.length,
    silent: isOpen ? silentFigures(scheme, inputs).map(code => figureName(scheme, code)) : [],
    decisions,
    units,
    assessedCount: scheme.indicators.filter(isAssessed).length,
    recordMethods: scheme.indicators.flatMap(recordMethod),
    blockers: isOpen ? startBlockers(scheme, inputs).map(violation => sentence(violation, context.locale)) : [],
    templateUrl: may && isOpen ? `/exports/statistics/${id}.xlsx` : null,
    viewerCanClose: may && state === 'collecting',
    viewerCanStart: may && (state === 'checking' || state === 'failed'),
    viewerCanDecide: canDecideMissing(context.actor) && isOpen,
    viewerCanRecord: may && isOpen,
  };
}

const figureName = (scheme: ScoringScheme, code: string): Bilingual =>
  scheme.figures.find(figure => figure.code === code)?.name ?? { zh: code, en: code };

function groups(scheme: ScoringScheme, missing: ReturnType<typeof missingFigures>): MissingGroup[] {
  const byFigure = Map.groupBy(missing, item => `${item.indicator}/${item.figure}/${item.year ?? ''}`);
  return [...byFigure.values()].map(items => {
    const { indicator, figure, year = 0 } = items[0]!;
    const { name, method } = scheme.indicators.find(({ code }) => code === indicator)!;
    return {
      indicator,
      indicatorName: name,
      figure,
      figureName: figureName(scheme, figure),
      year,
      method: method.kind,
      units: items.map(({ unitCode, unitName }) => ({ id: unitCode, name: unitName })),
    };
  });
}

function recordMethod({ method, name }: Indicator): RecordMethodView[] {
  const choice = ({ code, name: word, points }: Choice) => ({ code, name: word, points: points ?? null });
  const of = (figure: string, choices: RecordMethodView['choices']): RecordMethodView[] => [
    { figure, name, method: method.kind, choices },
  ];
  switch (method.kind) {
    case 'survey':
      return of(method.figure, method.answers.map(choice));
    case 'ballot':
      return of(method.figure, method.choices.map(choice));
    case 'case-files':
      return of(
        method.figure,
        method.vetoes.map(veto => ({ ...veto, points: null })),
      );
    default:
      return [];
  }
}

async function decisionsOf(
  context: Context,
  evaluationId: string,
  scheme: ScoringScheme,
  unitId: string | null,
): Promise<DecisionView[]> {
  const rows = await askingReads(context)<Omit<DecisionView, 'name'>>(
    `select r.id, r.unit_id as "unitId", u.short_name as "unitName", r.indicator, null::text as figure, 0 as year, r.reason,
            r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.lifted_by as "liftedBy", r.lift_reason as "liftReason"
     from indicator_ruling r join unit u on u.id = r.unit_id
     where r.evaluation_id = cast(? as uuid) and (cast(? as text) is null or r.unit_id = ?)
     union all
     select d.id, null, null, null, d.figure, d.year, d.reason, d.decided_by, d.decided_at, d.lifted_by, d.lift_reason
     from figure_deferral d where d.evaluation_id = cast(? as uuid)
     order by "decidedAt", id`,
    [evaluationId, unitId, unitId, evaluationId],
  );
  const indicatorName = (code: string): Bilingual =>
    scheme.indicators.find(indicator => indicator.code === code)?.name ?? { zh: code, en: code };
  return rows.map(row => ({
    ...row,
    name: row.indicator === null ? figureName(scheme, row.figure ?? '') : indicatorName(row.indicator),
  }));
}

export interface UnitLinesView {
  id: string;
  name: string;
  state: EvaluationState;
  unitId: string;
  unitName: string;
  schemeName: Bilingual;
  collectUntil: CalendarDay | null;
  selfState: SelfAssessmentState;
  selfVersion: number;
  declineReason: string | null;
  draftedBy: string | null;
  signedBy: string | null;
  signedAt: string | null;
  indicators: IndicatorLinesView[];
  decisions: DecisionView[];
  viewerCanWrite: boolean;
  viewerCanSign: boolean;
  viewerCanCheck: boolean;
  viewerCanConfirm: boolean;
  viewerCanDecide: boolean;
}

/** One unit's three lines, with what the system knows beside them; for its own people, the office and the leading group. */
export async function unitLinesOf(context: Context, id: string, unitId: string): Promise<UnitLinesView | null> {
  const { actor } = context;
  authorize(canSeeCollecting(actor, unitId));
  const ask = askingReads(context);
  const [round] = await ask<RoundRow>(roundRow, [id]);
  const [unit] = await ask<{ code: string; name: string }>(
    `select u.id as code, u.name from program_unit p join unit u on u.id = p.unit_id
     where p.program_id = ? and u.id = ? and u.is_scored`,
    [round?.programId ?? null, unitId],
  );
  if (!round || !unit) return null;
  const [assessment] = await ask<{
    state: SelfAssessmentState;
    declineReason: string | null;
    saveNo: number;
    draftedBy: string;
    signedBy: string | null;
    signedAt: string | null;
  }>(
    `select state, save_no as "saveNo", decline_reason as "declineReason", drafted_by as "draftedBy", signed_by as "signedBy", signed_at as "signedAt"
     from self_assessment where evaluation_id = cast(? as uuid) and unit_id = ?`,
    [id, unitId],
  );
  const lines = await ask<{
    indicator: string;
    self: GivenLine | null;
    office: GivenLine | null;
    final: GivenLine | null;
    ruled: GivenLine | null;
  }>(
    `select l.indicator, l.self, l.office, l.final, ${ruledLine('l')} as ruled from assessment_line l
     where l.evaluation_id = cast(? as uuid) and l.unit_id = ?`,
    [id, unitId],
  );
  const { scheme, state, programId } = round;
  const isOpen = openStates.includes(state);
  const isOwn = actor.unitId === unitId;
  const selfState = assessment?.state ?? 'expected';
  // a draft is the unit's own until its head signs, and the office's marks are not told before the result is
  const showsSelf = isOwn || selfState === 'signed';
  const showsOffice = !isOwn || !isOpen;
  const inputs = isOpen ? await knownOf(context, { evaluationId: id, programId, scheme }, round, unit) : null;
  const known = inputs ? scoreUnit(scheme, inputs).sheet.indicators : [];
  const missing = inputs ? missingFigures(scheme, [inputs]) : [];
  const writes = canMoveSelfAssessment(actor, { unitId }, 'saveSelfAssessment');
  const marks = scheme.indicators.filter(isAssessed);
  return {
    id,
    name: round.name,
    state,
    unitId,
    unitName: unit.name,
    schemeName: scheme.name,
    collectUntil: round.collectUntil,
    selfState,
    selfVersion: assessment?.saveNo ?? 0,
    declineReason: showsSelf ? (assessment?.declineReason ?? null) : null,
    draftedBy: assessment?.draftedBy ?? null,
    signedBy: assessment?.signedBy ?? null,
    signedAt: assessment?.signedAt ?? null,
    indicators: scheme.indicators.map(indicator => {
      const line = lines.find(row => row.indicator === indicator.code);
      const scored = known.find(({ code }) => code === indicator.code);
      const lacks = missing.filter(item => item.indicator === indicator.code);
      const given = linesView(indicator, {
        self: showsSelf ? line?.self : null,
        ...(showsOffice ? { office: line?.office, final: line?.final, ruled: line?.ruled } : {}),
      });
      return { ...given, ...knownView() };

      function knownView() {
        const stands = scored !== undefined && lacks.length === 0 && !isAssessed(indicator);
        return {
          score: stands && scored.applicable ? scored.score : null,
          lines: stands ? scored.lines.map(({ text, value }) => ({ text, value })) : [],
          missing: isAssessed(indicator) ? [] : lacks.map(({ figure }) => figureName(scheme, figure)),
        };
      }
    }),
    decisions: await decisionsOf(context, id, scheme, unitId),
    viewerCanWrite:
      writes &&
      state === 'collecting' &&
      marks.length > 0 &&
      selfAssessmentMoves.saveSelfAssessment.from.includes(selfState),
    viewerCanSign:
      canMoveSelfAssessment(actor, { unitId }, 'signSelfAssessment') &&
      state === 'collecting' &&
      selfState === 'to-sign',
    viewerCanCheck: canCheckLines(actor, { unitId }) && isOpen && marks.length > 0,
    viewerCanConfirm:
      canCheckLines(actor, { unitId }) &&
      isOpen &&
      selfState === 'signed' &&
      lines.some(row => row.self && !row.office),
    viewerCanDecide: canDecideFinal(actor, { unitId }) && isOpen && lines.some(row => row.office),
  };
}

/** What is on record of one unit today, counted things too: nobody is asked for what the system knows. */
function knownOf(
  context: Context,
  of: Collecting,
  round: RoundRow,
  unit: { code: string; name: string },
): Promise<UnitInputs> {
  const subject = {
    evaluationId: round.id,
    programId: of.programId,
    programCode: round.programCode,
    asOf: round.asOf,
    scheme: of.scheme,
  };
  return context.em.transactional(async em => {
    const calendar = await context.services.calendar();
    const [inputs] = await collectInputs(em, subject, [unit], calendar);
    return inputs!;
  });
}
