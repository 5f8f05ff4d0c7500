import { describe, expect, test } from 'vitest';
import {
  documentLength,
  evaluationDocumentMoves,
  evaluationDocumentStates,
  forScheme,
  issueBlockers,
  proposalBlockers,
} from './evaluation-document.ts';
import { moveTableFaults } from './moves.ts';

const words = { title: '关于反馈结果的函', toName: '甲局', body: '结果如下。' };
const codes = (violations: readonly { code: string }[]) => violations.map(({ code }) => code);

test('the moves of a document lead everywhere and belong to somebody', () => {
  expect(moveTableFaults(evaluationDocumentMoves, evaluationDocumentStates, 'drafted')).toEqual([]);
});

describe('the length meter', () => {
  test('counts characters without blanks, and pages of 22 lines of 28 characters', () => {
    expect(documentLength({ ...words, body: '一 二\n三' })).toEqual({ characters: 3, pages: 1 });
    const line = '字'.repeat(26); // with its indent one full line
    const ofLines = (count: number) => documentLength({ ...words, body: Array(count).fill(line).join('\n') }).pages;
    // title and addressee take four lines of the first page
    expect([ofLines(18), ofLines(19), ofLines(40), ofLines(41)]).toEqual([1, 2, 2, 3]);
  });

  test('holds a proposal back that is longer than the rule of its kind allows', () => {
    const facts = { ...words, body: '字'.repeat(30), strayFigureCount: 0, note: null };
    expect(proposalBlockers(facts, { characters: 29, pages: 9 })).toEqual([
      { code: 'LETTER_TOO_LONG', field: 'body', params: { count: 30, max: 29 } },
    ]);
    const long = { ...facts, body: Array(60).fill('字').join('\n') };
    expect(proposalBlockers(long, { characters: 99, pages: 2 })).toEqual([
      { code: 'DOCUMENT_TOO_MANY_PAGES', field: 'body', params: { count: 3, max: 2 } },
    ]);
  });
});

describe('a draft is put up for approval', () => {
  const longest = { characters: 100, pages: 2 };
  const facts = { ...words, strayFigureCount: 0, note: null };

  test('with words and without blanks, save the day that is filled in when it is issued', () => {
    expect(codes(proposalBlockers({ ...facts, title: ' ', body: '' }, longest))).toEqual([
      'LETTER_TITLE_MISSING',
      'LETTER_BODY_MISSING',
    ]);
    expect(codes(proposalBlockers({ ...facts, body: '请于【日期】前' }, longest))).toEqual(['LETTER_BLANK_LEFT']);
    expect(proposalBlockers({ ...facts, body: '请于【回复时限】前' }, longest)).toEqual([]);
  });

  test('with a reason where its figures are not those of the data', () => {
    expect(codes(proposalBlockers({ ...facts, strayFigureCount: 2, note: ' ' }, longest))).toEqual([
      'DOCUMENT_FIGURES_UNEXPLAINED',
    ]);
    expect(proposalBlockers({ ...facts, strayFigureCount: 2, note: '会议决定' }, longest)).toEqual([]);
  });
});

describe('a document is issued', () => {
  const facts = { isFrozen: true, isOfTheseData: true, approverId: 'b', writerIds: ['a', 'c'] };

  test('by somebody who neither drafted nor edited nor proposed it', () => {
    expect(issueBlockers(facts)).toEqual([]);
    for (const approverId of ['a', 'c'])
      expect(codes(issueBlockers({ ...facts, approverId }))).toEqual(['DOCUMENT_NEEDS_SECOND_PERSON']);
  });

  test('once the result is frozen, and from the data that were', () => {
    expect(codes(issueBlockers({ ...facts, isFrozen: false }))).toEqual(['DOCUMENT_NEEDS_FREEZE']);
    expect(codes(issueBlockers({ ...facts, isOfTheseData: false }))).toEqual(['DOCUMENT_OF_OTHER_DATA']);
  });
});

test('a scheme’s own entry goes before the one for all others', () => {
  const entries = [
    { scheme: null, name: 'all' },
    { scheme: 'a', name: 'own' },
  ] as const;
  expect([forScheme(entries, 'a')?.name, forScheme(entries, 'b')?.name]).toEqual(['own', 'all']);
  expect(forScheme([entries[1]], 'b')).toBeUndefined();
});
