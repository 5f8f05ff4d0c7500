import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** Whether the operation asks for a field below the current one, such as `rows.milestones`. */
export function selects(info: GraphQLResolveInfo, path: string): boolean {
  return info.fieldNodes.some(node => reaches(node.selectionSet, path.split('.'), info.fragments));
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
