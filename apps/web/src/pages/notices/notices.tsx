import { useQuery } from '@apollo/client/react';
import { Button, Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FilterTabs } from '../../components/filter-tabs.tsx';
import { Nothing, PageContainer, PageState } from '../../components/page-container.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { subjectHref } from '../../lib/subject-href.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSearch } from '../../lib/use-search.ts';
import { NoticesDocument, type NoticesQuery, ReadNoticesDocument } from './notices.generated.ts';

const pageSize = 20;

export default function NoticesPage() {
  const { t } = useTranslation();
  const [search, change] = useSearch({ tab: 'all', page: '1' });
  const unreadOnly = search.tab === 'unread';
  const { data, previousData, error, loading, refetch } = useQuery(NoticesDocument, {
    variables: { page: Number(search.page), pageSize, unreadOnly },
  });
  const [read, { loading: isReading }] = useCommand(ReadNoticesDocument, { refetch: ['Notices', 'FrameCounts', 'Todo'] });
  const page = (data ?? previousData)?.notices;
  return (
    <PageContainer
      title={t('notices.title')}
      extra={
        <Button
          disabled={!page?.unread}
          loading={isReading}
          onClick={() => void read({ input: { ids: [], all: true } })}
        >
          {t('notices.readAll')}
        </Button>
      }
    >
      <div className="panel">
        <FilterTabs
          label={t('notices.title')}
          value={search.tab}
          onChange={tab => change({ tab, page: '1' })}
          tabs={[
            { key: 'all', label: t('notices.all') },
            { key: 'unread', label: t('notices.unread'), count: page?.unread },
          ]}
        />
        <PageState loading={loading && !page} error={page ? undefined : error} retry={() => void refetch()}>
          {page?.rows.length === 0 ? (
            <Nothing>{t(unreadOnly ? 'notices.emptyUnread' : 'notices.empty')}</Nothing>
          ) : null}
          <ul className="cards">
            {page?.rows.map(row => (
              <li key={row.id} className="card notice">
                <NoticeRow
                  row={row}
                  onOpen={() => (row.readAt === null ? void read({ input: { ids: [row.id] } }) : undefined)}
                />
              </li>
            ))}
          </ul>
          {page && page.total > pageSize ? (
            <Pagination
              className="query-pages"
              current={Number(search.page)}
              pageSize={pageSize}
              total={page.total}
              showSizeChanger={false}
              onChange={next => change({ page: String(next) })}
            />
          ) : null}
        </PageState>
      </div>
    </PageContainer>
  );
}

function NoticeRow({ row, onOpen }: { row: NoticesQuery['notices']['rows'][number]; onOpen: () => void }) {
  const { t } = useTranslation();
  const to = subjectHref(row);
  return (
    <>
      <div className="notice-head">
        {to ? (
          <Link to={to} className="cell-title" onClick={onOpen}>
            {row.title}
          </Link>
        ) : (
          <span className="cell-title">{row.title}</span>
        )}
        {row.readAt === null ? <Status tone="active">{t('notices.isUnread')}</Status> : null}
        <time className="cell-sub num notice-time" dateTime={row.createdAt}>
          {moment(row.createdAt)}
        </time>
      </div>
      <div className="notice-body">{row.body}</div>
    </>
  );
}
