import { lightShape } from './traffic-light.tsx';

export type WatchState = 'FINE' | 'ATTENTION' | 'ALARM' | 'UNKNOWN';

const lightOf = { FINE: 'GREEN', ATTENTION: 'YELLOW', ALARM: 'RED', UNKNOWN: 'GREY' } as const;

/** How something that is watched fares: a shape and a word; colour only helps. */
export function StateLight({ state, word }: { state: WatchState; word: string }) {
  const light = lightOf[state];
  return (
    <span className={`light light-${light.toLowerCase()}`}>
      <span aria-hidden className="light-shape">
        {lightShape[light]}
      </span>
      <span>{word}</span>
    </span>
  );
}
