import { App, Button, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../lib/use-command.ts';
import { ModalForm } from '../modal-form.tsx';
import {
  type ActionRequestsQuery,
  AskForHelpDocument,
  DeclineActionDocument,
  ExplainDelayDocument,
  RequestExtensionDocument,
  RequestNotApplicableDocument,
} from './requests.generated.ts';

type Filing = NonNullable<ActionRequestsQuery['actionRequests']>;
type MoveOf = Filing['moves'][number];

const asks = ['requestExtension', 'explainDelay', 'requestNotApplicable', 'declineAction', 'askForHelp'] as const;
type Ask = (typeof asks)[number];

const documents = {
  requestExtension: RequestExtensionDocument,
  explainDelay: ExplainDelayDocument,
  requestNotApplicable: RequestNotApplicableDocument,
  declineAction: DeclineActionDocument,
  askForHelp: AskForHelpDocument,
};

/** What it is asked about: a milestone of the action, or the action as a whole. */
export interface Asked {
  actionId: string;
  milestoneId: string | null;
  title: string;
  dueOn: string;
  /** A milestone stays within its action. */
  latestOn: string | null;
}

interface Values {
  reason: string;
  progress?: string;
  toDueOn?: Dayjs;
}

interface Props {
  moves: readonly MoveOf[];
  about: Asked;
  progressSoFar: string | null;
}

/** One button for each thing that may be asked now; each opens one form with everything filled in that is known. */
export function AskButtons({ moves, about, progressSoFar }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [asking, setAsking] = useState<Ask | null>(null);
  const [run] = useCommands({ refetch: ['ActionRequests', 'ActionRecord', 'Todo', 'FrameCounts'], quiet: true });
  const open = asks.filter(ask => moves.some(move => move.verb === ask && move.allowed));
  if (open.length === 0) return null;
  // why no more time can be asked for; the form for the explanation begins with it
  const tooLate = moves
    .find(move => move.verb === 'requestExtension')
    ?.blockers.find(blocker => blocker.code === 'EXTENSION_TOO_LATE')?.message;
  const intro: Record<Ask, string> = {
    requestExtension: t('requests.form.extensionIntro'),
    explainDelay: tooLate ?? '',
    requestNotApplicable: t('requests.form.notApplicableIntro'),
    declineAction: t('requests.form.declineIntro'),
    askForHelp: t('requests.form.helpIntro'),
  };
  const isExtension = asking === 'requestExtension';
  const submit = async ({ reason, progress, toDueOn }: Values) => {
    if (!asking) return { ok: false, userErrors: [] };
    const input = {
      actionId: about.actionId,
      ...(about.milestoneId ? { milestoneId: about.milestoneId } : {}),
      reason,
      ...(isExtension ? { progress, toDueOn: toDueOn?.format('YYYY-MM-DD') } : {}),
    };
    const result = await run<object, { input: object }>(documents[asking] as never, { input });
    if (result.ok) void message.success(t(asking === 'askForHelp' ? 'requests.filedHelp' : 'requests.filed'));
    return result;
  };
  return (
    <>
      {open.map(ask => (
        <Button key={ask} size="small" onClick={() => setAsking(ask)}>
          {t(`verb.${ask}`)}
        </Button>
      ))}
      <ModalForm<Values>
        open={asking !== null}
        width={600}
        title={asking ? t('verb.withSubject', { verb: t(`verb.${asking}`), subject: about.title }) : ''}
        intro={asking ? intro[asking] : undefined}
        okText={t('requests.form.submit')}
        form={form}
        initialValues={{ progress: progressSoFar ?? '' }}
        onSubmit={submit}
        onClose={() => setAsking(null)}
      >
        {isExtension ? (
          <>
            <Form.Item
              name="toDueOn"
              label={t('requests.form.toDueOnFrom', { day: about.dueOn })}
              extra={about.latestOn ? t('requests.form.within', { day: about.latestOn }) : undefined}
              rules={[{ required: true, message: t('requests.form.toDueOnMissing') }]}
            >
              <DatePicker
                minDate={dayjs(about.dueOn).add(1, 'day')}
                maxDate={about.latestOn ? dayjs(about.latestOn) : undefined}
                defaultPickerValue={dayjs(about.dueOn).add(1, 'day')}
                style={{ width: 200 }}
              />
            </Form.Item>
            <Form.Item
              name="progress"
              label={t('requests.form.progress')}
              extra={progressSoFar ? t('requests.form.progressHint') : undefined}
              rules={[{ required: true, whitespace: true, message: t('requests.form.progressMissing') }]}
            >
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item
          name="reason"
          label={t(asking === 'askForHelp' ? 'requests.form.difficulty' : 'requests.form.reason')}
          rules={[{ required: true, whitespace: true, message: t('requests.form.reasonMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
        </Form.Item>
      </ModalForm>
    </>
  );
}
