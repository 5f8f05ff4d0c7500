import { fill, inLocale, type Bilingual, type Locale } from './bilingual.ts';
import { evidenceKindLabels, type EvidenceKind } from './evidence.ts';
import { fileTextReasons, type FileTextReason } from './file-text.ts';
import type { Finding, FindingCode } from './milestone-check.ts';

/** What a person reads for each finding. A hint to look, never an accusation. */
const findingWording: Record<FindingCode, Bilingual> = {
  KIND_MISSING: {
    zh: '还没有本节点认可的材料，任附一种即可：{kinds}。',
    en: 'None of the kinds this milestone accepts is here yet; one of them is enough: {kinds}.',
  },
  KIND_NOT_ASKED: {
    zh: '材料种类是“{kind}”，本节点认可的是：{kinds}。如种类填错，请更正；作为补充材料可以保留。',
    en: 'Its kind is “{kind}”; this milestone accepts {kinds}. Correct the kind if it is wrong; as a supplement it may stay.',
  },
  DAY_MISSING: { zh: '没有填写文件日期。', en: 'It has no document day.' },
  DAY_BEFORE_PROGRAM: {
    zh: '文件日期 {documentOn} 早于任务开始日 {programStartsOn}，请核对。',
    en: 'The document day {documentOn} is before the program began on {programStartsOn}. Please check.',
  },
  DAY_IN_OTHER_YEAR: {
    zh: '文件日期 {documentOn} 不在 {year} 年度内，请核对是否属于本期工作。',
    en: 'The document day {documentOn} is not in {year}. Please check that it belongs to this period.',
  },
  DAY_BEFORE_START: {
    zh: '文件日期 {documentOn} 早于任务开始日 {startOn}，请核对。',
    en: 'The document day {documentOn} is before the action began on {startOn}. Please check.',
  },
  DAY_AFTER_DUE: {
    zh: '文件日期 {documentOn} 晚于节点期限 {dueOn}。',
    en: 'The document day {documentOn} is after the due day {dueOn}.',
  },
  DAY_AFTER_UPLOAD: {
    zh: '文件日期 {documentOn} 晚于上传日期 {uploadedOn}，请核对。',
    en: 'The document day {documentOn} is after the upload on {uploadedOn}. Please check.',
  },
  DAY_LONG_BEFORE_UPLOAD: {
    zh: '文件日期 {documentOn} 比上传日期 {uploadedOn} 早很多，请核对。',
    en: 'The document day {documentOn} is long before the upload on {uploadedOn}. Please check.',
  },
  UPLOADED_AFTER_DUE: {
    zh: '上传日期 {uploadedOn} 晚于节点期限 {dueOn}。',
    en: 'It was uploaded on {uploadedOn}, after the due day {dueOn}.',
  },
  SAME_FILE_TWICE_HERE: {
    zh: '同一个文件在本节点附了不止一次。',
    en: 'The same file is attached to this milestone more than once.',
  },
  SAME_FILE_OWN_YEAR: {
    zh: '这份材料也用于本单位 {year} 年的另外 {count} 个节点。一份材料多处使用是允许的，无需重复上传。',
    en: 'It also serves {count} more of the unit’s milestones of {year}. One upload may serve many; that is as it should be.',
  },
  SAME_FILE_OTHER_YEAR: {
    zh: '与本单位 {year} 年报送的是同一个文件，请确认反映的是本年工作。',
    en: 'It is the same file as one of the unit’s own of {year}. Please make sure that it is about this year’s work.',
  },
  SAME_FILE_OTHER_UNIT: {
    zh: '与其他单位先前报送的是同一个文件。联合印发的文件属正常情况。',
    en: 'Another unit handed in the same file before. For a document issued jointly that is in order.',
  },
  NEAR_OWN_EARLIER_YEAR: {
    zh: '{percent}% 的文字与本单位 {year} 年的材料相同，请确认已按本年情况改写。',
    en: '{percent} % of its words stand in the unit’s own document of {year}. Please make sure that it is about this year’s work.',
  },
  NEAR_OTHER_UNIT: {
    zh: '{percent}% 的文字与其他单位先前报送的材料相同，请对照核实。',
    en: '{percent} % of its words stand in a document that another unit handed in before. Please compare.',
  },
  TEXT_WAITING: { zh: '正在读取文字，稍后自动核对。', en: 'Its text is being read; it will be compared shortly.' },
  TEXT_NONE: { zh: '{textReason}，未作文字比对。', en: 'Not compared: {textReason}.' },
  TEXT_UNREADABLE: {
    zh: '未能读取文字({textReason}),未作比对。',
    en: 'Its text could not be read ({textReason}) and was not compared.',
  },
};

export function findingSentence({ code, params }: Pick<Finding, 'code' | 'params'>, locale: Locale): string {
  const words: Record<string, string | number> = { ...params };
  const kinds = (codes: string): string =>
    codes
      .split(',')
      .map(kind => inLocale(evidenceKindLabels[kind as EvidenceKind], locale))
      .join(locale === 'en' ? ', ' : '、');
  if (params['kinds']) words['kinds'] = kinds(String(params['kinds']));
  if (params['kind']) words['kind'] = kinds(String(params['kind']));
  if (params['textReason'])
    words['textReason'] = inLocale(fileTextReasons[params['textReason'] as FileTextReason], locale);
  return fill(inLocale(findingWording[code], locale), words);
}
