import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MilestoneStateEnum } from '../graphql/enums.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';
import { EvidenceType } from './delivery.types.ts';

@ObjectType('EvidencePage', { simpleResolvers: true })
export class EvidencePageType {
  @Field(() => [EvidenceType]) rows!: EvidenceType[];
  @Field(() => Int) total!: number;
}

@ObjectType('LibrarySum', { simpleResolvers: true, description: 'asked once, used n times' })
export class LibrarySumType {
  @Field(() => Int) files!: number;
  @Field(() => Int) used!: number;
  @Field(() => Int, { description: 'uses that needed no upload of their own' }) uploadsSaved!: number;
}

@ObjectType('EvidenceUse', { simpleResolvers: true, description: 'by a milestone, or by a measure in a year' })
export class EvidenceUseType {
  @Field(() => ID, { nullable: true }) actionId?: string | null;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String, { nullable: true }) milestoneTitle?: string | null;
  @Field(() => MilestoneStateEnum, { nullable: true }) milestoneState?: string | null;
  @Field(() => ID) measureId!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => String) measureTitle!: string;
  @Field(() => Int) year!: number;
  @Field(() => Moment) usedAt!: Date | string;
  @Field(() => String, { nullable: true }) usedBy?: string | null;
  @Field(() => Boolean) isReviewedAgain!: boolean;
}

@ObjectType('EvidenceRecord', { simpleResolvers: true })
export class EvidenceRecordType {
  @Field(() => EvidenceType) evidence!: EvidenceType;
  @Field(() => [EvidenceType], { description: 'newest first' }) versions!: EvidenceType[];
  @Field(() => [EvidenceUseType]) uses!: EvidenceUseType[];
}

@ObjectType('MyUpload', { simpleResolvers: true, description: 'begun by the viewer, and not evidence yet' })
export class MyUploadType {
  @Field(() => ID) id!: string;
  @Field(() => String) fileName!: string;
  @Field(() => Int) size!: number;
  @Field(() => Int) received!: number;
  @Field(() => String, { description: 'open, or complete' }) state!: string;
  @Field(() => Moment) openedAt!: Date | string;
}

@InputType('ReplaceEvidenceInput')
export class ReplaceEvidenceInput {
  @Field(() => ID) evidenceId!: string;
  @Field(() => ID) uploadId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => CalendarDay, { nullable: true }) documentOn?: string | null;
  @Field(() => String, { nullable: true, description: 'what changed' }) note?: string | null;
}

@InputType('EvidenceUseInput')
export class EvidenceUseInput {
  @Field(() => ID) measureId!: string;
  @Field(() => Int) year!: number;
}

@InputType('UseEvidenceInput')
export class UseEvidenceInput {
  @Field(() => ID) evidenceId!: string;
  @Field(() => [EvidenceUseInput]) uses!: EvidenceUseInput[];
}
