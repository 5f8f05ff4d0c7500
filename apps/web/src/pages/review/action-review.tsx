import { Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActionPartsFragment, type EvidencePartsFragment } from '../../components/delivery/delivery.generated.ts';
import { EvidencePreview } from '../../components/delivery/evidence-preview.tsx';
import { EvidenceStatus } from '../../components/delivery/evidence-row.tsx';
import { Moves } from '../../components/delivery/moves.tsx';
import { TrafficLight } from '../../components/traffic-light.tsx';
import { moment } from '../../lib/days.ts';
import { Head } from './asked.tsx';
import { PlanReview } from './plan-review.tsx';

/** A plan or a request for completion: the measure beside what the unit wrote. */
export function ActionReview({ action, onDone }: { action: ActionPartsFragment; onDone: () => void }) {
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
