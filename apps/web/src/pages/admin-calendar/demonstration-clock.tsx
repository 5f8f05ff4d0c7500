import { useApolloClient } from '@apollo/client/react';
import { App, Button, DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { useCommand } from '../../lib/use-command.ts';
import { SetClockDocument } from './admin-calendar.generated.ts';
import type { AdminCalendarPageQuery } from './admin-calendar.generated.ts';
import styles from './admin-calendar.module.css';

export function DemonstrationClock({ clock }: { clock: AdminCalendarPageQuery['clock'] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useApolloClient();
  const [setClock, { loading }] = useCommand(SetClockDocument);

  async function handleFinish({ at }: { at: Dayjs }) {
    // the picker shows the program's own zone, as every moment on the pages does
    const answer = await setClock({ input: { at: `${at.format('YYYY-MM-DDTHH:mm:00')}+08:00` } });
    if (!answer.ok) return;
    void message.success(t('clock.done', { at: at.format('YYYY-MM-DD HH:mm') }));
    // every light in the cache was computed for another day
    await client.resetStore();
  }

  return (
    <Section title={t('clock.title')}>
      <p>{t('clock.note')}</p>
      <p>
        {t('clock.now')} <b>{moment(clock.now)}</b>{' '}
        {clock.isShifted && <Status tone="warn">{t('clock.shifted')}</Status>}
      </p>
      <Form<{ at: Dayjs }>
        layout="inline"
        className={styles.clock}
        initialValues={{ at: dayjs(moment(clock.now)) }}
        onFinish={values => void handleFinish(values)}
      >
        <Form.Item name="at" label={t('clock.at')} rules={[{ required: true, message: t('clock.required') }]}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={loading}>
          {t('clock.set')}
        </Button>
      </Form>
    </Section>
  );
}
