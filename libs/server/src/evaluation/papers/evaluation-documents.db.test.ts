import type { EvaluationDocumentKind } from '@yardstick/domain/evaluation-document';
import { RuleViolation } from '@yardstick/domain/violation';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Forbidden, NotFound, type Context } from '../../context.ts';
import { forkFor } from '../../database/orm.ts';
import { draftDocuments } from './draft-documents.ts';
import {
  evaluationDocumentById,
  evaluationDocumentFile,
  evaluationDocuments,
  type EvaluationDocumentView,
} from './evaluation-document.queries.ts';
import { issueDocument } from './issue-document.ts';
import { proposeDocument } from './propose-document.ts';
import { regenerateDocument } from './regenerate-document.ts';
import { returnDocument } from './return-document.ts';
import { saveDocument } from './save-document.ts';

let db: TestDatabase;
let world: World;
let chief: Somebody;
let staff: Somebody;
let leader: Somebody;
let liaison: Somebody;
let other: Somebody;

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await db.setClock('2024-10-15T10:00:00+08:00');
  await world.unit('SFJ', { is_scored: false, kind: 'office' });
  await world.unit('ZFB', { is_scored: false, kind: 'office' });
  chief = await world.person('OFFICE_CHIEF', 'SFJ');
  staff = await world.person('OFFICE_STAFF', 'SFJ');
  leader = await world.person('LEADER', 'ZFB');
  for (const code of ['GA', 'CG']) await world.unit(code);
  liaison = await world.person('UNIT_LIAISON', 'GA');
  other = await world.person('UNIT_HEAD', 'CG');
});
afterAll(() => db?.drop());

function as(who: Somebody): Context {
  const all = who.role.startsWith('OFFICE') || who.role === 'LEADER';
  const scope = { all, unitId: all ? '' : who.unitId, userId: who.id };
  return {
    em: forkFor(db.orm, scope),
    actor: { id: who.id, name: who.name, role: who.role, unitId: who.unitId, unitName: `${who.unitId}局` },
    scope,
    now: new Date('2024-10-15T10:00:00+08:00'),
    today: '2024-10-15',
    locale: 'zh-CN',
    request: { id: randomUUID(), ip: '', session: '' },
    services: db.services,
  };
}

const result = (state = 'frozen') => world.computedEvaluation(chief, ['GA', 'CG'], state);
async function drafted(kind: EvaluationDocumentKind, evaluationId?: string, by = staff): Promise<string[]> {
  return draftDocuments(as(by), { evaluationId: evaluationId ?? (await result()), kind });
}
const read = async (id: string, who = staff): Promise<EvaluationDocumentView> => {
  const view = await evaluationDocumentById(as(who), id);
  if (!view) throw new NotFound();
  return view;
};
const codesOf = (done: Promise<unknown>): Promise<string[]> =>
  done.then(
    () => [],
    (error: unknown) => {
      if (error instanceof RuleViolation) return error.violations.map(({ code }) => code);
      throw error;
    },
  );
async function issued(kind: EvaluationDocumentKind, evaluationId?: string): Promise<string[]> {
  const ids = await drafted(kind, evaluationId);
  for (const id of ids) {
    await proposeDocument(as(staff), { documentId: id });
    await issueDocument(as((await read(id)).approver === 'leader' ? leader : chief), { documentId: id });
  }
  return ids;
}

describe('drafting', () => {
  it('makes one document of the round, or one for each unit, from the snapshot', async () => {
    const evaluationId = await result();
    const [report] = await drafted('report', evaluationId);
    const letters = await drafted('feedback-letter', evaluationId);
    expect(letters).toHaveLength(2);
    const view = await read(report!);
    expect(view).toMatchObject({ state: 'drafted', edition: 1, isFrozen: true, isOutdated: false, strayFigures: [] });
    expect(view.fresh).toEqual({ title: view.title, toName: view.toName, body: view.body });
    expect((await read(letters[1]!)).body).toContain('得88.00分');
  });

  it('leaves an open draft as it is, and drafts a next edition after one was issued', async () => {
    const evaluationId = await result();
    await drafted('report', evaluationId);
    expect(await codesOf(drafted('report', evaluationId))).toEqual(['DOCUMENT_DRAFTED_ALREADY']);
    const other = await result();
    const [first] = await issued('ranking-table', other);
    const [second] = await drafted('ranking-table', other);
    expect([(await read(first!)).edition, (await read(second!)).edition]).toEqual([1, 2]);
  });

  it('waits for a result, and is the office’s', async () => {
    const queued = await world.evaluation(chief, ['GA'], 'queued');
    expect(await codesOf(drafted('report', queued))).toEqual(['DOCUMENT_NEEDS_RESULT']);
    for (const who of [leader, liaison])
      await expect(draftDocuments(as(who), { evaluationId: queued, kind: 'report' })).rejects.toThrow(Forbidden);
  });
});

describe('editing', () => {
  it('points out every figure that is not the data’s, and wants a reason with it', async () => {
    const [id] = await drafted('feedback-letter', await result());
    const { title, toName, body, version } = await read(id!);
    await saveDocument(as(staff), {
      ...{ documentId: id!, expectedVersion: version, title, toName },
      body: body.replace('得分95.00分', '得分98.00分'),
    });
    expect((await read(id!)).strayFigures).toEqual([
      { figure: '98分', sentence: expect.stringContaining('得分98.00分') as string, expected: '95分' },
    ]);
    expect(await codesOf(proposeDocument(as(staff), { documentId: id! }))).toEqual(['DOCUMENT_FIGURES_UNEXPLAINED']);
    await proposeDocument(as(staff), { documentId: id!, reason: '按会议决定' });
    expect(await read(id!)).toMatchObject({ state: 'proposed', figuresNote: '按会议决定' });
  });

  it('tells whoever saves over what another has saved since', async () => {
    const [id] = await drafted('report');
    const { version, title, toName } = await read(id!);
    const words = { documentId: id!, expectedVersion: version, title, toName };
    await saveDocument(as(staff), { ...words, body: '甲。' });
    expect(await codesOf(saveDocument(as(chief), { ...words, body: '乙。' }))).toEqual(['STALE']);
    expect((await read(id!)).body).toBe('甲。');
  });

  it('goes back to the data, and keeps what was written in the ledger', async () => {
    const [id] = await drafted('report');
    const before = await read(id!);
    await saveDocument(as(staff), { documentId: id!, title: '另一个标题', toName: '', body: '独此一句。' });
    await regenerateDocument(as(staff), { documentId: id! });
    expect((await read(id!)).body).toBe(before.body);
    const [leaf] = await db.sql<{ payload: string }>(
      `select payload from ledger_leaf where payload like '%regenerateDocument%' order by seq desc limit 1`,
    );
    expect(leaf!.payload).toContain('独此一句');
  });

  it('is over while it waits for approval, unless it is returned with a reason', async () => {
    const [id] = await drafted('commendation');
    await proposeDocument(as(staff), { documentId: id! });
    const save = { documentId: id!, title: 'x', toName: '', body: 'x' };
    expect(await codesOf(saveDocument(as(staff), save))).toEqual(['MOVE_NOT_FROM_STATE']);
    await expect(returnDocument(as(chief), { documentId: id!, reason: '太长' })).rejects.toThrow(Forbidden);
    expect(await codesOf(returnDocument(as(leader), { documentId: id! }))).toEqual(['REASON_REQUIRED']);
    await returnDocument(as(leader), { documentId: id!, reason: '太长' });
    await saveDocument(as(staff), save);
    expect(await read(id!)).toMatchObject({ state: 'drafted', returnReason: '太长', proposedBy: null });
  });
});

describe('issuing', () => {
  it('gives number, day and the day of the answer, in a series without gaps', async () => {
    const ids = await issued('feedback-letter');
    const views = await Promise.all(ids.map(id => read(id)));
    const [first, second] = views.map(({ docNo }) => Number(/〔2024〕(\d+)号$/.exec(docNo ?? '')?.[1]));
    expect(second).toBe(first! + 1);
    expect(views[0]).toMatchObject({ state: 'issued', issuedOn: '2024-10-15', replyDueOn: '2024-11-05' });
    expect(views[0]!.body).toContain('于2024年11月5日前');
  });

  it('is never done by who drafted, edited or proposed it', async () => {
    const evaluationId = await result();
    const [byChief, editedByChief] = await draftDocuments(as(chief), { evaluationId, kind: 'score-sheet' });
    await proposeDocument(as(staff), { documentId: byChief! });
    expect(await codesOf(issueDocument(as(chief), { documentId: byChief! }))).toEqual(['DOCUMENT_NEEDS_SECOND_PERSON']);
    await proposeDocument(as(chief), { documentId: editedByChief! });
    expect(await codesOf(issueDocument(as(chief), { documentId: editedByChief! }))).toEqual([
      'DOCUMENT_NEEDS_SECOND_PERSON',
    ]);
    await expect(issueDocument(as(staff), { documentId: byChief! })).rejects.toThrow(Forbidden);
    await expect(
      db.sql(
        `update evaluation_document set state = 'issued', issued_on = '2024-10-15', issued_by = 'x', issued_by_id = drafted_by_id where id = $1`,
        [byChief],
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('waits for the freeze, and for a draft of what was frozen', async () => {
    const evaluationId = await result('freeze-proposed');
    const [id] = await drafted('score-sheet', evaluationId);
    expect(await read(id!)).toMatchObject({ isFrozen: false });
    await proposeDocument(as(staff), { documentId: id! });
    expect(await codesOf(issueDocument(as(chief), { documentId: id! }))).toEqual(['DOCUMENT_NEEDS_FREEZE']);
    await db.sql(
      `update evaluation set approved_by = 'x', approved_by_id = $2, approved_by_unit = 'ZFB', state = 'frozen' where id = $1`,
      [evaluationId, leader.id],
    );
    expect(await codesOf(issueDocument(as(chief), { documentId: id! }))).toEqual(['DOCUMENT_OF_OTHER_DATA']);
    expect(await read(id!)).toMatchObject({ isOutdated: true });
    await returnDocument(as(chief), { documentId: id!, reason: '按定稿数据' });
    await regenerateDocument(as(staff), { documentId: id! });
    await proposeDocument(as(staff), { documentId: id! });
    await issueDocument(as(chief), { documentId: id! });
    expect(await read(id!)).toMatchObject({ state: 'issued', isOutdated: false, docNo: null });
  });

  it('is final: entity, role and trigger refuse a change', async () => {
    const [id] = await issued('ranking-table');
    const save = { documentId: id!, title: 'x', toName: '', body: 'x' };
    expect(await codesOf(saveDocument(as(staff), save))).toEqual(['MOVE_NOT_FROM_STATE']);
    for (const statement of [
      `update evaluation_document set body = 'x' where id = $1`,
      `update evaluation_document set state = 'drafted', issued_on = null, issued_by_id = null, proposed_by_id = null where id = $1`,
      `delete from evaluation_document where id = $1`,
    ])
      await expect(db.sql(statement, [id])).rejects.toMatchObject({ code: 'YS002' });
    await expect(db.sql(`truncate evaluation_document`)).rejects.toMatchObject({ code: 'YS002' });
  });
});

describe('a unit', () => {
  it('sees what was issued about itself, and nothing else', async () => {
    const evaluationId = await result();
    const [own, others] = await issued('feedback-letter', evaluationId);
    const [report] = await issued('report', evaluationId);
    const [draft] = await drafted('score-sheet', evaluationId);
    const shown = (await evaluationDocuments(as(liaison), evaluationId)).rows.map(({ id }) => id);
    expect(shown).toEqual([own]);
    expect(await evaluationDocumentById(as(liaison), own!)).toMatchObject({
      fresh: null,
      strayFigures: [],
      nextMoves: [],
    });
    for (const id of [others, report, draft]) {
      expect(await evaluationDocumentById(as(liaison), id!)).toBeNull();
      await expect(evaluationDocumentFile(as(liaison), id!, 'pdf')).rejects.toThrow(NotFound);
    }
    expect((await evaluationDocuments(as(other), evaluationId)).rows.map(({ id }) => id)).toEqual([others]);
  });
});

describe('on paper', () => {
  it.each(['pdf', 'docx', 'xlsx'] as const)(
    'comes as %s, the same bytes each time, and each reading is on record',
    async format => {
      const [id] = await issued('score-sheet');
      const file = await evaluationDocumentFile(as(chief), id!, format);
      expect(file.fileName).toMatch(new RegExp(`得分表\\.${format}$`));
      const again = await evaluationDocumentFile(as(chief), id!, format);
      expect(Buffer.from(again.bytes).equals(Buffer.from(file.bytes))).toBe(true);
      const [read] = await db.sql<{ count: number }>(
        `select count(*)::int as count from ledger_leaf where payload like $1 and payload like $2`,
        [`%exportDocument.${format}%`, `%${id}%`],
      );
      expect(read!.count).toBe(2);
    },
  );
});
