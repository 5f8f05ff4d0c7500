import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import type { Contender, Task } from './contenders.ts';
import type { Outcome, Volley } from './load.ts';
import { postgresProcessorMs, processorMs } from './processor-time.ts';
import type { World } from './world.ts';

export interface Plan {
  rounds: number;
  warmUpMs: number;
  roundMs: number;
  connections: number;
}

export interface Figures {
  rps: number;
  p50: number;
  p99: number;
  /** Processor time a request takes of its contender and of PostgreSQL together. */
  cpuMs: number | null;
}

/** One task by every contender in turn, round after round: what else the machine does then hits all of them. */
export async function measure(
  task: Task,
  contenders: readonly Contender[],
  { world, load, plan }: { world: World; load: ChildProcess; plan: Plan },
): Promise<Map<Contender, Figures[]>> {
  const figures = new Map(contenders.map(contender => [contender, [] as Figures[]]));
  const volley = (contender: Contender, forMs: number): Promise<Outcome> =>
    fire(load, {
      port: contender.port,
      shots: contender.shots[task],
      expected: contender.expected[task],
      connections: plan.connections,
      forMs,
    });
  for (const contender of contenders) await volley(contender, plan.warmUpMs);
  for (let round = 0; round < plan.rounds; round++) {
    // Nobody is always the one who answers first.
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(round + turn) % contenders.length]!;
      const before = processorTime(world, contender);
      const { count, wrongCount, wrong, ms, p50, p99 } = await volley(contender, plan.roundMs);
      const after = processorTime(world, contender);
      if (wrongCount > 0) throw new Error(`${contender.name} answered ${wrongCount} of ${count} wrongly: ${wrong}`);
      const cpuMs = before === null || after === null ? null : (after - before) / count;
      figures.get(contender)?.push({ rps: (count / ms) * 1000, p50, p99, cpuMs });
    }
  }
  return figures;
}

async function fire(load: ChildProcess, volley: Volley): Promise<Outcome> {
  const done = new AbortController();
  const { signal } = done;
  load.send(volley);
  try {
    return await Promise.race([
      once(load, 'message', { signal }).then(([outcome]) => outcome as Outcome),
      once(load, 'exit', { signal }).then(() => Promise.reject(new Error('The load generator ended.'))),
    ]);
  } finally {
    done.abort();
  }
}

function processorTime(world: World, contender: Contender): number | null {
  const own = processorMs(contender.pid);
  const postgres = postgresProcessorMs(world.postgres.pid);
  return own === undefined || postgres === undefined ? null : own + postgres;
}
