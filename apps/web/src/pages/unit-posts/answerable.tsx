import { useQuery } from '@apollo/client/react';
import { DatePicker, Table } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Nothing, PageState } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { usePhone } from '../../lib/use-phone.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useToday } from '../../lib/viewer.tsx';
import styles from './unit-posts.module.css';
import { AnswerableOnDocument } from './unit-posts.generated.ts';
import type { AnswerableOnQuery } from './unit-posts.generated.ts';

type Charge = AnswerableOnQuery['answerableOn']['charges'][number];

/** Who answered for what on a day: the posts, and the names on every action that was open. */
export function AnswerableSection({ unitId }: { unitId: string }) {
  const { t } = useTranslation();
  const today = useToday();
  const isPhone = usePhone();
  const [{ day }, setSearch] = useSearch({ day: today });
  const { data, previousData, error, refetch } = useQuery(AnswerableOnDocument, { variables: { unitId, day } });
  const answer = (data ?? previousData)?.answerableOn;
  return (
    <Section
      title={t('posts.answerable')}
      extra={
        <DatePicker
          aria-label={t('posts.day')}
          allowClear={false}
          value={dayjs(day)}
          maxDate={dayjs(today)}
          onChange={value => setSearch({ day: value?.format('YYYY-MM-DD') ?? today })}
        />
      }
    >
      <PageState loading={!answer && !error} error={answer ? undefined : error} retry={() => void refetch()}>
        {answer ? (
          <>
            <dl className={styles.holders}>
              {answer.holders.map(({ post, holding }) => (
                <div key={post}>
                  <dt>{t(`posts.kind.${post}`)}</dt>
                  <dd>{holding?.name ?? t('posts.nobody')}</dd>
                </div>
              ))}
            </dl>
            {answer.charges.length === 0 ? (
              <Nothing>{t('posts.noCharges')}</Nothing>
            ) : isPhone ? (
              <ul className="cards">
                {answer.charges.map(charge => (
                  <li key={charge.actionId} className="card">
                    <ActionName charge={charge} />
                    <div className="cell-sub">
                      {t('posts.owner')} {charge.ownerName ?? '—'} · {t('posts.headInCharge')}{' '}
                      {charge.headInCharge ?? '—'}
                    </div>
                  </li>
                ))}
              </ul>
            ) : (
              <Table<Charge>
                aria-label={t('posts.answerable')}
                size="small"
                rowKey="actionId"
                dataSource={answer.charges}
                pagination={answer.charges.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
                columns={[
                  { title: t('posts.action'), key: 'action', render: (_, charge) => <ActionName charge={charge} /> },
                  {
                    title: t('posts.owner'),
                    key: 'owner',
                    width: 200,
                    render: (_, { ownerName, ownerSince }) => <Answering name={ownerName} since={ownerSince} />,
                  },
                  {
                    title: t('posts.headInCharge'),
                    key: 'head',
                    width: 200,
                    render: (_, { headInCharge, headInChargeSince }) => (
                      <Answering name={headInCharge} since={headInChargeSince} />
                    ),
                  },
                ]}
              />
            )}
          </>
        ) : null}
      </PageState>
    </Section>
  );
}

function ActionName({ charge }: { charge: Charge }) {
  return (
    <Link to={`/actions/${charge.actionId}`}>
      <span className="num">
        {charge.measureCode} {charge.year}
      </span>{' '}
      {charge.title}
    </Link>
  );
}

function Answering({ name, since }: { name?: string | null; since?: string | null }) {
  const { t } = useTranslation();
  if (!name) return <>—</>;
  return (
    <>
      {name}
      {since ? <div className="cell-sub num">{t('posts.since', { day: since })}</div> : null}
    </>
  );
}
