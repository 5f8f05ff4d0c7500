import { unwrapResolverError } from '@apollo/server/errors';
import { Forbidden, NotFound } from '@yardstick/server/context';
import { RuleViolation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { randomBytes } from 'node:crypto';

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
    if (cause instanceof NotFound) return answer('NOT_FOUND', 'There is no such record, or it is not yours to see.');
    if (cause instanceof RuleViolation)
      return answer('RULE', cause.violations.map(violation => sentence(violation, 'en')).join(' '));
    const code = formatted.extensions?.['code'];
    const isClientsFault = typeof code === 'string' && clientCodes.has(code);
    if (isClientsFault) return { message: formatted.message, extensions: { code } };
    const trace = randomBytes(4).toString('hex');
    log.error({ trace, err: cause }, 'request failed');
    return answer('INTERNAL', 'Something went wrong on our side.', { trace });
  };
}

const clientCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'OPERATION_RESOLUTION_FAILURE',
]);
