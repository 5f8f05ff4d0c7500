import { expect, test } from 'vitest';
import { csv, csvCell } from './csv.ts';

test('a cell that a spreadsheet would run as a formula becomes text', () => {
  for (const value of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx']) expect(csvCell(value).replace(/^"/, '')).toMatch(/^'/);
});

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csv([['张某', 'a,b', 'say "x"', '1\n2']])).toBe('\uFEFF张某,"a,b","say ""x""","1\n2"\r\n');
});
