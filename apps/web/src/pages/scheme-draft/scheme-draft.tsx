import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { RecordPage } from '../../components/record-page.tsx';
import { DraftDesk } from './draft-desk.tsx';
import { SchemeDraftPageDocument } from './scheme-draft.generated.ts';

export default function SchemeDraftPage() {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  const { data, error, refetch } = useQuery(SchemeDraftPageDocument, {
    variables: { code },
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const draft = data?.schemeDraft;
  if (draft) return <DraftDesk key={code} draft={draft} onStale={() => void refetch()} />;
  return (
    <RecordPage
      title={t('schemes.draftTitle', { name: code })}
      breadcrumb={[{ title: t('schemes.title'), to: '/schemes' }]}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.schemeDraft === null,
        retry: () => void refetch(),
      }}
    />
  );
}
