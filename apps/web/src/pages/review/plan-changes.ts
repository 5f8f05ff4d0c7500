import type { ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';

/** Field of the plan → note; an empty note marks the field all the same. */
export type Marks = Record<string, string>;

export interface Change {
  /** null: the milestone did not exist then */
  before: string | null;
  after: string;
  isChanged: boolean;
  /** what was asked for there when the plan went back; undefined: nothing */
  asked?: string | null;
}

const plain = ['content', 'target', 'steps', 'ownerName', 'section', 'headInCharge'] as const;
const ofMilestone = ['title', 'deliverable', 'acceptanceRule', 'proofKinds', 'dueOn'] as const;

type Plan = Pick<ActionPartsFragment, (typeof plain)[number] | 'returnedPlan'> & {
  milestones: readonly Pick<ActionPartsFragment['milestones'][number], 'id' | 'seq' | (typeof ofMilestone)[number]>[];
};

/** What the unit has changed since the plan went back, and which marks nobody followed. Empty for a plan that never did. */
export function changesOf(action: Plan): Map<string, Change> {
  const changes = new Map<string, Change>();
  const old = action.returnedPlan;
  if (!old) return changes;
  const asked = new Map(old.fields.map(({ field, note }) => [field, note]));
  const put = (field: string, before: string | null, after: string, isChanged = before !== after) => {
    if (!isChanged && !asked.has(field)) return;
    changes.set(field, {
      before,
      after,
      isChanged,
      ...(asked.has(field) ? { asked: asked.get(field) ?? null } : {}),
    });
  };
  for (const field of plain) put(field, old[field] ?? '', action[field] ?? '');
  for (const milestone of action.milestones) {
    const then = old.milestones.find(({ id }) => id === milestone.id);
    for (const field of ofMilestone) {
      const [before, after] = [then?.[field], milestone[field]].map(value => (value ?? '').toString());
      put(`milestones.${milestone.id}.${field}`, then ? (before ?? '') : null, after ?? '');
    }
  }
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();
  const isOther = ids(old.milestones).join() !== ids(action.milestones).join();
  put('milestones', null, '', isOther);
  return changes;
}
