import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { DocumentWords, EvaluationDocumentKind } from '@yardstick/domain/evaluation-document';
import { correctionSentence, type CorrectedEvaluation } from '@yardstick/domain/evaluation-report';
import type { DraftBlock } from '@yardstick/domain/evaluation-draft';
import type { OfficialDocument } from '../../documents/official-document.ts';
import { wordsOf } from '../../documents/words-of.ts';

/** What stands on paper; what is not decided yet stays open, what is stamped by hand stays blank. */
export interface PaperDocument extends DocumentWords {
  kind: EvaluationDocumentKind;
  blocks: readonly DraftBlock[];
  sha256: string;
  schemeVersion: number;
  asOf: CalendarDay;
  isFrozen: boolean;
  edition?: number;
  mark?: string;
  signedBy?: string;
  docNo?: string | null;
  issuedOn?: CalendarDay | null;
  ledgerFingerprint?: string | null;
  /** Of an evaluation that corrects another. */
  corrects?: CorrectedEvaluation | null;
}

const tables: readonly EvaluationDocumentKind[] = ['score-sheet', 'ranking-table'];

export function evaluationPaper(document: PaperDocument): OfficialDocument {
  const { kind, title, toName, body, blocks, mark, signedBy, docNo, issuedOn, ledgerFingerprint, corrects } = document;
  return {
    title,
    // a table goes with another paper and has no head of its own
    ...(mark && !tables.includes(kind) ? { mark } : {}),
    ...(kind === 'feedback-letter' && mark ? { layout: 'letter' as const } : {}),
    ...(docNo ? { docNo } : {}),
    ...(toName ? { to: toName } : {}),
    blocks: [
      ...wordsOf(body),
      ...(corrects ? [{ kind: 'paragraph' as const, text: correctionSentence(corrects) }] : []),
      ...(ledgerFingerprint
        ? [{ kind: 'paragraph' as const, text: `本文形成时，存证账本的指纹为${ledgerFingerprint}。` }]
        : []),
      ...blocks,
    ],
    attachments: blocks.flatMap(block => (block.kind === 'appendix' ? [block.title] : [])),
    ...(signedBy ? { signedBy } : {}),
    ...(issuedOn ? { on: issuedOn } : {}),
    draft: !issuedOn,
    draftName: document.isFrozen ? '草稿' : '征求意见稿',
    fingerprint: fingerprintOf(document),
  };
}

export function fingerprintOf({ sha256, schemeVersion, asOf, isFrozen, edition }: PaperDocument): string {
  return [
    `数据指纹 ${sha256.slice(0, 16)}`,
    `评分方案第 ${schemeVersion} 版`,
    ...(edition ? [`本文第 ${edition} 稿`] : []),
    `截至 ${asOf}`,
    ...(isFrozen ? [] : ['未冻结']),
  ].join('　');
}
