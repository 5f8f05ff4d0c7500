import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/postgresql';
import { inputBlockers } from '@yardstick/domain/scoring/input-blockers';
import { joined, scoreUnit } from '@yardstick/domain/scoring/evaluate';
import { place, type Placement, type Standing } from '@yardstick/domain/scoring/ranking';
import { validateScheme, type ScoringScheme, type UnitInputs } from '@yardstick/domain/scoring/scheme';
import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import { forkFor } from '../../database/orm.ts';
import { systemScope } from '../../database/scope.ts';
import { appendLeaf } from '../../ledger/append-leaf.ts';
import type { Services } from '../../services.ts';
import { collectInputs, type CollectedUnit, type Subject } from '../collecting/collect-inputs.ts';
import { Evaluation } from '../evaluation.entity.ts';
import { inBatches, readInputs, readInputsOf } from './evaluation-rows.ts';
import { writeSnapshot, type Ranks } from './write-snapshot.ts';

/**
 * Builds an ordered evaluation: collects the units, ranks them, writes their sheets, then the snapshot. It works in
 * batches, each in its own transaction, and keeps of a unit no more than what ranks it, so a nation's units need no more
 * memory than a city's. Safe to run twice, by two workers at once, and to be killed anywhere: what was collected stays
 * collected, and the same inputs give the same bytes.
 */
export function buildEvaluation(orm: MikroORM, services: Services, evaluationId: string): Promise<void> {
  const turn = (turns.get(orm) ?? Promise.resolve())
    .catch(() => undefined) // whoever waited for that one has been told
    .then(() => buildAlone(orm, services, evaluationId));
  turns.set(orm, turn);
  return turn;
}

/** One at a time in a process: several would need the memory, and the connections, of several. */
const turns = new WeakMap<MikroORM, Promise<void>>();

/** Nobody else is building it: whoever is killed gives the lock back with the connection. */
async function buildAlone(orm: MikroORM, services: Services, evaluationId: string): Promise<void> {
  const holder = forkFor(orm, systemScope);
  await holder.begin();
  try {
    const [lock] = await holder.execute<{ is_ours: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('build-evaluation'), hashtext(?)) as is_ours`,
      [evaluationId],
    );
    if (lock?.is_ours) await build(orm, services, evaluationId);
  } finally {
    await holder.rollback();
  }
}

async function build(orm: MikroORM, services: Services, evaluationId: string): Promise<void> {
  const subject = await starting(orm, evaluationId);
  if (!subject) return;
  try {
    await collect(orm, services, subject);
    const placements = await rank(orm, subject);
    await writeSheets(orm, subject, placements.order);
    await finish(orm, services, subject, placements);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    const sentences = error.violations.map(violation => sentence(violation, 'zh-CN')).join(' ');
    await forkFor(orm, systemScope).transactional(async em => {
      (await em.findOneOrFail(Evaluation, evaluationId)).failed(sentences);
    });
  }
}

async function starting(orm: MikroORM, evaluationId: string): Promise<Subject | null> {
  return forkFor(orm, systemScope).transactional(async em => {
    const evaluation = await em.findOne(Evaluation, evaluationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!evaluation || (evaluation.state !== 'queued' && evaluation.state !== 'building')) return null;
    const [count] = await em.execute<{ units: number }[]>(`select count(*)::int as units ${scoredUnits}`, [
      evaluation.programId,
    ]);
    const [row] = await em.execute<{ body: ScoringScheme; code: string }[]>(
      `select s.body, p.code from scoring_scheme s, program p where s.code = ? and s.version = ? and p.id = ?`,
      [evaluation.schemeCode, evaluation.schemeVersion, evaluation.programId],
    );
    if (!row) throw new Error(`Scheme ${evaluation.schemeCode} is gone.`);
    evaluation.startBuilding(count?.units ?? 0);
    const { programId, asOf } = evaluation;
    return { evaluationId, programId, programCode: row.code, asOf, scheme: row.body };
  });
}

const scoredUnits = `from program_unit p join unit u on u.id = p.unit_id where p.program_id = ? and u.is_scored`;

async function collect(orm: MikroORM, services: Services, subject: Subject): Promise<void> {
  const calendar = await services.calendar();
  const left = await forkFor(orm, systemScope).transactional(em =>
    em.execute<CollectedUnit[]>(
      `select u.id as code, u.name ${scoredUnits}
         and not exists (select from evaluation_unit x where x.unit_id = u.id and x.evaluation_id = ?)
       order by u.seq, u.id`,
      [subject.programId, subject.evaluationId],
    ),
  );
  for (const units of inBatches(left))
    await forkFor(orm, systemScope).transactional(async em => {
      const inputs = await collectInputs(em, subject, units, calendar);
      await em.execute(
        `insert into evaluation_unit (unit_id, evaluation_id, inputs)
         select x.inputs->>'unitCode', ?, x.inputs from jsonb_array_elements(?::jsonb) as x (inputs) on conflict do nothing`,
        [subject.evaluationId, JSON.stringify(inputs)],
      );
    });
}

async function rank(orm: MikroORM, { evaluationId, scheme }: Subject): Promise<Ranks> {
  assertNone(validateScheme(scheme));
  const standings = new Map<string, Standing>();
  for await (const units of readInputs(orm, evaluationId)) {
    assertNone(inputBlockers(scheme, units));
    for (const unit of units) standings.set(unit.unitCode, scoreUnit(scheme, unit).standing);
  }
  return { order: place(scheme, [...standings.values()]), standings };
}

/** Marks each unit a second time, for that costs less than keeping all sheets or writing each twice. */
async function writeSheets(orm: MikroORM, subject: Subject, order: readonly Placement[]): Promise<void> {
  const { evaluationId, scheme } = subject;
  for (const placements of inBatches(order))
    await forkFor(orm, systemScope).transactional(async em => {
      const inputs = await readInputsOf(
        em,
        evaluationId,
        placements.map(placement => placement.unitCode),
      );
      const sheets = placements.map(placement => {
        const unit: UnitInputs | undefined = inputs.get(placement.unitCode);
        if (!unit) throw new Error(`Nothing is collected any more of ${placement.unitCode}.`);
        return joined(scoreUnit(scheme, unit).sheet, placement);
      });
      await em.execute(
        `update evaluation_unit e
         set sheet = x.sheet, total = x.sheet->>'total', grade = x.sheet->>'grade', rank = (x.sheet->>'rank')::int
         from jsonb_array_elements(?::jsonb) as x (sheet)
         where e.unit_id = x.sheet->>'unitCode' and e.evaluation_id = ?
           and exists (select from evaluation v where v.id = e.evaluation_id and v.state = 'building')`,
        [JSON.stringify(sheets), evaluationId],
      );
    });
}

async function finish(orm: MikroORM, services: Services, subject: Subject, ranks: Ranks): Promise<void> {
  await forkFor(orm, systemScope).transactional(async tx => {
    const em: SqlEntityManager = tx;
    const evaluation = await em.findOneOrFail(Evaluation, subject.evaluationId, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
    });
    if (evaluation.state !== 'building') return;
    const { sha256, sm3, unitsRoot } = await writeSnapshot(em, services.signer, subject, ranks);
    const [clock] = await em.execute<{ now: string }[]>(
      `select to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
    );
    evaluation.computed({ sha256, sm3 }, clock ? new Date(clock.now) : evaluation.orderedAt);
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
      changes: [{ entity: 'Evaluation', id: evaluation.id, before: null, after: { sha256, sm3, unitsRoot } }],
      reason: `sha256:${sha256}`,
      request: `evaluation-${evaluation.id}`,
    });
  });
}
