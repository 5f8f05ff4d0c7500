import type { Contender, Task } from './contenders.ts';
import type { Figures } from './rounds.ts';

/** One line of the results: medians over the rounds; a ratio is the median of the rounds' own ratios. */
export interface Line {
  task: Task;
  size: string;
  contender: Contender['name'];
  rps: number;
  p50: number;
  p99: number;
  cpuMs: number | null;
  toFloor: number;
  toPostgraphile: number;
}

const goals: { task: Task; toFloor: number; toPostgraphile: number }[] = [
  { task: 'actions', toFloor: 0.7, toPostgraphile: 1.8 },
  { task: 'dashboard', toFloor: 0.7, toPostgraphile: 1.8 },
];

export function linesOf(task: Task, size: string, figures: ReadonlyMap<Contender, Figures[]>): Line[] {
  const byName = new Map([...figures].map(([contender, rounds]) => [contender.name, rounds]));
  const ratio = (rounds: Figures[], name: Contender['name']): number =>
    rounded(median(rounds.map(({ rps }, round) => rps / (byName.get(name)?.[round]?.rps ?? Number.NaN))));
  return [...byName].map(([contender, rounds]) => {
    const of = (name: 'rps' | 'p50' | 'p99' | 'cpuMs'): number[] => rounds.flatMap(round => round[name] ?? []);
    const cpu = of('cpuMs');
    return {
      task,
      size,
      contender,
      rps: rounded(median(of('rps'))),
      p50: rounded(median(of('p50'))),
      p99: rounded(median(of('p99'))),
      cpuMs: cpu.length > 0 ? rounded(median(cpu)) : null,
      toFloor: ratio(rounds, 'floor'),
      toPostgraphile: ratio(rounds, 'postgraphile'),
    };
  });
}

export function printTable(lines: readonly Line[]): void {
  const rows = [
    ['task', 'contender', 'req/s', 'p50 ms', 'p99 ms', 'cpu ms/req', '× floor', '× PostGraphile'],
    ...lines.map(({ task, contender, rps, p50, p99, cpuMs, toFloor, toPostgraphile }) =>
      [task, contender, rps, p50, p99, cpuMs ?? '-', toFloor, toPostgraphile].map(String),
    ),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  console.log();
  for (const row of rows)
    console.log(row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '));
  console.log();
}

/** Every goal with what was reached, met or not. */
export function goalLines(lines: readonly Line[]): string[] {
  return goals.flatMap(goal => {
    const own = lines.find(line => line.task === goal.task && line.contender === 'yardstick');
    return (['toFloor', 'toPostgraphile'] as const).map(name => {
      const reached = own?.[name] ?? Number.NaN;
      const than = name === 'toFloor' ? 'the floor' : 'PostGraphile';
      return `${reached >= goal[name] ? 'met   ' : 'MISSED'}  ${goal.task}: ${reached} × ${than}, goal ${goal[name]}`;
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const rounded = (value: number): number => Number(value.toPrecision(3));
