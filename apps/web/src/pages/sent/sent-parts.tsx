import type { DeliveryState as State } from '@yardstick/domain/channel';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '../../components/status.tsx';
import type { SentFilter } from '../../graphql/types.generated.ts';
import { moment } from '../../lib/days.ts';
import type { SentLedgerQuery } from './sent.generated.ts';

export type SentRow = SentLedgerQuery['sentLedger']['rows'][number];

export const periods = ['1', '7', '30', '90', 'all'] as const;
/** Unless another period is chosen. */
const usualDays = '30';
export const sentDefaults = {
  tab: 'all',
  page: '1',
  pageSize: '20',
  unitId: '',
  person: '',
  kind: '',
  channel: '',
  read: '',
  period: '',
};

/** The days count back from the program's own. */
export function filterOf(values: typeof sentDefaults, today: string): SentFilter {
  const days = Number(values.period || usualDays);
  return {
    tab: values.tab,
    unitId: values.unitId || null,
    person: values.person.trim() || null,
    kind: values.kind || null,
    channel: values.channel || null,
    isRead: values.read === '' ? null : values.read === 'yes',
    fromOn:
      days > 0
        ? dayjs(today)
            .subtract(days - 1, 'day')
            .format('YYYY-MM-DD')
        : null,
  };
}

/** The same filter as the addresses of the print and the export carry it. */
export function queryOf({ isRead, ...rest }: SentFilter): string {
  const given = Object.entries(rest).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const read = isRead === null || isRead === undefined ? [] : [['read', isRead ? 'yes' : 'no']];
  return new URLSearchParams([...given, ...read] as [string, string][]).toString();
}

export function Who({ row }: { row: SentRow }) {
  const { t } = useTranslation();
  return (
    <>
      {row.recipient}
      {row.forName ? ` ${t('notices.standsIn', { name: row.forName })}` : null}
      <div className="cell-sub">
        {[row.unitName, row.role ? t(`enum.role.${row.role}`) : ''].filter(Boolean).join(' · ')}
      </div>
    </>
  );
}

const tones: Record<string, Tone> = {
  ready: 'active',
  sending: 'active',
  sent: 'good',
  unknown: 'warn',
  failed: 'bad',
};

export function DeliveryState({ row }: { row: SentRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Status tone={tones[row.state] ?? 'plain'}>{t(`sent.states.${row.state as State}`)}</Status>
      {row.failure ? <div className="cell-sub">{row.failure}</div> : null}
    </>
  );
}

export function ReadState({ row }: { row: SentRow }) {
  const { t } = useTranslation();
  if (row.isRead === null || row.isRead === undefined) return <span className="cell-sub">—</span>;
  return row.isRead ? (
    <span className="num">{row.readAt ? moment(row.readAt) : t('sent.isRead.yes')}</span>
  ) : (
    <span className="cell-sub">{t('sent.isRead.no')}</span>
  );
}
