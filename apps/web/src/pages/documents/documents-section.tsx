import { useQuery } from '@apollo/client/react';
import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Section } from '../../components/record-page.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { DraftDocumentsDocument, EvaluationDocumentsDocument } from './documents.generated.ts';
import { DocumentsTable } from './documents-table.tsx';

/** 文件: what the office drafts from a result, edits and issues. */
export function DocumentsSection({ evaluationId }: { evaluationId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { data } = useQuery(EvaluationDocumentsDocument, { variables: { evaluationId } });
  const [draft, { loading }] = useCommand(DraftDocumentsDocument, { refetch: ['EvaluationDocuments'] });
  const kinds = data?.evaluationDocuments.kinds ?? [];

  const start = async (kind: (typeof kinds)[number]['kind']) => {
    const { ok, payload } = await draft({ input: { evaluationId, kind } });
    const ids = payload?.documentIds ?? [];
    if (!ok) return;
    if (ids.length === 1) void navigate(`/documents/${ids[0]}`);
    else void message.success(t('documents.drafted', { count: ids.length }));
  };

  return (
    <Section
      title={t('documents.title')}
      id="documents"
      extra={
        kinds.length > 0 ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: kinds.map(({ kind, name, isOfUnits }) => ({
                key: kind,
                label: isOfUnits ? t('documents.draftForUnits', { name }) : name,
                onClick: () => void start(kind),
              })),
            }}
          >
            <Button loading={loading} icon={<DownOutlined />} iconPlacement="end">
              {t('documents.draft')}
            </Button>
          </Dropdown>
        ) : null
      }
    >
      <p>{t('documents.what')}</p>
      <DocumentsTable evaluationId={evaluationId} />
    </Section>
  );
}
