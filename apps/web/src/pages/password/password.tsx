import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { signOut } from '../../components/app-layout.tsx';
import { Gate } from '../../components/gate.tsx';
import { PasswordForm } from '../../components/password-form.tsx';

/** Nobody works with a password that somebody else has seen. */
export default function PasswordPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = `${t('password.title')} · ${t('common.product')}`;
  }, [t]);
  return (
    <Gate title={t('password.title')}>
      <p>{t('password.forced')}</p>
      <PasswordForm
        onDone={() => {
          void message.success(t('password.done'));
          void navigate('/', { replace: true });
        }}
      />
      <Button type="link" className="gate-exit" onClick={() => void signOut()}>
        {t('frame.exit')}
      </Button>
    </Gate>
  );
}
