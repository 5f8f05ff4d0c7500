import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MilestoneState } from '../../graphql/types.generated.ts';
import { day, moment } from '../../lib/days.ts';
import { Status, type Tone } from '../status.tsx';
import { TrafficLight } from '../traffic-light.tsx';
import type { EvidencePartsFragment, MilestonePartsFragment } from './delivery.generated.ts';
import { CheckPanel, stampOf } from './check-panel.tsx';
import { EvidencePicker } from './evidence-picker.tsx';
import { EvidenceRow } from './evidence-row.tsx';
import { EvidenceUpload } from './evidence-upload.tsx';
import { MilestoneAsk } from './milestone-ask.tsx';
import { Moves } from './moves.tsx';

const tone: Record<MilestoneState, Tone> = {
  PLANNED: 'plain',
  TO_SIGN: 'warn',
  SUBMITTED: 'active',
  RETURNED: 'bad',
  ACCEPTED: 'good',
};

export function MilestoneStatus({ state }: { state: MilestoneState }) {
  const { t } = useTranslation();
  return <Status tone={tone[state]}>{t(`enum.milestoneState.${state}`)}</Status>;
}

/** An older version stands in the history of the newer one. */
const isCurrent = ({ state }: EvidencePartsFragment): boolean => state !== 'SUPERSEDED';

interface Props {
  milestone: MilestonePartsFragment;
  canAttach: boolean;
  onPreview: (evidence: EvidencePartsFragment) => void;
}

/** One milestone: what it delivers and when, its proof, and what may be done with it now. */
export function MilestonePanel({ milestone, canAttach, onPreview }: Props) {
  const { t } = useTranslation();
  const [isPicking, setPicking] = useState(false);
  const isOpen = canAttach && (milestone.state === 'PLANNED' || milestone.state === 'RETURNED');
  return (
    <article className="milestone" id={`milestone-${milestone.id}`} aria-label={milestone.title}>
      <div className="milestone-head">
        <h3>
          <span className="milestone-seq">{milestone.seq}</span>
          {milestone.title}
        </h3>
        <TrafficLight light={milestone.light} reason={milestone.lightReason} />
        <MilestoneStatus state={milestone.state} />
        <span className="num milestone-due">
          {t('milestone.dueOn', { day: day(milestone.dueOn) })}
          {milestone.originalDueOn !== milestone.dueOn
            ? ` ${t('milestone.wasDueOn', { day: milestone.originalDueOn })}`
            : ''}
        </span>
      </div>
      <dl className="facts-line">
        <div>
          <dt>{t('milestone.deliverable')}</dt>
          <dd>{milestone.deliverable}</dd>
        </div>
        <div>
          <dt>{t('milestone.proofKinds')}</dt>
          <dd>{milestone.proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma'))}</dd>
        </div>
        {milestone.acceptanceRule ? (
          <div>
            <dt>{t('milestone.acceptanceRule')}</dt>
            <dd>{milestone.acceptanceRule}</dd>
          </div>
        ) : null}
        {milestone.signedBy ? (
          <div>
            <dt>{t('milestone.signed')}</dt>
            <dd>
              {milestone.signedBy} {milestone.submittedAt ? moment(milestone.submittedAt) : ''}
            </dd>
          </div>
        ) : null}
        {milestone.acceptedOn ? (
          <div>
            <dt>{t('milestone.acceptedOn')}</dt>
            <dd>{milestone.acceptedOn}</dd>
          </div>
        ) : null}
      </dl>
      {milestone.state === 'RETURNED' && milestone.returnReason ? (
        <div className="return-words">
          {t('evidence.returned')}
          {milestone.returnReason}
        </div>
      ) : null}
      {milestone.evidence.length > 0 ? (
        <ul className="evidence-rows">
          {milestone.evidence.filter(isCurrent).map(evidence => (
            <EvidenceRow key={evidence.id} evidence={evidence} onPreview={onPreview} />
          ))}
        </ul>
      ) : isOpen ? null : (
        <p className="cell-sub">{t('milestone.noEvidence')}</p>
      )}
      {isOpen ? (
        <>
          <EvidenceUpload milestoneId={milestone.id} title={milestone.title} proofKinds={milestone.proofKinds} />
          <Button
            size="small"
            icon={<FolderOpenOutlined />}
            onClick={() => setPicking(true)}
            className="milestone-reuse"
          >
            {t('evidence.reuse')}
          </Button>
          <EvidencePicker
            milestoneId={milestone.id}
            milestoneTitle={milestone.title}
            already={milestone.evidence.map(evidence => evidence.id)}
            open={isPicking}
            onClose={() => setPicking(false)}
          />
        </>
      ) : null}
      {milestone.evidence.length > 0 && (isOpen || milestone.state === 'TO_SIGN') ? (
        <CheckPanel key={stampOf(milestone.evidence)} milestoneId={milestone.id} />
      ) : null}
      <MilestoneAsk milestone={milestone} />
      <Moves
        moves={milestone.nextMoves}
        target={{ milestoneId: milestone.id, expectedVersion: milestone.version }}
        subject={milestone.title}
      />
    </article>
  );
}
