import { useQuery } from '@apollo/client/react';
import { AskButtons } from './ask-buttons.tsx';
import type { MilestonePartsFragment } from './delivery.generated.ts';
import { ActionRequestsDocument } from './requests.generated.ts';

/** More time for one milestone, or why it is late. */
export function MilestoneAsk({ milestone }: { milestone: MilestonePartsFragment }) {
  const { data } = useQuery(ActionRequestsDocument, { variables: { actionId: milestone.actionId } });
  const asked = data?.actionRequests;
  const moves = asked?.milestones.find(({ milestoneId }) => milestoneId === milestone.id)?.moves ?? [];
  if (!asked || moves.length === 0) return null;
  return (
    <span className="milestone-ask">
      <AskButtons
        moves={moves}
        about={{
          actionId: milestone.actionId,
          milestoneId: milestone.id,
          title: milestone.title,
          dueOn: milestone.dueOn,
          latestOn: asked.actionDueOn,
        }}
        progressSoFar={asked.progressSoFar}
      />
    </span>
  );
}
