import { evidenceKinds } from '@yardstick/domain/evidence';
import { isUnitRole } from '@yardstick/domain/roles';
import type { Context } from '@yardstick/server/context';
import { planExamples, planNames } from '@yardstick/server/delivery/plan-examples.queries';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { allow, Rule } from '../graphql/rule.ts';
import { PlanExampleType, PlanNamesType, ProofExampleType } from './desk.types.ts';

/** What helps to break a measure down. */
@Resolver()
export class DeskResolver {
  @Rule('the unit’s liaison or staff (canWorkOn); of other units the wording of approved plans only')
  @Query(() => [PlanExampleType])
  planExamples(@Ctx() context: Context, @Arg('actionId', () => ID) actionId: string): Promise<object[]> {
    return planExamples(context, actionId);
  }

  @Rule('a unit’s people, from their own unit’s plans')
  @Query(() => PlanNamesType)
  planNames(@Ctx() context: Context): Promise<object> {
    allow(context, actor => isUnitRole(actor.role));
    return planNames(context);
  }

  @Rule('everyone')
  @Query(() => [ProofExampleType])
  async proofExamples(@Ctx() context: Context): Promise<object[]> {
    const { proof } = await context.services.rules();
    return evidenceKinds.map(kind => ({ kind, text: proof.examples[kind] }));
  }
}
