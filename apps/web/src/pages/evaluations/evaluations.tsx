import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button, Progress } from 'antd';
import type { TableProps } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { EvaluationStateWord } from '../../components/evaluation-state.tsx';
import { PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { day, moment } from '../../lib/days.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { EvaluationsPageDocument } from './evaluations.generated.ts';
import type { EvaluationsPageQuery } from './evaluations.generated.ts';
import { OrderEvaluation } from './order-evaluation.tsx';

type Row = EvaluationsPageQuery['evaluations'][number];

const isAtWork = ({ state }: Row) => state === 'QUEUED' || state === 'BUILDING';

export default function EvaluationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { canOrderEvaluation } = useViewer();
  const [values, setValues] = useSearch({ page: '1', pageSize: '20' });
  const [isOrdering, setOrdering] = useState(false);
  const { data, error, loading, refetch, startPolling, stopPolling } = useQuery(EvaluationsPageDocument);
  const hasWork = data?.evaluations.some(isAtWork) ?? false;
  useEffect(() => {
    if (!hasWork) return;
    startPolling(1000);
    return stopPolling;
  }, [hasWork, startPolling, stopPolling]);

  return (
    <PageContainer
      title={t('evaluation.title')}
      extra={
        canOrderEvaluation && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOrdering(true)}>
            {t('evaluation.order')}
          </Button>
        )
      }
    >
      <QueryTable<Row>
        label={t('evaluation.title')}
        rowKey="id"
        rows={data?.evaluations}
        loading={loading && !data}
        error={data ? undefined : error}
        retry={() => void refetch()}
        values={values}
        onChange={setValues}
        columns={useColumns()}
        minWidth={860}
        empty={t('evaluation.empty')}
        onRowClick={row => void navigate(`/evaluations/${row.id}`)}
        card={row => <EvaluationCard row={row} />}
      />
      <OrderEvaluation
        open={isOrdering}
        onClose={() => setOrdering(false)}
        onOrdered={id => void navigate(`/evaluations/${id}`)}
      />
    </PageContainer>
  );
}

function useColumns(): NonNullable<TableProps<Row>['columns']> {
  const { t } = useTranslation();
  return [
    {
      title: t('evaluation.name'),
      key: 'name',
      render: (_, row) => <Link to={`/evaluations/${row.id}`}>{row.name}</Link>,
    },
    { title: t('evaluation.asOf'), key: 'asOf', width: 120, render: (_, row) => day(row.asOf) },
    { title: t('evaluation.state'), key: 'state', width: 190, render: (_, row) => <StateCell row={row} /> },
    { title: t('evaluation.orderedBy'), dataIndex: 'orderedBy', width: 130 },
    { title: t('evaluation.orderedAt'), key: 'orderedAt', width: 150, render: (_, row) => moment(row.orderedAt) },
    {
      title: t('evaluation.hash'),
      key: 'sha256',
      width: 130,
      render: (_, row) => (row.sha256 ? <code title={row.sha256}>{row.sha256.slice(0, 12)}</code> : '—'),
    },
  ];
}

function StateCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (!isAtWork(row)) return <EvaluationStateWord state={row.state} />;
  return (
    <>
      <EvaluationStateWord state={row.state} />{' '}
      {t('evaluation.progress', { done: row.unitsDone, total: row.unitsTotal })}
      <Progress
        size="small"
        showInfo={false}
        aria-label={t('evaluation.progressOf')}
        percent={row.unitsTotal ? (100 * row.unitsDone) / row.unitsTotal : 0}
      />
    </>
  );
}

function EvaluationCard({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={`/evaluations/${row.id}`} className="card-title">
        {row.name}
      </Link>
      <div>
        <StateCell row={row} />
      </div>
      <div className="card-note">
        {t('evaluation.asOf')} {day(row.asOf)} · {row.orderedBy}
      </div>
    </>
  );
}
