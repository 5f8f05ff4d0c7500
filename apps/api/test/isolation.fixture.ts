import { randomUUID } from 'node:crypto';
import { openWorkbook } from '@yardstick/server/documents/spreadsheet';
import type { Somebody } from '@yardstick/testing/world';
import { expect, it } from 'vitest';
import { unitA, unitB, type Any, type Api, type Client, type Who } from './api.fixture.ts';
import { mutationCases } from './mutations.fixture.ts';

/** Stands in everything that unit B wrote, and may stand in no answer that unit A gets. */
export const secret = 'SECRET-OF-B';

export interface Things {
  actionId: string;
  measureId: string;
  milestoneId: string;
  requestId: string;
  reportId: string;
  letterId: string;
  evidenceId: string;
  uploadId: string;
  noticeId: string;
  evaluationId: string;
  roundId: string;
  documentId: string;
  provisionalId: string;
  objectionId: string;
  frozenId: string;
}

/** One of everything for a unit, each carrying `word`. */
export async function thingsOf(api: Api, by: Somebody, word: string): Promise<Things> {
  const { world, people } = api;
  const measureId = await world.measure();
  const actionId = await world.action(by.unitId, 'in-progress', {
    measure_id: measureId,
    title: `${word} action`,
    owner_name: word,
    due_on: '2024-09-30', // red, so that it stands in every list of what is late
  });
  const milestoneId = await world.milestone(by.unitId, actionId, 'planned', {
    title: `${word} milestone`,
    due_on: '2024-09-30',
  });
  const sha256 = await world.file(Buffer.from(`${word} file`));
  const evidence = { title: `${word} evidence`, file_name: `${word}.txt`, sha256 };
  const evidenceId = await world.evidence(by, [milestoneId], 'draft', evidence);
  await world.evidenceUse(by, evidenceId, measureId);
  await world.remark(by, milestoneId, evidenceId, word);
  await world.report(by, actionId, { done: word });
  await formerHolderOf(api, by, word);
  await world.draft(by, actionId, 'progress', { done: word });
  await world.timeline(by.unitId, actionId, { text: word });
  await world.absence(await world.person('UNIT_STAFF', by.unitId), { note: word });
  const requestId = await world.request(by, actionId, 'help', 'in-review', { reason: word });
  const reportId = await world.periodicReport(by, 'submitted', { overview: word, signed_by: word });
  await api.db.sql(
    `insert into report_exemption (unit_id, report_id, reason, exempted_by, exempted_by_id, exempted_on) values ($1, $2, $3, $3, $4, $5)`,
    [by.unitId, await world.expectedReport(by.unitId), word, people.chief.id, world.today],
  );
  const letterId = await world.letter(by, actionId, milestoneId, 'received', { word });
  await world.letterEvidence(by.unitId, letterId, evidenceId);
  await world.figure(by.unitId, { source: word });
  const noticeId = await world.notice(by, {
    params: JSON.stringify({ measure: word, action: word }),
    unit_id: by.unitId,
  });
  const uploadId = await world.upload(by, { file_name: `${word}.txt`, state: 'open', received: 0, sha256: null });
  const roundId = await world.round(people.chief);
  await world.selfAssessment(by, roundId, 'signed', {
    self: JSON.stringify({ mark: '5', reason: word, by: word, on: world.today }),
  });
  await api.db.sql(
    `insert into indicator_ruling (unit_id, id, evaluation_id, indicator, reason, decided_by, decided_by_id, decided_at)
     values ($1, gen_random_uuid(), $2, 'court', $3, '办公室', $4, now())`,
    [by.unitId, roundId, word, people.chief.id],
  );
  const listId = randomUUID();
  await api.db.sql(
    `insert into case_file_list (unit_id, id, evaluation_id, figure, no, files, file_count, sha256, draw_size, listed_by, listed_by_id, listed_at)
     values ($1, $2, $3, 'case-files', 1, $4, 1, 'aa', 1, '办公室', $5, now())`,
    [by.unitId, listId, roundId, JSON.stringify([{ number: word, kind: '' }]), people.staff.id],
  );
  await api.db.sql(
    `insert into case_file_draw (unit_id, list_id, evaluation_id, leaf_seq, checkpoint_size, checkpoint_root, seed, drawn, drawn_by, drawn_by_id, drawn_at)
     values ($1, $2, $3, 1, 1, 'aa', 'bb', $4, '办公室', $5, now())`,
    [by.unitId, listId, roundId, JSON.stringify([word]), people.staff.id],
  );
  const evaluationId = await world.evaluation(people.chief, [by.unitId], 'computed', { name: `${word} evaluation` });
  const provisionalId = await world.evaluation(people.chief, [by.unitId], 'provisional', { name: `${word} result` });
  const objectionId = await world.objection(by, people.chief, 'submitted', {
    evaluation_id: provisionalId,
    reason: word,
  });
  await api.db.sql(
    `insert into evaluation_objection_evidence (unit_id, objection_id, evidence_id) values ($1, $2, $3)`,
    [by.unitId, objectionId, evidenceId],
  );
  await api.db.sql(
    `insert into final_ruling (unit_id, id, evaluation_id, objection_id, indicator, no, line, replaced, decided_by_id, decided_at)
     values ($1, gen_random_uuid(), $2, $3, 'progress', 1, $4, $4, $5, now())`,
    [by.unitId, provisionalId, objectionId, JSON.stringify({ mark: '5', reason: word }), people.leader.id],
  );
  await world.agree(provisionalId, by);
  const { id: leaderId, name: approver, unitId: leadersUnitId } = people.leader;
  const approved = { approved_by: approver, approved_by_id: leaderId, approved_by_unit: leadersUnitId };
  const frozenId = await world.computedEvaluation(people.chief, [by.unitId], 'frozen', {
    ...approved,
    name: `${word} frozen`,
    frozen_at: `${world.today}T10:00:00+08:00`,
  });
  const documentId = await world.evaluationDocument(people.staff, evaluationId, {
    ...{ about_unit: by.unitId, state: 'issued', body: word, issued_by: people.chief.name },
    ...{ issued_by_id: people.chief.id, issued_on: world.today },
  });
  return {
    ...{ documentId, provisionalId, objectionId, frozenId },
    ...{
      actionId,
      measureId,
      milestoneId,
      requestId,
      reportId,
      letterId,
      evidenceId,
      uploadId,
      noticeId,
      evaluationId,
      roundId,
    },
  };
}

/** The secret stands in the name of somebody who once held a post. */
async function formerHolderOf(api: Api, { unitId }: Somebody, name: string): Promise<void> {
  const { id } = await api.world.person('UNIT_LIAISON', unitId, { name });
  await api.db.sql(`update post_holding set to_on = '2023-01-01' where user_id = $1`, [id]);
}

type Attempt = [what: string, tries: (a: Client, b: Things) => Promise<string>];

const ask =
  (query: string, variables: (b: Things) => object): Attempt[1] =>
  async (a, b) =>
    (await a.ask(query, variables(b))).text;
const list = (filter: (b: Things) => object): Attempt[1] =>
  ask(
    `query ($filter: ActionFilter!) { actions(filter: $filter, sort: DAYS_LATE, page: 1, pageSize: 100) {
       total tabs { count } rows { id title unitId ownerName latestReport { done } milestones { title } } } }`,
    b => ({ filter: filter(b) }),
  );
const record = `action(id: $id) { id title timeline { text } reports { done }
  milestones { title evidence { title fileName } } }`;
const download =
  (url: (b: Things) => string): Attempt[1] =>
  async (a, b) => {
    const { statusCode, headers, rawPayload } = await a.send({ method: 'GET', url: url(b) });
    return statusCode === 200 && String(headers['content-type']).includes('sheet')
      ? textOf(rawPayload)
      : rawPayload.toString();
  };

/** Ways to read what is not one's own; an answer that holds the secret is a success of the attacker. */
export const readingAttempts: Attempt[] = [
  ['an action by its id', ask(`query ($id: ID!) { ${record} }`, b => ({ id: b.actionId }))],
  [
    'an action by an alias beside an own one',
    ask(`query ($id: ID!) { one: ${record} two: ${record} }`, b => ({ id: b.actionId })),
  ],
  ['the list', list(() => ({}))],
  ['the list of the unit', list(() => ({ unitId: unitB }))],
  ['the list by text', list(() => ({ text: secret }))],
  ['the list by state and light', list(() => ({ state: ['IN_PROGRESS'], light: 'RED' }))],
  ['the list by tab', list(() => ({ tab: 'overdue' }))],
  ['the desk', ask(`{ todo { items { title reason unitName } } }`, () => ({}))],
  ['the dashboard', ask(`{ dashboard { redList { title actionId } byUnit { code } } }`, () => ({}))],
  ['the library', ask(`{ unitEvidence(page: 1, pageSize: 100) { rows { title fileName } } }`, () => ({}))],
  [
    'the library by text',
    ask(`{ unitEvidence(page: 1, pageSize: 9, text: "${secret}") { rows { title } } }`, () => ({})),
  ],
  [
    'the check of a milestone',
    ask(
      `query ($id: ID!) { milestoneCheck(milestoneId: $id) { findings { message evidenceTitle other { title } remark { text } } } }`,
      b => ({ id: b.milestoneId }),
    ),
  ],
  [
    'the library by measure and milestone',
    ask(
      `query ($m: ID!, $n: ID!) { unitEvidence(page: 1, pageSize: 9, measureId: $m, milestoneId: $n) { rows { title } } }`,
      b => ({ m: b.measureId, n: b.milestoneId }),
    ),
  ],
  [
    'a record of evidence',
    ask(
      `query ($id: ID!) { evidenceRecord(id: $id) { evidence { title } versions { fileName } uses { milestoneTitle } } }`,
      b => ({ id: b.evidenceId }),
    ),
  ],
  ['the uploads under way', ask(`{ myUploads { id fileName } }`, () => ({}))],
  ['a preview', download(b => `/files/evidence/${b.evidenceId}/preview?preview=${b.evidenceId}`)],
  ['a draft', download(b => `/drafts/progress/${b.actionId}`)],
  ['the posts', ask(`{ unitPosts { posts { history { name } } } }`, () => ({}))],
  ['the posts of the unit', ask(`{ unitPosts(unitId: "${unitB}") { posts { history { name } } } }`, () => ({}))],
  ['the absences', ask(`{ unitAbsences { absences { note } } }`, () => ({}))],
  ['the absences of the unit', ask(`{ unitAbsences(unitId: "${unitB}") { absences { note } } }`, () => ({}))],
  [
    'who answered on a day',
    ask(`{ answerableOn(unitId: "${unitB}", day: "2024-10-15") { charges { title ownerName } } }`, () => ({})),
  ],
  ['the inbox', ask(`{ notices(page: 1, pageSize: 100) { rows { id title body } } }`, () => ({}))],
  [
    'an evaluation',
    ask(`query ($id: ID!) { evaluation(id: $id) { name units { unitName } } }`, b => ({ id: b.evaluationId })),
  ],
  ['the evaluations', ask(`{ evaluations { name } }`, () => ({}))],
  [
    'the lines of another unit',
    ask(
      `query ($id: ID!) { unitLines(evaluationId: $id, unitId: "${unitB}") { indicators { self { reason } } decisions { reason } } }`,
      b => ({ id: b.roundId }),
    ),
  ],
  [
    'the case files of another unit',
    ask(
      `query ($id: ID!) { caseFiles(evaluationId: $id, unitId: "${unitB}") { lists { files { number } draw { drawn } } } }`,
      b => ({ id: b.roundId }),
    ),
  ],
  [
    'what goes into an evaluation',
    ask(`query ($id: ID!) { collecting(evaluationId: $id) { decisions { reason } units { signedBy } } }`, b => ({
      id: b.roundId,
    })),
  ],
  [
    'the requests',
    ask(
      `{ requests(filter: { tab: "all" }, page: 1, pageSize: 100) { rows { reason actionTitle steps { text } } } }`,
      () => ({}),
    ),
  ],
  [
    'the requests by text',
    ask(
      `{ requests(filter: { text: "${secret}", unitId: "${unitB}" }, page: 1, pageSize: 9) { rows { reason } } }`,
      () => ({}),
    ),
  ],
  [
    'the requests of an action',
    ask(`query ($id: ID!) { actionRequests(actionId: $id) { requests { reason steps { text } } } }`, b => ({
      id: b.actionId,
    })),
  ],
  ['the reports', ask(`{ periodicReports(filter: {}) { lines { id exemptReason } } }`, () => ({}))],
  [
    'the reports of the unit',
    ask(`{ periodicReports(filter: { unitId: "${unitB}" }) { lines { id exemptReason } } }`, () => ({})),
  ],
  [
    'a report by its id',
    ask(`query ($id: ID!) { periodicReport(id: $id) { text { overview } steps { text } } }`, b => ({ id: b.reportId })),
  ],
  ['the exported reports', download(() => '/exports/reports.xlsx')],
  [
    'a report on paper',
    async (a, b) =>
      (await a.send({ method: 'GET', url: `/exports/reports/${b.reportId}.docx` })).statusCode === 200 ? secret : '',
  ],
  [
    'a letter by its id',
    ask(`query ($id: ID!) { letter(id: $id) { body items { title } steps { text } evidence { title } } }`, b => ({
      id: b.letterId,
    })),
  ],
  [
    'the letters',
    ask(
      `{ letters(filter: { tab: "all" }, page: 1, pageSize: 100) { rows { body unitName items { title } } } }`,
      () => ({}),
    ),
  ],
  [
    'the letters of an action',
    ask(`query ($id: ID!) { letters(filter: { actionId: $id }, page: 1, pageSize: 9) { rows { body } } }`, b => ({
      id: b.actionId,
    })),
  ],
  [
    'a paper about a result by its id',
    ask(`query ($id: ID!) { evaluationDocument(id: $id) { title body } }`, b => ({ id: b.documentId })),
  ],
  [
    'the papers about results',
    async (a, b) => {
      const { data } = await a.ask(`{ evaluationDocuments { rows { id } } }`);
      return data?.evaluationDocuments.rows.some((row: Any) => row.id === b.documentId) ? secret : '';
    },
  ],
  [
    'a paper about a result, printed',
    async (a, b) =>
      (await a.send({ method: 'GET', url: `/exports/documents/${b.documentId}.docx` })).statusCode === 200
        ? secret
        : '',
  ],
  [
    'a result released to the unit',
    ask(`query ($id: ID!) { unitResult(id: $id) { name objections { reason } } }`, b => ({ id: b.provisionalId })),
  ],
  ['the results', ask(`{ unitResults { id name } }`, () => ({}))],
  [
    'an objection',
    ask(`query ($id: ID!) { objection(id: $id) { reason evidence { title } } }`, b => ({ id: b.objectionId })),
  ],
  [
    'the lines under an objection',
    ask(`query ($id: ID!) { objection(id: $id) { reason lines { self { reason } ruled { reason } } } }`, b => ({
      id: b.objectionId,
    })),
  ],
  ['the package of the unit', download(b => `/exports/packages/${b.frozenId}.zip?unit=${unitB}`)],
  ['a file', download(b => `/files/evidence/${b.evidenceId}`)],
  ['a file shown in the page', download(b => `/files/evidence/${b.evidenceId}?inline=1`)],
  ['the exported list', download(() => '/exports/actions.xlsx')],
  ['the exported list of the unit', download(() => `/exports/actions.xlsx?unitId=${unitB}`)],
  ['an exported evaluation', download(b => `/exports/evaluations/${b.evaluationId}.docx`)],
  ['the exported sheets of an evaluation', download(b => `/exports/evaluations/${b.evaluationId}.xlsx`)],
  ['the package of an evaluation', download(b => `/exports/packages/${b.frozenId}.zip`)],
  [
    'the own unit’s package of an evaluation it is not in',
    download(b => `/exports/packages/${b.frozenId}.zip?unit=${unitA}`),
  ],
];

/** Mutations on things that belong to a unit. */
const ofUnits = Object.keys(mutationCases).filter(name =>
  /Action$|Plan$|Completion$|Review$|Milestone$|Evidence$|Progress$|Request$|Report$|Extension$|Delay$|NotApplicable$|Help$|Post$|Absence$|Finding$|ToLeaders$|[a-z]Letter$|[a-z]Document$|[a-z]Objection$|confirmResult$|returnAnswer$/.test(
    name,
  ),
);

export interface Both {
  api: Api;
  mine: Things;
  theirs: Things;
}

/** The whole matrix; run once with both layers and once with each of them alone. */
export function isolationMatrix(both: () => Both): void {
  const attackers: Who[] = ['liaison', 'head', 'member'];

  it.each(readingAttempts)('does not give away: %s', async (_what, tries) => {
    const { api, theirs } = both();
    for (const who of attackers) expect(await tries(api.as(who), theirs)).not.toContain(secret);
  });

  it.each(readingAttempts.filter(([what]) => !what.includes('evaluation')))(
    'would give it away to those it belongs to: %s',
    async (_what, tries) => {
      const { api, theirs } = both();
      expect(await tries(api.as('otherLiaison'), theirs)).toContain(secret);
    },
  );

  it('counts only what is one’s own', async () => {
    const { api } = both();
    const own = await api.db.sql<{ count: number }>(
      `select count(*)::int as count from unit_action where unit_id = $1 and state not in ('cancelled', 'not-applicable')`,
      [unitA],
    );
    const { data } = await api.as('liaison')
      .ask(`{ all: actions(filter: {}, page: 1, pageSize: 1) { total tabs { key count } }
              other: actions(filter: { unitId: "${unitB}" }, page: 1, pageSize: 1) { total tabs { count } }
              dashboard { total reds byUnit { code } trend { due } } }`);
    expect(data.all.total).toBe(own[0]!.count);
    expect(data.all.tabs[0]).toEqual({ key: 'all', count: own[0]!.count });
    expect([data.other.total, ...data.other.tabs.map((tab: Any) => tab.count)].every(count => count === 0)).toBe(true);
    expect(data.dashboard.total).toBe(own[0]!.count);
    expect(data.dashboard.byUnit.map((line: Any) => line.code)).toEqual([unitA]);
    const ownDue = await api.db.sql<{ count: number }>(
      `select count(*)::int as count from milestone where unit_id = $1 and due_on > date '2023-10-31' and due_on < date '2024-11-01'`,
      [unitA],
    );
    expect(data.dashboard.trend.reduce((sum: number, month: Any) => sum + Number(month.due), 0)).toBe(ownDue[0]!.count);
  });

  it.each(ofUnits)('is refused to the other unit’s people and changes nothing: %s', async name => {
    const { api } = both();
    const input = await mutationCases[name]!.input(api);
    const before = await workOf(api);
    for (const who of ['otherHead', 'otherLiaison', 'otherMember'] as const) {
      const answer = await api.as(who).mutate(name, input);
      expect(['FORBIDDEN', 'NOT_FOUND']).toContain(answer.code);
    }
    expect(await workOf(api)).toEqual(before);
  });

  it('does not let another unit’s record in through an input', async () => {
    const { api, mine, theirs } = both();
    const liaison = api.as('liaison');
    const own = await api.world.upload(api.people.liaison);
    const planned = await api.world.action(unitA, 'planning');
    const before = await workOf(api);
    const attach = { uploadId: own, milestoneIds: [mine.milestoneId, theirs.milestoneId], title: 'x', kind: 'ROSTER' };
    const refused = [
      await liaison.mutate('attachEvidence', attach),
      await liaison.mutate('attachEvidence', {
        ...attach,
        uploadId: theirs.uploadId,
        milestoneIds: [mine.milestoneId],
      }),
      await liaison.mutate('linkEvidence', { evidenceId: mine.evidenceId, milestoneIds: [theirs.milestoneId] }),
      await liaison.mutate('linkEvidence', { evidenceId: theirs.evidenceId, milestoneIds: [mine.milestoneId] }),
      await liaison.mutate('replaceEvidence', { evidenceId: mine.evidenceId, uploadId: theirs.uploadId }),
      await liaison.mutate('replaceEvidence', { evidenceId: theirs.evidenceId, uploadId: own }),
      await liaison.mutate('useEvidence', {
        evidenceId: theirs.evidenceId,
        uses: [{ measureId: mine.measureId, year: 2024 }],
      }),
      await liaison.mutate('reportProgress', { actionId: theirs.actionId, percent: 1, done: 'x' }),
    ];
    for (const answer of refused) expect(['FORBIDDEN', 'NOT_FOUND']).toContain(answer.code);
    expect(await workOf(api)).toEqual(before);

    const draft = {
      id: theirs.milestoneId,
      title: 'mine now',
      deliverable: 'x',
      proofKinds: ['ROSTER'],
      dueOn: '2024-11-01',
    };
    const plan = {
      actionId: planned,
      content: 'x',
      ownerName: 'x',
      section: 'x',
      headInCharge: 'x',
      milestones: [draft],
    };
    const answer = await liaison.mutate('planAction', plan);
    expect(answer.refusals).toEqual([]);
    const rows = await api.db.sql(`select unit_id, title from milestone where id = $1`, [theirs.milestoneId]);
    expect(rows).toEqual([{ unit_id: unitB, title: `${secret} milestone` }]);
  });

  it('does not open another unit’s upload', async () => {
    const { api, theirs } = both();
    const url = `/uploads/${theirs.uploadId}`;
    for (const who of attackers) {
      const asked = await api.as(who).send({ method: 'HEAD', url });
      const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      const sent = await api.as(who).send({ method: 'PATCH', url, headers, payload: Buffer.from('bytes') });
      expect([asked.statusCode, sent.statusCode]).toEqual([404, 404]);
    }
  });

  it('marks no notice of somebody else as read', async () => {
    const { api, theirs } = both();
    const answer = await api.as('liaison').mutate('readNotices', { ids: [theirs.noticeId] });
    expect(answer.payload.count).toBe(0);
    expect(await api.db.sql(`select read_at from notice where id = $1`, [theirs.noticeId])).toEqual([
      { read_at: null },
    ]);
  });

  it('answers for another unit’s record exactly as for one that is not there', async () => {
    const { api, theirs } = both();
    const liaison = api.as('liaison');
    const nowhere = { ...theirs, actionId: api.world.taskId, evidenceId: api.world.taskId };
    for (const what of ['an action by its id', 'a file']) {
      const [, tries] = readingAttempts.find(([name]) => name === what)!;
      expect(await tries(liaison, theirs)).toBe(await tries(liaison, nowhere));
    }
  });
}

async function workOf(api: Api): Promise<Record<string, string>> {
  return api.world.fingerprint();
}

async function textOf(xlsx: Buffer): Promise<string> {
  const words: string[] = [];
  for (const sheet of (await openWorkbook(xlsx)).worksheets)
    sheet.eachRow(row => row.eachCell(cell => words.push(cell.text)));
  return words.join(' ');
}
