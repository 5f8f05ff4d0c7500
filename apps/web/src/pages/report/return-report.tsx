import { App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { type PeriodicReportPartsFragment, ReturnReportDocument } from './report.generated.ts';
import { type ReportPart, reportParts } from './report-text.ts';

interface Values {
  reason: string;
  parts?: ReportPart[];
  notes?: Partial<Record<ReportPart, string>>;
}

/** Sends a report back: the reason, and which parts are to be changed. */
export function ReturnReport({
  report,
  title,
  refetch,
}: {
  report: PeriodicReportPartsFragment;
  title: string;
  refetch: string[];
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const marked = Form.useWatch('parts', form) ?? [];
  const [send] = useCommand(ReturnReportDocument, { refetch, quiet: true });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('verb.returnReport')}</Button>
      <ModalForm<Values>
        open={isOpen}
        width={600}
        title={t('verb.withSubject', { verb: t('verb.returnReport'), subject: title })}
        intro={t('periodic.returnWhat')}
        okText={t('verb.returnReport')}
        form={form}
        onSubmit={async ({ reason, parts = [], notes }) => {
          const marks = parts.map(part => ({ part, note: notes?.[part]?.trim() || null }));
          const result = await send({
            input: { reportId: report.id, expectedVersion: report.version, reason: reason.trim(), marks },
          });
          if (result.ok) void message.success(t('periodic.done', { verb: t('verb.returnReport') }));
          return result;
        }}
        onClose={() => setOpen(false)}
      >
        <Form.Item
          name="reason"
          label={t('periodic.reason')}
          rules={[{ required: true, whitespace: true, message: t('periodic.reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Form.Item name="parts" label={t('periodic.mark')}>
          <Checkbox.Group options={reportParts.map(part => ({ value: part, label: t(`periodic.part.${part}`) }))} />
        </Form.Item>
        {marked.map(part => (
          <Form.Item key={part} name={['notes', part]} label={t(`periodic.part.${part}`)}>
            <Input maxLength={500} placeholder={t('periodic.markNote')} />
          </Form.Item>
        ))}
      </ModalForm>
    </>
  );
}
