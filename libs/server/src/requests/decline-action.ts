import type { Context } from '../context.ts';
import { fileRequest, type FileRequestInput } from './file-request.ts';

/** Will not sign for an action, with the reason. Until that is agreed it stays assigned and its clock runs. */
export function declineAction(context: Context, input: Omit<FileRequestInput, 'milestoneId'>): Promise<string> {
  return fileRequest(context, 'declineAction', 'decline', input);
}
