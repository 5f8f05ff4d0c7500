import { FileExcelOutlined, FileWordOutlined, PrinterOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, Button, Progress, Space } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { EvaluationStateWord } from '../../components/evaluation-state.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { SchemeRules } from '../../components/scheme-rules.tsx';
import { Status } from '../../components/status.tsx';
import { day, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { EvaluationPageDocument, EvaluationProgressDocument } from './evaluation.generated.ts';
import styles from './evaluation.module.css';
import { DocumentsSection } from '../documents/documents-section.tsx';
import { CollectingSection } from './collecting-section.tsx';
import { Freeze } from './freeze.tsx';
import { GradeCounts } from './grade-counts.tsx';
import { OutcomeSections } from './outcome.tsx';
import { RankingTable } from './ranking-table.tsx';

export default function EvaluationPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(EvaluationPageDocument, { variables: { id } });
  const evaluation = data?.evaluation;
  const isAtWork = evaluation?.state === 'QUEUED' || evaluation?.state === 'BUILDING';
  useProgress(id, isAtWork, () => void refetch());

  const facts = evaluation
    ? [
        {
          key: 'scheme',
          label: t('evaluation.scheme'),
          children: t('evaluation.schemeVersion', {
            name: localized(evaluation.scheme.name),
            version: evaluation.scheme.version,
          }),
        },
        { key: 'asOf', label: t('evaluation.asOf'), children: day(evaluation.asOf) },
        { key: 'units', label: t('evaluation.units'), children: evaluation.unitsTotal || '—' },
        { key: 'orderedBy', label: t('evaluation.orderedBy'), children: evaluation.orderedBy },
        { key: 'orderedAt', label: t('evaluation.orderedAt'), children: moment(evaluation.orderedAt) },
        { key: 'computedAt', label: t('evaluation.computedAt'), children: moment(evaluation.computedAt) },
      ]
    : undefined;

  return (
    <RecordPage
      title={evaluation?.name ?? t('evaluation.title')}
      titleExtra={
        evaluation && (
          <>
            <EvaluationStateWord state={evaluation.state} />
            {evaluation.isProvisional && <Status tone="warn">{t('evaluation.provisional')}</Status>}
          </>
        )
      }
      breadcrumb={[{ title: t('evaluation.title'), to: '/evaluations' }]}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.evaluation === null,
        retry: () => void refetch(),
      }}
      extra={
        evaluation &&
        evaluation.units.length > 0 && (
          <Space wrap>
            {evaluation.xlsxUrl && (
              <Button icon={<FileExcelOutlined />} href={evaluation.xlsxUrl} download>
                {t('evaluation.downloadXlsx')}
              </Button>
            )}
            {evaluation.docxUrl && (
              <Button icon={<FileWordOutlined />} href={evaluation.docxUrl} download>
                {t('evaluation.downloadDocx')}
              </Button>
            )}
            {evaluation.packageUrl && (
              <Button
                icon={<SafetyCertificateOutlined />}
                href={evaluation.packageUrl}
                title={t('package.what')}
                download
              >
                {t('package.ofRound')}
              </Button>
            )}
            <Button className="desk-only" icon={<PrinterOutlined />} href={`/print/evaluations/${id}`} target="_blank">
              {t('evaluation.print')}
            </Button>
          </Space>
        )
      }
      facts={facts}
      factColumns={3}
      callout={
        evaluation?.isProvisional &&
        evaluation.units.length > 0 && (
          <Alert className={styles.notice} type="warning" showIcon title={t('evaluation.provisionalNote')} />
        )
      }
    >
      {evaluation && !isAtWork && <CollectingSection evaluationId={id} />}
      {evaluation && isAtWork && (
        <Section title={t('evaluation.progressOf')}>
          <p role="status">{t('evaluation.progress', { done: evaluation.unitsDone, total: evaluation.unitsTotal })}</p>
          <Progress
            aria-label={t('evaluation.progressOf')}
            percent={evaluation.unitsTotal ? Math.round((100 * evaluation.unitsDone) / evaluation.unitsTotal) : 0}
          />
        </Section>
      )}
      {evaluation?.state === 'FAILED' && (
        <Alert
          className={styles.notice}
          type="error"
          showIcon
          title={t('evaluation.failed', { reason: evaluation.failure ?? '—' })}
        />
      )}
      {evaluation && evaluation.units.length > 0 && (
        <>
          <OutcomeSections evaluation={evaluation} />
          <Freeze evaluation={evaluation} />
          <Section title={t('evaluation.ranking')} extra={<GradeCounts counts={evaluation.gradeCounts} />}>
            <RankingTable evaluation={evaluation} />
            <p className={styles.quiet}>{t('evaluation.tieNote')}</p>
          </Section>
          <DocumentsSection evaluationId={id} />
          <Section title={t('evaluation.schemeText')}>
            <SchemeRules {...evaluation.scheme} />
          </Section>
        </>
      )}
    </RecordPage>
  );
}

/** Follows a computation once a second; when it ends, the whole page is read again. */
function useProgress(id: string, isAtWork: boolean, onEnd: () => void) {
  const { data } = useQuery(
    EvaluationProgressDocument,
    isAtWork ? { variables: { id }, pollInterval: 1000, fetchPolicy: 'network-only' } : skipToken,
  );
  const state = data?.evaluation?.state;
  const hasEnded = state !== undefined && state !== 'QUEUED' && state !== 'BUILDING';
  useEffect(() => {
    if (hasEnded) onEnd();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per end, not per render
  }, [hasEnded]);
}
