import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, ServerError } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { OperationTypeNode } from 'graphql';
import { currentLocale } from '../i18n/i18n.ts';
import { uuid } from '../lib/uuid.ts';

declare module '@apollo/client' {
  interface DefaultContext {
    /** one per user intent; useCommand keeps it over a retry */
    idempotencyKey?: string;
  }
}

const headers = new SetContextLink((previous, operation) => ({
  ...previous,
  headers: {
    ...(previous.headers as Record<string, string> | undefined),
    'accept-language': currentLocale(),
    'apollo-require-preflight': 'true',
    'x-yardstick': '1',
    ...(operation.operationType === OperationTypeNode.MUTATION
      ? { 'idempotency-key': previous.idempotencyKey ?? uuid() }
      : {}),
  },
}));

let onSignedOut: () => void = () => undefined;
/** The router tells the client where to go when a session has ended. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

const errors = new ErrorLink(({ error }) => {
  if (faultOf(error).code === 'UNAUTHENTICATED') onSignedOut();
});

export interface Fault {
  code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'INTERNAL' | 'OFFLINE';
  message?: string;
  trace?: string;
}

/** What went wrong, in the few kinds a page can speak about. */
export function faultOf(error: unknown): Fault {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const code = first?.extensions?.code;
    const trace = typeof first?.extensions?.trace === 'string' ? first.extensions.trace : undefined;
    if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' || code === 'NOT_FOUND')
      return { code, message: first?.message, trace };
    return { code: 'INTERNAL', message: first?.message, trace };
  }
  if (ServerError.is(error)) return { code: error.statusCode === 401 ? 'UNAUTHENTICATED' : 'INTERNAL' };
  return { code: 'OFFLINE' };
}

export const client = new ApolloClient({
  link: ApolloLink.from([errors, headers, new HttpLink({ uri: '/graphql', credentials: 'same-origin' })]),
  cache: new InMemoryCache({
    typePolicies: {
      Clock: { keyFields: [] },
      TodoItem: { keyFields: ['kind', 'id'] },
      // the same measure or unit has other figures on another year's dashboard
      DashboardLine: { keyFields: false },
      UnitScore: { keyFields: false },
      ScoringScheme: { keyFields: ['code', 'version'] },
      SchemeIndicator: { keyFields: false },
    },
  }),
  defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
});
