import { seesAllUnits } from '@yardstick/domain/roles';
import { lawAssessmentAnnual } from '@yardstick/domain/scoring/shipped-schemes';
import { assessedIndicators } from '@yardstick/domain/scoring/three-lines';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Context } from '../../context.ts';
import { forkFor } from '../../database/orm.ts';
import { deliverOne } from '../../notifications/notifications.fixture.ts';
import { sweepReminders } from '../../notifications/sweep-reminders.ts';
import { signSelfAssessment, submitSelfAssessment } from './assess-self.ts';
import { closeCollecting } from './close-collecting.ts';
import { extendCollecting } from './extend-collecting.ts';
import { openEvaluation } from './open-evaluation.ts';

let db: TestDatabase;
let world: World;
let evaluationId: string;
const people: Record<string, Somebody> = {};

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  for (const unit of ['AAA', 'BBB', 'CCC', 'DDD']) await world.unit(unit);
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  people['chief'] = await world.person('OFFICE_CHIEF', 'SFJ');
  for (const unit of ['AAA', 'BBB']) {
    people[`${unit} liaison`] = await world.person('UNIT_LIAISON', unit);
    people[`${unit} head`] = await world.person('UNIT_HEAD', unit);
  }
});
afterAll(() => db?.drop());

let requests = 0;
function as(name: string): Context {
  const who = people[name]!;
  const scope = { all: seesAllUnits(who.role), unitId: who.unitId, userId: who.id };
  requests += 1;
  return {
    em: forkFor(db.orm, scope),
    actor: { ...who, unitName: who.unitId },
    scope,
    now: new Date(`${world.today}T02:00:00Z`),
    today: world.today,
    locale: 'zh-CN',
    request: { id: `test ${requests}`, ip: '127.0.0.1', session: 'test' },
    services: db.services,
  };
}

const lines = assessedIndicators(lawAssessmentAnnual).map(({ code: indicator, method }) => ({
  indicator,
  reason: '有台账可查',
  ...(method.kind === 'checklist'
    ? { items: method.items.map(({ code: item, points = '1' }) => ({ item, value: points })) }
    : { mark: '3' }),
}));

interface Row {
  id: string;
  unit_id: string;
  stage: string;
  recipient_id: string;
  is_alarm: boolean;
  state: string;
}
const rows = (): Promise<Row[]> =>
  db.sql<Row>(`select id, unit_id, stage, recipient_id, is_alarm, state from reminder where kind = 'self-assessment'`);
/** `AAA W-5 AAA liaison`: what waits. */
const waiting = async (): Promise<string[]> =>
  (await rows())
    .filter(({ state }) => state === 'pending')
    .map(({ unit_id: unit, stage, recipient_id: id }) => {
      return `${unit} ${stage} ${Object.keys(people).find(name => people[name]!.id === id)}`;
    })
    .sort();
const sweepOn = async (day: string) => {
  await db.setClock(`${day}T10:00:00+08:00`);
  return sweepReminders(db.orm, (await db.services.rules()).reminder);
};

beforeEach(async () => {
  await db.sql(`update evaluation set state = 'failed'`);
  await db.sql(`truncate notice, reminder cascade`);
  await db.setClock(`${world.today}T10:00:00+08:00`);
  // the working days before 25 October are the 24th, 23rd, 22nd, 21st and 18th, those after it the 28th and 29th
  evaluationId = await openEvaluation(as('chief'), {
    programId: world.programId,
    schemeCode: lawAssessmentAnnual.code,
    name: '年度考核',
    asOf: world.today,
    collectUntil: '2024-10-25',
  });
});

describe('a self-assessment that is not signed', () => {
  it('is brought up with the unit before the day, on it and after it, with the office where a unit has nobody', async () => {
    await sweepOn('2024-10-17');
    expect(await rows()).toEqual([]);
    await sweepOn('2024-10-18');
    const alarms = ['CCC W-5 chief', 'DDD W-5 chief'];
    expect(await waiting()).toEqual(['AAA W-5 AAA liaison', 'BBB W-5 BBB liaison', ...alarms]);
    for (const { id } of await rows()) expect(await deliverOne(db, Number(id))).toBe('sent');
    const told = await db.sql(
      `select kind, unit_id, subject_kind, subject_id, params from notice where recipient_id = $1`,
      [people['AAA liaison']!.id],
    );
    expect(told).toEqual([
      {
        kind: 'self-assessment-due',
        unit_id: 'AAA',
        subject_kind: 'self-assessment',
        subject_id: evaluationId,
        params: expect.objectContaining({ evaluation: '年度考核', dueOn: '2024-10-25', days: 7 }),
      },
    ]);
    const toChief = await db.sql<{ kind: string; params: { subject: string } }>(
      `select kind, params from notice where recipient_id = $1`,
      [people['chief']!.id],
    );
    expect(toChief.map(({ kind, params }) => [kind, params.subject])).toEqual([
      ['no-recipient', '年度考核'],
      ['no-recipient', '年度考核'],
    ]);
    await sweepOn('2024-10-18');
    expect(await waiting()).toEqual([]);
    await sweepOn('2024-10-28');
    expect((await waiting()).filter(line => line.startsWith('AAA'))).toEqual([
      'AAA W+1 AAA head',
      'AAA W+1 AAA liaison',
    ]);
  });

  it('written and not signed is still due; signed it is not, and what waits is void', async () => {
    await submitSelfAssessment(as('AAA liaison'), { evaluationId, lines });
    await sweepOn('2024-10-23');
    const ofOthers = (await waiting()).filter(line => !line.startsWith('AAA'));
    expect(await waiting()).toEqual(['AAA W-2 AAA liaison', ...ofOthers]);
    await signSelfAssessment(as('AAA head'), { evaluationId });
    const [waits] = (await rows()).filter(row => row.unit_id === 'AAA' && row.state === 'pending');
    expect(await deliverOne(db, Number(waits!.id))).toBe('void');
    await sweepOn('2024-10-23');
    expect(await waiting()).toEqual(ofOthers);
    await sweepOn('2024-10-28');
    expect((await waiting()).filter(line => line.startsWith('AAA'))).toEqual([]);
  });

  it('follows the day when that is moved, and ends when the office closes collecting', async () => {
    await sweepOn('2024-10-23');
    const before = await waiting();
    await extendCollecting(as('chief'), { evaluationId, collectUntil: '2024-11-08', reason: '统计年报迟到' });
    await sweepOn('2024-10-23');
    expect(await waiting()).toEqual([]);
    await sweepOn('2024-11-06');
    expect(await waiting()).toEqual(before);
    await closeCollecting(as('chief'), { evaluationId, reason: '其余由办公室复核' });
    await sweepOn('2024-11-06');
    expect(await waiting()).toEqual([]);
    await sweepOn('2024-11-20');
    expect(await waiting()).toEqual([]);
  });
});
