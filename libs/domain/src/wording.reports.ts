import type { Bilingual } from './bilingual.ts';

/** Refusals about periodic reports. */
export const reportWording = {
  REPORT_PART_MISSING: {
    zh: '“{reportPart}”还没有写。确实没有的，请写“无”。',
    en: '“{reportPart}” is empty. If there is nothing to say, write “none”.',
  },
  REPORT_NOT_EXPECTED: {
    zh: '现行规则不要求这份报告。请刷新后查看应报清单。',
    en: 'The rules do not ask for this report. Reload the list of reports expected.',
  },
  REPORT_NOT_OVER: {
    zh: '报告期到 {toOn} 才结束，{fromOn} 起可以起草。',
    en: 'The period ends on {toOn}; the report can be begun from {fromOn}.',
  },
  REPORT_STARTED: {
    zh: '这份报告已经起草。请打开报告继续填写。',
    en: 'This report has been begun. Open it and go on.',
  },
  REPORT_EXEMPT: {
    zh: '这份报告已免报，不需要填写。',
    en: 'The unit is exempt from this report; nothing is to be written.',
  },
  REPORT_RECEIVED: {
    zh: '单位已经报送，不需要再免报。',
    en: 'The unit has handed it in already; there is nothing to exempt it from.',
  },
  REPORT_MARK_UNKNOWN: { zh: '标注的部分不存在。请重新标注。', en: 'There is no such part. Mark it again.' },
  REPORT_MARK_REPEATED: {
    zh: '“{reportPart}”标注了两次。请合并。',
    en: '“{reportPart}” is marked twice. Put the two together.',
  },
} as const satisfies Record<string, Bilingual>;
