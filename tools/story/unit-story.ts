import { makeSampleFile, type SampleKind } from '../../libs/server/src/demonstration/sample-files.ts';
import { Person, sha256, type Upload } from './person.ts';
import { expected, known } from './telling.ts';

export interface UnitFacts {
  code: string;
  name: string;
  /** Place among the units; some units have something happen to them that others have not. */
  place: number;
}

/** What happens to one unit and no other, by its place. */
export const planReturnedAt = 0;
export const evidenceReturnedAt = 1;
const uploadCutAt = 2;
const uploadRefusedAt = 3;

interface ActionRow {
  id: string;
  measureCode: string;
  state: string;
}
interface Milestone {
  id: string;
  title: string;
}
interface EvidenceRow {
  id: string;
  title: string;
  sha256: string;
}

const actionState = 'action { id version state milestones { id title } }';
type Moved = { action: { id: string; version: number; state: string; milestones: Milestone[] } };
/** So that the file is larger than what the server gathers before it writes. */
const manyPages = 6_000;
const year = 2024;
const finishedMeasure = 'M01';
const begunMeasure = 'M02';

/** One unit's people, and what they do together with the office. */
export class UnitStory {
  readonly unit: UnitFacts;
  readonly liaison: Person;
  readonly head: Person;
  readonly #staff: Person;
  readonly #chief: Person;
  #actions: ActionRow[] = [];
  #milestones: Milestone[] = [];
  evidence: EvidenceRow[] = [];

  constructor(address: string, unit: UnitFacts, office: { staff: Person; chief: Person }) {
    this.unit = unit;
    this.liaison = new Person(address, `${unit.code}'s liaison`);
    this.head = new Person(address, `${unit.code}'s head`);
    this.#staff = office.staff;
    this.#chief = office.chief;
  }

  /** Liaison and head take turns, since either may. Answers how many actions were acknowledged. */
  async acknowledges(): Promise<number> {
    const { actions } = await this.liaison.ask<{ actions: { rows: ActionRow[] } }>(
      `{ actions(filter: { year: ${year} }, sort: MEASURE, page: 1, pageSize: 100) { rows { id measureCode state } } }`,
    );
    this.#actions = actions.rows;
    for (const [index, action] of this.#actions.entries()) {
      const who = index % 2 === 0 ? this.liaison : this.head;
      await who.does('acknowledgeAction', { actionId: action.id }, 'action { state }');
    }
    return this.#actions.length;
  }

  async plansAll(): Promise<void> {
    this.#milestones = await this.#plans(finishedMeasure, ['2024-11-15', '2024-12-13']);
    await this.#plans(begunMeasure, ['2024-10-18', '2024-11-29']);
  }

  /** Evidence, milestones and completion of the one action that is carried to its end. */
  async finishes(): Promise<void> {
    const actionId = this.#idOf(finishedMeasure);
    await this.liaison.does(
      'reportProgress',
      { actionId, percent: 60, done: '名册已逐人核对,正在汇总。', nextStep: '报送佐证材料。' },
      'report { id }',
    );
    await this.#handsInEvidence();
    for (const milestone of this.#milestones) await this.#getsAccepted(milestone);
    const steps = [
      [this.liaison, 'submitCompletion'],
      [this.head, 'signCompletion'],
      [this.#staff, 'passReview'],
      [this.#chief, 'completeAction'],
    ] as const;
    let state = '';
    for (const [who, step] of steps) state = (await who.does<Moved>(step, { actionId }, actionState)).action.state;
    expected(state === 'DONE', `${this.unit.code} finished ${finishedMeasure}, but it is ${state}.`);
    const begun = { actionId: this.#idOf(begunMeasure), percent: 15, done: '培训计划已印发。' };
    await this.liaison.does('reportProgress', begun, 'report { id }');
  }

  /** What a stranger may try on; nothing of it is told to them. */
  get things(): { actionId: string; milestoneId: string; evidenceId: string } {
    return {
      actionId: this.#idOf(begunMeasure),
      milestoneId: known(this.#milestones[0], 'A milestone').id,
      evidenceId: known(this.evidence[0], 'A piece of evidence').id,
    };
  }

  #idOf(measureCode: string): string {
    const action = this.#actions.find(row => row.measureCode === measureCode);
    return known(action, `The action of ${this.unit.code} for ${measureCode}`).id;
  }

  async #plans(measureCode: string, dueOns: string[]): Promise<Milestone[]> {
    const actionId = this.#idOf(measureCode);
    const { name, place } = this.unit;
    const plan = (target: string) => ({
      actionId,
      content: `${name}${year}年工作:逐人核对,建立台账。`,
      target,
      ownerName: '承办人',
      section: '法规科',
      headInCharge: '分管负责人',
      milestones: dueOns.map((dueOn, index) => ({
        title: `第${index + 1}阶段成果`,
        deliverable: '名册和台账',
        proofKinds: ['ROSTER', 'LEDGER', 'DOCUMENT'],
        dueOn,
      })),
    });
    const isReturned = place === planReturnedAt && measureCode === finishedMeasure;
    if (isReturned) {
      const { userErrors } = await this.liaison.tries('submitPlan', { actionId }, 'action { id }');
      const isExplained = userErrors.length >= 4 && userErrors.every(error => error.message.length > 5);
      expected(isExplained, 'An empty plan could be submitted, or was refused without all the reasons.');
    }
    await this.liaison.does('planAction', plan(isReturned ? '尽量完成' : '在册人员核对率100%'), 'action { id }');
    await this.#submitsPlan(actionId);
    if (isReturned) {
      const reason = '目标没有量化,请写明核对率。';
      const { action } = await this.#staff.does<Moved>('returnPlan', { actionId, reason }, actionState);
      expected(action.state === 'PLANNING', `A returned plan is ${action.state}.`);
      await this.liaison.does('planAction', plan('在册人员核对率100%'), 'action { id }');
      await this.#submitsPlan(actionId);
    }
    const { action } = await this.#chief.does<Moved>('approvePlan', { actionId }, actionState);
    expected(action.state === 'IN_PROGRESS', `An approved plan leaves the action ${action.state}.`);
    return action.milestones;
  }

  async #submitsPlan(actionId: string): Promise<void> {
    await this.liaison.does('submitPlan', { actionId }, 'action { id }');
    await this.head.does('signPlan', { actionId }, 'action { id }');
  }

  /** Three files at once; the first serves both milestones, the others one each. */
  async #handsInEvidence(): Promise<void> {
    const [first, second] = this.#milestones.map(milestone => milestone.id);
    const { place, code } = this.unit;
    if (place === uploadRefusedAt) {
      const bytes = Buffer.from('MZ\x90\x00 this program is no document');
      const sentence = await this.liaison.refusedUpload({ fileName: '名册.pdf', bytes });
      expected(sentence.length > 10, 'A program named as a document was refused without saying why.');
    }
    const orders = [
      { kind: 'xlsx', title: '执法人员名册', as: 'ROSTER', for: [first, second] },
      { kind: 'docx', title: '核对工作台账', as: 'LEDGER', for: [first] },
      { kind: 'pdf', title: '核对情况报告', as: 'DOCUMENT', for: [second] },
    ] as const;
    this.evidence = await Promise.all(
      orders.map(async (order, index) => {
        const isCut = place === uploadCutAt && order.kind === 'pdf';
        const file = await this.#file(order.kind, order.title, index, isCut ? manyPages : 1);
        const cutAt = isCut ? Math.floor(file.bytes.length * 0.75) : undefined;
        const evidence = await this.#attaches(file, order.title, order.as, order.for, cutAt);
        expected(evidence.sha256 === sha256(file.bytes), `A file of ${code} arrived changed.`);
        return evidence;
      }),
    );
  }

  async #attaches(
    file: Upload,
    title: string,
    kind: string,
    milestoneIds: readonly (string | undefined)[],
    cutAt?: number,
  ): Promise<EvidenceRow> {
    const uploadId = await this.liaison.uploads(file, cutAt);
    const input = { uploadId, milestoneIds, title, kind, documentOn: '2024-10-08' };
    const { evidence } = await this.liaison.does<{ evidence: EvidenceRow }>(
      'attachEvidence',
      input,
      'evidence { id title sha256 }',
    );
    return evidence;
  }

  async #file(kind: SampleKind, title: string, seed: number, times = 1): Promise<Upload> {
    const { name, place } = this.unit;
    const words = ['按照三年行动要求,对在岗执法人员和证件逐人核对。', `本单位第${place + 1}号材料,随文附清单。`];
    const paragraphs = Array.from({ length: times }, () => words).flat();
    const { bytes, extension } = await makeSampleFile(kind, { title, unitName: name, year, paragraphs, seed });
    return { fileName: `${title}.${extension}`, bytes };
  }

  async #getsAccepted(milestone: Milestone): Promise<void> {
    const milestoneId = milestone.id;
    await this.#submitsMilestone(milestoneId);
    if (this.unit.place === evidenceReturnedAt && milestone === this.#milestones[0])
      await this.#correctsEvidence(milestoneId);
    for (const evidence of await this.#waitingOn(milestoneId))
      await this.#staff.does('acceptEvidence', { evidenceId: evidence.id }, 'evidence { state }');
    await this.#staff.does('acceptMilestone', { milestoneId }, 'milestone { state }');
  }

  async #submitsMilestone(milestoneId: string): Promise<void> {
    await this.liaison.does('submitMilestone', { milestoneId }, 'milestone { state }');
    await this.head.does('signMilestone', { milestoneId }, 'milestone { state }');
  }

  /** The office sends one piece back with the reason; the unit withdraws it and hands in a better one. */
  async #correctsEvidence(milestoneId: string): Promise<void> {
    const ledger = known(this.evidence[1], 'The ledger of evidence');
    const reason = '台账缺少核对日期,请补充后重新上传。';
    const returned = { evidenceId: ledger.id, reason, reasonCode: 'incomplete' };
    await this.#staff.does('returnEvidence', returned, 'evidence { state }');
    const early = await this.#staff.tries('acceptMilestone', { milestoneId }, 'milestone { state }');
    expected(early.userErrors.length > 0, 'A milestone was accepted while its evidence was still undecided.');
    await this.#staff.does('returnMilestone', { milestoneId, reason, reasonCode: 'incomplete' }, 'milestone { state }');
    const left = await this.liaison.tries('submitMilestone', { milestoneId }, 'milestone { state }');
    const isHeld = left.userErrors.some(error => error.code === 'EVIDENCE_RETURNED_LEFT');
    expected(isHeld, 'A milestone could be handed in again with the returned evidence still on it.');
    const withdrawal = { evidenceId: ledger.id, reason: '已按意见补充,另行上传。' };
    await this.liaison.does('withdrawEvidence', withdrawal, 'evidence { state }');
    const better = await this.#file('docx', '核对工作台账(补充核对日期)', 7);
    await this.#attaches(better, '核对工作台账(补充核对日期)', 'LEDGER', [milestoneId]);
    await this.#submitsMilestone(milestoneId);
  }

  async #waitingOn(milestoneId: string): Promise<EvidenceRow[]> {
    interface Record {
      action: { milestones: { id: string; evidence: (EvidenceRow & { state: string })[] }[] };
    }
    const { action } = await this.#staff.ask<Record>(
      'query ($id: ID!) { action(id: $id) { milestones { id evidence { id title sha256 state } } } }',
      { id: this.#idOf(finishedMeasure) },
    );
    const milestone = action.milestones.find(found => found.id === milestoneId);
    return known(milestone, 'The milestone').evidence.filter(evidence => evidence.state === 'SUBMITTED');
  }
}
