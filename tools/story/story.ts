import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Instance } from '@yardstick/testing/instance';
import { root } from '../bootstrap.mjs';
import { ensureBuilt } from '../build/ensure-built.ts';
import { withOneUnitMisspelt } from './broken-workbook.ts';
import { Person, sha256 } from './person.ts';
import { expected, known, secondsSoFar, sideBySide, tell, Unexpected, until } from './telling.ts';
import { evidenceReturnedAt, planReturnedAt, UnitStory } from './unit-story.ts';

/** A Tuesday morning within sending hours, so that reminders go out and no midnight comes in between. */
const clock = '2024-10-15T09:00:00+08:00';
const today = '2024-10-15';
const planFile = path.join(root, 'libs/server/src/program/data/plan-ezhou-2022-2024.xlsx');
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const unitsSideBySide = 6;
const passwords = { first: 'chosen at the set-up', own: 'one ruler for everyone' };

/** The product's whole job, told from outside; answers the exit code. */
export async function tellStory(whenOrphaned: (callback: () => void) => void): Promise<number> {
  const instance = new Instance();
  const leave = (): void => void instance.stop().then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, leave);
  whenOrphaned(leave);
  try {
    const figures = await story(instance);
    await instance.stop();
    console.log(JSON.stringify({ ...figures, seconds: Number(secondsSoFar().toFixed(1)) }));
    return 0;
  } catch (error) {
    // Ours and the instance's say all there is to say; of anything else the trace is needed.
    const isPlain = error instanceof Unexpected || (error as Error).constructor === Error;
    console.error(
      `The story failed: ${isPlain ? (error as Error).message : ((error as Error).stack ?? String(error))}`,
    );
    await instance.stop();
    return 1;
  }
}

async function story(instance: Instance): Promise<object> {
  await ensureBuilt('server');
  const code = await instance.setUp(clock);
  instance.start('api');
  await instance.ready();
  instance.start('worker');
  tell('A blank instance runs, its clock at 15 October 2024, 9:00');

  const { admin, chief } = await setUp(instance, code);
  const program = await importPlan(chief);
  const { leader, staff } = await openOffice(instance, admin, chief);
  const units = await openUnits(instance, chief, staff);
  await issue(chief, program.id);
  await work(instance, units);
  const evidence = await leaderLooksIn(leader, units);
  await strangersAreKeptOut(units);
  const evaluation = await evaluate(program.id, { chief, staff, leader }, units);
  const notices = await everybodyIsTold({ chief, staff, leader }, units);
  const { actions, milestones } = await count(chief, units);
  return {
    tasks: program.tasks.length,
    measures: program.tasks.flatMap(task => task.measures).length,
    units: units.length,
    actions,
    milestones,
    evidence,
    notices,
    evaluationUnits: evaluation.units.length,
    evaluationHash: evaluation.sha256,
  };
}

async function setUp({ address }: Instance, code: string): Promise<{ admin: Person; chief: Person }> {
  const admin = new Person(address, 'the administrator');
  const chief = new Person(address, 'the office chief');
  const people = {
    admin: { username: 'admin', name: '系统管理员', password: passwords.first },
    office: { username: 'chief', name: '办公室负责人', password: passwords.first, unitName: '市司法局' },
  };
  const wrong = await admin.send('POST', '/setup', { code: 'guessed', ...people });
  expected(wrong.status === 422, `A guessed set-up code was answered with ${wrong.status}.`);
  const done = await admin.send('POST', '/setup', { code, ...people });
  expected(done.status === 200, `The set-up was refused: ${await done.text()}`);
  const again = await admin.send('POST', '/setup', { code, ...people });
  expected(again.status === 422, `A second set-up was answered with ${again.status}.`);
  await admin.signIn('admin', passwords.first);
  await chief.signIn('chief', passwords.first);
  tell('The first administrator and the office chief are made with the printed code, which works once');
  return { admin, chief };
}

interface Program {
  id: string;
  tasks: { measures: { code: string }[] }[];
}

interface Reading {
  errorCount: number;
  measureCount: number;
  unitCount: number;
  annotatedUrl: string;
  issues: { severity: string; code: string; message: string; suggestion: string | null }[];
}

async function importPlan(chief: Person): Promise<Program> {
  const workbook = readFileSync(planFile);
  const broken = await withOneUnitMisspelt(workbook);
  const bad = await reading(chief, broken.bytes);
  const found = bad.issues.find(issue => issue.severity === 'error' && issue.suggestion === broken.right);
  expected(found !== undefined, `The misspelt unit was not found: ${JSON.stringify(bad.issues.slice(0, 3))}`);
  const annotated = await chief.download(bad.annotatedUrl);
  expected(isZip(annotated) && !annotated.equals(Buffer.from(broken.bytes)), 'The annotated workbook is no workbook.');
  const refused = await chief.tries('commitPlanImport', { importId: bad.id }, 'program { id }');
  expected(refused.userErrors[0]?.code === 'IMPORT_HAS_ERRORS', 'A workbook with errors could be committed.');
  tell(`A misspelt unit is found in the dry run: ${found.message}`);

  const good = await reading(chief, workbook);
  expected(good.errorCount === 0, `The shipped plan has ${good.errorCount} errors: ${JSON.stringify(good.issues[0])}`);
  const selection = 'program { id tasks { measures { code } } }';
  const { program } = await chief.does<{ program: Program }>('commitPlanImport', { importId: good.id }, selection);
  tell(`The plan is imported: ${program.tasks.length} tasks, ${good.measureCount} measures, ${good.unitCount} units`);
  return program;
}

async function reading(chief: Person, bytes: Uint8Array): Promise<Reading & { id: string }> {
  const more = { 'content-type': xlsx, 'x-file-name': encodeURIComponent('任务分解表.xlsx') };
  const answer = await chief.send('POST', '/imports/plan', bytes, more);
  expected(answer.status === 200, `The workbook could not be read: ${await answer.clone().text()}`);
  const { importId: id } = (await answer.json()) as { importId: string };
  const { planImport } = await chief.ask<{ planImport: Reading }>(
    `query ($id: ID!) { planImport(id: $id) {
      errorCount measureCount unitCount annotatedUrl issues { severity code message suggestion } } }`,
    { id },
  );
  return { id, ...planImport };
}

interface Account {
  username: string;
  initialPassword: string;
}

async function openOffice(
  { address }: Instance,
  admin: Person,
  chief: Person,
): Promise<{ leader: Person; staff: Person }> {
  const open = async (
    by: Person,
    who: string,
    input: { username: string; name: string; role: string; unitId: string },
  ) => {
    const { account } = await by.does<{ account: Account }>(
      'createUser',
      input,
      'account { username initialPassword }',
    );
    const person = new Person(address, who);
    await person.firstSignIn(account.username, account.initialPassword, passwords.own);
    return person;
  };
  const leading = { username: 'leader', name: '领导小组成员', role: 'LEADER', unitId: 'ZFB' };
  const overreach = await chief.refusalOf(
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }',
    { input: leading },
  );
  expected(overreach === 'FORBIDDEN', 'The office chief could appoint somebody to the leading group.');
  const leader = await open(admin, 'the leading group', leading);
  const staffing = { username: 'staff', name: '办公室工作人员', role: 'OFFICE_STAFF', unitId: 'SFJ' };
  const staff = await open(chief, 'the office staff', staffing);
  tell('Leading group and office staff have accounts and passwords of their own');
  return { leader, staff };
}

async function openUnits({ address }: Instance, chief: Person, staff: Person): Promise<UnitStory[]> {
  const { units } = await chief.ask<{ units: { id: string; code: string; name: string; isScored: boolean }[] }>(
    '{ units { id code name isScored } }',
  );
  const scored = units.filter(unit => unit.isScored);
  const { accounts } = await chief.does<{ accounts: Account[] }>(
    'openUnitAccounts',
    { unitIds: scored.map(unit => unit.id) },
    'accounts { username initialPassword }',
  );
  expected(
    accounts.length === scored.length * 2,
    `${accounts.length} accounts were opened for ${scored.length} units.`,
  );
  const passwordOf = (username: string): string =>
    known(
      accounts.find(account => account.username === username),
      `The account ${username}`,
    ).initialPassword;
  const stories = scored.map(
    ({ code, name }, place) => new UnitStory(address, { code, name, place }, { chief, staff }),
  );
  await sideBySide(stories, unitsSideBySide, async ({ unit, liaison, head }) => {
    const [ofLiaison, ofHead] = ['liaison', 'head'].map(post => `${unit.code.toLowerCase()}.${post}`) as [
      string,
      string,
    ];
    await liaison.firstSignIn(ofLiaison, passwordOf(ofLiaison), passwords.own);
    await head.firstSignIn(ofHead, passwordOf(ofHead), passwords.own);
  });
  tell(`Liaison and head of ${stories.length} units are signed in, each with a new password`);
  return stories;
}

async function issue(chief: Person, programId: string): Promise<void> {
  let total = 0;
  for (const year of [2022, 2023, 2024]) {
    const { issuedCount } = await chief.does<{ issuedCount: number }>(
      'issueActions',
      { programId, year },
      'issuedCount alreadyIssuedCount',
    );
    total += issuedCount;
  }
  const again = await chief.does<{ issuedCount: number }>('issueActions', { programId, year: 2024 }, 'issuedCount');
  expected(again.issuedCount === 0, `Issuing twice made ${again.issuedCount} more actions.`);
  expected(total >= 1_200, `Only ${total} actions were issued.`);
  tell(`${total} actions are issued for three years; issuing once more makes none`);
}

async function work(instance: Instance, units: UnitStory[]): Promise<void> {
  let acknowledged = 0;
  await sideBySide(units, unitsSideBySide, async unit => {
    const count = await unit.acknowledges();
    acknowledged += count;
  });
  tell(`${acknowledged} actions of 2024 are acknowledged by liaisons and heads`);
  await sideBySide(units, unitsSideBySide, unit => unit.plansAll());
  tell(`${units.length * 2} plans are submitted, signed and approved, one of them returned and corrected first`);
  await instance.kill('worker');
  instance.start('worker');
  tell('The worker is killed in the middle of its work and started again');
  await sideBySide(units, unitsSideBySide, unit => unit.finishes());
  tell(
    `${units.length} actions are finished on accepted evidence; one upload was cut, one piece returned and replaced`,
  );
}

interface GridCell {
  m: number;
  u: number;
  count: number;
}

/** From the city's picture to the bytes of one file in a few clicks. */
async function leaderLooksIn(leader: Person, units: UnitStory[]): Promise<number> {
  interface Dashboard {
    total: number;
    byMeasure: { code: string }[];
    byUnit: { code: string }[];
    cells: GridCell[];
    redList: { actionId: string }[];
  }
  const { dashboard } = await leader.ask<{ dashboard: Dashboard }>(
    '{ dashboard(year: 2024) { total byMeasure { code } byUnit { code } cells { m u count } redList { actionId } } }',
  );
  const cell = dashboard.cells.find(
    ({ m, u }) => dashboard.byMeasure[m]?.code === 'M01' && dashboard.byUnit[u]?.code === units[0]?.unit.code,
  );
  expected(cell?.count === 1, 'The dashboard has no cell for the first unit and measure M01.');
  const { actions } = await leader.ask<{ actions: { rows: { id: string }[] } }>(
    `query ($filter: ActionFilter!) { actions(filter: $filter, page: 1, pageSize: 10) { rows { id } } }`,
    { filter: { year: 2024, measureCode: 'M01', unitId: units[0]?.unit.code } },
  );
  interface Evidence {
    url: string;
    sha256: string;
    state: string;
  }
  const { action } = await leader.ask<{ action: { light: string; milestones: { evidence: Evidence[] }[] } }>(
    'query ($id: ID!) { action(id: $id) { light milestones { evidence { url sha256 state } } } }',
    { id: actions.rows[0]?.id },
  );
  expected(action.light === 'BLUE', `A finished action shows ${action.light}.`);
  const evidence = known(action.milestones[0]?.evidence[0], 'The evidence on the first milestone');
  expected(sha256(await leader.download(evidence.url)) === evidence.sha256, 'A file does not have its recorded hash.');
  let evidenceCount = 0;
  await sideBySide(units, unitsSideBySide, async ({ liaison }) => {
    const { unitEvidence } = await liaison.ask<{ unitEvidence: { total: number } }>(
      '{ unitEvidence(page: 1, pageSize: 1) { total } }',
    );
    evidenceCount += unitEvidence.total;
  });
  tell(
    `The leading group goes from ${dashboard.total} actions on the dashboard to one file; ${evidenceCount} are on record`,
  );
  return evidenceCount;
}

async function strangersAreKeptOut(units: UnitStory[]): Promise<void> {
  const [mine, theirs] = [known(units[0], 'A unit'), known(units[1], 'Another unit')];
  const { actionId, milestoneId, evidenceId } = theirs.things;
  const { liaison } = mine;
  const { action } = await liaison.ask<{ action: object | null }>('query ($id: ID!) { action(id: $id) { id } }', {
    id: actionId,
  });
  expected(action === null, "A unit can read another unit's action.");
  const { actions } = await liaison.ask<{ actions: { total: number } }>(
    'query ($unitId: ID!) { actions(filter: { unitId: $unitId }, page: 1, pageSize: 10) { total } }',
    { unitId: theirs.unit.code },
  );
  expected(actions.total === 0, "A unit can list another unit's actions.");
  const steps = [
    ['reportProgress', 'ReportProgressInput', { actionId, percent: 99, done: '代报' }],
    ['submitMilestone', 'MilestoneVerbInput', { milestoneId }],
    ['linkEvidence', 'LinkEvidenceInput', { evidenceId, milestoneIds: [mine.things.milestoneId] }],
    ['withdrawEvidence', 'EvidenceVerbInput', { evidenceId, reason: '代撤' }],
  ] as const;
  for (const [mutation, type, input] of steps) {
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
    const refusal = await liaison.refusalOf(text, { input });
    expected(
      refusal === 'NOT_FOUND',
      `${mutation} on another unit's record was answered with ${refusal ?? 'success'}.`,
    );
  }
  const file = await liaison.send('GET', `/files/evidence/${evidenceId}`);
  expected(file.status === 404, `Another unit's file was answered with ${file.status}.`);
  tell("A unit that tries another unit's action, evidence and file finds nothing there");
}

interface Evaluation {
  id: string;
  state: string;
  sha256: string;
  failure: string | null;
  units: { unitId: string; total: string }[];
  xlsxUrl: string;
  docxUrl: string;
}

async function evaluate(
  programId: string,
  { chief, staff, leader }: { chief: Person; staff: Person; leader: Person },
  units: UnitStory[],
): Promise<Evaluation> {
  const figures = units.flatMap(({ unit }) => figuresOf(unit.code, unit.place));
  const recorded = await staff.does<{ count: number }>('recordFigures', { programId, figures }, 'count');
  expected(recorded.count === figures.length, `${recorded.count} of ${figures.length} figures were recorded.`);
  const order = { programId, schemeCode: 'acceptance-2024', name: '2024年验收评估', asOf: today };
  const ordered = await chief.does<{ evaluation: { id: string } }>('orderEvaluation', order, 'evaluation { id }');
  const evaluationId = ordered.evaluation.id;
  const ask = async (): Promise<Evaluation> => {
    const { evaluation } = await leader.ask<{ evaluation: Evaluation }>(
      'query ($id: ID!) { evaluation(id: $id) { id state sha256 failure units { unitId total } xlsxUrl docxUrl } }',
      { id: evaluationId },
    );
    expected(evaluation.failure === null, `The evaluation failed: ${evaluation.failure}`);
    return evaluation;
  };
  const computed = await until('The computed evaluation', 60, ask, evaluation => evaluation.state === 'COMPUTED');
  expected(computed.units.length === units.length, `${computed.units.length} units were scored.`);
  tell(`The acceptance evaluation of ${computed.units.length} units is computed: ${computed.sha256.slice(0, 16)}…`);

  await unitsAgree(chief, units, evaluationId);
  await chief.does('proposeFreeze', { evaluationId }, 'evaluation { state }');
  const own = await chief.refusalOf(
    'mutation ($input: EvaluationVerbInput!) { approveFreeze(input: $input) { userErrors { code } } }',
    { input: { evaluationId } },
  );
  expected(own === 'FORBIDDEN', 'The office chief could approve what the office proposed.');
  await leader.does('approveFreeze', { evaluationId }, 'evaluation { state }');
  const frozen = await ask();
  expected(frozen.state === 'FROZEN' && frozen.sha256 === computed.sha256, 'The freeze changed the evaluation.');
  const sizes = await Promise.all(
    [frozen.xlsxUrl, frozen.docxUrl].map(async url => {
      const file = await leader.download(url);
      expected(isZip(file) && file.length > 5_000, `${url} is no document: ${file.length} bytes.`);
      return file.length;
    }),
  );
  tell(`It is proposed by the office, frozen by the leading group and downloaded (${sizes.join(' and ')} bytes)`);
  return frozen;
}

/** Marks that depend on the unit's place alone. */
function figuresOf(unitCode: string, place: number): object[] {
  const figure = (code: string, year: number, value: string, source: string) => ({
    unitCode,
    code,
    year,
    value,
    source,
  });
  const decimal = (whole: number, hundredths: number) => `${whole}.${String(hundredths).padStart(2, '0')}`;
  return [
    figure('efficacy', 2022, decimal(76 + ((place * 7) % 19), (place * 25) % 100), '2022年度效能评价报告'),
    figure('efficacy', 2023, decimal(79 + ((place * 11) % 18), (place * 50) % 100), '2023年度效能评价报告'),
    figure('rectification-due', 0, String(5 + (place % 6)), '督导整改台账'),
    figure('rectified', 0, String(5 + (place % 6) - (place % 3)), '督导整改台账'),
    figure('satisfaction', 0, decimal(80 + ((place * 5) % 17), (place * 20) % 100), '第三方评估报告'),
  ];
}

/** Nobody sees a result before its release; then each unit its own and all totals without names, and its head agrees. */
async function unitsAgree(chief: Person, units: UnitStory[], evaluationId: string): Promise<void> {
  const early = await known(units[0], 'A unit').head.ask<{ unitResults: object[] }>('{ unitResults { id } }');
  expected(early.unitResults.length === 0, 'A unit sees a result that was not released.');
  const tooEarly = await chief.tries<object>('proposeFreeze', { evaluationId }, 'evaluation { state }');
  expected(tooEarly.userErrors[0]?.code === 'FREEZE_NOT_RELEASED', 'A result could be frozen that no unit has seen.');
  await chief.does('releaseProvisional', { evaluationId }, 'outcome { state }');
  interface Result {
    unit: { unitId: string };
    distribution: { unitCount: number } | null;
  }
  await sideBySide(units, unitsSideBySide, async ({ unit, head }) => {
    const { result } = await head.does<{ result: Result }>(
      'confirmResult',
      { evaluationId },
      'result { unit { unitId } distribution { unitCount } }',
    );
    expected(result.unit.unitId === unit.code, `${head.who} was shown the result of ${result.unit.unitId}.`);
    expected(result.distribution?.unitCount === units.length, 'The distribution does not count all units.');
  });
  tell(`It is released: ${units.length} units see their own result and agree`);
}

/** Every notice that the story calls for, once: the killed worker lost none and its successor repeats none. */
async function everybodyIsTold(
  { chief, staff, leader }: { chief: Person; staff: Person; leader: Person },
  units: UnitStory[],
): Promise<number> {
  const ofOffice = {
    'plans-signed': units.length,
    'milestones-signed': units.length,
    'completions-signed': units.length,
  };
  const expectations: [Person, Record<string, number>][] = [
    [chief, { ...ofOffice, 'review-passed': units.length, 'evaluation-computed': 1 }],
    [staff, ofOffice],
    [leader, { 'freeze-proposed': 1 }],
    ...units.flatMap(({ unit, liaison, head }): [Person, Record<string, number>][] => {
      const again = unit.place === planReturnedAt ? 1 : 0;
      const back = unit.place === evidenceReturnedAt ? 1 : 0;
      const returns: Record<string, number> = back ? { 'evidence-returned': 1, 'milestone-returned': 1 } : {};
      const ofBoth = { 'actions-issued': 1, 'action-completed': 1, 'result-released': 1, ...returns };
      return [
        [
          liaison,
          {
            ...ofBoth,
            ...(again ? { 'plan-returned': 1 } : {}),
            'plan-approved': 2,
            'milestone-accepted': 2,
            'milestone-due': 1,
          },
        ],
        [head, { ...ofBoth, 'plan-submitted': 2 + again, 'milestone-submitted': 2 + back, 'completion-submitted': 1 }],
      ];
    }),
  ];
  let total = 0;
  await sideBySide(expectations, unitsSideBySide, async ([person, wanted]) => {
    const wish = JSON.stringify(sorted(wanted));
    const told = await until(
      `The notices of ${person.who} (${wish})`,
      75,
      () => noticesOf(person),
      counts => {
        return JSON.stringify(sorted(counts)) === wish;
      },
    );
    total += Object.values(told).reduce((sum, count) => sum + count, 0);
  });
  tell(`${total} notices and reminders stand in ${expectations.length} inboxes, none missing and none twice`);
  return total;
}

/** The worker's own lists and alarms, which depend on when it looks. */
const comesByTheClock = new Set(['letters-drafted', 'weekly-exceptions', 'no-recipient']);

async function noticesOf(person: Person): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let page = 1; ; page++) {
    const { notices } = await person.ask<{ notices: { rows: { kind: string }[]; total: number } }>(
      `{ notices(page: ${page}, pageSize: 100) { rows { kind } total } }`,
    );
    for (const { kind } of notices.rows) if (!comesByTheClock.has(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
    if (page * 100 >= notices.total) return counts;
  }
}

const sorted = (counts: Record<string, number>): [string, number][] =>
  Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));

async function count(chief: Person, units: UnitStory[]): Promise<{ actions: number; milestones: number }> {
  interface Page {
    total: number;
    rows: { milestoneCount: number }[];
  }
  const read = async (page: number) =>
    (
      await chief.ask<{ actions: Page }>(
        `{ actions(filter: {}, sort: MEASURE, page: ${page}, pageSize: 100) { total rows { milestoneCount } } }`,
      )
    ).actions;
  let milestones = 0;
  for (let page = 1; ; page++) {
    const { total, rows } = await read(page);
    milestones += rows.reduce((sum, row) => sum + row.milestoneCount, 0);
    if (page * 100 < total) continue;
    expected(milestones === units.length * 4, `${milestones} milestones are on record.`);
    return { actions: total, milestones };
  }
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
