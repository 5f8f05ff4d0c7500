import { Steps } from 'antd';
import { skipToken, useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { FaultView, PageContainer, PageState } from '../../components/page-container.tsx';
import { usePhone } from '../../lib/use-phone.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { ChooseWorkbook } from './choose-workbook.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportPreview } from './import-preview.tsx';
import { PlanImportPageDocument } from './plan-import.generated.ts';

export default function PlanImportPage() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { canImportPlan } = useViewer();
  const [{ id }, setSearch] = useSearch({ id: '' });
  const { data, error, refetch } = useQuery(PlanImportPageDocument, id === '' ? skipToken : { variables: { id } });
  const planImport = id === '' ? null : data?.planImport;
  const isCommitted = planImport?.state === 'COMMITTED';
  const step = isCommitted ? 3 : planImport ? (planImport.errorCount > 0 ? 1 : 2) : id === '' ? 0 : 1;

  return (
    <PageContainer title={t('import.title')} breadcrumb={[{ title: t('plan.title'), to: '/plan' }]}>
      {canImportPlan ? (
        <>
          <div className="panel">
            <Steps
              size="small"
              current={step}
              orientation={isPhone ? 'vertical' : 'horizontal'}
              items={[
                { title: t('import.step.file') },
                { title: t('import.step.check') },
                { title: t('import.step.commit') },
                { title: t('import.step.issue') },
              ]}
            />
          </div>
          {id === '' ? (
            <ChooseWorkbook onRead={importId => setSearch({ id: importId })} />
          ) : (
            <PageState
              loading={!data}
              error={data ? undefined : error}
              missing={data?.planImport === null}
              retry={() => void refetch()}
            >
              {planImport &&
                (isCommitted ? (
                  <ImportDone planImport={planImport} />
                ) : (
                  <ImportPreview planImport={planImport} onAgain={() => setSearch({ id: '' })} />
                ))}
            </PageState>
          )}
        </>
      ) : (
        <FaultView fault={{ code: 'FORBIDDEN' }} />
      )}
    </PageContainer>
  );
}
