import { expect, test } from 'vitest';
import { nextPosition } from './next-position.ts';

const press = (key: string, row: number, column: number, ctrlKey = false) =>
  nextPosition({ row, column }, { key, ctrlKey }, 21, 32);

test('arrows walk the cells and stop at the edges', () => {
  expect(press('ArrowRight', 1, 1)).toEqual({ row: 1, column: 2 });
  expect(press('ArrowRight', 1, 32)).toEqual({ row: 1, column: 32 });
  expect(press('PageDown', 19, 3)).toEqual({ row: 21, column: 3 });
});

test('headings are part of the way, the empty corner is not', () => {
  expect(press('ArrowUp', 1, 3)).toEqual({ row: 0, column: 3 });
  expect(press('Home', 4, 9)).toEqual({ row: 4, column: 0 });
  expect(press('ArrowLeft', 0, 1)).toEqual({ row: 0, column: 1 });
});

test('Ctrl leads to the first and last cell; other keys are not ours', () => {
  expect(press('Home', 9, 9, true)).toEqual({ row: 1, column: 1 });
  expect(press('End', 9, 9, true)).toEqual({ row: 21, column: 32 });
  expect(press('a', 9, 9)).toBeNull();
});
