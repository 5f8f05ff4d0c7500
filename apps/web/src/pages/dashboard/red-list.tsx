import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ChaseButton } from '../../components/delivery/chase-button.tsx';
import { lightShape } from '../../components/traffic-light.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import type { ActionsQuery } from '../../lib/actions-href.ts';
import type { DashboardPageQuery } from './dashboard.generated.ts';
import { useViewer } from '../../lib/viewer.tsx';
import styles from './dashboard.module.css';

export interface RedListProps {
  dashboard: DashboardPageQuery['dashboard'];
  scope: ActionsQuery;
}

export function RedList({ dashboard, scope }: RedListProps) {
  const { t } = useTranslation();
  const { redList, reds } = dashboard;
  const viewer = useViewer();
  return (
    <section className={`${styles.panel} ${styles.redPanel}`} aria-labelledby="dashboard-reds">
      <div className={styles.panelHead}>
        <h2 id="dashboard-reds">
          <span className={styles.redMark} aria-hidden="true">
            {lightShape.RED}
          </span>{' '}
          {t('dashboard.redList')}
        </h2>
        {reds > 0 && (
          <Link to={actionsHref({ ...scope, light: 'RED' })}>{t('dashboard.redList.all', { n: reds })}</Link>
        )}
      </div>
      {redList.length === 0 ? (
        <p className={styles.nothing}>{t('dashboard.redList.empty')}</p>
      ) : (
        <ol className={styles.reds}>
          {redList.map(item => (
            <li key={`${item.actionId}:${item.milestoneId ?? ''}`}>
              <Link
                title={t('dashboard.redList.due', { day: item.dueOn })}
                to={`/actions/${item.actionId}${item.milestoneId ? `#milestone-${item.milestoneId}` : ''}`}
              >
                <span className={styles.redUnit}>{item.unitName}</span>
                <span className={styles.redDays}>{t('dashboard.redList.days', { n: item.workingDaysLate })}</span>
                <span className={styles.redTitle}>
                  {item.measureCode} {item.title}
                </span>
              </Link>
              {viewer.canReview && item.unitId !== viewer.unit.id ? (
                <ChaseButton
                  size="small"
                  subject={`${item.unitName} ${item.title}`}
                  {...(item.milestoneId ? { milestoneIds: [item.milestoneId] } : { actionIds: [item.actionId] })}
                />
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
