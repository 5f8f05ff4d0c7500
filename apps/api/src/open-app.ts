import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Forbidden, NotFound, type Context } from '@yardstick/server/context';
import { RuleViolation } from '@yardstick/domain/violation';
import type { SessionCheck } from '@yardstick/server/people/sessions';
import type { Services } from '@yardstick/server/services';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino, type Logger } from 'pino';
import { ZodError } from 'zod';
import { actionsAsText } from './delivery/delivery.queries.resolver.ts';
import { compiledExecution } from './graphql/compiled-execution.ts';
import { DirectOperations } from './graphql/direct-operations.ts';
import { formatErrorWith, unreadableValue } from './graphql/format-error.ts';
import { stringifyResult } from './graphql/json-text.ts';
import { userErrors } from './graphql/payload.ts';
import { authRoutes } from './http/auth.routes.ts';
import { draftRoutes } from './http/draft.routes.ts';
import { evidenceFileRoutes } from './http/evidence-file.routes.ts';
import { exportRoutes } from './http/export.routes.ts';
import { healthRoutes } from './http/health.routes.ts';
import { ledgerRoutes } from './http/ledger.routes.ts';
import { metricsRoutes } from './http/metrics.routes.ts';
import { uploadRoutes } from './http/upload.routes.ts';
import { localeOf, RememberedSessions, signedIn, SignInFirst } from './request-context.ts';
import { openSchema } from './schema.ts';

const largestQuery = 256 * 1024;

/** The whole HTTP side: GraphQL, sign-in, uploads, files, health and the web's own files. */
export async function openApp(orm: MikroORM, services: Services): Promise<FastifyInstance> {
  const { config } = services;
  const log: Logger = pino({ level: config.LOG_LEVEL, redact: ['*.password', '*.token', 'req.headers.cookie'] });
  const requestLog: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance: requestLog,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.TRUST_PROXY,
    genReqId: () => randomUUID(),
    bodyLimit: largestQuery,
    requestTimeout: 0,
    http: { headersTimeout: 10_000 },
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles at run time; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: config.COOKIE_SECURE,
    xFrameOptions: { action: 'sameorigin' },
  });
  refuseForeignForms(app);
  answerFaults(app, log);

  authRoutes(app, orm, services);
  exportRoutes(app, orm, services);
  evidenceFileRoutes(app, orm, services);
  uploadRoutes(app, orm, services);
  draftRoutes(app, orm, services);
  ledgerRoutes(app, orm, services);
  healthRoutes(app, services);
  metricsRoutes(app, services);
  await graphqlRoute(app, orm, services, log);
  await webFiles(app, resolve(config.WEB_DIST));
  return app;
}

/** A form on a foreign page can neither set this header nor a JSON type without asking first. */
function refuseForeignForms(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.url.startsWith('/graphql')) return;
    if (request.headers['x-yardstick'] !== '1')
      await reply.code(403).send({ code: 'CSRF', message: 'The header x-yardstick is missing.' });
  });
}

function answerFaults(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error, request, reply) => {
    const locale = localeOf(request);
    if (error instanceof SignInFirst) return reply.code(401).send({ code: 'UNAUTHENTICATED' });
    if (error instanceof Forbidden) return reply.code(403).send({ code: 'FORBIDDEN' });
    if (error instanceof NotFound) return reply.code(404).send({ code: 'NOT_FOUND' });
    if (error instanceof RuleViolation) return reply.code(422).send({ userErrors: userErrors(error, locale) });
    if (error instanceof ZodError) return reply.code(400).send({ code: 'BAD_REQUEST' });
    const unreadable = unreadableValue(error);
    if (unreadable) return reply.code(unreadable === 'NOT_FOUND' ? 404 : 400).send({ code: unreadable });
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode < 500)
      return reply.code(statusCode).send({ code: 'BAD_REQUEST', message: (error as Error).message });
    const trace = randomBytes(4).toString('hex');
    log.error({ trace, err: error }, 'request failed');
    return reply.code(500).send({ code: 'INTERNAL', trace });
  });
}

async function graphqlRoute(app: FastifyInstance, orm: MikroORM, services: Services, log: Logger): Promise<void> {
  const schema = await openSchema();
  const armor = new ApolloArmor({
    costLimit: { enabled: false }, // depth, aliases and tokens bound the work; lists are bounded by page size
    // the schema is seven deep and has no cycle; each fragment counts for two
    maxDepth: { n: 18 },
    maxAliases: { n: 15 },
    maxTokens: { n: 3_000 },
    maxDirectives: { n: 20 },
  });
  const protection = armor.protect();
  const formatError = formatErrorWith(log);
  const directOperations = new DirectOperations<Context>(schema, { actions: actionsAsText });
  const remembered = new RememberedSessions();
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: services.config.NODE_ENV !== 'production',
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    formatError,
    validationRules: protection.validationRules,
    persistedQueries: false,
    stringifyResult,
    stopOnTerminationSignals: false,
    plugins: [
      ...protection.plugins,
      compiledExecution<Context>(schema, formatError, directOperations),
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  });
  await apollo.start();
  const usually = fastifyApolloHandler(apollo, {
    context: request =>
      signedIn(orm, services, request, remembered).catch((error: unknown) => {
        if (!(error instanceof SignInFirst)) throw error;
        throw new GraphQLError(error.message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
      }),
  });
  app.route({
    url: '/graphql',
    method: ['POST', 'OPTIONS'],
    async handler(request, reply) {
      const text = await answeredDirectly(request, directOperations, () =>
        remembered.contextIfUnchanged(orm, services, request),
      );
      if (text === null) return usually.call(this, request, reply);
      return reply
        .header('cache-control', 'no-store')
        .type('application/json; charset=utf-8')
        .send(`{"data":${text}}\n`);
    },
  });
}

/**
 * A text that was answered before, from somebody who was here before: one round trip to the database looks both up, and
 * nothing else has to be worked out again. Null when anything is not as it was.
 */
async function answeredDirectly(
  { body }: FastifyRequest,
  operations: DirectOperations<Context>,
  contextIfUnchanged: () => (Context & { check: SessionCheck }) | null,
): Promise<string | null> {
  const { query, operationName, variables } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string' || typeof variables !== 'object') return null;
  const direct = operations.known(query, typeof operationName === 'string' ? operationName : '');
  const context = direct && contextIfUnchanged();
  if (!direct || !context) return null;
  const text = await operations.answer(direct, context, (variables ?? {}) as Record<string, unknown>);
  return context.check.holds ? text : null;
}

/** The built web; every path without a file is a page of the application. */
async function webFiles(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    setHeaders: (reply, path) => {
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    return isPage ? reply.sendFile('index.html') : reply.code(404).send({ code: 'NOT_FOUND' });
  });
}
