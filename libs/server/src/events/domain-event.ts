import { z } from 'zod';

const onAction = { unitId: z.string(), actionId: z.guid() };
const onMilestone = { ...onAction, milestoneId: z.guid() };
const onUnitRequest = { unitId: z.string(), requestId: z.guid() };
const onLetter = { unitId: z.string(), letterId: z.guid() };
const onReport = { unitId: z.string(), reportId: z.guid() };
const onObjection = { unitId: z.string(), objectionId: z.guid() };
const onPublication = { evaluationId: z.guid(), publicationId: z.guid() };
const why = { reason: z.string().nullable() };

/** Facts that somebody else must learn of, in the past tense. Parsed again by whoever consumes them. */
export const domainEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('action.issued'), ...onAction }),
  z.object({ type: z.literal('action.plan-submitted'), ...onAction }),
  z.object({ type: z.literal('action.plan-signed'), ...onAction }),
  z.object({ type: z.literal('action.plan-returned'), ...onAction, ...why }),
  z.object({ type: z.literal('action.plan-approved'), ...onAction }),
  z.object({ type: z.literal('action.completion-submitted'), ...onAction }),
  z.object({ type: z.literal('action.completion-signed'), ...onAction }),
  z.object({ type: z.literal('action.review-passed'), ...onAction }),
  z.object({ type: z.literal('action.completion-returned'), ...onAction, ...why }),
  z.object({ type: z.literal('action.completed'), ...onAction }),
  z.object({ type: z.literal('milestone.submitted'), ...onMilestone }),
  z.object({ type: z.literal('milestone.signed'), ...onMilestone }),
  z.object({ type: z.literal('milestone.returned'), ...onMilestone, ...why }),
  z.object({ type: z.literal('milestone.accepted'), ...onMilestone }),
  z.object({ type: z.literal('evidence.returned'), unitId: z.string(), evidenceId: z.guid(), ...why }),
  z.object({
    type: z.literal('post.handed-over'),
    unitId: z.string(),
    holdingId: z.guid(),
    outgoingId: z.guid().nullable(),
  }),
  z.object({ type: z.literal('request.filed'), ...onUnitRequest }),
  z.object({ type: z.literal('request.signed'), ...onUnitRequest }),
  z.object({ type: z.literal('request.passed'), ...onUnitRequest }),
  z.object({ type: z.literal('request.put-to-leaders'), ...onUnitRequest }),
  z.object({ type: z.literal('request.granted'), ...onUnitRequest }),
  z.object({ type: z.literal('request.refused'), ...onUnitRequest, ...why }),
  z.object({ type: z.literal('request.answered'), ...onUnitRequest, ...why }),
  z.object({ type: z.literal('request.reversed'), ...onUnitRequest, ...why }),
  z.object({ type: z.literal('letter.drafted'), ...onLetter }),
  z.object({ type: z.literal('letter.sent'), ...onLetter }),
  z.object({ type: z.literal('letter.answered'), ...onLetter }),
  z.object({ type: z.literal('letter.answer-returned'), ...onLetter, ...why }),
  z.object({ type: z.literal('letter.settled'), ...onLetter }),
  z.object({ type: z.literal('letter.revoked'), ...onLetter, ...why }),
  z.object({ type: z.literal('report.submitted'), ...onReport }),
  z.object({ type: z.literal('report.signed'), ...onReport }),
  z.object({ type: z.literal('report.declined'), ...onReport, ...why }),
  z.object({ type: z.literal('report.accepted'), ...onReport }),
  z.object({ type: z.literal('report.returned'), ...onReport, ...why }),
  z.object({ type: z.literal('report.exempted'), ...onReport, ...why }),
  z.object({ type: z.literal('evaluation.ordered'), evaluationId: z.guid() }),
  z.object({ type: z.literal('evaluation.computed'), evaluationId: z.guid() }),
  z.object({ type: z.literal('evaluation.freeze-proposed'), evaluationId: z.guid() }),
  z.object({ type: z.literal('evaluation.released'), evaluationId: z.guid() }),
  z.object({ type: z.literal('evaluation.freeze-returned'), evaluationId: z.guid(), ...why }),
  z.object({ type: z.literal('evaluation.frozen'), evaluationId: z.guid() }),
  z.object({ type: z.literal('evaluation.document-issued'), unitId: z.string(), documentId: z.guid() }),
  z.object({ type: z.literal('objection.drafted'), ...onObjection }),
  z.object({ type: z.literal('objection.signed'), ...onObjection }),
  z.object({ type: z.literal('objection.declined'), ...onObjection, ...why }),
  z.object({ type: z.literal('objection.upheld'), ...onObjection }),
  z.object({ type: z.literal('objection.rejected'), ...onObjection }),
  z.object({ type: z.literal('publication.proposed'), ...onPublication }),
  z.object({ type: z.literal('publication.approved'), ...onPublication }),
]);
export type DomainEvent = z.infer<typeof domainEvent>;

const recorded = new WeakMap<object, DomainEvent[]>();

/** Called by entity verbs only. Entities loaded by the ORM never ran a constructor, so events are kept beside them. */
export function record(entity: object, event: DomainEvent): void {
  recorded.set(entity, [...(recorded.get(entity) ?? []), event]);
}

export function release(entity: object): DomainEvent[] {
  const events = recorded.get(entity) ?? [];
  recorded.delete(entity);
  return events;
}
