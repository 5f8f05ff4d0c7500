import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { Findings } from './findings.tsx';
import { CommitPlanImportDocument } from './plan-import.generated.ts';
import type { PlanImportPageQuery } from './plan-import.generated.ts';
import styles from './plan-import.module.css';

export type PlanImport = NonNullable<PlanImportPageQuery['planImport']>;

export interface ImportPreviewProps {
  planImport: PlanImport;
  onAgain: () => void;
}

/** What the workbook holds, what is wrong with it, what it would change; only then the button. */
export function ImportPreview({ planImport, onAgain }: ImportPreviewProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const [commit, { loading }] = useCommand(CommitPlanImportDocument, { refetch: ['PlanImportPage', 'Frame'] });
  const { errorCount, warningCount, changes, programId } = planImport;
  const isBlocked = errorCount > 0;
  const handleCommit = () => commit({ input: { importId: planImport.id } });
  const commitButton = (onClick?: () => void) => (
    <Button
      type="primary"
      disabled={isBlocked}
      loading={loading}
      aria-describedby={isBlocked ? 'import-blocked' : undefined}
      onClick={onClick}
    >
      {t('import.commit')}
    </Button>
  );

  return (
    <>
      <div className="panel">
        <Descriptions
          size="small"
          column={isPhone ? 1 : 2}
          items={[
            { key: 'file', label: t('import.file'), children: planImport.fileName },
            { key: 'program', label: t('import.program'), children: planImport.programName ?? '—' },
            {
              key: 'counts',
              label: t('import.counts'),
              children: t('import.countsOf', {
                tasks: planImport.taskCount,
                measures: planImport.measureCount,
                units: planImport.unitCount,
              }),
            },
            {
              key: 'new',
              label: '',
              children: planImport.newUnitCount > 0 ? t('import.newUnits', { n: planImport.newUnitCount }) : null,
            },
          ].filter(item => item.children !== null)}
        />
      </div>
      <Section
        title={t('import.findings')}
        extra={
          errorCount + warningCount === 0 ? (
            <Status tone="good">{t('import.clean')}</Status>
          ) : (
            <>
              {errorCount > 0 && <Status tone="bad">{t('import.errors', { n: errorCount })}</Status>}
              {warningCount > 0 && <Status tone="warn">{t('import.warnings', { n: warningCount })}</Status>}
              <Button size="small" icon={<DownloadOutlined />} href={planImport.annotatedUrl} download>
                {t('import.annotated')}
              </Button>
            </>
          )
        }
      >
        {errorCount + warningCount > 0 && (
          <>
            <p className={styles.quiet}>{t('import.annotatedNote')}</p>
            <Findings issues={planImport.issues} />
          </>
        )}
      </Section>
      {(programId !== null || changes.length > 0) && (
        <Section title={t('import.changes')}>
          {changes.length === 0 ? (
            t('import.changesNone')
          ) : (
            <ul className={styles.changes}>
              {changes.map(change => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <div className={`panel ${styles.commit}`}>
        {isBlocked && (
          <Alert id="import-blocked" type="error" showIcon title={t('import.commitBlocked', { n: errorCount })} />
        )}
        <Button onClick={onAgain}>{t('import.again')}</Button>
        {changes.length > 0 && !isBlocked ? (
          <Popconfirm title={t('import.commitConfirm')} onConfirm={handleCommit}>
            {commitButton()}
          </Popconfirm>
        ) : (
          commitButton(() => void handleCommit())
        )}
      </div>
    </>
  );
}
