import { useQuery } from '@apollo/client/react';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate } from 'react-router';
import { PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { PostCell } from './post-cell.tsx';
import { PostsPageDocument } from './posts.generated.ts';
import type { UnitPostsFactsFragment } from './posts.generated.ts';
import styles from './posts.module.css';

const postKinds = ['HEAD', 'DEPUTY_HEAD', 'LIAISON', 'DEPUTY_LIAISON'] as const;

/** Every unit with its four posts; whoever belongs to a unit finds that unit's own page. */
export default function PostsPage() {
  const { t } = useTranslation();
  const { role, unit } = useViewer();
  const navigate = useNavigate();
  const [values, setValues] = useSearch({ page: '1', pageSize: '50', text: '', tab: 'all' });
  const { data, error, loading, refetch } = useQuery(PostsPageDocument);
  if (role.startsWith('UNIT_')) return <Navigate to={`/posts/${unit.id}`} replace />;

  const units = data?.unitPosts;
  const isMissed = (one: UnitPostsFactsFragment) => one.posts.some(post => post.isMissed);
  const missed = units?.filter(isMissed);
  const text = values.text.trim();
  const rows = (values.tab === 'empty' ? missed : units)?.filter(
    one =>
      text === '' ||
      one.unitName.includes(text) ||
      one.posts.some(post => post.history.some(holding => holding.name.includes(text))),
  );
  const columns: NonNullable<TableProps<UnitPostsFactsFragment>['columns']> = [
    {
      title: t('posts.unit'),
      key: 'unit',
      render: (_, row) => <Link to={`/posts/${row.unitId}`}>{row.unitName}</Link>,
    },
    ...postKinds.map(kind => ({
      title: t(`posts.kind.${kind}`),
      key: kind,
      width: 170,
      render: (_: unknown, row: UnitPostsFactsFragment) => {
        const post = row.posts.find(one => one.post === kind);
        return post ? <PostCell post={post} /> : null;
      },
    })),
    {
      title: t('posts.openActions'),
      key: 'open',
      width: 110,
      align: 'right',
      className: 'num',
      render: (_, row) => row.openActionCount,
    },
  ];
  return (
    <PageContainer
      title={t('posts.title')}
      subtitle={
        missed && missed.length > 0 ? (
          <strong className={styles.missed}>{t('posts.missedCount', { count: missed.length })}</strong>
        ) : (
          t('posts.intro')
        )
      }
    >
      <QueryTable<UnitPostsFactsFragment>
        label={t('posts.title')}
        rowKey="unitId"
        columns={columns}
        rows={rows}
        loading={loading && !data}
        error={data ? undefined : error}
        retry={() => void refetch()}
        values={values}
        onChange={setValues}
        tabs={[
          { key: 'all', label: t('posts.tab.all'), count: units?.length },
          { key: 'empty', label: t('posts.tab.empty'), count: missed?.length },
        ]}
        filters={[{ name: 'text', label: t('posts.search'), placeholder: t('posts.searchHint') }]}
        minWidth={1000}
        empty={t(values.tab === 'empty' ? 'posts.noneEmpty' : 'posts.nothing')}
        onRowClick={row => void navigate(`/posts/${row.unitId}`)}
        card={row => (
          <>
            <Link to={`/posts/${row.unitId}`} className="cell-title">
              {row.unitName}
            </Link>
            <dl className={styles.lines}>
              {row.posts.map(post => (
                <div key={post.post}>
                  <dt>{t(`posts.kind.${post.post}`)}</dt>
                  <dd>
                    <PostCell post={post} />
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      />
    </PageContainer>
  );
}
