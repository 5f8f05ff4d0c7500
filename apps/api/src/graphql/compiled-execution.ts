import { HeaderMap, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import type { AskedField } from '@yardstick/server/delivery/action-list.queries';
import {
  getArgumentValues,
  getVariableValues,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { directField, type DirectField } from './direct-field.ts';
import { jsonText } from './json-text.ts';

/** Answers a field of Query as JSON text of just the fields asked for. What it throws is told by the usual execution. */
export type DirectAnswer<C> = (context: C, args: never, asked: readonly AskedField[]) => Promise<string>;

interface Runnable {
  compiled: CompiledQuery | null;
  direct: DirectField | null;
}

const mostCompiled = 500;

/**
 * Runs operations as compiled code instead of walking the document for every row, and has the busiest lists answered as
 * text that PostgreSQL wrote. Apollo keeps parsed documents, so a document is compiled once; the oldest half is dropped
 * when too many pile up. What cannot be compiled runs the usual way.
 */
export function compiledExecution<C extends BaseContext>(
  schema: GraphQLSchema,
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
  directAnswers: Readonly<Record<string, DirectAnswer<C>>> = {},
): ApolloServerPlugin<C> {
  const compiled = new Map<DocumentNode, Map<string, Runnable>>();
  const runnableFor = (document: DocumentNode, operationName: string): Runnable => {
    let byName = compiled.get(document);
    if (!byName) {
      if (compiled.size >= mostCompiled)
        for (const old of [...compiled.keys()].slice(0, mostCompiled / 2)) compiled.delete(old);
      byName = new Map();
      compiled.set(document, byName);
    }
    let runnable = byName.get(operationName);
    if (runnable === undefined) {
      const result = compileQuery(schema, document, operationName);
      const direct = directField(schema, document, operationName);
      runnable = {
        compiled: isCompiledQuery(result) ? result : null,
        direct: direct && directAnswers[direct.node.name.value] ? direct : null,
      };
      byName.set(operationName, runnable);
    }
    return runnable;
  };
  const answerDirectly = async (direct: DirectField, context: C, variables: Record<string, unknown>) => {
    const name = direct.node.name.value;
    const { coerced } = getVariableValues(schema, direct.operation.variableDefinitions ?? [], variables);
    if (!coerced) return null;
    try {
      const args = getArgumentValues(direct.definition, direct.node, coerced) as never;
      const text = await directAnswers[name]?.(context, args, direct.asked);
      return text === undefined ? null : jsonText(`{"${name}":${text}}`);
    } catch {
      return null;
    }
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        responseForOperation: async ({ document, operationName, request, contextValue }) => {
          const variables = request.variables ?? {};
          const { compiled: query, direct } = runnableFor(document, operationName ?? '');
          const text = direct && (await answerDirectly(direct, contextValue, variables));
          if (text)
            return { body: { kind: 'single', singleResult: { data: text } }, http: { headers: new HeaderMap() } };
          if (!query) return null;
          const { data, errors } = (await query.query(undefined, contextValue, variables)) as ExecutionResult;
          if (data === undefined && errors)
            // Nothing ran: the variables do not fit the operation.
            return {
              body: { kind: 'single', singleResult: { errors: errors.map(misfit) } },
              http: { status: 400, headers: new HeaderMap() },
            };
          const singleResult = {
            ...(data === undefined ? {} : { data }),
            // Apollo formats only what its own executor throws.
            ...(errors ? { errors: errors.map(error => formatError(error.toJSON(), error)) } : {}),
          };
          return { body: { kind: 'single', singleResult }, http: { headers: new HeaderMap() } };
        },
      }),
  };
}

const misfit = ({ message }: { message: string }): GraphQLFormattedError => ({
  message: message.replace(/ Did you mean .*$/s, ''),
  extensions: { code: 'BAD_USER_INPUT' },
});
