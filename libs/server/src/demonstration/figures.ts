import type { PlanUnit } from '@yardstick/domain/plan';
import type { FigureRow } from './history-rows.ts';
import { Random } from './random.ts';
import { characterOf } from './unit-characters.ts';

const noYear = 0;

/** What the tracker cannot know and the office records by hand: marks, rectification, satisfaction, praise, vetoes. */
export function figuresOf(
  unit: PlanUnit,
  given: { seed: string; programId: string; recordedAt: string; recordedBy: string },
): FigureRow[] {
  const { seed, ...common } = given;
  const random = new Random(seed, unit.code, 'figures');
  const { marks, copiesLastYear, silentSince } = characterOf(unit.code);
  const around = (middle: number, spread: number): string =>
    Math.min(99.5, middle + (random.next() * 2 - 1) * spread).toFixed(2);
  const figure = (
    code: string,
    year: number,
    value: string | number,
    source: string,
    isProvisional = false,
  ): FigureRow => ({
    unitId: unit.code,
    code,
    year,
    value: String(value),
    source,
    isProvisional,
    records: null,
    population: null,
    ...common,
  });
  const due = random.between(4, 16);
  const isStuck = silentSince !== undefined;
  const left = marks > 85 ? random.between(0, 1) : isStuck ? 3 : random.between(1, 2);
  const praised = [2022, 2023, 2024].filter(() => random.chance(marks > 90 ? 0.6 : marks > 85 ? 0.2 : 0.03));
  return [
    figure('efficacy', 2022, around(marks - 2, 2.5), '2022年度行政执法效能评价报告'),
    figure('efficacy', 2023, around(marks, 2.5), '2023年度行政执法效能评价报告'),
    figure('efficacy', 2024, around(marks + 0.5, 2), '2024年度效能评价试算', true),
    figure('rectification-due', noYear, due, '督导整改台账'),
    figure('rectified', noYear, due - left, '督导整改台账'),
    figure('satisfaction', noYear, around(marks - 3, 4), '2024年第三方评估报告'),
    ...praised.map(year => figure('praise', year, random.between(1, 2), '表扬通报登记')),
    ...(copiesLastYear ? [figure('returned-false', 2023, 1, '退办登记')] : []),
    figure('veto-falsified', noYear, 0, '材料核查记录'),
    figure('veto-red-rectification', noYear, isStuck ? 1 : 0, '督导整改台账'),
    figure('veto-incident', noYear, 0, '重大事件登记'),
  ];
}
