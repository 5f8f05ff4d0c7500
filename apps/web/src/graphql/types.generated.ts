export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day in Asia/Shanghai, such as 2024-06-30. */
  CalendarDay: { input: string; output: string; }
  /** A moment as ISO 8601 text in UTC. */
  DateTime: { input: string; output: string; }
  /** The same words in Chinese and English: {"zh": "…", "en": "…"}. */
  Localized: { input: { zh: string; en: string }; output: { zh: string; en: string }; }
};

export type Action = {
  __typename?: 'Action';
  acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  content: Scalars['String']['output'];
  daysLate: Scalars['Int']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  extensions: Array<Extension>;
  finishedOn: Maybe<Scalars['CalendarDay']['output']>;
  headInCharge: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  issuedOn: Scalars['CalendarDay']['output'];
  /** last working day before a due day that is a rest day */
  lastWorkdayOn: Scalars['CalendarDay']['output'];
  light: Light;
  lightReason: Scalars['String']['output'];
  measure: Measure;
  milestones: Array<Milestone>;
  nextMoves: Array<Move>;
  originalDueOn: Scalars['CalendarDay']['output'];
  ownerName: Maybe<Scalars['String']['output']>;
  planSignedAt: Maybe<Scalars['DateTime']['output']>;
  planSignedBy: Maybe<Scalars['String']['output']>;
  progressPercent: Scalars['Int']['output'];
  reports: Array<ProgressReport>;
  returnReason: Maybe<Scalars['String']['output']>;
  role: UnitActionRole;
  section: Maybe<Scalars['String']['output']>;
  startOn: Scalars['CalendarDay']['output'];
  state: ActionState;
  steps: Maybe<Scalars['String']['output']>;
  target: Maybe<Scalars['String']['output']>;
  timeline: Array<TimelineEntry>;
  title: Scalars['String']['output'];
  unit: Unit;
  version: Scalars['Int']['output'];
  viewerCanAttach: Scalars['Boolean']['output'];
  viewerCanPlan: Scalars['Boolean']['output'];
  viewerCanReport: Scalars['Boolean']['output'];
  year: Scalars['Int']['output'];
};

export type ActionFilter = {
  light?: InputMaybe<Light>;
  measureCode?: InputMaybe<Scalars['String']['input']>;
  programId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<Array<ActionState>>;
  tab?: InputMaybe<Scalars['String']['input']>;
  taskCode?: InputMaybe<Scalars['String']['input']>;
  text?: InputMaybe<Scalars['String']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
  year?: InputMaybe<Scalars['Int']['input']>;
};

export type ActionPage = {
  __typename?: 'ActionPage';
  rows: Array<ActionRow>;
  tabs: Array<ActionTab>;
  total: Scalars['Int']['output'];
};

export type ActionPayload = {
  __typename?: 'ActionPayload';
  action: Maybe<Action>;
  userErrors: Array<UserError>;
};

export type ActionRow = {
  __typename?: 'ActionRow';
  daysLate: Scalars['Int']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  evidenceCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  latestReport: Maybe<ProgressReport>;
  light: Light;
  lightReason: Scalars['String']['output'];
  measureCode: Scalars['String']['output'];
  measureId: Scalars['ID']['output'];
  measureTitle: Scalars['String']['output'];
  milestoneCount: Scalars['Int']['output'];
  milestoneDoneCount: Scalars['Int']['output'];
  milestones: Array<MilestoneRow>;
  originalDueOn: Scalars['CalendarDay']['output'];
  ownerName: Maybe<Scalars['String']['output']>;
  progressPercent: Scalars['Int']['output'];
  role: UnitActionRole;
  state: ActionState;
  taskCode: Scalars['String']['output'];
  title: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  unitShortName: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

export type ActionSort =
  | 'DAYS_LATE'
  | 'DUE_ON'
  | 'DUE_ON_DESC'
  | 'MEASURE'
  | 'PROGRESS'
  | 'UNIT';

export type ActionState =
  | 'ARCHIVED'
  | 'ASSIGNED'
  | 'CANCELLED'
  | 'CLOSED'
  | 'COMPLETION_TO_SIGN'
  | 'DONE'
  | 'FINAL_REVIEW'
  | 'IN_PROGRESS'
  | 'NOT_APPLICABLE'
  | 'PLANNING'
  | 'PLAN_IN_REVIEW'
  | 'PLAN_TO_SIGN'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'SUSPENDED';

export type ActionTab = {
  __typename?: 'ActionTab';
  count: Scalars['Int']['output'];
  key: Scalars['String']['output'];
};

/** for every verb on one action; reason where the verb needs one */
export type ActionVerbInput = {
  actionId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

export type AttachEvidenceInput = {
  documentOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  kind: EvidenceKind;
  milestoneIds: Array<Scalars['ID']['input']>;
  title: Scalars['String']['input'];
  uploadId: Scalars['ID']['input'];
};

export type Blocker = {
  __typename?: 'Blocker';
  code: Scalars['String']['output'];
  field: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
};

export type CalendarException = {
  __typename?: 'CalendarException';
  isWorkday: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  on: Scalars['CalendarDay']['output'];
};

export type CalendarExceptionInput = {
  isWorkday: Scalars['Boolean']['input'];
  name: Scalars['String']['input'];
  on: Scalars['CalendarDay']['input'];
};

export type CalendarYear = {
  __typename?: 'CalendarYear';
  exceptions: Array<CalendarException>;
  noticeNo: Scalars['String']['output'];
  workdayCount: Scalars['Int']['output'];
  year: Scalars['Int']['output'];
};

export type Clock = {
  __typename?: 'Clock';
  isDemonstration: Scalars['Boolean']['output'];
  isShifted: Scalars['Boolean']['output'];
  now: Scalars['DateTime']['output'];
  today: Scalars['CalendarDay']['output'];
};

export type ClockPayload = {
  __typename?: 'ClockPayload';
  clock: Maybe<Clock>;
  userErrors: Array<UserError>;
};

export type CommitPlanImportInput = {
  importId: Scalars['ID']['input'];
};

export type CommitPlanImportPayload = {
  __typename?: 'CommitPlanImportPayload';
  program: Maybe<Program>;
  userErrors: Array<UserError>;
};

export type CountPayload = {
  __typename?: 'CountPayload';
  count: Scalars['Int']['output'];
  userErrors: Array<UserError>;
};

export type CreateUserInput = {
  email?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  role: Role;
  unitId: Scalars['ID']['input'];
  username: Scalars['String']['input'];
};

export type Dashboard = {
  __typename?: 'Dashboard';
  asOf: Scalars['DateTime']['output'];
  byMeasure: Array<DashboardLine>;
  byTask: Array<DashboardLine>;
  byUnit: Array<DashboardLine>;
  /** cells name measures and units by index into byMeasure and byUnit */
  cells: Array<GridCell>;
  doneCount: Scalars['Int']['output'];
  filedWithoutChasingPercent: Maybe<Scalars['Int']['output']>;
  lights: Array<LightCount>;
  onTimePercent: Maybe<Scalars['Int']['output']>;
  percentDone: Scalars['Int']['output'];
  program: Program;
  redList: Array<RedItem>;
  reds: Scalars['Int']['output'];
  redsLastMonth: Scalars['Int']['output'];
  today: Scalars['CalendarDay']['output'];
  total: Scalars['Int']['output'];
  trend: Array<TrendPoint>;
  year: Maybe<Scalars['Int']['output']>;
};

export type DashboardLine = {
  __typename?: 'DashboardLine';
  code: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  lights: Array<LightCount>;
  name: Scalars['String']['output'];
  percent: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
  worst: Light;
};

export type Evaluation = {
  __typename?: 'Evaluation';
  approvedBy: Maybe<Scalars['String']['output']>;
  asOf: Scalars['CalendarDay']['output'];
  computedAt: Maybe<Scalars['DateTime']['output']>;
  docxUrl: Maybe<Scalars['String']['output']>;
  failure: Maybe<Scalars['String']['output']>;
  frozenAt: Maybe<Scalars['DateTime']['output']>;
  gradeCounts: Array<GradeCount>;
  id: Scalars['ID']['output'];
  isProvisional: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  orderedAt: Scalars['DateTime']['output'];
  orderedBy: Scalars['String']['output'];
  proposedBy: Maybe<Scalars['String']['output']>;
  scheme: ScoringScheme;
  sha256: Maybe<Scalars['String']['output']>;
  sm3: Maybe<Scalars['String']['output']>;
  state: EvaluationState;
  units: Array<UnitScore>;
  unitsDone: Scalars['Int']['output'];
  unitsTotal: Scalars['Int']['output'];
  viewerCanApproveFreeze: Scalars['Boolean']['output'];
  viewerCanProposeFreeze: Scalars['Boolean']['output'];
  xlsxUrl: Maybe<Scalars['String']['output']>;
};

export type EvaluationPayload = {
  __typename?: 'EvaluationPayload';
  evaluation: Maybe<Evaluation>;
  userErrors: Array<UserError>;
};

export type EvaluationRow = {
  __typename?: 'EvaluationRow';
  asOf: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  orderedAt: Scalars['DateTime']['output'];
  orderedBy: Scalars['String']['output'];
  schemeCode: Scalars['String']['output'];
  schemeVersion: Scalars['Int']['output'];
  sha256: Maybe<Scalars['String']['output']>;
  state: EvaluationState;
  unitsDone: Scalars['Int']['output'];
  unitsTotal: Scalars['Int']['output'];
};

export type EvaluationState =
  | 'BUILDING'
  | 'COMPUTED'
  | 'FAILED'
  | 'FREEZE_PROPOSED'
  | 'FROZEN'
  | 'QUEUED';

export type EvaluationVerbInput = {
  evaluationId: Scalars['ID']['input'];
};

export type Evidence = {
  __typename?: 'Evidence';
  documentOn: Maybe<Scalars['CalendarDay']['output']>;
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  kind: EvidenceKind;
  mime: Scalars['String']['output'];
  nextMoves: Array<Move>;
  returnCode: Maybe<Scalars['String']['output']>;
  returnReason: Maybe<Scalars['String']['output']>;
  reviewedBy: Maybe<Scalars['String']['output']>;
  sha256: Scalars['String']['output'];
  size: Scalars['Int']['output'];
  sm3: Maybe<Scalars['String']['output']>;
  state: EvidenceState;
  title: Scalars['String']['output'];
  uploadedAt: Scalars['DateTime']['output'];
  uploadedBy: Scalars['String']['output'];
  url: Scalars['String']['output'];
  /** milestones that this evidence serves */
  usedCount: Scalars['Int']['output'];
  version: Scalars['Int']['output'];
};

export type EvidenceKind =
  | 'CASE'
  | 'DOCUMENT'
  | 'LEDGER'
  | 'LINK'
  | 'OTHER'
  | 'PHOTO'
  | 'REPORT'
  | 'ROSTER'
  | 'STATISTICS';

export type EvidencePage = {
  __typename?: 'EvidencePage';
  rows: Array<Evidence>;
  total: Scalars['Int']['output'];
};

export type EvidencePayload = {
  __typename?: 'EvidencePayload';
  evidence: Maybe<Evidence>;
  userErrors: Array<UserError>;
};

export type EvidenceState =
  | 'ACCEPTED'
  | 'DRAFT'
  | 'QUESTIONED'
  | 'RETURNED'
  | 'REVOKED'
  | 'SUBMITTED'
  | 'SUPERSEDED'
  | 'WITHDRAWN';

export type EvidenceVerbInput = {
  evidenceId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

export type Extension = {
  __typename?: 'Extension';
  decidedOn: Maybe<Scalars['CalendarDay']['output']>;
  fromDueOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  reason: Scalars['String']['output'];
  state: Scalars['String']['output'];
  toDueOn: Scalars['CalendarDay']['output'];
};

export type FigureInput = {
  code: Scalars['String']['input'];
  isProvisional?: InputMaybe<Scalars['Boolean']['input']>;
  source: Scalars['String']['input'];
  unitCode: Scalars['String']['input'];
  value: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};

export type GradeCount = {
  __typename?: 'GradeCount';
  count: Scalars['Int']['output'];
  grade: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
};

/** one cell of the measure × unit grid */
export type GridCell = {
  __typename?: 'GridCell';
  count: Scalars['Int']['output'];
  light: Light;
  m: Scalars['Int']['output'];
  percent: Scalars['Int']['output'];
  red: Scalars['Int']['output'];
  u: Scalars['Int']['output'];
};

export type ImportCalendarInput = {
  exceptions: Array<CalendarExceptionInput>;
  noticeNo: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};

export type IndicatorScore = {
  __typename?: 'IndicatorScore';
  applicable: Scalars['Boolean']['output'];
  code: Scalars['String']['output'];
  full: Scalars['String']['output'];
  lines: Array<ScoreLine>;
  name: Scalars['Localized']['output'];
  score: Scalars['String']['output'];
};

export type IssueActionsInput = {
  measureIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  programId: Scalars['ID']['input'];
  year: Scalars['Int']['input'];
};

export type IssueActionsPayload = {
  __typename?: 'IssueActionsPayload';
  alreadyIssuedCount: Scalars['Int']['output'];
  issuedCount: Scalars['Int']['output'];
  userErrors: Array<UserError>;
};

export type Light =
  | 'BLUE'
  | 'GREEN'
  | 'GREY'
  | 'LATE'
  | 'RED'
  | 'YELLOW';

export type LightCount = {
  __typename?: 'LightCount';
  count: Scalars['Int']['output'];
  light: Light;
};

export type LinkEvidenceInput = {
  evidenceId: Scalars['ID']['input'];
  milestoneIds: Array<Scalars['ID']['input']>;
};

export type Measure = {
  __typename?: 'Measure';
  code: Scalars['String']['output'];
  coopUnits: Array<Unit>;
  crosswalk: Array<Scalars['String']['output']>;
  deliverable: Scalars['String']['output'];
  due: Array<MeasureDue>;
  evidenceKinds: Array<EvidenceKind>;
  id: Scalars['ID']['output'];
  /** actions already issued, all years; only those the viewer may see */
  issuedCount: Scalars['Int']['output'];
  leadUnits: Array<Unit>;
  proofExample: Maybe<Scalars['String']['output']>;
  scope: MeasureScope;
  seq: Scalars['Int']['output'];
  sourceClause: Scalars['String']['output'];
  stageTargets: Array<StageTarget>;
  taskCode: Scalars['String']['output'];
  taskTitle: Scalars['String']['output'];
  text: Scalars['String']['output'];
  title: Scalars['String']['output'];
  weight: Scalars['Int']['output'];
};

export type MeasureDue = {
  __typename?: 'MeasureDue';
  label: Scalars['String']['output'];
  on: Scalars['CalendarDay']['output'];
  repeats: Scalars['Boolean']['output'];
  year: Scalars['Int']['output'];
};

export type MeasureScope =
  | 'ALL'
  | 'LEAD'
  | 'SUBSET';

export type Milestone = {
  __typename?: 'Milestone';
  acceptanceRule: Maybe<Scalars['String']['output']>;
  acceptedOn: Maybe<Scalars['CalendarDay']['output']>;
  actionId: Scalars['ID']['output'];
  daysLate: Scalars['Int']['output'];
  deliverable: Scalars['String']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  evidence: Array<Evidence>;
  id: Scalars['ID']['output'];
  light: Light;
  lightReason: Scalars['String']['output'];
  nextMoves: Array<Move>;
  originalDueOn: Scalars['CalendarDay']['output'];
  proofKinds: Array<EvidenceKind>;
  returnReason: Maybe<Scalars['String']['output']>;
  seq: Scalars['Int']['output'];
  signedBy: Maybe<Scalars['String']['output']>;
  state: MilestoneState;
  submittedAt: Maybe<Scalars['DateTime']['output']>;
  title: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type MilestoneDraftInput = {
  acceptanceRule?: InputMaybe<Scalars['String']['input']>;
  deliverable: Scalars['String']['input'];
  dueOn: Scalars['CalendarDay']['input'];
  id?: InputMaybe<Scalars['ID']['input']>;
  proofKinds: Array<EvidenceKind>;
  title: Scalars['String']['input'];
};

export type MilestonePayload = {
  __typename?: 'MilestonePayload';
  action: Maybe<Action>;
  milestone: Maybe<Milestone>;
  userErrors: Array<UserError>;
};

export type MilestoneRow = {
  __typename?: 'MilestoneRow';
  acceptedOn: Maybe<Scalars['CalendarDay']['output']>;
  dueOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  light: Light;
  seq: Scalars['Int']['output'];
  state: MilestoneState;
  title: Scalars['String']['output'];
};

export type MilestoneState =
  | 'ACCEPTED'
  | 'PLANNED'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'TO_SIGN';

export type MilestoneVerbInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  milestoneId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

/** what the viewer may do next; allowed=false comes with the reasons */
export type Move = {
  __typename?: 'Move';
  allowed: Scalars['Boolean']['output'];
  blockers: Array<Blocker>;
  needsReason: Scalars['Boolean']['output'];
  verb: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  acceptEvidence: EvidencePayload;
  acceptMilestone: MilestonePayload;
  acknowledgeAction: ActionPayload;
  approveFreeze: EvaluationPayload;
  approvePlan: ActionPayload;
  attachEvidence: EvidencePayload;
  cancelAction: ActionPayload;
  closeAction: ActionPayload;
  commitPlanImport: CommitPlanImportPayload;
  completeAction: ActionPayload;
  createUser: UserPayload;
  deactivateUser: CountPayload;
  declineCompletion: ActionPayload;
  declineMilestone: MilestonePayload;
  declinePlan: ActionPayload;
  importCalendar: CountPayload;
  issueActions: IssueActionsPayload;
  linkEvidence: EvidencePayload;
  openUnitAccounts: OpenUnitAccountsPayload;
  orderEvaluation: EvaluationPayload;
  passReview: ActionPayload;
  planAction: ActionPayload;
  proposeFreeze: EvaluationPayload;
  readNotices: CountPayload;
  recordFigures: CountPayload;
  reopenAction: ActionPayload;
  reportProgress: ReportProgressPayload;
  resetPassword: UserPayload;
  resumeAction: ActionPayload;
  returnCompletion: ActionPayload;
  returnEvidence: EvidencePayload;
  returnMilestone: MilestonePayload;
  returnPlan: ActionPayload;
  setClock: ClockPayload;
  signCompletion: ActionPayload;
  signMilestone: MilestonePayload;
  signPlan: ActionPayload;
  submitCompletion: ActionPayload;
  submitMilestone: MilestonePayload;
  submitPlan: ActionPayload;
  suspendAction: ActionPayload;
  withdrawEvidence: EvidencePayload;
};


export type MutationAcceptEvidenceArgs = {
  input: EvidenceVerbInput;
};


export type MutationAcceptMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationAcknowledgeActionArgs = {
  input: ActionVerbInput;
};


export type MutationApproveFreezeArgs = {
  input: EvaluationVerbInput;
};


export type MutationApprovePlanArgs = {
  input: ActionVerbInput;
};


export type MutationAttachEvidenceArgs = {
  input: AttachEvidenceInput;
};


export type MutationCancelActionArgs = {
  input: ActionVerbInput;
};


export type MutationCloseActionArgs = {
  input: ActionVerbInput;
};


export type MutationCommitPlanImportArgs = {
  input: CommitPlanImportInput;
};


export type MutationCompleteActionArgs = {
  input: ActionVerbInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeactivateUserArgs = {
  input: UserVerbInput;
};


export type MutationDeclineCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationDeclineMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationDeclinePlanArgs = {
  input: ActionVerbInput;
};


export type MutationImportCalendarArgs = {
  input: ImportCalendarInput;
};


export type MutationIssueActionsArgs = {
  input: IssueActionsInput;
};


export type MutationLinkEvidenceArgs = {
  input: LinkEvidenceInput;
};


export type MutationOpenUnitAccountsArgs = {
  input: OpenUnitAccountsInput;
};


export type MutationOrderEvaluationArgs = {
  input: OrderEvaluationInput;
};


export type MutationPassReviewArgs = {
  input: ActionVerbInput;
};


export type MutationPlanActionArgs = {
  input: PlanActionInput;
};


export type MutationProposeFreezeArgs = {
  input: EvaluationVerbInput;
};


export type MutationReadNoticesArgs = {
  input: ReadNoticesInput;
};


export type MutationRecordFiguresArgs = {
  input: RecordFiguresInput;
};


export type MutationReopenActionArgs = {
  input: ActionVerbInput;
};


export type MutationReportProgressArgs = {
  input: ReportProgressInput;
};


export type MutationResetPasswordArgs = {
  input: UserVerbInput;
};


export type MutationResumeActionArgs = {
  input: ActionVerbInput;
};


export type MutationReturnCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationReturnEvidenceArgs = {
  input: EvidenceVerbInput;
};


export type MutationReturnMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationReturnPlanArgs = {
  input: ActionVerbInput;
};


export type MutationSetClockArgs = {
  input: SetClockInput;
};


export type MutationSignCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationSignMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationSignPlanArgs = {
  input: ActionVerbInput;
};


export type MutationSubmitCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationSubmitMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationSubmitPlanArgs = {
  input: ActionVerbInput;
};


export type MutationSuspendActionArgs = {
  input: ActionVerbInput;
};


export type MutationWithdrawEvidenceArgs = {
  input: EvidenceVerbInput;
};

export type NextDue = {
  __typename?: 'NextDue';
  actionId: Scalars['ID']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  milestoneId: Scalars['ID']['output'];
  title: Scalars['String']['output'];
};

export type Notice = {
  __typename?: 'Notice';
  actionId: Maybe<Scalars['ID']['output']>;
  body: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  readAt: Maybe<Scalars['DateTime']['output']>;
  title: Scalars['String']['output'];
};

export type NoticePage = {
  __typename?: 'NoticePage';
  rows: Array<Notice>;
  total: Scalars['Int']['output'];
  unread: Scalars['Int']['output'];
};

export type OpenUnitAccountsInput = {
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type OpenUnitAccountsPayload = {
  __typename?: 'OpenUnitAccountsPayload';
  accounts: Array<OpenedAccount>;
  userErrors: Array<UserError>;
};

export type OpenedAccount = {
  __typename?: 'OpenedAccount';
  initialPassword: Scalars['String']['output'];
  name: Scalars['String']['output'];
  role: Role;
  unitName: Scalars['String']['output'];
  username: Scalars['String']['output'];
};

export type OrderEvaluationInput = {
  asOf: Scalars['CalendarDay']['input'];
  name: Scalars['String']['input'];
  programId: Scalars['ID']['input'];
  schemeCode: Scalars['String']['input'];
};

export type PlanActionInput = {
  actionId: Scalars['ID']['input'];
  content: Scalars['String']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  headInCharge: Scalars['String']['input'];
  milestones: Array<MilestoneDraftInput>;
  ownerName: Scalars['String']['input'];
  section: Scalars['String']['input'];
  steps?: InputMaybe<Scalars['String']['input']>;
  target?: InputMaybe<Scalars['String']['input']>;
};

export type PlanImport = {
  __typename?: 'PlanImport';
  /** download of the same workbook with the findings written into its cells */
  annotatedUrl: Scalars['String']['output'];
  /** what a commit would do to a program that stands already: e.g. 2 measures changed */
  changes: Array<Scalars['String']['output']>;
  errorCount: Scalars['Int']['output'];
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  issues: Array<WorkbookIssue>;
  measureCount: Scalars['Int']['output'];
  newUnitCount: Scalars['Int']['output'];
  programId: Maybe<Scalars['ID']['output']>;
  programName: Maybe<Scalars['String']['output']>;
  state: Scalars['String']['output'];
  taskCount: Scalars['Int']['output'];
  unitCount: Scalars['Int']['output'];
  warningCount: Scalars['Int']['output'];
};

export type Program = {
  __typename?: 'Program';
  code: Scalars['String']['output'];
  docNo: Maybe<Scalars['String']['output']>;
  endsOn: Scalars['CalendarDay']['output'];
  goals: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  marker: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  stages: Array<Stage>;
  startsOn: Scalars['CalendarDay']['output'];
  tasks: Array<Task>;
  units: Array<Unit>;
};

export type ProgressReport = {
  __typename?: 'ProgressReport';
  difficulty: Maybe<Scalars['String']['output']>;
  done: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  nextStep: Maybe<Scalars['String']['output']>;
  percent: Scalars['Int']['output'];
  reportedAt: Scalars['DateTime']['output'];
  reportedBy: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  action: Maybe<Action>;
  actions: ActionPage;
  calendarYears: Array<CalendarYear>;
  clock: Clock;
  dashboard: Dashboard;
  evaluation: Maybe<Evaluation>;
  evaluations: Array<EvaluationRow>;
  measure: Maybe<Measure>;
  notices: NoticePage;
  planImport: Maybe<PlanImport>;
  program: Maybe<Program>;
  programs: Array<Program>;
  schemes: Array<ScoringScheme>;
  todo: Todo;
  unitEvidence: EvidencePage;
  units: Array<Unit>;
  users: Array<UserRow>;
  viewer: Viewer;
};


export type QueryActionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryActionsArgs = {
  filter: ActionFilter;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
  sort?: InputMaybe<ActionSort>;
};


export type QueryDashboardArgs = {
  programId?: InputMaybe<Scalars['ID']['input']>;
  year?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEvaluationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMeasureArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNoticesArgs = {
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryPlanImportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProgramArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUnitEvidenceArgs = {
  kind?: InputMaybe<EvidenceKind>;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
  text?: InputMaybe<Scalars['String']['input']>;
};

export type ReadNoticesInput = {
  /** every unread one, listed or not */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  ids: Array<Scalars['ID']['input']>;
};

export type RecordFiguresInput = {
  figures: Array<FigureInput>;
  programId: Scalars['ID']['input'];
};

export type RedItem = {
  __typename?: 'RedItem';
  actionId: Scalars['ID']['output'];
  daysLate: Scalars['Int']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  measureCode: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  title: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  workingDaysLate: Scalars['Int']['output'];
};

export type ReportProgressInput = {
  actionId: Scalars['ID']['input'];
  difficulty?: InputMaybe<Scalars['String']['input']>;
  done: Scalars['String']['input'];
  nextStep?: InputMaybe<Scalars['String']['input']>;
  percent: Scalars['Int']['input'];
};

export type ReportProgressPayload = {
  __typename?: 'ReportProgressPayload';
  report: Maybe<ProgressReport>;
  userErrors: Array<UserError>;
};

export type Role =
  | 'AUDIT_ADMIN'
  | 'LEADER'
  | 'OFFICE_CHIEF'
  | 'OFFICE_STAFF'
  | 'SYS_ADMIN'
  | 'UNIT_HEAD'
  | 'UNIT_LIAISON'
  | 'UNIT_STAFF';

export type SchemeIndicator = {
  __typename?: 'SchemeIndicator';
  clause: Scalars['String']['output'];
  code: Scalars['String']['output'];
  full: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  source: Scalars['String']['output'];
};

export type ScoreLine = {
  __typename?: 'ScoreLine';
  refs: Array<ScoreRef>;
  text: Scalars['Localized']['output'];
  value: Scalars['String']['output'];
};

/** a record a figure was made from; actionId opens it */
export type ScoreRef = {
  __typename?: 'ScoreRef';
  actionId: Maybe<Scalars['ID']['output']>;
  label: Scalars['String']['output'];
  ref: Scalars['String']['output'];
};

export type ScoringScheme = {
  __typename?: 'ScoringScheme';
  code: Scalars['String']['output'];
  indicators: Array<SchemeIndicator>;
  name: Scalars['Localized']['output'];
  text: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type SetClockInput = {
  at: Scalars['DateTime']['input'];
};

export type Stage = {
  __typename?: 'Stage';
  goal: Scalars['String']['output'];
  name: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

export type StageTarget = {
  __typename?: 'StageTarget';
  target: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

export type Task = {
  __typename?: 'Task';
  code: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  measures: Array<Measure>;
  seq: Scalars['Int']['output'];
  title: Scalars['String']['output'];
};

export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  actorName: Scalars['String']['output'];
  actorUnit: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  text: Maybe<Scalars['String']['output']>;
  verb: Scalars['String']['output'];
};

export type Todo = {
  __typename?: 'Todo';
  /** of everything, also beyond the items */
  counts: Array<TodoCount>;
  /** at most 300, the most consequential first */
  items: Array<TodoItem>;
  /** further off than the list looks */
  nextDue: Maybe<NextDue>;
  total: Scalars['Int']['output'];
};

export type TodoCount = {
  __typename?: 'TodoCount';
  count: Scalars['Int']['output'];
  kind: Scalars['String']['output'];
};

export type TodoItem = {
  __typename?: 'TodoItem';
  actionId: Scalars['ID']['output'];
  daysLate: Scalars['Int']['output'];
  dueOn: Maybe<Scalars['CalendarDay']['output']>;
  id: Scalars['ID']['output'];
  /** RETURNED OVERDUE DUE_SOON TO_ACKNOWLEDGE TO_SIGN_PLAN TO_SIGN_MILESTONE TO_SIGN_COMPLETION TO_PLAN TO_COMPLETE APPROVE_FREEZE FINAL_REVIEW REVIEW_COMPLETION REVIEW_MILESTONE REVIEW_PLAN TO_READ */
  kind: Scalars['String']['output'];
  light: Light;
  lightReason: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  reason: Maybe<Scalars['String']['output']>;
  /** the day this came to the viewer’s desk */
  since: Maybe<Scalars['CalendarDay']['output']>;
  subtitle: Scalars['String']['output'];
  title: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  workingDaysLate: Scalars['Int']['output'];
  workingDaysLeft: Maybe<Scalars['Int']['output']>;
  /** since it came to the viewer’s desk */
  workingDaysWaiting: Maybe<Scalars['Int']['output']>;
};

/** by month: milestones due, accepted, red at month’s end */
export type TrendPoint = {
  __typename?: 'TrendPoint';
  accepted: Scalars['Int']['output'];
  due: Scalars['Int']['output'];
  month: Scalars['String']['output'];
  red: Scalars['Int']['output'];
};

export type Unit = {
  __typename?: 'Unit';
  code: Scalars['String']['output'];
  field: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  isScored: Scalars['Boolean']['output'];
  kind: Scalars['String']['output'];
  name: Scalars['String']['output'];
  shortName: Scalars['String']['output'];
};

export type UnitActionRole =
  | 'COOP'
  | 'LEAD'
  | 'RESP';

export type UnitScore = {
  __typename?: 'UnitScore';
  grade: Scalars['String']['output'];
  gradeName: Scalars['Localized']['output'];
  indicators: Array<IndicatorScore>;
  rank: Scalars['Int']['output'];
  total: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  vetoes: Array<Scalars['Localized']['output']>;
};

export type UserError = {
  __typename?: 'UserError';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** Path into the mutation’s arguments, for forms. */
  path: Maybe<Array<Scalars['String']['output']>>;
};

export type UserPayload = {
  __typename?: 'UserPayload';
  account: Maybe<OpenedAccount>;
  userErrors: Array<UserError>;
};

export type UserRow = {
  __typename?: 'UserRow';
  id: Scalars['ID']['output'];
  isActive: Scalars['Boolean']['output'];
  lastSignedInAt: Maybe<Scalars['DateTime']['output']>;
  name: Scalars['String']['output'];
  role: Role;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  username: Scalars['String']['output'];
};

export type UserVerbInput = {
  userId: Scalars['ID']['input'];
};

export type Viewer = {
  __typename?: 'Viewer';
  canAdministerUsers: Scalars['Boolean']['output'];
  canImportCalendar: Scalars['Boolean']['output'];
  canImportPlan: Scalars['Boolean']['output'];
  canIssueActions: Scalars['Boolean']['output'];
  canOrderEvaluation: Scalars['Boolean']['output'];
  canReview: Scalars['Boolean']['output'];
  canSeeAllUnits: Scalars['Boolean']['output'];
  canSeeDashboard: Scalars['Boolean']['output'];
  canSetClock: Scalars['Boolean']['output'];
  email: Maybe<Scalars['String']['output']>;
  /** the roles this person may hand out */
  givableRoles: Array<Role>;
  id: Scalars['ID']['output'];
  mustChangePassword: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  role: Role;
  /** the work waiting for this person, as in the menu */
  todoCount: Scalars['Int']['output'];
  unit: Unit;
  unreadNoticeCount: Scalars['Int']['output'];
  username: Scalars['String']['output'];
};

export type WorkbookIssue = {
  __typename?: 'WorkbookIssue';
  code: Scalars['String']['output'];
  column: Scalars['String']['output'];
  message: Scalars['String']['output'];
  row: Scalars['Int']['output'];
  severity: Scalars['String']['output'];
  sheet: Scalars['String']['output'];
  suggestion: Maybe<Scalars['String']['output']>;
};
