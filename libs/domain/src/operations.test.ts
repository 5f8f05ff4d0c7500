import { describe, expect, it } from 'vitest';
import { operationsStateOf } from './operations.ts';

describe('the light of an operations check', () => {
  const threshold = { attention: 30, alarm: 120 };

  it('changes at the threshold itself', () => {
    expect([0, 29, 30, 119, 120, 9_999].map(value => operationsStateOf(value, threshold))).toEqual([
      ...['fine', 'fine', 'attention', 'attention', 'alarm', 'alarm'],
    ]);
  });

  it('is unknown while nothing was measured, and never changes without thresholds', () => {
    expect(operationsStateOf(null, threshold)).toBe('unknown');
    expect(operationsStateOf(9_999, { attention: null, alarm: null })).toBe('fine');
    expect(operationsStateOf(9_999, { attention: 1, alarm: null })).toBe('attention');
  });
});
