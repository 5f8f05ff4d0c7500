import { describe, expect, it } from 'vitest';
import {
  checkMilestone,
  findingCodes,
  type CheckedEvidence,
  type CheckFacts,
  type NearText,
  type SameFile,
} from './milestone-check.ts';
import { findingSentence } from './wording.check.ts';

const similarity = { ownEarlierYearPercent: 80, otherUnitPercent: 70, leastCharacters: 120 };
const dating = { longBeforeUploadDays: 180 };
const fine: CheckedEvidence = {
  id: 'e1',
  kind: 'report',
  state: 'draft',
  documentOn: '2024-09-20',
  uploadedOn: '2024-09-25',
  text: { state: 'read', reason: null },
  sameFiles: [],
  nearTexts: [],
};
const facts = (evidence: Partial<CheckedEvidence>[]): CheckFacts => ({
  year: 2024,
  programStartsOn: '2022-01-01',
  startOn: '2024-01-04',
  dueOn: '2024-09-30',
  proofKinds: ['report', 'ledger'],
  evidence: evidence.map(part => ({ ...fine, ...part })),
});
const codes = (...evidence: Partial<CheckedEvidence>[]): string[] =>
  checkMilestone(facts(evidence), similarity, dating).map(({ code }) => code);
const same = (part: Partial<SameFile>): Partial<CheckedEvidence> => ({
  sameFiles: [{ isOwn: true, isHere: false, isReused: false, year: 2024, milestoneCount: 2, ...part }],
});
const near = (part: Partial<NearText>): Partial<CheckedEvidence> => ({
  nearTexts: [{ isOwn: false, year: null, percent: 70, ...part }],
});

describe('a milestone is looked at', () => {
  it('and nothing is said where nothing is to be said', () => expect(codes({})).toEqual([]));

  it('for the kinds it accepts; what no longer stands is left out', () => {
    expect(codes()).toEqual(['KIND_MISSING']);
    expect(codes({ state: 'withdrawn' })).toEqual(['KIND_MISSING']);
    expect(codes({}, { kind: 'photo', documentOn: null })).toEqual(['KIND_NOT_ASKED']);
  });

  it.each([
    [{ documentOn: null }, 'DAY_MISSING'],
    [{ documentOn: '2021-12-31' }, 'DAY_BEFORE_PROGRAM'],
    [{ documentOn: '2023-12-31' }, 'DAY_IN_OTHER_YEAR'],
    [{ documentOn: '2024-01-03' }, 'DAY_BEFORE_START'],
    [{ documentOn: '2024-09-26' }, 'DAY_AFTER_UPLOAD'],
    [{ documentOn: '2024-02-01' }, 'DAY_LONG_BEFORE_UPLOAD'],
  ] as const)('for its days: %o', (part, code) => expect(codes(part)).toEqual([code]));

  it('for what came late', () => {
    expect(codes({ documentOn: '2024-10-01', uploadedOn: '2024-10-02' })).toEqual(['DAY_AFTER_DUE']);
    expect(codes({ uploadedOn: '2024-10-02' })).toEqual(['UPLOADED_AFTER_DUE']);
    expect(codes({ documentOn: '2024-09-30', uploadedOn: '2024-09-30' })).toEqual([]);
  });

  it('for the same file elsewhere: mildly within the year, which is what one upload is for', () => {
    const [own] = checkMilestone(facts([same({})]), similarity, dating);
    expect(own).toMatchObject({ code: 'SAME_FILE_OWN_YEAR', weight: 'note' });
    expect(codes(same({ year: 2023 }))).toEqual(['SAME_FILE_OTHER_YEAR']);
    expect(codes(same({ isOwn: false, year: null }))).toEqual(['SAME_FILE_OTHER_UNIT']);
    expect(codes(same({ isHere: true }))).toEqual(['SAME_FILE_TWICE_HERE']);
  });

  it('not for what a later year took over from it', () => expect(codes(same({ year: 2025 }))).toEqual([]));

  it('for near copies, from the thresholds on', () => {
    expect(codes(near({ percent: 70 }))).toEqual(['NEAR_OTHER_UNIT']);
    expect(codes(near({ percent: 69 }))).toEqual([]);
    expect(codes(near({ isOwn: true, year: 2023, percent: 80 }))).toEqual(['NEAR_OWN_EARLIER_YEAR']);
    expect(codes(near({ isOwn: true, year: 2023, percent: 79 }))).toEqual([]);
  });

  it('for what could not be compared; a picture never could', () => {
    expect(codes({ text: { state: 'waiting', reason: null } })).toEqual(['TEXT_WAITING']);
    expect(codes({ text: { state: 'no-text', reason: 'scanned' } })).toEqual(['TEXT_NONE']);
    expect(codes({ text: { state: 'unreadable', reason: 'encrypted' } })).toEqual(['TEXT_UNREADABLE']);
    expect(codes({ text: { state: 'no-text', reason: 'picture' } })).toEqual([]);
  });
});

it('every finding has its sentence in both languages, with nothing left to fill in', () => {
  const params = {
    kinds: 'report,ledger', kind: 'photo', documentOn: '2024-01-01', uploadedOn: '2024-01-02', dueOn: '2024-01-03',
    startOn: '2024-01-04', programStartsOn: '2022-01-01', year: 2024, count: 2, percent: 88, textReason: 'scanned',
  }; // prettier-ignore
  for (const code of findingCodes)
    for (const locale of ['zh-CN', 'en'] as const)
      expect(findingSentence({ code, params }, locale)).toMatch(/^[^{}]+[。.]$/);
  expect(findingSentence({ code: 'TEXT_NONE', params: { textReason: 'scanned' } }, 'zh-CN')).toBe(
    '扫描件，无法读取文字，未作文字比对。',
  );
});
