import { describe, expect, it } from 'vitest';
import {
  checkEvidenceMoves,
  evidenceKindLabels,
  evidenceKinds,
  evidenceMoves,
  evidenceMovesFrom,
  evidenceStates,
  isLiveEvidence,
  returnReasonCodes,
  returnReasonLabels,
} from './evidence.ts';
import {
  acceptBlockers,
  checkMilestoneMoves,
  milestoneMovesFrom,
  milestoneStates,
  submissionBlockers,
  type SubmissionFacts,
} from './milestone.ts';

const facts = (overrides: Partial<SubmissionFacts> = {}): SubmissionFacts => ({
  state: 'planned',
  evidence: [{ state: 'draft', kind: 'document' }],
  proofKinds: ['document', 'ledger'],
  actionState: 'in-progress',
  ...overrides,
});
const codes = (violations: { code: string }[]) => violations.map(v => v.code);

describe('the life of a milestone', () => {
  it('leads to every state and names no other', () => expect(checkMilestoneMoves()).toEqual([]));

  it('offers each state exactly its own steps', () =>
    expect(Object.fromEntries(milestoneStates.map(s => [s, milestoneMovesFrom(s).join(' ')]))).toEqual({
      planned: 'submitMilestone',
      'to-sign': 'signMilestone declineMilestone',
      submitted: 'acceptMilestone returnMilestone',
      returned: 'submitMilestone',
      accepted: '',
    }));
});

describe('submitting a milestone', () => {
  it('needs one live piece of evidence of an accepted kind', () => {
    expect(submissionBlockers(facts())).toEqual([]);
    expect(submissionBlockers(facts({ state: 'returned', actionState: 'returned' }))).toEqual([]);
    expect(submissionBlockers(facts({ evidence: [{ state: 'accepted', kind: 'ledger' }] }))).toEqual([]);
    const useless = [
      { state: 'draft', kind: 'photo' },
      { state: 'withdrawn', kind: 'document' },
      { state: 'revoked', kind: 'ledger' },
    ] as const;
    expect(submissionBlockers(facts({ evidence: useless }))).toMatchObject([
      { code: 'EVIDENCE_MISSING', params: { kinds: 'document,ledger' } },
    ]);
  });

  it('waits for returned and unreadable evidence to be dealt with', () => {
    const evidence = [
      { state: 'returned', kind: 'document' },
      { state: 'draft', kind: 'document', isReadable: false },
      { state: 'withdrawn', kind: 'document', isReadable: false },
      { state: 'draft', kind: 'ledger', isReadable: true },
    ] as const;
    expect(submissionBlockers(facts({ evidence }))).toMatchObject([
      { code: 'EVIDENCE_RETURNED_LEFT', params: { count: 1 } },
      { code: 'EVIDENCE_UNREADABLE', params: { count: 1 } },
    ]);
  });

  it.each(['assigned', 'plan-in-review', 'submitted', 'done', 'suspended', 'cancelled'] as const)(
    'is refused while the action is %s',
    actionState => expect(codes(submissionBlockers(facts({ actionState })))).toEqual(['ACTION_NOT_OPEN']),
  );

  it.each(['to-sign', 'submitted', 'accepted'] as const)('is refused when it is already %s', state =>
    expect(codes(submissionBlockers(facts({ state })))).toEqual(['MILESTONE_NOT_OPEN']),
  );
});

describe('accepting a milestone', () => {
  it('needs every piece of evidence decided and one accepted', () => {
    const accept = (...states: Parameters<typeof isLiveEvidence>[0][]) =>
      codes(acceptBlockers({ state: 'submitted', evidence: states.map(state => ({ state })) }));
    expect(accept('accepted', 'returned', 'withdrawn')).toEqual([]);
    expect(accept('accepted', 'submitted')).toEqual(['EVIDENCE_PENDING']);
    expect(accept('accepted', 'questioned')).toEqual(['EVIDENCE_PENDING']);
    expect(accept('returned', 'revoked')).toEqual(['EVIDENCE_NONE_ACCEPTED']);
    expect(accept()).toEqual(['EVIDENCE_NONE_ACCEPTED']);
  });

  it('comes only after the unit has signed and submitted it', () =>
    expect(codes(acceptBlockers({ state: 'to-sign', evidence: [{ state: 'accepted' }] }))).toEqual([
      'MILESTONE_NOT_SUBMITTED',
    ]));
});

describe('evidence', () => {
  it('has a life that leads to every state', () => expect(checkEvidenceMoves()).toEqual([]));

  it('cannot be withdrawn once accepted, only revoked by the office or replaced by a newer version', () =>
    expect(evidenceMovesFrom('accepted')).toEqual(['revokeEvidence', 'supersedeEvidence']));

  it('is withdrawn with a reason only', () => expect(evidenceMoves.withdrawEvidence.needsReason).toBe(true));

  it('stands for its milestone until returned, revoked or withdrawn', () =>
    expect(evidenceStates.filter(s => !isLiveEvidence(s))).toEqual(['returned', 'revoked', 'withdrawn', 'superseded']));

  it('has kinds and reasons for return labelled in both languages', () => {
    expect(Object.keys(evidenceKindLabels)).toEqual([...evidenceKinds]);
    expect(Object.keys(returnReasonLabels)).toEqual([...returnReasonCodes]);
  });
});
