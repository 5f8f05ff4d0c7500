import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Gate } from '../../components/gate.tsx';
import { client } from '../../graphql/client.ts';
import { type AuthState, authState, call } from '../../lib/http.ts';

/** Only a path of this site; never somebody else's address. */
function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/';
}

export default function LoginPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [state, setState] = useState<AuthState | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const username = useRef<InputRef>(null);
  const password = useRef<InputRef>(null);
  const next = safeNext(params.get('next'));

  useEffect(() => {
    document.title = `${t('login.title')} · ${t('common.product')}`;
  }, [t]);
  useEffect(() => username.current?.focus(), []);
  useEffect(() => {
    authState()
      .then(answer => {
        setState(answer);
        if (answer.needsSetup) void navigate('/setup', { replace: true });
        else if (answer.signedIn) void navigate(answer.mustChangePassword ? '/password' : next, { replace: true });
      })
      .catch(() => setRefusal(t('common.offline')));
  }, [navigate, next, t]);

  const submit = async (values: { username: string; password: string }) => {
    setBusy(true);
    setRefusal(null);
    try {
      const answer = await call<{ retryAfterSeconds: number }>('POST', '/auth/sign-in', {
        ...values,
        username: values.username.trim(),
      });
      if (answer.ok) {
        await client.clearStore();
        void navigate(next, { replace: true });
        return;
      }
      if (answer.status === 423 || answer.status === 429)
        setRefusal(t('login.locked', { minutes: Math.max(1, Math.ceil((answer.body.retryAfterSeconds ?? 60) / 60)) }));
      else if (answer.status === 401) setRefusal(t('login.wrong'));
      else setRefusal(answer.body.message ?? t('common.fault'));
      password.current?.focus({ cursor: 'all' });
    } catch {
      setRefusal(t('common.offline'));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Gate title={t('login.title')}>
      {state?.isDemonstration ? <p className="gate-demonstration">{t('login.demonstration')}</p> : null}
      <Form<{ username: string; password: string }>
        layout="vertical"
        size="large"
        onFinish={values => void submit(values)}
        requiredMark={false}
      >
        <Form.Item
          name="username"
          label={t('login.username')}
          rules={[{ required: true, whitespace: true, message: t('login.usernameRequired') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} ref={username} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('login.password')}
          rules={[{ required: true, message: t('login.passwordRequired') }]}
        >
          <Input.Password ref={password} autoComplete="current-password" />
        </Form.Item>
        {refusal ? <Alert className="modal-errors" type="error" showIcon role="alert" title={refusal} /> : null}
        <Button type="primary" htmlType="submit" block loading={isBusy}>
          {t('login.submit')}
        </Button>
      </Form>
    </Gate>
  );
}
