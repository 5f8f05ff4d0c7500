import { DownloadOutlined, ExportOutlined } from '@ant-design/icons';
import { Button, Descriptions, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { day, moment } from '../../lib/days.ts';
import { fileSize } from '../../lib/format.ts';
import { Nothing } from '../page-container.tsx';
import type { EvidencePartsFragment } from './delivery.generated.ts';

function inlineUrl(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}inline=1`;
}

/** What a browser can show by itself; everything else is offered for download. */
function shownAs(mime: string): 'picture' | 'document' | 'nothing' {
  if (/^image\/(png|jpeg|gif|webp)$/.test(mime)) return 'picture';
  if (mime === 'application/pdf' || mime === 'text/plain') return 'document';
  return 'nothing';
}

/** The document itself, as large as the place it is given. */
export function EvidenceView({ evidence }: { evidence: EvidencePartsFragment }) {
  const { t } = useTranslation();
  const kind = shownAs(evidence.mime);
  if (kind === 'picture') {
    return (
      <div className="evidence-view evidence-view-picture">
        <img src={inlineUrl(evidence.url)} alt={evidence.title} />
      </div>
    );
  }
  if (kind === 'document') {
    // browsers refuse to start their PDF viewer in a sandboxed frame; the server's own policy locks that answer in
    const sandbox = evidence.mime === 'application/pdf' ? {} : { sandbox: '' };
    return <iframe className="evidence-view" title={evidence.title} src={inlineUrl(evidence.url)} {...sandbox} />;
  }
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
        { key: 'used', label: t('evidence.used'), children: t('evidence.usedCount', { count: evidence.usedCount }) },
        ...(evidence.reviewedBy
          ? [{ key: 'reviewer', label: t('evidence.reviewedBy'), children: evidence.reviewedBy }]
          : []),
        { key: 'sha', label: 'SHA-256', children: <code className="hash">{evidence.sha256}</code> },
        ...(evidence.sm3 ? [{ key: 'sm3', label: 'SM3', children: <code className="hash">{evidence.sm3}</code> }] : []),
      ]}
    />
  );
}

export function EvidencePreview({
  evidence,
  onClose,
}: {
  evidence: EvidencePartsFragment | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={evidence !== null}
      onClose={onClose}
      size={Math.min(900, window.innerWidth)}
      title={evidence?.title}
      extra={
        evidence ? (
          <div className="moves-buttons">
            <Button
              icon={<ExportOutlined />}
              href={inlineUrl(evidence.url)}
              target="_blank"
              rel="noreferrer"
              className="desk-only"
            >
              {t('evidence.newWindow')}
            </Button>
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
          <EvidenceFacts evidence={evidence} />
        </>
      ) : null}
    </Drawer>
  );
}
