import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extractRawText } from 'mammoth';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Any, type Api } from '../../apps/api/test/api.fixture.ts';
import {
  built,
  does,
  frozen,
  markedRound,
  markedScheme,
  objected,
  recomputed,
} from '../../apps/api/test/marked-round.fixture.ts';
import { openWorkbook } from '@yardstick/server/documents/spreadsheet';
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

describe('a package of a correction', () => {
  let corrected: string;
  const reason = '漏计一项';
  beforeAll(async () => {
    const order = { programId: api.world.programId, schemeCode: markedScheme.code, asOf: api.world.today };
    const { evaluation } = await does(api, 'chief', 'orderEvaluation', {
      ...{ ...order, name: '打分考核（更正）', correctsId: evaluationId, reason },
    });
    corrected = evaluation.id;
    await built(api, corrected);
    await frozen(api, corrected);
    await checkpoint(api);
  }, 60_000);

  it('names what it corrects, with name, hash and reason, and so do its papers', async () => {
    const [old] = await api.db.sql<{ name: string; sha256: string }>(
      `select name, sha256 from evaluation where id = $1`,
      [evaluationId],
    );
    const round = await exported(api, corrected);
    expect(asked('corrected.zip', round)).toEqual([expect.stringMatching(/^OK round /)]);
    const ofUnit = await exported(api, corrected, unitA, 'head');
    expect(asked('corrected-unit.zip', ofUnit)).toEqual([expect.stringMatching(/^OK unit /)]);
    const opened = new Opened(round);
    const { corrects } = opened.json('approval.json').evaluation;
    expect(corrects).toMatchObject({ id: evaluationId, ...old, reason });
    expect(new Opened(await exported(api, evaluationId)).json('approval.json').evaluation).not.toHaveProperty(
      'corrects',
    );
    const workbook = await openWorkbook(opened.files.get('sheet.xlsx')!);
    const cells = JSON.stringify(workbook.worksheets.map(sheet => sheet.getSheetValues()));
    for (const said of [old!.name, old!.sha256, reason]) expect(cells).toContain(said);
    const { value } = await extractRawText({ buffer: opened.files.get('sheet.docx')! });
    expect(value).toContain(`本次评价更正“${old!.name}”（数据指纹${old!.sha256}）。更正理由：${reason}。`);
  });

  it.each([
    ['the name', 'altered', 'name', (c: Any) => (c.name = '另一次考核')],
    ['the hash', 'altered', 'sha256', (c: Any) => (c.sha256 = '0'.repeat(64))],
    ['the reason', 'altered', 'reason', (c: Any) => (c.reason = '无')],
    ['which one', 'altered', 'id', (c: Any) => (c.id = corrected)],
    ['the leaf of its result', 'unlogged', 'computed', (c: Any) => (c.computed = null)],
  ])('is found out when another is named: %s', async (_what, kind, field, change) => {
    const opened = new Opened(await exported(api, corrected)).change('approval.json', ({ evaluation }) =>
      change(evaluation.corrects),
    );
    const lines = asked(`${field}.zip`, opened.repacked(api.db.services.signer));
    expect(lines.join('\n')).toContain(`${kind}\tapproval.json#/evaluation/corrects/${field}`);
  });

  it('is found out when it does not say so', async () => {
    const opened = new Opened(await exported(api, corrected)).change('approval.json', ({ evaluation }) => {
      delete evaluation.corrects;
    });
    const lines = asked('silent.zip', opened.repacked(api.db.services.signer));
    expect(lines.join('\n')).toContain('altered\tapproval.json#/evaluation/corrects/id');
  });
});
