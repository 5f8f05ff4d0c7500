import { skipToken, useQuery } from '@apollo/client/react';
import { Form, Input, Radio, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitEvidenceDocument } from '../../components/delivery/evidence.generated.ts';
import { isUsable } from '../../components/delivery/kinds.ts';
import { localized } from '../../lib/format.ts';
import type { IndicatorLinesPartsFragment, LinePartsFragment } from './unit-lines.generated.ts';
import styles from './unit-lines.module.css';

type Lines = IndicatorLinesPartsFragment;

/** One line while it is written. */
export interface LineValues {
  mark?: string;
  /** By item: the value reached, or `leftOut`. */
  items?: Record<string, string | undefined>;
  reason?: string;
  evidence?: { value: string; label: string }[];
}

const leftOut = 'leftOut';

export const valuesOf = (line: LinePartsFragment | null): LineValues =>
  line
    ? {
        mark: line.mark,
        items: Object.fromEntries([
          ...line.items.map(({ item, value }) => [item, value] as const),
          ...line.leftOut.map(item => [item, leftOut] as const),
        ]),
        reason: line.reason ?? '',
        evidence: line.evidence.map(({ id, title }) => ({ value: id, label: title })),
      }
    : {};

/** As the server takes it. */
export function inputOf({ code, items }: Lines, values: LineValues = {}) {
  const given = items.map(item => ({ item: item.code, value: values.items?.[item.code] ?? '' }));
  return {
    indicator: code,
    reason: values.reason?.trim() ?? '',
    ...(items.length > 0
      ? {
          items: given.filter(({ value }) => value !== '' && value !== leftOut),
          leftOut: given.filter(({ value }) => value === leftOut).map(({ item }) => item),
        }
      : { mark: values.mark?.trim() ?? '' }),
  };
}

export const isBegun = ({ mark, items }: LineValues = {}): boolean =>
  Boolean(mark?.trim()) || Object.values(items ?? {}).some(Boolean);

export interface LineFieldsProps {
  indicator: Lines;
  /** Where in the form the line stands. */
  path: string[];
  needsReason: boolean;
  /** Not where the reason is given for more than the line. */
  hasReason?: boolean;
  cites: boolean;
}

/** The mark, or an answer for each item of the list; why; and, for the unit, what of its library proves it. */
export function LineFields({ indicator, path, needsReason, hasReason = true, cites }: LineFieldsProps) {
  const { t } = useTranslation();
  const { name, most, gap, items } = indicator;
  return (
    <div className={styles.fields}>
      {items.length > 0 ? (
        <div className={styles.wide}>
          {items.map(item => (
            <Form.Item key={item.code} name={[...path, 'items', item.code]} label={localized(item.name)}>
              {item.points === '1' ? (
                <Radio.Group
                  options={[
                    { value: '1', label: t('lines.met') },
                    { value: '0', label: t('lines.notMet') },
                    { value: leftOut, label: t('lines.leftOut') },
                  ]}
                />
              ) : (
                <Input inputMode="decimal" suffix={t('lines.points', { points: `/ ${item.points}` })} maxLength={8} />
              )}
            </Form.Item>
          ))}
        </div>
      ) : (
        <Form.Item name={[...path, 'mark']} label={t('lines.markOf', { full: most ?? '' })}>
          <Input inputMode="decimal" maxLength={8} />
        </Form.Item>
      )}
      {hasReason && (
        <Form.Item
          className={items.length > 0 ? styles.wide : undefined}
          name={[...path, 'reason']}
          label={t('lines.reason')}
          extra={!needsReason && gap ? t('lines.reasonHelp', { gap }) : undefined}
        >
          <Input.TextArea
            aria-label={t('lines.reasonOf', { name: localized(name) })}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={500}
          />
        </Form.Item>
      )}
      {cites && (
        <Form.Item className={styles.wide} name={[...path, 'evidence']} label={t('lines.evidence')}>
          <CiteEvidence name={localized(name)} />
        </Form.Item>
      )}
    </div>
  );
}

interface CiteProps {
  name: string;
  value?: LineValues['evidence'];
  onChange?: (value: LineValues['evidence']) => void;
}

/** Of the unit's library, found by title: nothing is uploaded here. */
function CiteEvidence({ name, value, onChange }: CiteProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data, previousData } = useQuery(
    UnitEvidenceDocument,
    isOpen ? { variables: { text: asked === '' ? null : asked, page: 1, pageSize: 20 } } : skipToken,
  );
  const rows = (data ?? previousData)?.unitEvidence.rows ?? [];
  return (
    <Select
      mode="multiple"
      labelInValue
      allowClear
      style={{ width: '100%' }}
      aria-label={t('lines.citeFor', { name })}
      placeholder={t('lines.cite')}
      value={value ?? []}
      onChange={chosen => onChange?.(chosen.map(one => ({ value: one.value, label: one.label })))}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={rows.map(({ id, title, state }) => ({ value: id, label: title, disabled: !isUsable(state) }))}
    />
  );
}
