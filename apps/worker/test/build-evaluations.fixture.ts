import { readConfig } from '@yardstick/server/config';
import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import { openServices } from '@yardstick/server/open-services';

export interface Built {
  /** One after another. */
  builds: { ms: number; cpuMs: number }[];
  mostMb: number;
}

/** `node build-evaluations.fixture.ts ID…`: a worker that does nothing but build, so that its time and memory are those of building. */
const { orm, services, close } = await openServices(readConfig(process.env));
const builds: Built['builds'] = [];
for (const id of process.argv.slice(2)) {
  const from = performance.now();
  const before = process.cpuUsage();
  await buildEvaluation(orm, services, id);
  const { user, system } = process.cpuUsage(before);
  builds.push({ ms: Math.round(performance.now() - from), cpuMs: Math.round((user + system) / 1000) });
}
await close();
const built: Built = { builds, mostMb: Math.round(process.resourceUsage().maxRSS / 1024) };
process.stdout.write(`${JSON.stringify(built)}\n`);
