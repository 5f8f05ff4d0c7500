import { FileExcelOutlined, FilePdfOutlined, FileWordOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { OfficialPaper, PaperBars, PaperTable } from '../../components/official-paper.tsx';
import { RecordPage, Section, type RecordNode } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { DocumentState } from '../documents/document-state.tsx';
import { DocumentEditor } from './document-editor.tsx';
import { DocumentMoves } from './document-moves.tsx';
import { type DocumentPartsFragment, DocumentRecordDocument } from './document.generated.ts';
import { StrayFigures } from './stray-figures.tsx';

/** One paper about a result: its words, what of them the data do not say, and how it will look. */
export default function DocumentPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { canSeeAllUnits } = useViewer();
  const { data, loading, error, refetch } = useQuery(DocumentRecordDocument, { variables: { id } });
  const document = data?.evaluationDocument;
  const breadcrumb = [
    ...(canSeeAllUnits && document
      ? [
          { title: t('evaluation.title'), to: '/evaluations' },
          { title: document.evaluationName, to: `/evaluations/${document.evaluationId}` },
        ]
      : [{ title: t('documents.pageTitle'), to: '/documents' }]),
  ];
  if (!document)
    return (
      <RecordPage
        title={t('documents.title')}
        breadcrumb={breadcrumb}
        state={{
          loading: loading && !error,
          error,
          missing: data?.evaluationDocument === null,
          retry: () => void refetch(),
        }}
      />
    );
  const file = (format: string) => `/exports/documents/${document.id}.${format}`;
  const canSave = document.nextMoves.some(move => move.verb === 'saveDocument' && move.allowed);
  return (
    <RecordPage
      title={t(`enum.evaluationDocumentKind.${document.kind}`)}
      titleExtra={<DocumentState document={document} />}
      subtitle={document.title}
      breadcrumb={breadcrumb}
      extra={
        <>
          <Button icon={<FilePdfOutlined />} href={file('pdf')}>
            PDF
          </Button>
          <Button icon={<FileWordOutlined />} href={file('docx')}>
            Word
          </Button>
          <Button icon={<FileExcelOutlined />} href={file('xlsx')}>
            Excel
          </Button>
        </>
      }
      nodes={canSeeAllUnits ? nodesOf(document, key => t(`documents.node.${key}`)) : undefined}
      nodesLabel={t('documents.nodes')}
      callout={<Callout document={document} />}
      facts={[
        { key: 'docNo', label: t('documents.docNo'), children: document.docNo ?? '—' },
        {
          key: 'unit',
          label: t('documents.column.unit'),
          children: document.unitName ?? t('documents.ofRound'),
        },
        ...(document.replyDueOn
          ? [
              {
                key: 'reply',
                label: t('documents.replyDueOn'),
                children: <span className="num">{document.replyDueOn}</span>,
              },
            ]
          : []),
        {
          key: 'data',
          label: t('documents.data'),
          children: (
            <>
              <code>{document.sha256.slice(0, 16)}</code>{' '}
              {t('documents.dataOf', { version: document.schemeVersion, day: document.asOf, n: document.edition })}
            </>
          ),
        },
        ...(document.figuresNote
          ? [{ key: 'note', label: t('documents.figuresNote'), children: document.figuresNote }]
          : []),
      ]}
    >
      {canSave ? <DocumentEditor key={document.id} document={document} reload={() => void refetch()} /> : null}
      {document.strayFigures.length > 0 ? <StrayFigures document={document} /> : null}
      <Section title={t('documents.paper')} id="paper">
        <Paper document={document} />
      </Section>
    </RecordPage>
  );
}

function Callout({ document }: { document: DocumentPartsFragment }) {
  const { t } = useTranslation();
  const { canSeeAllUnits } = useViewer();
  return (
    <>
      {document.returnReason ? (
        <Alert
          className="modal-errors"
          type="warning"
          showIcon
          title={t('documents.returned', { reason: document.returnReason })}
        />
      ) : null}
      {document.isOutdated ? (
        <Alert className="modal-errors" type="warning" showIcon title={t('documents.outdated')} />
      ) : null}
      {document.nextMoves.length > 0 ? <DocumentMoves document={document} /> : null}
      {document.unitId && document.state === 'ISSUED' ? (
        <p>
          <Link to={`/evaluations/${document.evaluationId}${canSeeAllUnits ? `/units/${document.unitId}` : ''}`}>
            {t('documents.toResult')}
          </Link>
        </p>
      ) : null}
    </>
  );
}

const tables = ['SCORE_SHEET', 'RANKING_TABLE'];

function Paper({ document }: { document: DocumentPartsFragment }) {
  const { t } = useTranslation();
  const isTable = tables.includes(document.kind);
  return (
    <OfficialPaper
      label={t('documents.paper')}
      {...(isTable ? {} : { mark: document.mark, docNo: document.docNo ?? '（印发后编号）' })}
      title={document.title}
      toName={document.toName}
      body={document.body}
      signedBy={document.signedBy}
      on={document.issuedOn}
    >
      {document.blocks.map((block, index) =>
        block.kind === 'table' ? (
          <PaperTable
            key={index}
            caption={block.caption ?? ''}
            heads={block.columns?.map(column => column.title) ?? []}
            rows={block.rows ?? []}
          />
        ) : block.kind === 'bars' ? (
          <PaperBars key={index} caption={block.caption ?? ''} bars={block.bars ?? []} />
        ) : (
          <h3 key={index}>附件　{block.title}</h3>
        ),
      )}
    </OfficialPaper>
  );
}

const chain = ['drafted', 'proposed', 'issued'] as const;

function nodesOf(document: DocumentPartsFragment, title: (key: (typeof chain)[number]) => string): RecordNode[] {
  const { state, draftedBy, draftedAt, proposedBy, proposedAt, issuedBy, issuedOn } = document;
  const notes = {
    drafted: `${draftedBy} ${moment(draftedAt)}`,
    proposed: proposedBy ? `${proposedBy} ${moment(proposedAt)}` : undefined,
    issued: issuedBy ? `${issuedBy} ${issuedOn}` : undefined,
  };
  const reached = chain.findIndex(key => key.toUpperCase() === state);
  return chain.map((key, index) => ({
    key,
    title: title(key),
    note: notes[key],
    state: index <= reached ? 'done' : index === reached + 1 ? 'current' : 'open',
  }));
}
