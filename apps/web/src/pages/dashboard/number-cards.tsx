import { useTranslation } from 'react-i18next';
import { actionsHref } from '../../lib/actions-href.ts';
import type { ActionsQuery } from '../../lib/actions-href.ts';
import { number } from '../../lib/format.ts';
import type { DashboardPageQuery } from './dashboard.generated.ts';
import styles from './dashboard.module.css';
import { NumberCard } from './number-card.tsx';

export interface NumberCardsProps {
  dashboard: DashboardPageQuery['dashboard'];
  scope: ActionsQuery;
}

export function NumberCards({ dashboard, scope }: NumberCardsProps) {
  const { t } = useTranslation();
  const { total, doneCount, percentDone, onTimePercent, reds, redsLastMonth, filedWithoutChasingPercent } = dashboard;
  const percent = (value: number | null) => (value === null ? t('dashboard.card.none') : String(value));
  return (
    <div className={styles.cards}>
      <NumberCard
        label={t('dashboard.card.total')}
        value={number(total)}
        note={t('dashboard.card.totalNote', { n: number(total - doneCount) })}
        to={actionsHref(scope)}
      />
      <NumberCard
        label={t('dashboard.card.done')}
        value={String(percentDone)}
        unit="%"
        note={t('dashboard.card.doneNote', { n: number(doneCount) })}
        to={actionsHref({ ...scope, tab: 'done' })}
      />
      <NumberCard
        label={t('dashboard.card.onTime')}
        value={percent(onTimePercent)}
        unit={onTimePercent === null ? undefined : '%'}
        note={t('dashboard.card.onTimeNote')}
        to={actionsHref(scope)}
      />
      <NumberCard
        label={t('dashboard.card.reds')}
        value={number(reds)}
        note={change(reds - redsLastMonth)}
        to={actionsHref({ ...scope, light: 'RED' })}
        tone={reds > 0 ? 'alarm' : 'calm'}
      />
      <NumberCard
        label={t('dashboard.card.unchased')}
        value={percent(filedWithoutChasingPercent)}
        unit={filedWithoutChasingPercent === null ? undefined : '%'}
        note={t('dashboard.card.unchasedNote')}
        to={actionsHref(scope)}
      />
    </div>
  );

  function change(difference: number): string {
    if (difference > 0) return `▲ ${t('dashboard.card.redsMore', { n: number(difference) })}`;
    if (difference < 0) return `▼ ${t('dashboard.card.redsFewer', { n: number(-difference) })}`;
    return t('dashboard.card.redsSame');
  }
}
