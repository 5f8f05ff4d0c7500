import { useQuery } from '@apollo/client/react';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { EvaluationStateWord } from '../../components/evaluation-state.tsx';
import { PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { Status } from '../../components/status.tsx';
import { day } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useSearch } from '../../lib/use-search.ts';
import { UnitResultsDocument, type UnitResultsQuery } from './unit-result.generated.ts';

type Row = UnitResultsQuery['unitResults'][number];

export function UnitResults() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [values, setValues] = useSearch({ page: '1', pageSize: '20' });
  const { data, error, loading, refetch } = useQuery(UnitResultsDocument);
  const columns: NonNullable<TableProps<Row>['columns']> = [
    {
      title: t('evaluation.name'),
      key: 'name',
      render: (_, row) => <Link to={`/evaluations/${row.id}`}>{row.name}</Link>,
    },
    { title: t('evaluation.asOf'), key: 'asOf', width: 120, render: (_, row) => day(row.asOf) },
    {
      title: t('evaluation.state'),
      key: 'state',
      width: 110,
      render: (_, row) => <EvaluationStateWord state={row.state} />,
    },
    {
      title: t('result.row.total'),
      key: 'total',
      width: 120,
      align: 'right',
      render: (_, row) => <b className="num">{row.total ?? '—'}</b>,
    },
    {
      title: t('result.row.grade'),
      key: 'grade',
      width: 90,
      render: (_, row) => (row.gradeName ? localized(row.gradeName) : '—'),
    },
    { title: t('result.row.rank'), key: 'rank', width: 80, align: 'right', render: (_, row) => row.rank ?? '—' },
    { title: t('result.row.standing'), key: 'standing', width: 210, render: (_, row) => <Standing row={row} /> },
  ];
  return (
    <PageContainer title={t('evaluation.title')}>
      <QueryTable<Row>
        label={t('evaluation.title')}
        rowKey="id"
        rows={data?.unitResults}
        loading={loading && !data}
        error={data ? undefined : error}
        retry={() => void refetch()}
        values={values}
        onChange={setValues}
        columns={columns}
        minWidth={860}
        empty={t('result.empty')}
        onRowClick={row => void navigate(`/evaluations/${row.id}`)}
        card={row => (
          <>
            <Link to={`/evaluations/${row.id}`} className="card-title">
              {row.name}
            </Link>
            <div>
              <EvaluationStateWord state={row.state} /> <Standing row={row} />
            </div>
            <div className="card-note">
              {t('result.row.total')} {row.total ?? '—'} · {t('result.row.rank')} {row.rank ?? '—'}
              {row.gradeName ? ` · ${localized(row.gradeName)}` : ''}
            </div>
          </>
        )}
      />
    </PageContainer>
  );
}

function Standing({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.correctedById) return <Status tone="warn">{t('result.standing.corrected')}</Status>;
  if (row.published) return <Status tone="good">{t('result.standing.published')}</Status>;
  if (row.state === 'FROZEN') return null;
  if (row.total === null) return <Status tone="warn">{t('result.standing.recomputed')}</Status>;
  if (row.confirmedAt) return <Status tone="good">{t('result.standing.confirmed')}</Status>;
  if (row.isWindowOpen)
    return <Status tone="active">{t('result.standing.open', { day: day(row.objectionsUntil) })}</Status>;
  return <Status>{t('result.standing.closed')}</Status>;
}
