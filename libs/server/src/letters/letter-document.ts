import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { letterColourLabels, type LetterColour, type LetterKind } from '@yardstick/domain/letter';
import { chineseDate, type Block, type OfficialDocument } from '../documents/official-document.ts';
import { wordsOf } from '../documents/words-of.ts';
import type { CircularRow } from './letter.entity.ts';

/** A letter as it stands on paper; what is not decided yet stays open, what is stamped by hand stays blank. */
export interface PaperLetter {
  kind: LetterKind;
  colour: LetterColour | null;
  title: string;
  /** With the day the answer is due filled in. */
  body: string;
  basis: string;
  toName: string;
  cc: readonly string[];
  lateRows: readonly CircularRow[];
  items: readonly { measureCode: string; title: string; dueOn: CalendarDay; daysOverdue: number }[];
  mark: string;
  signedBy: string;
  docNo: string | null;
  sentOn: CalendarDay | null;
  replyDueOn: CalendarDay | null;
  answer: string | null;
  answeredOn: CalendarDay | null;
  receivedBy: string | null;
  receivedOn: CalendarDay | null;
}

const colours: Record<LetterColour, string> = { blue: '#1F4E9E', orange: '#C55A11', red: '#C00000' };

export function letterDocument(letter: PaperLetter): OfficialDocument {
  const shared = {
    title: letter.title,
    draft: letter.sentOn === null,
    ...(letter.docNo ? { docNo: letter.docNo } : {}),
    ...(letter.sentOn ? { on: letter.sentOn } : {}),
  };
  if (letter.kind === 'supervision-order') return { ...shared, ...orderSheet(letter) };
  const attachments = letter.kind === 'circular' && letter.lateRows.length > 0 ? ['逾期工作清单'] : [];
  return {
    ...shared,
    ...(letter.kind === 'circular' ? {} : { layout: 'letter' as const }),
    mark: letter.mark,
    to: letter.toName,
    blocks: [...wordsOf(letter.body), ...lateList(letter.lateRows)],
    attachments,
    signedBy: letter.signedBy,
    cc: letter.cc,
    ...(letter.kind === 'circular' ? { printedBy: letter.signedBy } : {}),
  };
}

function lateList(rows: readonly CircularRow[]): Block[] {
  if (rows.length === 0) return [];
  return [
    { kind: 'appendix', title: '逾期工作清单' },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 8, align: 'center' },
        { title: '单位', width: 20 },
        { title: '事项', width: 44 },
        { title: '应完成日期', width: 18, align: 'center' },
        { title: '逾期天数', width: 12, align: 'center' },
      ],
      rows: rows.map((row, index) => [String(index + 1), row.unit, row.what, row.dueOn, String(row.daysLate)]),
    },
  ];
}

/** 一事一单: matter, basis, due day, days overdue, what is asked, and room for the answer and the signature. */
function orderSheet(letter: PaperLetter): Partial<OfficialDocument> & { blocks: Block[] } {
  const label = (text: string, span = 2) => ({ text, span, isLabel: true });
  const [item] = letter.items;
  const day = (value: CalendarDay | null | undefined) => (value ? chineseDate(value) : '');
  const matter = letter.items.map(one => `${one.measureCode} ${one.title}`).join('\n');
  const receipt = letter.receivedOn
    ? `${letter.receivedBy ?? ''}　${day(letter.receivedOn)}`
    : '（签字）　　　　　　　　年　　月　　日';
  return {
    layout: 'form',
    ...(letter.colour
      ? { title: `${letterColourLabels[letter.colour].zh}色督办单`, titleColour: colours[letter.colour] }
      : {}),
    cc: letter.cc,
    printedBy: letter.signedBy,
    blocks: [
      {
        kind: 'form',
        rows: [
          [label('承办单位'), { text: letter.toName, span: 10 }],
          [label('督办事项'), { text: matter, span: 10, lines: 2 }],
          [label('督办依据'), { text: letter.basis, span: 10 }],
          [
            label('完成时限'),
            { text: day(item?.dueOn), span: 4 },
            label('逾期天数'),
            { text: item && item.daysOverdue > 0 ? `${item.daysOverdue}个工作日` : '未逾期', span: 4 },
          ],
          [
            label('签发日期'),
            { text: day(letter.sentOn), span: 4 },
            label('回复时限'),
            { text: day(letter.replyDueOn), span: 4 },
          ],
          [label('督办要求'), { text: letter.body, span: 10, lines: 3 }],
          [label('签发单位'), { text: `${letter.signedBy}\n（盖章）`, span: 10, lines: 2 }],
          [label('签收'), { text: receipt, span: 10 }],
          [
            label('办理情况'),
            {
              text: letter.answer ? `${letter.answer}\n　　　　　　　　${day(letter.answeredOn)}` : '',
              span: 10,
              lines: 4,
            },
          ],
        ],
      },
    ],
  };
}

/** The note with which a letter is taken back; it bears a number of its own. */
export function revocationDocument(letter: {
  docNo: string;
  title: string;
  toName: string;
  mark: string;
  signedBy: string;
  revokedDocNo: string;
  revokedOn: CalendarDay;
  reason: string;
}): OfficialDocument {
  return {
    layout: 'letter',
    mark: letter.mark,
    docNo: letter.revokedDocNo,
    title: `关于撤销${letter.docNo}文的通知`,
    to: letter.toName,
    blocks: [
      { kind: 'paragraph', text: `《${letter.title}》（${letter.docNo}）自本通知印发之日起撤销，不再作为办理依据。` },
      { kind: 'paragraph', text: `撤销原因：${letter.reason.replace(/[。.]$/, '')}。` },
    ],
    signedBy: letter.signedBy,
    on: letter.revokedOn,
  };
}
