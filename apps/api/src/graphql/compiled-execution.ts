import { HeaderMap, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { DirectField } from './direct-field.ts';
import type { DirectOperations } from './direct-operations.ts';
import { jsonText } from './json-text.ts';

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
  directOperations: DirectOperations<C>,
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
      const direct = directOperations.of(document, operationName);
      runnable = { compiled: isCompiledQuery(result) ? result : null, direct };
      byName.set(operationName, runnable);
    }
    return runnable;
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        responseForOperation: async ({ document, operationName, request, source, contextValue }) => {
          const variables = request.variables ?? {};
          const { compiled: query, direct } = runnableFor(document, operationName ?? '');
          const text = direct && (await directOperations.answer(direct, contextValue, variables));
          if (direct && text) {
            directOperations.learn(source, request.operationName ?? '', direct);
            const data = jsonText(text);
            return { body: { kind: 'single', singleResult: { data } }, http: { headers: new HeaderMap() } };
          }
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
