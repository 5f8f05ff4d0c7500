import { PrinterOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { channelKinds } from '@yardstick/domain/channel';
import { Button, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FaultView, PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { moment } from '../../lib/days.ts';
import { subjectHref } from '../../lib/subject-href.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useToday, useViewer } from '../../lib/viewer.tsx';
import { SentChoicesDocument, SentLedgerDocument } from './sent.generated.ts';
import {
  DeliveryState,
  filterOf,
  periods,
  queryOf,
  ReadState,
  sentDefaults,
  type SentRow,
  Who,
} from './sent-parts.tsx';

const tabs = ['all', 'sent', 'waiting', 'unknown', 'failed'] as const;
const purposes = ['digest', 'group-digest', 'weekly-exceptions'] as const;

/** What was sent to whom, when and why: the office's proof that it told people, one row per telling. */
export default function SentPage() {
  const { t } = useTranslation();
  const today = useToday();
  const { canReview } = useViewer();
  const [values, setValues] = useSearch(sentDefaults);
  const filter = filterOf(values, today);
  const page = Number(values.page) || 1;
  const pageSize = Number(values.pageSize) || 20;
  const { data, previousData, error, loading, refetch } = useQuery(
    SentLedgerDocument,
    canReview ? { variables: { page, pageSize, filter }, fetchPolicy: 'cache-and-network' } : skipToken,
  );
  const choices = useQuery(SentChoicesDocument, canReview ? {} : skipToken).data;
  if (!canReview)
    return (
      <PageContainer title={t('sent.title')}>
        <FaultView fault={{ code: 'FORBIDDEN' }} />
      </PageContainer>
    );
  const ledger = (data ?? previousData)?.sentLedger;
  const columns: NonNullable<TableProps<SentRow>['columns']> = [
    { title: t('sent.at'), key: 'at', width: 136, className: 'num', render: (_, row) => moment(row.at) },
    { title: t('sent.to'), key: 'to', width: 150, render: (_, row) => <Who row={row} /> },
    { title: t('sent.channel'), dataIndex: 'channelLabel', width: 92 },
    {
      title: t('sent.subject'),
      key: 'subject',
      render: (_, row) => <Subject row={row} />,
    },
    {
      title: t('sent.why'),
      key: 'why',
      width: 140,
      render: (_, row) => (
        <>
          {row.kindLabel}
          <div className="cell-sub">{row.stage}</div>
        </>
      ),
    },
    { title: t('sent.rule'), key: 'rule', width: 84, render: (_, row) => row.ruleVersion ?? '—' },
    { title: t('sent.state'), key: 'state', width: 120, render: (_, row) => <DeliveryState row={row} /> },
    { title: t('sent.read'), key: 'read', width: 100, render: (_, row) => <ReadState row={row} /> },
  ];
  const query = queryOf(filter);
  return (
    <PageContainer title={t('sent.title')} subtitle={t('sent.what')}>
      <QueryTable<SentRow>
        label={t('sent.title')}
        rowKey="id"
        columns={columns}
        rows={ledger?.rows}
        total={ledger?.total}
        loading={loading && !ledger}
        error={ledger ? undefined : error}
        retry={() => void refetch()}
        values={values}
        onChange={setValues}
        tabs={tabs.map(key => ({
          key,
          label: t(`sent.tab.${key}`),
          count: ledger?.tabs.find(tab => tab.key === key)?.count,
        }))}
        filters={[
          {
            name: 'unitId',
            label: t('sent.unit'),
            kind: 'select',
            options: choices?.units.map(({ id, name }) => ({ value: id, label: name })),
          },
          { name: 'person', label: t('sent.person') },
          {
            name: 'channel',
            label: t('sent.channel'),
            kind: 'select',
            options: (['in-app', ...channelKinds] as const).map(channel => ({
              value: channel,
              label: t(`channel.${channel}`),
            })),
          },
          {
            name: 'kind',
            label: t('sent.kind'),
            kind: 'select',
            options: [
              ...purposes.map(purpose => ({ value: purpose, label: t(`sent.purpose.${purpose}`) })),
              ...(choices?.contacts.kinds.filter(one => one.kind !== 'weekly-exceptions') ?? []).map(one => ({
                value: one.kind,
                label: one.label,
              })),
            ],
          },
          {
            name: 'read',
            label: t('sent.read'),
            kind: 'select',
            options: (['yes', 'no'] as const).map(value => ({ value, label: t(`sent.isRead.${value}`) })),
          },
          {
            name: 'period',
            label: t('sent.period'),
            placeholder: t('sent.periods.30'),
            kind: 'select',
            options: periods.map(value => ({ value, label: t(`sent.periods.${value}`) })),
          },
        ]}
        toolbar={
          <Button className="desk-only" icon={<PrinterOutlined />} href={`/print/sent?${query}`} target="_blank">
            {t('common.print')}
          </Button>
        }
        exportUrl={`/exports/sent.xlsx?${query}`}
        minWidth={1100}
        empty={t('sent.nothing')}
        card={row => (
          <>
            <Subject row={row} />
            <div>
              <Who row={row} />
            </div>
            <div className="cell-sub">
              <span className="num">{moment(row.at)}</span> · {row.channelLabel} · {row.kindLabel} {row.stage}
            </div>
            <DeliveryState row={row} /> <ReadState row={row} />
          </>
        )}
      />
    </PageContainer>
  );
}

function Subject({ row }: { row: SentRow }) {
  const to = subjectHref(row);
  return to ? <Link to={to}>{row.title}</Link> : <span>{row.title}</span>;
}
