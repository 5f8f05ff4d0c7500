import { describe, expect, test } from 'vitest';
import { evaluationDocumentKinds, type EvaluationDocumentKind } from './evaluation-document.ts';
import { documentRules, draftInputs, draftReport, draftScheme } from './evaluation-draft.fixture.ts';
import { evaluationDraft, type DraftBlock } from './evaluation-draft.ts';
import type { EvaluationReport } from './evaluation-report.ts';
import { letterLength } from './letter.ts';
import { strayFigures } from './stray-figures.ts';

const draft = (kind: EvaluationDocumentKind, unitCode: string | null = null, report = draftReport()) =>
  evaluationDraft(kind, report, documentRules, unitCode);
const tables = (blocks: readonly DraftBlock[]) => blocks.filter(block => block.kind === 'table');
const bars = (blocks: readonly DraftBlock[]) => blocks.filter(block => block.kind === 'bars');
const linesOf = (body: string, start: string) => body.split('\n').find(line => line.startsWith(start));

describe('the report', () => {
  test('has four parts, and says by what, as of when and how many', () => {
    const { title, toName, body } = draft('report');
    expect(title).toBe('关于云阳市三年行动方案2025年验收评估结果的报告');
    expect(toName).toBe('领导小组');
    expect(body.split('\n').filter(line => /^[一二三四]、/.test(line))).toEqual([
      '一、基本情况',
      '二、评定结果',
      '三、主要做法和存在问题',
      '四、下一步工作',
    ]);
    expect(linesOf(body, '按照')).toBe(
      '按照《云阳市三年行动方案》安排，2025年验收评估依据《验收评估办法》（第3版）评分，数据截至2025年12月31日，参评单位4个。' +
        '平均得分80.85分，最高102.00分，最低45.71分。其中，优秀1个、合格1个、不合格2个。',
    );
    expect(body).toContain('另有1个单位不参加评分（组织实施单位，不参评）：云阳市司法局。');
    expect(body).toContain('SHA-256指纹前16位为3f9a1c0d5e7b2468');
  });

  test('names who leads, who is vetoed, and where marks were lost, the weakest first', () => {
    const { body } = draft('report');
    expect(body).toContain(
      '得分居前的单位是：云阳市公安局（102.00分）、云阳市城管委（80.20分）、云阳市水利局（45.71分）。',
    );
    expect(body).toContain('云阳市交通局（佐证材料弄虚作假）触发一票否决');
    const problems = body.slice(body.indexOf('（二）存在问题'), body.indexOf('四、')).trim().split('\n').slice(1);
    expect(problems[0]).toBe(
      '“措施完成”平均得分率80.0%，3个单位失分，失分较多的有云阳市水利局（失30.00分）、云阳市城管委（失7.50分）、云阳市交通局（失2.50分）。',
    );
    expect(body).toMatch(/1\.补齐短板.+\n2\.跟踪整改。.*不合格/);
  });

  test('leaves bonuses out of losses and rates', () => {
    expect(draft('report').body).not.toContain('“表扬加分”');
  });

  test('carries ranking, marks and the charts behind it', () => {
    const { blocks } = draft('report');
    expect(blocks.filter(block => block.kind === 'appendix').map(({ title }) => title)).toEqual([
      '各单位名次、得分和等次',
      '各单位得分总表',
      '等次分布和各指标得分情况',
    ]);
    const [ranking, marks] = tables(blocks);
    expect(ranking!.rows.at(-1)).toEqual(['4', '云阳市交通局', '95.50', '不合格', '佐证材料弄虚作假']);
    expect(marks!.columns.map(({ title }) => title)).toContain('督导整改\n（30分）');
    expect(marks!.rows[2]).toContain('不适用');
    expect(bars(blocks)[0]!.bars).toEqual([
      { label: '优秀', permille: 250, text: '1个' },
      { label: '合格', permille: 250, text: '1个' },
      { label: '不合格', permille: 500, text: '2个' },
    ]);
    expect(bars(blocks)[1]!.bars[0]).toEqual({ label: '措施完成', permille: 800, text: '80.0%' });
  });

  test('goes by the top of the tree where there are more indicators than a page has columns', () => {
    const many = {
      ...draftScheme,
      indicators: Array.from({ length: 12 }, (_, index) => ({
        ...draftScheme.indicators[2]!,
        code: `i${index}`,
        full: index < 8 ? '10' : '5',
      })),
      figures: draftScheme.figures.filter(({ code }) => ['mark', 'false'].includes(code)),
      groups: [
        {
          code: 'a',
          name: { zh: '监管履行', en: 'A' },
          full: '80',
          children: Array.from({ length: 8 }, (_, i) => `i${i}`),
        },
        { code: 'b', name: { zh: '执法质量', en: 'B' }, full: '20', children: ['i8', 'i9', 'i10', 'i11'] },
      ],
    };
    const report = draftReport({}, many);
    expect(tables(draft('report', null, report).blocks)[1]!.columns.map(({ title }) => title)).toEqual([
      '名次',
      '单位',
      '监管履行\n（80分）',
      '执法质量\n（20分）',
      '总分',
      '等次',
    ]);
    expect(draft('report', null, report).body).toContain(
      '分项看，“监管履行”平均得分率84.6%，“执法质量”平均得分率84.7%。',
    );
  });

  test('says that a result which is not frozen is for comment', () => {
    const { body } = draft('report', null, draftReport({ state: 'computed' }));
    expect(body).toContain('评价数据尚未冻结，仅供征求意见');
    expect(body).not.toContain('SHA-256');
  });

  test('is called by what its scheme is, where the office’s own name does not say it', () => {
    const named = (schemeCode: string) =>
      draft('report', null, draftReport({ evaluationName: '2025年度', schemeCode })).title;
    expect([named('efficacy'), named('other')]).toEqual([
      '关于云阳市三年行动方案2025年度效能评价结果的报告',
      '关于云阳市三年行动方案2025年度验收评估结果的报告',
    ]);
  });

  test('can be drafted where nobody was marked, and where nobody lost a mark', () => {
    expect(draft('report', null, draftReport({ units: [] })).body).toContain('参评单位0个');
    const best = draftReport();
    const all = draft('report', null, { ...best, units: [best.units[0]!] }).body;
    expect(all).toContain('各指标均未失分。');
  });
});

describe('the lists', () => {
  test('name whom the rules name, and say by which rule', () => {
    const commended = draft('commendation');
    expect(commended.body).toContain('等次为优秀且未触发一票否决的单位，列为拟表彰单位。');
    expect(commended.body).toContain('拟表彰单位共1个：云阳市公安局。');
    const accountable = draft('accountability');
    expect(accountable.body).toContain('等次为不合格或者触发一票否决的单位，列为拟问责单位。');
    expect(tables(accountable.blocks)[0]!.rows).toEqual([
      ['1', '云阳市水利局', '3', '45.71', '不合格', ''],
      ['2', '云阳市交通局', '4', '95.50', '不合格', '佐证材料弄虚作假'],
    ]);
  });

  test('follow the rule of the scheme, by rank as well', () => {
    const rules = {
      ...documentRules,
      commendation: [
        { scheme: 'acceptance', grades: [], firstRanks: 2, vetoed: 'out' as const },
        ...documentRules.commendation,
      ],
    };
    const { body } = evaluationDraft('commendation', draftReport(), rules);
    expect(body).toContain('名次在前2位且未触发一票否决的单位');
    expect(body).toContain('共2个：云阳市公安局、云阳市城管委。');
  });

  test('say so where nobody is named', () => {
    const rules = { ...documentRules, commendation: [] };
    expect(evaluationDraft('commendation', draftReport(), rules)).toMatchObject({ blocks: [] });
    expect(evaluationDraft('commendation', draftReport(), rules).body).toContain('没有符合条件的单位。');
  });
});

describe('what one unit gets', () => {
  test('is its result, where marks were lost with reasons and records, and what to do', () => {
    const { title, toName, body, blocks } = draft('feedback-letter', 'CG');
    expect([title, toName]).toEqual(['关于反馈2025年验收评估结果的函', '云阳市城管委']);
    expect(body.split('\n')).toEqual([
      '按照《云阳市三年行动方案》安排，2025年验收评估依据《验收评估办法》（第3版）评分，数据截至2025年12月31日，参评单位4个。现将你单位评定结果反馈如下。',
      '一、评定结果',
      '你单位得分80.20分，等次为合格，在4个参评单位中列第2位。',
      '评价数据已经定稿冻结，SHA-256指纹前16位为3f9a1c0d5e7b2468，可据此核验本文所列得分。',
      '二、失分情况',
      '“督导整改”满分30分，得20.00分，失10.00分。原因：完成2.00÷应办3.00×30（统计年报）。',
      '“措施完成”满分50分，得42.50分，失7.50分。原因：逾期：3，每计2.5分，扣7.50分（措施M01（2024年）、措施M04（2024年）、措施M07（2023年））。',
      '“社会满意度”满分20分，得17.70分，失2.30分。原因：社会满意度88.50÷100×20（统计年报）。',
      '三、有关要求',
      '请对照失分事项和所附得分明细，逐条查找原因，明确整改措施、责任人和完成时限，重点整改“督导整改”和“措施完成”方面的问题，于【回复时限】前书面反馈整改情况。',
      '对评定结果有疑问的，请与办公室联系核对。',
    ]);
    expect(blocks[0]).toEqual({ kind: 'appendix', title: '得分明细' });
  });

  test('names the veto, and what does not apply', () => {
    expect(draft('feedback-letter', 'JT').body).toContain(
      '你单位得分95.50分，等次为不合格，在4个参评单位中列第4位。因佐证材料弄虚作假触发一票否决',
    );
    expect(draft('feedback-letter', 'SL').body).toContain('“督导整改”对你单位不适用，未计入得分。');
  });

  test('asks a unit that lost nothing for nothing to put right', () => {
    const { body } = draft('feedback-letter', 'GA');
    expect(body).toContain('你单位各指标均未失分。');
    expect(body).not.toContain('整改措施');
  });

  test('tells nothing of another unit', () => {
    for (const kind of ['feedback-letter', 'score-sheet'] as const)
      expect(JSON.stringify(draft(kind, 'CG'))).not.toMatch(/公安局|交通局|水利局/);
  });

  test('has every step of the calculation with its records on the score sheet', () => {
    const { title, blocks } = draft('score-sheet', 'CG');
    expect(title).toBe('云阳市城管委2025年验收评估得分表');
    const [marks, steps] = tables(blocks);
    expect(marks!.rows[0]).toEqual(['措施完成', '50', '42.50', '7.50', '办法第三条']);
    expect(marks!.rows[3]![0]).toBe('表扬加分（加分项）');
    expect(marks!.rows.at(-1)!.slice(0, 3)).toEqual(['总分', '', '80.20']);
    expect(steps!.rows).toContainEqual([
      '',
      '逾期：3，每计2.5分',
      '-7.50',
      '措施M01（2024年）、措施M04（2024年）、措施M07（2023年）',
    ]);
  });
});

describe('numbers', () => {
  /** Every number that the snapshot holds, and those that follow from it by a sum that anybody can do. */
  function numbersOf(report: EvaluationReport): Set<string> {
    const inSnapshot = JSON.stringify([report, draftScheme, draftInputs]).match(/\d+(?:\.\d+)?/g) ?? [];
    const totals = report.units.map(unit => Number(unit.total));
    const sheets = report.units.map(unit => unit.indicators.filter(one => one.applicable && !one.isBonus));
    const lost = sheets.flat().map(one => Number(one.full) - Number(one.score));
    const rates = draftScheme.indicators.map(({ code }) => {
      const of = sheets.flatMap(sheet => sheet.filter(one => one.code === code));
      return (100 * of.reduce((sum, one) => sum + Number(one.score) / Number(one.full), 0)) / of.length;
    });
    const counts = Array.from({ length: report.units.length + 1 }, (_, index) => String(index));
    const days = ['2025', '12', '31', '2026', '1', '8', '16', '256'];
    return new Set([
      ...inSnapshot,
      ...counts,
      ...days,
      ...lost.map(value => value.toFixed(2)),
      ...rates.map(value => value.toFixed(1)),
      (totals.reduce((sum, value) => sum + value, 0) / totals.length).toFixed(2),
    ]);
  }

  test('in a text are those of the snapshot, in every kind of document and to every unit', () => {
    const report = draftReport();
    const known = numbersOf(report);
    for (const kind of evaluationDocumentKinds)
      for (const unitCode of draftInputs.map(unit => unit.unitCode)) {
        const { body } = draft(kind, unitCode, report);
        const words = body.replaceAll('3f9a1c0d5e7b2468', '').replace(/M\d+/g, '');
        const strangers = (words.match(/\d+(?:\.\d+)?/g) ?? []).filter(number => !known.has(number));
        expect([kind, unitCode, strangers]).toEqual([kind, unitCode, []]);
      }
  });

  test('of a draft are never pointed out as strays', () => {
    for (const kind of evaluationDocumentKinds) {
      const { body, blocks } = draft(kind, 'CG');
      const cells = tables(blocks).flatMap(({ rows }) => rows.flat());
      expect(strayFigures(body, { text: body, tables: cells })).toEqual([]);
    }
  });
});

test('a letter stays short however much was lost', () => {
  const many = {
    ...draftScheme,
    indicators: Array.from({ length: 20 }, (_, index) => ({
      ...draftScheme.indicators[2]!,
      code: `i${index}`,
      full: '5',
    })),
    figures: draftScheme.figures.filter(({ code }) => ['mark', 'false'].includes(code)),
  };
  const { body } = draft('feedback-letter', 'SL', draftReport({}, many));
  expect(body).toContain('另有15项指标失分，详见附件。');
  expect(letterLength(body)).toBeLessThan(1000);
});
