import { fill, inLocale, type Bilingual, type Locale } from './bilingual.ts';
import { noticeKindLabels } from './notice-kind-labels.ts';
import { dueWording } from './notice-wording.due.ts';
import { operationsCheckLabels, type OperationsCheck } from './operations.ts';
import { periodLabel } from './periodic-report.ts';
import { publishedLabels, type Published } from './publication.ts';
import type { Role } from './roles.ts';
import { evaluationDocumentKindLabels, type EvaluationDocumentKind } from './evaluation-document.ts';
import { letterNameOf, type LetterColour, type LetterKind } from './letter.ts';
import { requestKindLabels, type RequestKind } from './request.ts';
import { postKindLabels, type PostKind } from './roles.ts';

/** What a notice asks of its reader; a digest is arranged in this order. */
export const noticeGroupLabels = {
  'to-sign': { zh: '待审签', en: 'To sign' },
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
  ...dueWording,
  'no-recipient': {
    group: 'to-do',
    title: { zh: '{unit}有 {count} 条催办无人接收', en: '{count} reminders to {unit} reach nobody' },
    body: {
      zh: '“{subject}”等需要催办，但该单位没有在岗的联络员或负责人账号。请联系该单位并明确人选、开通账号。',
      en: '“{subject}” and others need a reminder, but the unit has no active account for its liaison or its head. Contact the unit and open one.',
    },
  },
  'operations-alarm': {
    group: 'to-do',
    title: { zh: '系统运行异常：{check}', en: 'The system needs attention: {check}' },
    body: {
      zh: '{check}已越过警戒线，处理办法见“运行状况”页。恢复正常后自动解除，不再重复通知。',
      en: '{check} went past its alarm threshold; the operations page says what to do. It ends by itself and is told once.',
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
    group: 'to-sign',
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
    group: 'to-sign',
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
    group: 'to-sign',
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
    group: 'to-sign',
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
  'weekly-exceptions': {
    group: 'for-information',
    title: {
      zh: '一周要情：红灯 {reds} 项，其中久拖 {ageing} 项，反复逾期单位 {repeated} 个',
      en: 'This week: {reds} red, {ageing} of them for long, {repeated} units red again and again',
    },
    body: {
      zh: '截至 {day}。{units}',
      en: 'As of {day}. {units}',
    },
  },
  'report-to-sign': {
    group: 'to-sign',
    title: { zh: '{report}待审签（{period}）', en: '{report} to sign ({period})' },
    body: { zh: '{by}起草，应于 {dueOn} 前报送。', en: 'Drafted by {by}; due on {dueOn}.' },
  },
  'reports-received': {
    group: 'to-do',
    title: { zh: '{day} 收到 {count} 份定期报告，待审核', en: '{count} periodic reports came in on {day}' },
    body: { zh: '请核对后采用或退回。', en: 'Accept them or send them back.' },
  },
  'report-declined': {
    group: 'returned',
    title: { zh: '{report}未予审签（{period}）', en: '{report} not signed ({period})' },
    body: { zh: '理由：{reason}', en: 'Reason: {reason}' },
  },
  'report-returned': {
    group: 'returned',
    title: { zh: '{report}被退回（{period}）', en: '{report} returned ({period})' },
    body: { zh: '理由：{reason}。标注的部分见报告页。', en: 'Reason: {reason}. The marked parts are on its page.' },
  },
  'report-accepted': {
    group: 'for-information',
    title: { zh: '{report}已采用（{period}）', en: '{report} accepted ({period})' },
    body: { zh: '{unit}报送。', en: 'Handed in by {unit}.' },
  },
  'report-exempted': {
    group: 'for-information',
    title: { zh: '{report}免报（{period}）', en: 'Exempt from the {report} ({period})' },
    body: { zh: '理由：{reason}', en: 'Reason: {reason}' },
  },
  'letters-drafted': {
    group: 'to-do',
    title: { zh: '有 {count} 份文书待审批', en: '{count} letters to approve' },
    body: { zh: '{day} 拟稿。审批后才会发出。', en: 'Drafted on {day}. Nothing is sent before it is approved.' },
  },
  'letter-sent': {
    group: 'to-do',
    title: { zh: '收到{letter} {docNo}，请签收', en: '{letter} {docNo} to sign for' },
    body: {
      zh: '{title}。请于 {receiptDueOn} 前签收，回复时限 {replyDueOn}。',
      en: '{title}. Sign for it by {receiptDueOn}; the answer is due on {replyDueOn}.',
    },
  },
  'letter-answered': {
    group: 'to-do',
    title: { zh: '{unit}已回复{letter} {docNo}', en: '{unit} answered {letter} {docNo}' },
    body: { zh: '{title}。请审结或退回。', en: '{title}. Settle it or return the answer.' },
  },
  'letter-answer-returned': {
    group: 'returned',
    title: { zh: '{letter} {docNo} 的回复被退回', en: 'The answer to {letter} {docNo} was returned' },
    body: { zh: '{title}。理由：{reason}', en: '{title}. Reason: {reason}' },
  },
  'letter-settled': {
    group: 'for-information',
    title: { zh: '{letter} {docNo} 已审结', en: '{letter} {docNo} is settled' },
    body: { zh: '{title}。', en: '{title}.' },
  },
  'letter-revoked': {
    group: 'for-information',
    title: { zh: '{letter} {docNo} 已撤销', en: '{letter} {docNo} was revoked' },
    body: { zh: '{title}。理由：{reason}', en: '{title}. Reason: {reason}' },
  },
  'evaluation-computed': {
    group: 'to-do',
    title: { zh: '评估结果已算出：{evaluation}', en: 'Evaluation computed: {evaluation}' },
    body: {
      zh: '数据截止 {asOf}。请核对；无误后反馈各单位核对。',
      en: 'Data as of {asOf}. Check it, then release it to the units.',
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
  'freeze-returned': {
    group: 'to-do',
    title: { zh: '定稿提请被退回：{evaluation}', en: 'Not frozen yet: {evaluation}' },
    body: { zh: '理由：{reason}', en: 'Reason: {reason}' },
  },
  'result-released': {
    group: 'to-do',
    title: { zh: '“{evaluation}”结果已反馈，请核对', en: 'Your result is here: {evaluation}' },
    body: {
      zh: '每一分的来源都能查看。{lastDay} 前可以提出异议；没有异议的，请单位负责人确认。',
      en: 'Every mark says where it comes from. Object by {lastDay}; if there is nothing to object to, the head confirms.',
    },
  },
  'objection-to-sign': {
    group: 'to-sign',
    title: { zh: '对“{evaluation}”的异议待审签：{indicator}', en: 'Objection to “{evaluation}” to sign: {indicator}' },
    body: {
      zh: '理由：{reason}。最迟 {lastDay} 审签，逾期不受理。',
      en: 'Reason: {reason}. It counts only if it is signed by {lastDay}.',
    },
  },
  'objections-received': {
    group: 'to-do',
    title: { zh: '“{evaluation}”收到 {count} 份异议，待裁定', en: '{count} objections to decide: {evaluation}' },
    body: { zh: '{day} 收到。裁定前不能定稿。', en: 'Received on {day}. Nothing is frozen before they are decided.' },
  },
  'objection-declined': {
    group: 'returned',
    title: { zh: '异议未予审签：{indicator}', en: 'Objection not signed: {indicator}' },
    body: { zh: '“{evaluation}”。理由：{reason}', en: '“{evaluation}”. Reason: {reason}' },
  },
  'objection-upheld': {
    group: 'for-information',
    title: { zh: '异议成立：{indicator}', en: 'Objection upheld: {indicator}' },
    body: {
      zh: '“{evaluation}”将更正后重新计算。裁定意见：{decision}',
      en: '“{evaluation}” will be computed again. The decision: {decision}',
    },
  },
  'objection-rejected': {
    group: 'for-information',
    title: { zh: '异议不成立：{indicator}', en: 'Objection rejected: {indicator}' },
    body: { zh: '“{evaluation}”。裁定意见：{decision}', en: '“{evaluation}”. The decision: {decision}' },
  },
  'publication-proposed': {
    group: 'to-do',
    title: { zh: '评价结果待批准公布：{evaluation}', en: 'Result to publish: {evaluation}' },
    body: { zh: '{by}提请公布：{published}。', en: '{by} proposes to publish: {published}.' },
  },
  'result-published': {
    group: 'for-information',
    title: { zh: '“{evaluation}”结果已公布', en: 'Published: {evaluation}' },
    body: { zh: '公布范围：{published}。', en: 'What is published: {published}.' },
  },
  'document-issued': {
    group: 'for-information',
    title: { zh: '收到{document}', en: '{document} received' },
    body: { zh: '{title}。', en: '{title}.' },
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
const withoutOtherRow: readonly string[] = [
  'evaluation-computed',
  'freeze-returned',
  'no-recipient',
  'evidence-returned',
];

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

/** The kind's own name, or its title without what differs from notice to notice. */
export function noticeKindLabel(kind: string): Bilingual {
  const bare = (text: string): string =>
    text
      .replace(/[“(（]?\{\w+\}[”)）]?/g, '')
      .replace(/[：:，,]\s*$/, '')
      .trim();
  const { title } = wordingOf(kind);
  return noticeKindLabels[kind] ?? { zh: bare(title.zh), en: bare(title.en) };
}

export const noticeGroupOf = (kind: string): NoticeGroup => wordingOf(kind).group;

/** The sentences a person reads. */
export function noticeSentences(kind: string, params: NoticeParams, locale: Locale): { title: string; body: string } {
  const { title, body } = wordingOf(kind);
  const post = postKindLabels[params['post'] as PostKind] as Bilingual | undefined;
  const request = requestKindLabels[params['request'] as RequestKind] as Bilingual | undefined;
  const check = operationsCheckLabels[params['check'] as OperationsCheck] as Bilingual | undefined;
  const published = publishedLabels[params['published'] as Published] as Bilingual | undefined;
  const [letterKind, colour] = String(params['letter'] ?? '').split(' ') as [LetterKind | '', LetterColour?];
  const document = evaluationDocumentKindLabels[params['document'] as EvaluationDocumentKind] as Bilingual | undefined;
  const labels: NoticeParams = {
    ...(document ? { document: inLocale(document, locale) } : {}),
    ...(letterKind ? { letter: inLocale(letterNameOf(letterKind, colour ?? null), locale) } : {}),
    ...(published ? { published: inLocale(published, locale) } : {}),
    ...(post ? { post: inLocale(post, locale) } : {}),
    ...(request ? { request: inLocale(request, locale) } : {}),
    ...(check ? { check: inLocale(check, locale) } : {}),
    ...reportWords(params, locale),
  };
  const worded = (text: Bilingual): string => fill(inLocale(text, locale), { kind, ...params, ...labels });
  return { title: worded(title), body: worded(body) };
}

/** A periodic report is named by its kind's own name, which is data, and by its period. */
function reportWords(params: NoticeParams, locale: Locale): NoticeParams {
  const { reportZh, reportEn, period, fromOn, toOn } = params;
  if (reportZh === undefined || period === undefined) return {};
  return {
    report: String(locale === 'en' ? reportEn : reportZh),
    period: periodLabel({ period: String(period), fromOn: String(fromOn), toOn: String(toOn) }, locale),
  };
}
