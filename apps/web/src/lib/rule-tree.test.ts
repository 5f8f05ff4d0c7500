import { expect, test } from 'vitest';
import { ruleTree, type RuleNode } from './rule-tree.ts';

const told = (nodes: RuleNode<{ depth: number; code: string }>[]): unknown[] =>
  nodes.map(({ line, children }) => (children.length > 0 ? [line.code, told(children)] : line.code));

test('lines become a tree by their depth', () => {
  const lines = [
    { depth: 0, code: 'a' },
    { depth: 1, code: 'a1' },
    { depth: 2, code: 'a1x' },
    { depth: 1, code: 'a2' },
    { depth: 0, code: 'b' },
  ];
  expect(told(ruleTree(lines))).toEqual([['a', [['a1', ['a1x']], 'a2']], 'b']);
});
