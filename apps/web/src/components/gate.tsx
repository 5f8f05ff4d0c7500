import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, switchLocale } from '../i18n/i18n.ts';

/** The frame of the pages before the frame: sign-in, first set-up, forced password change. */
export function Gate({ title, children, isWide }: { title: string; children: ReactNode; isWide?: boolean }) {
  const { t } = useTranslation();
  const other = currentLocale() === 'en' ? 'zh-CN' : 'en';
  return (
    <div className="gate">
      <header className="gate-top">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <div>
          <div className="gate-product">{t('common.product')}</div>
          <div>{t('login.what')}</div>
        </div>
        <Button type="text" className="top-button gate-locale" lang={other} onClick={() => void switchLocale(other)}>
          {other === 'en' ? 'English' : '中文'}
        </Button>
      </header>
      <main className={`gate-card${isWide ? ' gate-card-wide' : ''}`}>
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="gate-foot">{t('login.nonsecret')}</footer>
    </div>
  );
}
