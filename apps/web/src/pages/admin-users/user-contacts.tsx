import { skipToken, useQuery } from '@apollo/client/react';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { ContactFields, contactInput, type ContactValues } from '../me/contacts-section.tsx';
import { ContactsDocument, SetContactsDocument } from '../me/me.generated.ts';

/** Addresses of somebody else, for whoever keeps the accounts. */
export function UserContacts({ user, onClose }: { user: { id: string; name: string } | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data } = useQuery(
    ContactsDocument,
    user ? { variables: { userId: user.id }, fetchPolicy: 'network-only' } : skipToken,
  );
  const [save] = useCommand(SetContactsDocument, { refetch: ['AdminUsersPage'], quiet: true });
  const contacts = data?.contacts.userId === user?.id ? data?.contacts : undefined;
  return (
    <ModalForm<ContactValues>
      open={contacts !== undefined}
      title={t('contacts.of', { name: user?.name ?? '' })}
      initialValues={{ ...contacts, preferredChannel: contacts?.preferredChannel ?? '' }}
      onClose={onClose}
      onSubmit={async values => {
        const input = {
          ...contactInput({ ...values, preferredChannel: values.preferredChannel || null }),
          userId: user!.id,
        };
        const answer = await save({ input });
        if (answer.ok) void message.success(t('contacts.saved'));
        return answer;
      }}
    >
      <ContactFields channels={contacts?.channels ?? []} />
    </ModalForm>
  );
}
