import { useQuery } from '@apollo/client/react';
import { Progress, Timeline } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import {
  type ActionPartsFragment,
  ActionRecordDocument,
  type EvidencePartsFragment,
} from '../../components/delivery/delivery.generated.ts';
import { EvidencePreview } from '../../components/delivery/evidence-preview.tsx';
import { LettersSection } from '../../components/delivery/letters-section.tsx';
import { MilestonePanel } from '../../components/delivery/milestone-panel.tsx';
import { Moves } from '../../components/delivery/moves.tsx';
import { RequestsSection } from '../../components/delivery/requests-section.tsx';
import { TimelineWord } from '../../components/delivery/timeline-word.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { ActionStatus } from '../../components/delivery/action-status.tsx';
import { TrafficLight } from '../../components/traffic-light.tsx';
import { day, moment } from '../../lib/days.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { nodeKeys, nodesOf, type NodeKey } from './action-nodes.ts';
import { PlanSection } from './plan-section.tsx';
import { ProgressReports } from './progress-report.tsx';

export default function ActionPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data, loading, error, refetch } = useQuery(ActionRecordDocument, { variables: { id } });
  const action = data?.action;
  if (action) return <ActionRecord key={action.id} action={action} />;
  return (
    <RecordPage
      title={t('action.title')}
      breadcrumb={[{ title: t('actions.title'), to: '/actions' }]}
      state={{ loading: loading && !error, error, missing: data?.action === null, retry: () => void refetch() }}
    />
  );
}

function ActionRecord({ action }: { action: ActionPartsFragment }) {
  const { t } = useTranslation();
  const { hash } = useLocation();
  const viewer = useViewer();
  const [shown, setShown] = useState<EvidencePartsFragment | null>(null);

  // a link may point at one milestone; it is on the page only now
  useEffect(() => {
    if (hash === '') return;
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    target?.scrollIntoView({ block: 'start' });
  }, [hash]);

  const titles = Object.fromEntries(nodeKeys.map(key => [key, t(`action.node.${key}`)])) as Record<NodeKey, string>;
  const accepted = action.milestones.filter(milestone => milestone.state === 'ACCEPTED').length;
  const nodes = nodesOf(action, titles, {
    assign: action.issuedOn,
    acknowledge: action.acknowledgedAt ? moment(action.acknowledgedAt).slice(0, 10) : undefined,
    plan: action.planSignedAt ? moment(action.planSignedAt).slice(0, 10) : undefined,
    work:
      action.milestones.length > 0
        ? t('action.milestonesDone', { done: accepted, total: action.milestones.length })
        : undefined,
    done: action.finishedOn ?? undefined,
  });
  const { measure } = action;
  return (
    <RecordPage
      title={action.title}
      titleExtra={
        <>
          <TrafficLight light={action.light} reason={action.lightReason} />
          <ActionStatus state={action.state} />
        </>
      }
      subtitle={action.lightReason}
      breadcrumb={[{ title: t('actions.title'), to: '/actions' }]}
      nodes={nodes}
      nodesLabel={t('action.nodes')}
      callout={<NextStep action={action} />}
      factColumns={3}
      facts={[
        {
          key: 'unit',
          label: t('action.unit'),
          children: `${action.unit.name} (${t(`enum.unitActionRole.${action.role}`)})`,
        },
        { key: 'year', label: t('action.year'), children: action.year },
        {
          key: 'due',
          label: t('action.dueOn'),
          children: (
            <span className="num">
              {day(action.dueOn)}
              {action.lastWorkdayOn !== action.dueOn ? (
                <span className="cell-sub"> {t('action.lastWorkday', { day: action.lastWorkdayOn })}</span>
              ) : null}
              {action.originalDueOn !== action.dueOn ? (
                <span className="cell-sub"> {t('milestone.wasDueOn', { day: action.originalDueOn })}</span>
              ) : null}
            </span>
          ),
        },
        {
          key: 'progress',
          label: t('action.progress'),
          children: (
            <Progress
              percent={action.progressPercent}
              size="small"
              aria-label={t('action.progress')}
              style={{ maxWidth: 220, margin: 0 }}
              status="normal"
            />
          ),
        },
        {
          key: 'milestones',
          label: t('action.milestones'),
          children: t('action.milestonesDone', { done: accepted, total: action.milestones.length }),
        },
        { key: 'issued', label: t('action.issuedOn'), children: day(action.issuedOn) },
        {
          key: 'measure',
          label: t('action.measure'),
          span: 'filled',
          children: (
            <div>
              <Link to={`/measures/${measure.id}`}>
                {measure.code} {measure.title}
              </Link>
              <div className="cell-sub">{measure.sourceClause}</div>
            </div>
          ),
        },
        ...(action.viewerCanPlan
          ? []
          : [{ key: 'text', label: t('action.measureText'), span: 'filled' as const, children: measure.text }]),
      ]}
    >
      <PlanSection action={action} />
      {action.milestones.length > 0 && !action.viewerCanPlan ? (
        <Section title={t('action.milestonesTitle')} id="milestones">
          {action.milestones.map(milestone => (
            <MilestonePanel
              key={milestone.id}
              milestone={milestone}
              canAttach={action.viewerCanAttach}
              onPreview={setShown}
            />
          ))}
        </Section>
      ) : null}
      {action.viewerCanReport || action.reports.length > 0 ? <ProgressReports action={action} /> : null}
      <RequestsSection action={action} />
      <LettersSection actionId={action.id} mayChase={viewer.canReview && viewer.unit.id !== action.unit.id} />
      <Section title={t('action.timeline')} id="timeline">
        <Timeline
          items={[...action.timeline]
            .sort((a, b) => b.at.localeCompare(a.at))
            .map((entry, index) => ({
              key: index,
              content: (
                <div>
                  <div className="notice-head">
                    <strong>
                      <TimelineWord verb={entry.verb} />
                    </strong>
                    <span>
                      {entry.actorUnit} {entry.actorName}
                    </span>
                    <time className="cell-sub num" dateTime={entry.at}>
                      {moment(entry.at)}
                    </time>
                  </div>
                  {entry.text ? <div className="pre">{entry.text}</div> : null}
                </div>
              ),
            }))}
        />
      </Section>
      <EvidencePreview evidence={shown} onClose={() => setShown(null)} />
    </RecordPage>
  );
}

/** What is to be done now and by whom: buttons for those who may, a plain sentence for those who wait. */
function NextStep({ action }: { action: ActionPartsFragment }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const isOwnUnit = viewer.unit.id === action.unit.id;
  const mayAct = action.nextMoves.some(
    move =>
      move.allowed &&
      !['suspend', 'cancel', 'reopen', 'suspendAction', 'cancelAction', 'reopenAction'].includes(move.verb),
  );
  const openMilestone = action.viewerCanAttach
    ? (action.milestones.find(milestone => milestone.state === 'RETURNED') ??
      action.milestones.find(milestone => milestone.state === 'PLANNED'))
    : undefined;
  const sentence =
    mayAct || action.viewerCanPlan
      ? t(`action.yourTurn.${action.state}`)
      : t(`action.waiting.${action.state}`, { unit: isOwnUnit ? t('action.thisUnit') : action.unit.shortName });
  return (
    <div
      className={`panel callout callout-${action.state === 'RETURNED' ? 'bad' : mayAct || openMilestone || action.viewerCanPlan ? 'act' : 'wait'}`}
    >
      <div className="callout-words">
        <h2>{t('action.next')}</h2>
        {openMilestone && !mayAct ? (
          <p>
            <a href={`#milestone-${openMilestone.id}`}>{t('action.workOn', { title: openMilestone.title })}</a>{' '}
            {t('milestone.dueOn', { day: openMilestone.dueOn })}
          </p>
        ) : (
          <p>{sentence}</p>
        )}
        {action.returnReason &&
        (action.state === 'RETURNED' || action.state === 'PLANNING' || action.state === 'IN_PROGRESS') ? (
          <div className="return-words">
            {t('evidence.returned')}
            {action.returnReason}
          </div>
        ) : null}
      </div>
      <Moves
        moves={action.nextMoves}
        target={{ actionId: action.id, expectedVersion: action.version }}
        subject={action.title}
        except={action.viewerCanPlan ? ['submitPlan'] : []}
      />
    </div>
  );
}
