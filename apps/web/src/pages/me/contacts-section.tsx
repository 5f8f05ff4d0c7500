import { useQuery } from '@apollo/client/react';
import type { PersonalChannel } from '@yardstick/domain/channel';
import { App, Button, Form, Input, Radio } from 'antd';
import type { FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { placeErrors } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { ContactsDocument, SetContactsDocument, type ContactsQuery } from './me.generated.ts';

export interface ContactValues {
  email?: string | null;
  mobile?: string | null;
  wecomId?: string | null;
  dingtalkId?: string | null;
  preferredChannel?: string | null;
}

type Channels = ContactsQuery['contacts']['channels'];
const fields = ['email', 'mobile', 'wecomId', 'dingtalkId'] as const;

export const contactInput = ({ email, mobile, wecomId, dingtalkId, preferredChannel }: ContactValues) => ({
  email: email ?? null,
  mobile: mobile ?? null,
  wecomId: wecomId ?? null,
  dingtalkId: dingtalkId ?? null,
  preferredChannel: preferredChannel ?? null,
});

/** The four addresses and the way a person is told first. */
export function ContactFields({ channels }: { channels: Channels }) {
  const { t } = useTranslation();
  return (
    <>
      {fields.map(field => (
        <Form.Item key={field} name={field} label={t(`contacts.${field}`)}>
          <Input
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            inputMode={field === 'mobile' ? 'tel' : undefined}
          />
        </Form.Item>
      ))}
      <Form.Item name="preferredChannel" label={t('contacts.preferred')} extra={t('contacts.preferredHelp')}>
        <Radio.Group
          options={[
            { value: '', label: t('contacts.anyChannel') },
            ...channels.map(({ channel, isOpen }) => {
              const label = t(`channel.${channel as PersonalChannel}`);
              return { value: channel, label: isOpen ? label : t('contacts.notOpen', { channel: label }) };
            }),
          ]}
        />
      </Form.Item>
    </>
  );
}

export function ContactsSection() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<ContactValues>();
  const { data } = useQuery(ContactsDocument);
  const [save, { loading }] = useCommand(SetContactsDocument, { refetch: ['Contacts', 'Frame'], quiet: true });
  const contacts = data?.contacts;
  if (!contacts) return null;
  const isOpen = contacts.channels.some(channel => channel.isOpen);
  return (
    <Section title={t('contacts.title')} id="contacts">
      <p>{t(isOpen ? 'contacts.what' : 'contacts.noneOpen')}</p>
      <Form<ContactValues>
        form={form}
        layout="vertical"
        className="narrow-form"
        initialValues={{ ...contacts, preferredChannel: contacts.preferredChannel ?? '' }}
        onFinish={async values => {
          const input = contactInput({ ...values, preferredChannel: values.preferredChannel || null });
          const answer = await save({ input });
          if (answer.ok) void message.success(t('contacts.saved'));
          else placeErrorsHere(form, answer.userErrors, text => void message.error(text));
        }}
      >
        <ContactFields channels={contacts.channels} />
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('common.save')}
        </Button>
      </Form>
    </Section>
  );
}

function placeErrorsHere(
  form: FormInstance<ContactValues>,
  errors: Parameters<typeof placeErrors>[1],
  say: (text: string) => void,
): void {
  for (const line of placeErrors(form, errors)) say(line);
}
