import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { App, Button, Popconfirm, Space } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultView, PageContainer } from '../../components/page-container.tsx';
import { QueryTable } from '../../components/query-table.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { AdminUsersPageDocument, DeactivateUserDocument, ResetPasswordDocument } from './admin-users.generated.ts';
import type { AdminUsersPageQuery, OpenedAccountFragment } from './admin-users.generated.ts';
import { CreateUser } from './create-user.tsx';
import { OpenUnitAccounts } from './open-unit-accounts.tsx';
import { OpenedAccounts } from './opened-accounts.tsx';
import { roles } from './roles.ts';
import { UserContacts } from './user-contacts.tsx';

type Row = AdminUsersPageQuery['users'][number];

export default function AdminUsersPage() {
  const { t } = useTranslation();
  const { canAdministerUsers, id: viewerId } = useViewer();
  const [values, setValues] = useSearch({ page: '1', pageSize: '20', text: '', inRole: '', inUnit: '' });
  const { data, error, loading, refetch } = useQuery(AdminUsersPageDocument, canAdministerUsers ? {} : skipToken);
  const [dialog, setDialog] = useState<'create' | 'openAll' | null>(null);
  const [opened, setOpened] = useState<readonly OpenedAccountFragment[]>([]);
  const [reached, setReached] = useState<Row | null>(null);
  const users = data?.users.filter(user => matches(user, values));
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('users.name'), dataIndex: 'name', width: 110 },
    { title: t('users.username'), dataIndex: 'username', width: 150 },
    { title: t('users.role'), key: 'role', width: 130, render: (_, row) => t(`enum.role.${row.role}`) },
    { title: t('users.unit'), dataIndex: 'unitName' },
    { title: t('users.state'), key: 'state', width: 96, render: (_, row) => <UserState row={row} /> },
    {
      title: t('users.lastSignedIn'),
      key: 'lastSignedInAt',
      width: 150,
      render: (_, row) => (row.lastSignedInAt ? moment(row.lastSignedInAt) : t('users.never')),
    },
    { title: t('table.action'), key: 'do', width: 240, fixed: 'right', render: (_, row) => actions(row) },
  ];
  const actions = (row: Row) => (
    <UserActions
      row={row}
      isSelf={row.id === viewerId}
      onReset={account => setOpened([account])}
      onContacts={() => setReached(row)}
    />
  );

  if (!canAdministerUsers) {
    return (
      <PageContainer title={t('users.title')}>
        <FaultView fault={{ code: 'FORBIDDEN' }} />
      </PageContainer>
    );
  }
  return (
    <PageContainer title={t('users.title')}>
      <QueryTable<Row>
        label={t('users.title')}
        rowKey="id"
        columns={columns}
        rows={users}
        loading={loading && !data}
        error={data ? undefined : error}
        retry={() => void refetch()}
        values={values}
        onChange={setValues}
        filters={[
          { name: 'text', label: t('users.searchLabel'), placeholder: t('users.search') },
          {
            name: 'inRole',
            label: t('users.role'),
            kind: 'select',
            options: roles.map(role => ({ value: role, label: t(`enum.role.${role}`) })),
          },
          {
            name: 'inUnit',
            label: t('users.unit'),
            kind: 'select',
            options: data?.units.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        toolbar={
          <Space wrap>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog('create')}>
              {t('users.create')}
            </Button>
            <Button icon={<TeamOutlined />} onClick={() => setDialog('openAll')}>
              {t('users.openAll')}
            </Button>
          </Space>
        }
        minWidth={1050}
        empty={t('users.empty')}
        card={row => (
          <>
            <b>{row.name}</b> {t(`enum.role.${row.role}`)} <UserState row={row} />
            <div>{row.unitName}</div>
            <div>{row.username}</div>
            {actions(row)}
          </>
        )}
      />
      <CreateUser
        open={dialog === 'create'}
        units={data?.units ?? []}
        onClose={() => setDialog(null)}
        onOpened={account => setOpened([account])}
      />
      <OpenUnitAccounts
        open={dialog === 'openAll'}
        units={data?.units ?? []}
        onClose={() => setDialog(null)}
        onOpened={setOpened}
      />
      <UserContacts user={reached} onClose={() => setReached(null)} />
      <OpenedAccounts accounts={opened} onClose={() => setOpened([])} />
    </PageContainer>
  );
}

function matches(user: Row, { text, inRole, inUnit }: { text: string; inRole: string; inUnit: string }): boolean {
  const wanted = text.trim().toLowerCase();
  return (
    (wanted === '' || user.name.toLowerCase().includes(wanted) || user.username.toLowerCase().includes(wanted)) &&
    (inRole === '' || user.role === inRole) &&
    (inUnit === '' || user.unitId === inUnit)
  );
}

function UserState({ row }: { row: Row }) {
  const { t } = useTranslation();
  return <Status tone={row.isActive ? 'good' : 'plain'}>{t(row.isActive ? 'users.active' : 'users.inactive')}</Status>;
}

interface UserActionsProps {
  row: Row;
  isSelf: boolean;
  onReset: (account: OpenedAccountFragment) => void;
  onContacts: () => void;
}

function UserActions({ row, isSelf, onReset, onContacts }: UserActionsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reset, resetting] = useCommand(ResetPasswordDocument);
  const [deactivate, deactivating] = useCommand(DeactivateUserDocument, { refetch: ['AdminUsersPage'] });
  const input = { userId: row.id };
  if (!row.isActive) return null;

  async function handleReset() {
    const answer = await reset({ input });
    if (answer.ok && answer.payload?.account) onReset(answer.payload.account);
  }
  async function handleDeactivate() {
    if ((await deactivate({ input })).ok) void message.success(t('users.deactivated'));
  }

  return (
    <Space size={4}>
      <Button type="link" size="small" onClick={onContacts}>
        {t('contacts.action')}
      </Button>
      <Popconfirm title={t('users.resetConfirm', { name: row.name })} onConfirm={handleReset}>
        <Button type="link" size="small" loading={resetting.loading}>
          {t('users.reset')}
        </Button>
      </Popconfirm>
      {!isSelf && (
        <Popconfirm title={t('users.deactivateConfirm', { name: row.name })} onConfirm={handleDeactivate}>
          <Button type="link" size="small" danger loading={deactivating.loading}>
            {t('users.deactivate')}
          </Button>
        </Popconfirm>
      )}
    </Space>
  );
}
