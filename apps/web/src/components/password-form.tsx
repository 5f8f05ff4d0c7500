import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../lib/http.ts';
import { placeErrors } from './modal-form.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';

interface Values {
  current: string;
  next: string;
}

export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [isBusy, setBusy] = useState(false);
  const [loose, setLoose] = useState<string[]>([]);
  const submit = async ({ current, next }: Values) => {
    setBusy(true);
    setLoose([]);
    try {
      const answer = await call('POST', '/auth/password', { current, next });
      if (answer.ok) {
        form.resetFields();
        onDone();
        return;
      }
      const refusals = answer.body.userErrors ?? [];
      setLoose(
        refusals.length > 0
          ? placeErrors(
              form,
              refusals.map(error => ({ ...error, path: error.path?.at(-1) === 'password' ? ['next'] : error.path })),
            )
          : [answer.body.message ?? t('common.fault')],
      );
    } catch {
      setLoose([t('common.offline')]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      onFinish={values => void submit(values)}
      className="narrow-form"
      requiredMark={false}
    >
      {loose.length > 0 ? (
        <Alert className="modal-errors" type="error" showIcon role="alert" title={loose.join(' ')} />
      ) : null}
      <Form.Item
        name="current"
        label={t('password.current')}
        rules={[{ required: true, message: t('password.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPasswordFields name="next" />
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('password.submit')}
      </Button>
    </Form>
  );
}
