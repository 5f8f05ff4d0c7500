import { LockMode } from '@mikro-orm/postgresql';
import type { PlanUnit } from '@yardstick/domain/plan';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { randomUUID } from 'node:crypto';
import { act } from '../../act.ts';
import { authorize, found, NotFound, type Context } from '../../context.ts';
import { UnreadableSpreadsheet } from '../../documents/spreadsheet.ts';
import { StatisticsImport } from './collecting.entity.ts';
import { canCollect } from './collecting.policy.ts';
import { askingEm, askingReads, type Ask } from './collected.ts';
import { openStates, roundIn } from './evaluation-to-collect.ts';
import { writeFigures } from './record-figures.ts';
import type { StatisticsIssue } from './statistics-issue.ts';
import {
  annotatedStatistics,
  readStatistics,
  statisticsColumns,
  statisticsTemplate,
  type KnownFigure,
} from './statistics-workbook.ts';

/** Reads a table of yearly statistics and records nothing: the dry run. Answers the import's id. */
export function readStatisticsTable(
  context: Context,
  input: { evaluationId: string; fileName: string; bytes: Uint8Array },
): Promise<string> {
  const { evaluationId, fileName } = input;
  return act(context, { name: 'readStatistics', entity: 'StatisticsImport', reason: fileName }, async em => {
    authorize(canCollect(context.actor));
    const { evaluation, scheme } = await roundIn(em, evaluationId, openStates);
    const { programId, figuresYear } = evaluation;
    const ask = askingEm(em);
    const rules = await context.services.rules();
    const reading = await readStatistics(input.bytes, {
      scheme,
      units: await unitsOf(ask, programId),
      known: await knownFigures(ask, programId),
      columns: statisticsColumns(scheme, figuresYear ?? null),
      jumpPercent: rules.collecting.jumpPercent,
    }).catch((error: unknown) => {
      if (!(error instanceof UnreadableSpreadsheet)) throw error;
      throw new RuleViolation([{ code: 'STATISTICS_NOT_XLSX', params: { problem: error.reason } }]);
    });
    const kept = em.create(StatisticsImport, {
      id: randomUUID(),
      evaluationId,
      fileName,
      original: Buffer.from(input.bytes),
      state: 'read',
      importedBy: context.actor.name,
      ...reading,
    });
    return kept.id;
  });
}

/** Records what a workbook holds, all of it or nothing. Answers the evaluation's id. */
export function commitStatistics(context: Context, input: { importId: string }): Promise<string> {
  return act(context, { name: 'commitStatistics', entity: 'StatisticsImport', id: input.importId, input }, async em => {
    authorize(canCollect(context.actor));
    const reading = found(await em.findOne(StatisticsImport, input.importId, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    if (reading.state === 'committed') assertNone([{ code: 'IMPORT_ALREADY_COMMITTED' }]);
    const errors = reading.issues.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) assertNone([{ code: 'IMPORT_HAS_ERRORS', params: { count: errors.length } }]);
    if (reading.figures.length === 0) assertNone([{ code: 'STATISTICS_EMPTY' }]);
    const { evaluation } = await roundIn(em, reading.evaluationId, openStates);
    await writeFigures(context, em, evaluation.programId, reading.figures);
    reading.state = 'committed';
    return evaluation.id;
  });
}

export interface StatisticsImportView {
  id: string;
  evaluationId: string;
  fileName: string;
  state: string;
  figureCount: number;
  unitCount: number;
  errorCount: number;
  warningCount: number;
  issues: {
    severity: string;
    sheet: string;
    row: number;
    column: string;
    message: string;
    suggestion: string | null;
  }[];
  annotatedUrl: string;
}

export async function statisticsImportById(context: Context, id: string): Promise<StatisticsImportView | null> {
  const [row] = await context.services.reads.objects<Omit<ImportRow, 'original'>>(
    context.scope,
    `select id, evaluation_id as "evaluationId", file_name as "fileName", state, figures, issues from statistics_import where id = $1`,
    [id],
  );
  if (!row) return null;
  const { figures, issues, ...rest } = row;
  const language = context.locale === 'en' ? 'en' : 'zh';
  const of = (severity: string): number => issues.filter(issue => issue.severity === severity).length;
  return {
    ...rest,
    state: row.state.toUpperCase(),
    figureCount: figures.length,
    unitCount: new Set(figures.map(({ unitCode }) => unitCode)).size,
    errorCount: of('error'),
    warningCount: of('warning'),
    issues: issues.map(({ code: _, message, suggestion = null, ...issue }) => ({
      ...issue,
      message: message[language],
      suggestion,
    })),
    annotatedUrl: `/imports/statistics/${id}/annotated.xlsx`,
  };
}

interface ImportRow {
  id: string;
  evaluationId: string;
  fileName: string;
  state: string;
  figures: { unitCode: string }[];
  issues: StatisticsIssue[];
  original: Buffer;
}

/** The same workbook with the findings written into it. */
export async function annotatedStatisticsOf(
  context: Context,
  id: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  authorize(canCollect(context.actor));
  const [row] = await context.services.reads.objects<ImportRow>(
    context.scope,
    `select file_name as "fileName", original, issues from statistics_import where id = $1`,
    [id],
  );
  const { fileName, original, issues } = found(row);
  return {
    bytes: await annotatedStatistics(original, issues),
    fileName: fileName.replace(/(\.xlsx)?$/i, '-校核.xlsx'),
  };
}

/** The table to fill in, with everything that is known already. */
export async function statisticsTemplateOf(
  context: Context,
  evaluationId: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  authorize(canCollect(context.actor));
  const ask = askingReads(context);
  const [row] = await ask<{ name: string; programId: string; figuresYear: number | null; scheme: ScoringScheme }>(
    `select e.name, e.program_id as "programId", e.figures_year as "figuresYear", s.body as scheme
     from evaluation e join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version where e.id = ?`,
    [evaluationId],
  );
  if (!row) throw new NotFound();
  const { name, programId, figuresYear, scheme } = row;
  const bytes = await statisticsTemplate({
    scheme,
    title: `${name} 统计数据`,
    columns: statisticsColumns(scheme, figuresYear),
    units: await unitsOf(ask, programId),
    known: await knownFigures(ask, programId),
  });
  return { bytes, fileName: `${name}-统计数据.xlsx` };
}

const unitsOf = (ask: Ask, programId: string): Promise<PlanUnit[]> =>
  ask<PlanUnit>(
    `select u.id as code, u.name, u.short_name as "shortName", u.aliases, coalesce(u.field, '') as field,
            u.is_scored as "isScored", u.kind
     from program_unit p join unit u on u.id = p.unit_id where p.program_id = ? and u.is_scored order by u.seq, u.id`,
    [programId],
  );

const knownFigures = (ask: Ask, programId: string): Promise<KnownFigure[]> =>
  ask<KnownFigure>(
    `select unit_id as "unitCode", code, year, value from figure where program_id = ? order by unit_id, code, year`,
    [programId],
  );
