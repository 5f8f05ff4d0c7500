import type { Bilingual } from './bilingual.ts';

/** Refusals about case files and their draw. */
export const caseFilesWording = {
  CASE_FILES_EMPTY: {
    zh: '名册里没有案卷。请每行填一件：案卷号，后面可写类别。',
    en: 'The list is empty. Write one case a line: its number, then its kind.',
  },
  CASE_FILES_TOO_MANY: {
    zh: '名册有 {count} 件，超过 {max} 件。请按类别分开评查。',
    en: 'The list has {count} cases, more than {max}. Review them by kind.',
  },
  CASE_FILE_REPEATED: {
    zh: '案卷号“{number}”在第 {first} 行和第 {second} 行重复。请只保留一处。',
    en: 'Case “{number}” stands in line {first} and in line {second}. Keep one of them.',
  },
  CASE_FILE_NUMBER_LONG: {
    zh: '第 {line} 行的案卷号超过 {max} 个字。请核对案卷号与类别之间是否有分隔。',
    en: 'The number in line {line} is longer than {max} characters. Is there a tab or comma between number and kind?',
  },
  CASE_DRAW_SIZE_INVALID: {
    zh: '抽取件数应为不小于 1 的整数。请重新填写。',
    en: 'The number to be drawn is a whole number, at least 1. Correct it.',
  },
  CASE_FIGURE_UNKNOWN: {
    zh: '方案没有按案卷计分的数据项“{figure}”。请从列出的数据项中选择。',
    en: 'The scheme marks no case files for “{figure}”. Choose a figure that is listed.',
  },
  CASE_LIST_DRAWN: {
    zh: '已从这份名册抽取案卷，名册不能再换。请按抽取结果评查。',
    en: 'Case files were drawn from this list; it cannot be replaced. Review those that were drawn.',
  },
  CASE_LIST_REASON_REQUIRED: {
    zh: '已有一份存证的名册。要更换，请写明理由；原名册保留备查。',
    en: 'There is a list on record already. Write why it is replaced; the earlier one stays on record.',
  },
  CASE_LIST_MISSING: {
    zh: '还没有登记案卷名册。请先登记，再抽取。',
    en: 'There is no list of case files yet. Record it first, then draw.',
  },
  CASE_DRAW_TOO_EARLY: {
    zh: '名册已存证，抽取用的账本校验单还没有生成，一般只需一分钟。请稍后再抽取。',
    en: 'The list is on record; the ledger’s next checkpoint, which the draw goes by, comes within about a minute. Draw again then.',
  },
  CASE_FILES_NOT_DRAWN: {
    zh: '这个单位的案卷还没有抽取。请先登记案卷名册并抽取，再录入评查得分。',
    en: 'No case files of this unit were drawn. Record the list and draw first, then give the marks.',
  },
  CASE_FILE_NOT_DRAWN: {
    zh: '这些案卷不在抽取结果中：{numbers}。请删去，只录入抽中的案卷。',
    en: 'These case files were not drawn: {numbers}. Remove them; marks are for those that were drawn.',
  },
  CASE_FILE_UNMARKED: {
    zh: '抽中的案卷还缺得分：{numbers}。请逐卷补齐；无法评查的，按评查标准计分并在备注中写明。',
    en: 'These drawn case files have no mark: {numbers}. Mark each; where one cannot be reviewed, mark it by the standard and say so in its note.',
  },
} satisfies Record<string, Bilingual>;
