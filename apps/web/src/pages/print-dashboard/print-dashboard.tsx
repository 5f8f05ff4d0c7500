import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { HeatGrid } from '../../components/heat-grid/heat-grid.tsx';
import { PageState } from '../../components/page-container.tsx';
import { PrintPage } from '../../components/print-page.tsx';
import { lightOrder, lightShape } from '../../components/traffic-light.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import { longDay, moment } from '../../lib/days.ts';
import { DashboardPageDocument } from '../dashboard/dashboard.generated.ts';
import type { DashboardPageQuery } from '../dashboard/dashboard.generated.ts';
import styles from './print-dashboard.module.css';

type Dashboard = DashboardPageQuery['dashboard'];

export default function PrintDashboardPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const year = params.get('year');
  const { data, error } = useQuery(DashboardPageDocument, {
    variables: { programId: params.get('programId'), year: year && year !== 'all' ? Number(year) : null },
  });
  const dashboard = data?.dashboard;
  const scope = dashboard?.year ? t('dashboard.yearOption', { year: dashboard.year }) : t('dashboard.wholeProgram');
  return (
    <PageState loading={!data} error={data ? undefined : error}>
      {dashboard && (
        <PrintPage paper="a3-landscape" title={t('dashboard.printTitle', { program: dashboard.program.name, scope })}>
          <Sheet dashboard={dashboard} />
        </PrintPage>
      )}
    </PageState>
  );
}

function Sheet({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const { total, percentDone, onTimePercent, reds, redList, lights, year } = dashboard;
  const countOf = (light: string) => lights.find(line => line.light === light)?.count ?? 0;
  return (
    <>
      <div className={styles.facts}>
        <span>
          {t('dashboard.print.facts', {
            total,
            percentDone,
            onTimePercent: onTimePercent ?? '—',
            reds,
            day: longDay(dashboard.today),
          })}
        </span>
        <span>
          {lightOrder.map(light => (
            <span key={light} className={styles.light}>
              {lightShape[light]} {t(`enum.light.${light}`)} {countOf(light)}
            </span>
          ))}
        </span>
        <span>{t('dashboard.asOf', { at: moment(dashboard.asOf) })}</span>
      </div>
      <div className={styles.grid}>
        <HeatGrid
          caption={t('dashboard.grid.title')}
          cornerLabel={t('dashboard.grid.corner')}
          rows={dashboard.byMeasure}
          columns={dashboard.byUnit}
          cells={dashboard.cells}
          rowHref={row => actionsHref({ year, measureCode: row.code })}
          columnHref={column => actionsHref({ year, unitId: column.id })}
          cellHref={(row, column) => actionsHref({ year, measureCode: row.code, unitId: column.id })}
        />
      </div>
      {dashboard.program.marker && <p className={styles.note}>{dashboard.program.marker}</p>}
      {redList.length > 0 && (
        <section className={styles.reds}>
          <h2>{t('dashboard.redList')}</h2>
          {reds > redList.length && <p>{t('dashboard.redList.shown', { shown: redList.length, n: reds })}</p>}
          <table>
            <thead>
              <tr>
                <th scope="col">{t('dashboard.print.number')}</th>
                <th scope="col">{t('dashboard.print.unit')}</th>
                <th scope="col">{t('dashboard.grid.corner')}</th>
                <th scope="col">{t('dashboard.print.title')}</th>
                <th scope="col">{t('dashboard.print.due')}</th>
                <th scope="col">{t('dashboard.print.late')}</th>
              </tr>
            </thead>
            <tbody>
              {redList.map((item, index) => (
                <tr key={`${item.actionId}:${item.milestoneId ?? ''}`}>
                  <td>{index + 1}</td>
                  <td>{item.unitName}</td>
                  <td>{item.measureCode}</td>
                  <td>{item.title}</td>
                  <td>{item.dueOn}</td>
                  <td>{item.workingDaysLate}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
