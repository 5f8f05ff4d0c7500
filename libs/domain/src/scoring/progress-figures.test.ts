import { describe, expect, it } from 'vitest';
import { WorkCalendar } from '../work-calendar.ts';
import { evaluate } from './evaluate.ts';
import { progressFigures, type TrackedAction } from './progress-figures.ts';
import { acceptance2024 } from './shipped-schemes.ts';

const calendar = new WorkCalendar('2022-01-01', '2024-12-31', []);
const action = (ref: string, more: Partial<TrackedAction> = {}): TrackedAction => ({
  ref,
  year: 2024,
  isLead: false,
  dueOn: '2024-09-30',
  handedInOn: null,
  returnedCount: 0,
  milestones: [{ seq: 1, dueOn: '2024-08-30', handedInOn: null }],
  ...more,
});

describe('an action ruled not applicable', () => {
  it('counts for nothing, and every figure of its year names it', () => {
    const kept = [action('M01/A/2024'), action('M02/A/2023', { year: 2023, handedInOn: '2024-09-01' })];
    const figures = progressFigures([...kept, action('M03/A/2024', { isLeftOut: true })], '2024-10-15', calendar);
    const without = progressFigures(kept, '2024-10-15', calendar);
    expect(figures.map(({ leftOut: _, ...figure }) => figure)).toEqual(without);
    for (const { year, leftOut } of figures) expect(leftOut).toEqual(year === 2024 ? ['M03/A/2024'] : undefined);
  });

  it('stands in the explanation of the mark with how many were left out', () => {
    const explained = (isLeftOut: boolean) => {
      const figures = progressFigures(
        [action('M01/A/2024'), action('M03/A/2024', { isLeftOut })],
        '2024-10-15',
        calendar,
      );
      const [unit] = evaluate(acceptance2024, [{ unitCode: 'A', unitName: 'A', figures }]).units;
      return unit!.indicators.find(each => each.code === 'measures')!;
    };
    const line = explained(true).lines.find(each => each.refs?.includes('M03/A/2024'));
    expect(line?.text.zh).toBe('2024 年 经批准不适用 1 项,不计入');
    expect(Number(line?.value)).toBe(0);
    expect(Number(explained(true).score)).toBeGreaterThan(Number(explained(false).score));
  });
});
