import { App, Button, Descriptions, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageContainer } from '../../components/page-container.tsx';
import { PasswordForm } from '../../components/password-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { currentLocale, type Locale, switchLocale } from '../../i18n/i18n.ts';
import { call } from '../../lib/http.ts';
import { AbsencesSection } from '../unit-posts/absences.tsx';
import { useViewer } from '../../lib/viewer.tsx';

import { ContactsSection } from './contacts-section.tsx';
import { MutedSection } from './muted-section.tsx';

export default function MePage() {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const viewer = useViewer();
  const everywhere = () =>
    void modal.confirm({
      title: t('me.signOutEverywhere'),
      content: t('me.sessionsWhat'),
      okText: t('me.signOutEverywhere'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        const answer = await call('POST', '/auth/sign-out-everywhere').catch(() => null);
        if (answer?.ok) window.location.assign('/login');
        else void message.error(t('common.offline'));
      },
    });
  return (
    <PageContainer title={t('me.title')}>
      <Section title={t('me.who')}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'name', label: t('me.name'), children: viewer.name },
            { key: 'username', label: t('me.username'), children: viewer.username },
            { key: 'unit', label: t('me.unit'), children: viewer.unit.name },
            { key: 'role', label: t('me.role'), children: t(`enum.role.${viewer.role}`) },
            { key: 'email', label: t('me.email'), children: viewer.email ?? '—', span: 'filled' },
          ]}
        />
      </Section>
      <ContactsSection />
      <MutedSection />
      <AbsencesSection unitId={viewer.unit.id} ownOnly />
      <Section title={t('me.language')}>
        <Radio.Group
          aria-label={t('me.language')}
          value={currentLocale()}
          onChange={event => void switchLocale(event.target.value as Locale)}
          options={[
            { value: 'zh-CN', label: <span lang="zh-CN">中文</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
      </Section>
      <Section title={t('password.title')}>
        <PasswordForm onDone={() => void message.success(t('password.done'))} />
      </Section>
      <Section title={t('me.sessions')}>
        <p>{t('me.sessionsWhat')}</p>
        <Button onClick={everywhere}>{t('me.signOutEverywhere')}</Button>
      </Section>
    </PageContainer>
  );
}
