import type { ActionFilter } from '../graphql/types.generated.ts';

export type ActionsQuery = Partial<
  Pick<ActionFilter, 'programId' | 'tab' | 'taskCode' | 'measureCode' | 'unitId' | 'light'> & { year: number | null }
>;

/** The address of the action list showing exactly the rows a figure was counted from. */
export function actionsHref(query: ActionsQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '/actions' : `/actions?${text}`;
}
