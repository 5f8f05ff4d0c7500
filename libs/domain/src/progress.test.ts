import { describe, expect, it } from 'vitest';
import { isSameReport, progressBlockers } from './progress.ts';

const last = { percent: 40, done: '已核对四成。', difficulty: null, nextStep: '核对余下六成', reportedAt: new Date('2024-09-30T01:00:00Z') }; // prettier-ignore
const codes = (facts: Parameters<typeof progressBlockers>[0], before: Parameters<typeof progressBlockers>[1] = last) =>
  progressBlockers(facts, before).map(violation => violation.code);

describe('a progress report', () => {
  it('goes through when it says something new', () => {
    expect(codes({ percent: 60, done: '已核对六成。' })).toEqual([]);
    expect(codes({ percent: 40, done: '已核对四成。', nextStep: '下月完成' })).toEqual([]);
  });

  it('is asked about when it is the last one again, and filed when that is meant', () => {
    const again = { percent: 40, done: ' 已核对四成。', difficulty: '', nextStep: '核对余下六成 ' };
    expect(progressBlockers(again, last)).toEqual([
      { code: 'PROGRESS_UNCHANGED', params: { reportedOn: '2024-09-30' } },
    ]);
    expect(codes({ ...again, isUnchanged: true })).toEqual([]);
    expect(codes(again, null)).toEqual([]);
    expect(isSameReport(again, last)).toBe(true);
  });

  it('may not fall back without a word', () => {
    expect(codes({ percent: 30, done: '重新核对。' })).toEqual(['PROGRESS_FALLS']);
    expect(codes({ percent: 30, done: '重新核对。', fallReason: '  ' })).toEqual(['PROGRESS_FALLS']);
    expect(codes({ percent: 30, done: '重新核对。', fallReason: '名册版本作废' })).toEqual([]);
  });

  it('names everything that is wrong with it at once', () => {
    expect(codes({ percent: 101, done: ' ', nextStep: 'x'.repeat(4001) })).toEqual([
      'PERCENT_INVALID',
      'PROGRESS_DONE_MISSING',
      'FIELD_TOO_LONG',
    ]);
  });
});
