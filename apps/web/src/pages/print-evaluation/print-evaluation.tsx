import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageState } from '../../components/page-container.tsx';
import { PrintPage } from '../../components/print-page.tsx';
import { longDay, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { EvaluationPageDocument } from '../evaluation/evaluation.generated.ts';
import type { EvaluationPageQuery } from '../evaluation/evaluation.generated.ts';
import styles from './print-evaluation.module.css';

type Evaluation = NonNullable<EvaluationPageQuery['evaluation']>;

export default function PrintEvaluationPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error } = useQuery(EvaluationPageDocument, { variables: { id } });
  const evaluation = data?.evaluation;
  return (
    <PageState loading={!data} error={data ? undefined : error} missing={data?.evaluation === null}>
      {evaluation && (
        <PrintPage
          paper="a4"
          title={t('evaluation.print.title', { name: evaluation.name })}
          draftMark={
            evaluation.isProvisional
              ? t('evaluation.print.draft')
              : evaluation.state === 'FROZEN'
                ? undefined
                : t('evaluation.print.notFrozen')
          }
        >
          <Sheet evaluation={evaluation} />
        </PrintPage>
      )}
    </PageState>
  );
}

function Sheet({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const { scheme, units, gradeCounts } = evaluation;
  const top = scheme.rules.filter(({ depth }) => depth === 0);
  const schemeName = t('evaluation.schemeVersion', { name: localized(scheme.name), version: scheme.version });
  return (
    <>
      <p className={styles.facts}>
        {t('evaluation.print.facts', {
          asOf: longDay(evaluation.asOf),
          scheme: schemeName,
        })}
      </p>
      <p className={styles.facts}>{t('evaluation.print.computed', { at: moment(evaluation.computedAt) })}</p>
      <p className={styles.facts}>
        {t('evaluation.print.grades')}
        {gradeCounts.map(({ name, count }) => `${localized(name)} ${count}`).join(t('evaluation.print.comma'))}
      </p>
      <table className={styles.ranking}>
        <thead>
          <tr>
            <th scope="col">{t('evaluation.rank')}</th>
            <th scope="col" className={styles.unit}>
              {t('evaluation.unit')}
            </th>
            {top.map(({ code, name, full }) => (
              <th scope="col" key={code}>
                {localized(name)}
                <br />({full})
              </th>
            ))}
            <th scope="col">{t('evaluation.total')}</th>
            <th scope="col">{t('evaluation.grade')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(unit => (
            <tr key={unit.unitId}>
              <td>{unit.rank}</td>
              <th scope="row" className={styles.unit}>
                {unit.unitName}
                {unit.vetoes.length > 0 && <small>{unit.vetoes.map(localized).join(t('common.semicolon'))}</small>}
              </th>
              {top.map(({ code }) => {
                const score = [...unit.indicators, ...unit.groups].find(indicator => indicator.code === code);
                return <td key={code}>{score?.applicable ? score.score : t('evaluation.notApplicable')}</td>;
              })}
              <td>
                <b>{unit.total}</b>
              </td>
              <td>{localized(unit.gradeName)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('evaluation.print.scheme')}</h2>
      <ul className={styles.scheme}>
        {scheme.indicators.map(({ code, name, full, source, clause }) => (
          <li key={code}>
            {localized(name)} {t('evaluation.full', { full })} · {clause} · {source}
          </li>
        ))}
      </ul>
      {evaluation.state === 'FROZEN' && (
        <p className={styles.facts}>
          {t('evaluation.print.signOff', {
            proposed: evaluation.proposedBy,
            approved: evaluation.approvedBy,
            at: moment(evaluation.frozenAt),
          })}
        </p>
      )}
      {evaluation.sha256 && <p className={styles.hash}>{t('evaluation.print.hash', { sha: evaluation.sha256 })}</p>}
    </>
  );
}
