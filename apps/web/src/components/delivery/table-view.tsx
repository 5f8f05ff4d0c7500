import { Alert, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './evidence.module.css';

export interface PreviewTable {
  name: string;
  rows: { number: number; cells: { text: string; formula?: string }[] }[];
  isCut: boolean;
}

/** The first rows of each sheet as text; a formula stands beside the value that was stored with it. */
export function TableView({ tables, isCut }: { tables: PreviewTable[]; isCut: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.tables}>
      {isCut ? <Alert type="info" showIcon title={t('evidence.preview.cut')} /> : null}
      {tables.length === 1 && tables[0] ? (
        <Sheet table={tables[0]} />
      ) : (
        <Tabs
          size="small"
          items={tables.map((table, index) => ({
            key: String(index),
            label: table.name || String(index + 1),
            children: <Sheet table={table} />,
          }))}
        />
      )}
    </div>
  );
}

function Sheet({ table }: { table: PreviewTable }) {
  const { t } = useTranslation();
  const columns = Math.max(0, ...table.rows.map(row => row.cells.length));
  if (table.rows.length === 0) return <p className="cell-sub">{t('evidence.preview.emptySheet')}</p>;
  return (
    // a scrolling region must be reachable by keyboard
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div className={styles.sheet} role="region" aria-label={table.name || t('evidence.preview.table')} tabIndex={0}>
      <table>
        <tbody>
          {table.rows.map(row => (
            <tr key={row.number}>
              <th scope="row">{row.number}</th>
              {withoutEmptyEnd(row.cells).map((cell, column, { length }) => (
                // a heading over the table may run across it
                <td key={column} colSpan={length === 1 ? columns : undefined}>
                  {cell.text}
                  {cell.formula ? <code className={styles.formula}>{cell.formula}</code> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const withoutEmptyEnd = (cells: PreviewTable['rows'][number]['cells']) =>
  cells.slice(
    0,
    cells.reduce((end, cell, index) => (cell.text || cell.formula ? index + 1 : end), 0),
  );
