import { caseLines } from '@yardstick/domain/scoring/random-schemes.fixture';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const here = import.meta.dirname;
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('There is no python3 here: the second verifier recomputes nothing.\n');
const first = Number(process.env['SCHEMES_SEED'] ?? 1);
const count = Number(process.env['SCHEMES_COUNT'] ?? 200);
const zones = ['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Pacific/Kiritimati'];

const folder = mkdtempSync(join(tmpdir(), 'yardstick-schemes-'));
const file = join(folder, 'cases.jsonl');
beforeAll(() => writeFileSync(file, [...caseLines(first, count), ''].join('\n')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function hashes(program: string, script: string, zone: string): Promise<string[]> {
  const options = { env: { ...process.env, TZ: zone }, maxBuffer: 1 << 28 };
  const { stdout } = await run(program, [join(here, script), file], options);
  return stdout.trimEnd().split('\n');
}

it(`the engine and ${hasPython ? 'both verifiers' : 'the first verifier (no python3 here)'} come to the same bytes for ${count} random schemes from seed ${first} on, in four time zones`, async () => {
  for (const zone of zones) {
    const [engine, node, python] = await Promise.all([
      hashes(process.execPath, 'recompute.fixture.ts', zone),
      hashes(process.execPath, 'recompute.mjs', zone),
      hasPython ? hashes('python3', 'recompute.py', zone) : null,
    ]);
    expect(new Set(engine).size).toBe(count);
    expect([zone, node]).toEqual([zone, engine]);
    if (python) expect([zone, python]).toEqual([zone, engine]);
  }
}, 7_200_000);
