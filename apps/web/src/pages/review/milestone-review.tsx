import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckPanel, stampOf } from '../../components/delivery/check-panel.tsx';
import { type ActionPartsFragment, type MilestonePartsFragment } from '../../components/delivery/delivery.generated.ts';
import { EvidenceFacts, EvidenceView } from '../../components/delivery/evidence-preview.tsx';
import { EvidenceStatus, ReturnWords } from '../../components/delivery/evidence-row.tsx';
import { Moves, useVerb } from '../../components/delivery/moves.tsx';
import { Nothing } from '../../components/page-container.tsx';
import { day, moment } from '../../lib/days.ts';
import { Asked, Head } from './asked.tsx';

export function MilestoneReview({
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
