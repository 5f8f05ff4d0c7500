export interface Position {
  row: number;
  column: number;
}

interface Key {
  key: string;
  ctrlKey: boolean;
}

const PAGE_ROWS = 5;

/** Where a key leads from a place in the grid, or null when the key is not ours. Row 0 and column 0 are the headings. */
export function nextPosition({ row, column }: Position, { key, ctrlKey }: Key, rowCount: number, columnCount: number) {
  const steps: Record<string, Position> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: Math.max(row - PAGE_ROWS, 1), column },
    PageDown: { row: row + PAGE_ROWS, column },
    Home: { row: ctrlKey ? 1 : row, column: ctrlKey ? 1 : 0 },
    End: { row: ctrlKey ? rowCount : row, column: columnCount },
  };
  const step = steps[key];
  if (!step) return null;
  const next = {
    row: Math.min(Math.max(step.row, 0), rowCount),
    column: Math.min(Math.max(step.column, 0), columnCount),
  };
  // the corner holds no link
  return next.row === 0 && next.column === 0 ? { row, column } : next;
}
