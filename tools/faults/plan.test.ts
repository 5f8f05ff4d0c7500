import { expect, it } from 'vitest';
import { faultKinds, planFaults } from './plan.ts';

const settings = { faults: 80, ms: 45_000, closings: 1, transport: 'redis' } as const;

it('plans the same faults for the same seed, every kind among them, in order', () => {
  const plan = planFaults(7, settings);
  expect(planFaults(7, settings)).toEqual(plan);
  expect(planFaults(8, settings)).not.toEqual(plan);
  expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set([...faultKinds, 'window-closed', 'window-opened']));
  expect(plan.map(({ atMs }) => atMs)).toEqual(plan.map(({ atMs }) => atMs).sort((a, b) => a - b));
});

it('kills no Redis where there is none', () => {
  const plan = planFaults(7, { ...settings, transport: 'postgres' });
  expect(plan.some(({ kind }) => kind === 'redis-killed')).toBe(false);
  expect(plan).toHaveLength(82);
});
