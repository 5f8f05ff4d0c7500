import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert, App, Button, Progress, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type ActionPartsFragment,
  ActionRecordDocument,
  type EvidencePartsFragment,
  type MilestonePartsFragment,
} from '../../components/delivery/delivery.generated.ts';
import { CheckPanel, stampOf } from '../../components/delivery/check-panel.tsx';
import { EvidenceFacts, EvidencePreview, EvidenceView } from '../../components/delivery/evidence-preview.tsx';
import { EvidenceStatus, ReturnWords } from '../../components/delivery/evidence-row.tsx';
import { Moves, useVerb } from '../../components/delivery/moves.tsx';
import { Nothing, PageContainer, PageState } from '../../components/page-container.tsx';
import { TrafficLight } from '../../components/traffic-light.tsx';
import { day, moment } from '../../lib/days.ts';
import { useSearch } from '../../lib/use-search.ts';
import { TodoDocument } from '../todo/todo.generated.ts';
import { PlanReview } from './plan-review.tsx';
import { isTodoKind, reviewKinds, type TodoItem, type TodoKind } from '../todo/todo-kinds.ts';

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

function Asked({ action, children }: { action: ActionPartsFragment; children?: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="asked">
      <div className="asked-source">
        {action.measure.code} {action.measure.title} · {action.measure.sourceClause}
      </div>
      {children}
      <details>
        <summary>{t('action.measureText')}</summary>
        <p>{action.measure.text}</p>
      </details>
      {action.measure.proofExample ? <p className="cell-sub">{action.measure.proofExample}</p> : null}
    </div>
  );
}

function Head({
  action,
  title,
  light,
  reason,
}: {
  action: ActionPartsFragment;
  title: string;
  light: ActionPartsFragment['light'];
  reason: string;
}) {
  return (
    <div className="desk-head">
      <h2>{title}</h2>
      <TrafficLight light={light} reason={reason} />
      <Link to={`/actions/${action.id}`} className="desk-head-link">
        {action.unit.name} · {action.title}
      </Link>
    </div>
  );
}

function MilestoneReview({
  action,
  milestone,
  onDone,
}: {
  action: ActionPartsFragment;
  milestone: MilestonePartsFragment;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const take = useVerb();
  const live = milestone.evidence;
  const firstOpen = live.find(evidence => evidence.state === 'SUBMITTED' || evidence.state === 'QUESTIONED') ?? live[0];
  const [shownId, setShownId] = useState(firstOpen?.id);
  const [isBusy, setBusy] = useState(false);
  const shown = live.find(evidence => evidence.id === shownId) ?? firstOpen;
  const pending = live.filter(evidence => evidence.state === 'SUBMITTED' || evidence.state === 'QUESTIONED');

  // a decision leads to the next document without a decision
  const advance = () => {
    const next = pending.find(evidence => evidence.id !== shown?.id);
    if (next) setShownId(next.id);
  };

  const acceptAll = async () => {
    setBusy(true);
    for (const evidence of pending) {
      const result = await take('acceptEvidence', { evidenceId: evidence.id, expectedVersion: evidence.version });
      if (!result.ok) {
        setBusy(false);
        return;
      }
    }
    const result = await take('acceptMilestone', { milestoneId: milestone.id });
    setBusy(false);
    if (!result.ok) return;
    void message.success(t('verb.done', { verb: t('verb.acceptMilestone') }));
    onDone();
  };
  const canAcceptAll =
    pending.length > 0 &&
    pending.every(evidence => evidence.nextMoves.some(move => move.verb === 'acceptEvidence' && move.allowed));

  return (
    <div className="panel">
      <Head action={action} title={milestone.title} light={milestone.light} reason={milestone.lightReason} />
      <div className="desk-sides">
        <div className="desk-asked">
          <Asked action={action}>
            <dl className="facts-stack">
              <dt>{t('milestone.deliverable')}</dt>
              <dd>{milestone.deliverable}</dd>
              <dt>{t('milestone.proofKinds')}</dt>
              <dd>{milestone.proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma'))}</dd>
              {milestone.acceptanceRule ? (
                <>
                  <dt>{t('milestone.acceptanceRule')}</dt>
                  <dd>{milestone.acceptanceRule}</dd>
                </>
              ) : null}
              <dt>{t('milestone.due')}</dt>
              <dd className="num">{day(milestone.dueOn)}</dd>
              <dt>{t('milestone.signed')}</dt>
              <dd>
                {milestone.signedBy ?? '—'} {milestone.submittedAt ? moment(milestone.submittedAt) : ''}
              </dd>
            </dl>
          </Asked>
          <h3 className="desk-sub">{t('review.evidence', { count: live.length })}</h3>
          <ul className="evidence-rows">
            {live.map(evidence => (
              <li
                key={evidence.id}
                className={evidence.id === shown?.id ? 'evidence-row evidence-row-shown' : 'evidence-row'}
              >
                <div className="evidence-row-main">
                  <button
                    type="button"
                    className="link-button"
                    aria-pressed={evidence.id === shown?.id}
                    onClick={() => setShownId(evidence.id)}
                  >
                    {evidence.title}
                  </button>
                  <EvidenceStatus state={evidence.state} />
                </div>
                {evidence.state === 'RETURNED' ? (
                  <ReturnWords code={evidence.returnCode} reason={evidence.returnReason} />
                ) : null}
              </li>
            ))}
          </ul>
          <CheckPanel key={stampOf(milestone.evidence)} milestoneId={milestone.id} forOffice />
          <div className="desk-decide">
            {canAcceptAll ? (
              <Button type="primary" loading={isBusy} onClick={() => void acceptAll()}>
                {t('review.acceptAll', { count: pending.length })}
              </Button>
            ) : null}
            <Moves
              moves={milestone.nextMoves}
              target={{ milestoneId: milestone.id }}
              subject={milestone.title}
              onDone={onDone}
              hideBlocked={canAcceptAll}
              // what was said about each document is what the unit has to do
              reasonDraft={live
                .filter(evidence => evidence.state === 'RETURNED' && evidence.returnReason)
                .map(evidence => t('review.returnedBecause', { title: evidence.title, reason: evidence.returnReason }))
                .join(t('reason.join'))}
            />
          </div>
        </div>
        <div className="desk-shown">
          {shown ? (
            <>
              <div className="desk-shown-head">
                <strong>{shown.title}</strong>
                <Moves
                  key={shown.id}
                  moves={shown.nextMoves}
                  target={{ evidenceId: shown.id, expectedVersion: shown.version }}
                  subject={shown.title}
                  size="small"
                  onDone={advance}
                />
              </div>
              <EvidenceView evidence={shown} />
              <EvidenceFacts evidence={shown} />
            </>
          ) : (
            <Nothing>{t('milestone.noEvidence')}</Nothing>
          )}
        </div>
      </div>
    </div>
  );
}

/** A plan or a request for completion: the measure beside what the unit wrote. */
function ActionReview({ action, onDone }: { action: ActionPartsFragment; onDone: () => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<EvidencePartsFragment | null>(null);
  const isPlan = action.state === 'PLAN_IN_REVIEW';
  const asked = (
    <div className="asked">
      <div className="asked-source">
        {action.measure.code} · {action.measure.sourceClause}
      </div>
      <p>{action.measure.text}</p>
      <p className="cell-sub">{t('unitPlan.askedDeliverable', { text: action.measure.deliverable })}</p>
      {action.measure.stageTargets
        .filter(stage => stage.year === action.year)
        .map(stage => (
          <p key={stage.year} className="cell-sub">
            {t('unitPlan.askedTarget', { year: stage.year, text: stage.target })}
          </p>
        ))}
    </div>
  );
  return (
    <div className="panel">
      <Head
        action={action}
        title={t(isPlan ? 'review.plan' : 'review.completion', { title: action.measure.title, year: action.year })}
        light={action.light}
        reason={action.lightReason}
      />
      {isPlan ? (
        <PlanReview action={action} asked={asked} onDone={onDone} />
      ) : (
        <div className="desk-sides">
          <div className="desk-asked">
            {asked}
            <div className="desk-decide">
              <Moves
                moves={action.nextMoves}
                target={{ actionId: action.id, expectedVersion: action.version }}
                subject={action.title}
                onDone={onDone}
                except={['suspend', 'cancel', 'reopen']}
              />
            </div>
          </div>
          <div className="desk-shown">
            <dl className="facts-stack">
              <dt>{t('unitPlan.content')}</dt>
              <dd className="pre">{action.content}</dd>
              <dt>{t('unitPlan.target')}</dt>
              <dd>{action.target ?? '—'}</dd>
              <dt>{t('unitPlan.ownerName')}</dt>
              <dd>{[action.ownerName, action.section, action.headInCharge].filter(Boolean).join(' · ')}</dd>
              <dt>{t('unitPlan.signed')}</dt>
              <dd>
                {action.planSignedBy ?? '—'} {action.planSignedAt ? moment(action.planSignedAt) : ''}
              </dd>
              <dt>{t('action.progress')}</dt>
              <dd>
                <Progress
                  percent={action.progressPercent}
                  size="small"
                  status="normal"
                  aria-label={t('action.progress')}
                  style={{ maxWidth: 220 }}
                />
              </dd>
            </dl>
            <h3 className="desk-sub">{t('action.milestonesTitle')}</h3>
            <ol className="desk-milestones">
              {action.milestones.map(milestone => (
                <li key={milestone.id}>
                  <div className="card-line">
                    <span className="milestone-seq">{milestone.seq}</span>
                    <strong>{milestone.title}</strong>
                    <span className="num">{milestone.dueOn}</span>
                    <TrafficLight light={milestone.light} reason={milestone.lightReason} />
                  </div>
                  <div className="cell-sub">
                    {milestone.deliverable} ·{' '}
                    {milestone.proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma'))}
                  </div>
                  <ul className="desk-documents">
                    {milestone.evidence.map(evidence => (
                      <li key={evidence.id}>
                        <button type="button" className="link-button" onClick={() => setShown(evidence)}>
                          {evidence.title}
                        </button>
                        <EvidenceStatus state={evidence.state} />
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
            {action.reports[0] ? (
              <>
                <h3 className="desk-sub">{t('report.title')}</h3>
                <p className="pre">{action.reports[0].done}</p>
              </>
            ) : null}
          </div>
        </div>
      )}
      <EvidencePreview evidence={shown} onClose={() => setShown(null)} />
    </div>
  );
}
