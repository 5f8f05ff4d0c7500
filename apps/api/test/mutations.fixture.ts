import type { ActionState } from '@yardstick/domain/action';
import type { EvidenceState } from '@yardstick/domain/evidence';
import type { LetterState } from '@yardstick/domain/letter';
import type { MilestoneState } from '@yardstick/domain/milestone';
import type { ObjectionState } from '@yardstick/domain/objection';
import type { ReportState } from '@yardstick/domain/periodic-report';
import type { RequestKind, RequestState } from '@yardstick/domain/request';
import { writeSchemeText } from '@yardstick/domain/scoring/scheme-text';
import { acceptance2024 } from '@yardstick/domain/scoring/shipped-schemes';
import { lawAssessmentAnnual } from '@yardstick/domain/scoring/shipped-schemes';
import { assessedIndicators } from '@yardstick/domain/scoring/three-lines';
import { CheckpointSigner } from '@yardstick/server/ledger/checkpoint-signer';
import { makeCheckpoint } from '@yardstick/server/ledger/make-checkpoint';
import { randomUUID } from 'node:crypto';
import { unitA, type Api, type Who } from './api.fixture.ts';

/** A mutation, who may do it, and an input with which it succeeds once, on things of unit A that are made for it. */
export interface MutationCase {
  by: Who[];
  input: (api: Api) => Promise<object>;
}

const office: Who[] = ['chief', 'staff'];
const workers: Who[] = ['liaison', 'member'];
const accounts: Who[] = ['chief', 'admin'];
const everybody: Who[] = [
  ...(['leader', 'chief', 'staff', 'head', 'liaison', 'member', 'otherHead', 'otherLiaison', 'otherMember'] as const),
  ...(['admin', 'auditor'] as const),
];
const reason = '请补充核对日期。';

const onAction = (state: ActionState, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world }) => ({ actionId: await world.action(unitA, state), ...more }),
});

const onMilestone = (state: MilestoneState, evidence: EvidenceState, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people }) => {
    const milestoneId = await world.milestone(unitA, await world.action(unitA), state);
    await world.evidence(people.liaison, [milestoneId], evidence);
    return { milestoneId, ...more };
  },
});

const onEvidence = (state: EvidenceState, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people }) => {
    const milestoneId = await world.milestone(
      unitA,
      await world.action(unitA),
      state === 'draft' ? 'planned' : 'submitted',
    );
    return { evidenceId: await world.evidence(people.liaison, [milestoneId], state), ...more };
  },
});

const onUser = (by: Who[]): MutationCase => ({
  by,
  input: async ({ world }) => ({ userId: (await world.person('UNIT_STAFF', unitA)).id }),
});

const onEvaluation = (state: string, by: Who[]): MutationCase => ({
  by,
  input: async ({ world, people }) => ({ evaluationId: await world.evaluation(people.chief, [unitA], state) }),
});

const onObjection = (state: ObjectionState, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people }) => ({
    objectionId: await world.objection(people.liaison, people.chief, state),
    ...more,
  }),
});

const frozenBy = ({ leader }: Api['people']) => ({
  ...{ approved_by: leader.name, approved_by_id: leader.id, approved_by_unit: leader.unitId },
});

const onPublication = (by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people }) => {
    const evaluationId = await world.evaluation(people.chief, [unitA], 'frozen', frozenBy(people));
    return { publicationId: await world.publication(evaluationId, people.chief), ...more };
  },
});

/** A feedback letter to unit A, drafted by the staff from a result that is really there. */
const onDocument = (state: 'drafted' | 'proposed', by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people, db }) => {
    const evaluationId = await world.computedEvaluation(people.chief, [unitA], 'frozen');
    const [evaluation] = await db.sql<{ sha256: string }>(`select sha256 from evaluation where id = $1`, [
      evaluationId,
    ]);
    const columns = { about_unit: unitA, state, sha256: evaluation!.sha256 };
    return { documentId: await world.evaluationDocument(people.staff, evaluationId, columns), ...more };
  },
});

/** Of an evaluation that takes what goes into it. */
const onRound = (state: string, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people }) => ({ evaluationId: await world.round(people.chief, state), ...more }),
});

/** Of unit A's own marks in such an evaluation. */
const onAssessment = (
  state: string,
  by: Who[],
  more: object = {},
  line: Record<string, unknown> = {},
): MutationCase => ({
  by,
  input: async ({ world, people }) => {
    const evaluationId = await world.round(people.chief);
    await world.selfAssessment(people.head, evaluationId, state, line);
    return { evaluationId, ...more };
  },
});

/** A line for everything that people mark in the assessment of law-based administration. */
const selfLines = assessedIndicators(lawAssessmentAnnual).map(({ code: indicator, method }) => ({
  indicator,
  reason: '有台账可查',
  ...(method.kind === 'checklist'
    ? { items: method.items.map(({ code: item, points = '1' }) => ({ item, value: points })) }
    : { mark: '3' }),
}));

const planned = (proofKinds = ['ROSTER']) => ({
  title: '名册核对完毕',
  deliverable: '名册',
  proofKinds,
  dueOn: '2024-11-15',
});

/** `lightAtFiling` red leaves the decision to the leading group. */
const onRequest = (
  kind: RequestKind,
  state: RequestState,
  by: Who[],
  more: object = {},
  lightAtFiling = 'green',
): MutationCase => ({
  by,
  input: async ({ world, people }) => {
    const isLetOff = kind === 'not-applicable' && state === 'granted';
    const actionId = await world.action(unitA, isLetOff ? 'not-applicable' : 'in-progress');
    const isDated = kind === 'extension' || kind === 'explanation';
    const milestoneId = isDated ? await world.milestone(unitA, actionId) : null;
    const columns = { milestone_id: milestoneId, ...(isDated ? { light_at_filing: lightAtFiling } : {}) };
    return { requestId: await world.request(people.liaison, actionId, kind, state, columns), ...more };
  },
});

const filed = (due: string, more: object = {}): MutationCase => ({
  by: workers,
  input: async ({ world }) => {
    const actionId = await world.action(unitA);
    return {
      actionId,
      milestoneId: await world.milestone(unitA, actionId, 'planned', { due_on: due }),
      reason,
      ...more,
    };
  },
});

const onReport = (state: Exclude<ReportState, 'expected'>, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async ({ world, people }) => ({ reportId: await world.periodicReport(people.liaison, state), ...more }),
});

const reportText = { overview: '总体平稳', practices: '逐人核对', problems: '无', nextSteps: '组织考试' };

const lateWork = async ({ world }: Api): Promise<{ actionId: string; milestoneId: string }> => {
  const actionId = await world.action(unitA);
  return { actionId, milestoneId: await world.milestone(unitA, actionId, 'planned', { due_on: '2024-09-30' }) };
};

const onSentLetter = (state: LetterState, by: Who[], more: object = {}): MutationCase => ({
  by,
  input: async api => {
    const { actionId, milestoneId } = await lateWork(api);
    return { letterId: await api.world.letter(api.people.liaison, actionId, milestoneId, state), ...more };
  },
});
const written = { title: '关于催办逾期工作的函', body: '请于【回复时限】前回复。' };

export const mutationCases: Record<string, MutationCase> = {
  startReport: { by: ['liaison'], input: async ({ world }) => ({ reportId: await world.expectedReport(unitA) }) },
  submitReport: onReport('drafted', ['liaison'], reportText),
  signReport: onReport('to-sign', ['head']),
  declineReport: onReport('to-sign', ['head'], { reason }),
  withdrawReport: onReport('submitted', ['liaison']),
  acceptReport: onReport('submitted', office),
  returnReport: onReport('submitted', office, { reason, marks: [{ part: 'problems', note: '请写明原因' }] }),
  exemptReport: {
    by: ['chief'],
    input: async ({ world }) => ({ reportId: await world.expectedReport(unitA), reason }),
  },

  draftReportCircular: {
    by: office,
    input: async ({ world }) => {
      await world.periodicReport({ ...(await world.person('UNIT_LIAISON', unitA)) }, 'submitted', {
        due_on: '2024-10-10',
      });
      return { year: 2024 };
    },
  },

  requestExtension: filed('2024-11-15', { progress: '已完成初稿', toDueOn: '2024-11-30' }),
  explainDelay: filed('2024-10-10'),
  requestNotApplicable: onAction('planning', workers, { reason }),
  declineAction: onAction('assigned', workers, { reason }),
  askForHelp: onAction('in-progress', workers, { reason }),
  signRequest: onRequest('extension', 'to-sign', ['head']),
  declineRequest: onRequest('extension', 'to-sign', ['head'], { reason }),
  passRequest: onRequest('extension', 'in-review', office),
  noteRequest: onRequest('explanation', 'in-review', office),
  answerRequest: onRequest('help', 'in-review', office, { reason }),
  putRequestToLeaders: onRequest('extension', 'final-review', ['chief'], {}, 'red'),
  grantRequest: onRequest('extension', 'final-review', ['chief'], { grantedDueOn: '2024-11-20' }),
  refuseRequest: onRequest('decline', 'final-review', ['chief'], { reason }),
  leadersGrantRequest: onRequest('extension', 'with-leaders', ['leader']),
  leadersRefuseRequest: onRequest('extension', 'with-leaders', ['leader'], { reason }),
  withdrawRequest: onRequest('extension', 'in-review', workers),
  reverseRequest: onRequest('not-applicable', 'granted', ['chief'], { reason }),
  readRequest: onRequest('extension', 'refused', workers),

  draftLetter: {
    by: office,
    input: async api => ({ step: 'reminder', milestoneIds: [(await lateWork(api)).milestoneId] }),
  },
  draftCircular: {
    by: office,
    input: async api => {
      await lateWork(api);
      return { programId: api.world.programId, minDaysLate: 1 };
    },
  },
  editLetter: onSentLetter('drafted', office, written),
  approveLetter: onSentLetter('drafted', ['chief']),
  withdrawLetter: onSentLetter('drafted', office, { reason }),
  receiveLetter: onSentLetter('sent', ['liaison', 'head']),
  answerLetter: onSentLetter('received', ['liaison', 'head'], { text: '已完成初稿，下周报送。' }),
  returnAnswer: onSentLetter('answered', office, { reason }),
  settleLetter: onSentLetter('answered', office),
  escalateLetter: onSentLetter('received', office, { reason }),
  revokeLetter: onSentLetter('sent', ['chief'], { reason }),

  issueActions: {
    by: office,
    input: async ({ world }) => ({ programId: world.programId, year: 2024, measureIds: [await world.measure()] }),
  },
  planAction: onAction('planning', workers, {
    content: '逐人核对',
    ownerName: '承办人',
    section: '法规科',
    headInCharge: '分管负责人',
    milestones: [planned()],
  }),
  reportProgress: onAction('in-progress', workers, { percent: 40, done: '已核对四成' }),
  attachEvidence: {
    by: ['liaison'],
    input: async ({ world, people }) => ({
      uploadId: await world.upload(people.liaison),
      milestoneIds: [await world.milestone(unitA, await world.action(unitA))],
      title: '执法人员名册',
      kind: 'ROSTER',
    }),
  },
  linkEvidence: {
    by: workers,
    input: async ({ world, people }) => {
      const actionId = await world.action(unitA);
      const evidenceId = await world.evidence(people.liaison, [await world.milestone(unitA, actionId)]);
      return { evidenceId, milestoneIds: [await world.milestone(unitA, actionId)] };
    },
  },
  acknowledgeAction: onAction('assigned', ['liaison', 'head']),
  submitPlan: {
    by: ['liaison'],
    input: async ({ world }) => {
      const plan = { content: '逐人核对', owner_name: '承办人', section: '法规科', head_in_charge: '分管负责人' };
      const actionId = await world.action(unitA, 'planning', plan);
      await world.milestone(unitA, actionId);
      return { actionId };
    },
  },
  signPlan: onAction('plan-to-sign', ['head']),
  declinePlan: onAction('plan-to-sign', ['head'], { reason }),
  approvePlan: onAction('plan-in-review', ['chief']),
  returnPlan: onAction('plan-in-review', office, { reason, fields: [{ field: 'content', note: '请写明数量' }] }),
  submitCompletion: {
    by: ['liaison'],
    input: async ({ world, people }) => {
      const actionId = await world.action(unitA);
      await world.evidence(people.liaison, [await world.milestone(unitA, actionId, 'accepted')], 'accepted');
      return { actionId };
    },
  },
  signCompletion: onAction('completion-to-sign', ['head']),
  declineCompletion: onAction('completion-to-sign', ['head'], { reason }),
  passReview: onAction('submitted', office),
  returnCompletion: onAction('submitted', office, { reason }),
  completeAction: onAction('final-review', ['chief']),
  closeAction: onAction('done', ['chief']),
  reopenAction: onAction('done', ['chief'], { reason }),
  suspendAction: onAction('in-progress', ['chief'], { reason }),
  resumeAction: onAction('suspended', ['chief']),
  cancelAction: onAction('in-progress', ['chief'], { reason }),
  submitMilestone: onMilestone('planned', 'draft', ['liaison']),
  signMilestone: onMilestone('to-sign', 'draft', ['head']),
  declineMilestone: onMilestone('to-sign', 'draft', ['head'], { reason }),
  acceptMilestone: onMilestone('submitted', 'accepted', office),
  returnMilestone: onMilestone('submitted', 'accepted', office, { reason }),
  replaceEvidence: {
    by: ['liaison'],
    input: async ({ world, people }) => {
      const milestoneId = await world.milestone(unitA, await world.action(unitA));
      const evidenceId = await world.evidence(people.liaison, [milestoneId]);
      return { evidenceId, uploadId: await world.upload(people.liaison), note: '补盖公章' };
    },
  },
  useEvidence: {
    by: workers,
    input: async ({ world, people }) => ({
      evidenceId: await world.evidence(people.liaison, []),
      uses: [{ measureId: await world.measure(), year: 2023 }],
    }),
  },
  remarkOnFinding: {
    by: workers,
    input: async ({ world, people }) => {
      const milestoneId = await world.milestone(unitA, await world.action(unitA));
      const evidenceId = await world.evidence(people.liaison, [milestoneId]);
      return { milestoneId, evidenceId, hint: '0123456789abcdef', text: '两局联合印发，各自报送。' };
    },
  },
  withdrawEvidence: onEvidence('draft', workers, { reason }),
  acceptEvidence: onEvidence('submitted', office),
  returnEvidence: onEvidence('submitted', office, { reason }),
  recordFigures: {
    by: office,
    input: async ({ world }) => ({
      programId: world.programId,
      figures: [
        { unitCode: unitA, code: 'efficacy', year: 2022, value: `8.${await world.leafCount()}`, source: '评价报告' },
      ],
    }),
  },
  orderEvaluation: {
    by: office,
    input: async ({ world }) => {
      await world.acceptanceFigures();
      return { programId: world.programId, schemeCode: 'acceptance-2024', name: '评估', asOf: world.today };
    },
  },
  openEvaluation: {
    by: office,
    input: async ({ world }) => ({
      programId: world.programId,
      schemeCode: 'law-assessment-annual',
      name: '年度法治考核',
      asOf: world.today,
    }),
  },
  startEvaluation: {
    by: office,
    input: async ({ world, people }) => {
      await world.acceptanceFigures();
      const columns = { scheme_code: 'acceptance-2024', figures_year: null, collect_until: null };
      return { evaluationId: await world.round(people.chief, 'checking', columns) };
    },
  },
  extendCollecting: onRound('collecting', office, { collectUntil: '2030-01-04', reason: '报表迟到' }),
  closeCollecting: onRound('collecting', office, { reason: '截止日已过' }),
  saveSelfAssessment: onRound('collecting', ['liaison', 'otherLiaison'], {
    lines: [{ indicator: 'mechanism', mark: '5', reason: '全年研究六次' }],
  }),
  submitSelfAssessment: onRound('collecting', ['liaison', 'otherLiaison'], { lines: selfLines }),
  signSelfAssessment: onAssessment('to-sign', ['head']),
  declineSelfAssessment: onAssessment('to-sign', ['head'], { reason }),
  checkLines: onAssessment('signed', office, {
    unitId: unitA,
    lines: [{ indicator: 'mechanism', mark: '2', reason: '缺四次会议记录' }],
  }),
  confirmSelfLines: onAssessment('signed', office, { unitId: unitA }),
  decideFinalLine: onAssessment(
    'signed',
    ['chief'],
    { unitId: unitA, line: { indicator: 'mechanism', mark: '4.5', reason: '补交的记录有效' } },
    { office: JSON.stringify({ mark: '4', by: '办公室', on: '2024-10-15' }) },
  ),
  ruleNotApplicable: onRound('checking', ['chief'], { unitId: unitA, indicator: 'court', reason: '全年无应诉案件' }),
  deferFigure: onRound('checking', ['chief'], { figure: 'outside-ballot', year: 0, reason: '评议次年一月组织' }),
  liftDecision: {
    by: ['chief'],
    input: async ({ world, people, db }) => {
      const evaluationId = await world.round(people.chief, 'checking');
      const decisionId = randomUUID();
      await db.sql(
        `insert into figure_deferral (id, evaluation_id, figure, year, reason, decided_by, decided_by_id, decided_at)
         values ($1, $2, 'outside-ballot', 0, '次年组织', $3, $4, now())`,
        [decisionId, evaluationId, people.chief.name, people.chief.id],
      );
      return { evaluationId, decisionId, reason: '评议结果已出' };
    },
  },
  listCaseFiles: onRound('collecting', office, {
    unitId: unitA,
    figure: 'case-files',
    list: '鄂州市监罚〔2024〕1号\t行政处罚\n鄂州市监罚〔2024〕2号\t行政处罚\n',
  }),
  drawCaseFiles: {
    by: office,
    input: async api => {
      const evaluationId = await api.world.round(api.people.chief, 'collecting');
      const of = { evaluationId, unitId: unitA, figure: 'case-files' };
      await api.as('staff').mutate('listCaseFiles', { ...of, list: '1号,行政处罚\n2号,行政许可', size: 1 });
      await makeCheckpoint(api.db.orm, api.db.services, CheckpointSigner.open(api.db.config));
      return of;
    },
  },
  recordBatch: onRound('collecting', office, {
    unitId: unitA,
    figure: 'outside-ballot',
    records: [
      { item: 'a', value: '20' },
      { item: 'b', value: '6' },
    ],
    source: '外部评议统计表',
  }),
  commitStatistics: {
    by: office,
    input: async ({ world, people, db }) => {
      const importId = randomUUID();
      const evaluationId = await world.round(people.chief);
      const figures = [{ unitCode: unitA, code: 'officers', year: 2024, value: '20', source: '年报' }];
      await db.sql(
        `insert into statistics_import (id, evaluation_id, file_name, original, state, figures, issues, imported_by)
         values ($1, $2, 'a.xlsx', '', 'read', $3, '[]', '办公室')`,
        [importId, evaluationId, JSON.stringify(figures)],
      );
      return { importId };
    },
  },
  saveSchemeDraft: {
    by: office,
    input: async () => ({ code: `draft-${randomUUID().slice(0, 8)}`, text: '{', version: 0 }),
  },
  publishScheme: {
    by: ['chief'],
    input: async ({ db, people }) => {
      const code = `scheme-${randomUUID().slice(0, 8)}`;
      const text = writeSchemeText({ ...acceptance2024, code });
      await db.sql(
        `insert into scoring_scheme_draft (code, text, version, saved_by, saved_by_id) values ($1, $2, 1, $3, $4)`,
        [code, text, people.staff.name, people.staff.id],
      );
      return { code, version: 1, reason };
    },
  },
  releaseProvisional: onEvaluation('computed', ['chief']),
  recomputeEvaluation: {
    by: ['chief'],
    input: async ({ world, people, db }) => {
      const evaluationId = await world.evaluation(people.chief, [unitA], 'provisional');
      await world.objection(people.liaison, people.chief, 'upheld', {
        ...{ evaluation_id: evaluationId, decided_by: people.staff.name, decided_by_id: people.staff.id },
        ...{ decided_by_unit: people.staff.unitId, decided_on: world.today, decision: '确有遗漏' },
      });
      await db.sql(`update evaluation set computed_at = app_now() where id = $1`, [evaluationId]);
      return { evaluationId, reason };
    },
  },
  confirmResult: onEvaluation('provisional', ['head']),
  draftObjection: {
    by: ['liaison'],
    input: async ({ world, people }) => {
      const milestoneId = await world.milestone(unitA, await world.action(unitA));
      return {
        evaluationId: await world.evaluation(people.chief, [unitA], 'provisional'),
        ...{ indicator: 'progress', line: 0, reason },
        evidenceIds: [await world.evidence(people.liaison, [milestoneId], 'accepted')],
      };
    },
  },
  signObjection: onObjection('to-sign', ['head']),
  declineObjection: onObjection('to-sign', ['head'], { reason }),
  withdrawObjection: onObjection('submitted', ['liaison']),
  upholdObjection: onObjection('submitted', ['staff', 'leader'], {
    reason,
    figure: { code: 'efficacy', year: 2023, value: '90', source: '效能评价报告（更正）' },
  }),
  rejectObjection: onObjection('submitted', ['staff', 'leader'], { reason }),
  proposeFreeze: {
    by: ['chief'],
    input: async ({ world, people }) => {
      const evaluationId = await world.evaluation(people.chief, [unitA], 'provisional');
      await world.agree(evaluationId, people.head);
      return { evaluationId };
    },
  },
  returnFreeze: {
    by: ['leader'],
    input: async ({ world, people }) => ({
      evaluationId: await world.evaluation(people.chief, [unitA], 'freeze-proposed'),
      reason,
    }),
  },
  proposePublication: {
    by: ['chief'],
    input: async ({ world, people }) => ({
      evaluationId: await world.evaluation(people.chief, [unitA], 'frozen', frozenBy(people)),
      what: 'GRADES',
    }),
  },
  approvePublication: onPublication(['leader']),
  refusePublication: onPublication(['leader'], { reason }),
  approveFreeze: onEvaluation('freeze-proposed', ['leader']),
  draftDocuments: {
    by: office,
    input: async ({ world, people }) => ({
      evaluationId: await world.computedEvaluation(people.chief, [unitA]),
      kind: 'FEEDBACK_LETTER',
    }),
  },
  saveDocument: onDocument('drafted', office, { title: '关于反馈结果的函', toName: '甲局', body: '结果如下。' }),
  regenerateDocument: onDocument('drafted', office),
  proposeDocument: onDocument('drafted', office),
  returnDocument: onDocument('proposed', ['chief'], { reason }),
  issueDocument: onDocument('proposed', ['chief']),
  readNotices: {
    by: ['liaison'],
    input: async ({ world, people }) => ({ ids: [await world.notice(people.liaison)] }),
  },
  muteNotices: { by: everybody, input: async () => ({ kinds: ['plan-approved'] }) },
  setContacts: {
    by: accounts,
    input: async ({ world }) => ({ userId: (await world.person('UNIT_STAFF', unitA)).id, mobile: '13900000000' }),
  },
  setAbsence: {
    by: [...accounts, 'head'],
    input: async ({ world }) => ({
      userId: (await world.person('UNIT_STAFF', unitA)).id,
      fromOn: world.today,
      lastOn: '2031-01-01',
      note: '学习',
    }),
  },
  endAbsence: {
    by: [...accounts, 'head'],
    input: async ({ world, people }) => {
      const away = await world.person('UNIT_STAFF', unitA);
      return { absenceId: await world.absence(away, { recorded_by: people.head.name }) };
    },
  },
  createUser: {
    by: accounts,
    input: async () => ({
      username: `u-${randomUUID().slice(0, 8)}`,
      name: '承办人',
      role: 'UNIT_STAFF',
      unitId: unitA,
    }),
  },
  openUnitAccounts: {
    by: accounts,
    input: async ({ world }) => ({ unitIds: [await world.unit(`N${randomUUID().slice(0, 6).toUpperCase()}`)] }),
  },
  // an empty deputy's post, so that the liaison of the other cases stays in office
  handOverPost: {
    by: ['chief', 'admin', 'head'],
    input: async ({ world, db }) => {
      const successor = await world.person('UNIT_STAFF', unitA);
      const [present] = await db.sql<{ user_id: string }>(
        `select user_id from post_holding where unit_id = $1 and post = 'deputy-liaison' and to_on is null`,
        [unitA],
      );
      return {
        unitId: unitA,
        post: 'DEPUTY_LIAISON',
        day: world.today,
        outgoingId: present?.user_id ?? null,
        outgoing: 'STAYS',
        successorId: successor.id,
        note: '轮岗',
      };
    },
  },
  resetPassword: onUser(accounts),
  deactivateUser: onUser(accounts),
  importCalendar: {
    by: ['chief', 'staff', 'admin'],
    input: async ({ world }) => ({
      year: 2031,
      noticeNo: `第${await world.leafCount()}号`,
      exceptions: [{ on: '2031-01-01', isWorkday: false, name: '元旦' }],
    }),
  },
  changeRules: {
    by: ['chief'],
    input: async ({ db }) => {
      const [newest] = await db.sql<{ version: number; body: { digestAt: string } }>(
        `select version, body from rule_set where kind = 'reminder' order by version desc limit 1`,
      );
      const digestAt = newest!.body.digestAt === '09:00' ? '09:10' : '09:00';
      return { body: JSON.stringify({ ...newest!.body, digestAt }), version: newest!.version, reason };
    },
  },
  recordWitnessNote: {
    by: ['chief', 'admin', 'auditor'],
    input: async ({ db, world, as }) => {
      await as('liaison').mutate('reportProgress', {
        actionId: await world.action(unitA),
        percent: 10,
        done: '已开始',
        isUnchanged: true,
      });
      await makeCheckpoint(db.orm, db.services, CheckpointSigner.open(db.config));
      const { body } = await as('auditor').send({ method: 'GET', url: '/ledger/checkpoint' });
      return { witness: '纪检联络人', note: body };
    },
  },
  retryParkedEvents: {
    by: ['chief', 'admin'],
    input: async ({ db }) => {
      const [message] = await db.sql<{ id: string }>(
        `insert into outbox_message (event, relayed_at) values ('{"type":"action.issued"}', clock_timestamp()) returning id`,
      );
      await db.sql(
        `insert into parked_event (message_id, attempts, failure, retry_at) values ($1, 1, 'x', clock_timestamp() + interval '1 day')`,
        [message!.id],
      );
      return { messageIds: [message!.id] };
    },
  },
  setClock: { by: ['chief', 'admin'], input: async ({ world }) => ({ at: `${world.today}T09:00:00+08:00` }) },
  commitPlanImport: {
    by: office,
    input: async ({ db, people }) => {
      const id = randomUUID();
      const plan = {
        code: `Q-${id.slice(0, 6)}`,
        name: '另一个方案',
        docNo: '',
        startsOn: '2024-01-01',
        endsOn: '2026-12-31',
        marker: '',
        stages: [],
        goals: [],
        tasks: [{ seq: 1, code: 'T1', title: '任务' }],
        measures: [],
        units: [],
      };
      await db.sql(
        `insert into plan_import (id, file_name, original, state, plan, issues, imported_by) values ($1, 'q.xlsx', ''::bytea, 'read', $2, '[]', $3)`,
        [id, JSON.stringify(plan), people.chief.id],
      );
      return { importId: id };
    },
  },
};

/** Nobody is refused these, they reach only the caller's own things. */
export const harmlessForStrangers = new Set(['readNotices']);
