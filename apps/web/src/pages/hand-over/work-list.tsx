import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HandOverPageQuery, OpenWorkFactsFragment } from './hand-over.generated.ts';
import styles from './hand-over.module.css';

interface Props {
  counts: HandOverPageQuery['handOverPreview']['counts'];
  work: readonly OpenWorkFactsFragment[];
}

/** What moves with a post: how much of each kind, and under each kind what. */
export function WorkList({ counts, work }: Props) {
  const { t } = useTranslation();
  if (counts.length === 0) return <p>{t('posts.nothingOpen')}</p>;
  if (work.length === 0) {
    return (
      <>
        <ul>
          {counts.map(({ kind, count }) => (
            <li key={kind}>{t(`posts.work.${kind}`, { count })}</li>
          ))}
        </ul>
        <p className="cell-sub">{t('posts.workHidden')}</p>
      </>
    );
  }
  return (
    <Collapse
      size="small"
      defaultActiveKey={counts.slice(0, 1).map(({ kind }) => kind)}
      items={counts.map(({ kind, count }) => ({
        key: kind,
        label: t(`posts.work.${kind}`, { count }),
        children: (
          <ul className={styles.lines}>
            {work
              .filter(one => one.kind === kind)
              .map(one => (
                <li key={one.id}>
                  {one.actionId ? <Link to={`/actions/${one.actionId}`}>{one.title}</Link> : one.title}
                  {one.dueOn ? <span className="cell-sub num"> {t('posts.due', { day: one.dueOn })}</span> : null}
                </li>
              ))}
          </ul>
        ),
      }))}
    />
  );
}
