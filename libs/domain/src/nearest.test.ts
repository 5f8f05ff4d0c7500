import { expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

const units = [
  { code: 'CGW', words: ['市城市管理执法委员会', '市城管委'] },
  { code: 'RSJ', words: ['市人力资源和社会保障局', '市人社局'] },
];
const nearestCode = (text: string) => nearest(text, units, unit => unit.words)?.code ?? null;

it('counts the characters to insert, delete or replace', () => {
  expect(editDistance('市城管局', '市城管委')).toBe(1);
  expect(editDistance('', '市')).toBe(1);
  expect(editDistance('kitten', 'sitting')).toBe(3);
});

it('finds the unit meant by a misspelt name, a short name or full-width letters', () => {
  expect(nearestCode('市城管局')).toBe('CGW');
  expect(nearestCode('市人力资源和社会保险局')).toBe('RSJ');
  expect(nearestCode('人社 局')).toBe('RSJ');
});

it('finds nothing when more than half would have to change', () => expect(nearestCode('省气象台')).toBeNull());
