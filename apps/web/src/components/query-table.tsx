import { DownloadOutlined, DownOutlined, PrinterOutlined, ReloadOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Form, Input, Pagination, Select, Spin, Table } from 'antd';
import type { TableProps } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../lib/use-phone.ts';
import { FilterTabs } from './filter-tabs.tsx';
import { FaultView, Nothing } from './page-container.tsx';
import { faultOf } from '../graphql/client.ts';

export interface FilterField {
  name: string;
  label: string;
  kind?: 'text' | 'select';
  options?: { value: string; label: string }[];
  placeholder?: string;
}

export interface QueryTableProps<Row extends object> {
  /** names the table for those who hear the page */
  label: string;
  rowKey: string | ((row: Row) => string);
  columns: NonNullable<TableProps<Row>['columns']>;
  rows: readonly Row[] | undefined;
  /** rows that match on the server; leave out when `rows` is everything */
  total?: number;
  loading?: boolean;
  error?: unknown;
  retry?: () => void;
  /** the page's state in the address, from useSearch; page and pageSize are read from it when present */
  values: Record<string, string>;
  onChange: (change: Record<string, string>) => void;
  filters?: FilterField[];
  tabs?: { key: string; label: string; count?: number }[];
  toolbar?: ReactNode;
  /** address of the xlsx of exactly these filtered rows */
  exportUrl?: string;
  printable?: boolean;
  /** what a row looks like at phone width */
  card: (row: Row) => ReactNode;
  empty: ReactNode;
  selection?: TableProps<Row>['rowSelection'];
  numbered?: boolean;
  /** least width of the table before it scrolls inside itself */
  minWidth?: number;
  onRowClick?: (row: Row) => void;
}

/** Filter bar, tabs with counts, toolbar, table, pages: the list screen people know, its state in the address. */
export function QueryTable<Row extends object>(props: QueryTableProps<Row>) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { values, onChange, rows, columns, filters = [], numbered = true } = props;
  const pageSize = Number(values.pageSize ?? '20') || 20;
  const page = Math.max(1, Number(values.page ?? '1') || 1);
  const total = props.total ?? rows?.length ?? 0;
  const shown = useMemo(
    () =>
      (props.total === undefined ? (rows ?? []).slice((page - 1) * pageSize, page * pageSize) : (rows ?? [])) as Row[],
    [rows, props.total, page, pageSize],
  );
  const numberedColumns = useMemo(
    () =>
      numbered
        ? [
            {
              title: t('table.number'),
              key: '#',
              width: 56,
              fixed: 'left' as const,
              align: 'center' as const,
              render: (_: unknown, __: Row, index: number) => (page - 1) * pageSize + index + 1,
            },
            ...columns,
          ]
        : columns,
    [columns, numbered, page, pageSize, t],
  );
  const keyOf = (row: Row): string =>
    typeof props.rowKey === 'function' ? props.rowKey(row) : String((row as Record<string, unknown>)[props.rowKey]);

  const pages = (
    <Pagination
      className="query-pages"
      current={page}
      pageSize={pageSize}
      total={total}
      size={isPhone ? 'small' : undefined}
      simple={isPhone}
      showSizeChanger={!isPhone}
      pageSizeOptions={[20, 50, 100]}
      showTotal={count => t('table.total', { count })}
      onChange={(nextPage, nextSize) =>
        onChange({ page: nextSize === pageSize ? String(nextPage) : '1', pageSize: String(nextSize) })
      }
    />
  );

  return (
    <div className="query">
      {filters.length > 0 ? <FilterBar filters={filters} values={values} onChange={onChange} /> : null}
      <div className="panel">
        {props.tabs ? (
          <FilterTabs
            label={props.label}
            tabs={props.tabs}
            value={values.tab ?? props.tabs[0]?.key ?? ''}
            onChange={tab => onChange({ tab, page: '1' })}
          />
        ) : null}
        <div className="query-toolbar">
          {props.toolbar ? <div className="query-toolbar-left">{props.toolbar}</div> : null}
          <div className="query-toolbar-right">
            {props.retry ? (
              <Button
                icon={<ReloadOutlined />}
                aria-label={t('table.reload')}
                title={t('table.reload')}
                onClick={props.retry}
              />
            ) : null}
            {props.printable ? (
              <Button className="desk-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
                {t('common.print')}
              </Button>
            ) : null}
            {props.exportUrl ? (
              <Button icon={<DownloadOutlined />} href={props.exportUrl} download>
                {t('table.export')}
              </Button>
            ) : null}
          </div>
        </div>
        {props.error ? (
          <FaultView fault={faultOf(props.error)} retry={props.retry} />
        ) : isPhone ? (
          <Spin spinning={props.loading ?? false}>
            {shown.length === 0 && !props.loading ? <Nothing>{props.empty}</Nothing> : null}
            <ul className="cards" aria-label={props.label}>
              {shown.map(row => (
                <li key={keyOf(row)} className="card">
                  {props.card(row)}
                </li>
              ))}
            </ul>
            {total > 0 ? pages : null}
          </Spin>
        ) : (
          <>
            <Table<Row>
              aria-label={props.label}
              size="middle"
              rowKey={props.rowKey}
              columns={numberedColumns}
              dataSource={shown}
              loading={props.loading}
              pagination={false}
              rowSelection={props.selection}
              scroll={shown.length > 0 ? { x: props.minWidth ?? 900 } : undefined}
              sticky={{ offsetHeader: 0 }}
              locale={{ emptyText: props.loading ? <span /> : <Nothing>{props.empty}</Nothing> }}
              onRow={
                props.onRowClick
                  ? row => ({
                      onClick: event => (pressedAControl(event.target) ? undefined : props.onRowClick?.(row)),
                      className: 'row-opens',
                    })
                  : undefined
              }
              onChange={(_, __, sorter) => {
                const chosen = Array.isArray(sorter) ? sorter[0] : sorter;
                const name = chosen?.column?.key;
                if (values.sort === undefined || name === undefined) {
                  if (values.sort !== undefined) onChange({ sort: '', page: '1' });
                  return;
                }
                onChange({ sort: chosen?.order === 'descend' ? `${String(name)}_DESC` : String(name), page: '1' });
              }}
            />
            {total > 0 ? pages : null}
          </>
        )}
      </div>
    </div>
  );
}

function pressedAControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,label,.ant-checkbox-wrapper') !== null;
}

/** Three fields, the rest behind "more". Enter searches; the fields follow the address when someone goes back. */
function FilterBar({
  filters,
  values,
  onChange,
}: {
  filters: FilterField[];
  values: Record<string, string>;
  onChange: (change: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Record<string, string | undefined>>();
  const hidden = filters.slice(3);
  const [isOpen, setOpen] = useState(() => hidden.some(field => values[field.name]));
  const key = filters.map(field => values[field.name] ?? '').join('\u0000');
  useEffect(() => {
    form.setFieldsValue(Object.fromEntries(filters.map(field => [field.name, values[field.name] || undefined])));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- key is every value the form shows
  }, [form, key]);
  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest('input,textarea,select,[contenteditable]');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      document.querySelector<HTMLElement>('.query-filters input')?.focus();
    };
    document.addEventListener('keydown', toSearch);
    return () => document.removeEventListener('keydown', toSearch);
  }, []);
  return (
    <Form
      form={form}
      className="panel query-filters"
      role="search"
      onFinish={entered =>
        onChange({ ...Object.fromEntries(filters.map(field => [field.name, entered[field.name] ?? ''])), page: '1' })
      }
    >
      {(isOpen ? filters : filters.slice(0, 3)).map(field => (
        <Form.Item key={field.name} name={field.name} label={field.label} className="query-filter">
          {field.kind === 'select' ? (
            <Select
              allowClear
              options={field.options ?? []}
              placeholder={field.placeholder ?? t('table.any')}
              aria-label={field.label}
              showSearch={(field.options?.length ?? 0) > 8 ? { optionFilterProp: 'label' } : false}
              onChange={(value: string | undefined) => onChange({ [field.name]: value ?? '', page: '1' })}
            />
          ) : (
            <Input allowClear placeholder={field.placeholder} />
          )}
        </Form.Item>
      ))}
      <div className="query-filter-buttons">
        <Button type="primary" htmlType="submit">
          {t('table.search')}
        </Button>
        <Button
          onClick={() => {
            form.resetFields();
            onChange({ ...Object.fromEntries(filters.map(field => [field.name, ''])), page: '1' });
          }}
        >
          {t('table.reset')}
        </Button>
        {hidden.length > 0 ? (
          <Button
            type="link"
            icon={isOpen ? <UpOutlined /> : <DownOutlined />}
            iconPlacement="end"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'table.less' : 'table.more')}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
