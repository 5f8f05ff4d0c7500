import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Any, type Api, type Who } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());

describe('a draft', () => {
  const url = (actionId: string, kind = 'plan') => `/drafts/${kind}/${actionId}`;
  const put = async (who: Who, actionId: string, baseRev: number, body: unknown, kind = 'plan') => {
    const answer = await api.as(who).send({ method: 'PUT', url: url(actionId, kind), payload: { baseRev, body } });
    return { status: answer.statusCode, ...JSON.parse(answer.body || '{}') };
  };
  const get = async (who: Who, actionId: string, kind = 'plan') => {
    const answer = await api.as(who).send({ method: 'GET', url: url(actionId, kind) });
    return { status: answer.statusCode, ...JSON.parse(answer.body || '{}') };
  };

  it('is kept, read back by a colleague, and counted', async () => {
    const id = await api.world.action(unitA, 'planning');
    expect(await get('liaison', id)).toEqual({ status: 200, rev: 0, body: null, savedBy: null, savedAt: null });
    const saved = await put('liaison', id, 0, { content: '逐人核对' });
    expect(saved).toMatchObject({ status: 200, rev: 1, savedBy: api.people.liaison.name });
    expect(saved.savedAt).toMatch(/^2024-10-15/);
    expect(await get('member', id)).toMatchObject({ rev: 1, body: { content: '逐人核对' } });
    expect(await put('member', id, 1, { content: '逐人核对，建档' })).toMatchObject({ status: 200, rev: 2 });
  });

  it('never takes the place of one that was saved meanwhile, and shows it instead', async () => {
    const id = await api.world.action(unitA, 'planning');
    await put('liaison', id, 0, { content: '一' });
    await put('member', id, 1, { content: '二' });
    const late = await put('liaison', id, 1, { content: '三' });
    expect(late).toMatchObject({ status: 409, rev: 2, body: { content: '二' }, savedBy: api.people.member.name });
    expect(await put('liaison', id, 0, { content: '四' })).toMatchObject({ status: 409, rev: 2 });
    expect(await get('liaison', id)).toMatchObject({ rev: 2, body: { content: '二' } });
    expect(await put('liaison', id, 2, { content: '三' })).toMatchObject({ status: 200, rev: 3 });
  });

  it('is saved once when its answer was lost and it comes again', async () => {
    const id = await api.world.action(unitA, 'planning');
    for (const _ of [1, 2])
      expect(await put('liaison', id, 0, { content: '一' })).toMatchObject({ status: 200, rev: 1 });
  });

  it('lets one of twenty win who save at once, round after round', async () => {
    const id = await api.world.action(unitA, 'planning');
    for (let rev = 0; rev < 4; rev++) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => put(n % 2 ? 'liaison' : 'member', id, rev, { content: `${rev}-${n}` })),
      );
      const won = answers.filter(answer => answer.status === 200);
      expect(answers.map(answer => answer.status).filter(status => status !== 409)).toEqual([200]);
      expect(won[0].rev).toBe(rev + 1);
      const standing = await get('liaison', id);
      const lost = answers.filter(answer => answer.status === 409);
      expect(lost.every(answer => answer.body.content === standing.body.content)).toBe(true);
    }
  });

  it('is emptied by the very verb that hands it in, and refused from then on', async () => {
    const plan = { content: '逐人核对', owner_name: '承办人', section: '法规科', head_in_charge: '分管负责人' };
    const id = await api.world.action(unitA, 'planning', plan);
    await api.world.milestone(unitA, id);
    await put('liaison', id, 0, { content: '草稿' });
    expect((await api.as('liaison').mutate('submitPlan', { actionId: id })).refusals).toEqual([]);
    expect(await get('liaison', id)).toMatchObject({ rev: 2, body: null });
    const late = await put('liaison', id, 1, { content: '晚到' });
    expect([late.status, late.userErrors[0].code]).toEqual([422, 'DRAFT_NOT_OPEN']);

    const open = await api.world.action(unitA, 'in-progress');
    await put('member', open, 0, { percent: 40, done: '草稿' }, 'progress');
    await api.as('member').mutate('reportProgress', { actionId: open, percent: 40, done: '已核对四成' });
    expect(await get('member', open, 'progress')).toMatchObject({ rev: 2, body: null });
  });

  it('is emptied when the plan is saved as a plan, and the colleague who has it open sees that', async () => {
    const id = await api.world.action(unitA, 'planning');
    await put('member', id, 0, { content: '一' });
    const plan = {
      content: '逐人核对',
      ownerName: '承办人',
      section: '法规科',
      headInCharge: '分管负责人',
      milestones: [],
    };
    await api.as('liaison').mutate('planAction', { actionId: id, ...plan });
    expect(await put('member', id, 1, { content: '一二' })).toMatchObject({ status: 409, rev: 2, body: null });
  });

  it('belongs to those who work on it, and is no record', async () => {
    const id = await api.world.action(unitA, 'planning');
    const leaves = await api.world.leafCount();
    await put('liaison', id, 0, { content: '一' });
    expect(await api.world.leafCount()).toBe(leaves);
    const before = await api.world.fingerprint();
    for (const who of ['head', 'chief', 'leader', 'otherLiaison', 'otherMember', 'admin'] as const) {
      expect([403, 404]).toContain((await get(who, id)).status);
      expect([403, 404]).toContain((await put(who, id, 1, { content: 'mine' })).status);
    }
    const anonymous = await api.anonymous.send({ method: 'PUT', url: url(id), payload: { baseRev: 1, body: {} } });
    expect(anonymous.statusCode).toBe(401);
    expect(await api.world.fingerprint()).toEqual(before);
  });

  it('is small and well-formed, or refused with nothing changed', async () => {
    const id = await api.world.action(unitA, 'planning');
    const before = await api.world.fingerprint();
    expect((await put('liaison', id, 0, { content: 'x'.repeat(140_000) })).status).toBe(413);
    for (const [baseRev, body] of [
      [-1, {}],
      [0.5, {}],
      [0, []],
      [0, 'text'],
      [0, null],
      [1e21, {}],
      [2 ** 31, {}],
    ] as const)
      expect([400, 409]).toContain((await put('liaison', id, baseRev, body)).status);
    expect((await put('liaison', id, 0, {}, 'evidence')).status).toBe(404);
    expect((await put('liaison', 'no-uuid', 0, {})).status).toBe(404);
    expect((await put('liaison', api.world.taskId, 0, {})).status).toBe(404);
    expect((await put('liaison', id, 0, { content: '\u0000' })).status).toBe(400);
    expect(await api.world.fingerprint()).toEqual(before);
  });
});

describe('plans to copy from', () => {
  const query = `query ($id: ID!) { planExamples(actionId: $id) {
    source year unitName content target steps milestones { title deliverable acceptanceRule proofKinds dueOn } } }`;
  const secrets = { owner_name: '甲某某', section: '秘密科', head_in_charge: '乙某某', return_reason: '秘密原因' };

  it('are the wording of the own earlier plan and of approved plans of sister units, moved to this year', async () => {
    const { world, people } = api;
    const measureId = await world.measure();
    const mine = await world.action(unitA, 'planning', { measure_id: measureId });
    const lastYear = await world.action(unitA, 'closed', {
      measure_id: measureId, year: 2023, content: '去年的内容', due_on: '2023-12-20', ...secrets,
    }); // prettier-ignore
    await world.milestone(unitA, lastYear, 'accepted', { due_on: '2023-06-30', original_due_on: '2023-06-30' });
    const sister = await world.action(unitB, 'in-progress', {
      measure_id: measureId, content: '由甲某某带队逐人核对', steps: '先核后建', target: '100%', ...secrets,
    }); // prettier-ignore
    const milestone = await world.milestone(unitB, sister, 'returned', {
      title: '乙某某签发名册', acceptance_rule: '无一错漏', due_on: '2024-12-01', original_due_on: '2024-11-15',
      signed_by: '丙某某', return_reason: '秘密退回',
    }); // prettier-ignore
    await world.evidence(people.otherLiaison, [milestone], 'returned', { title: '秘密材料', return_reason: '秘密' });
    await world.report(people.otherLiaison, sister, { done: '秘密进展' });

    const answer = await api.as('liaison').ask(query, { id: mine });
    expect(answer.data.planExamples).toEqual([
      {
        source: 'OWN_EARLIER', year: 2023, unitName: 'AAA局', content: '去年的内容', target: null, steps: null,
        milestones: [{ title: '名册核对完毕', deliverable: '名册', acceptanceRule: null, proofKinds: ['ROSTER'], dueOn: '2024-06-30' }],
      },
      {
        source: 'SISTER_UNIT', year: 2024, unitName: 'BBB局', content: '由×××带队逐人核对', target: '100%', steps: '先核后建',
        milestones: [{ title: '×××签发名册', deliverable: '名册', acceptanceRule: '无一错漏', proofKinds: ['ROSTER'], dueOn: '2024-11-15' }],
      },
    ]); // prettier-ignore
    expect(answer.text).not.toMatch(/某某|秘密/);
  });

  it('hold no plan that was not approved, not even one that was withdrawn from', async () => {
    const states = ['assigned', 'planning', 'plan-to-sign', 'plan-in-review', 'suspended', 'cancelled'] as const;
    for (const state of states) {
      const measureId = await api.world.measure();
      const mine = await api.world.action(unitA, 'planning', { measure_id: measureId });
      await api.world.action(unitB, state, { measure_id: measureId, content: '没有批准' });
      expect((await api.as('liaison').ask(query, { id: mine })).data.planExamples).toEqual([]);
    }
  });

  it('are shown for one’s own actions only', async () => {
    const measureId = await api.world.measure();
    const theirs = await api.world.action(unitB, 'in-progress', { measure_id: measureId, content: '乙的内容' });
    expect((await api.as('liaison').ask(query, { id: theirs })).data.planExamples).toEqual([]);
    for (const who of ['chief', 'leader', 'head'] as const) {
      const own = await api.world.action(unitA, 'planning', { measure_id: await api.world.measure() });
      expect((await api.as(who).ask(query, { id: own })).code).toBe('FORBIDDEN');
    }
  });

  it('come through a window that shows these columns and no others', async () => {
    const columns = await api.db.sql(
      `select unnest(proargnames[5:]) as name from pg_proc where proname = 'approved_plan_texts'`,
    );
    expect(columns.map(column => column['name'])).toEqual([
      'unit_name',
      'year',
      'content',
      'target',
      'steps',
      'milestones',
    ]);
  });

  it('bring the unit’s own names for choosing, the last used first', async () => {
    await api.world.unit('NNN');
    const liaison = await api.world.person('UNIT_LIAISON', 'NNN');
    await api.world.action('NNN', 'done', { owner_name: '张某', section: '法规科', state_since: '2024-01-01' });
    await api.world.action('NNN', 'planning', { owner_name: ' 李某 ', state_since: '2024-05-01' });
    const { data } = await api.as(liaison).ask(`{ planNames { ownerNames sections headsInCharge } }`);
    expect(data.planNames).toEqual({
      ownerNames: ['李某', '张某'],
      sections: ['法规科'],
      headsInCharge: ['分管负责人'],
    });
  });

  it('say in words what a good piece of each kind looks like', async () => {
    const { data } = await api.as('liaison').ask(`{ proofExamples { kind text } }`);
    expect(data.proofExamples).toHaveLength(9);
    expect(data.proofExamples.every((one: Any) => one.text.zh.length > 8 && one.text.en.length > 8)).toBe(true);
  });
});

describe('a plan that is sent back', () => {
  const record = `query ($id: ID!) { action(id: $id) { state returnReason returnedFields { field note }
    returnedPlan { reason content target fields { field note } milestones { id title proofKinds dueOn } } } }`;

  it('carries its marks until it is handed in again, and keeps what it was', async () => {
    const id = await api.world.action(unitA, 'plan-in-review', { content: '加强培训' });
    const milestone = await api.world.milestone(unitA, id, 'planned', { title: '完成培训' });
    const fields = [
      { field: 'content', note: ' 写明对谁培训、多少人 ' },
      { field: `milestones.${milestone}.dueOn`, note: null },
    ];
    const reason = '内容太笼统';
    expect((await api.as('staff').mutate('returnPlan', { actionId: id, reason, fields })).refusals).toEqual([]);
    const marked = [{ field: 'content', note: '写明对谁培训、多少人' }, fields[1]];
    const milestones = [{ id: milestone, title: '完成培训', proofKinds: ['ROSTER'], dueOn: '2024-11-15' }];
    expect((await api.as('liaison').ask(record, { id })).data.action).toMatchObject({
      state: 'PLANNING', returnReason: reason, returnedFields: marked,
      returnedPlan: { reason, content: '加强培训', target: null, fields: marked, milestones },
    }); // prettier-ignore

    const plan = { content: '分两期培训 60 人', ownerName: '承办人', section: '法规科', headInCharge: '分管负责人' };
    const draft = {
      id: milestone,
      title: '完成第一期培训',
      deliverable: '名册',
      proofKinds: ['ROSTER'],
      dueOn: '2024-11-30',
    };
    await api.as('liaison').mutate('planAction', { actionId: id, ...plan, milestones: [draft] });
    expect((await api.as('liaison').ask(record, { id })).data.action.returnedFields).toEqual(marked);
    await api.as('liaison').mutate('submitPlan', { actionId: id });
    expect((await api.as('staff').ask(record, { id })).data.action).toMatchObject({
      state: 'PLAN_TO_SIGN', returnedFields: null, returnedPlan: { content: '加强培训', fields: marked, milestones },
    }); // prettier-ignore
  });

  it('may be sent back with a reason alone, and never with marks on what is not in it', async () => {
    const bare = await api.world.action(unitA, 'plan-in-review');
    expect((await api.as('chief').mutate('returnPlan', { actionId: bare, reason: '太笼统' })).refusals).toEqual([]);
    const id = await api.world.action(unitA, 'plan-in-review');
    const other = await api.world.milestone(unitB, await api.world.action(unitB));
    const before = await api.world.fingerprint();
    const fields = ['state', 'version', `milestones.${other}.title`].map(field => ({ field }));
    const answer = await api.as('chief').mutate('returnPlan', { actionId: id, reason: '太笼统', fields });
    expect(answer.userErrors.map(({ code, path }) => [code, path?.join('.')])).toEqual([
      ['RETURNED_FIELD_UNKNOWN', 'input.fields.0.field'],
      ['RETURNED_FIELD_UNKNOWN', 'input.fields.1.field'],
      ['RETURNED_FIELD_UNKNOWN', 'input.fields.2.field'],
    ]);
    expect(await api.world.fingerprint()).toEqual(before);
  });
});

describe('a progress report', () => {
  const first = { percent: 40, done: '已核对四成', nextStep: '核对余下六成' };

  it('that says the same again is asked about, and filed in one call when that is meant', async () => {
    const actionId = await api.world.action(unitA);
    const report = (more: object) => api.as('liaison').mutate('reportProgress', { actionId, ...first, ...more });
    expect((await report({})).payload.report).toMatchObject({ isUnchanged: false, fallReason: null, percent: 40 });
    const asked = await report({});
    expect(asked.refusals).toEqual(['PROGRESS_UNCHANGED']);
    expect(asked.userErrors[0]?.message).toContain('2024-10-15');
    expect((await report({ isUnchanged: true })).payload.report).toMatchObject({ isUnchanged: true, done: first.done });
    const rows = await api.db.sql(`select 1 from progress_report where action_id = $1`, [actionId]);
    expect(rows).toHaveLength(2);
  });

  it('that falls back says why, and the reason stands with it', async () => {
    const actionId = await api.world.action(unitA);
    const report = (more: object) => api.as('member').mutate('reportProgress', { actionId, ...first, ...more });
    await report({});
    const refused = await report({ percent: 30 });
    expect(refused.userErrors[0]).toMatchObject({ code: 'PROGRESS_FALLS', path: ['input', 'fallReason'] });
    const filed = await report({ percent: 30, fallReason: '名册版本作废，重新核对' });
    expect(filed.payload.report).toMatchObject({ percent: 30, fallReason: '名册版本作废，重新核对' });
  });
});

describe('notices', () => {
  it('are all marked as read at once, one’s own only', async () => {
    const { world, people } = api;
    const mine = [await world.notice(people.liaison), await world.notice(people.liaison)];
    const theirs = await world.notice(people.otherLiaison);
    const answer = await api.as('liaison').mutate('readNotices', { ids: [], all: true });
    expect(answer.payload.count).toBeGreaterThanOrEqual(mine.length);
    const { data } = await api.as('liaison').ask(`{ viewer { unreadNoticeCount } todo { counts { kind } } }`);
    expect(data.viewer.unreadNoticeCount).toBe(0);
    expect(data.todo.counts.map((count: Any) => count.kind)).not.toContain('TO_READ');
    const rows = await api.db.sql(`select read_at from notice where id = $1`, [theirs]);
    expect(rows).toEqual([{ read_at: null }]);
  });
});
