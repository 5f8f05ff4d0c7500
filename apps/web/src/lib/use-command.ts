import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { App } from 'antd';
import type { DocumentNode } from 'graphql';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultOf } from '../graphql/client.ts';
import type { UserSentence } from './http.ts';
import { uuid } from './uuid.ts';

type Payload<Data> =
  Data extends Record<string, infer Value> ? Extract<Value, { userErrors: readonly unknown[] }> : never;

export interface CommandResult<Data> {
  ok: boolean;
  payload: Payload<Data> | null;
  userErrors: UserSentence[];
}

interface Options {
  /** names of the queries to read again after success */
  refetch?: string[];
  /** the caller shows userErrors itself (a form with fields); otherwise they appear as a message */
  quiet?: boolean;
}

/**
 * One mutation as one user intent: the idempotency key stays the same while the same wish is tried again after a lost
 * connection, and a new wish gets a new one.
 */
export function useCommand<Data extends object, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: Options = {},
): [(variables: Variables, quiet?: boolean) => Promise<CommandResult<Data>>, { loading: boolean }] {
  const [run, state] = useCommands(options);
  return [
    useCallback((variables: Variables, quiet?: boolean) => run(document, variables, quiet), [run, document]),
    state,
  ];
}

type Run = <Data extends object, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  quiet?: boolean,
) => Promise<CommandResult<Data>>;

/** As useCommand, where only the click decides which mutation it is. */
export function useCommands(options: Options = {}): [Run, { loading: boolean }] {
  const client = useApolloClient();
  const { message } = App.useApp();
  const { t } = useTranslation();
  const [running, setRunning] = useState(0);
  const intents = useRef(new Map<string, string>());
  const refetch = options.refetch?.join(' ');
  const isQuiet = options.quiet;

  const run = useCallback(
    async <Data extends object, Variables extends OperationVariables>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
      quiet = isQuiet,
    ): Promise<CommandResult<Data>> => {
      const wish = JSON.stringify([operationName(document), variables]);
      const idempotencyKey = intents.current.get(wish) ?? uuid();
      intents.current.set(wish, idempotencyKey);
      setRunning(count => count + 1);
      try {
        const result = await client.mutate({
          mutation: document,
          variables,
          context: { idempotencyKey },
        } as Parameters<typeof client.mutate<Data, Variables>>[0]);
        intents.current.delete(wish);
        const payload = (Object.values(result.data ?? {})[0] ?? null) as Payload<Data> | null;
        const userErrors = (payload as { userErrors?: UserSentence[] } | null)?.userErrors ?? [];
        if (userErrors.length > 0 && !quiet) void message.error(userErrors.map(error => error.message).join('\n'), 6);
        const ok = payload !== null && userErrors.length === 0;
        if (ok && refetch) await refetchShown(client, refetch.split(' '));
        return { ok, payload, userErrors };
      } catch (error) {
        const fault = faultOf(error);
        if (fault.code !== 'OFFLINE') intents.current.delete(wish);
        const sentence =
          fault.code === 'OFFLINE'
            ? t('common.offline')
            : fault.code === 'INTERNAL'
              ? t('common.faultWithTrace', { trace: fault.trace ?? '—' })
              : (fault.message ?? t('common.forbidden'));
        if (!quiet) void message.error(sentence, 6);
        return { ok: false, payload: null, userErrors: [{ code: fault.code, message: sentence, path: null }] };
      } finally {
        setRunning(count => count - 1);
      }
    },
    [client, isQuiet, message, refetch, t],
  );
  return [run, { loading: running > 0 }];
}

function operationName(document: object): string {
  const { definitions } = document as DocumentNode;
  return (
    definitions.flatMap(definition => ('name' in definition && definition.name ? [definition.name.value] : []))[0] ?? ''
  );
}

/** Reads again those of the named queries that a page on screen shows; naming one that is not would only warn. */
export async function refetchShown(client: ApolloClient, names: string[]): Promise<void> {
  const shown = [...client.getObservableQueries().values()].flatMap(query => query.queryName ?? []);
  const include = names.filter(name => shown.includes(name));
  if (include.length > 0) await client.refetchQueries({ include });
}
