import { skipToken, useQuery } from '@apollo/client/react';
import { App, Button, Drawer, Input, type InputRef, Pagination, Select } from 'antd';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { day } from '../../lib/days.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Nothing, PageState } from '../page-container.tsx';
import { LinkEvidenceDocument } from './delivery.generated.ts';
import { useLibraryFilters } from './evidence-history.tsx';
import { EvidenceStatus } from './evidence-row.tsx';
import { UnitEvidenceDocument } from './evidence.generated.ts';
import styles from './evidence.module.css';
import { evidenceKinds, isUsable } from './kinds.ts';

const pageSize = 10;

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
  const [chosen, setChosen] = useState<{ kind?: EvidenceKind; year?: number; measureId?: string }>({});
  const asked = useDeferredValue(text.trim());
  const { measures, years } = useLibraryFilters();
  const choose = (change: typeof chosen) => {
    setChosen({ ...chosen, ...change });
    setPage(1);
  };
  const { data, previousData, loading, error, refetch } = useQuery(
    UnitEvidenceDocument,
    open ? { variables: { text: asked === '' ? null : asked, ...chosen, milestoneId, page, pageSize } } : skipToken,
  );
  const [link] = useCommand(LinkEvidenceDocument, { refetch: ['ActionRecord', 'Todo', 'UnitEvidence'] });
  const [busy, setBusy] = useState<string | null>(null);
  const isLinked = ({ id, isLinked: isKnown }: { id: string; isLinked: boolean | null }) =>
    already.includes(id) || isKnown === true;
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
      <div className={styles.filters}>
        <Select
          allowClear
          placeholder={t('evidence.kind')}
          aria-label={t('evidence.kind')}
          onChange={(kind: EvidenceKind | undefined) => choose({ kind })}
          options={evidenceKinds.map(kind => ({ value: kind, label: t(`enum.evidenceKind.${kind}`) }))}
        />
        <Select
          allowClear
          placeholder={t('evidence.year')}
          aria-label={t('evidence.year')}
          onChange={(year: number | undefined) => choose({ year })}
          options={years}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('evidence.measure')}
          aria-label={t('evidence.measure')}
          popupMatchSelectWidth={320}
          onChange={(measureId: string | undefined) => choose({ measureId })}
          options={measures}
        />
      </div>
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
                <div className="cell-sub">{t('evidence.usedTimes', { count: evidence.usedCount })}</div>
                {evidence.needsReviewAgain ? (
                  <div className={styles.warning}>{t('evidence.willBeReviewedAgain')}</div>
                ) : null}
              </div>
              <Button
                disabled={isLinked(evidence) || !isUsable(evidence.state)}
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
                {t(isLinked(evidence) ? 'evidence.isLinked' : 'evidence.link')}
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
