import '@fontsource/noto-serif-sc/400.css';
import '@fontsource/noto-serif-sc/700.css';
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './print-page.module.css';
import './print-page.css';

export interface PrintPageProps {
  paper: 'a4' | 'a3-landscape';
  title: string;
  /** stands across the sheet until the result is final, e.g. 试算稿 */
  draftMark?: string;
  children: ReactNode;
}

/** A sheet of paper: on screen with a print button above it, in print nothing but itself. */
export function PrintPage({ paper, title, draftMark, children }: PrintPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={styles.desk} data-paper={paper}>
      <div className={styles.tools}>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('common.print')}
        </Button>
      </div>
      <article className={styles.sheet}>
        {draftMark && <p className={styles.draft}>{draftMark}</p>}
        <h1>{title}</h1>
        {children}
      </article>
    </main>
  );
}
