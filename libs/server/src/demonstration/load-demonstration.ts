import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { allScoredUnits, measureParticipants, yearsOf, type PlanDraft } from '@yardstick/domain/plan';
import { WorkCalendar } from '@yardstick/domain/work-calendar';
import { seedCharges } from '../database/migrations/0005-posts.ts';
import { forkFor, openOrm } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf } from '../ledger/append-leaf.ts';
import { hashPassword } from '../people/passwords.ts';
import { applyPlan } from '../program/apply-plan.ts';
import { cityPlan, shippedCalendar } from '../program/data/shipped-plans.ts';
import type { Services } from '../services.ts';
import { writeDefaults } from '../setup/write-defaults.ts';
import { enlargePlan } from './enlarge-plan.ts';
import { demonstrationNow, demonstrationToday, historyOf, measureIdOf, programIdOf, taskIdOf } from './history.ts';
import { insertRows } from './insert-rows.ts';
import { writeLetters } from './letters.ts';
import { attributeToHolders, postsOf } from './posts.ts';
import { demonstrationPassword, People, type SignIn } from './people.ts';
import { sendRecentReminders } from './recent-reminders.ts';
import { writeSentMessages } from './sent.ts';
import { writeReports } from './report-story.ts';
import { SampleEvidence } from './sample-evidence.ts';
import { withoutForeignKeys } from './without-foreign-keys.ts';

export interface LoadDemonstration {
  /** The owner's connection: the load switches triggers off. */
  ownerUrl: string;
  opened: { services: Pick<Services, 'blobs' | 'signer' | 'config'> };
  /** How many of each scored unit; more than one is for measuring. */
  scale?: number;
  say?: (line: string) => void;
}

export interface LoadedDemonstration {
  counts: Record<string, number>;
  signIns: SignIn[];
}

/** Whatever seed is chosen decides every row; with this one, each state of each thing is to be seen somewhere. */
export const demonstrationSeed = 'yardstick-14';

/** Fills an empty, migrated database with three years of a city's work, all or nothing. */
export async function loadDemonstration(order: LoadDemonstration): Promise<LoadedDemonstration> {
  const { ownerUrl, scale = 1, say = () => undefined } = order;
  const { services } = order.opened;
  const seed = demonstrationSeed;
  const plan = enlargePlan(cityPlan, scale);
  const people = new People(plan, seed);
  const orm = await openOrm(ownerUrl);
  try {
    const em = forkFor(orm, systemScope);
    await refuseUnlessEmpty(em);
    say('正在生成演示材料 / Making the sample files');
    const sample = await SampleEvidence.make(unitsWithWork(cityPlan), yearsOf(cityPlan));
    say('正在生成三年的工作记录 / Making three years of work');
    const history = historyOf({ plan, calendar: shippedWorkCalendar(), people, fileOf: sample.fileOf, seed });
    const posts = postsOf(people, seed);
    attributeToHolders(history, people, posts);
    sample.keepOnly(new Set(history.evidence.map(({ sha256 }) => sha256)));
    await sample.store(services.blobs, services.config.DATA_DIR);
    say('正在写入数据库 / Writing it to the database');
    await em.transactional(async sql => {
      await becomeDemonstration(sql);
      await writeDefaults(sql);
      await writePlan(sql, plan, seed);
      const passwordHash = await hashPassword(demonstrationPassword);
      await insertRows(
        sql,
        'app_user',
        [...people.all.map(person => ({ ...person, isActive: true })), ...posts.people].map(person => ({
          ...person,
          passwordHash,
          mustChangePassword: false,
        })),
      );
      await insertRows(sql, 'post_holding', posts.holdings);
      await insertRows(
        sql,
        'stored_file',
        sample.files.map(({ sha256, sm3, size, extension, mime }) => ({ sha256, sm3, size, kind: extension, mime })),
      );
      await writeHistory(sql, history);
      await writeReports(sql, {
        plan,
        programId: programIdOf(plan, seed),
        people,
        calendar: shippedWorkCalendar(),
        seed,
        now: demonstrationNow,
      });
      await writeLetters(sql, {
        seed,
        programId: programIdOf(plan, seed),
        today: demonstrationToday,
        calendar: shippedWorkCalendar(),
      });
      await writeSentMessages(sql);
      await sendRecentReminders(sql, demonstrationToday, shippedWorkCalendar());
      await appendLeaf(sql, services.signer, {
        actor: 'system',
        unit: '',
        role: 'SYSTEM',
        session: '',
        ip: '',
        action: 'loadDemonstration',
        entity: 'Program',
        id: programIdOf(plan, seed),
        changes: [],
        reason: null,
        request: 'load-demonstration',
      });
    });
    await em.execute('analyze');
    const counts = Object.fromEntries(
      Object.entries<unknown[]>({ ...history }).map(([name, rows]) => [name, rows.length]),
    );
    return {
      counts: {
        units: plan.units.length,
        people: people.all.length + posts.people.length,
        files: sample.files.length,
        ...counts,
      },
      signIns: people.signIns(),
    };
  } finally {
    await orm.close();
  }
}

export function shippedWorkCalendar(): WorkCalendar {
  const years = shippedCalendar.map(year => year.year);
  return new WorkCalendar(
    `${Math.min(...years)}-01-01`,
    `${Math.max(...years)}-12-31`,
    shippedCalendar.flatMap(year => year.days),
  );
}

async function refuseUnlessEmpty(em: SqlEntityManager): Promise<void> {
  const [standing] = await em.execute<{ is_empty: boolean }[]>(
    `select not exists (select from program) and not exists (select from app_user)
       and not exists (select from instance where kind = 'production') as is_empty`,
  );
  if (!standing?.is_empty)
    throw new Error('A demonstration is loaded into an empty database; this one holds data or is in production.');
}

/** From here on the program's time is the demonstration's: even the load itself happens in October 2024. */
async function becomeDemonstration(em: SqlEntityManager): Promise<void> {
  await em.execute(
    `insert into instance (kind) values ('demonstration') on conflict (id) do update set kind = excluded.kind`,
  );
  await em.execute(`update clock set shift = ?::timestamptz - now(), fixed_at = null`, [
    new Date(demonstrationNow).toISOString(),
  ]);
}

/** Program, tasks and measures stand under ids of ours before the plan is applied, so that every load gives the same rows. */
async function writePlan(em: SqlEntityManager, plan: PlanDraft, seed: string): Promise<void> {
  const programId = programIdOf(plan, seed);
  const { code, name, startsOn, endsOn } = plan;
  await insertRows(em, 'program', [{ id: programId, code, name, startsOn, endsOn }]);
  await insertRows(
    em,
    'task',
    plan.tasks.map(task => ({ id: taskIdOf(plan, seed, task.code), programId, ...task })),
  );
  await insertRows(
    em,
    'measure',
    plan.measures.map(({ taskCode, leadUnits: _leads, coopUnits, ...measure }) => ({
      id: measureIdOf(plan, seed, measure.code),
      programId,
      taskId: taskIdOf(plan, seed, taskCode),
      reachesAll: coopUnits.includes(allScoredUnits),
      ...measure,
    })),
  );
  await applyPlan(em, plan);
}

const tablesOfHistory = [
  'unit_action',
  'milestone',
  'progress_report',
  'evidence',
  'evidence_link',
  'unit_request',
  'unit_request_step',
  'timeline_entry',
  'figure',
  'notice',
  'reminder',
] as const;

/** Row by row the triggers would take longer than everything else; their counts are made up for in one statement. */
async function writeHistory(em: SqlEntityManager, history: ReturnType<typeof historyOf>): Promise<void> {
  await withoutForeignKeys(em, tablesOfHistory, async () => {
    await em.execute(`alter table milestone disable trigger milestone_recounts_action`);
    await em.execute(`alter table evidence_link disable trigger link_recounts_evidence`);
    await em.execute(`alter table unit_action disable trigger action_keeps_charge`);
    await insertRows(em, 'unit_action', history.actions);
    await insertRows(em, 'milestone', history.milestones);
    await insertRows(em, 'progress_report', history.reports);
    await insertRows(em, 'evidence', history.evidence);
    await insertRows(em, 'evidence_link', history.links);
    await em.execute(usesOfLastYear);
    await insertRows(em, 'unit_request', history.requests);
    await insertRows(em, 'unit_request_step', history.requestSteps);
    await insertRows(em, 'timeline_entry', history.timeline);
    await insertRows(em, 'figure', history.figures);
    // What follows reads all this, and without statistics would look through it for each action and report.
    await em.execute('analyze');
    await em.execute(seedCharges);
    await insertRows(em, 'notice', history.notices);
    await insertRows(em, 'reminder', history.reminders);
  });
  await em.execute(
    `update unit_action a set next_due_on = m.next_due_on, milestone_count = m.count, milestone_done_count = m.done_count,
       evidence_count = m.evidence_count
     from (
       select action_id, min(due_on) filter (where handed_in_on is null) as next_due_on, count(*) as count,
              count(*) filter (where state = 'accepted') as done_count, sum(coalesce(l.count, 0)) as evidence_count
       from milestone left join (select milestone_id, count(*) as count from evidence_link group by 1) l on l.milestone_id = id
       group by action_id
     ) m where m.action_id = a.id`,
  );
  await em.execute(`set constraints all immediate`);
  await em.execute(`alter table milestone enable trigger milestone_recounts_action`);
  await em.execute(`alter table evidence_link enable trigger link_recounts_evidence`);
  await em.execute(`alter table unit_action enable trigger action_keeps_charge`);
}

/** Reports and statistics of 2023 that units used once more for their own assessment of 2024. */
const usesOfLastYear = `
  insert into evidence_use (unit_id, evidence_id, measure_id, year, used_by, used_at)
  select unit_id, id, measure_id, 2024, uploaded_by, timestamptz '2024-09-20 10:00+08' from (
    select e.unit_id, e.id, a.measure_id, e.uploaded_by,
           row_number() over (partition by e.unit_id order by e.uploaded_at desc, e.id) as place
    from evidence e
    join evidence_link l on l.unit_id = e.unit_id and l.evidence_id = e.id
    join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
    join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
    where e.state = 'accepted' and a.year = 2023 and e.kind in ('report', 'statistics')) used
  where place <= 3
  on conflict do nothing`;

function unitsWithWork(plan: PlanDraft): PlanDraft['units'] {
  const working = new Set(
    plan.measures.flatMap(measure => measureParticipants(measure, plan.units).map(part => part.unitCode)),
  );
  return plan.units.filter(unit => working.has(unit.code));
}
