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

export type Absence = {
  __typename?: 'Absence';
  canEnd: Scalars['Boolean']['output'];
  /** the day of an early return */
  endedOn: Maybe<Scalars['CalendarDay']['output']>;
  fromOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  /** else it is whoever holds the deputy’s post */
  isStandInNamed: Scalars['Boolean']['output'];
  /** the last day away */
  lastOn: Scalars['CalendarDay']['output'];
  name: Scalars['String']['output'];
  note: Scalars['String']['output'];
  recordedBy: Scalars['String']['output'];
  /** null when nobody stands in */
  standInName: Maybe<Scalars['String']['output']>;
  /** planned, running, over, cancelled */
  state: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  userId: Scalars['ID']['output'];
};

export type AbsencePayload = {
  __typename?: 'AbsencePayload';
  absenceId: Maybe<Scalars['ID']['output']>;
  userErrors: Array<UserError>;
};

export type Action = {
  __typename?: 'Action';
  acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  content: Scalars['String']['output'];
  daysLate: Scalars['Int']['output'];
  dueOn: Scalars['CalendarDay']['output'];
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
  /** stand until the plan is handed in again */
  returnedFields: Maybe<Array<ReturnedField>>;
  returnedPlan: Maybe<ReturnedPlan>;
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

export type ActionRequests = {
  __typename?: 'ActionRequests';
  /** no milestone is extended beyond it */
  actionDueOn: Scalars['CalendarDay']['output'];
  milestones: Array<MilestoneMoves>;
  /** what the viewer may ask about the action, with what stands against it */
  moves: Array<Move>;
  /** what was reported last, to begin a request with */
  progressSoFar: Maybe<Scalars['String']['output']>;
  requests: Array<UnitRequest>;
  viewerCanFile: Scalars['Boolean']['output'];
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

export type AnswerLetterInput = {
  /** out of the unit’s library */
  evidenceIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  letterId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};

export type Answerable = {
  __typename?: 'Answerable';
  charges: Array<Charge>;
  day: Scalars['CalendarDay']['output'];
  holders: Array<PostHolder>;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
};

export type AssessmentLine = {
  __typename?: 'AssessmentLine';
  by: Scalars['String']['output'];
  evidence: Array<CitedEvidence>;
  items: Array<LineItem>;
  leftOut: Array<Scalars['String']['output']>;
  mark: Scalars['String']['output'];
  on: Scalars['CalendarDay']['output'];
  reason: Maybe<Scalars['String']['output']>;
};

export type AssessmentLineInput = {
  indicator: Scalars['String']['input'];
  items?: InputMaybe<Array<LineItemInput>>;
  leftOut?: InputMaybe<Array<Scalars['String']['input']>>;
  mark?: InputMaybe<Scalars['String']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** without milestones the file goes into the unit’s library */
export type AttachEvidenceInput = {
  documentOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  kind: EvidenceKind;
  milestoneIds: Array<Scalars['ID']['input']>;
  title: Scalars['String']['input'];
  uploadId: Scalars['ID']['input'];
};

export type BatchRecordInput = {
  item?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  ref?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['String']['input'];
  vetoes?: InputMaybe<Array<Scalars['String']['input']>>;
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

/** what was drawn from a list, and by what */
export type CaseDraw = {
  __typename?: 'CaseDraw';
  checkpointNote: Scalars['String']['output'];
  checkpointRoot: Scalars['String']['output'];
  /** size of the first checkpoint that covers that leaf */
  checkpointSize: Scalars['Int']['output'];
  /** numbers in the order of the draw */
  drawn: Array<Scalars['String']['output']>;
  drawnAt: Scalars['DateTime']['output'];
  drawnBy: Scalars['String']['output'];
  /** number of the ledger’s leaf that holds the list’s hash */
  leafSeq: Scalars['Int']['output'];
  /** SHA-256 of list hash, LF, root, LF */
  seed: Scalars['String']['output'];
};

export type CaseFile = {
  __typename?: 'CaseFile';
  kind: Scalars['String']['output'];
  number: Scalars['String']['output'];
};

export type CaseFileList = {
  __typename?: 'CaseFileList';
  draw: Maybe<CaseDraw>;
  fileCount: Scalars['Int']['output'];
  files: Array<CaseFile>;
  id: Scalars['ID']['output'];
  listedAt: Scalars['DateTime']['output'];
  listedBy: Scalars['String']['output'];
  no: Scalars['Int']['output'];
  /** why it took the place of the one before */
  reason: Maybe<Scalars['String']['output']>;
  sha256: Scalars['String']['output'];
  /** how many are to be drawn */
  size: Scalars['Int']['output'];
};

/** the case files of a unit for one indicator that they are marked for */
export type CaseFiles = {
  __typename?: 'CaseFiles';
  defaultSize: Scalars['Int']['output'];
  figure: Scalars['String']['output'];
  /** the last one counts */
  lists: Array<CaseFileList>;
  name: Scalars['Localized']['output'];
  viewerCanDraw: Scalars['Boolean']['output'];
  viewerCanList: Scalars['Boolean']['output'];
};

export type ChangeRulesInput = {
  body: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  /** The version it was made from. */
  version: Scalars['Int']['input'];
};

export type ChangeRulesPayload = {
  __typename?: 'ChangeRulesPayload';
  userErrors: Array<UserError>;
  version: Maybe<Scalars['Int']['output']>;
};

export type ChannelHealth = {
  __typename?: 'ChannelHealth';
  backOffUntil: Maybe<Scalars['DateTime']['output']>;
  channel: Scalars['String']['output'];
  failure: Maybe<Scalars['String']['output']>;
  failuresInRow: Scalars['Int']['output'];
  lastFailureAt: Maybe<Scalars['DateTime']['output']>;
  lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  target: Scalars['String']['output'];
};

export type ChannelSetting = {
  __typename?: 'ChannelSetting';
  channel: Scalars['String']['output'];
  /** this instance has settings for it */
  isOpen: Scalars['Boolean']['output'];
};

export type Charge = {
  __typename?: 'Charge';
  actionId: Scalars['ID']['output'];
  headInCharge: Maybe<Scalars['String']['output']>;
  headInChargeSince: Maybe<Scalars['CalendarDay']['output']>;
  measureCode: Scalars['String']['output'];
  ownerName: Maybe<Scalars['String']['output']>;
  ownerSince: Maybe<Scalars['CalendarDay']['output']>;
  title: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

/** a hint for people; keeps nobody from anything */
export type CheckFinding = {
  __typename?: 'CheckFinding';
  code: Scalars['String']['output'];
  evidenceId: Maybe<Scalars['ID']['output']>;
  evidenceTitle: Maybe<Scalars['String']['output']>;
  /** names the finding in remarkOnFinding; null where there is nothing to explain */
  hint: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
  /** null where it is another unit’s and the viewer a unit */
  other: Maybe<ResembledEvidence>;
  passages: Array<Passage>;
  percent: Maybe<Scalars['Int']['output']>;
  remark: Maybe<FindingRemark>;
  /** look: worth a look; note: good to know */
  weight: Scalars['String']['output'];
};

export type CheckLinesInput = {
  evaluationId: Scalars['ID']['input'];
  lines: Array<AssessmentLineInput>;
  unitId: Scalars['ID']['input'];
};

export type ChecklistItem = {
  __typename?: 'ChecklistItem';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  points: Scalars['String']['output'];
};

export type CitedEvidence = {
  __typename?: 'CitedEvidence';
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
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

export type CloseCollectingInput = {
  evaluationId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** what goes into an evaluation, and what is missing still */
export type Collecting = {
  __typename?: 'Collecting';
  assessedCount: Scalars['Int']['output'];
  /** why it cannot be computed yet */
  blockers: Array<Scalars['String']['output']>;
  closingReason: Maybe<Scalars['String']['output']>;
  collectUntil: Maybe<Scalars['CalendarDay']['output']>;
  /** why that is later than was said first */
  collectUntilReason: Maybe<Scalars['String']['output']>;
  collectedAt: Maybe<Scalars['DateTime']['output']>;
  collectedBy: Maybe<Scalars['String']['output']>;
  decisions: Array<MissingDecision>;
  id: Scalars['ID']['output'];
  isOverdue: Scalars['Boolean']['output'];
  missing: Array<MissingFigures>;
  missingCount: Scalars['Int']['output'];
  recordMethods: Array<RecordMethod>;
  /** registers of events without any entry, taken as empty */
  silent: Array<Scalars['Localized']['output']>;
  state: EvaluationState;
  templateUrl: Maybe<Scalars['String']['output']>;
  units: Array<CollectingUnit>;
  viewerCanClose: Scalars['Boolean']['output'];
  viewerCanDecide: Scalars['Boolean']['output'];
  viewerCanRecord: Scalars['Boolean']['output'];
  viewerCanStart: Scalars['Boolean']['output'];
};

export type CollectingPayload = {
  __typename?: 'CollectingPayload';
  evaluationId: Maybe<Scalars['ID']['output']>;
  userErrors: Array<UserError>;
};

export type CollectingUnit = {
  __typename?: 'CollectingUnit';
  officeCount: Scalars['Int']['output'];
  selfCount: Scalars['Int']['output'];
  selfState: SelfAssessmentState;
  signedBy: Maybe<Scalars['String']['output']>;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
};

export type CommitPlanImportInput = {
  importId: Scalars['ID']['input'];
};

export type CommitPlanImportPayload = {
  __typename?: 'CommitPlanImportPayload';
  program: Maybe<Program>;
  userErrors: Array<UserError>;
};

export type CommitStatisticsInput = {
  importId: Scalars['ID']['input'];
};

export type Contacts = {
  __typename?: 'Contacts';
  channels: Array<ChannelSetting>;
  dingtalkId: Maybe<Scalars['String']['output']>;
  email: Maybe<Scalars['String']['output']>;
  kinds: Array<NoticeKindSetting>;
  mobile: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  preferredChannel: Maybe<Scalars['String']['output']>;
  userId: Scalars['ID']['output'];
  wecomId: Maybe<Scalars['String']['output']>;
};

export type CorrectedFigureInput = {
  code: Scalars['String']['input'];
  source: Scalars['String']['input'];
  value: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};

export type CountPayload = {
  __typename?: 'CountPayload';
  count: Scalars['Int']['output'];
  userErrors: Array<UserError>;
};

export type CountedKey = {
  __typename?: 'CountedKey';
  count: Scalars['Int']['output'];
  key: Scalars['String']['output'];
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

export type DecideFinalLineInput = {
  evaluationId: Scalars['ID']['input'];
  line: AssessmentLineInput;
  unitId: Scalars['ID']['input'];
};

export type DeclineSelfAssessmentInput = {
  evaluationId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type DeferFigureInput = {
  evaluationId: Scalars['ID']['input'];
  figure: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};

/** all totals without names */
export type Distribution = {
  __typename?: 'Distribution';
  bands: Array<DistributionBand>;
  unitCount: Scalars['Int']['output'];
};

/** from this mark, and below that one */
export type DistributionBand = {
  __typename?: 'DistributionBand';
  count: Scalars['Int']['output'];
  from: Scalars['Int']['output'];
  to: Scalars['Int']['output'];
};

export type DocumentKind = {
  __typename?: 'DocumentKind';
  approver: LetterApprover;
  /** one for each unit */
  isOfUnits: Scalars['Boolean']['output'];
  kind: EvaluationDocumentKind;
  name: Scalars['String']['output'];
};

/** of the text, without its tables */
export type DocumentLength = {
  __typename?: 'DocumentLength';
  characters: Scalars['Int']['output'];
  pages: Scalars['Int']['output'];
};

export type DocumentVerbInput = {
  documentId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type DocumentWords = {
  __typename?: 'DocumentWords';
  /** one paragraph for each line */
  body: Scalars['String']['output'];
  title: Scalars['String']['output'];
  toName: Scalars['String']['output'];
};

export type DraftBar = {
  __typename?: 'DraftBar';
  label: Scalars['String']['output'];
  permille: Scalars['Int']['output'];
  text: Scalars['String']['output'];
};

/** table, bars, or the head of an appendix */
export type DraftBlock = {
  __typename?: 'DraftBlock';
  bars: Maybe<Array<DraftBar>>;
  caption: Maybe<Scalars['String']['output']>;
  columns: Maybe<Array<DraftTableColumn>>;
  /** table, bars or appendix */
  kind: Scalars['String']['output'];
  rows: Maybe<Array<Array<Scalars['String']['output']>>>;
  title: Maybe<Scalars['String']['output']>;
};

export type DraftCircularInput = {
  /** working days; left out: as the rules have it */
  minDaysLate?: InputMaybe<Scalars['Int']['input']>;
  programId: Scalars['ID']['input'];
  title?: InputMaybe<Scalars['String']['input']>;
};

export type DraftDocumentsInput = {
  evaluationId: Scalars['ID']['input'];
  kind: EvaluationDocumentKind;
  /** left out: every unit */
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type DraftDocumentsPayload = {
  __typename?: 'DraftDocumentsPayload';
  documentIds: Maybe<Array<Scalars['ID']['output']>>;
  userErrors: Array<UserError>;
};

export type DraftLetterInput = {
  /** everything late of them, or else what comes next */
  actionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  body?: InputMaybe<Scalars['String']['input']>;
  milestoneIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** left out: as the rules count it */
  replyDueOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  /** key of a rung */
  step: Scalars['String']['input'];
  title?: InputMaybe<Scalars['String']['input']>;
};

export type DraftObjectionInput = {
  evaluationId: Scalars['ID']['input'];
  evidenceIds: Array<Scalars['ID']['input']>;
  indicator: Scalars['String']['input'];
  line?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
};

export type DraftTableColumn = {
  __typename?: 'DraftTableColumn';
  align: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
  width: Scalars['Int']['output'];
};

export type DrawCaseFilesInput = {
  evaluationId: Scalars['ID']['input'];
  figure: Scalars['String']['input'];
  unitId: Scalars['ID']['input'];
};

export type EditLetterInput = {
  body: Scalars['String']['input'];
  cc?: InputMaybe<Array<Scalars['String']['input']>>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  letterId: Scalars['ID']['input'];
  /** takes out of a circular what has come in, and words it anew */
  refreshRows?: InputMaybe<Scalars['Boolean']['input']>;
  replyDueOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  title: Scalars['String']['input'];
};

export type EndAbsenceInput = {
  absenceId: Scalars['ID']['input'];
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
  /** for a check from outside, once frozen; ?unit= for one unit */
  packageUrl: Maybe<Scalars['String']['output']>;
  programId: Scalars['ID']['output'];
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

/** a computation that another took the place of */
export type EvaluationComputation = {
  __typename?: 'EvaluationComputation';
  /** what the next one made different */
  changes: Array<UnitChange>;
  computedAt: Maybe<Scalars['DateTime']['output']>;
  no: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  replacedAt: Scalars['DateTime']['output'];
  replacedBy: Scalars['String']['output'];
  sha256: Scalars['String']['output'];
};

export type EvaluationDocument = {
  __typename?: 'EvaluationDocument';
  approver: LetterApprover;
  asOf: Scalars['CalendarDay']['output'];
  blocks: Array<DraftBlock>;
  body: Scalars['String']['output'];
  docNo: Maybe<Scalars['String']['output']>;
  draftedAt: Scalars['DateTime']['output'];
  draftedBy: Scalars['String']['output'];
  editedAt: Maybe<Scalars['DateTime']['output']>;
  editedBy: Maybe<Scalars['String']['output']>;
  edition: Scalars['Int']['output'];
  evaluationId: Scalars['ID']['output'];
  evaluationName: Scalars['String']['output'];
  /** why figures of the text are not those of the data */
  figuresNote: Maybe<Scalars['String']['output']>;
  /** as the data have it now, while it is a draft */
  fresh: Maybe<DocumentWords>;
  id: Scalars['ID']['output'];
  /** drafted from a frozen result */
  isFrozen: Scalars['Boolean']['output'];
  /** the result was computed anew, or frozen, since */
  isOutdated: Scalars['Boolean']['output'];
  issuedBy: Maybe<Scalars['String']['output']>;
  issuedOn: Maybe<Scalars['CalendarDay']['output']>;
  kind: EvaluationDocumentKind;
  length: DocumentLength;
  /** as the rules allow */
  longest: DocumentLength;
  mark: Scalars['String']['output'];
  nextMoves: Array<Move>;
  proposedAt: Maybe<Scalars['DateTime']['output']>;
  proposedBy: Maybe<Scalars['String']['output']>;
  replyDueOn: Maybe<Scalars['CalendarDay']['output']>;
  returnReason: Maybe<Scalars['String']['output']>;
  schemeVersion: Scalars['Int']['output'];
  /** of the snapshot it was drafted from */
  sha256: Scalars['String']['output'];
  signedBy: Scalars['String']['output'];
  state: EvaluationDocumentState;
  strayFigures: Array<StrayFigure>;
  title: Scalars['String']['output'];
  toName: Scalars['String']['output'];
  /** the unit it is about; none where it is about the round */
  unitId: Maybe<Scalars['ID']['output']>;
  unitName: Maybe<Scalars['String']['output']>;
  version: Scalars['Int']['output'];
};

export type EvaluationDocumentKind =
  | 'ACCOUNTABILITY'
  | 'COMMENDATION'
  | 'FEEDBACK_LETTER'
  | 'RANKING_TABLE'
  | 'REPORT'
  | 'SCORE_SHEET';

export type EvaluationDocumentPayload = {
  __typename?: 'EvaluationDocumentPayload';
  document: Maybe<EvaluationDocument>;
  userErrors: Array<UserError>;
};

/** a paper about the result of an evaluation */
export type EvaluationDocumentRow = {
  __typename?: 'EvaluationDocumentRow';
  approver: LetterApprover;
  asOf: Scalars['CalendarDay']['output'];
  docNo: Maybe<Scalars['String']['output']>;
  draftedAt: Scalars['DateTime']['output'];
  draftedBy: Scalars['String']['output'];
  editedAt: Maybe<Scalars['DateTime']['output']>;
  editedBy: Maybe<Scalars['String']['output']>;
  edition: Scalars['Int']['output'];
  evaluationId: Scalars['ID']['output'];
  evaluationName: Scalars['String']['output'];
  /** why figures of the text are not those of the data */
  figuresNote: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** drafted from a frozen result */
  isFrozen: Scalars['Boolean']['output'];
  issuedBy: Maybe<Scalars['String']['output']>;
  issuedOn: Maybe<Scalars['CalendarDay']['output']>;
  kind: EvaluationDocumentKind;
  length: DocumentLength;
  /** as the rules allow */
  longest: DocumentLength;
  proposedAt: Maybe<Scalars['DateTime']['output']>;
  proposedBy: Maybe<Scalars['String']['output']>;
  replyDueOn: Maybe<Scalars['CalendarDay']['output']>;
  returnReason: Maybe<Scalars['String']['output']>;
  schemeVersion: Scalars['Int']['output'];
  /** of the snapshot it was drafted from */
  sha256: Scalars['String']['output'];
  state: EvaluationDocumentState;
  title: Scalars['String']['output'];
  toName: Scalars['String']['output'];
  /** the unit it is about; none where it is about the round */
  unitId: Maybe<Scalars['ID']['output']>;
  unitName: Maybe<Scalars['String']['output']>;
  version: Scalars['Int']['output'];
};

export type EvaluationDocumentState =
  | 'DRAFTED'
  | 'ISSUED'
  | 'PROPOSED';

export type EvaluationDocuments = {
  __typename?: 'EvaluationDocuments';
  /** what the reader may draft */
  kinds: Array<DocumentKind>;
  rows: Array<EvaluationDocumentRow>;
};

/** between a computed result and its publication */
export type EvaluationOutcome = {
  __typename?: 'EvaluationOutcome';
  computations: Array<EvaluationComputation>;
  confirmedCount: Scalars['Int']['output'];
  correctedById: Maybe<Scalars['ID']['output']>;
  correctedByName: Maybe<Scalars['String']['output']>;
  correctionReason: Maybe<Scalars['String']['output']>;
  correctsId: Maybe<Scalars['ID']['output']>;
  correctsName: Maybe<Scalars['String']['output']>;
  evaluationId: Scalars['ID']['output'];
  /** why it cannot be proposed to be frozen, in the reader’s language */
  freezeBlockers: Array<Scalars['String']['output']>;
  isWindowOpen: Scalars['Boolean']['output'];
  /** short names of the units that have not confirmed */
  notConfirmed: Array<Scalars['String']['output']>;
  objections: Array<Objection>;
  objectionsUntil: Maybe<Scalars['CalendarDay']['output']>;
  publications: Array<Publication>;
  releasedAt: Maybe<Scalars['DateTime']['output']>;
  releasedBy: Maybe<Scalars['String']['output']>;
  state: EvaluationState;
  uncorrectedCount: Scalars['Int']['output'];
  undecidedCount: Scalars['Int']['output'];
  unitCount: Scalars['Int']['output'];
  viewerCanCorrect: Scalars['Boolean']['output'];
  viewerCanDecidePublication: Scalars['Boolean']['output'];
  viewerCanProposePublication: Scalars['Boolean']['output'];
  viewerCanRecompute: Scalars['Boolean']['output'];
  viewerCanRelease: Scalars['Boolean']['output'];
  viewerCanReturnFreeze: Scalars['Boolean']['output'];
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
  | 'CHECKING'
  | 'COLLECTING'
  | 'COMPUTED'
  | 'FAILED'
  | 'FREEZE_PROPOSED'
  | 'FROZEN'
  | 'PROVISIONAL'
  | 'QUEUED';

export type EvaluationVerbInput = {
  evaluationId: Scalars['ID']['input'];
};

export type Evidence = {
  __typename?: 'Evidence';
  /** what changed against the version before */
  changeNote: Maybe<Scalars['String']['output']>;
  documentOn: Maybe<Scalars['CalendarDay']['output']>;
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** serves the milestone that the library is asked for */
  isLinked: Maybe<Scalars['Boolean']['output']>;
  /** there is no newer version of it */
  isNewest: Scalars['Boolean']['output'];
  kind: EvidenceKind;
  mime: Scalars['String']['output'];
  /** accepted for another period: would be reviewed once more on that milestone */
  needsReviewAgain: Maybe<Scalars['Boolean']['output']>;
  nextMoves: Array<Move>;
  returnCode: Maybe<Scalars['String']['output']>;
  returnReason: Maybe<Scalars['String']['output']>;
  /** the same file, accepted for another period */
  reusedFromId: Maybe<Scalars['ID']['output']>;
  reviewedBy: Maybe<Scalars['String']['output']>;
  sha256: Scalars['String']['output'];
  size: Scalars['Int']['output'];
  sm3: Maybe<Scalars['String']['output']>;
  state: EvidenceState;
  title: Scalars['String']['output'];
  uploadedAt: Scalars['DateTime']['output'];
  uploadedBy: Scalars['String']['output'];
  uploadedOn: Scalars['CalendarDay']['output'];
  url: Scalars['String']['output'];
  /** milestones and measures by year that this evidence serves */
  usedCount: Scalars['Int']['output'];
  version: Scalars['Int']['output'];
  versionNo: Scalars['Int']['output'];
  viewerCanReplace: Scalars['Boolean']['output'];
  withdrawnAt: Maybe<Scalars['DateTime']['output']>;
  withdrawnBy: Maybe<Scalars['String']['output']>;
  withdrawnReason: Maybe<Scalars['String']['output']>;
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

export type EvidenceRecord = {
  __typename?: 'EvidenceRecord';
  evidence: Evidence;
  uses: Array<EvidenceUse>;
  /** newest first */
  versions: Array<Evidence>;
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

/** by a milestone, or by a measure in a year */
export type EvidenceUse = {
  __typename?: 'EvidenceUse';
  actionId: Maybe<Scalars['ID']['output']>;
  isReviewedAgain: Scalars['Boolean']['output'];
  measureCode: Scalars['String']['output'];
  measureId: Scalars['ID']['output'];
  measureTitle: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  milestoneState: Maybe<MilestoneState>;
  milestoneTitle: Maybe<Scalars['String']['output']>;
  usedAt: Scalars['DateTime']['output'];
  usedBy: Maybe<Scalars['String']['output']>;
  year: Scalars['Int']['output'];
};

export type EvidenceUseInput = {
  measureId: Scalars['ID']['input'];
  year: Scalars['Int']['input'];
};

export type EvidenceVerbInput = {
  evidenceId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

export type ExemptReportInput = {
  reason: Scalars['String']['input'];
  reportId: Scalars['ID']['input'];
};

export type ExplainDelayInput = {
  actionId: Scalars['ID']['input'];
  milestoneId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};

export type ExtendCollectingInput = {
  /** the new last day, later than the old one */
  collectUntil: Scalars['CalendarDay']['input'];
  evaluationId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type FailedJob = {
  __typename?: 'FailedJob';
  failure: Scalars['String']['output'];
  name: Scalars['String']['output'];
  subject: Scalars['String']['output'];
};

export type FigureInput = {
  code: Scalars['String']['input'];
  isProvisional?: InputMaybe<Scalars['Boolean']['input']>;
  source: Scalars['String']['input'];
  unitCode: Scalars['String']['input'];
  value: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};

export type FileRequestInput = {
  actionId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** what the unit says to a finding */
export type FindingRemark = {
  __typename?: 'FindingRemark';
  text: Scalars['String']['output'];
  writtenBy: Scalars['String']['output'];
  writtenOn: Scalars['CalendarDay']['output'];
};

export type GradeCount = {
  __typename?: 'GradeCount';
  count: Scalars['Int']['output'];
  grade: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
};

export type GradeSpread = {
  __typename?: 'GradeSpread';
  after: Scalars['Int']['output'];
  before: Scalars['Int']['output'];
  grade: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
};

export type GrantRequestInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** another, earlier day than the one asked for */
  grantedDueOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  /** a word to the unit */
  reason?: InputMaybe<Scalars['String']['input']>;
  requestId: Scalars['ID']['input'];
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

export type HandOverPayload = {
  __typename?: 'HandOverPayload';
  account: Maybe<OpenedAccount>;
  counts: Array<OpenWorkCount>;
  moved: Array<OpenWork>;
  outgoingName: Maybe<Scalars['String']['output']>;
  successorName: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type HandOverPostInput = {
  /** instead of a successor who has an account */
  account?: InputMaybe<NewHolderInput>;
  /** the first day on which the successor answers */
  day: Scalars['CalendarDay']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  outgoing?: InputMaybe<OutgoingFate>;
  /** the holder the form showed; null for an empty post */
  outgoingId?: InputMaybe<Scalars['ID']['input']>;
  post: PostKind;
  successorId?: InputMaybe<Scalars['ID']['input']>;
  unitId: Scalars['ID']['input'];
};

export type HandOverPreview = {
  __typename?: 'HandOverPreview';
  candidates: Array<PostCandidate>;
  counts: Array<OpenWorkCount>;
  /** the hand-over may not be dated before it */
  earliestOn: Maybe<Scalars['CalendarDay']['output']>;
  /** whose open work moves: the holder, or a last one who has left */
  outgoingName: Maybe<Scalars['String']['output']>;
  /** the present holder */
  present: Maybe<PostHolding>;
  /** a free one for a new account */
  username: Scalars['String']['output'];
  /** empty for those who may not read the unit’s work */
  work: Array<OpenWork>;
};

export type ImportCalendarInput = {
  exceptions: Array<CalendarExceptionInput>;
  noticeNo: Scalars['String']['input'];
  year: Scalars['Int']['input'];
};

export type IndicatorLines = {
  __typename?: 'IndicatorLines';
  apart: Maybe<Scalars['String']['output']>;
  clause: Scalars['String']['output'];
  code: Scalars['String']['output'];
  criterion: Maybe<Scalars['String']['output']>;
  final: Maybe<AssessmentLine>;
  full: Scalars['String']['output'];
  gap: Maybe<Scalars['String']['output']>;
  /** marked by people; everything else is counted or recorded */
  isAssessed: Scalars['Boolean']['output'];
  items: Array<ChecklistItem>;
  lines: Array<KnownLine>;
  method: Scalars['String']['output'];
  missing: Array<Scalars['Localized']['output']>;
  most: Maybe<Scalars['String']['output']>;
  name: Scalars['Localized']['output'];
  number: Maybe<Scalars['String']['output']>;
  office: Maybe<AssessmentLine>;
  /** what an upheld objection put in the place of the final line */
  ruled: Maybe<AssessmentLine>;
  /** what it comes to by what is on record */
  score: Maybe<Scalars['String']['output']>;
  self: Maybe<AssessmentLine>;
  source: Scalars['String']['output'];
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

export type KnownLine = {
  __typename?: 'KnownLine';
  text: Scalars['Localized']['output'];
  value: Scalars['String']['output'];
};

export type LackingFigure = {
  __typename?: 'LackingFigure';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  unitCount: Scalars['Int']['output'];
  years: Array<Scalars['Int']['output']>;
};

export type LastReport = {
  __typename?: 'LastReport';
  id: Scalars['ID']['output'];
  kindName: Scalars['String']['output'];
  periodLabel: Scalars['String']['output'];
  text: ReportText;
};

export type LedgerFinding = {
  __typename?: 'LedgerFinding';
  beganAt: Scalars['DateTime']['output'];
  endedAt: Maybe<Scalars['DateTime']['output']>;
  expected: Scalars['String']['output'];
  found: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  kind: LedgerFindingKind;
  place: Scalars['String']['output'];
};

export type LedgerFindingKind =
  | 'ALTERED'
  | 'DAMAGED'
  | 'EXTRA'
  | 'MISSING'
  | 'TRUNCATED'
  | 'UNLOGGED';

export type LedgerState = {
  __typename?: 'LedgerState';
  checkpointAt: Maybe<Scalars['DateTime']['output']>;
  /** leaves under the newest checkpoint */
  checkpointSize: Scalars['Int']['output'];
  damagedCount: Scalars['Int']['output'];
  fileCount: Scalars['Int']['output'];
  /** files read again at least once since they came */
  filesReread: Scalars['Int']['output'];
  /** open ones first */
  findings: Array<LedgerFinding>;
  /** for comparing with what others kept */
  fingerprint: Maybe<Scalars['String']['output']>;
  lastRereadAt: Maybe<Scalars['DateTime']['output']>;
  monitorRanAt: Maybe<Scalars['DateTime']['output']>;
  /** up to which leaf its last run read */
  monitorReadTo: Maybe<Scalars['Int']['output']>;
  /** leaves */
  size: Scalars['Int']['output'];
  witnessNoteCount: Scalars['Int']['output'];
};

export type Letter = {
  __typename?: 'Letter';
  /** the letter that was not enough */
  after: Maybe<LetterBefore>;
  answer: Maybe<Scalars['String']['output']>;
  answeredOn: Maybe<Scalars['CalendarDay']['output']>;
  approvedBy: Maybe<Scalars['String']['output']>;
  approver: LetterApprover;
  basis: Scalars['String']['output'];
  /** as it is read, with the day the answer is due */
  body: Scalars['String']['output'];
  cc: Array<Scalars['String']['output']>;
  colour: Maybe<LetterColour>;
  copiesReceivedCount: Scalars['Int']['output'];
  /** of a circular: units it went to */
  copyCount: Scalars['Int']['output'];
  /** working days it is late to be signed for or answered */
  daysOverdue: Scalars['Int']['output'];
  docNo: Maybe<Scalars['String']['output']>;
  /** as it is edited */
  draftBody: Scalars['String']['output'];
  draftedBy: Scalars['String']['output'];
  draftedOn: Scalars['CalendarDay']['output'];
  evidence: Array<LetterEvidence>;
  id: Scalars['ID']['output'];
  isOverdue: Scalars['Boolean']['output'];
  items: Array<LetterItem>;
  kind: LetterKind;
  lateRows: Array<LetterRow>;
  /** characters of the text */
  length: Scalars['Int']['output'];
  longest: Scalars['Int']['output'];
  mark: Scalars['String']['output'];
  /** as it is spoken of, in the reader’s language */
  name: Scalars['String']['output'];
  nextMoves: Array<Move>;
  /** system or hand */
  origin: Scalars['String']['output'];
  /** why it was withdrawn or revoked */
  reason: Maybe<Scalars['String']['output']>;
  receiptDueOn: Maybe<Scalars['CalendarDay']['output']>;
  receivedBy: Maybe<Scalars['String']['output']>;
  receivedOn: Maybe<Scalars['CalendarDay']['output']>;
  /** of a draft: if it were sent today */
  replyDueOn: Maybe<Scalars['CalendarDay']['output']>;
  /** number of the note that revoked it */
  revokedDocNo: Maybe<Scalars['String']['output']>;
  revokedOn: Maybe<Scalars['CalendarDay']['output']>;
  sentOn: Maybe<Scalars['CalendarDay']['output']>;
  settledOn: Maybe<Scalars['CalendarDay']['output']>;
  signedBy: Scalars['String']['output'];
  state: LetterState;
  steps: Array<LetterStep>;
  title: Scalars['String']['output'];
  toName: Scalars['String']['output'];
  toPosts: Array<Scalars['String']['output']>;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  version: Scalars['Int']['output'];
  /** receipt or reply */
  waitsFor: Maybe<Scalars['String']['output']>;
};

export type LetterApprover =
  | 'LEADER'
  | 'OFFICE_CHIEF';

export type LetterBefore = {
  __typename?: 'LetterBefore';
  docNo: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type LetterColour =
  | 'BLUE'
  | 'ORANGE'
  | 'RED';

export type LetterEvidence = {
  __typename?: 'LetterEvidence';
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
};

export type LetterFilter = {
  actionId?: InputMaybe<Scalars['ID']['input']>;
  kind?: InputMaybe<LetterKind>;
  /** to-approve to-receive to-answer answered overdue settled all */
  tab?: InputMaybe<Scalars['String']['input']>;
  text?: InputMaybe<Scalars['String']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
};

export type LetterItem = {
  __typename?: 'LetterItem';
  actionId: Maybe<Scalars['ID']['output']>;
  /** working days, as they stand in the letter */
  daysOverdue: Scalars['Int']['output'];
  /** why it no longer stands in the letter */
  droppedReason: Maybe<Scalars['String']['output']>;
  dueOn: Scalars['CalendarDay']['output'];
  /** still waited for */
  isOpen: Scalars['Boolean']['output'];
  measureCode: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  subjectId: Scalars['ID']['output'];
  title: Scalars['String']['output'];
};

export type LetterKind =
  | 'CIRCULAR'
  | 'REMINDER_LETTER'
  | 'SUMMONS'
  | 'SUPERVISION_ORDER';

export type LetterPage = {
  __typename?: 'LetterPage';
  rows: Array<Letter>;
  tabs: Array<LetterTab>;
  total: Scalars['Int']['output'];
};

export type LetterPayload = {
  __typename?: 'LetterPayload';
  letter: Maybe<Letter>;
  userErrors: Array<UserError>;
};

/** a line of a circular’s list */
export type LetterRow = {
  __typename?: 'LetterRow';
  daysLate: Scalars['Int']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  unit: Scalars['String']['output'];
  what: Scalars['String']['output'];
};

/** one step of the ladder, as the rules have it */
export type LetterRung = {
  __typename?: 'LetterRung';
  approver: LetterApprover;
  body: Scalars['String']['output'];
  colour: Maybe<LetterColour>;
  key: Scalars['String']['output'];
  kind: LetterKind;
  name: Scalars['String']['output'];
  /** one matter, one letter */
  oneMatter: Scalars['Boolean']['output'];
  /** if it were sent today */
  replyDueOn: Maybe<Scalars['CalendarDay']['output']>;
  title: Scalars['String']['output'];
  toPosts: Array<Scalars['String']['output']>;
  workingDaysOverdue: Scalars['Int']['output'];
};

export type LetterState =
  | 'ANSWERED'
  | 'DRAFTED'
  | 'ESCALATED'
  | 'RECEIVED'
  | 'REVOKED'
  | 'SENT'
  | 'SETTLED'
  | 'WITHDRAWN';

export type LetterStep = {
  __typename?: 'LetterStep';
  actorName: Scalars['String']['output'];
  actorPost: Scalars['String']['output'];
  actorUnit: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  text: Maybe<Scalars['String']['output']>;
  verb: Scalars['String']['output'];
};

export type LetterTab = {
  __typename?: 'LetterTab';
  count: Scalars['Int']['output'];
  key: Scalars['String']['output'];
};

export type LetterVerbInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  letterId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type LettersPayload = {
  __typename?: 'LettersPayload';
  letters: Maybe<Array<Letter>>;
  userErrors: Array<UserError>;
};

/** asked once, used n times */
export type LibrarySum = {
  __typename?: 'LibrarySum';
  files: Scalars['Int']['output'];
  /** uses that needed no upload of their own */
  uploadsSaved: Scalars['Int']['output'];
  used: Scalars['Int']['output'];
};

export type LiftDecisionInput = {
  decisionId: Scalars['ID']['input'];
  evaluationId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
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

export type LineItem = {
  __typename?: 'LineItem';
  item: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type LineItemInput = {
  item: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type LinkEvidenceInput = {
  evidenceId: Scalars['ID']['input'];
  milestoneIds: Array<Scalars['ID']['input']>;
};

export type ListCaseFilesInput = {
  evaluationId: Scalars['ID']['input'];
  figure: Scalars['String']['input'];
  /** a case a line: number, tab or comma, kind */
  list: Scalars['String']['input'];
  /** why it takes the place of an earlier one */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** how many are to be drawn; by the rules if not said */
  size?: InputMaybe<Scalars['Int']['input']>;
  unitId: Scalars['ID']['input'];
};

export type MarkChange = {
  __typename?: 'MarkChange';
  after: Scalars['String']['output'];
  before: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
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

export type MilestoneCheck = {
  __typename?: 'MilestoneCheck';
  checkedCount: Scalars['Int']['output'];
  findings: Array<CheckFinding>;
  /** false while the text of some file is being read */
  isComplete: Scalars['Boolean']['output'];
  milestoneId: Scalars['ID']['output'];
  viewerCanRemark: Scalars['Boolean']['output'];
};

export type MilestoneCheckPayload = {
  __typename?: 'MilestoneCheckPayload';
  check: Maybe<MilestoneCheck>;
  userErrors: Array<UserError>;
};

export type MilestoneDraftInput = {
  acceptanceRule?: InputMaybe<Scalars['String']['input']>;
  deliverable: Scalars['String']['input'];
  dueOn: Scalars['CalendarDay']['input'];
  id?: InputMaybe<Scalars['ID']['input']>;
  proofKinds: Array<EvidenceKind>;
  title: Scalars['String']['input'];
};

export type MilestoneMoves = {
  __typename?: 'MilestoneMoves';
  milestoneId: Scalars['ID']['output'];
  moves: Array<Move>;
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

/** what the chief decided about something missing: an indicator of a unit, or a figure of the round */
export type MissingDecision = {
  __typename?: 'MissingDecision';
  decidedAt: Scalars['DateTime']['output'];
  decidedBy: Scalars['String']['output'];
  figure: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  indicator: Maybe<Scalars['String']['output']>;
  liftReason: Maybe<Scalars['String']['output']>;
  liftedBy: Maybe<Scalars['String']['output']>;
  name: Scalars['Localized']['output'];
  reason: Scalars['String']['output'];
  unitId: Maybe<Scalars['ID']['output']>;
  unitName: Maybe<Scalars['String']['output']>;
  year: Scalars['Int']['output'];
};

/** a figure that the scheme asks for, and of whom it is not on record */
export type MissingFigures = {
  __typename?: 'MissingFigures';
  figure: Scalars['String']['output'];
  figureName: Scalars['Localized']['output'];
  indicator: Scalars['String']['output'];
  indicatorName: Scalars['Localized']['output'];
  method: Scalars['String']['output'];
  units: Array<NamedUnit>;
  /** 0 for a figure without a year */
  year: Scalars['Int']['output'];
};

/** what the viewer may do next; allowed=false comes with the reasons */
export type Move = {
  __typename?: 'Move';
  allowed: Scalars['Boolean']['output'];
  blockers: Array<Blocker>;
  needsReason: Scalars['Boolean']['output'];
  verb: Scalars['String']['output'];
};

export type MoveDecision = {
  __typename?: 'MoveDecision';
  after: Maybe<Scalars['String']['output']>;
  /** its part of the total */
  before: Maybe<Scalars['String']['output']>;
  code: Maybe<Scalars['String']['output']>;
  /** indicator, veto or others */
  kind: Scalars['String']['output'];
  name: Maybe<Scalars['Localized']['output']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  acceptEvidence: EvidencePayload;
  acceptMilestone: MilestonePayload;
  acceptReport: ReportPayload;
  acknowledgeAction: ActionPayload;
  answerLetter: LetterPayload;
  answerRequest: RequestPayload;
  approveFreeze: EvaluationPayload;
  approveLetter: LetterPayload;
  approvePlan: ActionPayload;
  approvePublication: OutcomePayload;
  askForHelp: RequestPayload;
  attachEvidence: EvidencePayload;
  cancelAction: ActionPayload;
  changeRules: ChangeRulesPayload;
  checkLines: CollectingPayload;
  closeAction: ActionPayload;
  closeCollecting: CollectingPayload;
  commitPlanImport: CommitPlanImportPayload;
  commitStatistics: CollectingPayload;
  completeAction: ActionPayload;
  confirmResult: UnitResultPayload;
  confirmSelfLines: CollectingPayload;
  createUser: UserPayload;
  deactivateUser: CountPayload;
  decideFinalLine: CollectingPayload;
  declineAction: RequestPayload;
  declineCompletion: ActionPayload;
  declineMilestone: MilestonePayload;
  declineObjection: ObjectionPayload;
  declinePlan: ActionPayload;
  declineReport: ReportPayload;
  declineRequest: RequestPayload;
  declineSelfAssessment: CollectingPayload;
  deferFigure: CollectingPayload;
  draftCircular: LetterPayload;
  draftDocuments: DraftDocumentsPayload;
  draftLetter: LettersPayload;
  draftObjection: ObjectionPayload;
  draftReportCircular: ReportCircularPayload;
  drawCaseFiles: CollectingPayload;
  editLetter: LetterPayload;
  endAbsence: AbsencePayload;
  escalateLetter: LettersPayload;
  exemptReport: ReportPayload;
  explainDelay: RequestPayload;
  extendCollecting: CollectingPayload;
  grantRequest: RequestPayload;
  handOverPost: HandOverPayload;
  importCalendar: CountPayload;
  issueActions: IssueActionsPayload;
  issueDocument: EvaluationDocumentPayload;
  leadersGrantRequest: RequestPayload;
  leadersRefuseRequest: RequestPayload;
  liftDecision: CollectingPayload;
  linkEvidence: EvidencePayload;
  listCaseFiles: CollectingPayload;
  muteNotices: CountPayload;
  noteRequest: RequestPayload;
  openEvaluation: CollectingPayload;
  openUnitAccounts: OpenUnitAccountsPayload;
  orderEvaluation: EvaluationPayload;
  passRequest: RequestPayload;
  passReview: ActionPayload;
  planAction: ActionPayload;
  proposeDocument: EvaluationDocumentPayload;
  proposeFreeze: EvaluationPayload;
  proposePublication: OutcomePayload;
  publishScheme: SchemeVersionPayload;
  putRequestToLeaders: RequestPayload;
  readNotices: CountPayload;
  readRequest: RequestPayload;
  receiveLetter: LetterPayload;
  recomputeEvaluation: OutcomePayload;
  recordBatch: CollectingPayload;
  recordFigures: CountPayload;
  recordWitnessNote: WitnessNotePayload;
  refusePublication: OutcomePayload;
  refuseRequest: RequestPayload;
  regenerateDocument: EvaluationDocumentPayload;
  rejectObjection: ObjectionPayload;
  releaseProvisional: OutcomePayload;
  remarkOnFinding: MilestoneCheckPayload;
  reopenAction: ActionPayload;
  replaceEvidence: EvidencePayload;
  reportProgress: ReportProgressPayload;
  requestExtension: RequestPayload;
  requestNotApplicable: RequestPayload;
  resetPassword: UserPayload;
  resumeAction: ActionPayload;
  retryParkedEvents: CountPayload;
  returnAnswer: LetterPayload;
  returnCompletion: ActionPayload;
  returnDocument: EvaluationDocumentPayload;
  returnEvidence: EvidencePayload;
  returnFreeze: OutcomePayload;
  returnMilestone: MilestonePayload;
  returnPlan: ActionPayload;
  returnReport: ReportPayload;
  reverseRequest: RequestPayload;
  revokeLetter: LetterPayload;
  ruleNotApplicable: CollectingPayload;
  saveDocument: EvaluationDocumentPayload;
  saveSchemeDraft: SchemeVersionPayload;
  saveSelfAssessment: CollectingPayload;
  setAbsence: AbsencePayload;
  setClock: ClockPayload;
  setContacts: CountPayload;
  settleLetter: LetterPayload;
  signCompletion: ActionPayload;
  signMilestone: MilestonePayload;
  signObjection: ObjectionPayload;
  signPlan: ActionPayload;
  signReport: ReportPayload;
  signRequest: RequestPayload;
  signSelfAssessment: CollectingPayload;
  startEvaluation: CollectingPayload;
  startReport: ReportPayload;
  submitCompletion: ActionPayload;
  submitMilestone: MilestonePayload;
  submitPlan: ActionPayload;
  submitReport: ReportPayload;
  submitSelfAssessment: CollectingPayload;
  suspendAction: ActionPayload;
  upholdObjection: ObjectionPayload;
  useEvidence: EvidencePayload;
  withdrawEvidence: EvidencePayload;
  withdrawLetter: LetterPayload;
  withdrawObjection: ObjectionPayload;
  withdrawReport: ReportPayload;
  withdrawRequest: RequestPayload;
};


export type MutationAcceptEvidenceArgs = {
  input: EvidenceVerbInput;
};


export type MutationAcceptMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationAcceptReportArgs = {
  input: ReportVerbInput;
};


export type MutationAcknowledgeActionArgs = {
  input: ActionVerbInput;
};


export type MutationAnswerLetterArgs = {
  input: AnswerLetterInput;
};


export type MutationAnswerRequestArgs = {
  input: RequestVerbInput;
};


export type MutationApproveFreezeArgs = {
  input: EvaluationVerbInput;
};


export type MutationApproveLetterArgs = {
  input: LetterVerbInput;
};


export type MutationApprovePlanArgs = {
  input: ActionVerbInput;
};


export type MutationApprovePublicationArgs = {
  input: PublicationVerbInput;
};


export type MutationAskForHelpArgs = {
  input: ExplainDelayInput;
};


export type MutationAttachEvidenceArgs = {
  input: AttachEvidenceInput;
};


export type MutationCancelActionArgs = {
  input: ActionVerbInput;
};


export type MutationChangeRulesArgs = {
  input: ChangeRulesInput;
};


export type MutationCheckLinesArgs = {
  input: CheckLinesInput;
};


export type MutationCloseActionArgs = {
  input: ActionVerbInput;
};


export type MutationCloseCollectingArgs = {
  input: CloseCollectingInput;
};


export type MutationCommitPlanImportArgs = {
  input: CommitPlanImportInput;
};


export type MutationCommitStatisticsArgs = {
  input: CommitStatisticsInput;
};


export type MutationCompleteActionArgs = {
  input: ActionVerbInput;
};


export type MutationConfirmResultArgs = {
  input: EvaluationVerbInput;
};


export type MutationConfirmSelfLinesArgs = {
  input: UnitOfEvaluationInput;
};


export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


export type MutationDeactivateUserArgs = {
  input: UserVerbInput;
};


export type MutationDecideFinalLineArgs = {
  input: DecideFinalLineInput;
};


export type MutationDeclineActionArgs = {
  input: FileRequestInput;
};


export type MutationDeclineCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationDeclineMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationDeclineObjectionArgs = {
  input: ObjectionVerbInput;
};


export type MutationDeclinePlanArgs = {
  input: ActionVerbInput;
};


export type MutationDeclineReportArgs = {
  input: ReportVerbInput;
};


export type MutationDeclineRequestArgs = {
  input: RequestVerbInput;
};


export type MutationDeclineSelfAssessmentArgs = {
  input: DeclineSelfAssessmentInput;
};


export type MutationDeferFigureArgs = {
  input: DeferFigureInput;
};


export type MutationDraftCircularArgs = {
  input: DraftCircularInput;
};


export type MutationDraftDocumentsArgs = {
  input: DraftDocumentsInput;
};


export type MutationDraftLetterArgs = {
  input: DraftLetterInput;
};


export type MutationDraftObjectionArgs = {
  input: DraftObjectionInput;
};


export type MutationDraftReportCircularArgs = {
  input: ReportsFilter;
};


export type MutationDrawCaseFilesArgs = {
  input: DrawCaseFilesInput;
};


export type MutationEditLetterArgs = {
  input: EditLetterInput;
};


export type MutationEndAbsenceArgs = {
  input: EndAbsenceInput;
};


export type MutationEscalateLetterArgs = {
  input: LetterVerbInput;
};


export type MutationExemptReportArgs = {
  input: ExemptReportInput;
};


export type MutationExplainDelayArgs = {
  input: ExplainDelayInput;
};


export type MutationExtendCollectingArgs = {
  input: ExtendCollectingInput;
};


export type MutationGrantRequestArgs = {
  input: GrantRequestInput;
};


export type MutationHandOverPostArgs = {
  input: HandOverPostInput;
};


export type MutationImportCalendarArgs = {
  input: ImportCalendarInput;
};


export type MutationIssueActionsArgs = {
  input: IssueActionsInput;
};


export type MutationIssueDocumentArgs = {
  input: DocumentVerbInput;
};


export type MutationLeadersGrantRequestArgs = {
  input: GrantRequestInput;
};


export type MutationLeadersRefuseRequestArgs = {
  input: RequestVerbInput;
};


export type MutationLiftDecisionArgs = {
  input: LiftDecisionInput;
};


export type MutationLinkEvidenceArgs = {
  input: LinkEvidenceInput;
};


export type MutationListCaseFilesArgs = {
  input: ListCaseFilesInput;
};


export type MutationMuteNoticesArgs = {
  input: MuteNoticesInput;
};


export type MutationNoteRequestArgs = {
  input: RequestVerbInput;
};


export type MutationOpenEvaluationArgs = {
  input: OpenEvaluationInput;
};


export type MutationOpenUnitAccountsArgs = {
  input: OpenUnitAccountsInput;
};


export type MutationOrderEvaluationArgs = {
  input: OrderEvaluationInput;
};


export type MutationPassRequestArgs = {
  input: RequestVerbInput;
};


export type MutationPassReviewArgs = {
  input: ActionVerbInput;
};


export type MutationPlanActionArgs = {
  input: PlanActionInput;
};


export type MutationProposeDocumentArgs = {
  input: DocumentVerbInput;
};


export type MutationProposeFreezeArgs = {
  input: EvaluationVerbInput;
};


export type MutationProposePublicationArgs = {
  input: ProposePublicationInput;
};


export type MutationPublishSchemeArgs = {
  input: PublishSchemeInput;
};


export type MutationPutRequestToLeadersArgs = {
  input: RequestVerbInput;
};


export type MutationReadNoticesArgs = {
  input: ReadNoticesInput;
};


export type MutationReadRequestArgs = {
  input: RequestVerbInput;
};


export type MutationReceiveLetterArgs = {
  input: LetterVerbInput;
};


export type MutationRecomputeEvaluationArgs = {
  input: ReasonedEvaluationInput;
};


export type MutationRecordBatchArgs = {
  input: RecordBatchInput;
};


export type MutationRecordFiguresArgs = {
  input: RecordFiguresInput;
};


export type MutationRecordWitnessNoteArgs = {
  input: RecordWitnessNoteInput;
};


export type MutationRefusePublicationArgs = {
  input: PublicationVerbInput;
};


export type MutationRefuseRequestArgs = {
  input: RequestVerbInput;
};


export type MutationRegenerateDocumentArgs = {
  input: DocumentVerbInput;
};


export type MutationRejectObjectionArgs = {
  input: ObjectionVerbInput;
};


export type MutationReleaseProvisionalArgs = {
  input: EvaluationVerbInput;
};


export type MutationRemarkOnFindingArgs = {
  input: RemarkOnFindingInput;
};


export type MutationReopenActionArgs = {
  input: ActionVerbInput;
};


export type MutationReplaceEvidenceArgs = {
  input: ReplaceEvidenceInput;
};


export type MutationReportProgressArgs = {
  input: ReportProgressInput;
};


export type MutationRequestExtensionArgs = {
  input: RequestExtensionInput;
};


export type MutationRequestNotApplicableArgs = {
  input: FileRequestInput;
};


export type MutationResetPasswordArgs = {
  input: UserVerbInput;
};


export type MutationResumeActionArgs = {
  input: ActionVerbInput;
};


export type MutationRetryParkedEventsArgs = {
  input: RetryParkedEventsInput;
};


export type MutationReturnAnswerArgs = {
  input: LetterVerbInput;
};


export type MutationReturnCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationReturnDocumentArgs = {
  input: DocumentVerbInput;
};


export type MutationReturnEvidenceArgs = {
  input: EvidenceVerbInput;
};


export type MutationReturnFreezeArgs = {
  input: ReasonedEvaluationInput;
};


export type MutationReturnMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationReturnPlanArgs = {
  input: ReturnPlanInput;
};


export type MutationReturnReportArgs = {
  input: ReturnReportInput;
};


export type MutationReverseRequestArgs = {
  input: RequestVerbInput;
};


export type MutationRevokeLetterArgs = {
  input: LetterVerbInput;
};


export type MutationRuleNotApplicableArgs = {
  input: RuleNotApplicableInput;
};


export type MutationSaveDocumentArgs = {
  input: SaveDocumentInput;
};


export type MutationSaveSchemeDraftArgs = {
  input: SaveSchemeDraftInput;
};


export type MutationSaveSelfAssessmentArgs = {
  input: SelfAssessmentInput;
};


export type MutationSetAbsenceArgs = {
  input: SetAbsenceInput;
};


export type MutationSetClockArgs = {
  input: SetClockInput;
};


export type MutationSetContactsArgs = {
  input: SetContactsInput;
};


export type MutationSettleLetterArgs = {
  input: LetterVerbInput;
};


export type MutationSignCompletionArgs = {
  input: ActionVerbInput;
};


export type MutationSignMilestoneArgs = {
  input: MilestoneVerbInput;
};


export type MutationSignObjectionArgs = {
  input: ObjectionVerbInput;
};


export type MutationSignPlanArgs = {
  input: ActionVerbInput;
};


export type MutationSignReportArgs = {
  input: ReportVerbInput;
};


export type MutationSignRequestArgs = {
  input: RequestVerbInput;
};


export type MutationSignSelfAssessmentArgs = {
  input: EvaluationVerbInput;
};


export type MutationStartEvaluationArgs = {
  input: EvaluationVerbInput;
};


export type MutationStartReportArgs = {
  input: StartReportInput;
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


export type MutationSubmitReportArgs = {
  input: SubmitReportInput;
};


export type MutationSubmitSelfAssessmentArgs = {
  input: SelfAssessmentInput;
};


export type MutationSuspendActionArgs = {
  input: ActionVerbInput;
};


export type MutationUpholdObjectionArgs = {
  input: UpholdObjectionInput;
};


export type MutationUseEvidenceArgs = {
  input: UseEvidenceInput;
};


export type MutationWithdrawEvidenceArgs = {
  input: EvidenceVerbInput;
};


export type MutationWithdrawLetterArgs = {
  input: LetterVerbInput;
};


export type MutationWithdrawObjectionArgs = {
  input: ObjectionVerbInput;
};


export type MutationWithdrawReportArgs = {
  input: ReportVerbInput;
};


export type MutationWithdrawRequestArgs = {
  input: RequestVerbInput;
};

export type MuteNoticesInput = {
  /** every muted kind; one left out is heard again */
  kinds: Array<Scalars['String']['input']>;
};

/** begun by the viewer, and not evidence yet */
export type MyUpload = {
  __typename?: 'MyUpload';
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  openedAt: Scalars['DateTime']['output'];
  received: Scalars['Int']['output'];
  size: Scalars['Int']['output'];
  /** open, or complete */
  state: Scalars['String']['output'];
};

export type NamedUnit = {
  __typename?: 'NamedUnit';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type NewHolderInput = {
  email?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  username: Scalars['String']['input'];
};

export type NewestScheme = {
  __typename?: 'NewestScheme';
  text: Scalars['String']['output'];
  version: Scalars['Int']['output'];
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
  /** for whom the reader stands in */
  forName: Maybe<Scalars['String']['output']>;
  /** what it asks of its reader */
  group: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** of a kind that its reader muted */
  isQuiet: Scalars['Boolean']['output'];
  kind: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  readAt: Maybe<Scalars['DateTime']['output']>;
  subjectId: Maybe<Scalars['ID']['output']>;
  subjectKind: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
};

export type NoticeFilter = {
  group?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<Scalars['String']['input']>;
  /** new, done, quiet, all */
  tab?: InputMaybe<Scalars['String']['input']>;
};

export type NoticeKindSetting = {
  __typename?: 'NoticeKindSetting';
  group: Scalars['String']['output'];
  isMutable: Scalars['Boolean']['output'];
  isMuted: Scalars['Boolean']['output'];
  kind: Scalars['String']['output'];
  label: Scalars['String']['output'];
};

export type NoticePage = {
  __typename?: 'NoticePage';
  groups: Array<CountedKey>;
  kinds: Array<CountedKey>;
  rows: Array<Notice>;
  /** new, done, quiet, all */
  tabs: Array<CountedKey>;
  total: Scalars['Int']['output'];
  /** unread and not muted, as on the bell */
  unread: Scalars['Int']['output'];
};

export type Objection = {
  __typename?: 'Objection';
  about: ObjectionAbout;
  decideDueOn: Maybe<Scalars['CalendarDay']['output']>;
  decidedBy: Maybe<Scalars['String']['output']>;
  decidedOn: Maybe<Scalars['CalendarDay']['output']>;
  decision: Maybe<Scalars['String']['output']>;
  draftedBy: Scalars['String']['output'];
  draftedOn: Scalars['CalendarDay']['output'];
  evaluationId: Scalars['ID']['output'];
  evaluationName: Scalars['String']['output'];
  evidence: Array<ObjectionEvidence>;
  id: Scalars['ID']['output'];
  indicator: Scalars['String']['output'];
  /** the viewer’s own work, about which they do not decide */
  isOwnWork: Scalars['Boolean']['output'];
  /** which line of the explanation, from 0 */
  line: Maybe<Scalars['Int']['output']>;
  /** verbs the viewer may take now */
  nextVerbs: Array<Scalars['String']['output']>;
  objectionsUntil: Maybe<Scalars['CalendarDay']['output']>;
  reason: Scalars['String']['output'];
  remedy: Maybe<Remedy>;
  /** what stood there when it was written */
  score: Scalars['String']['output'];
  signedBy: Maybe<Scalars['String']['output']>;
  signedOn: Maybe<Scalars['CalendarDay']['output']>;
  state: ObjectionState;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type ObjectionAbout = {
  __typename?: 'ObjectionAbout';
  indicator: Scalars['Localized']['output'];
  line: Maybe<Scalars['Localized']['output']>;
};

export type ObjectionEvidence = {
  __typename?: 'ObjectionEvidence';
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  url: Scalars['String']['output'];
};

export type ObjectionFigure = {
  __typename?: 'ObjectionFigure';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  source: Scalars['String']['output'];
  value: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

export type ObjectionPayload = {
  __typename?: 'ObjectionPayload';
  objection: Maybe<ObjectionRecord>;
  userErrors: Array<UserError>;
};

export type ObjectionRecord = {
  __typename?: 'ObjectionRecord';
  about: ObjectionAbout;
  decideDueOn: Maybe<Scalars['CalendarDay']['output']>;
  decidedBy: Maybe<Scalars['String']['output']>;
  decidedOn: Maybe<Scalars['CalendarDay']['output']>;
  decision: Maybe<Scalars['String']['output']>;
  draftedBy: Scalars['String']['output'];
  draftedOn: Scalars['CalendarDay']['output'];
  evaluationId: Scalars['ID']['output'];
  evaluationName: Scalars['String']['output'];
  evidence: Array<ObjectionEvidence>;
  /** for who decides: what can be corrected */
  figures: Array<ObjectionFigure>;
  id: Scalars['ID']['output'];
  indicator: Scalars['String']['output'];
  /** the viewer’s own work, about which they do not decide */
  isOwnWork: Scalars['Boolean']['output'];
  /** which line of the explanation, from 0 */
  line: Maybe<Scalars['Int']['output']>;
  /** for who decides, where people gave the mark: their lines, beside which another final one can be set */
  lines: Maybe<IndicatorLines>;
  /** verbs the viewer may take now */
  nextVerbs: Array<Scalars['String']['output']>;
  objectionsUntil: Maybe<Scalars['CalendarDay']['output']>;
  reason: Scalars['String']['output'];
  remedy: Maybe<Remedy>;
  /** what stood there when it was written */
  score: Scalars['String']['output'];
  signedBy: Maybe<Scalars['String']['output']>;
  signedOn: Maybe<Scalars['CalendarDay']['output']>;
  state: ObjectionState;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type ObjectionState =
  | 'DECLINED'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'TO_SIGN'
  | 'UPHELD'
  | 'WITHDRAWN';

export type ObjectionVerbInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  objectionId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type OpenEvaluationInput = {
  asOf: Scalars['CalendarDay']['input'];
  /** last day for units to hand in; by the rules if not said */
  collectUntil?: InputMaybe<Scalars['CalendarDay']['input']>;
  name: Scalars['String']['input'];
  programId: Scalars['ID']['input'];
  schemeCode: Scalars['String']['input'];
};

export type OpenSchemeDraft = {
  __typename?: 'OpenSchemeDraft';
  savedAt: Scalars['DateTime']['output'];
  savedBy: Scalars['String']['output'];
};

export type OpenUnitAccountsInput = {
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type OpenUnitAccountsPayload = {
  __typename?: 'OpenUnitAccountsPayload';
  accounts: Array<OpenedAccount>;
  userErrors: Array<UserError>;
};

export type OpenWork = {
  __typename?: 'OpenWork';
  actionId: Maybe<Scalars['ID']['output']>;
  dueOn: Maybe<Scalars['CalendarDay']['output']>;
  id: Scalars['ID']['output'];
  kind: OpenWorkKind;
  title: Scalars['String']['output'];
};

export type OpenWorkCount = {
  __typename?: 'OpenWorkCount';
  count: Scalars['Int']['output'];
  kind: OpenWorkKind;
};

export type OpenWorkKind =
  | 'ACTION_TO_PLAN'
  | 'LED_ACTION'
  | 'MILESTONE'
  | 'NOTICE'
  | 'OWNED_ACTION'
  | 'REMINDER'
  | 'REQUEST'
  | 'TO_SIGN'
  | 'UPLOAD';

export type OpenedAccount = {
  __typename?: 'OpenedAccount';
  initialPassword: Scalars['String']['output'];
  name: Scalars['String']['output'];
  role: Role;
  unitName: Scalars['String']['output'];
  username: Scalars['String']['output'];
};

export type Operations = {
  __typename?: 'Operations';
  at: Scalars['DateTime']['output'];
  channels: Array<ChannelHealth>;
  checks: Array<OperationsCheck>;
  /** open ones first */
  incidents: Array<OperationsIncident>;
  parkedEvents: Array<ParkedEvent>;
  queue: Maybe<QueueState>;
  /** seen within a day, newest first */
  workers: Array<WorkerSeen>;
};

export type OperationsCheck = {
  __typename?: 'OperationsCheck';
  /** from here on people are told */
  alarm: Maybe<Scalars['Float']['output']>;
  /** from here on somebody should look */
  attention: Maybe<Scalars['Float']['output']>;
  check: OperationsCheckCode;
  /** how many things it is about */
  count: Maybe<Scalars['Int']['output']>;
  state: OperationsState;
  unit: OperationsUnit;
  /** null while there is nothing to measure */
  value: Maybe<Scalars['Float']['output']>;
};

export type OperationsCheckCode =
  | 'CHANNELS'
  | 'CHECKPOINTS'
  | 'CLOCK'
  | 'CONNECTIONS'
  | 'DAMAGED_FILES'
  | 'DATABASE_SIZE'
  | 'DELIVERIES'
  | 'DIGEST'
  | 'EVALUATIONS'
  | 'FILE_CHECK'
  | 'LEDGER'
  | 'LEDGER_MONITOR'
  | 'OUTBOX'
  | 'PARKED_EVENTS'
  | 'QUEUE'
  | 'REMINDERS'
  | 'STORAGE'
  | 'SWEEP'
  | 'WORKERS';

export type OperationsIncident = {
  __typename?: 'OperationsIncident';
  beganAt: Scalars['DateTime']['output'];
  check: OperationsCheckCode;
  endedAt: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  threshold: Scalars['Float']['output'];
  /** when it began */
  value: Scalars['Float']['output'];
};

export type OperationsState =
  | 'ALARM'
  | 'ATTENTION'
  | 'FINE'
  | 'UNKNOWN';

export type OperationsUnit =
  | 'COUNT'
  | 'MEGABYTES'
  | 'PERCENT'
  | 'SECONDS';

export type OrderEvaluationInput = {
  asOf: Scalars['CalendarDay']['input'];
  /** a frozen evaluation that this one corrects */
  correctsId?: InputMaybe<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
  programId: Scalars['ID']['input'];
  /** why it is corrected */
  reason?: InputMaybe<Scalars['String']['input']>;
  schemeCode: Scalars['String']['input'];
};

export type OutcomePayload = {
  __typename?: 'OutcomePayload';
  outcome: Maybe<EvaluationOutcome>;
  userErrors: Array<UserError>;
};

export type OutgoingFate =
  | 'LEAVES'
  | 'STAYS';

export type ParkedEvent = {
  __typename?: 'ParkedEvent';
  attempts: Scalars['Int']['output'];
  failure: Scalars['String']['output'];
  messageId: Scalars['ID']['output'];
  parkedAt: Scalars['DateTime']['output'];
  /** when it is tried again by itself */
  retryAt: Scalars['DateTime']['output'];
  type: Scalars['String']['output'];
};

/** the same passage in both texts */
export type Passage = {
  __typename?: 'Passage';
  mine: Array<PassagePart>;
  sameCount: Scalars['Int']['output'];
  theirs: Array<PassagePart>;
};

export type PassagePart = {
  __typename?: 'PassagePart';
  /** both texts have these words */
  isSame: Scalars['Boolean']['output'];
  text: Scalars['String']['output'];
};

export type PeriodicReport = {
  __typename?: 'PeriodicReport';
  acceptedOn: Maybe<Scalars['CalendarDay']['output']>;
  /** the facts are those it was signed on, not those of today */
  areFactsSigned: Scalars['Boolean']['output'];
  /** calendar days, until it came in or until today */
  daysLate: Scalars['Int']['output'];
  draftedBy: Maybe<Scalars['String']['output']>;
  dueOn: Scalars['CalendarDay']['output'];
  exemptReason: Maybe<Scalars['String']['output']>;
  facts: ReportFacts;
  fromOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  isExempt: Scalars['Boolean']['output'];
  /** code of the rule that asks for it */
  kind: Scalars['String']['output'];
  kindName: Scalars['String']['output'];
  last: Maybe<LastReport>;
  length: ReportLength;
  /** how much of it stands in the last one */
  likenessPercent: Maybe<Scalars['Int']['output']>;
  marks: Array<ReportMark>;
  nextMoves: Array<Move>;
  period: Scalars['String']['output'];
  periodLabel: Scalars['String']['output'];
  /** a first wording made of the facts, for who writes it */
  prefilled: Maybe<ReportText>;
  /** the first day on which the signed report came in */
  receivedOn: Maybe<Scalars['CalendarDay']['output']>;
  returnReason: Maybe<Scalars['String']['output']>;
  returnedCount: Scalars['Int']['output'];
  returnedOn: Maybe<Scalars['CalendarDay']['output']>;
  /** its text when it was last sent back */
  returnedText: Maybe<ReportText>;
  reviewedBy: Maybe<Scalars['String']['output']>;
  signedAt: Maybe<Scalars['DateTime']['output']>;
  signedBy: Maybe<Scalars['String']['output']>;
  similarPercent: Scalars['Int']['output'];
  /** the clause that asks for it */
  source: Scalars['String']['output'];
  standing: ReportStanding;
  state: ReportState;
  steps: Array<ReportStep>;
  /** null while nobody has begun it */
  text: Maybe<ReportText>;
  toOn: Scalars['CalendarDay']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  version: Scalars['Int']['output'];
  viewerCanExempt: Scalars['Boolean']['output'];
  /** null where the work calendar does not reach */
  workingDaysLate: Maybe<Scalars['Int']['output']>;
};

export type PeriodicReports = {
  __typename?: 'PeriodicReports';
  kinds: Array<ReportKind>;
  lines: Array<ReportLine>;
  periods: Array<ReportPeriod>;
  /** years in which reports are due, the newest first */
  years: Array<Scalars['Int']['output']>;
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

/** a plan to copy from: its wording and nothing else */
export type PlanExample = {
  __typename?: 'PlanExample';
  content: Scalars['String']['output'];
  milestones: Array<PlanExampleMilestone>;
  /** OWN_EARLIER SISTER_UNIT */
  source: Scalars['String']['output'];
  steps: Maybe<Scalars['String']['output']>;
  target: Maybe<Scalars['String']['output']>;
  unitName: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

export type PlanExampleMilestone = {
  __typename?: 'PlanExampleMilestone';
  acceptanceRule: Maybe<Scalars['String']['output']>;
  deliverable: Scalars['String']['output'];
  /** moved to the year of the action */
  dueOn: Scalars['CalendarDay']['output'];
  proofKinds: Array<EvidenceKind>;
  title: Scalars['String']['output'];
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

/** used before in the unit, the last used first */
export type PlanNames = {
  __typename?: 'PlanNames';
  headsInCharge: Array<Scalars['String']['output']>;
  ownerNames: Array<Scalars['String']['output']>;
  sections: Array<Scalars['String']['output']>;
};

export type PlannedMilestone = {
  __typename?: 'PlannedMilestone';
  acceptanceRule: Maybe<Scalars['String']['output']>;
  deliverable: Scalars['String']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  proofKinds: Array<EvidenceKind>;
  seq: Scalars['Int']['output'];
  title: Scalars['String']['output'];
};

export type PostCandidate = {
  __typename?: 'PostCandidate';
  name: Scalars['String']['output'];
  /** the post this person would leave */
  post: Maybe<PostKind>;
  role: Role;
  userId: Scalars['ID']['output'];
};

export type PostHolder = {
  __typename?: 'PostHolder';
  holding: Maybe<PostHolding>;
  post: PostKind;
};

export type PostHolding = {
  __typename?: 'PostHolding';
  basis: Scalars['String']['output'];
  endedBy: Maybe<Scalars['String']['output']>;
  fromOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  /** as it was when the post was taken */
  name: Scalars['String']['output'];
  post: PostKind;
  recordedBy: Scalars['String']['output'];
  /** the first day on which this holder answers no more */
  toOn: Maybe<Scalars['CalendarDay']['output']>;
  userId: Scalars['ID']['output'];
};

export type PostKind =
  | 'DEPUTY_HEAD'
  | 'DEPUTY_LIAISON'
  | 'HEAD'
  | 'LIAISON';

export type PostState = {
  __typename?: 'PostState';
  canHandOver: Scalars['Boolean']['output'];
  emptySince: Maybe<Scalars['CalendarDay']['output']>;
  /** newest first */
  history: Array<PostHolding>;
  /** null when the post is empty */
  holding: Maybe<PostHolding>;
  /** empty although the unit has open work and the post must be filled */
  isMissed: Scalars['Boolean']['output'];
  isRequired: Scalars['Boolean']['output'];
  post: PostKind;
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
  /** why the percent is lower than the time before */
  fallReason: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** filed on purpose as nothing new */
  isUnchanged: Scalars['Boolean']['output'];
  nextStep: Maybe<Scalars['String']['output']>;
  percent: Scalars['Int']['output'];
  reportedAt: Scalars['DateTime']['output'];
  reportedBy: Scalars['String']['output'];
};

/** what a good piece of one kind looks like */
export type ProofExample = {
  __typename?: 'ProofExample';
  kind: EvidenceKind;
  text: Scalars['Localized']['output'];
};

export type ProposePublicationInput = {
  evaluationId: Scalars['ID']['input'];
  what: Published;
};

export type Publication = {
  __typename?: 'Publication';
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  decidedBy: Maybe<Scalars['String']['output']>;
  distribution: Maybe<Distribution>;
  id: Scalars['ID']['output'];
  proposedAt: Scalars['DateTime']['output'];
  proposedBy: Scalars['String']['output'];
  reason: Maybe<Scalars['String']['output']>;
  state: PublicationState;
  units: Array<PublishedUnit>;
  what: Published;
};

export type PublicationState =
  | 'PROPOSED'
  | 'PUBLISHED'
  | 'REFUSED';

export type PublicationVerbInput = {
  publicationId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type PublishSchemeInput = {
  code: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  /** the draft’s own number */
  version: Scalars['Int']['input'];
};

export type Published =
  | 'DISTRIBUTION'
  | 'GRADES'
  | 'RANKING';

export type PublishedScheme = {
  __typename?: 'PublishedScheme';
  code: Scalars['String']['output'];
  docxUrl: Scalars['String']['output'];
  draftedBy: Maybe<Scalars['String']['output']>;
  evaluationCount: Maybe<Scalars['Int']['output']>;
  name: Scalars['Localized']['output'];
  publishedAt: Scalars['DateTime']['output'];
  publishedBy: Maybe<Scalars['String']['output']>;
  reason: Maybe<Scalars['String']['output']>;
  rules: Array<SchemeRule>;
  /** unit or case-file */
  subject: Scalars['String']['output'];
  terms: Array<SchemeTerm>;
  text: Scalars['String']['output'];
  version: Scalars['Int']['output'];
  versions: Array<SchemeVersion>;
  viewerCanDraft: Scalars['Boolean']['output'];
};

export type PublishedUnit = {
  __typename?: 'PublishedUnit';
  gradeName: Scalars['Localized']['output'];
  rank: Maybe<Scalars['Int']['output']>;
  total: Maybe<Scalars['String']['output']>;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  action: Maybe<Action>;
  actionRequests: Maybe<ActionRequests>;
  actions: ActionPage;
  answerableOn: Answerable;
  calendarYears: Array<CalendarYear>;
  /** leaf of the list, its path to the checkpoint, and the note, as JSON */
  caseDrawProof: Maybe<Scalars['String']['output']>;
  caseFiles: Array<CaseFiles>;
  clock: Clock;
  collecting: Maybe<Collecting>;
  contacts: Contacts;
  dashboard: Dashboard;
  evaluation: Maybe<Evaluation>;
  evaluationDocument: Maybe<EvaluationDocument>;
  evaluationDocuments: EvaluationDocuments;
  evaluationOutcome: Maybe<EvaluationOutcome>;
  evaluations: Array<EvaluationRow>;
  evidenceRecord: Maybe<EvidenceRecord>;
  handOverPreview: HandOverPreview;
  ledgerState: LedgerState;
  letter: Maybe<Letter>;
  letterRungs: Array<LetterRung>;
  letters: LetterPage;
  measure: Maybe<Measure>;
  milestoneCheck: Maybe<MilestoneCheck>;
  myUploads: Array<MyUpload>;
  notices: NoticePage;
  objection: Maybe<ObjectionRecord>;
  operations: Operations;
  periodicReport: Maybe<PeriodicReport>;
  periodicReports: PeriodicReports;
  planExamples: Array<PlanExample>;
  planImport: Maybe<PlanImport>;
  planNames: PlanNames;
  previewRules: RulesPreview;
  program: Maybe<Program>;
  programs: Array<Program>;
  proofExamples: Array<ProofExample>;
  publishedScheme: Maybe<PublishedScheme>;
  rehearseScheme: RehearsalPayload;
  reminderRules: ReminderRules;
  requests: RequestPage;
  schemeDifferences: Maybe<Array<SchemeDifference>>;
  schemeDraft: Maybe<SchemeDraft>;
  schemeRegister: Array<SchemeRow>;
  schemeTemplates: Array<SchemeTemplate>;
  schemes: Array<ScoringScheme>;
  sentLedger: SentPage;
  statisticsImport: Maybe<StatisticsImport>;
  todo: Todo;
  unitAbsences: UnitAbsences;
  unitEvidence: EvidencePage;
  unitLibrarySum: LibrarySum;
  unitLines: Maybe<UnitLines>;
  unitPosts: Array<UnitPosts>;
  unitResult: Maybe<UnitResult>;
  unitResults: Array<UnitResultRow>;
  units: Array<Unit>;
  users: Array<UserRow>;
  viewer: Viewer;
};


export type QueryActionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryActionRequestsArgs = {
  actionId: Scalars['ID']['input'];
};


export type QueryActionsArgs = {
  filter: ActionFilter;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
  sort?: InputMaybe<ActionSort>;
};


export type QueryAnswerableOnArgs = {
  day: Scalars['CalendarDay']['input'];
  unitId: Scalars['ID']['input'];
};


export type QueryCaseDrawProofArgs = {
  listId: Scalars['ID']['input'];
};


export type QueryCaseFilesArgs = {
  evaluationId: Scalars['ID']['input'];
  unitId: Scalars['ID']['input'];
};


export type QueryCollectingArgs = {
  evaluationId: Scalars['ID']['input'];
};


export type QueryContactsArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDashboardArgs = {
  programId?: InputMaybe<Scalars['ID']['input']>;
  year?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEvaluationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEvaluationDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEvaluationDocumentsArgs = {
  evaluationId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryEvaluationOutcomeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEvidenceRecordArgs = {
  id: Scalars['ID']['input'];
};


export type QueryHandOverPreviewArgs = {
  post: PostKind;
  unitId: Scalars['ID']['input'];
};


export type QueryLetterArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLettersArgs = {
  filter: LetterFilter;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
};


export type QueryMeasureArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMilestoneCheckArgs = {
  milestoneId: Scalars['ID']['input'];
};


export type QueryNoticesArgs = {
  filter?: InputMaybe<NoticeFilter>;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
};


export type QueryObjectionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPeriodicReportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPeriodicReportsArgs = {
  filter: ReportsFilter;
};


export type QueryPlanExamplesArgs = {
  actionId: Scalars['ID']['input'];
};


export type QueryPlanImportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPreviewRulesArgs = {
  body: Scalars['String']['input'];
};


export type QueryProgramArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPublishedSchemeArgs = {
  code: Scalars['String']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRehearseSchemeArgs = {
  input: RehearseSchemeInput;
};


export type QueryRequestsArgs = {
  filter: RequestFilter;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
};


export type QuerySchemeDifferencesArgs = {
  code: Scalars['String']['input'];
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


export type QuerySchemeDraftArgs = {
  code: Scalars['String']['input'];
};


export type QuerySentLedgerArgs = {
  filter?: InputMaybe<SentFilter>;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
};


export type QueryStatisticsImportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUnitAbsencesArgs = {
  unitId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryUnitEvidenceArgs = {
  kind?: InputMaybe<EvidenceKind>;
  measureId?: InputMaybe<Scalars['ID']['input']>;
  milestoneId?: InputMaybe<Scalars['ID']['input']>;
  page: Scalars['Int']['input'];
  pageSize: Scalars['Int']['input'];
  text?: InputMaybe<Scalars['String']['input']>;
  year?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryUnitLinesArgs = {
  evaluationId: Scalars['ID']['input'];
  unitId: Scalars['ID']['input'];
};


export type QueryUnitPostsArgs = {
  unitId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryUnitResultArgs = {
  id: Scalars['ID']['input'];
};

export type QueueState = {
  __typename?: 'QueueState';
  active: Scalars['Int']['output'];
  delayed: Scalars['Int']['output'];
  failed: Scalars['Int']['output'];
  failures: Array<FailedJob>;
  waiting: Scalars['Int']['output'];
};

export type RankChange = {
  __typename?: 'RankChange';
  after: Scalars['Int']['output'];
  before: Scalars['Int']['output'];
  unitCode: Scalars['String']['output'];
  unitName: Scalars['String']['output'];
};

export type ReadNoticesInput = {
  /** every unread one, listed or not */
  all?: InputMaybe<Scalars['Boolean']['input']>;
  ids: Array<Scalars['ID']['input']>;
};

export type ReasonedEvaluationInput = {
  evaluationId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type RecordBatchInput = {
  evaluationId: Scalars['ID']['input'];
  figure: Scalars['String']['input'];
  leftOut?: InputMaybe<Array<Scalars['String']['input']>>;
  population?: InputMaybe<Scalars['String']['input']>;
  records: Array<BatchRecordInput>;
  source: Scalars['String']['input'];
  unitId: Scalars['ID']['input'];
};

export type RecordChoice = {
  __typename?: 'RecordChoice';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  points: Maybe<Scalars['String']['output']>;
};

export type RecordFiguresInput = {
  figures: Array<FigureInput>;
  programId: Scalars['ID']['input'];
};

/** a figure that is read record by record */
export type RecordMethod = {
  __typename?: 'RecordMethod';
  choices: Array<RecordChoice>;
  figure: Scalars['String']['output'];
  method: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
};

export type RecordWitnessNoteInput = {
  /** the whole text of the checkpoint */
  note: Scalars['String']['input'];
  /** who kept it */
  witness: Scalars['String']['input'];
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

/** what a draft would change; nothing of it is kept */
export type Rehearsal = {
  __typename?: 'Rehearsal';
  base: RehearsalBase;
  differences: Array<SchemeDifference>;
  lacking: Array<LackingFigure>;
  moves: Array<RehearsedMove>;
  /** the evaluation; null: what is on record today */
  on: Maybe<Scalars['String']['output']>;
  sensitivity: Array<WeightEffect>;
  spread: Array<GradeSpread>;
  unitCount: Scalars['Int']['output'];
};

export type RehearsalBase = {
  __typename?: 'RehearsalBase';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  version: Scalars['Int']['output'];
};

export type RehearsalPayload = {
  __typename?: 'RehearsalPayload';
  rehearsal: Maybe<Rehearsal>;
  userErrors: Array<UserError>;
};

export type RehearseSchemeInput = {
  /** for a new scheme on today’s inputs: what it is compared with */
  baseCode?: InputMaybe<Scalars['String']['input']>;
  code: Scalars['String']['input'];
  /** on the inputs it kept; else on what is on record today */
  evaluationId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 50: by how much each weight is varied */
  percent: Scalars['Int']['input'];
  programId?: InputMaybe<Scalars['ID']['input']>;
  /** the draft, saved or not */
  text: Scalars['String']['input'];
};

export type RehearsedMove = {
  __typename?: 'RehearsedMove';
  after: RehearsedPlace;
  before: RehearsedPlace;
  decidedBy: MoveDecision;
  unitCode: Scalars['String']['output'];
  unitName: Scalars['String']['output'];
};

export type RehearsedPlace = {
  __typename?: 'RehearsedPlace';
  grade: Scalars['String']['output'];
  rank: Scalars['Int']['output'];
  total: Scalars['String']['output'];
};

export type RemarkOnFindingInput = {
  evidenceId: Scalars['ID']['input'];
  hint: Scalars['String']['input'];
  milestoneId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};

/** figure, final-line, not-applicable or records */
export type Remedy = {
  __typename?: 'Remedy';
  before: Maybe<Scalars['String']['output']>;
  code: Maybe<Scalars['String']['output']>;
  kind: Scalars['String']['output'];
  source: Maybe<Scalars['String']['output']>;
  value: Maybe<Scalars['String']['output']>;
  year: Maybe<Scalars['Int']['output']>;
};

export type ReminderRules = {
  __typename?: 'ReminderRules';
  /** The whole rule set as JSON. */
  body: Scalars['String']['output'];
  rules: Array<RuleInWords>;
  since: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
  viewerCanChange: Scalars['Boolean']['output'];
};

export type ReplaceEvidenceInput = {
  documentOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  evidenceId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** what changed */
  note?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  uploadId: Scalars['ID']['input'];
};

export type ReportCircularPayload = {
  __typename?: 'ReportCircularPayload';
  /** the letter drafted */
  letterId: Maybe<Scalars['ID']['output']>;
  userErrors: Array<UserError>;
};

export type ReportFactLine = {
  __typename?: 'ReportFactLine';
  measureCode: Scalars['String']['output'];
  on: Scalars['CalendarDay']['output'];
  percent: Maybe<Scalars['Int']['output']>;
  percentBefore: Maybe<Scalars['Int']['output']>;
  text: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
};

/** what the records say of the period; nobody types it */
export type ReportFacts = {
  __typename?: 'ReportFacts';
  actionCount: Scalars['Int']['output'];
  difficulties: Array<ReportFactLine>;
  doneCount: Scalars['Int']['output'];
  evidenceCount: Scalars['Int']['output'];
  milestoneDueCount: Scalars['Int']['output'];
  milestoneOnTimeCount: Scalars['Int']['output'];
  milestonesDone: Array<ReportFactLine>;
  milestonesNext: Array<ReportFactLine>;
  milestonesOverdue: Array<ReportFactLine>;
  progress: Array<ReportFactLine>;
};

export type ReportKind = {
  __typename?: 'ReportKind';
  code: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** the clause that asks for it */
  source: Scalars['String']['output'];
};

export type ReportLength = {
  __typename?: 'ReportLength';
  least: Scalars['Int']['output'];
  most: Scalars['Int']['output'];
};

/** one report of one unit, begun or not */
export type ReportLine = {
  __typename?: 'ReportLine';
  acceptedOn: Maybe<Scalars['CalendarDay']['output']>;
  /** calendar days, until it came in or until today */
  daysLate: Scalars['Int']['output'];
  dueOn: Scalars['CalendarDay']['output'];
  exemptReason: Maybe<Scalars['String']['output']>;
  fromOn: Scalars['CalendarDay']['output'];
  id: Scalars['ID']['output'];
  isExempt: Scalars['Boolean']['output'];
  /** code of the rule that asks for it */
  kind: Scalars['String']['output'];
  kindName: Scalars['String']['output'];
  period: Scalars['String']['output'];
  periodLabel: Scalars['String']['output'];
  /** the first day on which the signed report came in */
  receivedOn: Maybe<Scalars['CalendarDay']['output']>;
  returnedCount: Scalars['Int']['output'];
  returnedOn: Maybe<Scalars['CalendarDay']['output']>;
  standing: ReportStanding;
  state: ReportState;
  toOn: Scalars['CalendarDay']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  /** null where the work calendar does not reach */
  workingDaysLate: Maybe<Scalars['Int']['output']>;
};

export type ReportMark = {
  __typename?: 'ReportMark';
  note: Maybe<Scalars['String']['output']>;
  /** overview practices problems nextSteps */
  part: Scalars['String']['output'];
};

export type ReportMarkInput = {
  note?: InputMaybe<Scalars['String']['input']>;
  part: Scalars['String']['input'];
};

export type ReportPayload = {
  __typename?: 'ReportPayload';
  report: Maybe<PeriodicReport>;
  userErrors: Array<UserError>;
};

/** how all units stand with the report of one period */
export type ReportPeriod = {
  __typename?: 'ReportPeriod';
  dueOn: Scalars['CalendarDay']['output'];
  exempt: Scalars['Int']['output'];
  /** without those that are exempt */
  expected: Scalars['Int']['output'];
  key: Scalars['String']['output'];
  kind: Scalars['String']['output'];
  kindName: Scalars['String']['output'];
  late: Scalars['Int']['output'];
  missing: Scalars['Int']['output'];
  onTime: Scalars['Int']['output'];
  period: Scalars['String']['output'];
  periodLabel: Scalars['String']['output'];
  received: Scalars['Int']['output'];
  /** sent back at least once */
  returned: Scalars['Int']['output'];
};

export type ReportProgressInput = {
  actionId: Scalars['ID']['input'];
  difficulty?: InputMaybe<Scalars['String']['input']>;
  done: Scalars['String']['input'];
  /** asked for when the percent is lower than last time */
  fallReason?: InputMaybe<Scalars['String']['input']>;
  /** on purpose: nothing has changed since the last report */
  isUnchanged?: InputMaybe<Scalars['Boolean']['input']>;
  nextStep?: InputMaybe<Scalars['String']['input']>;
  percent: Scalars['Int']['input'];
};

export type ReportProgressPayload = {
  __typename?: 'ReportProgressPayload';
  report: Maybe<ProgressReport>;
  userErrors: Array<UserError>;
};

export type ReportStanding =
  | 'EXEMPT'
  | 'LATE'
  | 'MISSING'
  | 'NOT_DUE'
  | 'ON_TIME';

export type ReportState =
  | 'ACCEPTED'
  | 'DRAFTED'
  | 'EXPECTED'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'TO_SIGN';

export type ReportStep = {
  __typename?: 'ReportStep';
  actorName: Scalars['String']['output'];
  /** the post it was done in, in the reader’s language */
  actorPost: Scalars['String']['output'];
  actorUnit: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  text: Maybe<Scalars['String']['output']>;
  verb: Scalars['String']['output'];
};

export type ReportText = {
  __typename?: 'ReportText';
  nextSteps: Scalars['String']['output'];
  overview: Scalars['String']['output'];
  practices: Scalars['String']['output'];
  problems: Scalars['String']['output'];
};

export type ReportVerbInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  reportId: Scalars['ID']['input'];
};

export type ReportsFilter = {
  kind?: InputMaybe<Scalars['String']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** the year in which a report is due */
  year?: InputMaybe<Scalars['Int']['input']>;
};

export type RequestExtensionInput = {
  actionId: Scalars['ID']['input'];
  milestoneId?: InputMaybe<Scalars['ID']['input']>;
  progress: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  toDueOn: Scalars['CalendarDay']['input'];
};

export type RequestFilter = {
  kind?: InputMaybe<RequestKind>;
  /** open to-sign in-review final-review with-leaders granted refused all */
  tab?: InputMaybe<Scalars['String']['input']>;
  text?: InputMaybe<Scalars['String']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
};

export type RequestKind =
  | 'DECLINE'
  | 'EXPLANATION'
  | 'EXTENSION'
  | 'HELP'
  | 'NOT_APPLICABLE';

export type RequestPage = {
  __typename?: 'RequestPage';
  rows: Array<UnitRequest>;
  tabs: Array<RequestTab>;
  total: Scalars['Int']['output'];
};

export type RequestPayload = {
  __typename?: 'RequestPayload';
  action: Maybe<Action>;
  request: Maybe<UnitRequest>;
  userErrors: Array<UserError>;
};

export type RequestState =
  | 'ANSWERED'
  | 'DECLINED'
  | 'FINAL_REVIEW'
  | 'GRANTED'
  | 'IN_REVIEW'
  | 'NOTED'
  | 'REFUSED'
  | 'REVERSED'
  | 'TO_SIGN'
  | 'WITHDRAWN'
  | 'WITH_LEADERS';

export type RequestStep = {
  __typename?: 'RequestStep';
  actorName: Scalars['String']['output'];
  /** the post it was done in, in the reader’s language */
  actorPost: Scalars['String']['output'];
  actorUnit: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  text: Maybe<Scalars['String']['output']>;
  verb: Scalars['String']['output'];
};

export type RequestTab = {
  __typename?: 'RequestTab';
  count: Scalars['Int']['output'];
  key: Scalars['String']['output'];
};

export type RequestVerbInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  requestId: Scalars['ID']['input'];
};

export type ResembledEvidence = {
  __typename?: 'ResembledEvidence';
  actionId: Scalars['ID']['output'];
  actionTitle: Scalars['String']['output'];
  documentOn: Maybe<Scalars['CalendarDay']['output']>;
  evidenceId: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  unitName: Scalars['String']['output'];
  uploadedOn: Scalars['CalendarDay']['output'];
  url: Scalars['String']['output'];
  year: Scalars['Int']['output'];
};

export type RetryParkedEventsInput = {
  /** all of them when left out */
  messageIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type ReturnPlanInput = {
  actionId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** the fields that are to be changed */
  fields?: InputMaybe<Array<ReturnedFieldInput>>;
  reason?: InputMaybe<Scalars['String']['input']>;
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

export type ReturnReportInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** the parts that are to be changed */
  marks?: InputMaybe<Array<ReportMarkInput>>;
  reason: Scalars['String']['input'];
  reportId: Scalars['ID']['input'];
};

export type ReturnedField = {
  __typename?: 'ReturnedField';
  /** `content`, or `milestones.<id>.dueOn` */
  field: Scalars['String']['output'];
  note: Maybe<Scalars['String']['output']>;
};

export type ReturnedFieldInput = {
  /** `content`, or `milestones.<id>.dueOn` */
  field: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};

/** as it was when the office sent it back */
export type ReturnedPlan = {
  __typename?: 'ReturnedPlan';
  content: Scalars['String']['output'];
  fields: Array<ReturnedField>;
  headInCharge: Maybe<Scalars['String']['output']>;
  milestones: Array<PlannedMilestone>;
  ownerName: Maybe<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  section: Maybe<Scalars['String']['output']>;
  steps: Maybe<Scalars['String']['output']>;
  target: Maybe<Scalars['String']['output']>;
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

export type RuleInWords = {
  __typename?: 'RuleInWords';
  kind: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** Code of the program it is for; null: every other program. */
  program: Maybe<Scalars['String']['output']>;
  words: Array<Scalars['String']['output']>;
};

export type RuleNotApplicableInput = {
  evaluationId: Scalars['ID']['input'];
  indicator: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  unitId: Scalars['ID']['input'];
};

export type RulesPreview = {
  __typename?: 'RulesPreview';
  /** Reminders that would be made for today. */
  created: Scalars['Int']['output'];
  rules: Array<RuleInWords>;
  userErrors: Array<UserError>;
  /** Waiting reminders that would become void. */
  voided: Scalars['Int']['output'];
};

export type SaveDocumentInput = {
  body: Scalars['String']['input'];
  documentId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  title: Scalars['String']['input'];
  toName: Scalars['String']['input'];
};

export type SaveSchemeDraftInput = {
  code: Scalars['String']['input'];
  text: Scalars['String']['input'];
  /** the draft’s number it was made from; 0 for the first */
  version: Scalars['Int']['input'];
};

export type SchemeDifference = {
  __typename?: 'SchemeDifference';
  after: Maybe<Scalars['String']['output']>;
  before: Maybe<Scalars['String']['output']>;
  path: Scalars['String']['output'];
  text: Scalars['Localized']['output'];
};

export type SchemeDraft = {
  __typename?: 'SchemeDraft';
  code: Scalars['String']['output'];
  newest: Maybe<NewestScheme>;
  /** what it would be published as */
  nextVersion: Scalars['Int']['output'];
  savedAt: Maybe<Scalars['DateTime']['output']>;
  savedBy: Maybe<Scalars['String']['output']>;
  text: Scalars['String']['output'];
  /** the draft’s own number; 0 before it is saved */
  version: Scalars['Int']['output'];
  viewerCanPublish: Scalars['Boolean']['output'];
  viewerCanSave: Scalars['Boolean']['output'];
};

export type SchemeIndicator = {
  __typename?: 'SchemeIndicator';
  clause: Scalars['String']['output'];
  code: Scalars['String']['output'];
  full: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  source: Scalars['String']['output'];
};

export type SchemeRow = {
  __typename?: 'SchemeRow';
  code: Scalars['String']['output'];
  draft: Maybe<OpenSchemeDraft>;
  name: Scalars['Localized']['output'];
  /** the newest first */
  versions: Array<SchemeVersion>;
};

/** one line of the printed rules, in the order of the tree */
export type SchemeRule = {
  __typename?: 'SchemeRule';
  clause: Scalars['String']['output'];
  code: Scalars['String']['output'];
  depth: Scalars['Int']['output'];
  full: Scalars['String']['output'];
  /** group, indicator or bonus */
  kind: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  number: Scalars['String']['output'];
  rule: Scalars['Localized']['output'];
  source: Scalars['String']['output'];
};

export type SchemeTemplate = {
  __typename?: 'SchemeTemplate';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  text: Scalars['String']['output'];
  /** null: delivered with the program, not published here */
  version: Maybe<Scalars['Int']['output']>;
};

/** one sentence of what holds for the whole */
export type SchemeTerm = {
  __typename?: 'SchemeTerm';
  /** grade, veto, ceiling, rank, missing or rounding */
  kind: Scalars['String']['output'];
  text: Scalars['Localized']['output'];
};

export type SchemeVersion = {
  __typename?: 'SchemeVersion';
  draftedBy: Maybe<Scalars['String']['output']>;
  /** null for those who see no evaluations */
  evaluationCount: Maybe<Scalars['Int']['output']>;
  name: Scalars['Localized']['output'];
  publishedAt: Scalars['DateTime']['output'];
  /** null: it came with the program */
  publishedBy: Maybe<Scalars['String']['output']>;
  reason: Maybe<Scalars['String']['output']>;
  version: Scalars['Int']['output'];
};

export type SchemeVersionPayload = {
  __typename?: 'SchemeVersionPayload';
  userErrors: Array<UserError>;
  version: Maybe<Scalars['Int']['output']>;
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
  /** the tree in words, line by line */
  rules: Array<SchemeRule>;
  /** unit or case-file */
  subject: Scalars['String']['output'];
  terms: Array<SchemeTerm>;
  text: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type SelfAssessmentInput = {
  evaluationId: Scalars['ID']['input'];
  lines: Array<SelfLineInput>;
  /** selfVersion that the lines were written upon; left out, they replace whatever stands */
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type SelfAssessmentState =
  | 'DRAFTED'
  | 'EXPECTED'
  | 'SIGNED'
  | 'TO_SIGN';

export type SelfLineInput = {
  /** of the unit’s own library */
  evidenceIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  indicator: Scalars['String']['input'];
  items?: InputMaybe<Array<LineItemInput>>;
  leftOut?: InputMaybe<Array<Scalars['String']['input']>>;
  mark?: InputMaybe<Scalars['String']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type SentFilter = {
  channel?: InputMaybe<Scalars['String']['input']>;
  fromOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  isRead?: InputMaybe<Scalars['Boolean']['input']>;
  /** of a notice, or what a message is for */
  kind?: InputMaybe<Scalars['String']['input']>;
  /** part of a name */
  person?: InputMaybe<Scalars['String']['input']>;
  /** all, sent, waiting, unknown, failed */
  tab?: InputMaybe<Scalars['String']['input']>;
  toOn?: InputMaybe<Scalars['CalendarDay']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
};

export type SentPage = {
  __typename?: 'SentPage';
  rows: Array<SentRow>;
  /** all, sent, waiting, unknown, failed */
  tabs: Array<CountedKey>;
  total: Scalars['Int']['output'];
};

export type SentRow = {
  __typename?: 'SentRow';
  actionId: Maybe<Scalars['ID']['output']>;
  at: Scalars['DateTime']['output'];
  attempts: Scalars['Int']['output'];
  channel: Scalars['String']['output'];
  channelLabel: Scalars['String']['output'];
  failure: Maybe<Scalars['String']['output']>;
  forName: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** null where nobody can tell, as in a group */
  isRead: Maybe<Scalars['Boolean']['output']>;
  kindLabel: Scalars['String']['output'];
  milestoneId: Maybe<Scalars['ID']['output']>;
  readAt: Maybe<Scalars['DateTime']['output']>;
  recipient: Scalars['String']['output'];
  role: Maybe<Role>;
  /** version of the rules it was made by */
  ruleVersion: Maybe<Scalars['Int']['output']>;
  sentAt: Maybe<Scalars['DateTime']['output']>;
  /** of a reminder */
  stage: Scalars['String']['output'];
  /** ready, sending, sent, unknown, failed */
  state: Scalars['String']['output'];
  subjectId: Maybe<Scalars['ID']['output']>;
  subjectKind: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
  unitName: Scalars['String']['output'];
};

export type SetAbsenceInput = {
  fromOn: Scalars['CalendarDay']['input'];
  /** the last day away */
  lastOn: Scalars['CalendarDay']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  /** whoever holds the deputy’s post when empty */
  standInId?: InputMaybe<Scalars['ID']['input']>;
  /** the caller when empty */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

export type SetClockInput = {
  at: Scalars['DateTime']['input'];
};

export type SetContactsInput = {
  dingtalkId?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  mobile?: InputMaybe<Scalars['String']['input']>;
  /** email, wecom-app, dingtalk-app, sms */
  preferredChannel?: InputMaybe<Scalars['String']['input']>;
  /** the caller when empty */
  userId?: InputMaybe<Scalars['ID']['input']>;
  wecomId?: InputMaybe<Scalars['String']['input']>;
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

export type StartReportInput = {
  reportId: Scalars['ID']['input'];
};

export type StatisticsImport = {
  __typename?: 'StatisticsImport';
  annotatedUrl: Scalars['String']['output'];
  errorCount: Scalars['Int']['output'];
  evaluationId: Scalars['ID']['output'];
  figureCount: Scalars['Int']['output'];
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  issues: Array<StatisticsIssue>;
  state: Scalars['String']['output'];
  unitCount: Scalars['Int']['output'];
  warningCount: Scalars['Int']['output'];
};

export type StatisticsIssue = {
  __typename?: 'StatisticsIssue';
  column: Scalars['String']['output'];
  message: Scalars['String']['output'];
  row: Scalars['Int']['output'];
  severity: Scalars['String']['output'];
  sheet: Scalars['String']['output'];
  suggestion: Maybe<Scalars['String']['output']>;
};

/** a number in a text that the data do not say */
export type StrayFigure = {
  __typename?: 'StrayFigure';
  /** what the data say in the same sentence */
  expected: Maybe<Scalars['String']['output']>;
  figure: Scalars['String']['output'];
  sentence: Scalars['String']['output'];
};

export type SubmitReportInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  nextSteps: Scalars['String']['input'];
  overview: Scalars['String']['input'];
  practices: Scalars['String']['input'];
  problems: Scalars['String']['input'];
  reportId: Scalars['ID']['input'];
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
  /** RETURNED REPORT_RETURNED READ_REQUEST OVERDUE DUE_SOON REPORT_DUE ASSESS_SELF RECEIVE_LETTER ANSWER_LETTER POST_EMPTY TO_ACKNOWLEDGE TO_SIGN_PLAN TO_SIGN_MILESTONE TO_SIGN_COMPLETION TO_SIGN_REQUEST TO_SIGN_REPORT TO_SIGN_ASSESSMENT TO_SIGN_OBJECTION CHECK_RESULT TO_PLAN TO_COMPLETE APPROVE_FREEZE APPROVE_PUBLICATION DECIDE_OBJECTION DECIDE_REQUEST APPROVE_LETTER SETTLE_LETTER FINAL_REVIEW REVIEW_REQUEST REVIEW_COMPLETION REVIEW_MILESTONE REVIEW_PLAN REVIEW_REPORT CLOSE_COLLECTING CHECK_EVALUATION TO_READ */
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

export type UnitAbsences = {
  __typename?: 'UnitAbsences';
  absences: Array<Absence>;
  people: Array<UnitPerson>;
};

export type UnitActionRole =
  | 'COOP'
  | 'LEAD'
  | 'RESP';

export type UnitChange = {
  __typename?: 'UnitChange';
  gradeAfter: Scalars['Localized']['output'];
  gradeBefore: Scalars['Localized']['output'];
  indicators: Array<MarkChange>;
  rankAfter: Scalars['Int']['output'];
  rankBefore: Scalars['Int']['output'];
  totalAfter: Scalars['String']['output'];
  totalBefore: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
};

export type UnitLines = {
  __typename?: 'UnitLines';
  collectUntil: Maybe<Scalars['CalendarDay']['output']>;
  decisions: Array<MissingDecision>;
  declineReason: Maybe<Scalars['String']['output']>;
  draftedBy: Maybe<Scalars['String']['output']>;
  /** of the evaluation */
  id: Scalars['ID']['output'];
  indicators: Array<IndicatorLines>;
  name: Scalars['String']['output'];
  schemeName: Scalars['Localized']['output'];
  selfState: SelfAssessmentState;
  /** counts the savings of the self-assessment; 0 before the first */
  selfVersion: Scalars['Int']['output'];
  signedAt: Maybe<Scalars['DateTime']['output']>;
  signedBy: Maybe<Scalars['String']['output']>;
  state: EvaluationState;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  viewerCanCheck: Scalars['Boolean']['output'];
  viewerCanConfirm: Scalars['Boolean']['output'];
  viewerCanDecide: Scalars['Boolean']['output'];
  viewerCanSign: Scalars['Boolean']['output'];
  viewerCanWrite: Scalars['Boolean']['output'];
};

export type UnitOfEvaluationInput = {
  evaluationId: Scalars['ID']['input'];
  unitId: Scalars['ID']['input'];
};

export type UnitPerson = {
  __typename?: 'UnitPerson';
  /** the reader may record this person’s absence */
  canSet: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  post: Maybe<PostKind>;
  role: Role;
  userId: Scalars['ID']['output'];
};

export type UnitPosts = {
  __typename?: 'UnitPosts';
  openActionCount: Scalars['Int']['output'];
  posts: Array<PostState>;
  shortName: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
};

export type UnitRequest = {
  __typename?: 'UnitRequest';
  actionId: Scalars['ID']['output'];
  actionState: ActionState;
  actionTitle: Scalars['String']['output'];
  decidedOn: Maybe<Scalars['CalendarDay']['output']>;
  /** the day due now */
  dueOn: Scalars['CalendarDay']['output'];
  filedBy: Scalars['String']['output'];
  filedOn: Scalars['CalendarDay']['output'];
  /** the day due when it was filed */
  fromDueOn: Maybe<Scalars['CalendarDay']['output']>;
  grantedDueOn: Maybe<Scalars['CalendarDay']['output']>;
  id: Scalars['ID']['output'];
  isReplyOverdue: Scalars['Boolean']['output'];
  kind: RequestKind;
  /** why the leading group decides; empty where the office does */
  leadersBecause: Array<Scalars['String']['output']>;
  lightAtFiling: Maybe<Light>;
  measureCode: Scalars['String']['output'];
  /** null: the whole action */
  milestoneId: Maybe<Scalars['ID']['output']>;
  milestoneTitle: Maybe<Scalars['String']['output']>;
  nextMoves: Array<Move>;
  /** the office’s time to reply runs from here */
  officeSince: Maybe<Scalars['CalendarDay']['output']>;
  originalDueOn: Scalars['CalendarDay']['output'];
  progress: Maybe<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  replyDueOn: Maybe<Scalars['CalendarDay']['output']>;
  /** which extension of the thing it is, or would be */
  sequence: Maybe<Scalars['Int']['output']>;
  state: RequestState;
  steps: Array<RequestStep>;
  toDueOn: Maybe<Scalars['CalendarDay']['output']>;
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  version: Scalars['Int']['output'];
  waitingWorkingDays: Maybe<Scalars['Int']['output']>;
};

/** an evaluation as one unit may see it */
export type UnitResult = {
  __typename?: 'UnitResult';
  asOf: Scalars['CalendarDay']['output'];
  computations: Array<EvaluationComputation>;
  computedAt: Maybe<Scalars['DateTime']['output']>;
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  confirmedBy: Maybe<Scalars['String']['output']>;
  correctedById: Maybe<Scalars['ID']['output']>;
  correctionReason: Maybe<Scalars['String']['output']>;
  correctsId: Maybe<Scalars['ID']['output']>;
  correctsName: Maybe<Scalars['String']['output']>;
  distribution: Maybe<Distribution>;
  id: Scalars['ID']['output'];
  isWindowOpen: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  objections: Array<Objection>;
  objectionsUntil: Maybe<Scalars['CalendarDay']['output']>;
  packageUrl: Maybe<Scalars['String']['output']>;
  publication: Maybe<Publication>;
  releasedAt: Maybe<Scalars['DateTime']['output']>;
  scheme: ScoringScheme;
  sha256: Maybe<Scalars['String']['output']>;
  state: EvaluationState;
  unit: Maybe<UnitScore>;
  unitCount: Scalars['Int']['output'];
  viewerCanConfirm: Scalars['Boolean']['output'];
  viewerCanObject: Scalars['Boolean']['output'];
};

export type UnitResultPayload = {
  __typename?: 'UnitResultPayload';
  result: Maybe<UnitResult>;
  userErrors: Array<UserError>;
};

export type UnitResultRow = {
  __typename?: 'UnitResultRow';
  asOf: Scalars['CalendarDay']['output'];
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  correctedById: Maybe<Scalars['ID']['output']>;
  gradeName: Maybe<Scalars['Localized']['output']>;
  id: Scalars['ID']['output'];
  isWindowOpen: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  objectionsUntil: Maybe<Scalars['CalendarDay']['output']>;
  published: Maybe<Published>;
  rank: Maybe<Scalars['Int']['output']>;
  state: EvaluationState;
  total: Maybe<Scalars['String']['output']>;
};

export type UnitScore = {
  __typename?: 'UnitScore';
  grade: Scalars['String']['output'];
  gradeName: Scalars['Localized']['output'];
  /** of the groups, where the scheme has some */
  groups: Array<IndicatorScore>;
  indicators: Array<IndicatorScore>;
  /** how total, rank and grade came about, where the marks do not say */
  lines: Array<ScoreLine>;
  rank: Scalars['Int']['output'];
  total: Scalars['String']['output'];
  unitId: Scalars['ID']['output'];
  unitName: Scalars['String']['output'];
  vetoes: Array<Scalars['Localized']['output']>;
};

export type UpholdObjectionInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  figure?: InputMaybe<CorrectedFigureInput>;
  finalLine?: InputMaybe<AssessmentLineInput>;
  notApplicable?: InputMaybe<Scalars['Boolean']['input']>;
  objectionId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type UseEvidenceInput = {
  evidenceId: Scalars['ID']['input'];
  uses: Array<EvidenceUseInput>;
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

export type WeightEffect = {
  __typename?: 'WeightEffect';
  code: Scalars['String']['output'];
  name: Scalars['Localized']['output'];
  percent: Scalars['Int']['output'];
  rankChanges: Array<RankChange>;
};

export type WitnessNotePayload = {
  __typename?: 'WitnessNotePayload';
  /** whether the ledger still leads to it */
  fits: Maybe<Scalars['Boolean']['output']>;
  /** leaves under the note */
  size: Maybe<Scalars['Int']['output']>;
  userErrors: Array<UserError>;
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

export type WorkerSeen = {
  __typename?: 'WorkerSeen';
  host: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  isAlive: Scalars['Boolean']['output'];
  pid: Scalars['Int']['output'];
  seenAt: Scalars['DateTime']['output'];
  startedAt: Scalars['DateTime']['output'];
  /** what carries its jobs: postgres or redis */
  transport: Scalars['String']['output'];
};
