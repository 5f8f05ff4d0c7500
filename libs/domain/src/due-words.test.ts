import { describe, expect, it } from 'vitest';
import type { DueRule } from './due.ts';
import { ruleWords } from './due-words.ts';

const rule: DueRule = {
  within: null,
  lead: { days: [15, 7, 0], in: 'calendar' },
  overdue: { first: 1, every: 3, in: 'working' },
  to: { before: ['liaison'], overdue: ['liaison', 'deputy-liaison'], escalate: [{ after: 5, to: ['deputy-head'] }] },
  channels: ['in-app', 'email'],
  wording: 'milestone',
  statutory: true,
  pauseWorkingDays: 5,
};

describe('a rule in words', () => {
  it('says which days it counts, whom it tells and how', () => {
    expect(ruleWords(rule, 'zh-CN')).toEqual([
      '按本身的日期；遇休息日不顺延',
      '事前：提前 15、7 个自然日、当天提醒联络员',
      '逾期：逾期满 1 个工作日起，每 3 个工作日催办一次，通知联络员、副联络员',
      '逾期满 5 个工作日，同时通知分管领导',
      '申请延期待批期间暂停逾期催办，最多 5 个工作日',
      '方式：站内、邮件；不可静音',
    ]);
  });

  it('says the same in English', () => {
    const counted: DueRule = {
      ...rule,
      within: { days: 3, in: 'working' },
      overdue: null,
      pauseWorkingDays: 0,
      statutory: false,
    };
    expect(ruleWords(counted, 'en')).toEqual([
      'Due 3 working days after it begins; a period that ends on a rest day ends on the next workday',
      'Before: 15, 7 calendar days ahead, on the day; tells Liaison',
      'By in the app, e-mail',
    ]);
  });
});
