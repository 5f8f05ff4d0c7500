/** A line of a list that says by its depth what it belongs to. */
export interface RuleNode<Line> {
  line: Line;
  children: RuleNode<Line>[];
}

/** The tree that a list of lines in its order stands for. */
export function ruleTree<Line extends { depth: number }>(lines: readonly Line[]): RuleNode<Line>[] {
  const top: RuleNode<Line>[] = [];
  const above: RuleNode<Line>[] = [];
  for (const line of lines) {
    const node: RuleNode<Line> = { line, children: [] };
    above.length = line.depth;
    (above.at(-1)?.children ?? top).push(node);
    above.push(node);
  }
  return top;
}
