import { Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ActionPartsFragment,
  ReportProgressDocument,
  type ReportPartsFragment,
} from '../../components/delivery/delivery.generated.ts';
import { ModalForm } from '../../components/modal-form.tsx';
import { Nothing } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';
import { sentenceDiff } from '../../lib/sentence-diff.ts';
import { useCommand } from '../../lib/use-command.ts';

interface Values {
  percent: number;
  done: string;
  difficulty?: string;
  nextStep?: string;
}

/** Progress as told by the unit: the last report stands in the form, and what is new in it is shown. */
export function ProgressReports({ action }: { action: ActionPartsFragment }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const [report] = useCommand(ReportProgressDocument, { refetch: ['ActionRecord', 'Actions'], quiet: true });
  const last = action.reports[0];
  return (
    <Section
      title={t('report.title')}
      id="reports"
      extra={
        action.viewerCanReport ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('report.new')}
          </Button>
        ) : null
      }
    >
      {action.reports.length === 0 ? (
        <Nothing>{t(action.viewerCanReport ? 'report.noneYet' : 'report.none')}</Nothing>
      ) : null}
      <ul className="cards">
        {action.reports.map(entry => (
          <li key={entry.id} className="card">
            <div className="notice-head">
              <strong className="num">{entry.percent}%</strong>
              <span className="cell-sub">
                {entry.reportedBy} {moment(entry.reportedAt)}
              </span>
            </div>
            <ReportText label={t('report.done')} text={entry.done} />
            <ReportText label={t('report.difficulty')} text={entry.difficulty} />
            <ReportText label={t('report.nextStep')} text={entry.nextStep} />
          </li>
        ))}
      </ul>
      <ModalForm<Values>
        open={isOpen}
        width={640}
        title={t('report.new')}
        intro={last ? t('report.prefilled', { at: moment(last.reportedAt) }) : undefined}
        okText={t('report.submit')}
        form={form}
        initialValues={{
          percent: last?.percent ?? 0,
          done: last?.done ?? '',
          difficulty: last?.difficulty ?? '',
          nextStep: last?.nextStep ?? '',
        }}
        onSubmit={values =>
          report({
            input: {
              actionId: action.id,
              percent: values.percent,
              done: values.done,
              difficulty: values.difficulty?.trim() || null,
              nextStep: values.nextStep?.trim() || null,
            },
          })
        }
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="percent"
          label={t('report.percent')}
          rules={[{ required: true, message: t('report.percentMissing') }]}
        >
          <InputNumber min={0} max={100} precision={0} suffix="%" style={{ width: 140 }} />
        </Form.Item>
        <Form.Item
          name="done"
          label={t('report.done')}
          rules={[{ required: true, whitespace: true, message: t('report.doneMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="difficulty" label={t('report.difficulty')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="nextStep" label={t('report.nextStep')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
        {last ? <Difference form={form} last={last} /> : null}
      </ModalForm>
    </Section>
  );
}

function ReportText({ label, text }: { label: string; text: string | null }) {
  return text ? (
    <p className="report-text">
      <span className="cell-sub">{label}</span>
      {text}
    </p>
  ) : null;
}

function Difference({ form, last }: { form: ReturnType<typeof Form.useForm<Values>>[0]; last: ReportPartsFragment }) {
  const { t } = useTranslation();
  const percent = Form.useWatch('percent', form) ?? last.percent;
  const done = Form.useWatch('done', form) ?? last.done;
  const pieces = sentenceDiff(last.done, done);
  const isSame = pieces.every(piece => piece.kind === 'same');
  const step = percent - last.percent;
  return (
    <div className="difference" role="status">
      <strong>{t('report.difference')}</strong>
      <span className="num">
        {t('report.percentStep', { before: last.percent, after: percent, step: step > 0 ? `+${step}` : String(step) })}
      </span>
      {isSame ? (
        <span>{t('report.sameText')}</span>
      ) : (
        <span>
          {pieces.map((piece, index) =>
            piece.kind === 'added' ? (
              <ins key={index}>{piece.text}</ins>
            ) : piece.kind === 'gone' ? (
              <del key={index}>{piece.text}</del>
            ) : (
              <span key={index}>{piece.text}</span>
            ),
          )}
        </span>
      )}
    </div>
  );
}
