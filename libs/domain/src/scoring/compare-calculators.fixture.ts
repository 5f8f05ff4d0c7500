import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { evaluate } from './evaluate.ts';
import { independentBytes } from './independent-calculator.fixture.ts';
import { publishBlockers } from './publish-blockers.ts';
import { randomCase } from './random-schemes.fixture.ts';

/** Started as a process of its own: `node compare-calculators.fixture.ts FIRST COUNT`. Ends in one line of JSON. */
const [first = 1, count = 1000] = process.argv.slice(2).map(Number);
const hash = createHash('sha256');
const differing: number[] = [];
const kinds: Record<string, number> = {};
let bytes = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const { scheme, inputs } = randomCase(seed);
  const blockers = publishBlockers(scheme);
  if (blockers.length > 0) throw new Error(`Seed ${seed} makes no scheme: ${JSON.stringify(blockers)}`);
  for (const { method } of scheme.indicators) kinds[method.kind] = (kinds[method.kind] ?? 0) + 1;
  const ours = canonicalJson(evaluate(scheme, inputs));
  if (ours !== independentBytes(scheme, inputs)) differing.push(seed);
  hash.update(ours);
  bytes += ours.length;
}
process.stdout.write(
  JSON.stringify({
    first,
    count,
    offset: new Date(2024, 0, 1).getTimezoneOffset(),
    sha256: hash.digest('hex'),
    characters: bytes,
    differing,
    kinds,
  }),
);
