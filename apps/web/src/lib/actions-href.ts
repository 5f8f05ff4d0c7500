import type { ActionFilter } from '../graphql/types.generated.ts';

export type ActionsQuery = Partial<
  Pick<ActionFilter, 'programId' | 'tab' | 'taskCode' | 'measureCode' | 'unitId' | 'light'> & { year: number | null }
>;

/** The address of the action list showing exactly the rows a figure was counted from. */
export function actionsHref(query: ActionsQuery): string {
  const params = new URLSearchParams();
  // The list opens with what is under way; a figure counts what is done as well.
  for (const [name, value] of Object.entries({ tab: 'all', ...query })) {
    if (value !== null && value !== undefined) params.set(name, String(value));
  }
  return `/actions?${params.toString()}`;
}
