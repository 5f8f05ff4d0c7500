import { randomUUID } from 'node:crypto';
import { bandsOf, plainText } from '@yardstick/domain/similarity';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Any, type Api, type Who } from './api.fixture.ts';

let api: Api;
let milestones: Record<'earlier' | 'mine' | 'theirs', string>;

const shared =
  '全年检查取水口一百二十八处，发现计量设施损坏十七处，已全部督促整改到位；组织河道采砂夜间巡查三十六次，移送公安机关案件四件，当场劝离作业船只若干艘。' +
  '编印取用水管理手册，发放到沿河各村，并在办事大厅公开许可流程、办结时限和监督电话，邀请用水大户代表座谈三次，收到书面意见九条，逐条答复并公示办理结果。';
const question = `query ($id: ID!) { milestoneCheck(milestoneId: $id) { isComplete viewerCanRemark findings { code weight message percent
  hint remark { text writtenBy } evidenceId evidenceTitle other { title unitName year url } passages { mine { text isSame } theirs { text isSame } } } } }`;

beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  const { world, people, db } = api;
  const measureId = await world.measure();
  const handedIn = async (who: Who, year: number, title: string, words: string, uploaded_at: string) => {
    const by = people[who];
    const actionId = await world.action(by.unitId, 'in-progress', {
      measure_id: measureId,
      year,
      start_on: `${year}-01-01`,
    });
    const milestoneId = await world.milestone(by.unitId, actionId, 'submitted', { due_on: `${year}-11-15` });
    const sha256 = await world.file(Buffer.from(words));
    const plain = plainText(words);
    await db.sql(`update file_text set state = 'read', text = $2, bands = $3, character_count = $4 where sha256 = $1`, [
      sha256, words, bandsOf(plain), plain.text.length,
    ]); // prettier-ignore
    await world.evidence(by, [milestoneId], 'submitted', { sha256, title, uploaded_at, document_on: `${year}-10-08` });
    return milestoneId;
  };
  milestones = {
    earlier: await handedIn('liaison', 2023, '甲上年总结', `甲局。${shared}`, '2023-10-09T02:00:00Z'),
    theirs: await handedIn(
      'otherLiaison',
      2024,
      '乙局机密标题',
      `乙局机密。${shared.replace('手册', '手册867530')}`,
      '2024-10-09T02:00:00Z',
    ),
    mine: await handedIn('liaison', 2024, '甲今年总结', `甲局今年。${shared}`, '2024-10-10T02:00:00Z'),
  };
});
afterAll(() => api?.close());

const check = async (who: Who, id: string): Promise<Any> =>
  (await api.as(who).ask(question, { id })).data.milestoneCheck;
const finding = (answer: Any, code: string): Any => answer.findings.find((one: Any) => one.code === code);

describe('a milestone is checked', () => {
  it('for its unit: all of its own earlier document, of another’s only the words in common', async () => {
    const answer = await check('liaison', milestones.mine);
    expect(finding(answer, 'NEAR_OWN_EARLIER_YEAR')).toMatchObject({
      weight: 'look',
      other: { title: '甲上年总结', unitName: `${unitA}局`, year: 2023 },
    });
    const near = finding(answer, 'NEAR_OTHER_UNIT');
    expect(near.percent).toBeGreaterThanOrEqual(90);
    expect(near.other).toBeNull();
    expect(near.passages[0].theirs.some((part: Any) => part.isSame)).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`机密|乙局|867530|${unitB}`));
  });

  it('for the office: whose both are, with title and year', async () => {
    const near = finding(await check('staff', milestones.mine), 'NEAR_OTHER_UNIT');
    expect(near.other).toMatchObject({ title: '乙局机密标题', unitName: `${unitB}局`, year: 2024 });
  });

  it('without calling the first to hand in a copier', async () => {
    expect(finding(await check('staff', milestones.theirs), 'NEAR_OTHER_UNIT')).toMatchObject({
      other: { title: '甲上年总结' },
    });
    expect(JSON.stringify(await check('staff', milestones.mine))).toContain('867530');
    expect(finding(await check('staff', milestones.earlier), 'NEAR_OTHER_UNIT')).toBeUndefined();
  });

  it('and what the unit says to a finding stands beside it for the reviewer, for the next version too', async () => {
    const { db } = api;
    await db.sql(`update milestone set state = 'planned' where id = $1`, [milestones.mine]);
    const open = await check('liaison', milestones.mine);
    expect(open.viewerCanRemark).toBe(true);
    expect((await check('staff', milestones.mine)).viewerCanRemark).toBe(false);
    const { evidenceId, hint } = finding(open, 'NEAR_OTHER_UNIT');
    const say = (text: string, who: Who = 'liaison') =>
      api.as(who).mutate('remarkOnFinding', { milestoneId: milestones.mine, evidenceId, hint, text });
    expect((await say('  ')).refusals).toEqual(['REMARK_MISSING']);
    expect((await say('长'.repeat(201))).refusals).toEqual(['FIELD_TOO_LONG']);
    expect((await say('联合印发')).refusals).toEqual([]);
    expect((await say('两局联合印发，各自报送。')).refusals).toEqual([]);
    const said = { text: '两局联合印发，各自报送。' };
    const seen = await check('staff', milestones.mine);
    expect(finding(seen, 'NEAR_OTHER_UNIT').remark).toMatchObject(said);
    expect(finding(seen, 'NEAR_OWN_EARLIER_YEAR').remark).toBeNull();

    const nextId = randomUUID();
    await db.sql(
      `insert into evidence (unit_id, id, sha256, file_name, title, kind, state, uploaded_by, uploaded_by_id, uploaded_at, root_id, version_no, supersedes_id)
       select unit_id, $2, sha256, file_name, title, kind, 'draft', uploaded_by, uploaded_by_id, uploaded_at, root_id, 2, id from evidence where id = $1`,
      [evidenceId, nextId],
    );
    await db.sql(`update evidence_link set evidence_id = $2 where evidence_id = $1`, [evidenceId, nextId]);
    const next = finding(await check('staff', milestones.mine), 'NEAR_OTHER_UNIT');
    expect(next).toMatchObject({ evidenceId: nextId, remark: said });
    await db.sql(`update evidence_link set evidence_id = $1 where evidence_id = $2`, [evidenceId, nextId]);

    await db.sql(`update milestone set state = 'submitted' where id = $1`, [milestones.mine]);
    expect((await say('另一句')).refusals).toEqual(['MILESTONE_CLOSED_TO_EVIDENCE']);
    expect((await check('liaison', milestones.mine)).viewerCanRemark).toBe(false);
  });

  it('for nobody else', async () => {
    expect(await check('otherLiaison', milestones.mine)).toBeNull();
    expect(await check('liaison', milestones.theirs)).toBeNull();
    expect(await check('liaison', 'no-id')).toBeNull();
    expect((await api.as('admin').ask(question, { id: milestones.mine })).code).toBe('FORBIDDEN');
  });

  it('in the same number of statements, however much there is', async () => {
    await check('staff', milestones.earlier);
    const { reads } = api.db.services;
    const sent = async (id: string): Promise<number> => {
      const before = reads.statementCount;
      await check('staff', id);
      return reads.statementCount - before;
    };
    expect(await sent(milestones.mine)).toBe(await sent(milestones.earlier));
  });

  it('and is said to be incomplete while a text is being read', async () => {
    await api.db.sql(`update file_text set state = 'waiting', text = '' where text like '甲局今年%'`);
    const answer = await check('liaison', milestones.mine);
    expect(answer.isComplete).toBe(false);
    expect(answer.findings.map((one: Any) => one.code)).toEqual(['TEXT_WAITING']);
  });
});
