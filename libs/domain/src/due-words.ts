import { inLocale, type Bilingual, type Locale } from './bilingual.ts';
import type { DayCount, DaysIn, DueChannel, DueKind, DueRecipient, DueRule } from './due.ts';
import { postKindLabels } from './roles.ts';

export const dueKindLabels: Record<DueKind, Bilingual> = {
  milestone: { zh: '节点完成', en: 'Milestones' },
  receipt: { zh: '任务签收', en: 'Receipt of actions' },
  plan: { zh: '计划报送', en: 'Plans' },
  review: { zh: '办公室审核', en: 'Reviews by the office' },
  correction: { zh: '退回整改', en: 'Putting right what was sent back' },
  request: { zh: '申请答复', en: 'Replies to requests' },
  'letter-receipt': { zh: '文书签收', en: 'Receipt of letters' },
  'letter-reply': { zh: '文书答复', en: 'Answers to letters' },
  report: { zh: '定期报告', en: 'Periodic reports' },
  objection: { zh: '异议裁定', en: 'Decisions on objections' },
  'self-assessment': { zh: '自评报送', en: 'Self-assessments' },
};

const recipientLabels: Record<DueRecipient, Bilingual> = {
  ...postKindLabels,
  'office-staff': { zh: '办公室工作人员', en: 'Office staff' },
  'office-chief': { zh: '办公室负责人', en: 'Office chief' },
};

const channelLabels: Record<DueChannel, Bilingual> = {
  'in-app': { zh: '站内', en: 'in the app' },
  email: { zh: '邮件', en: 'e-mail' },
  'wecom-app': { zh: '企业微信', en: 'WeCom' },
  'dingtalk-app': { zh: '钉钉', en: 'DingTalk' },
  sms: { zh: '短信', en: 'text message' },
};

const dayWords = (days: string, kind: DaysIn, locale: Locale): string =>
  locale === 'en'
    ? `${days} ${kind === 'working' ? 'working' : 'calendar'} days`
    : `${days} 个${kind === 'working' ? '工作日' : '自然日'}`;

const countWords = ({ days, in: kind }: DayCount, locale: Locale): string => dayWords(String(days), kind, locale);

/** A rule in sentences that an office reads: when, how often, whom, how. Every "N days" says which days it counts. */
export function ruleWords(rule: DueRule, locale: Locale): string[] {
  const isEnglish = locale === 'en';
  const comma = isEnglish ? ', ' : '、';
  const people = (list: readonly DueRecipient[]): string =>
    list.map(who => inLocale(recipientLabels[who], locale)).join(comma);
  const leads = [...new Set(rule.lead.days)].filter(days => days > 0).sort((a, b) => b - a);
  const onDay = rule.lead.days.includes(0);
  const before = leads.length > 0 ? dayWords(leads.join(comma), rule.lead.in, locale) : '';
  const { overdue, to } = rule;
  const lines = isEnglish
    ? [
        rule.within
          ? `Due ${countWords(rule.within, locale)} after it begins; a period that ends on a rest day ends on the next workday`
          : 'Has a day of its own, which rest days do not move',
        `Before: ${[before && `${before} ahead`, onDay && 'on the day'].filter(Boolean).join(', ')}; tells ${people(to.before)}`,
      ]
    : [
        rule.within
          ? `自开始起 ${countWords(rule.within, locale)}内；期满遇休息日顺延至下一个工作日`
          : '按本身的日期；遇休息日不顺延',
        `事前：${[before && `提前 ${before}`, onDay && '当天'].filter(Boolean).join('、')}提醒${people(to.before)}`,
      ];
  if (overdue) {
    const [first, every] = [
      dayWords(String(overdue.first), overdue.in, locale),
      dayWords(String(overdue.every), overdue.in, locale),
    ];
    lines.push(
      isEnglish
        ? `Overdue: from ${first} after the day, every ${every}; tells ${people(to.overdue)}`
        : `逾期：逾期满 ${first}起，每 ${every}催办一次，通知${people(to.overdue)}`,
    );
    for (const { after, to: higher } of to.escalate) {
      const days = dayWords(String(after), overdue.in, locale);
      lines.push(
        isEnglish ? `From ${days} overdue also ${people(higher)}` : `逾期满 ${days}，同时通知${people(higher)}`,
      );
    }
  }
  if (rule.pauseWorkingDays > 0)
    lines.push(
      isEnglish
        ? `Rests while an extension is asked for, for ${rule.pauseWorkingDays} working days at most`
        : `申请延期待批期间暂停逾期催办，最多 ${rule.pauseWorkingDays} 个工作日`,
    );
  const channels = rule.channels.map(channel => inLocale(channelLabels[channel], locale)).join(comma);
  lines.push(
    isEnglish
      ? `By ${channels}${rule.statutory ? '; cannot be muted' : ''}`
      : `方式：${channels}${rule.statutory ? '；不可静音' : ''}`,
  );
  return lines;
}
