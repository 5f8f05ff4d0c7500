import { useTranslation } from 'react-i18next';
import { moment } from '../lib/days.ts';
import { localized } from '../lib/format.ts';
import styles from './result-parts.module.css';

type Words = { zh: string; en: string };

export interface Computation {
  no: number;
  sha256: string;
  computedAt: string | null;
  reason: string;
  replacedBy: string;
  changes: {
    unitId: string;
    unitName: string;
    totalBefore: string;
    totalAfter: string;
    rankBefore: number;
    rankAfter: number;
    gradeBefore: Words;
    gradeAfter: Words;
    indicators: { name: Words; before: string; after: string }[];
  }[];
}

/** What was computed before, why it was computed again, and what that made different. */
export function ResultChanges({ computations }: { computations: readonly Computation[] }) {
  const { t } = useTranslation();
  const change = (before: string | number, after: string | number): string =>
    before === after ? String(after) : t('result.change', { before, after });
  return computations.map(computation => (
    <div key={computation.no} className={styles.computation}>
      <p>
        {t('result.changesNote', {
          no: computation.no,
          at: moment(computation.computedAt),
          name: computation.replacedBy,
          reason: computation.reason,
          sha: computation.sha256.slice(0, 16),
        })}
      </p>
      {computation.changes.length === 0 ? (
        <p>{t('result.noChanges')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.changes}>
            <thead>
              <tr>
                <th scope="col">{t('result.changes.unit')}</th>
                <th scope="col">{t('result.changes.total')}</th>
                <th scope="col">{t('result.changes.rank')}</th>
                <th scope="col">{t('result.changes.grade')}</th>
                <th scope="col">{t('result.changes.marks')}</th>
              </tr>
            </thead>
            <tbody>
              {computation.changes.map(unit => (
                <tr key={unit.unitId}>
                  <td>{unit.unitName}</td>
                  <td className="num">{change(unit.totalBefore, unit.totalAfter)}</td>
                  <td className="num">{change(unit.rankBefore, unit.rankAfter)}</td>
                  <td>{change(localized(unit.gradeBefore), localized(unit.gradeAfter))}</td>
                  <td>
                    {unit.indicators
                      .map(mark => `${localized(mark.name)} ${change(mark.before, mark.after)}`)
                      .join(t('common.semicolon')) || '—'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  ));
}
