import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Localized, Moment } from '../graphql/scalars.ts';

@ObjectType('CaseFile', { simpleResolvers: true })
export class CaseFileType {
  @Field(() => String) number!: string;
  @Field(() => String) kind!: string;
}

@ObjectType('CaseDraw', { simpleResolvers: true, description: 'what was drawn from a list, and by what' })
export class CaseDrawType {
  @Field(() => Int, { description: 'number of the ledger’s leaf that holds the list’s hash' }) leafSeq!: number;
  @Field(() => Int, { description: 'size of the first checkpoint that covers that leaf' }) checkpointSize!: number;
  @Field(() => String) checkpointRoot!: string;
  @Field(() => String) checkpointNote!: string;
  @Field(() => String, { description: 'SHA-256 of list hash, LF, root, LF' }) seed!: string;
  @Field(() => [String], { description: 'numbers in the order of the draw' }) drawn!: string[];
  @Field(() => String) drawnBy!: string;
  @Field(() => Moment) drawnAt!: Date | string;
}

@ObjectType('CaseFileList', { simpleResolvers: true })
export class CaseFileListType {
  @Field(() => ID) id!: string;
  @Field(() => Int) no!: number;
  @Field(() => [CaseFileType]) files!: CaseFileType[];
  @Field(() => Int) fileCount!: number;
  @Field(() => String) sha256!: string;
  @Field(() => Int, { description: 'how many are to be drawn' }) size!: number;
  @Field(() => String, { nullable: true, description: 'why it took the place of the one before' })
  reason?: string | null;
  @Field(() => String) listedBy!: string;
  @Field(() => Moment) listedAt!: Date | string;
  @Field(() => CaseDrawType, { nullable: true }) draw?: CaseDrawType | null;
}

@ObjectType('CaseFiles', {
  simpleResolvers: true,
  description: 'the case files of a unit for one indicator that they are marked for',
})
export class CaseFilesType {
  @Field(() => String) figure!: string;
  @Field(() => Localized) name!: { zh: string; en: string };
  @Field(() => [CaseFileListType], { description: 'the last one counts' }) lists!: CaseFileListType[];
  @Field(() => Int) defaultSize!: number;
  @Field(() => Boolean) viewerCanList!: boolean;
  @Field(() => Boolean) viewerCanDraw!: boolean;
}

@InputType('DrawCaseFilesInput')
export class DrawCaseFilesInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) figure!: string;
}

@InputType('ListCaseFilesInput')
export class ListCaseFilesInput extends DrawCaseFilesInput {
  @Field(() => String, { description: 'a case a line: number, tab or comma, kind' }) list!: string;
  @Field(() => Int, { nullable: true, description: 'how many are to be drawn; by the rules if not said' })
  size?: number | null;
  @Field(() => String, { nullable: true, description: 'why it takes the place of an earlier one' })
  reason?: string | null;
}
