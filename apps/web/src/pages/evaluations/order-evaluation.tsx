import { skipToken, useQuery } from '@apollo/client/react';
import { App, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ModalForm } from '../../components/modal-form.tsx';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { EvaluationSchemesDocument, OpenEvaluationDocument, OrderEvaluationDocument } from './evaluations.generated.ts';

interface Values {
  programId: string;
  schemeCode: string;
  asOf: Dayjs;
  name: string;
  /** Computed at once, or collected first. */
  mode: 'order' | 'open';
  collectUntil?: Dayjs | null;
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
  const [openIt] = useCommand(OpenEvaluationDocument, { refetch: ['EvaluationsPage'], quiet: true });
  const [form] = Form.useForm<Values>();
  const mode = Form.useWatch('mode', form);
  const schemes = data?.schemes.filter(({ subject }) => subject === 'unit') ?? [];
  const chosen = Form.useWatch('schemeCode', form);
  const scheme = schemes.find(({ code }) => code === chosen);
  const program = programs[0];
  // an evaluation of the whole program is usually meant for its last day
  const asOf = program && program.endsOn < clock.today ? program.endsOn : clock.today;

  const suggestName = () => {
    if (form.isFieldTouched('name')) return;
    const named = schemes.find(({ code }) => code === form.getFieldValue('schemeCode'));
    const on = form.getFieldValue('asOf') as Dayjs | null;
    if (named && on) {
      form.setFieldValue(
        'name',
        t('evaluation.nameDefault', { scheme: localized(named.name), day: on.format('YYYY-MM-DD') }),
      );
    }
  };

  return (
    <ModalForm<Values>
      open={open}
      title={t('evaluation.order')}
      okText={t('evaluation.order')}
      form={form}
      initialValues={{ programId: program?.id, asOf: dayjs(asOf), mode: 'order' }}
      onClose={onClose}
      onSubmit={async ({ asOf: on, mode: how, collectUntil, ...values }) => {
        if (how === 'open') {
          const until = collectUntil ? collectUntil.format('YYYY-MM-DD') : null;
          const opened = await openIt({ input: { ...values, asOf: on.format('YYYY-MM-DD'), collectUntil: until } });
          if (opened.ok && opened.payload?.evaluationId) {
            void message.success(t('collect.opened'));
            onOrdered(opened.payload.evaluationId);
          }
          return opened;
        }
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
        extra={
          scheme && (
            <Link to={`/schemes/${scheme.code}/${scheme.version}`} target="_blank">
              {t('evaluation.schemeUsed', { version: scheme.version })}
            </Link>
          )
        }
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
      <Form.Item name="mode" label={t('collect.mode')}>
        <Radio.Group
          options={[
            { value: 'order', label: t('collect.mode.order') },
            { value: 'open', label: t('collect.mode.open') },
          ]}
        />
      </Form.Item>
      {mode === 'open' && (
        <Form.Item name="collectUntil" label={t('collect.until')} extra={t('collect.untilHelp')}>
          <DatePicker style={{ width: '100%' }} minDate={dayjs(clock.today)} />
        </Form.Item>
      )}
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
