import { useQuery } from '@apollo/client/react';
import type { TypedDocumentNode } from '@apollo/client';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ObjectionStatus } from '../../components/objection-status.tsx';
import { ReasonPicker } from '../../components/reason-picker.tsx';
import { type RecordNode, RecordPage, Section } from '../../components/record-page.tsx';
import { day } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommands } from '../../lib/use-command.ts';
import { useViewer } from '../../lib/viewer.tsx';
import {
  DeclineObjectionDocument,
  ObjectionDocument,
  type ObjectionPartsFragment,
  RejectObjectionDocument,
  SignObjectionDocument,
  WithdrawObjectionDocument,
} from './objection.generated.ts';
import { UpholdObjection } from './uphold-objection.tsx';

const refetch = ['Objection', 'UnitResult', 'EvaluationOutcome', 'Todo', 'FrameCounts'];

/** One objection: what it is about, why, on what evidence, and what was decided. */
export default function ObjectionPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const { data, error, refetch: retry } = useQuery(ObjectionDocument, { variables: { id } });
  const objection = data?.objection;
  if (objection) return <ObjectionRecord key={objection.id} objection={objection} />;
  return (
    <RecordPage
      title={t('objection.title')}
      breadcrumb={[{ title: t('evaluation.title'), to: '/evaluations' }]}
      state={{ loading: !data && !error, error, missing: data?.objection === null, retry: () => void retry() }}
    />
  );
}

function nodesOf(objection: ObjectionPartsFragment, word: (key: 'draft' | 'sign' | 'decide') => string): RecordNode[] {
  const place = { TO_SIGN: 1, DECLINED: 1, SUBMITTED: 2, WITHDRAWN: 3, UPHELD: 3, REJECTED: 3 }[objection.state];
  const notes = [objection.draftedBy, objection.signedBy, objection.decidedBy];
  return (['draft', 'sign', 'decide'] as const).map((key, index) => ({
    key,
    title: word(key),
    note: index < place ? notes[index] : undefined,
    state:
      index < place
        ? 'done'
        : index > place
          ? 'open'
          : objection.state === 'DECLINED'
            ? 'returned'
            : ('current' as const),
  }));
}

function ObjectionRecord({ objection }: { objection: ObjectionPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { role } = useViewer();
  const [run, { loading }] = useCommands({ refetch });
  const [asking, setAsking] = useState<'declineObjection' | 'rejectObjection' | null>(null);
  const [isUpholding, setUpholding] = useState(false);
  const can = (verb: string): boolean => objection.nextVerbs.includes(verb);
  const target = { objectionId: objection.id, expectedVersion: objection.version };
  const title = t('objection.of', { indicator: localized(objection.about.indicator) });
  const mayDecide = !role.startsWith('UNIT_');
  const take = async (
    verb: 'signObjection' | 'withdrawObjection',
    document: TypedDocumentNode<object, { input: never }>,
  ) => {
    const { ok } = await run(document, { input: { ...target, reason: null } as never });
    if (ok) void message.success(t('verb.done', { verb: t(`verb.${verb}`) }));
  };
  const said = (name: string | null, on: string | null): string =>
    name ? (on ? t('objection.byOn', { name, day: day(on) }) : name) : '—';
  const markPath = mayDecide
    ? `/evaluations/${objection.evaluationId}/units/${objection.unitId}#${objection.indicator}`
    : `/evaluations/${objection.evaluationId}#${objection.indicator}`;
  return (
    <RecordPage
      title={title}
      titleExtra={<ObjectionStatus state={objection.state} />}
      subtitle={objection.unitName}
      breadcrumb={[
        { title: t('evaluation.title'), to: '/evaluations' },
        { title: objection.evaluationName, to: `/evaluations/${objection.evaluationId}` },
      ]}
      nodes={nodesOf(objection, key => t(`objection.node.${key}`))}
      nodesLabel={t('objection.nodes')}
      facts={[
        { key: 'unit', label: t('objection.unit'), children: objection.unitName },
        {
          key: 'mark',
          label: t('objection.score'),
          children: <Link to={markPath}>{objection.score}</Link>,
        },
        { key: 'window', label: t('result.window'), children: day(objection.objectionsUntil) },
        { key: 'drafted', label: t('objection.draftedBy'), children: said(objection.draftedBy, objection.draftedOn) },
        { key: 'signed', label: t('objection.signedBy'), children: said(objection.signedBy, objection.signedOn) },
        objection.decidedBy
          ? {
              key: 'decided',
              label: t('objection.decidedBy'),
              children: said(objection.decidedBy, objection.decidedOn),
            }
          : { key: 'due', label: t('objection.decideDue'), children: day(objection.decideDueOn) },
      ]}
      callout={
        <div className="report-callout">
          {mayDecide && objection.isOwnWork && objection.state === 'SUBMITTED' ? (
            <Alert type="warning" showIcon title={t('objection.ownWork')} />
          ) : null}
          <div className="moves-buttons">
            {can('signObjection') ? (
              <Button
                type="primary"
                loading={loading}
                onClick={() => void take('signObjection', SignObjectionDocument)}
              >
                {t('verb.signObjection')}
              </Button>
            ) : null}
            {can('declineObjection') ? (
              <Button onClick={() => setAsking('declineObjection')}>{t('verb.declineObjection')}</Button>
            ) : null}
            {can('upholdObjection') ? (
              <Button type="primary" onClick={() => setUpholding(true)}>
                {t('verb.upholdObjection')}
              </Button>
            ) : null}
            {can('rejectObjection') ? (
              <Button onClick={() => setAsking('rejectObjection')}>{t('verb.rejectObjection')}</Button>
            ) : null}
            {can('withdrawObjection') ? (
              <Button loading={loading} onClick={() => void take('withdrawObjection', WithdrawObjectionDocument)}>
                {t('verb.withdrawObjection')}
              </Button>
            ) : null}
          </div>
        </div>
      }
    >
      <Section title={t('objection.about')}>
        <dl className="field-list">
          <div>
            <dt>{t('objection.indicator')}</dt>
            <dd>{localized(objection.about.indicator)}</dd>
          </div>
          {objection.about.line ? (
            <div>
              <dt>{t('objection.lineOf')}</dt>
              <dd>{localized(objection.about.line)}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t('objection.reason')}</dt>
            <dd className="pre">{objection.reason}</dd>
          </div>
          <div>
            <dt>{t('objection.evidence')}</dt>
            <dd>
              {objection.evidence.length === 0 ? (
                t('objection.noEvidence')
              ) : (
                <ul className="desk-documents">
                  {objection.evidence.map(({ id, title: name, url }) => (
                    <li key={id}>
                      <a href={`${url}?inline=1`} target="_blank" rel="noreferrer">
                        {name}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        </dl>
      </Section>
      {objection.decision ? (
        <Section title={t('objection.decision')}>
          <p className="pre">{objection.decision}</p>
          {objection.remedy ? (
            <p>
              {t('objection.remedy')}: {remedyWords(objection.remedy)}
            </p>
          ) : null}
        </Section>
      ) : null}
      <ReasonPicker
        open={asking !== null}
        title={asking ? t('verb.withSubject', { verb: t(`verb.${asking}`), subject: title }) : ''}
        list="other"
        okText={asking ? t(`verb.${asking}`) : ''}
        onConfirm={({ reason }) => {
          const input = { ...target, reason };
          return asking === 'rejectObjection'
            ? run(RejectObjectionDocument, { input }, true)
            : run(DeclineObjectionDocument, { input }, true);
        }}
        onClose={() => setAsking(null)}
      />
      <UpholdObjection objection={objection} open={isUpholding} refetch={refetch} onClose={() => setUpholding(false)} />
    </RecordPage>
  );

  function remedyWords(remedy: NonNullable<ObjectionPartsFragment['remedy']>): string {
    if (remedy.kind === 'figure')
      return t('objection.remedy.figure', {
        code: remedy.code ?? '—',
        year: remedy.year || '—',
        before: remedy.before ?? '—',
        value: remedy.value ?? '—',
        source: remedy.source ?? '—',
      });
    if (remedy.kind === 'final-line')
      return t('objection.remedy.finalLine', { before: remedy.before ?? '—', value: remedy.value ?? '—' });
    return t(remedy.kind === 'not-applicable' ? 'objection.remedy.notApplicable' : 'objection.remedy.records');
  }
}
