import { createHash } from 'node:crypto';

// RFC 6962 §2.1. A hash is 32 bytes; trees are over hashes of leaves, which `leafHash` makes from their bytes.

/** RFC 6962: SHA-256 over a byte 1 and the two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

export const emptyRoot: Buffer = createHash('sha256').digest();

/**
 * A tree that only grows, kept as the roots of its perfect subtrees, largest first: all that is needed to add leaves and to
 * tell the root, whatever the size.
 */
export class GrowingTree {
  #size: number;
  #peaks: Buffer[];

  /** `peaks` as `peaks()` gave them at that size. */
  constructor(size = 0, peaks: Uint8Array = Buffer.alloc(0)) {
    const count = onesOf(size);
    if (peaks.length !== count * 32)
      throw new RangeError(`${size} leaves have ${count} peaks, not ${peaks.length / 32}`);
    this.#size = size;
    this.#peaks = Array.from({ length: count }, (_, n) => Buffer.from(peaks.subarray(n * 32, n * 32 + 32)));
  }

  get size(): number {
    return this.#size;
  }

  add(leaf: Uint8Array): void {
    let hash: Buffer = Buffer.from(leaf);
    for (let width = this.#size; width % 2 === 1; width = (width - 1) / 2) hash = nodeHash(this.#peaks.pop()!, hash);
    this.#peaks.push(hash);
    this.#size += 1;
  }

  root(): Buffer {
    const [last, ...larger] = [...this.#peaks].reverse();
    return larger.reduce((right, left) => nodeHash(left, right), last ?? emptyRoot);
  }

  peaks(): Buffer {
    return Buffer.concat(this.#peaks);
  }
}

export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** RFC 6962 §2.1.1: the siblings from the leaf at `index` up to the root. */
export function inclusionPath(index: number, leaves: readonly Uint8Array[]): Buffer[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionPath(index, left), rootOf(right)]
    : [...inclusionPath(index - split, right), rootOf(left)];
}

/** The root that a leaf and its path lead to in a tree of `size` leaves, or null if the path cannot belong to it. */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Buffer | null {
  if (index < 0 || index >= size) return null;
  let hash: Buffer = Buffer.from(leaf);
  let [at, last] = [index, size - 1];
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : null;
}

const half = (value: number): number => Math.floor(value / 2);

/** The largest power of two smaller than the size. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function onesOf(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = half(rest)) count += rest % 2;
  return count;
}
