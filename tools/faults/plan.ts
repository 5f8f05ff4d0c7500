import { Dice } from '../trials/dice.ts';

export const faultKinds = [
  'worker-killed',
  'worker-frozen',
  'worker-clock',
  'queue-emptied',
  'redis-killed',
  'postgres-crashed',
  'backend-killed',
  'connections-terminated',
  'network-cut',
  'network-stalled',
  'commit-cut',
  'commit-answer-cut',
  'clock-moved',
  'mail-stalled',
  'mail-dropped',
  'mail-refused',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface PlannedFault {
  atMs: number;
  kind: FaultKind | 'window-closed' | 'window-opened';
  /** Between 0 and 1: which worker, for how long, by how much. */
  chance: [number, number];
}

/** How often, compared to the others; what costs a restart is rarer. */
const weights: Record<FaultKind, number> = {
  'worker-killed': 7,
  'worker-frozen': 2,
  'worker-clock': 3,
  'queue-emptied': 8,
  'redis-killed': 6,
  'postgres-crashed': 3,
  'backend-killed': 3,
  'connections-terminated': 6,
  'network-cut': 6,
  'network-stalled': 5,
  'commit-cut': 18,
  'commit-answer-cut': 18,
  'clock-moved': 8,
  'mail-stalled': 3,
  'mail-dropped': 4,
  'mail-refused': 4,
};

/** What holds a worker up for longer, so that what it had begun could end after the window closed. */
const slow = new Set<FaultKind>(['worker-frozen', 'network-stalled', 'mail-stalled']);

/** The faults of a run, decided by the seed alone: each kind once, then by weight; the window closes now and then. */
export function planFaults(
  seed: number,
  {
    faults,
    ms,
    closings,
    transport,
  }: { faults: number; ms: number; closings: number; transport: 'postgres' | 'redis' },
): PlannedFault[] {
  const dice = new Dice(seed);
  const kinds = faultKinds.filter(kind => transport === 'redis' || kind !== 'redis-killed');
  const first = [...kinds];
  const everyMs = ms / faults;
  const closes = Array.from({ length: closings }, (_, n) => (ms * (n + 1)) / (closings + 1));
  const closedMs = 8_000;
  const calmBeforeMs = 16_000;
  const plan: PlannedFault[] = closes.flatMap((atMs): PlannedFault[] => [
    { atMs, kind: 'window-closed', chance: [dice.next(), dice.next()] },
    { atMs: atMs + closedMs, kind: 'window-opened', chance: [dice.next(), dice.next()] },
  ]);
  for (let n = 0; n < faults; n++) {
    const atMs = everyMs * (n + dice.next());
    const isCalm = closes.some(close => atMs > close - calmBeforeMs && atMs < close + closedMs);
    const mayBe = (kind: FaultKind): boolean => !(isCalm && slow.has(kind));
    const next = first.filter(mayBe);
    const kind = next.length > 0 ? dice.of(next) : weighted(dice, kinds.filter(mayBe));
    if (next.length > 0) first.splice(first.indexOf(kind), 1);
    plan.push({ atMs, kind, chance: [dice.next(), dice.next()] });
  }
  return plan.sort((a, b) => a.atMs - b.atMs);
}

function weighted(dice: Dice, kinds: readonly FaultKind[]): FaultKind {
  let at = dice.next() * kinds.reduce((sum, kind) => sum + weights[kind], 0);
  return kinds.find(kind => (at -= weights[kind]) < 0) ?? kinds[0]!;
}
