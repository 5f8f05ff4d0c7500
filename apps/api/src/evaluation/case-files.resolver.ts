import type { Context } from '@yardstick/server/context';
import { caseDrawProof, caseFilesOf } from '@yardstick/server/evaluation/collecting/case-files.queries';
import { drawCaseFiles } from '@yardstick/server/evaluation/collecting/draw-case-files';
import { listCaseFiles } from '@yardstick/server/evaluation/collecting/list-case-files';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { payload } from '../graphql/payload.ts';
import { Rule } from '../graphql/rule.ts';
import { CaseFilesType, DrawCaseFilesInput, ListCaseFilesInput } from './case-files.types.ts';
import { CollectingPayload } from './collecting.types.ts';

@Resolver()
export class CaseFilesResolver {
  @Rule('leading group and office; a unit’s people of their own unit (canSeeCollecting)')
  @Query(() => [CaseFilesType])
  caseFiles(
    @Ctx() context: Context,
    @Arg('evaluationId', () => ID) id: string,
    @Arg('unitId', () => ID) unitId: string,
  ): Promise<object[]> {
    return caseFilesOf(context, id, unitId);
  }

  @Rule('leading group and office; a unit’s people of their own unit (canSeeCollecting)')
  @Query(() => String, {
    nullable: true,
    description: 'leaf of the list, its path to the checkpoint, and the note, as JSON',
  })
  caseDrawProof(@Ctx() context: Context, @Arg('listId', () => ID) listId: string): Promise<string | null> {
    return caseDrawProof(context, listId);
  }

  @Rule('the office, not about the own unit (canCheckLines)')
  @Mutation(() => CollectingPayload)
  listCaseFiles(
    @Ctx() context: Context,
    @Arg('input', () => ListCaseFilesInput) input: ListCaseFilesInput,
  ): Promise<object> {
    return answered(context, listCaseFiles(context, input));
  }

  @Rule('the office, not about the own unit (canCheckLines)')
  @Mutation(() => CollectingPayload)
  drawCaseFiles(
    @Ctx() context: Context,
    @Arg('input', () => DrawCaseFilesInput) input: DrawCaseFilesInput,
  ): Promise<object> {
    return answered(context, drawCaseFiles(context, input));
  }
}

function answered(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(evaluationId => ({ evaluationId })),
  );
}
