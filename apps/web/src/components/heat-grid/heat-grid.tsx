import { memo, useMemo, useRef, useState } from 'react';
import type { CSSProperties, FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { lightShape } from '../traffic-light.tsx';
import type { Light } from '../../graphql/types.generated.ts';
import styles from './heat-grid.module.css';
import { nextPosition } from './next-position.ts';
import type { Position } from './next-position.ts';

export interface HeatGridLine {
  id: string;
  code: string;
  name: string;
}

export interface HeatGridCell {
  /** index into rows */
  m: number;
  /** index into columns */
  u: number;
  light: Light;
  count: number;
  red: number;
  percent: number;
  /** what the cell says, where it is not about actions; heard, and shown under the pointer */
  label?: string;
  /** stands beside the light's shape in the place of the count */
  mark?: string;
}

export interface HeatGridProps {
  caption: string;
  cornerLabel: string;
  rows: readonly HeatGridLine[];
  columns: readonly HeatGridLine[];
  cells: readonly HeatGridCell[];
  rowHref: (row: HeatGridLine) => string;
  columnHref: (column: HeatGridLine) => string;
  cellHref: (row: HeatGridLine, column: HeatGridLine) => string;
  /** the columns are wide enough for heads that lie flat */
  flatHeads?: boolean;
}

interface Hint {
  place: Position;
  left: number;
  top: number;
  above: boolean;
}

/** Up to here the heads of the columns lie flat and the names of the rows stand in full: a unit sees only itself. */
const FEW_COLUMNS = 4;

/** Measures down, units across; the header line and the first column are part of the keyboard path (place 0). */
export function HeatGrid(props: HeatGridProps) {
  const { caption, cornerLabel, rows, columns, cells, rowHref, columnHref, cellHref } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Position>({ row: 1, column: 1 });
  const [hint, setHint] = useState<Hint | null>(null);

  const headChars = Math.max(3, ...columns.map(column => column.name.length));

  const byRow = useMemo(() => {
    const table: (HeatGridCell | undefined)[][] = rows.map(() => []);
    for (const cell of cells) {
      const line = table[cell.m];
      if (line) line[cell.u] = cell;
    }
    return table;
  }, [rows, cells]);

  function handleKeyDown(event: KeyboardEvent) {
    const next = nextPosition(active, event, rows.length, columns.length);
    if (!next) {
      if (event.key === 'Escape') setHint(null);
      return;
    }
    event.preventDefault();
    setActive(next);
    frame.current?.querySelector<HTMLElement>(`[data-place="${next.row}:${next.column}"]`)?.focus();
  }

  function showHint(event: FocusEvent | MouseEvent) {
    const box = (event.target as HTMLElement).closest<HTMLElement>('[data-place]');
    const place = box && placeOf(box);
    if (!box || !place || !frame.current) return;
    if (event.type === 'focus') setActive(place);
    if (place.row === 0 || place.column === 0) {
      setHint(null);
      return;
    }
    const outer = frame.current.getBoundingClientRect();
    const inner = box.getBoundingClientRect();
    const above = inner.top - outer.top > outer.height / 2;
    setHint({
      place,
      left: Math.min(Math.max(inner.left - outer.left - 90, 8), Math.max(outer.width - 268, 8)),
      top: above ? inner.top - outer.top - 6 : inner.bottom - outer.top + 6,
      above,
    });
  }

  function handleClick(event: MouseEvent) {
    const link = (event.target as HTMLElement).closest('a');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void navigate(link.getAttribute('href') ?? '/');
  }

  return (
    // Pointer handlers are shared by all the links in the table; the links themselves carry name and focus.
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions, jsx-a11y-x/click-events-have-key-events
    <div
      className={styles.frame}
      ref={frame}
      onClick={handleClick}
      onFocus={showHint}
      onBlur={() => setHint(null)}
      onMouseOver={showHint}
      onMouseLeave={() => setHint(null)}
    >
      <div className={styles.scroll}>
        <table
          role="grid"
          aria-label={caption}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          className={[styles.grid, columns.length <= FEW_COLUMNS && styles.few, props.flatHeads && styles.flat]
            .filter(Boolean)
            .join(' ')}
          style={{ '--columns': columns.length, '--head-chars': headChars } as CSSProperties}
          onKeyDown={handleKeyDown}
        >
          <thead>
            <tr role="row">
              <th role="columnheader" scope="col" className={styles.corner}>
                {cornerLabel}
              </th>
              {columns.map((column, index) => (
                <th role="columnheader" scope="col" key={column.id} className={styles.columnHead}>
                  <a
                    href={columnHref(column)}
                    data-place={`0:${index + 1}`}
                    tabIndex={active.row === 0 && active.column === index + 1 ? 0 : -1}
                  >
                    {column.name}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <GridRow
                key={row.id}
                row={row}
                rowPlace={index + 1}
                columns={columns}
                cells={byRow[index] ?? []}
                activeColumn={active.row === index + 1 ? active.column : -1}
                rowHref={rowHref}
                cellHref={cellHref}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hint && (
        <div
          className={styles.hint}
          style={{ left: hint.left, top: hint.top, transform: hint.above ? 'translateY(-100%)' : undefined }}
          aria-hidden="true"
        >
          <HintText
            row={rows[hint.place.row - 1]}
            column={columns[hint.place.column - 1]}
            cell={byRow[hint.place.row - 1]?.[hint.place.column - 1]}
            emptyText={t('dashboard.grid.empty')}
          />
        </div>
      )}
    </div>
  );
}

function placeOf(element: HTMLElement): Position | null {
  const [row, column] = (element.dataset.place ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}

interface GridRowProps {
  row: HeatGridLine;
  rowPlace: number;
  columns: readonly HeatGridLine[];
  cells: readonly (HeatGridCell | undefined)[];
  activeColumn: number;
  rowHref: (row: HeatGridLine) => string;
  cellHref: (row: HeatGridLine, column: HeatGridLine) => string;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, rowPlace, columns, cells, activeColumn, rowHref, cellHref } = props;
  const { t } = useTranslation();
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className={styles.rowHead}>
        <a href={rowHref(row)} title={row.name} data-place={`${rowPlace}:0`} tabIndex={activeColumn === 0 ? 0 : -1}>
          <b>{row.code}</b> {row.name}
        </a>
      </th>
      {columns.map((column, index) => {
        const cell = cells[index];
        const place = `${rowPlace}:${index + 1}`;
        const tabIndex = activeColumn === index + 1 ? 0 : -1;
        if (!cell) {
          return (
            <td
              role="gridcell"
              key={column.id}
              className={styles.none}
              data-place={place}
              tabIndex={tabIndex}
              aria-label={t('dashboard.grid.emptyLabel', { measure: row.code, unit: column.name })}
            >
              –
            </td>
          );
        }
        return (
          <td role="gridcell" key={column.id} className={styles[cell.light]}>
            <a
              href={cellHref(row, column)}
              data-place={place}
              tabIndex={tabIndex}
              aria-label={
                cell.label ??
                t('dashboard.grid.cellLabel', {
                  measure: `${row.code} ${row.name}`,
                  unit: column.name,
                  light: t(`enum.light.${cell.light}`),
                  n: cell.count,
                  red: cell.red,
                  percent: cell.percent,
                })
              }
            >
              <span aria-hidden="true">
                {lightShape[cell.light]}
                <small>{cell.mark ?? cell.count}</small>
              </span>
            </a>
          </td>
        );
      })}
    </tr>
  );
});

interface HintTextProps {
  row: HeatGridLine | undefined;
  column: HeatGridLine | undefined;
  cell: HeatGridCell | undefined;
  emptyText: string;
}

function HintText({ row, column, cell, emptyText }: HintTextProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.hintHead}>
        {row?.code} {row?.name}
      </div>
      <div>{column?.name}</div>
      {cell ? (
        <div className={styles.hintWhy}>
          {lightShape[cell.light]}{' '}
          {cell.label ??
            `${t(`enum.light.${cell.light}`)} · ${t('dashboard.grid.why', { n: cell.count, red: cell.red, percent: cell.percent })}`}
        </div>
      ) : (
        <div className={styles.hintWhy}>{emptyText}</div>
      )}
    </>
  );
}
