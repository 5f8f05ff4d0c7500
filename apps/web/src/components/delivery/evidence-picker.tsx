import { skipToken, useQuery } from '@apollo/client/react';
import { App, Button, Drawer, Input, type InputRef, Pagination } from 'antd';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceState } from '../../graphql/types.generated.ts';
import { day } from '../../lib/days.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Nothing, PageState } from '../page-container.tsx';
import { LinkEvidenceDocument, UnitEvidenceDocument } from './delivery.generated.ts';
import { EvidenceStatus } from './evidence-row.tsx';

const pageSize = 10;

/** What came back or was taken back proves nothing anywhere else either. */
export function isUsable(state: EvidenceState): boolean {
  return state !== 'RETURNED' && state !== 'REVOKED' && state !== 'WITHDRAWN';
}

/** The unit's library beside the milestone: what was handed in once is not uploaded again. */
export function EvidencePicker({
  milestoneId,
  milestoneTitle,
  already,
  open,
  onClose,
}: {
  milestoneId: string;
  milestoneTitle: string;
  already: readonly string[];
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const search = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [page, setPage] = useState(1);
  const asked = useDeferredValue(text.trim());
  const { data, previousData, loading, error, refetch } = useQuery(
    UnitEvidenceDocument,
    open ? { variables: { text: asked === '' ? null : asked, page, pageSize } } : skipToken,
  );
  const [link] = useCommand(LinkEvidenceDocument, { refetch: ['ActionRecord', 'Todo', 'UnitEvidence'] });
  const [busy, setBusy] = useState<string | null>(null);
  const found = (data ?? previousData)?.unitEvidence;
  return (
    <Drawer
      open={open}
      onClose={onClose}
      afterOpenChange={isOpen => (isOpen ? search.current?.focus() : undefined)}
      title={t('evidence.reuseFor', { title: milestoneTitle })}
      size={Math.min(560, window.innerWidth)}
    >
      <Input.Search
        allowClear
        ref={search}
        placeholder={t('evidence.searchTitle')}
        aria-label={t('evidence.searchTitle')}
        value={text}
        onChange={event => {
          setText(event.target.value);
          setPage(1);
        }}
      />
      <PageState loading={loading && !found} error={found ? undefined : error} retry={() => void refetch()}>
        {found?.rows.length === 0 ? <Nothing>{t('evidence.none')}</Nothing> : null}
        <ul className="cards picker">
          {found?.rows.map(evidence => (
            <li key={evidence.id} className="card picker-row">
              <div>
                <div className="cell-title">{evidence.title}</div>
                <div className="cell-sub">
                  {t(`enum.evidenceKind.${evidence.kind}`)} · {day(evidence.documentOn)} · {evidence.fileName}{' '}
                  <EvidenceStatus state={evidence.state} />
                </div>
              </div>
              <Button
                disabled={already.includes(evidence.id) || !isUsable(evidence.state)}
                loading={busy === evidence.id}
                onClick={() => {
                  setBusy(evidence.id);
                  void link({ input: { evidenceId: evidence.id, milestoneIds: [milestoneId] } }).then(result => {
                    setBusy(null);
                    if (!result.ok) return;
                    void message.success(t('evidence.linked', { title: evidence.title }));
                    onClose();
                  });
                }}
              >
                {t(already.includes(evidence.id) ? 'evidence.isLinked' : 'evidence.link')}
              </Button>
            </li>
          ))}
        </ul>
        {found && found.total > pageSize ? (
          <Pagination
            simple
            showSizeChanger={false}
            current={page}
            pageSize={pageSize}
            total={found.total}
            onChange={setPage}
          />
        ) : null}
      </PageState>
    </Drawer>
  );
}
