import { spreadsheetLimits } from '../../documents/spreadsheet.ts';

interface Wording {
  severity: 'error' | 'warning';
  zh: string;
  en: string;
}

const error = (zh: string, en: string): Wording => ({ severity: 'error', zh, en });
const warning = (zh: string, en: string): Wording => ({ severity: 'warning', zh, en });

const megabytes = spreadsheetLimits.bytes / 1024 / 1024;

/** Each says what is wrong and what to do about it. */
export const issueWording = {
  'too-big': error(
    `文件超过 ${megabytes} MB。请删除图片等无关内容后重新上传。`,
    `The file is larger than ${megabytes} MB. Remove pictures and other extras, then upload it again.`,
  ),
  encrypted: error(
    '文件设有打开密码。请取消密码后另存，再重新上传。',
    'The file is protected by a password. Save it without a password and upload it again.',
  ),
  'legacy-xls': error(
    '这是旧版 .xls 文件。请在 Excel 或 WPS 中另存为 .xlsx 后重新上传。',
    'This is an old .xls file. Save it as .xlsx in Excel or WPS and upload it again.',
  ),
  'not-xlsx': error(
    '这不是 Excel 工作簿。请上传 .xlsx 格式的任务分解表。',
    'This is not an Excel workbook. Upload the break-down table as .xlsx.',
  ),
  'unpacks-too-big': error(
    '文件展开后过大，已拒绝读取。请把任务分解表复制到新的工作簿后重新上传。',
    'The file unpacks to far too much data and was refused. Copy the table into a new workbook and upload that.',
  ),
  'too-many-rows': error(
    `表格超过 ${spreadsheetLimits.rows} 行。请只保留任务分解表所需的行，删除末尾空白行后重新上传。`,
    `A sheet has more than ${spreadsheetLimits.rows} rows. Keep only the rows of the plan, delete the empty ones at the end, and upload it again.`,
  ),
  damaged: error(
    '文件已损坏，无法读取。请在 Excel 或 WPS 中打开并另存后重新上传。',
    'The file is damaged and cannot be read. Open it in Excel or WPS, save it again and upload that.',
  ),
  'header-missing': error(
    '没有找到表头。请保留一行表头，至少写明“主要任务”“具体措施”“牵头单位”“完成时限”。',
    'No header row was found. Keep one with at least 主要任务, 具体措施, 牵头单位 and 完成时限.',
  ),
  'column-missing': error('表头缺少“{column}”列。请补上该列。', 'The header has no column {column}. Add it.'),
  'no-measures': error(
    '表头下面没有任何措施。请至少填写一行。',
    'There is no measure below the header. Fill in at least one row.',
  ),
  'name-missing': error(
    '没有写明计划名称。请在“计划信息”表的“名称”一行填写，或在表头上方写标题。',
    'The plan has no name. Give it in the sheet 计划信息 under 名称, or write a title above the header.',
  ),
  'period-missing': error(
    '没有写明计划起止。请在“计划信息”表填写起始日期和结束日期。',
    'The plan has no period. Give its first and last day in the sheet 计划信息.',
  ),
  'period-unreadable': error(
    '看不懂日期“{text}”。请写成 2022-01-01 的形式，并且开始不晚于结束。',
    'The date "{text}" cannot be read. Write it like 2022-01-01, and let the start not be after the end.',
  ),
  'period-assumed': warning(
    '没有写明计划起止，按 {from} 至 {to} 处理。如不对，请在“计划信息”表填写。',
    'The plan has no period; {from} to {to} was assumed. If that is wrong, give it in the sheet 计划信息.',
  ),
  'info-unknown': warning(
    '“计划信息”表没有“{key}”这一项，已忽略。请核对项目名称。',
    'The sheet 计划信息 has no item "{key}"; it was left out. Check its name.',
  ),
  'stage-unreadable': error(
    '阶段“{text}”没有写明年份。请写成“2022”“规范”“目标”三格。',
    'The stage "{text}" names no year. Write year, name and goal in three cells.',
  ),
  'task-missing': error(
    '这条措施没有写明所属主要任务。请填写“主要任务”。',
    'This measure belongs to no task. Fill in 主要任务.',
  ),
  'task-unknown': error(
    '主要任务“{task}”不在“计划信息”表的任务清单中。请改为清单中的任务，或在清单中补充。',
    'The task "{task}" is not in the list of the sheet 计划信息. Use a task of the list or add it there.',
  ),
  'task-twice': error(
    '任务“{task}”出现了两次。请合并或改名。',
    'The task "{task}" is listed twice. Merge the two or rename one.',
  ),
  'title-missing': error(
    '没有填写具体措施。请填写，或删除整行。',
    'The measure is empty. Fill it in or delete the row.',
  ),
  'seq-unreadable': error(
    '看不懂序号“{text}”。请写成数字。',
    'The number "{text}" cannot be read. Write it in digits.',
  ),
  'seq-twice': error(
    '序号 {seq} 已在第 {row} 行用过。请全表连续编号。',
    'Number {seq} is already used in row {row}. Number the measures consecutively through the whole table.',
  ),
  'code-twice': error(
    '措施编号 {measure} 已在第 {row} 行用过。请改为不重复的编号。',
    'Measure code {measure} is already used in row {row}. Give each measure a code of its own.',
  ),
  'lead-missing': error('没有写明牵头单位。请填写一个牵头单位。', 'No lead unit is named. Name one.'),
  'lead-is-everyone': error(
    '牵头单位不能是“{text}”。请写明具体单位。',
    '"{text}" cannot lead a measure. Name the unit that leads.',
  ),
  'unit-unknown': error(
    '“{name}”不在单位名录中。请改为名录中的名称，或在“单位名录”表中补充该单位。',
    '"{name}" is not in the unit directory. Use a name of the directory, or add the unit in the sheet 单位名录.',
  ),
  'unit-ambiguous': error(
    '“{name}”可能指 {names}。请写全称或代码。',
    '"{name}" may mean {names}. Write the full name or the code.',
  ),
  'unit-both-roles': warning(
    '“{name}”既是牵头单位又是配合单位，按牵头单位处理。请删去一处。',
    '"{name}" is named both as lead and as cooperating unit; it was taken as lead. Delete one of the two.',
  ),
  'unit-twice': warning(
    '“{name}”重复出现，只计一次。请删去重复。',
    '"{name}" is named twice and counted once. Delete one.',
  ),
  'unit-list-open': warning(
    '“{text}”以“等”结尾，只计写明的单位。请写全所有单位。',
    '"{text}" ends in 等 ("and others"); only the named units were taken. Name them all.',
  ),
  'all-count-differs': warning(
    '写明 {stated} 家，名录中计分单位为 {actual} 家，按名录处理。请核对。',
    '{stated} units are stated, the directory has {actual} scored ones, which were taken. Check which is right.',
  ),
  'due-missing': error('没有填写完成时限。请填写日期。', 'No due date is given. Fill it in.'),
  'due-unreadable': error('看不懂时限“{piece}”。请写明日期。', 'The due date "{piece}" cannot be read. Write a date.'),
  'due-no-such-day': error('“{piece}”不是真实的日期。请改正。', '"{piece}" is no real day. Correct it.'),
  'due-outside-program': error(
    '“{piece}”不在计划期限（{from} 至 {to}）之内。请改为期限内的日期，或在备注中说明。',
    '"{piece}" lies outside the program ({from} to {to}). Use a day within it, or mention it under 备注.',
  ),
  'due-first-year': warning(
    '“{text}”没有写年份，按 {on} 处理。请补上年份。',
    '"{text}" names no year; {on} was taken. Add the year.',
  ),
  'due-ongoing': warning(
    '“{text}”没有写日期，按每年年底处理。如有具体日期请写明。',
    '"{text}" names no date; the end of every year was taken. Write the date if there is one.',
  ),
  'scope-unknown': error(
    '看不懂范围“{text}”。请从下拉列表中选择：全部单位、指定单位、仅牵头。',
    'The scope "{text}" is unknown. Choose from the list: 全部单位, 指定单位 or 仅牵头.',
  ),
  'scope-without-units': warning(
    '范围是“指定单位”，但没有写明配合单位，只有牵头单位会领到任务。请补充配合单位，或把范围改为“仅牵头”。',
    'The scope is 指定单位 but no cooperating unit is named, so only the lead gets an action. Name the units or choose 仅牵头.',
  ),
  'evidence-unknown': warning(
    '看不懂佐证材料类型“{text}”，按“其他”处理。请使用：{kinds}。',
    'The kind of evidence "{text}" is unknown and was taken as 其他. Use: {kinds}.',
  ),
  'weight-unreadable': error(
    '权重“{text}”不是 0 到 100 的整数。请改正。',
    'The weight "{text}" is not a whole number from 0 to 100. Correct it.',
  ),
  'weight-sum': error(
    '权重合计为 {sum}，应为 100。请调整各项权重。',
    'The weights add up to {sum} and should add up to 100. Adjust them.',
  ),
  'formula-value': warning(
    '这一格是公式，已取其结果“{text}”。请粘贴为数值。',
    'This cell holds a formula; its result "{text}" was taken. Paste it as a value.',
  ),
  'formula-empty': error(
    '这一格是公式但没有结果。请在 Excel 中重新计算，并粘贴为数值。',
    'This cell holds a formula without a result. Recalculate it in Excel and paste it as a value.',
  ),
  'cell-error': error('这一格是错误值 {text}。请改正。', 'This cell holds the error {text}. Correct it.'),
  'unit-incomplete': error('单位缺少“{column}”。请填写。', 'The unit has no {column}. Fill it in.'),
  'unit-clash': error(
    '“{name}”已用于 {other}。请改为不重复的代码、名称、简称或别名。',
    '"{name}" is already used by {other}. Give each unit codes, names and aliases of its own.',
  ),
  'unit-differs': warning(
    '{unit} 在系统中是“{name}”，仍按系统中的名称处理。如需更名请在单位管理中修改。',
    '{unit} is known here as "{name}", which was kept. Rename it under the units if needed.',
  ),
  'unit-kind-unknown': error(
    '看不懂单位类别“{text}”。请使用：市直、区直、功能区、统筹机构。',
    'The kind of unit "{text}" is unknown. Use 市直, 区直, 功能区 or 统筹机构.',
  ),
  'yes-no-unknown': error('“{text}”应为“是”或“否”。请改正。', '"{text}" should be 是 or 否. Correct it.'),
} satisfies Record<string, Wording>;

export type WorkbookIssueCode = keyof typeof issueWording;
