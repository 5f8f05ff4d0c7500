import { inLocale } from '@yardstick/domain/bilingual';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import {
  documentLength,
  evaluationDocumentKindLabels,
  evaluationDocumentKinds,
  evaluationDocumentMoves,
  isUnitDocument,
  issueBlockers,
  proposalBlockers,
  type DocumentLength,
  type DocumentWords,
  type EvaluationDocumentKind,
  type EvaluationDocumentState,
  type EvaluationDocumentVerb,
} from '@yardstick/domain/evaluation-document';
import { evaluationDraft, type DraftBlock } from '@yardstick/domain/evaluation-draft';
import type { CorrectedEvaluation } from '@yardstick/domain/evaluation-report';
import type { LetterApprover } from '@yardstick/domain/letter';
import { verbsFrom } from '@yardstick/domain/moves';
import type { StrayFigure } from '@yardstick/domain/stray-figures';
import type { Violation } from '@yardstick/domain/violation';
import { sentence } from '@yardstick/domain/wording';
import { authorize, found, type Context } from '../../context.ts';
import type { MoveView } from '../../delivery/evidence.queries.ts';
import { documentWorkbook } from '../../documents/document-workbook.ts';
import { officialDocx } from '../../documents/official-document.ts';
import { officialPdf } from '../../documents/official-pdf.ts';
import { recordRead } from '../../ledger/record-read.ts';
import type { Rules } from '../../rules/rules.ts';
import { canDraftDocuments, canMoveDocument, canSeeDocuments } from './evaluation-document.policy.ts';
import { evaluationPaper, fingerprintOf } from './evaluation-paper.ts';
import { canSeeEvaluations } from '../evaluation.policy.ts';
import { correctedSql, reportOf } from './report-of.ts';
import { strayFiguresOf } from './stray-figures-of.ts';

export interface EvaluationDocumentRow extends DocumentWords {
  id: string;
  version: number;
  evaluationId: string;
  evaluationName: string;
  kind: EvaluationDocumentKind;
  unitId: string | null;
  unitName: string | null;
  edition: number;
  state: EvaluationDocumentState;
  approver: LetterApprover;
  docNo: string | null;
  sha256: string;
  schemeVersion: number;
  asOf: CalendarDay;
  isFrozen: boolean;
  draftedBy: string;
  draftedAt: string;
  editedBy: string | null;
  editedAt: string | null;
  proposedBy: string | null;
  proposedAt: string | null;
  figuresNote: string | null;
  returnReason: string | null;
  issuedBy: string | null;
  issuedOn: CalendarDay | null;
  replyDueOn: CalendarDay | null;
  length: DocumentLength;
  longest: DocumentLength;
}

export interface EvaluationDocumentView extends EvaluationDocumentRow {
  signedBy: string;
  mark: string;
  blocks: DraftBlock[];
  /** As the data would have it now; null for whoever only reads it. */
  fresh: DocumentWords | null;
  /** The evaluation was computed anew since. */
  isOutdated: boolean;
  strayFigures: StrayFigure[];
  nextMoves: MoveView[];
}

interface Row extends Omit<EvaluationDocumentRow, 'length' | 'longest'> {
  draftedById: string;
  editedById: string | null;
  proposedById: string | null;
  evaluationState: string;
  evaluationSha256: string | null;
}

const rowColumns = `d.id, d.version, d.evaluation_id as "evaluationId", e.name as "evaluationName", d.kind, d.about_unit as "unitId",
  u.name as "unitName", d.edition, d.state, d.title, d.to_name as "toName", d.body, d.approver, d.doc_no as "docNo", d.sha256,
  d.scheme_version as "schemeVersion", d.as_of as "asOf", d.is_frozen as "isFrozen", d.drafted_by as "draftedBy",
  d.drafted_by_id as "draftedById", d.drafted_at as "draftedAt", d.edited_by as "editedBy", d.edited_by_id as "editedById",
  d.edited_at as "editedAt", d.proposed_by as "proposedBy", d.proposed_by_id as "proposedById", d.proposed_at as "proposedAt",
  d.figures_note as "figuresNote", d.return_reason as "returnReason", d.issued_by as "issuedBy", d.issued_on as "issuedOn",
  d.reply_due_on as "replyDueOn", e.state as "evaluationState", e.sha256 as "evaluationSha256"`;
const fromDocuments = `from evaluation_document d join evaluation e on e.id = d.evaluation_id left join unit u on u.id = d.about_unit`;

export interface EvaluationDocumentsView {
  rows: EvaluationDocumentRow[];
  /** What may be drafted now, by kind; empty for whoever only reads. */
  kinds: { kind: EvaluationDocumentKind; name: string; isOfUnits: boolean; approver: LetterApprover }[];
}

/** The documents of an evaluation, or of all: to a unit only what was issued about it. */
export async function evaluationDocuments(
  context: Context,
  evaluationId: string | null,
): Promise<EvaluationDocumentsView> {
  authorize(canSeeDocuments(context.actor));
  const [rows, { document: rules }] = await Promise.all([
    context.services.reads.objects<Row>(
      context.scope,
      `select ${rowColumns} ${fromDocuments}
       where ($1::uuid is null or d.evaluation_id = $1) ${unitsOwn(context)}
       order by d.issued_on desc nulls first, array_position($2::text[], d.kind), u.seq, d.edition desc limit 1000`,
      [evaluationId, evaluationDocumentKinds],
    ),
    context.services.rules(),
  ]);
  return {
    rows: rows.map(row => withLength(row, rules)),
    kinds: canDraftDocuments(context.actor)
      ? evaluationDocumentKinds.map(kind => ({
          kind,
          name: inLocale(evaluationDocumentKindLabels[kind], context.locale),
          isOfUnits: isUnitDocument(kind),
          approver: rules.kinds[kind].approver,
        }))
      : [],
  };
}

/** What the fence says, said once more: a unit reads its own issued papers only. */
const unitsOwn = ({ actor }: Context): string =>
  canSeeEvaluations(actor)
    ? ''
    : `and d.state = 'issued' and d.about_unit = (select current_setting('app.unit', true))`;

const withLength = <R extends Row>(
  row: R,
  rules: Rules['document'],
): R & Pick<EvaluationDocumentRow, 'length' | 'longest'> => ({
  ...row,
  length: documentLength(row),
  longest: rules.kinds[row.kind].longest,
});

interface FullRow extends Row {
  blocks: DraftBlock[];
  signedBy: string;
  mark: string;
  ledgerFingerprint: string | null;
  corrects: CorrectedEvaluation | null;
}

async function rowById(context: Context, id: string): Promise<FullRow | null> {
  authorize(canSeeDocuments(context.actor));
  const [row] = await context.services.reads.objects<FullRow>(
    context.scope,
    `select ${rowColumns}, d.blocks, d.signed_by as "signedBy", d.mark, d.ledger_fingerprint as "ledgerFingerprint",
            ${correctedSql} as corrects
     ${fromDocuments} where d.id = $1 ${unitsOwn(context)}`,
    [id],
  );
  return row ?? null;
}

/** One document; for those who may still change it with what the data say now. */
export async function evaluationDocumentById(context: Context, id: string): Promise<EvaluationDocumentView | null> {
  const [row, { document: rules }] = await Promise.all([rowById(context, id), context.services.rules()]);
  if (!row) return null;
  const isOpen = canSeeEvaluations(context.actor) && row.state !== 'issued';
  const report = isOpen ? await reportOf(context, row.evaluationId) : null;
  const draft = report ? evaluationDraft(row.kind, report, rules, row.unitId) : null;
  const figures = report ? strayFiguresOf({ ...row, aboutUnit: row.unitId }, report, rules) : [];
  return {
    ...withLength(row, rules),
    fresh: draft ? { title: draft.title, toName: draft.toName, body: draft.body } : null,
    isOutdated: isOpen && (row.sha256 !== row.evaluationSha256 || row.isFrozen !== (row.evaluationState === 'frozen')),
    strayFigures: figures,
    nextMoves: canSeeEvaluations(context.actor) ? movesOf(context, row, figures.length, rules) : [],
  };
}

function movesOf(context: Context, row: FullRow, strayFigureCount: number, rules: Rules['document']): MoveView[] {
  const { actor, locale } = context;
  return verbsFrom(evaluationDocumentMoves, row.state)
    .filter(verb => canMoveDocument(actor, { aboutUnit: row.unitId, approver: row.approver }, verb))
    .map(verb => {
      const violations = blockersOf(verb, row, strayFigureCount, rules, actor.id);
      return {
        verb,
        allowed: violations.length === 0,
        needsReason:
          Boolean(evaluationDocumentMoves[verb].needsReason) || (verb === 'proposeDocument' && strayFigureCount > 0),
        blockers: violations.map(violation => ({
          code: violation.code,
          message: sentence(violation, locale),
          field: violation.field ?? null,
        })),
      };
    });
}

function blockersOf(
  verb: EvaluationDocumentVerb,
  row: FullRow,
  strayFigureCount: number,
  rules: Rules['document'],
  actorId: string,
): Violation[] {
  if (verb === 'proposeDocument')
    // the note is asked for with the press
    return proposalBlockers({ ...row, strayFigureCount, note: '-' }, rules.kinds[row.kind].longest);
  if (verb !== 'issueDocument') return [];
  return issueBlockers({
    isFrozen: row.evaluationState === 'frozen',
    isOfTheseData: row.isFrozen && row.sha256 === row.evaluationSha256,
    approverId: actorId,
    writerIds: [row.draftedById, row.editedById, row.proposedById].filter(id => id !== null),
  });
}

export type DocumentFormat = 'docx' | 'pdf' | 'xlsx';

export async function evaluationDocumentFile(
  context: Context,
  id: string,
  format: DocumentFormat,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const document = found(await rowById(context, id));
  await recordRead(context, { action: `exportDocument.${format}`, entity: 'EvaluationDocument', id });
  const paper = evaluationPaper(document);
  const bytes =
    format === 'xlsx'
      ? await documentWorkbook({ ...document, fingerprint: fingerprintOf(document) })
      : format === 'pdf'
        ? await officialPdf(paper)
        : await officialDocx(paper);
  return { bytes, fileName: `${document.docNo ?? ''}${document.title}.${format}` };
}
