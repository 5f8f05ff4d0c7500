import fc from 'fast-check';
import { getNamedType, isLeafType, parse, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { directField } from '../src/graphql/direct-field.ts';
import { openTestApi, unitA, unitB, type Api, type Who } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  const { world, people } = api;
  for (const by of [people.liaison, people.otherLiaison])
    for (const [state, columns] of [
      ['assigned', {}],
      ['planning', { due_on: '2024-10-01' }],
      ['in-progress', { progress_percent: 80 }],
      ['in-progress', { due_on: '2024-09-30', title: '带“引号”、\\反斜杠\n和换行' }],
      ['suspended', {}],
      ['done', { handed_in_on: '2025-01-03' }],
    ] as const) {
      const actionId = await world.action(by.unitId, state, columns);
      if (state === 'assigned') continue;
      await world.milestone(by.unitId, actionId, 'planned', { due_on: '2024-10-10' });
      await world.milestone(by.unitId, actionId, 'accepted');
      await world.report(by, actionId, { difficulty: '无', reported_at: '2024-10-14T02:03:04.567Z' });
    }
});
afterAll(() => api?.close());

const fieldsOf = (type: string): [name: string, below: string | null][] =>
  Object.values((api.schema.getType(type) as GraphQLObjectType).getFields()).map(field => {
    const inner = getNamedType(field.type);
    return [field.name, isLeafType(inner) ? null : inner.name];
  });

/** A selection of some of a type's fields, at least one, in any order. */
function selection(type: string): fc.Arbitrary<string> {
  const fields = [['__typename', null] as [string, string | null], ...fieldsOf(type)];
  return fc
    .shuffledSubarray(fields, { minLength: 1 })
    .chain(chosen =>
      fc
        .tuple(
          ...chosen.map(([name, below]) =>
            below ? selection(below).map(inner => `${name} ${inner}`) : fc.constant(name),
          ),
        )
        .map(parts => `{ ${parts.join(' ')} }`),
    );
}

const filters = [
  '{}',
  `{ unitId: "${unitB}" }`,
  '{ tab: "overdue" }',
  '{ light: RED, text: "名册" }',
  '{ year: 1999 }',
];

describe('a list answered as text by PostgreSQL', () => {
  it('says the same as the usual execution, whatever is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        selection('ActionPage'),
        fc.constantFrom<Who>('chief', 'liaison', 'leader'),
        fc.constantFrom(...filters),
        fc.constantFrom('DUE_ON', 'MEASURE', 'DAYS_LATE'),
        async (wanted, who, filter, sort) => {
          const field = `actions(filter: ${filter}, sort: ${sort}, page: 1, pageSize: 100) ${wanted}`;
          expect(directField(api.schema, parse(`{ ${field} }`), '')).not.toBeNull();
          const direct = await api.as(who).ask(`{ ${field} }`);
          const usual = await api.as(who).ask(`{ list: ${field} }`);
          expect([direct.status, direct.code]).toEqual([200, undefined]);
          expect(direct.data.actions).toEqual(usual.data.list);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('spreads fragments and takes its values from variables', async () => {
    const text = `query L($f: ActionFilter!, $n: Int = 100) { actions(filter: $f, page: 1, pageSize: $n) { rows { ...R ... on ActionRow { light } } } }
      fragment R on ActionRow { __typename id milestones { state } }`;
    expect(directField(api.schema, parse(text), 'L')?.asked).toHaveLength(1);
    const { data } = await api.as('chief').ask(text, { f: { unitId: unitA, state: ['IN_PROGRESS'] } });
    expect(data.actions.rows).toHaveLength(2);
    expect(data.actions.rows[0]).toMatchObject({
      __typename: 'ActionRow',
      milestones: [{ state: 'PLANNED' }, { state: 'ACCEPTED' }],
    });
  });

  it.each([
    ['another name', '{ actions(filter: {}, page: 1, pageSize: 9) { total: total } }'],
    ['a directive', '{ actions(filter: {}, page: 1, pageSize: 9) { total @skip(if: false) } }'],
    ['a field twice', '{ actions(filter: {}, page: 1, pageSize: 9) { rows { id } rows { title } } }'],
    ['a second field', '{ actions(filter: {}, page: 1, pageSize: 9) { total } todo { counts { kind } } }'],
  ])('leaves %s to the usual execution', async (_, text) => {
    expect(directField(api.schema, parse(text), '')).toBeNull();
    expect((await api.as('chief').ask(text)).status).toBe(200);
  });

  it('refuses whom the list is not for, and variables that do not fit, in the usual words', async () => {
    const text = 'query ($f: ActionFilter!) { actions(filter: $f, page: 1, pageSize: 9) { total } }';
    expect((await api.as('admin').ask(text, { f: {} })).code).toBe('FORBIDDEN');
    expect((await api.anonymous.ask(text, { f: {} })).code).toBe('UNAUTHENTICATED');
    const misfit = await api.as('chief').ask(text, { f: { year: 'soon' } });
    expect([misfit.status, misfit.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect((await api.as('chief').ask(text, { f: { programId: 'none' } })).code).toBe('NOT_FOUND');
  });

  describe('asked for again', () => {
    const text = 'query ($f: ActionFilter!) { actions(filter: $f, page: 1, pageSize: 9) { total rows { id state } } }';
    const again = async (who: Who): Promise<{ status: number; code?: string; total: number; statements: number }> => {
      const before = api.db.services.reads.statementCount;
      const { status, code, data } = await api.as(who).ask(text, { f: {} });
      const total = (data?.actions as { total: number } | null | undefined)?.total ?? -1;
      return { status, code, total, statements: api.db.services.reads.statementCount - before };
    };

    it('says what is so now, in one round trip with the session', async () => {
      const first = await again('liaison');
      const second = await again('liaison');
      expect(second).toEqual({ ...first, statements: 3 });
      await api.world.action(unitA, 'assigned', {});
      expect((await again('liaison')).total).toBe(first.total + 1);
      expect((await again('otherLiaison')).total).not.toBe((await again('chief')).total);
    });

    it('is refused once the session has ended, the account is closed or its password must be changed', async () => {
      const {
        people,
        db: { sql },
      } = api;
      const changes: [string, string][] = [
        [
          `update session set ended_at = clock_timestamp() where user_id = $1`,
          `update session set ended_at = null where user_id = $1`,
        ],
        [
          `update session set seen_at = clock_timestamp() - interval '30 days' where user_id = $1`,
          `update session set seen_at = clock_timestamp() where user_id = $1`,
        ],
        [`update app_user set is_active = false where id = $1`, `update app_user set is_active = true where id = $1`],
        [
          `update app_user set must_change_password = true where id = $1`,
          `update app_user set must_change_password = false where id = $1`,
        ],
      ];
      for (const [change, back] of changes) {
        expect((await again('liaison')).status).toBe(200);
        await sql(change, [people.liaison.id]);
        expect((await again('liaison')).code).toBe('UNAUTHENTICATED');
        await sql(back, [people.liaison.id]);
      }
    });

    it('follows a person to another unit and role at once', async () => {
      const {
        people,
        db: { sql },
      } = api;
      const own = (await again('liaison')).total;
      await sql(`update app_user set role = 'SYS_ADMIN' where id = $1`, [people.liaison.id]);
      expect((await again('liaison')).code).toBe('FORBIDDEN');
      await sql(`update app_user set role = 'UNIT_LIAISON', unit_id = $2 where id = $1`, [people.liaison.id, unitB]);
      expect((await again('liaison')).total).toBe((await again('otherLiaison')).total);
      await sql(`update app_user set unit_id = $2 where id = $1`, [people.liaison.id, unitA]);
      expect((await again('liaison')).total).toBe(own);
    });
  });
});
