import { actionStates } from '@yardstick/domain/action';
import { evidenceKinds, evidenceStates } from '@yardstick/domain/evidence';
import { milestoneStates } from '@yardstick/domain/milestone';
import { measureScopes } from '@yardstick/domain/plan';
import { requestKinds, requestStates } from '@yardstick/domain/request';
import { roles } from '@yardstick/domain/roles';
import { actionSorts } from '@yardstick/server/delivery/action-list.queries';
import { isEnumType, type GraphQLObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { evaluationStates } from '@yardstick/domain/evaluation';
import { lights } from '../src/graphql/enums.ts';
import { schemaText } from '../src/schema.ts';
import { anyOperation, openTestApi, type Api, type Who } from './api.fixture.ts';
import { harmlessForStrangers, mutationCases } from './mutations.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.world.stopClock());

const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.values(type!.getFields());

describe('the schema', () => {
  it('is the one that is committed', async () => {
    expect(await schemaText()).toBe(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
  });

  it('declares for every query and mutation who may use it', () => {
    const silent = [...fieldsOf(api.schema.getQueryType()), ...fieldsOf(api.schema.getMutationType())]
      .filter(field => !/\w{3}/.test(field.extensions['rule'] as string))
      .map(field => field.name);
    expect(silent).toEqual([]);
  });

  it.each([
    ['ActionState', actionStates],
    ['MilestoneState', milestoneStates],
    ['EvidenceState', evidenceStates],
    ['EvidenceKind', evidenceKinds],
    ['Role', roles],
    ['MeasureScope', measureScopes],
    ['Light', lights],
    ['EvaluationState', evaluationStates],
    ['RequestKind', requestKinds],
    ['RequestState', requestStates],
    ['ActionSort', actionSorts],
  ])('has in %s exactly the words of the domain', (name, words) => {
    const type = api.schema.getType(name);
    expect(isEnumType(type) && type.getValues().map(value => value.value as string)).toEqual([...words]);
  });

  it('has a case in these tests for every mutation', () => {
    expect(Object.keys(mutationCases).sort()).toEqual(
      fieldsOf(api.schema.getMutationType())
        .map(f => f.name)
        .sort(),
    );
  });
});

describe('somebody who is not signed in', () => {
  it('is asked to sign in first, whatever they ask', async () => {
    const before = await api.world.fingerprint();
    for (const kind of ['query', 'mutation'] as const)
      for (const { name } of fieldsOf(kind === 'query' ? api.schema.getQueryType() : api.schema.getMutationType())) {
        const { query, variables } = anyOperation(api.schema, kind, name);
        const answer = await api.anonymous.ask(query, variables);
        expect([name, answer.status, answer.code, answer.data]).toEqual([name, 401, 'UNAUTHENTICATED', undefined]);
      }
    expect(await api.world.fingerprint()).toEqual(before);
  });
});

describe.each(Object.entries(mutationCases))('%s', (name, { by, input }) => {
  it(`succeeds for ${by.join(', ')} and appends one leaf`, async () => {
    for (const who of by) {
      const arranged = await input(api);
      const before = await api.world.leafCount();
      const answer = await api.as(who).mutate(name, arranged);
      expect([who, answer.code, answer.refusals]).toEqual([who, undefined, []]);
      expect(await api.world.leafCount()).toBe(before + 1);
      const [leaf] = await api.db.sql<{ payload: string }>(`select payload from ledger_leaf order by seq desc limit 1`);
      expect(JSON.parse(leaf!.payload)).toMatchObject({ action: name, actor: api.people[who].id });
    }
  });

  it('is refused to everybody else and then changes nothing', async () => {
    const arranged = await input(api);
    const before = await api.world.fingerprint();
    const others = (Object.keys(api.people) as Who[]).filter(who => !by.includes(who));
    const answers = await Promise.all(
      others.map(async who => {
        const answer = await api.as(who).mutate(name, arranged);
        return [who, harmlessForStrangers.has(name) ? answer.payload?.count : answer.code] as const;
      }),
    );
    const after = await api.world.fingerprint();
    if (harmlessForStrangers.has(name)) {
      expect(answers.filter(([, count]) => count !== 0)).toEqual([]);
      expect(after['notice']).toBe(before['notice']);
      return;
    }
    expect(answers.filter(([, code]) => code !== 'FORBIDDEN' && code !== 'NOT_FOUND')).toEqual([]);
    expect(after).toEqual(before);
  });
});
