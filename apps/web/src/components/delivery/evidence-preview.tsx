import { DownloadOutlined, ExpandOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { Button, Descriptions, Drawer, Skeleton } from 'antd';
import { Component, lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { day, moment } from '../../lib/days.ts';
import { fileSize } from '../../lib/format.ts';
import { uuid } from '../../lib/uuid.ts';
import { useFrame } from '../../lib/viewer.tsx';
import { Nothing } from '../page-container.tsx';
import { Watermark } from '../watermark.tsx';
import type { EvidencePartsFragment } from './delivery.generated.ts';
import { EvidenceHistory, EvidenceUses, UseFor } from './evidence-history.tsx';
import { EvidenceRecordDocument } from './evidence.generated.ts';
import styles from './evidence.module.css';
import { NewVersion } from './new-version.tsx';
import { type PreviewTable, TableView } from './table-view.tsx';

const DocxView = lazy(() => import('./docx-view.tsx'));
const PdfView = lazy(() => import('./pdf-view.tsx'));

type ShownAs = 'picture' | 'drawn' | 'read' | 'nothing';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const pdf = 'application/pdf';
const largestWord = 20 * 1024 * 1024;

/** A picture the browser shows itself; PDF and Word are drawn here; tables and texts the server reads. */
function shownAs({ mime, size }: { mime: string; size: number }): ShownAs {
  if (/^image\/(png|jpeg|gif|webp)$/.test(mime)) return 'picture';
  if (mime === pdf || (mime === docx && size <= largestWord)) return 'drawn';
  return mime === xlsx || mime.startsWith('text/') ? 'read' : 'nothing';
}

type ReadPreview =
  | { kind: 'tables'; tables: PreviewTable[]; isCut: boolean }
  | { kind: 'text'; text: string; isCut: boolean }
  | { kind: 'none' };

/** The document itself, as large as the place it is given, under the reader's name. Each opening is one entry in the ledger. */
export function EvidenceView({ evidence }: { evidence: EvidencePartsFragment }) {
  const { viewer, clock } = useFrame();
  const [openedAt] = useState(() => openedNow(clock.now));
  return (
    <Watermark text={`${viewer.unit.shortName} ${viewer.name} ${openedAt}`}>
      <Preview key={evidence.id} evidence={evidence} />
    </Watermark>
  );
}

/** The program's clock may stand elsewhere than this computer's; `serverNow` was read when the page was. */
function openedNow(serverNow: string): string {
  const ahead = Date.parse(serverNow) - Date.now();
  return moment(new Date(Date.now() + (Math.abs(ahead) > 43_200_000 ? ahead : 0)).toISOString());
}

function Preview({ evidence }: { evidence: EvidencePartsFragment }) {
  const [previewId] = useState(uuid);
  const [isFailed, setFailed] = useState(false);
  const fail = useCallback(() => setFailed(true), []);
  const kind = isFailed ? 'nothing' : shownAs(evidence);
  const inline = `${evidence.url}?inline=1&preview=${previewId}`;
  switch (kind) {
    case 'picture':
      return (
        <div className="evidence-view evidence-view-picture">
          <img src={inline} alt={evidence.title} onError={fail} />
        </div>
      );
    case 'drawn':
      return <Drawn evidence={evidence} previewId={previewId} onFail={fail} />;
    case 'read':
      return <Read evidence={evidence} previewId={previewId} onFail={fail} />;
    default:
      return <NoPreview evidence={evidence} />;
  }
}

interface PartProps {
  evidence: EvidencePartsFragment;
  previewId: string;
  onFail: () => void;
}

function Drawn({ evidence, previewId, onFail }: PartProps) {
  const bytes = useFetched(`${evidence.url}?preview=${previewId}`, answer => answer.arrayBuffer(), onFail);
  const View = evidence.mime === pdf ? PdfView : DocxView;
  return (
    <Unreadable onFail={onFail}>
      <Suspense fallback={<Skeleton active />}>
        {bytes ? <View title={evidence.title} bytes={bytes} onFail={onFail} /> : <Skeleton active />}
      </Suspense>
    </Unreadable>
  );
}

/** A browser that cannot run the reader still downloads the file. */
class Unreadable extends Component<{ onFail: () => void; children: ReactNode }, { isFailed: boolean }> {
  override state = { isFailed: false };

  static getDerivedStateFromError(): { isFailed: boolean } {
    return { isFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFail();
  }

  override render(): ReactNode {
    return this.state.isFailed ? null : this.props.children;
  }
}

function Read({ evidence, previewId, onFail }: PartProps) {
  const preview = useFetched(
    `${evidence.url}/preview?preview=${previewId}`,
    answer => answer.json() as Promise<ReadPreview>,
    onFail,
  );
  if (!preview) return <Skeleton active />;
  if (preview.kind === 'tables') return <TableView tables={preview.tables} isCut={preview.isCut} />;
  if (preview.kind === 'text')
    return (
      // a scrolling region must be reachable by keyboard
      // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
      <pre className={styles.text} tabIndex={0}>
        {preview.text}
        {preview.isCut ? '\n…' : ''}
      </pre>
    );
  return <NoPreview evidence={evidence} />;
}

function NoPreview({ evidence }: { evidence: EvidencePartsFragment }) {
  const { t } = useTranslation();
  return (
    <div className="evidence-view evidence-view-nothing">
      <Nothing
        action={
          <Button type="primary" icon={<DownloadOutlined />} href={evidence.url} download>
            {t('evidence.download')}
          </Button>
        }
      >
        {t('evidence.noPreview', { name: evidence.fileName })}
      </Nothing>
    </div>
  );
}

function useFetched<T>(url: string, read: (answer: Response) => Promise<T>, onFail: () => void): T | null {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(url, { credentials: 'same-origin', signal: stop.signal })
      .then(answer => (answer.ok ? read(answer) : Promise.reject(new Error(String(answer.status)))))
      .then(setValue, () => {
        if (!stop.signal.aborted) onFail();
      });
    return () => stop.abort();
    // the address says everything that is asked for
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [url]);
  return value;
}

/** What is known about the file, so that nobody has to ask the unit. */
export function EvidenceFacts({ evidence }: { evidence: EvidencePartsFragment }) {
  const { t } = useTranslation();
  return (
    <Descriptions
      size="small"
      column={1}
      className="evidence-facts"
      items={[
        { key: 'file', label: t('evidence.fileName'), children: `${evidence.fileName} (${fileSize(evidence.size)})` },
        { key: 'kind', label: t('evidence.kind'), children: t(`enum.evidenceKind.${evidence.kind}`) },
        { key: 'day', label: t('evidence.documentOn'), children: day(evidence.documentOn) },
        { key: 'by', label: t('evidence.uploaded'), children: `${evidence.uploadedBy} ${moment(evidence.uploadedAt)}` },
        { key: 'version', label: t('evidence.version'), children: t('evidence.versionNo', { no: evidence.versionNo }) },
        { key: 'used', label: t('evidence.used'), children: t('evidence.usedTimes', { count: evidence.usedCount }) },
        ...(evidence.reviewedBy
          ? [{ key: 'reviewer', label: t('evidence.reviewedBy'), children: evidence.reviewedBy }]
          : []),
        ...(evidence.withdrawnReason
          ? [
              {
                key: 'withdrawn',
                label: t('evidence.withdrawn'),
                children: `${evidence.withdrawnReason}（${evidence.withdrawnBy ?? ''} ${moment(evidence.withdrawnAt)}）`,
              },
            ]
          : []),
        { key: 'sha', label: 'SHA-256', children: <code className="hash">{evidence.sha256}</code> },
        {
          key: 'sm3',
          label: 'SM3',
          children: evidence.sm3 ? <code className="hash">{evidence.sm3}</code> : t('evidence.sm3Pending'),
        },
      ]}
    />
  );
}

/** Preview, facts, versions and uses of one piece of evidence beside whatever page one is on. */
export function EvidencePreview({
  evidence,
  onClose,
}: {
  evidence: EvidencePartsFragment | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery(
    EvidenceRecordDocument,
    evidence ? { variables: { id: evidence.id }, fetchPolicy: 'cache-and-network' } : skipToken,
  );
  const record = data?.evidenceRecord?.evidence.id === evidence?.id ? data?.evidenceRecord : null;
  return (
    <Drawer
      open={evidence !== null}
      onClose={onClose}
      size={Math.min(900, window.innerWidth)}
      title={evidence?.title}
      destroyOnHidden
      extra={
        evidence ? (
          <div className="moves-buttons">
            <Link to={`/evidence/${evidence.id}`} className="desk-only">
              <Button icon={<ExpandOutlined />}>{t('evidence.open')}</Button>
            </Link>
            <Button icon={<DownloadOutlined />} href={evidence.url} download>
              {t('common.download')}
            </Button>
          </div>
        ) : null
      }
    >
      {evidence ? (
        <>
          <EvidenceView evidence={evidence} />
          <div className="moves-buttons evidence-facts">
            <NewVersion evidence={evidence} onDone={onClose} />
            <UseFor evidence={evidence} />
          </div>
          <EvidenceFacts evidence={evidence} />
          {record && record.versions.length > 1 ? (
            <EvidenceHistory versions={record.versions} shown={evidence.id} />
          ) : null}
          {record ? <EvidenceUses uses={record.uses} /> : null}
        </>
      ) : null}
    </Drawer>
  );
}
