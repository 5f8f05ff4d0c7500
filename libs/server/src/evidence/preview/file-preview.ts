/** What a preview shows of a file that the browser cannot show by itself; the rest of it is not read. */
export const previewLimits = {
  fileBytes: 40 << 20,
  unpackedBytes: 300 << 20,
  sheets: 20,
  rows: 200,
  columns: 50,
  cellCharacters: 500,
  textCharacters: 200_000,
  timeMs: 5_000,
  memoryMb: 192,
};

export interface PreviewCell {
  text: string;
  /** As it stands in the file; it is never computed, and `text` is what the author's program had computed. */
  formula?: string;
}

export interface TablePreview {
  name: string;
  rows: { number: number; cells: PreviewCell[] }[];
  /** There is more in the file than is shown. */
  isCut: boolean;
}

export type FilePreview =
  | { kind: 'tables'; tables: TablePreview[]; isCut: boolean }
  | { kind: 'text'; text: string; isCut: boolean }
  | { kind: 'none'; reason: 'not-previewed' | 'too-large' | 'unreadable' };
