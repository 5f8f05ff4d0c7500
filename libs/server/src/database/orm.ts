import { MikroORM } from '@mikro-orm/postgresql';
import { Evaluation, EvaluationUnit } from '../evaluation/evaluation.entity.ts';
import {
  AssessmentLine,
  FigureDeferral,
  IndicatorRuling,
  SelfAssessment,
  StatisticsImport,
} from '../evaluation/collecting/collecting.entity.ts';
import { EvaluationDocument } from '../evaluation/papers/evaluation-document.entity.ts';
import { FinalRuling } from '../evaluation/outcome/final-ruling.entity.ts';
import { EvaluationObjection } from '../evaluation/outcome/objection.entity.ts';
import { EvaluationPublication } from '../evaluation/outcome/publication.entity.ts';
import { Evidence, EvidenceLink, EvidenceUse } from '../evidence/evidence.entity.ts';
import { FindingRemark } from '../delivery/finding-remark.entity.ts';
import { OutboxMessage, OutboxSubscriber } from '../events/outbox.ts';
import { Letter, LetterItem, LetterStepEntry } from '../letters/letter.entity.ts';
import { Milestone } from '../delivery/milestone.entity.ts';
import { ProgressReport } from '../delivery/progress-report.entity.ts';
import { TimelineEntry } from '../delivery/timeline-entry.entity.ts';
import { UnitAction } from '../delivery/unit-action.entity.ts';
import { Absence } from '../people/absence.entity.ts';
import { PostHolding } from '../people/post-holding.entity.ts';
import { Unit } from '../people/unit.entity.ts';
import { User } from '../people/user.entity.ts';
import { PeriodicReport, PeriodicReportStep, ReportExemption } from '../reports/periodic-report.entity.ts';
import { Measure, MeasureUnit, PlanImport, Program, Task } from '../program/program.entity.ts';
import { UnitRequest, UnitRequestStep } from '../requests/unit-request.entity.ts';
import type { Pool, PoolClient } from 'pg';
import type { Scope } from './scope.ts';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

export const entities = [
  Unit, User, PostHolding, Absence, Program, Task, Measure, MeasureUnit, PlanImport, UnitAction, Milestone, ProgressReport, TimelineEntry,
  Evidence, EvidenceLink, EvidenceUse, FindingRemark, UnitRequest, UnitRequestStep, PeriodicReport, PeriodicReportStep, ReportExemption, Letter, LetterItem, LetterStepEntry, Evaluation, EvaluationUnit, EvaluationDocument, EvaluationObjection, FinalRuling, EvaluationPublication, SelfAssessment, AssessmentLine, IndicatorRuling, FigureDeferral, StatisticsImport, OutboxMessage,
]; // prettier-ignore

/** The ORM on the run-time role: entities are for writing, screens read through the read pool. */
export function openOrm(appUrl: string): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: appUrl,
    entities,
    subscribers: [new OutboxSubscriber()],
    forceUtcTimezone: true,
    pool: { min: 0, max: 8 },
    driverOptions: { application_name: 'yardstick-write', onPoolCreated: takeBackBroken },
  });
}

/**
 * A transaction on a connection that has broken cannot be rolled back, and whoever holds it then forgets to give it back
 * (Kysely 0.29, `ControlledTransaction.rollback`): eight such accidents, and everything that writes would wait for ever.
 */
function takeBackBroken(pool: Pool): void {
  const watching = new WeakMap<PoolClient, () => void>();
  pool.on('acquire', client => {
    const takeBack = (): void => {
      const release = client.release.bind(client);
      client.release = () => undefined; // its holder may still come with it
      release(true);
    };
    watching.set(client, takeBack);
    client.once('end', takeBack);
  });
  pool.on('release', (_error, client) => {
    const takeBack = watching.get(client);
    if (takeBack) client.removeListener('end', takeBack);
  });
}

/** A fresh unit of work whose transactions tell the row-level fences what they may see. */
export function forkFor(orm: MikroORM, scope: Scope): SqlEntityManager {
  return orm.em.fork({
    session: {
      variables: { 'app.scope': scope.all ? 'all' : 'unit', 'app.unit': scope.unitId, 'app.user': scope.userId },
    },
  });
}
