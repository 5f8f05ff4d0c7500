/** Something did not go as the story says; the message is the one sentence that is shown. */
export class Unexpected extends Error {
  override name = 'Unexpected';
}

export function expected(isSo: boolean, sentence: string): asserts isSo {
  if (!isSo) throw new Unexpected(sentence);
}

export function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Unexpected(`${what} is missing.`);
  return value;
}

const startedAt = performance.now();
export const secondsSoFar = (): number => (performance.now() - startedAt) / 1000;

export function tell(line: string): void {
  console.log(`${secondsSoFar().toFixed(1).padStart(6)} s  ${line}`);
}

/** Asks until the answer is there, with pauses in between; the last answer goes into the refusal. */
export async function until<T>(
  what: string,
  withinSeconds: number,
  ask: () => Promise<T>,
  isThere: (answer: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + withinSeconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (performance.now() > deadline)
      throw new Unexpected(`${what} was not there within ${withinSeconds} s; last seen: ${JSON.stringify(answer)}.`);
    await new Promise(resolve => setTimeout(resolve, 150));
  }
}

/** Works through the items, a few side by side. */
export async function sideBySide<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
