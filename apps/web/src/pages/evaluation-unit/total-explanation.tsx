import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../../components/record-page.tsx';
import { localized } from '../../lib/format.ts';
import type { ExplainedSchemeFragment, ExplainedUnitFragment } from './evaluation-unit.generated.ts';
import styles from './evaluation-unit.module.css';

export interface TotalExplanationProps {
  unit: ExplainedUnitFragment;
  unitCount: number;
  rules: ExplainedSchemeFragment['rules'];
  terms: ExplainedSchemeFragment['terms'];
}

/** How total, rank and grade came about: the marks that were added up, each a link to its own explanation, and the rules. */
export function TotalExplanation({ unit, unitCount, rules, terms }: TotalExplanationProps) {
  const { t } = useTranslation();
  const scores = new Map([...unit.indicators, ...unit.groups].map(score => [score.code, score]));
  const added = rules
    .filter(rule => rule.depth === 0)
    .map(rule => scores.get(rule.code))
    .filter(score => score?.applicable);
  return (
    <Section
      id="total"
      className={styles.anchor}
      title={t('evaluation.unit.totalTitle')}
      extra={<b className={styles.score}>{unit.total}</b>}
    >
      <p className={styles.sum}>
        {added.map((score, index) => (
          <span key={score!.code}>
            {index > 0 ? ' + ' : ''}
            <a href={`#${score!.code}`}>
              {localized(score!.name)} {score!.score}
            </a>
          </span>
        ))}
        {unitCount > 0
          ? ` → ${t('evaluation.unit.totalOf', { total: unit.total, rank: unit.rank, n: unitCount })}`
          : ''}
      </p>
      {unit.lines.length > 0 && (
        <ul className={styles.totalLines}>
          {unit.lines.map((line, index) => (
            <li key={index}>
              {localized(line.text)} {line.value}
              {line.refs.map(({ ref, label, actionId }) => (
                <span key={ref}> {actionId ? <Link to={`/actions/${actionId}`}>{label}</Link> : label}</span>
              ))}
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.totalLines}>
        {terms.map(({ text }) => (
          <li key={text.zh}>{localized(text)}</li>
        ))}
      </ul>
    </Section>
  );
}
