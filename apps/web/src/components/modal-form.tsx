import { Alert, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserSentence } from '../lib/http.ts';

interface Props<Values extends object> {
  open: boolean;
  title: string;
  /** one or two sentences above the fields */
  intro?: ReactNode;
  okText?: string;
  danger?: boolean;
  width?: number;
  initialValues?: Partial<Values>;
  /** answers what the server refused; an empty list closes the form */
  onSubmit: (values: Values) => Promise<{ ok: boolean; userErrors: UserSentence[] }>;
  onClose: () => void;
  /** after every key, with the form's own values read by whoever listens */
  onChange?: () => void;
  children: ReactNode;
  form?: FormInstance<Values>;
}

/** A form in a dialog: first field focused, refusals beside the field they are about. */
export function ModalForm<Values extends object>({
  open,
  title,
  intro,
  okText,
  danger,
  width,
  initialValues,
  onSubmit,
  onClose,
  onChange,
  children,
  form: given,
}: Props<Values>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>(given);
  const [isBusy, setBusy] = useState(false);
  const [loose, setLoose] = useState<string[]>([]);
  const body = useRef<HTMLDivElement>(null);
  const submit = async (values: Values) => {
    setBusy(true);
    try {
      const answer = await onSubmit(values);
      setLoose(placeErrors(form, answer.userErrors));
      if (answer.ok) onClose();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      width={width ?? 520}
      okText={okText ?? t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger }}
      confirmLoading={isBusy}
      destroyOnHidden
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
      afterOpenChange={isOpen => {
        if (!isOpen) setLoose([]);
        else
          body.current
            ?.querySelector<HTMLElement>('input:not([type=hidden]):not([disabled]),textarea,[role=combobox]')
            ?.focus();
      }}
    >
      <div ref={body}>
        {intro ? <div className="modal-intro">{intro}</div> : null}
        {loose.length > 0 ? (
          <Alert
            className="modal-errors"
            type="error"
            showIcon
            role="alert"
            title={loose.map(line => (
              <div key={line}>{line}</div>
            ))}
          />
        ) : null}
        <Form<Values>
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={initialValues}
          onValuesChange={onChange}
          onFinish={values => void submit(values)}
          onKeyDown={event => {
            // it takes the day that was typed, and must not send the form off with it
            if (event.key === 'Enter' && (event.target as HTMLElement).closest('.ant-picker')) event.preventDefault();
          }}
          requiredMark
          scrollToFirstError={{ focus: true }}
        >
          {children}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      </div>
    </Modal>
  );
}

/** Puts each refusal beside the field its path names; answers those that belong to no field. */
export function placeErrors<Values>(form: FormInstance<Values>, errors: readonly UserSentence[]): string[] {
  const fields = new Map<string, { name: (string | number)[]; errors: string[] }>();
  const loose: string[] = [];
  for (const error of errors) {
    const path = (error.path ?? [])
      .filter(part => part !== 'input')
      .map(part => (/^\d+$/.test(part) ? Number(part) : part));
    const isKnown = path.length > 0 && form.getFieldInstance(path) !== undefined;
    if (!isKnown) {
      loose.push(error.message);
      continue;
    }
    const known = fields.get(path.join('.')) ?? { name: path, errors: [] };
    known.errors.push(error.message);
    fields.set(path.join('.'), known);
  }
  form.setFields([...fields.values()] as never);
  const first = [...fields.values()][0];
  if (first) form.scrollToField(first.name, { focus: true });
  return loose;
}
