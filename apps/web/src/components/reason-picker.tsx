import { returnReasonCodes, returnReasonLabels } from '@yardstick/domain/evidence';
import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { localized } from '../lib/format.ts';
import type { UserSentence } from '../lib/http.ts';
import { ModalForm } from './modal-form.tsx';

/** The causes the city's rules know for returning proof; plans and completions have shorter lists of their own. */
export const reasonCodes = {
  plan: ['too-general', 'milestones-missing', 'dates-unfit', 'not-the-measure', 'other'],
  evidence: returnReasonCodes,
  completion: ['not-achieved', 'incomplete', 'not-matching', 'other'],
  withdraw: ['replaced', 'mistaken', 'other'],
  other: ['other'],
} as const;

export type ReasonList = keyof typeof reasonCodes;
type ReasonCode = (typeof reasonCodes)[ReasonList][number];

type OwnCode = Exclude<ReasonCode, keyof typeof returnReasonLabels>;

export interface Reason {
  reasonCode: string;
  reason: string;
}

interface Props {
  open: boolean;
  title: string;
  intro?: string;
  list: ReasonList;
  okText: string;
  /** a first wording, to be changed */
  draft?: string;
  danger?: boolean;
  onConfirm: (reason: Reason) => Promise<{ ok: boolean; userErrors: UserSentence[] }>;
  onClose: () => void;
}

/** Why something goes back: a cause from the list, and a sentence the other side can act on. */
export function ReasonPicker({ open, title, intro, list, okText, danger, draft, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Reason>();
  const codes = reasonCodes[list];
  const code = (Form.useWatch('reasonCode', form) ?? codes[0]) as ReasonCode;
  const phrases = t(`reason.phrases.${code}`)
    .split('|')
    .filter(phrase => phrase !== '');
  const wordOf = (value: ReasonCode) =>
    value in returnReasonLabels
      ? localized(returnReasonLabels[value as keyof typeof returnReasonLabels])
      : t(`reason.code.${value as OwnCode}`);
  return (
    <ModalForm<Reason>
      open={open}
      title={title}
      intro={intro}
      okText={okText}
      danger={danger}
      form={form}
      initialValues={{ reasonCode: codes[0], reason: draft }}
      onSubmit={values => onConfirm({ reasonCode: values.reasonCode, reason: values.reason.trim() })}
      onClose={onClose}
    >
      {codes.length > 1 ? (
        <Form.Item name="reasonCode" label={t('reason.code')}>
          <Radio.Group className="reason-codes" options={codes.map(value => ({ value, label: wordOf(value) }))} />
        </Form.Item>
      ) : (
        <Form.Item name="reasonCode" hidden>
          <Input />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('reason.text')}
        rules={[{ required: true, whitespace: true, message: t('reason.required') }]}
        extra={
          phrases.length > 0 ? (
            <span className="phrases">
              <span>{t('reason.phrases')}</span>
              {phrases.map(phrase => (
                <button
                  key={phrase}
                  type="button"
                  className="phrase"
                  onClick={() => {
                    const before = (form.getFieldValue('reason') as string | undefined) ?? '';
                    form.setFieldValue('reason', before === '' ? phrase : `${before}${t('reason.join')}${phrase}`);
                  }}
                >
                  {phrase}
                </button>
              ))}
            </span>
          ) : undefined
        }
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </ModalForm>
  );
}
