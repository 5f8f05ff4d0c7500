import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert, App, Button, Popconfirm, Space } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { Distribution } from '../../components/distribution.tsx';
import { EvaluationStateWord } from '../../components/evaluation-state.tsx';
import { ObjectionStatus } from '../../components/objection-status.tsx';
import { PublishedUnits } from '../../components/published-units.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { ResultChanges } from '../../components/result-changes.tsx';
import { SchemeRules } from '../../components/scheme-rules.tsx';
import { day, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { ruleTree } from '../../lib/rule-tree.ts';
import { useCommand } from '../../lib/use-command.ts';
import { ScoreTree } from '../evaluation-unit/score-tree.tsx';
import { TotalExplanation } from '../evaluation-unit/total-explanation.tsx';
import { DraftObjection } from './draft-objection.tsx';
import { ConfirmResultDocument, UnitResultDocument, type UnitResultPartsFragment } from './unit-result.generated.ts';
import styles from './unit-result.module.css';

const refetch = ['UnitResult', 'UnitResults', 'Todo', 'FrameCounts'];

/** A unit's own result with every line explained, what it may do about it, and what was published. */
export function UnitResultPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { hash } = useLocation();
  const { data, error, refetch: retry } = useQuery(UnitResultDocument, { variables: { id } });
  const result = data?.unitResult;
  const unit = result?.unit;
  useEffect(() => {
    if (unit && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [unit, hash]);
  return (
    <RecordPage
      title={result?.name ?? t('evaluation.title')}
      titleExtra={result && <EvaluationStateWord state={result.state} />}
      breadcrumb={[{ title: t('evaluation.title'), to: '/evaluations' }]}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.unitResult === null,
        retry: () => void retry(),
      }}
      extra={
        result?.packageUrl && (
          <Button icon={<SafetyCertificateOutlined />} href={result.packageUrl} title={t('package.what')} download>
            {t('package.ofUnit')}
          </Button>
        )
      }
      callout={result && <WhatToDo result={result} />}
      facts={result ? factsOf(result) : undefined}
    >
      {result && <Parts result={result} />}
    </RecordPage>
  );

  function factsOf(shown: UnitResultPartsFragment) {
    return [
      ...(shown.unit
        ? [
            {
              key: 'total',
              label: t('evaluation.total'),
              children: <b className={styles.total}>{shown.unit.total}</b>,
            },
            { key: 'grade', label: t('evaluation.grade'), children: localized(shown.unit.gradeName) },
            {
              key: 'rank',
              label: t('evaluation.rank'),
              children: shown.unitCount
                ? t('evaluation.unit.rankOf', { rank: shown.unit.rank, n: shown.unitCount })
                : shown.unit.rank,
            },
          ]
        : []),
      { key: 'asOf', label: t('evaluation.asOf'), children: day(shown.asOf) },
      {
        key: 'scheme',
        label: t('evaluation.scheme'),
        children: t('evaluation.schemeVersion', { name: localized(shown.scheme.name), version: shown.scheme.version }),
      },
      {
        key: 'window',
        label: t('result.window'),
        children: shown.objectionsUntil
          ? t(shown.isWindowOpen ? 'result.windowOpen' : 'result.windowClosed', { day: day(shown.objectionsUntil) })
          : '—',
      },
    ];
  }
}

function WhatToDo({ result }: { result: UnitResultPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isObjecting, setObjecting] = useState(false);
  const [confirm, { loading }] = useCommand(ConfirmResultDocument, { refetch });
  return (
    <div className={styles.todo}>
      {result.correctedById && (
        <Alert
          type="warning"
          showIcon
          title={t('result.correctedBy')}
          action={<Link to={`/evaluations/${result.correctedById}`}>{t('result.openCorrection')}</Link>}
        />
      )}
      {result.correctsId && (
        <Alert
          type="info"
          showIcon
          title={t('result.corrects', { name: result.correctsName ?? '—', reason: result.correctionReason ?? '—' })}
          action={<Link to={`/evaluations/${result.correctsId}`}>{t('result.openOld')}</Link>}
        />
      )}
      {!result.unit && (
        <Alert type="info" showIcon title={t(result.state === 'FROZEN' ? 'result.onlyPublished' : 'result.notYet')} />
      )}
      {result.confirmedAt && (
        <Alert
          type="success"
          showIcon
          title={t('result.callout.confirmed', { name: result.confirmedBy ?? '—', at: moment(result.confirmedAt) })}
        />
      )}
      {result.unit && result.isWindowOpen && !result.confirmedAt && (
        <Alert
          type="info"
          showIcon
          title={t('result.callout.open', { day: day(result.objectionsUntil) })}
          description={result.computations.length > 0 ? t('result.callout.again') : undefined}
        />
      )}
      {(result.viewerCanConfirm || result.viewerCanObject) && (
        <Space wrap>
          {result.viewerCanConfirm && (
            <Popconfirm
              placement="bottomLeft"
              title={t('result.confirm')}
              description={<div className={styles.ask}>{t('result.confirmAsk')}</div>}
              onConfirm={async () => {
                if ((await confirm({ input: { evaluationId: result.id } })).ok)
                  void message.success(t('result.confirmed'));
              }}
            >
              <Button type="primary" loading={loading}>
                {t('result.confirm')}
              </Button>
            </Popconfirm>
          )}
          {result.viewerCanObject && (
            <Button type="primary" onClick={() => setObjecting(true)}>
              {t('objection.draft')}
            </Button>
          )}
        </Space>
      )}
      <DraftObjection result={result} open={isObjecting} onClose={() => setObjecting(false)} />
    </div>
  );
}

function Parts({ result }: { result: UnitResultPartsFragment }) {
  const { t } = useTranslation();
  const { unit, publication } = result;
  return (
    <>
      {publication && (
        <Section title={t('result.published')}>
          <p className={styles.note}>
            {t('result.publishedNote', {
              name: publication.decidedBy ?? '—',
              at: moment(publication.decidedAt),
              what: t(`enum.published.${publication.what}`),
            })}
          </p>
          <PublishedUnits publication={publication} own={unit?.total} />
        </Section>
      )}
      {(result.objections.length > 0 || result.isWindowOpen) && (
        <Section title={t('objection.section')}>
          {result.objections.length === 0 ? <p className={styles.note}>{t('objection.none')}</p> : null}
          <ul className={styles.objections}>
            {result.objections.map(({ id, about, state, draftedOn, signedOn }) => (
              <li key={id}>
                <Link to={`/objections/${id}`}>{localized(about.indicator)}</Link>
                {about.line ? <span className={styles.note}>{localized(about.line)}</span> : null}
                <ObjectionStatus state={state} />
                <span className="num">{day(signedOn ?? draftedOn)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {result.computations.length > 0 && (
        <Section title={t('result.changes')}>
          <ResultChanges computations={result.computations} />
        </Section>
      )}
      {unit && (
        <>
          {unit.vetoes.map(veto => (
            <Alert key={veto.zh} type="error" showIcon title={t('evaluation.unit.vetoed', { why: localized(veto) })} />
          ))}
          <TotalExplanation
            unit={unit}
            unitCount={result.unitCount}
            rules={result.scheme.rules}
            terms={result.scheme.terms}
          />
          <ScoreTree
            nodes={ruleTree(result.scheme.rules)}
            scores={new Map([...unit.indicators, ...unit.groups].map(score => [score.code, score]))}
          />
          <Section title={t('result.distribution')}>
            {result.distribution ? (
              <Distribution distribution={result.distribution} own={unit.total} />
            ) : (
              <p className={styles.note}>{t('result.distributionFew')}</p>
            )}
          </Section>
        </>
      )}
      <Section title={t('evaluation.schemeText')}>
        <SchemeRules {...result.scheme} />
      </Section>
    </>
  );
}
