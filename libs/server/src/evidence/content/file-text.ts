import type { fileTextReasons, FileTextState } from '@yardstick/domain/file-text';

export type NoTextReason = Extract<keyof typeof fileTextReasons, 'scanned' | 'picture' | 'empty'>;
export type UnreadableReason = Exclude<keyof typeof fileTextReasons, NoTextReason>;

/** What reading a file came to. */
export interface FileText {
  state: Exclude<FileTextState, 'waiting'>;
  reason: NoTextReason | UnreadableReason | null;
  text: string;
}
