import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageState } from '../../components/page-container.tsx';
import { localized } from '../../lib/format.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { RehearsalResult, type GradeName } from './rehearsal-result.tsx';
import { RehearsalChoicesDocument, RehearseSchemeDocument } from './scheme-draft.generated.ts';
import styles from './scheme-draft.module.css';

export interface RehearsalProps {
  code: string;
  text: string;
  isReady: boolean;
  /** Nothing is published by this code yet. */
  isNew: boolean;
  grades: readonly GradeName[];
}

const TODAY = 'today:';

/** What the draft would change, tried on past inputs or today's; nothing is kept. */
export function Rehearsal({ code, text, isReady, isNew, grades }: RehearsalProps) {
  const { t } = useTranslation();
  const { programs, clock } = useFrame();
  const choices = useQuery(RehearsalChoicesDocument);
  const evaluations = (choices.data?.evaluations ?? []).filter(evaluation => evaluation.unitsDone > 0);
  const same = evaluations.find(({ schemeCode }) => schemeCode === code);
  const [chosen, setChosen] = useState<string | null>(null);
  const on = chosen ?? same?.id ?? (programs[0] ? TODAY + programs[0].id : undefined);
  const published = (choices.data?.schemeRegister ?? []).filter(({ versions }) => versions.length > 0);
  const [chosenBase, setBase] = useState<string | null>(null);
  const base = chosenBase ?? published[0]?.code ?? null;
  const needsBase = isNew && (on?.startsWith(TODAY) ?? false);
  const [percent, setPercent] = useState(10);
  const [asked, setAsked] = useState<{ text: string; on: string; percent: number; base: string | null } | null>(null);
  const { data, error, loading, refetch } = useQuery(
    RehearseSchemeDocument,
    asked
      ? {
          variables: {
            input: {
              code,
              text: asked.text,
              percent: asked.percent,
              ...(asked.on.startsWith(TODAY)
                ? { programId: asked.on.slice(TODAY.length), baseCode: asked.base }
                : { evaluationId: asked.on }),
            },
          },
          fetchPolicy: 'network-only',
        }
      : skipToken,
  );
  const answer = asked ? data?.rehearseScheme : undefined;
  return (
    <>
      <p>{t('schemes.rehearsalIntro')}</p>
      <Form layout="inline" className={styles.choices} onFinish={() => on && setAsked({ text, on, percent, base })}>
        <Form.Item label={t('schemes.rehearseOn')} htmlFor="rehearse-on">
          <Select
            id="rehearse-on"
            className={styles.choice}
            value={on}
            onChange={setChosen}
            options={[
              ...programs.map(program => ({
                value: TODAY + program.id,
                label: t('schemes.onToday', { program: program.name, day: clock.today }),
              })),
              ...evaluations.map(evaluation => ({
                value: evaluation.id,
                label: t('schemes.onEvaluation', { name: evaluation.name, day: evaluation.asOf }),
              })),
            ]}
          />
        </Form.Item>
        {needsBase && (
          <Form.Item label={t('schemes.base')} htmlFor="rehearse-base">
            <Select
              id="rehearse-base"
              className={styles.base}
              value={base}
              onChange={setBase}
              options={published.map(scheme => ({ value: scheme.code, label: localized(scheme.name) }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('schemes.percent')} htmlFor="rehearse-percent">
          <InputNumber
            id="rehearse-percent"
            min={1}
            max={50}
            precision={0}
            suffix="%"
            value={percent}
            onChange={value => setPercent(value ?? 10)}
          />
        </Form.Item>
        <Button
          type="primary"
          ghost
          htmlType="submit"
          loading={loading}
          disabled={!isReady || !on || (needsBase && base === null)}
        >
          {t('schemes.rehearse')}
        </Button>
      </Form>
      {asked && (
        <PageState loading={loading} error={error} retry={() => void refetch()}>
          {answer && answer.userErrors.length > 0 && (
            <Alert
              type="error"
              showIcon
              title={answer.userErrors.slice(0, 10).map((refusal, index) => (
                <div key={index}>{refusal.message}</div>
              ))}
            />
          )}
          {answer?.rehearsal && (
            <>
              {asked.text !== text && <Alert type="warning" showIcon title={t('schemes.rehearsedEarlier')} />}
              <RehearsalResult rehearsal={answer.rehearsal} percent={asked.percent} grades={grades} />
            </>
          )}
        </PageState>
      )}
    </>
  );
}
