import { useTranslation } from 'react-i18next';
import { StateLight } from '../../components/state-light.tsx';
import { number } from '../../lib/format.ts';
import { measure } from './measure.ts';
import type { OperationsPageQuery } from './operations.generated.ts';
import styles from './operations.module.css';

type Check = OperationsPageQuery['operations']['checks'][number];

const worstFirst = ['ALARM', 'ATTENTION', 'FINE', 'UNKNOWN'];

const isGiven = (value: number | null | undefined): value is number => value !== null && value !== undefined;

/** Every check with its value, where it would change, and what to do about it. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation();
  const sorted = [...checks].sort((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state));
  return (
    <table className={styles.checks} aria-label={t('operations.checks')}>
      <thead>
        <tr>
          <th scope="col">{t('operations.check')}</th>
          <th scope="col">{t('operations.state')}</th>
          <th scope="col">{t('operations.value')}</th>
          <th scope="col">{t('operations.threshold')}</th>
          <th scope="col">{t('operations.todo')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(one => (
          <tr key={one.check}>
            <th scope="row">{t(`operations.check.${one.check}`)}</th>
            <td>
              <StateLight state={one.state} word={t(`operations.state.${one.state}`)} />
            </td>
            <td className={styles.value}>
              <Value check={one} />
            </td>
            <td className={styles.soft}>
              <Threshold check={one} />
            </td>
            <td className={styles.soft}>{t(`operations.${one.state === 'FINE' ? 'about' : 'do'}.${one.check}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ check: { check, value, unit, count } }: { check: Check }) {
  const { t } = useTranslation();
  if (!isGiven(value)) return '—';
  if (check === 'CLOCK' && value === 0) return t('operations.clockTrue');
  return (
    <>
      {measure(value, unit, t)}
      {isGiven(count) && unit !== 'COUNT' ? (
        <span className={styles.soft}> · {t('operations.items', { n: number(count) })}</span>
      ) : null}
    </>
  );
}

function Threshold({ check: { attention, alarm, unit } }: { check: Check }) {
  const { t } = useTranslation();
  const parts = [
    ...(isGiven(attention) ? [t('operations.attentionFrom', { value: measure(attention, unit, t) })] : []),
    ...(isGiven(alarm) ? [t('operations.alarmFrom', { value: measure(alarm, unit, t) })] : []),
  ];
  return parts.length > 0 ? parts.join(t('operations.comma')) : '—';
}
