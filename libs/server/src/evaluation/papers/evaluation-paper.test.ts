import { documentLength, evaluationDocumentKinds } from '@yardstick/domain/evaluation-document';
import { evaluationDraft } from '@yardstick/domain/evaluation-draft';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { madeReport } from '../../documents/acceptance-report.fixture.ts';
import { officialDocx } from '../../documents/official-document.ts';
import { officialPdf } from '../../documents/official-pdf.ts';
import defaultRules from '../../rules/default-rules.json' with { type: 'json' };
import type { Rules } from '../../rules/rules.ts';
import { evaluationPaper, type PaperDocument } from './evaluation-paper.ts';
import { sourceOf } from './report-of.ts';

const rules = defaultRules.document as Rules['document'];
const report = madeReport(32);
const paperOf = (kind: PaperDocument['kind'], more: Partial<PaperDocument> = {}): PaperDocument => ({
  ...evaluationDraft(kind, report, rules, 'U002'),
  ...sourceOf(report),
  kind,
  edition: 1,
  mark: '三年行动领导小组办公室',
  signedBy: '三年行动领导小组办公室',
  ...more,
});
const issued = { docNo: '鄂执提函〔2026〕3号', issuedOn: '2026-01-20', ledgerFingerprint: '17 · 0ac5 186a' };

test('a draft says on its pages what it is, and carries the fingerprint and the version', () => {
  expect(evaluationPaper(paperOf('report'))).toMatchObject({
    draft: true,
    draftName: '草稿',
    fingerprint: '数据指纹 3f9a1c0d5e7b2468　评分方案第 3 版　本文第 1 稿　截至 2025-12-31',
  });
  expect(evaluationPaper(paperOf('report', { isFrozen: false }))).toMatchObject({ draftName: '征求意见稿' });
});

test('an issued letter has number, day and the fingerprint of the ledger; a table has no head', () => {
  const letter = evaluationPaper(paperOf('feedback-letter', issued));
  expect(letter).toMatchObject({ layout: 'letter', docNo: issued.docNo, on: '2026-01-20', draft: false });
  expect(JSON.stringify(letter.blocks)).toContain('存证账本的指纹为17 · 0ac5 186a。');
  expect(evaluationPaper(paperOf('score-sheet', issued)).mark).toBeUndefined();
});

test.each(evaluationDocumentKinds)(
  '%s is a PDF whose text can be read, and a Word file with its bars as cells',
  async kind => {
    const paper = evaluationPaper(paperOf(kind));
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await officialPdf(paper))), {
      mergePages: true,
    });
    const plain = text.replace(/\s/g, '');
    expect(plain).toContain(paper.title.replace(/\s/g, ''));
    expect(plain).toContain('数据指纹3f9a1c0d5e7b2468');
    expect((await officialDocx(paper)).length).toBeGreaterThan(5_000);
  },
);

test('every draft of a city fits the length that the rules allow', () => {
  for (const kind of evaluationDocumentKinds) {
    const { characters, pages } = documentLength(paperOf(kind));
    const { longest } = rules.kinds[kind];
    expect([kind, characters <= longest.characters, pages <= longest.pages]).toEqual([kind, true, true]);
  }
});
