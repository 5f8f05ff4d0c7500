import { BellOutlined, CheckOutlined, DownOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { noticeGroups } from '@yardstick/domain/notice-wording';
import { App, Button, Checkbox, Dropdown, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FilterTabs } from '../../components/filter-tabs.tsx';
import { Nothing, PageContainer, PageState } from '../../components/page-container.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { subjectHref } from '../../lib/subject-href.ts';
import { useCommand } from '../../lib/use-command.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { useSearch } from '../../lib/use-search.ts';
import {
  MuteNoticesDocument,
  NoticeKindsDocument,
  NoticesDocument,
  type NoticeKindsQuery,
  type NoticesQuery,
  ReadNoticesDocument,
} from './notices.generated.ts';
import styles from './notices.module.css';

const pageSize = 30;
const tabs = ['new', 'done', 'quiet', 'all'] as const;
const refetch = ['Notices', 'NoticeKinds', 'FrameCounts', 'Todo'];
type Row = NoticesQuery['notices']['rows'][number];
type Kinds = NoticeKindsQuery['contacts']['kinds'];

/** The inbox: what is new stands by what it asks; what was read and what was muted stand apart. */
export default function NoticesPage() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const [search, change] = useSearch({ tab: 'new', page: '1', kind: '', group: '' });
  const tab = tabs.find(key => key === search.tab) ?? 'new';
  const filter = { tab, kind: search.kind || null, group: search.group || null };
  const {
    data,
    previousData,
    error,
    loading,
    refetch: retry,
  } = useQuery(NoticesDocument, {
    variables: { page: Number(search.page) || 1, pageSize, filter },
    fetchPolicy: 'cache-and-network',
  });
  const kinds = useQuery(NoticeKindsDocument).data?.contacts.kinds ?? [];
  const [read, { loading: isReading }] = useCommand(ReadNoticesDocument, { refetch });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const page = (data ?? previousData)?.notices;
  const rows = page?.rows ?? [];
  const unread = rows.filter(row => row.readAt === null).map(row => row.id);
  const marked = unread.filter(id => chosen.includes(id));
  const countOf = (key: string) => page?.tabs.find(tab => tab.key === key)?.count;
  const markRead = async (ids: string[], all = false) => {
    if ((await read({ input: { ids, all } })).ok) setChosen([]);
  };
  return (
    <PageContainer
      title={t('notices.title')}
      subtitle={t('notices.what')}
      extra={
        <>
          <Link to="/me#notices">
            <Button icon={<BellOutlined />} tabIndex={-1}>
              {t('notices.settings')}
            </Button>
          </Link>
          <Button disabled={!page?.unread} loading={isReading} onClick={() => void markRead([], true)}>
            {t('notices.readAll')}
          </Button>
        </>
      }
    >
      <div className="panel">
        <FilterTabs
          label={t('notices.title')}
          value={tab}
          onChange={next => {
            setChosen([]);
            change({ tab: next, page: '1', kind: '', group: '' });
          }}
          tabs={tabs.map(key => ({ key, label: t(`notices.tab.${key}`), count: countOf(key) }))}
        />
        <div className={styles.tools}>
          <Select
            allowClear
            aria-label={t('notices.byGroup')}
            placeholder={t('notices.byGroup')}
            value={search.group || undefined}
            onChange={(group: string | undefined) => change({ group: group ?? '', kind: '', page: '1' })}
            options={noticeGroups
              .filter(group => page?.groups.some(one => one.key === group && one.count > 0))
              .map(group => ({
                value: group,
                label: `${t(`notices.group.${group}`)} (${page?.groups.find(one => one.key === group)?.count})`,
              }))}
          />
          <Select
            allowClear
            aria-label={t('notices.byKind')}
            placeholder={t('notices.byKind')}
            value={search.kind || undefined}
            onChange={(kind: string | undefined) => change({ kind: kind ?? '', page: '1' })}
            options={page?.kinds.map(one => ({ value: one.key, label: `${labelOf(kinds, one.key)} (${one.count})` }))}
          />
          {unread.length > 0 ? (
            <>
              <Checkbox
                indeterminate={marked.length > 0 && marked.length < unread.length}
                checked={marked.length === unread.length}
                onChange={event => setChosen(event.target.checked ? unread : [])}
              >
                {t('notices.choosePage')}
              </Checkbox>
              <Button
                icon={<CheckOutlined />}
                disabled={marked.length === 0}
                loading={isReading}
                onClick={() => void markRead(marked)}
              >
                {t('notices.readChosen', { count: marked.length })}
              </Button>
            </>
          ) : null}
        </div>
        <PageState loading={loading && !page} error={page ? undefined : error} retry={() => void retry()}>
          {page?.rows.length === 0 ? <Nothing>{t(`notices.nothing.${tab}`)}</Nothing> : null}
          {noticeGroups
            .map(group => ({ group, of: rows.filter(row => row.group === group) }))
            .filter(({ of }) => of.length > 0)
            .map(({ group, of }) => (
              <section key={group} aria-label={t(`notices.group.${group}`)}>
                <h2 className={styles.group}>{t(`notices.group.${group}`)}</h2>
                <ul className="cards">
                  {of.map(row => (
                    <li key={row.id} className={`card ${styles.row}`}>
                      {row.readAt === null ? (
                        <Checkbox
                          aria-label={t('notices.choose', { title: row.title })}
                          checked={chosen.includes(row.id)}
                          onChange={event =>
                            setChosen(
                              event.target.checked ? [...chosen, row.id] : chosen.filter(other => other !== row.id),
                            )
                          }
                        />
                      ) : (
                        <span className={styles.noBox} />
                      )}
                      <NoticeRow row={row} kinds={kinds} onRead={() => void markRead([row.id])} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          {page && page.total > pageSize ? (
            <Pagination
              className="query-pages"
              current={Number(search.page) || 1}
              pageSize={pageSize}
              total={page.total}
              simple={isPhone}
              showSizeChanger={false}
              showTotal={count => t('table.total', { count })}
              onChange={next => change({ page: String(next) })}
            />
          ) : null}
        </PageState>
      </div>
    </PageContainer>
  );
}

const labelOf = (kinds: Kinds, kind: string): string => kinds.find(one => one.kind === kind)?.label ?? kind;

function NoticeRow({ row, kinds, onRead }: { row: Row; kinds: Kinds; onRead: () => void }) {
  const { t } = useTranslation();
  const to = subjectHref(row);
  const isNew = row.readAt === null;
  return (
    <div className={styles.words}>
      <div className="notice-head">
        {to ? (
          <Link to={to} className="cell-title" onClick={isNew ? onRead : undefined}>
            {row.title}
          </Link>
        ) : (
          <span className="cell-title">{row.title}</span>
        )}
        {isNew && !row.isQuiet ? <Status tone="active">{t('notices.isUnread')}</Status> : null}
        {row.isQuiet ? <Status>{t('notices.isQuiet')}</Status> : null}
        {row.forName ? <Status tone="warn">{t('notices.standsIn', { name: row.forName })}</Status> : null}
        <time className="cell-sub num notice-time" dateTime={row.createdAt}>
          {moment(row.createdAt)}
        </time>
      </div>
      <div className="notice-body">{row.body}</div>
      <div className={styles.verbs}>
        {isNew ? (
          <Button size="small" onClick={onRead}>
            {t('notices.acknowledge')}
          </Button>
        ) : (
          <span className="cell-sub">{t('notices.readAt', { at: moment(row.readAt) })}</span>
        )}
        <MuteButton kind={row.kind} kinds={kinds} />
      </div>
    </div>
  );
}

/** Mutes the kind, or says why it cannot be. */
function MuteButton({ kind, kinds }: { kind: string; kinds: Kinds }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [mute, { loading }] = useCommand(MuteNoticesDocument, { refetch });
  const setting = kinds.find(one => one.kind === kind);
  if (!setting) return null;
  const { label, isMuted, isMutable } = setting;
  const switchOver = async () => {
    const others = kinds.filter(one => one.isMuted && one.kind !== kind).map(one => one.kind);
    const answer = await mute({ input: { kinds: isMuted ? others : [...others, kind] } });
    if (answer.ok) void message.success(t(isMuted ? 'notices.unmuted' : 'notices.muted', { label }));
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'mute',
            disabled: !isMutable,
            label: !isMutable ? t('notices.statutory') : t(isMuted ? 'notices.unmute' : 'notices.mute', { label }),
          },
        ],
        onClick: () => void switchOver(),
      }}
    >
      <Button size="small" type="text" loading={loading} aria-label={t('notices.more', { label })}>
        {label} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
