import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import type { Context } from '@yardstick/server/context';
import { milestoneCheck } from '@yardstick/server/delivery/milestone-check.queries';
import { remarkOnFinding } from '@yardstick/server/delivery/remark-on-finding';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { MilestoneCheckPayload, MilestoneCheckType, RemarkOnFindingInput } from './milestone-check.types.ts';

@Resolver()
export class MilestoneCheckResolver {
  @Rule(
    'whoever sees the milestone; null for another unit’s. A unit learns neither name nor title of another’s material',
  )
  @Query(() => MilestoneCheckType, { nullable: true })
  milestoneCheck(@Ctx() context: Context, @Arg('milestoneId', () => ID) milestoneId: string): Promise<object | null> {
    allow(context, actor => isUnitRole(actor.role) || seesAllUnits(actor.role));
    return milestoneCheck(context, milestoneId);
  }

  @Rule('the unit’s liaison or staff (canWorkOn), while the milestone is open')
  @Mutation(() => MilestoneCheckPayload)
  remarkOnFinding(
    @Ctx() context: Context,
    @Arg('input', () => RemarkOnFindingInput) input: RemarkOnFindingInput,
  ): Promise<object> {
    const done = remarkOnFinding(context, input);
    return payload(
      context,
      done.then(async milestoneId => ({ check: await milestoneCheck(context, milestoneId) })),
    );
  }
}
