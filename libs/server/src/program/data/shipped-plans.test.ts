import { WorkCalendar } from '@yardstick/domain/work-calendar';
import { evidenceKinds } from '@yardstick/domain/evidence';
import { inDueOrder } from '@yardstick/domain/due-phrase';
import { allScoredUnits, measureParticipants, yearsOf, type PlanDraft } from '@yardstick/domain/plan';
import { describe, expect, it } from 'vitest';
import { cityPlan, nationalPlan, shippedCalendar, shippedUnits } from './shipped-plans.ts';

const actionsIn = (plan: PlanDraft, year: number) =>
  plan.measures
    .filter(measure => measure.due.some(due => due.year === year))
    .reduce((count, measure) => count + measureParticipants(measure, plan.units).length, 0);

describe.each([
  { plan: cityPlan, taskCount: 5, measureCount: 21 },
  { plan: nationalPlan, taskCount: 6, measureCount: 17 },
])('$plan.name', ({ plan, taskCount, measureCount }) => {
  it('has the tasks and measures the plan is known to have, numbered throughout', () => {
    expect(plan.tasks.map(task => task.seq)).toEqual(Array.from({ length: taskCount }, (_, index) => index + 1));
    expect(plan.measures.map(measure => measure.seq)).toEqual(
      Array.from({ length: measureCount }, (_, index) => index + 1),
    );
    expect(new Set(plan.measures.map(measure => measure.code)).size).toBe(measureCount);
    expect(new Set(plan.measures.map(measure => measure.taskCode))).toEqual(new Set(plan.tasks.map(task => task.code)));
  });

  it('spreads exactly 100 points over its measures', () =>
    expect(plan.measures.reduce((sum, measure) => sum + measure.weight, 0)).toBe(100));

  it('names only units of the directory, each in one role', () => {
    const codes = new Set([...shippedUnits.map(unit => unit.code), allScoredUnits]);
    for (const { leadUnits, coopUnits, code } of plan.measures) {
      expect(
        [...leadUnits, ...coopUnits].filter(unit => !codes.has(unit)),
        code,
      ).toEqual([]);
      expect(leadUnits.length, code).toBeGreaterThan(0);
      expect(
        coopUnits.filter(unit => leadUnits.includes(unit)),
        code,
      ).toEqual([]);
    }
  });

  it('has for every measure due days inside the program, in order, and a target for every year', () => {
    for (const { due, stageTargets, code } of plan.measures) {
      expect(due, code).toEqual(inDueOrder(due));
      expect(due.length, code).toBeGreaterThan(0);
      expect(
        due.filter(one => one.on < plan.startsOn || one.on > plan.endsOn || one.year !== Number(one.on.slice(0, 4))),
        code,
      ).toEqual([]);
      expect(Object.keys(stageTargets).map(Number), code).toEqual(yearsOf(plan));
    }
  });

  it('carries the marker that says it is an example', () => expect(plan.marker).toBe('示例,待按正式文件校核'));

  it('leaves no descriptive field empty and uses known kinds of evidence', () => {
    for (const measure of plan.measures) {
      const { title, text, sourceClause, deliverable, proofExample } = measure;
      expect(
        [title, text, sourceClause, deliverable, proofExample].filter(value => value.trim() === ''),
        measure.code,
      ).toEqual([]);
      expect(
        measure.evidenceKinds.filter(kind => !evidenceKinds.includes(kind)),
        measure.code,
      ).toEqual([]);
    }
  });
});

it('asks about 400 actions a year of the units, some 1,200 over the three years', () => {
  expect([2022, 2023, 2024].map(year => actionsIn(cityPlan, year))).toEqual([411, 426, 377]);
});

it('points from the city measures to measures the national plan has, and back', () => {
  const codes = new Set([...cityPlan.measures, ...nationalPlan.measures].map(measure => measure.code));
  const pointers = [...cityPlan.measures, ...nationalPlan.measures].flatMap(measure => measure.crosswalk);
  expect(pointers.filter(code => !codes.has(code))).toEqual([]);
});

it('scores 32 units, and no two units share a code, a name or an alias', () => {
  expect(shippedUnits.filter(unit => unit.isScored)).toHaveLength(32);
  const words = shippedUnits.flatMap(unit => [...new Set([unit.code, unit.name, unit.shortName, ...unit.aliases])]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

describe('the calendar', () => {
  const days = shippedCalendar.flatMap(year => year.days);
  const calendar = new WorkCalendar('2022-01-01', '2026-12-31', days);

  it.each([
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('gives %i %i working days', (year, count) => {
    const last = Date.UTC(year, 11, 31);
    let worked = 0;
    for (let at = Date.UTC(year, 0, 1); at <= last; at += 86_400_000) {
      if (calendar.isWorkday(new Date(at).toISOString().slice(0, 10))) worked++;
    }
    expect(worked).toBe(count);
  });

  it.each([
    ['2024-09-25', 15, '2024-10-21'],
    ['2022-09-28', 10, '2022-10-17'],
    ['2023-09-27', 5, '2023-10-10'],
    ['2024-02-05', 5, '2024-02-18'],
  ])('counts from %s over %i working days to %s', (from, count, to) =>
    expect(calendar.addWorkingDays(from, count)).toBe(to),
  );

  it('lists only days that differ from the Monday-to-Friday week, each under its own year', () => {
    for (const { year, days: listed } of shippedCalendar) {
      for (const { on, isWorkday } of listed) {
        const isWeekend = [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
        expect(isWorkday, on).toBe(isWeekend);
        expect(on.slice(0, 4)).toBe(String(year));
      }
    }
  });
});
