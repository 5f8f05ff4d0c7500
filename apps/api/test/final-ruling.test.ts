import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { officeUnit, openTestApi, unitA, type Any, type Api, type Who } from './api.fixture.ts';
import { does, frozen, markedRound, markedScheme, objected, recomputed } from './marked-round.fixture.ts';
import type { Somebody } from '@yardstick/testing/world';

let api: Api;
let namesake: Somebody;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  namesake = await api.world.person('OFFICE_STAFF', officeUnit, { name: api.people.staff.name });
});
afterAll(() => api?.close());

const refused = async (who: Who | Somebody, verb: string, input: object): Promise<string[]> => {
  const answer = await api.as(who).mutate(verb, input);
  return answer.code ? [answer.code] : answer.refusals;
};
const line = `mark items { item value } reason by on`;
const objection = async (who: Who | Somebody, id: string): Promise<Any> => {
  const { data } = await api.as(who).ask(
    `query ($id: ID!) { objection(id: $id) { isOwnWork nextVerbs remedy { kind before value }
       lines { code most self { ${line} } office { ${line} } final { ${line} } ruled { ${line} } } } }`,
    { id },
  );
  return data.objection;
};
const sheet = async (evaluationId: string): Promise<Any> => {
  const { data } = await api.as('head').ask(
    `query ($id: ID!) { unitResult(id: $id) { unit { total indicators { code score lines { text value refs { ref label } } } }
       computations { changes { indicators { before after } } } } }`,
    { id: evaluationId },
  );
  return data.unitResult;
};
const markIn = (result: Any, code: string): Any => result.unit.indicators.find((one: Any) => one.code === code);
const reason = '补交的会议记录有效';
const final = (mark: string) => ({ finalLine: { indicator: 'leading', mark } });

describe('the office’s mark objected to', () => {
  it('is judged by a namesake of whoever gave it, and not by who gave it', async () => {
    const objectionId = await objected(api, await markedRound(api), 'leading');
    expect(await objection('staff', objectionId)).toMatchObject({ isOwnWork: true, nextVerbs: [] });
    expect(await refused('staff', 'upholdObjection', { objectionId, reason, ...final('5') })).toEqual(['FORBIDDEN']);
    expect(await objection(namesake, objectionId)).toMatchObject({ isOwnWork: false });
    await does(api, namesake, 'rejectObjection', { objectionId, reason: '记录不全' });
  });

  it('is kept from somebody of that name where only the name is on record', async () => {
    const evaluationId = await markedRound(api);
    await api.db.sql(`update assessment_line set office_by_id = null where evaluation_id = $1`, [evaluationId]);
    const objectionId = await objected(api, evaluationId, 'leading');
    const own = [await objection('staff', objectionId), await objection(namesake, objectionId)];
    expect(own.filter(({ isOwnWork }) => isOwnWork)).toHaveLength(1);
  });
});

describe('an upheld objection to a mark that people gave', () => {
  it('sets another final line, within the full marks, beside those that were given', async () => {
    const evaluationId = await markedRound(api);
    const objectionId = await objected(api, evaluationId, 'leading');
    expect(await objection('leader', objectionId)).toMatchObject({
      lines: { code: 'leading', most: '6', self: null, office: { mark: '2', by: api.people.staff.name }, ruled: null },
    });
    expect((await objection('head', objectionId)).lines).toBeNull();
    const asked = (finalLine: object, why = reason) =>
      refused('leader', 'upholdObjection', { objectionId, reason: why, finalLine });
    expect(await asked({ indicator: 'leading', mark: '6.5' })).toEqual(['LINE_MARK_TOO_HIGH']);
    expect(await asked({ indicator: 'leading', mark: '五' })).toEqual(['LINE_MARK_INVALID']);
    expect(await asked({ indicator: 'leading', mark: '2.0' })).toEqual(['RULED_LINE_UNCHANGED']);
    expect(await asked({ indicator: 'rules', items: [] })).toEqual(['RULED_LINE_OF_ANOTHER']);
    expect(await asked({ indicator: 'leading', mark: '5' }, ' ')).toEqual(['REASON_REQUIRED']);

    const before = await sheet(evaluationId);
    await does(api, 'leader', 'upholdObjection', { objectionId, reason, ...final('5.5') });
    const [given] = await api.db.sql(
      `select office, final from assessment_line where evaluation_id = $1 and unit_id = $2 and indicator = 'leading'`,
      [evaluationId, unitA],
    );
    expect(given).toMatchObject({ office: { mark: '2' }, final: null });
    expect(await objection('leader', objectionId)).toMatchObject({
      remedy: { kind: 'final-line', before: '2', value: '5.5' },
      lines: { office: { mark: '2' }, ruled: { mark: '5.5', reason, by: api.people.leader.name } },
    });
    await recomputed(api, evaluationId);
    const after = await sheet(evaluationId);
    expect([markIn(before, 'leading').score, markIn(after, 'leading').score]).toEqual(['20.00', '55.00']);
    const named = markIn(after, 'leading').lines.at(-1);
    expect(named.refs).toEqual([
      { ref: `objection/${objectionId}`, label: expect.stringContaining(`异议裁定 ${api.world.today}`) },
    ]);
    expect(named.refs[0].label).toContain(reason);
    expect(markIn(after, 'survey')).toEqual(markIn(before, 'survey'));

    // who set the line does not judge an objection to it
    const again = await objected(api, evaluationId, 'leading');
    expect(await objection('leader', again)).toMatchObject({ isOwnWork: true });
    await does(api, 'staff', 'upholdObjection', { objectionId: again, reason: '再核', ...final('4') });
    const rulings = await api.db.sql(
      `select no, line->>'mark' as mark, replaced->>'mark' as replaced from final_ruling where evaluation_id = $1 order by no`,
      [evaluationId],
    );
    expect(rulings).toEqual([
      { no: 1, mark: '5.5', replaced: '2' },
      { no: 2, mark: '4', replaced: '5.5' },
    ]);
    await recomputed(api, evaluationId);
    expect(markIn(await sheet(evaluationId), 'leading').score).toBe('40.00');
    for (const change of [`update final_ruling set no = 9`, `delete from final_ruling`, `truncate final_ruling`])
      await expect(api.db.sql(change)).rejects.toMatchObject({ code: 'YS002' });
  });

  it('is decided item by item where it is a list', async () => {
    const evaluationId = await markedRound(api);
    const objectionId = await objected(api, evaluationId, 'rules');
    const items = (review: string) => [
      { item: 'publicity', value: '5' },
      { item: 'review', value: review },
    ];
    const rule = (review: string) => ({ objectionId, reason, finalLine: { indicator: 'rules', items: items(review) } });
    expect(await refused('leader', 'upholdObjection', rule('5'))).toEqual(['RULED_LINE_UNCHANGED']);
    expect(await refused('leader', 'upholdObjection', rule('15.5'))).toEqual(['LINE_MARK_TOO_HIGH']);
    expect(
      await refused('leader', 'upholdObjection', {
        ...{ objectionId, reason },
        finalLine: { indicator: 'rules', items: items('15').slice(1) },
      }),
    ).toEqual(['LINE_ITEM_OPEN']);
    await does(api, 'leader', 'upholdObjection', rule('15'));
    await recomputed(api, evaluationId);
    const mark = markIn(await sheet(evaluationId), 'rules');
    expect(mark.score).toBe('20.00');
    expect(mark.lines[1].refs[0].ref).toBe(`objection/${objectionId}/review`);
  });

  it('stays as it was in a correction, and nothing is set any more once it is frozen', async () => {
    const evaluationId = await markedRound(api);
    const objectionId = await objected(api, evaluationId, 'leading');
    await does(api, 'leader', 'upholdObjection', { objectionId, reason, ...final('5.5') });
    await recomputed(api, evaluationId);
    await frozen(api, evaluationId);
    await expect(
      api.db.sql(
        `insert into final_ruling select unit_id, gen_random_uuid(), evaluation_id, objection_id, indicator, no + 1, line,
           replaced, decided_by_id, decided_at from final_ruling where evaluation_id = $1`,
        [evaluationId],
      ),
    ).rejects.toMatchObject({ code: 'YS003' });
    const { evaluation } = await does(api, 'chief', 'orderEvaluation', {
      ...{ programId: api.world.programId, schemeCode: markedScheme.code, name: '打分考核（更正）' },
      ...{ asOf: api.world.today, correctsId: evaluationId, reason: '漏计一项' },
    });
    const lines = await api.db.sql(
      `select final, final_by_id from assessment_line where evaluation_id = $1 and unit_id = $2 and indicator = 'leading'`,
      [evaluation.id, unitA],
    );
    expect(lines).toEqual([
      { final: expect.objectContaining({ mark: '5.5', objectionId, reason }), final_by_id: api.people.leader.id },
    ]);
  });
});
