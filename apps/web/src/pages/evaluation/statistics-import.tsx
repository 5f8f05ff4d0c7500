import { DownloadOutlined, FileExcelOutlined, UploadOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, App, Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { call } from '../../lib/http.ts';
import { useCommand } from '../../lib/use-command.ts';
import { CommitStatisticsDocument, StatisticsReadingDocument } from './collecting.generated.ts';
import { collectingRefetch } from './collecting-section.tsx';
import styles from './collecting.module.css';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A table of statistics: down with what is known, up again, checked, and all of it taken or nothing. */
export function StatisticsImport({ evaluationId, templateUrl }: { evaluationId: string; templateUrl: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [importId, setImportId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const { data } = useQuery(
    StatisticsReadingDocument,
    importId === null ? skipToken : { variables: { id: importId }, fetchPolicy: 'network-only' },
  );
  const [commit, committing] = useCommand(CommitStatisticsDocument, {
    refetch: [...collectingRefetch, 'StatisticsReading'],
  });
  const reading = importId === null ? null : data?.statisticsImport;

  async function handleFile(file: File) {
    setReading(true);
    setRefusal(null);
    try {
      const { ok, body } = await call<{ importId: string; userErrors: { message: string }[] }>(
        'POST',
        `/imports/statistics/${evaluationId}`,
        file,
        { 'content-type': xlsx, 'x-file-name': encodeURIComponent(file.name) },
      );
      if (ok && body.importId) setImportId(body.importId);
      else setRefusal(t('collect.refused', { message: body.userErrors?.[0]?.message ?? body.message ?? '—' }));
    } catch {
      setRefusal(t('common.offline'));
    } finally {
      setReading(false);
    }
  }

  return (
    <Section title={t('collect.statistics')}>
      <p className={styles.quiet}>{t('collect.statisticsNote')}</p>
      <div className={styles.buttons}>
        <Button icon={<FileExcelOutlined />} href={templateUrl} download>
          {t('collect.template')}
        </Button>
        <Upload
          accept=".xlsx"
          showUploadList={false}
          disabled={isReading}
          beforeUpload={file => {
            void handleFile(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={isReading}>
            {t('collect.upload')}
          </Button>
        </Upload>
      </div>
      {refusal && <Alert className={styles.after} type="error" showIcon role="alert" title={refusal} />}
      {reading?.state === 'COMMITTED' && (
        <Alert
          className={styles.after}
          type="success"
          showIcon
          title={t('collect.isCommitted', { file: reading.fileName })}
        />
      )}
      {reading?.state === 'READ' && (
        <>
          <p role="status">
            {t('collect.reading', {
              figures: reading.figureCount,
              units: reading.unitCount,
              errors: reading.errorCount,
              warnings: reading.warningCount,
            })}
          </p>
          <ul className={styles.decisions}>
            {reading.issues.map(issue => (
              <li key={[issue.sheet, issue.row, issue.column, issue.message].join('|')}>
                <Status tone={issue.severity === 'error' ? 'bad' : 'warn'}>
                  {t(issue.severity === 'error' ? 'collect.issueError' : 'collect.issueWarning')}
                </Status>{' '}
                {t('collect.issueAt', { sheet: issue.sheet, place: `${issue.column}${issue.row || ''}` })}{' '}
                {issue.message}
              </li>
            ))}
          </ul>
          <div className={styles.buttons}>
            {reading.issues.length > 0 && (
              <Button icon={<DownloadOutlined />} href={reading.annotatedUrl} download>
                {t('collect.annotated')}
              </Button>
            )}
            <Button
              type="primary"
              disabled={reading.errorCount > 0 || reading.figureCount === 0}
              loading={committing.loading}
              onClick={() =>
                void commit({ input: { importId: reading.id } }).then(({ ok }) => {
                  if (ok) void message.success(t('collect.committed'));
                })
              }
            >
              {t('collect.commit')}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
