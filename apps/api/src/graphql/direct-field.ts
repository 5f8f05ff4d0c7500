import type { AskedField } from '@yardstick/server/delivery/action-list.queries';
import {
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A query's only field, with all that is asked for below it. */
export interface DirectField {
  operation: OperationDefinitionNode;
  node: FieldNode;
  definition: GraphQLField<unknown, unknown>;
  asked: AskedField[];
}

/**
 * The only field of a query, when it is asked for plainly: no other names for fields, no directives, no arguments below
 * it. Fragments are spread. Null for everything else, which is executed the usual way.
 */
export function directField(schema: GraphQLSchema, document: DocumentNode, operationName: string): DirectField | null {
  const operations = document.definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find(({ name }) => operationName === '' || name?.value === operationName);
  if (operation?.operation !== OperationTypeNode.QUERY || operation.directives?.length) return null;
  const query = schema.getQueryType();
  const [node, another] = operation.selectionSet.selections;
  if (!query || another || node?.kind !== Kind.FIELD || node.alias || node.directives?.length) return null;
  const definition = query.getFields()[node.name.value];
  const type = getNamedType(definition?.type);
  if (!definition || !isObjectType(type) || !node.selectionSet) return null;
  const fragments = new Map(
    document.definitions
      .filter(one => one.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  );
  const asked = askedIn(node.selectionSet, type, fragments);
  return asked && { operation, node, definition, asked };
}

function askedIn(
  set: SelectionSetNode,
  type: GraphQLObjectType,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): AskedField[] | null {
  const asked = new Map<string, AskedField>();
  const add = (one: AskedField): boolean => {
    if (asked.has(one.name)) return false; // two selections of one field would have to be merged
    asked.set(one.name, one);
    return true;
  };
  for (const selection of set.selections) {
    if (selection.directives?.length) return null;
    if (selection.kind !== Kind.FIELD) {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!inner || inner.directives?.length) return null;
      const found = askedIn(inner.selectionSet, type, fragments);
      if (!found?.every(add)) return null;
      continue;
    }
    const one = askedField(selection, type, fragments);
    if (!one || !add(one)) return null;
  }
  return [...asked.values()];
}

function askedField(
  node: FieldNode,
  type: GraphQLObjectType,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): AskedField | null {
  const name = node.name.value;
  if (node.alias || node.arguments?.length) return null;
  if (name === '__typename') return { name, constant: type.name };
  const inner = getNamedType(type.getFields()[name]?.type);
  if (isLeafType(inner)) return { name };
  const of = isObjectType(inner) && node.selectionSet ? askedIn(node.selectionSet, inner, fragments) : null;
  return of && { name, of };
}
