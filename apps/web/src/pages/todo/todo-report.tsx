import { skipToken, useQuery } from '@apollo/client/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionRecordDocument } from '../../components/delivery/delivery.generated.ts';
import { ReportForm } from '../action/report-form.tsx';
import type { TodoItem } from './todo-kinds.ts';

/** Reports progress from the row: the record is fetched when somebody wants to, and the form opens on it. */
export function TodoReport({ item }: { item: TodoItem }) {
  const { t } = useTranslation();
  const [isWanted, setWanted] = useState(false);
  const { data, loading } = useQuery(ActionRecordDocument, isWanted ? { variables: { id: item.actionId } } : skipToken);
  const action = data?.action;
  return (
    <>
      <Button loading={isWanted && loading && !action} onClick={() => setWanted(true)}>
        {t('report.new')}
      </Button>
      {action && action.viewerCanReport ? (
        <ReportForm action={action} open={isWanted} onClose={() => setWanted(false)} />
      ) : null}
    </>
  );
}
