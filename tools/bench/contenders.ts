import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import type { Shot } from './load.ts';
import type { Server, World } from './world.ts';

export const tasks = ['actions', 'dashboard', 'report'] as const;
export type Task = (typeof tasks)[number];

export interface Contender extends Server {
  name: 'yardstick' | 'floor' | 'postgraphile';
  /** Requests of each task, sent in turn. */
  shots: Record<Task, Shot[]>;
  /** Stands in every right answer to the task. */
  expected: Record<Task, string>;
}

/** What the requests ask about: the same for every contender. */
interface Subject {
  programId: string;
  today: string;
  dueSoonDays: number;
  lagPercent: number;
  /** Measures and years with a page of actions. */
  pages: { measureId: string; code: string; year: number }[];
  /** Work in progress, with who may report on it. */
  reporters: { username: string; actionId: string }[];
}

const pageSize = 50;
const reporterCount = 8;

export async function openContenders(world: World): Promise<Contender[]> {
  const subject = await subjectOf(world);
  return [await yardstick(world, subject), await floor(world, subject), await postgraphile(world, subject)];
}

async function subjectOf(world: World): Promise<Subject> {
  const [facts] = await world.sql<Omit<Subject, 'pages' | 'reporters'>>(
    `select p.id as "programId", app_today()::text as today, (r.body ->> 'dueSoonDays')::int as "dueSoonDays",
            (r.body ->> 'lagPercent')::int as "lagPercent"
     from program p, rule_set r where r.kind = 'light' order by p.created_at, r.version desc limit 1`,
  );
  if (!facts) throw new Error('The demonstration is not there.');
  return {
    ...facts,
    pages: await world.sql<Subject['pages'][number]>(
      `select a.measure_id as "measureId", m.code, a.year from unit_action a join measure m on m.id = a.measure_id
       group by 1, 2, 3 having count(*) >= $1 order by 2, 3`,
      [pageSize],
    ),
    // Of as many units, since work on one unit's things waits for its other work.
    reporters: await world.sql<Subject['reporters'][number]>(
      `select distinct on (a.unit_id) u.username, a.id as "actionId"
       from unit_action a join app_user u on u.unit_id = a.unit_id and u.role = 'UNIT_LIAISON'
       where a.state = 'in-progress' order by a.unit_id, a.due_on, a.id limit $1`,
      [reporterCount],
    ),
  };
}

const json = { 'content-type': 'application/json' };
const percents = [35, 40, 45, 50, 55];
/** Every round begins anew with the lowest percent, perhaps right after itself. */
const fallReason = '按复核结果重新核定进度。';
const doneText = '按月计划推进，本月任务已落实到科室。';

async function yardstick(world: World, subject: Subject): Promise<Contender> {
  const server = await world.startProduct();
  const [office] = world.signIns().filter(({ username }) => username === 'office.staff');
  if (!office) throw new Error('The demonstration has no office.');
  const cookieOf = (username: string): Promise<string> => signIn(server, username, office.password);
  const ask = (cookie: string, query: string, variables: object): Shot => ({
    path: '/graphql',
    headers: { ...json, cookie },
    body: JSON.stringify({ query, variables }),
  });
  const own = await cookieOf(office.username);
  const page = readFileSync(path.join(root, 'apps/web/src/pages/dashboard/dashboard.graphql'), 'utf8');
  const reporters = await Promise.all(
    subject.reporters.map(async ({ username, actionId }) => ({ actionId, cookie: await cookieOf(username) })),
  );
  return {
    ...server,
    name: 'yardstick',
    shots: {
      actions: subject.pages.map(({ code, year }) =>
        ask(own, actionsQuery, {
          filter: { programId: subject.programId, measureCode: code, year },
          page: 1,
          pageSize,
        }),
      ),
      dashboard: [ask(own, page, { programId: subject.programId, year: yearOf(subject) })],
      report: percents.flatMap(percent =>
        reporters.map(({ actionId, cookie }) =>
          ask(cookie, reportMutation, { input: { actionId, percent, done: doneText, fallReason, isUnchanged: true } }),
        ),
      ),
    },
    expected: { actions: '{"data":{"actions"', dashboard: '{"data":{"dashboard"', report: '"userErrors":[]' },
  };
}

async function signIn({ port }: Server, username: string, password: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/auth/sign-in`, {
    method: 'POST',
    headers: { ...json, 'x-yardstick': '1' },
    body: JSON.stringify({ username, password }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`${username} could not sign in: ${await answer.text()}`);
  return cookie;
}

async function floor(world: World, subject: Subject): Promise<Contender> {
  const { programId, today, dueSoonDays, lagPercent } = subject;
  const ask = (name: string, ...values: unknown[]): Shot => ({
    path: name,
    headers: json,
    body: JSON.stringify(values),
  });
  return {
    ...(await world.startFloor()),
    name: 'floor',
    shots: {
      actions: subject.pages.map(({ measureId, year }) =>
        ask('/actions', measureId, year, today, dueSoonDays, lagPercent),
      ),
      dashboard: [ask('/dashboard', programId, yearOf(subject), today, dueSoonDays, lagPercent)],
      report: percents.flatMap(percent =>
        subject.reporters.map(({ actionId }) => ask('/report', actionId, percent, doneText)),
      ),
    },
    expected: { actions: '"latestReport"', dashboard: '"redList"', report: '"reportedAt"' },
  };
}

async function postgraphile(world: World, subject: Subject): Promise<Contender> {
  const { programId, today, dueSoonDays, lagPercent } = subject;
  const rules = { today, dueSoonDays, lagPercent };
  const ask = (query: string, variables: object): Shot => ({
    path: '/graphql',
    headers: { ...json, accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return {
    ...(await world.startPostgraphile()),
    name: 'postgraphile',
    shots: {
      actions: subject.pages.map(({ measureId, year }) => ask(peerActionsQuery, { measureId, year, ...rules })),
      dashboard: [ask(peerDashboardQuery, { programId, year: yearOf(subject), ...rules })],
      report: percents.flatMap(percent =>
        subject.reporters.map(({ actionId }) => ask(peerReportMutation, { actionId, percent, done: doneText })),
      ),
    },
    expected: {
      actions: '{"data":{"allUnitActionsList"',
      dashboard: '{"data":{"benchDashboard"',
      report: '"reportedAt"',
    },
  };
}

/** The year that the page opens with. */
const yearOf = (subject: Subject): number => Number(subject.today.slice(0, 4));

const actionsQuery = `query Actions($filter: ActionFilter!, $page: Int!, $pageSize: Int!) {
  actions(filter: $filter, page: $page, pageSize: $pageSize) {
    rows {
      id title state dueOn light progressPercent unitId unitName unitShortName measureCode
      milestones { id seq title dueOn state light }
      latestReport { id percent done reportedBy reportedAt }
    }
  }
}`;

const reportMutation = `mutation ReportProgress($input: ReportProgressInput!) {
  reportProgress(input: $input) { report { id percent reportedAt } userErrors { code } }
}`;

const peerActionsQuery = `query Actions($measureId: UUID!, $year: Int!, $today: Date!, $dueSoonDays: Int!, $lagPercent: Int!) {
  allUnitActionsList(condition: { measureId: $measureId, year: $year }, orderBy: [DUE_ON_ASC, ROW_ID_ASC], first: ${pageSize}) {
    rowId title state dueOn light(today: $today, dueSoonDays: $dueSoonDays, lagPercent: $lagPercent) progressPercent unitId
    unitByUnitId { name shortName }
    measureByMeasureId { code }
    milestonesByActionIdList(orderBy: SEQ_ASC) {
      rowId seq title dueOn state light(today: $today, dueSoonDays: $dueSoonDays, lagPercent: $lagPercent)
    }
    progressReportsByActionIdList(orderBy: REPORTED_AT_DESC, first: 1) { rowId percent done reportedBy reportedAt }
  }
}`;

const peerDashboardQuery = `query Dashboard($programId: UUID!, $year: Int!, $today: Date!, $dueSoonDays: Int!, $lagPercent: Int!) {
  benchDashboard(programId: $programId, year: $year, today: $today, dueSoonDays: $dueSoonDays, lagPercent: $lagPercent) {
    total doneCount percentDone onTimePercent reds redsLastMonth filedWithoutChasingPercent
    lines { kind rowId code name red yellow grey green late blue total percent worst }
    cells { m u light count red percent }
    redList { actionId milestoneId title measureCode unitId unitName dueOn daysLate workingDaysLate }
    trend { month due accepted red }
  }
}`;

const peerReportMutation = `mutation Report($actionId: UUID!, $percent: Int!, $done: String!) {
  benchReportProgress(input: { actionId: $actionId, percent: $percent, done: $done }) {
    result { rowId percent reportedAt }
  }
}`;
