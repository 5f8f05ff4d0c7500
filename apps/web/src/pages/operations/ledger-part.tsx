import { useQuery } from '@apollo/client/react';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { number } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { LedgerPartDocument, RecordWitnessNoteDocument } from './ledger.generated.ts';
import { PlainTable } from './plain-table.tsx';
import styles from './operations.module.css';

/** The ledger and the stored files: what was signed, when somebody last looked, and what was found. */
export function LedgerPart({ readAgainMs }: { readAgainMs: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(LedgerPartDocument, { pollInterval: readAgainMs });
  const ledger = data?.ledgerState;
  if (!ledger) return null;
  const facts: [string, string][] = [
    [t('ledger.size'), number(ledger.size)],
    [
      t('ledger.checkpoint'),
      ledger.checkpointAt
        ? t('ledger.covered', { n: number(ledger.checkpointSize), at: moment(ledger.checkpointAt) })
        : t('ledger.none'),
    ],
    ...(ledger.fingerprint ? [[t('ledger.fingerprint'), ledger.fingerprint] as [string, string]] : []),
    [
      t('ledger.monitor'),
      ledger.monitorRanAt
        ? t('ledger.monitorRan', { at: moment(ledger.monitorRanAt), n: number(ledger.monitorReadTo ?? 0) })
        : t('ledger.never'),
    ],
    [t('ledger.witnessNotes'), number(ledger.witnessNoteCount)],
    [
      t('ledger.files'),
      ledger.lastRereadAt
        ? t('ledger.filesRead', {
            all: number(ledger.fileCount),
            n: number(ledger.filesReread),
            at: moment(ledger.lastRereadAt),
          })
        : t('ledger.filesNone', { all: number(ledger.fileCount) }),
    ],
    [t('ledger.damaged'), number(ledger.damagedCount)],
  ];
  return (
    <Section
      title={t('ledger.title')}
      extra={
        <>
          {ledger.fingerprint ? (
            <Button href="/ledger/checkpoint" target="_blank">
              {t('ledger.noteFile')}
            </Button>
          ) : null}
          <RecordNote />
        </>
      }
    >
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <PlainTable
        label={t('ledger.findings')}
        heads={[t('ledger.finding'), t('ledger.place'), t('ledger.expected'), t('ledger.found'), t('ledger.since')]}
        rows={ledger.findings}
        none={t('ledger.noFindings')}
      >
        {one => (
          <tr key={one.id}>
            <th scope="row">
              <Status tone={one.endedAt ? 'plain' : 'bad'}>
                {t(`ledger.kind.${one.kind}`)} · {t(one.endedAt ? 'ledger.over' : 'ledger.open')}
              </Status>
            </th>
            <td className={styles.failure}>{one.place}</td>
            <td className={styles.failure}>
              <span className={styles.soft}>{t('ledger.expected')} </span>
              {one.expected}
            </td>
            <td className={styles.failure}>
              <span className={styles.soft}>{t('ledger.found')} </span>
              {one.found}
            </td>
            <td>
              {moment(one.beganAt)}
              {one.endedAt ? ` – ${moment(one.endedAt)}` : ''}
            </td>
          </tr>
        )}
      </PlainTable>
    </Section>
  );
}

interface Values {
  witness: string;
  note: string;
}

function RecordNote() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [record] = useCommand(RecordWitnessNoteDocument, { refetch: ['LedgerPart'], quiet: true });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('ledger.record')}</Button>
      <ModalForm<Values>
        open={isOpen}
        title={t('ledger.record')}
        intro={t('ledger.recordNote')}
        onSubmit={async input => {
          const result = await record({ input });
          const { fits, size } = result.payload ?? {};
          if (result.ok && fits) void message.success(t('ledger.fits', { n: number(size ?? 0) }));
          else if (result.ok) void message.warning(t('ledger.fitsNot', { n: number(size ?? 0) }));
          return result;
        }}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="witness" label={t('ledger.witness')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="note" label={t('ledger.note')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={6} />
        </Form.Item>
      </ModalForm>
    </>
  );
}
