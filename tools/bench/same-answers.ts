import { isDeepStrictEqual } from 'node:util';
import type { Contender, Task } from './contenders.ts';
import type { Shot } from './load.ts';
import type { World } from './world.ts';

type Json = Record<string, unknown>;

/** Refuses to measure contenders that do not do the same work. Every page is compared, not only the first. */
export async function refuseUnequalWork(world: World, contenders: readonly Contender[]): Promise<void> {
  for (const task of ['actions', 'dashboard'] as const) {
    const count = contenders[0]?.shots[task].length ?? 0;
    if (count === 0) throw new Error(`There is nothing to ask for in ${task}.`);
    for (let i = 0; i < count; i++) {
      const answers = await Promise.all(
        contenders.map(async contender =>
          read[contender.name][task]((await answerOf(contender, contender.shots[task][i]!)) as never),
        ),
      );
      const [first] = answers;
      answers.forEach((answer, n) => {
        const place = differenceBetween(first, answer, '');
        if (place !== undefined)
          throw new Error(`${contenders[0]?.name} and ${contenders[n]?.name} differ in ${task} ${i}: ${place}`);
      });
    }
  }
  for (const contender of contenders) {
    const before = await reportCount(world);
    await answerOf(contender, contender.shots.report[0]!);
    if ((await reportCount(world)) !== before + 1) throw new Error(`${contender.name} wrote no report.`);
  }
}

async function reportCount(world: World): Promise<number> {
  const [row] = await world.sql<{ count: number }>(`select count(*)::int as count from progress_report`);
  return row?.count ?? 0;
}

async function answerOf({ name, port }: Contender, { path, headers, body }: Shot): Promise<Json> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.status !== 200 || text.includes('"errors"'))
    throw new Error(`${name}: ${answer.status} ${text.slice(0, 1000)}`);
  return JSON.parse(text) as Json;
}

/** Where two answers differ, in words; undefined when they do not. */
function differenceBetween(one: unknown, other: unknown, place: string): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (typeof one === 'object' && typeof other === 'object' && one && other)
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = differenceBetween((one as Json)[key], (other as Json)[key], `${place}.${key}`);
      if (found !== undefined) return found;
    }
  return `${place} is ${JSON.stringify(one)?.slice(0, 200)} and ${JSON.stringify(other)?.slice(0, 200)}`;
}

const word = (value: unknown): string => (value as string).toLowerCase().replaceAll('_', '-');
const moment = (value: unknown): number => new Date(value as string).getTime();
const pick = (from: Json, ...names: string[]): Json => Object.fromEntries(names.map(name => [name, from[name]]));

const listed = (row: Json, milestones: Json[], report: Json | null | undefined): Json => ({
  ...pick(row, 'id', 'title', 'dueOn', 'progressPercent', 'unitId', 'unitName', 'unitShortName', 'measureCode'),
  state: word(row.state),
  light: word(row.light),
  milestones: milestones.map(one => ({
    ...pick(one, 'id', 'seq', 'title', 'dueOn'),
    state: word(one.state),
    light: word(one.light),
  })),
  latestReport: report
    ? { ...pick(report, 'id', 'percent', 'done', 'reportedBy'), at: moment(report.reportedAt) }
    : null,
});

const lights = ['red', 'yellow', 'grey', 'green', 'late', 'blue'] as const;
const line = (one: Json): Json => ({
  ...pick(one, 'id', 'code', 'name', 'total', 'percent'),
  worst: word(one.worst),
  lights: countsOf(one.lights),
});
const countsOf = (counts: unknown): Json =>
  Object.fromEntries((counts as Json[]).map(({ light, count }) => [word(light), count]));

const placeOf = ({ m, u }: { m?: unknown; u?: unknown }): number => Number(m) * 1e6 + Number(u);
const shownNumbers = [
  'total',
  'doneCount',
  'percentDone',
  'onTimePercent',
  'reds',
  'redsLastMonth',
  'filedWithoutChasingPercent',
];
const shown = (view: Json, lines: { whole: Json; task: Json[]; measure: Json[]; unit: Json[] }): Json => ({
  ...pick(view, ...shownNumbers),
  ...lines,
  cells: (view.cells as Json[])
    .map((cell): Json => ({ ...pick(cell, 'm', 'u', 'count', 'red', 'percent'), light: word(cell.light) }))
    .sort((a, b) => placeOf(a) - placeOf(b)),
  redList: (view.redList as Json[]).map(one =>
    pick(
      one,
      'actionId',
      'milestoneId',
      'title',
      'measureCode',
      'unitId',
      'unitName',
      'dueOn',
      'daysLate',
      'workingDaysLate',
    ),
  ),
  trend: (view.trend as Json[]).map(one => pick(one, 'month', 'due', 'accepted', 'red')),
});
const ownLines = (view: Json): Parameters<typeof shown>[1] => ({
  whole: countsOf(view.lights),
  task: (view.byTask as Json[]).map(line),
  measure: (view.byMeasure as Json[]).map(line),
  unit: (view.byUnit as Json[]).map(line),
});

/** Each contender's answers in one common form. */
const read: Record<Contender['name'], Record<Exclude<Task, 'report'>, (answer: never) => unknown>> = {
  yardstick: {
    actions: (answer: { data: { actions: { rows: Json[] } } }) =>
      answer.data.actions.rows.map(row => listed(row, row.milestones as Json[], row.latestReport as Json | null)),
    dashboard: ({ data }: { data: { dashboard: Json } }) => shown(data.dashboard, ownLines(data.dashboard)),
  },
  floor: {
    actions: (answer: Json[]) =>
      answer.map(row => listed(row, row.milestones as Json[], row.latestReport as Json | null)),
    dashboard: (answer: Json) => shown(answer, ownLines(answer)),
  },
  postgraphile: {
    actions: ({ data }: { data: { allUnitActionsList: Json[] } }) =>
      data.allUnitActionsList.map(row => {
        const unit = row.unitByUnitId as Json;
        const measure = row.measureByMeasureId as Json;
        const milestones = row.milestonesByActionIdList as Json[];
        const [report] = row.progressReportsByActionIdList as Json[];
        return listed(
          { ...row, id: row.rowId, unitName: unit.name, unitShortName: unit.shortName, measureCode: measure.code },
          milestones.map(one => ({ ...one, id: one.rowId })),
          report && { ...report, id: report.rowId },
        );
      }),
    dashboard: ({ data }: { data: { benchDashboard: Json } }) => {
      const all = (data.benchDashboard.lines as Json[]).map(one => ({
        kind: one.kind,
        line: line({ ...one, id: one.rowId, lights: lights.map(light => ({ light, count: one[light] })) }),
      }));
      const of = (kind: string): Json[] => all.filter(one => one.kind === kind).map(one => one.line);
      return shown(data.benchDashboard, {
        whole: of('whole')[0]?.lights as Json,
        task: of('task'),
        measure: of('measure'),
        unit: of('unit'),
      });
    },
  },
};
