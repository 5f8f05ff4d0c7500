import { unwrapResolverError } from '@apollo/server/errors';
import { Forbidden, NotFound } from '@yardstick/server/context';
import { RuleViolation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { randomBytes } from 'node:crypto';

const notFound = 'There is no such record, or it is not yours to see.';

/** The only translator from thrown things to what a client may read. What it does not know stays inside. */
export function formatErrorWith(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    const answer = (code: string, message: string, more: object = {}): GraphQLFormattedError => ({
      message,
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code, ...more },
    });
    if (cause instanceof Forbidden) return answer('FORBIDDEN', 'You may not do this.');
    if (cause instanceof NotFound) return answer('NOT_FOUND', notFound);
    if (cause instanceof RuleViolation)
      return answer('RULE', cause.violations.map(violation => sentence(violation, 'en')).join(' '));
    const unreadable = unreadableValue(cause);
    if (unreadable === 'NOT_FOUND') return answer(unreadable, notFound);
    if (unreadable) return answer(unreadable, 'A value cannot be read.');
    const code = formatted.extensions?.['code'];
    const isClientsFault = typeof code === 'string' && clientCodes.has(code);
    if (isClientsFault) return { message: formatted.message, extensions: { code } };
    const trace = randomBytes(4).toString('hex');
    log.error({ trace, err: cause }, 'request failed');
    return answer('INTERNAL', 'Something went wrong on our side.', { trace });
  };
}

/**
 * PostgreSQL's class 22: a value that cannot be what it should be. An identifier that is none names nothing; for the
 * rest (a page beyond all numbers, a NUL in a text) the client is told that a value is wrong.
 */
export function unreadableValue(error: unknown): 'NOT_FOUND' | 'BAD_USER_INPUT' | null {
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code !== 'string' || !/^22[0-9A-Z]{3}$/.test(code)) return null;
  return code === '22P02' ? 'NOT_FOUND' : 'BAD_USER_INPUT';
}

const clientCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'OPERATION_RESOLUTION_FAILURE',
]);
