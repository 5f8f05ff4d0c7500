import { LockMode, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { ReportFacts, ReportVerb } from '@yardstick/domain/periodic-report';
import { act } from '../act.ts';
import { authorize, found, type Context } from '../context.ts';
import { assertFresh } from '../delivery/on-action.ts';
import { PeriodicReport, PeriodicReportStep, type ExpectedReport } from './periodic-report.entity.ts';
import { canMoveReport } from './periodic-report.policy.ts';

export interface ReportVerbInput {
  reportId: string;
  expectedVersion?: number | null;
  reason?: string | null;
}

/** One verb on one report: load and lock, may they, do it, write the step down. Answers the report's id. */
export function onReport(
  context: Context,
  verb: ReportVerb,
  input: ReportVerbInput,
  work: (report: PeriodicReport, em: SqlEntityManager) => void | Promise<void>,
): Promise<string> {
  const { reason = null } = input;
  return act(context, { name: verb, entity: 'PeriodicReport', id: input.reportId, reason, input }, async em => {
    const report = found(
      await em.findOne(PeriodicReport, { id: input.reportId }, { lockMode: LockMode.PESSIMISTIC_WRITE }),
    );
    authorize(canMoveReport(context.actor, report, verb));
    assertFresh(report.version, input.expectedVersion);
    await work(report, em);
    addReportStep(em, context, report.unitId, report.id, verb, reason);
    return report.id;
  });
}

export function addReportStep(
  em: SqlEntityManager,
  { actor, now }: Context,
  unitId: string,
  reportId: string,
  verb: string,
  text: string | null,
): void {
  em.create(PeriodicReportStep, {
    unitId,
    reportId,
    at: now,
    verb,
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    actorUnitId: actor.unitId,
    actorUnit: actor.unitName,
    text: text?.trim() || null,
  });
}

export interface ReportLine extends ExpectedReport {
  state: string;
  isExempt: boolean;
}

/** What the rules expect now, or what was written; whether or not a row stands for it. Only of a unit the actor may see. */
export async function reportLine(em: SqlEntityManager, reportId: string): Promise<ReportLine | null> {
  const [line] = await em.execute<(ReportLine & { isVisible: boolean })[]>(
    `select id, unit_id as "unitId", program_id as "programId", kind, period, from_on::text as "fromOn", to_on::text as "toOn",
            due_on::text as "dueOn", state, is_exempt as "isExempt"
     from report_line where id = ?::uuid`,
    [reportId],
  );
  return line ?? null;
}

export async function factsOf(
  em: SqlEntityManager,
  { unitId, programId, fromOn, toOn }: Pick<ExpectedReport, 'unitId' | 'programId' | 'fromOn' | 'toOn'>,
): Promise<ReportFacts> {
  const [row] = await em.execute<{ facts: ReportFacts }[]>(
    `select report_facts(?, ?::uuid, ?::date, ?::date) as facts`,
    [unitId, programId, fromOn, toOn],
  );
  return found(row).facts;
}
