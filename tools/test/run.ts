import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { runInherited } from '../run-inherited.ts';

interface Outcome {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  run: () => Promise<Outcome>;
}

const build: Step = command('build', process.execPath, [path.join('tools', 'build.mjs')]);

export function testAll(): Promise<Outcome> {
  return inTurn([
    command('types', bin('nx'), ['run-many', '-t', 'typecheck', '--outputStyle=stream']),
    command('lint', bin('eslint'), ['.', '--max-warnings', '0']),
    build,
    vitest([]),
    command('faults', process.execPath, [path.join('tools', 'faults.mjs'), '--quick', '--seed=20241023']),
    command('story', process.execPath, [path.join('tools', 'story.mjs')]),
  ]);
}

export function testSome(args: readonly string[]): Promise<Outcome> {
  return inTurn([build, vitest(args.map(arg => (arg === '--only' ? '--project' : arg)))]);
}

/** Goes on after a failure, so that one run shows every failure. */
async function inTurn(steps: readonly Step[]): Promise<Outcome> {
  const total: Outcome = { passed: 0, failed: 0 };
  for (const { name, run } of steps) {
    console.log(`\n── ${name}`);
    const startedAt = performance.now();
    const { passed, failed } = await run();
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`── ${name}: ${failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  }
  console.log();
  return total;
}

function command(name: string, file: string, args: readonly string[]): Step {
  return {
    name,
    run: async () => ((await runInherited(file, args, { cwd: root })) === 0 ? { passed: 1, failed: 0 } : failedOnce),
  };
}

function vitest(args: readonly string[]): Step {
  return {
    name: 'tests',
    run: async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'yardstick-tests-'));
      const report = path.join(folder, 'report.json');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const code = await runInherited(bin('vitest'), ['run', ...reporters, ...args], { cwd: root });
      const outcome = readOutcome(report);
      rmSync(folder, { recursive: true, force: true });
      // A crash outside any test, such as an unhandled rejection, has no line in the report.
      return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
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
