import { skipToken, useQuery } from '@apollo/client/react';
import { Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ActionStatus } from '../../components/delivery/action-status.tsx';
import { ChaseButton } from '../../components/delivery/chase-button.tsx';
import { DossierButton } from '../../components/delivery/dossier-button.tsx';
import { PageContainer } from '../../components/page-container.tsx';
import { QueryTable, type QueryTableProps } from '../../components/query-table.tsx';
import { lightOrder, TrafficLight } from '../../components/traffic-light.tsx';
import type { ActionFilter, ActionSort, Light } from '../../graphql/types.generated.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { ActionFiltersDocument, ActionsDocument, type ActionsQuery } from './actions.generated.ts';

type Row = ActionsQuery['actions']['rows'][number];

const tabKeys = [
  'open',
  'all',
  'to-acknowledge',
  'planning',
  'in-progress',
  'in-review',
  'returned',
  'overdue',
  'done',
  'cancelled',
  'not-applicable',
] as const;
const sorts: readonly ActionSort[] = ['DUE_ON', 'DUE_ON_DESC', 'MEASURE', 'UNIT', 'DAYS_LATE', 'PROGRESS'];
const defaults = {
  tab: 'open',
  text: '',
  year: '',
  unitId: '',
  light: '',
  taskCode: '',
  measureCode: '',
  programId: '',
  sort: '',
  page: '1',
  pageSize: '20',
};
type Search = typeof defaults;

function filterOf(search: Search): ActionFilter {
  return {
    tab: search.tab === 'all' ? null : search.tab,
    text: search.text || null,
    year: search.year ? Number(search.year) : null,
    unitId: search.unitId || null,
    light: (search.light || null) as Light | null,
    taskCode: search.taskCode || null,
    measureCode: search.measureCode || null,
    programId: search.programId || null,
  };
}

/** The same rows as a workbook: the address carries the filters, not the page. */
function exportUrl(search: Search): string {
  const params = new URLSearchParams(
    Object.entries(search).filter(
      ([name, value]) => value !== '' && name !== 'page' && name !== 'pageSize' && !(name === 'tab' && value === 'all'),
    ),
  );
  const text = params.toString();
  return `/exports/actions.xlsx${text === '' ? '' : `?${text}`}`;
}

export default function ActionsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { viewer, programs } = useFrame();
  const [search, change] = useSearch(defaults);
  const [chosen, setChosen] = useState<string[]>([]);
  const program = programs.find(({ id }) => id === search.programId) ?? programs[0];
  const sort = sorts.find(known => known === search.sort) ?? null;
  const { data, previousData, loading, error, refetch } = useQuery(ActionsDocument, {
    variables: {
      filter: filterOf(search),
      sort,
      page: Number(search.page) || 1,
      pageSize: Number(search.pageSize) || 20,
    },
  });
  const { data: words } = useQuery(
    ActionFiltersDocument,
    program ? { variables: { programId: program.id }, fetchPolicy: 'cache-first' } : skipToken,
  );
  const page = (data ?? previousData)?.actions;
  const tasks = words?.program?.tasks ?? [];
  const measures = tasks
    .filter(task => !search.taskCode || task.code === search.taskCode)
    .flatMap(task => task.measures);
  const sorted = (key: string) => ({
    key,
    sorter: true,
    sortOrder: search.sort === key ? ('ascend' as const) : search.sort === `${key}_DESC` ? ('descend' as const) : null,
  });

  const columns: QueryTableProps<Row>['columns'] = [
    {
      title: t('actions.column.title'),
      ...sorted('MEASURE'),
      sortDirections: ['ascend'],
      fixed: 'left',
      width: 270,
      render: (_, row) => (
        <>
          <Link to={`/actions/${row.id}`} className="cell-title">
            {row.title}
          </Link>
          <div className="cell-sub">
            {row.measureCode} · {row.year} · {t(`enum.unitActionRole.${row.role}`)}
          </div>
        </>
      ),
    },
    ...(viewer.canSeeAllUnits
      ? [
          {
            title: t('actions.column.unit'),
            ...sorted('UNIT'),
            sortDirections: ['ascend' as const],
            width: 92,
            render: (_: unknown, row: Row) => row.unitShortName,
          },
        ]
      : []),
    {
      title: t('actions.column.light'),
      width: 116,
      render: (_, row) => <TrafficLight light={row.light} reason={row.lightReason} />,
    },
    { title: t('actions.column.state'), width: 112, render: (_, row) => <ActionStatus state={row.state} /> },
    {
      title: t('actions.column.dueOn'),
      ...sorted('DUE_ON'),
      width: 116,
      render: (_, row) => (
        <span className="num">
          {row.dueOn}
          {row.dueOn !== row.originalDueOn ? (
            <div className="cell-sub">{t('milestone.wasDueOn', { day: row.originalDueOn })}</div>
          ) : null}
        </span>
      ),
    },
    {
      title: t('actions.column.daysLate'),
      ...sorted('DAYS_LATE'),
      sortDirections: ['ascend'],
      width: 92,
      align: 'right',
      render: (_, row) => <span className="num">{row.daysLate > 0 ? row.daysLate : '—'}</span>,
    },
    {
      title: t('actions.column.progress'),
      ...sorted('PROGRESS'),
      sortDirections: ['ascend'],
      width: 124,
      render: (_, row) => (
        <Progress
          percent={row.progressPercent}
          size="small"
          status="normal"
          aria-label={t('actions.progressOf', { title: row.title })}
        />
      ),
    },
    {
      title: t('actions.column.milestones'),
      width: 84,
      align: 'right',
      render: (_, row) => (
        <span className="num">
          {`${row.milestoneDoneCount}/${row.milestoneCount}`}
          <div className="cell-sub">{t('review.evidence', { count: row.evidenceCount })}</div>
        </span>
      ),
    },
    { title: t('actions.column.owner'), width: 80, render: (_, row) => row.ownerName ?? '—' },
  ];

  return (
    <PageContainer
      title={t('actions.title')}
      extra={
        <DossierButton
          unitId={viewer.canSeeAllUnits ? search.unitId || undefined : viewer.unit.id}
          programId={program?.id}
        />
      }
    >
      <QueryTable<Row>
        label={t('actions.title')}
        rowKey="id"
        columns={columns}
        minWidth={1116}
        rows={page?.rows}
        total={page?.total ?? 0}
        loading={loading && !data}
        error={page ? undefined : error}
        retry={() => void refetch()}
        values={search}
        onChange={next => {
          setChosen([]);
          change(next);
        }}
        toolbar={
          viewer.canReview ? (
            <ChaseButton
              actionIds={chosen}
              label={t('letters.chaseMany', { count: chosen.length })}
              onDone={() => setChosen([])}
            />
          ) : null
        }
        selection={
          viewer.canReview
            ? {
                selectedRowKeys: chosen,
                onChange: keys => setChosen(keys.map(String)),
                getCheckboxProps: row => ({
                  disabled: row.unitId === viewer.unit.id,
                  'aria-label': `${row.unitShortName} ${row.title}`,
                }),
              }
            : undefined
        }
        printable
        exportUrl={exportUrl(search)}
        onRowClick={row => void navigate(`/actions/${row.id}`)}
        tabs={tabKeys.map(key => ({
          key,
          label: t(`actions.tab.${key}`),
          count: page?.tabs.find(tab => tab.key === key)?.count,
        }))}
        filters={[
          { name: 'text', label: t('actions.filter.text'), placeholder: t('actions.filter.textWhat') },
          {
            name: 'year',
            label: t('actions.filter.year'),
            kind: 'select',
            options: (program?.stages ?? []).map(stage => ({
              value: String(stage.year),
              label: t('common.year', { year: stage.year }),
            })),
          },
          {
            name: 'light',
            label: t('actions.filter.light'),
            kind: 'select',
            options: lightOrder.map(light => ({ value: light, label: t(`enum.light.${light}`) })),
          },
          ...(viewer.canSeeAllUnits
            ? [
                {
                  name: 'unitId',
                  label: t('actions.filter.unit'),
                  kind: 'select' as const,
                  options: (words?.program?.units ?? []).map(unit => ({ value: unit.id, label: unit.shortName })),
                },
              ]
            : []),
          {
            name: 'taskCode',
            label: t('actions.filter.task'),
            kind: 'select',
            options: tasks.map(task => ({ value: task.code, label: `${task.code} ${task.title}` })),
          },
          {
            name: 'measureCode',
            label: t('actions.filter.measure'),
            kind: 'select',
            options: measures.map(measure => ({ value: measure.code, label: `${measure.code} ${measure.title}` })),
          },
          ...(programs.length > 1
            ? [
                {
                  name: 'programId',
                  label: t('actions.filter.program'),
                  kind: 'select' as const,
                  options: programs.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
        empty={t(
          Object.entries(search).some(
            ([name, value]) => !['page', 'pageSize', 'sort'].includes(name) && value !== defaults[name as keyof Search],
          )
            ? 'actions.noneFound'
            : 'actions.none',
        )}
        card={row => (
          <>
            <div className="notice-head">
              <Link to={`/actions/${row.id}`} className="cell-title">
                {row.title}
              </Link>
            </div>
            <div className="card-line">
              <TrafficLight light={row.light} reason={row.lightReason} />
              <ActionStatus state={row.state} />
              <span className="num">{t('milestone.dueOn', { day: row.dueOn })}</span>
            </div>
            <div className="cell-sub">
              {viewer.canSeeAllUnits ? `${row.unitShortName} · ` : ''}
              {row.measureCode} ·{' '}
              {t('action.milestonesDone', { done: row.milestoneDoneCount, total: row.milestoneCount })}
              {row.daysLate > 0 ? ` · ${row.lightReason}` : ''}
            </div>
          </>
        )}
      />
    </PageContainer>
  );
}
