import { useTranslation } from 'react-i18next';
import { localized } from '../lib/format.ts';
import { Distribution, type DistributionProps } from './distribution.tsx';
import styles from './result-parts.module.css';

export interface PublishedUnitsProps {
  publication: {
    units: {
      unitId: string;
      unitName: string;
      gradeName: { zh: string; en: string };
      total: string | null;
      rank: number | null;
    }[];
    distribution: DistributionProps['distribution'] | null;
  };
  own?: string | undefined;
}

/** What was published, and no more. */
export function PublishedUnits({ publication, own }: PublishedUnitsProps) {
  const { t } = useTranslation();
  const { units, distribution } = publication;
  const isRanked = units.some(unit => unit.rank !== null);
  if (units.length === 0)
    return distribution ? <Distribution distribution={distribution} own={own} /> : <p>{t('result.distributionFew')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.changes}>
        <thead>
          <tr>
            {isRanked ? <th scope="col">{t('evaluation.rank')}</th> : null}
            <th scope="col">{t('evaluation.unit')}</th>
            {isRanked ? <th scope="col">{t('evaluation.total')}</th> : null}
            <th scope="col">{t('evaluation.grade')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(unit => (
            <tr key={unit.unitId}>
              {isRanked ? <td className="num">{unit.rank}</td> : null}
              <td>{unit.unitName}</td>
              {isRanked ? <td className="num">{unit.total}</td> : null}
              <td>{localized(unit.gradeName)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
