import type { ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { writeSchemeText } from '@yardstick/domain/scoring/scheme-text';
import { acceptance2024, caseFileSheet } from '@yardstick/domain/scoring/shipped-schemes';
import { RuleViolation, type Violation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Forbidden, NotFound, type Context } from '../../context.ts';
import { forkFor } from '../../database/orm.ts';
import { publishScheme } from './publish-scheme.ts';
import { rehearseScheme } from './rehearse-scheme.ts';
import { saveSchemeDraft } from './save-scheme-draft.ts';
import { publishedScheme, schemeDifferences, schemeDraft, schemeRegister, schemeTemplates } from './schemes.queries.ts';

let db: TestDatabase;
let world: World;
let chief: Somebody;
let staff: Somebody;
let leader: Somebody;
let liaison: Somebody;

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  await world.unit('ZFB', { is_scored: false, kind: 'office' });
  await world.unit('AAA');
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
  staff = await world.person('OFFICE_STAFF', 'SFJ');
  leader = await world.person('LEADER', 'ZFB');
  liaison = await world.person('UNIT_LIAISON', 'AAA');
});
afterAll(() => db?.drop());

function as(who: Somebody): Context {
  const all = who.role.startsWith('OFFICE') || who.role === 'LEADER';
  const scope = { all, unitId: all ? '' : who.unitId, userId: who.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { id: who.id, name: who.name, role: who.role, unitId: who.unitId, unitName: `${who.unitId}局` },
    scope,
    now: new Date('2024-10-15T02:00:00Z'),
    today: '2024-10-15',
    locale: 'zh-CN',
    request: { id: randomUUID(), ip: '127.0.0.1', session: '1' },
    services: db.services,
  };
}

const fresh = (): string => `scheme-${randomUUID().slice(0, 8)}`;
const textOf = (code: string, change: (scheme: ScoringScheme) => void = () => undefined, from = acceptance2024) => {
  const scheme = { ...structuredClone(from), code };
  change(scheme);
  return writeSchemeText(scheme);
};
const save = (code: string, text: string, version = 0, who = staff) =>
  saveSchemeDraft(as(who), { code, text, version });
const publish = (code: string, version: number, reason = '按会议意见调整', who = chief) =>
  publishScheme(as(who), { code, version, reason });
const refusals = (work: Promise<unknown>): Promise<readonly Violation[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof RuleViolation) return error.violations;
      throw error;
    },
  );
const codesOf = async (work: Promise<unknown>) => (await refusals(work)).map(({ code }) => code);

describe('a draft', () => {
  it('is one for each scheme, may be wrong, and is of no effect', async () => {
    const code = fresh();
    expect(await save(code, '{ nothing')).toEqual({ version: 1 });
    expect(await save(code, '{ }', 1, chief)).toEqual({ version: 2 });
    const draft = await schemeDraft(as(leader), code);
    expect(draft).toMatchObject({ version: 2, text: '{ }', savedBy: chief.name, nextVersion: 1, newest: null });
    expect(draft).toMatchObject({ viewerCanSave: false, viewerCanPublish: false });
    expect(await publishedScheme(as(chief), code, null)).toBeNull();
    expect((await schemeRegister(as(liaison))).some(row => row.code === code)).toBe(false);
    expect((await schemeRegister(as(staff))).find(row => row.code === code)?.draft?.savedBy).toBe(chief.name);
  });

  it('is not written over by somebody who saw an earlier one', async () => {
    const code = fresh();
    await save(code, '1');
    await save(code, '2', 1);
    expect(await codesOf(save(code, '3', 1))).toEqual(['STALE']);
    expect(await codesOf(save(code, '3', 0))).toEqual(['STALE']);
    expect((await schemeDraft(as(staff), code))!.text).toBe('2');
  });

  it('begins as the newest version, in the order in which people read', async () => {
    const draft = await schemeDraft(as(staff), acceptance2024.code);
    expect(draft).toMatchObject({ version: 0, savedBy: null, nextVersion: 2, text: writeSchemeText(acceptance2024) });
  });

  it('is written by the office only', async () => {
    for (const who of [leader, liaison]) await expect(save(fresh(), '{}', 0, who)).rejects.toThrow(Forbidden);
    expect(await codesOf(save('Not A Code', '{}'))).toEqual(['SCHEME_DRAFT_CODE_INVALID']);
    expect(await codesOf(save(fresh(), 'x'.repeat(200_001)))).toEqual(['SCHEME_TEXT_TOO_LONG']);
  });

  it('leaves its hash in the ledger, not its words', async () => {
    const code = fresh();
    await save(code, '{ "secret": 1 }');
    const [leaf] = await db.sql<{ payload: string }>(`select payload from ledger_leaf order by seq desc limit 1`);
    expect(leaf!.payload).toContain('saveSchemeDraft');
    expect(leaf!.payload).toMatch(/"sha256":"[0-9a-f]{64}"/);
    expect(leaf!.payload).not.toContain('secret');
  });
});

describe('publication', () => {
  it('gives the draft the next number, with who, when and why; a new code needs no program', async () => {
    const code = fresh();
    await save(code, textOf(code));
    expect(await publish(code, 1, ' 建立 2025 年的尺子 ')).toEqual({ version: 1 });
    await save(
      code,
      textOf(code, scheme => (scheme.grades[0]!.from = '92')),
      2,
    );
    expect(await publish(code, 3)).toEqual({ version: 2 });
    const view = await publishedScheme(as(liaison), code, null);
    expect(view).toMatchObject({ version: 2, publishedBy: chief.name, draftedBy: staff.name, viewerCanDraft: false });
    expect(view!.versions.map(v => [v.version, v.reason, v.evaluationCount])).toEqual([
      [2, '按会议意见调整', null],
      [1, '建立 2025 年的尺子', null],
    ]);
    const [body] = await db.sql<{ body: ScoringScheme }>(
      `select body from scoring_scheme where code = $1 and version = 1`,
      [code],
    );
    expect(body!.body).toEqual({ ...acceptance2024, code, version: 1 });
    expect((await schemeDifferences(as(liaison), code, 1, 2))!.map(d => d.text.zh)).toEqual([
      '等次的“优秀”的分数线由 90 改为 92',
    ]);
  });

  it('is refused with one sentence for each blocker, each with its line', async () => {
    const code = fresh();
    const text = textOf(code, scheme => {
      scheme.indicators[0]!.full = '45';
      scheme.figures.push({ code: 'idle', name: { zh: '没用的', en: 'Idle' } });
      scheme.vetoes[0]!.figure = 'nobody';
    });
    await save(code, text);
    const found = await refusals(publish(code, 1));
    const line = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
    expect(found.map(v => [v.code, v.line, v.field])).toEqual([
      ['SCHEME_FULL_NOT_100', line('"indicators"'), 'text'],
      ['SCHEME_FIGURE_UNKNOWN', line('"nobody"'), 'text'],
    ]);
    expect(sentence(found[0]!, 'zh-CN')).toMatch(/^第 \d+ 行：/);
    expect(await db.sql(`select 1 from scoring_scheme where code = $1`, [code])).toEqual([]);
  });

  it('needs a change, a reason, the draft as it was read, and one not published yet', async () => {
    const code = fresh();
    await save(code, textOf(code));
    expect(await codesOf(publish(code, 1, '  '))).toEqual(['REASON_REQUIRED']);
    expect(await codesOf(publish(code, 2))).toEqual(['STALE']);
    await publish(code, 1);
    expect(await codesOf(publish(code, 2))).toEqual(['SCHEME_DRAFT_SPENT']);
    await save(code, textOf(code), 2);
    expect(await codesOf(publish(code, 3))).toEqual(['SCHEME_UNCHANGED']);
    await expect(publish(fresh(), 1)).rejects.toThrow(NotFound);
  });

  it('is the office chief’s', async () => {
    const code = fresh();
    await save(code, textOf(code));
    for (const who of [staff, leader, liaison])
      await expect(publish(code, 1, '想发布', who)).rejects.toThrow(Forbidden);
  });

  it('is final: no row of a scheme can be changed, deleted or emptied, by its owner neither', async () => {
    for (const statement of [
      `update scoring_scheme set body = '{}'`,
      `delete from scoring_scheme`,
      `truncate scoring_scheme cascade`,
    ])
      await expect(db.sql(statement), statement).rejects.toThrow(/written once/);
  });

  it('offers what came with the program to begin from, once', async () => {
    const templates = await schemeTemplates(as(staff));
    expect(templates.filter(({ code }) => code === acceptance2024.code)).toMatchObject([{ version: 1 }]);
    expect(templates.find(({ code }) => code === caseFileSheet.code)).toMatchObject({
      version: null,
      text: writeSchemeText(caseFileSheet),
    });
  });
});

describe('a rehearsal', () => {
  const unit = (unitCode: string, efficacy: string, satisfaction?: string): UnitInputs => ({
    unitCode,
    unitName: `${unitCode}局`,
    figures: [
      ...[2022, 2023, 2024].map(year => ({ code: 'red-light', year, value: '0', records: [], source: 'tracker' })),
      ...[2022, 2023].map(year => ({ code: 'efficacy', year, value: efficacy, records: [], source: '通报' })),
      ...(satisfaction ? [{ code: 'satisfaction', value: satisfaction, records: [], source: '调查' }] : []),
    ],
  });

  async function pastEvaluation(inputs: UnitInputs[]): Promise<string> {
    const id = await world.evaluation(chief, [], 'computed');
    for (const one of inputs) {
      await world.unit(one.unitCode);
      await db.sql(`insert into evaluation_unit (unit_id, evaluation_id, inputs) values ($1, $2, $3)`, [
        one.unitCode,
        id,
        JSON.stringify(one),
      ]);
    }
    return id;
  }
  const heavier = (scheme: ScoringScheme) => {
    scheme.indicators[1]!.full = '10';
    scheme.indicators[3]!.full = '25';
  };
  const counts = async () =>
    db.sql(`select (select count(*) from ledger_leaf) leaves, (select count(*) from scoring_scheme_draft) drafts,
                   (select count(*) from evaluation) evaluations, (select count(*) from outbox_message) messages`);

  it('shows who moves, why, how grades spread and which weights decide, and keeps nothing', async () => {
    const evaluationId = await pastEvaluation([unit('R1', '100', '60'), unit('R2', '60', '100')]);
    const text = textOf('acceptance-2024', heavier);
    const before = await counts();
    const found = await rehearseScheme(as(leader), { code: 'acceptance-2024', text, evaluationId, percent: 10 });
    expect(await counts()).toEqual(before);
    expect(found.unitCount).toBe(2);
    expect(found.base).toMatchObject({ code: 'acceptance-2024', version: 1 });
    expect(found.moves.map(m => [m.unitCode, m.before.rank, m.after.rank, m.decidedBy])).toEqual([
      ['R2', 2, 1, expect.objectContaining({ kind: 'indicator', code: 'satisfaction' })],
      ['R1', 1, 2, expect.objectContaining({ kind: 'indicator', code: 'efficacy' })],
    ]);
    expect(found.spread.map(s => s.grade)).toEqual(['excellent', 'good', 'qualified', 'unqualified']);
    expect(new Set(found.sensitivity.map(e => e.percent))).toEqual(new Set([10, -10]));
    expect(found.lacking.map(l => [l.code, l.unitCount])).toEqual([
      ['rectified', 2],
      ['rectification-due', 2],
    ]);
  });

  it('says what the draft asks for and nobody looked for then', async () => {
    const evaluationId = await pastEvaluation([unit('R3', '80', '80'), unit('R4', '90')]);
    const text = textOf('acceptance-2024', scheme => {
      scheme.figures.push({ code: 'complaints', name: { zh: '投诉次数', en: 'Complaints' } });
      scheme.vetoes.push({ code: 'complaints', name: { zh: '投诉', en: 'Complaints' }, figure: 'complaints' });
    });
    const { lacking } = await rehearseScheme(as(staff), { code: 'acceptance-2024', text, evaluationId, percent: 5 });
    expect(lacking.map(l => [l.code, l.unitCount])).toEqual([
      ['rectified', 2],
      ['rectification-due', 2],
      ['satisfaction', 1],
      ['complaints', 2],
    ]);
  });

  it('takes what is on record today just as well', async () => {
    await world.action('AAA');
    await db.sql(`insert into program_unit (program_id, unit_id) values ($1, 'AAA') on conflict do nothing`, [
      world.programId,
    ]);
    const found = await rehearseScheme(as(chief), {
      code: 'acceptance-2024',
      text: textOf('acceptance-2024', heavier),
      programId: world.programId,
      percent: 10,
    });
    expect(found.on).toBeNull();
    expect(found.unitCount).toBeGreaterThan(0);
  });

  it('is for those who decide; a text that cannot be published is refused with its lines', async () => {
    const input = { code: 'acceptance-2024', text: '{', programId: world.programId, percent: 10 };
    await expect(rehearseScheme(as(liaison), input)).rejects.toThrow(Forbidden);
    expect(await refusals(rehearseScheme(as(leader), input))).toMatchObject([{ code: 'SCHEME_NOT_JSON', line: 1 }]);
    const evaluationId = await world.evaluation(chief, [], 'computed');
    expect(
      await codesOf(rehearseScheme(as(leader), { ...input, text: textOf('acceptance-2024'), evaluationId })),
    ).toEqual(['REHEARSAL_WITHOUT_INPUTS']);
  });
});
