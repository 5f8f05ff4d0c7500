import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import { found, type Context } from '@yardstick/server/context';
import {
  actionPageText,
  listActions,
  type ActionPageRequest,
  type AskedField,
} from '@yardstick/server/delivery/action-list.queries';
import { actionRecord } from '@yardstick/server/delivery/action-record.queries';
import { dashboard } from '@yardstick/server/delivery/dashboard.queries';
import { todo } from '@yardstick/server/delivery/todo.queries';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { ActionSortEnum } from '../graphql/enums.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { fieldsOf, selects } from '../graphql/selection.ts';
import { DashboardType, TodoType } from './dashboard.types.ts';
import { ActionFilter, ActionPageType, ActionType } from './delivery.types.ts';

/** Everything a screen of the delivery module reads; rows are fenced by unit in the database. */
@Resolver()
export class DeliveryQueries {
  @Rule('whoever works with actions; a unit’s people see their own unit’s rows (row-level fence)')
  @Query(() => ActionPageType)
  actions(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => ActionFilter) filter: ActionFilter,
    @Arg('sort', () => ActionSortEnum, { nullable: true }) sort: string | null,
    @Arg('page', () => Int) page: number,
    @Arg('pageSize', () => Int) pageSize: number,
  ): Promise<object> {
    allow(context, mayReadActions);
    return listActions(context, { filter, sort, page, pageSize } as ActionPageRequest, fieldsOf(info));
  }

  @Rule('whoever works with actions; null for another unit’s action, as for one that is not there')
  @Query(() => ActionType, { nullable: true })
  action(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, mayReadActions);
    return actionRecord(context, id);
  }

  @Rule('everyone, their own desk')
  @Query(() => TodoType)
  todo(@Ctx() context: Context): Promise<object> {
    return todo(context);
  }

  @Rule('leading group, office and units; a unit’s people see their own unit’s numbers (row-level fence)')
  @Query(() => DashboardType)
  async dashboard(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('programId', () => ID, { nullable: true }) programId?: string | null,
    @Arg('year', () => Int, { nullable: true }) year?: number | null,
  ): Promise<object> {
    allow(context, mayReadActions);
    const withPlan = selects(info, 'program.tasks') || selects(info, 'program.units');
    return found(await dashboard(context, { programId: programId ?? null, year: year ?? null, withPlan }));
  }
}

/** The list of actions once more, for operations that ask for it plainly. */
export function actionsAsText(
  context: Context,
  args: ActionPageRequest,
  asked: readonly AskedField[],
): Promise<string> {
  allow(context, mayReadActions);
  return actionPageText(context, args, asked);
}

const mayReadActions = (actor: Context['actor']): boolean => isUnitRole(actor.role) || seesAllUnits(actor.role);
