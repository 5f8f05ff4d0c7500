import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import type { CreateUserInput } from '../../graphql/types.generated.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { CreateUserDocument } from './admin-users.generated.ts';
import type { AdminUsersPageQuery, OpenedAccountFragment } from './admin-users.generated.ts';

export interface CreateUserProps {
  open: boolean;
  units: AdminUsersPageQuery['units'];
  onClose: () => void;
  onOpened: (account: OpenedAccountFragment) => void;
}

export function CreateUser({ open, units, onClose, onOpened }: CreateUserProps) {
  const { t } = useTranslation();
  const { givableRoles } = useViewer();
  const [create] = useCommand(CreateUserDocument, { refetch: ['AdminUsersPage'], quiet: true });
  const required = { required: true, message: t('users.required') };
  return (
    <ModalForm<CreateUserInput>
      open={open}
      title={t('users.create')}
      onClose={onClose}
      onSubmit={async values => {
        const answer = await create({ input: { ...values, email: values.email || null } });
        if (answer.ok && answer.payload?.account) onOpened(answer.payload.account);
        return answer;
      }}
    >
      <Form.Item name="unitId" label={t('users.unit')} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="role" label={t('users.role')} rules={[required]}>
        <Select options={givableRoles.map(role => ({ value: role, label: t(`enum.role.${role}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t('users.name')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="username"
        label={t('users.username')}
        extra={t('users.usernameRule')}
        rules={[required, { pattern: /^[a-z0-9][a-z0-9.-]{2,39}$/, message: t('users.usernameRule') }]}
      >
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('users.email')}
        extra={t('users.emailHelp')}
        rules={[{ type: 'email', message: t('users.emailRule') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </ModalForm>
  );
}
