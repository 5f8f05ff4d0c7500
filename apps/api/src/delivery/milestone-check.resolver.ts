import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import type { Context } from '@yardstick/server/context';
import { milestoneCheck } from '@yardstick/server/delivery/milestone-check.queries';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { allow, Rule } from '../graphql/rule.ts';
import { MilestoneCheckType } from './milestone-check.types.ts';

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
}
