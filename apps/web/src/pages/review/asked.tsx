import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ActionPartsFragment } from '../../components/delivery/delivery.generated.ts';
import { TrafficLight } from '../../components/traffic-light.tsx';

export function Asked({ action, children }: { action: ActionPartsFragment; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="asked">
      <div className="asked-source">
        {action.measure.code} {action.measure.title} · {action.measure.sourceClause}
      </div>
      {children}
      <details>
        <summary>{t('action.measureText')}</summary>
        <p>{action.measure.text}</p>
      </details>
      {action.measure.proofExample ? <p className="cell-sub">{action.measure.proofExample}</p> : null}
    </div>
  );
}

export function Head({
  action,
  title,
  light,
  reason,
}: {
  action: ActionPartsFragment;
  title: string;
  light: ActionPartsFragment['light'];
  reason: string;
}) {
  return (
    <div className="desk-head">
      <h2>{title}</h2>
      <TrafficLight light={light} reason={reason} />
      <Link to={`/actions/${action.id}`} className="desk-head-link">
        {action.unit.name} · {action.title}
      </Link>
    </div>
  );
}
