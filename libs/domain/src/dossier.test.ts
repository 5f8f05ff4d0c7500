import { describe, expect, it } from 'vitest';
import { actionGaps, dueWords, evidenceGap, milestoneGap } from './dossier.ts';

describe('what a dossier says is missing', () => {
  const milestone = { state: 'accepted', actionState: 'in-progress', evidenceStates: ['accepted'] } as const;

  it('is a milestone that no accepted evidence proves, whatever else lies there', () => {
    expect(milestoneGap(milestone)).toBeNull();
    expect(milestoneGap({ ...milestone, evidenceStates: [] })).toBe('no-accepted-evidence');
    expect(milestoneGap({ ...milestone, evidenceStates: ['submitted', 'withdrawn'] })).toBe('no-accepted-evidence');
  });

  it('is a milestone returned and not handed in again, also with older accepted evidence', () => {
    expect(milestoneGap({ ...milestone, state: 'returned' })).toBe('returned-not-redone');
  });

  it('is nothing of an action that was stopped, beyond that it was', () => {
    expect(milestoneGap({ ...milestone, actionState: 'cancelled', evidenceStates: [] })).toBeNull();
    expect(actionGaps({ state: 'suspended', milestoneCount: 0, reportCount: 0 })).toEqual(['stopped']);
  });

  it('is an action that never reported or has no milestones', () => {
    expect(actionGaps({ state: 'in-progress', milestoneCount: 0, reportCount: 0 })).toEqual([
      'no-milestones',
      'never-reported',
    ]);
    expect(actionGaps({ state: 'in-progress', milestoneCount: 1, reportCount: 1 })).toEqual([]);
  });

  it('is evidence that proves nothing', () => {
    expect((['returned', 'withdrawn', 'revoked', 'draft', 'accepted'] as const).map(evidenceGap)).toEqual([
      'evidence-returned',
      'evidence-withdrawn',
      'evidence-revoked',
      null,
      null,
    ]);
  });

  it('says how the due day stands', () => {
    expect(dueWords('2024-10-14', null, '2024-10-15').zh).toBe('应于 2024-10-14 完成，已逾期');
    expect(dueWords('2024-10-15', null, '2024-10-15').zh).toBe('应于 2024-10-15 完成，未到期');
    expect(dueWords('2024-10-15', '2024-10-01', '2024-10-15').zh).toBe('2024-10-01 报送');
  });
});
