import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { RuleViolation } from '@yardstick/domain/violation';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Forbidden, NotFound, type Context } from '../context.ts';
import { forkFor } from '../database/orm.ts';
import { answerLetter } from './answer-letter.ts';
import { approveLetter } from './approve-letter.ts';
import { draftCircular } from './draft-circular.ts';
import { draftDueLetters } from './draft-due-letters.ts';
import { draftLetter } from './draft-letter.ts';
import { editLetter } from './edit-letter.ts';
import { escalateLetter } from './escalate-letter.ts';
import { receiveLetter } from './receive-letter.ts';
import { returnAnswer } from './return-answer.ts';
import { revokeLetter } from './revoke-letter.ts';
import { settleLetter } from './settle-letter.ts';
import { withdrawLetter } from './withdraw-letter.ts';

let db: TestDatabase;
let world: World;
let chief: Somebody;
let leader: Somebody;
let unit: string;
let head: Somebody;
let liaison: Somebody;
let unitNo = 0;

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  await world.unit('ZFB', { is_scored: false, kind: 'office' });
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
  leader = await world.person('LEADER', 'ZFB');
});
afterAll(() => db?.drop());
beforeEach(async () => {
  await db.sql(`update unit_action set state = 'cancelled'`); // what earlier tests left is late no longer
  await db.sql(`update letter set state = 'withdrawn', withdrawn_by = 'hand' where state = 'drafted'`);
  await clockAt('2024-10-15');
  unit = await world.unit(`U${(unitNo += 1)}`);
  head = await world.person('UNIT_HEAD', unit);
  liaison = await world.person('UNIT_LIAISON', unit);
});

let today: CalendarDay = '2024-10-15';
async function clockAt(day: CalendarDay): Promise<void> {
  today = day;
  await db.setClock(`${day}T10:00:00+08:00`);
}

function as(who: Somebody, idempotencyKey?: string): Context {
  const all = who.role.startsWith('OFFICE') || who.role === 'LEADER';
  const scope = { all, unitId: all ? '' : who.unitId, userId: who.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { id: who.id, name: who.name, role: who.role, unitId: who.unitId, unitName: `${who.unitId}局` },
    scope,
    now: new Date(`${today}T02:00:00Z`),
    today,
    locale: 'zh-CN',
    request: { id: randomUUID(), ip: '127.0.0.1', session: '1' },
    idempotencyKey,
    services: db.services,
  };
}

interface Row {
  id: string;
  state: string;
  step: string;
  doc_no: string | null;
  body: string;
  sent_on: string | null;
  receipt_due_on: string | null;
  reply_due_on: string | null;
  after_id: string | null;
  reason: string | null;
  late_rows: { unitId: string }[];
}
const letterOf = async (id: string): Promise<Row> =>
  (
    await db.sql<Row>(
      `select id, state, step, doc_no, body, sent_on::text, receipt_due_on::text, reply_due_on::text, after_id, reason, late_rows
       from letter where id = $1`,
      [id],
    )
  )[0]!;
const drafts = (): Promise<Row[]> =>
  db.sql<Row>(`select id, step, body, after_id, state from letter where state = 'drafted' order by rank, id`);
const sweep = () => draftDueLetters(db.orm, db.services);
const codes = (wanted: Promise<unknown>): Promise<string[]> =>
  wanted.then(
    () => [],
    (error: unknown) => (error instanceof RuleViolation ? error.violations.map(v => v.code) : [String(error)]),
  );

async function late(dueOn: CalendarDay, of = unit): Promise<{ actionId: string; milestoneId: string }> {
  const actionId = await world.action(of);
  return { actionId, milestoneId: await world.milestone(of, actionId, 'planned', { due_on: dueOn }) };
}
const file = (milestoneId: string) =>
  db.sql(`update milestone set state = 'submitted', handed_in_on = app_today(), signed_by = '某' where id = $1`, [
    milestoneId,
  ]);
async function sentLetter(step = 'reminder', dueOn = '2024-09-30'): Promise<{ id: string; milestoneId: string }> {
  const { milestoneId } = await late(dueOn);
  const [id] = await draftLetter(as(chief), { step, milestoneIds: [milestoneId] });
  await approveLetter(as(chief), { letterId: id! });
  return { id: id!, milestoneId };
}

describe('chasing by hand', () => {
  it('writes one letter to each unit about everything late that was chosen, for somebody to approve', async () => {
    const other = await world.unit(`V${unitNo}`);
    const [first, second] = [await late('2024-09-30'), await late('2024-10-11')];
    const third = await late('2024-09-30', other);
    const ids = await draftLetter(as(chief), {
      step: 'reminder',
      actionIds: [first.actionId, second.actionId, third.actionId],
      replyDueOn: '2024-10-22',
    });
    expect(ids).toHaveLength(2);
    const rows = await Promise.all(ids.map(letterOf));
    expect(rows.map(row => row.state)).toEqual(['drafted', 'drafted']);
    const both = rows.find(row => row.body.includes('2.'))!;
    expect(both.body).toContain('应于2024年9月30日完成，已逾期7个工作日；');
    expect(both.body).toContain('应于2024年10月11日完成，已逾期3个工作日。');
    expect(both.body).toContain('【回复时限】');
    expect(both.reply_due_on).toBe('2024-10-22');
    const [leaf] = await db.sql<{ payload: string }>(`select payload from ledger_leaf order by seq desc limit 1`);
    expect(JSON.parse(leaf!.payload)).toMatchObject({ action: 'draftLetter' });
  });

  it('makes one order of one matter, at any colour, late or not', async () => {
    const [first, second] = [await late('2024-09-30'), await late('2024-11-15')];
    const ids = await draftLetter(as(chief), { step: 'orange', actionIds: [first.actionId, second.actionId] });
    expect(ids).toHaveLength(2);
    expect(await codes(draftLetter(as(chief), { step: 'reminder', actionIds: [second.actionId] }))).toEqual([
      'LETTER_ITEMS_MIXED',
    ]);
  });

  it('is the office’s; the same key writes no second letter; what is handed in is not chased', async () => {
    const { milestoneId } = await late('2024-09-30');
    await expect(draftLetter(as(liaison), { step: 'reminder', milestoneIds: [milestoneId] })).rejects.toThrow(
      Forbidden,
    );
    const key = randomUUID();
    const [one, again] = [
      await draftLetter(as(chief, key), { step: 'reminder', milestoneIds: [milestoneId] }),
      await draftLetter(as(chief, key), { step: 'reminder', milestoneIds: [milestoneId] }),
    ];
    expect(again).toEqual(one);
    await file(milestoneId);
    expect(await codes(draftLetter(as(chief), { step: 'reminder', milestoneIds: [milestoneId] }))).toEqual([
      'LETTER_ITEMS_MIXED',
    ]);
  });
});

describe('a letter', () => {
  it('is hidden from the unit until it is sent', async () => {
    const { milestoneId } = await late('2024-09-30');
    const [id] = await draftLetter(as(chief), { step: 'reminder', milestoneIds: [milestoneId] });
    await expect(receiveLetter(as(liaison), { letterId: id! })).rejects.toThrow(NotFound);
    await approveLetter(as(chief), { letterId: id! });
    await receiveLetter(as(liaison), { letterId: id! });
    expect((await letterOf(id!)).state).toBe('received');
  });

  it('gets its number and its days when it is approved, counted in working days', async () => {
    const { id } = await sentLetter();
    const row = await letterOf(id);
    expect(row).toMatchObject({
      state: 'sent',
      sent_on: '2024-10-15',
      receipt_due_on: '2024-10-16',
      reply_due_on: '2024-10-22',
    });
    expect(row.doc_no).toMatch(/^鄂执提催〔2024〕\d+号$/);
    expect(row.body).toContain('于2024年10月22日前报送成果');
  });

  it('is answered with evidence of the unit’s own, returned, answered again and settled', async () => {
    const { id, milestoneId } = await sentLetter();
    const evidenceId = await world.evidence(liaison, [milestoneId]);
    const strangers = await world.unit(`W${unitNo}`);
    const stranger = await world.person('UNIT_LIAISON', strangers);
    const foreign = await world.evidence(stranger, []);
    await expect(answerLetter(as(liaison), { letterId: id, text: '已完成', evidenceIds: [foreign] })).rejects.toThrow(
      NotFound,
    );
    expect(await codes(answerLetter(as(liaison), { letterId: id, text: ' ' }))).toEqual(['LETTER_ANSWER_MISSING']);
    expect(await codes(settleLetter(as(chief), { letterId: id }))).toEqual(['LETTER_NOT_ANSWERED']);
    await answerLetter(as(liaison), { letterId: id, text: '已完成初稿，下周报送。', evidenceIds: [evidenceId] });
    expect((await letterOf(id)).state).toBe('answered');
    await returnAnswer(as(chief), { letterId: id, reason: '请写明日期。' });
    await answerLetter(as(head), { letterId: id, text: '10月21日报送。' });
    await settleLetter(as(chief), { letterId: id });
    expect((await letterOf(id)).state).toBe('settled');
    const steps = await db.sql<{ verb: string }>(`select verb from letter_step where letter_id = $1 order by id`, [id]);
    expect(steps.map(step => step.verb)).toEqual([
      ...['draftLetter', 'approveLetter', 'answerLetter', 'returnAnswer', 'answerLetter', 'settleLetter'],
    ]);
    const linked = await db.sql(`select evidence_id from letter_evidence where letter_id = $1`, [id]);
    expect(linked).toEqual([{ evidence_id: evidenceId }]);
  });

  it('is settled without an answer once the work has come in', async () => {
    const { id, milestoneId } = await sentLetter();
    await file(milestoneId);
    await settleLetter(as(chief), { letterId: id });
    expect((await letterOf(id)).state).toBe('settled');
  });

  it('is not sent about what has come in, with blanks left, or by the wrong hand', async () => {
    const { milestoneId } = await late('2024-08-15');
    const [red] = await draftLetter(as(chief), { step: 'red', milestoneIds: [milestoneId] });
    await expect(approveLetter(as(chief), { letterId: red! })).rejects.toThrow(Forbidden);
    await expect(approveLetter(as(liaison), { letterId: red! })).rejects.toThrow(NotFound);
    await approveLetter(as(leader), { letterId: red! });
    const [summons] = await draftLetter(as(chief), { step: 'summons', milestoneIds: [milestoneId] });
    expect(await codes(approveLetter(as(leader), { letterId: summons! }))).toEqual(['LETTER_BLANK_LEFT']);
    const { body } = await letterOf(summons!);
    const filled = body.replace('【约谈时间】', '10月18日上午9时').replace('【约谈地点】', '市政府302会议室');
    await editLetter(as(chief), { letterId: summons!, title: '关于约谈的通知', body: filled });
    await file(milestoneId);
    expect(await codes(approveLetter(as(leader), { letterId: summons! }))).toEqual(['LETTER_NOTHING_OPEN']);
    await withdrawLetter(as(chief), { letterId: summons!, reason: '已报送' });
    expect((await letterOf(summons!)).state).toBe('withdrawn');
  });

  it('is revoked by a note with a number of its own, never removed', async () => {
    const { id } = await sentLetter();
    expect(await codes(withdrawLetter(as(chief), { letterId: id, reason: '误发' }))).toEqual(['MOVE_NOT_FROM_STATE']);
    await revokeLetter(as(chief), { letterId: id, reason: '误发' });
    const [row] = await db.sql(
      `select state, doc_no is not null as numbered, revoked_doc_no from letter where id = $1`,
      [id],
    );
    expect(row).toMatchObject({
      state: 'revoked',
      numbered: true,
      revoked_doc_no: expect.stringMatching(/^鄂执提撤〔2024〕\d+号$/),
    });
  });
});

describe('numbers', () => {
  it('have no gap and no double through 50 approvals at once, some of which fail', async () => {
    await db.sql(`delete from letter_number`);
    await db.sql(`update letter set year = 1999 where kind = 'supervision-order'`);
    const made = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const { milestoneId } = await late('2024-09-30');
        const [id] = await draftLetter(as(chief), { step: index % 2 ? 'blue' : 'orange', milestoneIds: [milestoneId] });
        // these fail after the number is taken: the ledger refuses a payload without a bound
        return { id: id!, fails: index % 5 === 0 };
      }),
    );
    await db.sql(`create function fail_some() returns trigger language plpgsql as $$ begin
      if new.verb = 'approveLetter' and new.letter_id = any('{${made
        .filter(m => m.fails)
        .map(m => m.id)
        .join()}}'::uuid[])
        then raise exception 'made to fail'; end if; return new; end $$`);
    await db.sql(`create trigger fail_some before insert on letter_step for each row execute function fail_some()`);
    const done = await Promise.allSettled(made.map(({ id }) => approveLetter(as(chief), { letterId: id })));
    await db.sql(`drop trigger fail_some on letter_step`);
    expect(done.filter(each => each.status === 'rejected')).toHaveLength(10);
    const numbers = await db.sql<{ no: number }>(
      `select no from letter where kind = 'supervision-order' and year = 2024 order by no`,
    );
    expect(numbers.map(row => row.no)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    // those that failed are approved later and go on where the series stands
    for (const { id, fails } of made) if (fails) await approveLetter(as(chief), { letterId: id });
    const [last] = await db.sql<{ last: number }>(`select last from letter_number where kind = 'supervision-order'`);
    expect(last!.last).toBe(50);
  }, 60_000);
});

describe('the sweep', () => {
  it('drafts the highest rung reached, once, and one order for each matter', async () => {
    await late('2024-10-11'); // 3 working days: 12, 14, 15
    await late('2024-09-30'); // 7
    await late('2024-09-13'); // over 10
    expect(await sweep()).toEqual({ drafted: 3, withdrawn: 0 });
    expect((await drafts()).map(row => row.step)).toEqual(['reminder', 'blue', 'orange']);
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 });
    expect(await Promise.all([sweep(), sweep()])).toEqual([
      { drafted: 0, withdrawn: 0 },
      { drafted: 0, withdrawn: 0 },
    ]);
  });

  it('drafts once when two workers sweep at the same moment', async () => {
    await late('2024-09-30');
    const swept = await Promise.all([sweep(), sweep(), sweep()]);
    expect(swept.reduce((sum, each) => sum + each.drafted, 0)).toBe(1);
  });

  it('adds to a reminder letter nobody has approved yet instead of writing another', async () => {
    await late('2024-10-11');
    await sweep();
    await late('2024-10-11');
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 });
    const [draft] = await drafts();
    expect(draft!.body).toMatch(/1\..*；\n2\..*。/);
  });

  it('takes its draft back by itself, with the reason, when the work comes in', async () => {
    const [first, second] = [await late('2024-10-11'), await late('2024-10-11')];
    await sweep();
    const [draft] = await drafts();
    await file(first.milestoneId);
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 });
    expect((await letterOf(draft!.id)).body).not.toContain('2.');
    await file(second.milestoneId);
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 1 });
    expect(await letterOf(draft!.id)).toMatchObject({ state: 'withdrawn', reason: '已报送或时限已调整' });
    // sent back by the office, it is late again
    await db.sql(`update milestone set state = 'returned', handed_in_on = null where id = $1`, [second.milestoneId]);
    expect(await sweep()).toEqual({ drafted: 1, withdrawn: 0 });
  });

  it('does not propose again what a person has withdrawn', async () => {
    await late('2024-09-30');
    await sweep();
    await withdrawLetter(as(chief), { letterId: (await drafts())[0]!.id, reason: '已电话沟通' });
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 });
    await clockAt('2024-10-18'); // the tenth working day
    expect(await sweep()).toEqual({ drafted: 1, withdrawn: 0 });
    expect((await drafts())[0]!.step).toBe('orange');
  });

  it('waits while an extension is being decided, for five working days and no longer', async () => {
    const { actionId, milestoneId } = await late('2024-09-30');
    await world.request(liaison, actionId, 'extension', 'in-review', {
      ...{ milestone_id: milestoneId, filed_on: '2024-09-30', from_due_on: '2024-09-30', to_due_on: '2024-11-30' },
    });
    await clockAt('2024-10-12');
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 });
    await clockAt('2024-10-14');
    expect(await sweep()).toEqual({ drafted: 1, withdrawn: 0 });
  });

  it('waits for the answer it asked for, then goes one rung up; sending that passes the first on', async () => {
    const { id } = await sentLetter('blue');
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 }); // to be signed for by the 16th
    await receiveLetter(as(liaison), { letterId: id });
    await clockAt('2024-10-22');
    expect(await sweep()).toEqual({ drafted: 0, withdrawn: 0 }); // the last day for the answer
    await clockAt('2024-10-23');
    expect(await sweep()).toEqual({ drafted: 1, withdrawn: 0 });
    const [draft] = await drafts();
    expect(draft).toMatchObject({ step: 'orange', after_id: id });
    await approveLetter(as(chief), { letterId: draft!.id });
    expect((await letterOf(id)).state).toBe('escalated');
  });

  it('goes up when a letter is not signed for by its day, however few days the work is late', async () => {
    const { id } = await sentLetter('orange', '2024-10-14');
    await clockAt('2024-10-17');
    expect(await sweep()).toEqual({ drafted: 1, withdrawn: 0 });
    expect((await drafts())[0]).toMatchObject({ step: 'red', after_id: id });
  });
});

describe('going up by hand', () => {
  it('drafts the next rung about what is still open, once', async () => {
    const { id } = await sentLetter('blue');
    const [next] = await escalateLetter(as(chief), { letterId: id });
    expect(await letterOf(next!)).toMatchObject({ step: 'orange', after_id: id, state: 'drafted' });
    expect(await codes(escalateLetter(as(chief), { letterId: id }))).toEqual(['LETTER_FOLLOWED']);
    await approveLetter(as(chief), { letterId: next! });
    expect((await letterOf(id)).state).toBe('escalated');
  });
});

describe('a circular', () => {
  it('lists what is late, refuses to name what has come in, and reaches every unit under one number', async () => {
    const { milestoneId } = await late('2024-08-01');
    await late('2024-08-15');
    const id = await draftCircular(as(chief), { programId: world.programId, minDaysLate: 1 });
    const draft = await letterOf(id);
    expect(draft.late_rows).toHaveLength(2);
    for (const part of ['一、总体进展', '二、主要做法', '三、存在问题', '四、下一步要求'])
      expect(draft.body).toContain(part);
    await file(milestoneId);
    expect(await codes(approveLetter(as(leader), { letterId: id }))).toEqual(['LETTER_ROWS_FILED']);
    await editLetter(as(chief), { letterId: id, title: '通报', body: draft.body, refreshRows: true });
    expect((await letterOf(id)).late_rows).toHaveLength(1);
    await approveLetter(as(leader), { letterId: id });
    const copies = await db.sql<{ id: string; unit_id: string; doc_no: string; state: string }>(
      `select id, unit_id, doc_no, state from letter where of_id = $1`,
      [id],
    );
    const { doc_no } = await letterOf(id);
    expect(new Set(copies.map(copy => copy.doc_no))).toEqual(new Set([doc_no]));
    const own = copies.find(copy => copy.unit_id === unit)!;
    await receiveLetter(as(liaison), { letterId: own.id });
    expect((await letterOf(own.id)).state).toBe('settled');
  });
});
