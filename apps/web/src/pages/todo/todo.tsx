import { CheckCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageContainer } from '../../components/page-container.tsx';
import { longDay } from '../../lib/days.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { TodoDocument } from './todo.generated.ts';
import { TodoGroup } from './todo-group.tsx';
import { todoKinds } from './todo-kinds.ts';

/** What I must do, and nothing else. */
export default function TodoPage() {
  const { t } = useTranslation();
  const { viewer, programs } = useFrame();
  const { data, error, loading, refetch } = useQuery(TodoDocument, { pollInterval: 120_000 });
  // items stay on the page while a whole group is being signed, so that its result can be read
  const [held, setHeld] = useState<string | null>(null);
  const items = data?.todo.items ?? [];
  const groups = todoKinds
    .map(kind => ({
      kind,
      items: items.filter(item => item.kind === kind),
      count: data?.todo.counts.find(count => count.kind === kind)?.count,
    }))
    .filter(group => group.items.length > 0 || held === group.kind);
  const total = data?.todo.total ?? 0;
  const next = data?.todo.nextDue;
  return (
    <PageContainer
      title={t('todo.title')}
      subtitle={data && total > 0 ? t('todo.total', { count: total }) : undefined}
      state={{ loading: loading && !data, error: data ? undefined : error, retry: () => void refetch() }}
    >
      {total > items.length ? (
        <Alert className="modal-errors" type="info" showIcon title={t('todo.cut', { shown: items.length, total })} />
      ) : null}
      {groups.length === 0 ? (
        <div className="panel todo-nothing">
          <CheckCircleOutlined aria-hidden />
          <h2>{t('todo.nothing')}</h2>
          {viewer.canImportPlan && programs.length === 0 ? (
            <p>
              <Link to="/plan/import">{t('todo.importFirst')}</Link>
            </p>
          ) : (
            <>
              {next ? (
                <p>
                  {t('todo.nextDue', { day: longDay(next.dueOn) })}{' '}
                  <Link to={`/actions/${next.actionId}#milestone-${next.milestoneId}`}>{next.title}</Link>
                </p>
              ) : null}
              <p>{t('todo.nothingMore')}</p>
            </>
          )}
        </div>
      ) : (
        <>
          {groups.length > 1 ? (
            <nav className="todo-jump" aria-label={t('todo.groups')}>
              {groups.map(group => (
                <a key={group.kind} href={`#todo-${group.kind}`}>
                  {t(`todo.kind.${group.kind}`)} <strong className="num">{group.count ?? group.items.length}</strong>
                </a>
              ))}
            </nav>
          ) : null}
          {groups.map(group => (
            <TodoGroup
              key={group.kind}
              kind={group.kind}
              items={group.items}
              count={group.count ?? group.items.length}
              onHold={hold => setHeld(hold ? group.kind : null)}
            />
          ))}
        </>
      )}
    </PageContainer>
  );
}
