import { setTimeout as delay } from 'node:timers/promises';
import { floorReport } from './sql.ts';
import type { World } from './world.ts';

const pauseMs = 500;

/**
 * Progress reported twice a second while `work` goes on, about what a whole city does: whoever answers from what it
 * worked out before has to notice that this no longer holds.
 */
export async function whileSomebodyWorks<T>(world: World, work: () => Promise<T>): Promise<T> {
  const [action] = await world.sql<{ id: string }>(
    `select id from unit_action where state = 'in-progress' order by due_on desc, id limit 1`,
  );
  const done = new AbortController();
  const reporting = (async () => {
    for (let percent = 30; !done.signal.aborted; percent = 30 + ((percent + 1) % 30)) {
      await world.sql(floorReport, [action?.id, percent, '按月计划推进。']);
      await delay(pauseMs, undefined, { signal: done.signal }).catch(() => undefined);
    }
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await reporting;
  }
}
