import { lawAssessmentAnnual } from '@yardstick/domain/scoring/shipped-schemes';
import { assessedIndicators } from '@yardstick/domain/scoring/three-lines';
import { neededFigures } from '@yardstick/domain/scoring/missing-figures';
import type { UnitInputs, UnitResult } from '@yardstick/domain/scoring/scheme';
import { seesAllUnits, type Role } from '@yardstick/domain/roles';
import { RuleViolation } from '@yardstick/domain/violation';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Context } from '../../context.ts';
import { forkFor } from '../../database/orm.ts';
import { createWorkbook, openWorkbook, setText, workbookBytes } from '../../documents/spreadsheet.ts';
import { declineSelfAssessment, saveSelfAssessment, signSelfAssessment, submitSelfAssessment } from './assess-self.ts';
import { buildEvaluation } from '../computing/build-evaluation.ts';
import { checkLines, confirmSelfLines, decideFinalLine } from './check-lines.ts';
import { closeCollecting } from './close-collecting.ts';
import { collectInputs } from './collect-inputs.ts';
import { collectingOf, unitLinesOf } from './collecting.queries.ts';
import { drawCaseFiles } from './draw-case-files.ts';
import { extendCollecting } from './extend-collecting.ts';
import { listCaseFiles } from './list-case-files.ts';
import { CheckpointSigner } from '../../ledger/checkpoint-signer.ts';
import { makeCheckpoint } from '../../ledger/make-checkpoint.ts';
import { deferFigure, liftDecision, ruleNotApplicable } from './decide-missing.ts';
import {
  annotatedStatisticsOf,
  commitStatistics,
  readStatisticsTable,
  statisticsImportById,
  statisticsTemplateOf,
} from './import-statistics.ts';
import { openEvaluation } from './open-evaluation.ts';
import { orderEvaluation } from './order-evaluation.ts';
import { recordBatch } from './record-batch.ts';
import { recordFigures } from './record-figures.ts';
import { startEvaluation } from './start-evaluation.ts';

let db: TestDatabase;
let world: World;
const people = new Map<Role, Somebody>();
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  for (const unit of ['AAA', 'BBB']) await world.unit(unit);
  for (const unit of ['SFJ', 'ZFB']) await world.unit(unit, { is_scored: false, kind: 'office' });
  for (const role of ['OFFICE_CHIEF', 'OFFICE_STAFF', 'LEADER', 'UNIT_LIAISON', 'UNIT_HEAD'] as const) {
    const unit = role.startsWith('UNIT') ? 'AAA' : role.startsWith('OFFICE') ? 'SFJ' : 'ZFB';
    people.set(role, await world.person(role, unit));
  }
});
afterAll(() => db?.drop());

let requests = 0;
function as(role: Role): Context {
  const who = people.get(role)!;
  const scope = { all: seesAllUnits(who.role), unitId: who.unitId, userId: who.id };
  requests += 1;
  return {
    em: forkFor(db.orm, scope),
    actor: { ...who, unitName: who.unitId },
    scope,
    now: new Date(`${world.today}T02:00:00Z`),
    today: world.today,
    locale: 'zh-CN',
    request: { id: `test ${requests}`, ip: '127.0.0.1', session: 'test' },
    services: db.services,
  };
}
const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof RuleViolation)) throw error;
      return error.violations.map(({ code }) => code);
    },
  );
const law = () => ({
  programId: world.programId,
  schemeCode: lawAssessmentAnnual.code,
  name: '2024年度法治考核',
  asOf: world.today,
});
const opened = (): Promise<string> => openEvaluation(as('OFFICE_CHIEF'), law());
const stateOf = async (id: string) => (await db.sql(`select state from evaluation where id = $1`, [id]))[0]!['state'];

/** Every line that people give; the mark of what is marked, all items of a list met. */
const lines = (mark = '3') =>
  assessedIndicators(lawAssessmentAnnual).map(({ code: indicator, method }) => ({
    indicator,
    reason: '有台账可查',
    ...(method.kind === 'checklist'
      ? { items: method.items.map(({ code: item, points = '1' }) => ({ item, value: points })) }
      : { mark }),
  }));

describe('what is on record', () => {
  it('cannot be given twice in one call', async () => {
    const figure = { unitCode: 'AAA', code: 'satisfaction', year: 2024, value: '90', source: '调查报告' };
    const given = { programId: world.programId, figures: [figure, { ...figure, value: '91' }] };
    expect(await codesOf(recordFigures(as('OFFICE_CHIEF'), given))).toEqual(['FIGURE_TWICE']);
  });

  it('is counted also by a scheme that lists no years, then of the year evaluated', async () => {
    const returned = { code: 'returned', name: { zh: '退回次数', en: 'Returned' } };
    const scheme = { ...lawAssessmentAnnual, figures: [...lawAssessmentAnnual.figures, returned] };
    for (const year of [2023, 2024])
      await world.action('BBB', 'in-progress', { year, returned_count: year - 2021, issued_on: `${year}-03-01` });
    const countedIn = async (figuresYear: number | null) => {
      const subject = { evaluationId: null, programId: world.programId, scheme, asOf: world.today, figuresYear };
      const calendar = await db.services.calendar();
      const units = [{ code: 'BBB', name: 'BBB局' }];
      const [unit] = await collectInputs(as('OFFICE_CHIEF').em, subject, units, calendar);
      return unit!.figures.filter(({ code }) => code === 'returned').map(({ year, value }) => [year, value]);
    };
    expect(await countedIn(null)).toEqual([
      [2023, '2'],
      [2024, '3'],
    ]);
    expect(await countedIn(2024)).toEqual([[2024, '3']]);
  });
});

describe('what nobody recorded', () => {
  it('stops an order, and is named', async () => {
    await expect(orderEvaluation(as('OFFICE_CHIEF'), law())).rejects.toMatchObject({
      violations: [
        {
          code: 'FIGURES_MISSING',
          params: {
            count: 2 * neededFigures(lawAssessmentAnnual).length,
            named: expect.stringContaining('AAA局 依法行政领导机制'),
          },
        },
      ],
    });
  });

  it('no longer stops it once all of it is on record', async () => {
    const acceptance = { ...law(), schemeCode: 'acceptance-2024' };
    expect(await codesOf(orderEvaluation(as('OFFICE_CHIEF'), acceptance))).toEqual(['FIGURES_MISSING']);
    await world.acceptanceFigures();
    const id = await orderEvaluation(as('OFFICE_CHIEF'), acceptance);
    expect(await stateOf(id)).toBe('queued');
    await buildEvaluation(db.orm, db.services, id);
    const [unit] = await db.sql<{ inputs: UnitInputs }>(`select inputs from evaluation_unit where evaluation_id = $1`, [
      id,
    ]);
    expect(Object.keys(unit!.inputs).sort()).toEqual(['figures', 'unitCode', 'unitName']);
  });

  it('is decided on by the chief alone, with a reason, and may be taken back', async () => {
    const evaluationId = await opened();
    const ruling = { evaluationId, unitId: 'AAA', indicator: 'court', reason: '全年没有应诉案件' };
    await expect(ruleNotApplicable(as('OFFICE_STAFF'), ruling)).rejects.toThrow('Forbidden');
    expect(await codesOf(ruleNotApplicable(as('OFFICE_CHIEF'), { ...ruling, reason: ' ' }))).toEqual([
      'REASON_REQUIRED',
    ]);
    const before = (await collectingOf(as('OFFICE_CHIEF'), evaluationId))!.missingCount;
    await ruleNotApplicable(as('OFFICE_CHIEF'), ruling);
    expect(await codesOf(ruleNotApplicable(as('OFFICE_CHIEF'), ruling))).toEqual(['RULING_REPEATED']);
    await deferFigure(as('OFFICE_CHIEF'), { evaluationId, figure: 'outside-ballot', year: 0, reason: '次年一月评议' });
    const view = (await collectingOf(as('LEADER'), evaluationId))!;
    // two counts of one unit, one ballot of two units
    expect(view.missingCount).toBe(before - 4);
    expect(Object.fromEntries(view.decisions.map(({ name, reason }) => [name.zh, reason]))).toEqual({
      负责人出庭应诉率: '全年没有应诉案件',
      外部评议票数: '次年一月评议',
    });
    const decisionId = view.decisions.find(({ indicator }) => indicator === 'court')!.id;
    await liftDecision(as('OFFICE_CHIEF'), { evaluationId, decisionId, reason: '查到一件' });
    const after = (await collectingOf(as('OFFICE_CHIEF'), evaluationId))!;
    expect(after.missingCount).toBe(before - 2);
    expect(after.decisions.find(({ id }) => id === decisionId)).toMatchObject({ liftReason: '查到一件' });
  });
});

describe('a round', () => {
  let evaluationId: string;
  beforeAll(async () => {
    evaluationId = await opened();
  });

  it('is open until a day by the rules, and asks the units', async () => {
    const [row] = await db.sql(`select state, collect_until::text, figures_year from evaluation where id = $1`, [
      evaluationId,
    ]);
    expect(row).toEqual({ state: 'collecting', collect_until: '2024-11-05', figures_year: 2024 });
    expect(await codesOf(openEvaluation(as('OFFICE_CHIEF'), { ...law(), collectUntil: '2024-10-14' }))).toEqual([
      'COLLECT_UNTIL_PAST',
    ]);
  });

  it('takes the liaison’s marks, complete and with reasons, and the head’s signature', async () => {
    const liaison = people.get('UNIT_LIAISON')!;
    const evidenceId = await world.evidence(liaison, []);
    await saveSelfAssessment(as('UNIT_LIAISON'), { evaluationId, lines: [{ indicator: 'mechanism', mark: '6' }] });
    expect(await codesOf(signSelfAssessment(as('UNIT_HEAD'), { evaluationId }))).toEqual(['MOVE_NOT_FROM_STATE']);
    const some = [{ indicator: 'mechanism', mark: '7' }];
    // who opened the page before that save is told, and overwrites nothing
    const stale = { evaluationId, lines: [{ indicator: 'mechanism', mark: '5' }], version: 0 };
    expect(await codesOf(saveSelfAssessment(as('UNIT_LIAISON'), stale))).toEqual(['SELF_ASSESSMENT_CHANGED']);
    const { selfVersion } = (await unitLinesOf(as('UNIT_LIAISON'), evaluationId, 'AAA'))!;
    await saveSelfAssessment(as('UNIT_LIAISON'), { ...stale, version: selfVersion });
    expect((await unitLinesOf(as('UNIT_LIAISON'), evaluationId, 'AAA'))!.selfVersion).toBe(selfVersion + 1);
    expect(await codesOf(submitSelfAssessment(as('UNIT_LIAISON'), { evaluationId, lines: some }))).toContain(
      'LINE_MISSING',
    );
    const full = lines().map(line =>
      line.indicator === 'mechanism' ? { ...line, mark: '6', evidenceIds: [evidenceId] } : line,
    );
    await submitSelfAssessment(as('UNIT_LIAISON'), { evaluationId, lines: full });
    await declineSelfAssessment(as('UNIT_HEAD'), { evaluationId, reason: '补充会议次数' });
    await submitSelfAssessment(as('UNIT_LIAISON'), { evaluationId, lines: full });
    // the office sees no mark before the head signs
    const before = (await unitLinesOf(as('OFFICE_STAFF'), evaluationId, 'AAA'))!;
    expect(before.indicators.every(({ self }) => self === null)).toBe(true);
    await signSelfAssessment(as('UNIT_HEAD'), { evaluationId });
    const after = (await unitLinesOf(as('OFFICE_STAFF'), evaluationId, 'AAA'))!;
    expect(after.indicators.find(({ code }) => code === 'mechanism')!.self).toMatchObject({
      mark: '6',
      reason: '有台账可查',
    });
    expect(after.indicators.find(({ code }) => code === 'mechanism')!.self!.evidence[0]!.id).toBe(evidenceId);
  });

  it('lets nobody cite what is not theirs', async () => {
    const other = await world.evidence(await world.person('UNIT_LIAISON', 'BBB'), []);
    const round = await opened();
    const cited = [{ indicator: 'mechanism', mark: '5', evidenceIds: [other] }];
    await expect(saveSelfAssessment(as('UNIT_LIAISON'), { evaluationId: round, lines: cited })).rejects.toThrow(
      'Not found',
    );
  });

  it('is closed with a reason while somebody is out, who is named', async () => {
    expect(await codesOf(startEvaluation(as('OFFICE_CHIEF'), { evaluationId }))).toEqual(['EVALUATION_NOT_OPEN']);
    expect(await codesOf(closeCollecting(as('OFFICE_STAFF'), { evaluationId }))).toEqual(['COLLECTING_UNFINISHED']);
    const longer = (collectUntil: string) =>
      extendCollecting(as('OFFICE_STAFF'), { evaluationId, collectUntil, reason: '统计年报迟到' });
    expect(await codesOf(longer('2024-11-05'))).toEqual(['COLLECT_UNTIL_NOT_LATER']);
    expect(await codesOf(longer('2024-10-01'))).toEqual(['COLLECT_UNTIL_NOT_LATER']);
    await longer('2024-11-12');
    expect(await collectingOf(as('LEADER'), evaluationId)).toMatchObject({
      collectUntil: '2024-11-12',
      collectUntilReason: '统计年报迟到',
    });
    await closeCollecting(as('OFFICE_STAFF'), { evaluationId, reason: 'BBB 局机构调整，由办公室直接复核' });
    expect(await stateOf(evaluationId)).toBe('checking');
    expect(await codesOf(longer('2024-11-20'))).toEqual(['EVALUATION_NOT_OPEN']);
    expect(await codesOf(saveSelfAssessment(as('UNIT_LIAISON'), { evaluationId, lines: [] }))).toEqual([
      'EVALUATION_NOT_OPEN',
    ]);
    const view = (await collectingOf(as('LEADER'), evaluationId))!;
    expect(view.units.map(({ unitId, selfState }) => [unitId, selfState])).toEqual([
      ['AAA', 'signed'],
      ['BBB', 'expected'],
    ]);
  });

  it('takes the office’s marks; a gap needs its word', async () => {
    const mark = (value: string, reason?: string) =>
      checkLines(as('OFFICE_STAFF'), {
        evaluationId,
        unitId: 'AAA',
        lines: [{ indicator: 'mechanism', mark: value, reason: reason ?? null }],
      });
    expect(await codesOf(mark('3'))).toEqual(['LINE_GAP_NEEDS_REASON']);
    await mark('3', '缺三次会议记录');
    await confirmSelfLines(as('OFFICE_STAFF'), { evaluationId, unitId: 'AAA' });
    expect(await codesOf(confirmSelfLines(as('OFFICE_STAFF'), { evaluationId, unitId: 'BBB' }))).toEqual([
      'SELF_ASSESSMENT_NOT_SIGNED',
    ]);
    await checkLines(as('OFFICE_STAFF'), { evaluationId, unitId: 'BBB', lines: lines('2') });
    await decideFinalLine(as('OFFICE_CHIEF'), {
      evaluationId,
      unitId: 'AAA',
      line: { indicator: 'mechanism', mark: '4', reason: '一份记录后补，有效' },
    });
    const unit = (await unitLinesOf(as('OFFICE_CHIEF'), evaluationId, 'AAA'))!;
    expect(unit.indicators.find(({ code }) => code === 'mechanism')).toMatchObject({
      self: { mark: '6' },
      office: { mark: '3' },
      final: { mark: '4' },
      apart: '3',
    });
    // the unit does not learn of the office's marks before the result
    const own = (await unitLinesOf(as('UNIT_HEAD'), evaluationId, 'AAA'))!;
    expect(own.indicators.every(({ office, final }) => office === null && final === null)).toBe(true);
    await expect(unitLinesOf(as('UNIT_HEAD'), evaluationId, 'BBB')).rejects.toThrow('Forbidden');
  });

  it('takes statistics by a table: down with what is known, checked, all of it or nothing', async () => {
    const chief = as('OFFICE_CHIEF');
    await recordFigures(chief, {
      programId: world.programId,
      figures: [{ unitCode: 'AAA', code: 'officers', year: 2023, value: '20', source: '2023年报' }],
    });
    const { bytes } = await statisticsTemplateOf(as('OFFICE_CHIEF'), evaluationId);
    const workbook = await openWorkbook(bytes);
    const sheet = workbook.worksheets[0]!;
    const heads = new Map<string, number>();
    sheet.getRow(3).eachCell((cell, column) => heads.set(cell.text, column));
    expect([...heads.keys()]).toContain('2024年在岗执法人员数');
    const put = (row: number, title: string, value: string) => setText(sheet.getCell(row, heads.get(title)), value);
    const fill = (row: number, officers: string): void => {
      for (const title of heads.keys()) if (title.startsWith('2024年')) put(row, title, '0');
      put(row, '2024年在岗执法人员数', officers);
      put(row, '2024年持证在岗执法人员数', '9');
      put(row, '2024年应出庭应诉数', '1');
      put(row, '数据来源', '2024年统计年报');
    };
    fill(4, '8'); // fewer than have a licence
    fill(5, '十');
    setText(sheet.getCell(5, 1), 'BBC');
    setText(sheet.getCell(5, 2), 'BBB局');
    setText(sheet.getCell(6, 1), '不存在局');
    const read = async () => {
      const file = { evaluationId, fileName: '统计.xlsx', bytes: await workbookBytes(workbook) };
      return (await statisticsImportById(as('OFFICE_CHIEF'), await readStatisticsTable(as('OFFICE_CHIEF'), file)))!;
    };
    const bad = await read();
    expect(bad.issues.map(({ severity, row, message }) => `${severity} ${row} ${message}`)).toEqual([
      expect.stringContaining('warning 4 8，上年为 20，变动 60%'),
      expect.stringContaining('error 4 9 多于应办数 8（持证上岗率）'),
      expect.stringContaining('error 5 “十”不是数字'),
      expect.stringContaining('error 6 没有单位“不存在局”'),
    ]);
    expect(await codesOf(commitStatistics(as('OFFICE_CHIEF'), { importId: bad.id }))).toEqual(['IMPORT_HAS_ERRORS']);
    const annotated = await openWorkbook((await annotatedStatisticsOf(as('OFFICE_CHIEF'), bad.id)).bytes);
    expect(annotated.worksheets.map(({ name }) => name)).toEqual(['统计数据', '校核结果']);
    fill(4, '18');
    fill(5, '12');
    setText(sheet.getCell(6, 1), '');
    const good = await read();
    expect(good.errorCount).toBe(0);
    await commitStatistics(as('OFFICE_CHIEF'), { importId: good.id });
    expect(await codesOf(commitStatistics(as('OFFICE_CHIEF'), { importId: good.id }))).toEqual([
      'IMPORT_ALREADY_COMMITTED',
    ]);
    const left = (await collectingOf(as('OFFICE_CHIEF'), evaluationId))!.missing;
    expect(left.map(({ figure }) => figure).sort()).toEqual(['case-files', 'outside-ballot']);
  });

  it('refuses what is no workbook', async () => {
    const file = { evaluationId, fileName: 'a.xlsx', bytes: Buffer.from('no workbook') };
    expect(await codesOf(readStatisticsTable(as('OFFICE_CHIEF'), file))).toEqual(['STATISTICS_NOT_XLSX']);
    const empty = await createWorkbook();
    empty.addWorksheet('空');
    const bytes = await workbookBytes(empty);
    const id = await readStatisticsTable(as('OFFICE_CHIEF'), { ...file, bytes });
    expect((await statisticsImportById(as('OFFICE_CHIEF'), id))!.errorCount).toBe(1);
  });

  it('takes batches of votes and case files, checked as the engine reads them', async () => {
    const batch = (unitId: string, records: object[], figure = 'outside-ballot') =>
      recordBatch(as('OFFICE_STAFF'), {
        evaluationId,
        unitId,
        figure,
        records: records as never,
        source: '评议统计表',
      });
    expect(await codesOf(batch('AAA', [{ item: 'z', value: '3' }]))).toEqual(['FIGURE_ITEM_UNKNOWN']);
    expect(await codesOf(batch('AAA', [{ item: 'a', value: '三' }]))).toEqual(['FIGURE_VALUE_INVALID']);
    expect(await codesOf(batch('AAA', [], 'officers'))).toContain('BATCH_FIGURE_UNKNOWN');
    for (const unitId of ['AAA', 'BBB']) {
      await batch(unitId, [
        { item: 'a', value: '20' },
        { item: 'b', value: '6' },
      ]);
      const files = [
        { ref: '鄂州市监罚〔2024〕1号', value: '92' },
        { ref: '鄂州市监罚〔2024〕2号', value: '88', vetoes: ['procedure'] },
      ];
      expect(await codesOf(batch(unitId, files, 'case-files'))).toEqual(['CASE_FILES_NOT_DRAWN']);
      const of = { evaluationId, unitId, figure: 'case-files' };
      const list = files.map(({ ref }) => `${ref},行政处罚`).join('\n');
      await listCaseFiles(as('OFFICE_STAFF'), { ...of, list });
      await makeCheckpoint(db.orm, db.services, CheckpointSigner.open(db.config));
      await drawCaseFiles(as('OFFICE_STAFF'), of);
      await batch(unitId, files, 'case-files');
    }
    expect((await collectingOf(as('OFFICE_CHIEF'), evaluationId))!.missingCount).toBe(0);
  });

  it('is computed from all of it, and the three lines are frozen with the inputs', async () => {
    await startEvaluation(as('OFFICE_CHIEF'), { evaluationId });
    expect(await codesOf(checkLines(as('OFFICE_STAFF'), { evaluationId, unitId: 'AAA', lines: [] }))).toEqual([
      'EVALUATION_NOT_OPEN',
    ]);
    await buildEvaluation(db.orm, db.services, evaluationId);
    expect(await stateOf(evaluationId)).toBe('computed');
    const [unit] = await db.sql<{ inputs: UnitInputs; sheet: UnitResult }>(
      `select inputs, sheet from evaluation_unit where evaluation_id = $1 and unit_id = 'AAA'`,
      [evaluationId],
    );
    const figure = (code: string) => unit!.inputs.figures.find(known => known.code === code)!;
    expect(figure('mechanism')).toMatchObject({
      value: '4',
      self: { value: '6', reason: '有台账可查' },
      office: { value: '3', reason: '缺三次会议记录' },
    });
    expect(figure('mechanism').records[0]!.note).toMatch(/sha256:[0-9a-f]{64}$/);
    expect(figure('case-files')).toMatchObject({ value: '180' });
    expect(figure('case-files').year).toBeUndefined();
    // last year's figure does not count
    expect(
      unit!.inputs.figures.filter(({ code }) => code === 'officers').map(({ year, value }) => [year, value]),
    ).toEqual([[2024, '18']]);
    const marks = Object.fromEntries(unit!.sheet.indicators.map(({ code, score }) => [code, score]));
    // 9 ÷ 18 × 5; (92 + 0) ÷ 2 ÷ 100 × 12; (20 × 100 + 6 × 80) ÷ 26 ÷ 100 × 10
    expect(marks).toMatchObject({
      mechanism: '4.00',
      licences: '2.50',
      'case-files': '5.52',
      outside: '9.54',
      systems: '4.00',
    });
  });
});

describe('what is not known yet', () => {
  it('makes a round provisional, is kept with its inputs, and leaves the others alone', async () => {
    const figures = ['AAA', 'BBB'].flatMap(unitCode =>
      [...new Set(neededFigures(lawAssessmentAnnual).flatMap(({ anyYear, figure }) => (anyYear ? [figure] : [])))].map(
        code => ({ unitCode, code, year: 2024, value: '1', source: '年报' }),
      ),
    );
    await recordFigures(as('OFFICE_CHIEF'), { programId: world.programId, figures });
    const evaluationId = await opened();
    for (const unitId of ['AAA', 'BBB']) await checkLines(as('OFFICE_CHIEF'), { evaluationId, unitId, lines: lines() });
    await deferFigure(as('OFFICE_CHIEF'), { evaluationId, figure: 'outside-ballot', year: 0, reason: '次年一月评议' });
    await closeCollecting(as('OFFICE_CHIEF'), { evaluationId, reason: '不要求自评' });
    await startEvaluation(as('OFFICE_CHIEF'), { evaluationId });
    await buildEvaluation(db.orm, db.services, evaluationId);
    const [unit] = await db.sql<{ inputs: UnitInputs; sheet: UnitResult }>(
      `select inputs, sheet from evaluation_unit where evaluation_id = $1 and unit_id = 'AAA'`,
      [evaluationId],
    );
    expect(unit!.inputs.notYetKnown).toEqual([{ figure: 'outside-ballot', reason: '次年一月评议' }]);
    const outside = unit!.sheet.indicators.find(({ code }) => code === 'outside')!;
    expect(outside.applicable).toBe(false);
    expect(outside.lines[0]!.text.zh).toContain('数据尚未产生');
    expect(await stateOf(evaluationId)).toBe('computed');
  });
});
