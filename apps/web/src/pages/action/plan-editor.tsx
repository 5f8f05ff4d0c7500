import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { maxMilestones } from '@yardstick/domain/action';
import { Alert, App, AutoComplete, Button, DatePicker, Form, Input, Select } from 'antd';
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
import { DraftConflict, type DraftLine, DraftStatus } from '../../components/draft-status.tsx';
import { placeErrors } from '../../components/modal-form.tsx';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { moment } from '../../lib/days.ts';
import { type Draft, type DraftBody, isSame, isUnsafe } from '../../lib/draft.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { useToday, useViewer } from '../../lib/viewer.tsx';
import { markOf, type MilestoneDraft, planFromDraft, type PlanDraft, planOf } from './plan-draft.ts';
import { PlanExamplesDocument } from './plan-editor.generated.ts';
import { type PlanExample, PlanExamples } from './plan-examples.tsx';

type Action = ActionPartsFragment;

const dayProps = {
  getValueProps: (value: string | null | undefined) => ({ value: value ? dayjs(value) : null }),
  getValueFromEvent: (value: Dayjs | null) => (value ? value.format('YYYY-MM-DD') : null),
};

/** What, who, until when: the plan a unit breaks a measure down into. Kept while it is typed, judged when submitted. */
export function PlanEditor({ action }: { action: Action }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const viewer = useViewer();
  const today = useToday();
  const [form] = Form.useForm<PlanDraft>();
  const [isDirty, setDirty] = useState(false);
  const [loose, setLoose] = useState<string[]>([]);
  const [restored, setRestored] = useState<Draft | null>(null);
  const { data: help } = useQuery(PlanExamplesDocument, { variables: { actionId: action.id } });
  const [savePlan, { loading: isSaving }] = useCommand(PlanActionDocument, { quiet: true, refetch: ['ActionRecord'] });
  const [submit, { loading: isSubmitting }] = useCommand(SubmitPlanDocument, {
    quiet: true,
    refetch: ['ActionRecord', 'Todo', 'FrameCounts'],
  });
  const content = Form.useWatch('content', form) ?? '';

  const show = (plan: PlanDraft) => {
    // rows of a list are replaced as a whole; merged by position, a shorter list would keep the longer one's tail
    form.setFieldsValue({ ...plan, milestones: [] });
    form.setFieldsValue({ milestones: plan.milestones });
  };
  const draft = useDraft('plan', action.id, true, left => {
    const plan = planFromDraft(left.body);
    if (isSame(plan, planOf(action, viewer.name))) return;
    show(plan);
    setDirty(true);
    setRestored(left);
  });
  const edited = () => {
    setDirty(true);
    draft.edit({ ...(form.getFieldsValue(true) as PlanDraft) });
  };

  // another version arrived (saved here or by a colleague): show it unless someone is typing
  useEffect(() => {
    if (!isDirty) show(planOf(action, viewer.name));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new version is the only reason
  }, [action.version]);

  const mayLose = isUnsafe(draft.state);
  const blocker = useBlocker(mayLose);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // what can be saved is saved; asked is only where it cannot
    void draft.flush().then(isSafe => {
      if (isSafe) {
        blocker.proceed();
        return;
      }
      void modal.confirm({
        title: t('unitPlan.unsaved'),
        content: t('unitPlan.unsavedWhatNow'),
        okText: t('unitPlan.leave'),
        cancelText: t('unitPlan.stay'),
        onOk: () => blocker.proceed(),
        onCancel: () => blocker.reset(),
      });
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked once per attempt to leave
  }, [blocker, modal, t]);
  useEffect(() => {
    if (!mayLose) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [mayLose]);

  const save = async (): Promise<boolean> => {
    setLoose([]);
    const plan = form.getFieldsValue(true) as PlanDraft;
    const undated = plan.milestones.findIndex(milestone => !milestone.dueOn);
    if (undated >= 0) {
      form.setFields([{ name: ['milestones', undated, 'dueOn'], errors: [t('unitPlan.dueMissing')] }]);
      form.scrollToField(['milestones', undated, 'dueOn'], { focus: true });
      return false;
    }
    if (!(await draft.hold())) return false;
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
      draft.release();
      setLoose(placeErrors(form, result.userErrors));
      return false;
    }
    setDirty(false);
    setRestored(null);
    await draft.handedIn();
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

  const take = (example: PlanExample) => {
    const { ownerName, section, headInCharge } = form.getFieldsValue(true) as PlanDraft;
    show({
      content: example.content,
      target: example.target ?? '',
      steps: example.steps ?? '',
      ownerName,
      section,
      headInCharge,
      milestones: example.milestones.map(milestone => ({ ...milestone, proofKinds: [...milestone.proofKinds] })),
    });
    edited();
  };

  const fields = action.returnedFields ?? [];
  /** Where the office put a mark: the field stands out and says what is to be changed. */
  const marked = (name: string, milestoneId?: string | null) => {
    const note = markOf(fields, milestoneId, name);
    return note === undefined
      ? {}
      : { className: 'field-marked', extra: <span className="mark-note">{note ?? t('mark.here')}</span> };
  };
  const exampleOf = (kind: EvidenceKind): string | undefined => {
    const example = help?.proofExamples.find(one => one.kind === kind);
    return example ? localized(example.text) : undefined;
  };
  const suggest = (names: readonly string[] | undefined) => ({
    options: (names ?? []).map(value => ({ value })),
    showSearch: { filterOption: (typed: string, option?: { value: string }) => option?.value.includes(typed) ?? false },
  });

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
      {fields.length > 0 ? (
        <Alert className="modal-errors" type="warning" showIcon title={t('mark.toChange', { count: fields.length })} />
      ) : null}
      <PlanExamples examples={help?.planExamples ?? []} isFilled={content.trim() !== ''} onTake={take} />
      {restored ? (
        <Alert
          className="modal-errors"
          type="info"
          showIcon
          closable={{ onClose: () => setRestored(null) }}
          title={t('draft.restored', { name: restored.savedBy ?? '', at: moment(restored.savedAt) })}
          action={
            <Button
              size="small"
              onClick={() => {
                show(planOf(action, viewer.name));
                setRestored(null);
                edited();
                setDirty(false);
              }}
            >
              {t('draft.discard')}
            </Button>
          }
        />
      ) : null}
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
      <DraftConflict
        state={draft.state}
        linesOf={body => planLines(planFromDraft(body), t)}
        handedIn={planOf(action, viewer.name) as unknown as DraftBody}
        onChoose={(whose, theirs) => {
          if (whose === 'theirs') {
            show(planFromDraft(theirs));
            setDirty(true);
          }
          draft.choose(whose);
        }}
      />
      <Form<PlanDraft>
        form={form}
        name="plan"
        layout="vertical"
        initialValues={planOf(action, viewer.name)}
        onValuesChange={edited}
        requiredMark
        className="plan-form"
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="content"
          label={t('unitPlan.content')}
          required
          tooltip={t('unitPlan.contentWhat')}
          {...marked('content')}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="target" label={t('unitPlan.target')} tooltip={t('unitPlan.targetWhat')} {...marked('target')}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="steps" label={t('unitPlan.steps')} {...marked('steps')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 10 }} maxLength={4000} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="ownerName" label={t('unitPlan.ownerName')} required {...marked('ownerName')}>
            <AutoComplete {...suggest(help?.planNames.ownerNames)} maxLength={50} />
          </Form.Item>
          <Form.Item name="section" label={t('unitPlan.section')} required {...marked('section')}>
            <AutoComplete {...suggest(help?.planNames.sections)} maxLength={100} />
          </Form.Item>
          <Form.Item name="headInCharge" label={t('unitPlan.headInCharge')} required {...marked('headInCharge')}>
            <AutoComplete {...suggest(help?.planNames.headsInCharge)} maxLength={100} />
          </Form.Item>
        </div>
        <Form.List name="milestones">
          {(rows, { add, remove }) => (
            <fieldset className="milestone-drafts">
              <legend>{t('unitPlan.milestones', { day: action.dueOn })}</legend>
              {action.measure.proofExample ? (
                <p className="cell-sub">{t('unitPlan.proofExample', { text: action.measure.proofExample })}</p>
              ) : null}
              {markOf(fields, undefined, 'milestones') !== undefined ? (
                <p className="mark-note">{markOf(fields, undefined, 'milestones') ?? t('mark.here')}</p>
              ) : null}
              {rows.map((row, index) => {
                const { id, dueOn } = (form.getFieldValue(['milestones', row.name]) ?? {}) as MilestoneDraft;
                return (
                  <div
                    key={row.key}
                    className="milestone-draft"
                    role="group"
                    aria-label={t('unitPlan.milestoneNumber', { number: index + 1 })}
                  >
                    <span className="milestone-seq" aria-hidden>
                      {index + 1}
                    </span>
                    <Form.Item
                      name={[row.name, 'title']}
                      label={t('unitPlan.milestoneTitle')}
                      required
                      {...marked('title', id ?? null)}
                    >
                      <Input maxLength={200} />
                    </Form.Item>
                    <Form.Item
                      name={[row.name, 'deliverable']}
                      label={t('milestone.deliverable')}
                      required
                      {...marked('deliverable', id ?? null)}
                    >
                      <Input maxLength={500} />
                    </Form.Item>
                    <Form.Item
                      name={[row.name, 'dueOn']}
                      label={t('milestone.due')}
                      required
                      {...dayProps}
                      {...(dueOn && dueOn < today ? { extra: t('unitPlan.dayPassed') } : {})}
                      {...marked('dueOn', id ?? null)}
                    >
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
                      disabled={rows.length === 1}
                      aria-label={t('unitPlan.removeMilestone', { number: index + 1 })}
                      onClick={() => remove(row.name)}
                    />
                    <Form.Item
                      name={[row.name, 'acceptanceRule']}
                      label={t('milestone.acceptanceRule')}
                      tooltip={t('unitPlan.acceptanceRuleWhat')}
                      {...marked('acceptanceRule', id ?? null)}
                    >
                      <Input maxLength={500} placeholder={t('unitPlan.acceptanceRuleExample')} />
                    </Form.Item>
                    <Form.Item
                      name={[row.name, 'proofKinds']}
                      label={t('milestone.proofKinds')}
                      required
                      {...marked('proofKinds', id ?? null)}
                    >
                      <Select
                        mode="multiple"
                        options={evidenceKinds.map(kind => ({ value: kind, label: t(`enum.evidenceKind.${kind}`) }))}
                      />
                    </Form.Item>
                    <Form.Item noStyle shouldUpdate>
                      {() => (
                        <ul className="proof-examples" aria-label={t('unitPlan.proofExamples')}>
                          {((form.getFieldValue(['milestones', row.name, 'proofKinds']) ?? []) as EvidenceKind[]).map(
                            kind => (
                              <li key={kind}>
                                {t('unitPlan.exampleOf', {
                                  kind: t(`enum.evidenceKind.${kind}`),
                                  text: exampleOf(kind) ?? '',
                                })}
                              </li>
                            ),
                          )}
                        </ul>
                      )}
                    </Form.Item>
                  </div>
                );
              })}
              <Button
                type="dashed"
                icon={<PlusOutlined />}
                disabled={rows.length >= maxMilestones}
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
          <DraftStatus state={draft.state} />
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

/** The plan in words, for setting two of them side by side. */
function planLines(plan: PlanDraft, t: ReturnType<typeof useTranslation>['t']): DraftLine[] {
  return [
    { label: t('unitPlan.content'), text: plan.content },
    { label: t('unitPlan.target'), text: plan.target ?? '' },
    { label: t('unitPlan.steps'), text: plan.steps ?? '' },
    { label: t('unitPlan.ownerName'), text: plan.ownerName },
    { label: t('unitPlan.section'), text: plan.section },
    { label: t('unitPlan.headInCharge'), text: plan.headInCharge },
    ...plan.milestones.map((milestone, index) => ({
      label: t('unitPlan.milestoneNumber', { number: index + 1 }),
      text: [
        milestone.title,
        milestone.dueOn,
        milestone.deliverable,
        milestone.acceptanceRule,
        (milestone.proofKinds ?? []).map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma')),
      ]
        .filter(Boolean)
        .join('\n'),
    })),
  ];
}
