import { PrinterOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Alert, Button, Space } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { Nothing } from '../../components/page-container.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { SchemeRules } from '../../components/scheme-rules.tsx';
import { Status } from '../../components/status.tsx';
import { day, moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { ruleTree } from '../../lib/rule-tree.ts';
import { gradeTone } from '../evaluation/grade-tone.ts';
import { EvaluationUnitPageDocument } from './evaluation-unit.generated.ts';
import styles from './evaluation-unit.module.css';
import { ScoreTree } from './score-tree.tsx';
import { TotalExplanation } from './total-explanation.tsx';
import { UnitThreeLines } from './unit-three-lines.tsx';

export default function EvaluationUnitPage() {
  const { t } = useTranslation();
  const { id = '', unitId } = useParams();
  const { hash } = useLocation();
  const { data, error, refetch } = useQuery(EvaluationUnitPageDocument, { variables: { id } });
  const evaluation = data?.evaluation;
  const unit = evaluation?.units.find(line => line.unitId === unitId);
  useEffect(() => {
    if (unit && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [unit, hash]);

  const facts =
    evaluation && unit
      ? [
          { key: 'total', label: t('evaluation.total'), children: <b className={styles.total}>{unit.total}</b> },
          {
            key: 'rank',
            label: t('evaluation.rank'),
            children: t('evaluation.unit.rankOf', { rank: unit.rank, n: evaluation.units.length }),
          },
          { key: 'asOf', label: t('evaluation.asOf'), children: day(evaluation.asOf) },
          {
            key: 'scheme',
            label: t('evaluation.scheme'),
            children: t('evaluation.schemeVersion', {
              name: localized(evaluation.scheme.name),
              version: evaluation.scheme.version,
            }),
          },
          { key: 'computedAt', label: t('evaluation.computedAt'), children: moment(evaluation.computedAt) },
          {
            key: 'hash',
            label: t('evaluation.hash'),
            children: <code className={styles.hash}>{evaluation.sha256 ?? '—'}</code>,
          },
        ]
      : undefined;

  return (
    <RecordPage
      title={unit ? t('evaluation.unit.title', { unit: unit.unitName }) : t('evaluation.title')}
      titleExtra={
        unit && (
          <>
            <Status tone={gradeTone(unit, evaluation?.gradeCounts ?? [])}>{localized(unit.gradeName)}</Status>
            {evaluation?.isProvisional && <Status tone="warn">{t('evaluation.provisional')}</Status>}
          </>
        )
      }
      breadcrumb={[
        { title: t('evaluation.title'), to: '/evaluations' },
        { title: evaluation?.name ?? '', to: `/evaluations/${id}` },
      ]}
      state={{
        loading: !data,
        error: data ? undefined : error,
        missing: data?.evaluation === null,
        retry: () => void refetch(),
      }}
      extra={
        unit && (
          <Space wrap>
            {evaluation?.packageUrl && (
              <Button
                icon={<SafetyCertificateOutlined />}
                href={`${evaluation.packageUrl}?unit=${unit.unitId}`}
                title={t('package.what')}
                download
              >
                {t('package.ofUnit')}
              </Button>
            )}
            <Button className="desk-only" icon={<PrinterOutlined />} onClick={() => window.print()}>
              {t('evaluation.print')}
            </Button>
          </Space>
        )
      }
      facts={facts}
      callout={unit?.vetoes.map(veto => (
        <Alert
          key={veto.zh}
          className={styles.notice}
          type="error"
          showIcon
          title={t('evaluation.unit.vetoed', { why: localized(veto) })}
        />
      ))}
    >
      {evaluation && !unit && <Nothing>{t('evaluation.unit.notIncluded')}</Nothing>}
      {evaluation && unit && (
        <>
          <TotalExplanation
            unit={unit}
            unitCount={evaluation.units.length}
            rules={evaluation.scheme.rules}
            terms={evaluation.scheme.terms}
          />
          <ScoreTree
            nodes={ruleTree(evaluation.scheme.rules)}
            scores={new Map([...unit.indicators, ...unit.groups].map(score => [score.code, score]))}
          />
          <UnitThreeLines evaluationId={id} unitId={unit.unitId} />
          <Section title={t('evaluation.schemeText')}>
            <SchemeRules {...evaluation.scheme} />
          </Section>
        </>
      )}
    </RecordPage>
  );
}
