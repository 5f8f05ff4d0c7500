import { systemScope } from '../database/scope.ts';
import type { ReadPool } from '../database/read-pool.ts';
import { inclusionPath, rootOf } from './merkle.ts';

const blockSize = 1_024;
/** Roots of the full blocks read so far, which never change. */
const blockRoots = new WeakMap<ReadPool, Buffer[]>();

/**
 * The root and the path of one leaf in the tree of the first `size` leaves, from stored hashes: whoever uses them compares
 * the root with a signed one. A block is a perfect subtree, hence a leaf of the tree of blocks.
 */
export async function inclusionOf(
  reads: ReadPool,
  seq: number,
  size: number,
): Promise<{ root: Buffer; path: Buffer[] }> {
  const tops = await topsOf(reads, size);
  const block = Math.floor((seq - 1) / blockSize);
  const leaves = await hashesOf(reads, block, size);
  return {
    root: rootOf(tops),
    path: [...inclusionPath((seq - 1) % blockSize, leaves), ...inclusionPath(block, tops)],
  };
}

export async function rootAt(reads: ReadPool, size: number): Promise<Buffer> {
  return rootOf(await topsOf(reads, size));
}

/** What was kept of the tree does not fit a signed root: the next question reads it anew. */
export function forgetTree(reads: ReadPool): void {
  blockRoots.delete(reads);
}

async function topsOf(reads: ReadPool, size: number): Promise<Buffer[]> {
  const full = Math.floor(size / blockSize);
  const kept = blockRoots.get(reads) ?? [];
  blockRoots.set(reads, kept);
  for (let block = kept.length; block < full; block++) kept[block] = rootOf(await hashesOf(reads, block, size));
  const tops = kept.slice(0, full);
  return size % blockSize === 0 ? tops : [...tops, rootOf(await hashesOf(reads, full, size))];
}

async function hashesOf(reads: ReadPool, block: number, size: number): Promise<Buffer[]> {
  const from = block * blockSize + 1;
  const rows = await reads.objects<{ hash: Buffer }>(
    systemScope,
    `select leaf_hash as hash from ledger_leaf where seq between $1 and $2 order by seq`,
    [from, Math.min(from + blockSize - 1, size)],
  );
  return rows.map(row => row.hash);
}
