import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionStates, isFinished, isStopped, type ActionState } from './action.ts';
import { addDays, daysBetween } from './calendar-day.ts';
import {
  actionFactsLight,
  daysLate,
  defaultLightRules as rules,
  expectedPercent,
  lightOf,
  lightReason,
  workingDaysLate,
  type LightFacts,
  type MilestoneLightFacts,
} from './light.ts';
import { milestoneStates } from './milestone.ts';
import { programCalendar } from './work-calendar.fixture.ts';

const calendar = programCalendar();
const facts = (overrides: Partial<LightFacts> = {}): LightFacts => ({
  state: 'open',
  startOn: '2024-01-01',
  dueOn: '2024-04-10',
  progressPercent: 0,
  ...overrides,
});
const light = (overrides: Partial<LightFacts>, today: string) => lightOf(facts(overrides), today, rules).light;

describe('the light', () => {
  it('is grey before the start of something not begun', () => {
    expect(light({ state: 'not-started' }, '2023-12-31')).toBe('grey');
    expect(light({ state: 'not-started' }, '2024-01-01')).toBe('green');
    expect(light({ state: 'not-started', progressPercent: 5 }, '2023-12-31')).toBe('green');
    expect(light({ state: 'open' }, '2023-12-31')).toBe('green');
  });

  it('is green on track and yellow once progress is more than 20 points behind the days gone by', () => {
    expect(expectedPercent('2024-01-01', '2024-04-10', '2024-02-20')).toBe(50);
    expect(light({ progressPercent: 30 }, '2024-02-20')).toBe('green');
    expect(light({ progressPercent: 29 }, '2024-02-20')).toBe('yellow');
  });

  it('is yellow from seven days before the due day until it, however far the work is', () => {
    expect(light({ progressPercent: 100 }, '2024-04-02')).toBe('green');
    expect(light({ progressPercent: 100 }, '2024-04-03')).toBe('yellow');
    expect(light({ progressPercent: 100 }, '2024-04-10')).toBe('yellow');
  });

  it('is red from the day after the due day, even when that was a rest day', () => {
    expect(light({ dueOn: '2024-06-30', progressPercent: 99 }, '2024-06-30')).toBe('yellow');
    expect(light({ dueOn: '2024-06-30', progressPercent: 99 }, '2024-07-01')).toBe('red');
    expect(light({ state: 'not-started' }, '2024-04-11')).toBe('red');
  });

  it('is blue when finished by the due day, and late for good when finished after it', () => {
    expect(light({ state: 'finished', finishedOn: '2024-04-10' }, '2024-12-31')).toBe('blue');
    expect(light({ state: 'finished', finishedOn: '2024-04-11' }, '2024-12-31')).toBe('late');
  });

  it('does not take it on trust that something finished without a date was on time', () => {
    expect(light({ state: 'finished', finishedOn: null }, '2024-04-10')).toBe('blue');
    expect(light({ state: 'finished' }, '2024-04-11')).toBe('late');
  });

  it('is the same with and without a calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1095 }), fc.integer({ min: 0, max: 100 }), (n, progressPercent) => {
        const today = addDays('2022-01-01', n);
        const open = facts({ startOn: '2022-06-01', dueOn: '2024-06-30', progressPercent });
        expect(lightOf(open, today, rules, calendar).light).toBe(lightOf(open, today, rules).light);
      }),
    );
  });

  it('only ever gets worse while nothing is done', () => {
    const order = ['grey', 'green', 'yellow', 'red'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 100 }), (length, progressPercent) => {
        const open = facts({ state: 'not-started', dueOn: addDays('2024-01-01', length), progressPercent });
        let before = 0;
        for (let n = -10; n <= length + 2; n++) {
          const now = order.indexOf(lightOf(open, addDays('2024-01-01', n), rules).light);
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
        expect(before).toBe(3);
      }),
      { numRuns: 50 },
    );
  });

  it('survives a start on the due day', () => {
    const oneDay = { startOn: '2024-04-10', dueOn: '2024-04-10', progressPercent: 100 };
    expect(light(oneDay, '2024-04-10')).toBe('yellow');
    expect(expectedPercent('2024-04-10', '2024-04-10', '2024-04-10')).toBe(0);
    expect(expectedPercent('2024-04-10', '2024-04-10', '2024-04-11')).toBe(100);
  });
});

describe('its reason', () => {
  const reason = (overrides: Partial<LightFacts>, today: string, withCalendar = true) =>
    lightOf(facts(overrides), today, rules, withCalendar ? calendar : undefined).reason;

  it('counts working days where the calendar knows them, and days where it does not', () => {
    const behind = { startOn: '2024-03-31', dueOn: '2024-04-08', progressPercent: 40 };
    expect(lightReason(reason(behind, '2024-04-06'), 'zh-CN')).toBe('剩余 2 个工作日，进度 40% 低于应达 75%');
    expect(lightReason(reason(behind, '2024-04-06', false), 'en')).toBe(
      '2 days left, progress 40% is below the 75% expected',
    );
    const afterTable = { startOn: '2024-12-01', dueOn: '2025-01-10', progressPercent: 90 };
    expect(lightReason(reason(afterTable, '2025-01-09'), 'zh-CN')).toBe('剩余 1 天，尚未完成');
  });

  it('is worded for every light', () => {
    const words = (overrides: Partial<LightFacts>, today: string) => lightReason(reason(overrides, today), 'zh-CN');
    expect(words({ state: 'not-started' }, '2023-12-31')).toBe('2024-01-01 起开始');
    expect(words({ progressPercent: 50 }, '2024-02-20')).toMatch(/^剩余 \d+ 个工作日，进度 50%，应达 50%$/);
    expect(words({ progressPercent: 10 }, '2024-02-20')).toContain('进度 10% 低于应达 50%');
    expect(words({}, '2024-04-12')).toBe('2024-04-10 到期，已逾期 2 个工作日');
    expect(words({ state: 'finished', finishedOn: '2024-04-09' }, '2024-12-31')).toBe('2024-04-09 按期完成');
    expect(words({ state: 'finished', finishedOn: '2024-04-11' }, '2024-12-31')).toBe(
      '2024-04-11 完成，逾期 1 个工作日',
    );
    expect(lightReason(reason({}, '2024-04-11'), 'en')).toBe('due 2024-04-10, overdue by 1 working day');
  });

  it('leaves no placeholder unfilled, whatever the facts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...actionStates),
        fc.integer({ min: -20, max: 150 }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom(...milestoneStates),
        (state, n, progressPercent, milestoneState) => {
          const { reason } = actionFactsLight(
            { state, issuedOn: '2024-01-01', dueOn: '2024-04-10', finishedOn: '2024-03-01', progressPercent },
            [{ state: milestoneState, dueOn: '2024-02-10' }],
            addDays('2024-01-01', n),
            rules,
            calendar,
          );
          expect(lightReason(reason, 'zh-CN') + lightReason(reason, 'en')).not.toMatch(/[{}]|undefined/);
        },
      ),
    );
  });
});

describe('lateness', () => {
  it('is counted in days and in working days, and is zero before the due day', () => {
    expect(daysLate('2024-09-30', '2024-10-08')).toBe(8);
    expect(workingDaysLate('2024-09-30', '2024-10-08', calendar)).toBe(1);
    expect(daysLate('2024-09-30', '2024-09-01')).toBe(0);
    expect(workingDaysLate('2024-09-30', '2024-09-01', calendar)).toBe(0);
  });
});

describe('the light of an action', () => {
  const action = (state: ActionState, overrides = {}) => ({
    state,
    issuedOn: '2024-01-01',
    dueOn: '2024-12-01',
    progressPercent: 100,
    ...overrides,
  });
  const of = (state: ActionState, milestones: MilestoneLightFacts[], today = '2024-06-01') =>
    actionFactsLight(action(state), milestones, today, rules);

  it('is the worse of its own and its earliest open milestone’s', () => {
    expect(of('in-progress', [{ state: 'planned', dueOn: '2024-09-01' }]).light).toBe('green');
    expect(of('in-progress', [{ state: 'planned', dueOn: '2024-06-08' }])).toMatchObject({
      light: 'yellow',
      reason: { code: 'milestone-due-soon' },
    });
    const milestones: MilestoneLightFacts[] = [
      { state: 'planned', dueOn: '2024-11-01' },
      { state: 'returned', dueOn: '2024-05-31' },
    ];
    expect(of('in-progress', milestones)).toMatchObject({ light: 'red', reason: { code: 'milestone-overdue' } });
    expect(of('in-progress', [{ state: 'planned', dueOn: '2024-11-01' }], '2024-12-02').reason.code).toBe('overdue');
  });

  it('does not count a milestone the unit has handed in', () => {
    for (const state of ['submitted', 'accepted'] as const)
      expect(of('in-progress', [{ state, dueOn: '2024-02-01' }]).light).toBe('green');
  });

  it('is grey while suspended or cancelled, however late', () => {
    for (const state of ['suspended', 'cancelled'] as const)
      expect(of(state, [{ state: 'planned', dueOn: '2024-01-02' }], '2024-12-31').light).toBe('grey');
  });

  it('is decided by its own dates once finished', () => {
    for (const state of actionStates.filter(isFinished)) {
      const finished = action(state, { finishedOn: '2024-12-01' });
      expect(actionFactsLight(finished, [{ state: 'planned', dueOn: '2024-02-01' }], '2024-12-31', rules).light).toBe(
        'blue',
      );
    }
    expect(actionFactsLight(action('done', { finishedOn: '2024-12-02' }), [], '2024-12-31', rules).light).toBe('late');
  });

  it('is red in every unfinished state past its due day', () => {
    for (const state of actionStates.filter(s => !isFinished(s) && !isStopped(s)))
      expect(of(state, [], '2024-12-02').light).toBe('red');
  });

  it('agrees with the rule written down as one expression', () => {
    const cases = fc.record({
      state: fc.constantFrom(...actionStates),
      progressPercent: fc.integer({ min: 0, max: 100 }),
      finishedOn: fc.option(fc.integer({ min: 0, max: 60 }).map(n => addDays('2024-01-01', n))),
      due: fc.integer({ min: 0, max: 60 }),
      now: fc.integer({ min: -5, max: 70 }),
      milestones: fc.array(
        fc.record({
          state: fc.constantFrom(...milestoneStates),
          dueOn: fc.integer({ min: 0, max: 60 }).map(n => addDays('2024-01-01', n)),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(cases, c => {
        const dueOn = addDays('2024-01-01', c.due);
        const today = addDays('2024-01-01', c.now);
        const open = c.milestones
          .filter(m => !['submitted', 'accepted'].includes(m.state))
          .map(m => m.dueOn)
          .sort();
        const expected = c.now <= 0 ? 0 : c.now >= c.due ? 100 : Math.floor((c.now * 100) / c.due);
        const isDone = ['done', 'closed', 'archived'].includes(c.state);
        const isEarly = ['assigned', 'planning', 'plan-to-sign', 'plan-in-review'].includes(c.state);
        const inLight =
          c.state === 'suspended' || c.state === 'cancelled' || c.state === 'not-applicable'
            ? 'grey'
            : isDone
              ? (c.finishedOn ?? today) > dueOn
                ? 'late'
                : 'blue'
              : today > dueOn || (open[0] !== undefined && today > open[0])
                ? 'red'
                : open[0] !== undefined && daysBetween(today, open[0]) <= 7
                  ? 'yellow'
                  : isEarly && c.now < 0 && c.progressPercent === 0
                    ? 'grey'
                    : c.due - c.now <= 7 || c.progressPercent < expected - 20
                      ? 'yellow'
                      : 'green';
        const facts = { ...c, issuedOn: '2024-01-01', dueOn };
        expect(actionFactsLight(facts, c.milestones, today, rules).light).toBe(inLight);
      }),
      { numRuns: 2000 },
    );
  });
});
