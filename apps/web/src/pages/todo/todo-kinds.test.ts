import { todoKinds } from '@yardstick/domain/todo';
import { describe, expect, it } from 'vitest';
import { hasPage, hrefOf, type TodoItem, whyOf } from './todo-kinds.ts';

const item = (kind: string, more: Partial<TodoItem> = {}): TodoItem =>
  ({ kind, id: 'i', actionId: 'a', milestoneId: null, unitId: 'AAA', workingDaysLate: 0, workingDaysLeft: null, workingDaysWaiting: 0, ...more }) as TodoItem; // prettier-ignore

describe('a row of the desk', () => {
  it('leads somewhere, whatever it is', () => {
    for (const kind of todoKinds) expect(hrefOf(item(kind))).toMatch(/^\/\w+/);
    expect(hrefOf(item('OVERDUE', { milestoneId: 'm' }))).toBe('/actions/a#milestone-m');
    expect(hasPage(item('TO_READ', { id: '7', actionId: '7' }))).toBe(false);
    expect(hasPage(item('TO_READ', { id: '7', actionId: 'a' }))).toBe(true);
  });

  it('says why it stands there, in working days', () => {
    expect(whyOf(item('OVERDUE', { workingDaysLate: 7 }))).toEqual({ key: 'late', count: 7 });
    expect(whyOf(item('DUE_SOON', { workingDaysLeft: 3 }))).toEqual({ key: 'left', count: 3 });
    expect(whyOf(item('DUE_SOON', { workingDaysLeft: 0 }))).toEqual({ key: 'today', count: 0 });
    expect(whyOf(item('TO_SIGN_PLAN', { workingDaysWaiting: 2 }))).toEqual({ key: 'waits', count: 2 });
    expect(whyOf(item('TO_SIGN_PLAN'))).toEqual({ key: 'waits0', count: 0 });
    expect(whyOf(item('TO_READ'))).toBeNull();
  });
});
