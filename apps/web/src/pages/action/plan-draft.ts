import dayjs from 'dayjs';
import type { ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import type { DraftBody } from '../../lib/draft.ts';

export interface MilestoneDraft {
  id?: string | null;
  title?: string;
  deliverable?: string;
  acceptanceRule?: string | null;
  proofKinds?: EvidenceKind[];
  dueOn?: string | null;
}

/** The plan as it stands in the form. */
export interface PlanDraft {
  content: string;
  target?: string;
  steps?: string;
  ownerName: string;
  section: string;
  headInCharge: string;
  milestones: MilestoneDraft[];
}

type Planned = Pick<
  ActionPartsFragment,
  'content' | 'target' | 'steps' | 'ownerName' | 'section' | 'headInCharge' | 'dueOn' | 'milestones' | 'measure'
>;

export function planOf(action: Planned, ownName: string): PlanDraft {
  return {
    content: action.content,
    target: action.target ?? '',
    steps: action.steps ?? '',
    ownerName: action.ownerName ?? ownName,
    section: action.section ?? '',
    headInCharge: action.headInCharge ?? '',
    milestones:
      action.milestones.length > 0
        ? action.milestones.map(({ id, title, deliverable, acceptanceRule, proofKinds, dueOn }) => ({
            id,
            title,
            deliverable,
            acceptanceRule,
            proofKinds: [...proofKinds],
            dueOn,
          }))
        : // the measure says what must come out of it in the end
          [
            {
              title: '',
              deliverable: action.measure.deliverable,
              proofKinds: [...action.measure.evidenceKinds],
              dueOn: action.dueOn,
            },
          ],
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A draft comes back from the server as it was typed, perhaps by an older version of this page: what does not fit is left out. */
export function planFromDraft(body: DraftBody): PlanDraft {
  const milestones = Array.isArray(body.milestones) ? (body.milestones as unknown[]) : [];
  return {
    content: textOf(body.content),
    target: textOf(body.target),
    steps: textOf(body.steps),
    ownerName: textOf(body.ownerName),
    section: textOf(body.section),
    headInCharge: textOf(body.headInCharge),
    milestones: milestones
      .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
      .map(one => ({
        id: textOf(one.id) || null,
        title: textOf(one.title),
        deliverable: textOf(one.deliverable),
        acceptanceRule: textOf(one.acceptanceRule),
        proofKinds: Array.isArray(one.proofKinds) ? (one.proofKinds as EvidenceKind[]) : [],
        dueOn: dayjs(textOf(one.dueOn) || null).isValid() ? textOf(one.dueOn) : null,
      })),
  };
}

/** Index of the milestone a mark of the office is about, in the form as it stands now. */
export function markOf(
  fields: readonly { field: string; note: string | null }[],
  milestoneId: string | null | undefined,
  name: string,
): string | null | undefined {
  const field = milestoneId === undefined ? name : `milestones.${milestoneId}.${name}`;
  const mark = fields.find(one => one.field === field);
  return mark ? mark.note : undefined;
}
