import { expect, test } from 'vitest';
import { inspectGood } from './good.ts';
import { inspectHostile } from './hostile.ts';

test('of hostile files of every family none is taken, and none brings the inspection down', async () => {
  const found = await inspectHostile(715, 49);
  expect(found.wrong).toEqual([]);
  expect(found.families).toBeGreaterThanOrEqual(25);
  expect(found.mostCpuMs).toBeLessThan(2_000);
});

test('ordinary files of every family are taken', async () => {
  expect((await inspectGood(715, 15)).refused).toEqual([]);
});
