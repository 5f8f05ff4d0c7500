import type { ReactNode } from 'react';
import { Nothing } from '../../components/page-container.tsx';
import styles from './operations.module.css';

interface PlainTableProps<T> {
  label: string;
  heads: readonly string[];
  rows: readonly T[];
  /** What is said when there are no rows; without it nothing is. */
  none?: string;
  children: (row: T) => ReactNode;
}

export function PlainTable<T>({ label, heads, rows, none, children }: PlainTableProps<T>) {
  if (rows.length === 0) return none ? <Nothing>{none}</Nothing> : null;
  return (
    <table className={styles.plain} aria-label={label}>
      <thead>
        <tr>
          {heads.map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map(children)}</tbody>
    </table>
  );
}
