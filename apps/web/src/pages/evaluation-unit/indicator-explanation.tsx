import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { localized } from '../../lib/format.ts';
import type {
  ExplainedLineFragment,
  ExplainedSchemeFragment,
  ExplainedScoreFragment,
} from './evaluation-unit.generated.ts';
import styles from './evaluation-unit.module.css';

type Ref = ExplainedLineFragment['refs'][number];

const REFS_IN_SIGHT = 6;

export interface IndicatorExplanationProps {
  indicator: ExplainedScoreFragment;
  rule: ExplainedSchemeFragment['rules'][number];
}

export function IndicatorExplanation({ indicator, rule }: IndicatorExplanationProps) {
  const { t } = useTranslation();
  const score = indicator.applicable ? (
    <b className={styles.score}>{t('evaluation.unit.score', { score: indicator.score, full: indicator.full })}</b>
  ) : (
    <Status>{t('evaluation.notApplicable')}</Status>
  );
  return (
    <Section
      id={indicator.code}
      className={styles.anchor}
      title={[rule.number, localized(indicator.name)].filter(Boolean).join(' ')}
      extra={score}
    >
      {rule.clause && (
        <p className={styles.basis}>{t('evaluation.basis', { source: rule.source, clause: rule.clause })}</p>
      )}
      {rule.rule.zh && <p className={styles.basis}>{t('evaluation.rule', { rule: localized(rule.rule) })}</p>}
      {indicator.lines.length === 0 ? (
        <p className={styles.basis}>{t('evaluation.unit.noLines')}</p>
      ) : (
        <table className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{t('evaluation.unit.line')}</th>
              <th scope="col" className={styles.value}>
                {t('evaluation.unit.value')}
              </th>
              <th scope="col">{t('evaluation.unit.refs')}</th>
            </tr>
          </thead>
          <tbody>
            {indicator.lines.map((line, index) => (
              <tr key={index} className={Number(line.value) === 0 ? styles.zero : undefined}>
                <td>{localized(line.text)}</td>
                <td className={styles.value}>{line.value}</td>
                <td>
                  <Refs refs={line.refs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** Long lists fold on screen; paper shows them whole. */
function Refs({ refs }: { refs: readonly Ref[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (refs.length === 0) return <>{t('evaluation.unit.noRefs')}</>;
  const isLong = refs.length > REFS_IN_SIGHT;
  return (
    <>
      <ul className={styles.refs}>
        {refs.map(({ ref, label, actionId }, index) => (
          <li key={ref} className={isLong && !isOpen && index >= REFS_IN_SIGHT ? styles.folded : undefined}>
            {actionId ? <Link to={`/actions/${actionId}`}>{label}</Link> : label}
          </li>
        ))}
      </ul>
      {isLong && (
        <Button
          type="link"
          size="small"
          className={`no-print ${styles.unfold}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('table.less') : t('evaluation.unit.allRefs', { n: refs.length })}
        </Button>
      )}
    </>
  );
}
