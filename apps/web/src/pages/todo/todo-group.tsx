import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Alert, App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useVerb } from '../../components/delivery/moves.tsx';
import { verbs } from '../../components/delivery/verbs.ts';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { Section } from '../../components/record-page.tsx';
import { TrafficLight } from '../../components/traffic-light.tsx';
import { useViewer } from '../../lib/viewer.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { ReadNoticesDocument } from '../notices/notices.generated.ts';
import { TodoContent } from './todo-content.tsx';
import {
  declineOf,
  hasPage,
  hrefOf,
  opensInPlace,
  pressOf,
  reportKinds,
  reviewKinds,
  targetOf,
  type TodoItem,
  type TodoKind,
  whyOf,
} from './todo-kinds.ts';
import { TodoReport } from './todo-report.tsx';

const shownAtFirst = 10;
/** What is said here is asked, not held against anybody. */
const asksOnly: TodoKind[] = [
  ...(['TO_SIGN_REQUEST', 'REVIEW_REQUEST', 'DECIDE_REQUEST'] as const),
  ...(['TO_SIGN_OBJECTION', 'DECIDE_OBJECTION'] as const),
];

interface Outcome {
  doneCount: number;
  failures: { title: string; message: string }[];
}

/** One kind of work: each row does its job here or opens where it is done; what can be pressed can be pressed for many. */
export function TodoGroup({
  kind,
  items,
  count,
  onHold,
}: {
  kind: TodoKind;
  items: TodoItem[];
  count: number;
  onHold: (hold: boolean) => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const take = useVerb();
  const press = pressOf[kind];
  const decline = declineOf[kind];
  const [isWhole, setWhole] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [declining, setDeclining] = useState<TodoItem | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [read, { loading: isReading }] = useCommand(ReadNoticesDocument, {
    refetch: ['Todo', 'FrameCounts', 'Notices'],
  });
  const mayOpen = opensInPlace.includes(kind);
  const isToRead = kind === 'TO_READ';
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const shown = isWhole ? items : items.slice(0, shownAtFirst);
  const picked = items.filter(item => chosen.has(item.id));
  const isBulk = press !== undefined && items.length > 1;

  const pressOne = async (item: TodoItem) => {
    if (!press) return;
    setBusy(new Set([item.id]));
    const result = await take(press, targetOf(item));
    setBusy(new Set());
    if (result.ok) void message.success(t('verb.done', { verb: t(`verb.${press}`) }));
  };

  const pressMany = async () => {
    if (!press) return;
    onHold(true);
    setOutcome(null);
    setBusy(new Set(picked.map(item => item.id)));
    const result: Outcome = { doneCount: 0, failures: [] };
    // one after the other: each is its own decision and has its own answer
    for (const item of picked) {
      const answer = await take(press, targetOf(item), true);
      if (answer.ok) result.doneCount++;
      else
        result.failures.push({ title: item.title, message: answer.userErrors.map(error => error.message).join(' ') });
    }
    setBusy(new Set());
    setChosen(new Set());
    setOutcome(result);
  };

  return (
    <Section
      id={`todo-${kind}`}
      className="todo-group"
      title={
        <>
          {t(`todo.kind.${kind}`)} <span className="num">({count})</span>
        </>
      }
      extra={
        isToRead ? (
          <Button
            size="small"
            loading={isReading}
            onClick={() => void read({ input: { ids: items.map(item => item.id), all: count > items.length } })}
          >
            {t('todo.readAll')}
          </Button>
        ) : isBulk && items.length > 0 ? (
          <>
            <Checkbox
              checked={picked.length === items.length}
              indeterminate={picked.length > 0 && picked.length < items.length}
              onChange={event => setChosen(event.target.checked ? new Set(items.map(item => item.id)) : new Set())}
            >
              {t('todo.all')}
            </Checkbox>
            <Button
              type="primary"
              size="small"
              disabled={picked.length === 0}
              loading={busy.size > 1}
              onClick={() => void pressMany()}
            >
              {t('todo.pressMany', { verb: t(`verb.${press}`), count: picked.length })}
            </Button>
          </>
        ) : null
      }
    >
      {outcome ? (
        <Alert
          className="modal-errors"
          role="status"
          type={outcome.failures.length > 0 ? 'warning' : 'success'}
          showIcon
          closable={{
            onClose: () => {
              setOutcome(null);
              onHold(false);
            },
          }}
          title={t(outcome.failures.length > 0 ? 'todo.outcomeMixed' : 'todo.outcome', {
            done: outcome.doneCount,
            failed: outcome.failures.length,
          })}
          description={
            outcome.failures.length > 0 ? (
              <ul className="todo-failures">
                {outcome.failures.map(failure => (
                  <li key={failure.title + failure.message}>
                    {failure.title}: {failure.message}
                  </li>
                ))}
              </ul>
            ) : undefined
          }
        />
      ) : null}
      <ul className="todo-items">
        {shown.map(item => (
          <li key={item.id} className="todo-item">
            {isBulk ? (
              <Checkbox
                checked={chosen.has(item.id)}
                aria-label={t('todo.choose', { title: item.title })}
                onChange={event => {
                  const next = new Set(chosen);
                  if (event.target.checked) next.add(item.id);
                  else next.delete(item.id);
                  setChosen(next);
                }}
              />
            ) : null}
            <div className="todo-words">
              <div className="todo-title">
                {hasPage(item) ? (
                  <Link
                    to={hrefOf(item)}
                    onClick={() => (isToRead ? void read({ input: { ids: [item.id] } }) : undefined)}
                  >
                    {item.title}
                  </Link>
                ) : (
                  <strong>{item.title}</strong>
                )}
                {/* what is handed in and not yet judged has no light of its own for the one who judges, nor has what has no day */}
                {isToRead || reviewKinds.includes(kind) || !item.dueOn ? null : (
                  <TrafficLight light={item.light} reason={item.lightReason} />
                )}
              </div>
              <div className="cell-sub">
                {[
                  item.unitId === viewer.unit.id || isToRead ? '' : item.unitName,
                  item.subtitle,
                  item.dueOn ? t('milestone.dueOn', { day: item.dueOn }) : '',
                  isToRead ? item.since : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              <Why item={item} />
              {item.reason ? (
                <div className={asksOnly.includes(kind) ? 'request-words' : 'return-words'}>
                  {kind === 'RETURNED' ? t('evidence.returned') : ''}
                  {item.reason}
                </div>
              ) : null}
            </div>
            <div className="todo-press">
              {mayOpen ? (
                <Button
                  aria-expanded={opened.has(item.id)}
                  icon={opened.has(item.id) ? <UpOutlined /> : <DownOutlined />}
                  onClick={() => toggle(item.id)}
                >
                  {t('todo.content')}
                </Button>
              ) : null}
              {reportKinds.includes(kind) ? <TodoReport item={item} /> : null}
              {isToRead ? (
                <Button loading={isReading} onClick={() => void read({ input: { ids: [item.id] } })}>
                  {t('todo.read')}
                </Button>
              ) : press ? (
                <>
                  <Button type="primary" ghost loading={busy.has(item.id)} onClick={() => void pressOne(item)}>
                    {t(`verb.${press}`)}
                  </Button>
                  {decline ? <Button onClick={() => setDeclining(item)}>{t(`verb.${decline}`)}</Button> : null}
                </>
              ) : (
                <Link to={hrefOf(item)}>
                  <Button tabIndex={-1}>{t(`todo.open.${kind as 'RETURNED'}`)}</Button>
                </Link>
              )}
            </div>
            {opened.has(item.id) ? <TodoContent item={item} /> : null}
          </li>
        ))}
      </ul>
      {items.length > shown.length ? (
        <Button type="link" onClick={() => setWhole(true)}>
          {t('todo.more', { count: items.length - shown.length })}
        </Button>
      ) : null}
      {isWhole && count > items.length ? (
        <p className="cell-sub">{t('todo.beyond', { count: count - items.length })}</p>
      ) : null}
      {decline ? (
        <ReasonPicker
          open={declining !== null}
          title={t('verb.withSubject', { verb: t(`verb.${decline}`), subject: declining?.title ?? '' })}
          list={verbs[decline].reasons}
          okText={t(`verb.${decline}`)}
          onConfirm={reason =>
            declining
              ? take(decline, { ...targetOf(declining), ...reason }, true)
              : Promise.resolve({ ok: false, userErrors: [] })
          }
          onClose={() => setDeclining(null)}
        />
      ) : null}
    </Section>
  );
}

/** Why the row stands here: how late, how long left, how long somebody has been waiting. */
function Why({ item }: { item: TodoItem }) {
  const { t } = useTranslation();
  const why = whyOf(item);
  if (!why) return null;
  return (
    <div className={why.key === 'late' ? 'todo-why todo-why-late' : 'todo-why'}>
      {t(`todo.why.${why.key}`, { count: why.count, day: item.since ?? '' })}
    </div>
  );
}
