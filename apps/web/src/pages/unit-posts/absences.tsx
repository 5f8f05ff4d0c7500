import { CalendarOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import type { AbsenceState } from '@yardstick/domain/absence';
import { App, Button, DatePicker, Form, Input, Popconfirm, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { Nothing } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { useToday, useViewer } from '../../lib/viewer.tsx';
import {
  EndAbsenceDocument,
  SetAbsenceDocument,
  UnitAbsencesDocument,
  type UnitAbsencesQuery,
} from './absences.generated.ts';
import styles from './unit-posts.module.css';

type Absence = UnitAbsencesQuery['unitAbsences']['absences'][number];
type Person = UnitAbsencesQuery['unitAbsences']['people'][number];

interface Values {
  userId: string;
  fromOn: Dayjs;
  lastOn: Dayjs;
  standInId?: string;
  note?: string;
}

const tones: Record<string, Tone> = { running: 'warn', planned: 'active', over: 'plain', cancelled: 'plain' };

/** Who is away and who is told meanwhile: of a unit, or of one person alone. */
export function AbsencesSection({ unitId, ownOnly = false }: { unitId: string; ownOnly?: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(UnitAbsencesDocument, { variables: { unitId }, fetchPolicy: 'cache-and-network' });
  const [end, ending] = useCommand(EndAbsenceDocument, { refetch: ['UnitAbsences'] });
  const all = data?.unitAbsences;
  if (!all) return null;
  const absences = ownOnly ? all.absences.filter(one => one.userId === viewer.id) : all.absences;
  const people = ownOnly ? all.people.filter(one => one.userId === viewer.id) : all.people.filter(one => one.canSet);
  return (
    <Section
      title={t(ownOnly ? 'absence.own' : 'absence.title')}
      id="absence"
      extra={
        people.length > 0 ? (
          <Button icon={<CalendarOutlined />} onClick={() => setOpen(true)}>
            {t('absence.set')}
          </Button>
        ) : null
      }
    >
      <p>{t('absence.what')}</p>
      {absences.length === 0 ? <Nothing>{t('absence.nothing')}</Nothing> : null}
      <ul className="cards">
        {absences.map(one => (
          <li key={one.id} className={`card ${styles.absence}`}>
            <AbsenceWords absence={one} />
            {one.canEnd ? (
              <Popconfirm
                title={t(one.state === 'planned' ? 'absence.cancelConfirm' : 'absence.endConfirm', { name: one.name })}
                onConfirm={async () => {
                  if ((await end({ input: { absenceId: one.id } })).ok) void message.success(t('absence.ended'));
                }}
              >
                <Button size="small" loading={ending.loading}>
                  {t(one.state === 'planned' ? 'absence.cancel' : 'absence.end')}
                </Button>
              </Popconfirm>
            ) : null}
          </li>
        ))}
      </ul>
      <SetAbsence open={isOpen} people={people} everybody={all.people} onClose={() => setOpen(false)} />
    </Section>
  );
}

function AbsenceWords({ absence }: { absence: Absence }) {
  const { t } = useTranslation();
  const { name, fromOn, lastOn, endedOn, state, standInName, isStandInNamed, note, recordedBy } = absence;
  const isOpen = state === 'running' || state === 'planned';
  return (
    <div>
      <b>{name}</b> <Status tone={tones[state] ?? 'plain'}>{t(`absence.state.${state as AbsenceState}`)}</Status>{' '}
      <span className="num">
        {fromOn} — {lastOn}
      </span>
      {endedOn && state === 'over' ? <span> {t('absence.backOn', { day: endedOn })}</span> : null}
      <div>
        {standInName
          ? t(isStandInNamed ? 'absence.standIn' : 'absence.deputy', { name: standInName })
          : isOpen
            ? t('absence.nobody')
            : null}
      </div>
      <div className="cell-sub">{t('absence.recorded', { by: recordedBy, note: note || '—' })}</div>
    </div>
  );
}

function SetAbsence(props: { open: boolean; people: Person[]; everybody: Person[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const [form] = Form.useForm<Values>();
  const userId = Form.useWatch('userId', form) as string | undefined;
  const [set] = useCommand(SetAbsenceDocument, { refetch: ['UnitAbsences'], quiet: true });
  const required = { required: true, message: t('absence.required') };
  const labelOf = (person: Person) =>
    `${person.name}（${t(person.post ? `posts.kind.${person.post}` : `enum.role.${person.role}`)}）`;
  return (
    <ModalForm<Values>
      open={props.open}
      title={t('absence.set')}
      intro={t('absence.intro')}
      form={form}
      initialValues={{ userId: props.people[0]?.userId, fromOn: dayjs(today), lastOn: dayjs(today) }}
      onClose={props.onClose}
      onSubmit={async ({ fromOn, lastOn, standInId, note, ...values }) => {
        const answer = await set({
          input: {
            userId: values.userId,
            fromOn: fromOn.format('YYYY-MM-DD'),
            lastOn: lastOn.format('YYYY-MM-DD'),
            standInId: standInId ?? null,
            note: note ?? null,
          },
        });
        if (answer.ok) void message.success(t('absence.saved'));
        return answer;
      }}
    >
      <Form.Item name="userId" label={t('absence.who')} rules={[required]} hidden={props.people.length === 1}>
        <Select options={props.people.map(person => ({ value: person.userId, label: labelOf(person) }))} />
      </Form.Item>
      <Form.Item name="fromOn" label={t('absence.fromOn')} rules={[required]}>
        <DatePicker minDate={dayjs(today)} allowClear={false} />
      </Form.Item>
      <Form.Item name="lastOn" label={t('absence.lastOn')} rules={[required]}>
        <DatePicker minDate={dayjs(today)} allowClear={false} />
      </Form.Item>
      <Form.Item name="standInId" label={t('absence.who2')} extra={t('absence.who2Help')}>
        <Select
          allowClear
          options={props.everybody
            .filter(person => person.userId !== userId)
            .map(person => ({ value: person.userId, label: labelOf(person) }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('absence.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </ModalForm>
  );
}
