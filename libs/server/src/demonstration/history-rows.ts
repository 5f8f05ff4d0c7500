import type { ActionState } from '@yardstick/domain/action';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceKind, EvidenceState } from '@yardstick/domain/evidence';
import type { Light } from '@yardstick/domain/light';
import type { MilestoneState } from '@yardstick/domain/milestone';
import type { RequestKind, RequestState } from '@yardstick/domain/request';
import type { Role } from '@yardstick/domain/roles';
import type { FigureRecord } from '@yardstick/domain/scoring/scheme';

/** Rows as the tables take them; moments are ISO text. */

export interface ActionRow {
  unitId: string;
  id: string;
  programId: string;
  measureId: string;
  year: number;
  role: 'LEAD' | 'COOP';
  title: string;
  state: ActionState;
  stateBeforeSuspension: ActionState | null;
  content: string;
  target: string | null;
  steps: string | null;
  ownerName: string | null;
  section: string | null;
  headInCharge: string | null;
  issuedOn: CalendarDay;
  startOn: CalendarDay;
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  dueVersion: number;
  acknowledgedAt: string | null;
  planSignedBy: string | null;
  planSignedAt: string | null;
  returnCode: string | null;
  returnReason: string | null;
  returnedCount: number;
  handedInOn: CalendarDay | null;
  finishedOn: CalendarDay | null;
  progressPercent: number;
  lastReportedAt: string | null;
  stateSince: string;
  version: number;
}

export interface MilestoneRow {
  unitId: string;
  id: string;
  actionId: string;
  seq: number;
  title: string;
  deliverable: string;
  acceptanceRule: string | null;
  proofKinds: EvidenceKind[];
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  dueVersion: number;
  state: MilestoneState;
  handedInOn: CalendarDay | null;
  acceptedOn: CalendarDay | null;
  submittedAt: string | null;
  signedBy: string | null;
  reviewedBy: string | null;
  returnCode: string | null;
  returnReason: string | null;
  returnedCount: number;
  stateSince: string;
  version: number;
}

export interface ProgressReportRow {
  unitId: string;
  id: string;
  actionId: string;
  percent: number;
  done: string;
  difficulty: string | null;
  nextStep: string | null;
  reportedBy: string;
  reportedById: string;
  reportedAt: string;
}

export interface EvidenceRow {
  unitId: string;
  id: string;
  sha256: string;
  fileName: string;
  title: string;
  kind: EvidenceKind;
  documentOn: CalendarDay | null;
  state: EvidenceState;
  uploadedBy: string;
  uploadedById: string;
  uploadedAt: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  returnCode: string | null;
  returnReason: string | null;
  rootId: string;
  versionNo: number;
  supersedesId: string | null;
  changeNote: string | null;
  withdrawnReason: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  version: number;
}

export interface EvidenceLinkRow {
  unitId: string;
  evidenceId: string;
  milestoneId: string;
  linkedAt: string;
}

export interface RequestRow {
  unitId: string;
  id: string;
  actionId: string;
  milestoneId: string | null;
  kind: RequestKind;
  state: RequestState;
  reason: string;
  progress: string | null;
  fromDueOn: CalendarDay | null;
  lightAtFiling: Light | null;
  toDueOn: CalendarDay | null;
  grantedDueOn: CalendarDay | null;
  sequence: number | null;
  filedBy: string;
  filedById: string;
  filedOn: CalendarDay;
  filedAt: string;
  officeSince: CalendarDay | null;
  decidedOn: CalendarDay | null;
  stateSince: string;
  readAt: string | null;
  version: number;
}

export interface RequestStepRow {
  unitId: string;
  requestId: string;
  at: string;
  verb: string;
  actorId: string;
  actorName: string;
  actorRole: Role;
  actorUnitId: string;
  actorUnit: string;
  text: string | null;
}

export interface TimelineRow {
  unitId: string;
  actionId: string;
  at: string;
  verb: string;
  actorName: string;
  actorUnit: string;
  text: string | null;
}

export interface FigureRow {
  unitId: string;
  programId: string;
  code: string;
  /** 0 for a figure that belongs to no one year. */
  year: number;
  value: string;
  source: string;
  isProvisional: boolean;
  recordedAt: string;
  recordedBy: string;
  /** What the value was counted from, where a method reads that. */
  records: FigureRecord[] | null;
  population: string | null;
}

export interface NoticeRow {
  recipientId: string;
  occasion: string;
  kind: string;
  params: Record<string, string | number>;
  unitId: string;
  actionId: string | null;
  milestoneId: string | null;
  subjectKind: string | null;
  subjectId: string | null;
  createdAt: string;
  readAt: string | null;
}

export interface History {
  actions: ActionRow[];
  milestones: MilestoneRow[];
  reports: ProgressReportRow[];
  evidence: EvidenceRow[];
  links: EvidenceLinkRow[];
  requests: RequestRow[];
  requestSteps: RequestStepRow[];
  timeline: TimelineRow[];
  figures: FigureRow[];
  notices: NoticeRow[];
}
