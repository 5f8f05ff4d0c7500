import type { ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';
import type { RecordNode } from '../../components/record-page.tsx';
import type { ActionState } from '../../graphql/types.generated.ts';

export const nodeKeys = ['assign', 'acknowledge', 'plan', 'work', 'review', 'done', 'close'] as const;
export type NodeKey = (typeof nodeKeys)[number];

/** Where on the chain an action stands: the number of steps behind it. */
const behind: Record<ActionState, number> = {
  ASSIGNED: 1,
  PLANNING: 2,
  PLAN_TO_SIGN: 2,
  PLAN_IN_REVIEW: 2,
  IN_PROGRESS: 3,
  COMPLETION_TO_SIGN: 3,
  RETURNED: 3,
  SUBMITTED: 4,
  FINAL_REVIEW: 4,
  DONE: 6,
  CLOSED: 7,
  ARCHIVED: 7,
  SUSPENDED: 3,
  CANCELLED: 3,
  NOT_APPLICABLE: 3,
};

type NodeNotes = Partial<Record<NodeKey, string>>;

export function nodesOf(
  action: Pick<ActionPartsFragment, 'state'>,
  titles: Record<NodeKey, string>,
  notes: NodeNotes,
): RecordNode[] {
  const steps = behind[action.state];
  return nodeKeys.map((key, index) => ({
    key,
    title: titles[key],
    note: notes[key],
    state: index < steps ? 'done' : index > steps ? 'open' : action.state === 'RETURNED' ? 'returned' : 'current',
  }));
}
