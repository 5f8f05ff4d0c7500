import { useTranslation } from 'react-i18next';
import styles from './admin-calendar.module.css';

/** The days of one holiday stand together, as in the notice. */
export function DayList({ title, days }: { title: string; days: readonly { on: string; name: string }[] }) {
  const { t } = useTranslation();
  const byName = new Map<string, string[]>();
  for (const { on, name } of [...days].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    byName.set(name, [...(byName.get(name) ?? []), on.slice(5)]);
  }
  return (
    <div>
      <h3 className={styles.listHead}>
        {title} {t('calendar.dayCount', { n: days.length })}
      </h3>
      <dl className={styles.days}>
        {[...byName].map(([name, list]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{list.join('  ')}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
