import type { ActionState } from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind, EvidenceState } from '@yardstick/domain/evidence';
import type { MilestoneState } from '@yardstick/domain/milestone';
import type { RequestKind, RequestState } from '@yardstick/domain/request';
import type { Context } from '../context.ts';

/** What a dossier is about; at least one is given. */
export interface DossierScope {
  unit: string | null;
  measure: string | null;
  year: number | null;
}

export interface DossierAction {
  id: string;
  unitId: string;
  unitName: string;
  unitShortName: string;
  measureId: string;
  measureCode: string;
  measureTitle: string;
  programName: string;
  year: number;
  role: string;
  title: string;
  state: ActionState;
  content: string;
  ownerName: string | null;
  section: string | null;
  headInCharge: string | null;
  issuedOn: CalendarDay;
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  handedInOn: CalendarDay | null;
  finishedOn: CalendarDay | null;
  progressPercent: number;
  planSignedBy: string | null;
  returnReason: string | null;
}
export interface DossierMilestone {
  id: string;
  actionId: string;
  seq: number;
  title: string;
  deliverable: string;
  acceptanceRule: string | null;
  proofKinds: EvidenceKind[];
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  state: MilestoneState;
  handedInOn: CalendarDay | null;
  acceptedOn: CalendarDay | null;
  signedBy: string | null;
  returnReason: string | null;
  returnedCount: number;
}
export interface DossierEvidence {
  id: string;
  unitId: string;
  unitName: string;
  unitShortName: string;
  title: string;
  kind: EvidenceKind;
  fileName: string;
  fileKind: string;
  size: number;
  sha256: string;
  /** Not there until the stored copy has been read back once. */
  sm3: string | null;
  documentOn: CalendarDay | null;
  uploadedAt: string;
  uploadedBy: string;
  state: EvidenceState;
  reviewedBy: string | null;
  /** Why it was returned or withdrawn. */
  reason: string | null;
  versionNo: number;
  supersedesId: string | null;
  changeNote: string | null;
}
/** Every use of a piece of evidence, also outside the dossier; some serve a measure and a year as a whole. */
export interface DossierLink {
  evidenceId: string;
  milestoneId: string | null;
  milestoneSeq: number | null;
  milestoneTitle: string | null;
  measureCode: string;
  year: number;
}
export interface DossierReport {
  actionId: string;
  percent: number;
  done: string;
  difficulty: string | null;
  nextStep: string | null;
  reportedBy: string;
  reportedAt: string;
}
export interface DossierRequest {
  id: string;
  actionId: string;
  milestoneId: string | null;
  kind: RequestKind;
  state: RequestState;
  reason: string;
  fromDueOn: CalendarDay | null;
  toDueOn: CalendarDay | null;
  grantedDueOn: CalendarDay | null;
  filedBy: string;
  filedOn: CalendarDay;
  decidedOn: CalendarDay | null;
}
export interface DossierRequestStep {
  requestId: string;
  at: string;
  verb: string;
  actorName: string;
  actorUnit: string;
  text: string | null;
}
export interface DossierStep {
  actionId: string;
  at: string;
  verb: string;
  actorName: string;
  actorUnit: string;
  text: string | null;
}

export interface DossierRows {
  unit: { id: string; name: string; shortName: string } | null;
  measure: { id: string; code: string; title: string } | null;
  /** Leaves of the ledger at the moment the dossier was read. */
  ledgerSize: number;
  actions: DossierAction[];
  milestones: DossierMilestone[];
  evidence: DossierEvidence[];
  links: DossierLink[];
  reports: DossierReport[];
  requests: DossierRequest[];
  requestSteps: DossierRequestStep[];
  steps: DossierStep[];
}

/**
 * A dossier is read set by set. Of a database that was filled a moment ago the planner believes that a unit has next to
 * nothing, and would look through everything of the unit once for each of its files.
 */
const setBySet = { name: 'dossier-set-by-set', text: 'set local enable_nestloop = off' };

// $1 unit, $2 measure, $3 year; null leaves one open.
const wanted = `($1::text is null or a.unit_id = $1) and ($2::uuid is null or a.measure_id = $2)
  and ($3::int is null or a.year = $3)`;
const wantedEvidence = `with wanted as (
    select l.unit_id, l.evidence_id
    from evidence_link l join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
      join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
    where ${wanted}
    union
    select a.unit_id, a.evidence_id from evidence_use a where ${wanted}
    union
    select e.unit_id, e.id
    from evidence e
      left join evidence_link l on l.unit_id = e.unit_id and l.evidence_id = e.id
      left join evidence_use s on s.unit_id = e.unit_id and s.evidence_id = e.id
    where $2::uuid is null and ($1::text is null or e.unit_id = $1) and l.evidence_id is null and s.evidence_id is null
      and ($3::int is null or extract(year from app_day(e.uploaded_at)) = $3))`;

const texts: Record<keyof DossierRows, string> = {
  unit: `select id, name, short_name as "shortName" from unit where id = $1`,
  measure: `select id, code, title from measure where id = $1`,
  ledgerSize: `select size from ledger_head`,
  actions: `select a.id, a.unit_id as "unitId", u.name as "unitName", u.short_name as "unitShortName",
      a.measure_id as "measureId", s.code as "measureCode", s.title as "measureTitle", p.name as "programName", a.year,
      a.role, a.title, a.state, a.content, a.owner_name as "ownerName", a.section, a.head_in_charge as "headInCharge",
      a.issued_on as "issuedOn", a.due_on as "dueOn", a.original_due_on as "originalDueOn",
      a.handed_in_on as "handedInOn", a.finished_on as "finishedOn", a.progress_percent as "progressPercent",
      a.plan_signed_by as "planSignedBy", a.return_reason as "returnReason"
    from unit_action a join unit u on u.id = a.unit_id join measure s on s.id = a.measure_id
      join program p on p.id = a.program_id
    where ${wanted} order by p.starts_on, s.seq, a.year, u.seq, a.id`,
  milestones: `select m.id, m.action_id as "actionId", m.seq, m.title, m.deliverable,
      m.acceptance_rule as "acceptanceRule", m.proof_kinds as "proofKinds", m.due_on as "dueOn",
      m.original_due_on as "originalDueOn", m.state, m.handed_in_on as "handedInOn", m.accepted_on as "acceptedOn",
      m.signed_by as "signedBy", m.return_reason as "returnReason", m.returned_count as "returnedCount"
    from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
    where ${wanted} order by m.seq, m.id`,
  evidence: `${wantedEvidence}
    select e.id, e.unit_id as "unitId", u.name as "unitName", u.short_name as "unitShortName", e.title, e.kind,
      e.file_name as "fileName", f.kind as "fileKind", f.size, e.sha256, f.sm3, e.document_on as "documentOn",
      e.uploaded_at as "uploadedAt", e.uploaded_by as "uploadedBy", e.state, e.reviewed_by as "reviewedBy",
      coalesce(e.withdrawn_reason, e.return_reason) as reason, e.version_no as "versionNo",
      e.supersedes_id as "supersedesId", e.change_note as "changeNote"
    from wanted w join evidence e on e.unit_id = w.unit_id and e.id = w.evidence_id
      join stored_file f on f.sha256 = e.sha256 join unit u on u.id = e.unit_id
    order by u.seq, e.uploaded_at, e.id`,
  links: `${wantedEvidence}
    select l.evidence_id as "evidenceId", l.milestone_id as "milestoneId", m.seq as "milestoneSeq",
      m.title as "milestoneTitle", s.code as "measureCode", b.year, s.seq as measure
    from wanted w join evidence_link l on l.unit_id = w.unit_id and l.evidence_id = w.evidence_id
      join milestone m on m.unit_id = l.unit_id and m.id = l.milestone_id
      join unit_action b on b.unit_id = m.unit_id and b.id = m.action_id join measure s on s.id = b.measure_id
    union all
    select b.evidence_id, null, null, null, s.code, b.year, s.seq
    from wanted w join evidence_use b on b.unit_id = w.unit_id and b.evidence_id = w.evidence_id
      join measure s on s.id = b.measure_id
    order by measure, year, "milestoneSeq", "milestoneId"`,
  reports: `select r.action_id as "actionId", r.percent, r.done, r.difficulty, r.next_step as "nextStep",
      r.reported_by as "reportedBy", r.reported_at as "reportedAt"
    from progress_report r join unit_action a on a.unit_id = r.unit_id and a.id = r.action_id
    where ${wanted} order by r.reported_at, r.id`,
  requests: `select x.id, x.action_id as "actionId", x.milestone_id as "milestoneId", x.kind, x.state, x.reason,
      x.from_due_on as "fromDueOn", x.to_due_on as "toDueOn", x.granted_due_on as "grantedDueOn",
      x.filed_by as "filedBy", x.filed_on as "filedOn", x.decided_on as "decidedOn"
    from unit_request x join unit_action a on a.unit_id = x.unit_id and a.id = x.action_id
    where ${wanted} order by x.filed_at, x.id`,
  requestSteps: `select t.request_id as "requestId", t.at, t.verb, t.actor_name as "actorName", t.actor_unit as "actorUnit",
      t.text
    from unit_request_step t join unit_request x on x.unit_id = t.unit_id and x.id = t.request_id
      join unit_action a on a.unit_id = x.unit_id and a.id = x.action_id
    where ${wanted} order by t.request_id, t.id`,
  steps: `select t.action_id as "actionId", t.at, t.verb, t.actor_name as "actorName", t.actor_unit as "actorUnit", t.text
    from timeline_entry t join unit_action a on a.unit_id = t.unit_id and a.id = t.action_id
    where ${wanted} order by t.at, t.id`,
};

/** All rows of a dossier as of one moment: what changes while its files are packed is not in it. */
export async function dossierRows(context: Context, { unit, measure, year }: DossierScope): Promise<DossierRows> {
  const names = Object.keys(texts) as (keyof DossierRows)[];
  const valuesOf: Partial<Record<keyof DossierRows, unknown[]>> = { unit: [unit], measure: [measure], ledgerSize: [] };
  const [, ...answers] = await context.services.reads.consistent(context.scope, [
    setBySet,
    ...names.map(name => ({
      name: `dossier-${name}`,
      text: texts[name],
      values: valuesOf[name] ?? [unit, measure, year],
    })),
  ]);
  const rows = Object.fromEntries(names.map((name, index) => [name, answers[index] ?? []]));
  return {
    ...(rows as unknown as DossierRows),
    unit: (rows['unit']?.[0] ?? null) as DossierRows['unit'],
    measure: (rows['measure']?.[0] ?? null) as DossierRows['measure'],
    ledgerSize: Number(rows['ledgerSize']?.[0]?.['size'] ?? 0),
  };
}
