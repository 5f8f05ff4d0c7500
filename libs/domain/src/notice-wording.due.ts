import type { Bilingual } from './bilingual.ts';
import type { DueKind } from './due.ts';

const ofAction: Bilingual = { zh: '{measure} “{action}”。', en: '{measure} “{action}”.' };

/** What a reminder says of each kind of thing: by when, and how late it is. */
export const dueWording = {
  'milestone-due': {
    group: 'due',
    title: {
      zh: '节点“{milestone}”将于 {dueOn} 到期（剩余 {days} 天）',
      en: 'Milestone “{milestone}” is due on {dueOn} ({days} days left)',
    },
    body: {
      zh: '{measure} “{action}”。请备齐佐证材料，按期提交。',
      en: '{measure} “{action}”. Gather the evidence and submit it in time.',
    },
  },
  'milestone-due-today': {
    group: 'due',
    title: { zh: '节点“{milestone}”今天（{dueOn}）到期', en: 'Milestone “{milestone}” is due today ({dueOn})' },
    body: {
      zh: '{measure} “{action}”。请今天提交佐证材料并经单位负责人审签。',
      en: '{measure} “{action}”. Submit the evidence today and have it signed by the head of the unit.',
    },
  },
  'milestone-overdue': {
    group: 'overdue',
    title: {
      zh: '节点“{milestone}”已逾期 {days} 个工作日',
      en: 'Milestone “{milestone}” is overdue by {days} working days',
    },
    body: {
      zh: '{measure} “{action}”，应于 {dueOn} 完成。请尽快提交；有困难的，请与牵头办公室联系。',
      en: '{measure} “{action}” was due on {dueOn}. Submit it as soon as you can, or tell the programme office what stands in the way.',
    },
  },
  'receipt-due': {
    group: 'due',
    title: { zh: '任务“{action}”请于 {dueOn} 前签收', en: 'Action “{action}” is to be acknowledged by {dueOn}' },
    body: {
      zh: '{measure}，{issuedOn} 下达，尚未签收。请签收并着手制订计划。',
      en: '{measure}, issued on {issuedOn} and not acknowledged yet. Acknowledge it and start planning.',
    },
  },
  'receipt-overdue': {
    group: 'overdue',
    title: {
      zh: '任务“{action}”逾期 {days} 个工作日仍未签收',
      en: 'Action “{action}” is {days} working days late to be acknowledged',
    },
    body: {
      zh: '{measure}，{issuedOn} 下达，应于 {dueOn} 前签收。请签收并着手制订计划。',
      en: '{measure}, issued on {issuedOn}, was to be acknowledged by {dueOn}. Acknowledge it and start planning.',
    },
  },
  'plan-due': {
    group: 'due',
    title: { zh: '任务“{action}”的计划请于 {dueOn} 前报送', en: 'The plan of “{action}” is due on {dueOn}' },
    body: {
      zh: '{measure} “{action}”。请分解节点，经单位负责人审签后报送。',
      en: '{measure} “{action}”. Break it down into milestones and have the plan signed by the head of the unit.',
    },
  },
  'plan-overdue': {
    group: 'overdue',
    title: {
      zh: '任务“{action}”的计划逾期 {days} 个工作日未报送',
      en: 'The plan of “{action}” is overdue by {days} working days',
    },
    body: {
      zh: '{measure} “{action}”，计划应于 {dueOn} 前报送。请尽快分解节点并经单位负责人审签。',
      en: '{measure} “{action}”: the plan was due on {dueOn}. Break it down and have it signed.',
    },
  },
  'review-due': {
    group: 'due',
    title: {
      zh: '{unit}报来的“{thing}”请于 {dueOn} 前审核',
      en: '“{thing}” of {unit} is to be reviewed by {dueOn}',
    },
    body: ofAction,
  },
  'review-overdue': {
    group: 'overdue',
    title: {
      zh: '{unit}报来的“{thing}”超过审核时限 {days} 个工作日',
      en: 'The review of “{thing}” of {unit} is overdue by {days} working days',
    },
    body: { zh: '{measure} “{action}”，应于 {dueOn} 前审核。', en: '{measure} “{action}”, to be reviewed by {dueOn}.' },
  },
  'correction-due': {
    group: 'due',
    title: { zh: '退回的“{thing}”请于 {dueOn} 前改好重报', en: 'Put “{thing}” right by {dueOn} and hand it in again' },
    body: ofAction,
  },
  'correction-overdue': {
    group: 'overdue',
    title: {
      zh: '退回的“{thing}”逾期 {days} 个工作日未重报',
      en: '“{thing}” was sent back and is overdue by {days} working days',
    },
    body: {
      zh: '{measure} “{action}”，应于 {dueOn} 前改好重报。有困难的，请与牵头办公室联系。',
      en: '{measure} “{action}” was to be handed in again by {dueOn}. Tell the programme office what stands in the way.',
    },
  },
  'request-due': {
    group: 'due',
    title: { zh: '{unit}的{request}申请请于 {dueOn} 前答复', en: '{request} asked by {unit}: reply by {dueOn}' },
    body: { zh: '{measure} “{thing}”。', en: '{measure} “{thing}”.' },
  },
  'request-overdue': {
    group: 'overdue',
    title: {
      zh: '{unit}的{request}申请超过答复时限 {days} 个工作日',
      en: '{request} asked by {unit}: the reply is overdue by {days} working days',
    },
    body: {
      zh: '{measure} “{thing}”，应于 {dueOn} 前答复。',
      en: '{measure} “{thing}”; the reply was due on {dueOn}.',
    },
  },
  'letter-receipt-due': {
    group: 'due',
    title: { zh: '请签收{letter}', en: 'Sign for {letter}' },
    body: { zh: '{title}。签收时限 {dueOn}。', en: '{title}. Sign for it by {dueOn}.' },
  },
  'letter-receipt-overdue': {
    group: 'overdue',
    title: { zh: '{letter}逾期 {days} 个工作日未签收', en: '{letter} is {days} working days late to be signed for' },
    body: { zh: '{title}。应于 {dueOn} 前签收。', en: '{title}. It was to be signed for by {dueOn}.' },
  },
  'letter-reply-due': {
    group: 'due',
    title: { zh: '请于 {dueOn} 前答复{letter}', en: 'Answer {letter} by {dueOn}' },
    body: { zh: '{title}。', en: '{title}.' },
  },
  'letter-reply-overdue': {
    group: 'overdue',
    title: { zh: '{letter}的答复逾期 {days} 个工作日', en: 'The answer to {letter} is overdue by {days} working days' },
    body: { zh: '{title}。应于 {dueOn} 前答复。', en: '{title}. The answer was due on {dueOn}.' },
  },
  'report-due': {
    group: 'due',
    title: { zh: '{report}请于 {dueOn} 前报送', en: '{report} is due on {dueOn}' },
    body: { zh: '请按要求填写，经单位负责人审签后报送。', en: 'Write it and have it signed by the head of the unit.' },
  },
  'report-overdue': {
    group: 'overdue',
    title: { zh: '{report}逾期 {days} 个工作日未报送', en: '{report} is overdue by {days} working days' },
    body: { zh: '应于 {dueOn} 前报送。请尽快补报。', en: 'It was due on {dueOn}. Hand it in as soon as you can.' },
  },
  'objection-due': {
    group: 'due',
    title: {
      zh: '{unit}对“{evaluation}”的异议请于 {dueOn} 前裁定',
      en: 'The objection of {unit} to “{evaluation}” is to be decided by {dueOn}',
    },
    body: {
      zh: '异议事项：{indicator}。发起评价和给出该项分数的人不能裁定。',
      en: 'It is about {indicator}. Who ordered the evaluation or gave the mark cannot decide.',
    },
  },
  'objection-overdue': {
    group: 'overdue',
    title: {
      zh: '{unit}对“{evaluation}”的异议逾期 {days} 个工作日未裁定',
      en: 'The objection of {unit} to “{evaluation}” is {days} working days late to be decided',
    },
    body: {
      zh: '异议事项：{indicator}，应于 {dueOn} 前裁定。裁定前不能定稿。',
      en: 'It is about {indicator} and was to be decided by {dueOn}. Nothing is frozen before that.',
    },
  },
  'self-assessment-due': {
    group: 'due',
    title: {
      zh: '“{evaluation}”的自评请于 {dueOn} 前报送',
      en: 'The self-assessment for “{evaluation}” is due on {dueOn}',
    },
    body: {
      zh: '请逐项打分、写明理由、引用佐证，经单位负责人签发后报送。',
      en: 'Mark each indicator, give the reason and the evidence, and have it signed by the head of the unit.',
    },
  },
  'self-assessment-overdue': {
    group: 'overdue',
    title: {
      zh: '“{evaluation}”的自评逾期 {days} 个工作日未报送',
      en: 'The self-assessment for “{evaluation}” is overdue by {days} working days',
    },
    body: {
      zh: '应于 {dueOn} 前报送。办公室截止收集前仍可补报；截止后由办公室直接复核。',
      en: 'It was due on {dueOn}. It can be handed in until the office closes collecting; after that the office marks alone.',
    },
  },
} as const;

export type DueNoticeKind = keyof typeof dueWording;

/** The sentence by the day it goes out on, which may be some days after the stage was reached. */
export function dueNoticeKind(wording: DueKind, daysLeft: number): DueNoticeKind {
  if (daysLeft < 0) return `${wording}-overdue`;
  return wording === 'milestone' && daysLeft === 0 ? 'milestone-due-today' : `${wording}-due`;
}
