import { fill, inLocale, type Bilingual, type Locale } from './bilingual.ts';
import type { Role } from './roles.ts';
import { requestKindLabels, type RequestKind } from './request.ts';
import { postKindLabels, type PostKind } from './roles.ts';

/** What a notice asks of its reader; a digest is arranged in this order. */
export const noticeGroupLabels = {
  overdue: { zh: '已逾期', en: 'Overdue' },
  due: { zh: '即将到期', en: 'Due soon' },
  returned: { zh: '被退回，请修改', en: 'Returned to be put right' },
  'to-do': { zh: '待办', en: 'To do' },
  'for-information': { zh: '知悉', en: 'For information' },
} as const satisfies Record<string, Bilingual>;

export type NoticeGroup = keyof typeof noticeGroupLabels;
export const noticeGroups = Object.keys(noticeGroupLabels) as NoticeGroup[];

interface NoticeWording {
  group: NoticeGroup;
  title: Bilingual;
  body: Bilingual;
}

const aboutAction: Bilingual = { zh: '{measure} “{action}”', en: '{measure} “{action}”' };
const withReason: Bilingual = {
  zh: '{measure} “{action}”。理由：{reason}',
  en: '{measure} “{action}”. Reason: {reason}',
};

/** Made into sentences when read, so that a notice follows its reader's language. */
export const noticeWording = {
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
  'to-acknowledge': {
    group: 'to-do',
    title: {
      zh: '任务“{action}”下达后 {days} 个工作日仍未签收',
      en: 'Action “{action}” has not been acknowledged {days} working days after its issue',
    },
    body: {
      zh: '{measure}，{issuedOn} 下达。请签收并着手制订计划。',
      en: '{measure}, issued on {issuedOn}. Acknowledge it and start planning.',
    },
  },
  'no-recipient': {
    group: 'to-do',
    title: { zh: '{unit}的催办无人接收', en: 'Nobody at {unit} can be reminded' },
    body: {
      zh: '“{subject}”需要催办，但该单位没有在岗的联络员或负责人账号。请联系该单位并开通账号。',
      en: '“{subject}” needs a reminder, but the unit has no active account for its liaison or its head. Contact the unit and open one.',
    },
  },
  'actions-issued': {
    group: 'to-do',
    title: { zh: '新下达 {count} 项任务，请签收', en: '{count} new actions to acknowledge' },
    body: {
      zh: '{day} 下达。请签收，并按时限提交计划。',
      en: 'Issued on {day}. Acknowledge them and submit their plans in time.',
    },
  },
  'plan-submitted': {
    group: 'to-do',
    title: { zh: '计划待审签：{action}', en: 'Plan to sign: {action}' },
    body: aboutAction,
  },
  'plans-signed': {
    group: 'to-do',
    title: { zh: '{unit}报来 {count} 份计划，待审核', en: '{unit} sent {count} plans to review' },
    body: { zh: '{day} 审签报送。', en: 'Signed on {day}.' },
  },
  'plan-returned': {
    group: 'returned',
    title: { zh: '计划被退回：{action}', en: 'Plan returned: {action}' },
    body: withReason,
  },
  'plan-approved': {
    group: 'for-information',
    title: { zh: '计划已批准：{action}', en: 'Plan approved: {action}' },
    body: {
      zh: '{measure} “{action}”已进入办理，请按节点推进。',
      en: '{measure} “{action}” is now in progress; keep to its milestones.',
    },
  },
  'completion-submitted': {
    group: 'to-do',
    title: { zh: '办结待审签：{action}', en: 'Completion to sign: {action}' },
    body: aboutAction,
  },
  'completions-signed': {
    group: 'to-do',
    title: { zh: '{unit}申请办结 {count} 项任务，待复核', en: '{unit} asks to complete {count} actions' },
    body: { zh: '{day} 审签报送。', en: 'Signed on {day}.' },
  },
  'review-passed': {
    group: 'to-do',
    title: { zh: '待终审：{action}（{unit}）', en: 'Final review: {action} ({unit})' },
    body: aboutAction,
  },
  'completion-returned': {
    group: 'returned',
    title: { zh: '办结被退回：{action}', en: 'Completion returned: {action}' },
    body: withReason,
  },
  'action-completed': {
    group: 'for-information',
    title: { zh: '任务已办结：{action}', en: 'Action completed: {action}' },
    body: aboutAction,
  },
  'milestone-submitted': {
    group: 'to-do',
    title: { zh: '节点待审签：{milestone}', en: 'Milestone to sign: {milestone}' },
    body: aboutAction,
  },
  'milestones-signed': {
    group: 'to-do',
    title: { zh: '{unit}报来 {count} 个节点，待审核', en: '{unit} handed in {count} milestones to review' },
    body: { zh: '{day} 审签报送。', en: 'Signed on {day}.' },
  },
  'milestone-returned': {
    group: 'returned',
    title: { zh: '节点被退回：{milestone}', en: 'Milestone returned: {milestone}' },
    body: withReason,
  },
  'milestone-accepted': {
    group: 'for-information',
    title: { zh: '节点已通过：{milestone}', en: 'Milestone accepted: {milestone}' },
    body: aboutAction,
  },
  'evidence-returned': {
    group: 'returned',
    title: { zh: '佐证材料被退回：{evidence}', en: 'Evidence returned: {evidence}' },
    body: {
      zh: '理由：{reason}。请撤回并换上改好的材料。',
      en: 'Reason: {reason}. Withdraw it and attach a corrected one.',
    },
  },
  'post-taken': {
    group: 'for-information',
    title: { zh: '您自 {day} 起担任{unit}{post}', en: 'You hold a post of {unit} from {day}: {post}' },
    body: {
      zh: '前任名下的未办事项已一并转来，请到“我的待办”逐项办理。',
      en: 'The open work of your predecessor has passed to you; you find it in your list of what to do.',
    },
  },
  'post-left': {
    group: 'for-information',
    title: { zh: '您的{unit}{post}岗位已交接给{successor}', en: 'Your post at {unit} ({post}) passed to {successor}' },
    body: {
      zh: '自 {day} 起由接任者负责，未办事项已一并转交。',
      en: 'The successor answers from {day}; open work went along.',
    },
  },
  'request-to-sign': {
    group: 'to-do',
    title: { zh: '{request}申请待审签：{thing}', en: '{request} to sign: {thing}' },
    body: { zh: '{measure} “{action}”。理由：{reason}', en: '{measure} “{action}”. Reason: {reason}' },
  },
  'help-asked': {
    group: 'for-information',
    title: { zh: '本单位已就“{thing}”向办公室求助', en: 'Your unit asked the office for help: {thing}' },
    body: { zh: '{measure} “{action}”。困难：{reason}', en: '{measure} “{action}”. Difficulty: {reason}' },
  },
  'requests-received': {
    group: 'to-do',
    title: { zh: '{unit}报来 {count} 份申请，待办理', en: '{unit} sent {count} requests' },
    body: { zh: '{day} 报送。请在规定的工作日内答复。', en: 'Sent on {day}. Reply within the working days set.' },
  },
  'request-to-decide': {
    group: 'to-do',
    title: { zh: '{request}申请待审定：{thing}（{unit}）', en: '{request} to decide: {thing} ({unit})' },
    body: { zh: '{measure} “{action}”。理由：{reason}', en: '{measure} “{action}”. Reason: {reason}' },
  },
  'request-granted': {
    group: 'for-information',
    title: { zh: '{request}申请已批准：{thing}', en: '{request} granted: {thing}' },
    body: {
      zh: '{measure} “{action}”。批准的时限和意见见任务页。',
      en: '{measure} “{action}”. See its page for the day and the decision.',
    },
  },
  'request-refused': {
    group: 'returned',
    title: { zh: '{request}申请未获同意：{thing}', en: '{request} turned down: {thing}' },
    body: withReason,
  },
  'request-answered': {
    group: 'for-information',
    title: { zh: '办公室已答复求助：{thing}', en: 'The office answered: {thing}' },
    body: { zh: '{measure} “{action}”。答复：{reason}', en: '{measure} “{action}”. Answer: {reason}' },
  },
  'request-reversed': {
    group: 'to-do',
    title: { zh: '“{action}”恢复适用，请继续办理', en: '“{action}” applies again; go on with it' },
    body: withReason,
  },
  'evaluation-computed': {
    group: 'to-do',
    title: { zh: '评估结果已算出：{evaluation}', en: 'Evaluation computed: {evaluation}' },
    body: {
      zh: '数据截止 {asOf}。请核对；无误后提请定稿。',
      en: 'Data as of {asOf}. Check it, then propose to freeze it.',
    },
  },
  'freeze-proposed': {
    group: 'to-do',
    title: { zh: '评估结果待批准定稿：{evaluation}', en: 'Evaluation to freeze: {evaluation}' },
    body: {
      zh: '{proposedBy}提请定稿。定稿后不能更改。',
      en: '{proposedBy} proposes to freeze it. Once frozen it cannot be changed.',
    },
  },
} as const satisfies Record<string, NoticeWording>;

export type NoticeKind = keyof typeof noticeWording;
export const noticeKinds = Object.keys(noticeWording) as NoticeKind[];
export type NoticeParams = Record<string, string | number>;

const unknownKind: NoticeWording = {
  group: 'for-information',
  title: { zh: '通知（{kind}）', en: 'Notice ({kind})' },
  body: { zh: '', en: '' },
};

const wordingOf = (kind: string): NoticeWording =>
  Object.hasOwn(noticeWording, kind) ? noticeWording[kind as NoticeKind] : unknownKind;

/** Ask for something, and yet nothing else on the reader's desk stands for what they ask. */
const withoutOtherRow: readonly string[] = ['evaluation-computed', 'no-recipient', 'evidence-returned'];

/**
 * Notices that are work of their own: to be read. The others announce a row that stands on the desk by itself; what came
 * back stands on the liaison's desk, and is to be read by the head of the unit.
 */
export const noticeKindsToRead = (role: Role): NoticeKind[] =>
  noticeKinds.filter(
    kind =>
      noticeWording[kind].group === 'for-information' ||
      withoutOtherRow.includes(kind) ||
      (role === 'UNIT_HEAD' && noticeWording[kind].group === 'returned'),
  );

export const noticeGroupOf = (kind: string): NoticeGroup => wordingOf(kind).group;

/** The sentences a person reads. */
export function noticeSentences(kind: string, params: NoticeParams, locale: Locale): { title: string; body: string } {
  const { title, body } = wordingOf(kind);
  const post = postKindLabels[params['post'] as PostKind] as Bilingual | undefined;
  const request = requestKindLabels[params['request'] as RequestKind] as Bilingual | undefined;
  const labels: NoticeParams = {
    ...(post ? { post: inLocale(post, locale) } : {}),
    ...(request ? { request: inLocale(request, locale) } : {}),
  };
  const worded = (text: Bilingual): string => fill(inLocale(text, locale), { kind, ...params, ...labels });
  return { title: worded(title), body: worded(body) };
}
