import { EyeOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { returnReasonLabels } from '@yardstick/domain/evidence';
import { day } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import type { EvidenceState } from '../../graphql/types.generated.ts';
import { Status, type Tone } from '../status.tsx';
import type { EvidencePartsFragment } from './delivery.generated.ts';
import { Moves } from './moves.tsx';
import { NewVersion } from './new-version.tsx';

const tone: Record<EvidenceState, Tone> = {
  DRAFT: 'plain',
  SUBMITTED: 'active',
  ACCEPTED: 'good',
  RETURNED: 'bad',
  QUESTIONED: 'warn',
  REVOKED: 'bad',
  WITHDRAWN: 'plain',
  SUPERSEDED: 'plain',
};

export function EvidenceStatus({ state }: { state: EvidenceState }) {
  const { t } = useTranslation();
  return <Status tone={tone[state]}>{t(`enum.evidenceState.${state}`)}</Status>;
}

/** Why it came back: the cause from the list and the reviewer's sentence. */
export function ReturnWords({ code, reason }: { code: string | null; reason: string | null }) {
  const { t } = useTranslation();
  const label =
    code && code !== 'other' && code in returnReasonLabels
      ? localized(returnReasonLabels[code as keyof typeof returnReasonLabels])
      : null;
  if (!label && !reason) return null;
  return (
    <div className="return-words">
      {t('evidence.returned')}
      {[label, reason].filter(Boolean).join(t('reason.join'))}
    </div>
  );
}

/** Why the unit took it back; it stays to be seen. */
export function WithdrawnWords({ reason }: { reason: string | null }) {
  const { t } = useTranslation();
  return reason ? <div className="cell-sub">{t('evidence.withdrawnFor', { reason })}</div> : null;
}

interface Props {
  evidence: EvidencePartsFragment;
  onPreview: (evidence: EvidencePartsFragment) => void;
}

/** One document of a milestone: its name opens it, its state stands beside, what may be done follows. */
export function EvidenceRow({ evidence, onPreview }: Props) {
  const { t } = useTranslation();
  return (
    <li className="evidence-row">
      <div className="evidence-row-main">
        <PaperClipOutlined aria-hidden />
        <button type="button" className="link-button" onClick={() => onPreview(evidence)}>
          {evidence.title}
        </button>
        <EvidenceStatus state={evidence.state} />
        <span className="cell-sub">
          {t(`enum.evidenceKind.${evidence.kind}`)}
          {evidence.documentOn ? ` · ${day(evidence.documentOn)}` : ''}
          {evidence.versionNo > 1 ? ` · ${t('evidence.versionNo', { no: evidence.versionNo })}` : ''}
          {evidence.usedCount > 1 ? ` · ${t('evidence.usedTimes', { count: evidence.usedCount })}` : ''}
          {evidence.reusedFromId ? ` · ${t('evidence.reviewedAgain')}` : ''}
        </span>
        <span className="evidence-row-moves">
          <Button
            size="small"
            type="text"
            icon={<EyeOutlined />}
            aria-label={t('evidence.previewOf', { title: evidence.title })}
            onClick={() => onPreview(evidence)}
          />
          {evidence.state === 'RETURNED' ? <NewVersion evidence={evidence} size="small" /> : null}
          <Moves
            moves={evidence.nextMoves}
            target={{ evidenceId: evidence.id, expectedVersion: evidence.version }}
            subject={evidence.title}
            size="small"
            hideBlocked
          />
        </span>
      </div>
      {evidence.state === 'RETURNED' || evidence.state === 'QUESTIONED' ? (
        <ReturnWords code={evidence.returnCode} reason={evidence.returnReason} />
      ) : null}
      <WithdrawnWords reason={evidence.withdrawnReason} />
    </li>
  );
}
