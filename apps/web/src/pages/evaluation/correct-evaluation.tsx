import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ModalForm } from '../../components/modal-form.tsx';
import { useCommand } from '../../lib/use-command.ts';
import type { EvaluationPageQuery } from './evaluation.generated.ts';
import { CorrectEvaluationDocument } from './outcome.generated.ts';
import styles from './outcome.module.css';

interface Values {
  name: string;
  reason: string;
}

/** A frozen evaluation is put right by a new one; the old one stays. */
export function CorrectEvaluation({ evaluation }: { evaluation: NonNullable<EvaluationPageQuery['evaluation']> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [order] = useCommand(CorrectEvaluationDocument, { refetch: ['EvaluationsPage'], quiet: true });
  return (
    <>
      <Button className={styles.notice} onClick={() => setOpen(true)}>
        {t('correction.order')}
      </Button>
      <ModalForm<Values>
        open={isOpen}
        title={t('correction.order')}
        intro={t('correction.intro')}
        okText={t('correction.order')}
        initialValues={{ name: t('correction.nameDefault', { name: evaluation.name }) }}
        onClose={() => setOpen(false)}
        onSubmit={async ({ name, reason }) => {
          const answer = await order({
            input: {
              programId: evaluation.programId,
              schemeCode: evaluation.scheme.code,
              asOf: evaluation.asOf,
              name: name.trim(),
              correctsId: evaluation.id,
              reason: reason.trim(),
            },
          });
          const next = answer.payload?.evaluation;
          if (answer.ok && next) {
            void message.success(t('correction.ordered'));
            void navigate(`/evaluations/${next.id}`);
          }
          return answer;
        }}
      >
        <Form.Item
          name="reason"
          label={t('objection.reason')}
          rules={[{ required: true, whitespace: true, message: t('objection.reasonRequired') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('correction.name')}
          rules={[{ required: true, whitespace: true, message: t('correction.nameRequired') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
      </ModalForm>
    </>
  );
}
