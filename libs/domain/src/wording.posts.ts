import type { Bilingual } from './bilingual.ts';

/** What a person reads when a post cannot pass on. Every sentence says what to do next. */
export const postWording = {
  HAND_OVER_IN_FUTURE: {
    zh: '交接日期晚于今天（{today}）。请选择今天或已经过去的日期。',
    en: 'The day of the hand-over is after today ({today}). Choose today or a day that has passed.',
  },
  HAND_OVER_BEFORE_HOLDER: {
    zh: '现任自 {fromOn} 起任职。请选择这一天或之后的日期。',
    en: 'The present holder took the post on {fromOn}. Choose that day or a later one.',
  },
  HAND_OVER_BEFORE_EMPTY: {
    zh: '该岗位在 {fromOn} 之前有人任职。请选择这一天或之后的日期。',
    en: 'Somebody held the post until {fromOn}. Choose that day or a later one.',
  },
  HAND_OVER_BEFORE_OWN_POST: {
    zh: '接任者自 {fromOn} 起担任另一岗位。请选择这一天或之后的日期。',
    en: 'The successor took another post on {fromOn}. Choose that day or a later one.',
  },
  HAND_OVER_OUTGOING_MISSING: {
    zh: '请选择现任交接后的去向。',
    en: 'Choose what becomes of the present holder.',
  },
  HAND_OVER_SUCCESSOR_MISSING: {
    zh: '请选择接任者，或填写新账号。',
    en: 'Choose the successor or fill in a new account.',
  },
  HAND_OVER_TO_HOLDER: {
    zh: '接任者就是现任。请另选一人。',
    en: 'The successor already holds the post. Choose somebody else.',
  },
  HAND_OVER_SUCCESSOR_UNFIT: {
    zh: '接任者须是本单位在用的账号，且不在牵头办公室任职。请另选一人或新开账号。',
    en: 'The successor must have an active account of this unit and no role in the program office. Choose somebody else or open an account.',
  },
  PERSON_NAME_MISSING: {
    zh: '请填写姓名。',
    en: 'Enter the name.',
  },
} as const satisfies Record<string, Bilingual>;
