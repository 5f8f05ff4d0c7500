import { comparable } from '@yardstick/domain/half-width';
import type { PlanUnit } from '@yardstick/domain/plan';
import { cellText, type Worksheet } from '../../documents/spreadsheet.ts';
import { unitKindLabels, unitKindOf } from './columns.ts';
import type { IssueLog } from './issue.ts';
import { readCell } from './read-sheet.ts';
import { UnitDirectory } from './unit-directory.ts';
import { nearest } from '@yardstick/domain/nearest';

export const unitHeaders = {
  code: '代码',
  name: '单位名称',
  shortName: '简称',
  aliases: '别名',
  field: '领域',
  isScored: '是否计分',
  kind: '类别',
} as const;
type UnitColumn = keyof typeof unitHeaders;

const alsoSpelt: Partial<Record<UnitColumn, string[]>> = {
  code: ['单位代码', '编码'],
  name: ['名称', '单位', '单位全称'],
  field: ['执法领域'],
  kind: ['单位类别'],
};

/** The units of 单位名录 that are not known yet. */
export function readUnitSheet(sheet: Worksheet | undefined, known: readonly PlanUnit[], log: IssueLog): PlanUnit[] {
  const header = sheet && unitHeader(sheet);
  if (!sheet || !header) return [];
  const fresh: PlanUnit[] = [];
  const directory = new UnitDirectory(known);
  for (let row = header.row + 1; row <= sheet.rowCount; row++) {
    const cellAt = (column: UnitColumn) => sheet.getCell(row, header.columns.get(column) ?? 16_384);
    const text = (column: UnitColumn) => (header.columns.has(column) ? readCell(cellAt(column), log) : '');
    const name = text('name');
    const code = text('code');
    if (name === '' && code === '') continue;
    const missing = name === '' ? 'name' : code === '' ? 'code' : null;
    const already = known.find(unit => unit.code === code) ?? (name === '' ? undefined : directory.find(name)[0]);
    if (already) {
      if (name !== '' && comparable(already.name) !== comparable(name)) {
        log.add(cellAt('name'), 'unit-differs', { unit: already.code, name: already.name });
      }
      continue;
    }
    if (missing) {
      log.add(header.columns.has(missing) ? cellAt(missing) : { sheet: sheet.name, row }, 'unit-incomplete', {
        column: unitHeaders[missing],
      });
      continue;
    }
    const clash = fresh.find(unit => unit.code === code || comparable(unit.name) === comparable(name));
    if (clash) {
      log.add(cellAt(clash.code === code ? 'code' : 'name'), 'unit-clash', {
        name: clash.code === code ? code : name,
        other: clash.name,
      });
      continue;
    }
    fresh.push({
      code,
      name,
      shortName: text('shortName') || name,
      aliases: text('aliases')
        .split(/[、,\uff0c;\uff1b\n]/)
        .map(alias => alias.trim())
        .filter(alias => alias !== ''),
      field: text('field'),
      isScored: readYesNo(text('isScored')) ?? flagUnknown(),
      kind: readKind(text('kind')),
    });

    function flagUnknown(): boolean {
      log.add(cellAt('isScored'), 'yes-no-unknown', { text: text('isScored') });
      return true;
    }
    function readKind(label: string) {
      if (label === '') return 'city' as const;
      const kind = unitKindOf(label);
      if (kind === null) {
        log.add(
          cellAt('kind'),
          'unit-kind-unknown',
          { text: label },
          nearest(label, Object.values(unitKindLabels), word => [word]) ?? undefined,
        );
      }
      return kind ?? ('city' as const);
    }
  }
  return fresh;
}

function readYesNo(text: string): boolean | null {
  if (/^(?:是|计分|y|yes|true|1|)$/i.test(comparable(text))) return true;
  return /^(?:否|不计分|n|no|false|0)$/i.test(comparable(text)) ? false : null;
}

function unitHeader(sheet: Worksheet): { row: number; columns: Map<UnitColumn, number> } | null {
  for (let row = 1; row <= Math.min(sheet.rowCount, 20); row++) {
    const columns = new Map<UnitColumn, number>();
    for (let column = 1; column <= Math.min(sheet.columnCount, 50); column++) {
      const text = comparable(cellText(sheet.getCell(row, column)));
      const key = (Object.keys(unitHeaders) as UnitColumn[]).find(candidate =>
        [unitHeaders[candidate], ...(alsoSpelt[candidate] ?? [])].includes(text),
      );
      if (key && !columns.has(key)) columns.set(key, column);
    }
    if (columns.has('name') && columns.has('code')) return { row, columns };
  }
  return null;
}
