import { writeSchemeText } from '@yardstick/domain/scoring/scheme-text';
import { acceptance2024 } from '@yardstick/domain/scoring/shipped-schemes';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestApi, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.world.stopClock());

const page = `query ($code: String!, $version: Int) { publishedScheme(code: $code, version: $version) {
  version viewerCanDraft evaluationCount docxUrl rules { code number name full rule source clause } terms { kind text } } }`;
const rehearsal = `query ($input: RehearseSchemeInput!) { rehearseScheme(input: $input) {
  rehearsal { unitCount moves { unitCode } } userErrors { code message path } } }`;
const code = acceptance2024.code;

describe('a published scheme', () => {
  it('is read by everybody who is measured by it, in words', async () => {
    const { data } = await api.as('liaison').ask(page, { code });
    expect(data.publishedScheme).toMatchObject({ version: 1, viewerCanDraft: false, evaluationCount: null });
    expect(data.publishedScheme.rules[0]).toMatchObject({ code: 'measures', full: '50', name: { zh: '措施完成' } });
    expect(data.publishedScheme.terms[0]).toMatchObject({ kind: 'grade', text: { en: expect.stringContaining('90') } });
    expect((await api.as('liaison').ask(page, { code, version: 9 })).data.publishedScheme).toBeNull();
  });

  it('is a document to take along', async () => {
    const { data } = await api.as('liaison').ask(page, { code });
    const file = await api.as('liaison').send({ method: 'GET', url: data.publishedScheme.docxUrl });
    expect([file.statusCode, file.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('考核细则（第1版）.docx');
    for (const url of [
      `/exports/schemes/${code}/9.docx`,
      `/exports/schemes/${code}/x.docx`,
      '/exports/schemes/no/1.docx',
    ])
      expect((await api.as('liaison').send({ method: 'GET', url })).statusCode, url).toBe(404);
    expect((await api.anonymous.send({ method: 'GET', url: data.publishedScheme.docxUrl })).statusCode).toBe(401);
  });
});

describe('a draft', () => {
  const draft = `query { schemeDraft(code: "${code}") { text } }`;

  it('and what it would change are not shown to units', async () => {
    const input = { code, text: writeSchemeText(acceptance2024), programId: api.world.programId, percent: 10 };
    for (const who of ['liaison', 'head', 'admin', 'auditor'] as const) {
      expect((await api.as(who).ask(draft)).code, who).toBe('FORBIDDEN');
      expect((await api.as(who).ask(rehearsal, { input })).code, who).toBe('FORBIDDEN');
    }
    for (const who of ['leader', 'chief', 'staff'] as const)
      expect((await api.as(who).ask(draft)).data.schemeDraft.text, who).toContain('"measures"');
  });

  it('that cannot be published is refused in sentences that name the line', async () => {
    const text = writeSchemeText(acceptance2024).replace('"full": "25"', '"full": "30"');
    const chief = api.as('chief');
    expect((await chief.mutate('saveSchemeDraft', { code, text, version: 0 })).refusals).toEqual([]);
    const { userErrors } = await chief.mutate('publishScheme', { code, version: 1, reason: '调整权重' });
    expect(userErrors).toEqual([
      { code: 'SCHEME_FULL_NOT_100', message: expect.stringMatching(/^第 \d+ 行：.*105/), path: ['input', 'text'] },
    ]);
    const input = { code, text, programId: api.world.programId, percent: 10 };
    const tried = await api.as('leader').ask(rehearsal, { input });
    expect(tried.data.rehearseScheme).toMatchObject({ rehearsal: null, userErrors: [{ code: 'SCHEME_FULL_NOT_100' }] });
  });
});
