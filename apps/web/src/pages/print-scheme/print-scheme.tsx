import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageState } from '../../components/page-container.tsx';
import { PrintPage } from '../../components/print-page.tsx';
import { RuleTable, Terms } from '../../components/scheme-rules.tsx';
import { longDay, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { SchemePageDocument } from '../scheme/scheme.generated.ts';
import styles from './print-scheme.module.css';

/** 考核细则 on paper. */
export default function PrintSchemePage() {
  const { t } = useTranslation();
  const { code = '', version } = useParams();
  const { data, error } = useQuery(SchemePageDocument, { variables: { code, version: Number(version) || 0 } });
  const scheme = data?.publishedScheme;
  return (
    <PageState loading={!data} error={data ? undefined : error} missing={data?.publishedScheme === null}>
      {scheme && (
        <PrintPage
          paper="a4"
          title={t('schemes.print.title', {
            name: localized(scheme.name),
            word: t(scheme.name.zh.endsWith('考核') ? 'schemes.print.wordAfterAssessment' : 'schemes.print.word'),
          })}
        >
          <p>
            {t(scheme.publishedBy ? 'schemes.print.facts' : 'schemes.print.factsDelivered', {
              version: scheme.version,
              day: longDay(moment(scheme.publishedAt).slice(0, 10)),
              n: scheme.rules.filter(({ kind }) => kind !== 'group').length,
            })}
          </p>
          <h2>{t('schemes.print.terms')}</h2>
          <Terms terms={scheme.terms} />
          <h2>{t('schemes.print.scoring')}</h2>
          <div className={styles.rules}>
            <RuleTable rules={scheme.rules} />
          </div>
        </PrintPage>
      )}
    </PageState>
  );
}
