import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Api } from '../../apps/api/test/api.fixture.ts';
import { does, frozen, markedRound, objected, recomputed } from '../../apps/api/test/marked-round.fixture.ts';
import { checkpoint, exported, Opened } from './package.fixture.ts';
import { verifyPackage } from './verify.mjs';

const here = import.meta.dirname;
const hasPython = spawnSync('python3', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'yardstick-upheld-'));
let api: Api;
let evaluationId: string;
let lineObjection: string;

beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  evaluationId = await markedRound(api);
  const reason = '补交的会议记录有效';
  lineObjection = await objected(api, evaluationId, 'leading');
  const finalLine = { indicator: 'leading', mark: '5.5' };
  await does(api, 'leader', 'upholdObjection', { objectionId: lineObjection, reason, finalLine });
  const listObjection = await objected(api, evaluationId, 'rules');
  const items = ['publicity', 'review'].map(item => ({ item, value: '5' }));
  await does(api, 'leader', 'upholdObjection', {
    ...{ objectionId: listObjection, reason },
    finalLine: { indicator: 'rules', items: items.slice(1), leftOut: ['publicity'] },
  });
  const figureObjection = await objected(api, evaluationId, 'survey');
  const figure = { code: 'survey', year: 0, value: '90', source: '调查报告（更正）' };
  await does(api, 'leader', 'upholdObjection', { objectionId: figureObjection, reason, figure });
  await recomputed(api, evaluationId);
  await frozen(api, evaluationId);
  await checkpoint(api);
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api?.close();
});

/** What both verifiers say, which must be the same. */
function asked(name: string, zip: Buffer): string[] {
  const path = join(folder, name);
  writeFileSync(path, zip);
  const { lines } = verifyPackage(path, {});
  if (hasPython) {
    const run = spawnSync('python3', [join(here, 'verify.py'), path], { encoding: 'utf8' });
    expect(run.stdout.trimEnd().split('\n')).toEqual(lines);
  }
  return lines;
}

describe('a package of a round in which objections were upheld', () => {
  it('is found right, of the round and of the unit, and names the objections as what the marks rest on', async () => {
    const round = await exported(api, evaluationId);
    expect(asked('round.zip', round)).toEqual([expect.stringMatching(/^OK round /)]);
    expect(asked('unit.zip', await exported(api, evaluationId, unitA, 'head'))).toEqual([
      expect.stringMatching(/^OK unit /),
    ]);
    const refs = new Opened(round).json('evidence.json').records.map(({ ref }: { ref: string }) => ref);
    expect(refs).toContain(`objection/${lineObjection}`);
  });

  it('is found altered where the final mark is another', async () => {
    const opened = new Opened(await exported(api, evaluationId)).change('evaluation.json', ({ inputs }) => {
      inputs[0].figures.find((figure: { code: string }) => figure.code === 'leading').value = '6';
    });
    const lines = asked('altered.zip', opened.repacked(api.db.services.signer));
    expect(lines.join()).toMatch(/altered\tevaluation\.json#\/result/);
  });
});
