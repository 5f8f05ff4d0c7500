import { useQuery } from '@apollo/client/react';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { Section } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';
import { useCommand } from '../../lib/use-command.ts';
import { ApproveFreezeDocument, ProposeFreezeDocument } from './evaluation.generated.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import styles from './evaluation.module.css';
import { EvaluationOutcomeDocument, ReturnFreezeDocument } from './outcome.generated.ts';
import outcomeStyles from './outcome.module.css';
import { outcomeQueries } from './outcome.tsx';

export interface FreezeProps {
  evaluation: NonNullable<EvaluationPageQuery['evaluation']>;
}

/** Two persons make a result final; both see the check value they answer for. */
export function Freeze({ evaluation }: FreezeProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data } = useQuery(EvaluationOutcomeDocument, { variables: { id: evaluation.id } });
  const blockers = data?.evaluationOutcome?.freezeBlockers ?? [];
  const refetch = outcomeQueries;
  const [propose, proposing] = useCommand(ProposeFreezeDocument, { refetch });
  const [approve, approving] = useCommand(ApproveFreezeDocument, { refetch });
  const [sendBack] = useCommand(ReturnFreezeDocument, { refetch, quiet: true });
  const [isReturning, setReturning] = useState(false);
  const isOpen = evaluation.state === 'PROVISIONAL' || evaluation.state === 'COMPUTED';
  const input = { evaluationId: evaluation.id };

  async function handlePropose() {
    if ((await propose({ input })).ok) void message.success(t('evaluation.proposedMessage'));
  }
  async function handleApprove() {
    if ((await approve({ input })).ok) void message.success(t('evaluation.frozenMessage'));
  }

  return (
    <Section
      title={t('evaluation.freeze')}
      extra={
        <>
          {evaluation.viewerCanProposeFreeze && data && blockers.length === 0 && (
            <Popconfirm placement="bottomRight" title={t('evaluation.proposeFreezeConfirm')} onConfirm={handlePropose}>
              <Button type="primary" loading={proposing.loading}>
                {t('evaluation.proposeFreeze')}
              </Button>
            </Popconfirm>
          )}
          {evaluation.viewerCanApproveFreeze && (
            <Popconfirm
              placement="bottomRight"
              title={t('evaluation.approveFreezeConfirm')}
              description={<code className={styles.hash}>{evaluation.sha256}</code>}
              onConfirm={handleApprove}
            >
              <Button type="primary" loading={approving.loading}>
                {t('evaluation.approveFreeze')}
              </Button>
            </Popconfirm>
          )}
          {data?.evaluationOutcome?.viewerCanReturnFreeze && (
            <Button onClick={() => setReturning(true)}>{t('outcome.returnFreeze')}</Button>
          )}
        </>
      }
    >
      <p className={styles.freezeState}>{stateSentence()}</p>
      {isOpen && blockers.length > 0 && (
        <>
          <p className={outcomeStyles.line}>{t('outcome.blockers')}</p>
          <ul className={outcomeStyles.blockers}>
            {blockers.map(blocker => (
              <li key={blocker}>{blocker}</li>
            ))}
          </ul>
        </>
      )}
      <ReasonPicker
        open={isReturning}
        title={t('outcome.returnFreeze')}
        list="other"
        okText={t('outcome.returnFreeze')}
        onConfirm={async ({ reason }) => {
          const answer = await sendBack({ input: { evaluationId: evaluation.id, reason } });
          if (answer.ok) void message.success(t('outcome.returnedMessage'));
          return answer;
        }}
        onClose={() => setReturning(false)}
      />
      {evaluation.sha256 && (
        <dl className={styles.hashes}>
          <dt>SHA-256</dt>
          <dd>
            <code className={styles.hash}>{evaluation.sha256}</code>
          </dd>
          {evaluation.sm3 && (
            <>
              <dt>SM3</dt>
              <dd>
                <code className={styles.hash}>{evaluation.sm3}</code>
              </dd>
            </>
          )}
        </dl>
      )}
    </Section>
  );

  function stateSentence(): string {
    const { proposedBy, approvedBy, frozenAt, state } = evaluation;
    if (state === 'FROZEN') {
      return t('evaluation.freeze.done', {
        proposed: proposedBy ?? '—',
        approved: approvedBy ?? '—',
        at: moment(frozenAt),
      });
    }
    if (state === 'FREEZE_PROPOSED') return t('evaluation.freeze.proposed', { name: proposedBy ?? '—' });
    return t('evaluation.freeze.none');
  }
}
