import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestApi, type Api, type Who } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

it('a table of statistics goes down to the office, and comes back to be checked; to nobody else', async () => {
  const id = await api.world.round(api.people.chief);
  const down = (who: Who) => api.as(who).send({ method: 'GET', url: `/exports/statistics/${id}.xlsx` });
  const up = (who: Who, payload: Buffer) =>
    api.as(who).send({
      method: 'POST',
      url: `/imports/statistics/${id}`,
      headers: { 'content-type': xlsx, 'x-file-name': encodeURIComponent('统计数据.xlsx') },
      payload,
    });
  const table = await down('staff');
  expect([table.statusCode, table.headers['content-type']]).toEqual([200, xlsx]);
  const taken = await up('staff', table.rawPayload);
  expect(taken.statusCode).toBe(200);
  const { importId } = taken.json<{ importId: string }>();
  const { data } = await api
    .as('staff')
    .ask(`query ($id: ID!) { statisticsImport(id: $id) { fileName state figureCount errorCount } }`, { id: importId });
  expect(data.statisticsImport).toEqual({ fileName: '统计数据.xlsx', state: 'READ', figureCount: 0, errorCount: 0 });
  const marked = await api.as('chief').send({ method: 'GET', url: `/imports/statistics/${importId}/annotated.xlsx` });
  expect(marked.statusCode).toBe(200);
  const broken = await up('staff', Buffer.from('no workbook'));
  expect([broken.statusCode, broken.body.includes('STATISTICS_NOT_XLSX')]).toEqual([422, true]);
  for (const who of ['liaison', 'head', 'leader', 'admin'] as const) {
    expect((await down(who)).statusCode).toBe(403);
    expect((await up(who, table.rawPayload)).statusCode).toBe(403);
  }
});
