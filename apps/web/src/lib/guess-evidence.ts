import type { EvidenceKind } from '../graphql/types.generated.ts';

/** What the name of a file says already, so that nobody types it again. */
export function titleFrom(fileName: string): string {
  return fileName
    .replace(/\.[^.]+$/, '')
    .replace(/[_]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const words: [RegExp, EvidenceKind][] = [
  [/名册|名单|花名册|签到/, 'ROSTER'],
  [/台账|清单|登记表/, 'LEDGER'],
  [/统计|汇总表|成绩|报表/, 'STATISTICS'],
  [/报告|总结|小结|汇报|简报/, 'REPORT'],
  [/案卷|案例|处罚决定/, 'CASE'],
  [/通知|方案|办法|制度|意见|印发|规定|细则|〔\d{4}〕/, 'DOCUMENT'],
];

/** A kind the milestone asks for, if the name speaks for one of them; otherwise the first it asks for. */
export function kindFrom(fileName: string, wanted: readonly EvidenceKind[]): EvidenceKind {
  const said = words.filter(([pattern]) => pattern.test(fileName)).map(([, kind]) => kind);
  const fits = said.find(kind => wanted.includes(kind)) ?? said[0];
  if (fits) return fits;
  if (/\.(jpe?g|png|webp|heic)$/i.test(fileName) && wanted.includes('PHOTO')) return 'PHOTO';
  if (/\.(xlsx?|csv|et)$/i.test(fileName))
    return (
      wanted.find(kind => kind === 'STATISTICS' || kind === 'ROSTER' || kind === 'LEDGER') ?? wanted[0] ?? 'STATISTICS'
    );
  return wanted[0] ?? 'DOCUMENT';
}

/** A day in the name: 2024-03-12, 20240312, 2024年3月12日. */
export function dayFrom(fileName: string): string | null {
  const found = /(?<!\d)(20\d{2})[-_.年]?(1[0-2]|0?[1-9])[-_.月]?(3[01]|[12]\d|0?[1-9])(?!\d)日?/.exec(fileName);
  if (!found) return null;
  const [, year = '', month = '', date = ''] = found;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day ? day : null;
}
