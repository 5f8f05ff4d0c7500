import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { evaluate } from '@yardstick/domain/scoring/evaluate';
import type { RandomCase } from '@yardstick/domain/scoring/random-schemes.fixture';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The engine, as recompute.mjs and recompute.py ask the verifiers: `node recompute.fixture.ts FILE`. */
const cases = readFileSync(process.argv[2]!, 'utf8').trimEnd().split('\n');
for (const line of cases) {
  const { scheme, inputs } = JSON.parse(line) as RandomCase;
  const bytes = canonicalJson(evaluate(scheme, inputs));
  process.stdout.write(`${createHash('sha256').update(bytes, 'utf8').digest('hex')}\n`);
}
