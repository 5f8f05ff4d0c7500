import { unitOfCheck } from '@yardstick/domain/operations';
import type { Context } from '@yardstick/server/context';
import { operationsPage } from '@yardstick/server/operations/operations.queries';
import { retryParkedEvents } from '@yardstick/server/operations/retry-parked-events';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { Rule } from '../graphql/rule.ts';
import { CountPayload } from '../people/people.types.ts';
import { OperationsType, RetryParkedEventsInput } from './operations.types.ts';

@Resolver()
export class OperationsResolver {
  @Rule('system administrator and office chief (canSeeOperations)')
  @Query(() => OperationsType)
  async operations(@Ctx() context: Context): Promise<object> {
    const { checks, ...page } = await operationsPage(context);
    return { ...page, checks: checks.map(one => ({ ...one, unit: unitOfCheck[one.check] })) };
  }

  @Rule('system administrator and office chief (canSeeOperations)')
  @Mutation(() => CountPayload)
  async retryParkedEvents(
    @Ctx() context: Context,
    @Arg('input', () => RetryParkedEventsInput) input: RetryParkedEventsInput,
  ): Promise<object> {
    return { count: 0, ...(await payload(context, retryParkedEvents(context, input))) };
  }
}
