import type { Bilingual } from './bilingual.ts';
import type { Violation } from './violation.ts';

/** Who takes a step: a post in the unit, a post in the programme office, the leading group, or the system itself. */
export const actorKinds = ['liaison', 'unit-head', 'office-staff', 'office-chief', 'leader', 'system'] as const;
export type ActorKind = (typeof actorKinds)[number];

export const actorKindLabels: Record<ActorKind, Bilingual> = {
  liaison: { zh: '联络员', en: 'the liaison' },
  'unit-head': { zh: '单位负责人', en: 'the unit head' },
  'office-staff': { zh: '办公室工作人员', en: 'the office staff' },
  'office-chief': { zh: '办公室负责人', en: 'the office chief' },
  leader: { zh: '领导小组', en: 'the leading group' },
  system: { zh: '系统', en: 'the system' },
};

export interface Move<State extends string> {
  from: readonly State[];
  /** `previous`: back to the state it was in before. */
  to: State | 'previous';
  by: readonly ActorKind[];
  needsReason?: true;
}

export type MoveTable<Verb extends string, State extends string> = Readonly<Record<Verb, Move<State>>>;

export function verbsFrom<V extends string, S extends string>(table: MoveTable<V, S>, state: S): V[] {
  return (Object.keys(table) as V[]).filter(verb => table[verb].from.includes(state));
}

/** Why `actor` may not take this step from `state`; empty when nothing stands in the way of the step itself. */
export function moveBlockers<V extends string, S extends string>(
  table: MoveTable<V, S>,
  verb: V,
  facts: { state: S; actor: ActorKind; reason?: string | null },
): Violation[] {
  const move = table[verb];
  const violations: Violation[] = [];
  if (!move.from.includes(facts.state)) violations.push({ code: 'MOVE_NOT_FROM_STATE' });
  if (!move.by.includes(facts.actor))
    violations.push({ code: 'MOVE_NOT_BY_ACTOR', params: { actors: move.by.join() } });
  if (move.needsReason && !facts.reason?.trim()) violations.push({ code: 'REASON_REQUIRED', field: 'reason' });
  return violations;
}

/** What is wrong with a table itself: unknown states, states nothing leads to, steps nobody may take. */
export function moveTableFaults(table: MoveTable<string, string>, states: readonly string[], start: string): string[] {
  const faults: string[] = [];
  const known = new Set(states);
  for (const [verb, move] of Object.entries(table)) {
    for (const state of [...move.from, move.to])
      if (state !== 'previous' && !known.has(state)) faults.push(`${verb} names the unknown state ${state}`);
    if (move.from.length === 0) faults.push(`${verb} starts from no state`);
    if (move.by.length === 0) faults.push(`${verb} belongs to nobody`);
  }
  const reached = new Set([start]);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (const move of Object.values(table))
      if (move.to !== 'previous' && move.from.some(state => reached.has(state))) reached.add(move.to);
  }
  for (const state of states) if (!reached.has(state)) faults.push(`nothing leads to ${state}`);
  return faults;
}
