import '@fontsource/noto-serif-sc/400.css';
import '@fontsource/noto-serif-sc/700.css';
import { useTranslation } from 'react-i18next';
import { Fragment } from 'react';
import { longChineseDay } from '../../lib/days.ts';
import type { LetterPartsFragment } from './letters.generated.ts';
import styles from './letter-paper.module.css';

const isHeading = (line: string): boolean => /^[一二三四五六七八九十]+、[^。；]{1,24}$/.test(line);

/** What the paper says, as it will be printed but for the page: the file has margins and pages. Always in Chinese. */
export function LetterPaper({ letter }: { letter: LetterPartsFragment }) {
  const { t } = useTranslation();
  return (
    <article className={styles.paper} lang="zh-CN" aria-label={t('letters.paper')}>
      {letter.kind === 'SUPERVISION_ORDER' ? <OrderSheet letter={letter} /> : <Running letter={letter} />}
    </article>
  );
}

function Running({ letter }: { letter: LetterPartsFragment }) {
  return (
    <>
      <div className={styles.mark}>{letter.mark}</div>
      <div className={styles.number}>{letter.docNo ?? '（审批后编号）'}</div>
      <h2 className={styles.title}>{letter.title}</h2>
      <p>{letter.toName}：</p>
      {letter.body.split('\n').map((line, index) => (
        <p key={index} className={isHeading(line) ? styles.heading : styles.paragraph}>
          <Words text={line} />
        </p>
      ))}
      <div className={styles.sign}>
        {letter.signedBy}
        <br />
        {letter.sentOn ? longChineseDay(letter.sentOn) : ''}
      </div>
      {letter.lateRows.length > 0 ? <LateList letter={letter} /> : null}
    </>
  );
}

function OrderSheet({ letter }: { letter: LetterPartsFragment }) {
  const colour = letter.colour === 'RED' ? styles.red : letter.colour === 'ORANGE' ? styles.orange : styles.blue;
  const matters = letter.items.filter(item => item.droppedReason === null);
  const [matter] = matters;
  const rows: [label: string, text: string][] = [
    ['承办单位', letter.toName],
    ['督办事项', matters.map(item => `${item.measureCode} ${item.title}`).join('\n')],
    ['督办依据', letter.basis],
    ['完成时限', matter ? longChineseDay(matter.dueOn) : ''],
    ['逾期天数', matter && matter.daysOverdue > 0 ? `${matter.daysOverdue}个工作日` : '未逾期'],
    ['回复时限', letter.replyDueOn ? longChineseDay(letter.replyDueOn) : ''],
    ['督办要求', letter.body],
    ['签发单位', `${letter.signedBy}${letter.sentOn ? `\n${longChineseDay(letter.sentOn)}` : ''}`],
    ['签收', letter.receivedOn ? `${letter.receivedBy ?? ''} ${longChineseDay(letter.receivedOn)}` : ''],
    ['办理情况', letter.answer ?? ''],
  ];
  return (
    <>
      <h2 className={`${styles.title} ${colour}`}>
        {letter.colour === 'RED' ? '红色督办单' : letter.colour === 'ORANGE' ? '橙色督办单' : '蓝色督办单'}
      </h2>
      <p style={{ textAlign: 'right' }}>{letter.docNo ?? '（审批后编号）'}</p>
      <table className={styles.form}>
        <tbody>
          {rows.map(([label, text]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                {text.split('\n').map((line, index) => (
                  <div key={index}>
                    <Words text={line} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function LateList({ letter }: { letter: LetterPartsFragment }) {
  return (
    <table className={styles.list}>
      <caption>附件 逾期工作清单</caption>
      <thead>
        <tr>
          {['序号', '单位', '事项', '应完成日期', '逾期天数'].map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {letter.lateRows.map((row, index) => (
          <tr key={index}>
            <td>{index + 1}</td>
            <td>{row.unit}</td>
            <td>{row.what}</td>
            <td className="num">{row.dueOn}</td>
            <td className="num">{row.daysLate}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Blanks that somebody must still fill in are marked. */
function Words({ text }: { text: string }) {
  return text
    .split(/(【[^】]*】)/)
    .map((part, index) => (
      <Fragment key={index}>{/^【/.test(part) ? <mark className={styles.blank}>{part}</mark> : part}</Fragment>
    ));
}
