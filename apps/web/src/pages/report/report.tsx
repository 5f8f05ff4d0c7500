import { FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import type { TypedDocumentNode } from '@apollo/client';
import { App, Button, Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { RecordPage, type RecordNode, Section } from '../../components/record-page.tsx';
import { ReportStanding, ReportStatus } from '../../components/report-standing.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { day, moment } from '../../lib/days.ts';
import { useCommands } from '../../lib/use-command.ts';
import { ReportFactsView } from './report-facts.tsx';
import {
  AcceptReportDocument,
  DeclineReportDocument,
  ExemptReportDocument,
  type PeriodicReportPartsFragment,
  PeriodicReportRecordDocument,
  SignReportDocument,
  StartReportDocument,
  WithdrawReportDocument,
} from './report.generated.ts';
import { reportParts } from './report-text.ts';
import { ReturnReport } from './return-report.tsx';
import { WriteReport } from './write-report.tsx';

const refetch = ['PeriodicReportRecord', 'PeriodicReports', 'Todo', 'FrameCounts'];

export default function ReportPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data, loading, error, refetch: retry } = useQuery(PeriodicReportRecordDocument, { variables: { id } });
  const report = data?.periodicReport;
  if (report) return <ReportRecord key={report.id} report={report} />;
  return (
    <RecordPage
      title={t('periodic.page')}
      breadcrumb={[{ title: t('reports.title'), to: '/reports' }]}
      state={{ loading: loading && !error, error, missing: data?.periodicReport === null, retry: () => void retry() }}
    />
  );
}

type Report = PeriodicReportPartsFragment;

function nodesOf(report: Report, word: (key: 'draft' | 'sign' | 'review' | 'accepted') => string): RecordNode[] {
  const place = { EXPECTED: 0, DRAFTED: 0, RETURNED: 0, TO_SIGN: 1, SUBMITTED: 2, ACCEPTED: 4 }[report.state];
  const notes = [report.draftedBy, report.signedBy, report.receivedOn, report.acceptedOn];
  return (['draft', 'sign', 'review', 'accepted'] as const).map((key, index) => ({
    key,
    title: word(key),
    note: index < place ? notes[index] : undefined,
    state:
      index < place ? 'done' : index > place ? 'open' : report.state === 'RETURNED' ? 'returned' : ('current' as const),
  }));
}

/** One report: its text beside what the records say, what is to be done with it, and everything done so far. */
function ReportRecord({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [run, { loading }] = useCommands({ refetch });
  const [asking, setAsking] = useState<'declineReport' | 'exemptReport' | null>(null);
  const title = t('periodic.titleOf', { period: report.periodLabel, kind: report.kindName });
  const can = (verb: string): boolean => report.nextMoves.some(move => move.verb === verb && move.allowed);
  const target = { reportId: report.id, expectedVersion: report.version };
  const take = async (
    verb: 'startReport' | 'signReport' | 'withdrawReport' | 'acceptReport',
    document: TypedDocumentNode<object, { input: never }>,
    input: object,
  ) => {
    const { ok } = await run(document, { input: input as never });
    if (ok) void message.success(t('periodic.done', { verb: t(`verb.${verb}`) }));
  };
  const isWriting = can('submitReport') && report.text !== null;
  return (
    <RecordPage
      title={title}
      titleExtra={
        <>
          <ReportStanding standing={report.standing} daysLate={report.daysLate} />
          <ReportStatus state={report.state} returnedCount={report.returnedCount} />
        </>
      }
      subtitle={report.unitName}
      breadcrumb={[{ title: t('reports.title'), to: '/reports' }]}
      extra={
        report.text ? (
          <>
            <Button className="desk-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
              {t('periodic.print')}
            </Button>
            <Button icon={<FileWordOutlined />} href={`/exports/reports/${report.id}.docx`} download>
              {t('periodic.docx')}
            </Button>
          </>
        ) : undefined
      }
      nodes={nodesOf(report, key => t(`periodic.node.${key}`))}
      nodesLabel={t('periodic.nodes')}
      facts={[
        { key: 'unit', label: t('periodic.unit'), children: report.unitName },
        {
          key: 'period',
          label: t('periodic.period'),
          children: t('periodic.periodFromTo', { from: report.fromOn, to: report.toOn }),
        },
        { key: 'due', label: t('periodic.dueOn'), children: report.dueOn },
        { key: 'received', label: t('periodic.receivedOn'), children: day(report.receivedOn) },
        { key: 'signed', label: t('periodic.signedBy'), children: report.signedBy ?? '—' },
        { key: 'reviewed', label: t('periodic.reviewedBy'), children: report.reviewedBy ?? '—' },
        { key: 'source', label: t('periodic.source'), children: report.source, span: 'filled' },
      ]}
      callout={
        <div className="report-callout">
          {report.exemptReason ? (
            <div className="request-words panel">
              {t('periodic.exemptWords')}
              {report.exemptReason}
            </div>
          ) : null}
          {report.state === 'RETURNED' && report.returnReason ? (
            <div className="return-words">
              {t('periodic.returnedWords')}
              {report.returnReason}
            </div>
          ) : null}
          <div className="moves-buttons">
            {can('startReport') ? (
              <Button
                type="primary"
                loading={loading}
                onClick={() => void take('startReport', StartReportDocument, { reportId: report.id })}
              >
                {t('verb.startReport')}
              </Button>
            ) : null}
            {can('signReport') ? (
              <Button
                type="primary"
                loading={loading}
                onClick={() => void take('signReport', SignReportDocument, target)}
              >
                {t('verb.signReport')}
              </Button>
            ) : null}
            {can('declineReport') ? (
              <Button onClick={() => setAsking('declineReport')}>{t('verb.declineReport')}</Button>
            ) : null}
            {can('acceptReport') ? (
              <Button
                type="primary"
                loading={loading}
                onClick={() => void take('acceptReport', AcceptReportDocument, target)}
              >
                {t('verb.acceptReport')}
              </Button>
            ) : null}
            {can('returnReport') ? <ReturnReport report={report} title={title} refetch={refetch} /> : null}
            {can('withdrawReport') ? (
              <Button loading={loading} onClick={() => void take('withdrawReport', WithdrawReportDocument, target)}>
                {t('verb.withdrawReport')}
              </Button>
            ) : null}
            {report.viewerCanExempt ? (
              <Button onClick={() => setAsking('exemptReport')}>{t('verb.exemptReport')}</Button>
            ) : null}
          </div>
        </div>
      }
    >
      <div className="report-sides">
        {isWriting ? (
          <WriteReport report={report} refetch={refetch} />
        ) : (
          <Section title={t('periodic.text')}>
            <ReportWords report={report} />
          </Section>
        )}
        <ReportFactsView facts={report.facts} areSigned={report.areFactsSigned} />
      </div>
      <Section title={t('periodic.steps')}>
        {report.steps.length === 0 ? <p className="cell-sub">{t('periodic.noSteps')}</p> : null}
        <Timeline
          items={report.steps.map(step => ({
            key: step.at + step.verb,
            content: (
              <div>
                <div className="notice-head">
                  <strong>{t(`verb.${step.verb as 'signReport'}`)}</strong>
                  <span>
                    {step.actorUnit} {step.actorPost} {step.actorName}
                  </span>
                  <time className="cell-sub num" dateTime={step.at}>
                    {moment(step.at)}
                  </time>
                </div>
                {step.text ? <div className="pre">{step.text}</div> : null}
              </div>
            ),
          }))}
        />
      </Section>
      <ReasonPicker
        open={asking !== null}
        title={asking ? t('verb.withSubject', { verb: t(`verb.${asking}`), subject: title }) : ''}
        intro={asking === 'exemptReport' ? t('periodic.exemptWhat') : undefined}
        list="other"
        okText={asking ? t(`verb.${asking}`) : ''}
        onConfirm={({ reason }) =>
          asking === 'exemptReport'
            ? run(ExemptReportDocument, { input: { reportId: report.id, reason } }, true)
            : run(DeclineReportDocument, { input: { ...target, reason } }, true)
        }
        onClose={() => setAsking(null)}
      />
    </RecordPage>
  );
}

/** The text as it stands; after a return, what was changed since. */
function ReportWords({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { text, returnedText, last, likenessPercent, similarPercent } = report;
  if (!text)
    return (
      <p className="cell-sub">
        {t('periodic.notBegun')} {report.nextMoves.length > 0 ? t('periodic.notBegunUnit') : ''}
      </p>
    );
  const isCorrected = returnedText !== null && report.state !== 'RETURNED';
  const before = last ? t('periodic.titleOf', { period: last.periodLabel, kind: last.kindName }) : '';
  return (
    <>
      <dl className="field-list report-words">
        {reportParts.map(part => {
          const mark = report.marks.find(one => one.part === part);
          return (
            <div key={part}>
              <dt>{t(`periodic.part.${part}`)}</dt>
              <dd className="pre">
                {isCorrected ? <TextDiff before={returnedText[part]} after={text[part]} /> : text[part]}
              </dd>
              {mark ? (
                <dd className="return-words">
                  {t('periodic.markedWords')}
                  {mark.note ?? t(`periodic.part.${part}`)}
                </dd>
              ) : null}
            </div>
          );
        })}
      </dl>
      {last && likenessPercent !== null ? (
        <p className={likenessPercent >= similarPercent ? 'report-hint report-hint-high' : 'report-hint'}>
          {t(likenessPercent >= similarPercent ? 'periodic.likenessHigh' : 'periodic.likeness', {
            report: before,
            percent: likenessPercent,
          })}{' '}
          {t('periodic.likenessHint')}
        </p>
      ) : null}
    </>
  );
}
