import { App, Button, Form, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { DeferFigureDocument, RuleNotApplicableDocument } from './collecting.generated.ts';
import { type Collecting, collectingRefetch, useFigureName } from './collecting-section.tsx';
import { RecordBatch } from './record-batch.tsx';
import styles from './collecting.module.css';

type Missing = Collecting['missing'][number];

/** What the scheme asks for and nobody recorded: to be recorded, or decided on with a reason. */
export function MissingFigures({ collecting }: { collecting: Collecting }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const figureName = useFigureName();
  const [asked, setAsked] = useState<{ what: 'defer' | 'rule' | 'record'; of: Missing } | null>(null);
  const nameOf = ({ figureName: name, year }: Missing) => figureName({ name, year });
  const unitsOf = ({ units }: Missing) => {
    const names = units.slice(0, 3).map(({ name }) => name);
    return units.length > names.length
      ? `${t('collect.unitCount', { n: units.length })}${t('common.comma')}${names.join(t('common.comma'))}…`
      : names.join(t('common.comma'));
  };
  const byPeople = ({ method }: Missing) =>
    (method === 'three-line' || method === 'checklist') && (
      <div className={styles.quiet}>{t('collect.missingByPeople')}</div>
    );
  const indicatorOf = (item: Missing) =>
    localized(item.indicatorName) === localized(item.figureName) ? '' : `${localized(item.indicatorName)} · `;
  const buttons = (of: Missing) => (
    <div className={styles.buttons}>
      {collecting.viewerCanRecord && methodOf(collecting, of) && (
        <Button size="small" type="primary" ghost onClick={() => setAsked({ what: 'record', of })}>
          {t('collect.record')}
        </Button>
      )}
      {collecting.viewerCanDecide && (
        <>
          <Button size="small" onClick={() => setAsked({ what: 'rule', of })}>
            {t('collect.rule')}
          </Button>
          <Button size="small" onClick={() => setAsked({ what: 'defer', of })}>
            {t('collect.defer')}
          </Button>
        </>
      )}
    </div>
  );
  const close = () => setAsked(null);
  const method = asked && methodOf(collecting, asked.of);
  return (
    <Section title={`${t('collect.missing')} (${collecting.missingCount})`}>
      <p className={styles.quiet}>{t(collecting.missingCount > 0 ? 'collect.missingNote' : 'collect.missingNone')}</p>
      {collecting.missing.length > 0 &&
        (isPhone ? (
          <ul className="cards">
            {collecting.missing.map(item => (
              <li key={keyOf(item)} className="card">
                <div className="card-title">{nameOf(item)}</div>
                <div className="card-note">
                  {indicatorOf(item)}
                  {unitsOf(item)}
                </div>
                {byPeople(item)}
                {buttons(item)}
              </li>
            ))}
          </ul>
        ) : (
          <Table<Missing>
            aria-label={t('collect.missing')}
            size="small"
            rowKey={keyOf}
            dataSource={collecting.missing}
            pagination={false}
            columns={[
              { title: t('collect.figure'), key: 'figure', render: (_, item) => nameOf(item) },
              { title: t('collect.indicator'), key: 'indicator', render: (_, item) => localized(item.indicatorName) },
              {
                title: t('collect.missingUnits'),
                key: 'units',
                render: (_, item) => (
                  <>
                    {unitsOf(item)}
                    {byPeople(item)}
                  </>
                ),
              },
              { title: '', key: 'buttons', width: 240, render: (_, item) => buttons(item) },
            ]}
          />
        ))}
      {collecting.silent.length > 0 && (
        <p className={styles.quiet}>
          {t('collect.silent', { names: collecting.silent.map(localized).join(t('common.comma')) })}
        </p>
      )}
      {asked?.what === 'defer' && (
        <Defer collecting={collecting} of={asked.of} name={nameOf(asked.of)} onClose={close} />
      )}
      {asked?.what === 'rule' && <Rule collecting={collecting} of={asked.of} onClose={close} />}
      {asked?.what === 'record' && method && (
        <RecordBatch evaluationId={collecting.id} method={method} units={asked.of.units} onClose={close} />
      )}
    </Section>
  );
}

const keyOf = ({ indicator, figure, year }: Missing) => `${indicator}/${figure}/${year}`;
const methodOf = (collecting: Collecting, { figure }: Missing) =>
  collecting.recordMethods.find(method => method.figure === figure);

interface AskProps {
  collecting: Collecting;
  of: Missing;
  onClose: () => void;
}

function Defer({ collecting, of, name, onClose }: AskProps & { name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [defer] = useCommand(DeferFigureDocument, { refetch: collectingRefetch, quiet: true });
  return (
    <ModalForm<{ reason: string }>
      open
      title={t('collect.deferTitle', { name })}
      intro={t('collect.deferWhat')}
      okText={t('collect.defer')}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        const { figure, year } = of;
        const answer = await defer({ input: { evaluationId: collecting.id, figure, year, reason } });
        if (answer.ok) void message.success(t('collect.decided'));
        return answer;
      }}
    >
      <ReasonField />
    </ModalForm>
  );
}

function Rule({ collecting, of, onClose }: AskProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [rule] = useCommand(RuleNotApplicableDocument, { refetch: collectingRefetch, quiet: true });
  return (
    <ModalForm<{ unitId: string; reason: string }>
      open
      title={t('collect.ruleTitle', { name: localized(of.indicatorName) })}
      intro={t('collect.ruleWhat')}
      okText={t('collect.rule')}
      initialValues={of.units.length === 1 ? { unitId: of.units[0]!.id } : {}}
      onClose={onClose}
      onSubmit={async ({ unitId, reason }) => {
        const input = { evaluationId: collecting.id, unitId, indicator: of.indicator, reason };
        const answer = await rule({ input });
        if (answer.ok) void message.success(t('collect.decided'));
        return answer;
      }}
    >
      <Form.Item
        name="unitId"
        label={t('collect.ruleUnit')}
        rules={[{ required: true, message: t('collect.unitMissing') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={of.units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <ReasonField />
    </ModalForm>
  );
}

export function ReasonField() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={t('collect.reason')}
      rules={[{ required: true, whitespace: true, message: t('collect.reasonMissing') }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
    </Form.Item>
  );
}
