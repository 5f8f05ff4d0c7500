import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { NewScheme } from './new-scheme.tsx';
import { SchemesPageDocument, type SchemesPageQuery } from './schemes.generated.ts';

type Row = SchemesPageQuery['schemeRegister'][number];

const pathOf = ({ code, versions }: Row) => (versions.length > 0 ? `/schemes/${code}` : `/schemes/${code}/draft`);

export default function SchemesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { canOrderEvaluation } = useViewer();
  const [values, setValues] = useSearch({ page: '1', pageSize: '20' });
  const [isStarting, setStarting] = useState(false);
  const { data, error, loading, refetch } = useQuery(SchemesPageDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <PageContainer
      title={t('schemes.title')}
      subtitle={t('schemes.intro')}
      extra={
        canOrderEvaluation && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setStarting(true)}>
            {t('schemes.start')}
          </Button>
        )
      }
    >
      <QueryTable<Row>
        label={t('schemes.title')}
        rowKey="code"
        rows={data?.schemeRegister}
        loading={loading && !data}
        error={data ? undefined : error}
        retry={() => void refetch()}
        values={values}
        onChange={setValues}
        columns={useColumns()}
        minWidth={900}
        empty={t('schemes.empty')}
        onRowClick={row => void navigate(pathOf(row))}
        card={row => <SchemeCard row={row} />}
      />
      <NewScheme
        open={isStarting}
        known={data?.schemeRegister.map(({ code }) => code) ?? []}
        onClose={() => setStarting(false)}
        onStarted={code => void navigate(`/schemes/${code}/draft`)}
      />
    </PageContainer>
  );
}

function useColumns(): NonNullable<TableProps<Row>['columns']> {
  const { t } = useTranslation();
  return [
    {
      title: t('schemes.name'),
      key: 'name',
      render: (_, row) => <Link to={pathOf(row)}>{localized(row.name)}</Link>,
    },
    { title: t('schemes.code'), key: 'code', width: 220, render: (_, row) => <code>{row.code}</code> },
    { title: t('schemes.versions'), key: 'versions', width: 200, render: (_, row) => <Versions row={row} /> },
    { title: t('schemes.published'), key: 'published', width: 220, render: (_, row) => <Published row={row} /> },
    {
      title: t('schemes.evaluations'),
      key: 'evaluations',
      width: 110,
      align: 'right',
      render: (_, row) => evaluationsOf(row) ?? '—',
    },
    { title: t('schemes.draft'), key: 'draft', width: 190, render: (_, row) => <Draft row={row} /> },
  ];
}

const evaluationsOf = ({ versions }: Row): number | null =>
  versions.some(version => version.evaluationCount === null || version.evaluationCount === undefined)
    ? null
    : versions.reduce((sum, version) => sum + (version.evaluationCount ?? 0), 0);

function Versions({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.versions.length === 0) return <Status>{t('schemes.unpublished')}</Status>;
  return (
    <>
      {row.versions.map(({ version }, index) => (
        <span key={version}>
          {index > 0 ? t('schemes.comma') : ''}
          <Link to={`/schemes/${row.code}/${version}`}>{t('schemes.version', { n: version })}</Link>
        </span>
      ))}
    </>
  );
}

function Published({ row }: { row: Row }) {
  const { t } = useTranslation();
  const [newest] = row.versions;
  if (!newest) return <>—</>;
  return <>{newest.publishedBy ? `${newest.publishedBy} ${moment(newest.publishedAt)}` : t('schemes.delivered')}</>;
}

function Draft({ row }: { row: Row }) {
  if (!row.draft) return <>—</>;
  return (
    <Link to={`/schemes/${row.code}/draft`}>
      {row.draft.savedBy} {moment(row.draft.savedAt)}
    </Link>
  );
}

function SchemeCard({ row }: { row: Row }) {
  const { t } = useTranslation();
  const count = evaluationsOf(row);
  return (
    <>
      <Link to={pathOf(row)} className="card-title">
        {localized(row.name)}
      </Link>
      <div>
        <Versions row={row} />
      </div>
      <div className="card-note">
        <Published row={row} />
        {count === null ? null : ` · ${t('schemes.evaluationCount', { n: count })}`}
      </div>
      {row.draft ? (
        <div className="card-note">
          {t('schemes.draft')} <Draft row={row} />
        </div>
      ) : null}
    </>
  );
}
