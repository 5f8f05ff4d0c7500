import { efficacyAnnual } from '@yardstick/domain/scoring/shipped-schemes';
import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { leadersUnit, officeUnit, openTestApi, unitA, unitB, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  for (const unit of [unitA, unitB]) {
    await api.world.action(unit, 'done');
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

async function built(): Promise<string> {
  const order = {
    programId: api.world.programId,
    schemeCode: 'acceptance-2024',
    name: '验收评估',
    asOf: api.world.today,
  };
  const { payload } = await api.as('chief').mutate('orderEvaluation', order);
  await buildEvaluation(api.db.orm, api.db.services, payload.evaluation.id);
  return payload.evaluation.id as string;
}
/** Released to the units, and agreed to by all of them. */
const agreed = async (): Promise<string> => {
  const evaluationId = await built();
  expect((await api.as('chief').mutate('releaseProvisional', { evaluationId })).refusals).toEqual([]);
  for (const head of ['head', 'otherHead'] as const)
    expect((await api.as(head).mutate('confirmResult', { evaluationId })).refusals).toEqual([]);
  return evaluationId;
};
const frozen = async (): Promise<string> => {
  const evaluationId = await agreed();
  expect((await api.as('chief').mutate('proposeFreeze', { evaluationId })).refusals).toEqual([]);
  expect((await api.as('leader').mutate('approveFreeze', { evaluationId })).refusals).toEqual([]);
  return evaluationId;
};
const rowOf = async (id: string) => (await api.db.sql(`select * from evaluation where id = $1`, [id]))[0]!;

describe('an evaluation', () => {
  it('gives the same bytes however often it is built, and its hash is of those bytes', async () => {
    const [one, two] = [await rowOf(await built()), await rowOf(await built())];
    expect(one['state']).toBe('computed');
    expect(one['snapshot']).toBe(two['snapshot']);
    expect(one['sha256']).toBe(
      createHash('sha256')
        .update(one['snapshot'] as string)
        .digest('hex'),
    );
    expect(one['sm3']).toBe(
      createHash('sm3')
        .update(one['snapshot'] as string)
        .digest('hex'),
    );
    const { data } = await api
      .as('leader')
      .ask(`query ($id: ID!) { evaluation(id: $id) { sha256 units { unitId total } } }`, { id: one['id'] });
    expect(data.evaluation.sha256).toBe(one['sha256']);
    expect(data.evaluation.units).toHaveLength(2);
  });

  it('that is built a second time or after a stop changes nothing', async () => {
    const id = await built();
    const before = await rowOf(id);
    await buildEvaluation(api.db.orm, api.db.services, id);
    expect(await rowOf(id)).toEqual(before);
  });

  it('has another hash when one figure is another', async () => {
    const before = await rowOf(await built());
    const figure = { unitCode: unitA, code: 'satisfaction', year: 0, value: '91.51', source: '第三方评估' };
    await api.as('staff').mutate('recordFigures', { programId: api.world.programId, figures: [figure] });
    expect((await rowOf(await built()))['sha256']).not.toBe(before['sha256']);
  });

  it('cannot be ordered for a day to come', async () => {
    const order = { programId: api.world.programId, schemeCode: 'acceptance-2024', name: 'x', asOf: '2024-10-16' };
    expect((await api.as('chief').mutate('orderEvaluation', order)).refusals).toEqual(['AS_OF_IN_FUTURE']);
  });
});

describe('an evaluation by a scheme that counts what nobody recorded', () => {
  it('is refused however many figures are there, until all of them are', async () => {
    const { code, figures } = efficacyAnnual;
    const order = { programId: api.world.programId, schemeCode: code, name: 'x', asOf: '2024-10-15' };
    expect((await api.as('chief').mutate('orderEvaluation', order)).refusals).toEqual(['FIGURES_MISSING']);
    const figure = { unitCode: unitA, code: figures[0]!.code, year: 2024, value: '1', source: '年报' };
    await api.as('staff').mutate('recordFigures', { programId: api.world.programId, figures: [figure] });
    expect((await api.as('chief').mutate('orderEvaluation', order)).refusals).toEqual(['FIGURES_MISSING']);
  });
});

describe('a freeze', () => {
  it('needs a computed result and a proposal, in this order', async () => {
    const queued = await api.world.evaluation(api.people.chief, [unitA], 'queued');
    expect((await api.as('chief').mutate('proposeFreeze', { evaluationId: queued })).refusals).toEqual([
      'FREEZE_NEEDS_RESULT',
    ]);
    const evaluationId = await built();
    expect((await api.as('leader').mutate('approveFreeze', { evaluationId })).refusals).toEqual([
      'FREEZE_NEEDS_RESULT',
    ]);
  });

  it('needs a second person of another unit, says the rule', async () => {
    const evaluationId = await agreed();
    await api.as('chief').mutate('proposeFreeze', { evaluationId });
    const ofTheOffice = await api.world.person('LEADER', officeUnit);
    expect((await api.as(ofTheOffice).mutate('approveFreeze', { evaluationId })).refusals).toEqual([
      'FREEZE_NEEDS_SECOND_PERSON',
    ]);
    expect((await api.as('chief').mutate('approveFreeze', { evaluationId })).code).toBe('FORBIDDEN');
    expect((await rowOf(evaluationId))['state']).toBe('freeze-proposed');
  });

  it('needs a second person of another unit, says the database', async () => {
    const { chief, leader } = api.people;
    const evaluationId = await agreed();
    await api.as('chief').mutate('proposeFreeze', { evaluationId });
    const freeze = (personId: string | null, unitId: string | null) =>
      api.db.sql(`update evaluation set state = 'frozen', approved_by_id = $1, approved_by_unit = $2 where id = $3`, [
        personId,
        unitId,
        evaluationId,
      ]);
    for (const [person, unit] of [
      [chief.id, leadersUnit],
      [leader.id, officeUnit],
      [null, null],
    ] as const)
      await expect(freeze(person, unit)).rejects.toMatchObject({ code: '23514' });
    await freeze(leader.id, leadersUnit);
    expect((await rowOf(evaluationId))['state']).toBe('frozen');
  });

  it('is not undone: no verb moves a frozen evaluation', async () => {
    const evaluationId = await frozen();
    const before = await rowOf(evaluationId);
    expect((await api.as('chief').mutate('proposeFreeze', { evaluationId })).refusals).toEqual(['FREEZE_NEEDS_RESULT']);
    expect((await api.as('leader').mutate('approveFreeze', { evaluationId })).refusals).toEqual([
      'FREEZE_NEEDS_RESULT',
    ]);
    await buildEvaluation(api.db.orm, api.db.services, evaluationId);
    expect(await rowOf(evaluationId)).toEqual(before);
  });
});

describe('a frozen evaluation', () => {
  const attempts: [string, string][] = [
    ['a score is changed', `update evaluation_unit set total = '99.99' where evaluation_id = $1`],
    ['a sheet is changed', `update evaluation_unit set sheet = '{}' where evaluation_id = $1`],
    ['what it rests on is changed', `update evaluation_unit set inputs = '{}' where evaluation_id = $1`],
    ['a unit is taken out', `delete from evaluation_unit where evaluation_id = $1 and unit_id = '${unitA}'`],
    [
      'a unit is put in',
      `insert into evaluation_unit (unit_id, evaluation_id, inputs) values ('${leadersUnit}', $1, '{}')`,
    ],
    ['a unit is moved out', `update evaluation_unit set evaluation_id = gen_random_uuid() where evaluation_id = $1`],
    ['the snapshot is changed', `update evaluation set snapshot = '{}' where id = $1`],
    ['the hash is changed', `update evaluation set sha256 = 'x' where id = $1`],
    ['it is thawed', `update evaluation set state = 'computed' where id = $1`],
    ['it is removed', `delete from evaluation where id = $1`],
  ];

  it.each(attempts)('stands when %s', async (_what, text) => {
    const id = await frozen();
    const before = await api.world.fingerprint();
    await expect(api.db.sql(text, [id])).rejects.toMatchObject({ code: 'YS003' });
    const app = new pg.Client({ connectionString: api.db.appUrl, options: '-c app.scope=all' });
    await app.connect();
    await expect(app.query(text, [id])).rejects.toMatchObject({
      code: expect.stringMatching(/^(YS003|42501)$/) as string,
    });
    await app.end();
    expect(await api.world.fingerprint()).toEqual(before);
  });

  it.each(['evaluation_unit', 'evaluation cascade'])('stands when %s is emptied', async table => {
    await frozen();
    await expect(api.db.sql(`truncate ${table}`)).rejects.toMatchObject({ code: 'YS002' });
  });

  it('lets no sheet of another evaluation be moved into it', async () => {
    const [frozenId, otherId] = [await frozen(), await built()];
    const move = api.db.sql(
      `update evaluation_unit set evaluation_id = $1, unit_id = $2 where evaluation_id = $3 and unit_id = $4`,
      [frozenId, leadersUnit, otherId, unitA],
    );
    await expect(move).rejects.toMatchObject({ code: 'YS003' });
  });

  it('is what the documents are made from, whatever happens to the live figures', async () => {
    const id = await frozen();
    const files = async () =>
      Promise.all(
        ['xlsx', 'docx'].map(
          async kind =>
            (await api.as('leader').send({ method: 'GET', url: `/exports/evaluations/${id}.${kind}` })).rawPayload,
        ),
      );
    const before = await files();
    for (const file of before) expect(file.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    await api.db.sql(`update figure set value = '1' where unit_id = $1`, [unitA]);
    expect(await files()).toEqual(before);
  });
});
