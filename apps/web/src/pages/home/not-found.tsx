import { useTranslation } from 'react-i18next';
import { PageContainer } from '../../components/page-container.tsx';

export default function NotFoundPage() {
  const { t } = useTranslation();
  return <PageContainer title={t('common.notFoundTitle')} state={{ missing: true }} />;
}
