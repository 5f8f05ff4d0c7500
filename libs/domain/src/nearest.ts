import { comparable } from './half-width.ts';

/** Levenshtein distance, by code point. */
export function editDistance(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[b.length]!;
}

/**
 * The candidate one of whose words differs least from `text`; null when more than half of the longer word would have
 * to change. The first of equals wins.
 */
export function nearest<Candidate>(
  text: string,
  candidates: readonly Candidate[],
  wordsOf: (candidate: Candidate) => readonly string[],
): Candidate | null {
  const wanted = comparable(text);
  let best: { candidate: Candidate; share: number } | null = null;
  for (const candidate of candidates) {
    for (const word of wordsOf(candidate).map(comparable)) {
      const longer = Math.max([...wanted].length, [...word].length);
      if (longer === 0) continue;
      const share = editDistance(wanted, word) / longer;
      if (share <= 0.5 && (best === null || share < best.share)) best = { candidate, share };
    }
  }
  return best?.candidate ?? null;
}
