import { describe, expect, it } from 'vitest';
import { randomCase } from './random-schemes.fixture.ts';
import { schemeRules, schemeTerms } from './scheme-rules.ts';
import {
  acceptance2024,
  caseFileSheet,
  efficacyAnnual,
  lawAssessmentAnnual,
  shippedSchemes,
} from './shipped-schemes.ts';

describe('the printed rules', () => {
  it('list the tree in order, each method in words', () => {
    const rules = schemeRules(efficacyAnnual);
    expect(rules.slice(0, 3).map(r => [r.depth, r.number, r.name.zh, r.full, r.rule.zh])).toEqual([
      [0, '1', '监管履行率', '40', '下列各项合计 100 分，折算为 40 分'],
      [
        1,
        '1.1',
        '年度检查计划完成率',
        '30',
        '年度检查计划已完成数 ÷ 年度检查计划数 × 30，最多 30 分；年度检查计划数为 0 的不适用',
      ],
      [
        1,
        '1.2',
        '监管事项覆盖率',
        '25',
        '履行过至少一次的事项 ÷ 应履行事项；不以处罚数量计分。履行过的监管事项数 ÷ 应履行的监管事项数 × 25，最多 25 分；应履行的监管事项数为 0 的不适用',
      ],
    ]);
    expect(rules.find(r => r.code === 'quality')!.rule.zh).toBe(
      '下列各项合计 100 分，折算为 40 分。不合格案卷数达到 1 的，最多 79 分。不合格案卷数达到 2 的，最多 69 分',
    );
    expect(rules.find(r => r.code === 'correctness')!.rule.zh).toBe(
      '100 分起，每件扣 2 分，扣完为止。100 分起，复议撤销、变更或确认违法每次扣 2 分、行政诉讼败诉每次扣 2 分，扣完为止；折算为 25 分',
    );
  });

  it('go by the numbers that are printed, indicators and groups alike', () =>
    expect(
      schemeRules(lawAssessmentAnnual)
        .filter(({ depth, kind }) => depth === 0 && kind !== 'bonus')
        .map(({ number }) => number),
    ).toEqual(['1', '2.1', '3', '4', '5', '6']));

  it('put the bonus last', () =>
    expect(schemeRules(lawAssessmentAnnual).at(-1)).toMatchObject({
      kind: 'bonus',
      rule: { zh: '示范单位或承办现场会每次加 1.5 分，合计最多加 3 分' },
    }));

  it('name every indicator and group once, for whatever scheme', () => {
    const schemes = [...shippedSchemes, ...Array.from({ length: 100 }, (_, i) => randomCase(i + 1).scheme)];
    for (const scheme of schemes) {
      const codes = [...scheme.indicators, ...(scheme.groups ?? [])].map(node => node.code);
      expect(
        schemeRules(scheme)
          .map(rule => rule.code)
          .sort(),
      ).toEqual(codes.sort());
      for (const { zh, en } of [...schemeRules(scheme).map(r => r.rule), ...schemeTerms(scheme)])
        expect(`${zh}${en}`).not.toContain('undefined');
    }
  });
});

describe('the terms of the whole', () => {
  it('are grades, vetoes, ceilings, ties, missing figures and rounding', () => {
    expect(schemeTerms(lawAssessmentAnnual).map(t => t.zh)).toEqual([
      '优秀：90 分以上，不超过参评单位的 30%',
      '良好：80 分以上',
      '合格：60 分以上',
      '不合格：0 分以上',
      '一票否决：材料弄虚作假，评为最低等次',
      '一票否决：无档案无台账，无法考核，总分计 0 分，评为最低等次',
      '无故不参加考核：最高评为合格',
      '总分相同的，依次以案卷评查多者、工作报告迟报次数少者在前；仍相同的，名次并列',
      '经认定不适用或暂无数据的指标不计，权重按比例分给其他指标',
      '总分最多 100 分',
      '得分保留 2 位小数，四舍五入',
    ]);
    expect(schemeTerms(acceptance2024).map(t => t.en)).toContain('Equal totals share a rank');
    expect(schemeTerms(caseFileSheet).map(t => t.zh)).toContain('没有数据的指标计 0 分');
  });
});
