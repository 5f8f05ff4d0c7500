import { useQuery } from '@apollo/client/react';
import { Input, Pagination, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { RequestCard } from '../../components/delivery/request-card.tsx';
import { RequestsDocument } from '../../components/delivery/requests.generated.ts';
import { FilterTabs } from '../../components/filter-tabs.tsx';
import { Nothing, PageContainer } from '../../components/page-container.tsx';
import type { RequestKind } from '../../graphql/types.generated.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';

const kinds: RequestKind[] = ['EXTENSION', 'EXPLANATION', 'NOT_APPLICABLE', 'DECLINE', 'HELP'];
const tabs = ['open', 'to-sign', 'in-review', 'final-review', 'with-leaders', 'granted', 'refused', 'all'] as const;
/** What waits for the reader stands first. */
const leadersTabs = ['with-leaders', ...tabs.filter(key => key !== 'with-leaders')] as const;
const pageSize = 20;

/** The office's and the leading group's queue of requests: each is decided where it stands. */
export default function RequestsPage() {
  const { t } = useTranslation();
  const { hash } = useLocation();
  const viewer = useViewer();
  const isLeader = viewer.role === 'LEADER';
  const isPhone = usePhone();
  const [search, change] = useSearch({
    tab: isLeader ? 'with-leaders' : 'open',
    kind: '',
    text: '',
    page: '1',
  });
  const page = Math.max(1, Number(search.page) || 1);
  const filter = { tab: search.tab, kind: (search.kind || null) as RequestKind | null, text: search.text || null };
  const { data, loading, error, refetch } = useQuery(RequestsDocument, { variables: { filter, page, pageSize } });
  const found = data?.requests;
  const isThere = found !== undefined;
  useEffect(() => {
    if (isThere && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' });
  }, [isThere, hash]);
  return (
    <PageContainer
      title={t('requests.title')}
      subtitle={t('requests.what')}
      state={{ loading: loading && !found, error: found ? undefined : error, retry: () => void refetch() }}
      extra={
        <>
          <Select
            allowClear
            aria-label={t('requests.filter.kind')}
            placeholder={t('requests.filter.kind')}
            value={search.kind || undefined}
            style={{ width: 140 }}
            onChange={(kind: string | undefined) => change({ kind: kind ?? '', page: '1' })}
            options={kinds.map(kind => ({ value: kind, label: t(`enum.requestKind.${kind}`) }))}
          />
          <Input.Search
            allowClear
            aria-label={t('requests.filter.text')}
            placeholder={t('requests.filter.text')}
            defaultValue={search.text}
            style={{ width: 230 }}
            onSearch={text => change({ text: text.trim(), page: '1' })}
          />
        </>
      }
    >
      <div className="panel">
        <FilterTabs
          label={t('requests.tabs')}
          tabs={(isLeader ? leadersTabs : tabs).map(key => ({
            key,
            label: t(`requests.tab.${key}`),
            count: found?.tabs.find(tab => tab.key === key)?.count,
          }))}
          value={search.tab}
          onChange={tab => change({ tab, page: '1' })}
        />
        {found?.rows.length === 0 ? <Nothing>{t('requests.nothing')}</Nothing> : null}
        <ul className="cards">
          {found?.rows.map(request => (
            <li key={request.id} className="card">
              <RequestCard request={request} isListed />
            </li>
          ))}
        </ul>
        {found && found.total > pageSize ? (
          <Pagination
            className="query-pages"
            current={page}
            pageSize={pageSize}
            total={found.total}
            simple={isPhone}
            showSizeChanger={false}
            showTotal={count => t('table.total', { count })}
            onChange={next => change({ page: String(next) })}
          />
        ) : null}
      </div>
    </PageContainer>
  );
}
