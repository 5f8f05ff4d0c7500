import { useTranslation } from 'react-i18next';
import { localized } from '../../lib/format.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import styles from './evaluation.module.css';

export interface SchemeTextProps {
  scheme: NonNullable<EvaluationPageQuery['evaluation']>['scheme'];
}

/** The formula as it was computed with, and where each indicator comes from. */
export function SchemeText({ scheme }: SchemeTextProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.formula}>{scheme.text}</div>
      <ul className={styles.sources}>
        {scheme.indicators.map(indicator => (
          <li key={indicator.code}>
            <b>{indicator.code}</b> {localized(indicator.name)}({t('evaluation.full', { full: indicator.full })}) —{' '}
            {t('evaluation.schemeSource')}:{indicator.source} {indicator.clause}
          </li>
        ))}
      </ul>
    </>
  );
}
