import { isSameReport } from '@yardstick/domain/progress';
import { Alert, App, Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReportProgressDocument, type ReportPartsFragment } from '../../components/delivery/delivery.generated.ts';
import { DraftConflict, type DraftLine, DraftStatus } from '../../components/draft-status.tsx';
import { ModalForm } from '../../components/modal-form.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { moment } from '../../lib/days.ts';
import { type Draft, type DraftBody, isSame } from '../../lib/draft.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useDraft } from '../../lib/use-draft.ts';

interface Values {
  percent: number | null;
  done: string;
  difficulty?: string;
  nextStep?: string;
  fallReason?: string;
}

export interface ReportOn {
  id: string;
  title: string;
  reports: readonly ReportPartsFragment[];
}

const first = (action: ReportOn): Values => {
  const last = action.reports[0];
  return {
    percent: last?.percent ?? 0,
    done: last?.done ?? '',
    difficulty: last?.difficulty ?? '',
    nextStep: last?.nextStep ?? '',
    fallReason: '',
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const fromDraft = (body: DraftBody): Values => ({
  percent: typeof body.percent === 'number' ? body.percent : null,
  done: textOf(body.done),
  difficulty: textOf(body.difficulty),
  nextStep: textOf(body.nextStep),
  fallReason: textOf(body.fallReason),
});

/** Files a report; the same words again are filed as "nothing new" when that is what somebody meant. */
export function useReport() {
  const [report, state] = useCommand(ReportProgressDocument, {
    refetch: ['ActionRecord', 'Actions', 'Todo', 'FrameCounts'],
    quiet: true,
  });
  const file = (action: ReportOn, values: Values, isUnchanged = false) =>
    report({
      input: {
        actionId: action.id,
        percent: values.percent ?? 0,
        done: values.done,
        difficulty: values.difficulty?.trim() || null,
        nextStep: values.nextStep?.trim() || null,
        fallReason: values.fallReason?.trim() || null,
        isUnchanged,
      },
    });
  return [file, state] as const;
}

/** One press for a time in which nothing happened: the last report stands once more, marked as such. */
export function NothingNew({ action }: { action: ReportOn }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [file, { loading }] = useReport();
  const last = action.reports[0];
  if (!last) return null;
  const send = async () => {
    const result = await file(action, first(action), true);
    if (result.ok) void message.success(t('report.unchangedFiled'));
    else void modal.error({ content: result.userErrors.map(error => error.message).join(' ') });
  };
  return (
    <Button size="small" loading={loading} onClick={() => void send()}>
      {t('report.unchanged')}
    </Button>
  );
}

/** The last report stands in the form; what is new in it is shown while it is typed, and what is typed is kept. */
export function ReportForm({ action, open, onClose }: { action: ReportOn; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [file] = useReport();
  const [restored, setRestored] = useState<Draft | null>(null);
  const last = action.reports[0];
  const draft = useDraft('progress', action.id, open, left => {
    const values = fromDraft(left.body);
    if (isSame(values, first(action))) return;
    form.setFieldsValue(values);
    setRestored(left);
  });
  const edited = () => draft.edit({ ...form.getFieldsValue() });
  const submit = async (values: Values, isUnchanged: boolean) => {
    if (!(await draft.hold())) return { ok: false, userErrors: [] };
    const result = await file(action, values, isUnchanged);
    if (result.ok) await draft.handedIn();
    else draft.release();
    return result;
  };
  const linesOf = (body: DraftBody): DraftLine[] => {
    const values = fromDraft(body);
    return [
      { label: t('report.percent'), text: values.percent === null ? '' : `${values.percent}%` },
      { label: t('report.done'), text: values.done },
      { label: t('report.difficulty'), text: values.difficulty ?? '' },
      { label: t('report.nextStep'), text: values.nextStep ?? '' },
      { label: t('report.fallReason'), text: values.fallReason ?? '' },
    ];
  };
  return (
    <ModalForm<Values>
      open={open}
      width={640}
      title={t('report.new')}
      intro={last ? t('report.prefilled', { at: moment(last.reportedAt) }) : undefined}
      okText={t('report.submit')}
      form={form}
      initialValues={first(action)}
      onChange={edited}
      onSubmit={values => submit(values, false)}
      onClose={() => {
        setRestored(null);
        onClose();
      }}
    >
      {restored ? (
        <Alert
          className="modal-errors"
          type="info"
          showIcon
          title={t('draft.restored', { name: restored.savedBy ?? '', at: moment(restored.savedAt) })}
          action={
            <Button
              size="small"
              onClick={() => {
                form.setFieldsValue(first(action));
                setRestored(null);
                edited();
              }}
            >
              {t('draft.discard')}
            </Button>
          }
        />
      ) : null}
      <DraftConflict
        state={draft.state}
        linesOf={linesOf}
        handedIn={{ ...first(action) }}
        onChoose={(whose, theirs) => {
          if (whose === 'theirs') form.setFieldsValue(fromDraft(theirs));
          draft.choose(whose);
        }}
      />
      <Form.Item
        name="percent"
        label={t('report.percent')}
        rules={[{ required: true, message: t('report.percentMissing') }]}
      >
        <InputNumber min={0} max={100} precision={0} suffix="%" style={{ width: 140 }} />
      </Form.Item>
      {last ? <FallReason form={form} before={last.percent} /> : null}
      <Form.Item
        name="done"
        label={t('report.done')}
        rules={[{ required: true, whitespace: true, message: t('report.doneMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="difficulty" label={t('report.difficulty')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="nextStep" label={t('report.nextStep')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      {last ? (
        <Difference
          form={form}
          last={last}
          onUnchanged={async () => {
            const result = await submit(first(action), true);
            if (result.ok) onClose();
          }}
        />
      ) : null}
      <DraftStatus state={draft.state} />
    </ModalForm>
  );
}

type FormOf = ReturnType<typeof Form.useForm<Values>>[0];

/** Progress may fall, but not without a word. */
function FallReason({ form, before }: { form: FormOf; before: number }) {
  const { t } = useTranslation();
  const percent = Form.useWatch('percent', form);
  if (typeof percent !== 'number' || percent >= before) return null;
  return (
    <Form.Item
      name="fallReason"
      label={t('report.fallReason')}
      extra={t('report.falls', { before, after: percent })}
      rules={[{ required: true, whitespace: true, message: t('report.fallReasonMissing') }]}
    >
      <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
    </Form.Item>
  );
}

function Difference({
  form,
  last,
  onUnchanged,
}: {
  form: FormOf;
  last: ReportPartsFragment;
  onUnchanged: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const percent = Form.useWatch('percent', form) ?? last.percent;
  const done = Form.useWatch('done', form) ?? last.done;
  const difficulty = Form.useWatch('difficulty', form) ?? last.difficulty;
  const nextStep = Form.useWatch('nextStep', form) ?? last.nextStep;
  const step = percent - last.percent;
  const texts = [
    { label: t('report.done'), before: last.done, after: done },
    { label: t('report.difficulty'), before: last.difficulty ?? '', after: difficulty ?? '' },
    { label: t('report.nextStep'), before: last.nextStep ?? '', after: nextStep ?? '' },
  ].filter(text => !isSame(text.before.trim(), text.after.trim()));
  const press = async () => {
    setBusy(true);
    await onUnchanged();
    setBusy(false);
  };
  if (isSameReport({ percent, done, difficulty, nextStep }, last))
    return (
      <div className="difference" role="status">
        <strong>{t('report.isSame')}</strong>
        <span>
          {t('report.isSameWhat')}{' '}
          <Button size="small" loading={isBusy} onClick={() => void press()}>
            {t('report.unchanged')}
          </Button>
        </span>
      </div>
    );
  return (
    <div className="difference" role="status">
      <strong>{t('report.difference')}</strong>
      <span className="num">
        {t('report.percentStep', { before: last.percent, after: percent, step: step > 0 ? `+${step}` : String(step) })}
      </span>
      {texts.length === 0 ? <span>{t('report.sameText')}</span> : null}
      {texts.map(text => (
        <div key={text.label}>
          <span className="cell-sub">{text.label}</span> <TextDiff before={text.before} after={text.after} />
        </div>
      ))}
    </div>
  );
}
