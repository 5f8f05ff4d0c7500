import type { RuleNode } from '../../lib/rule-tree.ts';
import type { ExplainedSchemeFragment, ExplainedScoreFragment } from './evaluation-unit.generated.ts';
import styles from './evaluation-unit.module.css';
import { IndicatorExplanation } from './indicator-explanation.tsx';

type Rule = ExplainedSchemeFragment['rules'][number];

export interface ScoreTreeProps {
  nodes: readonly RuleNode<Rule>[];
  scores: ReadonlyMap<string, ExplainedScoreFragment>;
}

/** Every mark with its explanation; what belongs to a group stands in it. */
export function ScoreTree({ nodes, scores }: ScoreTreeProps) {
  return (
    <>
      {nodes.map(({ line, children }) => {
        const score = scores.get(line.code);
        return (
          <div key={line.code}>
            {score && <IndicatorExplanation indicator={score} rule={line} />}
            {children.length > 0 && (
              <div className={styles.inGroup}>
                <ScoreTree nodes={children} scores={scores} />
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}
