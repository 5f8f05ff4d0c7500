import { answersToRead } from '@yardstick/domain/request';
import { assertNone } from '@yardstick/domain/violation';
import { act } from '../act.ts';
import { authorize, type Context } from '../context.ts';
import { addStep, loadRequest, type RequestVerbInput } from './on-request.ts';
import { canFileRequest } from './unit-request.policy.ts';

/** The unit has read that its request was turned down or answered. */
export function readRequest(context: Context, input: RequestVerbInput): Promise<string> {
  return act(context, { name: 'readRequest', entity: 'UnitRequest', id: input.requestId, input }, async em => {
    const { request } = await loadRequest(em, input.requestId);
    authorize(canFileRequest(context.actor, request));
    if (request.readAt || !answersToRead.some(state => state === request.state))
      assertNone([{ code: 'MOVE_NOT_FROM_STATE' }]);
    request.read(context.now);
    addStep(em, context, request, 'readRequest', null);
    return request.id;
  });
}
