import { App, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ModalForm } from '../../components/modal-form.tsx';
import { actionsHref } from '../../lib/actions-href.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useToday } from '../../lib/viewer.tsx';
import { IssueActionsDocument } from './plan.generated.ts';
import type { PlanPageQuery } from './plan.generated.ts';

interface Values {
  year: number;
  measureIds?: string[];
}

export interface IssueActionsProps {
  open: boolean;
  program: NonNullable<PlanPageQuery['program']>;
  onClose: () => void;
}

export function IssueActions({ open, program, onClose }: IssueActionsProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const today = useToday();
  const [form] = Form.useForm<Values>();
  const [issue] = useCommand(IssueActionsDocument, { refetch: ['PlanPage'], quiet: true });
  const thisYear = Number(today.slice(0, 4));
  const firstYear = program.stages.find(stage => stage.year === thisYear)?.year ?? program.stages[0]?.year;
  const measures = program.tasks.flatMap(task => task.measures);
  const dueIn = (year: number) => measures.filter(measure => measure.due.some(due => due.year === year));

  async function handleSubmit({ year, measureIds }: Values) {
    const chosen = measureIds?.length ? measureIds : null;
    const answer = await issue({ input: { programId: program.id, year, measureIds: chosen } });
    if (answer.ok && answer.payload) {
      modal.success({
        title: t('plan.issue.done'),
        content: t('plan.issue.result', {
          issued: answer.payload.issuedCount,
          already: answer.payload.alreadyIssuedCount,
        }),
        okText: t('plan.issue.open'),
        onOk: () => void navigate(actionsHref({ programId: program.id, year })),
        closable: true,
      });
    }
    return answer;
  }

  return (
    <ModalForm<Values>
      open={open}
      title={t('plan.issue')}
      intro={t('plan.issue.intro')}
      okText={t('plan.issue')}
      form={form}
      initialValues={{ year: firstYear }}
      onSubmit={handleSubmit}
      onClose={onClose}
    >
      <Form.Item
        name="year"
        label={t('plan.issue.year')}
        rules={[{ required: true, message: t('plan.issue.yearRequired') }]}
      >
        <Select
          onChange={() => form.setFieldValue('measureIds', undefined)}
          options={program.stages.map(({ year, name }) => ({
            value: year,
            label: t('plan.issue.yearOption', { year, name }),
          }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => {
          const year = (getFieldValue('year') as number | undefined) ?? firstYear ?? thisYear;
          const ids = (getFieldValue('measureIds') as string[] | undefined) ?? [];
          const possible = dueIn(year);
          const chosen = ids.length > 0 ? possible.filter(({ id }) => ids.includes(id)) : possible;
          return (
            <>
              <Form.Item name="measureIds" label={t('plan.issue.measures')} extra={t('plan.issue.measuresHelp')}>
                <Select
                  mode="multiple"
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  maxTagCount="responsive"
                  placeholder={t('table.any')}
                  options={possible.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` }))}
                />
              </Form.Item>
              <p role="status">
                {chosen.length === 0
                  ? t('plan.issue.previewNone')
                  : t('plan.issue.preview', {
                      year,
                      n: chosen.length,
                      codes: chosen.map(({ code }) => code).join(t('common.comma')),
                    })}
              </p>
            </>
          );
        }}
      </Form.Item>
    </ModalForm>
  );
}
