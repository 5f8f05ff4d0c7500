import { useTranslation } from 'react-i18next';
import { localized } from '../lib/format.ts';
import styles from './scheme-rules.module.css';

export interface DifferenceListProps {
  differences: readonly { path: string; text: { zh: string; en: string } }[];
}

/** What changed from one version to another, a sentence each. */
export function DifferenceList({ differences }: DifferenceListProps) {
  const { t } = useTranslation();
  if (differences.length === 0) return <p>{t('schemes.noDifference')}</p>;
  return (
    <ul className={styles.differences}>
      {differences.map(({ path, text }) => (
        <li key={path}>{localized(text)}</li>
      ))}
    </ul>
  );
}
