import { likeness, reportLength, type ReportText } from '@yardstick/domain/periodic-report';
import { Alert, App, Button, Form, Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftConflict, DraftStatus } from '../../components/draft-status.tsx';
import { placeErrors } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { moment } from '../../lib/days.ts';
import { type Draft, type DraftBody, isSame } from '../../lib/draft.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { type PeriodicReportPartsFragment, SubmitReportDocument } from './report.generated.ts';
import { reportParts, reportTextOf } from './report-text.ts';

/** The liaison's form: prefilled, kept while it is typed, measured against its length and against the last one. */
export function WriteReport({ report, refetch }: { report: PeriodicReportPartsFragment; refetch: string[] }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [form] = Form.useForm<ReportText>();
  const first = useMemo(() => reportTextOf({ ...report.text }), [report.text]);
  const [text, setText] = useState<ReportText>(first);
  const [restored, setRestored] = useState<Draft | null>(null);
  const [loose, setLoose] = useState<string[]>([]);
  const [submit, { loading }] = useCommand(SubmitReportDocument, { refetch, quiet: true });
  const put = (next: ReportText) => {
    form.setFieldsValue(next);
    setText(next);
  };
  const draft = useDraft('report', report.id, true, left => {
    const next = reportTextOf(left.body);
    if (isSame(next, first)) return;
    put(next);
    setRestored(left);
  });
  const edited = (next: ReportText) => {
    setText(next);
    draft.edit({ ...next });
  };
  const send = async (values: ReportText) => {
    if (!(await draft.hold())) return;
    const result = await submit({
      input: { reportId: report.id, expectedVersion: report.version, ...reportTextOf({ ...values }) },
    });
    if (result.ok) {
      await draft.handedIn();
      void message.success(t('periodic.done', { verb: t('verb.submitReport') }));
    } else {
      draft.release();
      setLoose(placeErrors(form, result.userErrors));
    }
  };
  const refill = () =>
    modal.confirm({
      title: t('periodic.refill'),
      content: t('periodic.refillWhat'),
      okText: t('periodic.refill'),
      cancelText: t('common.cancel'),
      onOk: () => {
        const next = reportTextOf({ ...report.prefilled });
        put(next);
        draft.edit({ ...next });
      },
    });
  return (
    <Section title={t('periodic.write')} className="report-write">
      <p className="cell-sub">{t('periodic.writeWhat')}</p>
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
                put(first);
                setRestored(null);
                draft.edit({ ...first });
              }}
            >
              {t('draft.discard')}
            </Button>
          }
        />
      ) : null}
      <DraftConflict
        state={draft.state}
        linesOf={(body: DraftBody) => {
          const lines = reportTextOf(body);
          return reportParts.map(part => ({ label: t(`periodic.part.${part}`), text: lines[part] }));
        }}
        handedIn={{ ...first }}
        onChoose={(whose, theirs) => {
          if (whose === 'theirs') put(reportTextOf(theirs));
          draft.choose(whose);
        }}
      />
      {loose.length > 0 ? (
        <Alert className="modal-errors" type="error" showIcon role="alert" title={loose.join(' ')} />
      ) : null}
      <Form<ReportText>
        form={form}
        layout="vertical"
        initialValues={first}
        requiredMark
        scrollToFirstError={{ focus: true }}
        onValuesChange={(_, all) => edited(reportTextOf({ ...all }))}
        onFinish={values => void send(values)}
      >
        {reportParts.map(part => {
          const mark = report.marks.find(one => one.part === part);
          return (
            <Form.Item
              key={part}
              name={part}
              label={t(`periodic.part.${part}`)}
              rules={[{ required: true, whitespace: true, message: t('periodic.partMissing') }]}
              extra={
                mark ? (
                  <div className="return-words">
                    {t('periodic.markedWords')}
                    {mark.note ?? t(`periodic.part.${part}`)}
                  </div>
                ) : undefined
              }
            >
              <Input.TextArea autoSize={{ minRows: part === 'problems' ? 2 : 4, maxRows: 18 }} maxLength={6000} />
            </Form.Item>
          );
        })}
        <Meters report={report} text={text} />
        <div className="moves-buttons">
          <Button type="primary" htmlType="submit" loading={loading}>
            {t('periodic.submit')}
          </Button>
          {report.prefilled ? <Button onClick={refill}>{t('periodic.refill')}</Button> : null}
          <DraftStatus state={draft.state} />
        </div>
      </Form>
    </Section>
  );
}

/** How long it is, how much of it stood in the last one, and what is new in it. Hints: they stop nobody. */
function Meters({ report, text: typed }: { report: PeriodicReportPartsFragment; text: ReportText }) {
  const { t } = useTranslation();
  const text = useDeferredValue(typed);
  const { last, returnedText, similarPercent } = report;
  const { least, most } = report.length;
  const count = reportLength(text);
  const percent = useMemo(() => (last ? likeness(text, last.text) : null), [text, last]);
  const lastName = last ? t('periodic.titleOf', { period: last.periodLabel, kind: last.kindName }) : '';
  const base = returnedText ?? last?.text ?? null;
  const key = count < least ? 'lengthShort' : count > most ? 'lengthLong' : 'length';
  return (
    <div className="report-meters" role="status">
      <p className={key === 'length' ? 'report-hint' : 'report-hint report-hint-high'}>
        {t(`periodic.${key}`, { count, least, most })}
      </p>
      {percent === null ? null : (
        <p className={percent >= similarPercent ? 'report-hint report-hint-high' : 'report-hint'}>
          {t(percent >= similarPercent ? 'periodic.likenessHigh' : 'periodic.likeness', { report: lastName, percent })}{' '}
          {t('periodic.likenessHint')}
        </p>
      )}
      {base ? (
        <details>
          <summary>{returnedText ? t('periodic.changes') : t('periodic.difference', { report: lastName })}</summary>
          <div className="difference">
            {reportParts.map(part => (
              <div key={part}>
                <span className="cell-sub">{t(`periodic.part.${part}`)}</span>{' '}
                <TextDiff before={base[part]} after={text[part]} />
              </div>
            ))}
          </div>
        </details>
      ) : null}
    </div>
  );
}
