import { FilePdfOutlined, FileWordOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { LetterAnswer } from '../../components/delivery/letter-answer.tsx';
import { LetterEdit } from '../../components/delivery/letter-edit.tsx';
import { LetterPaper } from '../../components/delivery/letter-paper.tsx';
import { LetterStatus } from '../../components/delivery/letter-status.tsx';
import { type LetterPartsFragment, LetterRecordDocument } from '../../components/delivery/letters.generated.ts';
import { Moves } from '../../components/delivery/moves.tsx';
import { RecordPage, Section, type RecordNode } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';

/** One letter: its paper, what it is about, what was done with it, and what the reader may do now. */
export default function LetterPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data, loading, error, refetch } = useQuery(LetterRecordDocument, { variables: { id } });
  const letter = data?.letter;
  if (letter) return <LetterRecord letter={letter} />;
  return (
    <RecordPage
      title={t('letters.one')}
      breadcrumb={[{ title: t('letters.title'), to: '/letters' }]}
      state={{ loading: loading && !error, error, missing: data?.letter === null, retry: () => void refetch() }}
    />
  );
}

function LetterRecord({ letter }: { letter: LetterPartsFragment }) {
  const { t } = useTranslation();
  const canDo = (verb: string) => letter.nextMoves.some(move => move.verb === verb && move.allowed);
  const subject = letter.docNo ?? letter.name;
  const file = (kind: 'pdf' | 'docx', note = '') => `/exports/letters/${letter.id}.${kind}${note}`;
  return (
    <RecordPage
      title={letter.docNo ? `${letter.name} ${letter.docNo}` : t('letters.draftOf', { name: letter.name })}
      titleExtra={<LetterStatus letter={letter} />}
      subtitle={letter.title}
      breadcrumb={[{ title: t('letters.title'), to: '/letters' }]}
      extra={
        <>
          <Button icon={<FilePdfOutlined />} href={file('pdf')}>
            PDF
          </Button>
          <Button icon={<FileWordOutlined />} href={file('docx')}>
            Word
          </Button>
          {letter.revokedDocNo ? (
            <Button icon={<FilePdfOutlined />} href={file('pdf', '?note=revocation')}>
              {t('letters.revocationNote')}
            </Button>
          ) : null}
        </>
      }
      nodes={nodesOf(letter, key => t(`letters.node.${key}`))}
      nodesLabel={t('letters.nodes')}
      callout={
        letter.nextMoves.length > 0 ? (
          <div className="panel callout callout-act">
            <div className="callout-words">
              <h2>{t('letters.next')}</h2>
              <p>{t(`letters.turn.${letter.state}`)}</p>
            </div>
            <div className="moves">
              <div className="moves-buttons">
                {canDo('editLetter') ? <LetterEdit letter={letter} /> : null}
                {canDo('answerLetter') ? <LetterAnswer letter={letter} /> : null}
              </div>
              <Moves
                moves={letter.nextMoves}
                target={{ letterId: letter.id, expectedVersion: letter.version }}
                subject={subject}
              />
            </div>
          </div>
        ) : undefined
      }
      facts={[
        { key: 'unit', label: t('letters.column.unit'), children: letter.toName },
        { key: 'posts', label: t('letters.toPosts'), children: letter.toPosts.join(t('common.comma')) },
        {
          key: 'approver',
          label: t('letters.approver'),
          children: letter.approvedBy ?? t(`enum.letterApprover.${letter.approver}`),
        },
        {
          key: 'sent',
          label: t('letters.column.sentOn'),
          children: <span className="num">{letter.sentOn ?? '—'}</span>,
        },
        {
          key: 'receipt',
          label: t('letters.receiptDueOn'),
          children: <span className="num">{letter.receiptDueOn ?? '—'}</span>,
        },
        {
          key: 'reply',
          label: t('letters.form.replyDueOn'),
          children: <span className="num">{letter.replyDueOn ?? '—'}</span>,
        },
        ...(letter.after
          ? [
              {
                key: 'after',
                label: t('letters.after'),
                children: <Link to={`/letters/${letter.after.id}`}>{letter.after.docNo ?? letter.after.name}</Link>,
              },
            ]
          : []),
        ...(letter.reason ? [{ key: 'reason', label: t('letters.reason'), children: letter.reason }] : []),
        ...(letter.revokedDocNo
          ? [{ key: 'revoked', label: t('letters.revocationNote'), children: letter.revokedDocNo }]
          : []),
      ]}
    >
      <LetterPaper letter={letter} />
      {letter.items.length > 0 ? (
        <Section title={t('letters.matters')} id="matters">
          <ul className="cards">
            {letter.items.map(item => (
              <li key={item.subjectId} className="card">
                {item.actionId ? (
                  <Link to={`/actions/${item.actionId}${item.milestoneId ? `#milestone-${item.milestoneId}` : ''}`}>
                    {item.measureCode} {item.title}
                  </Link>
                ) : (
                  item.title
                )}
                <div className="cell-sub num">
                  {t('letters.matterDue', { day: item.dueOn, count: item.daysOverdue })} ·{' '}
                  {item.droppedReason ?? t(item.isOpen ? 'letters.stillOpen' : 'letters.handedIn')}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {letter.answer ? (
        <Section title={t('letters.answer')} id="answer">
          <p className="pre">{letter.answer}</p>
          {letter.evidence.length > 0 ? (
            <ul>
              {letter.evidence.map(one => (
                <li key={one.id}>
                  <Link to={`/evidence/${one.id}`}>{one.title}</Link> <span className="cell-sub">{one.fileName}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </Section>
      ) : null}
      <Section title={t('letters.steps')} id="steps">
        <ol className="letter-steps">
          {letter.steps.map(step => (
            <li key={step.at + step.verb}>
              <strong>{t(`letters.step.${step.verb}` as 'letters.step.approveLetter')}</strong> {step.actorUnit}{' '}
              {step.actorPost} {step.actorName}{' '}
              <time className="cell-sub num" dateTime={step.at}>
                {moment(step.at)}
              </time>
              {step.text ? <div className="pre">{step.text}</div> : null}
            </li>
          ))}
        </ol>
      </Section>
    </RecordPage>
  );
}

const chain = ['drafted', 'sent', 'received', 'answered', 'settled'] as const;
type NodeKey = (typeof chain)[number];

function nodesOf(letter: LetterPartsFragment, title: (key: NodeKey) => string): RecordNode[] {
  const notes: Record<NodeKey, string | null | undefined> = {
    drafted: letter.draftedOn,
    sent: letter.sentOn,
    received: letter.receivedOn,
    answered: letter.answeredOn,
    settled: letter.settledOn,
  };
  const keys = letter.replyDueOn || letter.answeredOn ? chain : chain.filter(key => key !== 'answered');
  const reached = keys.findLastIndex(key => notes[key]);
  const isOver = ['SETTLED', 'ESCALATED', 'REVOKED', 'WITHDRAWN'].includes(letter.state);
  return keys.map((key, index) => ({
    key,
    title: title(key),
    note: notes[key] ?? undefined,
    state: index <= reached ? 'done' : index === reached + 1 && !isOver ? 'current' : 'open',
  }));
}
