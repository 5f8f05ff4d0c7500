import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { PostKind, Role } from '@yardstick/domain/roles';
import { authorize, found, type Context } from '../context.ts';
import { canHandOver, canMovePerson, canSeeUnit } from '../people/people.policy.ts';
import { postScope, unitPosts, type HoldingRow } from '../people/posts.queries.ts';
import { countByKind, readOpenWork, type OpenWork, type OpenWorkKind } from './open-work.queries.ts';

export interface PostCandidate {
  userId: string;
  name: string;
  role: Role;
  post: PostKind | null;
}

export interface HandOverPreview {
  present: HoldingRow | null;
  outgoingName: string | null;
  earliestOn: CalendarDay | null;
  candidates: PostCandidate[];
  username: string;
  counts: { kind: OpenWorkKind; count: number }[];
  work: OpenWork[];
}

/** Everything to be known before a post is handed over: who may follow, and what would move. */
export async function handOverPreview(context: Context, unitId: string, post: PostKind): Promise<HandOverPreview> {
  const { actor } = context;
  authorize(canHandOver(actor, { unitId, post }));
  const [unit] = await unitPosts(context, unitId);
  const { holding: present, history } = found(unit?.posts.find(one => one.post === post));
  const wanted = `${unitId.toLowerCase()}.${post}`;
  const [people = [], [name = []] = []] = await context.services.reads.rows(postScope(context), [
    {
      name: 'hand-over-candidates',
      text: `select p.id, p.name, p.role, h.post, p.is_active
             from app_user p left join post_holding h on h.unit_id = p.unit_id and h.user_id = p.id and h.to_on is null
             where p.unit_id = $1 and p.role in ('UNIT_HEAD', 'UNIT_LIAISON', 'UNIT_STAFF')
             order by p.role desc, p.username`,
      values: [unitId],
    },
    {
      name: 'free-username',
      text: `select case when n = 1 then $1 else $1 || '-' || n end from generate_series(1, 99) n
             where not exists (select from app_user where username = case when n = 1 then $1 else $1 || '-' || n end)
             order by n limit 1`,
      values: [wanted],
    },
  ]);
  const everybody = (people as [string, string, Role, PostKind | null, boolean][]).map(
    ([userId, fullName, role, held, isActive]) => ({ userId, name: fullName, role, post: held, isActive }),
  );
  const last = history[0];
  const isGone = last && everybody.some(person => person.userId === last.userId && !person.isActive);
  const leaver = present ?? (isGone ? last : null);
  const work = leaver ? await readOpenWork(context, { unitId, post, userId: leaver.userId, name: leaver.name }) : [];
  return {
    present,
    outgoingName: leaver?.name ?? null,
    earliestOn: present?.fromOn ?? last?.toOn ?? null,
    candidates: everybody
      .filter(person => person.isActive && person.userId !== present?.userId && canMovePerson(actor, person))
      .map(({ isActive: _active, ...person }) => person),
    username: (name[0] as string | undefined) ?? wanted,
    counts: countByKind(work),
    work: canSeeUnit(actor, { unitId }) ? work : [],
  };
}
