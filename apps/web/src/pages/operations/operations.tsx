import { useQuery } from '@apollo/client/react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Nothing, PageContainer } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { number } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Checks } from './checks.tsx';
import { LedgerPart } from './ledger-part.tsx';
import { measure } from './measure.ts';
import { OperationsPageDocument, RetryParkedEventsDocument } from './operations.generated.ts';
import type { OperationsPageQuery } from './operations.generated.ts';
import { PlainTable } from './plain-table.tsx';
import styles from './operations.module.css';

type Operations = OperationsPageQuery['operations'];

const readAgainMs = 15_000;

/** Whether the system works, and what to do where it does not. */
export default function OperationsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(OperationsPageDocument, { pollInterval: readAgainMs });
  const operations = data?.operations;
  const wrong = operations?.checks.filter(({ state }) => state === 'ALARM' || state === 'ATTENTION').length ?? 0;
  return (
    <PageContainer
      title={t('operations.title')}
      subtitle={
        operations
          ? t(wrong > 0 ? 'operations.someWrong' : 'operations.allFine', { n: wrong, at: moment(operations.at) })
          : undefined
      }
      extra={<Button onClick={() => void refetch()}>{t('operations.readAgain')}</Button>}
      state={{ loading: !data, error: data ? undefined : error, retry: () => void refetch() }}
    >
      {operations ? (
        <>
          <Section title={t('operations.checks')}>
            <Checks checks={operations.checks} />
          </Section>
          <LedgerPart readAgainMs={readAgainMs} />
          <ParkedEvents events={operations.parkedEvents} />
          <Queue queue={operations.queue} />
          <Workers workers={operations.workers} />
          <Channels channels={operations.channels} />
          <Incidents operations={operations} />
        </>
      ) : null}
    </PageContainer>
  );
}

function ParkedEvents({ events }: { events: Operations['parkedEvents'] }) {
  const { t } = useTranslation();
  const [retry, { loading }] = useCommand(RetryParkedEventsDocument, { refetch: ['OperationsPage'] });
  return (
    <Section
      title={t('operations.parked')}
      extra={
        events.length > 0 ? (
          <Button loading={loading} onClick={() => void retry({ input: {} })}>
            {t('operations.retryAll')}
          </Button>
        ) : null
      }
    >
      <PlainTable
        label={t('operations.parked')}
        heads={[
          t('operations.event'),
          t('operations.failure'),
          t('operations.attempts'),
          t('operations.nextTry'),
          t('operations.command'),
        ]}
        rows={events}
        none={t('operations.noneParked')}
      >
        {event => (
          <tr key={event.messageId}>
            <th scope="row">
              {event.type} #{event.messageId}
            </th>
            <td className={styles.failure}>{event.failure}</td>
            <td>{t('operations.times', { n: event.attempts })}</td>
            <td>{moment(event.retryAt)}</td>
            <td>
              <Button
                size="small"
                disabled={loading}
                onClick={() => void retry({ input: { messageIds: [event.messageId] } })}
              >
                {t('operations.retry')}
              </Button>
            </td>
          </tr>
        )}
      </PlainTable>
    </Section>
  );
}

function Queue({ queue }: { queue: Operations['queue'] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('operations.queue')}>
      {queue ? (
        <dl className={styles.counts}>
          {(['waiting', 'active', 'delayed', 'failed'] as const).map(state => (
            <div key={state}>
              <dt>{t(`operations.queue.${state}`)}</dt>
              <dd>{number(queue[state])}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Nothing>{t('operations.noQueue')}</Nothing>
      )}
      <PlainTable
        label={t('operations.failedJobs')}
        heads={[t('operations.job'), t('operations.failure')]}
        rows={queue?.failures ?? []}
      >
        {job => (
          <tr key={job.subject}>
            <th scope="row">{job.subject}</th>
            <td className={styles.failure}>{job.failure}</td>
          </tr>
        )}
      </PlainTable>
      <p className={styles.soft}>{t('operations.queueNote')}</p>
    </Section>
  );
}

function Workers({ workers }: { workers: Operations['workers'] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('operations.workers')}>
      <PlainTable
        label={t('operations.workers')}
        heads={[
          t('operations.process'),
          t('operations.state'),
          t('operations.transport'),
          t('operations.startedAt'),
          t('operations.seenAt'),
        ]}
        rows={workers}
        none={t('operations.noWorkers')}
      >
        {worker => (
          <tr key={worker.id}>
            <th scope="row">
              {worker.host} · {worker.pid}
            </th>
            <td>
              <Status tone={worker.isAlive ? 'good' : 'plain'}>
                {t(worker.isAlive ? 'operations.alive' : 'operations.gone')}
              </Status>
            </td>
            <td>{t('operations.transportIs', { name: worker.transport === 'redis' ? 'Redis' : 'PostgreSQL' })}</td>
            <td>{t('operations.startedAtIs', { at: moment(worker.startedAt) })}</td>
            <td>{t('operations.seenAtIs', { at: moment(worker.seenAt) })}</td>
          </tr>
        )}
      </PlainTable>
    </Section>
  );
}

function Channels({ channels }: { channels: Operations['channels'] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('operations.channels')}>
      <PlainTable
        label={t('operations.channels')}
        heads={[t('operations.channel'), t('operations.state'), t('operations.lastSuccess'), t('operations.failure')]}
        rows={channels}
        none={t('operations.noChannels')}
      >
        {one => (
          <tr key={`${one.channel} ${one.target}`}>
            <th scope="row">
              {one.channel} {one.target}
            </th>
            <td>
              <Status tone={one.failuresInRow > 0 ? 'warn' : 'good'}>
                {one.failuresInRow > 0
                  ? t('operations.failsInRow', { n: one.failuresInRow })
                  : t('operations.state.FINE')}
              </Status>
            </td>
            <td>{t('operations.lastSuccessIs', { at: moment(one.lastSuccessAt) })}</td>
            <td className={styles.failure}>{one.failure ?? '—'}</td>
          </tr>
        )}
      </PlainTable>
    </Section>
  );
}

function Incidents({ operations: { incidents, checks } }: { operations: Operations }) {
  const { t } = useTranslation();
  const unitOf = new Map(checks.map(({ check, unit }) => [check, unit]));
  return (
    <Section title={t('operations.incidents')}>
      <PlainTable
        label={t('operations.incidents')}
        heads={[t('operations.check'), t('operations.state'), t('operations.value'), t('operations.period')]}
        rows={incidents}
        none={t('operations.noIncidents')}
      >
        {one => (
          <tr key={one.id}>
            <th scope="row">{t(`operations.check.${one.check}`)}</th>
            <td>
              <Status tone={one.endedAt ? 'plain' : 'bad'}>
                {t(one.endedAt ? 'operations.over' : 'operations.ongoing')}
              </Status>
            </td>
            <td className={styles.value}>{measure(one.value, unitOf.get(one.check) ?? 'COUNT', t)}</td>
            <td>
              {moment(one.beganAt)} – {one.endedAt ? moment(one.endedAt) : t('operations.now')}
            </td>
          </tr>
        )}
      </PlainTable>
    </Section>
  );
}
