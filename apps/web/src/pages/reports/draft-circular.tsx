import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommand } from '../../lib/use-command.ts';
import { DraftReportCircularDocument } from './reports.generated.ts';

/** One press makes the list a draft; the office edits it and somebody approves it before it goes out. */
export function DraftCircularButton({
  filter,
  count,
}: {
  filter: { kind: string | null; year: number | null };
  count: number;
}) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const [draft, { loading }] = useCommand(DraftReportCircularDocument);
  const press = () =>
    modal.confirm({
      title: t('reports.circular'),
      content: t('reports.circularWhat', { count }),
      okText: t('reports.circular'),
      cancelText: t('common.cancel'),
      onOk: async () => {
        const { ok, payload } = await draft({ input: filter });
        if (!ok || !payload?.letterId) return;
        void message.success(t('reports.circularDone'));
        void navigate(`/letters/${payload.letterId}`);
      },
    });
  return (
    <Button type="primary" loading={loading} onClick={press}>
      {t('reports.circular')}
    </Button>
  );
}
