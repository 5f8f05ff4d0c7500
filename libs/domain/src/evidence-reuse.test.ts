import { describe, expect, it } from 'vitest';
import {
  fitsYear,
  needsReviewAgain,
  replaceBlockers,
  reuseBlockers,
  stepsBackAtOnce,
  type EvidenceRules,
} from './evidence-reuse.ts';
import { evidenceStates } from './evidence.ts';

const rules: EvidenceRules = { acceptanceHolds: { monthsBefore: 3, monthsAfter: 3 }, abandonedUploadHours: 24 };
const dated = (documentOn: string | null, uploadedOn = '2024-05-02') => ({ documentOn, uploadedOn });
const open = { title: '开', isOpen: true };
const closed = { title: '关', isOpen: false };

describe('evidence used again', () => {
  it.each([
    ['2024-01-01', true],
    ['2023-10-01', true],
    ['2023-09-30', false],
    ['2025-03-31', true],
    ['2025-04-01', false],
  ])('dated %s fits the year 2024: %s', (day, fits) => expect(fitsYear(dated(day), 2024, rules)).toBe(fits));

  it('without a date of its own counts by the day it was received', () => {
    expect(fitsYear(dated(null, '2024-05-02'), 2024, rules)).toBe(true);
    expect(fitsYear(dated(null, '2022-05-02'), 2024, rules)).toBe(false);
  });

  it('keeps its acceptance in its own period only', () => {
    expect(needsReviewAgain({ state: 'accepted', ...dated('2024-06-01') }, 2024, rules)).toBe(false);
    expect(needsReviewAgain({ state: 'accepted', ...dated('2022-06-01') }, 2024, rules)).toBe(true);
    expect(needsReviewAgain({ state: 'draft', ...dated('2022-06-01') }, 2024, rules)).toBe(false);
  });

  it('is refused once it came back, was taken back or has a newer version', () => {
    const refused = evidenceStates.filter(state => reuseBlockers({ state, hasNewerVersion: false }).length > 0);
    expect(refused).toEqual(['returned', 'revoked', 'withdrawn', 'superseded']);
    expect(reuseBlockers({ state: 'accepted', hasNewerVersion: true })[0]?.code).toBe('EVIDENCE_HAS_NEWER_VERSION');
  });
});

describe('a new version', () => {
  it('follows the newest only, and needs a milestone that is open if it serves any', () => {
    const codes = (hasNewerVersion: boolean, milestones: (typeof open)[]) =>
      replaceBlockers({ hasNewerVersion, milestones }).map(({ code }) => code);
    expect(codes(true, [open])).toEqual(['EVIDENCE_HAS_NEWER_VERSION']);
    expect(codes(false, [])).toEqual([]);
    expect(codes(false, [closed, open])).toEqual([]);
    expect(codes(false, [closed, closed])).toEqual(['MILESTONE_CLOSED_TO_EVIDENCE']);
  });

  it('makes the old one step back unless that was accepted or is being reviewed', () => {
    expect(stepsBackAtOnce('draft', [open])).toBe(true);
    expect(stepsBackAtOnce('returned', [])).toBe(true);
    expect(stepsBackAtOnce('accepted', [open])).toBe(false);
    expect(stepsBackAtOnce('withdrawn', [open])).toBe(false);
    expect(stepsBackAtOnce('submitted', [open, closed])).toBe(false);
  });
});
