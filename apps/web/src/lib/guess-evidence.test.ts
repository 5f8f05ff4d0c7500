import { describe, expect, it } from 'vitest';
import { dayFrom, kindFrom, titleFrom } from './guess-evidence.ts';

describe('what a file name says', () => {
  it.each([
    ['2024-03-12 执法培训通知.pdf', '2024-03-12'],
    ['名册20240630.xlsx', '2024-06-30'],
    ['关于印发方案的通知(2024年3月1日).docx', '2024-03-01'],
    ['2024.9.5总结.doc', '2024-09-05'],
    ['2024-02-30.pdf', null],
    ['2024年度总结.pdf', null],
    ['20240交办单.pdf', null],
    ['编号320240612345.pdf', null],
  ])('about the day of %s: %s', (name, day) => expect(dayFrom(name)).toBe(day));

  it('is its title', () => expect(titleFrom('执法_培训  通知.v2.pdf')).toBe('执法 培训 通知.v2'));

  it('is its kind, one the milestone asks for where it can be', () => {
    expect(kindFrom('人员名册.xlsx', ['REPORT', 'ROSTER'])).toBe('ROSTER');
    expect(kindFrom('IMG_001.jpg', ['REPORT', 'PHOTO'])).toBe('PHOTO');
    expect(kindFrom('数据.xlsx', ['STATISTICS'])).toBe('STATISTICS');
    expect(kindFrom('扫描件.pdf', ['CASE'])).toBe('CASE');
    expect(kindFrom('工作总结.docx', ['ROSTER'])).toBe('REPORT');
    expect(kindFrom('扫描件.pdf', [])).toBe('DOCUMENT');
  });
});
