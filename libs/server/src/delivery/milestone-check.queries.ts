import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind, EvidenceState } from '@yardstick/domain/evidence';
import type { FileTextReason, FileTextState } from '@yardstick/domain/file-text';
import {
  checkMilestone,
  mayBeExplained,
  type CheckedEvidence,
  type Finding,
  type NearText,
  type SameFile,
} from '@yardstick/domain/milestone-check';
import { comparerOf, type Comparison, type Passage } from '@yardstick/domain/similarity';
import type { MilestoneState } from '@yardstick/domain/milestone';
import { findingSentence } from '@yardstick/domain/wording.check';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { canSeeUnit, readableUnit } from '../people/people.policy.ts';
import { isOpenToEvidence } from './attach-evidence.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface FindingView {
  code: string;
  weight: string;
  message: string;
  evidenceId: string | null;
  evidenceTitle: string | null;
  percent: number | null;
  /** What it resembles; null where the reader may not know whose it is. */
  other: OtherView | null;
  passages: Passage[];
  /** By which a remark names the finding; null where there is nothing to explain. */
  hint: string | null;
  /** What the unit says to it. */
  remark: RemarkView | null;
}
export interface RemarkView {
  text: string;
  writtenBy: string;
  writtenOn: CalendarDay;
}
export interface OtherView {
  evidenceId: string;
  title: string;
  unitName: string;
  year: number;
  documentOn: CalendarDay | null;
  uploadedOn: CalendarDay;
  actionId: string;
  actionTitle: string;
  url: string;
}
export interface MilestoneCheckView {
  milestoneId: string;
  /** False while the text of some file is still being read. */
  isComplete: boolean;
  checkedCount: number;
  /** Whether the viewer may say something to what was found. */
  viewerCanRemark: boolean;
  findings: FindingView[];
}

interface OtherRow {
  evidenceId: string;
  year: number | null;
  unitName: string | null;
  otherId: string | null;
  title: string | null;
  documentOn: CalendarDay | null;
  uploadedOn: CalendarDay | null;
  actionId: string | null;
  actionTitle: string | null;
}
type SameRow = OtherRow & SameFile;
type NearRow = OtherRow & { sha256: string; otherSha256: string; text: string; isOwn: boolean };

/** Candidates by fingerprint that are compared word by word; the nearest come first. */
const mostComparedPerFile = 6;

const otherColumns = `evidence_id as "evidenceId", year, unit_name as "unitName", other_id as "otherId", title,
  document_on as "documentOn", uploaded_on as "uploadedOn", action_id as "actionId", action_title as "actionTitle"`;

/**
 * What to look at in a milestone's evidence, worked out when asked, in six statements whatever there is. A unit is shown
 * its own earlier material; of another unit's only the words that its own document has too.
 */
export async function milestoneCheck(context: Context, milestoneId: string): Promise<MilestoneCheckView | null> {
  if (!/^[0-9a-f-]{36}$/.test(milestoneId)) return null;
  const { services, scope, actor, locale } = context;
  const read = <T>(text: string, values: unknown[]): Promise<T[]> => services.reads.objects<T>(scope, text, values);
  const asked = [milestoneId, readableUnit(actor)];
  const { similarity, dating } = await services.rules();
  const [[milestone], evidence, texts, same, near, remarks] = await Promise.all([
    read<MilestoneFacts>(
      `select m.unit_id as "unitId", m.proof_kinds as "proofKinds", m.due_on as "dueOn", m.state, a.year, a.start_on as "startOn",
              p.starts_on as "programStartsOn"
       from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
       join program p on p.id = a.program_id where m.id = $1`,
      [milestoneId],
    ),
    read<EvidenceFacts>(
      `select e.id, e.root_id as "rootId", e.title, e.kind, e.state, e.document_on as "documentOn", app_day(e.uploaded_at) as "uploadedOn"
       from evidence_link l join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
       where l.milestone_id = $1 order by e.uploaded_at, e.id`,
      [milestoneId],
    ),
    read<TextRow>(`select evidence_id as "evidenceId", state, reason, text from checked_texts($1, $2)`, asked),
    read<SameRow>(
      `select ${otherColumns}, is_own as "isOwn", is_here as "isHere", is_reused as "isReused",
              milestone_count as "milestoneCount"
       from same_files($1, $2)`,
      asked,
    ),
    read<NearRow>(
      `select ${otherColumns}, sha256, other_sha256 as "otherSha256", text, is_own as "isOwn" from near_texts($1, $2, $3, $4)`,
      [...asked, similarity.leastCharacters, mostComparedPerFile],
    ),
    read<RemarkRow>(
      `select distinct on (r.root_id, r.hint) r.root_id as "rootId", r.hint, r.text, r.written_by as "writtenBy",
              app_day(r.written_at) as "writtenOn"
       from evidence_link l join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
       join finding_remark r on r.unit_id = e.unit_id and r.root_id = e.root_id
       where l.milestone_id = $1 order by r.root_id, r.hint, r.seq desc`,
      [milestoneId],
    ),
  ]);
  if (!milestone || !canSeeUnit(actor, milestone)) return null;
  const textOf = new Map(texts.map(row => [row.evidenceId, row]));
  const nearTexts: (NearText & { row: NearRow; comparison: Comparison })[] = [];
  const comparerFor = new Map<string, ReturnType<typeof comparerOf>>();
  for (const row of near) {
    const comparison = await compared(row, () => {
      const known = comparerFor.get(row.evidenceId) ?? comparerOf(textOf.get(row.evidenceId)?.text ?? '');
      comparerFor.set(row.evidenceId, known);
      return known;
    });
    nearTexts.push({ isOwn: row.isOwn, year: row.year, percent: comparison.percent, row, comparison });
  }
  nearTexts.sort((a, b) => b.percent - a.percent);
  const checked = evidence.map((facts): CheckedEvidence => ({
    ...facts,
    text: textOf.get(facts.id) ?? { state: 'waiting', reason: null },
    sameFiles: same.filter(row => row.evidenceId === facts.id),
    nearTexts: nearestOf(nearTexts.filter(({ row }) => row.evidenceId === facts.id)),
  }));
  const findings = checkMilestone({ ...milestone, evidence: checked }, similarity, dating);
  const isOffice = readableUnit(actor) === null;
  return {
    milestoneId,
    isComplete: !findings.some(finding => finding.code === 'TEXT_WAITING'),
    checkedCount: texts.length,
    viewerCanRemark: canWorkOn(actor, milestone) && isOpenToEvidence(milestone),
    findings: findings.map(finding => {
      const of = checked.find(({ id }) => id === finding.evidenceId);
      const view = { ...plainView(finding), message: findingSentence(finding, locale) };
      const facts = evidence.find(({ id }) => id === finding.evidenceId);
      view.evidenceTitle = facts?.title ?? null;
      if (of && finding.about !== null && finding.code.startsWith('SAME_FILE'))
        view.other = otherView(of.sameFiles[finding.about] as SameRow);
      if (of && finding.about !== null && finding.code.startsWith('NEAR')) {
        const { row, comparison, isOwn, percent } = of.nearTexts[finding.about] as (typeof nearTexts)[number];
        view.percent = percent;
        view.other = otherView(row);
        view.passages = isOffice || isOwn ? comparison.passages : comparison.passages.map(onlyWhatIsShared);
        view.hint = hintOf(finding.code, row.otherSha256);
      } else if (mayBeExplained(finding.code))
        view.hint = hintOf(finding.code, finding.code === 'SAME_FILE_OTHER_YEAR' ? String(finding.params['year']) : '');
      const said = remarks.find(({ rootId, hint }) => rootId === facts?.rootId && hint === view.hint);
      if (said) view.remark = { text: said.text, writtenBy: said.writtenBy, writtenOn: said.writtenOn };
      return view;
    }),
  };
}

interface MilestoneFacts {
  unitId: string;
  state: MilestoneState;
  proofKinds: EvidenceKind[];
  dueOn: CalendarDay;
  year: number;
  startOn: CalendarDay;
  programStartsOn: CalendarDay;
}
interface RemarkRow extends RemarkView {
  rootId: string;
  hint: string;
}
interface EvidenceFacts {
  id: string;
  rootId: string;
  title: string;
  kind: EvidenceKind;
  state: EvidenceState;
  documentOn: CalendarDay | null;
  uploadedOn: CalendarDay;
}
interface TextRow {
  evidenceId: string;
  state: FileTextState;
  reason: FileTextReason | null;
  text: string;
}

const plainView = ({ code, weight, evidenceId }: Finding): FindingView => ({
  code,
  weight,
  message: '',
  evidenceId,
  evidenceTitle: null,
  percent: null,
  other: null,
  passages: [],
  hint: null,
  remark: null,
});

/** The same for everybody who sees the finding, and nothing from which a unit could learn what it resembles. */
const hintOf = (code: string, resembled: string): string =>
  createHash('sha256').update(`${code} ${resembled}`).digest('hex').slice(0, 16);

const otherView = (row: OtherRow): OtherView | null =>
  row.otherId === null
    ? null
    : {
        evidenceId: row.otherId,
        title: row.title!,
        unitName: row.unitName!,
        year: row.year!,
        documentOn: row.documentOn,
        uploadedOn: row.uploadedOn!,
        actionId: row.actionId!,
        actionTitle: row.actionTitle!,
        url: `/files/evidence/${row.otherId}`,
      };

/** The nearest of the unit's own and the nearest of the others' is what a person looks at. */
function nearestOf<T extends NearText>(sorted: readonly T[]): T[] {
  return [true, false].flatMap(isOwn => sorted.find(near => near.isOwn === isOwn) ?? []);
}

/** What stands between the shared words is the other unit's alone, its name perhaps; so are its numbers and days. */
const onlyWhatIsShared = (passage: Passage): Passage => ({
  ...passage,
  theirs: passage.theirs.map(({ text, isSame }) => ({ text: isSame ? text.replace(/\p{N}/gu, '*') : '……', isSame })),
});

/** Files never change, so neither does what a comparison of two comes to. */
const comparisons = new Map<string, Comparison>();
const mostComparisonsKept = 2_000;

async function compared(row: NearRow, comparer: () => ReturnType<typeof comparerOf>): Promise<Comparison> {
  const key = `${row.sha256} ${row.otherSha256}`;
  const known = comparisons.get(key);
  if (known) return known;
  await setImmediate(); // others get their turn between two comparisons
  const comparison = comparer()(row.text);
  for (const oldest of comparisons.keys()) {
    if (comparisons.size < mostComparisonsKept) break;
    comparisons.delete(oldest);
  }
  comparisons.set(key, comparison);
  return comparison;
}
