import { Kind, parse, print, visit, type ASTNode } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'), { NODE_ENV: 'production', LOG_LEVEL: 'silent' });
});
afterAll(() => api?.close());

/** What an answer may never hold: SQL, names of tables or of files, a stack. */
const inside =
  /select |insert |update |unit_action|app_user|pg_|postgres|relation "|node_modules|\/libs\/|\/src\/|\.ts:|at async|stack/i;

describe('in production', () => {
  it.each([`{ __schema { types { name } } }`, `{ __type(name: "User") { fields { name } } }`])(
    'the schema tells nothing about itself: %s',
    async query => {
      const answer = await api.as('liaison').ask(query);
      expect([answer.status, answer.code, answer.data]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', undefined]);
    },
  );

  it('a misspelt field is refused without a hint at the right one', async () => {
    const { text } = await api.as('liaison').ask(`{ viewer { usernam } }`);
    expect(text).not.toMatch(/did you mean|username/i);
  });

  it('deep questions, many aliases, many tokens and large bodies are refused before they run', async () => {
    const before = api.db.services.reads.statementCount;
    const client = api.as('chief');
    let deep = '{ id }';
    for (let level = 0; level < 19; level++) deep = `{ ...on Query ${deep} }`;
    const aliases = Array.from({ length: 40 }, (_, n) => `a${n}: viewer { id }`).join(' ');
    const tokens = Array.from({ length: 3_000 }, () => 'id').join(' ');
    for (const query of [
      `{ viewer { id } ... on Query ${deep.replace('{ id }', '{ viewer { id } }')} }`,
      `{ ${aliases} }`,
      `{ viewer { ${tokens} } }`,
    ]) {
      const answer = await client.ask(query);
      expect([answer.code, answer.data ?? null]).toEqual(['GRAPHQL_VALIDATION_FAILED', null]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    const large = await client.ask(`{ viewer { id } } #${'x'.repeat(300_000)}`);
    expect(large.status).toBe(413);
    // Each of the four looked up its session and nothing else.
    expect(api.db.services.reads.statementCount - before).toBeLessThanOrEqual(4);
  });

  it('everything that the pages ask for is within the limits', async () => {
    const folder = path.resolve(import.meta.dirname, '../../web/src');
    const definitions = globSync('**/*.graphql', { cwd: folder }).flatMap(
      file => parse(readFileSync(path.join(folder, file), 'utf8')).definitions,
    );
    const fragments = new Map(
      definitions.flatMap(one => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
    );
    const needed = (node: ASTNode, found = new Set<ASTNode>()): Set<ASTNode> => {
      visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value)!;
          if (found.size < found.add(fragment).size) needed(fragment, found);
        },
      });
      return found;
    };
    const operations = definitions.filter(one => one.kind === Kind.OPERATION_DEFINITION);
    expect(operations.length).toBeGreaterThan(100);
    const refused: string[] = [];
    for (const operation of operations) {
      // what is asked without its variables is looked at, and mostly not run
      const { code } = await api.as('chief').ask([operation, ...needed(operation)].map(print).join('\n'));
      if (code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED') refused.push(operation.name!.value);
    }
    expect(refused).toEqual([]);
  });

  it('several operations in one request are refused', async () => {
    const payload = [{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }];
    const response = await api.as('liaison').send({ method: 'POST', url: '/graphql', payload });
    expect(response.statusCode).toBe(400);
  });

  it('a page holds a hundred rows at most, whatever is asked for', async () => {
    const measureIds = await Promise.all(Array.from({ length: 105 }, () => api.world.measure()));
    for (const measure_id of measureIds) await api.world.action(unitA, 'assigned', { measure_id });
    const { data } = await api
      .as('chief')
      .ask(`{ actions(filter: {}, page: 1, pageSize: 2000000000) { rows { id } total } }`);
    expect([data.actions.rows.length, data.actions.total]).toEqual([100, 105]);
  });

  it.each<[string, string, object]>([
    ['an id that is none', `query ($id: ID!) { action(id: $id) { id } }`, { id: "x' or 1=1 --" }],
    ['another id that is none', `query ($id: ID!) { program(id: $id) { id } }`, { id: '0' }],
    ['a page beyond all numbers', `{ actions(filter: {}, page: 2147483647, pageSize: 100) { total rows { id } } }`, {}],
    ['a page below all numbers', `{ notices(page: -5, pageSize: -5) { total } }`, {}],
    [
      'a NUL in a text',
      `query ($text: String) { actions(filter: { text: $text }, page: 1, pageSize: 1) { total } }`,
      { text: 'a\u0000b' },
    ],
    [
      'a pattern in a text',
      `query ($text: String) { actions(filter: { text: $text }, page: 1, pageSize: 1) { total } }`,
      { text: `%_\\'";--` },
    ],
    [
      'a tab that is none',
      `query ($tab: String) { actions(filter: { tab: $tab }, page: 1, pageSize: 1) { total } }`,
      { tab: `constructor'--` },
    ],
    [
      'a day that is none',
      `mutation { orderEvaluation(input: { programId: "x", schemeCode: "x", name: "x", asOf: "2024-02-30" }) { userErrors { code } } }`,
      {},
    ],
    ['an unknown sort', `{ actions(filter: {}, sort: PASSWORD, page: 1, pageSize: 1) { total } }`, {}],
    ['no question at all', ``, {}],
  ])('%s is answered without a word about what is inside', async (_what, query, variables) => {
    const answer = await api.as('chief').ask(query, variables);
    expect(answer.code).not.toBe('INTERNAL');
    expect(answer.text).not.toMatch(inside);
  });

  it('verbs on ids that are none find nothing', async () => {
    for (const [name, input, who] of [
      ['acknowledgeAction', { actionId: 'none' }, 'liaison'],
      ['submitMilestone', { milestoneId: '1 or 1' }, 'liaison'],
      ['withdrawEvidence', { evidenceId: '' }, 'liaison'],
      ['approveFreeze', { evaluationId: 'none' }, 'leader'],
      ['commitPlanImport', { importId: 'none' }, 'chief'],
      ['resetPassword', { userId: 'none' }, 'admin'],
    ] as const) {
      const answer = await api.as(who).mutate(name, input);
      expect([name, answer.code]).toEqual([name, 'NOT_FOUND']);
      expect(answer.text).not.toMatch(inside);
    }
  });

  it.each([
    '/files/evidence/none',
    '/imports/none/annotated.xlsx',
    '/exports/plan/none.xlsx',
    '/exports/evaluations/none.xlsx',
    '/exports/packages/none.zip',
    '/uploads/none',
    '/exports/actions.xlsx?programId=none',
    '/nothing/here',
  ])('%s is not there, and says no more', async url => {
    const who = url.startsWith('/uploads') || url.startsWith('/files') ? 'liaison' : 'chief';
    const response = await api.as(who).send({ method: url.startsWith('/uploads') ? 'HEAD' : 'GET', url });
    expect(response.statusCode).toBe(404);
    expect(response.body).not.toMatch(inside);
  });

  it('a fault of ours is told by a number under which the log has it', async () => {
    await api.db.sql(`alter table calendar_year rename to calendar_year_away`);
    try {
      const answer = await api.as('chief').ask(`{ calendarYears { year } }`);
      expect(answer.code).toBe('INTERNAL');
      expect(answer.text).not.toMatch(inside);
      expect(JSON.parse(answer.text).errors[0].extensions.trace).toMatch(/^[0-9a-f]{8}$/);
    } finally {
      await api.db.sql(`alter table calendar_year_away rename to calendar_year`);
    }
  });

  it('fields that an input does not have are refused, however they are called', async () => {
    const actionId = await api.world.action(unitA, 'in-progress', { measure_id: await api.world.measure() });
    for (const extra of ['unitId', 'state', 'role', 'id', 'version', '__proto__x', 'progressPercent']) {
      const answer = await api
        .as('liaison')
        .mutate('reportProgress', { actionId, percent: 5, done: 'x', [extra]: 'done' });
      expect([extra, answer.status, answer.code]).toEqual([extra, 400, 'BAD_USER_INPUT']);
    }
    expect(await api.db.sql(`select progress_percent from unit_action where id = $1`, [actionId])).toEqual([
      { progress_percent: 0 },
    ]);
  });
});
