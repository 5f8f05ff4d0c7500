import '@fontsource/noto-serif-sc/400.css';
import '@fontsource/noto-serif-sc/700.css';
import { Fragment, type ReactNode } from 'react';
import { longChineseDay } from '../lib/days.ts';
import styles from './official-paper.module.css';

const isHeading = (line: string): boolean =>
  /^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^。；]{1,24}$/.test(line);

interface Props {
  /** names the paper for those who hear the page */
  label: string;
  mark?: string;
  /** in the place of a number that it has not got yet */
  docNo?: string | null;
  title: string;
  toName?: string;
  body: string;
  signedBy: string;
  on?: string | null;
  /** what stands behind the signature */
  children?: ReactNode;
}

/** What the paper says, as it will be printed but for the page: the file has margins and pages. Always in Chinese. */
export function OfficialPaper({ label, mark, docNo, title, toName, body, signedBy, on, children }: Props) {
  return (
    <article className={styles.paper} lang="zh-CN" aria-label={label}>
      {mark ? <div className={styles.mark}>{mark}</div> : null}
      {docNo ? <div className={styles.number}>{docNo}</div> : null}
      <h2 className={styles.title}>{title}</h2>
      {toName ? <p>{toName}：</p> : null}
      {body
        .split('\n')
        .filter(line => line.trim())
        .map((line, index) => (
          <p key={index} className={isHeading(line) ? styles.heading : styles.paragraph}>
            <Words text={line} />
          </p>
        ))}
      <div className={styles.sign}>
        {signedBy}
        <br />
        {on ? longChineseDay(on) : ''}
      </div>
      {children}
    </article>
  );
}

interface PaperTableProps {
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}

export function PaperTable({ caption, heads, rows }: PaperTableProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.list}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((text, column) => (
                <td key={column} className={/^-?[\d.%-]+$/.test(text) ? 'num' : undefined}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PaperBarsProps {
  caption: string;
  bars: readonly { label: string; permille: number; text: string }[];
}

export function PaperBars({ caption, bars }: PaperBarsProps) {
  return (
    <figure className={styles.bars}>
      <figcaption>{caption}</figcaption>
      <dl>
        {bars.map(({ label, permille, text }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>
              <span className={styles.track} aria-hidden>
                <span style={{ width: `${Math.min(100, permille / 10)}%` }} />
              </span>
              <span className="num">{text}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
    </figure>
  );
}

/** Blanks that somebody must still fill in are marked. */
export function Words({ text }: { text: string }) {
  return text
    .split(/(【[^】]*】)/)
    .map((part, index) => (
      <Fragment key={index}>{/^【/.test(part) ? <mark className={styles.blank}>{part}</mark> : part}</Fragment>
    ));
}
