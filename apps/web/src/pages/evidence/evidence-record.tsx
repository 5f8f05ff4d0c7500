import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { EvidenceHistory, EvidenceUses, UseFor } from '../../components/delivery/evidence-history.tsx';
import { EvidenceFacts, EvidenceView } from '../../components/delivery/evidence-preview.tsx';
import { EvidenceStatus, ReturnWords, WithdrawnWords } from '../../components/delivery/evidence-row.tsx';
import { EvidenceRecordDocument } from '../../components/delivery/evidence.generated.ts';
import { Moves } from '../../components/delivery/moves.tsx';
import { NewVersion } from '../../components/delivery/new-version.tsx';
import { Nothing } from '../../components/page-container.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { ReceiptButton } from './receipt-button.tsx';
import styles from './evidence-record.module.css';

/** One piece of evidence: what it shows, which versions there were, and everywhere it is used. */
export default function EvidenceRecordPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data, previousData, loading, error, refetch } = useQuery(EvidenceRecordDocument, { variables: { id } });
  const record = (data ?? previousData)?.evidenceRecord;
  const evidence = record?.evidence;
  const newest = record?.versions.reduce((one, other) => (other.versionNo > one.versionNo ? other : one));
  return (
    <RecordPage
      title={evidence?.title ?? t('menu.evidence')}
      titleExtra={evidence ? <EvidenceStatus state={evidence.state} /> : null}
      breadcrumb={[{ title: t('menu.evidence'), to: '/evidence' }]}
      state={{ loading: loading && !record, error: record ? undefined : error, retry: () => void refetch() }}
      extra={
        evidence ? (
          <div className="moves-buttons">
            <NewVersion evidence={evidence} onDone={newId => void navigate(`/evidence/${newId}`)} />
            <UseFor evidence={evidence} />
            <ReceiptButton evidenceId={evidence.id} />
            <Button icon={<DownloadOutlined />} href={evidence.url} download>
              {t('common.download')}
            </Button>
          </div>
        ) : null
      }
    >
      {evidence && record ? (
        <div className={styles.columns}>
          <Section title={t('evidence.record.preview')}>
            {evidence.isNewest ? null : (
              <Alert
                type="warning"
                showIcon
                title={t('evidence.record.newest')}
                action={newest ? <Link to={`/evidence/${newest.id}`}>{t('evidence.record.toNewest')}</Link> : null}
              />
            )}
            <EvidenceView evidence={evidence} />
          </Section>
          <div>
            <Section title={t('evidence.record.facts')}>
              <ReturnWords code={evidence.returnCode} reason={evidence.returnReason} />
              <WithdrawnWords reason={evidence.withdrawnReason} />
              <EvidenceFacts evidence={evidence} />
              <Moves
                moves={evidence.nextMoves}
                target={{ evidenceId: evidence.id, expectedVersion: evidence.version }}
                subject={evidence.title}
                onDone={() => void refetch()}
              />
              <EvidenceUses uses={record.uses} />
              <EvidenceHistory versions={record.versions} shown={evidence.id} />
            </Section>
          </div>
        </div>
      ) : (
        <Nothing>{t('evidence.record.none')}</Nothing>
      )}
    </RecordPage>
  );
}
