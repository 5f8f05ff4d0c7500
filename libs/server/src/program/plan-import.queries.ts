import type { PlanDraft, PlanUnit } from '@yardstick/domain/plan';
import { authorize, found, NotFound, type Context } from '../context.ts';
import { canImportPlan } from './program.policy.ts';
import { annotatePlanWorkbook } from './workbook/annotate-plan-workbook.ts';
import type { WorkbookIssue } from './workbook/issue.ts';
import { writePlanWorkbook } from './workbook/write-plan-workbook.ts';

export interface PlanImportView {
  id: string;
  fileName: string;
  state: string;
  programName: string | null;
  taskCount: number;
  measureCount: number;
  unitCount: number;
  newUnitCount: number;
  errorCount: number;
  warningCount: number;
  issues: {
    severity: string;
    sheet: string;
    row: number;
    column: string;
    code: string;
    message: string;
    suggestion: string | null;
  }[];
  annotatedUrl: string;
  programId: string | null;
  changes: string[];
}

interface ImportRow {
  id: string;
  fileName: string;
  state: string;
  plan: PlanDraft | null;
  issues: WorkbookIssue[];
  programId: string | null;
}

export async function planImportById(context: Context, id: string): Promise<PlanImportView | null> {
  const { reads } = context.services;
  const [[row], known] = await Promise.all([
    reads.objects<ImportRow>(
      context.scope,
      `select id, file_name as "fileName", state, plan, issues, program_id as "programId" from plan_import where id = $1`,
      [id],
    ),
    reads.objects<{ id: string }>(context.scope, `select id from unit`),
  ]);
  if (!row) return null;
  const { plan, issues } = row;
  const language = context.locale === 'en' ? 'en' : 'zh';
  const knownIds = new Set(known.map(unit => unit.id));
  const named = new Set(plan?.measures.flatMap(measure => [...measure.leadUnits, ...measure.coopUnits]));
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state.toUpperCase(),
    programName: plan?.name ?? null,
    taskCount: plan?.tasks.length ?? 0,
    measureCount: plan?.measures.length ?? 0,
    unitCount: new Set([...named, ...(plan?.units.map(unit => unit.code) ?? [])].filter(code => code !== 'ALL')).size,
    newUnitCount: plan?.units.filter(unit => !knownIds.has(unit.code)).length ?? 0,
    errorCount: issues.filter(issue => issue.severity === 'error').length,
    warningCount: issues.filter(issue => issue.severity === 'warning').length,
    issues: issues.map(issue => ({ ...issue, message: issue.message[language], suggestion: issue.suggestion ?? null })),
    annotatedUrl: `/imports/${row.id}/annotated.xlsx`,
    programId: row.programId,
    changes: plan && row.state === 'read' ? await changesTo(context, plan) : [],
  };
}

/** The same workbook with the findings written into its cells. */
export async function annotatedWorkbook(
  context: Context,
  id: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  authorize(canImportPlan(context.actor));
  const [row] = await context.services.reads.objects<{ file_name: string; original: Buffer; issues: WorkbookIssue[] }>(
    context.scope,
    `select file_name, original, issues from plan_import where id = $1`,
    [id],
  );
  const reading = found(row);
  return {
    bytes: await annotatePlanWorkbook(reading.original, reading.issues),
    fileName: reading.file_name.replace(/(\.xlsx)?$/i, '-校核.xlsx'),
  };
}

/** The standing program as a workbook that imports again to the same program. */
export async function exportPlan(
  context: Context,
  programId: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const plan = await planOf(context, programId);
  if (!plan) throw new NotFound();
  return { bytes: await writePlanWorkbook(plan), fileName: `任务分解表-${plan.code}.xlsx` };
}

export async function planOf(context: Context, programId: string): Promise<PlanDraft | null> {
  const read = <T>(text: string): Promise<T[]> => context.services.reads.objects<T>(context.scope, text, [programId]);
  type Measures = Omit<PlanDraft['measures'][number], 'leadUnits' | 'coopUnits'> & { id: string; reachesAll: boolean };
  const [[program], tasks, measures, members, units] = await Promise.all([
    read<Omit<PlanDraft, 'tasks' | 'measures' | 'units'>>(
      `select code, name, coalesce(doc_no, '') as "docNo", starts_on as "startsOn", ends_on as "endsOn",
              coalesce(marker, '') as marker, stages, goals from program where id = $1`,
    ),
    read<PlanDraft['tasks'][number]>(`select seq, code, title from task where program_id = $1 order by seq`),
    read<Measures>(
      `select m.id, m.reaches_all as "reachesAll", m.seq, m.code, t.code as "taskCode", m.title, m.text,
              m.source_clause as "sourceClause", m.scope, m.due, m.deliverable, m.evidence_kinds as "evidenceKinds",
              m.stage_targets as "stageTargets", m.weight, m.crosswalk, coalesce(m.proof_example, '') as "proofExample",
              coalesce(m.note, '') as note
       from measure m join task t on t.id = m.task_id where m.program_id = $1 order by m.seq`,
    ),
    read<{ measureId: string; unitId: string; role: string }>(
      `select x.measure_id as "measureId", x.unit_id as "unitId", x.role from measure_unit x
       join measure m on m.id = x.measure_id where m.program_id = $1 order by x.seq`,
    ),
    read<PlanUnit>(
      `select u.id as code, u.name, u.short_name as "shortName", u.aliases, coalesce(u.field, '') as field,
              u.is_scored as "isScored", u.kind
       from program_unit p join unit u on u.id = p.unit_id where p.program_id = $1 order by u.seq`,
    ),
  ]);
  if (!program) return null;
  return {
    ...program,
    tasks,
    units,
    measures: measures.map(({ id, reachesAll, ...measure }) => {
      const own = members.filter(member => member.measureId === id);
      return {
        ...measure,
        leadUnits: own.filter(member => member.role === 'LEAD').map(member => member.unitId),
        coopUnits: [
          ...(reachesAll ? ['ALL'] : []),
          ...own.filter(member => member.role === 'COOP').map(member => member.unitId),
        ],
      };
    }),
  };
}

/** What a commit would change in a program that stands already, one line each. */
async function changesTo(context: Context, draft: PlanDraft): Promise<string[]> {
  const [standing] = await context.services.reads.objects<{ id: string }>(
    context.scope,
    `select id from program where code = $1`,
    [draft.code],
  );
  const before = standing ? await planOf(context, standing.id) : null;
  if (!before) return [];
  const say = (zh: string, en: string): string => (context.locale === 'en' ? en : zh);
  const lines: string[] = [];
  for (const measure of draft.measures) {
    const old = before.measures.find(known => known.code === measure.code);
    if (!old)
      lines.push(say(`新增措施 ${measure.code} ${measure.title}`, `New measure ${measure.code} ${measure.title}`));
    else if (JSON.stringify(sorted(old)) !== JSON.stringify(sorted(measure)))
      lines.push(say(`修改措施 ${measure.code} ${measure.title}`, `Changed measure ${measure.code} ${measure.title}`));
  }
  for (const old of before.measures)
    if (!draft.measures.some(measure => measure.code === old.code))
      lines.push(say(`措施 ${old.code} 不在新表中,将保留`, `Measure ${old.code} is not in the workbook; it stays`));
  return lines;
}

const sorted = (value: object): [string, unknown][] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
