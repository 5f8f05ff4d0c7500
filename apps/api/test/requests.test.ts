import { sweepReminders } from '@yardstick/server/notifications/sweep-reminders';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { officeUnit, openTestApi, unitA, type Any, type Api, type Who } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.world.stopClock());

const day = (on: string, time = '10:00:00') => api.db.setClock(`${on}T${time}+08:00`);
const ask = { reason: '等待上级文件', progress: '已完成初稿', toDueOn: '2024-11-30' };

/** An action with one milestone due on 15 November. */
async function work(columns: object = {}) {
  const actionId = await api.world.action(unitA, 'in-progress', { progress_percent: 80 });
  return { actionId, milestoneId: await api.world.milestone(unitA, actionId, 'planned', { ...columns }) };
}
async function filed(input: object): Promise<string> {
  const answer = await api.as('liaison').mutate('requestExtension', { ...ask, ...input });
  expect(answer.refusals).toEqual([]);
  return answer.payload.request.id;
}
/** Takes steps one after another; none may be refused. */
async function take(requestId: string, ...steps: [Who, string, object?][]): Promise<Any> {
  let last: Any = null;
  for (const [who, verb, more] of steps) {
    const answer = await api.as(who).mutate(verb, { requestId, ...more });
    expect([verb, answer.code, answer.refusals]).toEqual([verb, undefined, []]);
    last = answer.payload.request;
  }
  return last;
}
const toOffice: [Who, string][] = [
  ['head', 'signRequest'],
  ['staff', 'passRequest'],
];
const one = async (table: string, id: string): Promise<Any> =>
  (
    await api.db.sql(`select *, due_on::text as due, original_due_on::text as original from ${table} where id = $1`, [
      id,
    ])
  )[0];

describe('an extension', () => {
  it('goes from the liaison over the head and the staff to the chief, each step by name, and keeps the first day', async () => {
    const { actionId, milestoneId } = await work();
    const id = await filed({ actionId, milestoneId });
    expect((await one('milestone', milestoneId)).due).toBe('2024-11-15');
    await take(id, ...toOffice, ['chief', 'grantRequest', { grantedDueOn: '2024-11-25', reason: '同意' }]);
    expect(await one('milestone', milestoneId)).toMatchObject({
      due: '2024-11-25',
      original: '2024-11-15',
      due_version: 2,
    });
    const { data } = await api
      .as('liaison')
      .ask(
        `query ($id: ID!) { actionRequests(actionId: $id) { requests { state sequence grantedDueOn steps { verb actorName actorPost text } } } }`,
        { id: actionId },
      );
    const [request] = data.actionRequests.requests;
    expect(request).toMatchObject({ state: 'GRANTED', sequence: 1, grantedDueOn: '2024-11-25' });
    expect(request.steps.map((step: Any) => [step.verb, step.actorPost])).toEqual([
      ['requestExtension', '联络员'],
      ['signRequest', '单位负责人'],
      ['passRequest', '办公室工作人员'],
      ['grantRequest', '办公室负责人'],
    ]);
    expect(request.steps.at(-1)).toMatchObject({ actorName: api.people.chief.name, text: '同意' });
  });

  it('may be filed to the last minute of the due day and not a minute later; then only an explanation, which moves nothing', async () => {
    const { actionId, milestoneId } = await work();
    const liaison = api.as('liaison');
    await day('2024-11-16', '00:00:30');
    const late = await liaison.mutate('requestExtension', { actionId, milestoneId, ...ask });
    expect(late.refusals).toEqual(['EXTENSION_TOO_LATE']);
    await day('2024-11-15', '23:59:30');
    const early = await liaison.mutate('explainDelay', { actionId, milestoneId, reason: '抽调' });
    expect(early.refusals).toEqual(['EXPLANATION_TOO_EARLY']);
    const id = await filed({ actionId, milestoneId });
    await take(id, ['liaison', 'withdrawRequest']);
    await day('2024-11-18');
    const explained = await liaison.mutate('explainDelay', { actionId, milestoneId, reason: '抽调' });
    await take(explained.payload.request.id, ['head', 'signRequest'], ['staff', 'noteRequest']);
    expect(await one('milestone', milestoneId)).toMatchObject({ due: '2024-11-15', due_version: 1 });
  });

  it('is asked for once at a time, whoever asks', async () => {
    const { actionId, milestoneId } = await work();
    const tries = await Promise.all(
      (['liaison', 'member', 'liaison', 'member'] as const).map(who =>
        api.as(who).mutate('requestExtension', { actionId, milestoneId, ...ask }),
      ),
    );
    expect(tries.map(answer => answer.refusals.join()).sort()).toEqual([
      '',
      'REQUEST_OPEN',
      'REQUEST_OPEN',
      'REQUEST_OPEN',
    ]);
    const again = api.db.sql(
      `insert into unit_request select (json_populate_record(r, json_build_object('id', gen_random_uuid()))).* from unit_request r where milestone_id = $1`,
      [milestoneId],
    );
    await expect(again).rejects.toThrow('unit_request_one_open');
    const other = await api.world.milestone(unitA, actionId);
    await filed({ actionId, milestoneId: other });
  });

  it('of a milestone stays within its action, and the action’s own goes where it must', async () => {
    const { actionId, milestoneId } = await work();
    const liaison = api.as('liaison');
    const beyond = await liaison.mutate('requestExtension', { actionId, milestoneId, ...ask, toDueOn: '2024-12-21' });
    expect(beyond.refusals).toEqual(['EXTENSION_BEYOND_ACTION']);
    expect(beyond.userErrors[0]!.path).toEqual(['input', 'toDueOn']);
    const id = await filed({ actionId, toDueOn: '2025-01-10' });
    await take(id, ...toOffice);
    const chief = api.as('chief');
    expect((await chief.mutate('grantRequest', { requestId: id })).refusals).toEqual(['REQUEST_NEEDS_LEADERS']);
    // an earlier day, within the year, is the chief's to give
    await take(id, ['chief', 'grantRequest', { grantedDueOn: '2024-12-31' }]);
    expect(await one('unit_action', actionId)).toMatchObject({
      due: '2024-12-31',
      original: '2024-12-20',
      due_version: 2,
    });
  });

  it('for the second time, or of a red action, is the leading group’s to decide', async () => {
    const { actionId, milestoneId } = await work();
    await take(await filed({ actionId, milestoneId, toDueOn: '2024-11-20' }), ...toOffice, ['chief', 'grantRequest']);
    const second = await filed({ actionId, milestoneId });
    await take(second, ...toOffice);
    expect((await api.as('chief').mutate('grantRequest', { requestId: second })).refusals).toEqual([
      'REQUEST_NEEDS_LEADERS',
    ]);
    expect((await api.as('leader').mutate('leadersGrantRequest', { requestId: second })).refusals).toEqual([
      'MOVE_NOT_FROM_STATE',
    ]);
    const granted = await take(second, ['chief', 'putRequestToLeaders'], ['leader', 'leadersGrantRequest']);
    expect(granted).toMatchObject({ state: 'GRANTED', sequence: 2, grantedDueOn: '2024-11-30' });

    const red = await work();
    await api.world.milestone(unitA, red.actionId, 'planned', { due_on: '2024-10-10' });
    const ofRed = await filed(red);
    await take(ofRed, ...toOffice);
    expect((await api.as('chief').mutate('grantRequest', { requestId: ofRed })).refusals).toEqual([
      'REQUEST_NEEDS_LEADERS',
    ]);
    const refused = await take(
      ofRed,
      ['chief', 'putRequestToLeaders'],
      ['leader', 'leadersRefuseRequest', { reason: '先补齐逾期节点' }],
    );
    expect(refused.state).toBe('REFUSED');
  });

  it('of the first kind is not put before the leading group', async () => {
    const id = await filed(await work());
    await take(id, ...toOffice);
    expect((await api.as('chief').mutate('putRequestToLeaders', { requestId: id })).refusals).toEqual([
      'REQUEST_NOT_FOR_LEADERS',
    ]);
  });

  it('granted voids the reminder of the old day, and none of it comes again', async () => {
    const { actionId, milestoneId } = await work({ due_on: '2024-10-18', original_due_on: '2024-10-18' });
    const { reminder } = await api.db.services.rules();
    const reminders = async () =>
      (
        await api.db.sql<{ stage: string; due_version: number; state: string }>(
          `select distinct stage, due_version, state from reminder where milestone_id = $1 order by due_version, stage`,
          [milestoneId],
        )
      ).map(row => `v${row.due_version} ${row.stage} ${row.state}`);
    await sweepReminders(api.db.orm, reminder);
    expect(await reminders()).toContain('v1 D-3 pending');
    await take(await filed({ actionId, milestoneId }), ...toOffice, ['chief', 'grantRequest']);
    for (let sweep = 0; sweep < 2; sweep++) await sweepReminders(api.db.orm, reminder);
    const after = await reminders();
    expect(after.filter(line => line.startsWith('v1') && line.endsWith('pending'))).toEqual([]);
    expect(after).toContain('v1 D-3 void');
    expect(after.filter(line => line.startsWith('v2'))).toEqual([]);
  });

  it('granted twenty times at once has one effect', async () => {
    const { actionId, milestoneId } = await work();
    const id = await filed({ actionId, milestoneId });
    await take(id, ...toOffice);
    const chief = api.as('chief');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => chief.mutate('grantRequest', { requestId: id })),
    );
    expect(answers.filter(answer => answer.refusals.length === 0)).toHaveLength(1);
    expect(await one('milestone', milestoneId)).toMatchObject({ due: '2024-11-30', due_version: 2 });
    const steps = await api.db.sql(`select 1 from unit_request_step where request_id = $1 and verb = 'grantRequest'`, [
      id,
    ]);
    expect(steps).toHaveLength(1);
  });

  it('is not granted for what was handed in meanwhile, and may be withdrawn', async () => {
    const { actionId, milestoneId } = await work();
    const id = await filed({ actionId, milestoneId });
    await take(id, ...toOffice);
    await api.db.sql(`update milestone set handed_in_on = '2024-10-15' where id = $1`, [milestoneId]);
    expect((await api.as('chief').mutate('grantRequest', { requestId: id })).refusals).toEqual(['REQUEST_OVERTAKEN']);
    expect((await take(id, ['liaison', 'withdrawRequest'])).state).toBe('WITHDRAWN');
    expect((await api.as('liaison').mutate('withdrawRequest', { requestId: id })).refusals).toEqual([
      'MOVE_NOT_FROM_STATE',
    ]);
  });
});

describe('nobody decides on their own unit’s request', () => {
  it('neither the office nor, past the policies, the database lets them', async () => {
    const ownLiaison = await api.world.person('UNIT_LIAISON', officeUnit);
    const actionId = await api.world.action(officeUnit);
    const requestId = await api.world.request(ownLiaison, actionId, 'help', 'in-review');
    for (const who of ['chief', 'staff'] as const) {
      const answer = await api.as(who).mutate('answerRequest', { requestId, reason: '自己答复' });
      expect(answer.code).toBe('FORBIDDEN');
    }
    const { chief } = api.people;
    const step = api.db.sql(
      `insert into unit_request_step (unit_id, request_id, verb, actor_id, actor_name, actor_role, actor_unit_id, actor_unit)
       values ($1, $2, 'answerRequest', $3, '某', 'OFFICE_CHIEF', $1, '司法局')`,
      [officeUnit, requestId, chief.id],
    );
    await expect(step).rejects.toThrow('check constraint');
    const other = await api.world.person('OFFICE_CHIEF', unitA);
    expect((await api.as(other).mutate('answerRequest', { requestId, reason: '已协调' })).refusals).toEqual([]);
  });

  it('steps are written once', async () => {
    const { actionId } = await work();
    await api.world.request(api.people.liaison, actionId, 'help', 'in-review');
    const em = api.db.orm.em.fork();
    await expect(em.execute(`update unit_request_step set text = 'x'`)).rejects.toThrow('permission denied');
  });
});

describe('an action that does not apply', () => {
  const notApplicable = async () => {
    const actionId = await api.world.action(unitA, 'planning', { due_on: '2024-10-01' });
    const answer = await api.as('liaison').mutate('requestNotApplicable', { actionId, reason: '职责已划转' });
    return { actionId, requestId: answer.payload.request.id as string };
  };
  const rowOf = async (actionId: string): Promise<Any> => {
    const { data } = await api
      .as('liaison')
      .ask(`query ($id: ID!) { action(id: $id) { state light lightReason } dashboard { total reds } }`, {
        id: actionId,
      });
    return { ...data.action, ...data.dashboard };
  };

  it('loses its clock and its place in the totals, and gets both back when that is reversed', async () => {
    const { actionId, requestId } = await notApplicable();
    const before = await rowOf(actionId);
    expect(before).toMatchObject({ state: 'PLANNING', light: 'RED' });
    await take(requestId, ...toOffice, ['chief', 'grantRequest']);
    const during = await rowOf(actionId);
    expect(during).toMatchObject({
      state: 'NOT_APPLICABLE',
      light: 'GREY',
      total: before.total - 1,
      reds: before.reds - 1,
    });
    const { data } = await api
      .as('liaison')
      .ask(`{ actions(filter: {}, page: 1, pageSize: 1) { total tabs { key count } } }`);
    expect(data.actions.total).toBe(during.total);
    expect(data.actions.tabs.find((tab: Any) => tab.key === 'not-applicable').count).toBeGreaterThan(0);
    const silent = await api.as('chief').mutate('reverseRequest', { requestId });
    expect(silent.refusals).toEqual(['REASON_REQUIRED']);
    await take(requestId, ['chief', 'reverseRequest', { reason: '仍有执法事项' }]);
    expect(await rowOf(actionId)).toEqual(before);
  });

  it('is reached by no other way', async () => {
    const actionId = await api.world.action(unitA);
    const { data } = await api
      .as('chief')
      .ask(`query ($id: ID!) { action(id: $id) { nextMoves { verb } } }`, { id: actionId });
    const verbs = data.action.nextMoves.map((move: Any) => move.verb);
    expect(verbs).not.toContain('exempt');
    expect(verbs).toContain('suspendAction');
  });
});

describe('a declined action', () => {
  it('is cancelled with that basis when the chief agrees, and stays assigned when the chief insists', async () => {
    for (const [verb, state] of [
      ['grantRequest', 'cancelled'],
      ['refuseRequest', 'assigned'],
    ] as const) {
      const actionId = await api.world.action(unitA, 'assigned');
      const { payload } = await api.as('liaison').mutate('declineAction', { actionId, reason: '职责不符' });
      await take(payload.request.id, ...toOffice, [
        'chief',
        verb,
        verb === 'refuseRequest' ? { reason: '须落实' } : {},
      ]);
      const action = await one('unit_action', actionId);
      expect(action.state).toBe(state);
      if (state === 'cancelled') expect(action.return_reason).toBe('职责不符');
    }
    const actionId = await api.world.action(unitA, 'planning');
    const late = await api.as('liaison').mutate('declineAction', { actionId, reason: '职责不符' });
    expect(late.refusals).toEqual(['DECLINE_NOT_OPEN']);
  });
});

describe('a call for help', () => {
  it('stands beside an extension, is on the office’s desk at once and closed by the answer, which the unit reads', async () => {
    const { actionId, milestoneId } = await work();
    await filed({ actionId, milestoneId });
    const { payload } = await api.as('liaison').mutate('askForHelp', { actionId, milestoneId, reason: '接口权限' });
    const requestId = payload.request.id as string;
    const deskOf = async (who: Who): Promise<string[]> => {
      const { data } = await api.as(who).ask(`{ todo { items { kind id subtitle reason } } }`);
      return data.todo.items
        .filter((item: Any) => item.id === requestId)
        .map((item: Any) => `${item.kind} ${item.reason}`);
    };
    expect(await deskOf('staff')).toEqual(['REVIEW_REQUEST 接口权限']);
    expect(await deskOf('leader')).toEqual([]);
    await take(requestId, ['staff', 'answerRequest', { reason: '已协调开通' }]);
    expect([await deskOf('staff'), await deskOf('liaison')]).toEqual([[], ['READ_REQUEST 已协调开通']]);
    await take(requestId, ['liaison', 'readRequest']);
    expect(await deskOf('liaison')).toEqual([]);
  });
});

describe('the desks', () => {
  it('show a request to whoever it waits for, and how long the office has had it to both sides', async () => {
    const { actionId, milestoneId } = await work();
    await take(await filed({ actionId, milestoneId, toDueOn: '2024-11-20' }), ...toOffice, ['chief', 'grantRequest']);
    const id = await filed({ actionId, milestoneId });
    const deskOf = async (who: Who): Promise<string[]> => {
      const { data } = await api.as(who).ask(`{ todo { items { kind id } } }`);
      return data.todo.items.filter((item: Any) => item.id === id).map((item: Any) => item.kind);
    };
    const steps: [Who, string, Who, string][] = [
      ['head', 'TO_SIGN_REQUEST', 'head', 'signRequest'],
      ['staff', 'REVIEW_REQUEST', 'staff', 'passRequest'],
      ['chief', 'DECIDE_REQUEST', 'chief', 'putRequestToLeaders'],
      ['leader', 'DECIDE_REQUEST', 'leader', 'leadersGrantRequest'],
    ];
    for (const [who, kind, by, verb] of steps) {
      expect([verb, await deskOf(who)]).toEqual([verb, [kind]]);
      if (verb === 'passRequest') {
        // a Tuesday: five working days later is the Tuesday after
        await day('2024-10-23');
        for (const reader of ['liaison', 'chief'] as const) {
          const { data } = await api
            .as(reader)
            .ask(
              `query ($id: ID!) { actionRequests(actionId: $id) { requests { state waitingWorkingDays replyDueOn isReplyOverdue } } }`,
              { id: actionId },
            );
          expect(data.actionRequests.requests.find((r: Any) => r.state === 'IN_REVIEW')).toMatchObject({
            waitingWorkingDays: 6,
            replyDueOn: '2024-10-22',
            isReplyOverdue: true,
          });
        }
      }
      await take(id, [by, verb]);
      expect(await deskOf(who)).toEqual([]);
    }
  });
});
