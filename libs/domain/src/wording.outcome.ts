import type { Bilingual } from './bilingual.ts';

/** Refusals about what happens after an evaluation is computed. */
export const outcomeWording = {
  RELEASE_NEEDS_RESULT: {
    zh: '只有已算出、尚未反馈的结果才能反馈单位。请刷新页面查看当前状态。',
    en: 'Only a computed result that units have not seen yet can be released to them. Reload to see its state.',
  },
  OBJECTION_NOT_OPEN: {
    zh: '结果还没有反馈单位，或已进入定稿，不能提出异议。',
    en: 'The result is not with the units, or is being frozen; nobody can object now.',
  },
  OBJECTION_TOO_LATE: {
    zh: '异议期已于 {lastDay} 结束，不能再提出或审签异议。',
    en: 'Objections were possible until {lastDay}; none can be written or signed any more.',
  },
  OBJECTION_ABOUT_NOTHING: {
    zh: '本单位的得分中没有这一项。请从得分说明中选择。',
    en: 'Your result has no such mark. Choose one from the explanation.',
  },
  OBJECTION_EXISTS: {
    zh: '对这一项已经提出过异议。同一项只受理一次，请在原异议中查看。',
    en: 'There is an objection to this already; one is taken of each. Open that one.',
  },
  OBJECTION_EVIDENCE_UNKNOWN: {
    zh: '所引材料不在本单位的材料库中。请重新选择。',
    en: 'The evidence you cite is not in your unit’s library. Choose again.',
  },
  OBJECTION_OWN_WORK: {
    zh: '发起评价或给出该项分数的人不能裁定对它的异议。请由其他人办理。',
    en: 'Who ordered the evaluation, or gave this mark, cannot decide about it. Somebody else has to.',
  },
  OBJECTION_REMEDY_UNKNOWN: {
    zh: '方案不从这里读取这个年度的这个数据项，更正它不会改变结果。请从列出的数据项中选择。',
    en: 'The scheme does not read this figure of this year, so correcting it would change nothing. Choose one of those that are listed.',
  },
  RULED_LINE_OF_ANOTHER: {
    zh: '裁定成立只能改定异议所指的“{name}”的终评。请只改这一项。',
    en: 'Upholding this objection can set the final mark of “{name}” only. Change that one alone.',
  },
  RULED_LINE_UNCHANGED: {
    zh: '“{name}”的终评现在就是这个结果（{mark}），改定后没有变化。请填写新的终评，或选择其他更正方式。',
    en: 'The final mark of “{name}” is this already ({mark}). Give the new one, or choose another way to put it right.',
  },
  OBJECTION_SOURCE_MISSING: {
    zh: '更正数据项须写明依据的文件或台账。',
    en: 'Say which document or ledger the corrected figure comes from.',
  },
  RECOMPUTE_NOTHING_UPHELD: {
    zh: '没有成立而未更正的异议，不需要重新计算。',
    en: 'No objection was upheld since the last computation; there is nothing to compute again.',
  },
  CONFIRM_NOT_OPEN: {
    zh: '只有已反馈、尚未定稿的结果才能确认。',
    en: 'Only a provisional result can be confirmed.',
  },
  CONFIRM_OBJECTION_OPEN: {
    zh: '本单位还有 {count} 份异议没有裁定或更正，裁定更正后再确认；不再坚持的可以先撤回。',
    en: '{count} objections of your unit are not settled. Confirm after that, or withdraw them.',
  },
  CONFIRM_DONE: { zh: '本单位已经确认过这一结果。', en: 'Your unit has confirmed this result already.' },
  FREEZE_NOT_RELEASED: {
    zh: '结果还没有反馈单位。请先反馈，给单位留出提出异议的时间。',
    en: 'The units have not seen the result. Release it to them first, so that they can object.',
  },
  FREEZE_WINDOW_OPEN: {
    zh: '异议期到 {lastDay} 为止，还有 {count} 个单位没有确认结果。',
    en: 'Units may object until {lastDay}, and {count} have not confirmed their result yet.',
  },
  FREEZE_OBJECTIONS_OPEN: {
    zh: '还有 {count} 份异议没有裁定。',
    en: '{count} objections are not decided yet.',
  },
  FREEZE_CORRECTION_OUTSTANDING: {
    zh: '有 {count} 份异议成立，结果还没有重新计算。',
    en: '{count} objections were upheld and the result was not computed again.',
  },
  PUBLICATION_NEEDS_FREEZE: {
    zh: '定稿后才能提请公布。',
    en: 'Only a frozen result can be published.',
  },
  PUBLICATION_PROPOSED: {
    zh: '已经提请公布，待领导小组审定。',
    en: 'Its publication is proposed already and waits for the leading group.',
  },
  PUBLICATION_DONE: {
    zh: '已经公布，公布范围不能再改。',
    en: 'It is published; what was published is never changed.',
  },
  PUBLICATION_NEEDS_SECOND_PERSON: {
    zh: '提请人与审定人不能是同一人或同一单位。',
    en: 'Who approves must be another person of another unit than who proposed.',
  },
  CORRECTION_NEEDS_FROZEN: {
    zh: '只有定稿的评价才需要更正；未定稿的请重新计算。',
    en: 'Only a frozen evaluation is corrected by a new one; before that, compute it again.',
  },
  CORRECTION_EXISTS: {
    zh: '这次评价已有更正，请在最新一次的基础上更正。',
    en: 'There is a correction of this evaluation; correct the newest one.',
  },
} as const satisfies Record<string, Bilingual>;
