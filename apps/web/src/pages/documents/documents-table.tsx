import { useQuery } from '@apollo/client/react';
import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QueryTable, type QueryTableProps } from '../../components/query-table.tsx';
import { day } from '../../lib/days.ts';
import { useCommands } from '../../lib/use-command.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { documentVerbs, regenerateDocument } from '../document/document-verbs.ts';
import { DocumentState, LengthMeter } from './document-state.tsx';
import { type DocumentRowPartsFragment, EvaluationDocumentsDocument } from './documents.generated.ts';

type Row = DocumentRowPartsFragment;
const tabs = ['all', 'DRAFTED', 'PROPOSED', 'ISSUED'] as const;

interface Props {
  /** null: of every evaluation */
  evaluationId: string | null;
}

interface Outcome {
  doneCount: number;
  failures: string[];
}

/** The papers about one result, or about all; several at once are proposed or issued, each as a decision of its own. */
export function DocumentsTable({ evaluationId }: Props) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const seesAll = viewer.canSeeAllUnits;
  const [values, setValues] = useState<Record<string, string>>({ tab: 'all', page: '1', pageSize: '10' });
  const [chosen, setChosen] = useState<string[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [run, { loading: isBusy }] = useCommands({ refetch: ['EvaluationDocuments', 'FrameCounts'], quiet: true });
  const { data, previousData, loading, error, refetch } = useQuery(EvaluationDocumentsDocument, {
    variables: { evaluationId },
  });
  const all = (data ?? previousData)?.evaluationDocuments.rows;
  const rows = all?.filter(row => values.tab === 'all' || row.state === values.tab);

  const verbOf = (row: Row): 'propose' | 'issue' | null => {
    if (row.state === 'DRAFTED') return viewer.canReview ? 'propose' : null;
    const issuer = row.approver === 'LEADER' ? 'LEADER' : 'OFFICE_CHIEF';
    return row.state === 'PROPOSED' && viewer.role === issuer ? 'issue' : null;
  };
  const verb = values.tab === 'DRAFTED' ? 'propose' : values.tab === 'PROPOSED' ? 'issue' : null;
  const isChoosing = verb !== null && (rows?.some(row => verbOf(row) === verb) ?? false);

  const selected = (rows ?? []).filter(row => chosen.includes(row.id));
  // nobody's words are lost with these; an edited one is compared first, on its page
  const unedited = verb === 'propose' ? selected.filter(row => row.editedBy === null) : [];

  const takeAll = async (mutation: typeof regenerateDocument, documents: readonly Row[]) => {
    const result: Outcome = { doneCount: 0, failures: [] };
    for (const { id, version, unitName, title } of documents) {
      const answer = await run(mutation, { input: { documentId: id, expectedVersion: version } });
      if (answer.ok) result.doneCount += 1;
      else result.failures.push(`${unitName ?? title}：${answer.userErrors.map(one => one.message).join(' ')}`);
    }
    setChosen([]);
    setOutcome(result);
  };

  const columns: QueryTableProps<Row>['columns'] = [
    {
      title: t('documents.column.document'),
      width: 280,
      render: (_, row) => (
        <>
          <Link to={`/documents/${row.id}`} className="cell-title">
            {row.title}
          </Link>
          <div className="cell-sub">
            {t(`enum.evaluationDocumentKind.${row.kind}`)}
            {row.edition > 1 ? ` ${t('documents.edition', { n: row.edition })}` : ''}
            {row.docNo ? ` · ${row.docNo}` : ''}
          </div>
        </>
      ),
    },
    ...(seesAll
      ? [{ title: t('documents.column.unit'), width: 150, render: (_: unknown, row: Row) => row.unitName ?? '—' }]
      : []),
    ...(evaluationId
      ? []
      : [
          { title: t('documents.column.evaluation'), width: 180, render: (_: unknown, row: Row) => row.evaluationName },
        ]),
    { title: t('documents.column.state'), width: 150, render: (_, row) => <DocumentState document={row} /> },
    ...(seesAll
      ? [
          {
            title: t('documents.column.length'),
            width: 190,
            render: (_: unknown, row: Row) => <LengthMeter {...row} />,
          },
          {
            title: t('documents.column.by'),
            width: 130,
            render: (_: unknown, row: Row) => row.issuedBy ?? row.proposedBy ?? row.editedBy ?? row.draftedBy,
          },
        ]
      : []),
    {
      title: t('documents.column.issuedOn'),
      width: 120,
      render: (_, row) => <span className="num">{day(row.issuedOn)}</span>,
    },
  ];

  return (
    <>
      {outcome ? (
        <Alert
          className="modal-errors"
          role="status"
          showIcon
          type={outcome.failures.length > 0 ? 'warning' : 'success'}
          closable={{ onClose: () => setOutcome(null) }}
          title={t('documents.doneMany', { count: outcome.doneCount, failed: outcome.failures.length })}
          description={outcome.failures.map(line => (
            <div key={line}>{line}</div>
          ))}
        />
      ) : null}
      <QueryTable<Row>
        label={t('documents.title')}
        rowKey="id"
        columns={columns}
        rows={rows}
        loading={loading}
        error={error}
        retry={() => void refetch()}
        values={values}
        onChange={change => {
          setChosen([]);
          setValues(before => ({ ...before, page: '1', ...change }));
        }}
        tabs={
          seesAll
            ? tabs.map(key => ({
                key,
                label: key === 'all' ? t('documents.all') : t(`enum.evaluationDocumentState.${key}`),
                count: all?.filter(row => key === 'all' || row.state === key).length,
              }))
            : undefined
        }
        toolbar={
          isChoosing ? (
            <Space wrap>
              {verb === 'propose' ? (
                <Button
                  disabled={unedited.length === 0}
                  loading={isBusy}
                  onClick={() => void takeAll(regenerateDocument, unedited)}
                >
                  {t('documents.regenerateMany', { count: unedited.length })}
                </Button>
              ) : null}
              <Button
                type="primary"
                disabled={chosen.length === 0}
                loading={isBusy}
                onClick={() =>
                  void takeAll(documentVerbs[verb === 'issue' ? 'issueDocument' : 'proposeDocument'], selected)
                }
              >
                {t(verb === 'issue' ? 'documents.issueMany' : 'documents.proposeMany', { count: chosen.length })}
              </Button>
            </Space>
          ) : null
        }
        selection={
          isChoosing
            ? {
                selectedRowKeys: chosen,
                onChange: keys => setChosen(keys.map(String)),
                getCheckboxProps: row => ({ disabled: verbOf(row) !== verb, 'aria-label': row.title }),
              }
            : undefined
        }
        empty={t(seesAll ? 'documents.nothing' : 'documents.nothingOfUnit')}
        card={row => (
          <>
            <Link to={`/documents/${row.id}`}>{row.title}</Link>
            <div className="cell-sub">
              <DocumentState document={row} /> {row.unitName} {row.docNo} <span className="num">{row.issuedOn}</span>
            </div>
            {seesAll ? (
              <div className="cell-sub">
                <LengthMeter {...row} />
              </div>
            ) : null}
          </>
        )}
      />
    </>
  );
}
