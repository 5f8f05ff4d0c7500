import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type ActionPartsFragment,
  ActionRecordDocument,
  type EvidencePartsFragment,
  type MilestonePartsFragment,
} from '../../components/delivery/delivery.generated.ts';
import { EvidencePreview } from '../../components/delivery/evidence-preview.tsx';
import { EvidenceStatus } from '../../components/delivery/evidence-row.tsx';
import { MilestoneStatus } from '../../components/delivery/milestone-panel.tsx';
import { Nothing, PageState } from '../../components/page-container.tsx';
import { day } from '../../lib/days.ts';
import type { TodoItem } from './todo-kinds.ts';

/** What a name is asked for, in the row itself: the plan, the milestone with its proof, or everything that is finished. */
export function TodoContent({ item }: { item: TodoItem }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<EvidencePartsFragment | null>(null);
  const { data, loading, error, refetch } = useQuery(ActionRecordDocument, { variables: { id: item.actionId } });
  const action = data?.action;
  const milestone = action?.milestones.find(({ id }) => id === item.milestoneId);
  return (
    <div className="todo-content">
      <PageState
        loading={loading && !action}
        error={action ? undefined : error}
        missing={data?.action === null}
        retry={() => void refetch()}
      >
        {action ? (
          <>
            {milestone ? (
              <MilestoneContent milestone={milestone} onPreview={setShown} />
            ) : (
              <ActionContent action={action} onPreview={setShown} />
            )}
            <Link to={`/actions/${action.id}${milestone ? `#milestone-${milestone.id}` : ''}`}>
              {t('todo.openRecord')}
            </Link>
          </>
        ) : null}
      </PageState>
      <EvidencePreview evidence={shown} onClose={() => setShown(null)} />
    </div>
  );
}

function Documents({
  evidence,
  onPreview,
}: {
  evidence: readonly EvidencePartsFragment[];
  onPreview: (evidence: EvidencePartsFragment) => void;
}) {
  return (
    <ul className="desk-documents">
      {evidence.map(one => (
        <li key={one.id}>
          <button type="button" className="link-button" onClick={() => onPreview(one)}>
            {one.title}
          </button>
          <EvidenceStatus state={one.state} />
        </li>
      ))}
    </ul>
  );
}

function MilestoneContent({
  milestone,
  onPreview,
}: {
  milestone: MilestonePartsFragment;
  onPreview: (evidence: EvidencePartsFragment) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <dl className="facts-stack">
        <dt>{t('milestone.deliverable')}</dt>
        <dd>{milestone.deliverable}</dd>
        {milestone.acceptanceRule ? (
          <>
            <dt>{t('milestone.acceptanceRule')}</dt>
            <dd>{milestone.acceptanceRule}</dd>
          </>
        ) : null}
        <dt>{t('milestone.due')}</dt>
        <dd className="num">{day(milestone.dueOn)}</dd>
      </dl>
      {milestone.evidence.length > 0 ? (
        <Documents evidence={milestone.evidence} onPreview={onPreview} />
      ) : (
        <Nothing>{t('milestone.noEvidence')}</Nothing>
      )}
    </>
  );
}

function ActionContent({
  action,
  onPreview,
}: {
  action: ActionPartsFragment;
  onPreview: (evidence: EvidencePartsFragment) => void;
}) {
  const { t } = useTranslation();
  const isNew = action.state === 'ASSIGNED';
  const isPlan = action.state === 'PLAN_TO_SIGN';
  const report = action.reports[0];
  return (
    <>
      <dl className="facts-stack">
        <dt>{t('action.measureText')}</dt>
        <dd>{action.measure.text}</dd>
        {isNew ? (
          <>
            <dt>{t('milestone.deliverable')}</dt>
            <dd>{action.measure.deliverable}</dd>
            <dt>{t('action.dueOn')}</dt>
            <dd className="num">{day(action.dueOn)}</dd>
          </>
        ) : (
          <>
            <dt>{t('unitPlan.content')}</dt>
            <dd className="pre">{action.content}</dd>
            {action.target ? (
              <>
                <dt>{t('unitPlan.target')}</dt>
                <dd>{action.target}</dd>
              </>
            ) : null}
            <dt>{t('unitPlan.ownerName')}</dt>
            <dd>{[action.ownerName, action.section, action.headInCharge].filter(Boolean).join(' · ')}</dd>
          </>
        )}
        {!isNew && !isPlan && report ? (
          <>
            <dt>{t('report.title')}</dt>
            <dd className="pre">{report.done}</dd>
          </>
        ) : null}
      </dl>
      <ol className="desk-milestones">
        {action.milestones.map(milestone => (
          <li key={milestone.id}>
            <div className="card-line">
              <span className="milestone-seq">{milestone.seq}</span>
              <strong>{milestone.title}</strong>
              <span className="num">{milestone.dueOn}</span>
              {isPlan ? null : <MilestoneStatus state={milestone.state} />}
            </div>
            <div className="cell-sub">
              {milestone.deliverable} ·{' '}
              {milestone.proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma'))}
              {milestone.acceptanceRule ? ` · ${milestone.acceptanceRule}` : ''}
            </div>
            {isPlan ? null : <Documents evidence={milestone.evidence} onPreview={onPreview} />}
          </li>
        ))}
      </ol>
    </>
  );
}
