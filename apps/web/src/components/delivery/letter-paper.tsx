import { useTranslation } from 'react-i18next';
import { longChineseDay } from '../../lib/days.ts';
import { OfficialPaper, PaperTable, Words } from '../official-paper.tsx';
import styles from '../official-paper.module.css';
import type { LetterPartsFragment } from './letters.generated.ts';

/** What the paper says, as it will be printed but for the page: the file has margins and pages. Always in Chinese. */
export function LetterPaper({ letter }: { letter: LetterPartsFragment }) {
  const { t } = useTranslation();
  if (letter.kind !== 'SUPERVISION_ORDER') return <Running letter={letter} />;
  return (
    <article className={styles.paper} lang="zh-CN" aria-label={t('letters.paper')}>
      <OrderSheet letter={letter} />
    </article>
  );
}

function Running({ letter }: { letter: LetterPartsFragment }) {
  const { t } = useTranslation();
  return (
    <OfficialPaper {...letter} label={t('letters.paper')} docNo={letter.docNo ?? '（审批后编号）'} on={letter.sentOn}>
      {letter.lateRows.length > 0 ? (
        <PaperTable
          caption="附件 逾期工作清单"
          heads={['序号', '单位', '事项', '应完成日期', '逾期天数']}
          rows={letter.lateRows.map((row, index) => [
            String(index + 1),
            row.unit,
            row.what,
            row.dueOn,
            String(row.daysLate),
          ])}
        />
      ) : null}
    </OfficialPaper>
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
