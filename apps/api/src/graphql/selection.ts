import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import type { AskedField } from '@yardstick/server/delivery/action-list.queries';

/** Whether the operation asks for a field below the current one, such as `rows.milestones`. */
export function selects(info: GraphQLResolveInfo, path: string): boolean {
  return info.fieldNodes.some(node => reaches(node.selectionSet, path.split('.'), info.fragments));
}

/** All that is asked for below the current field, under the fields' own names. */
export function fieldsOf({ fieldNodes, fragments }: GraphQLResolveInfo): AskedField[] {
  return merged(
    fieldNodes.flatMap(node => node.selectionSet ?? []),
    fragments,
  );
}

function merged(sets: readonly SelectionSetNode[], fragments: Record<string, FragmentDefinitionNode>): AskedField[] {
  const inner = new Map<string, SelectionSetNode[]>();
  const add = (set: SelectionSetNode): void => {
    for (const selection of set.selections)
      if (selection.kind === Kind.FIELD) {
        const { name, selectionSet } = selection;
        if (name.value !== '__typename')
          inner.set(name.value, [...(inner.get(name.value) ?? []), ...(selectionSet ? [selectionSet] : [])]);
      } else {
        const spread = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
        if (spread) add(spread.selectionSet);
      }
  };
  sets.forEach(add);
  return [...inner].map(([name, below]) => ({ name, ...(below.length > 0 && { of: merged(below, fragments) }) }));
}

function reaches(
  set: SelectionSetNode | undefined,
  path: string[],
  fragments: Record<string, FragmentDefinitionNode>,
): boolean {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  return (set?.selections ?? []).some(selection => {
    if (selection.kind === Kind.FIELD)
      return named(selection, head) && reaches(selection.selectionSet, rest, fragments);
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet;
    return reaches(inner, path, fragments);
  });
}

const named = (field: FieldNode, name: string): boolean => field.name.value === name;
