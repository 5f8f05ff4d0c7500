import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { evaluate, joined, scoreUnit, type Sheet } from './evaluate.ts';
import { independentBytes } from './independent-calculator.fixture.ts';
import { place, type Standing } from './ranking.ts';
import { caseLines, randomCase, type RandomCase } from './random-schemes.fixture.ts';
import { shippedSchemes } from './shipped-schemes.ts';

const run = promisify(execFile);
const first = Number(process.env.SCHEMES_SEED ?? 1);
const count = Number(process.env.SCHEMES_COUNT ?? 1000);
const zones = ['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Pacific/Kiritimati'];

describe('two calculators', () => {
  it(`write the same bytes for ${count} random schemes from seed ${first} on, in four time zones`, async () => {
    const program = new URL('compare-calculators.fixture.ts', import.meta.url).pathname;
    const answers = await Promise.all(
      zones.map(async TZ => {
        const { stdout } = await run(process.execPath, [program, String(first), String(count)], {
          env: { ...process.env, TZ },
        });
        return JSON.parse(stdout) as {
          offset: number;
          sha256: string;
          characters: number;
          differing: number[];
          kinds: Record<string, number>;
        };
      }),
    );
    expect(answers.map(a => a.offset)).toEqual([-480, 0, 210, -840]);
    expect(answers.flatMap(a => a.differing)).toEqual([]);
    expect(new Set(answers.map(a => a.sha256)).size).toBe(1);
    expect(Object.keys(answers[0]!.kinds)).toHaveLength(11);
  }, 600_000);

  it('tell one wrong mark from a right one', () => {
    const { scheme, inputs } = randomCase(7);
    const bytes = canonicalJson(evaluate(scheme, inputs));
    expect(independentBytes(scheme, inputs)).toBe(bytes);
    const other = structuredClone(scheme);
    other.version += 1;
    expect(independentBytes(other, inputs)).not.toBe(bytes);
  });

  it('agree on the shipped schemes without any figure', () => {
    for (const scheme of shippedSchemes) {
      const inputs = [{ unitCode: 'A', unitName: '甲', figures: [] }];
      expect(independentBytes(scheme, inputs)).toBe(canonicalJson(evaluate(scheme, inputs)));
    }
  });
});

it('scoring one unit after another and placing them at the end comes to the same bytes', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { scheme, inputs } = randomCase(seed);
    const whole = evaluate(scheme, inputs);
    const standings: Standing[] = [];
    const putAway = new Map<string, string>();
    for (const unit of inputs) {
      const { sheet, standing } = scoreUnit(scheme, unit);
      putAway.set(unit.unitCode, JSON.stringify(sheet));
      standings.push(standing);
    }
    const units = place(scheme, standings).map(placement =>
      joined(JSON.parse(putAway.get(placement.unitCode)!) as Sheet, placement),
    );
    expect(canonicalJson(units)).toBe(canonicalJson(whole.units));
  }
});

describe('a random case', () => {
  it('is the same for the same seed and reads back from its line', () => {
    const [line] = caseLines(42, 1);
    expect(JSON.parse(line!) as RandomCase).toEqual(randomCase(42));
    expect(createHash('sha256').update(line!).digest('hex')).toHaveLength(64);
  });
});
