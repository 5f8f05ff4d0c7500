import { checkStoredFiles } from '@yardstick/server/evidence/check-stored-files';
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Any, type Api } from './api.fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
});
afterAll(() => api?.close());
beforeEach(() => api.world.stopClock());

const liaison = () => api.as('liaison');
const reason = '日期写错，另行上传。';
const upload = () => api.world.upload(api.people.liaison);
const milestone = async (state: 'planned' | 'submitted' | 'accepted' = 'planned', year = 2024) =>
  api.world.milestone(unitA, await api.world.action(unitA, 'in-progress', { year }), state);
const evidenceOn = (ids: string[], state: 'draft' | 'submitted' | 'accepted' | 'returned' = 'draft', more = {}) =>
  api.world.evidence(api.people.liaison, ids, state, more);
const replace = async (evidenceId: string, more: object = {}) =>
  liaison().mutate('replaceEvidence', { evidenceId, uploadId: await upload(), note: '补盖公章', ...more });
const stateOf = async (id: string): Promise<string> =>
  (await api.db.sql<{ state: string }>(`select state from evidence where id = $1`, [id]))[0]!.state;
const milestonesOf = async (id: string): Promise<string[]> =>
  (await api.db.sql<{ id: string }>(`select milestone_id as id from evidence_link where evidence_id = $1`, [id])).map(
    row => row.id,
  );
const recordOf = async (id: string): Promise<Any> =>
  (
    await liaison().ask(
      `query ($id: ID!) { evidenceRecord(id: $id) {
         evidence { id usedCount versionNo isNewest state viewerCanReplace }
         versions { id versionNo sha256 uploadedBy changeNote state withdrawnReason }
         uses { milestoneId measureId year isReviewedAgain } } }`,
      { id },
    )
  ).data.evidenceRecord;
const sumOf = async (): Promise<{ files: number; used: number; uploadsSaved: number }> =>
  (await liaison().ask(`{ unitLibrarySum { files used uploadsSaved } }`)).data.unitLibrarySum;

describe('a new version', () => {
  it('serves the same milestones and measures, and the old one stays on record', async () => {
    const [one, two] = [await milestone(), await milestone()];
    const old = await evidenceOn([one, two]);
    const measureId = await api.world.measure();
    await liaison().mutate('useEvidence', { evidenceId: old, uses: [{ measureId, year: 2023 }] });
    const { payload, refusals } = await replace(old);
    expect(refusals).toEqual([]);
    const { id } = payload.evidence;
    expect(await stateOf(old)).toBe('superseded');
    expect((await milestonesOf(id)).sort()).toEqual([one, two].sort());
    const record = await recordOf(old);
    expect(record.versions.map((version: Any) => [version.id, version.versionNo, version.changeNote])).toEqual([
      [id, 2, '补盖公章'],
      [old, 1, null],
    ]);
    expect(new Set(record.versions.map((version: Any) => version.sha256)).size).toBe(2);
    expect(record.evidence).toMatchObject({ isNewest: false, viewerCanReplace: false });
    expect((await recordOf(id)).evidence).toMatchObject({ usedCount: 3, isNewest: true, versionNo: 2 });
  });

  it('follows the newest only', async () => {
    const old = await evidenceOn([await milestone()]);
    const next = (await replace(old)).payload.evidence.id;
    expect((await replace(old)).refusals).toEqual(['EVIDENCE_HAS_NEWER_VERSION']);
    expect((await replace(next)).payload.evidence.versionNo).toBe(3);
  });

  it('takes the place of accepted evidence only when it is accepted itself', async () => {
    const [done, open] = [await milestone('accepted'), await milestone()];
    const old = await evidenceOn([done, open], 'accepted');
    const next = (await replace(old)).payload.evidence.id as string;
    expect([await stateOf(old), await stateOf(next)]).toEqual(['accepted', 'draft']);
    expect(await milestonesOf(next)).toEqual([open]);
    await api.db.sql(`update evidence set state = 'submitted' where id = $1`, [next]);
    expect((await api.as('staff').mutate('acceptEvidence', { evidenceId: next })).refusals).toEqual([]);
    expect([await stateOf(old), await stateOf(next)]).toEqual(['superseded', 'accepted']);
    expect((await milestonesOf(next)).sort()).toEqual([done, open].sort());
  });

  it('is not filed on what is handed in', async () => {
    const old = await evidenceOn([await milestone('submitted')], 'submitted');
    expect((await replace(old)).refusals).toEqual(['MILESTONE_CLOSED_TO_EVIDENCE']);
    expect(await stateOf(old)).toBe('submitted');
  });

  it('is another file', async () => {
    const old = await evidenceOn([await milestone()]);
    const [{ sha256 }] = (await api.db.sql(`select sha256 from evidence where id = $1`, [old])) as [Any];
    const same = await api.world.upload(api.people.liaison, { sha256 });
    expect((await replace(old, { uploadId: same })).refusals).toEqual(['EVIDENCE_SAME_FILE']);
  });

  it('is not counted as one piece of evidence more', async () => {
    const actionId = await api.world.action(unitA);
    const old = await evidenceOn([await api.world.milestone(unitA, actionId)]);
    const count = async () =>
      (await api.db.sql<Any>(`select evidence_count as n from unit_action where id = $1`, [actionId]))[0].n;
    expect(await count()).toBe(1);
    await replace(old);
    expect(await count()).toBe(1);
  });
});

describe('a piece of evidence', () => {
  it('is withdrawn with a reason only, which stays beside what the office said', async () => {
    const id = await evidenceOn([await milestone()], 'returned', { return_reason: '缺签到表' });
    expect((await liaison().mutate('withdrawEvidence', { evidenceId: id })).refusals).toEqual(['REASON_REQUIRED']);
    const { payload } = await liaison().mutate('withdrawEvidence', { evidenceId: id, reason });
    expect(payload.evidence).toMatchObject({
      state: 'WITHDRAWN',
      withdrawnReason: reason,
      withdrawnBy: api.people.liaison.name,
      returnReason: '缺签到表',
    });
    const [told] = await api.db.sql<Any>(
      `select text from timeline_entry where verb = 'withdrawEvidence' order by id desc`,
    );
    expect(told.text).toContain(reason);
  });

  it.each([
    [`update evidence set sha256 = (select min(sha256) from stored_file)`],
    [`update evidence set uploaded_by = 'x'`],
    [`update evidence set version_no = 7`],
    [`delete from evidence`],
    [`update stored_file set size = size + 1`],
    [`delete from stored_file`],
  ])('cannot be changed past the program either: %s', async statement => {
    await evidenceOn([await milestone()]);
    await expect(api.db.sql(statement)).rejects.toMatchObject({ code: 'YS002' });
  });

  it('goes into the library without a milestone', async () => {
    const input = { uploadId: await upload(), milestoneIds: [], title: '制度汇编', kind: 'DOCUMENT' };
    const { payload, refusals } = await liaison().mutate('attachEvidence', input);
    expect([refusals, payload.evidence.usedCount]).toEqual([[], 0]);
    expect((await api.as('head').mutate('attachEvidence', { ...input, uploadId: randomUUID() })).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('evidence used again', () => {
  it('is counted: files, uses, uploads saved', async () => {
    const before = await sumOf();
    const id = await evidenceOn([await milestone()]);
    const measureId = await api.world.measure();
    await liaison().mutate('linkEvidence', { evidenceId: id, milestoneIds: [await milestone(), await milestone()] });
    const uses = [
      { measureId, year: 2023 },
      { measureId, year: 2024 },
    ];
    for (let turn = 0; turn < 2; turn++)
      expect((await liaison().mutate('useEvidence', { evidenceId: id, uses })).refusals).toEqual([]);
    expect((await recordOf(id)).evidence.usedCount).toBe(5);
    await replace(id);
    expect(await sumOf()).toEqual({
      files: before.files + 1,
      used: before.used + 5,
      uploadsSaved: before.uploadsSaved + 4,
    });
  });

  it('stays accepted where its period fits, and is reviewed once more elsewhere', async () => {
    const [then, now, later] = [await milestone('accepted', 2022), await milestone('planned', 2022), await milestone()];
    const id = await evidenceOn([then], 'accepted', { document_on: '2022-06-01' });
    expect((await liaison().mutate('linkEvidence', { evidenceId: id, milestoneIds: [now, later] })).refusals).toEqual(
      [],
    );
    const { uses } = await recordOf(id);
    expect(uses.map((use: Any) => [use.milestoneId, use.isReviewedAgain])).toEqual(
      expect.arrayContaining([
        [then, false],
        [now, false],
        [later, true],
      ]),
    );
    const copies = await api.db.sql<Any>(`select id, state from evidence where reused_from_id = $1`, [id]);
    expect(copies.map(copy => copy.state)).toEqual(['draft']);
    expect((await liaison().mutate('linkEvidence', { evidenceId: id, milestoneIds: [later] })).refusals).toEqual([]);
    expect(await api.db.sql(`select 1 from evidence where reused_from_id = $1`, [id])).toHaveLength(1);
    const library = (
      await liaison().ask(
        `query ($m: ID!) { unitEvidence(page: 1, pageSize: 100, milestoneId: $m) { rows { id isLinked needsReviewAgain } } }`,
        { m: later },
      )
    ).data.unitEvidence.rows;
    expect(library.find((row: Any) => row.id === id)).toMatchObject({ isLinked: true, needsReviewAgain: true });
    expect(library.find((row: Any) => row.id === copies[0].id)).toBeUndefined();
  });

  it('is refused once it came back, or has a newer version', async () => {
    const returned = await evidenceOn([await milestone()], 'returned');
    const link = async (evidenceId: string) =>
      (await liaison().mutate('linkEvidence', { evidenceId, milestoneIds: [await milestone()] })).refusals;
    expect(await link(returned)).toEqual(['EVIDENCE_NOT_USABLE']);
    const old = await evidenceOn([await milestone()]);
    await replace(old);
    expect(await link(old)).toEqual(['EVIDENCE_HAS_NEWER_VERSION']);
  });

  it('is not used for a year outside the program', async () => {
    const uses = [{ measureId: await api.world.measure(), year: 2019 }];
    const answer = await liaison().mutate('useEvidence', { evidenceId: await evidenceOn([]), uses });
    expect(answer.refusals).toEqual(['YEAR_OUTSIDE_PROGRAM']);
  });

  it('is found by year and by measure', async () => {
    const measureId = await api.world.measure();
    const id = await evidenceOn([], 'draft', { document_on: '2021-03-01' });
    await api.world.evidenceUse(api.people.liaison, id, measureId);
    const ids = async (filter: string) =>
      (await liaison().ask(`{ unitEvidence(page: 1, pageSize: 9, ${filter}) { total rows { id } } }`)).data
        .unitEvidence;
    expect(await ids(`year: 2021`)).toEqual({ total: 1, rows: [{ id }] });
    expect(await ids(`measureId: "${measureId}"`)).toEqual({ total: 1, rows: [{ id }] });
    expect((await ids(`year: 2020`)).total).toBe(0);
  });
});

describe('a stored file', () => {
  const row = async (sha256: string) =>
    (await api.db.sql<Any>(`select sm3, is_damaged, checked_at from stored_file where sha256 = $1`, [sha256]))[0];
  const received = async (bytes: Buffer): Promise<string> => {
    const sha256 = await api.world.file(bytes);
    await api.db.sql(`alter table stored_file disable trigger stored_file_stays`);
    await api.db.sql(`update stored_file set sm3 = null where sha256 = $1`, [sha256]);
    await api.db.sql(`alter table stored_file enable trigger stored_file_stays`);
    return sha256;
  };
  const check = () => checkStoredFiles(api.db.orm, api.db.services, 0);

  it('is read back once and given its SM3 hash', async () => {
    const bytes = Buffer.from(randomUUID());
    const sha256 = await received(bytes);
    const before = await api.world.leafCount();
    const both = await Promise.all([check(), check()]);
    expect(both.reduce((sum, { checked }) => sum + checked, 0)).toBe(1);
    expect(await row(sha256)).toMatchObject({ sm3: createHash('sm3').update(bytes).digest('hex'), is_damaged: false });
    expect(await api.world.leafCount()).toBe(before + 1);
    await expect(api.db.sql(`update stored_file set sm3 = 'x' where sha256 = $1`, [sha256])).rejects.toMatchObject({
      code: 'YS002',
    });
  });

  it('that is gone from the store is marked, and reported once', async () => {
    const sha256 = createHash('sha256').update(randomUUID()).digest('hex');
    await api.db.sql(`insert into stored_file (sha256, size, kind, mime) values ($1, 5, 'txt', 'text/plain')`, [
      sha256,
    ]);
    expect(await check()).toEqual({ checked: 1, damaged: [sha256] });
    expect(await check()).toEqual({ checked: 0, damaged: [] });
    expect(await row(sha256)).toMatchObject({ sm3: null, is_damaged: true });
  });
});
