import { forkFor } from '@yardstick/server/database/orm';
import { systemScope } from '@yardstick/server/database/scope';
import { domainEvent, type DomainEvent } from '@yardstick/server/events/domain-event';
import { World } from '@yardstick/server/notifications/notifications.fixture';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { react } from '../src/reactions.ts';

let db: TestDatabase;
let world: World;
let people: Record<'liaison' | 'head' | 'chief' | 'staff' | 'leader' | 'other', string>;
let evaluationId: string;
let evidenceId: string;
let requestId: string;
let reportId: string;
let actionId: string;
let milestoneId: string;
let holdingId: string;
let letterId: string;
const [objectionId, publicationId, documentId] = [randomUUID(), randomUUID(), randomUUID()];
const built: string[] = [];
let signed = 0;

const hear = (event: DomainEvent, messageId = 1) =>
  react(event, {
    em: forkFor(db.orm, systemScope),
    messageId,
    buildLater: async id => {
      if (!built.includes(id)) built.push(id); // as the transport does by the job's name
    },
    signLedger: async () => {
      signed += 1;
    },
  });
const told = async (): Promise<string[]> => {
  const names = Object.fromEntries(Object.entries(people).map(([name, id]) => [id, name]));
  const rows = await db.sql<{ recipient_id: string; kind: string }>(
    `select recipient_id, kind from notice order by id`,
  );
  return rows.map(row => `${row.kind} → ${names[row.recipient_id]}`).sort();
};

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  await db.setClock('2024-10-23T10:00:00+08:00');
  world = await World.build(db);
  await world.unit('GAJ');
  await world.unit('SFJ');
  await world.unit('OTHER');
  people = {
    liaison: await world.person('UNIT_LIAISON', 'GAJ'),
    head: await world.person('UNIT_HEAD', 'GAJ'),
    chief: await world.person('OFFICE_CHIEF', 'SFJ'),
    staff: await world.person('OFFICE_STAFF', 'SFJ'),
    leader: await world.person('LEADER', 'SFJ'),
    other: await world.person('UNIT_LIAISON', 'OTHER'),
  };

  actionId = await world.action('GAJ', { issuedOn: '2024-10-23' });
  milestoneId = await world.milestone('GAJ', actionId, '2024-10-30');
  for (const verb of ['signPlan', 'signMilestone', 'signCompletion']) await world.timeline('GAJ', actionId, verb);
  const [holding] = await db.sql<{ id: string }>(`select id from post_holding where user_id = $1`, [people.liaison]);
  holdingId = holding!.id;
  [evaluationId, evidenceId, requestId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.sql(
    `insert into unit_request (unit_id, id, action_id, milestone_id, kind, state, reason, from_due_on, to_due_on, filed_by, filed_on, filed_at, office_since)
     values ('GAJ', $1, $2, $3, 'extension', 'in-review', '等待文件', '2024-10-30', '2024-11-15', '某', '2024-10-22', app_now(), '2024-10-23')`,
    [requestId, actionId, milestoneId],
  );
  await db.sql(
    `insert into evaluation (id, program_id, name, scheme_code, scheme_version, as_of, state, ordered_by, ordered_by_id)
     select $1, $2, '2024 年度', code, version, '2024-10-01', 'computed', '某', $3 from scoring_scheme limit 1`,
    [evaluationId, world.programId, people.staff],
  );
  await db.sql(`update evaluation set objections_until = '2024-10-30' where id = $1`, [evaluationId]);
  await db.sql(
    `insert into evaluation_unit (unit_id, evaluation_id, inputs) values ('GAJ', $1, '{"unitCode":"GAJ","unitName":"公安局","figures":[]}')`,
    [evaluationId],
  );
  await db.sql(
    `insert into evaluation_objection (unit_id, id, evaluation_id, computation_no, indicator, about, score, state, reason, drafted_by,
       drafted_by_id, drafted_on, signed_by, signed_by_id, signed_on, ordered_by_id)
     values ('GAJ', $1, $2, 1, 'progress', '{"indicator":{"zh":"措施完成","en":"Measures"},"line":null}', '45', 'submitted', '少计一项',
       '某', $3, '2024-10-23', '某', $4, '2024-10-23', $5)`,
    [objectionId, evaluationId, people.liaison, people.head, people.staff],
  );
  await db.sql(
    `insert into evaluation_publication (id, evaluation_id, what, state, proposed_by, proposed_by_id, proposed_by_unit)
     values ($1, $2, 'grades', 'proposed', '某', $3, 'SFJ')`,
    [publicationId, evaluationId, people.chief],
  );
  await db.sql(
    `insert into evaluation_document (unit_id, id, evaluation_id, kind, about_unit, edition, state, title, to_name, body, blocks, mark,
       signed_by, approver, sha256, scheme_version, as_of, is_frozen, drafted_by, drafted_by_id, drafted_at, proposed_by_id, issued_by_id, issued_on)
     values ('GAJ', $1, $2, 'feedback-letter', 'GAJ', 1, 'issued', '反馈函', '公安局', '如下。', '[]', '办公室',
       '办公室', 'office-chief', 'aa', 1, '2024-10-01', true, '某', $3, app_now(), $3, $4, '2024-10-23')`,
    [documentId, evaluationId, people.staff, people.chief],
  );
  await db.sql(`insert into program_unit (program_id, unit_id) select $1, id from unit`, [world.programId]);
  await db.sql(`update program set reports_from = '2024-07-01'`);
  const [report] = await db.sql<{ id: string }>(
    `insert into periodic_report (unit_id, id, program_id, kind, period, from_on, to_on, due_on, state, overview, practices, problems,
       next_steps, facts, received_on, drafted_by, signed_at)
     select unit_id, id, program_id, kind, period, from_on, to_on, due_on, 'submitted', '一', '二', '三', '四', '{}', '2024-10-23', '某', app_now()
     from report_line where unit_id = 'GAJ' and period = '2024-Q3' returning id`,
  );
  reportId = report!.id;
  letterId = randomUUID();
  await db.sql(
    `insert into letter (unit_id, id, kind, colour, step, rank, origin, state, program_id, title, body, basis, to_name, to_posts,
       issuer, approver, signed_by, mark, receipt_days, reply_days, day_kind, drafted_on, drafted_by, year, no, doc_no, sent_on,
       receipt_due_on, reply_due_on)
     values ('GAJ', $1, 'supervision-order', 'orange', 'orange', 3, 'system', 'sent', $2, '督办单', '请办理。', '任务分解表', '公安局',
       '["head", "liaison"]', 'office', 'office-chief', '办公室', '办公室', 1, 5, 'working', '2024-10-23', '系统', 2024, 1,
       '鄂执提督〔2024〕1号', '2024-10-23', '2024-10-24', '2024-10-30')`,
    [letterId, world.programId],
  );
  const sha256 = 'a'.repeat(64);
  await db.sql(`insert into stored_file (sha256, sm3, size, kind, mime) values ($1, $1, 1, 'pdf', 'application/pdf')`, [
    sha256,
  ]);
  await db.sql(
    `insert into evidence (unit_id, id, sha256, file_name, title, kind, uploaded_by, uploaded_by_id) values ('GAJ', $1, $2, 'a.pdf', '指引文本', 'document', '某', $3)`,
    [evidenceId, sha256, people.liaison],
  );
  await db.sql(`insert into evidence_link (unit_id, evidence_id, milestone_id) values ('GAJ', $1, $2)`, [
    evidenceId,
    milestoneId,
  ]);
});
afterAll(() => db?.drop());
beforeEach(async () => {
  built.length = 0;
  signed = 0;
  await db.sql(`truncate notice cascade`);
});

const expected: Record<DomainEvent['type'], string[]> = {
  'action.issued': ['actions-issued → head', 'actions-issued → liaison'],
  'action.plan-submitted': ['plan-submitted → head'],
  'action.plan-signed': ['plans-signed → chief', 'plans-signed → staff'],
  'action.plan-returned': ['plan-returned → liaison'],
  'action.plan-approved': ['plan-approved → liaison'],
  'action.completion-submitted': ['completion-submitted → head'],
  'action.completion-signed': ['completions-signed → chief', 'completions-signed → staff'],
  'action.review-passed': ['review-passed → chief'],
  'action.completion-returned': ['completion-returned → head', 'completion-returned → liaison'],
  'action.completed': ['action-completed → head', 'action-completed → liaison'],
  'milestone.submitted': ['milestone-submitted → head'],
  'milestone.signed': ['milestones-signed → chief', 'milestones-signed → staff'],
  'milestone.returned': ['milestone-returned → head', 'milestone-returned → liaison'],
  'milestone.accepted': ['milestone-accepted → liaison'],
  'evidence.returned': ['evidence-returned → head', 'evidence-returned → liaison'],
  'post.handed-over': ['post-left → staff', 'post-taken → liaison'],
  'request.filed': ['request-to-sign → head'],
  'request.signed': ['requests-received → chief', 'requests-received → staff'],
  'request.passed': ['request-to-decide → chief'],
  'request.put-to-leaders': ['request-to-decide → leader'],
  'request.granted': ['request-granted → head', 'request-granted → liaison'],
  'request.refused': ['request-refused → head', 'request-refused → liaison'],
  'request.answered': ['request-answered → head', 'request-answered → liaison'],
  'request.reversed': ['request-reversed → head', 'request-reversed → liaison'],
  'report.submitted': ['report-to-sign → head'],
  'report.signed': ['reports-received → chief', 'reports-received → staff'],
  'report.declined': ['report-declined → liaison'],
  'report.accepted': ['report-accepted → liaison'],
  'report.returned': ['report-returned → head', 'report-returned → liaison'],
  'report.exempted': ['report-exempted → head', 'report-exempted → liaison'],
  'letter.drafted': [], // it has been sent meanwhile: nobody needs to approve it any more
  'letter.sent': ['letter-sent → head', 'letter-sent → liaison'],
  'letter.answered': ['letter-answered → chief', 'letter-answered → staff'],
  'letter.answer-returned': ['letter-answer-returned → head', 'letter-answer-returned → liaison'],
  'letter.settled': ['letter-settled → head', 'letter-settled → liaison'],
  'letter.revoked': ['letter-revoked → head', 'letter-revoked → liaison'],
  'evaluation.ordered': [],
  'evaluation.computed': ['evaluation-computed → staff'],
  'evaluation.freeze-proposed': ['freeze-proposed → leader'],
  'evaluation.frozen': [],
  'evaluation.released': ['result-released → head', 'result-released → liaison'],
  'evaluation.freeze-returned': ['freeze-returned → chief'],
  'evaluation.document-issued': ['document-issued → head', 'document-issued → liaison'],
  'objection.drafted': ['objection-to-sign → head'],
  // the staff ordered the evaluation, and so decides nothing about it
  'objection.signed': ['objections-received → chief'],
  'objection.declined': ['objection-declined → liaison'],
  'objection.upheld': ['objection-upheld → head', 'objection-upheld → liaison'],
  'objection.rejected': ['objection-rejected → head', 'objection-rejected → liaison'],
  'publication.proposed': ['publication-proposed → leader'],
  'publication.approved': ['result-published → head', 'result-published → liaison', 'result-published → other'],
};
const eventOf = (type: DomainEvent['type']): DomainEvent =>
  domainEvent.parse({
    type,
    unitId: 'GAJ',
    actionId,
    milestoneId,
    evidenceId,
    requestId,
    reportId,
    letterId,
    evaluationId,
    objectionId,
    publicationId,
    documentId,
    holdingId,
    outgoingId: people.staff,
    reason: '缺签章',
  });

describe('an event', () => {
  it.each(Object.keys(expected) as DomainEvent['type'][])('%s heard twice has one effect', async type => {
    await hear(eventOf(type));
    expect(await told()).toEqual(expected[type]);
    await db.sql(`update notice set read_at = app_now()`);
    await hear(eventOf(type));
    expect(await told()).toEqual(expected[type]);
    expect(await db.sql(`select 1 from notice where read_at is null`)).toEqual([]);
    if (type === 'evaluation.ordered') expect(built).toEqual([evaluationId]);
    // the second signature of an unchanged ledger is none
    expect(signed).toBe(type === 'evaluation.frozen' ? 2 : 0);
  });

  it('of a call for help reaches the office at once, and the head to know of it', async () => {
    const help = randomUUID();
    await db.sql(
      `insert into unit_request (unit_id, id, action_id, kind, state, reason, filed_by, filed_on, filed_at, office_since)
       values ('OTHER', $1, $2, 'help', 'in-review', '协调接口', '某', '2024-10-23', app_now(), '2024-10-23')`,
      [help, await world.action('OTHER')],
    );
    await hear({ type: 'request.filed', unitId: 'OTHER', requestId: help });
    const kinds = await db.sql<{ kind: string }>(`select kind from notice order by kind`);
    expect(kinds.map(row => row.kind)).toEqual(['help-asked', 'requests-received', 'requests-received']);
  });

  it('of every kind that can happen has its reaction tried here', () => {
    expect(Object.keys(expected).sort()).toEqual(domainEvent.options.map(option => option.shape.type.value).sort());
  });

  it('goes to whoever holds the post: to its deputy as well, to no account without a post, and to the head when all are empty', async () => {
    const deputy = await world.person('UNIT_LIAISON', 'GAJ');
    await world.person('UNIT_LIAISON', 'GAJ');
    await hear(eventOf('milestone.accepted'), 11);
    const recipients = async () =>
      (await db.sql<{ recipient_id: string }>(`select recipient_id from notice order by id`)).map(
        row => row.recipient_id,
      );
    expect((await recipients()).sort()).toEqual([people.liaison, deputy].sort());
    await db.sql(`update app_user set is_active = false where unit_id = 'GAJ' and role = 'UNIT_LIAISON'`);
    try {
      await db.sql(`truncate notice cascade`);
      await hear(eventOf('milestone.accepted'), 12);
      expect(await recipients()).toEqual([people.head]);
    } finally {
      await db.sql(`update app_user set is_active = true where unit_id = 'GAJ' and id = $1`, [people.liaison]);
    }
  });

  it('that happens again is told again', async () => {
    await hear(eventOf('action.plan-returned'), 1);
    await hear(eventOf('action.plan-returned'), 2);
    expect(await told()).toEqual(['plan-returned → liaison', 'plan-returned → liaison']);
  });

  it('about something that is gone is passed over', async () => {
    await hear({ type: 'milestone.submitted', unitId: 'GAJ', actionId, milestoneId: randomUUID() });
    await hear({ type: 'action.issued', unitId: 'GAJ', actionId: randomUUID() });
    await hear({ type: 'evaluation.computed', evaluationId: randomUUID() });
    expect(await told()).toEqual([]);
  });

  it('of issuing forty actions on one day makes one notice that names the number', async () => {
    const ids = [];
    for (let n = 0; n < 39; n++) ids.push(await world.action('GAJ', { state: 'assigned', issuedOn: '2024-10-23' }));
    for (const [n, id] of ids.entries()) await hear({ type: 'action.issued', unitId: 'GAJ', actionId: id }, n);
    expect(await db.sql(`select params from notice where recipient_id = $1`, [people.liaison])).toEqual([
      { params: { day: '2024-10-23', count: 40 } },
    ]);
  });

  it('that makes no sense is refused', async () => {
    await expect(
      react(
        { type: 'action.exploded' },
        {
          em: forkFor(db.orm, systemScope),
          messageId: 1,
          buildLater: async () => undefined,
          signLedger: async () => undefined,
        },
      ),
    ).rejects.toThrow();
  });
});

describe('a letter', () => {
  it('drafted is announced to whoever approves, by number and day', async () => {
    await db.sql(
      `update letter set state = 'drafted', sent_on = null, doc_no = null, year = null, no = null where id = $1`,
      [letterId],
    );
    await hear(eventOf('letter.drafted'));
    expect(await told()).toEqual(['letters-drafted → chief']);
    const [notice] = await db.sql<{ params: object; subject_kind: string }>(`select params, subject_kind from notice`);
    expect(notice).toMatchObject({ params: { count: 1, day: '2024-10-23' }, subject_kind: 'letter' });
    await db.sql(
      `update letter set state = 'sent', sent_on = '2024-10-23', doc_no = '鄂执提督〔2024〕1号', year = 2024, no = 1 where id = $1`,
      [letterId],
    );
  });

  it('to posts that nobody holds is an alarm on the office’s desk, never silence', async () => {
    await db.sql(
      `update post_holding set to_on = '2024-10-01' where unit_id = 'GAJ' and to_on is null and from_on < '2024-10-01'`,
    );
    await hear(eventOf('letter.sent'));
    expect(await told()).toEqual(['no-recipient → chief']);
  });
});
