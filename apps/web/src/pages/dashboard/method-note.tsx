import { useTranslation } from 'react-i18next';
import { longDay, moment } from '../../lib/days.ts';
import styles from './dashboard.module.css';

const RULES = ['total', 'done', 'onTime', 'reds', 'unchased', 'light', 'trend', 'days'] as const;

/** How each figure on the page is counted. */
export function MethodNote({ today, asOf }: { today: string; asOf: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.method}>
      <p>{t('dashboard.method.asOf', { today: longDay(today), at: moment(asOf) })}</p>
      <ul>
        {RULES.map(rule => (
          <li key={rule}>{t(`dashboard.method.${rule}`)}</li>
        ))}
      </ul>
    </div>
  );
}
