import { passwordLength } from '@yardstick/domain/password';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** New password, twice. What is guessable only the server knows. */
export function NewPasswordFields({ name, label }: { name: string; label?: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name={name}
        label={label ?? t('password.next')}
        extra={t('password.rule', { min: passwordLength.min })}
        rules={[
          { required: true, message: t('password.required') },
          { min: passwordLength.min, message: t('password.short', { min: passwordLength.min }) },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name={`${name}Again`}
        label={t('password.again')}
        dependencies={[name]}
        rules={[
          { required: true, message: t('password.required') },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue(name)
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
