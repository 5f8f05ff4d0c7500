import { Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import type { PeriodicReportPartsFragment } from './report.generated.ts';

type Facts = PeriodicReportPartsFragment['facts'];

const shownAtFirst = 8;

/** What the records say of the period: read beside the text, typed by nobody. */
export function ReportFactsView({ facts, areSigned }: { facts: Facts; areSigned: boolean }) {
  const { t } = useTranslation();
  const counts = [
    [t('periodic.fact.actions'), facts.actionCount],
    [t('periodic.fact.done'), facts.doneCount],
    [t('periodic.fact.due'), facts.milestoneDueCount],
    [t('periodic.fact.onTime'), facts.milestoneOnTimeCount],
    [t('periodic.fact.completed'), facts.milestonesDone.length],
    [t('periodic.fact.evidence'), facts.evidenceCount],
  ] as const;
  return (
    <Section title={t('periodic.facts')} className="report-facts">
      <p className="cell-sub">{t(areSigned ? 'periodic.factsSigned' : 'periodic.factsNow')}</p>
      <div className="report-counts">
        {counts.map(([word, count]) => (
          <Statistic key={word} title={word} value={count} />
        ))}
      </div>
      <FactList
        title={t('periodic.fact.milestonesOverdue', { count: facts.milestonesOverdue.length })}
        lines={facts.milestonesOverdue}
        open
      />
      <FactList
        title={t('periodic.fact.difficulties', { count: facts.difficulties.length })}
        lines={facts.difficulties}
        open
      />
      <FactList
        title={t('periodic.fact.milestonesDone', { count: facts.milestonesDone.length })}
        lines={facts.milestonesDone}
      />
      <FactList title={t('periodic.fact.progress', { count: facts.progress.length })} lines={facts.progress} />
      <FactList
        title={t('periodic.fact.milestonesNext', { count: facts.milestonesNext.length })}
        lines={facts.milestonesNext}
      />
    </Section>
  );
}

function FactList({ title, lines, open }: { title: string; lines: Facts['progress']; open?: boolean }) {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  return (
    <details open={open && lines.length <= shownAtFirst}>
      <summary>{title}</summary>
      <ul className="report-lines">
        {lines.map((line, index) => (
          <li key={`${line.measureCode} ${line.title} ${index}`}>
            <strong>{line.measureCode}</strong> {line.title}{' '}
            <span className="cell-sub num">
              {line.on}
              {line.percent === null
                ? ''
                : ` · ${t('periodic.fact.percent', { before: line.percentBefore ?? 0, after: line.percent })}`}
            </span>
            {line.text ? <div className="cell-sub">{line.text}</div> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
