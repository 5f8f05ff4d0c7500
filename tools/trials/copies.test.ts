import { expect, inject, it } from 'vitest';
import { findCopies } from './find-copies.ts';

it('finds copies, edited ones too, among texts of the same genre', async () => {
  const found = await findCopies(inject('postgres'), { seed: 7, exact: 10, edited: 20, different: 40 });
  expect(found).toMatchObject({ exactFlagged: 10, unread: 0 });
  expect(found.editedFlagged).toBeGreaterThanOrEqual(18);
  expect(found.falselyFlagged).toBe(0);
}, 400_000);
