import { comparable, halfWidth } from '@yardstick/domain/half-width';
import { evidenceKindLabels, type EvidenceKind } from '@yardstick/domain/evidence';
import type { MeasureScope, UnitKind } from '@yardstick/domain/plan';

export const sheetNames = { measures: '任务分解表', info: '计划信息', units: '单位名录', verdict: '校核结果' } as const;
export const opinionHeader = '校核意见';

export type MeasureColumn =
  | 'seq'
  | 'task'
  | 'title'
  | 'lead'
  | 'coop'
  | 'due'
  | 'note'
  | 'code'
  | 'scope'
  | 'weight'
  | 'deliverable'
  | 'evidenceKinds'
  | 'text'
  | 'sourceClause'
  | 'crosswalk'
  | 'proofExample';

interface ColumnSpelling {
  header: string;
  width: number;
  also: string[];
}

/** In the order in which they are written; the first seven are the table as departments know it. */
export const measureColumns: Record<MeasureColumn, ColumnSpelling> = {
  seq: { header: '序号', width: 6, also: ['编号', '项号'] },
  task: { header: '主要任务', width: 18, also: ['任务', '重点任务', '重点工作', '工作任务', '任务名称', '任务类别'] },
  title: {
    header: '具体措施',
    width: 42,
    also: ['措施', '工作措施', '主要措施', '重点举措', '具体举措', '工作内容', '措施名称'],
  },
  lead: { header: '牵头单位', width: 16, also: ['牵头部门', '主办单位', '主责单位', '牵头主办单位', '牵头责任单位'] },
  coop: {
    header: '责任（配合）单位',
    width: 30,
    also: ['配合单位', '配合部门', '协办单位', '参与单位', '参加单位', '协同单位', '责任配合部门'],
  },
  due: {
    header: '完成时限',
    width: 30,
    also: ['时限', '完成时间', '完成期限', '完成日期', '时间节点', '办结时限', '时间要求', '时限要求'],
  },
  note: { header: '备注', width: 16, also: [] },
  code: { header: '措施编号', width: 10, also: ['措施代码'] },
  scope: { header: '范围', width: 10, also: ['落实范围', '适用范围'] },
  weight: { header: '权重', width: 7, also: ['分值', '权重%'] },
  deliverable: { header: '交付成果', width: 30, also: ['成果形式', '工作成果'] },
  evidenceKinds: { header: '佐证材料', width: 18, also: ['佐证类型'] },
  text: { header: '说明', width: 60, also: ['措施说明'] },
  sourceClause: { header: '来源条款', width: 26, also: [] },
  crosswalk: { header: '对照', width: 14, also: ['对照措施'] },
  proofExample: { header: '佐证示例', width: 50, also: [] },
};

/** Heads a column of leads when no other does, and of cooperating units otherwise. */
const responsibleHeaders = ['责任单位', '责任部门', '落实单位', '承办单位', '实施单位'];

export type HeaderMeaning = { column: MeasureColumn | 'responsible' } | { stageYear: number };

const meanings = new Map<string, MeasureColumn | 'responsible'>([
  ...responsibleHeaders.map(header => [header, 'responsible'] as const),
  ...Object.entries(measureColumns).flatMap(([column, { header, also }]) =>
    [header, ...also].map(spelling => [bare(spelling), column as MeasureColumn] as const),
  ),
]);

export const stageHeader = (year: number) => `阶段目标 ${year}`;

export function headerMeaning(text: string): HeaderMeaning | null {
  const stageYear = /^(?:(\d{4})年?阶段目标|阶段目标(\d{4})年?)$/.exec(bare(text));
  if (stageYear) return { stageYear: Number(stageYear[1] ?? stageYear[2]) };
  const column = meanings.get(bare(text)) ?? meanings.get(bare(halfWidth(text).replace(/\([^()]*\)/g, '')));
  return column ? { column } : null;
}

function bare(text: string): string {
  return comparable(text).replace(/[()*:、/]/g, '');
}

export const scopeLabels: Record<MeasureScope, string> = { ALL: '全部单位', SUBSET: '指定单位', LEAD: '仅牵头' };

export const unitKindLabels: Record<UnitKind, string> = {
  city: '市直',
  district: '区直',
  zone: '功能区',
  office: '统筹机构',
};

const evidenceSpellings: Partial<Record<EvidenceKind, string[]>> = {
  document: ['文本', '制度文件'],
  roster: ['名单'],
  statistics: ['统计', '数据'],
  case: ['案卷', '典型案例'],
  link: ['链接', '网址'],
  photo: ['图片', '影像'],
};

export const evidenceKindOf = keyFinder<EvidenceKind>(
  Object.fromEntries(Object.entries(evidenceKindLabels).map(([kind, label]) => [kind, label.zh])) as Record<
    EvidenceKind,
    string
  >,
  evidenceSpellings,
);
export const scopeOf = keyFinder(scopeLabels, {
  ALL: ['全部', '全体单位', '各单位', '所有单位'],
  SUBSET: ['部分单位', '部分'],
  LEAD: ['牵头', '牵头单位', '仅牵头单位'],
});
export const unitKindOf = keyFinder(unitKindLabels, {
  city: ['市级', '市'],
  district: ['区级', '区'],
  zone: ['开发区', '园区'],
  office: ['办公室'],
});

/** Finds a key by itself, its label or another spelling. */
function keyFinder<Key extends string>(labels: Record<Key, string>, spellings: Partial<Record<Key, string[]>>) {
  const keys = new Map<string, Key>();
  for (const key of Object.keys(labels) as Key[]) {
    for (const word of [key, labels[key], ...(spellings[key] ?? [])]) keys.set(comparable(word), key);
  }
  return (text: string): Key | null => keys.get(comparable(text)) ?? null;
}
