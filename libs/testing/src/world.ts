import type { ActionState } from '@yardstick/domain/action';
import type { EvidenceState } from '@yardstick/domain/evidence';
import type { LetterState } from '@yardstick/domain/letter';
import type { MilestoneState } from '@yardstick/domain/milestone';
import type { ObjectionState } from '@yardstick/domain/objection';
import type { ReportState } from '@yardstick/domain/periodic-report';
import type { RequestKind, RequestState } from '@yardstick/domain/request';
import type { Role } from '@yardstick/domain/roles';
import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { evaluate } from '@yardstick/domain/scoring/evaluate';
import type { ScoringScheme, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { kept } from '@yardstick/server/open-services';
import { hashPassword } from '@yardstick/server/people/passwords';
import { tokenHash } from '@yardstick/server/people/sessions';
import { loadRules } from '@yardstick/server/rules/rules';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from './database.ts';

export interface Somebody {
  id: string;
  username: string;
  name: string;
  role: Role;
  unitId: string;
  /** Of a session that lives. */
  cookie: string;
}

type Columns = Record<string, unknown>;

const openPlan: ActionState[] = ['assigned', 'planning'];
const handedIn: ActionState[] = ['submitted', 'final-review', 'done', 'closed', 'archived'];
const finished: ActionState[] = ['done', 'closed', 'archived'];

const noFacts = JSON.stringify({
  actionCount: 0,
  doneCount: 0,
  milestoneDueCount: 0,
  milestoneOnTimeCount: 0,
  milestonesDone: [],
  milestonesOverdue: [],
  milestonesNext: [],
  evidenceCount: 0,
  progress: [],
  difficulties: [],
});

/**
 * People, a program and its work, put straight into a test's database by its owner, past the rules and the fences. Every
 * builder takes columns to set otherwise.
 */
export class World {
  readonly db: TestDatabase;
  readonly programId = randomUUID();
  readonly taskId = randomUUID();
  /** The program's day in every test that does not move the clock. */
  readonly today = '2024-10-15';
  #seq = 0;

  private constructor(db: TestDatabase) {
    this.db = db;
  }

  static async build(db: TestDatabase): Promise<World> {
    const world = new World(db);
    await world.stopClock();
    const program = { code: 'P-2024', name: '三年行动', starts_on: '2022-01-01', ends_on: '2024-12-31' };
    await world.#insert('program', { id: world.programId, ...program });
    const task = { id: world.taskId, program_id: world.programId, seq: 1, code: 'T1', title: '队伍建设' };
    await world.#insert('task', task);
    return world;
  }

  stopClock(): Promise<void> {
    return this.db.setClock(`${this.today}T10:00:00+08:00`);
  }

  async unit(id: string, columns: Columns = {}): Promise<string> {
    const seq = this.#next();
    const facts = { id, name: `${id}局`, short_name: `${id}局`, is_scored: true, kind: 'city', seq };
    await this.#insert('unit', { ...facts, ...columns });
    await this.#insert('program_unit', { program_id: this.programId, unit_id: id });
    return id;
  }

  async person(
    role: Role,
    unitId: string,
    { password, ...columns }: Columns & { password?: string } = {},
  ): Promise<Somebody> {
    const id = randomUUID();
    const name = `${unitId} ${role}`;
    const facts = {
      id,
      username: `p${this.#next()}.${role.toLowerCase().replace('_', '-')}`,
      name,
      role,
      unit_id: unitId,
    };
    const row = { ...facts, password_hash: password ? await hashPassword(password) : 'x', ...columns };
    await this.#insert('app_user', row);
    await this.#hold(id);
    return { id, username: row.username, name, role, unitId, cookie: await this.session(id) };
  }

  /** Puts a person into the first empty post of their role, as opening an account does. */
  async #hold(userId: string): Promise<void> {
    await this.db.sql(
      `insert into post_holding (unit_id, id, post, user_id, name, from_on, recorded_by)
       select p.unit_id, gen_random_uuid(), v.post, p.id, p.name, '2022-01-01', '某'
       from app_user p join (values (1, 'UNIT_HEAD', 'head'), (2, 'UNIT_HEAD', 'deputy-head'),
         (1, 'UNIT_LIAISON', 'liaison'), (2, 'UNIT_LIAISON', 'deputy-liaison')) v (place, role, post) on v.role = p.role
       where p.id = $1 and p.is_active
         and not exists (select from post_holding h where h.unit_id = p.unit_id and h.post = v.post and h.to_on is null)
       order by v.place limit 1`,
      [userId],
    );
  }

  /** Signs in without a password; answers the cookie. */
  async session(userId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expires = new Date(Date.now() + 3_600_000);
    await this.#insert('session', {
      id: randomUUID(),
      token_hash: tokenHash(token),
      user_id: userId,
      expires_at: expires,
    });
    return `yardstick=${token}`;
  }

  async measure(columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const seq = this.#next();
    await this.#insert('measure', {
      id,
      program_id: this.programId,
      task_id: this.taskId,
      seq,
      code: `M${seq}`,
      title: '核对执法人员名册',
      text: '逐人核对',
      source_clause: '一',
      scope: 'ALL',
      reaches_all: true,
      due: JSON.stringify([{ year: 2024, on: '2024-12-31', label: '', repeats: false }]),
      deliverable: '名册',
      evidence_kinds: JSON.stringify(['roster']),
      weight: 5,
      ...columns,
    });
    return id;
  }

  /** An action in the wanted state, with what must have happened before; its milestones are made apart. */
  async action(unitId: string, state: ActionState = 'in-progress', columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const measureId = (columns['measure_id'] as string | undefined) ?? (await this.measure());
    const plan = { content: '逐人核对', owner_name: '承办人', section: '法规科', head_in_charge: '分管负责人' };
    await this.#insert('unit_action', {
      unit_id: unitId,
      id,
      program_id: this.programId,
      measure_id: measureId,
      year: 2024,
      role: 'COOP',
      title: '核对执法人员名册',
      state,
      issued_on: '2024-03-01',
      start_on: '2024-03-01',
      due_on: '2024-12-20',
      original_due_on: '2024-12-20',
      ...(openPlan.includes(state) ? {} : plan),
      ...(handedIn.includes(state) ? { handed_in_on: this.today, progress_percent: 100 } : {}),
      ...(finished.includes(state) ? { finished_on: this.today } : {}),
      ...(state === 'suspended' || state === 'not-applicable' ? { state_before_suspension: 'in-progress' } : {}),
      ...columns,
    });
    return id;
  }

  async milestone(
    unitId: string,
    actionId: string,
    state: MilestoneState = 'planned',
    columns: Columns = {},
  ): Promise<string> {
    const id = randomUUID();
    const isIn = state === 'submitted' || state === 'accepted';
    await this.#insert('milestone', {
      unit_id: unitId,
      id,
      action_id: actionId,
      seq: this.#next(),
      title: '名册核对完毕',
      deliverable: '名册',
      proof_kinds: JSON.stringify(['roster']),
      due_on: '2024-11-15',
      original_due_on: '2024-11-15',
      state,
      ...(isIn ? { handed_in_on: this.today, signed_by: '负责人' } : {}),
      ...(state === 'accepted' ? { accepted_on: this.today } : {}),
      ...columns,
    });
    return id;
  }

  /** A file in the store; answers its hash. */
  async file(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = join(this.db.config.DATA_DIR, `made-${randomUUID()}`);
    writeFileSync(path, bytes);
    await this.db.services.blobs.put(sha256, path);
    await this.db.sql(
      `insert into stored_file (sha256, sm3, size, kind, mime) values ($1, $2, $3, 'txt', 'text/plain; charset=utf-8')
       on conflict do nothing`,
      [sha256, createHash('sm3').update(bytes).digest('hex'), bytes.length],
    );
    return sha256;
  }

  async evidence(
    by: Somebody,
    milestoneIds: string[],
    state: EvidenceState = 'draft',
    columns: Columns = {},
  ): Promise<string> {
    const id = randomUUID();
    const sha256 = (columns['sha256'] as string | undefined) ?? (await this.file(Buffer.from(`名册 ${id}`)));
    await this.#insert('evidence', {
      unit_id: by.unitId,
      id,
      sha256,
      file_name: '名册.txt',
      title: '执法人员名册',
      kind: 'roster',
      state,
      uploaded_by: by.name,
      uploaded_by_id: by.id,
      ...columns,
    });
    for (const milestone_id of milestoneIds)
      await this.#insert('evidence_link', { unit_id: by.unitId, evidence_id: id, milestone_id });
    return id;
  }

  async evidenceUse(by: Somebody, evidenceId: string, measureId: string, year = 2023): Promise<void> {
    const facts = { unit_id: by.unitId, evidence_id: evidenceId, measure_id: measureId, year };
    await this.#insert('evidence_use', { ...facts, used_by: by.name });
  }

  /** An upload whose bytes have all arrived. */
  async upload(by: Somebody, columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const bytes = Buffer.from(`上传 ${id}`);
    const sha256 = await this.file(bytes);
    const size = bytes.length;
    const facts = { unit_id: by.unitId, id, user_id: by.id, file_name: '名册.txt', size, received: size };
    await this.#insert('upload', { ...facts, state: 'complete', sha256, ...columns });
    return id;
  }

  async report(by: Somebody, actionId: string, columns: Columns = {}): Promise<void> {
    const facts = { unit_id: by.unitId, id: randomUUID(), action_id: actionId, percent: 40, done: '已核对四成' };
    await this.#insert('progress_report', { ...facts, reported_by: by.name, reported_by_id: by.id, ...columns });
  }

  async remark(by: Somebody, milestoneId: string, evidenceId: string, text: string): Promise<void> {
    await this.#insert('finding_remark', {
      unit_id: by.unitId,
      id: randomUUID(),
      root_id: evidenceId,
      hint: '0123456789abcdef',
      evidence_id: evidenceId,
      milestone_id: milestoneId,
      text,
      written_by: by.name,
      written_by_id: by.id,
    });
  }

  /** What somebody has typed and not handed in. */
  async draft(by: Somebody, actionId: string, kind: 'plan' | 'progress' | 'report', body: object): Promise<void> {
    const facts = { unit_id: by.unitId, kind, subject_id: actionId, body: JSON.stringify(body), rev: 1 };
    await this.#insert('draft', { ...facts, saved_by: by.name, saved_by_id: by.id });
  }

  /** Away from today on. */
  async absence(of: Pick<Somebody, 'id' | 'unitId'>, columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const facts = { unit_id: of.unitId, id, user_id: of.id, from_on: this.today, last_on: '2031-01-01' };
    await this.#insert('absence', { ...facts, recorded_by: '某', ...columns });
    return id;
  }

  async timeline(unitId: string, actionId: string, columns: Columns = {}): Promise<void> {
    const facts = {
      unit_id: unitId,
      action_id: actionId,
      verb: 'acknowledgeAction',
      actor_name: '某',
      actor_unit: unitId,
    };
    await this.#insert('timeline_entry', { ...facts, ...columns });
  }

  /** A request with its first step; of an extension the days are those of a milestone made here. */
  async request(
    by: Somebody,
    actionId: string,
    kind: RequestKind = 'extension',
    state: RequestState = 'final-review',
    columns: Columns = {},
  ): Promise<string> {
    const id = randomUUID();
    const reachedOffice = state !== 'to-sign' && state !== 'declined';
    const days = { from_due_on: '2024-11-15', light_at_filing: 'green', to_due_on: '2024-11-30' };
    await this.#insert('unit_request', {
      unit_id: by.unitId,
      id,
      action_id: actionId,
      kind,
      state,
      reason: '等待文件印发',
      progress: '已完成初稿',
      filed_by: by.name,
      filed_by_id: by.id,
      filed_on: this.today,
      filed_at: `${this.today}T09:00:00+08:00`,
      office_since: reachedOffice ? this.today : null,
      ...(kind === 'extension' ? days : {}),
      ...(kind === 'extension' && state === 'granted' ? { granted_due_on: '2024-11-30', sequence: 1 } : {}),
      ...columns,
    });
    const actor = { actor_id: by.id, actor_name: by.name, actor_role: by.role, actor_unit_id: by.unitId };
    const step = { unit_id: by.unitId, request_id: id, verb: 'requestExtension', actor_unit: `${by.unitId}局` };
    await this.#insert('unit_request_step', { ...step, ...actor, text: columns['reason'] ?? '等待文件印发' });
    return id;
  }

  /** A reminder letter with its matter and first step; out it bears a number of its own. */
  async letter(
    by: Somebody,
    actionId: string,
    milestoneId: string,
    state: LetterState = 'sent',
    columns: Columns = {},
  ): Promise<string> {
    const id = randomUUID();
    const no = 1000 + this.#next();
    const isSent = state !== 'drafted' && state !== 'withdrawn';
    const sent = {
      year: 2024,
      no,
      doc_no: `鄂执提催〔2024〕${no}号`,
      sent_on: '2024-10-14',
      receipt_due_on: this.today,
    };
    const isReceived = isSent && state !== 'sent';
    const {
      unitId = by.unitId,
      word = '请抓紧办理。',
      ...more
    } = columns as Columns & { unitId?: string; word?: string };
    await this.#insert('letter', {
      unit_id: unitId,
      id,
      kind: 'reminder-letter',
      step: 'reminder',
      rank: 1,
      origin: 'hand',
      state,
      program_id: this.programId,
      title: '关于催办逾期工作的函',
      body: `${word}请于【回复时限】前回复。`,
      basis: '任务分解表',
      to_name: `${unitId}局`,
      to_posts: JSON.stringify(['liaison']),
      issuer: 'office',
      approver: 'office-chief',
      signed_by: '办公室',
      mark: '办公室',
      receipt_days: 1,
      reply_days: 5,
      day_kind: 'working',
      drafted_on: '2024-10-14',
      drafted_by: '系统',
      ...(isSent ? { ...sent, reply_due_on: '2024-10-21' } : {}),
      ...(isReceived ? { received_on: '2024-10-14', received_by: by.name } : {}),
      ...(state === 'answered' || state === 'settled' ? { answered_on: this.today, answer: word } : {}),
      ...more,
    });
    await this.#insert('letter_item', {
      unit_id: unitId,
      id: randomUUID(),
      letter_id: id,
      subject_kind: 'milestone',
      subject_id: milestoneId,
      action_id: actionId,
      milestone_id: milestoneId,
      due_version: 1,
      title: word,
      measure_code: 'M1',
      due_on: '2024-09-30',
      days_overdue: 7,
    });
    const step = { unit_id: unitId, letter_id: id, verb: 'draftLetter', actor_name: '系统', actor_role: 'SYSTEM' };
    await this.#insert('letter_step', { ...step, actor_unit: '', text: word });
    return id;
  }

  /** Evidence that came with the answer to a letter. */
  async letterEvidence(unitId: string, letterId: string, evidenceId: string): Promise<void> {
    await this.#insert('letter_evidence', { unit_id: unitId, letter_id: letterId, evidence_id: evidenceId });
  }

  /** A report that the rules expect of every scored unit, of a kind of its own; answers its id. */
  async expectedReport(unitId: string): Promise<string> {
    const code = `r${this.#next()}`;
    const kind = {
      code,
      name: { zh: '专题报告', en: 'Report' },
      every: 'once',
      due: { months: 0, day: 20 },
      restDay: 'stays',
      owedBy: 'all',
      inPlaceOf: [],
      source: '方案',
    };
    await this.db.sql(
      `insert into rule_set (kind, version, body)
       select kind, version + 1, jsonb_set(body, '{kinds}', body->'kinds' || $1::jsonb) from rule_set
       where kind = 'report' order by version desc limit 1`,
      [JSON.stringify(kind)],
    );
    // What the program keeps of the rules would go on for some seconds, and end in the middle of a test.
    const { services } = this.db;
    services.rules = kept(() => loadRules(services.reads));
    await this.db.sql(`update program set reports_from = '2024-10-01' where id = $1 and reports_from is null`, [
      this.programId,
    ]);
    const [line] = await this.db.sql<{ id: string }>(`select id from report_line where unit_id = $1 and kind = $2`, [
      unitId,
      code,
    ]);
    return line!.id;
  }

  /** A periodic report in the wanted state. */
  async periodicReport(
    by: Somebody,
    state: Exclude<ReportState, 'expected'> = 'drafted',
    columns: Columns = {},
  ): Promise<string> {
    const id = await this.expectedReport(by.unitId);
    const [line] = await this.db.sql<Columns>(
      `select program_id, kind, period, from_on::text, to_on::text, due_on::text from report_line where id = $1`,
      [id],
    );
    const isIn = state === 'submitted' || state === 'returned' || state === 'accepted';
    await this.#insert('periodic_report', {
      unit_id: by.unitId,
      id,
      ...line,
      state,
      overview: '总体平稳。',
      practices: '逐人核对名册。',
      problems: '无。',
      next_steps: '组织考试。',
      drafted_by: by.name,
      ...(isIn
        ? { received_on: this.today, signed_by: '负责人', signed_at: `${this.today}T09:00:00+08:00`, facts: noFacts }
        : {}),
      ...(state === 'returned' ? { returned_on: this.today, returned_count: 1, return_reason: '补充' } : {}),
      ...columns,
    });
    const actor = { actor_id: by.id, actor_name: by.name, actor_role: by.role, actor_unit_id: by.unitId };
    const step = { unit_id: by.unitId, report_id: id, verb: 'startReport', actor_unit: `${by.unitId}局` };
    await this.#insert('periodic_report_step', { ...step, ...actor, text: columns['overview'] ?? null });
    return id;
  }

  async figure(unitId: string, columns: Columns = {}): Promise<void> {
    const facts = { unit_id: unitId, program_id: this.programId, code: 'efficacy', year: 2023, value: '88.50' };
    await this.#insert('figure', { ...facts, source: '效能评价报告', recorded_by: '办公室', ...columns });
  }

  async notice(to: Somebody, columns: Columns = {}): Promise<string> {
    const [row] = await this.#insert('notice', {
      recipient_id: to.id,
      occasion: `occasion ${this.#next()}`,
      kind: 'plan-approved',
      params: JSON.stringify({ measure: 'M1', action: '核对执法人员名册' }),
      ...columns,
    });
    return String(row?.['id']);
  }

  /** An evaluation with one sheet per unit; the scores are made up. */
  async evaluation(by: Somebody, unitIds: string[], state = 'computed', columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const snapshot = '{"made":"up"}';
    const [sha256, sm3] = (['sha256', 'sm3'] as const).map(name => createHash(name).update(snapshot).digest('hex'));
    await this.#insert('evaluation', {
      id,
      program_id: this.programId,
      name: '验收评估',
      scheme_code: 'acceptance-2024',
      scheme_version: 1,
      as_of: this.today,
      // Sheets of a frozen evaluation cannot be put in any more, so the freeze comes last.
      state: state === 'frozen' ? 'freeze-proposed' : state,
      units_total: unitIds.length,
      ordered_by: by.name,
      ordered_by_id: by.id,
      ...(state === 'queued' ? {} : { snapshot, sha256, sm3 }),
      ...(state === 'frozen' || state === 'freeze-proposed'
        ? { proposed_by: by.name, proposed_by_id: by.id, proposed_by_unit: by.unitId }
        : {}),
      ...(['provisional', 'freeze-proposed', 'frozen'].includes(state)
        ? {
            ...{ released_by: by.name, released_by_id: by.id, released_at: `${this.today}T09:00:00+08:00` },
            ...{ objections_until: '2024-10-22', totals: JSON.stringify(unitIds.map(() => '88.00')) },
          }
        : {}),
    });
    for (const unitId of unitIds)
      await this.#insert('evaluation_unit', {
        unit_id: unitId,
        evaluation_id: id,
        inputs: JSON.stringify({ unitCode: unitId, unitName: unitId, figures: [] }),
        sheet: JSON.stringify({
          unitCode: unitId,
          unitName: unitId,
          total: '88.00',
          grade: 'good',
          rank: 1,
          vetoes: [],
          indicators: [
            {
              ...{ code: 'progress', full: '50', score: '45.00', applicable: true },
              lines: [{ text: { zh: '逾期 1 项', en: '1 overdue' }, value: '-5.00', refs: [] }],
            },
          ],
        }),
        total: '88.00',
        grade: 'good',
        rank: 1,
      });
    const last = { ...(state === 'frozen' ? { state } : {}), ...columns };
    for (const [column, value] of Object.entries(last).sort(([a]) => (a === 'state' ? 1 : -1)))
      await this.db.sql(`update evaluation set ${column} = $1 where id = $2`, [value, id]);
    return id;
  }

  /** Every unit of a provisional evaluation has confirmed its result. */
  async agree(evaluationId: string, by: Somebody): Promise<void> {
    await this.db.sql(
      `insert into evaluation_confirmation (unit_id, evaluation_id, sheet_digest, confirmed_by, confirmed_by_id)
       select unit_id, evaluation_id, sheet_digest(sheet), $2, $3 from evaluation_unit where evaluation_id = $1
       on conflict do nothing`,
      [evaluationId, by.name, by.id],
    );
  }

  /** An objection of somebody's unit to a provisional result, ordered by another, in the wanted state. */
  async objection(
    by: Somebody,
    orderedBy: Somebody,
    state: ObjectionState = 'to-sign',
    columns: Columns = {},
  ): Promise<string> {
    const id = randomUUID();
    const isSigned = !['to-sign', 'declined'].includes(state);
    await this.#insert('evaluation_objection', {
      ...{ unit_id: by.unitId, id, computation_no: 1, indicator: 'progress', score: '45.00', state },
      evaluation_id:
        columns['evaluation_id'] ?? (await this.evaluation(orderedBy, [by.unitId], 'provisional', { name: '反馈' })),
      about: JSON.stringify({ indicator: { zh: '措施完成', en: 'Measures' }, line: null }),
      ...{ reason: '少计一项', drafted_by: by.name, drafted_by_id: by.id, drafted_on: this.today },
      ...(isSigned ? { signed_by: by.name, signed_by_id: by.id, signed_on: this.today } : {}),
      ordered_by_id: orderedBy.id,
      ...columns,
    });
    return id;
  }

  /** What of a frozen evaluation is proposed to be published. */
  async publication(evaluationId: string, by: Somebody, columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const proposed = { proposed_by: by.name, proposed_by_id: by.id, proposed_by_unit: by.unitId };
    await this.#insert('evaluation_publication', {
      ...{ id, evaluation_id: evaluationId, what: 'ranking', state: 'proposed' },
      ...proposed,
      ...columns,
    });
    return id;
  }

  /** An evaluation that was really computed, by a small scheme; the second unit has lost marks, the last is vetoed. */
  async computedEvaluation(
    by: Somebody,
    unitIds: string[],
    state = 'computed',
    columns: Columns = {},
  ): Promise<string> {
    const inputs = unitIds.map((unitCode, index): UnitInputs => ({
      unitCode,
      unitName: `${unitCode}局`,
      figures: [
        {
          code: 'mark',
          value: String(95 - 7 * index),
          records: [{ ref: `figure/mark/0`, note: '统计年报' }],
          source: '统计年报',
        },
        ...(index > 1 && index === unitIds.length - 1
          ? [{ code: 'false', value: '1', records: [{ ref: 'case/1' }], source: '督查' }]
          : []),
      ],
    }));
    const result = evaluate(smallScheme, inputs);
    const snapshot = canonicalJson({ format: 1, program: 'P', asOf: this.today, scheme: smallScheme, inputs, result });
    const [sha256, sm3] = (['sha256', 'sm3'] as const).map(name => createHash(name).update(snapshot).digest('hex'));
    const approver = state === 'frozen' ? await this.person('LEADER', unitIds[0]!) : null;
    const approved = approver
      ? { approved_by: approver.name, approved_by_id: approver.id, approved_by_unit: approver.unitId }
      : {};
    return this.evaluation(by, unitIds, state, { snapshot, sha256, sm3, ...approved, ...columns });
  }

  /** A paper about a result, in the wanted state. */
  async evaluationDocument(by: Somebody, evaluationId: string, columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    const isUnits = columns['about_unit'] !== undefined;
    const state = columns['state'] ?? 'drafted';
    await this.#insert('evaluation_document', {
      unit_id: columns['about_unit'] ?? by.unitId,
      id,
      evaluation_id: evaluationId,
      kind: isUnits ? 'feedback-letter' : 'report',
      edition: 1,
      state,
      title: '关于反馈评价结果的函',
      to_name: '',
      body: '现将结果反馈如下。',
      blocks: '[]',
      mark: '办公室',
      signed_by: '办公室',
      approver: 'office-chief',
      sha256: 'aa',
      scheme_version: 1,
      as_of: this.today,
      is_frozen: true,
      drafted_by: by.name,
      drafted_by_id: by.id,
      drafted_at: `${this.today}T09:00:00+08:00`,
      ...(state === 'drafted'
        ? {}
        : { proposed_by: by.name, proposed_by_id: by.id, proposed_at: `${this.today}T09:00:00+08:00` }),
      ...columns,
    });
    return id;
  }

  /** An evaluation that takes what goes into it, by the assessment of law-based administration. */
  async round(by: Somebody, state = 'collecting', columns: Columns = {}): Promise<string> {
    const id = randomUUID();
    await this.#insert('evaluation', {
      id,
      program_id: this.programId,
      name: '年度法治考核',
      scheme_code: 'law-assessment-annual',
      scheme_version: 1,
      as_of: this.today,
      figures_year: 2024,
      collect_until: '2024-11-05',
      state,
      opened_by: by.name,
      opened_at: `${this.today}T09:00:00+08:00`,
      ordered_by: by.name,
      ordered_by_id: by.id,
      ...columns,
    });
    return id;
  }

  /** A unit's own marks, with one line. */
  async selfAssessment(by: Somebody, evaluationId: string, state = 'signed', columns: Columns = {}): Promise<void> {
    const of = { unit_id: by.unitId, evaluation_id: evaluationId };
    await this.#insert('self_assessment', {
      ...of,
      id: randomUUID(),
      state,
      drafted_by: by.name,
      ...(state === 'signed'
        ? { signed_by: by.name, signed_by_id: by.id, signed_at: `${this.today}T09:30:00+08:00` }
        : {}),
    });
    const self = { mark: '5', reason: '全年研究六次', by: by.name, on: this.today };
    await this.#insert('assessment_line', {
      ...of,
      id: randomUUID(),
      indicator: 'mechanism',
      self: JSON.stringify(self),
      ...columns,
    });
  }

  /** What the acceptance asks for and nobody counts, of every scored unit that has not got it yet. */
  async acceptanceFigures(): Promise<void> {
    await this.db.sql(
      `insert into figure (unit_id, program_id, code, year, value, source, recorded_by)
       select u.id, $1, f.code, f.year, f.value, '评价报告', '办公室'
       from unit u cross join (values ('efficacy', 2022, '88.50'), ('efficacy', 2023, '88.50'), ('rectified', 0, '4'),
         ('rectification-due', 0, '5'), ('satisfaction', 0, '91.5')) f (code, year, value)
       where u.is_scored on conflict do nothing`,
      [this.programId],
    );
  }

  /** Counts and contents of every table that a verb may touch, for "nothing was changed". */
  async fingerprint(): Promise<Record<string, string>> {
    const apart = new Set(['session', 'sign_in_attempt', 'mikro_orm_migrations', 'worker_run']);
    const tables = await this.db.sql<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const counts = tables
      .filter(({ name }) => !apart.has(name))
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(x::text, '|' order by x::text)), '') as print from ${name} x`,
      );
    const rows = await this.db.sql<{ name: string; print: string }>(counts.join(' union all '));
    return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
  }

  async leafCount(): Promise<number> {
    const [row] = await this.db.sql<{ count: number }>(`select count(*)::int as count from ledger_leaf`);
    return row?.count ?? 0;
  }

  #next(): number {
    this.#seq += 1;
    return this.#seq;
  }

  #insert(table: string, columns: Columns): Promise<Columns[]> {
    const names = Object.keys(columns);
    const places = names.map((_, index) => `$${index + 1}`);
    return this.db.sql<Columns>(
      `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) returning *`,
      Object.values(columns),
    );
  }
}

const smallScheme: ScoringScheme = {
  code: 'acceptance-2024',
  name: { zh: '验收评估办法', en: 'Acceptance' },
  version: 1,
  scale: 2,
  rounding: 'half-up',
  figures: [
    { code: 'mark', name: { zh: '得分', en: 'Mark' }, max: '100' },
    { code: 'false', name: { zh: '弄虚作假', en: 'False' } },
  ],
  indicators: [
    {
      code: 'whole',
      name: { zh: '措施完成', en: 'Measures' },
      full: '100',
      source: '办法',
      clause: '第一条',
      method: { kind: 'figure', figure: 'mark', outOf: '100' },
    },
  ],
  grades: [
    { code: 'excellent', name: { zh: '优秀', en: 'Excellent' }, from: '90' },
    { code: 'unqualified', name: { zh: '不合格', en: 'Unqualified' }, from: '0' },
  ],
  vetoes: [{ code: 'false', name: { zh: '弄虚作假', en: 'False' }, figure: 'false' }],
  ranking: { ties: 'share' },
  missing: 'zero',
};
