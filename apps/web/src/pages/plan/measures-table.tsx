import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actionsHref } from '../../lib/actions-href.ts';
import { usePhone } from '../../lib/use-phone.ts';
import type { PlanPageQuery } from './plan.generated.ts';
import styles from './plan.module.css';

type Task = NonNullable<PlanPageQuery['program']>['tasks'][number];
type Measure = Task['measures'][number];

/** Tasks as headings, their measures below: the plan's own order, not a sortable list. */
export function MeasuresTable({ tasks }: { tasks: readonly Task[] }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  if (isPhone) {
    return tasks.map(task => (
      <section key={task.id} className={styles.taskCard}>
        <h3>
          {task.code} {task.title}
        </h3>
        <ul>
          {task.measures.map(measure => (
            <li key={measure.id}>
              <MeasureLink measure={measure} />
              <div className={styles.quiet}>
                {t(`enum.measureScope.${measure.scope}`)} · <Leads measure={measure} /> · {t('plan.weight')}{' '}
                {measure.weight}
              </div>
              <div className={styles.quiet}>
                <Dues measure={measure} /> · {t('plan.issued')} <Issued measure={measure} />
              </div>
            </li>
          ))}
        </ul>
      </section>
    ));
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.measures} aria-label={t('plan.measures')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.measure')}</th>
            <th scope="col">{t('plan.scope')}</th>
            <th scope="col">{t('plan.leads')}</th>
            <th scope="col">{t('plan.due')}</th>
            <th scope="col" className={styles.number}>
              {t('plan.weight')}
            </th>
            <th scope="col" className={styles.number}>
              {t('plan.issued')}
            </th>
          </tr>
        </thead>
        {tasks.map(task => (
          <tbody key={task.id}>
            <tr>
              <th scope="rowgroup" colSpan={6} className={styles.task}>
                {task.code} {task.title}
              </th>
            </tr>
            {task.measures.map(measure => (
              <tr key={measure.id}>
                <td>
                  <MeasureLink measure={measure} />
                </td>
                <td className={styles.nowrap}>{t(`enum.measureScope.${measure.scope}`)}</td>
                <td>
                  <Leads measure={measure} />
                </td>
                <td>
                  <Dues measure={measure} />
                </td>
                <td className={styles.number}>{measure.weight}</td>
                <td className={styles.number}>
                  <Issued measure={measure} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function MeasureLink({ measure }: { measure: Measure }) {
  return (
    <Link to={`/measures/${measure.id}`}>
      <b>{measure.code}</b> {measure.title}
    </Link>
  );
}

function Leads({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  return <>{measure.leadUnits.map(unit => unit.shortName).join(t('common.comma'))}</>;
}

/** Yearly dates say their day once. */
function Dues({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  const seen = new Set<string>();
  const texts = measure.due.flatMap(({ on, repeats }) => {
    const text = repeats ? `${t('plan.dueRepeats')} ${on.slice(5)}` : on;
    if (seen.has(text)) return [];
    seen.add(text);
    return [text];
  });
  return (
    <span className={styles.dues}>
      {texts.map(text => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}

function Issued({ measure }: { measure: Measure }) {
  const { t } = useTranslation();
  const { code, issuedCount } = measure;
  if (issuedCount === 0) return <>0</>;
  return (
    <Link to={actionsHref({ measureCode: code })} aria-label={t('plan.issuedLink', { code, n: issuedCount })}>
      {issuedCount}
    </Link>
  );
}
