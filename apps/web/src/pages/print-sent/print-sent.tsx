import { useQuery } from '@apollo/client/react';
import type { DeliveryState } from '@yardstick/domain/channel';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageState } from '../../components/page-container.tsx';
import { PrintPage } from '../../components/print-page.tsx';
import { longDay, moment } from '../../lib/days.ts';
import { useToday } from '../../lib/viewer.tsx';
import { SentLedgerDocument } from '../sent/sent.generated.ts';
import styles from './print-sent.module.css';

const mostRows = 100;
const heads = ['number', 'at', 'unit', 'to', 'channel', 'subject', 'why', 'rule', 'state', 'read'] as const;

/** The sent-ledger as filtered, on paper; a longer one than fits is exported instead, and the sheet says so. */
export default function PrintSentPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const today = useToday();
  const read = params.get('read');
  const { data, error } = useQuery(SentLedgerDocument, {
    variables: {
      page: 1,
      pageSize: mostRows,
      filter: {
        tab: params.get('tab'),
        unitId: params.get('unitId'),
        person: params.get('person'),
        kind: params.get('kind'),
        channel: params.get('channel'),
        fromOn: params.get('fromOn'),
        toOn: params.get('toOn'),
        isRead: read === null ? null : read === 'yes',
      },
    },
  });
  const ledger = data?.sentLedger;
  return (
    <PageState loading={!data} error={data ? undefined : error}>
      {ledger ? (
        <PrintPage paper="a3-landscape" title={t('sent.title')}>
          <p>{t('sent.printed', { day: longDay(today), shown: ledger.rows.length, total: ledger.total })}</p>
          <table className={styles.table}>
            <thead>
              <tr>
                {heads.map(key => (
                  <th key={key} scope="col">
                    {t(`sent.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ledger.rows.map((row, index) => (
                <tr key={row.id}>
                  <td>{index + 1}</td>
                  <td>{moment(row.at)}</td>
                  <td>{row.unitName}</td>
                  <td>
                    {row.recipient}
                    {row.forName ? ` ${t('notices.standsIn', { name: row.forName })}` : null}
                  </td>
                  <td>{row.channelLabel}</td>
                  <td>{row.title}</td>
                  <td>{[row.kindLabel, row.stage].filter(Boolean).join(' · ')}</td>
                  <td>{row.ruleVersion ?? '—'}</td>
                  <td>
                    {t(`sent.states.${row.state as DeliveryState}`)} {row.failure}
                  </td>
                  <td>{row.isRead === null ? '—' : t(row.isRead ? 'sent.isRead.yes' : 'sent.isRead.no')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </PrintPage>
      ) : null}
    </PageState>
  );
}
