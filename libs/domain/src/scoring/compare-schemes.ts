import type { Bilingual } from '../bilingual.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ScoringScheme } from './scheme.ts';

export interface SchemeDifference {
  /** By codes, not positions: `indicators.measures.full`. */
  path: string;
  /** As printed in the data; null where there was nothing, or is nothing now. */
  before: string | null;
  after: string | null;
  text: Bilingual;
}

/** What changed from one version to another, in the order of the scheme. */
export function compareSchemes(before: ScoringScheme, after: ScoringScheme): SchemeDifference[] {
  return differences(before, after, { path: [], words: [] });
}

interface Place {
  path: string[];
  words: Bilingual[];
}

function differences(before: unknown, after: unknown, at: Place): SchemeDifference[] {
  if (canonical(before) === canonical(after)) return [];
  if (isList(before) && isList(after)) return listDifferences(before, after, at);
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap(name => differences(before[name], after[name], within(at, name, wordOf(name))));
  }
  return [difference(before, after, at)];
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], at: Place): SchemeDifference[] {
  // A list of plain values is changed as a whole; so is one whose items have no codes.
  if (![...before, ...after].every(isCoded)) return [difference(before, after, at)];
  const [old, now] = [before, after].map(items => new Map(items.filter(isCoded).map(item => [item.code, item])));
  const codes = [...new Set([...old!.keys(), ...now!.keys()])];
  const found = codes.flatMap(code => {
    const item = now!.get(code) ?? old!.get(code)!;
    return differences(old!.get(code), now!.get(code), within(at, code, quoted(item)));
  });
  const kept = (from: Map<string, Coded>, other: Map<string, Coded>) =>
    [...from.keys()].filter(code => other.has(code));
  const [orderBefore, orderAfter] = [kept(old!, now!), kept(now!, old!)];
  if (orderBefore.join() === orderAfter.join()) return found;
  const order = within(at, 'order', { zh: '顺序', en: 'order' });
  return [...found, difference(orderBefore, orderAfter, order)];
}

function difference(before: unknown, after: unknown, { path, words }: Place): SchemeDifference {
  const [old, now] = [print(before), print(after)];
  const subject = {
    zh: words.map(w => w.zh).join('的'),
    en: words.map(w => w.en).join(', '),
  };
  const isLong = [before, after].some(value => typeof value === 'object' && value !== null);
  const change =
    old === null
      ? { zh: isLong ? '新增' : `新增,为 ${now}`, en: isLong ? 'added' : `added, ${now}` }
      : now === null
        ? { zh: isLong ? '删除' : `删除,原为 ${old}`, en: isLong ? 'removed' : `removed, was ${old}` }
        : { zh: `由 ${old} 改为 ${now}`, en: `changed from ${old} to ${now}` };
  return {
    path: path.join('.'),
    before: old,
    after: now,
    text: { zh: `${subject.zh}${change.zh}`, en: `${subject.en}: ${change.en}` },
  };
}

const within = ({ path, words }: Place, step: string, word: Bilingual): Place => ({
  path: [...path, step],
  words: [...words, word],
});

interface Coded {
  code: string;
  name?: Bilingual;
}

const quoted = ({ code, name }: Coded): Bilingual => ({ zh: `“${name?.zh ?? code}”`, en: `“${name?.en ?? code}”` });

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !isList(value);
const isCoded = (value: unknown): value is Coded => isRecord(value) && typeof value.code === 'string';

const canonical = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));

const print = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : canonicalJson(value);

const wordOf = (field: string): Bilingual => (Object.hasOwn(words, field) ? words[field]! : { zh: field, en: field });

const words: Record<string, Bilingual> = {
  name: { zh: '名称', en: 'name' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  number: { zh: '编号', en: 'number' },
  version: { zh: '版本', en: 'version' },
  scale: { zh: '小数位数', en: 'decimal places' },
  scales: { zh: '分项小数位数', en: 'decimal places by level' },
  rounding: { zh: '修约规则', en: 'rounding' },
  totalCap: { zh: '总分上限', en: 'highest total' },
  subject: { zh: '被评对象', en: 'subject' },
  figures: { zh: '数据项', en: 'figures' },
  indicators: { zh: '指标', en: 'indicators' },
  groups: { zh: '分组', en: 'groups' },
  grades: { zh: '等次', en: 'grades' },
  vetoes: { zh: '一票否决', en: 'vetoes' },
  ceilings: { zh: '限评', en: 'ceilings' },
  ranking: { zh: '排名', en: 'ranking' },
  ties: { zh: '同分处理', en: 'ties' },
  by: { zh: '同分依次比较', en: 'compared on ties' },
  missing: { zh: '缺数据处理', en: 'missing figures' },
  full: { zh: '满分', en: 'full marks' },
  outOf: { zh: '计分基数', en: 'out of' },
  children: { zh: '下级', en: 'children' },
  caps: { zh: '限分', en: 'caps' },
  atLeast: { zh: '起点', en: 'from' },
  most: { zh: '最高分', en: 'at most' },
  source: { zh: '依据', en: 'source' },
  clause: { zh: '条款', en: 'clause' },
  criterion: { zh: '评分标准', en: 'criterion' },
  method: { zh: '计分方法', en: 'method' },
  kind: { zh: '类型', en: 'kind' },
  figure: { zh: '数据项', en: 'figure' },
  numerator: { zh: '分子', en: 'numerator' },
  denominator: { zh: '分母', en: 'denominator' },
  base: { zh: '基础分', en: 'base' },
  years: { zh: '年度', en: 'years' },
  year: { zh: '年度', en: 'year' },
  deductions: { zh: '扣分项', en: 'deductions' },
  bonuses: { zh: '加分项', en: 'bonuses' },
  bonusCap: { zh: '加分上限', en: 'bonus cap' },
  per: { zh: '每次分值', en: 'points each' },
  every: { zh: '每满', en: 'every' },
  cap: { zh: '上限', en: 'cap' },
  items: { zh: '清单', en: 'items' },
  answers: { zh: '选项', en: 'answers' },
  choices: { zh: '选项', en: 'choices' },
  points: { zh: '分值', en: 'points' },
  smallestSample: { zh: '最少样本', en: 'smallest sample' },
  gap: { zh: '分差上限', en: 'gap' },
  from: { zh: '分数线', en: 'from' },
  quotaPercent: { zh: '名额比例', en: 'quota' },
  effect: { zh: '效果', en: 'effect' },
  grade: { zh: '最高等次', en: 'best grade' },
  max: { zh: '最大值', en: 'largest value' },
  order: { zh: '顺序', en: 'order' },
};
