import { describe, expect, it } from 'vitest';
import {
  checkLetterMoves,
  circularBody,
  escalationBlockers,
  letterClock,
  letterDays,
  letterLength,
  letterMovesFrom,
  letterNumber,
  sendingBlockers,
  settleBlockers,
  wordingForForm,
  wordingFromForm,
  workingDaysOverdue,
  type LetterRules,
  type LetterStep,
} from './letter.ts';
import { sentence } from './wording.ts';
import { letterWording } from './wording.letters.ts';
import { WorkCalendar } from './work-calendar.ts';

/** October 2024: the first week off, the 12th worked. */
const calendar = new WorkCalendar('2024-01-01', '2024-12-31', [
  ...[1, 2, 3, 4, 7].map(day => ({ on: `2024-10-0${day}`, isWorkday: false, name: '国庆节' })),
  { on: '2024-09-29', isWorkday: true, name: '国庆节' },
  { on: '2024-10-12', isWorkday: true, name: '国庆节' },
]);
const step = (key: string, workingDays: number): LetterStep => ({
  key,
  kind: 'supervision-order',
  colour: 'blue',
  workingDaysOverdue: workingDays,
  to: ['liaison'],
  approver: 'office-chief',
  issuer: 'office',
  replyDays: 5,
  receiptDays: 1,
  dayKind: 'working',
  oneMatter: true,
  wording: { title: '督办单', body: '请办理。' },
});
const rules = {
  steps: [step('blue', 5), step('orange', 10), step('red', 20)],
  pauseForExtensionWorkingDays: 5,
  longestCharacters: 20,
} as unknown as LetterRules;
const codes = (violations: readonly { code: string }[]) => violations.map(violation => violation.code);

describe('the moves of a letter', () => {
  it('have no faults, and a sent letter can be revoked but not withdrawn', () => {
    expect(checkLetterMoves()).toEqual([]);
    expect(letterMovesFrom('drafted')).toEqual(['editLetter', 'approveLetter', 'withdrawLetter']);
    for (const state of ['sent', 'received', 'answered', 'settled'] as const) {
      expect(letterMovesFrom(state)).toContain('revokeLetter');
      expect(letterMovesFrom(state)).not.toContain('withdrawLetter');
    }
    for (const state of ['withdrawn', 'revoked', 'escalated'] as const) expect(letterMovesFrom(state)).toEqual([]);
  });
});

describe('the ladder', () => {
  it('counts working days overdue, holidays and make-up days as the calendar has them', () => {
    expect(workingDaysOverdue('2024-09-30', '2024-10-15', calendar)).toBe(7);
    expect(workingDaysOverdue('2024-10-15', '2024-10-15', calendar)).toBe(0);
  });

  it('ends at its last rung, and is climbed once from each letter', () => {
    expect(escalationBlockers({ rank: 1, hasFollower: false, openItemCount: 1 }, rules)).toEqual([]);
    expect(codes(escalationBlockers({ rank: 3, hasFollower: false, openItemCount: 1 }, rules))).toEqual([
      'LETTER_LAST_STEP',
    ]);
    expect(codes(escalationBlockers({ rank: 1, hasFollower: true, openItemCount: 1 }, rules))).toEqual([
      'LETTER_FOLLOWED',
    ]);
    expect(codes(escalationBlockers({ rank: 1, hasFollower: false, openItemCount: 0 }, rules))).toEqual([
      'LETTER_NOTHING_OPEN',
    ]);
  });
});

describe('days and numbers', () => {
  it('are counted from the day it is sent, in the days the rule names', () => {
    const asked = { receiptDays: 1, replyDays: 5, dayKind: 'working' as const, replyDueOn: null };
    expect(letterDays('2024-09-30', asked, calendar)).toEqual({ receiptDueOn: '2024-10-08', replyDueOn: '2024-10-12' });
    // calendar days that end on a day of rest go on to the next working day
    expect(letterDays('2024-09-30', { ...asked, dayKind: 'calendar' }, calendar).replyDueOn).toBe('2024-10-08');
    expect(letterDays('2024-09-30', { ...asked, replyDueOn: '2024-11-01' }, calendar).replyDueOn).toBe('2024-11-01');
    expect(letterDays('2024-09-30', { ...asked, replyDays: null }, calendar).replyDueOn).toBeNull();
  });

  it('bear the year in 〔〕', () => {
    expect(letterNumber('鄂执提督', 2024, 3)).toBe('鄂执提督〔2024〕3号');
  });

  it('say what a letter waits for, the due day itself still in time', () => {
    const facts = { receiptDueOn: '2024-10-15', replyDueOn: '2024-10-20' };
    expect(letterClock({ ...facts, state: 'sent' }, '2024-10-15')).toMatchObject({
      waitsFor: 'receipt',
      isOverdue: false,
    });
    expect(letterClock({ ...facts, state: 'sent' }, '2024-10-16')).toMatchObject({ isOverdue: true });
    expect(letterClock({ ...facts, state: 'received' }, '2024-10-21')).toMatchObject({
      waitsFor: 'reply',
      isOverdue: true,
    });
    expect(letterClock({ ...facts, state: 'answered' }, '2024-12-01')).toMatchObject({
      waitsFor: null,
      isOverdue: false,
    });
  });
});

describe('sending', () => {
  const fit = {
    kind: 'supervision-order' as const,
    title: '督办单',
    body: '请于【回复时限】前办理。',
    openItemCount: 1,
    addresseeCount: 1,
    replyDueOn: null,
    today: '2024-10-15',
  };
  it('wants words, an open matter, no blanks but the day of the answer, and a day to come', () => {
    expect(sendingBlockers(fit, rules)).toEqual([]);
    expect(codes(sendingBlockers({ ...fit, body: '时间：【约谈时间】' }, rules))).toEqual(['LETTER_BLANK_LEFT']);
    expect(codes(sendingBlockers({ ...fit, openItemCount: 0 }, rules))).toEqual(['LETTER_NOTHING_OPEN']);
    expect(codes(sendingBlockers({ ...fit, replyDueOn: '2024-10-15' }, rules))).toEqual(['LETTER_REPLY_DAY_PAST']);
    expect(codes(sendingBlockers({ ...fit, title: ' ', body: '' }, rules))).toEqual([
      'LETTER_TITLE_MISSING',
      'LETTER_BODY_MISSING',
    ]);
    expect(codes(sendingBlockers({ ...fit, body: '长'.repeat(21) }, rules))).toEqual(['LETTER_TOO_LONG']);
    expect(sendingBlockers({ ...fit, kind: 'circular', openItemCount: 0 }, rules)).toEqual([]);
  });

  it('counts characters as an office does', () => {
    expect(letterLength('一、总体\n 进展')).toBe(6);
  });
});

describe('settling', () => {
  it('wants an answer, or the work itself', () => {
    expect(codes(settleBlockers({ state: 'received', wantsReply: true, openItemCount: 2 }))).toEqual([
      'LETTER_NOT_ANSWERED',
    ]);
    for (const facts of [
      { state: 'answered' as const, wantsReply: true, openItemCount: 2 },
      { state: 'sent' as const, wantsReply: false, openItemCount: 2 },
      { state: 'received' as const, wantsReply: true, openItemCount: 0 },
    ])
      expect(settleBlockers(facts)).toEqual([]);
  });
});

describe('wording', () => {
  it('goes to a form and back', () => {
    const text = '截至{asOf}，{unit}有{count}项：\n{items}';
    expect(wordingForForm(text, '今天')).toBe('截至今天，【单位】有【件数】项：\n【事项清单】');
    expect(wordingFromForm(wordingForForm(text, '今天'))).toBe('截至今天，{unit}有{count}项：\n{items}');
  });

  it('of a circular has four parts, names who is late with how much, and praises whom it may', () => {
    const rows = [
      { unit: '甲局', what: 'M01', dueOn: '2024-09-01', daysLate: 20 },
      { unit: '甲局', what: 'M02', dueOn: '2024-09-01', daysLate: 12 },
      { unit: '乙局', what: 'M01', dueOn: '2024-09-01', daysLate: 30 },
    ];
    const body = circularBody(rows, {
      program: '三年行动',
      asOf: '2024年10月15日',
      total: 10,
      doneOnTime: 7,
      good: ['丙局'],
    });
    expect(body.split('\n').filter(line => /^[一二三四]、/.test(line))).toEqual([
      '一、总体进展',
      '二、主要做法',
      '三、存在问题',
      '四、下一步要求',
    ]);
    expect(body).toContain('按期报送率70.0%');
    expect(body).toContain('甲局逾期2项，最长逾期20个工作日。');
    expect(body).toContain('丙局到期工作全部按期报送');
  });

  it('of every refusal is there in both languages with the same parameters, and says what to do', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort();
    for (const [code, { zh, en }] of Object.entries(letterWording)) {
      expect(placeholders(zh), code).toEqual(placeholders(en));
      expect(zh, code).toMatch(/请.*。$/);
      expect(sentence({ code }, 'en')).toBe(en);
    }
  });
});
