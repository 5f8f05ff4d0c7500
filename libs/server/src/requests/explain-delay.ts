import type { Context } from '../context.ts';
import { fileRequest, type FileRequestInput } from './file-request.ts';

/** Says why the due day was missed. It goes on record and changes nothing else: late stays late. */
export function explainDelay(context: Context, input: FileRequestInput): Promise<string> {
  return fileRequest(context, 'explainDelay', 'explanation', input);
}
