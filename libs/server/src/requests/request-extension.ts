import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { newDayBlockers } from '@yardstick/domain/request';
import type { Context } from '../context.ts';
import { fileRequest, type FileRequestInput } from './file-request.ts';

export interface RequestExtensionInput extends FileRequestInput {
  /** What has been done so far. */
  progress: string;
  toDueOn: CalendarDay;
}

/** Asks for more time, before the due day is over. The clock goes on until somebody grants it. */
export function requestExtension(context: Context, input: RequestExtensionInput): Promise<string> {
  return fileRequest(context, 'requestExtension', 'extension', input, thing =>
    newDayBlockers(thing, input.toDueOn, 'toDueOn'),
  );
}
