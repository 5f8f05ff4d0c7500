import { skipToken, useQuery } from '@apollo/client/react';
import { BellOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommand } from '../../lib/use-command.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { ModalForm } from '../modal-form.tsx';
import { DraftLetterDocument, LetterRungsDocument } from './letters.generated.ts';

interface Values {
  step: string;
  replyDueOn?: Dayjs;
  body: string;
}

/** 催办: one press on one thing or on many. The rules have filled in the wording and the day; it is sent once approved. */
export function ChaseButton({
  actionIds = [],
  milestoneIds = [],
  label,
  size,
  subject,
  onDone,
}: {
  actionIds?: readonly string[];
  milestoneIds?: readonly string[];
  label?: string;
  size?: 'small' | 'middle';
  /** what it is about, for those who hear the page */
  subject?: string;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { clock } = useFrame();
  const [form] = Form.useForm<Values>();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(LetterRungsDocument, isOpen ? { fetchPolicy: 'cache-first' } : skipToken);
  const [draft] = useCommand(DraftLetterDocument, {
    refetch: ['Letters', 'Todo', 'FrameCounts'],
    quiet: true,
  });
  const rungs = (data?.letterRungs ?? []).filter(rung => rung.kind !== 'CIRCULAR');
  const [first] = rungs;
  const valuesOf = (key: string): Partial<Values> => {
    const rung = rungs.find(each => each.key === key);
    return { step: key, body: rung?.body, replyDueOn: rung?.replyDueOn ? dayjs(rung.replyDueOn) : undefined };
  };
  const count = actionIds.length + milestoneIds.length;
  const word = label ?? t('letters.chase');
  return (
    <>
      <Button
        size={size}
        icon={<BellOutlined />}
        disabled={count === 0}
        aria-label={subject ? t('letters.chaseOne', { subject }) : undefined}
        onClick={() => setOpen(true)}
      >
        {word}
      </Button>
      {first ? (
        <ModalForm<Values>
          open={isOpen}
          title={t('letters.chaseTitle', { count })}
          intro={t('letters.chaseWhat')}
          okText={t('letters.chaseDraft')}
          width={640}
          form={form}
          initialValues={valuesOf(first.key)}
          onSubmit={async ({ step, body, replyDueOn }) => {
            const result = await draft({
              input: {
                ...{ step, body, actionIds: [...actionIds], milestoneIds: [...milestoneIds] },
                replyDueOn: replyDueOn?.format('YYYY-MM-DD') ?? null,
              },
            });
            if (result.ok) {
              const drafted = result.payload?.letters ?? [];
              void message.success(t('letters.chased', { count: drafted.length }));
              onDone?.();
              void navigate(drafted.length === 1 ? `/letters/${drafted[0]!.id}` : '/letters?tab=to-approve');
            }
            return result;
          }}
          onClose={() => setOpen(false)}
        >
          <Form.Item name="step" label={t('letters.form.step')}>
            <Select
              onChange={(key: string) => form.setFieldsValue(valuesOf(key))}
              options={rungs.map(rung => ({
                value: rung.key,
                label: t('letters.form.rung', {
                  name: rung.name,
                  posts: rung.toPosts.join(t('common.comma')),
                  approver: t(`enum.letterApprover.${rung.approver}`),
                }),
              }))}
            />
          </Form.Item>
          <Form.Item name="replyDueOn" label={t('letters.form.replyDueOn')} extra={t('letters.form.replyDueOnHint')}>
            <DatePicker minDate={dayjs(clock.today).add(1, 'day')} />
          </Form.Item>
          <Form.Item
            name="body"
            label={t('letters.form.body')}
            extra={t('letters.form.bodyHint')}
            rules={[{ required: true, whitespace: true, message: t('letters.form.bodyMissing') }]}
          >
            <Input.TextArea autoSize={{ minRows: 6, maxRows: 14 }} />
          </Form.Item>
        </ModalForm>
      ) : null}
    </>
  );
}
