import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useViewer } from '../../lib/viewer.tsx';
import type { PlanImport } from './import-preview.tsx';

export function ImportDone({ planImport }: { planImport: PlanImport }) {
  const { t } = useTranslation();
  const { canIssueActions } = useViewer();
  const plan = planImport.programId ? `/plan?programId=${planImport.programId}` : '/plan';
  return (
    <div className="panel">
      <Result
        status="success"
        title={t('import.committed')}
        subTitle={t('import.committedNote', { program: planImport.programName })}
        extra={
          <>
            {canIssueActions && (
              <Link to={`${plan}${plan.includes('?') ? '&' : '?'}issue=1`}>
                <Button type="primary" tabIndex={-1}>
                  {t('import.issueNow')}
                </Button>
              </Link>
            )}{' '}
            <Link to={plan}>
              <Button tabIndex={-1}>{t('import.toPlan')}</Button>
            </Link>
          </>
        }
      />
    </div>
  );
}
