import { CompressOutlined, ExpandOutlined, FundProjectionScreenOutlined, PrinterOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { Button, ConfigProvider, Empty, Popover, Segmented, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DossierButton } from '../../components/delivery/dossier-button.tsx';
import { HeatGrid } from '../../components/heat-grid/heat-grid.tsx';
import { PageContainer } from '../../components/page-container.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import type { ActionsQuery } from '../../lib/actions-href.ts';
import { moment } from '../../lib/days.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { DashboardPageDocument } from './dashboard.generated.ts';
import type { DashboardPageQuery } from './dashboard.generated.ts';
import styles from './dashboard.module.css';
import { LightLines } from './light-lines.tsx';
import { MethodNote } from './method-note.tsx';
import { NumberCards } from './number-cards.tsx';
import { RedList } from './red-list.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { useBriefing } from './use-briefing.ts';

const MINUTE = 60_000;

export default function DashboardPage() {
  const { t } = useTranslation();
  const { programs, clock, viewer } = useFrame();
  const [search, setSearch] = useSearch({ programId: '', year: '' });
  const program = programs.find(({ id }) => id === search.programId) ?? programs[0];
  const years = [...new Set(program?.stages.map(stage => stage.year))].sort();
  const chosen = search.year || String(nearestYear(years, Number(clock.today.slice(0, 4))));
  const year = chosen === 'all' ? null : Number(chosen);
  const { data, previousData, error, refetch } = useQuery(
    DashboardPageDocument,
    program ? { variables: { programId: program.id, year }, pollInterval: 5 * MINUTE } : skipToken,
  );
  const { box, mode, enter } = useBriefing();
  const dashboard = (data ?? previousData)?.dashboard;
  const state = { loading: !dashboard, error: dashboard ? undefined : error, retry: () => void refetch() };

  const title = t(viewer.canSeeAllUnits ? 'dashboard.title' : 'dashboard.titleOfUnit');
  if (!program) {
    return (
      <PageContainer title={title}>
        <Empty description={t('dashboard.noProgram')}>
          {viewer.canImportPlan && <Link to="/plan/import">{t('dashboard.toImport')}</Link>}
        </Empty>
      </PageContainer>
    );
  }

  const scope: ActionsQuery = { programId: programs.length > 1 ? program.id : undefined, year };
  const tools = (
    <Space wrap size={8}>
      {programs.length > 1 && (
        <Select
          aria-label={t('dashboard.program')}
          value={program.id}
          onChange={programId => setSearch({ programId })}
          options={programs.map(({ id, name }) => ({ value: id, label: name }))}
          popupMatchSelectWidth={false}
          className={styles.programPicker}
        />
      )}
      <Segmented
        aria-label={t('dashboard.year')}
        value={chosen}
        onChange={value => setSearch({ year: value })}
        options={[
          ...years.map(value => ({ value: String(value), label: t('dashboard.yearOption', { year: value }) })),
          { value: 'all', label: t('dashboard.wholeProgram') },
        ]}
      />
      {dashboard && (
        <Popover
          trigger="click"
          placement="bottomRight"
          content={<MethodNote today={dashboard.today} asOf={dashboard.asOf} />}
        >
          <Button>{t('dashboard.method')}</Button>
        </Popover>
      )}
      {mode === 'page' && !viewer.canSeeAllUnits ? (
        <DossierButton unitId={viewer.unit.id} programId={program.id} />
      ) : null}
      {mode === 'page' ? (
        <>
          <Button icon={<ExpandOutlined />} className={styles.wideOnly} onClick={() => void enter('fullScreen')}>
            {t('dashboard.fullScreen')}
          </Button>
          <Button
            icon={<FundProjectionScreenOutlined />}
            className={styles.wideOnly}
            onClick={() => void enter('briefing')}
          >
            {t('dashboard.briefing')}
          </Button>
          <Link to={printHref(program.id, year)} target="_blank" className={styles.wideOnly}>
            <Button icon={<PrinterOutlined />} tabIndex={-1}>
              {t('dashboard.print')}
            </Button>
          </Link>
        </>
      ) : (
        <Button icon={<CompressOutlined />} onClick={() => void enter('page')}>
          {t(mode === 'briefing' ? 'dashboard.leaveBriefing' : 'dashboard.leaveFullScreen')}
        </Button>
      )}
    </Space>
  );

  return (
    <ConfigProvider getPopupContainer={() => (mode === 'page' ? document.body : (box.current ?? document.body))}>
      <div ref={box} className={`${styles.screen} ${styles[mode] ?? ''}`}>
        <PageContainer title={mode === 'page' ? title : program.name} extra={tools} state={state}>
          {dashboard && <DashboardBody dashboard={dashboard} scope={scope} isLarge={mode === 'briefing'} />}
        </PageContainer>
      </div>
    </ConfigProvider>
  );
}

interface DashboardBodyProps {
  dashboard: DashboardPageQuery['dashboard'];
  scope: ActionsQuery;
  isLarge: boolean;
}

function DashboardBody({ dashboard, scope, isLarge }: DashboardBodyProps) {
  const { t } = useTranslation();
  if (dashboard.total === 0) return <Empty description={t('dashboard.noActions')} />;
  return (
    <>
      <NumberCards dashboard={dashboard} scope={scope} />
      <div className={styles.body}>
        <LightLines dashboard={dashboard} scope={scope} />
        <section className={`${styles.panel} ${styles.gridPanel}`} aria-labelledby="dashboard-grid">
          <div className={styles.panelHead}>
            <h2 id="dashboard-grid">{t('dashboard.grid.title')}</h2>
            <span className={styles.legend}>{t('dashboard.grid.legend')}</span>
            <span className={styles.asOf}>{t('dashboard.asOf', { at: moment(dashboard.asOf) })}</span>
          </div>
          <HeatGrid
            caption={t('dashboard.grid.caption', {
              rows: dashboard.byMeasure.length,
              columns: dashboard.byUnit.length,
            })}
            cornerLabel={t('dashboard.grid.corner')}
            rows={dashboard.byMeasure}
            columns={dashboard.byUnit}
            cells={dashboard.cells}
            rowHref={row => actionsHref({ ...scope, measureCode: row.code })}
            columnHref={column => actionsHref({ ...scope, unitId: column.id })}
            cellHref={(row, column) => actionsHref({ ...scope, measureCode: row.code, unitId: column.id })}
          />
        </section>
        <RedList dashboard={dashboard} scope={scope} />
        <TrendPanel trend={dashboard.trend} height="var(--trend-height)" fontSize={isLarge ? 16 : 12} />
      </div>
    </>
  );
}

/** The year to begin with: this one, or the program's first or last when today lies outside it. */
function nearestYear(years: number[], today: number): number {
  return Math.min(Math.max(today, years[0] ?? today), years.at(-1) ?? today);
}

function printHref(programId: string, year: number | null): string {
  return `/print/dashboard?programId=${programId}&year=${year ?? 'all'}`;
}
