import { useTranslation } from 'react-i18next';
import { localized } from '../../lib/format.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import styles from './evaluation.module.css';

export interface SchemeTextProps {
  scheme: NonNullable<EvaluationPageQuery['evaluation']>['scheme'];
}

/** Where each indicator comes from, and the scheme as it was computed with. */
export function SchemeText({ scheme }: SchemeTextProps) {
  const { t } = useTranslation();
  return (
    <>
      <ul className={styles.sources}>
        {scheme.indicators.map(indicator => (
          <li key={indicator.code}>
            <b>{localized(indicator.name)}</b> {t('evaluation.full', { full: indicator.full })} · {indicator.clause} ·{' '}
            {indicator.source}
          </li>
        ))}
      </ul>
      <details className="no-print">
        <summary>{t('evaluation.schemeWhole')}</summary>
        {/* a scrolling region must be reachable by keyboard */}
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
        <pre className={styles.formula} tabIndex={0}>
          {scheme.text}
        </pre>
      </details>
    </>
  );
}
