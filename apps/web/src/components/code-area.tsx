import { type Ref, useImperativeHandle, useRef } from 'react';
import styles from './code-area.module.css';

export interface CodeAreaHandle {
  /** Shows a line and marks it. */
  jumpTo: (line: number) => void;
}

export interface CodeAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Lines that something is wrong with. */
  marked?: ReadonlySet<number>;
  readOnly?: boolean;
  rows?: number;
  ref?: Ref<CodeAreaHandle>;
}

const lineHeight = 20;

/** A text in lines with their numbers; lines are never wrapped, so that the numbers hold. */
export function CodeArea({ label, value, onChange, marked, readOnly, rows = 26, ref }: CodeAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({
    jumpTo: line => {
      const text = area.current;
      if (!text) return;
      const lines = text.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      text.focus({ preventScroll: true });
      text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      text.scrollTop = Math.max(0, (line - 4) * lineHeight);
      text.scrollLeft = 0;
      text.scrollIntoView({ block: 'nearest' });
    },
  }));
  const count = value.split('\n').length;
  return (
    <div className={styles.frame} style={{ height: rows * lineHeight + 18 }}>
      <div className={styles.gutter} ref={gutter} aria-hidden>
        {Array.from({ length: count }, (_, index) => (
          <div key={index} className={marked?.has(index + 1) ? styles.marked : undefined}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        className={styles.area}
        aria-label={label}
        aria-invalid={(marked?.size ?? 0) > 0}
        value={value}
        readOnly={readOnly}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={event => onChange(event.target.value)}
        onScroll={event => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
