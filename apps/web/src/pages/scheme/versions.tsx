import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { moment } from '../../lib/days.ts';
import type { SchemePageQuery } from './scheme.generated.ts';
import styles from './scheme.module.css';

type Scheme = NonNullable<SchemePageQuery['publishedScheme']>;

/** Who published what when and why, the newest first. */
export function Versions({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.versions}>
      {scheme.versions.map(version => (
        <li key={version.version} aria-current={version.version === scheme.version ? 'true' : undefined}>
          <Link to={`/schemes/${scheme.code}/${version.version}`}>{t('schemes.version', { n: version.version })}</Link>
          <span>
            {version.publishedBy
              ? t('schemes.publishedLine', {
                  drafted: version.draftedBy ?? '—',
                  published: version.publishedBy,
                  at: moment(version.publishedAt),
                })
              : t('schemes.delivered')}
            {version.reason ? <span className={styles.reason}>{version.reason}</span> : null}
          </span>
          <span className={styles.count}>
            {typeof version.evaluationCount === 'number'
              ? t('schemes.evaluationCount', { n: version.evaluationCount })
              : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
