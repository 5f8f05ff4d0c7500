import type { Bilingual } from './bilingual.ts';

/** Refusals about the ledger. */
export const ledgerWording: Record<string, Bilingual> = {
  WITNESS_MISSING: { zh: '请填写由谁保存（不超过 100 字）', en: 'Say who kept it, in at most 100 characters' },
  WITNESS_NOTE_INVALID: {
    zh: '这不是本系统签署的检查点，或内容不完整；请粘贴保存的全文，不要改动换行',
    en: 'This is no checkpoint that this system signed, or a part is missing; paste the whole text as it was kept',
  },
};
