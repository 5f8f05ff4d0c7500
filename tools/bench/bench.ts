import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { root, whenOrphaned } from '../bootstrap.mjs';
import { openContenders, tasks } from './contenders.ts';
import { goalLines, linesOf, printTable, type Line } from './report.ts';
import { measure, type Plan } from './rounds.ts';
import { refuseUnequalWork } from './same-answers.ts';
import { whileSomebodyWorks } from './somebody-works.ts';
import { benchScoring } from './scoring.ts';
import { benchSweep } from './sweep.ts';
import { World } from './world.ts';

const scale = 10;
const full: Plan = { rounds: 7, warmUpMs: 8000, roundMs: 5000, connections: 16 };
const quick: Plan = { rounds: 3, warmUpMs: 1000, roundMs: 1500, connections: 16 };

/** Measures the product beside the floor and the peer and writes what it found; answers the exit code. */
export async function bench(args: readonly string[]): Promise<number> {
  if (args.includes('--sweep')) return benchSweep();
  if (args.includes('--scoring')) return benchScoring(args.includes('--quick'));
  const unknown = args.find(argument => argument !== '--quick');
  if (unknown !== undefined) {
    console.error(`Unknown argument ${unknown}: npm run bench knows -- --quick, -- --sweep and -- --scoring.`);
    return 1;
  }
  const world = new World();
  const leave = (): void => void world.close().then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  whenOrphaned(leave);
  try {
    const lines = await measureAll(world, args.includes('--quick') ? quick : full);
    save(lines);
    printTable(lines);
    for (const line of goalLines(lines)) console.log(line);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await world.close();
  }
}

async function measureAll(world: World, plan: Plan): Promise<Line[]> {
  const startedAt = performance.now();
  const say = (text: string): void =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  say(`demonstration × ${scale}`);
  await world.load(scale);
  const contenders = await openContenders(world);
  await refuseUnequalWork(world, contenders);
  say('the contenders give the same answers');
  const load = world.startLoad();
  const lines: Line[] = [];
  for (const task of tasks) {
    say(`${task}: ${plan.rounds} rounds of ${plan.roundMs / 1000} s each, ${plan.connections} connections`);
    const measured = () => measure(task, contenders, { world, load, plan });
    const figures = await (task === 'dashboard' ? whileSomebodyWorks(world, measured) : measured());
    lines.push(...linesOf(task, `x${scale}`, figures));
  }
  say(`done; Node ${process.versions.node}, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`);
  return lines;
}

function save(lines: readonly Line[]): void {
  const folder = path.join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'latest.jsonl'), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
