import { openWorkbook } from '@yardstick/server/documents/spreadsheet';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Any, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.db.sql(`truncate notice, delivery, delivery_notice, absence cascade`));

const inbox = async (who: 'liaison' | 'head' = 'liaison', filter: object = {}) =>
  (
    await api.as(who).ask(
      `query ($filter: NoticeFilter) { notices(page: 1, pageSize: 20, filter: $filter) {
         total unread tabs { key count } groups { key count } kinds { key count }
         rows { id kind group isQuiet forName readAt } } }`,
      { filter },
    )
  ).data.notices;
const bell = async () =>
  (await api.as('liaison').ask(`{ viewer { unreadNoticeCount } }`)).data.viewer.unreadNoticeCount as number;
const countsOf = (list: { key: string; count: number }[]) => Object.fromEntries(list.map(one => [one.key, one.count]));

describe('the notice centre', () => {
  it('sorts by what is new, done and muted, by what to do and by kind', async () => {
    const { world, people } = api;
    await world.notice(people.liaison, { kind: 'milestone-overdue' });
    await world.notice(people.liaison, { kind: 'plan-approved' });
    const done = await world.notice(people.liaison, { kind: 'plan-approved' });
    expect((await api.as('liaison').mutate('readNotices', { ids: [done] })).payload.count).toBe(1);
    expect((await api.as('liaison').mutate('muteNotices', { kinds: ['plan-approved'] })).refusals).toEqual([]);
    const all = await inbox();
    expect(countsOf(all.tabs)).toEqual({ new: 1, done: 1, quiet: 1, all: 3 });
    expect([all.unread, await bell()]).toEqual([1, 1]);
    expect((await inbox('liaison', { tab: 'new' })).rows.map((row: Any) => row.kind)).toEqual(['milestone-overdue']);
    const quiet = await inbox('liaison', { tab: 'quiet' });
    expect(quiet.rows).toMatchObject([{ kind: 'plan-approved', isQuiet: true, readAt: null }]);
    expect(countsOf(quiet.kinds)).toEqual({ 'plan-approved': 1 });
    expect((await inbox('liaison', { group: 'overdue' })).total).toBe(1);
    expect((await inbox('liaison', { kind: 'plan-approved' })).total).toBe(2);
    const todo = await api.as('liaison').ask(`{ todo { items { kind } } }`);
    expect(todo.data.todo.items.filter((item: Any) => item.kind === 'TO_READ')).toEqual([]);
    await api.as('liaison').mutate('muteNotices', { kinds: [] });
    expect(await bell()).toBe(2);
  });

  it('does not mute what the rules owe its reader', async () => {
    const answer = await api.as('liaison').mutate('muteNotices', { kinds: ['plan-approved', 'milestone-overdue'] });
    expect(answer.refusals).toEqual(['NOTICE_STATUTORY']);
    const kinds = (await api.as('liaison').ask(`{ contacts { kinds { kind label isMutable isMuted } } }`)).data.contacts
      .kinds;
    expect(kinds.find((one: Any) => one.kind === 'milestone-overdue')).toMatchObject({
      isMutable: false,
      isMuted: false,
    });
    expect(kinds.every((one: Any) => !/[{}]/.test(one.label) && one.label.length > 1)).toBe(true);
  });
});

describe('addresses', () => {
  it('are set by their owner or whoever keeps the account, checked, and their number is kept out of the ledger', async () => {
    const liaison = api.as('liaison');
    const ask = `{ contacts { email mobile wecomId preferredChannel channels { channel isOpen } } }`;
    expect((await liaison.mutate('setContacts', { mobile: '139', wecomId: 'a|b', preferredChannel: 'dingtalk-app' })).refusals).toEqual([
      'ADDRESS_INVALID', 'ADDRESS_INVALID', 'CHANNEL_WITHOUT_ADDRESS',
    ]); // prettier-ignore
    expect(
      (await liaison.mutate('setContacts', { mobile: '13912345678', email: 'l@gaj.example', preferredChannel: 'sms' }))
        .refusals,
    ).toEqual([]);
    expect((await liaison.ask(ask)).data.contacts).toMatchObject({ mobile: '13912345678', preferredChannel: 'sms' });
    const [leaf] = await api.db.sql<{ payload: string }>(`select payload from ledger_leaf order by seq desc limit 1`);
    expect(leaf!.payload).not.toContain('13912345678');
    const other = await api
      .as('head')
      .ask(`query ($id: ID!) { contacts(userId: $id) { mobile } }`, { id: api.people.liaison.id });
    expect(other.code).toBe('FORBIDDEN');
    expect((await api.as('admin').mutate('setContacts', { userId: api.people.liaison.id })).refusals).toEqual([]);
  });
});

describe('an absence', () => {
  const dayFromToday = (days: number) => {
    const day = new Date(`${api.world.today}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + days);
    return day.toISOString().slice(0, 10);
  };
  const list = async (who: Parameters<Api['as']>[0], unitId?: string) =>
    api
      .as(who)
      .ask(
        `query ($unitId: ID) { unitAbsences(unitId: $unitId) { absences { id name state standInName isStandInNamed canEnd } people { name canSet } } }`,
        { unitId },
      );

  it('is recorded, listed with its stand-in, ended and kept', async () => {
    const { people } = api;
    const set = await api.as('liaison').mutate('setAbsence', {
      fromOn: dayFromToday(0), lastOn: dayFromToday(3), standInId: people.member.id, note: '培训',
    }); // prettier-ignore
    expect(set.refusals).toEqual([]);
    const again = await api
      .as('head')
      .mutate('setAbsence', { userId: people.liaison.id, fromOn: dayFromToday(2), lastOn: dayFromToday(5) });
    expect(again.refusals).toEqual(['ABSENCE_OVERLAPS']);
    const foreign = await api.as('liaison').mutate('setAbsence', {
      fromOn: dayFromToday(9), lastOn: dayFromToday(8), standInId: people.otherHead.id,
    }); // prettier-ignore
    expect(foreign.refusals).toEqual(['ABSENCE_ENDS_BEFORE_IT_BEGINS', 'STAND_IN_UNFIT']);
    const [row] = (await list('head')).data.unitAbsences.absences;
    expect(row).toMatchObject({
      state: 'running',
      standInName: people.member.name,
      isStandInNamed: true,
      canEnd: true,
    });
    expect((await list('member')).data.unitAbsences.absences[0].canEnd).toBe(false);
    expect((await list('otherHead', unitA)).code).toBe('FORBIDDEN');
    expect((await list('chief', unitA)).data.unitAbsences.absences).toHaveLength(1);
    expect((await list('admin', unitA)).data.unitAbsences.absences).toHaveLength(1);
    expect((await list('leader', unitB)).data.unitAbsences.absences).toEqual([]);
    expect((await api.as('chief').mutate('endAbsence', { absenceId: row.id })).refusals).toEqual([]);
    expect((await api.as('liaison').mutate('endAbsence', { absenceId: row.id })).refusals).toEqual(['ABSENCE_OVER']);
    expect((await list('head')).data.unitAbsences.absences).toMatchObject([{ state: 'cancelled' }]);
  });
});

describe('the sent-ledger', () => {
  const ask = async (filter: object = {}, page = 1, pageSize = 20) =>
    api.as('staff').ask(
      `query ($filter: SentFilter, $page: Int!, $pageSize: Int!) { sentLedger(filter: $filter, page: $page, pageSize: $pageSize) {
         total tabs { key count }
         rows { id channel channelLabel recipient unitName kindLabel title stage ruleVersion state failure isRead forName subjectKind } } }`,
      { filter, page, pageSize },
    );
  const ledger = async (...filter: Parameters<typeof ask>) => (await ask(...filter)).data.sentLedger;

  beforeEach(async () => {
    const { world, people, db } = api;
    const milestone = await world.milestone(unitA, await world.action(unitA));
    const key = `milestone:${milestone}:v1:D-7:${people.liaison.id}`;
    await db.sql(
      `insert into reminder (dedupe_key, unit_id, kind, subject_kind, subject_id, milestone_id, due_version, stage, stage_on, recipient_id, state, rule_version)
       values ($1, $2, 'milestone', 'milestone', $3, $3, 1, 'D-7', app_today(), $4, 'sent', 3)`,
      [key, unitA, milestone, people.liaison.id],
    );
    await world.notice(people.liaison, {
      kind: 'milestone-due', occasion: key, unit_id: unitA, subject_kind: 'milestone', subject_id: milestone,
      params: JSON.stringify({ milestone: '印发指引', dueOn: '2024-10-22', days: 7, measure: 'M04', action: '指引' }),
    }); // prettier-ignore
    await world.notice(people.otherHead, {
      kind: 'plan-returned',
      for_user_id: people.otherLiaison.id,
      read_at: '2024-10-14T08:00:00Z',
    });
    await db.sql(
      `insert into delivery (dedupe_key, channel, recipient_id, message_id, purpose, day, subject, body, item_count, state, failure)
       values ('a', 'email', $1, 'a', 'digest', app_today(), '一把尺：即将到期 1', 'b', 1, 'sent', null),
              ('b', 'sms', $2, 'b', 'digest', app_today(), '一把尺', 'b', 1, 'unknown', 'no answer')`,
      [people.liaison.id, people.otherHead.id],
    );
    await db.sql(`insert into delivery_notice select d.id, n.id from delivery d join notice n using (recipient_id)`);
    await db.sql(
      `insert into delivery (dedupe_key, channel, target, message_id, purpose, day, subject, body, state)
       values ('c', 'wecom-robot', 'office', 'c', 'group-digest', app_today(), '各单位待办', 'b', 'ready')`,
    );
  });

  it('says of each telling to whom, why, by which rule and channel, and what became of it', async () => {
    const { rows, total, tabs } = await ledger();
    expect([total, rows.length]).toEqual([5, 5]);
    expect(countsOf(tabs)).toEqual({ all: 5, sent: 3, waiting: 1, unknown: 1, failed: 0 });
    const by = (channel: string) => rows.filter((row: Any) => row.channel === channel);
    expect(by('in-app').find((row: Any) => row.stage)).toMatchObject({
      recipient: api.people.liaison.name, stage: '到期前 7 个自然日', ruleVersion: 3, state: 'sent', isRead: false, kindLabel: '节点即将到期', subjectKind: 'milestone',
    }); // prettier-ignore
    expect(by('email')).toMatchObject([{ kindLabel: '每日汇总', channelLabel: '电子邮件', isRead: false }]);
    expect(by('sms')).toMatchObject([{ state: 'unknown', failure: 'no answer', isRead: true }]);
    expect(by('wecom-robot')).toMatchObject([{ recipient: 'office', isRead: null, state: 'ready' }]);
    expect(rows.find((row: Any) => row.forName)).toMatchObject({ forName: api.people.otherLiaison.name });
  });

  it('is narrowed by unit, person, kind, channel, state, reading and days', async () => {
    const count = async (filter: object) => (await ledger(filter)).total as number;
    expect(await count({ unitId: unitA })).toBe(2);
    expect(await count({ person: api.people.otherHead.name })).toBe(2);
    expect(await count({ person: 'offi' })).toBe(1);
    expect(await count({ kind: 'milestone-due' })).toBe(1);
    expect(await count({ kind: 'digest' })).toBe(2);
    expect(await count({ channel: 'in-app' })).toBe(2);
    expect(await count({ tab: 'unknown' })).toBe(1);
    expect(await count({ isRead: true })).toBe(2);
    expect(await count({ toOn: '2020-01-01' })).toBe(0);
    expect(await count({ fromOn: api.world.today })).toBe(5);
    const pages = [await ledger({}, 1, 2), await ledger({}, 2, 2), await ledger({}, 3, 2)];
    expect(new Set(pages.flatMap(page => page.rows.map((row: Any) => row.id))).size).toBe(5);
  });

  it('asks the same number of statements however much was sent', async () => {
    const statements = async () => {
      const before = api.db.services.reads.statementCount;
      await ledger();
      return api.db.services.reads.statementCount - before;
    };
    await ledger();
    const few = await statements();
    for (let n = 0; n < 40; n++) await api.world.notice(api.people.liaison, {});
    expect(await statements()).toBe(few);
  });

  it('is the office’s alone, on screen and as a workbook, whose taking leaves a leaf', async () => {
    for (const who of ['leader', 'head', 'liaison', 'admin', 'auditor'] as const) {
      expect((await api.as(who).ask(`{ sentLedger(page: 1, pageSize: 1) { total } }`)).code).toBe('FORBIDDEN');
      expect((await api.as(who).send({ method: 'GET', url: '/exports/sent.xlsx' })).statusCode).toBe(403);
    }
    const before = await api.world.leafCount();
    const file = await api.as('chief').send({ method: 'GET', url: '/exports/sent.xlsx?channel=sms' });
    expect(file.statusCode).toBe(200);
    const sheet = (await openWorkbook(file.rawPayload)).worksheets[0]!;
    expect([sheet.rowCount, sheet.getCell(4, 11).value, sheet.getCell(4, 13).value]).toEqual([4, '结果不明', '已读']);
    expect(await api.world.leafCount()).toBe(before + 1);
  });
});
