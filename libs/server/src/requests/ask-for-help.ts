import type { Context } from '../context.ts';
import { fileRequest, type FileRequestInput } from './file-request.ts';

/** Puts a difficulty before the office at once; the head of the unit is told. */
export function askForHelp(context: Context, input: FileRequestInput): Promise<string> {
  return fileRequest(context, 'askForHelp', 'help', input);
}
