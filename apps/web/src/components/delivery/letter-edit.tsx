import { App, Button, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../lib/use-command.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { ModalForm } from '../modal-form.tsx';
import { EditLetterDocument, type LetterPartsFragment } from './letters.generated.ts';

interface Values {
  title: string;
  body: string;
  replyDueOn?: Dayjs | null;
  cc?: string;
}

/** The words of a draft, with a meter of their length; a circular's list can be brought up to date. */
export function LetterEdit({ letter }: { letter: LetterPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { clock } = useFrame();
  const [form] = Form.useForm<Values>();
  const [isOpen, setOpen] = useState(false);
  const [length, setLength] = useState(letter.length);
  const [edit, { loading }] = useCommand(EditLetterDocument, { refetch: ['Letters', 'Todo'], quiet: isOpen });
  const target = { letterId: letter.id, expectedVersion: letter.version };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('verb.editLetter')}</Button>
      {letter.kind === 'CIRCULAR' ? (
        <Button
          loading={loading && !isOpen}
          onClick={() =>
            void edit({ input: { ...target, title: letter.title, body: letter.draftBody, refreshRows: true } }).then(
              result => (result.ok ? void message.success(t('letters.refreshed')) : undefined),
            )
          }
        >
          {t('letters.refresh')}
        </Button>
      ) : null}
      <ModalForm<Values>
        open={isOpen}
        title={t('letters.editTitle', { name: letter.name })}
        width={720}
        form={form}
        initialValues={{
          title: letter.title,
          body: letter.draftBody,
          cc: letter.cc.join('\n'),
          replyDueOn: letter.replyDueOn ? dayjs(letter.replyDueOn) : null,
        }}
        onChange={() => setLength([...String(form.getFieldValue('body') ?? '').replace(/\s/g, '')].length)}
        onSubmit={({ title, body, replyDueOn, cc }) => {
          const day = replyDueOn?.format('YYYY-MM-DD') ?? null;
          const copies = (cc ?? '').split('\n').filter(line => line.trim());
          return edit({ input: { ...target, title, body, replyDueOn: day, cc: copies } });
        }}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="title" label={t('letters.form.title')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="body"
          label={t('letters.form.body')}
          extra={
            <span className={length > letter.longest ? 'request-late' : undefined}>
              {t('letters.length', { count: length, max: letter.longest })}
            </span>
          }
          rules={[{ required: true, whitespace: true, message: t('letters.form.bodyMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 8, maxRows: 18 }} />
        </Form.Item>
        {letter.kind === 'CIRCULAR' ? null : (
          <Form.Item name="replyDueOn" label={t('letters.form.replyDueOn')}>
            <DatePicker minDate={dayjs(clock.today).add(1, 'day')} />
          </Form.Item>
        )}
        <Form.Item name="cc" label={t('letters.form.cc')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} />
        </Form.Item>
      </ModalForm>
    </>
  );
}
