import { useTranslation } from 'react-i18next';
import { localized } from '../lib/format.ts';
import styles from './scheme-rules.module.css';

interface Words {
  zh: string;
  en: string;
}

export interface SchemeRule {
  kind: string;
  depth: number;
  code: string;
  number: string;
  name: Words;
  full: string;
  rule: Words;
  source: string;
  clause: string;
}

export interface SchemeTerm {
  kind: string;
  text: Words;
}

export interface SchemeRulesProps {
  rules: readonly SchemeRule[];
  terms: readonly SchemeTerm[];
  /** The scheme as data, folded. */
  text?: string;
}

/** A scheme as it is read: what is measured, how and by which clause; then what follows from the total. */
export function SchemeRules({ rules, terms, text }: SchemeRulesProps) {
  const { t } = useTranslation();
  return (
    <>
      <RuleTable rules={rules} />
      <Terms terms={terms} />
      {text !== undefined && (
        <details className="no-print">
          <summary>{t('schemes.text')}</summary>
          {/* a scrolling region must be reachable by keyboard */}
          {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
          <pre className={styles.text} tabIndex={0}>
            {text}
          </pre>
        </details>
      )}
    </>
  );
}

export function RuleTable({ rules }: { rules: readonly SchemeRule[] }) {
  const { t } = useTranslation();
  return (
    <table className={styles.rules}>
      <thead>
        <tr>
          <th scope="col">{t('schemes.number')}</th>
          <th scope="col">{t('schemes.indicator')}</th>
          <th scope="col">{t('schemes.full')}</th>
          <th scope="col">{t('schemes.rule')}</th>
          <th scope="col">{t('schemes.source')}</th>
          <th scope="col">{t('schemes.clause')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((line, index) => (
          <tr key={line.code} className={line.kind === 'group' ? styles.group : undefined}>
            <td className={styles.number}>{line.number || index + 1}</td>
            <th scope="row" style={{ paddingInlineStart: `calc(8px + ${line.depth}em)` }}>
              {localized(line.name)}
            </th>
            <td className={styles.full}>
              {line.kind === 'bonus' ? t('schemes.bonus', { full: line.full }) : line.full}
            </td>
            <td>{localized(line.rule)}</td>
            <td>{line.source}</td>
            <td>{line.clause}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const order = ['grade', 'veto', 'ceiling', 'rank', 'missing', 'rounding'];

export function Terms({ terms }: { terms: readonly SchemeTerm[] }) {
  const inOrder = order.flatMap(kind => terms.filter(term => term.kind === kind));
  return (
    <ul className={styles.terms}>
      {inOrder.map(({ text }) => (
        <li key={text.zh}>{localized(text)}</li>
      ))}
    </ul>
  );
}
