import type { MikroORM } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { evaluate } from '@yardstick/domain/scoring/evaluate';
import { progressFigures, type TrackedAction } from '@yardstick/domain/scoring/progress-figures';
import type { FigureInput, ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { RuleViolation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import { createHash } from 'node:crypto';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import type { Services } from '../services.ts';
import { Evaluation, EvaluationUnit } from './evaluation.entity.ts';
import { UnitParts } from './unit-parts.ts';

const snapshotFormat = 1;

/**
 * Builds an ordered evaluation: collects one unit after another, each in its own transaction, then scores them all at
 * once. Safe to run twice and to be killed anywhere: a unit collected stays collected, and the same inputs give the
 * same bytes.
 */
export async function buildEvaluation(orm: MikroORM, services: Services, evaluationId: string): Promise<void> {
  const start = await starting(orm, evaluationId);
  if (!start) return;
  try {
    for (const unit of start.units) await collectUnit(orm, services, start, unit);
    await computeScores(orm, services, start);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    const sentences = error.violations.map(violation => sentence(violation, 'zh-CN')).join(' ');
    await forkFor(orm, systemScope).transactional(async em => {
      (await em.findOneOrFail(Evaluation, evaluationId)).failed(sentences);
    });
  }
}

interface Start {
  evaluationId: string;
  programId: string;
  programCode: string;
  asOf: CalendarDay;
  scheme: ScoringScheme;
  units: { code: string; name: string }[];
}

async function starting(orm: MikroORM, evaluationId: string): Promise<Start | null> {
  return forkFor(orm, systemScope).transactional(async tx => {
    const em = tx;
    const evaluation = await em.findOne(Evaluation, evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!evaluation || (evaluation.state !== 'queued' && evaluation.state !== 'building')) return null;
    const units = await em.execute<{ code: string; name: string }[]>(
      `select u.id as code, u.name from program_unit p join unit u on u.id = p.unit_id
       where p.program_id = ? and u.is_scored order by u.seq, u.id`,
      [evaluation.programId],
    );
    const [row] = await em.execute<{ body: ScoringScheme; code: string }[]>(
      `select s.body, p.code from scoring_scheme s, program p where s.code = ? and s.version = ? and p.id = ?`,
      [evaluation.schemeCode, evaluation.schemeVersion, evaluation.programId],
    );
    if (!row) throw new Error(`Scheme ${evaluation.schemeCode} is gone.`);
    evaluation.startBuilding(units.length);
    return {
      evaluationId,
      programId: evaluation.programId,
      programCode: row.code,
      asOf: evaluation.asOf,
      scheme: row.body,
      units,
    };
  });
}

interface ActionRow {
  code: string;
  year: number;
  role: string;
  due_on: CalendarDay;
  handed_in_on: CalendarDay | null;
  returned_count: number;
  is_left_out: boolean;
  milestones: { seq: number; dueOn: CalendarDay; handedInOn: CalendarDay | null }[] | null;
}

async function collectUnit(
  orm: MikroORM,
  services: Services,
  start: Start,
  unit: Start['units'][number],
): Promise<void> {
  const calendar = await services.calendar();
  await forkFor(orm, systemScope).transactional(async tx => {
    const em = tx;
    const actions = await em.execute<ActionRow[]>(
      `select m.code, a.year, a.role, a.due_on::text, a.handed_in_on::text, a.returned_count,
              a.state = 'not-applicable' as is_left_out,
              (select jsonb_agg(jsonb_build_object('seq', s.seq, 'dueOn', s.due_on, 'handedInOn', s.handed_in_on) order by s.seq)
               from milestone s where s.unit_id = a.unit_id and s.action_id = a.id) as milestones
       from unit_action a join measure m on m.id = a.measure_id
       where a.unit_id = ? and a.program_id = ? and a.issued_on <= ? and a.state not in ('cancelled', 'suspended')
       order by m.seq, a.year`,
      [unit.code, start.programId, start.asOf],
    );
    const imported = await em.execute<
      { code: string; year: number; value: string; source: string; is_provisional: boolean }[]
    >(
      `select code, year, value, source, is_provisional from figure
       where unit_id = ? and program_id = ? order by code, year`,
      [unit.code, start.programId],
    );
    const known = new Set(start.scheme.figures.map(figure => figure.code));
    const years = new Set(start.scheme.indicators.flatMap(i => ('years' in i.method ? i.method.years : [])));
    const tracked: TrackedAction[] = actions.map(row => ({
      ref: `${row.code}/${unit.code}/${row.year}`,
      year: row.year,
      isLead: row.role === 'LEAD',
      dueOn: row.due_on,
      handedInOn: row.handed_in_on,
      returnedCount: row.returned_count,
      isLeftOut: row.is_left_out,
      milestones: row.milestones ?? [],
    }));
    const figures: FigureInput[] = [
      ...progressFigures(tracked, start.asOf, calendar).filter(figure => years.has(figure.year ?? 0)),
      ...imported.map(row => ({
        code: row.code,
        ...(row.year > 0 ? { year: row.year } : {}),
        value: row.value,
        records: [{ ref: `figure/${row.code}/${row.year}`, note: row.source }],
        source: row.source,
        provisional: row.is_provisional,
      })),
    ].filter(figure => known.has(figure.code));
    const inputs: UnitInputs = { unitCode: unit.code, unitName: unit.name, figures };
    await em.execute(
      `insert into evaluation_unit (unit_id, evaluation_id, inputs) values (?, ?, ?::jsonb) on conflict do nothing`,
      [unit.code, start.evaluationId, JSON.stringify(inputs)],
    );
  });
}

async function computeScores(orm: MikroORM, services: Services, start: Start): Promise<void> {
  await forkFor(orm, systemScope).transactional(async tx => {
    const em = tx;
    const evaluation = await em.findOneOrFail(Evaluation, start.evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (evaluation.state !== 'building') return;
    const rows = await em.find(EvaluationUnit, { evaluationId: start.evaluationId }, { orderBy: { unitId: 'asc' } });
    const inputs = rows.map(row => row.inputs);
    const result = evaluate(start.scheme, inputs);
    for (const row of rows) {
      const sheet = result.units.find(unit => unit.unitCode === row.unitId);
      if (!sheet) throw new Error(`No score came out for ${row.unitId}.`);
      row.sheet = sheet;
      row.total = sheet.total;
      row.grade = sheet.grade;
      row.rank = sheet.rank;
    }
    const { programCode: program, asOf, scheme } = start;
    const whole = { format: snapshotFormat, program, asOf, scheme, inputs, result };
    const snapshot = canonicalJson(whole);
    const sha256 = createHash('sha256').update(snapshot, 'utf8').digest('hex');
    const sm3 = createHash('sm3').update(snapshot, 'utf8').digest('hex');
    const [clock] = await em.execute<{ now: string }[]>(
      `select to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
    );
    evaluation.computed({ snapshot, sha256, sm3 }, clock ? new Date(clock.now) : evaluation.orderedAt);
    await em.flush();
    await appendLeaf(em, services.signer, {
      actor: 'system',
      unit: '',
      role: 'SYSTEM',
      session: '',
      ip: '',
      action: 'computeEvaluation',
      entity: 'Evaluation',
      id: evaluation.id,
      changes: [
        {
          entity: 'Evaluation',
          id: evaluation.id,
          before: null,
          after: {
            sha256,
            sm3,
            unitsRoot: new UnitParts(whole, sha256, evaluation.id, services.signer).root(),
          },
        },
      ],
      reason: `sha256:${sha256}`,
      request: `evaluation-${evaluation.id}`,
    });
  });
}
