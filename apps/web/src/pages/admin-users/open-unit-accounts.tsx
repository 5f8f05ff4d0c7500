import { App, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { OpenUnitAccountsDocument } from './admin-users.generated.ts';
import type { AdminUsersPageQuery, OpenedAccountFragment } from './admin-users.generated.ts';

interface Values {
  unitIds?: string[];
}

export interface OpenUnitAccountsProps {
  open: boolean;
  units: AdminUsersPageQuery['units'];
  onClose: () => void;
  onOpened: (accounts: readonly OpenedAccountFragment[]) => void;
}

export function OpenUnitAccounts({ open, units, onClose, onOpened }: OpenUnitAccountsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [openAccounts] = useCommand(OpenUnitAccountsDocument, { refetch: ['AdminUsersPage'], quiet: true });
  return (
    <ModalForm<Values>
      open={open}
      title={t('users.openAll')}
      intro={t('users.openAll.intro')}
      okText={t('users.openAll.submit')}
      onClose={onClose}
      onSubmit={async ({ unitIds }) => {
        const answer = await openAccounts({ input: { unitIds: unitIds?.length ? unitIds : null } });
        if (answer.ok && answer.payload) {
          onOpened(answer.payload.accounts);
          if (answer.payload.accounts.length === 0) void message.info(t('users.openAll.none'));
        }
        return answer;
      }}
    >
      <Form.Item name="unitIds" label={t('users.openAll.units')} extra={t('users.openAll.unitsHelp')}>
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('table.any')}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </ModalForm>
  );
}
