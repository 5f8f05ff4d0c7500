import type { Context } from '../context.ts';
import { fileRequest, type FileRequestInput } from './file-request.ts';

/** Asks to be let off an action that does not fit the unit. */
export function requestNotApplicable(context: Context, input: Omit<FileRequestInput, 'milestoneId'>): Promise<string> {
  return fileRequest(context, 'requestNotApplicable', 'not-applicable', input);
}
