import { Link } from 'react-router';
import styles from './dashboard.module.css';

export interface NumberCardProps {
  label: string;
  value: string;
  unit?: string;
  note: string;
  to: string;
  tone?: 'calm' | 'alarm';
}

/** One figure; the whole card opens the actions it was counted from. */
export function NumberCard({ label, value, unit, note, to, tone = 'calm' }: NumberCardProps) {
  return (
    <Link to={to} className={`${styles.card} ${tone === 'alarm' ? styles.alarm : ''}`}>
      <span className={styles.cardLabel}>{label}</span>
      <span className={styles.cardValue}>
        {value}
        {unit && <small>{unit}</small>}
      </span>
      <span className={styles.cardNote}>{note}</span>
    </Link>
  );
}
