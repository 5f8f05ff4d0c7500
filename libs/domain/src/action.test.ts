import { describe, expect, it } from 'vitest';
import {
  actionMoves,
  actionStates,
  actionVerbLabels,
  activeActionStates,
  checkMoves,
  completionBlockers,
  isFinished,
  isStopped,
  movesFrom,
  planBlockers,
  type CompletionFacts,
  type PlanFacts,
} from './action.ts';
import { moveBlockers, moveTableFaults } from './moves.ts';

const milestone = (overrides = {}): PlanFacts['milestones'][number] => ({
  title: '印发程序指引',
  deliverable: '指引文本',
  dueOn: '2022-11-30',
  proofKinds: ['document'],
  ...overrides,
});
const plan = (overrides: Partial<PlanFacts> = {}): PlanFacts => ({
  state: 'planning',
  content: '编制本领域执法程序指引',
  ownerName: '李明',
  section: '法规科',
  headInCharge: '王芳',
  target: null,
  milestones: [milestone()],
  dueOn: '2022-12-31',
  programStartOn: '2022-01-01',
  ...overrides,
});
const codes = (violations: { code: string }[]) => violations.map(v => v.code);

describe('the life of an action', () => {
  it('leads to every state and names no other', () => expect(checkMoves()).toEqual([]));

  it('goes from assignment to the archive by these steps', () => {
    const path = [
      ['acknowledge', 'assigned', 'planning'],
      ['submitPlan', 'planning', 'plan-to-sign'],
      ['signPlan', 'plan-to-sign', 'plan-in-review'],
      ['approvePlan', 'plan-in-review', 'in-progress'],
      ['submitCompletion', 'in-progress', 'completion-to-sign'],
      ['signCompletion', 'completion-to-sign', 'submitted'],
      ['passReview', 'submitted', 'final-review'],
      ['complete', 'final-review', 'done'],
      ['close', 'done', 'closed'],
      ['archive', 'closed', 'archived'],
    ] as const;
    for (const [verb, from, to] of path) {
      expect(movesFrom(from)).toContain(verb);
      expect(actionMoves[verb].to).toBe(to);
    }
  });

  it('offers each state exactly its own steps', () => {
    expect(Object.fromEntries(actionStates.map(s => [s, movesFrom(s).join(' ')]))).toEqual({
      assigned: 'acknowledge suspend cancel exempt',
      planning: 'submitPlan suspend cancel exempt',
      'plan-to-sign': 'signPlan declinePlan suspend cancel exempt',
      'plan-in-review': 'approvePlan returnPlan suspend cancel exempt',
      'in-progress': 'submitCompletion suspend cancel exempt',
      'completion-to-sign': 'signCompletion declineCompletion suspend cancel',
      submitted: 'passReview returnCompletion suspend cancel',
      'final-review': 'returnCompletion complete suspend cancel',
      returned: 'submitCompletion suspend cancel exempt',
      done: 'close reopen',
      closed: 'archive reopen',
      archived: '',
      suspended: 'resume',
      cancelled: '',
      'not-applicable': 'reinstate',
    });
  });

  it('lets only the office chief approve, complete, close, reopen, suspend and cancel', () => {
    for (const verb of ['approvePlan', 'complete', 'close', 'reopen', 'suspend', 'resume', 'cancel'] as const)
      expect(actionMoves[verb].by).toEqual(['office-chief']);
  });

  it('becomes not applicable, and applicable again, by a request alone', () => {
    for (const verb of ['exempt', 'reinstate'] as const) expect(actionMoves[verb].by).toEqual(['system']);
    expect(actionMoves.reinstate.to).toBe('previous');
  });

  it('is finished once done, and every state is active, finished or set aside', () => {
    expect(actionStates.filter(isFinished)).toEqual(['done', 'closed', 'archived']);
    const rest = actionStates.filter(s => !isFinished(s) && !activeActionStates.some(a => a === s));
    expect(rest).toEqual(['suspended', 'cancelled', 'not-applicable']);
    expect(actionStates.filter(isStopped)).toEqual(rest);
  });

  it('has a label for every step', () => expect(Object.keys(actionVerbLabels)).toEqual(Object.keys(actionMoves)));
});

describe('a step', () => {
  it('is refused from the wrong state, by the wrong post and without its reason, all at once', () => {
    const facts = { state: 'assigned', actor: 'liaison', reason: ' ' } as const;
    expect(codes(moveBlockers(actionMoves, 'returnPlan', facts))).toEqual([
      'MOVE_NOT_FROM_STATE',
      'MOVE_NOT_BY_ACTOR',
      'REASON_REQUIRED',
    ]);
    const right = { state: 'plan-in-review', actor: 'office-staff', reason: '节点太笼统' } as const;
    expect(moveBlockers(actionMoves, 'returnPlan', right)).toEqual([]);
  });

  it('needs a reason whenever it sends work back, stops it or ends it', () => {
    const reasoned = Object.entries(actionMoves).filter(([, move]) => move.needsReason);
    expect(reasoned.map(([verb]) => verb)).toEqual([
      'declinePlan',
      'returnPlan',
      'declineCompletion',
      'returnCompletion',
      'reopen',
      'suspend',
      'cancel',
      'exempt',
      'reinstate',
    ]);
  });

  it('shows up as a fault of its table when it is badly drawn', () => {
    const table = {
      go: { from: ['a'], to: 'b', by: ['system'] },
      lost: { from: ['c'], to: 'x', by: [] },
    } as const;
    expect(moveTableFaults(table, ['a', 'b', 'c'], 'a')).toEqual([
      'lost names the unknown state x',
      'lost belongs to nobody',
      'nothing leads to c',
    ]);
  });
});

describe('a plan', () => {
  it('may be submitted when it says who does what by when, with what proof', () => {
    expect(planBlockers(plan())).toEqual([]);
    expect(planBlockers(plan({ milestones: [milestone({ dueOn: '2022-12-31' })] }))).toEqual([]);
    expect(planBlockers(plan({ milestones: [milestone({ dueOn: '2022-01-01' })] }))).toEqual([]);
  });

  it.each([
    [{ content: '  ' }, 'PLAN_CONTENT_MISSING'],
    [{ ownerName: null }, 'PLAN_OWNER_MISSING'],
    [{ section: '' }, 'PLAN_SECTION_MISSING'],
    [{ headInCharge: null }, 'PLAN_HEAD_MISSING'],
    [{ milestones: [] }, 'PLAN_MILESTONES_MISSING'],
    [{ milestones: Array.from({ length: 13 }, () => milestone()) }, 'PLAN_MILESTONES_TOO_MANY'],
    [{ state: 'plan-to-sign' }, 'PLAN_NOT_OPEN'],
  ] as [Partial<PlanFacts>, string][])('with %j is held back by %s', (overrides, code) => {
    expect(codes(planBlockers(plan(overrides)))).toEqual([code]);
  });

  it.each([
    [{ title: '' }, 'MILESTONE_TITLE_MISSING', 'title'],
    [{ deliverable: null }, 'MILESTONE_DELIVERABLE_MISSING', 'deliverable'],
    [{ proofKinds: [] }, 'MILESTONE_PROOF_KINDS_MISSING', 'proofKinds'],
    [{ dueOn: null }, 'MILESTONE_DUE_MISSING', 'dueOn'],
    [{ dueOn: '2023-01-01' }, 'MILESTONE_DUE_AFTER_ACTION', 'dueOn'],
    [{ dueOn: '2021-12-31' }, 'MILESTONE_DUE_BEFORE_PROGRAM', 'dueOn'],
  ])('whose second milestone has %j is held back by %s, at that field', (overrides, code, field) => {
    const violations = planBlockers(plan({ milestones: [milestone(), milestone(overrides)] }));
    expect(violations).toMatchObject([{ code, field: `milestones.1.${field}`, params: { position: 2 } }]);
  });

  it('hears all its faults at once', () =>
    expect(planBlockers(plan({ content: '', section: '', milestones: [] }))).toHaveLength(3));

  it('may have twelve milestones', () =>
    expect(planBlockers(plan({ milestones: Array.from({ length: 12 }, () => milestone()) }))).toEqual([]));
});

describe('completion', () => {
  const facts = (overrides: Partial<CompletionFacts> = {}): CompletionFacts => ({
    state: 'in-progress',
    milestones: [{ state: 'accepted', acceptedEvidenceCount: 1 }],
    ...overrides,
  });

  it('may be asked for when every milestone is accepted on accepted evidence', () => {
    expect(completionBlockers(facts())).toEqual([]);
    expect(completionBlockers(facts({ state: 'returned' }))).toEqual([]);
  });

  it('is held back by its state, by milestones still open and by missing proof', () => {
    expect(codes(completionBlockers(facts({ state: 'planning', milestones: [] })))).toEqual([
      'COMPLETION_NOT_OPEN',
      'COMPLETION_WITHOUT_MILESTONES',
    ]);
    const milestones = [
      { state: 'accepted', acceptedEvidenceCount: 0 },
      { state: 'submitted', acceptedEvidenceCount: 2 },
      { state: 'planned', acceptedEvidenceCount: 0 },
    ] as const;
    expect(completionBlockers(facts({ milestones }))).toEqual([
      { code: 'COMPLETION_MILESTONES_OPEN', params: { count: 2 } },
      { code: 'COMPLETION_EVIDENCE_MISSING', params: { count: 1 } },
    ]);
  });
});
