import { describe, expect, it } from 'vitest';
import { bandsOf, compareTexts, normalised, plainText } from './similarity.ts';

const source =
  '市水利局2023年工作总结。全年检查取水口128处,发现计量设施损坏17处,已全部督促整改到位;组织河道采砂夜间巡查36次,移送案件4件。' +
  '编印取用水管理手册2000册,发放到沿河各村,并在办事大厅公开许可流程。下一步将加强监测站点建设,巩固整治成果。';
const common = (a: string, b: string): number => {
  const known = new Set(bandsOf(plainText(normalised(a))));
  return bandsOf(plainText(normalised(b))).filter(band => known.has(band)).length;
};

describe('texts are compared', () => {
  it('without spaces, punctuation, digits and look-alike characters', () => {
    expect(plainText(normalised('2023年 工作总结(初稿)')).text).toBe('年工作总结初稿');
    expect(plainText(normalised('⽔利⼯作')).text).toBe('水利工作');
    expect(compareTexts(source, source.replace(/\d+/g, '9')).percent).toBe(100);
  });

  it('so that a few replaced words do not make a text new', () => {
    const edited = source.replace('全部督促', '逐一').replace('编印', '印制').replace('各村', '乡镇');
    expect(compareTexts(edited, source).percent).toBeGreaterThanOrEqual(80);
    expect(common(edited, source)).toBeGreaterThan(0);
  });

  it('and phrases that everybody uses do not make a copy', () => {
    const other =
      '市教育局2024年工作总结。全年走访校外培训机构96家,查处超范围办学9起,为家长追回学费;开展校园食堂明厨亮灶检查,' +
      '会同有关部门抽检食材。下一步将加强师资核验,巩固整治成果。';
    expect(compareTexts(other, source).percent).toBeLessThan(20);
  });

  it('and the part taken over is what is measured, whatever is added to it', () => {
    expect(compareTexts(source, `${source}${'另行补充的说明若干。'.repeat(40)}`).percent).toBe(100);
    expect(compareTexts(`${'甲乙丙丁戊己庚辛壬癸子丑'.repeat(20)}${source}`, source).percent).toBeLessThan(50);
  });
});

describe('passages', () => {
  it('show both wordings, what is the same marked, the longest first', () => {
    const edited = source.replace('发放到沿河各村', '发放到各用水单位').replace('市水利局', '市水务局');
    const [first] = compareTexts(edited, source).passages;
    const text = (parts: { text: string }[]): string => parts.map(part => part.text).join('');
    expect(text(first!.mine)).toContain('各用水单位');
    expect(text(first!.theirs)).toContain('沿河各村');
    expect(first!.mine.some(part => !part.isSame && part.text.includes('用水单位'))).toBe(true);
    const same = (parts: { text: string; isSame: boolean }[]): string =>
      plainText(text(parts.filter(part => part.isSame))).text;
    expect(same(first!.mine)).toBe(same(first!.theirs));
  });

  it('are few and trimmed', () => {
    const long = Array.from({ length: 400 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 9000))).join('');
    const { passages } = compareTexts(long, long, { count: 2, characters: 50 });
    expect(passages).toHaveLength(1);
    expect(passages[0]!.sameCount).toBe(50);
  });
});

it('a text too short for a run has no fingerprint and resembles nothing', () => {
  expect(bandsOf(plainText('名册'))).toEqual([]);
  expect(compareTexts('', source)).toEqual({ percent: 0, passages: [] });
});

it('fingerprints are as they always were: those in the database were made like this', () => {
  expect(bandsOf(plainText(normalised(source))).slice(0, 3)).toMatchInlineSnapshot(`
    [
      886076767,
      808169097,
      -1394873412,
    ]
  `);
});
