import { useTranslation } from 'react-i18next';
import { PageContainer } from '../../components/page-container.tsx';
import { useViewer } from '../../lib/viewer.tsx';
import { DocumentsTable } from './documents-table.tsx';

/** 评价文件: to a unit what was issued about it, to office and leaders those of every evaluation. */
export default function DocumentsPage() {
  const { t } = useTranslation();
  const { canSeeAllUnits } = useViewer();
  return (
    <PageContainer
      title={t('documents.pageTitle')}
      subtitle={t(canSeeAllUnits ? 'documents.whatAll' : 'documents.whatUnit')}
    >
      <DocumentsTable evaluationId={null} />
    </PageContainer>
  );
}
