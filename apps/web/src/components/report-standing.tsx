import { useTranslation } from 'react-i18next';
import type { Light, ReportStanding as Standing, ReportState } from '../graphql/types.generated.ts';
import { Status, type Tone } from './status.tsx';
import { lightShape } from './traffic-light.tsx';

const toneOfStanding: Record<Standing, Tone> = {
  NOT_DUE: 'plain',
  MISSING: 'bad',
  ON_TIME: 'good',
  LATE: 'warn',
  EXEMPT: 'plain',
};
const toneOfState: Record<ReportState, Tone> = {
  EXPECTED: 'plain',
  DRAFTED: 'plain',
  TO_SIGN: 'warn',
  SUBMITTED: 'active',
  RETURNED: 'bad',
  ACCEPTED: 'good',
};

/** On time, so many days late, missing. */
export function ReportStanding({ standing, daysLate }: { standing: Standing; daysLate: number }) {
  const { t } = useTranslation();
  return <Status tone={toneOfStanding[standing]}>{t(`reports.standing.${standing}`, { count: daysLate })}</Status>;
}

ReportStanding.Shape = function Shape({ light }: { light: Light }) {
  return (
    <span className={`report-shape report-shape-${light.toLowerCase()}`} aria-hidden>
      {lightShape[light]}
    </span>
  );
};

export function ReportStatus({ state, returnedCount }: { state: ReportState; returnedCount: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Status tone={toneOfState[state]}>{t(`reports.state.${state}`)}</Status>
      {returnedCount > 0 && state !== 'RETURNED' ? (
        <span className="cell-sub"> {t('reports.returned', { count: returnedCount })}</span>
      ) : null}
    </>
  );
}
