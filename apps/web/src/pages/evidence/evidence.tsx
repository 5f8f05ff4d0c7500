import { useQuery } from '@apollo/client/react';
import { App, Button, Popover, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type EvidencePartsFragment, LinkEvidenceDocument } from '../../components/delivery/delivery.generated.ts';
import { useLibraryFilters } from '../../components/delivery/evidence-history.tsx';
import { EvidencePreview } from '../../components/delivery/evidence-preview.tsx';
import { EvidenceStatus, ReturnWords, WithdrawnWords } from '../../components/delivery/evidence-row.tsx';
import { EvidenceUpload } from '../../components/delivery/evidence-upload.tsx';
import { UnitEvidenceDocument } from '../../components/delivery/evidence.generated.ts';
import styles from '../../components/delivery/evidence.module.css';
import { DossierButton } from '../../components/delivery/dossier-button.tsx';
import { evidenceKinds, isUsable } from '../../components/delivery/kinds.ts';
import { Nothing, PageContainer } from '../../components/page-container.tsx';
import { QueryTable, type QueryTableProps } from '../../components/query-table.tsx';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { day, moment } from '../../lib/days.ts';
import { fileSize } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSearch } from '../../lib/use-search.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { OpenMilestonesDocument } from './evidence.generated.ts';

type Row = EvidencePartsFragment;

/** Everything the unit has handed in, once each; used again by a link, not by another upload. */
export default function EvidencePage() {
  const { t } = useTranslation();
  const [search, change] = useSearch({ text: '', kind: '', year: '', measureId: '', page: '1', pageSize: '20' });
  const [shown, setShown] = useState<Row | null>(null);
  const { data, previousData, loading, error, refetch } = useQuery(UnitEvidenceDocument, {
    variables: {
      text: search.text || null,
      kind: (search.kind || null) as EvidenceKind | null,
      year: Number(search.year) || null,
      measureId: search.measureId || null,
      page: Number(search.page) || 1,
      pageSize: Number(search.pageSize) || 20,
    },
  });
  const page = (data ?? previousData)?.unitEvidence;
  const sum = (data ?? previousData)?.unitLibrarySum;
  const viewer = useViewer();
  const mayAdd = viewer.role === 'UNIT_LIAISON' || viewer.role === 'UNIT_STAFF';
  const { measures, years } = useLibraryFilters();
  const columns: QueryTableProps<Row>['columns'] = [
    {
      title: t('evidence.title'),
      fixed: 'left',
      width: 300,
      render: (_, row) => (
        <>
          <button type="button" className="link-button cell-title" onClick={() => setShown(row)}>
            {row.title}
          </button>
          <div className="cell-sub">
            {row.fileName} · {fileSize(row.size)}
            {row.versionNo > 1 ? ` · ${t('evidence.versionNo', { no: row.versionNo })}` : ''}
          </div>
        </>
      ),
    },
    { title: t('evidence.kind'), width: 90, render: (_, row) => t(`enum.evidenceKind.${row.kind}`) },
    {
      title: t('evidence.documentOn'),
      width: 120,
      render: (_, row) => <span className="num">{day(row.documentOn)}</span>,
    },
    {
      title: t('evidence.state'),
      width: 170,
      render: (_, row) => (
        <>
          <EvidenceStatus state={row.state} />
          {row.state === 'RETURNED' ? <ReturnWords code={row.returnCode} reason={row.returnReason} /> : null}
          <WithdrawnWords reason={row.withdrawnReason} />
        </>
      ),
    },
    {
      title: t('evidence.used'),
      width: 110,
      render: (_, row) => <Link to={`/evidence/${row.id}`}>{t('evidence.usedTimes', { count: row.usedCount })}</Link>,
    },
    {
      title: t('evidence.uploaded'),
      width: 150,
      render: (_, row) => (
        <span className="num">
          {row.uploadedBy}
          <div className="cell-sub">{moment(row.uploadedAt)}</div>
        </span>
      ),
    },
    { title: t('table.action'), width: 80, fixed: 'right', render: (_, row) => <LinkTo evidence={row} /> },
  ];
  return (
    <PageContainer
      title={t('menu.evidence')}
      subtitle={t('evidence.what')}
      extra={<DossierButton unitId={viewer.unit.id} />}
    >
      {sum ? (
        <div className={`panel ${styles.sum}`}>
          <span>
            {t('evidence.library.sum')} <strong>{sum.files}</strong> {t('evidence.library.files')}
          </span>
          <span>{t('evidence.library.used', { count: sum.used })}</span>
          <span>{t('evidence.library.saved', { count: sum.uploadsSaved })}</span>
        </div>
      ) : null}
      {mayAdd ? (
        <div className="panel">
          <EvidenceUpload milestoneId={null} title={t('evidence.library.add')} proofKinds={[]} />
        </div>
      ) : null}
      <QueryTable<Row>
        label={t('menu.evidence')}
        rowKey="id"
        columns={columns}
        minWidth={1060}
        rows={page?.rows}
        total={page?.total ?? 0}
        loading={loading && !data}
        error={page ? undefined : error}
        retry={() => void refetch()}
        values={search}
        onChange={change}
        filters={[
          { name: 'text', label: t('evidence.title'), placeholder: t('evidence.searchTitle') },
          {
            name: 'kind',
            label: t('evidence.kind'),
            kind: 'select',
            options: evidenceKinds.map(kind => ({ value: kind, label: t(`enum.evidenceKind.${kind}`) })),
          },
          {
            name: 'year',
            label: t('evidence.year'),
            kind: 'select',
            options: years.map(({ label }) => ({ value: label, label })),
          },
          { name: 'measureId', label: t('evidence.measure'), kind: 'select', options: measures },
        ]}
        empty={t(search.text || search.kind || search.year || search.measureId ? 'evidence.none' : 'evidence.empty')}
        card={row => (
          <>
            <div className="notice-head">
              <button type="button" className="link-button cell-title" onClick={() => setShown(row)}>
                {row.title}
              </button>
            </div>
            <div className="card-line">
              <EvidenceStatus state={row.state} />
              <span className="cell-sub">
                {t(`enum.evidenceKind.${row.kind}`)} · {day(row.documentOn)} ·{' '}
                <Link to={`/evidence/${row.id}`}>{t('evidence.usedTimes', { count: row.usedCount })}</Link>
              </span>
            </div>
            {row.state === 'RETURNED' ? <ReturnWords code={row.returnCode} reason={row.returnReason} /> : null}
            <WithdrawnWords reason={row.withdrawnReason} />
            <LinkTo evidence={row} />
          </>
        )}
      />
      <EvidencePreview evidence={shown} onClose={() => setShown(null)} />
    </PageContainer>
  );
}

/** Two presses: this document, that milestone. */
function LinkTo({ evidence }: { evidence: Row }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [isOpen, setOpen] = useState(false);
  if (viewer.role !== 'UNIT_LIAISON' && viewer.role !== 'UNIT_STAFF') return null;
  if (!isUsable(evidence.state)) return null;
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={t('evidence.linkTo')}
      // gone with the choice, whatever its leaving animation does meanwhile
      content={isOpen ? <OpenMilestones evidence={evidence} onChosen={() => setOpen(false)} /> : null}
    >
      <Button size="small" aria-haspopup="dialog">
        {t('evidence.link')}
      </Button>
    </Popover>
  );
}

function OpenMilestones({ evidence, onChosen }: { evidence: Row; onChosen: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const viewer = useViewer();
  const { data, loading } = useQuery(OpenMilestonesDocument, {
    variables: { filter: { unitId: viewer.unit.id, state: ['IN_PROGRESS', 'RETURNED'] }, page: 1, pageSize: 100 },
  });
  const [link] = useCommand(LinkEvidenceDocument, { refetch: ['UnitEvidence', 'Todo'] });
  const open = (data?.actions.rows ?? [])
    .flatMap(row =>
      row.milestones
        .filter(({ state }) => state === 'PLANNED' || state === 'RETURNED')
        .map(milestone => ({ ...milestone, action: row })),
    )
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (!data && loading) return <Spin />;
  if (open.length === 0) return <Nothing>{t('evidence.noOpenMilestones')}</Nothing>;
  return (
    <ul className="open-milestones">
      {open.map(milestone => (
        <li key={milestone.id}>
          <button
            type="button"
            onClick={() => {
              onChosen();
              void link({ input: { evidenceId: evidence.id, milestoneIds: [milestone.id] } }).then(result => {
                if (result.ok) void message.success(t('evidence.linked', { title: milestone.title }));
              });
            }}
          >
            <span className="cell-title">{milestone.title}</span>
            <span className="cell-sub">
              {milestone.action.measureCode} {milestone.action.title} · {t('milestone.dueOn', { day: milestone.dueOn })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
