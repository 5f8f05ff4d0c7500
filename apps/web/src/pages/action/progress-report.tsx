import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';
import { Nothing } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { NothingNew, ReportForm } from './report-form.tsx';

/** Progress as told by the unit, the newest first. */
export function ProgressReports({ action }: { action: ActionPartsFragment }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={t('report.title')}
      id="reports"
      extra={
        action.viewerCanReport ? (
          <>
            <NothingNew action={action} />
            <Button size="small" onClick={() => setOpen(true)}>
              {t('report.new')}
            </Button>
          </>
        ) : null
      }
    >
      {action.reports.length === 0 ? (
        <Nothing>{t(action.viewerCanReport ? 'report.noneYet' : 'report.none')}</Nothing>
      ) : null}
      <ul className="cards">
        {action.reports.map(entry => (
          <li key={entry.id} className="card">
            <div className="notice-head">
              <strong className="num">{entry.percent}%</strong>
              {entry.isUnchanged ? <Status tone="plain">{t('report.isUnchanged')}</Status> : null}
              <span className="cell-sub">
                {entry.reportedBy} {moment(entry.reportedAt)}
              </span>
            </div>
            <ReportText label={t('report.fallReason')} text={entry.fallReason} />
            {entry.isUnchanged ? null : (
              <>
                <ReportText label={t('report.done')} text={entry.done} />
                <ReportText label={t('report.difficulty')} text={entry.difficulty} />
                <ReportText label={t('report.nextStep')} text={entry.nextStep} />
              </>
            )}
          </li>
        ))}
      </ul>
      {action.viewerCanReport ? <ReportForm action={action} open={isOpen} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function ReportText({ label, text }: { label: string; text: string | null }) {
  return text ? (
    <p className="report-text">
      <span className="cell-sub">{label}</span>
      {text}
    </p>
  ) : null;
}
