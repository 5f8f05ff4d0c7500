import { describe, expect, it } from 'vitest';
import { movedToYear, returnedFieldBlockers } from './plan-return.ts';

describe('the fields marked on a returned plan', () => {
  const check = (...fields: [string, string?][]) =>
    returnedFieldBlockers(
      fields.map(([field, note]) => ({ field, note: note ?? null })),
      ['m-1', 'm-2'],
    ).map(({ code, field }) => `${code} ${field}`);

  it('are fields of the plan and of its own milestones', () => {
    expect(check(['content', '太笼统'], ['milestones'], ['milestones.m-2.dueOn', '提前到十一月'])).toEqual([]);
    expect(check(['content'], ['state'], ['milestones.m-3.title'], ['milestones.m-1.state'])).toEqual([
      'RETURNED_FIELD_UNKNOWN fields.1.field',
      'RETURNED_FIELD_UNKNOWN fields.2.field',
      'RETURNED_FIELD_UNKNOWN fields.3.field',
    ]);
  });

  it('stand once each, with a note that can be read', () => {
    expect(check(['content'], ['content'])).toEqual(['RETURNED_FIELD_REPEATED fields.1.field']);
    expect(check(['content', 'x'.repeat(501)])).toEqual(['FIELD_TOO_LONG fields.0.note']);
  });
});

describe('a day copied from another year', () => {
  const within = { from: '2024-03-01', to: '2024-12-20' };
  it.each([
    ['2023-06-30', 1, '2024-06-30'],
    ['2024-06-30', 0, '2024-06-30'],
    ['2023-01-15', 1, '2024-03-01'],
    ['2023-12-31', 1, '2024-12-20'],
  ])('%s moved by %i is %s', (day, years, moved) => {
    expect(movedToYear(day, years, within)).toBe(moved);
  });
  it('keeps to the last of February', () => {
    expect(movedToYear('2024-02-29', 1, { from: '2025-01-01', to: '2025-12-31' })).toBe('2025-02-28');
  });
});
