import { useTranslation } from 'react-i18next';
import styles from './admin-rules.module.css';

export interface RuleInWords {
  kind: string;
  program?: string | null;
  name: string;
  words: string[];
}

/** Each kind's rule in sentences. */
export function RuleList({ rules }: { rules: RuleInWords[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.rules}>
      {rules.map(({ kind, program, name, words }) => (
        <div key={`${kind} ${program ?? ''}`} className={styles.rule}>
          <h3>{program ? t('rules.forProgram', { name, program }) : name}</h3>
          <ul>
            {words.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
