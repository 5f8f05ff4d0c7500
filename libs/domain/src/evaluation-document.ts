import type { Bilingual } from './bilingual.ts';
import { letterLength, longestLetterTitle, type LetterApprover, type LetterIssuer } from './letter.ts';
import type { MoveTable } from './moves.ts';
import type { Violation } from './violation.ts';

/** Papers about the result of an evaluation, drafted from its snapshot and issued by the office. */
export const evaluationDocumentKindLabels = {
  report: { zh: '评价报告', en: 'Report' },
  commendation: { zh: '拟表彰名单', en: 'Commendation list' },
  accountability: { zh: '拟问责名单', en: 'Accountability list' },
  'feedback-letter': { zh: '反馈函', en: 'Feedback letter' },
  'score-sheet': { zh: '得分表', en: 'Score sheet' },
  'ranking-table': { zh: '排名表', en: 'Ranking table' },
} as const satisfies Record<string, Bilingual>;
export type EvaluationDocumentKind = keyof typeof evaluationDocumentKindLabels;
export const evaluationDocumentKinds = Object.keys(evaluationDocumentKindLabels) as EvaluationDocumentKind[];

/** About one unit each, and shown to it once issued; the others are about the round and stay with office and leaders. */
export const unitDocumentKinds = ['feedback-letter', 'score-sheet'] as const satisfies EvaluationDocumentKind[];
export const isUnitDocument = (kind: EvaluationDocumentKind): boolean =>
  (unitDocumentKinds as readonly string[]).includes(kind);

export const evaluationDocumentStateLabels = {
  drafted: { zh: '草稿', en: 'Draft' },
  proposed: { zh: '待审批', en: 'To approve' },
  issued: { zh: '已印发', en: 'Issued' },
} as const satisfies Record<string, Bilingual>;
export type EvaluationDocumentState = keyof typeof evaluationDocumentStateLabels;
export const evaluationDocumentStates = Object.keys(evaluationDocumentStateLabels) as EvaluationDocumentState[];

export type EvaluationDocumentVerb =
  'saveDocument' | 'regenerateDocument' | 'proposeDocument' | 'returnDocument' | 'issueDocument';

/** `approver` of the document says which of the two issues it. */
export const evaluationDocumentMoves: MoveTable<EvaluationDocumentVerb, EvaluationDocumentState> = {
  saveDocument: { from: ['drafted'], to: 'previous', by: ['office-staff', 'office-chief'] },
  regenerateDocument: { from: ['drafted'], to: 'previous', by: ['office-staff', 'office-chief'] },
  proposeDocument: { from: ['drafted'], to: 'proposed', by: ['office-staff', 'office-chief'] },
  returnDocument: { from: ['proposed'], to: 'drafted', by: ['office-chief', 'leader'], needsReason: true },
  issueDocument: { from: ['proposed'], to: 'issued', by: ['office-chief', 'leader'] },
};

export interface DocumentKindRule {
  /** `{program}`, `{evaluation}` and `{unit}` are filled in. */
  title: string;
  to: string;
  approver: LetterApprover;
  issuer: LetterIssuer;
  /** 发文机关代字; a table that goes with another paper has none. */
  numberWord: string | null;
  /** Working days for the answer from the day it is issued; null where none is wanted. */
  replyWorkingDays: number | null;
  longest: DocumentLength;
}

/** Which units a list names, as data: by grade, by rank, by veto. */
export interface ListRule {
  /** Code of the scheme it holds for; null for every other. */
  scheme: string | null;
  grades: readonly string[];
  /** Besides: the first so many ranks, or none. */
  firstRanks: number | null;
  /** A vetoed unit stands on the list, stays off it, or is judged like the others. */
  vetoed: 'in' | 'out' | 'like-others';
}

export interface DocumentRules {
  kinds: Readonly<Record<EvaluationDocumentKind, DocumentKindRule>>;
  /** What a report by a scheme is called. */
  reportNames: readonly { scheme: string | null; name: string }[];
  commendation: readonly ListRule[];
  accountability: readonly ListRule[];
}

/** The entry for a scheme: its own before the one for all others. */
export const forScheme = <T extends { scheme: string | null }>(entries: readonly T[], code: string): T | undefined =>
  entries.find(entry => entry.scheme === code) ?? entries.find(entry => entry.scheme === null);

export interface DocumentWords {
  title: string;
  toName: string;
  body: string;
}

export interface DocumentLength {
  characters: number;
  pages: number;
}

const charactersPerLine = 28;
const linesPerPage = 22;
const titleCharactersPerLine = 19;

/** In Chinese characters; Latin letters and digits take half of one. */
const widthOf = (text: string): number => [...text].reduce((width, one) => width + (one < '\x7f' ? 0.5 : 1), 0);

/** Length of the text, without its tables: characters as an office counts them, and pages of 22 lines of 28 characters. */
export function documentLength({ title, toName, body }: DocumentWords): DocumentLength {
  const paragraphs = body.split('\n').filter(line => line.trim());
  const lines = paragraphs.reduce((sum, line) => sum + Math.ceil((widthOf(line.trim()) + 2) / charactersPerLine), 0);
  const head = Math.ceil((36 * Math.ceil(widthOf(title) / titleCharactersPerLine)) / 29) + 1 + (toName ? 1 : 0);
  return { characters: letterLength(body), pages: Math.ceil((head + lines) / linesPerPage) };
}

/** What is wrong with the words of a draft while they are being written. */
export function documentWordsBlockers({ title, toName, body }: DocumentWords): Violation[] {
  const violations: Violation[] = [];
  if (!title.trim()) violations.push({ code: 'LETTER_TITLE_MISSING', field: 'title' });
  for (const [field, text, max] of [
    ['title', title, longestLetterTitle],
    ['toName', toName, longestLetterTitle],
    ['body', body, longestBody],
  ] as const)
    if (text.length > max) violations.push({ code: 'FIELD_TOO_LONG', field, params: { max } });
  if (!body.trim()) violations.push({ code: 'LETTER_BODY_MISSING', field: 'body' });
  return violations;
}

/** What no office would read: a draft above its rule's limit can still be saved, but not be proposed. */
const longestBody = 50_000;

export interface ProposalFacts extends DocumentWords {
  strayFigureCount: number;
  /** Why figures differ from the data. */
  note: string | null;
}

/** What stands in the way of putting a draft up for approval. */
export function proposalBlockers(facts: ProposalFacts, longest: DocumentLength): Violation[] {
  const violations = documentWordsBlockers(facts);
  const { characters, pages } = documentLength(facts);
  if (characters > longest.characters)
    violations.push({
      code: 'LETTER_TOO_LONG',
      field: 'body',
      params: { count: characters, max: longest.characters },
    });
  if (pages > longest.pages)
    violations.push({ code: 'DOCUMENT_TOO_MANY_PAGES', field: 'body', params: { count: pages, max: longest.pages } });
  const blank = /【(?!回复时限】)[^】]*】/.exec(facts.body)?.[0];
  if (blank) violations.push({ code: 'LETTER_BLANK_LEFT', field: 'body', params: { blank } });
  if (facts.strayFigureCount > 0 && !facts.note?.trim())
    violations.push({ code: 'DOCUMENT_FIGURES_UNEXPLAINED', field: 'note', params: { count: facts.strayFigureCount } });
  return violations;
}

export interface IssueFacts {
  /** Frozen, the only result that may go out with a number. */
  isFrozen: boolean;
  /** Drafted from the bytes that were frozen. */
  isOfTheseData: boolean;
  approverId: string;
  /** Whoever drafted, edited last or proposed it. */
  writerIds: readonly string[];
}

export function issueBlockers({ isFrozen, isOfTheseData, approverId, writerIds }: IssueFacts): Violation[] {
  const violations: Violation[] = [];
  if (writerIds.includes(approverId)) violations.push({ code: 'DOCUMENT_NEEDS_SECOND_PERSON' });
  if (!isFrozen) violations.push({ code: 'DOCUMENT_NEEDS_FREEZE' });
  else if (!isOfTheseData) violations.push({ code: 'DOCUMENT_OF_OTHER_DATA' });
  return violations;
}
