import { Button, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../lib/use-command.ts';
import { ModalForm } from '../modal-form.tsx';
import { Moves } from './moves.tsx';
import {
  AnswerRequestDocument,
  GrantRequestDocument,
  LeadersGrantRequestDocument,
  PassRequestDocument,
  type RequestPartsFragment,
} from './requests.generated.ts';

const withForm = ['grantRequest', 'leadersGrantRequest', 'answerRequest', 'passRequest'] as const;
type FormVerb = (typeof withForm)[number];

interface Values {
  text?: string;
  grantedDueOn?: Dayjs;
}

/** What the reader may do with a request: steps that want a day or an answer ask for it, the others are one press. */
export function RequestMoves({ request }: { request: RequestPartsFragment }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [asking, setAsking] = useState<FormVerb | null>(null);
  const [run] = useCommands({
    refetch: ['ActionRecord', 'ActionRequests', 'Requests', 'Todo', 'FrameCounts'],
    quiet: true,
  });
  const open = withForm.filter(verb => request.nextMoves.some(move => move.verb === verb && move.allowed));
  const subject = request.milestoneTitle ?? request.actionTitle;
  const grants = asking === 'grantRequest' || asking === 'leadersGrantRequest';
  const asksForDay = grants && request.kind === 'EXTENSION' && request.toDueOn !== null;
  const target = { requestId: request.id, expectedVersion: request.version };

  const submit = ({ text, grantedDueOn }: Values) => {
    const reason = text?.trim() || null;
    if (grants) {
      const document = asking === 'grantRequest' ? GrantRequestDocument : LeadersGrantRequestDocument;
      const day = grantedDueOn?.format('YYYY-MM-DD') ?? null;
      return run<object, { input: object }>(document as never, { input: { ...target, reason, grantedDueOn: day } });
    }
    const document = asking === 'answerRequest' ? AnswerRequestDocument : PassRequestDocument;
    return run<object, { input: object }>(document as never, { input: { ...target, reason } });
  };

  return (
    <div className="request-moves">
      {open.length > 0 ? (
        <div className="moves-buttons">
          {open.map(verb => (
            <Button key={verb} type="primary" size="small" onClick={() => setAsking(verb)}>
              {t(`verb.${verb}`)}
            </Button>
          ))}
        </div>
      ) : null}
      <Moves
        moves={request.nextMoves}
        target={target}
        subject={subject}
        size="small"
        except={[...withForm]}
        hideBlocked
      />
      <ModalForm<Values>
        open={asking !== null}
        title={asking ? t('verb.withSubject', { verb: t(`verb.${asking}`), subject }) : ''}
        okText={asking ? t(`verb.${asking}`) : undefined}
        form={form}
        initialValues={{ grantedDueOn: request.toDueOn ? dayjs(request.toDueOn) : undefined }}
        onSubmit={submit}
        onClose={() => setAsking(null)}
      >
        {asksForDay ? (
          <Form.Item
            name="grantedDueOn"
            label={t('requests.form.grantedDueOn')}
            extra={t('requests.form.grantedDueOnHint', { day: request.toDueOn ?? '' })}
            rules={[{ required: true, message: t('requests.form.toDueOnMissing') }]}
          >
            <DatePicker minDate={dayjs(request.dueOn).add(1, 'day')} maxDate={dayjs(request.toDueOn)} />
          </Form.Item>
        ) : null}
        {asking === 'answerRequest' ? (
          <Form.Item
            name="text"
            label={t('requests.form.answer')}
            rules={[{ required: true, whitespace: true, message: t('requests.form.answerMissing') }]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
          </Form.Item>
        ) : (
          <Form.Item name="text" label={t('requests.form.opinion')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        )}
      </ModalForm>
    </div>
  );
}
