import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import {
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { randomUUID } from 'node:crypto';
import { openApp } from '../src/open-app.ts';
import { openSchema } from '../src/schema.ts';

export interface UserError {
  code: string;
  message: string;
  path: string[] | null;
}
/** Answers are compared and looked into; their types are the schema's business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Any = any;
export interface Answer {
  status: number;
  data: Any;
  /** Of the first error. */
  code: string | undefined;
  text: string;
}
export type Payload = Answer & { payload: Any; userErrors: UserError[]; refusals: string[] };

/** One role each, in unit A, in unit B and around them. */
export interface People {
  leader: Somebody;
  chief: Somebody;
  staff: Somebody;
  head: Somebody;
  liaison: Somebody;
  member: Somebody;
  otherHead: Somebody;
  otherLiaison: Somebody;
  otherMember: Somebody;
  admin: Somebody;
  auditor: Somebody;
}
export type Who = keyof People;

export class Client {
  readonly #app: FastifyInstance;
  readonly #schema: GraphQLSchema;
  readonly #cookie: string | undefined;

  constructor(app: FastifyInstance, schema: GraphQLSchema, cookie?: string) {
    this.#app = app;
    this.#schema = schema;
    this.#cookie = cookie;
  }

  send(options: InjectOptions): Promise<LightMyRequestResponse> {
    const headers = { 'x-yardstick': '1', ...(this.#cookie ? { cookie: this.#cookie } : {}), ...options.headers };
    return this.#app.inject({ ...options, headers });
  }

  async ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await this.send({ method: 'POST', url: '/graphql', payload: { query, variables }, headers });
    const { data, errors } = JSON.parse(response.body);
    return { status: response.statusCode, data, code: errors?.[0]?.extensions?.code, text: response.body };
  }

  /** Calls a mutation and asks for everything one level deep. */
  async mutate(name: string, input: object, key?: string): Promise<Payload> {
    const answer = await this.ask(mutationText(this.#schema, name), { input }, key ? { 'idempotency-key': key } : {});
    const payload = answer.data?.[name] ?? null;
    const userErrors: UserError[] = payload?.userErrors ?? [];
    return { ...answer, payload, userErrors, refusals: userErrors.map(error => error.code) };
  }
}

export interface Api {
  db: TestDatabase;
  world: World;
  app: FastifyInstance;
  schema: GraphQLSchema;
  people: People;
  as: (who: Who | Somebody) => Client;
  anonymous: Client;
  close: () => Promise<void>;
}

export const [unitA, unitB, officeUnit, leadersUnit] = ['AAA', 'BBB', 'SFJ', 'ZFB'] as const;

/** The API on a database of its own, with a program, two units and somebody of every role. */
export async function openTestApi(superuserUrl: string, settings: Record<string, string> = {}): Promise<Api> {
  const db = await createTestDatabase(superuserUrl, settings);
  const world = await World.build(db);
  await world.unit(unitA);
  await world.unit(unitB);
  await world.unit(officeUnit, { is_scored: false, kind: 'office' });
  await world.unit(leadersUnit, { is_scored: false, kind: 'office' });
  const people: People = {
    leader: await world.person('LEADER', leadersUnit),
    chief: await world.person('OFFICE_CHIEF', officeUnit),
    staff: await world.person('OFFICE_STAFF', officeUnit),
    head: await world.person('UNIT_HEAD', unitA),
    liaison: await world.person('UNIT_LIAISON', unitA),
    member: await world.person('UNIT_STAFF', unitA),
    otherHead: await world.person('UNIT_HEAD', unitB),
    otherLiaison: await world.person('UNIT_LIAISON', unitB),
    otherMember: await world.person('UNIT_STAFF', unitB),
    admin: await world.person('SYS_ADMIN', leadersUnit),
    auditor: await world.person('AUDIT_ADMIN', leadersUnit),
  };
  const schema = await openSchema();
  const app = await openApp(db.orm, db.services);
  await app.ready();
  return {
    db,
    world,
    app,
    schema,
    people,
    as: who => new Client(app, schema, (typeof who === 'string' ? people[who] : who).cookie),
    anonymous: new Client(app, schema),
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
}

export function mutationText(schema: GraphQLSchema, name: string): string {
  const field = schema.getMutationType()!.getFields()[name]!;
  const input = field.args.map(arg => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const args = field.args.map(arg => `${arg.name}: $${arg.name}`).join(', ');
  return `mutation (${input}) { ${name}(${args}) ${selectionOf(getNamedType(field.type), 2)} }`;
}

/** Every field that needs no arguments, down to a depth. */
function selectionOf(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap(field => {
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    return depth > 1 ? [`${field.name} ${selectionOf(inner, depth - 1)}`] : [];
  });
  return `{ ${fields.join(' ')} }`;
}

/** A valid operation for any field of the schema, with made-up arguments. */
export function anyOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  name: string,
): { query: string; variables: object } {
  const root = kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
  const field = root.getFields()[name]!;
  const inner = getNamedType(field.type);
  const declared = field.args.map(arg => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map(arg => `${arg.name}: $${arg.name}`).join(', ');
  return {
    query: `${kind} ${declared ? `(${declared})` : ''} { ${name}${passed ? `(${passed})` : ''} ${isLeafType(inner) ? '' : '{ __typename }'} }`,
    variables: Object.fromEntries(field.args.map(arg => [arg.name, anyValue(arg.type)])),
  };
}

function anyValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return anyValue(type.ofType);
  if (isListType(type)) return [];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(field => isNonNullType(field.type))
        .map(field => [field.name, anyValue(field.type)]),
    );
  const plain: Record<string, unknown> = {
    ID: randomUUID(),
    Int: 1,
    Boolean: true,
    String: 'x',
    CalendarDay: '2024-10-15',
    DateTime: '2024-10-15T09:00:00+08:00',
  };
  return plain[type.name] ?? ('getValues' in type ? type.getValues()[0]?.name : 'x');
}
