import { App, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { inputOf, LineFields, type LineValues, valuesOf } from '../unit-lines/line-fields.tsx';
import { Marks } from '../unit-lines/three-lines.tsx';
import { type ObjectionPartsFragment, UpholdObjectionDocument } from './objection.generated.ts';

interface Values {
  reason: string;
  how: 'records' | 'figure' | 'finalLine' | 'notApplicable';
  which?: string;
  figure?: { value: string; source: string };
  finalLine?: LineValues;
}

export interface UpholdObjectionProps {
  objection: ObjectionPartsFragment;
  open: boolean;
  refetch: string[];
  onClose: () => void;
}

/** The unit was right: what of its inputs changes, and on what grounds. */
export function UpholdObjection({ objection, open, refetch, onClose }: UpholdObjectionProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const how = Form.useWatch('how', form);
  const [uphold] = useCommand(UpholdObjectionDocument, { refetch, quiet: true });
  const { figures, lines } = objection;
  const keyOf = ({ code, year }: { code: string; year: number }): string => `${code} ${year}`;
  return (
    <ModalForm<Values>
      open={open}
      width={600}
      title={t('verb.upholdObjection')}
      intro={t('objection.upholdIntro')}
      okText={t('verb.upholdObjection')}
      form={form}
      initialValues={{
        how: lines ? 'finalLine' : 'records',
        finalLine: valuesOf(lines && (lines.ruled ?? lines.final ?? lines.office)),
      }}
      onClose={onClose}
      onSubmit={async ({ reason, how: kind, which, figure, finalLine }) => {
        const known = figures.find(one => keyOf(one) === which);
        const answer = await uphold({
          input: {
            objectionId: objection.id,
            expectedVersion: objection.version,
            reason: reason.trim(),
            notApplicable: kind === 'notApplicable',
            figure:
              kind === 'figure' && known && figure
                ? { code: known.code, year: known.year, value: figure.value.trim(), source: figure.source.trim() }
                : null,
            finalLine: kind === 'finalLine' && lines ? { ...inputOf(lines, finalLine), reason: null } : null,
          },
        });
        if (answer.ok) void message.success(t('verb.done', { verb: t('verb.upholdObjection') }));
        return answer;
      }}
    >
      <Form.Item
        name="reason"
        label={t('objection.decision')}
        rules={[{ required: true, whitespace: true, message: t('objection.reasonRequired') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="how" label={t('objection.how')}>
        <Radio.Group
          options={(['finalLine', 'records', 'figure', 'notApplicable'] as const)
            .filter(value => value !== 'finalLine' || lines)
            .map(value => ({
              value,
              label: t(`objection.how.${value}`),
              disabled: value === 'figure' && figures.length === 0,
            }))}
        />
      </Form.Item>
      {how === 'finalLine' && lines && (
        <>
          <Marks indicator={lines} />
          <p className="cell-sub">{t('objection.finalLineNote')}</p>
          <LineFields indicator={lines} path={['finalLine']} needsReason={false} hasReason={false} cites={false} />
        </>
      )}
      {how === 'figure' && (
        <>
          <Form.Item
            name="which"
            label={t('objection.figure')}
            rules={[{ required: true, message: t('objection.figureRequired') }]}
          >
            <Select
              options={figures.map(figure => ({
                value: keyOf(figure),
                label: [
                  localized(figure.name),
                  figure.year > 0 ? t('objection.year', { year: figure.year }) : '',
                  figure.value,
                ]
                  .filter(Boolean)
                  .join(' '),
              }))}
            />
          </Form.Item>
          <Form.Item name={['figure', 'value']} label={t('objection.figureValue')} rules={[{ required: true }]}>
            <Input inputMode="decimal" maxLength={20} />
          </Form.Item>
          <Form.Item
            name={['figure', 'source']}
            label={t('objection.figureSource')}
            rules={[{ required: true, whitespace: true, message: t('objection.figureSourceRequired') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
    </ModalForm>
  );
}
