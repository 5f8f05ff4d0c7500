import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { LiftDecisionDocument, type MissingDecisionPartsFragment } from './collecting.generated.ts';
import { collectingRefetch, useFigureName } from './collecting-section.tsx';
import { ReasonField } from './missing-figures.tsx';
import styles from './collecting.module.css';

export interface DecisionsProps {
  evaluationId: string;
  decisions: readonly MissingDecisionPartsFragment[];
  canLift?: boolean;
}

/** What goes by without a figure, why, and who said so; what was taken back stays to be read. */
export function Decisions({ evaluationId, decisions, canLift = false }: DecisionsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const figureName = useFigureName();
  const [lifting, setLifting] = useState<string | null>(null);
  const [lift] = useCommand(LiftDecisionDocument, { refetch: collectingRefetch, quiet: true });
  return (
    <>
      <ul className={styles.decisions}>
        {decisions.map(decision => (
          <li key={decision.id}>
            <b className={decision.liftedBy ? styles.lifted : undefined}>
              {decision.unitId === null
                ? t('collect.decision.deferral', { name: figureName(decision) })
                : t('collect.decision.ruling', { unit: decision.unitName ?? '', name: localized(decision.name) })}
            </b>{' '}
            <span className="cell-sub">
              {t('collect.decision.by', { name: decision.decidedBy, at: moment(decision.decidedAt) })}
            </span>
            <div>{decision.reason}</div>
            {decision.liftedBy ? (
              <div className="cell-sub">
                {t('collect.decision.lifted', { name: decision.liftedBy, reason: decision.liftReason ?? '' })}
              </div>
            ) : canLift ? (
              <Button size="small" onClick={() => setLifting(decision.id)}>
                {t('collect.lift')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ModalForm<{ reason: string }>
        open={lifting !== null}
        title={t('collect.liftTitle')}
        okText={t('collect.lift')}
        onClose={() => setLifting(null)}
        onSubmit={async ({ reason }) => {
          const answer = await lift({ input: { evaluationId, decisionId: lifting ?? '', reason } });
          if (answer.ok) void message.success(t('collect.lifted'));
          return answer;
        }}
      >
        <ReasonField />
      </ModalForm>
    </>
  );
}
