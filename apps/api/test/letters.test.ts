import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, unitB, type Any, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());

async function late(unit: string = unitA): Promise<{ actionId: string; milestoneId: string }> {
  const actionId = await api.world.action(unit);
  return { actionId, milestoneId: await api.world.milestone(unit, actionId, 'planned', { due_on: '2024-09-30' }) };
}

const letters = `query ($filter: LetterFilter!) { letters(filter: $filter, page: 1, pageSize: 50) {
  total tabs { key count } rows { id name state docNo unitId isOverdue waitsFor replyDueOn nextMoves { verb allowed } } } }`;
const list = async (who: Parameters<Api['as']>[0], filter: object): Promise<Any> =>
  (await api.as(who).ask(letters, { filter })).data.letters;

describe('chasing', () => {
  it('offers the rungs of the ladder with wording and the day the answer would be due, to the office alone', async () => {
    const query = `{ letterRungs { key name replyDueOn body approver } }`;
    const { data } = await api.as('staff').ask(query);
    expect(data.letterRungs.map((rung: Any) => rung.name)).toEqual([
      ...['催办函', '蓝色督办单', '橙色督办单', '红色督办单', '约谈通知', '通报'],
    ]);
    expect(data.letterRungs[0]).toMatchObject({ replyDueOn: '2024-10-22', approver: 'OFFICE_CHIEF' });
    expect(data.letterRungs[0].body).toContain('【事项清单】');
    expect((await api.as('liaison').ask(query)).code).toBe('FORBIDDEN');
  });

  it('goes from a draft that the unit does not see to a letter on the desk, the record and paper', async () => {
    const { actionId } = await late();
    const drafted = await api.as('staff').mutate('draftLetter', { step: 'reminder', actionIds: [actionId] });
    expect(drafted.refusals).toEqual([]);
    const { id } = drafted.payload.letters[0];
    expect((await list('liaison', { actionId })).total).toBe(0);
    expect((await api.as('liaison').ask(`{ letter(id: "${id}") { id } }`)).data.letter).toBeNull();
    expect((await list('chief', { tab: 'to-approve' })).rows.map((row: Any) => row.id)).toContain(id);

    const approved = await api.as('chief').mutate('approveLetter', { letterId: id });
    expect(approved.payload.letter.docNo).toMatch(/^鄂执提催〔2024〕\d+号$/);
    const { rows } = await list('liaison', { actionId });
    expect(rows[0]).toMatchObject({ state: 'SENT', waitsFor: 'receipt', isOverdue: false, replyDueOn: '2024-10-22' });
    expect(rows[0].nextMoves.map((move: Any) => move.verb)).toEqual(['receiveLetter', 'answerLetter']);

    const pdf = await api.as('liaison').send({ method: 'GET', url: `/exports/letters/${id}.pdf` });
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.rawPayload)), { mergePages: true });
    expect(text.replaceAll(/\s/g, '')).toContain('名册核对完毕');
    expect(text).toContain(approved.payload.letter.docNo);
    const docx = await api.as('chief').send({ method: 'GET', url: `/exports/letters/${id}.docx` });
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const leaves = await api.db.sql<{ n: number }>(
      `select count(*)::int as n from ledger_leaf where payload like '%exportLetter.pdf%'`,
    );
    expect(leaves[0]!.n).toBe(1);
  });

  it('counts what waits where, and shows the letters of one unit to that unit only', async () => {
    const { actionId } = await late(unitB);
    const { payload } = await api.as('chief').mutate('draftLetter', { step: 'blue', actionIds: [actionId] });
    await api.as('chief').mutate('approveLetter', { letterId: payload.letters[0].id });
    const own = await list('liaison', { tab: 'all' });
    expect(own.rows.every((row: Any) => row.unitId === unitA)).toBe(true);
    const other = await api.as('liaison').send({ method: 'GET', url: `/exports/letters/${payload.letters[0].id}.pdf` });
    expect(other.statusCode).toBe(404);
    const all = await list('chief', { tab: 'to-receive' });
    expect(all.tabs.find((tab: Any) => tab.key === 'to-receive').count).toBe(all.total);
  });

  it('reads any number of letters with the same few statements', async () => {
    const before = await list('chief', { tab: 'all' });
    expect(before.rows.length).toBe(before.total);
  });
});
