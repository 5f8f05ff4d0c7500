import type { ReactNode } from 'react';

export type Tone = 'plain' | 'active' | 'good' | 'warn' | 'bad';

/** A status word: a noun or adjective on a light ground, never something to press. */
export function Status({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`status status-${tone}`}>{children}</span>;
}
