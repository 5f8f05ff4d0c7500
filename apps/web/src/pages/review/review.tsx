import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActionRecordDocument } from '../../components/delivery/delivery.generated.ts';
import { Nothing, PageContainer, PageState } from '../../components/page-container.tsx';
import { useSearch } from '../../lib/use-search.ts';
import { TodoDocument } from '../todo/todo.generated.ts';
import { isTodoKind, reviewKinds, type TodoItem, type TodoKind } from '../todo/todo-kinds.ts';
import { ActionReview } from './action-review.tsx';
import { MilestoneReview } from './milestone-review.tsx';

const keyOf = (item: TodoItem) => `${item.kind}:${item.id}`;

/** The office's desk: the queue on the left, what was asked and what was handed in side by side, then the next one. */
export default function ReviewPage() {
  const { t } = useTranslation();
  const [search, change] = useSearch({ item: '', kind: '', unitId: '' });
  const { data, loading, error, refetch } = useQuery(TodoDocument);
  const all = (data?.todo.items ?? []).filter(item => isTodoKind(item.kind) && reviewKinds.includes(item.kind));
  const countOf = (kind: TodoKind): number => data?.todo.counts.find(count => count.kind === kind)?.count ?? 0;
  const total = reviewKinds.reduce((sum, kind) => sum + countOf(kind), 0);
  const queue = all.filter(
    item => (!search.kind || item.kind === search.kind) && (!search.unitId || item.unitId === search.unitId),
  );
  const at = Math.max(
    0,
    queue.findIndex(item => keyOf(item) === search.item),
  );
  const current = queue[at];
  const go = (index: number) => {
    const next = queue[index];
    change({ item: next ? keyOf(next) : '' });
  };
  const units = [...new Map(all.map(item => [item.unitId, item.unitName]))].map(([value, label]) => ({ value, label }));
  return (
    <PageContainer
      title={t('menu.review')}
      state={{ loading: loading && !data, error: data ? undefined : error, retry: () => void refetch() }}
      extra={
        <>
          <Select
            allowClear
            aria-label={t('review.kind')}
            placeholder={t('review.kind')}
            value={search.kind || undefined}
            style={{ width: 150 }}
            onChange={(kind: string | undefined) => change({ kind: kind ?? '', item: '' })}
            options={reviewKinds.map(kind => ({
              value: kind,
              label: `${t(`todo.kind.${kind}`)} (${countOf(kind)})`,
            }))}
          />
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('action.unit')}
            placeholder={t('action.unit')}
            value={search.unitId || undefined}
            style={{ width: 170 }}
            onChange={(unitId: string | undefined) => change({ unitId: unitId ?? '', item: '' })}
            options={units}
          />
        </>
      }
    >
      {total > all.length ? (
        <Alert className="modal-errors" type="info" showIcon title={t('review.cut', { shown: all.length, total })} />
      ) : null}
      {queue.length === 0 ? (
        <div className="panel">
          <Nothing>{t(all.length === 0 ? 'review.nothing' : 'review.nothingHere')}</Nothing>
        </div>
      ) : (
        <div className="desk">
          <nav className="panel desk-queue desk-only" aria-label={t('review.queue')}>
            <ol>
              {queue.map((item, index) => (
                <li key={keyOf(item)}>
                  <button
                    type="button"
                    className={index === at ? 'desk-queue-item desk-queue-current' : 'desk-queue-item'}
                    aria-current={index === at}
                    onClick={() => go(index)}
                  >
                    <span className="cell-title">{item.title}</span>
                    <span className="cell-sub">
                      {item.unitName} · {t(`todo.kind.${item.kind as TodoKind}`)}
                    </span>
                    {item.since ? <span className="cell-sub">{t('review.since', { day: item.since })}</span> : null}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <div className="desk-work">
            <div className="panel desk-pager">
              <Button icon={<LeftOutlined />} disabled={at === 0} onClick={() => go(at - 1)}>
                {t('review.previous')}
              </Button>
              <span className="num">{t('review.position', { at: at + 1, total: queue.length })}</span>
              <Button disabled={at >= queue.length - 1} onClick={() => go(at + 1)}>
                {t('review.next')}
                <RightOutlined />
              </Button>
            </div>
            {current ? (
              <ReviewItem
                key={keyOf(current)}
                item={current}
                onDone={() => {
                  // the list is read again without this one; the one that followed it comes next
                  const next = queue[at + 1] ?? queue[at - 1];
                  change({ item: next ? keyOf(next) : '' });
                }}
              />
            ) : null}
          </div>
        </div>
      )}
    </PageContainer>
  );
}

function ReviewItem({ item, onDone }: { item: TodoItem; onDone: () => void }) {
  const { data, loading, error, refetch } = useQuery(ActionRecordDocument, { variables: { id: item.actionId } });
  const action = data?.action;
  const milestone = action?.milestones.find(({ id }) => id === item.milestoneId);
  return (
    <PageState
      loading={loading && !action}
      error={action ? undefined : error}
      missing={data?.action === null}
      retry={() => void refetch()}
    >
      {action && milestone ? (
        <MilestoneReview action={action} milestone={milestone} onDone={onDone} />
      ) : action ? (
        <ActionReview action={action} onDone={onDone} />
      ) : null}
    </PageState>
  );
}
