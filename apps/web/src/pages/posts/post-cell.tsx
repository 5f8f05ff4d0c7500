import { useTranslation } from 'react-i18next';
import { Status } from '../../components/status.tsx';
import type { UnitPostsFactsFragment } from './posts.generated.ts';

export type PostFacts = UnitPostsFactsFragment['posts'][number];

/** Who holds a post and since when; an empty one says so in words, in red where somebody is missed. */
export function PostCell({ post }: { post: PostFacts }) {
  const { t } = useTranslation();
  if (post.holding) {
    return (
      <>
        {post.holding.name}
        <div className="cell-sub num">{t('posts.since', { day: post.holding.fromOn })}</div>
      </>
    );
  }
  if (!post.isRequired && !post.emptySince) return <span className="cell-sub">{t('posts.none')}</span>;
  return (
    <>
      <Status tone={post.isMissed ? 'bad' : 'plain'}>{t('posts.empty')}</Status>
      {post.emptySince ? <div className="cell-sub num">{t('posts.since', { day: post.emptySince })}</div> : null}
    </>
  );
}
