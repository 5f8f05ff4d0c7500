import type { Bilingual } from './bilingual.ts';

/** Refusals about what goes into an evaluation. */
export const collectingWording = {
  FIGURES_MISSING: {
    zh: '“{scheme}”还缺 {count} 项数据：{named}。请先录入；确实不适用或尚未产生的，在评价的收集环节由办公室负责人逐项写明理由。',
    en: '“{scheme}” lacks {count} figures: {named}. Record them; where one does not apply or is not known yet, the office chief decides with a reason while the evaluation is collected.',
  },
  NOTHING_COUNTS: {
    zh: '“{unit}”没有一个指标可以计分。请至少补录一项数据。',
    en: 'No indicator counts for “{unit}”. Record at least one figure.',
  },
  EVALUATION_NOT_OPEN: {
    zh: '“{evaluation}”不在收集或复核阶段，不能再改。请刷新页面查看当前状态。',
    en: '“{evaluation}” is not being collected or checked; nothing can be put in. Reload to see its state.',
  },
  COLLECT_UNTIL_PAST: {
    zh: '自评截止日 {day} 已过。请选今天或以后的日期。',
    en: 'The last day {day} has passed. Choose today or a later day.',
  },
  SELF_ASSESSMENT_CHANGED: {
    zh: '{by} 在您打开本页后保存过这份自评。您填写的内容还在本页，尚未保存。',
    en: '{by} saved this self-assessment after you opened the page. What you wrote is still here, not saved yet.',
  },
  COLLECT_UNTIL_NOT_LATER: {
    zh: '新的截止日须晚于原截止日 {day}，且不早于今天。',
    en: 'The new last day must be later than {day}, and not in the past.',
  },
  COLLECTING_UNFINISHED: {
    zh: '还有 {count} 个单位没有报送自评：{units}。要现在截止，请写明理由。',
    en: '{count} units have not handed in: {units}. To close now, write why.',
  },
  LINE_INDICATOR_UNKNOWN: {
    zh: '“{name}”不是打分的指标，由系统计算。请去掉。',
    en: '“{name}” is not marked by people but counted. Remove it.',
  },
  LINE_REPEATED: { zh: '“{name}”填了两次。请只保留一次。', en: '“{name}” is given twice. Keep one.' },
  LINE_MARK_INVALID: {
    zh: '“{name}”的“{value}”不是分数。请填数字，最多四位小数。',
    en: '“{name}”: “{value}” is no mark. Write a number with at most four decimal places.',
  },
  LINE_MARK_TOO_HIGH: {
    zh: '“{name}”的 {value} 超过满分 {max}。请改低。',
    en: '“{name}”: {value} is above the full mark {max}. Lower it.',
  },
  LINE_ITEM_UNKNOWN: {
    zh: '“{name}”的清单中没有“{item}”，或同时填了得分和不适用。请核对。',
    en: '“{name}” has no item “{item}”, or it is both marked and left out. Check it.',
  },
  LINE_ITEM_OPEN: {
    zh: '“{name}”的“{item}”还没有填。请选达标、未达标或不适用。',
    en: '“{name}”: “{item}” is open. Say whether it is met, not met or does not apply.',
  },
  LINE_MISSING: { zh: '“{name}”还没有自评。请填写。', en: '“{name}” has no mark of yours yet. Give one.' },
  LINE_REASON_MISSING: {
    zh: '“{name}”还没有写理由。请用一两句话写明依据。',
    en: '“{name}” has no reason. Say in a sentence or two what the mark rests on.',
  },
  LINE_GAP_NEEDS_REASON: {
    zh: '“{name}”与自评相差 {apart} 分，超过允许的差距。请写明理由。',
    en: '“{name}” lies {apart} from the unit’s own mark, more than is let pass. Write why.',
  },
  LINE_NOT_CHECKED: {
    zh: '办公室还没有给出复核分。请先复核，再作终评。',
    en: 'The office has given no mark yet. Check first, then decide.',
  },
  SELF_ASSESSMENT_NOT_SIGNED: {
    zh: '该单位的自评还没有由负责人签发。请直接填写复核分，或等待报送。',
    en: 'The unit’s marks are not signed. Give the office’s own marks, or wait.',
  },
  DEFERRAL_FIGURE_UNKNOWN: {
    zh: '方案不需要这项数据（{figure}）。请从缺项中选择。',
    en: 'The scheme does not ask for this figure ({figure}). Choose one that is missing.',
  },
  DEFERRAL_REPEATED: {
    zh: '这项数据（{figure}）已列为尚未产生。',
    en: 'This figure ({figure}) is not known yet by an earlier decision.',
  },
  BATCH_FIGURE_UNKNOWN: {
    zh: '方案没有按记录计分的数据项“{figure}”。请从列出的数据项中选择。',
    en: 'The scheme has no figure “{figure}” that is read by records. Choose one of those listed.',
  },
  BATCH_EMPTY: { zh: '没有一条记录。请至少填一条。', en: 'There is no record. Give at least one.' },
  FIGURE_SOURCE_MISSING: {
    zh: '请写明数据来源，如文件名和文号。',
    en: 'Say where it comes from, such as a document and its number.',
  },
  STATISTICS_NOT_XLSX: {
    zh: '打不开这个文件（{problem}）。请用 .xlsx 格式重新保存。',
    en: 'The file cannot be opened ({problem}). Save it again as .xlsx.',
  },
  STATISTICS_EMPTY: {
    zh: '表里没有可导入的数据。请填写后再上传。',
    en: 'The sheet has nothing to take in. Fill it in and send it again.',
  },
} satisfies Record<string, Bilingual>;
