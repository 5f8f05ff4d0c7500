import { describe, expect, it } from 'vitest';
import { equalWeights, measureParticipants, yearsOf, type MeasureScope } from './plan.ts';

const units = [
  { code: 'A', isScored: true },
  { code: 'B', isScored: true },
  { code: 'OFFICE', isScored: false },
  { code: 'DISTRICT', isScored: false },
];
const reached = (scope: MeasureScope, leadUnits: string[], coopUnits: string[]) =>
  measureParticipants({ scope, leadUnits, coopUnits }, units).map(({ role, unitCode }) => `${role} ${unitCode}`);

describe('issuing a measure', () => {
  it('reaches its lead and every scored unit when it is for all', () =>
    expect(reached('ALL', ['OFFICE'], ['ALL', 'DISTRICT'])).toEqual(['LEAD OFFICE', 'COOP A', 'COOP B']));
  it('reaches its lead and the scored units it names when it is for some', () =>
    expect(reached('SUBSET', ['OFFICE'], ['B', 'DISTRICT'])).toEqual(['LEAD OFFICE', 'COOP B']));
  it('reaches its lead alone otherwise, whoever cooperates', () =>
    expect(reached('LEAD', ['OFFICE'], ['ALL'])).toEqual(['LEAD OFFICE']));
  it('gives a scored unit that leads one action, not two', () =>
    expect(reached('ALL', ['A', 'OFFICE'], ['ALL'])).toEqual(['LEAD A', 'LEAD OFFICE', 'COOP B']));
});

it.each([1, 3, 21, 100, 130])('shares 100 points among %i measures without losing one', count => {
  const weights = equalWeights(count);
  expect(weights).toHaveLength(count);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
  expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1);
});

it('counts the calendar years a program touches', () =>
  expect(yearsOf({ startsOn: '2022-06-01', endsOn: '2024-12-31' })).toEqual([2022, 2023, 2024]));
