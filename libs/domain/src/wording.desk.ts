import type { Bilingual } from './bilingual.ts';

/** What a person reads when a plan, a report or a draft cannot be taken as it is. Every sentence says what to do next. */
export const deskWording = {
  RETURNED_FIELD_UNKNOWN: {
    zh: '标注的第 {position} 处不在这份计划里。请刷新页面后重新标注。',
    en: 'Mark no. {position} is on no field of this plan. Reload the page and mark it again.',
  },
  RETURNED_FIELD_REPEATED: {
    zh: '标注的第 {position} 处重复。请合并为一处。',
    en: 'Mark no. {position} is on a field that is marked already. Keep one of them.',
  },
  PROGRESS_UNCHANGED: {
    zh: '内容与 {reportedOn} 的填报完全相同。有新进展的，请补充；没有变化的，请选择“没有变化，照上次填报”。',
    en: 'This is word for word the report of {reportedOn}. Add what is new, or choose “Nothing changed, file as last time”.',
  },
  PROGRESS_FALLS: {
    zh: '进度由 {before}% 降为 {after}%。请写明回落的原因。',
    en: 'Progress goes down from {before}% to {after}%. Say why.',
  },
  DRAFT_NOT_OPEN: {
    zh: '这项工作已提交或已办结，草稿不再保存。请刷新页面。',
    en: 'This has been submitted or finished meanwhile; drafts are no longer kept. Reload the page.',
  },
} as const satisfies Record<string, Bilingual>;
