import type { Violation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../i18n/i18n.ts';
import styles from './scheme-draft.module.css';

const IN_SIGHT = 8;

export interface BlockersProps {
  blockers: readonly Violation[];
  onJump: (line: number) => void;
}

/** What keeps the text from being published, each with a way to its line; it follows what is typed. */
export function Blockers({ blockers, onJump }: BlockersProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (blockers.length === 0)
    return <Alert className={styles.blockers} type="success" showIcon role="status" title={t('schemes.publishable')} />;
  const shown = isOpen ? blockers : blockers.slice(0, IN_SIGHT);
  return (
    <Alert
      className={styles.blockers}
      type="error"
      showIcon
      role="status"
      title={t('schemes.blockers', { n: blockers.length })}
      description={
        <>
          <ul className={styles.list}>
            {shown.map(({ line, ...blocker }, index) => (
              <li key={index}>
                {line === undefined ? null : (
                  <Button type="link" size="small" className={styles.jump} onClick={() => onJump(line)}>
                    {t('schemes.line', { n: line })}
                  </Button>
                )}
                {sentence(blocker, currentLocale())}
              </li>
            ))}
          </ul>
          {blockers.length > IN_SIGHT && (
            <Button type="link" size="small" className={styles.jump} onClick={() => setOpen(!isOpen)}>
              {isOpen ? t('table.less') : t('schemes.allBlockers', { n: blockers.length })}
            </Button>
          )}
        </>
      }
    />
  );
}
