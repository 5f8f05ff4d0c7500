import { describe, expect, it } from 'vitest';
import { checkEvaluationMoves, evaluationMoves, evaluationStates } from './evaluation.ts';
import {
  checkObjectionMoves,
  distributionOf,
  freezeBlockers,
  isOwnWork,
  objectionBlockers,
  windowBlockers,
  type FreezeFacts,
} from './objection.ts';
import { sentence } from './wording.ts';

const rules = { objectionWorkingDays: 5, smallestDistribution: 5, bandWidth: 5 };

describe('the moves of an evaluation', () => {
  it('are without a fault', () => {
    expect(checkEvaluationMoves()).toEqual([]);
    expect(checkObjectionMoves()).toEqual([]);
  });

  it('leave a frozen one nowhere to go', () => {
    expect(Object.values(evaluationMoves).filter(move => move.from.includes('frozen'))).toEqual([]);
  });
});

describe('the window for objections', () => {
  const open = { state: 'provisional', objectionsUntil: '2024-10-22' } as const;

  it('is open to its last day, which the refusal of the day after names', () => {
    expect(windowBlockers({ ...open, today: '2024-10-22' })).toEqual([]);
    const [late] = windowBlockers({ ...open, today: '2024-10-23' });
    expect(late?.code).toBe('OBJECTION_TOO_LATE');
    expect(sentence(late!, 'zh-CN')).toContain('2024-10-22');
    expect(sentence(late!, 'en')).toContain('2024-10-22');
  });

  it('is there for a provisional result only', () => {
    for (const state of evaluationStates.filter(one => one !== 'provisional'))
      expect(windowBlockers({ ...open, state, today: '2024-10-20' })).toEqual([{ code: 'OBJECTION_NOT_OPEN' }]);
    expect(windowBlockers({ ...open, objectionsUntil: null, today: '2024-10-20' })).toHaveLength(1);
  });
});

describe('an objection', () => {
  const written = { reason: '少计一项', lineCount: 2, line: 1, hasAnother: false };
  const codes = (facts: object): string[] => objectionBlockers({ ...written, ...facts }).map(one => one.code);

  it('is about one mark or one line of it, once, and says why', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ line: null })).toEqual([]);
    expect(codes({ line: 2 })).toEqual(['OBJECTION_ABOUT_NOTHING']);
    expect(codes({ lineCount: null })).toEqual(['OBJECTION_ABOUT_NOTHING']);
    expect(codes({ hasAnother: true })).toEqual(['OBJECTION_EXISTS']);
    expect(codes({ reason: ' ' })).toEqual(['REASON_REQUIRED']);
    expect(codes({ reason: '长'.repeat(2001) })).toEqual(['FIELD_TOO_LONG']);
  });

  it('is not decided by whose work it is about', () => {
    expect(isOwnWork('chief', { orderedById: 'chief', markedById: null })).toBe(true);
    expect(isOwnWork('staff', { orderedById: 'chief', markedById: 'staff' })).toBe(true);
    expect(isOwnWork('staff', { orderedById: 'chief', markedById: null })).toBe(false);
  });
});

describe('a freeze', () => {
  const ready: FreezeFacts = {
    state: 'provisional',
    today: '2024-10-23',
    objectionsUntil: '2024-10-22',
    ...{ unitCount: 32, confirmedCount: 3, undecidedCount: 0, uncorrectedCount: 0 },
  };
  const codes = (facts: Partial<FreezeFacts>): string[] =>
    freezeBlockers({ ...ready, ...facts }).map(blocker => blocker.code);

  it('waits for the release, the window, the decisions and the corrections', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ state: 'computed' })).toEqual(['FREEZE_NOT_RELEASED']);
    expect(codes({ state: 'queued' })).toEqual(['FREEZE_NEEDS_RESULT']);
    expect(codes({ today: '2024-10-22' })).toEqual(['FREEZE_WINDOW_OPEN']);
    expect(codes({ undecidedCount: 2, uncorrectedCount: 1 })).toEqual([
      'FREEZE_OBJECTIONS_OPEN',
      'FREEZE_CORRECTION_OUTSTANDING',
    ]);
  });

  it('need not wait for the window once every unit has confirmed', () => {
    expect(codes({ today: '2024-10-16', confirmedCount: 32 })).toEqual([]);
    expect(codes({ today: '2024-10-16', confirmedCount: 32, undecidedCount: 1 })).toEqual(['FREEZE_OBJECTIONS_OPEN']);
  });
});

describe('a distribution', () => {
  it('counts totals in bands, from high to low, empty ones between them included', () => {
    expect(distributionOf(['97.00', '95.00', '94.99', '81.20', '80.00'], rules)).toEqual({
      unitCount: 5,
      bands: [
        { from: 95, to: 100, count: 2 },
        { from: 90, to: 95, count: 1 },
        { from: 85, to: 90, count: 0 },
        { from: 80, to: 85, count: 2 },
      ],
    });
  });

  it('is not shown where so few units would tell who is who', () => {
    expect(distributionOf(['97.00', '95.00', '94.99', '81.20'], rules)).toBeNull();
    expect(distributionOf([], { ...rules, smallestDistribution: 0 })).toBeNull();
  });
});
