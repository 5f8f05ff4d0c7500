import { noticeSentences, type NoticeParams } from '@yardstick/domain/notice-wording';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { deliverOne } from '../notifications/notifications.fixture.ts';
import { sweepReminders } from '../notifications/sweep-reminders.ts';

let db: TestDatabase;
let world: World;
let liaison: Somebody;
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('AAA');
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  liaison = await world.person('UNIT_LIAISON', 'AAA');
  await world.person('UNIT_HEAD', 'AAA');
  await world.person('OFFICE_STAFF', 'SFJ');
  await db.sql(`update program set reports_from = '2024-07-01'`);
});
afterAll(() => db?.drop());

const sweepOn = async (day: string) => {
  await db.setClock(`${day}T10:00:00+08:00`);
  return sweepReminders(db.orm, (await db.services.rules()).reminder);
};
const reminders = () =>
  db.sql<{ kind: string; stage: string; role: string; state: string }>(
    `select r.kind, r.stage, p.role, r.state from reminder r join app_user p on p.id = r.recipient_id
     where r.state in ('pending', 'sent') order by r.id`,
  );
const reportId = async (): Promise<string> =>
  (await db.sql<{ id: string }>(`select id from report_line where unit_id = 'AAA' and period = '2024-Q3'`))[0]!.id;

it('reminds the liaison of a report that nobody has begun, once a stage, and says which one', async () => {
  await sweepOn('2024-10-15');
  await sweepOn('2024-10-15');
  expect(await reminders()).toEqual([{ kind: 'report', stage: 'D-7', role: 'UNIT_LIAISON', state: 'pending' }]);
  const [{ id }] = (await db.sql<{ id: string }>(`select id from reminder`)) as [{ id: string }];
  expect(await deliverOne(db, Number(id))).toBe('sent');
  const [notice] = await db.sql<{ kind: string; params: NoticeParams; subject_kind: string; subject_id: string }>(
    `select kind, params, subject_kind, subject_id from notice where recipient_id = $1`,
    [liaison.id],
  );
  expect(notice).toMatchObject({ subject_kind: 'report', subject_id: await reportId() });
  expect(noticeSentences(notice!.kind, notice!.params, 'zh-CN').title).toContain('季度进展报告');
  expect(noticeSentences(notice!.kind, notice!.params, 'en').title).toContain('Quarterly report');
});

it('stops the moment it is signed, and runs for the office from then on; a returned one has its own day', async () => {
  await sweepOn('2024-10-20');
  const id = await reportId();
  const [line] = await db.sql(
    `select program_id, kind, period, from_on::text, to_on::text, due_on::text from report_line where id = $1`,
    [id],
  );
  await db.sql(
    `insert into periodic_report (unit_id, id, program_id, kind, period, from_on, to_on, due_on, state, overview, practices, problems,
       next_steps, facts, received_on, drafted_by, signed_at)
     values ('AAA', $1, $2, $3, $4, $5, $6, $7, 'submitted', '一', '二', '三', '四', '{}', '2024-10-21', '某', '2024-10-21T02:00:00Z')`,
    [id, ...Object.values(line!)],
  );
  await sweepOn('2024-10-28');
  const open = (await reminders()).filter(({ state }) => state === 'pending');
  expect(open.map(({ kind, role }) => `${kind} ${role}`)).toEqual(['review OFFICE_STAFF']);
  await db.sql(
    `update periodic_report set state = 'returned', returned_on = '2024-10-28', return_reason = '补' where id = $1`,
    [id],
  );
  await sweepOn('2024-11-11');
  const after = (await reminders()).filter(({ state }) => state === 'pending');
  expect(after.map(({ kind, stage, role }) => `${kind} ${stage} ${role}`)).toContain('report D0 UNIT_LIAISON');
});
