// node recompute.mjs FILE: for many schemes with inputs (JSON, one per line), SHA-256 of the canonical result per line, or
// what verify.mjs finds wrong with them. It drives the verifier for tests; a package is checked by verify.mjs alone.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  canonical,
  checkInputs,
  checkScheme,
  checkShape,
  evaluate,
  Findings,
  inputsShape,
  schemeShape,
} from './verify.mjs';

function recomputed({ scheme, inputs }) {
  const findings = new Findings();
  const isReadable =
    checkShape(findings, '#/scheme', schemeShape, scheme) & checkShape(findings, '#/inputs', [inputsShape], inputs);
  if (isReadable && checkScheme(findings, '#/scheme', scheme)) checkInputs(findings, '#/inputs', scheme, inputs);
  if (findings.lines.length > 0) return JSON.stringify(findings.lines);
  return createHash('sha256')
    .update(canonical(evaluate(scheme, inputs).result), 'utf8')
    .digest('hex');
}

const answers = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2]) }))
  answers.push(recomputed(JSON.parse(line)));
process.stdout.write(`${answers.join('\n')}\n`);
