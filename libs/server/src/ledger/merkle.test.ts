import { describe, expect, it } from 'vitest';
import { leafHash } from './append-leaf.ts';
import { emptyRoot, GrowingTree, inclusionPath, nodeHash, rootFromPath, rootOf } from './merkle.ts';
import { createHash } from 'node:crypto';

const hashOf = (hex: string): Buffer =>
  createHash('sha256').update(Buffer.of(0)).update(Buffer.from(hex, 'hex')).digest();

// The entries and roots that certificate-transparency's own tests use for RFC 6962.
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hashOf);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The definition of the RFC, word for word. */
function byDefinition(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(byDefinition(leaves.slice(0, split)), byDefinition(leaves.slice(split)));
}

describe('the tree', () => {
  it('has the roots of certificate-transparency for its eight entries', () => {
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(entries.map((_, n) => rootOf(entries.slice(0, n + 1)).toString('hex'))).toEqual(roots);
    expect(leafHash('').toString('hex')).toBe(roots[0]);
  });

  it('grows from its peaks at any size to the root that the definition gives', () => {
    const leaves = Array.from({ length: 130 }, (_, n) => leafHash(`leaf ${n}`));
    let tree = new GrowingTree();
    for (const [n, leaf] of leaves.entries()) {
      tree = new GrowingTree(n, tree.peaks());
      tree.add(leaf);
      expect(tree.root()).toEqual(byDefinition(leaves.slice(0, n + 1)));
    }
    expect(() => new GrowingTree(3, Buffer.alloc(32))).toThrow(RangeError);
  });

  it('proves each leaf, and no other leaf, place, size or path', () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = Array.from({ length: size }, (_, n) => leafHash(`leaf ${n}`));
      const root = byDefinition(leaves);
      for (let index = 0; index < size; index++) {
        const path = inclusionPath(index, leaves);
        expect(rootFromPath(leaves[index]!, index, size, path)).toEqual(root);
        expect(rootFromPath(leafHash('another'), index, size, path)).not.toEqual(root);
        expect(rootFromPath(leaves[index]!, index, size, [...path, root])).toBeNull();
        if (size > 1) {
          expect(rootFromPath(leaves[index]!, (index + 1) % size, size, path)).not.toEqual(root);
          expect(rootFromPath(leaves[index]!, index, size, path.slice(1))).not.toEqual(root);
        }
      }
    }
  });
});
