import { SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageContainer } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { usePhone } from '../../lib/use-phone.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { PostCell, type PostFacts } from '../posts/post-cell.tsx';
import type { PostHoldingFactsFragment } from '../posts/posts.generated.ts';
import { AbsencesSection } from './absences.tsx';
import { AnswerableSection } from './answerable.tsx';
import styles from './unit-posts.module.css';
import { UnitPostsPageDocument } from './unit-posts.generated.ts';

/** One unit's posts: who holds them, who held them, and who answered for what on any day. */
export default function UnitPostsPage() {
  const { t } = useTranslation();
  const { unitId = '' } = useParams();
  const { role } = useViewer();
  const { data, error, refetch } = useQuery(UnitPostsPageDocument, { variables: { unitId } });
  const unit = data?.unitPosts[0];
  const isOfUnit = role.startsWith('UNIT_');
  return (
    <PageContainer
      title={isOfUnit ? t('posts.title') : (unit?.unitName ?? t('posts.title'))}
      breadcrumb={isOfUnit ? undefined : [{ title: t('posts.title'), to: '/posts' }]}
      subtitle={isOfUnit ? unit?.unitName : undefined}
      state={{
        loading: !data && !error,
        error: data ? undefined : error,
        missing: data && !unit,
        retry: () => void refetch(),
      }}
    >
      {unit ? (
        <>
          <Section title={t('posts.present')}>
            <div className={styles.posts}>
              {unit.posts.map(post => (
                <PresentPost key={post.post} unitId={unitId} post={post} />
              ))}
            </div>
          </Section>
          <AbsencesSection unitId={unitId} />
          {role === 'SYS_ADMIN' ? null : <AnswerableSection unitId={unitId} />}
          <Section title={t('posts.history')}>
            <History holdings={unit.posts.flatMap(post => post.history)} />
          </Section>
        </>
      ) : null}
    </PageContainer>
  );
}

function PresentPost({ unitId, post }: { unitId: string; post: PostFacts }) {
  const { t } = useTranslation();
  return (
    <div className={`${styles.post}${post.isMissed ? ` ${styles.missed}` : ''}`}>
      <h3>{t(`posts.kind.${post.post}`)}</h3>
      <div className={styles.holder}>
        <PostCell post={post} />
      </div>
      {post.canHandOver ? (
        <Link to={`/posts/${unitId}/${post.post}`}>
          <Button type={post.isMissed ? 'primary' : 'default'} icon={<SwapOutlined />} tabIndex={-1}>
            {t(post.holding ? 'posts.handOver' : 'posts.appoint')}
          </Button>
        </Link>
      ) : null}
    </div>
  );
}

function History({ holdings }: { holdings: PostHoldingFactsFragment[] }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const rows = [...holdings].sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1));
  const until = (one: PostHoldingFactsFragment) =>
    one.toOn ? one.toOn : <Status tone="good">{t('posts.holding')}</Status>;
  if (isPhone) {
    return (
      <ul className="cards">
        {rows.map(one => (
          <li key={one.id} className="card">
            <b>{one.name}</b> {t(`posts.kind.${one.post}`)}
            <div className="num">
              {one.fromOn} — {until(one)}
            </div>
            {one.basis ? <div className="cell-sub">{one.basis}</div> : null}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<PostHoldingFactsFragment>
      aria-label={t('posts.history')}
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        { title: t('posts.post'), key: 'post', width: 130, render: (_, one) => t(`posts.kind.${one.post}`) },
        { title: t('posts.name'), dataIndex: 'name' },
        { title: t('posts.from'), dataIndex: 'fromOn', width: 120, className: 'num' },
        { title: t('posts.until'), key: 'toOn', width: 120, className: 'num', render: (_, one) => until(one) },
        { title: t('posts.basis'), dataIndex: 'basis' },
        { title: t('posts.recordedBy'), dataIndex: 'recordedBy', width: 150 },
      ]}
    />
  );
}
