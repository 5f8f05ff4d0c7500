import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { leadersUnit, officeUnit, openTestApi, unitA, unitB, type Any, type Api, type Who } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  for (const unit of [unitA, unitB]) {
    await api.world.action(unit, 'in-progress', { due_on: '2024-09-30' });
    for (const year of [2022, 2023]) await api.world.figure(unit, { year });
    for (const [code, value] of [
      ['rectified', '4'],
      ['rectification-due', '5'],
      ['satisfaction', '91.5'],
    ])
      await api.world.figure(unit, { code, value, year: 0 });
  }
});
afterAll(() => api?.close());

const rowOf = async (id: string): Promise<Any> =>
  (await api.db.sql(`select * from evaluation where id = $1`, [id]))[0]!;
const does = async (who: Who, verb: string, input: object): Promise<Any> => {
  const answer = await api.as(who).mutate(verb, input);
  expect([verb, answer.code, ...answer.refusals]).toEqual([verb, undefined]);
  return answer.payload;
};
const refused = async (who: Who, verb: string, input: object): Promise<string[]> => {
  const answer = await api.as(who).mutate(verb, input);
  return answer.code ? [answer.code] : answer.refusals;
};
const result = async (who: Who, id: string): Promise<Any> => {
  const { data } = await api.as(who).ask(
    `query ($id: ID!) { unitResult(id: $id) { name state unit { unitId total } unitCount distribution { unitCount }
       confirmedAt objections { state } computations { changes { unitId totalBefore totalAfter indicators { before after } } }
       publication { what units { unitId total rank } } correctsId correctedById viewerCanObject viewerCanConfirm } }`,
    { id },
  );
  return data.unitResult;
};
const outcome = async (id: string): Promise<Any> => {
  const { data } = await api.as('leader').ask(
    `query ($id: ID!) { evaluationOutcome(id: $id) { freezeBlockers confirmedCount unitCount objections { id unitName }
       computations { no sha256 changes { unitId } } correctedById publications { state } } }`,
    { id },
  );
  return data.evaluationOutcome;
};

async function computed(name = '验收评估'): Promise<string> {
  const order = { programId: api.world.programId, schemeCode: 'acceptance-2024', name, asOf: api.world.today };
  const { evaluation } = await does('chief', 'orderEvaluation', order);
  await buildEvaluation(api.db.orm, api.db.services, evaluation.id);
  return evaluation.id as string;
}
async function released(name?: string): Promise<string> {
  const evaluationId = await computed(name);
  await does('chief', 'releaseProvisional', { evaluationId });
  return evaluationId;
}
async function frozen(name?: string): Promise<string> {
  const evaluationId = await released(name);
  for (const head of ['head', 'otherHead'] as const) await does(head, 'confirmResult', { evaluationId });
  await does('chief', 'proposeFreeze', { evaluationId });
  await does('leader', 'approveFreeze', { evaluationId });
  return evaluationId;
}
const draft = { indicator: 'efficacy', reason: '2023年效能评价应为 98 分', evidenceIds: [] };
async function objected(evaluationId: string): Promise<string> {
  const [indicator] = (await result('liaison', evaluationId)) ? await indicators(evaluationId) : [];
  const { objection } = await does('liaison', 'draftObjection', { ...draft, evaluationId, indicator });
  await does('head', 'signObjection', { objectionId: objection.id });
  return objection.id as string;
}
/** The indicator made of the efficacy marks first. */
async function indicators(evaluationId: string): Promise<string[]> {
  const [row] = await api.db.sql<{ codes: string[] }>(
    `select array(select i->>'code' from jsonb_array_elements(s.body->'indicators') i
       order by (i::text like '%"efficacy"%') desc) as codes
     from evaluation e join scoring_scheme s on s.code = e.scheme_code and s.version = e.scheme_version where e.id = $1`,
    [evaluationId],
  );
  return row!.codes;
}

describe('a result', () => {
  it('is seen by no unit before it is released, then by each its own, with no name of another', async () => {
    const id = await computed();
    expect(await result('head', id)).toBeNull();
    expect((await outcome(id)).freezeBlockers).toEqual([expect.stringContaining('还没有反馈单位')]);
    expect(await refused('staff', 'releaseProvisional', { evaluationId: id })).toEqual(['FORBIDDEN']);
    await does('chief', 'releaseProvisional', { evaluationId: id });
    const own = await result('head', id);
    expect([own.unit.unitId, own.unitCount]).toEqual([unitA, 2]);
    // two units are too few for a distribution
    expect(own.distribution).toBeNull();
    expect(JSON.stringify(own)).not.toContain(unitB);
    expect(await rowOf(id)).toMatchObject({ state: 'provisional', released_by: api.people.chief.name });
    expect(await refused('chief', 'releaseProvisional', { evaluationId: id })).toEqual(['RELEASE_NEEDS_RESULT']);
  });

  it('may be objected to for five working days, and a late one is told the last of them', async () => {
    const id = await released();
    const [row] = await api.db.sql<{ day: string }>(
      `select objections_until::text as day from evaluation where id = $1`,
      [id],
    );
    expect(row!.day).toBe('2024-10-22');
    const [indicator] = await indicators(id);
    const { objection } = await does('liaison', 'draftObjection', { ...draft, evaluationId: id, indicator });
    await api.db.sql(`update evaluation set objections_until = '2024-10-14' where id = $1`, [id]);
    const late = await api.as('liaison').mutate('draftObjection', { ...draft, evaluationId: id, indicator, line: 0 });
    expect(late.userErrors).toEqual([
      expect.objectContaining({ code: 'OBJECTION_TOO_LATE', message: expect.stringContaining('2024-10-14') }),
    ]);
    expect(await refused('head', 'signObjection', { objectionId: objection.id })).toEqual(['OBJECTION_TOO_LATE']);
    // what nobody signed in time stands in nobody's way
    expect((await outcome(id)).freezeBlockers).toEqual([]);
  });

  it('is confirmed as it stands, once, and not while the unit objects', async () => {
    const id = await released();
    const objectionId = await objected(id);
    expect(await refused('head', 'confirmResult', { evaluationId: id })).toEqual(['CONFIRM_OBJECTION_OPEN']);
    await does('liaison', 'withdrawObjection', { objectionId });
    await does('head', 'confirmResult', { evaluationId: id });
    expect(await refused('head', 'confirmResult', { evaluationId: id })).toEqual(['CONFIRM_DONE']);
    expect(await refused('liaison', 'confirmResult', { evaluationId: id })).toEqual(['FORBIDDEN']);
    expect(await outcome(id)).toMatchObject({ confirmedCount: 1, unitCount: 2 });
  });
});

describe('an objection', () => {
  it('is one for each mark, about a mark there is, with evidence of the own unit', async () => {
    const id = await released();
    const [indicator] = await indicators(id);
    const theirs = await api.world.evidence(api.people.otherLiaison, [
      await api.world.milestone(unitB, await api.world.action(unitB)),
    ]);
    const input = { ...draft, evaluationId: id, indicator };
    expect(await refused('liaison', 'draftObjection', { ...input, evidenceIds: [theirs] })).toEqual([
      'OBJECTION_EVIDENCE_UNKNOWN',
    ]);
    expect(await refused('liaison', 'draftObjection', { ...input, indicator: 'nothing' })).toEqual([
      'OBJECTION_ABOUT_NOTHING',
    ]);
    await does('liaison', 'draftObjection', input);
    expect(await refused('liaison', 'draftObjection', input)).toEqual(['OBJECTION_EXISTS']);
    await does('liaison', 'draftObjection', { ...input, line: 0 });
  });

  it('is decided by nobody about their own work, says the rule and says the database', async () => {
    const id = await released();
    const objectionId = await objected(id);
    expect(await refused('chief', 'rejectObjection', { objectionId, reason: '无误' })).toEqual(['FORBIDDEN']);
    expect(await refused('head', 'rejectObjection', { objectionId, reason: '无误' })).toEqual(['FORBIDDEN']);
    const { chief } = api.people;
    const decide = (personId: string, unitId: string) =>
      api.db.sql(
        `update evaluation_objection set state = 'rejected', decided_by = 'x', decided_by_id = $1, decided_by_unit = $2,
           decision = 'x' where id = $3`,
        [personId, unitId, objectionId],
      );
    await expect(decide(chief.id, officeUnit)).rejects.toMatchObject({ code: '23514' });
    await expect(decide(api.people.staff.id, unitA)).rejects.toMatchObject({ code: '23514' });
    await expect(
      api.db.sql(`update evaluation_objection set ordered_by_id = $1 where id = $2`, [
        api.people.staff.id,
        objectionId,
      ]),
    ).rejects.toMatchObject({ code: '23503' });
    expect((await outcome(id)).freezeBlockers.join()).toContain('1 份异议没有裁定');
    await does('staff', 'rejectObjection', { objectionId, reason: '材料已计入' });
    expect(await refused('staff', 'upholdObjection', { objectionId, reason: '再看' })).toEqual(['MOVE_NOT_FROM_STATE']);
  });

  it('that is upheld leads to new bytes; the old ones stay, and before and after stand side by side', async () => {
    const id = await released();
    const before = await rowOf(id);
    for (const head of ['head', 'otherHead'] as const) await does(head, 'confirmResult', { evaluationId: id });
    expect((await outcome(id)).confirmedCount).toBe(2);
    const objectionId = await objected(id);
    const figure = { code: 'efficacy', year: 2023, value: '98', source: '效能评价报告（更正稿）' };
    expect(
      await refused('staff', 'upholdObjection', { objectionId, reason: '属实', figure: { ...figure, source: ' ' } }),
    ).toEqual(['OBJECTION_SOURCE_MISSING']);
    expect(
      await refused('staff', 'upholdObjection', { objectionId, reason: '属实', figure: { ...figure, year: 2020 } }),
    ).toEqual(['OBJECTION_REMEDY_UNKNOWN']);
    await does('staff', 'upholdObjection', { objectionId, reason: '属实', figure });
    expect((await outcome(id)).freezeBlockers.join()).toContain('还没有重新计算');
    // what changes meanwhile for a unit that did not object stays out
    await api.world.figure(unitB, { code: 'efficacy', year: 2024, value: '1' });
    await does('chief', 'recomputeEvaluation', { evaluationId: id, reason: '更正 2023 年效能得分' });
    expect(await result('head', id)).toMatchObject({ state: 'QUEUED', unit: null });
    await buildEvaluation(api.db.orm, api.db.services, id);
    const after = await rowOf(id);
    expect(after.state).toBe('computed');
    expect(after.sha256).not.toBe(before.sha256);
    const kept = await api.db.sql(
      `select no, snapshot, sha256, sm3 from evaluation_computation where evaluation_id = $1`,
      [id],
    );
    expect(kept).toEqual([{ no: 1, snapshot: before.snapshot, sha256: before.sha256, sm3: before.sm3 }]);
    for (const change of [`update evaluation_computation set sha256 = 'x'`, `delete from evaluation_computation`])
      await expect(api.db.sql(change)).rejects.toThrow();
    await does('chief', 'releaseProvisional', { evaluationId: id });
    // one has another total, the other another rank: neither confirmed that
    expect((await outcome(id)).confirmedCount).toBe(0);
    const own = await result('head', id);
    expect(own.computations[0].changes).toHaveLength(1);
    expect(Number(own.computations[0].changes[0].totalAfter)).toBeGreaterThan(
      Number(own.computations[0].changes[0].totalBefore),
    );
    expect((await outcome(id)).computations[0].sha256).toBe(before.sha256);
    expect(await refused('chief', 'recomputeEvaluation', { evaluationId: id, reason: '再算' })).toEqual([
      'RECOMPUTE_NOTHING_UPHELD',
    ]);
  });
});

describe('a freeze', () => {
  it('can be sent back with a reason, and be proposed again', async () => {
    const evaluationId = await released();
    for (const head of ['head', 'otherHead'] as const) await does(head, 'confirmResult', { evaluationId });
    await does('chief', 'proposeFreeze', { evaluationId });
    expect(await refused('leader', 'returnFreeze', { evaluationId, reason: '' })).toEqual(['REASON_REQUIRED']);
    await does('leader', 'returnFreeze', { evaluationId, reason: '请再核对乙局' });
    expect(await rowOf(evaluationId)).toMatchObject({ state: 'provisional', proposed_by: null });
    await does('chief', 'proposeFreeze', { evaluationId });
    await does('leader', 'approveFreeze', { evaluationId });
    expect((await rowOf(evaluationId)).state).toBe('frozen');
  });
});

describe('a publication', () => {
  it('shows everybody what was decided and no more, and leaves the frozen evaluation as it was', async () => {
    const evaluationId = await frozen('公布的评估');
    const before = await rowOf(evaluationId);
    expect((await result('head', evaluationId)).publication).toBeNull();
    expect(await refused('staff', 'proposePublication', { evaluationId, what: 'GRADES' })).toEqual(['FORBIDDEN']);
    await does('chief', 'proposePublication', { evaluationId, what: 'GRADES' });
    expect(await refused('chief', 'proposePublication', { evaluationId, what: 'RANKING' })).toEqual([
      'PUBLICATION_PROPOSED',
    ]);
    expect((await result('head', evaluationId)).publication).toBeNull();
    const [{ id: publicationId }] = (await api.db.sql(
      `select id from evaluation_publication where evaluation_id = $1`,
      [evaluationId],
    )) as [Any];
    const inTheOffice = await api.world.person('LEADER', officeUnit);
    expect((await api.as(inTheOffice).mutate('approvePublication', { publicationId })).refusals).toEqual([
      'PUBLICATION_NEEDS_SECOND_PERSON',
    ]);
    await does('leader', 'approvePublication', { publicationId });
    const { publication } = await result('otherHead', evaluationId);
    expect(publication).toEqual({
      what: 'GRADES',
      units: [unitA, unitB].map(unitId => ({ unitId, total: null, rank: null })),
    });
    // a unit that takes no part sees what was published, and nothing else
    const outsider = await api.world.person('UNIT_HEAD', leadersUnit);
    const { data } = await api
      .as(outsider)
      .ask(
        `query ($id: ID!) { unitResult(id: $id) { unit { total } distribution { unitCount } publication { units { total } } } }`,
        { id: evaluationId },
      );
    expect(data.unitResult).toMatchObject({
      unit: null,
      distribution: null,
      publication: { units: [{ total: null }, {}] },
    });
    await expect(
      api.db.sql(`update evaluation_publication set what = 'ranking' where id = $1`, [publicationId]),
    ).rejects.toThrow();
    expect(await rowOf(evaluationId)).toEqual(before);
  });
});

describe('a correction', () => {
  it('is a new evaluation by the same version and day; the old one stays and says so', async () => {
    const oldId = await frozen('有误的评估');
    const before = await rowOf(oldId);
    const order = {
      ...{ programId: api.world.programId, schemeCode: 'acceptance-2024', name: '有误的评估（更正）' },
      ...{ asOf: api.world.today, correctsId: oldId },
    };
    expect(await refused('chief', 'orderEvaluation', order)).toEqual(['REASON_REQUIRED']);
    expect(await refused('staff', 'orderEvaluation', { ...order, reason: '漏计' })).toEqual(['FORBIDDEN']);
    const early = await computed();
    expect(await refused('chief', 'orderEvaluation', { ...order, correctsId: early, reason: '漏计' })).toEqual([
      'CORRECTION_NEEDS_FROZEN',
    ]);
    const { evaluation } = await does('chief', 'orderEvaluation', { ...order, reason: '漏计一项' });
    await buildEvaluation(api.db.orm, api.db.services, evaluation.id);
    expect(await rowOf(evaluation.id)).toMatchObject({
      ...{ corrects_id: oldId, correction_reason: '漏计一项', scheme_version: before.scheme_version },
    });
    expect((await outcome(oldId)).correctedById).toBe(evaluation.id);
    expect((await result('head', oldId)).correctedById).toBe(evaluation.id);
    expect(await rowOf(oldId)).toEqual(before);
    expect(await refused('chief', 'orderEvaluation', { ...order, reason: '再改' })).toEqual(['CORRECTION_EXISTS']);
  });
});
