import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { skipToken, useApolloClient, useQuery } from '@apollo/client/react';
import { maxMilestones } from '@yardstick/domain/action';
import { Alert, App, Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import {
  type ActionPartsFragment,
  PlanActionDocument,
  SubmitPlanDocument,
} from '../../components/delivery/delivery.generated.ts';
import { evidenceKinds } from '../../components/delivery/kinds.ts';
import { placeErrors } from '../../components/modal-form.tsx';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useToday, useViewer } from '../../lib/viewer.tsx';
import { EarlierActionDocument, EarlierPlanDocument } from './plan-editor.generated.ts';

interface MilestoneDraft {
  id?: string | null;
  title?: string;
  deliverable?: string;
  acceptanceRule?: string | null;
  proofKinds?: EvidenceKind[];
  dueOn?: string | null;
}

interface Plan {
  content: string;
  target?: string;
  steps?: string;
  ownerName: string;
  section: string;
  headInCharge: string;
  milestones: MilestoneDraft[];
}

type Action = ActionPartsFragment;

function planOf(action: Action, ownName: string): Plan {
  return {
    content: action.content,
    target: action.target ?? '',
    steps: action.steps ?? '',
    ownerName: action.ownerName ?? ownName,
    section: action.section ?? '',
    headInCharge: action.headInCharge ?? '',
    milestones:
      action.milestones.length > 0
        ? action.milestones.map(({ id, title, deliverable, acceptanceRule, proofKinds, dueOn }) => ({
            id,
            title,
            deliverable,
            acceptanceRule,
            proofKinds: [...proofKinds],
            dueOn,
          }))
        : // the measure says what must come out of it in the end
          [
            {
              title: '',
              deliverable: action.measure.deliverable,
              proofKinds: [...action.measure.evidenceKinds],
              dueOn: action.dueOn,
            },
          ],
  };
}

const dayProps = {
  getValueProps: (value: string | null | undefined) => ({ value: value ? dayjs(value) : null }),
  getValueFromEvent: (value: Dayjs | null) => (value ? value.format('YYYY-MM-DD') : null),
};

/** What, who, until when: the plan a unit breaks a measure down into. Saved as it stands, judged when submitted. */
export function PlanEditor({ action }: { action: Action }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const viewer = useViewer();
  const today = useToday();
  const [form] = Form.useForm<Plan>();
  const [isDirty, setDirty] = useState(false);
  const [loose, setLoose] = useState<string[]>([]);
  const [savePlan, { loading: isSaving }] = useCommand(PlanActionDocument, { quiet: true, refetch: ['ActionRecord'] });
  const [submit, { loading: isSubmitting }] = useCommand(SubmitPlanDocument, {
    quiet: true,
    refetch: ['ActionRecord', 'Todo', 'FrameCounts'],
  });

  // another version arrived (saved here or by a colleague): show it unless someone is typing
  useEffect(() => {
    if (!isDirty) form.setFieldsValue(planOf(action, viewer.name));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new version is the only reason
  }, [action.version]);

  const blocker = useBlocker(isDirty);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void modal.confirm({
      title: t('unitPlan.unsaved'),
      content: t('unitPlan.unsavedWhatNow'),
      okText: t('unitPlan.leave'),
      cancelText: t('unitPlan.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, t]);
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);

  const save = async (): Promise<boolean> => {
    setLoose([]);
    const plan = form.getFieldsValue(true) as Plan;
    const undated = plan.milestones.findIndex(milestone => !milestone.dueOn);
    if (undated >= 0) {
      form.setFields([{ name: ['milestones', undated, 'dueOn'], errors: [t('unitPlan.dueMissing')] }]);
      form.scrollToField(['milestones', undated, 'dueOn'], { focus: true });
      return false;
    }
    const result = await savePlan({
      input: {
        actionId: action.id,
        expectedVersion: action.version,
        content: plan.content ?? '',
        target: plan.target?.trim() || null,
        steps: plan.steps?.trim() || null,
        ownerName: plan.ownerName ?? '',
        section: plan.section ?? '',
        headInCharge: plan.headInCharge ?? '',
        milestones: plan.milestones.map(milestone => ({
          id: milestone.id ?? null,
          title: milestone.title ?? '',
          deliverable: milestone.deliverable ?? '',
          acceptanceRule: milestone.acceptanceRule?.trim() || null,
          proofKinds: milestone.proofKinds ?? [],
          dueOn: milestone.dueOn ?? action.dueOn,
        })),
      },
    });
    if (!result.ok) {
      setLoose(placeErrors(form, result.userErrors));
      return false;
    }
    setDirty(false);
    // milestones saved for the first time have their ids now
    const saved = result.payload?.action;
    if (saved) form.setFieldsValue({ milestones: plan.milestones });
    return true;
  };

  const saveOnly = async () => {
    if (await save()) void message.success(t('unitPlan.saved'));
  };
  const saveAndSubmit = async () => {
    if (!(await save())) return;
    const result = await submit({ input: { actionId: action.id } });
    if (result.ok) void message.success(t('unitPlan.submitted'));
    else setLoose(placeErrors(form, result.userErrors));
  };

  return (
    <>
      <div className="asked">
        <div className="asked-source">
          {action.measure.code} · {action.measure.sourceClause}
        </div>
        <p>{action.measure.text}</p>
        <p className="cell-sub">
          {t('unitPlan.askedDeliverable', { text: action.measure.deliverable })}
          {action.measure.stageTargets
            .filter(stage => stage.year === action.year)
            .map(stage => ` ${t('unitPlan.askedTarget', { year: stage.year, text: stage.target })}`)}
        </p>
      </div>
      <EarlierPlan
        action={action}
        onTake={plan => {
          form.setFieldsValue(plan);
          setDirty(true);
        }}
      />
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
      <Form<Plan>
        form={form}
        name="plan"
        layout="vertical"
        initialValues={planOf(action, viewer.name)}
        onValuesChange={() => setDirty(true)}
        requiredMark
        className="plan-form"
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item name="content" label={t('unitPlan.content')} required tooltip={t('unitPlan.contentWhat')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="target" label={t('unitPlan.target')} tooltip={t('unitPlan.targetWhat')}>
          <Input maxLength={500} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="ownerName" label={t('unitPlan.ownerName')} required>
            <Input maxLength={50} />
          </Form.Item>
          <Form.Item name="section" label={t('unitPlan.section')} required>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="headInCharge" label={t('unitPlan.headInCharge')} required>
            <Input maxLength={100} />
          </Form.Item>
        </div>
        <Form.List name="milestones">
          {(fields, { add, remove }) => (
            <fieldset className="milestone-drafts">
              <legend>{t('unitPlan.milestones', { day: action.dueOn })}</legend>
              {fields.map((field, index) => (
                <div
                  key={field.key}
                  className="milestone-draft"
                  role="group"
                  aria-label={t('unitPlan.milestoneNumber', { number: index + 1 })}
                >
                  <span className="milestone-seq" aria-hidden>
                    {index + 1}
                  </span>
                  <Form.Item name={[field.name, 'title']} label={t('unitPlan.milestoneTitle')} required>
                    <Input maxLength={200} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'deliverable']} label={t('milestone.deliverable')} required>
                    <Input maxLength={500} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'proofKinds']} label={t('milestone.proofKinds')} required>
                    <Select
                      mode="multiple"
                      maxTagCount="responsive"
                      options={evidenceKinds.map(kind => ({ value: kind, label: t(`enum.evidenceKind.${kind}`) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'dueOn']} label={t('milestone.due')} required {...dayProps}>
                    <DatePicker
                      style={{ width: '100%' }}
                      minDate={dayjs(action.startOn)}
                      maxDate={dayjs(action.dueOn)}
                      defaultPickerValue={dayjs(today)}
                    />
                  </Form.Item>
                  <Button
                    className="milestone-remove"
                    type="text"
                    icon={<DeleteOutlined />}
                    disabled={fields.length === 1}
                    aria-label={t('unitPlan.removeMilestone', { number: index + 1 })}
                    onClick={() => remove(field.name)}
                  />
                </div>
              ))}
              <Button
                type="dashed"
                icon={<PlusOutlined />}
                disabled={fields.length >= maxMilestones}
                onClick={() =>
                  add({ title: '', deliverable: '', proofKinds: [...action.measure.evidenceKinds], dueOn: null })
                }
              >
                {t('unitPlan.addMilestone')}
              </Button>
            </fieldset>
          )}
        </Form.List>
        <div className="form-buttons sticky-buttons">
          <span className="cell-sub">{isDirty ? t('unitPlan.isDirty') : ''}</span>
          <Button loading={isSaving && !isSubmitting} onClick={() => void saveOnly()}>
            {t('common.save')}
          </Button>
          <Button type="primary" loading={isSubmitting} onClick={() => void saveAndSubmit()}>
            {t('unitPlan.submit')}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** Last year's plan of the same unit for the same measure, with its days moved on. Nobody types twice what is known. */
function EarlierPlan({ action, onTake }: { action: Action; onTake: (plan: Plan) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useApolloClient();
  const [isTaken, setTaken] = useState(false);
  const { data } = useQuery(
    EarlierActionDocument,
    action.content === ''
      ? { variables: { filter: { measureCode: action.measure.code, unitId: action.unit.id, year: action.year - 1 } } }
      : skipToken,
  );
  const earlier = data?.actions.rows[0];
  if (!earlier || isTaken || action.content !== '') return null;
  const take = async () => {
    const answer = await client.query({ query: EarlierPlanDocument, variables: { id: earlier.id } }).catch(() => null);
    const plan = answer?.data?.action;
    if (!plan) {
      void message.error(t('common.offline'));
      return;
    }
    const step = action.year - plan.year;
    onTake({
      content: plan.content,
      target: plan.target ?? '',
      steps: plan.steps ?? '',
      ownerName: plan.ownerName ?? '',
      section: plan.section ?? '',
      headInCharge: plan.headInCharge ?? '',
      milestones: plan.milestones.map(milestone => {
        const moved = dayjs(milestone.dueOn).add(step, 'year').format('YYYY-MM-DD');
        return {
          title: milestone.title,
          deliverable: milestone.deliverable,
          acceptanceRule: milestone.acceptanceRule,
          proofKinds: [...milestone.proofKinds],
          dueOn: moved > action.dueOn ? action.dueOn : moved,
        };
      }),
    });
    setTaken(true);
  };
  return (
    <div className="earlier">
      <span>{t('unitPlan.earlier', { year: earlier.year })}</span>
      <Button size="small" icon={<CopyOutlined />} onClick={() => void take()}>
        {t('unitPlan.takeEarlier', { year: earlier.year })}
      </Button>
    </div>
  );
}
