import type { ReactNode } from 'react';
import styles from './watermark.module.css';

const tiles = Array.from({ length: 96 }, (_, index) => index);

/** Lays who is reading, faintly, over what is read: on the screen, in a picture taken of it, and on paper. */
export function Watermark({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={styles.frame}>
      {children}
      <div className={styles.marks} aria-hidden data-watermark={text}>
        {tiles.map(tile => (
          <span key={tile} className={styles.mark} data-text={text} />
        ))}
      </div>
    </div>
  );
}
