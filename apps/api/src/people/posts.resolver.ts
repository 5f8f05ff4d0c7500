import type { PostKind } from '@yardstick/domain/roles';
import { NotFound, type Context } from '@yardstick/server/context';
import { handOverPost, movedCounts, type HandOverPostInput as Input } from '@yardstick/server/delivery/hand-over-post';
import { handOverPreview } from '@yardstick/server/delivery/hand-over.queries';
import { canSeePosts, canSeeUnit } from '@yardstick/server/people/people.policy';
import { accountOf } from '@yardstick/server/people/people.queries';
import { answerableOn, unitPosts } from '@yardstick/server/people/posts.queries';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { PostKindEnum } from '../graphql/enums.ts';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import {
  AnswerableType,
  HandOverPayload,
  HandOverPostInput,
  HandOverPreviewType,
  UnitPostsType,
} from './posts.types.ts';

@Resolver()
export class PostsResolver {
  @Rule('leading group, office and system administrator; a unit’s people, their own unit (canSeePosts, postsUnit)')
  @Query(() => [UnitPostsType])
  unitPosts(
    @Ctx() context: Context,
    @Arg('unitId', () => ID, { nullable: true }) unitId?: string | null,
  ): Promise<object[]> {
    return unitPosts(context, unitId);
  }

  @Rule('leading group and office; a unit’s people, their own unit (canSeeUnit)')
  @Query(() => AnswerableType)
  answerableOn(
    @Ctx() context: Context,
    @Arg('unitId', () => ID) unitId: string,
    @Arg('day', () => CalendarDay) day: string,
  ): Promise<object> {
    allow(context, actor => canSeePosts(actor) && actor.role !== 'SYS_ADMIN');
    if (!canSeeUnit(context.actor, { unitId })) throw new NotFound();
    return answerableOn(context, unitId, day);
  }

  @Rule('whoever may hand over the post (canHandOver); titles only for those who read the unit’s work')
  @Query(() => HandOverPreviewType)
  handOverPreview(
    @Ctx() context: Context,
    @Arg('unitId', () => ID) unitId: string,
    @Arg('post', () => PostKindEnum) post: string,
  ): Promise<object> {
    return handOverPreview(context, unitId, post as PostKind);
  }

  @Rule('office chief and system administrator; the unit head, for the liaison posts of the own unit (canHandOver)')
  @Mutation(() => HandOverPayload)
  async handOverPost(
    @Ctx() context: Context,
    @Arg('input', () => HandOverPostInput) input: HandOverPostInput,
  ): Promise<object> {
    const work = handOverPost(context, input as Input).then(async ({ initialPassword, ...done }) => ({
      outgoingName: done.outgoingName,
      successorName: done.successorName,
      account: initialPassword ? await accountOf(context, { userId: done.successorId, initialPassword }) : null,
      counts: movedCounts(done),
      moved: canSeeUnit(context.actor, input) ? done.moved : [],
    }));
    return { counts: [], moved: [], ...(await payload(context, work)) };
  }
}
