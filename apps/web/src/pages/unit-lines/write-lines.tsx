import { useApolloClient } from '@apollo/client/react';
import { Alert, App, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placeErrors } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { inputOf, isBegun, LineFields, type LineValues, valuesOf } from './line-fields.tsx';
import { IndicatorHead, Marks } from './three-lines.tsx';
import {
  CheckLinesDocument,
  SaveSelfAssessmentDocument,
  SubmitSelfAssessmentDocument,
  UnitLinesPageDocument,
  type UnitLinesPartsFragment,
} from './unit-lines.generated.ts';
import styles from './unit-lines.module.css';

type Values = Record<string, LineValues>;
export const linesRefetch = ['UnitLinesPage', 'Todo', 'FrameCounts', 'EvaluationCollecting'];

const assessed = ({ indicators }: UnitLinesPartsFragment) => indicators.filter(({ isAssessed }) => isAssessed);

/** The liaison's form: a mark, a reason and proof for everything that people mark. */
export function WriteSelfLines({ unit }: { unit: UnitLinesPartsFragment }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const client = useApolloClient();
  const [form] = Form.useForm<Values>();
  const [loose, setLoose] = useState<string[]>([]);
  const [base, setBase] = useState(unit.selfVersion);
  const [save, saving] = useCommand(SaveSelfAssessmentDocument, { quiet: true });
  const [submit, submitting] = useCommand(SubmitSelfAssessmentDocument, { refetch: linesRefetch, quiet: true });
  const indicators = assessed(unit);
  const lines = (values: Values) =>
    indicators
      .filter(({ code }) => isBegun(values[code]))
      .map(indicator => ({
        ...inputOf(indicator, values[indicator.code]),
        evidenceIds: values[indicator.code]?.evidence?.map(({ value }) => value) ?? [],
      }));
  const send = async (what: 'save' | 'submit', version = base) => {
    const input = { evaluationId: unit.id, version, lines: lines(form.getFieldsValue(true) as Values) };
    const answer = await (what === 'save' ? save({ input }) : submit({ input }));
    const changed = answer.userErrors.find(({ code }) => code === 'SELF_ASSESSMENT_CHANGED');
    setLoose(placeErrors(form, answer.userErrors));
    if (changed) ask(what, changed.message);
    if (!answer.ok) return;
    setBase(version + 1);
    void message.success(t(what === 'save' ? 'lines.saved' : 'lines.submitted'));
  };
  const standing = async () => {
    const { data } = await client.query({
      query: UnitLinesPageDocument,
      variables: { id: unit.id, unitId: unit.unitId },
      fetchPolicy: 'network-only',
    });
    return data?.unitLines;
  };
  /** Somebody else saved meanwhile: one of the two has to give way, and neither does so unasked. */
  const ask = (what: 'save' | 'submit', sentence: string) =>
    void modal.confirm({
      title: t('lines.changed'),
      keyboard: false,
      content: sentence,
      okText: t('lines.keepMine'),
      cancelText: t('lines.takeTheirs'),
      onOk: async () => send(what, (await standing())?.selfVersion),
      onCancel: async () => {
        const theirs = await standing();
        if (!theirs) return;
        form.setFieldsValue(Object.fromEntries(assessed(theirs).map(({ code, self }) => [code, valuesOf(self)])));
        setBase(theirs.selfVersion);
        setLoose([]);
      },
    });
  return (
    <Section title={t('lines.assessed')}>
      <p className={styles.quiet}>{t('lines.assessedNote')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={Object.fromEntries(indicators.map(({ code, self }) => [code, valuesOf(self)]))}
      >
        <ul className={styles.lines}>
          {indicators.map(indicator => (
            <li key={indicator.code}>
              <IndicatorHead indicator={indicator} />
              <LineFields indicator={indicator} path={[indicator.code]} needsReason cites />
            </li>
          ))}
        </ul>
        <Refused lines={loose} />
        <div className="moves-buttons">
          <Button type="primary" loading={submitting.loading} onClick={() => void send('submit')}>
            {t('lines.submit')}
          </Button>
          <Button loading={saving.loading} onClick={() => void send('save')}>
            {t('lines.save')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** The office's form: its marks under what the unit gave and why. */
export function WriteOfficeLines({ unit, extra }: { unit: UnitLinesPartsFragment; extra?: React.ReactNode }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [loose, setLoose] = useState<string[]>([]);
  const [check, checking] = useCommand(CheckLinesDocument, { refetch: linesRefetch, quiet: true });
  const indicators = assessed(unit);
  const send = async () => {
    const values = form.getFieldsValue(true) as Values;
    const lines = indicators
      .filter(({ code, office }) => isBegun(values[code]) && !isSame(values[code]!, valuesOf(office)))
      .map(indicator => inputOf(indicator, values[indicator.code]));
    const answer = await check({ input: { evaluationId: unit.id, unitId: unit.unitId, lines } });
    setLoose(placeErrors(form, answer.userErrors));
    if (answer.ok) void message.success(t('lines.checked'));
  };
  return (
    <Section title={t('lines.assessed')} extra={extra}>
      <Form<Values>
        key={JSON.stringify(indicators.map(({ office }) => office))}
        form={form}
        layout="vertical"
        initialValues={Object.fromEntries(indicators.map(({ code, office }) => [code, valuesOf(office)]))}
      >
        <ul className={styles.lines}>
          {indicators.map(indicator => (
            <li key={indicator.code}>
              <IndicatorHead indicator={indicator} />
              <Marks indicator={indicator} />
              <LineFields indicator={indicator} path={[indicator.code]} needsReason={false} cites={false} />
            </li>
          ))}
        </ul>
        <Refused lines={loose} />
        <Button type="primary" loading={checking.loading} onClick={() => void send()}>
          {t('lines.check')}
        </Button>
      </Form>
    </Section>
  );
}

const isSame = (one: LineValues, other: LineValues): boolean =>
  JSON.stringify([one.mark ?? '', one.reason ?? '', one.items ?? {}]) ===
  JSON.stringify([other.mark ?? '', other.reason ?? '', other.items ?? {}]);

function Refused({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert
      className="modal-errors"
      type="error"
      showIcon
      role="alert"
      title={lines.map(line => (
        <div key={line}>{line}</div>
      ))}
    />
  );
}
