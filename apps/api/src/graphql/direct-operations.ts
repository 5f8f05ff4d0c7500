import type { AskedField } from '@yardstick/server/delivery/action-list.queries';
import { getArgumentValues, getVariableValues, type DocumentNode, type GraphQLSchema } from 'graphql';
import { directField, type DirectField } from './direct-field.ts';

/** Answers a field of Query as JSON text of just the fields asked for. What it throws is told by the usual execution. */
export type DirectAnswer<C> = (context: C, args: never, asked: readonly AskedField[]) => Promise<string>;

const mostKnown = 500;

/** The operations whose only field is answered as text, and the texts they were sent as. */
export class DirectOperations<C> {
  readonly #schema: GraphQLSchema;
  readonly #answers: Readonly<Record<string, DirectAnswer<C>>>;
  readonly #known = new Map<string, DirectField>();

  constructor(schema: GraphQLSchema, answers: Readonly<Record<string, DirectAnswer<C>>>) {
    this.#schema = schema;
    this.#answers = answers;
  }

  /** The operation's field, when it can be answered so. The document has been found valid. */
  of(document: DocumentNode, operationName: string): DirectField | null {
    const direct = directField(this.#schema, document, operationName);
    return direct && this.#answers[direct.node.name.value] ? direct : null;
  }

  /** This text has passed every check and limit; sent again, it need not be read again. */
  learn(source: string, operationName: string, direct: DirectField): void {
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(`${operationName}\n${source}`, direct);
  }

  known(source: string, operationName: string): DirectField | undefined {
    return this.#known.get(`${operationName}\n${source}`);
  }

  /** The data as JSON text; null when the usual execution has to say what is wrong. */
  async answer(direct: DirectField, context: C, variables: Record<string, unknown>): Promise<string | null> {
    const name = direct.node.name.value;
    const { coerced } = getVariableValues(this.#schema, direct.operation.variableDefinitions ?? [], variables);
    if (!coerced) return null;
    try {
      const args = getArgumentValues(direct.definition, direct.node, coerced) as never;
      const text = await this.#answers[name]?.(context, args, direct.asked);
      return text === undefined ? null : `{"${name}":${text}}`;
    } catch {
      return null;
    }
  }
}
