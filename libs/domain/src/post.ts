import type { CalendarDay } from './calendar-day.ts';
import { isUnitRole, postKinds, type PostKind, type Role } from './roles.ts';
import type { Violation } from './violation.ts';

/** Days from the first to the day before the last: on the day of a hand-over the successor answers. Open when `toOn` is null. */
export interface Period {
  fromOn: CalendarDay;
  toOn: CalendarDay | null;
}

export interface Holding extends Period {
  post: PostKind;
  userId: string;
  name: string;
}

/** The role of an account whose holder has a post; a deputy may do what the post itself may. */
export const roleOfPost: Record<PostKind, Role> = {
  head: 'UNIT_HEAD',
  'deputy-head': 'UNIT_HEAD',
  liaison: 'UNIT_LIAISON',
  'deputy-liaison': 'UNIT_LIAISON',
};

export const postsOfRole = (role: Role): PostKind[] => postKinds.filter(post => roleOfPost[post] === role);

/** Who is told while a post is empty; only when both are empty nobody is left to tell. */
export const standInOf: Record<PostKind, PostKind> = {
  head: 'deputy-head',
  'deputy-head': 'head',
  liaison: 'deputy-liaison',
  'deputy-liaison': 'liaison',
};

/** Posts that every unit with work must have filled; a deputy is optional. */
export const requiredPosts: readonly PostKind[] = ['head', 'liaison'];

export const holdsOn = ({ fromOn, toOn }: Period, day: CalendarDay): boolean =>
  fromOn <= day && (toOn === null || day < toOn);

export function overlaps(a: Period, b: Period): boolean {
  const begins = a.fromOn > b.fromOn ? a.fromOn : b.fromOn;
  return (a.toOn === null || begins < a.toOn) && (b.toOn === null || begins < b.toOn);
}

/** The posts and who held them on a day, in the order of the posts; an empty post is null. */
export function holdersOn<H extends Holding>(
  holdings: readonly H[],
  day: CalendarDay,
): { post: PostKind; holding: H | null }[] {
  return postKinds.map(post => ({
    post,
    holding: holdings.find(holding => holding.post === post && holdsOn(holding, day)) ?? null,
  }));
}

/** Days without a holder between the first holding and today, oldest first; the last one may still be open. */
export function gapsOf(holdings: readonly Period[], today: CalendarDay): Period[] {
  const gaps: Period[] = [];
  let heldUntil: CalendarDay | null | undefined;
  for (const { fromOn, toOn } of [...holdings].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    if (typeof heldUntil === 'string' && heldUntil < fromOn) gaps.push({ fromOn: heldUntil, toOn: fromOn });
    if (heldUntil !== null) heldUntil = toOn;
  }
  if (typeof heldUntil === 'string' && heldUntil <= today) gaps.push({ fromOn: heldUntil, toOn: null });
  return gaps;
}

/** Whether the outgoing holder goes on working in the unit, or leaves and the account is closed. */
export const outgoingFates = ['stays', 'leaves'] as const;
export type OutgoingFate = (typeof outgoingFates)[number];

export interface HandOverFacts {
  unitId: string;
  post: PostKind;
  day: CalendarDay;
  today: CalendarDay;
  present: { userId: string; fromOn: CalendarDay } | null;
  /** The day the post fell empty, when it is. */
  emptySince: CalendarDay | null;
  /** What becomes of the present holder. */
  outgoing: OutgoingFate | null;
  successor:
    | { userId: string; unitId: string; role: Role; isActive: boolean; holds: { fromOn: CalendarDay } | null }
    | 'new'
    | null;
}

/** Why a post cannot pass on like this: all reasons at once. */
export function handOverBlockers(facts: HandOverFacts): Violation[] {
  const { day, today, present, emptySince, successor } = facts;
  const violations: Violation[] = [];
  if (day > today) violations.push({ code: 'HAND_OVER_IN_FUTURE', field: 'day', params: { today } });
  if (present && day < present.fromOn)
    violations.push({ code: 'HAND_OVER_BEFORE_HOLDER', field: 'day', params: { fromOn: present.fromOn } });
  if (!present && emptySince && day < emptySince)
    violations.push({ code: 'HAND_OVER_BEFORE_EMPTY', field: 'day', params: { fromOn: emptySince } });
  if (present && !facts.outgoing) violations.push({ code: 'HAND_OVER_OUTGOING_MISSING', field: 'outgoing' });
  if (!successor) violations.push({ code: 'HAND_OVER_SUCCESSOR_MISSING', field: 'successorId' });
  else if (successor !== 'new') {
    if (successor.userId === present?.userId) violations.push({ code: 'HAND_OVER_TO_HOLDER', field: 'successorId' });
    else if (successor.unitId !== facts.unitId || !successor.isActive || !isUnitRole(successor.role))
      violations.push({ code: 'HAND_OVER_SUCCESSOR_UNFIT', field: 'successorId' });
    else if (successor.holds && day < successor.holds.fromOn)
      violations.push({
        code: 'HAND_OVER_BEFORE_OWN_POST',
        field: 'day',
        params: { fromOn: successor.holds.fromOn },
      });
  }
  return violations;
}
