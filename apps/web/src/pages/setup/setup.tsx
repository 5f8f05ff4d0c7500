import { Alert, App, Button, Form, Input, Steps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Gate } from '../../components/gate.tsx';
import { placeErrors } from '../../components/modal-form.tsx';
import { NewPasswordFields } from '../../components/new-password-fields.tsx';
import { authState, call } from '../../lib/http.ts';

interface Values {
  code: string;
  adminUsername: string;
  adminName: string;
  adminPassword: string;
  officeUsername: string;
  officeName: string;
  officePassword: string;
  officeUnitName: string;
}

const stepFields: (keyof Values)[][] = [
  ['code'],
  ['adminUsername', 'adminName', 'adminPassword'],
  ['officeUnitName', 'officeUsername', 'officeName', 'officePassword'],
];

/** ["admin","username"] names the field adminUsername. */
function fieldOf(path: readonly string[]): keyof Values | undefined {
  const parts = path.filter(part => part !== 'input');
  const name = parts.map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('');
  return stepFields.flat().find(field => field === name);
}

/** A blank instance meets its first administrator and the office that will run the program. */
export default function SetupPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [step, setStep] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [loose, setLoose] = useState<string[]>([]);
  const fields = useRef<HTMLDivElement>(null);

  useEffect(() => {
    document.title = `${t('setup.title')} · ${t('common.product')}`;
  }, [t]);
  useEffect(() => {
    authState().then(
      state => {
        if (!state.needsSetup) void navigate('/', { replace: true });
      },
      () => setLoose([t('common.offline')]),
    );
  }, [navigate, t]);

  // each step begins in its first field
  useEffect(() => fields.current?.querySelector('input')?.focus(), [step]);

  const forward = async () => {
    await form.validateFields(
      [...(stepFields[step] ?? []), 'adminPasswordAgain', 'officePasswordAgain'].filter(
        name => form.getFieldInstance(name) !== undefined,
      ) as never,
    );
    if (step < 2) {
      setStep(step + 1);
      return;
    }
    const values = form.getFieldsValue(true) as Values;
    setBusy(true);
    setLoose([]);
    try {
      const answer = await call('POST', '/setup', {
        code: values.code.trim(),
        admin: { username: values.adminUsername.trim(), name: values.adminName.trim(), password: values.adminPassword },
        office: {
          username: values.officeUsername.trim(),
          name: values.officeName.trim(),
          password: values.officePassword,
          unitName: values.officeUnitName.trim(),
        },
      });
      if (answer.ok) {
        void message.success(t('setup.done'));
        void navigate('/login', { replace: true });
        return;
      }
      const refusals = (answer.body.userErrors ?? []).map(error => ({ ...error, field: fieldOf(error.path ?? []) }));
      const firstStep = stepFields.findIndex(fields =>
        refusals.some(error => error.field && fields.includes(error.field)),
      );
      if (firstStep >= 0) setStep(firstStep);
      // the fields of that step have to be on screen before a refusal can stand beside them
      window.setTimeout(() => {
        setLoose(
          refusals.length > 0
            ? placeErrors(
                form,
                refusals.map(error => ({ ...error, path: error.field ? [error.field] : null })),
              )
            : [answer.body.message ?? t('common.fault')],
        );
      });
    } catch {
      setLoose([t('common.offline')]);
    } finally {
      setBusy(false);
    }
  };

  const required = [{ required: true, whitespace: true, message: t('password.required') }];
  const username = [...required, { pattern: /^[a-z0-9.-]{3,40}$/, message: t('setup.usernameRule') }];
  return (
    <Gate title={t('setup.title')} isWide>
      <p>{t('setup.lead')}</p>
      <Steps
        size="small"
        current={step}
        className="setup-steps"
        items={(['code', 'admin', 'office'] as const).map(key => ({ title: t(`setup.step.${key}`) }))}
      />
      {loose.length > 0 ? (
        <Alert className="modal-errors" type="error" showIcon role="alert" title={loose.join(' ')} />
      ) : null}
      <div ref={fields}>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={() => void forward().catch(() => undefined)}
          key={step}
          autoComplete="off"
        >
          {step === 0 ? (
            <Form.Item name="code" label={t('setup.code')} extra={t('setup.codeWhere')} rules={required}>
              <Input spellCheck={false} className="num" />
            </Form.Item>
          ) : null}
          {step === 1 ? (
            <>
              <p>{t('setup.adminWhat')}</p>
              <Form.Item name="adminUsername" label={t('setup.username')} rules={username}>
                <Input autoCapitalize="none" spellCheck={false} />
              </Form.Item>
              <Form.Item name="adminName" label={t('setup.name')} rules={required}>
                <Input />
              </Form.Item>
              <NewPasswordFields name="adminPassword" label={t('setup.password')} />
            </>
          ) : null}
          {step === 2 ? (
            <>
              <p>{t('setup.officeWhat')}</p>
              <Form.Item
                name="officeUnitName"
                label={t('setup.unitName')}
                rules={required}
                extra={t('setup.unitExample')}
              >
                <Input />
              </Form.Item>
              <Form.Item name="officeUsername" label={t('setup.username')} rules={username}>
                <Input autoCapitalize="none" spellCheck={false} />
              </Form.Item>
              <Form.Item name="officeName" label={t('setup.name')} rules={required}>
                <Input />
              </Form.Item>
              <NewPasswordFields name="officePassword" label={t('setup.password')} />
            </>
          ) : null}
          <div className="form-buttons">
            {step > 0 ? <Button onClick={() => setStep(step - 1)}>{t('setup.back')}</Button> : null}
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {t(step < 2 ? 'setup.next' : 'setup.finish')}
            </Button>
          </div>
        </Form>
      </div>
    </Gate>
  );
}
