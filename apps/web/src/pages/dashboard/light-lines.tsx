import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LightBar } from '../../components/light-bar.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import type { ActionsQuery } from '../../lib/actions-href.ts';
import type { DashboardLineFragment, DashboardPageQuery } from './dashboard.generated.ts';
import styles from './dashboard.module.css';

type Grouping = 'byTask' | 'byMeasure' | 'byUnit';

export interface LightLinesProps {
  dashboard: DashboardPageQuery['dashboard'];
  scope: ActionsQuery;
}

export function LightLines({ dashboard, scope }: LightLinesProps) {
  const { t } = useTranslation();
  const [grouping, setGrouping] = useState<Grouping>('byTask');
  return (
    <section className={styles.panel} aria-labelledby="dashboard-lines">
      <div className={styles.panelHead}>
        <h2 id="dashboard-lines">{t('dashboard.lines')}</h2>
        <Segmented<Grouping>
          size="small"
          aria-label={t('dashboard.lines.by')}
          value={grouping}
          onChange={setGrouping}
          options={[
            { value: 'byTask', label: t('dashboard.lines.byTask') },
            { value: 'byMeasure', label: t('dashboard.lines.byMeasure') },
            { value: 'byUnit', label: t('dashboard.lines.byUnit') },
          ]}
        />
      </div>
      <ul className={styles.lines}>
        {dashboard[grouping].map(line => {
          const query = { ...scope, ...queryOf(grouping, line) };
          return (
            <li key={line.id}>
              <div className={styles.lineHead}>
                <Link to={actionsHref(query)}>
                  {grouping !== 'byUnit' && <b>{line.code} </b>}
                  {line.name}
                </Link>
                <span>{t('dashboard.lines.donePercent', { percent: line.percent })}</span>
              </div>
              <LightBar lights={line.lights} hrefOf={light => actionsHref({ ...query, light })} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function queryOf(grouping: Grouping, line: DashboardLineFragment): ActionsQuery {
  if (grouping === 'byTask') return { taskCode: line.code };
  return grouping === 'byMeasure' ? { measureCode: line.code } : { unitId: line.id };
}
