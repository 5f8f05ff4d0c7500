import { isCalendarDay, type CalendarDay } from '@yardstick/domain/calendar-day';
import { comparable, halfWidth } from '@yardstick/domain/half-width';
import type { PlanStage, PlanTask } from '@yardstick/domain/plan';
import { cellText, type Worksheet } from '../../documents/spreadsheet.ts';
import type { IssueLog } from './issue.ts';
import { readCell, type SheetHeader } from './read-sheet.ts';

export interface PlanInfo {
  name: string;
  code: string;
  docNo: string;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  marker: string;
  stages: PlanStage[];
  goals: string[];
  /** Empty when the workbook does not list its tasks apart. */
  tasks: PlanTask[];
}

type TextItem = 'name' | 'code' | 'docNo' | 'marker';
type Item = TextItem | 'startsOn' | 'endsOn' | 'period' | 'stage' | 'goal' | 'task' | 'heading';

const items = new Map<string, Item>([
  ['名称', 'name'],
  ['计划名称', 'name'],
  ['行动名称', 'name'],
  ['代码', 'code'],
  ['计划代码', 'code'],
  ['文号', 'docNo'],
  ['发文字号', 'docNo'],
  ['标记', 'marker'],
  ['起始日期', 'startsOn'],
  ['开始日期', 'startsOn'],
  ['结束日期', 'endsOn'],
  ['起止', 'period'],
  ['起止日期', 'period'],
  ['起止时间', 'period'],
  ['期限', 'period'],
  ['阶段', 'stage'],
  ['目标', 'goal'],
  ['任务', 'task'],
  ['主要任务', 'task'],
  ['项目', 'heading'],
]);

/** The plan's head data from 计划信息, and what is missing there from the title and dates of the main sheet. */
export function readPlanInfo(
  info: Worksheet | undefined,
  main: Worksheet,
  header: SheetHeader | null,
  log: IssueLog,
): PlanInfo {
  const plan: PlanInfo = {
    name: '',
    code: '',
    docNo: '',
    startsOn: '',
    endsOn: '',
    marker: '',
    stages: [],
    goals: [],
    tasks: [],
  };
  for (let row = 1; info && row <= info.rowCount; row++) readItem(info, row, plan, log);

  const title = header ? titleAbove(main, header) : '';
  plan.name ||= nameFromTitle(title);
  if (plan.name === '') log.add({ sheet: info?.name ?? main.name }, 'name-missing');
  if (plan.startsOn === '' || plan.endsOn === '') {
    const years = yearsIn(title) ?? (header ? yearsIn(dueTexts(main, header)) : null);
    if (years === null) {
      if (!log.issues.some(issue => issue.code === 'period-unreadable'))
        log.add({ sheet: info?.name ?? main.name }, 'period-missing');
    } else {
      plan.startsOn ||= `${years[0]}-01-01`;
      plan.endsOn ||= `${years[1]}-12-31`;
      log.add({ sheet: info?.name ?? main.name }, 'period-assumed', { from: plan.startsOn, to: plan.endsOn });
    }
  }
  if (plan.startsOn > plan.endsOn) {
    log.add({ sheet: info?.name ?? main.name }, 'period-unreadable', { text: `${plan.startsOn}—${plan.endsOn}` });
  }
  plan.code ||= plan.startsOn === '' ? '' : `PLAN-${plan.startsOn.slice(0, 4)}`;
  return plan;
}

function readItem(sheet: Worksheet, row: number, plan: PlanInfo, log: IssueLog): void {
  const key = readCell(sheet.getCell(row, 1), log);
  if (key === '') return;
  const item = items.get(comparable(key).replace(/:$/, ''));
  const cell = sheet.getCell(row, 2);
  const text = cell.isMerged && cell.master === sheet.getCell(row, 1) ? '' : readCell(cell, log);
  const [second, third] = [3, 4].map(column => readCell(sheet.getCell(row, column), log)) as [string, string];
  switch (item) {
    case undefined:
      if (text !== '') log.add(sheet.getCell(row, 1), 'info-unknown', { key });
      return;
    case 'heading':
      return;
    case 'startsOn':
    case 'endsOn':
      if (text !== '') plan[item] = day(text) ?? '';
      if (text !== '' && plan[item] === '') log.add(cell, 'period-unreadable', { text });
      return;
    case 'period': {
      const days = halfWidth(text).match(/\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}/g) ?? [];
      const years = yearsIn(text);
      plan.startsOn = (days.length === 2 && day(days[0])) || (years ? `${years[0]}-01-01` : '');
      plan.endsOn = (days.length === 2 && day(days[1]!)) || (years ? `${years[1]}-12-31` : '');
      if (plan.startsOn === '') log.add(cell, 'period-unreadable', { text });
      return;
    }
    case 'stage': {
      const [, year, name, goal] =
        /^(\d{4})\s*年?\s*([^:\uff1a]*)[:\uff1a]?\s*([\s\S]*)$/.exec(halfWidth(text.slice(0, 4)) + text.slice(4)) ?? [];
      if (year === undefined) log.add(cell, 'stage-unreadable', { text });
      else plan.stages.push({ year: Number(year), name: second || name!.trim(), goal: third || goal! });
      return;
    }
    case 'goal':
      if (text !== '') plan.goals.push(text);
      return;
    case 'task': {
      const seq = plan.tasks.length + 1;
      const task = second === '' ? { seq, code: `T${seq}`, title: text } : { seq, code: text, title: second };
      const isTwice = plan.tasks.some(
        other => other.code === task.code || comparable(other.title) === comparable(task.title),
      );
      if (isTwice) log.add(cell, 'task-twice', { task: task.title });
      else if (task.title !== '') plan.tasks.push(task);
      return;
    }
    default:
      plan[item] = text;
  }
}

function day(text: string): CalendarDay | null {
  const parts = /^(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/.exec(halfWidth(text).trim());
  if (!parts) return null;
  const found = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isCalendarDay(found) ? found : null;
}

/** The first line above the header that is not just 附件1. */
function titleAbove(sheet: Worksheet, header: SheetHeader): string {
  for (let row = 1; row < header.row; row++) {
    for (let column = 1; column <= header.lastColumn; column++) {
      const text = cellText(sheet.getCell(row, column));
      if (text === '') continue;
      if (!/^附[件表]\s*\d*[:\uff1a]?$/.test(text)) return text;
      break;
    }
  }
  return '';
}

const nameFromTitle = (title: string) =>
  title
    .split('\n')[0]!
    .replace(/(?:重点)?(?:任务|责任|目标)*(?:分解|分工|清单|台账)表?$/, '')
    .trim();

function dueTexts(sheet: Worksheet, header: SheetHeader): string {
  const column = header.columns.get('due');
  if (column === undefined) return '';
  const texts: string[] = [];
  for (let row = header.lastRow + 1; row <= sheet.rowCount; row++) texts.push(cellText(sheet.getCell(row, column)));
  return texts.join('\n');
}

function yearsIn(text: string): [string, string] | null {
  const years = (halfWidth(text).match(/(?<!\d)20\d{2}(?!\d{3,})/g) ?? []).sort();
  return years.length === 0 ? null : [years[0]!, years.at(-1)!];
}
