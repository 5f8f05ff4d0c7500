import { useQuery } from '@apollo/client/react';
import { Alert, App, Button, DatePicker, Form, Input, Popconfirm, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ModalForm } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { day, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { usePhone } from '../../lib/use-phone.ts';
import {
  CloseCollectingDocument,
  ExtendCollectingDocument,
  EvaluationCollectingDocument,
  type EvaluationCollectingQuery,
  StartEvaluationDocument,
} from './collecting.generated.ts';
import { Decisions } from './missing-decisions.tsx';
import { MissingFigures } from './missing-figures.tsx';
import { StatisticsImport } from './statistics-import.tsx';
import styles from './collecting.module.css';

export type Collecting = NonNullable<EvaluationCollectingQuery['collecting']>;
export const collectingRefetch = ['EvaluationCollecting', 'EvaluationPage', 'Todo', 'FrameCounts'];

const open = ['COLLECTING', 'CHECKING', 'FAILED'];
const selfTones: Record<Collecting['units'][number]['selfState'], Tone> = {
  EXPECTED: 'plain',
  DRAFTED: 'active',
  TO_SIGN: 'active',
  SIGNED: 'good',
};

/** What goes into an evaluation: while it is open everything that is missing, afterwards what was decided about it. */
export function CollectingSection({ evaluationId }: { evaluationId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(EvaluationCollectingDocument, { variables: { id: evaluationId } });
  const collecting = data?.collecting;
  if (!collecting) return null;
  const isOpen = open.includes(collecting.state);
  const decisions = collecting.decisions.length > 0 && (
    <Section title={t('collect.decisions')}>
      <Decisions evaluationId={evaluationId} decisions={collecting.decisions} canLift={collecting.viewerCanDecide} />
    </Section>
  );
  if (!isOpen) return decisions || null;
  return (
    <>
      <Standing collecting={collecting} />
      <MissingFigures collecting={collecting} />
      {decisions}
      {collecting.templateUrl && <StatisticsImport evaluationId={evaluationId} templateUrl={collecting.templateUrl} />}
    </>
  );
}

/** How far the units are, and the next step of the office. */
function Standing({ collecting }: { collecting: Collecting }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isClosing, setClosing] = useState(false);
  const [isExtending, setExtending] = useState(false);
  const [start, starting] = useCommand(StartEvaluationDocument, { refetch: collectingRefetch });
  const { assessedCount, blockers, units } = collecting;
  const out = units.filter(({ selfState }) => selfState !== 'SIGNED');
  const startIt = async () => {
    if ((await start({ input: { evaluationId: collecting.id } })).ok) void message.success(t('collect.started'));
  };
  return (
    <Section
      title={t('collect.units')}
      extra={
        <>
          {collecting.collectUntil && (
            <Status tone={collecting.isOverdue ? 'bad' : 'plain'}>
              {t('collect.untilDay', { day: day(collecting.collectUntil) })}
            </Status>
          )}
          {collecting.viewerCanClose && <Button onClick={() => setExtending(true)}>{t('collect.extend')}</Button>}
          {collecting.viewerCanClose && (
            <Button
              type={collecting.isOverdue || out.length === 0 ? 'primary' : 'default'}
              onClick={() => setClosing(true)}
            >
              {t('collect.close')}
            </Button>
          )}
          {collecting.viewerCanStart && (
            <Popconfirm placement="bottomRight" title={t('collect.startConfirm')} onConfirm={startIt}>
              <Button type="primary" disabled={blockers.length > 0} loading={starting.loading}>
                {t('collect.start')}
              </Button>
            </Popconfirm>
          )}
        </>
      }
    >
      {collecting.isOverdue && out.length > 0 && (
        <Alert className={styles.notice} type="warning" showIcon title={t('collect.overdue', { n: out.length })} />
      )}
      {collecting.collectUntilReason && (
        <p className={styles.quiet}>
          {t('collect.extendedWhy', { day: day(collecting.collectUntil), reason: collecting.collectUntilReason })}
        </p>
      )}
      {collecting.collectedBy && (
        <p className={styles.quiet}>
          {t('collect.closedBy', { name: collecting.collectedBy, at: moment(collecting.collectedAt) })}
          {collecting.closingReason && ` ${t('collect.closedWhy', { reason: collecting.closingReason })}`}
        </p>
      )}
      {assessedCount > 0 ? (
        <>
          <p>
            {out.length === 0
              ? t('collect.allIn')
              : t('collect.notIn', {
                  n: out.length,
                  units: out.map(({ unitName }) => unitName).join(t('common.comma')),
                })}
          </p>
          <Units collecting={collecting} />
        </>
      ) : (
        <p className={styles.quiet}>{t('lines.nothing')}</p>
      )}
      {collecting.viewerCanStart && (
        <Alert
          className={styles.after}
          type={blockers.length > 0 ? 'warning' : 'success'}
          showIcon
          title={blockers.length > 0 ? t('collect.blockers') : t('collect.ready')}
          description={
            blockers.length > 0 ? (
              <ul className={styles.list}>
                {blockers.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : undefined
          }
        />
      )}
      <ExtendCollecting collecting={collecting} open={isExtending} onClose={() => setExtending(false)} />
      <CloseCollecting
        collecting={collecting}
        open={isClosing}
        onClose={() => setClosing(false)}
        isLate={out.length > 0}
      />
    </Section>
  );
}

function Units({ collecting }: { collecting: Collecting }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { units, assessedCount: total } = collecting;
  const state = ({ selfState }: Collecting['units'][number]) => (
    <Status tone={selfTones[selfState]}>{t(`enum.selfAssessmentState.${selfState}`)}</Status>
  );
  const href = (unitId: string) => `/evaluations/${collecting.id}/lines/${unitId}`;
  if (isPhone)
    return (
      <ul className="cards">
        {units.map(unit => (
          <li key={unit.unitId} className="card">
            <Link to={href(unit.unitId)} className="card-title">
              {unit.unitName}
            </Link>{' '}
            {state(unit)}
            <div className="card-note">
              {t('collect.selfCount', { n: unit.selfCount, total })} ·{' '}
              {t('collect.officeCount', { n: unit.officeCount, total })}
            </div>
          </li>
        ))}
      </ul>
    );
  return (
    <Table<Collecting['units'][number]>
      aria-label={t('collect.units')}
      size="small"
      rowKey="unitId"
      dataSource={units}
      pagination={false}
      columns={[
        {
          title: t('collect.unit'),
          key: 'unit',
          render: (_, { unitId, unitName }) => (
            <Link to={href(unitId)} aria-label={t('collect.openLines', { unit: unitName })}>
              {unitName}
            </Link>
          ),
        },
        { title: t('collect.selfState'), key: 'state', width: 160, render: (_, unit) => state(unit) },
        {
          title: t('collect.selfColumn'),
          key: 'self',
          width: 110,
          align: 'right',
          render: (_, { selfCount }) => `${selfCount} / ${total}`,
        },
        {
          title: t('collect.officeColumn'),
          key: 'office',
          width: 110,
          align: 'right',
          render: (_, { officeCount }) => `${officeCount} / ${total}`,
        },
      ]}
    />
  );
}

function ExtendCollecting({
  collecting,
  open: isOpen,
  onClose,
}: {
  collecting: Collecting;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [extend] = useCommand(ExtendCollectingDocument, { refetch: collectingRefetch, quiet: true });
  return (
    <ModalForm<{ collectUntil: Dayjs; reason: string }>
      open={isOpen}
      title={t('collect.extend')}
      okText={t('collect.extend')}
      intro={t('collect.extendWhat')}
      onClose={onClose}
      onSubmit={async ({ collectUntil, reason }) => {
        const answer = await extend({
          input: { evaluationId: collecting.id, collectUntil: collectUntil.format('YYYY-MM-DD'), reason },
        });
        if (answer.ok) void message.success(t('collect.extended'));
        return answer;
      }}
    >
      <Form.Item
        name="collectUntil"
        label={t('collect.extendUntil')}
        rules={[{ required: true, message: t('collect.extendMissing') }]}
      >
        <DatePicker style={{ width: '100%' }} minDate={dayjs(collecting.collectUntil).add(1, 'day')} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('collect.extendReason')}
        rules={[{ required: true, whitespace: true, message: t('collect.reasonMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </ModalForm>
  );
}

function CloseCollecting({
  collecting,
  open: isOpen,
  onClose,
  isLate,
}: {
  collecting: Collecting;
  open: boolean;
  onClose: () => void;
  isLate: boolean;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [close] = useCommand(CloseCollectingDocument, { refetch: collectingRefetch, quiet: true });
  const out = collecting.units.filter(({ selfState }) => selfState !== 'SIGNED');
  return (
    <ModalForm<{ reason?: string }>
      open={isOpen}
      title={t('collect.close')}
      okText={t('collect.close')}
      intro={
        <>
          {t('collect.closeWhat')}
          {isLate && (
            <p>
              {t('collect.notIn', { n: out.length, units: out.map(unit => unit.unitName).join(t('common.comma')) })}
            </p>
          )}
        </>
      }
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        const answer = await close({ input: { evaluationId: collecting.id, reason: reason ?? null } });
        if (answer.ok) void message.success(t('collect.closed'));
        return answer;
      }}
    >
      <Form.Item
        name="reason"
        label={t('collect.closeReason')}
        hidden={!isLate}
        rules={isLate ? [{ required: true, whitespace: true, message: t('collect.reasonMissing') }] : []}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </ModalForm>
  );
}

/** The name of a figure, its year in front. */
export function useFigureName(): (item: { name: { zh: string; en: string }; year: number }) => string {
  const { t } = useTranslation();
  return ({ name, year }) => `${year > 0 ? t('collect.decision.year', { year }) : ''}${localized(name)}`;
}
