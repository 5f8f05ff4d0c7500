import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { runInherited, runKept } from '../run-inherited.ts';

interface Outcome {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  run: () => Promise<Outcome & { said?: string }>;
}

type Runner = (file: string, args: readonly string[]) => Promise<{ code: number; said?: string }>;

const onTheTerminal: Runner = async (file, args) => ({ code: await runInherited(file, args, { cwd: root }) });
/** For what runs beside others: what it says is shown together, at its end. */
const apart: Runner = (file, args) => runKept(file, args, { cwd: root });

/** Each in a process of its own: typed rules keep every project they have seen in memory, and all do not fit. */
const lintedApart = [
  ['libs'],
  ['apps/api'],
  ['apps/worker'],
  ['apps/web'],
  ['.', '--ignore-pattern', 'libs/', '--ignore-pattern', 'apps/'],
];

const build = command('build', process.execPath, [path.join('tools', 'build.mjs')]);

/**
 * What keeps no more than one core busy runs beside others: types and lint beside story and faults, then the tests that run
 * beside each other; and the journeys, which mostly wait for their browser, beside all of it.
 */
export async function testAll(): Promise<Outcome> {
  const built = await inTurn([build]);
  const journeys = inTurn([vitest('journeys', ['--project', 'e2e'], apart)]);
  const lanes = await Promise.all([
    inTurn([
      command('types', bin('nx'), ['run-many', '-t', 'typecheck', '--parallel=1', '--outputStyle=stream'], apart),
      ...lintedApart.map(args => command(`lint ${args[0]}`, bin('eslint'), [...args, '--max-warnings', '0'], apart)),
    ]),
    inTurn([
      command('story', process.execPath, [path.join('tools', 'story.mjs')], apart),
      command('faults', process.execPath, [path.join('tools', 'faults.mjs'), '--quick', '--seed=20241023'], apart),
    ]),
  ]);
  const tests = inTurn([vitest('tests', ['--project', '!e2e'])]);
  return added([built, ...lanes, ...(await Promise.all([tests, journeys]))]);
}

export function testSome(args: readonly string[]): Promise<Outcome> {
  // With the files that vitest.config.ts sets apart: `api` is `api` and `api-apart`.
  const chosen = args.map((arg, place) => (args[place - 1] === '--only' ? `${arg}*` : arg));
  return inTurn([
    build,
    vitest(
      'tests',
      chosen.map(arg => (arg === '--only' ? '--project' : arg)),
    ),
  ]);
}

/** Goes on after a failure, so that one run shows every failure. */
async function inTurn(steps: readonly Step[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of steps) {
    console.log(`\n── ${name}`);
    const startedAt = performance.now();
    const { said, ...outcome } = await run();
    outcomes.push(outcome);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const end = `── ${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`;
    console.log(said ? `\n${said.trimEnd()}\n${end}` : end);
  }
  console.log();
  return added(outcomes);
}

function added(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function command(name: string, file: string, args: readonly string[], runner: Runner = onTheTerminal): Step {
  return {
    name,
    run: async () => {
      const { code, said } = await runner(file, args);
      return { ...(code === 0 ? { passed: 1, failed: 0 } : failedOnce), said };
    },
  };
}

function vitest(name: string, args: readonly string[], runner: Runner = onTheTerminal): Step {
  return {
    name,
    run: async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'yardstick-tests-'));
      const report = path.join(folder, 'report.json');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const { code, said } = await runner(bin('vitest'), ['run', ...reporters, ...args]);
      const outcome = readOutcome(report);
      rmSync(folder, { recursive: true, force: true });
      // A crash outside any test, such as an unhandled rejection, has no line in the report.
      return { ...outcome, said, failed: code !== 0 && outcome.failed === 0 ? 1 : outcome.failed };
    },
  };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

const failedOnce: Outcome = { passed: 0, failed: 1 };

function readOutcome(report: string): Outcome {
  let found: VitestReport;
  try {
    found = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  } catch {
    return failedOnce;
  }
  const filesThatDidNotLoad = found.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return { passed: found.numPassedTests, failed: found.numFailedTests + filesThatDidNotLoad.length };
}

function bin(name: string): string {
  return path.join(root, 'node_modules', '.bin', name);
}
