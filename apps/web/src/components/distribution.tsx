import { useTranslation } from 'react-i18next';
import styles from './result-parts.module.css';

export interface DistributionProps {
  distribution: { unitCount: number; bands: { from: number; to: number; count: number }[] };
  /** total of the reader's own unit, whose band is marked */
  own?: string | undefined;
}

/** How many units lie in each band of totals; no names. */
export function Distribution({ distribution, own }: DistributionProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...distribution.bands.map(({ count }) => count));
  const isOwn = (from: number, to: number): boolean =>
    own !== undefined && Number.parseInt(own, 10) >= from && Number.parseInt(own, 10) < to;
  return (
    <>
      <p className={styles.note}>{t('result.distributionNote', { count: distribution.unitCount })}</p>
      <dl className={styles.bands}>
        {distribution.bands.map(({ from, to, count }) => (
          <div key={from} className={isOwn(from, to) ? `${styles.band} ${styles.own}` : styles.band}>
            <dt>
              {isOwn(from, to) ? '▶ ' : ''}
              {t('result.band', { from, to })}
            </dt>
            <dd aria-hidden>
              <div
                className={count === 0 ? `${styles.bar} ${styles.empty}` : styles.bar}
                style={{ width: `${(100 * count) / most}%` }}
              />
            </dd>
            <dd>
              {t('result.bandCount', { count })}
              {isOwn(from, to) ? <span className="sr-only">{t('result.bandOwn')}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
