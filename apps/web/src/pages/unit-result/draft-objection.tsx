import { useQuery, skipToken } from '@apollo/client/react';
import { App, Form, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { UnitEvidenceDocument } from '../../components/delivery/evidence.generated.ts';
import { ModalForm } from '../../components/modal-form.tsx';
import { day } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DraftObjectionDocument, type UnitResultPartsFragment } from './unit-result.generated.ts';

interface Values {
  indicator: string;
  line?: number;
  reason: string;
  evidenceIds?: string[];
}

export interface DraftObjectionProps {
  result: UnitResultPartsFragment;
  open: boolean;
  onClose: () => void;
}

/** One mark, or one line of it, with the reason and evidence that is in the system already. */
export function DraftObjection({ result, open, onClose }: DraftObjectionProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const chosen = Form.useWatch('indicator', form);
  const [draft] = useCommand(DraftObjectionDocument, { refetch: ['UnitResult', 'Todo', 'FrameCounts'], quiet: true });
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: library } = useQuery(
    UnitEvidenceDocument,
    open
      ? {
          variables: {
            ...{ text: asked === '' ? null : asked, kind: null, year: null, measureId: null, milestoneId: null },
            ...{ page: 1, pageSize: 30 },
          },
        }
      : skipToken,
  );
  const marks = [...(result.unit?.indicators ?? []), ...(result.unit?.groups ?? [])];
  const mark = marks.find(({ code }) => code === chosen);
  return (
    <ModalForm<Values>
      open={open}
      width={640}
      title={t('objection.draft')}
      intro={t('objection.draftIntro', { day: day(result.objectionsUntil) })}
      okText={t('objection.submit')}
      form={form}
      onClose={onClose}
      onSubmit={async ({ indicator, line, reason, evidenceIds = [] }) => {
        const answer = await draft({
          input: { evaluationId: result.id, indicator, line: line ?? null, reason: reason.trim(), evidenceIds },
        });
        const objection = answer.payload?.objection;
        if (answer.ok && objection) {
          void message.success(t('objection.drafted'));
          void navigate(`/objections/${objection.id}`);
        }
        return answer;
      }}
    >
      <Form.Item
        name="indicator"
        label={t('objection.indicator')}
        rules={[{ required: true, message: t('objection.indicatorRequired') }]}
      >
        <Select
          onChange={() => form.setFieldValue('line', undefined)}
          options={marks.map(({ code, name, score, full }) => ({
            value: code,
            label: `${localized(name)} ${t('evaluation.unit.score', { score, full })}`,
          }))}
        />
      </Form.Item>
      {mark && mark.lines.length > 0 && (
        <Form.Item name="line" label={t('objection.line')}>
          <Select
            allowClear
            placeholder={t('objection.wholeMark', { score: mark.score })}
            options={mark.lines.map((line, index) => ({
              value: index,
              label: `${localized(line.text)} ${line.value}`,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('objection.reason')}
        extra={t('objection.reasonHelp')}
        rules={[{ required: true, whitespace: true, message: t('objection.reasonRequired') }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="evidenceIds" label={t('objection.evidence')} extra={t('objection.evidenceHelp')}>
        <Select
          mode="multiple"
          showSearch={{ filterOption: false, onSearch: setText }}
          options={(library?.unitEvidence.rows ?? []).map(({ id, title, fileName }) => ({
            value: id,
            label: title,
            title: fileName,
          }))}
        />
      </Form.Item>
    </ModalForm>
  );
}
