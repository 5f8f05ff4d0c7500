import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Any, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  await api.db.sql(`update program set reports_from = '2024-01-04'`);
});
afterAll(() => api?.close());
beforeEach(() => api.world.stopClock());

const list = `query ($filter: ReportsFilter!) { periodicReports(filter: $filter) {
  kinds { code name source } years
  periods { key expected received onTime late missing returned exempt }
  lines { id unitId kind period dueOn state standing daysLate workingDaysLate receivedOn } } }`;
const record = `query ($id: ID!) { periodicReport(id: $id) { id version state standing receivedOn areFactsSigned likenessPercent
  text { overview practices problems nextSteps } marks { part note } facts { actionCount milestonesDone { title } }
  nextMoves { verb } viewerCanExempt steps { verb actorPost } } }`;
const text = { overview: '总体平稳。', practices: '逐人核对。', problems: '无。', nextSteps: '组织考试。' };
const lineOf = async (period: string): Promise<Any> =>
  (await api.as('liaison').ask(list, { filter: { unitId: unitA } })).data.periodicReports.lines.find(
    (line: Any) => line.period === period,
  );

it('is asked for, written, signed, returned with a marked part, corrected and accepted, over the API', async () => {
  const { id } = await lineOf('2024-Q3');
  const take = async (who: 'liaison' | 'head' | 'staff', verb: string, more: object = {}): Promise<Any> => {
    const answer = await api.as(who).mutate(verb, { reportId: id, ...more });
    expect([verb, answer.code, answer.refusals]).toEqual([verb, undefined, []]);
    return answer.payload.report;
  };
  await take('liaison', 'startReport');
  const started = (await api.as('liaison').ask(record, { id })).data.periodicReport;
  expect(started.nextMoves).toEqual([{ verb: 'submitReport' }]);
  expect(started.text.overview).toContain('2024年第三季度');
  const refused = await api.as('liaison').mutate('submitReport', { reportId: id, ...text, problems: '' });
  expect(refused.refusals).toEqual(['REPORT_PART_MISSING']);
  const submitted = { ...text, expectedVersion: started.version };
  await take('liaison', 'submitReport', submitted);
  expect((await api.as('liaison').mutate('submitReport', { reportId: id, ...submitted })).refusals).toEqual(['STALE']);
  await take('head', 'signReport');
  await take('staff', 'returnReport', { reason: '问题不实', marks: [{ part: 'problems', note: '请写原因' }] });
  const returned = (await api.as('liaison').ask(record, { id })).data.periodicReport;
  expect(returned).toMatchObject({ state: 'RETURNED', receivedOn: '2024-10-15', marks: [{ part: 'problems', note: '请写原因' }] }); // prettier-ignore
  await take('liaison', 'submitReport', { ...text, problems: '文件未到。' });
  await take('head', 'signReport');
  await take('staff', 'acceptReport');
  const accepted = (await api.as('chief').ask(record, { id })).data.periodicReport;
  expect(accepted).toMatchObject({ state: 'ACCEPTED', standing: 'ON_TIME', areFactsSigned: true });
  expect(accepted.steps).toHaveLength(7);
});

it('counts what is expected of every unit and who is late, in a constant number of statements', async () => {
  const { data } = await api.as('chief').ask(list, { filter: { year: 2024 } });
  const q1 = data.periodicReports.periods.find((period: Any) => period.key === 'quarter:2024-Q1');
  expect(q1.expected).toBe(q1.missing);
  expect(q1.received).toBe(0);
  expect(data.periodicReports.kinds.every((kind: Any) => kind.source !== '')).toBe(true);
});

it('lets the chief, and nobody else, let a unit off', async () => {
  const { id } = await lineOf('2024-Q1');
  expect((await api.as('staff').mutate('exemptReport', { reportId: id, reason: '新设' })).code).toBe('FORBIDDEN');
  expect((await api.as('chief').mutate('exemptReport', { reportId: id, reason: '新设' })).refusals).toEqual([]);
  expect((await lineOf('2024-Q1')).standing).toBe('EXEMPT');
});

it('goes out as workbook and documents, with a leaf each, the compiled ones only to office and leading group', async () => {
  const { id } = await lineOf('2024-Q3');
  const files = [
    '/exports/reports.xlsx?year=2024',
    '/exports/late-reports.docx?year=2024',
    '/exports/report-summary.docx?kind=quarter&period=2024-Q3',
    `/exports/reports/${id}.docx`,
  ];
  for (const url of files) {
    const before = await api.world.leafCount();
    const answer = await api.as('chief').send({ method: 'GET', url });
    expect([url, answer.statusCode]).toEqual([url, 200]);
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(await api.world.leafCount()).toBe(before + 1);
  }
  const statusOf = async (url: string) => (await api.as('liaison').send({ method: 'GET', url })).statusCode;
  expect(await Promise.all(files.map(statusOf))).toEqual([200, 403, 403, 200]);
  expect((await api.as('chief').send({ method: 'GET', url: '/exports/report-summary.docx?kind=quarter&period=1999-Q1' })).statusCode).toBe(404); // prettier-ignore
});
