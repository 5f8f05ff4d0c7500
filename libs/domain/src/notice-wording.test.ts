import { describe, expect, it } from 'vitest';
import { noticeKinds, noticeSentences, noticeWording } from './notice-wording.ts';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the wording of notices', () => {
  it.each(noticeKinds)('%s says the same in both languages', kind => {
    const { title, body } = noticeWording[kind];
    expect(placeholders(title.en)).toEqual(placeholders(title.zh));
    expect(placeholders(body.en)).toEqual(placeholders(body.zh));
  });

  it('names the milestone, its day and the days that are left', () => {
    const params = { milestone: '编制程序指引', dueOn: '2024-10-30', days: 7, measure: 'M04', action: '程序指引' };
    expect(noticeSentences('milestone-due', params, 'zh-CN').title).toBe(
      '节点“编制程序指引”将于 2024-10-30 到期（剩余 7 天）',
    );
    expect(noticeSentences('milestone-overdue', { ...params, days: 4 }, 'en').title).toBe(
      'Milestone “编制程序指引” is overdue by 4 working days',
    );
  });

  it('still shows a notice of a kind it does not know', () => {
    expect(noticeSentences('from-the-future', {}, 'en').title).toBe('Notice (from-the-future)');
  });
});
