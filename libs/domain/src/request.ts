import { activeActionStates, isOpenPlan, type ActionState } from './action.ts';
import type { Bilingual } from './bilingual.ts';
import { yearOf, type CalendarDay } from './calendar-day.ts';
import type { Light } from './light.ts';
import { moveTableFaults, type MoveTable } from './moves.ts';
import type { Violation } from './violation.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** What a unit may ask about an action that was given to it. */
export const requestKindLabels = {
  extension: { zh: '延期', en: 'Extension' },
  explanation: { zh: '逾期说明', en: 'Explanation' },
  'not-applicable': { zh: '不适用', en: 'Not applicable' },
  decline: { zh: '不予承接', en: 'Decline' },
  help: { zh: '困难求助', en: 'Help needed' },
} as const satisfies Record<string, Bilingual>;

export type RequestKind = keyof typeof requestKindLabels;
export const requestKinds = Object.keys(requestKindLabels) as RequestKind[];

export const requestStateLabels = {
  'to-sign': { zh: '待单位审签', en: 'To sign' },
  'in-review': { zh: '待初审', en: 'In review' },
  'final-review': { zh: '待审定', en: 'Final review' },
  'with-leaders': { zh: '呈领导小组', en: 'With the leading group' },
  granted: { zh: '已批准', en: 'Granted' },
  refused: { zh: '未批准', en: 'Refused' },
  declined: { zh: '单位未同意', en: 'Declined by the unit head' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  noted: { zh: '已备案', en: 'Noted' },
  answered: { zh: '已答复', en: 'Answered' },
  reversed: { zh: '批准已撤销', en: 'Reversed' },
} as const satisfies Record<string, Bilingual>;

export type RequestState = keyof typeof requestStateLabels;
export const requestStates = Object.keys(requestStateLabels) as RequestState[];

/** Somebody still has to say something. */
export const openRequestStates = ['to-sign', 'in-review', 'final-review', 'with-leaders'] as const;
export type OpenRequestState = (typeof openRequestStates)[number];
export const isOpenRequest = (state: RequestState): state is OpenRequestState =>
  (openRequestStates as readonly RequestState[]).includes(state);

/** Turned down or answered: the unit reads it, and may file anew. */
export const answersToRead = ['declined', 'refused', 'answered'] as const satisfies RequestState[];

export const requestVerbLabels = {
  signRequest: { zh: '同意并报办公室', en: 'Sign and send' },
  declineRequest: { zh: '不同意', en: 'Decline' },
  passRequest: { zh: '初审通过', en: 'Pass on' },
  noteRequest: { zh: '备案', en: 'Note' },
  answerRequest: { zh: '答复', en: 'Answer' },
  putRequestToLeaders: { zh: '呈领导小组', en: 'Put before the leading group' },
  grantRequest: { zh: '批准', en: 'Grant' },
  refuseRequest: { zh: '不批准', en: 'Refuse' },
  leadersGrantRequest: { zh: '批准', en: 'Grant' },
  leadersRefuseRequest: { zh: '不批准', en: 'Refuse' },
  withdrawRequest: { zh: '撤回申请', en: 'Withdraw' },
  reverseRequest: { zh: '撤销批准', en: 'Reverse' },
} as const satisfies Record<string, Bilingual>;

export type RequestVerb = keyof typeof requestVerbLabels;

/** Unit head first, then the office, the leading group by exception. */
export const requestMoves: MoveTable<RequestVerb, RequestState> = {
  signRequest: { from: ['to-sign'], to: 'in-review', by: ['unit-head'] },
  declineRequest: { from: ['to-sign'], to: 'declined', by: ['unit-head'], needsReason: true },
  passRequest: { from: ['in-review'], to: 'final-review', by: ['office-staff', 'office-chief'] },
  noteRequest: { from: ['in-review'], to: 'noted', by: ['office-staff', 'office-chief'] },
  answerRequest: { from: ['in-review'], to: 'answered', by: ['office-staff', 'office-chief'], needsReason: true },
  putRequestToLeaders: { from: ['final-review'], to: 'with-leaders', by: ['office-chief'] },
  grantRequest: { from: ['final-review'], to: 'granted', by: ['office-chief'] },
  refuseRequest: { from: ['final-review'], to: 'refused', by: ['office-chief'], needsReason: true },
  leadersGrantRequest: { from: ['with-leaders'], to: 'granted', by: ['leader'] },
  leadersRefuseRequest: { from: ['with-leaders'], to: 'refused', by: ['leader'], needsReason: true },
  withdrawRequest: { from: openRequestStates, to: 'withdrawn', by: ['liaison'] },
  reverseRequest: { from: ['granted'], to: 'reversed', by: ['office-chief'], needsReason: true },
};

const decidedByChief: RequestVerb[] = [
  'signRequest',
  'declineRequest',
  'passRequest',
  'grantRequest',
  'refuseRequest',
  'withdrawRequest',
];

/** The steps each kind goes through; what is not named here does not exist for it. */
export const verbsOfKind: Record<RequestKind, readonly RequestVerb[]> = {
  extension: [
    'signRequest',
    'declineRequest',
    'passRequest',
    'grantRequest',
    'putRequestToLeaders',
    'refuseRequest',
    'leadersGrantRequest',
    'leadersRefuseRequest',
    'withdrawRequest',
  ],
  explanation: ['signRequest', 'declineRequest', 'noteRequest', 'withdrawRequest'],
  'not-applicable': [...decidedByChief, 'reverseRequest'],
  decline: decidedByChief,
  help: ['answerRequest', 'withdrawRequest'],
};

/** Where a request begins: help is asked of the office at once, everything else of the head of the unit. */
export const firstStateOf = (kind: RequestKind): RequestState => (kind === 'help' ? 'in-review' : 'to-sign');

export const requestMovesFrom = (kind: RequestKind, state: RequestState): RequestVerb[] =>
  verbsOfKind[kind].filter(verb => requestMoves[verb].from.includes(state));

/** Faults of the table itself; a test expects none. */
export const checkRequestMoves = (): string[] => moveTableFaults(requestMoves, requestStates, 'to-sign');

/** What the office may change about requests, as data. */
export interface RequestRules {
  leadersWhen: {
    /** The first extension of a thing is 1. */
    sequenceFrom: number;
    lights: readonly Light[];
    beyondYear: boolean;
  };
  /** Working days within which the office replies, from the day the unit head signed. */
  replyWithinWorkingDays: number;
}

export interface FilingFacts {
  kind: RequestKind;
  actionState: ActionState;
  /** Of the thing it is about: the milestone, or the action itself. */
  isHandedIn: boolean;
  dueOn: CalendarDay;
  milestone: boolean;
  /** The action's own day; a milestone never goes beyond it. */
  actionDueOn: CalendarDay;
  today: CalendarDay;
  /** Another request about the same thing that is not decided yet. */
  hasOpenRequest: boolean;
}

/** States in which a unit still works on an action, so that it may ask for something. */
const mayAskIn: Record<RequestKind, readonly ActionState[]> = {
  extension: [
    'assigned',
    'planning',
    'plan-to-sign',
    'plan-in-review',
    'in-progress',
    'completion-to-sign',
    'returned',
  ],
  explanation: activeActionStates,
  'not-applicable': ['assigned', 'planning', 'plan-to-sign', 'plan-in-review', 'in-progress', 'returned'],
  decline: ['assigned'],
  help: activeActionStates,
};

/** Why a request may not be filed now, apart from what is written in it. The due day itself still counts, to its last minute. */
export function filingBlockers(facts: FilingFacts): Violation[] {
  const { kind, actionState, dueOn, today } = facts;
  const violations: Violation[] = [];
  if (!mayAskIn[kind].includes(actionState) || (facts.milestone && isOpenPlan(actionState)))
    violations.push({ code: kind === 'decline' ? 'DECLINE_NOT_OPEN' : 'REQUEST_NOT_OPEN', params: { actionState } });
  if (facts.hasOpenRequest) violations.push({ code: 'REQUEST_OPEN' });
  if (kind !== 'extension' && kind !== 'explanation') return violations;
  if (facts.isHandedIn) violations.push({ code: 'REQUEST_OVERTAKEN' });
  else if (kind === 'extension' && today > dueOn) violations.push({ code: 'EXTENSION_TOO_LATE', params: { dueOn } });
  else if (kind === 'explanation' && today <= dueOn)
    violations.push({ code: 'EXPLANATION_TOO_EARLY', params: { dueOn } });
  else if (kind === 'extension' && facts.milestone && dueOn >= facts.actionDueOn)
    violations.push({ code: 'EXTENSION_ASK_FOR_ACTION', params: { actionDueOn: facts.actionDueOn } });
  return violations;
}

export const longestRequestText = 2000;

/** What is wrong with the words of a request. */
export function wordsBlockers(words: Record<string, string | null | undefined>): Violation[] {
  return Object.entries(words).flatMap(([field, text]): Violation[] => {
    if (!text?.trim()) return [{ code: field === 'reason' ? 'REASON_REQUIRED' : 'REQUEST_PROGRESS_MISSING', field }];
    if (text.length > longestRequestText)
      return [{ code: 'FIELD_TOO_LONG', field, params: { max: longestRequestText } }];
    return [];
  });
}

/** Whether a day may be asked for or given: later than now, and a milestone's within its action. */
export function newDayBlockers(
  facts: { dueOn: CalendarDay; actionDueOn: CalendarDay; milestone: boolean; askedOn?: CalendarDay | null },
  day: CalendarDay,
  field: string,
): Violation[] {
  const { dueOn, actionDueOn, askedOn } = facts;
  if (day <= dueOn) return [{ code: 'EXTENSION_DAY_NOT_LATER', field, params: { dueOn } }];
  if (facts.milestone && day > actionDueOn)
    return [{ code: 'EXTENSION_BEYOND_ACTION', field, params: { actionDueOn } }];
  if (askedOn && day > askedOn) return [{ code: 'EXTENSION_BEYOND_ASKED', field, params: { askedOn } }];
  return [];
}

export const leadersReasonLabels = {
  sequence: { zh: '第二次及以上延期', en: 'not the first extension' },
  light: { zh: '申请时已亮红灯', en: 'red when it was asked for' },
  'beyond-year': { zh: '新时限超出本年度或方案期限', en: 'beyond the year or the programme' },
} as const satisfies Record<string, Bilingual>;
export type LeadersReason = keyof typeof leadersReasonLabels;

export interface LeadersFacts {
  /** Which extension of this thing it would be: 1 for the first. */
  sequence: number;
  /** The light when it was filed: that the office took its time is not the unit's fault. */
  lightAtFiling: Light;
  newDueOn: CalendarDay;
  year: number;
  programEndsOn: CalendarDay;
}

/** Why the office chief may not grant an extension alone; empty when the chief may. */
export function leadersReasons(facts: LeadersFacts, { leadersWhen }: RequestRules): LeadersReason[] {
  const reasons: LeadersReason[] = [];
  if (facts.sequence >= leadersWhen.sequenceFrom) reasons.push('sequence');
  if (leadersWhen.lights.includes(facts.lightAtFiling)) reasons.push('light');
  if (leadersWhen.beyondYear && (yearOf(facts.newDueOn) > facts.year || facts.newDueOn > facts.programEndsOn))
    reasons.push('beyond-year');
  return reasons;
}

export interface DecisionFacts {
  kind: RequestKind;
  actionState: ActionState;
  isHandedIn: boolean;
  /** Set for an extension. */
  extension?: LeadersFacts | null;
}

/** What stands in the way of a decision: the thing has moved on meanwhile, or the leading group must decide. */
export function decisionBlockers(verb: RequestVerb, facts: DecisionFacts, rules: RequestRules): Violation[] {
  const grants = verb === 'grantRequest' || verb === 'leadersGrantRequest';
  const violations: Violation[] = [];
  if (grants && !mayAskIn[facts.kind].includes(facts.actionState))
    violations.push({ code: 'REQUEST_NOT_OPEN', params: { actionState: facts.actionState } });
  if (grants && facts.kind === 'extension' && facts.isHandedIn) violations.push({ code: 'REQUEST_OVERTAKEN' });
  if (facts.extension) {
    const reasons = leadersReasons(facts.extension, rules);
    if (verb === 'grantRequest' && reasons.length > 0)
      violations.push({ code: 'REQUEST_NEEDS_LEADERS', params: { leadersReasons: reasons.join() } });
    if (verb === 'putRequestToLeaders' && reasons.length === 0) violations.push({ code: 'REQUEST_NOT_FOR_LEADERS' });
  }
  if (verb === 'reverseRequest' && facts.actionState !== 'not-applicable')
    violations.push({ code: 'REQUEST_NOT_OPEN', params: { actionState: facts.actionState } });
  return violations;
}

export interface ReplyClock {
  /** Working days the request has been with the office and the leading group. */
  waitingWorkingDays: number;
  replyDueOn: CalendarDay;
  isOverdue: boolean;
}

/** How long the unit has been waiting for a reply; null where the work calendar does not reach. */
export function replyClock(
  officeSince: CalendarDay,
  today: CalendarDay,
  rules: RequestRules,
  calendar: WorkCalendar,
): ReplyClock | null {
  if (!calendar.covers(officeSince) || !calendar.covers(today)) return null;
  const replyDueOn = calendar.addWorkingDays(officeSince, rules.replyWithinWorkingDays);
  return {
    waitingWorkingDays: Math.max(0, calendar.workingDaysBetween(officeSince, today)),
    replyDueOn,
    isOverdue: today > replyDueOn,
  };
}
