import { Alert, App, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { useToday } from '../../lib/viewer.tsx';
import { ImportCalendarDocument } from './admin-calendar.generated.ts';
import styles from './admin-calendar.module.css';
import { DayList } from './day-list.tsx';
import { readExceptions } from './read-exceptions.ts';
import type { ReadFault } from './read-exceptions.ts';

interface Values {
  year: number;
  noticeNo: string;
  lines: string;
}

const EXAMPLE = '2024-02-10~2024-02-17,放假,春节\n2024-02-18,上班,春节';

export interface ImportCalendarProps {
  open: boolean;
  knownYears: readonly number[];
  onClose: () => void;
}

export function ImportCalendar({ open, knownYears, onClose }: ImportCalendarProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const nextYear = Number(useToday().slice(0, 4)) + 1;
  const [importCalendar] = useCommand(ImportCalendarDocument, { refetch: ['AdminCalendarPage'], quiet: true });
  const required = { required: true, message: t('calendar.import.required') };
  const sentence = ({ fault, row, text }: ReadFault) =>
    t(`calendar.fault.${fault}`, { row, text, year: form.getFieldValue('year') as number });

  return (
    <ModalForm<Values>
      open={open}
      title={t('calendar.import')}
      width={720}
      okText={t('import.commit')}
      form={form}
      initialValues={{ year: nextYear }}
      onClose={onClose}
      onSubmit={async ({ year, noticeNo, lines }) => {
        const { exceptions } = readExceptions(lines, year);
        const answer = await importCalendar({ input: { year, noticeNo, exceptions } });
        if (answer.ok) void message.success(t('calendar.import.done', { n: exceptions.length }));
        return answer;
      }}
    >
      <div className={styles.pair}>
        <Form.Item name="year" label={t('calendar.import.year')} rules={[required]}>
          <InputNumber min={2000} max={2100} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="noticeNo"
          label={t('calendar.import.noticeNo')}
          extra={t('calendar.import.noticeHelp')}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item
        name="lines"
        label={t('calendar.import.lines')}
        extra={t('calendar.import.linesHelp')}
        dependencies={['year']}
        rules={[
          {
            required: true,
            validator: (_, text: string | undefined) => {
              const { faults } = readExceptions(text ?? '', form.getFieldValue('year') as number);
              return faults.length === 0
                ? Promise.resolve()
                : Promise.reject(new Error(faults.map(sentence).join('\n')));
            },
          },
        ]}
        className={styles.lines}
      >
        <Input.TextArea rows={8} placeholder={EXAMPLE} spellCheck={false} className={styles.code} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => {
          const year = getFieldValue('year') as number;
          const text = (getFieldValue('lines') as string | undefined) ?? '';
          const { exceptions, faults } = readExceptions(text, year);
          const off = exceptions.filter(({ isWorkday }) => !isWorkday);
          const work = exceptions.filter(({ isWorkday }) => isWorkday);
          return (
            <>
              {knownYears.includes(year) && (
                <Alert type="info" showIcon title={t('calendar.import.replace', { year })} />
              )}
              {faults.length === 0 && exceptions.length > 0 && (
                <div className={styles.preview}>
                  <p role="status">{t('calendar.import.preview', { off: off.length, work: work.length })}</p>
                  <div className={styles.lists}>
                    <DayList title={t('calendar.offList')} days={off} />
                    <DayList title={t('calendar.workList')} days={work} />
                  </div>
                </div>
              )}
            </>
          );
        }}
      </Form.Item>
    </ModalForm>
  );
}
