import { skipToken, useQuery } from '@apollo/client/react';
import { App, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { EvaluationSchemesDocument, OrderEvaluationDocument } from './evaluations.generated.ts';

interface Values {
  programId: string;
  schemeCode: string;
  asOf: Dayjs;
  name: string;
}

export interface OrderEvaluationProps {
  open: boolean;
  onClose: () => void;
  onOrdered: (id: string) => void;
}

export function OrderEvaluation({ open, onClose, onOrdered }: OrderEvaluationProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { programs, clock } = useFrame();
  const { data } = useQuery(EvaluationSchemesDocument, open ? {} : skipToken);
  const [order] = useCommand(OrderEvaluationDocument, { refetch: ['EvaluationsPage'], quiet: true });
  const [form] = Form.useForm<Values>();
  const schemes = data?.schemes ?? [];
  const program = programs[0];
  // an evaluation of the whole program is usually meant for its last day
  const asOf = program && program.endsOn < clock.today ? program.endsOn : clock.today;

  const suggestName = () => {
    if (form.isFieldTouched('name')) return;
    const scheme = schemes.find(({ code }) => code === form.getFieldValue('schemeCode'));
    const on = form.getFieldValue('asOf') as Dayjs | null;
    if (scheme && on) {
      form.setFieldValue(
        'name',
        t('evaluation.nameDefault', { scheme: localized(scheme.name), day: on.format('YYYY-MM-DD') }),
      );
    }
  };

  return (
    <ModalForm<Values>
      open={open}
      title={t('evaluation.order')}
      okText={t('evaluation.order')}
      form={form}
      initialValues={{ programId: program?.id, asOf: dayjs(asOf) }}
      onClose={onClose}
      onSubmit={async ({ asOf: on, ...values }) => {
        const answer = await order({ input: { ...values, asOf: on.format('YYYY-MM-DD') } });
        const evaluation = answer.payload?.evaluation;
        if (answer.ok && evaluation) {
          void message.success(t('evaluation.orderedMessage'));
          onOrdered(evaluation.id);
        }
        return answer;
      }}
    >
      <Form.Item
        name="programId"
        label={t('evaluation.program')}
        hidden={programs.length < 2}
        rules={[{ required: true }]}
      >
        <Select options={programs.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item
        name="schemeCode"
        label={t('evaluation.scheme')}
        rules={[{ required: true, message: t('evaluation.schemeRequired') }]}
      >
        <Select
          onChange={suggestName}
          options={schemes.map(scheme => ({
            value: scheme.code,
            label: t('evaluation.schemeVersion', { name: localized(scheme.name), version: scheme.version }),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="asOf"
        label={t('evaluation.asOf')}
        extra={t('evaluation.asOfHelp')}
        rules={[{ required: true, message: t('evaluation.asOfRequired') }]}
      >
        <DatePicker
          style={{ width: '100%' }}
          maxDate={dayjs(clock.today)}
          onChange={suggestName}
          presets={[
            { label: t('evaluation.today'), value: dayjs(clock.today) },
            ...(program && program.endsOn <= clock.today
              ? [{ label: t('evaluation.programEnd'), value: dayjs(program.endsOn) }]
              : []),
          ]}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('evaluation.name')}
        rules={[{ required: true, whitespace: true, message: t('evaluation.nameRequired') }]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </ModalForm>
  );
}
