import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, App, Form, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ModalForm } from '../../components/modal-form.tsx';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { CaseFilesDocument } from '../unit-lines/case-files.generated.ts';
import { RecordBatchDocument } from './collecting.generated.ts';
import { type Collecting, collectingRefetch } from './collecting-section.tsx';
import styles from './collecting.module.css';

interface Values {
  unitId: string;
  counts?: Record<string, string>;
  cases?: { ref: string; value: string; vetoes?: string[] }[];
  population?: string;
  source: string;
}

export interface RecordBatchProps {
  evaluationId: string;
  method: Collecting['recordMethods'][number];
  units: readonly { id: string; name: string }[];
  onClose: () => void;
}

/** A batch of one unit: how often each answer was given, or the case files drawn with their marks. */
export function RecordBatch({ evaluationId, method, units, onClose }: RecordBatchProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [record] = useCommand(RecordBatchDocument, { refetch: collectingRefetch, quiet: true });
  const isCases = method.method === 'case-files';
  const [form] = Form.useForm<Values>();
  const unitId = Form.useWatch('unitId', form);
  const { data } = useQuery(
    CaseFilesDocument,
    isCases && unitId ? { variables: { id: evaluationId, unitId } } : skipToken,
  );
  const drawn = data?.caseFiles.find(({ figure }) => figure === method.figure)?.lists.at(-1)?.draw?.drawn;
  useEffect(() => {
    if (isCases) form.setFieldValue('cases', drawn?.map(ref => ({ ref, value: '' })) ?? []);
  }, [form, isCases, drawn]);
  return (
    <ModalForm<Values>
      open
      width={640}
      form={form}
      title={t('collect.recordTitle', { name: localized(method.name) })}
      okText={t('collect.record')}
      initialValues={units.length === 1 ? { unitId: units[0]!.id } : {}}
      onClose={onClose}
      onSubmit={async ({ unitId: of, counts = {}, cases = [], population, source }) => {
        const records = isCases
          ? cases.map(({ ref, value, vetoes = [] }) => ({ ref, value: value.trim(), vetoes }))
          : method.choices
              .map(({ code }) => ({ item: code, value: counts[code]?.trim() ?? '' }))
              .filter(({ value }) => value !== '');
        const input = {
          evaluationId,
          unitId: of,
          figure: method.figure,
          records,
          population: population ?? null,
          source,
        };
        const answer = await record({ input });
        if (answer.ok) void message.success(t('collect.recorded'));
        return answer;
      }}
    >
      <Form.Item
        name="unitId"
        label={t('collect.unit')}
        rules={[{ required: true, message: t('collect.unitMissing') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      {isCases ? (
        <Form.List name="cases">
          {fields => (
            <>
              {data && !drawn && (
                <Alert
                  type="warning"
                  showIcon
                  title={t('cases.notDrawn')}
                  action={<Link to={`/evaluations/${evaluationId}/lines/${unitId}`}>{t('cases.openLines')}</Link>}
                />
              )}
              {drawn && <p className={styles.quiet}>{t('cases.marksFor', { count: drawn.length })}</p>}
              {fields.map(({ key, name }) => (
                <div key={key} className={styles.case}>
                  <Form.Item noStyle name={[name, 'ref']} rules={[{ required: true, whitespace: true }]}>
                    <Input placeholder={t('collect.caseRef')} aria-label={t('collect.caseRef')} readOnly />
                  </Form.Item>
                  <Form.Item noStyle name={[name, 'value']} rules={[{ required: true, whitespace: true }]}>
                    <Input placeholder={t('collect.caseMark')} aria-label={t('collect.caseMark')} inputMode="decimal" />
                  </Form.Item>
                  <div className={styles.wide}>
                    <Form.Item noStyle name={[name, 'vetoes']}>
                      <Select
                        mode="multiple"
                        style={{ width: '100%' }}
                        placeholder={t('collect.caseVetoes')}
                        aria-label={t('collect.caseVetoes')}
                        options={method.choices.map(choice => ({ value: choice.code, label: localized(choice.name) }))}
                      />
                    </Form.Item>
                  </div>
                </div>
              ))}
            </>
          )}
        </Form.List>
      ) : (
        <Form.Item label={t('collect.count')}>
          {method.choices.map(({ code, name, points }) => (
            <div key={code} className={styles.choice}>
              <span>
                {localized(name)}
                {points === null ? '' : ` (${points})`}
              </span>
              <Form.Item noStyle name={['counts', code]}>
                <Input inputMode="numeric" aria-label={localized(name)} />
              </Form.Item>
            </div>
          ))}
        </Form.Item>
      )}
      {method.method === 'survey' && (
        <Form.Item name="population" label={t('collect.population')} extra={t('collect.populationHelp')}>
          <Input inputMode="numeric" />
        </Form.Item>
      )}
      <Form.Item
        name="source"
        label={t('collect.recordSource')}
        extra={t('collect.recordSourceHelp')}
        rules={[{ required: true, whitespace: true, message: t('collect.recordSource') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </ModalForm>
  );
}
