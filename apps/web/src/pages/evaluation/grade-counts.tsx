import { useTranslation } from 'react-i18next';
import { localized } from '../../lib/format.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import styles from './evaluation.module.css';

export interface GradeCountsProps {
  counts: NonNullable<EvaluationPageQuery['evaluation']>['gradeCounts'];
}

export function GradeCounts({ counts }: GradeCountsProps) {
  const { t } = useTranslation();
  return (
    <ul className={styles.grades}>
      {counts.map(({ grade, name, count }) => (
        <li key={grade}>
          {localized(name)} <b>{t('evaluation.gradeCount', { n: count })}</b>
        </li>
      ))}
    </ul>
  );
}
