import { useQuery } from '@apollo/client/react';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { EvaluationStateWord } from '../../components/evaluation-state.tsx';
import { ModalForm } from '../../components/modal-form.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { day, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { Decisions } from '../evaluation/missing-decisions.tsx';
import { CaseFilesOfUnit } from './case-files.tsx';
import { inputOf, LineFields, type LineValues, valuesOf } from './line-fields.tsx';
import { KnownLines, ThreeLines } from './three-lines.tsx';
import {
  ConfirmSelfLinesDocument,
  DecideFinalLineDocument,
  DeclineSelfAssessmentDocument,
  SignSelfAssessmentDocument,
  UnitLinesPageDocument,
  type UnitLinesPartsFragment,
} from './unit-lines.generated.ts';
import { linesRefetch, WriteOfficeLines, WriteSelfLines } from './write-lines.tsx';

export default function UnitLinesPage() {
  const { id = '', unitId = '' } = useParams();
  return <UnitLines id={id} unitId={unitId} />;
}

/** What a unit, the office and the chief give in one evaluation, with what the system knows beside it. */
export function UnitLines({ id, unitId }: { id: string; unitId: string }) {
  const { t } = useTranslation();
  const isOfUnit = useViewer().role.startsWith('UNIT_');
  const { data, error, refetch } = useQuery(UnitLinesPageDocument, { variables: { id, unitId } });
  const unit = data?.unitLines;
  const crumbs = isOfUnit
    ? [{ title: t('lines.task'), to: '/todo' }]
    : [
        { title: t('evaluation.title'), to: '/evaluations' },
        { title: unit?.name ?? '', to: `/evaluations/${id}` },
      ];
  return (
    <RecordPage
      title={unit ? t('lines.title', { unit: unit.unitName }) : t('lines.task')}
      titleExtra={unit && <EvaluationStateWord state={unit.state} />}
      breadcrumb={crumbs}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.unitLines === null,
        retry: () => void refetch(),
      }}
      facts={
        unit
          ? [
              { key: 'name', label: t('lines.evaluation'), children: unit.name },
              { key: 'scheme', label: t('lines.scheme'), children: localized(unit.schemeName) },
              { key: 'until', label: t('lines.until'), children: day(unit.collectUntil) },
              { key: 'state', label: t('lines.state'), children: t(`enum.selfAssessmentState.${unit.selfState}`) },
              {
                key: 'signed',
                label: t('lines.signed'),
                children: unit.signedBy ? t('lines.signedBy', { name: unit.signedBy, at: moment(unit.signedAt) }) : '—',
              },
            ]
          : undefined
      }
      callout={unit && <Callout unit={unit} />}
    >
      {unit && <Body unit={unit} />}
    </RecordPage>
  );
}

function Callout({ unit }: { unit: UnitLinesPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isDeclining, setDeclining] = useState(false);
  const [sign, signing] = useCommand(SignSelfAssessmentDocument, { refetch: linesRefetch });
  const [decline] = useCommand(DeclineSelfAssessmentDocument, { refetch: linesRefetch, quiet: true });
  const input = { evaluationId: unit.id };
  return (
    <>
      {unit.declineReason && (
        <div className="return-words panel">
          {t('lines.declined')}
          {unit.declineReason}
        </div>
      )}
      {unit.viewerCanSign && (
        <div className="moves-buttons">
          <Button
            type="primary"
            loading={signing.loading}
            onClick={() =>
              void sign({ input }).then(({ ok }) => {
                if (ok) void message.success(t('lines.signDone'));
              })
            }
          >
            {t('lines.sign')}
          </Button>
          <Button onClick={() => setDeclining(true)}>{t('lines.decline')}</Button>
        </div>
      )}
      <ModalForm<{ reason: string }>
        open={isDeclining}
        title={t('lines.decline')}
        okText={t('lines.decline')}
        onClose={() => setDeclining(false)}
        onSubmit={async ({ reason }) => {
          const answer = await decline({ input: { ...input, reason } });
          if (answer.ok) void message.success(t('lines.declineDone'));
          return answer;
        }}
      >
        <Form.Item
          name="reason"
          label={t('collect.reason')}
          rules={[{ required: true, whitespace: true, message: t('collect.reasonMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      </ModalForm>
    </>
  );
}

function Body({ unit }: { unit: UnitLinesPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isDeciding, setDeciding] = useState(false);
  const [confirm, confirming] = useCommand(ConfirmSelfLinesDocument, { refetch: linesRefetch });
  const assessed = unit.indicators.filter(({ isAssessed }) => isAssessed);
  const known = unit.indicators.filter(({ isAssessed, score, missing, lines }) => {
    return !isAssessed && (score !== null || missing.length > 0 || lines.length > 0);
  });
  const input = { evaluationId: unit.id, unitId: unit.unitId };
  const officeButtons = (
    <>
      {unit.viewerCanConfirm && (
        <Button
          loading={confirming.loading}
          onClick={() =>
            void confirm({ input }).then(({ ok }) => {
              if (ok) void message.success(t('lines.confirmed'));
            })
          }
        >
          {t('lines.confirm')}
        </Button>
      )}
      {unit.viewerCanDecide && <Button onClick={() => setDeciding(true)}>{t('lines.decideFinal')}</Button>}
    </>
  );
  return (
    <>
      {unit.decisions.length > 0 && (
        <Section title={t('collect.decisions')}>
          <Decisions evaluationId={unit.id} decisions={unit.decisions} />
        </Section>
      )}
      {assessed.length === 0 ? (
        <Section title={t('lines.assessed')}>{t('lines.nothing')}</Section>
      ) : unit.viewerCanWrite ? (
        <WriteSelfLines unit={unit} />
      ) : unit.viewerCanCheck ? (
        <WriteOfficeLines unit={unit} extra={officeButtons} />
      ) : (
        <Section title={t('lines.assessed')}>
          <ThreeLines indicators={assessed} />
        </Section>
      )}
      {known.length > 0 && (
        <Section title={t('lines.known')}>
          <p className="cell-sub">{t('lines.knownNote')}</p>
          <KnownLines indicators={known} />
        </Section>
      )}
      <CaseFilesOfUnit evaluationId={unit.id} unitId={unit.unitId} />
      {isDeciding && <DecideFinal unit={unit} onClose={() => setDeciding(false)} />}
    </>
  );
}

/** The chief's own word on one indicator, in place of the office's mark. */
function DecideFinal({ unit, onClose }: { unit: UnitLinesPartsFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ indicator: string; line?: LineValues }>();
  const [decide] = useCommand(DecideFinalLineDocument, { refetch: linesRefetch, quiet: true });
  const checked = unit.indicators.filter(({ office }) => office !== null);
  const [code, setCode] = useState(checked[0]?.code ?? '');
  const indicator = checked.find(one => one.code === code);
  if (!indicator) return null;
  return (
    <ModalForm<{ indicator: string; line?: LineValues }>
      open
      form={form}
      title={t('lines.decideFinalOf', { name: localized(indicator.name) })}
      okText={t('lines.decideFinal')}
      initialValues={{ indicator: code, line: { ...valuesOf(indicator.office), reason: '' } }}
      onClose={onClose}
      onSubmit={async ({ line }) => {
        const input = { evaluationId: unit.id, unitId: unit.unitId, line: inputOf(indicator, line) };
        const answer = await decide({ input });
        if (answer.ok) void message.success(t('lines.decidedFinal'));
        return answer;
      }}
    >
      <Form.Item name="indicator" label={t('collect.indicator')}>
        <Select
          options={checked.map(one => ({ value: one.code, label: localized(one.name) }))}
          onChange={(next: string) => {
            setCode(next);
            form.setFieldValue('line', {
              ...valuesOf(checked.find(one => one.code === next)?.office ?? null),
              reason: '',
            });
          }}
        />
      </Form.Item>
      <LineFields key={code} indicator={indicator} path={['line']} needsReason cites={false} />
    </ModalForm>
  );
}
