import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { LedgerFindingKindEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { Moment } from '../graphql/scalars.ts';

@ObjectType('LedgerFinding', { simpleResolvers: true })
export class LedgerFindingType {
  @Field(() => ID) id!: string;
  @Field(() => LedgerFindingKindEnum) kind!: string;
  @Field(() => String) place!: string;
  @Field(() => String) expected!: string;
  @Field(() => String) found!: string;
  @Field(() => Moment) beganAt!: string;
  @Field(() => Moment, { nullable: true }) endedAt?: string | null;
}

@ObjectType('LedgerState', { simpleResolvers: true })
export class LedgerStateType {
  @Field(() => Int, { description: 'leaves' }) size!: number;
  @Field(() => Int, { description: 'leaves under the newest checkpoint' }) checkpointSize!: number;
  @Field(() => Moment, { nullable: true }) checkpointAt?: string | null;
  @Field(() => String, { nullable: true, description: 'for comparing with what others kept' })
  fingerprint?: string | null;
  @Field(() => Int) witnessNoteCount!: number;
  @Field(() => Moment, { nullable: true }) monitorRanAt?: string | null;
  @Field(() => Int, { nullable: true, description: 'up to which leaf its last run read' })
  monitorReadTo?: number | null;
  @Field(() => Int) fileCount!: number;
  @Field(() => Int, { description: 'files read again at least once since they came' }) filesReread!: number;
  @Field(() => Moment, { nullable: true }) lastRereadAt?: string | null;
  @Field(() => Int) damagedCount!: number;
  @Field(() => [LedgerFindingType], { description: 'open ones first' }) findings!: LedgerFindingType[];
}

@InputType()
export class RecordWitnessNoteInput {
  @Field(() => String, { description: 'who kept it' }) witness!: string;
  @Field(() => String, { description: 'the whole text of the checkpoint' }) note!: string;
}

@ObjectType({ simpleResolvers: true })
export class WitnessNotePayload {
  @Field(() => Int, { nullable: true, description: 'leaves under the note' }) size?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'whether the ledger still leads to it' }) fits?: boolean | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
