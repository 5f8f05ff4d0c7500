import type { Bilingual } from './bilingual.ts';

/** Refusals about letters: drafting, sending, answering, settling. */
export const letterWording = {
  LETTER_TITLE_MISSING: { zh: '请填写标题。', en: 'Give the letter a title.' },
  LETTER_BODY_MISSING: { zh: '请填写正文。', en: 'Write the text of the letter.' },
  LETTER_TOO_LONG: {
    zh: '正文 {count} 字，超过 {max} 字的上限。请精简后再发。',
    en: 'The text has {count} characters and {max} are allowed. Shorten it.',
  },
  LETTER_BLANK_LEFT: {
    zh: '正文里还有未填的“{blank}”。请填写后再发出。',
    en: 'The blank “{blank}” is not filled in. Edit the text first.',
  },
  LETTER_NOTHING_OPEN: {
    zh: '所列事项都已报送，不必再发。请撤回草稿或直接审结。',
    en: 'Everything it names has been handed in. Withdraw the draft, or settle the letter.',
  },
  LETTER_TO_NOBODY: {
    zh: '没有收文单位。请至少选择一个单位。',
    en: 'It is addressed to nobody. Choose at least one unit.',
  },
  LETTER_REPLY_DAY_PAST: {
    zh: '回复时限 {replyDueOn} 不晚于今天。请改为以后的日期。',
    en: 'The reply would be due on {replyDueOn}, which is not after today. Choose a later day.',
  },
  LETTER_ANSWER_MISSING: { zh: '请写明办理情况。', en: 'Say what has been done.' },
  LETTER_NOT_ANSWERED: {
    zh: '还没有回复，所列事项有 {count} 项未报送。请等待回复，或拟上一级文书。',
    en: 'It has not been answered, and {count} of its matters are still open. Wait for the answer, or draft the next step.',
  },
  LETTER_FOLLOWED: {
    zh: '已经拟了上一级文书。请先审批或撤回那份草稿。',
    en: 'The next step is drafted already. Approve or withdraw that draft first.',
  },
  LETTER_LAST_STEP: {
    zh: '已是最后一级，没有更高的文书。请报领导小组研究。',
    en: 'This is the last step. Put the matter before the leading group.',
  },
  LETTER_ITEMS_MIXED: {
    zh: '所选事项里有不属于同一单位、没有逾期或已经报送的。请重新选择，督办单一事一单。',
    en: 'Some of the matters chosen are of another unit, not late, or handed in. Choose again; an order takes one matter.',
  },
  LETTER_ROWS_FILED: {
    zh: '名单里有 {count} 项已经报送或不再逾期。请先点“更新名单”再发出。',
    en: '{count} of the matters listed have been handed in or are late no longer. Refresh the list first.',
  },
  LETTER_STEP_UNKNOWN: { zh: '没有这一级文书。请重新选择。', en: 'There is no such step. Choose again.' },
} as const satisfies Record<string, Bilingual>;
