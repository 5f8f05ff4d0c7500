import { describe, expect, test } from 'vitest';
import { strayFigures } from './stray-figures.ts';

const drafted = {
  text: '一、基本情况\n参评单位32个，平均得分86.50分。\n优秀3个、良好5个。\n1.补齐短板。',
  tables: ['91.20', '7', '85.0%'],
};
const stray = (text: string) => strayFigures(text, drafted).map(({ figure, expected }) => [figure, expected]);

describe('figures that do not stand in the data', () => {
  test('are none in the draft itself, however it is spaced or set', () => {
    expect(stray(drafted.text)).toEqual([]);
    expect(stray('参评单位 ３２ 个，平均得分 86.5 分。优秀 3 个、良好 5 个。')).toEqual([]);
  });

  test('are named with what the data say, where the sentence is a drafted one', () => {
    expect(stray('优秀5个、良好5个。')).toEqual([['5个', '3个']]);
    expect(stray('参评单位32个，平均得分88.50分。')).toEqual([['88.5分', '86.5分']]);
  });

  test('are named in a sentence of the office’s own', () => {
    expect(stray('其中6个单位进步明显，最高91.2分，列第7位。')).toEqual([['6个', null]]);
    expect(stray('比去年提高12.5%。')).toEqual([['12.5%', null]]);
    expect(stray('得分率85%的单位较多。')).toEqual([]);
  });

  test('do not count the number that begins a line', () => {
    expect(stray('4.加强培训。\n（9）加强培训。')).toEqual([]);
  });

  test('tell each figure once for each sentence', () => {
    expect(stray('共9个，另9个。')).toEqual([['9个', null]]);
  });
});
