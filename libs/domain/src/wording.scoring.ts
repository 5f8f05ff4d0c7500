import type { Bilingual } from './bilingual.ts';

/** Refusals about scoring schemes and what is scored by them, beside the first ones in the common catalogue. */
export const scoringWording = {
  SCHEME_CHILD_UNKNOWN: {
    zh: '{where} 列了没有的指标或分组“{name}”。请改成方案中的代码。',
    en: '{where} lists “{name}”, which is no indicator and no group. Use a code of the scheme.',
  },
  SCHEME_CHILD_REPEATED: {
    zh: '{where} 列的“{name}”已经属于一个分组。请只保留一处。',
    en: '{where} lists “{name}”, which belongs to a group already. Keep one of the two.',
  },
  SCHEME_BONUS_IN_GROUP: {
    zh: '{where} 列了加分指标“{name}”。加分在百分之外，请移出分组。',
    en: '{where} lists the bonus “{name}”. A bonus stands beside the hundred: take it out of the group.',
  },
  SCHEME_GROUP_IN_CIRCLE: {
    zh: '分组“{name}”绕回了自己。请改正上下级关系。',
    en: 'The group “{name}” contains itself. Correct what belongs to what.',
  },
  SCHEME_GROUP_SUM: {
    zh: '分组“{name}”下各项满分合计 {sum} 分，应为 {outOf} 分。请调整。',
    en: 'What belongs to the group “{name}” adds up to {sum} instead of {outOf}. Adjust it.',
  },
  SCHEME_POINTS_MIXED: {
    zh: '指标“{name}”的清单有的项目有分值，有的没有。请全部填写或全部不填。',
    en: 'Some items of the checklist “{name}” have points and some have none. Give points to all or to none.',
  },
  SCHEME_POINTS_SUM: {
    zh: '指标“{name}”的清单分值合计 {sum} 分，应等于满分 {full} 分。请调整。',
    en: 'The items of the checklist “{name}” add up to {sum} instead of its full marks {full}. Adjust them.',
  },
  SCHEME_POINTS_NONE: {
    zh: '指标“{name}”没有一个选项有分值。请至少给一个选项定分值。',
    en: 'No choice of “{name}” has points. Give points to at least one.',
  },
  SCHEME_POINTS_ABOVE: {
    zh: '指标“{name}”有选项为 {points} 分，超过 {outOf} 分。请改低分值或改高满分。',
    en: 'A choice of “{name}” has {points} points, above {outOf}. Lower it, or raise the whole.',
  },
  SCHEME_FIGURE_SHARED: {
    zh: '{where} 用的数据项“{name}”已被另一个逐条计分的指标使用。请另设一个数据项。',
    en: '{where} reads the records of “{name}”, which another indicator reads too. Declare a figure of its own.',
  },
  SCHEME_FIGURE_UNUSED: {
    zh: '数据项“{name}”没有任何指标使用。请删除，或在指标中使用。',
    en: 'The figure “{name}” is used by nothing. Remove it, or use it.',
  },
  SCHEME_GRADE_UNKNOWN: {
    zh: '{where} 写了没有的等次“{name}”。请改成方案中的等次代码。',
    en: '{where} names the grade “{name}”, which does not exist. Use a grade of the scheme.',
  },
  SCHEME_GRADE_OUT_OF_REACH: {
    zh: '等次“{name}”从 {from} 分起，没有单位能达到。请改低分数线。',
    en: 'The grade “{name}” starts at {from}, which nobody can reach. Lower it.',
  },
  SCHEME_CAP_WITHOUT_EFFECT: {
    zh: '限分“{name}”为 {most} 分，不低于分组的 {outOf} 分，不起作用。请改低或删除。',
    en: 'The cap “{name}” of {most} is not below the group’s {outOf} and does nothing. Lower or remove it.',
  },
  SCHEME_NAME_EMPTY: {
    zh: '{where} 没有写全中英文名称。请补上。',
    en: '{where} lacks a name in Chinese or English. Add it.',
  },
  SCHEME_TIES_UNCLEAR: {
    zh: '同分排名的办法不明确。请写 ties 为 share，或写 figures 并用 by 列出依次比较什么。',
    en: 'How equal totals are ranked is unclear. Write ties as share, or as figures with by listing what is compared.',
  },
  SCHEME_TIE_BREAK_UNCLEAR: {
    zh: '{where} 应当写数据项或指标中的一个。请只保留一个。',
    en: '{where} must name a figure or an indicator. Keep one of the two.',
  },
  SCHEME_INDICATOR_UNKNOWN: {
    zh: '{where} 写了没有的指标“{name}”。请改成方案中的指标代码。',
    en: '{where} names the indicator “{name}”, which does not exist. Use an indicator of the scheme.',
  },
  SCHEME_TEXT_TOO_LONG: {
    zh: '方案文本超过 {most} 个字符。请核对是否粘贴了别的内容。',
    en: 'The text has more than {most} characters. Check what was pasted.',
  },
  SCHEME_NOT_JSON: {
    zh: '第 {column} 个字符处写法有误，此处应为 {expected}。请改正。',
    en: 'Character {column} cannot be read; expected {expected}. Correct it.',
  },
  SCHEME_KEY_REPEATED: {
    zh: '同一处写了两次“{name}”。请只保留一次。',
    en: '“{name}” is written twice in one place. Keep one.',
  },
  SCHEME_CODE_OTHER: {
    zh: '方案代码写成了“{name}”，应为“{expected}”。另建方案请用“新建方案”。',
    en: 'The code is “{name}” instead of “{expected}”. For another scheme, start a new one.',
  },
  SCHEME_DRAFT_CODE_INVALID: {
    zh: '方案代码只能用小写字母、数字和连字符，最长 60 个字符。请改正。',
    en: 'A scheme’s code has lower-case letters, digits and hyphens, 60 at most. Correct it.',
  },
  SCHEME_DRAFT_SPENT: {
    zh: '该草稿已经发布。请先另存新的草稿。',
    en: 'This draft has been published already. Save a new one first.',
  },
  SCHEME_UNCHANGED: {
    zh: '草稿与第 {version} 版完全相同。没有改动就不必发布。',
    en: 'The draft says the same as version {version}. There is nothing to publish.',
  },
  SCHEME_NOT_FOR_UNITS: {
    zh: '“{scheme}”用于案卷评查，不能用来评价单位。请另选方案。',
    en: '“{scheme}” marks case files, not units. Choose another scheme.',
  },
  REHEARSAL_WITHOUT_INPUTS: {
    zh: '没有可供试算的数据。请选一次已有数据的评价。',
    en: 'There are no inputs to rehearse on. Choose an evaluation that has some.',
  },
  REHEARSAL_TOO_LARGE: {
    zh: '试算最多 {most} 个单位。请选单位较少的一次评价。',
    en: 'A rehearsal takes {most} units at most. Choose an evaluation with fewer.',
  },
  FIGURE_ITEM_UNKNOWN: {
    zh: '单位“{unit}”的数据项“{figure}”中，记录 {ref} 的“{item}”不在方案内。请核对代码。',
    en: 'Unit “{unit}”, “{figure}”: record {ref} is about “{item}”, which the scheme does not know. Check the code.',
  },
  FIGURE_ITEM_REPEATED: {
    zh: '单位“{unit}”的数据项“{figure}”中，“{item}”有两条记录（{ref}）。请只保留一条。',
    en: 'Unit “{unit}”, “{figure}”: “{item}” is recorded twice ({ref}). Keep one.',
  },
  FIGURE_ITEM_LEFT_OUT: {
    zh: '单位“{unit}”的数据项“{figure}”中，“{item}”已列为不适用，又有记录 {ref}。请去掉一处。',
    en: 'Unit “{unit}”, “{figure}”: “{item}” is left out and recorded ({ref}) at once. Remove one of the two.',
  },
  FIGURE_RECORD_EMPTY: {
    zh: '单位“{unit}”的数据项“{figure}”中，记录 {ref} 没有数值。请补上。',
    en: 'Unit “{unit}”, “{figure}”: record {ref} has no value. Add it.',
  },
  FIGURE_RECORD_TOO_HIGH: {
    zh: '单位“{unit}”的数据项“{figure}”中，记录 {ref} 为 {value}，超过上限 {max}。请核对。',
    en: 'Unit “{unit}”, “{figure}”: record {ref} is {value}, above its limit {max}. Check it.',
  },
  FIGURE_COUNT_NOT_WHOLE: {
    zh: '单位“{unit}”的数据项“{figure}”中，记录 {ref} 的份数 {value} 不是整数。请改正。',
    en: 'Unit “{unit}”, “{figure}”: record {ref} counts {value}, which is no whole number. Correct it.',
  },
  FIGURE_POPULATION_TOO_SMALL: {
    zh: '单位“{unit}”的数据项“{figure}”总体为 {population}，少于样本 {value}。请核对。',
    en: 'Unit “{unit}”, “{figure}”: a population of {population} is smaller than the sample {value}. Check both.',
  },
  FIGURE_FILE_REPEATED: {
    zh: '单位“{unit}”的数据项“{figure}”中，案卷 {ref} 出现两次。请只保留一次。',
    en: 'Unit “{unit}”, “{figure}”: case file {ref} appears twice. Keep one.',
  },
  FIGURE_GAP_UNEXPLAINED: {
    zh: '单位“{unit}”的“{figure}”各方打分相差 {apart} 分，超过 {gap} 分。请由单位和办公室各写明理由。',
    en: 'Unit “{unit}”, “{figure}”: the marks are {apart} apart, more than {gap}. Ask the unit and the office for a reason each.',
  },
  RULING_INDICATOR_UNKNOWN: {
    zh: '单位“{unit}”列为不适用的“{name}”不是可以不适用的指标。请核对代码。',
    en: 'Unit “{unit}”: “{name}” is no indicator that can be ruled not applicable. Check the code.',
  },
  RULING_REPEATED: {
    zh: '单位“{unit}”的指标“{name}”两次列为不适用。请只保留一次。',
    en: 'Unit “{unit}”: “{name}” is ruled not applicable twice. Keep one.',
  },
  RULING_REASON_MISSING: {
    zh: '单位“{unit}”的指标“{name}”列为不适用，没有写理由。请补上。',
    en: 'Unit “{unit}”: “{name}” is ruled not applicable without a reason. Add it.',
  },
} satisfies Record<string, Bilingual>;
