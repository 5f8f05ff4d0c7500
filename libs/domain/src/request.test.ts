import { describe, expect, it } from 'vitest';
import { actionStates } from './action.ts';
import {
  checkRequestMoves,
  decisionBlockers,
  filingBlockers,
  firstStateOf,
  isOpenRequest,
  leadersReasons,
  newDayBlockers,
  replyClock,
  requestKinds,
  requestMoves,
  requestMovesFrom,
  requestStates,
  requestVerbLabels,
  verbsOfKind,
  wordsBlockers,
  type DecisionFacts,
  type FilingFacts,
  type LeadersFacts,
  type RequestRules,
  type RequestVerb,
} from './request.ts';
import { WorkCalendar } from './work-calendar.ts';
import { sentence } from './wording.ts';
import { requestWording } from './wording.requests.ts';

const rules: RequestRules = {
  leadersWhen: { sequenceFrom: 2, lights: ['red'], beyondYear: true },
  replyWithinWorkingDays: 5,
};
const codes = (violations: { code: string }[]) => violations.map(v => v.code);

describe('the life of a request', () => {
  it('leads to every state and names no other', () => expect(checkRequestMoves()).toEqual([]));

  it('begins with the unit head, help alone with the office', () => {
    expect(requestKinds.map(kind => [kind, firstStateOf(kind)])).toEqual([
      ['extension', 'to-sign'],
      ['explanation', 'to-sign'],
      ['not-applicable', 'to-sign'],
      ['decline', 'to-sign'],
      ['help', 'in-review'],
    ]);
  });

  it('gives an extension to the head, the staff, the chief, and the leading group by exception', () => {
    expect(requestMovesFrom('extension', 'to-sign')).toEqual(['signRequest', 'declineRequest', 'withdrawRequest']);
    expect(requestMovesFrom('extension', 'in-review')).toEqual(['passRequest', 'withdrawRequest']);
    expect(requestMovesFrom('extension', 'final-review')).toEqual([
      'grantRequest',
      'putRequestToLeaders',
      'refuseRequest',
      'withdrawRequest',
    ]);
    expect(requestMovesFrom('extension', 'with-leaders')).toEqual([
      'leadersGrantRequest',
      'leadersRefuseRequest',
      'withdrawRequest',
    ]);
    expect(requestMovesFrom('extension', 'granted')).toEqual([]);
  });

  it('lets only a granted “not applicable” be reversed, and ends an explanation with a note, help with an answer', () => {
    for (const kind of requestKinds)
      expect(requestMovesFrom(kind, 'granted')).toEqual(kind === 'not-applicable' ? ['reverseRequest'] : []);
    expect(requestMovesFrom('explanation', 'in-review')).toEqual(['noteRequest', 'withdrawRequest']);
    expect(requestMovesFrom('help', 'in-review')).toEqual(['answerRequest', 'withdrawRequest']);
  });

  it('can be withdrawn by the liaison until somebody decided, and not after', () => {
    for (const state of requestStates)
      for (const kind of requestKinds)
        expect(requestMovesFrom(kind, state).includes('withdrawRequest')).toBe(isOpenRequest(state));
  });

  it('gives every kind a way from its beginning to an end', () => {
    for (const kind of requestKinds) {
      const reached = new Set([firstStateOf(kind)]);
      for (let size = 0; size !== reached.size;) {
        size = reached.size;
        for (const verb of verbsOfKind[kind])
          if (requestMoves[verb].from.some(state => reached.has(state)))
            reached.add(requestMoves[verb].to as (typeof requestStates)[number]);
      }
      expect([...reached].filter(state => !isOpenRequest(state)).length).toBeGreaterThan(1);
    }
  });

  it('asks for words wherever somebody says no, and never decides in the unit’s own house', () => {
    const refusals: RequestVerb[] = [
      'declineRequest',
      'refuseRequest',
      'leadersRefuseRequest',
      'answerRequest',
      'reverseRequest',
    ];
    for (const verb of Object.keys(requestVerbLabels) as RequestVerb[])
      expect(requestMoves[verb].needsReason ?? false).toBe(refusals.includes(verb));
    for (const verb of ['grantRequest', 'refuseRequest', 'leadersGrantRequest', 'leadersRefuseRequest'] as const)
      expect(requestMoves[verb].by.filter(by => by === 'liaison' || by === 'unit-head')).toEqual([]);
  });
});

const filing = (overrides: Partial<FilingFacts> = {}): FilingFacts => ({
  kind: 'extension',
  actionState: 'in-progress',
  isHandedIn: false,
  dueOn: '2024-10-31',
  milestone: true,
  actionDueOn: '2024-12-20',
  today: '2024-10-15',
  hasOpenRequest: false,
  ...overrides,
});

describe('filing a request', () => {
  it('for more time is open through the due day and closed the day after', () => {
    expect(codes(filingBlockers(filing({ today: '2024-10-31' })))).toEqual([]);
    expect(codes(filingBlockers(filing({ today: '2024-11-01' })))).toEqual(['EXTENSION_TOO_LATE']);
  });

  it('to explain is closed through the due day and open the day after', () => {
    expect(codes(filingBlockers(filing({ kind: 'explanation', today: '2024-10-31' })))).toEqual([
      'EXPLANATION_TOO_EARLY',
    ]);
    expect(codes(filingBlockers(filing({ kind: 'explanation', today: '2024-11-01' })))).toEqual([]);
  });

  it('is refused while another about the same thing is open, or once it was handed in', () => {
    expect(codes(filingBlockers(filing({ hasOpenRequest: true })))).toEqual(['REQUEST_OPEN']);
    expect(codes(filingBlockers(filing({ isHandedIn: true })))).toEqual(['REQUEST_OVERTAKEN']);
  });

  it('of a milestone due with its action says to ask for the action', () => {
    expect(codes(filingBlockers(filing({ dueOn: '2024-12-20' })))).toEqual(['EXTENSION_ASK_FOR_ACTION']);
    expect(codes(filingBlockers(filing({ dueOn: '2024-12-20', milestone: false })))).toEqual([]);
  });

  it('to decline is for actions nobody acknowledged, and for no others', () => {
    const open = actionStates.filter(
      actionState => filingBlockers(filing({ kind: 'decline', milestone: false, actionState })).length === 0,
    );
    expect(open).toEqual(['assigned']);
  });

  it('is for work that is still the unit’s', () => {
    const open = (kind: FilingFacts['kind'], today = '2024-10-15') =>
      actionStates.filter(
        actionState => filingBlockers(filing({ kind, milestone: false, actionState, today })).length === 0,
      );
    const before = ['assigned', 'planning', 'plan-to-sign', 'plan-in-review', 'in-progress'];
    expect(open('extension')).toEqual([...before, 'completion-to-sign', 'returned']);
    expect(open('not-applicable')).toEqual([...before, 'returned']);
    const active = [...before, 'completion-to-sign', 'submitted', 'final-review', 'returned'];
    expect(open('help')).toEqual(active);
    expect(open('explanation', '2024-11-01')).toEqual(active);
    const planned = filingBlockers(filing({ actionState: 'planning' }));
    expect(codes(planned)).toEqual(['REQUEST_NOT_OPEN']);
  });

  it('needs its words, not too many', () => {
    expect(codes(wordsBlockers({ reason: ' ', progress: null }))).toEqual([
      'REASON_REQUIRED',
      'REQUEST_PROGRESS_MISSING',
    ]);
    expect(codes(wordsBlockers({ reason: '字'.repeat(2001) }))).toEqual(['FIELD_TOO_LONG']);
    expect(codes(wordsBlockers({ reason: '等待上级文件' }))).toEqual([]);
  });
});

describe('the new day', () => {
  const facts = { dueOn: '2024-10-31', actionDueOn: '2024-12-20', milestone: true };
  it.each([
    ['2024-10-31', 'EXTENSION_DAY_NOT_LATER'],
    ['2024-11-01', undefined],
    ['2024-12-20', undefined],
    ['2024-12-21', 'EXTENSION_BEYOND_ACTION'],
  ])('%s of a milestone: %s', (day, code) => {
    expect(codes(newDayBlockers(facts, day, 'toDueOn'))).toEqual(code ? [code] : []);
  });

  it('may be given earlier than asked, never later', () => {
    const asked = { ...facts, milestone: false, askedOn: '2024-12-31' };
    expect(codes(newDayBlockers(asked, '2024-12-01', 'grantedDueOn'))).toEqual([]);
    expect(codes(newDayBlockers(asked, '2025-01-01', 'grantedDueOn'))).toEqual(['EXTENSION_BEYOND_ASKED']);
  });
});

const first: LeadersFacts = {
  sequence: 1,
  lightAtFiling: 'yellow',
  newDueOn: '2024-12-31',
  year: 2024,
  programEndsOn: '2024-12-31',
};
const decision = (overrides: Partial<DecisionFacts> = {}): DecisionFacts => ({
  kind: 'extension',
  actionState: 'in-progress',
  isHandedIn: false,
  extension: first,
  ...overrides,
});

describe('who decides an extension', () => {
  it.each([
    [{}, []],
    [{ sequence: 2 }, ['sequence']],
    [{ lightAtFiling: 'red' as const }, ['light']],
    [{ newDueOn: '2025-01-01' }, ['beyond-year']],
    [{ newDueOn: '2023-01-05', year: 2022 }, ['beyond-year']],
    [{ sequence: 3, lightAtFiling: 'red' as const, newDueOn: '2025-02-01' }, ['sequence', 'light', 'beyond-year']],
  ])('%j goes to the leading group because of %j', (facts, reasons) => {
    expect(leadersReasons({ ...first, ...facts }, rules)).toEqual(reasons);
  });

  it('follows the rule as data', () => {
    const everything = { ...rules, leadersWhen: { sequenceFrom: 1, lights: [], beyondYear: false } };
    expect(leadersReasons({ ...first, newDueOn: '2025-03-01' }, everything)).toEqual(['sequence']);
  });

  it('keeps the chief from granting what is the leading group’s, and from troubling it with what is not', () => {
    const second = decision({ extension: { ...first, sequence: 2 } });
    expect(codes(decisionBlockers('grantRequest', second, rules))).toEqual(['REQUEST_NEEDS_LEADERS']);
    expect(codes(decisionBlockers('putRequestToLeaders', second, rules))).toEqual([]);
    expect(codes(decisionBlockers('leadersGrantRequest', second, rules))).toEqual([]);
    expect(codes(decisionBlockers('grantRequest', decision(), rules))).toEqual([]);
    expect(codes(decisionBlockers('putRequestToLeaders', decision(), rules))).toEqual(['REQUEST_NOT_FOR_LEADERS']);
  });

  it('grants nothing that was overtaken, but may always refuse', () => {
    const late = decision({ isHandedIn: true });
    expect(codes(decisionBlockers('grantRequest', late, rules))).toEqual(['REQUEST_OVERTAKEN']);
    expect(codes(decisionBlockers('refuseRequest', late, rules))).toEqual([]);
    const over = decision({ kind: 'not-applicable', extension: null, actionState: 'done' });
    expect(codes(decisionBlockers('grantRequest', over, rules))).toEqual(['REQUEST_NOT_OPEN']);
    expect(codes(decisionBlockers('refuseRequest', over, rules))).toEqual([]);
  });

  it('reverses only what still holds', () => {
    const facts = decision({ kind: 'not-applicable', extension: null, actionState: 'not-applicable' });
    expect(codes(decisionBlockers('reverseRequest', facts, rules))).toEqual([]);
    expect(codes(decisionBlockers('reverseRequest', { ...facts, actionState: 'cancelled' }, rules))).toEqual([
      'REQUEST_NOT_OPEN',
    ]);
  });
});

describe('waiting for the office', () => {
  const calendar = new WorkCalendar('2024-01-01', '2024-12-31', []);
  it('is counted in working days from the head’s signature', () => {
    // Thursday to the Thursday after
    expect(replyClock('2024-10-10', '2024-10-17', rules, calendar)).toEqual({
      waitingWorkingDays: 5,
      replyDueOn: '2024-10-17',
      isOverdue: false,
    });
    expect(replyClock('2024-10-10', '2024-10-18', rules, calendar)?.isOverdue).toBe(true);
    expect(replyClock('2025-01-02', '2025-01-03', rules, calendar)).toBeNull();
  });
});

it('every refusal is a sentence in both languages with nothing left to fill in', () => {
  const params = {
    actionState: 'done',
    dueOn: '2024-10-31',
    actionDueOn: '2024-12-20',
    askedOn: '2024-11-30',
    leadersReasons: 'sequence,light',
  };
  for (const code of Object.keys(requestWording))
    for (const locale of ['zh-CN', 'en'] as const) expect(sentence({ code, params }, locale)).not.toMatch(/[{}]/);
  expect(sentence({ code: 'REQUEST_NEEDS_LEADERS', params }, 'zh-CN')).toContain('第二次及以上延期、申请时已亮红灯');
});
