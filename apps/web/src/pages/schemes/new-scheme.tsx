import { skipToken, useQuery } from '@apollo/client/react';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { SaveSchemeDraftDocument, SchemeTemplatesDocument } from './schemes.generated.ts';

interface Values {
  from: string;
  code: string;
}

export interface NewSchemeProps {
  open: boolean;
  known: readonly string[];
  onClose: () => void;
  onStarted: (code: string) => void;
}

/** A scheme of its own begins as a copy of another one. */
export function NewScheme({ open, known, onClose, onStarted }: NewSchemeProps) {
  const { t } = useTranslation();
  const { data } = useQuery(SchemeTemplatesDocument, open ? {} : skipToken);
  const [save] = useCommand(SaveSchemeDraftDocument, { refetch: ['SchemesPage'], quiet: true });
  const [form] = Form.useForm<Values>();
  const templates = data?.schemeTemplates ?? [];
  return (
    <ModalForm<Values>
      open={open}
      title={t('schemes.start')}
      intro={t('schemes.startIntro')}
      okText={t('schemes.startOk')}
      form={form}
      onClose={onClose}
      onSubmit={async ({ from, code }) => {
        const template = templates.find(one => one.code === from);
        const text = (template?.text ?? '').replace(`"code": "${from}"`, `"code": "${code}"`);
        const answer = await save({ input: { code, text, version: 0 } });
        if (answer.ok) onStarted(code);
        return answer;
      }}
    >
      <Form.Item name="from" label={t('schemes.from')} rules={[{ required: true, message: t('schemes.fromRequired') }]}>
        <Select
          onChange={(from: string) => {
            // what came with the program and is not in use yet keeps its code
            if (!form.isFieldTouched('code')) form.setFieldValue('code', known.includes(from) ? '' : from);
          }}
          options={templates.map(({ code, version, name }) => ({
            value: code,
            label: version
              ? t('evaluation.schemeVersion', { name: localized(name), version })
              : t('schemes.deliveredTemplate', { name: localized(name) }),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('schemes.code')}
        extra={t('schemes.codeHelp')}
        rules={[
          { required: true, message: t('schemes.codeRequired') },
          { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: t('schemes.codeHelp') },
          {
            validator: (_, value: string) =>
              known.includes(value) ? Promise.reject(new Error(t('schemes.codeKnown'))) : Promise.resolve(),
          },
        ]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </ModalForm>
  );
}
