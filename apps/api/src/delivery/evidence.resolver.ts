import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import type { Context } from '@yardstick/server/context';
import {
  evidenceById,
  evidenceRecord,
  unitEvidence,
  unitLibrarySum,
} from '@yardstick/server/delivery/evidence.queries';
import { replaceEvidence } from '@yardstick/server/delivery/replace-evidence';
import { useEvidence } from '@yardstick/server/delivery/use-evidence';
import { myUploads } from '@yardstick/server/evidence/uploads';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { EvidenceKindEnum } from '../graphql/enums.ts';
import { payload } from '../graphql/payload.ts';
import { allow, Rule } from '../graphql/rule.ts';
import { EvidencePayload } from './delivery.inputs.ts';
import {
  EvidencePageType,
  EvidenceRecordType,
  LibrarySumType,
  MyUploadType,
  ReplaceEvidenceInput,
  UseEvidenceInput,
} from './evidence.types.ts';

const ofUnit = (actor: Context['actor']): boolean => isUnitRole(actor.role);

/** The unit's library: versions, uses, and what is still on its way into it. */
@Resolver()
export class EvidenceResolver {
  @Rule('a unit’s people, their own unit’s library')
  @Query(() => EvidencePageType)
  unitEvidence(
    @Ctx() context: Context,
    @Arg('page', () => Int) page: number,
    @Arg('pageSize', () => Int) pageSize: number,
    @Arg('text', () => String, { nullable: true }) text?: string | null,
    @Arg('kind', () => EvidenceKindEnum, { nullable: true }) kind?: string | null,
    @Arg('year', () => Int, { nullable: true }) year?: number | null,
    @Arg('measureId', () => ID, { nullable: true }) measureId?: string | null,
    @Arg('milestoneId', () => ID, { nullable: true }) milestoneId?: string | null,
  ): Promise<object> {
    allow(context, ofUnit);
    return unitEvidence(context, {
      page,
      pageSize,
      text: text ?? null,
      kind: kind as never,
      year: year ?? null,
      measureId: measureId ?? null,
      milestoneId: milestoneId ?? null,
    });
  }

  @Rule('a unit’s people, their own unit’s library')
  @Query(() => LibrarySumType)
  unitLibrarySum(@Ctx() context: Context): Promise<object> {
    allow(context, ofUnit);
    return unitLibrarySum(context);
  }

  @Rule('whoever works with actions; null for another unit’s evidence, as for one that is not there')
  @Query(() => EvidenceRecordType, { nullable: true })
  evidenceRecord(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<object | null> {
    allow(context, actor => ofUnit(actor) || seesAllUnits(actor.role));
    return evidenceRecord(context, id);
  }

  @Rule('a unit’s people, their own uploads')
  @Query(() => [MyUploadType])
  myUploads(@Ctx() context: Context): Promise<object[]> {
    allow(context, ofUnit);
    return myUploads(context);
  }

  @Rule('the unit’s liaison or staff, with their own upload (canWorkOn)')
  @Mutation(() => EvidencePayload)
  replaceEvidence(
    @Ctx() context: Context,
    @Arg('input', () => ReplaceEvidenceInput) input: ReplaceEvidenceInput,
  ): Promise<object> {
    return evidencePayload(context, replaceEvidence(context, input));
  }

  @Rule('the unit’s liaison or staff (canWorkOn)')
  @Mutation(() => EvidencePayload)
  useEvidence(@Ctx() context: Context, @Arg('input', () => UseEvidenceInput) input: UseEvidenceInput): Promise<object> {
    return evidencePayload(context, useEvidence(context, input));
  }
}

function evidencePayload(context: Context, done: Promise<string>): Promise<object> {
  return payload(
    context,
    done.then(async id => ({ evidence: await evidenceById(context, id) })),
  );
}
