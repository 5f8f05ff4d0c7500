import type { Bilingual } from './bilingual.ts';

/** Refusals about the papers of an evaluation: drafting, proposing, issuing. */
export const documentWording = {
  DOCUMENT_NEEDS_RESULT: {
    zh: '结果还没有算出，不能起草。请等计算完成。',
    en: 'There is no result to draft from yet. Wait until it is computed.',
  },
  DOCUMENT_DRAFTED_ALREADY: {
    zh: '已有未印发的草稿，没有新起草。请打开现有草稿修改，或按数据重新生成。',
    en: 'Drafts are open already, so nothing was drafted. Edit them, or make them anew from the data.',
  },
  DOCUMENT_TOO_MANY_PAGES: {
    zh: '正文约 {count} 页，超过 {max} 页的上限。请精简后再报批。',
    en: 'The text takes about {count} pages and {max} are allowed. Shorten it.',
  },
  DOCUMENT_FIGURES_UNEXPLAINED: {
    zh: '正文有 {count} 处数字与数据不一致。请改正，或写明原因。',
    en: '{count} figures of the text are not those of the data. Correct them, or say why.',
  },
  DOCUMENT_NEEDS_SECOND_PERSON: {
    zh: '起草、修改或报批的人不能审批。请由另一人印发。',
    en: 'Whoever drafted, edited or proposed it cannot issue it. Another person must.',
  },
  DOCUMENT_NEEDS_FREEZE: {
    zh: '评价结果尚未定稿，文件只能征求意见，不能印发。',
    en: 'The result is not frozen. Until then the paper can be circulated for comment, but not issued.',
  },
  DOCUMENT_OF_OTHER_DATA: {
    zh: '文件起草后评价结果已重算或定稿。请退回，按数据重新生成。',
    en: 'The result was computed anew or frozen after this was drafted. Return it and make it anew from the data.',
  },
} as const satisfies Record<string, Bilingual>;
