import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { csv, saveText } from '../../lib/csv.ts';
import type { OpenedAccountFragment } from './admin-users.generated.ts';
import styles from './admin-users.module.css';

export interface OpenedAccountsProps {
  accounts: readonly OpenedAccountFragment[];
  onClose: () => void;
}

/** Initial passwords are shown once: the dialog closes only by its own button. */
export function OpenedAccounts({ accounts, onClose }: OpenedAccountsProps) {
  const { t } = useTranslation();

  function handleDownload() {
    const head = [t('users.unit'), t('users.role'), t('users.name'), t('users.username'), t('users.opened.password')];
    const rows = accounts.map(account => [
      account.unitName,
      t(`enum.role.${account.role}`),
      account.name,
      account.username,
      account.initialPassword,
    ]);
    saveText(csv([head, ...rows]), t('users.opened.file'), 'text/csv;charset=utf-8');
  }

  return (
    <Modal
      open={accounts.length > 0}
      title={t('users.opened')}
      width={820}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <>
          <Button icon={<DownloadOutlined />} onClick={handleDownload}>
            {t('users.opened.csv')}
          </Button>
          <Button type="primary" onClick={onClose}>
            {t('users.opened.close')}
          </Button>
        </>
      }
    >
      <Alert className={styles.note} type="warning" showIcon title={t('users.opened.note')} />
      <Table<OpenedAccountFragment>
        aria-label={t('users.opened')}
        size="small"
        rowKey="username"
        dataSource={accounts}
        pagination={false}
        scroll={{ y: '50vh', x: 700 }}
        columns={[
          { title: t('users.unit'), dataIndex: 'unitName' },
          { title: t('users.role'), key: 'role', width: 100, render: (_, { role }) => t(`enum.role.${role}`) },
          { title: t('users.name'), dataIndex: 'name', width: 170 },
          { title: t('users.username'), dataIndex: 'username', width: 130 },
          {
            title: t('users.opened.password'),
            key: 'password',
            width: 190,
            render: (_, { initialPassword }) => (
              <Typography.Text code copyable={{ tooltips: t('users.opened.copy') }}>
                {initialPassword}
              </Typography.Text>
            ),
          },
        ]}
      />
    </Modal>
  );
}
