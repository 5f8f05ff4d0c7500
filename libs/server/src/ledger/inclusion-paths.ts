import { emptyRoot, nodeHash } from './merkle.ts';

/** A whole tree of RFC 6962, for many paths at once: the nodes of every level, the last of an odd number going up as it is. */
export class WholeTree {
  readonly #levels: Uint8Array[][];

  constructor(leaves: readonly Uint8Array[]) {
    let level = [...leaves];
    this.#levels = [level];
    while (level.length > 1) {
      const below = level;
      level = Array.from({ length: Math.ceil(below.length / 2) }, (_, n) => {
        const right = below[2 * n + 1];
        return right ? nodeHash(below[2 * n]!, right) : below[2 * n]!;
      });
      this.#levels.push(level);
    }
  }

  root(): Buffer {
    return Buffer.from(this.#levels.at(-1)?.[0] ?? emptyRoot);
  }

  path(index: number): Buffer[] {
    const siblings: Buffer[] = [];
    let at = index;
    for (const level of this.#levels) {
      const sibling = level[at % 2 === 1 ? at - 1 : at + 1];
      if (sibling) siblings.push(Buffer.from(sibling));
      at = Math.floor(at / 2);
    }
    return siblings;
  }
}
