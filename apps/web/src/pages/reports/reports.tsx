import { DownloadOutlined, FileWordOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button, Select, Table } from 'antd';
import type { TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { FilterTabs } from '../../components/filter-tabs.tsx';
import { HeatGrid, type HeatGridCell } from '../../components/heat-grid/heat-grid.tsx';
import { Nothing, PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { ReportStanding, ReportStatus } from '../../components/report-standing.tsx';
import { Section } from '../../components/record-page.tsx';
import type { Light, ReportStanding as Standing } from '../../graphql/types.generated.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useToday, useViewer } from '../../lib/viewer.tsx';
import { DraftCircularButton } from './draft-circular.tsx';
import {
  PeriodicReportsDocument,
  type PeriodicReportsQuery,
  type ReportLinePartsFragment,
} from './reports.generated.ts';

type Reports = PeriodicReportsQuery['periodicReports'];
type Period = Reports['periods'][number];

const lightOf: Record<Standing, Light> = {
  NOT_DUE: 'GREY',
  MISSING: 'RED',
  ON_TIME: 'BLUE',
  LATE: 'LATE',
  EXEMPT: 'GREY',
};
const nothing: ReportLinePartsFragment[] = [];
const isLate = (line: ReportLinePartsFragment): boolean => line.standing === 'LATE' || line.standing === 'MISSING';
const byDaysLate = (a: ReportLinePartsFragment, b: ReportLinePartsFragment): number =>
  a.standing === b.standing ? b.daysLate - a.daysLate : a.standing === 'MISSING' ? -1 : 1;

/** Which reports are asked for and how they stand: a grid of all units for the office, the own ones for a unit. */
export default function ReportsPage() {
  const { t } = useTranslation();
  const viewer = useViewer();
  const today = useToday();
  const isUnit = viewer.role.startsWith('UNIT_');
  const [search, change] = useSearch({
    tab: isUnit ? 'own' : 'matrix',
    kind: '',
    year: today.slice(0, 4),
    page: '1',
    pageSize: '20',
  });
  const filter = { kind: search.kind || null, year: search.year === 'all' ? null : Number(search.year) || null };
  const { data, previousData, loading, error, refetch } = useQuery(PeriodicReportsDocument, { variables: { filter } });
  const reports = (data ?? previousData)?.periodicReports;
  const lines = reports?.lines ?? nothing;
  const late = useMemo(() => lines.filter(isLate).sort(byDaysLate), [lines]);
  const toReview = lines.filter(({ state, unitId }) => state === 'SUBMITTED' && unitId !== viewer.unit.id);
  const asked = new URLSearchParams({
    ...(search.kind ? { kind: search.kind } : {}),
    ...(filter.year ? { year: String(filter.year) } : {}),
  }).toString();
  const years = [...new Set([...(reports?.years ?? []), Number(today.slice(0, 4))])].sort((a, b) => b - a);
  const shown = search.tab === 'late' ? late : search.tab === 'review' ? toReview : lines;
  const tabs = isUnit
    ? []
    : [
        { key: 'matrix', label: t('reports.tab.matrix') },
        { key: 'late', label: t('reports.tab.late'), count: late.length },
        { key: 'review', label: t('reports.tab.review'), count: toReview.length },
      ];
  return (
    <PageContainer
      title={t('reports.title')}
      subtitle={t(isUnit ? 'reports.mine' : 'reports.what')}
      state={{ loading: loading && !reports, error: reports ? undefined : error, retry: () => void refetch() }}
      extra={
        <>
          <Select
            allowClear
            aria-label={t('reports.filter.kind')}
            placeholder={t('reports.filter.kind')}
            value={search.kind || undefined}
            style={{ width: 160 }}
            onChange={(kind: string | undefined) => change({ kind: kind ?? '', page: '1' })}
            options={reports?.kinds.map(({ code, name }) => ({ value: code, label: name })) ?? []}
          />
          <Select
            aria-label={t('reports.filter.year')}
            value={search.year}
            style={{ width: 110 }}
            onChange={(year: string) => change({ year, page: '1' })}
            options={[
              ...years.map(year => ({ value: String(year), label: t('reports.year', { year }) })),
              { value: 'all', label: t('table.any') },
            ]}
          />
          <Button icon={<DownloadOutlined />} href={`/exports/reports.xlsx?${asked}`} download>
            {t('reports.export')}
          </Button>
        </>
      }
    >
      {tabs.length > 0 ? (
        <div className="panel report-tabs">
          <FilterTabs
            label={t('reports.tabs')}
            tabs={tabs}
            value={search.tab}
            onChange={tab => change({ tab, page: '1' })}
          />
        </div>
      ) : null}
      {reports && search.tab === 'matrix' ? (
        <Matrix reports={reports} />
      ) : (
        <ReportTable
          lines={shown}
          search={search}
          change={change}
          isUnit={isUnit}
          empty={t(
            search.tab === 'late'
              ? 'reports.nothingLate'
              : search.tab === 'review'
                ? 'reports.nothingToReview'
                : 'reports.nothing',
          )}
          toolbar={
            search.tab === 'late' && late.length > 0 ? (
              <>
                <Button icon={<FileWordOutlined />} href={`/exports/late-reports.docx?${asked}`} download>
                  {t('reports.lateDocx')}
                </Button>
                {viewer.canReview ? <DraftCircularButton filter={filter} count={late.length} /> : null}
              </>
            ) : undefined
          }
        />
      )}
      {isUnit && reports ? <Sources reports={reports} /> : null}
    </PageContainer>
  );
}

/** Units down, periods across; each cell opens its report. */
function Matrix({ reports }: { reports: Reports }) {
  const { t } = useTranslation();
  const { lines, periods } = reports;
  const idOf = useMemo(
    () => new Map(lines.map(line => [`${line.unitId} ${line.kind}:${line.period}`, line.id])),
    [lines],
  );
  const units = useMemo(() => [...new Map(lines.map(line => [line.unitId, line.unitName]))], [lines]);
  if (lines.length === 0)
    return (
      <div className="panel">
        <Nothing>{t('reports.nothing')}</Nothing>
      </div>
    );
  const titleOf = (of: { periodLabel: string; kindName: string }): string =>
    t('periodic.titleOf', { period: of.periodLabel, kind: of.kindName });
  const rowOf = new Map(units.map(([id], index) => [id, index]));
  const columnOf = new Map(periods.map(({ key }, index) => [key, index]));
  const cells = lines.map((line): HeatGridCell => {
    const words = [
      t(`reports.standing.${line.standing}`, { count: line.daysLate }),
      line.state === 'RETURNED' ? t('reports.isReturned') : '',
    ].filter(Boolean);
    return {
      m: rowOf.get(line.unitId) ?? 0,
      u: columnOf.get(`${line.kind}:${line.period}`) ?? 0,
      light: line.state === 'RETURNED' ? 'YELLOW' : lightOf[line.standing],
      count: 0,
      red: 0,
      percent: 0,
      mark:
        line.state === 'RETURNED'
          ? t('reports.matrix.returned')
          : line.standing === 'EXEMPT'
            ? t('reports.standing.EXEMPT')
            : line.daysLate > 0
              ? t('reports.days', { count: line.daysLate })
              : '',
      label: t('reports.cell', { unit: line.unitName, report: titleOf(line), standing: words.join(t('common.comma')) }),
    };
  });
  return (
    <>
      <Section title={t('reports.tab.matrix')} extra={<Legend />} className="report-matrix">
        <HeatGrid
          flatHeads
          caption={t('reports.matrix')}
          cornerLabel={t('reports.matrix.unit')}
          rows={units.map(([id, name]) => ({ id, code: '', name }))}
          columns={periods.map(period => ({ id: period.key, code: period.kind, name: period.periodLabel }))}
          cells={cells}
          rowHref={row => `/reports/${idOf.get(`${row.id} ${periods.at(-1)?.key ?? ''}`) ?? ''}`}
          columnHref={column => `/reports?tab=late&kind=${column.code}`}
          cellHref={(row, column) => `/reports/${idOf.get(`${row.id} ${column.id}`) ?? ''}`}
        />
      </Section>
      <Section title={t('reports.counts')}>
        <Counts periods={periods} titleOf={titleOf} />
      </Section>
    </>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="report-legend" aria-label={t('reports.legend')}>
      {(
        [
          ['BLUE', t('reports.legend.ON_TIME')],
          ['LATE', t('reports.legend.LATE')],
          ['RED', t('reports.legend.MISSING')],
          ['YELLOW', t('reports.isReturned')],
          ['GREY', t('reports.legend.NOT_DUE')],
        ] as const
      ).map(([light, word]) => (
        <li key={light}>
          <ReportStanding.Shape light={light} /> {word}
        </li>
      ))}
    </ul>
  );
}

function Counts({ periods, titleOf }: { periods: Period[]; titleOf: (period: Period) => string }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const paper = (period: Period) => (
    <Button
      size="small"
      icon={<FileWordOutlined />}
      href={`/exports/report-summary.docx?kind=${period.kind}&period=${period.period}`}
      aria-label={t('reports.summaryOf', { report: titleOf(period) })}
      download
    >
      {t('reports.summary')}
    </Button>
  );
  const numbers = ['expected', 'received', 'onTime', 'late', 'missing', 'returned', 'exempt'] as const;
  if (isPhone)
    return (
      <ul className="cards">
        {periods.map(period => (
          <li key={period.key} className="card">
            <div className="cell-title">{titleOf(period)}</div>
            <div className="cell-sub num">
              {t('reports.col.dueOn')} {period.dueOn}
            </div>
            <div className="card-line num">
              {numbers.map(name => (
                <span key={name}>
                  {t(`reports.col.${name}`)} {period[name]}
                </span>
              ))}
            </div>
            {paper(period)}
          </li>
        ))}
      </ul>
    );
  return (
    <Table<Period>
      size="small"
      rowKey="key"
      aria-label={t('reports.counts')}
      pagination={false}
      dataSource={periods}
      scroll={{ x: 860 }}
      columns={[
        { title: t('reports.col.report'), key: 'report', render: (_, period) => titleOf(period) },
        { title: t('reports.col.dueOn'), dataIndex: 'dueOn', width: 120, className: 'num' },
        ...numbers.map(name => ({
          title: t(`reports.col.${name}`),
          dataIndex: name,
          width: 80,
          align: 'right' as const,
          className: 'num',
        })),
        { title: t('reports.col.paper'), key: 'paper', width: 110, render: (_, period) => paper(period) },
      ]}
    />
  );
}

function ReportTable({
  lines,
  search,
  change,
  isUnit,
  empty,
  toolbar,
}: {
  lines: readonly ReportLinePartsFragment[];
  search: Record<string, string>;
  change: (change: Record<string, string>) => void;
  isUnit: boolean;
  empty: string;
  toolbar?: React.ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const title = (line: ReportLinePartsFragment) => (
    <Link to={`/reports/${line.id}`}>{t('periodic.titleOf', { period: line.periodLabel, kind: line.kindName })}</Link>
  );
  const columns: NonNullable<TableProps<ReportLinePartsFragment>['columns']> = [
    ...(isUnit ? [] : [{ title: t('reports.col.unit'), dataIndex: 'unitName', width: 150 }]),
    { title: t('reports.col.report'), key: 'report', render: (_, line) => title(line) },
    { title: t('reports.col.dueOn'), dataIndex: 'dueOn', width: 120, className: 'num' },
    {
      title: t('reports.col.receivedOn'),
      dataIndex: 'receivedOn',
      width: 120,
      className: 'num',
      render: (on: string | null) => on ?? t('reports.notReceived'),
    },
    {
      title: t('reports.col.standing'),
      key: 'standing',
      width: 150,
      render: (_, line) => <ReportStanding standing={line.standing} daysLate={line.daysLate} />,
    },
    {
      title: t('reports.col.workingDays'),
      dataIndex: 'workingDaysLate',
      width: 110,
      align: 'right',
      className: 'num',
      render: (days: number | null) => days ?? '—',
    },
    {
      title: t('reports.col.state'),
      key: 'state',
      width: 170,
      render: (_, line) => <ReportStatus state={line.state} returnedCount={line.returnedCount} />,
    },
  ];
  return (
    <QueryTable<ReportLinePartsFragment>
      label={t('reports.title')}
      rowKey="id"
      columns={columns}
      rows={lines}
      values={search}
      onChange={change}
      toolbar={toolbar}
      empty={empty}
      minWidth={860}
      onRowClick={line => void navigate(`/reports/${line.id}`)}
      card={line => (
        <>
          <div className="cell-title">
            {isUnit ? null : `${line.unitName} · `}
            {title(line)}
          </div>
          <div className="card-line">
            <ReportStanding standing={line.standing} daysLate={line.daysLate} />
            <ReportStatus state={line.state} returnedCount={line.returnedCount} />
          </div>
          <div className="cell-sub num">
            {t('reports.col.dueOn')} {line.dueOn} · {t('reports.col.receivedOn')}{' '}
            {line.receivedOn ?? t('reports.notReceived')}
          </div>
        </>
      )}
    />
  );
}

/** Why each kind is asked for, by its clause. */
function Sources({ reports }: { reports: Reports }) {
  const { t } = useTranslation();
  return (
    <Section title={t('reports.whyAsked')}>
      <dl className="field-list">
        {reports.kinds.map(({ code, name, source }) => (
          <div key={code}>
            <dt>{name}</dt>
            <dd>{source}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
