import type { Bilingual } from './bilingual.ts';

/** Refusals about the rules themselves. */
export const rulesWording: Record<string, Bilingual> = {
  RULES_NOT_JSON: { zh: '不是有效的 JSON：{problem}', en: 'This is not JSON: {problem}' },
  RULES_INVALID: { zh: '规则不能使用：{problem}', en: 'These rules cannot be used: {problem}' },
  RULES_UNCHANGED: { zh: '规则没有变化', en: 'Nothing has been changed' },
};
