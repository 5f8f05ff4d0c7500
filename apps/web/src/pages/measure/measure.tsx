import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { DossierButton } from '../../components/delivery/dossier-button.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import { MeasurePageDocument } from './measure.generated.ts';
import styles from './measure.module.css';
import { UnitLights } from './unit-lights.tsx';

export default function MeasurePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(MeasurePageDocument, { variables: { id } });
  const measure = data?.measure;
  const facts = measure
    ? [
        { key: 'task', label: t('measure.task'), children: `${measure.taskCode} ${measure.taskTitle}` },
        { key: 'source', label: t('measure.source'), children: measure.sourceClause },
        { key: 'scope', label: t('measure.scope'), children: t(`enum.measureScope.${measure.scope}`) },
        {
          key: 'leads',
          label: t('measure.leads'),
          children: measure.leadUnits.map(unit => unit.name).join(t('common.comma')),
        },
        { key: 'weight', label: t('measure.weight'), children: measure.weight },
        {
          key: 'issued',
          label: t('measure.issued'),
          children:
            measure.issuedCount > 0 ? (
              <Link to={actionsHref({ measureCode: measure.code })}>
                {t('measure.issuedOf', { n: measure.issuedCount })}
              </Link>
            ) : (
              t('measure.issuedNone')
            ),
        },
      ]
    : undefined;

  return (
    <RecordPage
      title={measure ? t('measure.title', { code: measure.code, title: measure.title }) : t('plan.measure')}
      breadcrumb={[{ title: t('plan.title'), to: '/plan' }]}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.measure === null,
        retry: () => void refetch(),
      }}
      facts={facts}
      extra={measure && measure.issuedCount > 0 ? <DossierButton measureId={measure.id} /> : undefined}
    >
      {measure && (
        <>
          <Section title={t('measure.text')}>
            <p className={styles.text}>{measure.text}</p>
          </Section>
          {measure.issuedCount > 0 && <UnitLights measureCode={measure.code} years={yearsOf(measure.due)} />}
          <div className={styles.two}>
            <Section title={t('measure.due')}>
              <table className={styles.dues}>
                <thead>
                  <tr>
                    <th scope="col">{t('measure.dueYear')}</th>
                    <th scope="col">{t('measure.dueOn')}</th>
                    <th scope="col">{t('measure.dueWhat')}</th>
                  </tr>
                </thead>
                <tbody>
                  {measure.due.map(due => (
                    <tr key={`${due.on}${due.label}`}>
                      <td>{due.year}</td>
                      <td className="num">{due.on}</td>
                      <td>
                        {due.label}
                        {due.repeats && <span className={styles.quiet}> {t('measure.repeats')}</span>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Section>
            <Section title={t('measure.proof')}>
              <dl className={styles.proof}>
                <dt>{t('measure.deliverable')}</dt>
                <dd>{measure.deliverable}</dd>
                <dt>{t('measure.proof')}</dt>
                <dd>{measure.evidenceKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma'))}</dd>
                {measure.proofExample && (
                  <>
                    <dt>{t('measure.proofExample')}</dt>
                    <dd className={styles.example}>{measure.proofExample}</dd>
                  </>
                )}
              </dl>
            </Section>
          </div>
          <div className={styles.two}>
            {measure.stageTargets.length > 0 && (
              <Section title={t('measure.stageTargets')}>
                <ul className={styles.list}>
                  {measure.stageTargets.map(({ year, target }) => (
                    <li key={year}>
                      <b>{year}</b> {target}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {measure.crosswalk.length > 0 && (
              <Section title={t('measure.crosswalk')}>
                <ul className={styles.list}>
                  {measure.crosswalk.map(line => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </Section>
            )}
          </div>
          {measure.coopUnits.length > 0 && (
            <Section title={t('measure.coops')}>
              <p className={styles.text}>{measure.coopUnits.map(unit => unit.name).join(t('common.comma'))}</p>
            </Section>
          )}
        </>
      )}
    </RecordPage>
  );
}

function yearsOf(due: readonly { year: number }[]): number[] {
  return [...new Set(due.map(({ year }) => year))].sort();
}
