import { useQuery } from '@apollo/client/react';
import { Alert, App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ObjectionStatus } from '../../components/objection-status.tsx';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { Section } from '../../components/record-page.tsx';
import { ResultChanges } from '../../components/result-changes.tsx';
import { day, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommands } from '../../lib/use-command.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import { CorrectEvaluation } from './correct-evaluation.tsx';
import {
  EvaluationOutcomeDocument,
  type OutcomePartsFragment,
  RecomputeEvaluationDocument,
  ReleaseProvisionalDocument,
} from './outcome.generated.ts';
import styles from './outcome.module.css';
import { Publications } from './publications.tsx';

export type Outcome = OutcomePartsFragment;
export const outcomeQueries = ['EvaluationOutcome', 'EvaluationPage', 'EvaluationsPage', 'Todo', 'FrameCounts'];

/** What happens between a computed result and its publication: units see it, object, confirm; it is corrected, published. */
export function OutcomeSections({ evaluation }: { evaluation: NonNullable<EvaluationPageQuery['evaluation']> }) {
  const { data } = useQuery(EvaluationOutcomeDocument, { variables: { id: evaluation.id } });
  const outcome = data?.evaluationOutcome;
  if (!outcome) return null;
  return (
    <>
      <Corrections outcome={outcome} />
      <Release outcome={outcome} id={evaluation.id} />
      {outcome.state === 'FROZEN' && (
        <>
          <Publications outcome={outcome} evaluationId={evaluation.id} />
          {outcome.viewerCanCorrect && <CorrectEvaluation evaluation={evaluation} />}
        </>
      )}
    </>
  );
}

function Corrections({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  return (
    <>
      {outcome.correctedById && (
        <Alert
          className={styles.notice}
          type="warning"
          showIcon
          title={t('correction.by', { name: outcome.correctedByName ?? '—' })}
          action={<Link to={`/evaluations/${outcome.correctedById}`}>{t('result.openCorrection')}</Link>}
        />
      )}
      {outcome.correctsId && (
        <Alert
          className={styles.notice}
          type="info"
          showIcon
          title={t('correction.of', { name: outcome.correctsName ?? '—', reason: outcome.correctionReason ?? '—' })}
          action={<Link to={`/evaluations/${outcome.correctsId}`}>{t('result.openOld')}</Link>}
        />
      )}
    </>
  );
}

function Release({ outcome, id }: { outcome: Outcome; id: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [run, { loading }] = useCommands({ refetch: outcomeQueries });
  const [isRecomputing, setRecomputing] = useState(false);
  const { objections, computations, notConfirmed } = outcome;
  if (outcome.state === 'QUEUED' || outcome.state === 'BUILDING' || outcome.state === 'FAILED') return null;
  return (
    <Section
      title={t('outcome.title')}
      extra={
        <>
          {outcome.viewerCanRelease && (
            <Popconfirm
              placement="bottomRight"
              title={t('outcome.release')}
              description={<div className={styles.ask}>{t('outcome.releaseAsk')}</div>}
              onConfirm={async () => {
                if ((await run(ReleaseProvisionalDocument, { input: { evaluationId: id } })).ok)
                  void message.success(t('outcome.releasedMessage'));
              }}
            >
              <Button type="primary" loading={loading}>
                {t('outcome.release')}
              </Button>
            </Popconfirm>
          )}
          {outcome.viewerCanRecompute && (
            <Button type="primary" onClick={() => setRecomputing(true)}>
              {t('outcome.recompute')}
            </Button>
          )}
        </>
      }
    >
      {outcome.releasedAt && outcome.state !== 'COMPUTED' ? (
        <>
          <p className={styles.line}>
            {t('outcome.released', {
              name: outcome.releasedBy ?? '—',
              at: moment(outcome.releasedAt),
              day: day(outcome.objectionsUntil),
            })}{' '}
            {notConfirmed.length === 0
              ? t('outcome.confirmedAll', { total: outcome.unitCount })
              : t('outcome.confirmed', { count: outcome.confirmedCount, total: outcome.unitCount })}
          </p>
          {notConfirmed.length > 0 && outcome.state === 'PROVISIONAL' && (
            <p className={styles.quiet}>{t('outcome.notConfirmed', { units: notConfirmed.join(t('common.comma')) })}</p>
          )}
        </>
      ) : (
        <p className={styles.line}>{t('outcome.notReleased')}</p>
      )}
      {objections.length > 0 && (
        <ul className={styles.objections} aria-label={t('objection.sectionAll')}>
          {objections.map(({ id: objectionId, unitName, about, state, signedOn, draftedOn }) => (
            <li key={objectionId}>
              <Link to={`/objections/${objectionId}`}>{localized(about.indicator)}</Link>
              <span>{unitName}</span>
              <ObjectionStatus state={state} />
              <span className="num">{day(signedOn ?? draftedOn)}</span>
            </li>
          ))}
        </ul>
      )}
      {computations.length > 0 && <ResultChanges computations={computations} />}
      <ReasonPicker
        open={isRecomputing}
        title={t('outcome.recompute')}
        intro={t('outcome.recomputeIntro')}
        list="other"
        okText={t('outcome.recompute')}
        onConfirm={async ({ reason }) => {
          const answer = await run(RecomputeEvaluationDocument, { input: { evaluationId: id, reason } }, true);
          if (answer.ok) void message.success(t('outcome.recomputedMessage'));
          return answer;
        }}
        onClose={() => setRecomputing(false)}
      />
    </Section>
  );
}
