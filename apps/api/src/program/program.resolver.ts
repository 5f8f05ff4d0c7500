import type { Context } from '@yardstick/server/context';
import { commitPlanImport } from '@yardstick/server/program/commit-plan-import';
import { planImportById } from '@yardstick/server/program/plan-import.queries';
import { canImportPlan } from '@yardstick/server/program/program.policy';
import { listPrograms, listUnits, measureById, programById } from '@yardstick/server/program/program.queries';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { UnitType } from '../people/people.types.ts';
import {
  CommitPlanImportInput,
  CommitPlanImportPayload,
  MeasureType,
  PlanImportType,
  ProgramType,
} from './program.types.ts';

@Resolver()
export class ProgramResolver {
  @Rule('everyone who is signed in: the plan is no secret')
  @Query(() => [ProgramType])
  programs(@Ctx() context: Context): Promise<object[]> {
    return listPrograms(context);
  }

  @Rule('everyone who is signed in: the plan is no secret')
  @Query(() => ProgramType, { nullable: true })
  program(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    return programById(context, id);
  }

  @Rule('everyone who is signed in; the count of issued actions is fenced by unit')
  @Query(() => MeasureType, { nullable: true })
  measure(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    return measureById(context, id);
  }

  @Rule('everyone who is signed in')
  @Query(() => [UnitType])
  units(@Ctx() context: Context): Promise<object[]> {
    return listUnits(context);
  }

  @Rule('the office (canImportPlan)')
  @Query(() => PlanImportType, { nullable: true })
  planImport(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, canImportPlan);
    return planImportById(context, id);
  }

  @Rule('the office (canImportPlan)')
  @Mutation(() => CommitPlanImportPayload)
  commitPlanImport(
    @Ctx() context: Context,
    @Arg('input', () => CommitPlanImportInput) input: CommitPlanImportInput,
  ): Promise<object> {
    return payload(
      context,
      commitPlanImport(context, input).then(async id => ({ program: await programById(context, id) })),
    );
  }
}
