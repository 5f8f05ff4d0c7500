import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoveType } from '../delivery/delivery.types.ts';
import { LetterApproverEnum, LetterColourEnum, LetterKindEnum, LetterStateEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';

@ObjectType('LetterItem', { simpleResolvers: true })
export class LetterItemType {
  @Field(() => ID) subjectId!: string;
  @Field(() => ID, { nullable: true }) actionId?: string | null;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => Int, { description: 'working days, as they stand in the letter' }) daysOverdue!: number;
  @Field(() => Boolean, { description: 'still waited for' }) isOpen!: boolean;
  @Field(() => String, { nullable: true, description: 'why it no longer stands in the letter' })
  droppedReason?: string | null;
}

@ObjectType('LetterRow', { simpleResolvers: true, description: 'a line of a circular’s list' })
export class LetterRowType {
  @Field(() => String) unit!: string;
  @Field(() => String) what!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => Int) daysLate!: number;
}

@ObjectType('LetterStep', { simpleResolvers: true })
export class LetterStepType {
  @Field(() => Moment) at!: Date | string;
  @Field(() => String) verb!: string;
  @Field(() => String) actorName!: string;
  @Field(() => String) actorPost!: string;
  @Field(() => String) actorUnit!: string;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@ObjectType('LetterEvidence', { simpleResolvers: true })
export class LetterEvidenceType {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => String) fileName!: string;
}

@ObjectType('LetterBefore', { simpleResolvers: true })
export class LetterBeforeType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) docNo?: string | null;
}

@ObjectType('Letter', { simpleResolvers: true })
export class LetterType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => LetterKindEnum) kind!: string;
  @Field(() => LetterColourEnum, { nullable: true }) colour?: string | null;
  @Field(() => String, { description: 'as it is spoken of, in the reader’s language' }) name!: string;
  @Field(() => LetterStateEnum) state!: string;
  @Field(() => String, { description: 'system or hand' }) origin!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'as it is read, with the day the answer is due' }) body!: string;
  @Field(() => String, { description: 'as it is edited' }) draftBody!: string;
  @Field(() => String) basis!: string;
  @Field(() => String, { nullable: true }) docNo?: string | null;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String) toName!: string;
  @Field(() => [String]) toPosts!: string[];
  @Field(() => [String]) cc!: string[];
  @Field(() => String) mark!: string;
  @Field(() => String) signedBy!: string;
  @Field(() => LetterApproverEnum) approver!: string;
  @Field(() => Int, { description: 'characters of the text' }) length!: number;
  @Field(() => Int) longest!: number;
  @Field(() => CalendarDay) draftedOn!: string;
  @Field(() => String) draftedBy!: string;
  @Field(() => String, { nullable: true }) approvedBy?: string | null;
  @Field(() => CalendarDay, { nullable: true }) sentOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) receiptDueOn?: string | null;
  @Field(() => CalendarDay, { nullable: true, description: 'of a draft: if it were sent today' })
  replyDueOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) receivedOn?: string | null;
  @Field(() => String, { nullable: true }) receivedBy?: string | null;
  @Field(() => CalendarDay, { nullable: true }) answeredOn?: string | null;
  @Field(() => String, { nullable: true }) answer?: string | null;
  @Field(() => CalendarDay, { nullable: true }) settledOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) revokedOn?: string | null;
  @Field(() => String, { nullable: true, description: 'number of the note that revoked it' }) revokedDocNo?:
    string | null;
  @Field(() => String, { nullable: true, description: 'why it was withdrawn or revoked' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: 'receipt or reply' }) waitsFor?: string | null;
  @Field(() => Boolean) isOverdue!: boolean;
  @Field(() => Int, { description: 'working days it is late to be signed for or answered' }) daysOverdue!: number;
  @Field(() => [LetterRowType]) lateRows!: LetterRowType[];
  @Field(() => Int, { description: 'of a circular: units it went to' }) copyCount!: number;
  @Field(() => Int) copiesReceivedCount!: number;
  @Field(() => LetterBeforeType, { nullable: true, description: 'the letter that was not enough' })
  after?: LetterBeforeType | null;
  @Field(() => [LetterItemType]) items!: LetterItemType[];
  @Field(() => [LetterStepType]) steps!: LetterStepType[];
  @Field(() => [LetterEvidenceType]) evidence!: LetterEvidenceType[];
  @Field(() => [MoveType]) nextMoves!: MoveType[];
}

@ObjectType('LetterTab', { simpleResolvers: true })
export class LetterTabType {
  @Field(() => String) key!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('LetterPage', { simpleResolvers: true })
export class LetterPageType {
  @Field(() => [LetterType]) rows!: LetterType[];
  @Field(() => Int) total!: number;
  @Field(() => [LetterTabType]) tabs!: LetterTabType[];
}

@ObjectType('LetterRung', { simpleResolvers: true, description: 'one step of the ladder, as the rules have it' })
export class LetterRungType {
  @Field(() => String) key!: string;
  @Field(() => LetterKindEnum) kind!: string;
  @Field(() => LetterColourEnum, { nullable: true }) colour?: string | null;
  @Field(() => String) name!: string;
  @Field(() => LetterApproverEnum) approver!: string;
  @Field(() => Int) workingDaysOverdue!: number;
  @Field(() => Boolean, { description: 'one matter, one letter' }) oneMatter!: boolean;
  @Field(() => [String]) toPosts!: string[];
  @Field(() => CalendarDay, { nullable: true, description: 'if it were sent today' }) replyDueOn?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) body!: string;
}

@InputType('LetterFilter')
export class LetterFilter {
  @Field(() => String, { nullable: true, description: 'to-approve to-receive to-answer answered overdue settled all' })
  tab?: string | null;
  @Field(() => LetterKindEnum, { nullable: true }) kind?: string | null;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
  @Field(() => ID, { nullable: true }) actionId?: string | null;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@InputType('DraftLetterInput')
export class DraftLetterInput {
  @Field(() => String, { description: 'key of a rung' }) step!: string;
  @Field(() => [ID], { nullable: true, description: 'everything late of them, or else what comes next' })
  actionIds?: string[] | null;
  @Field(() => [ID], { nullable: true }) milestoneIds?: string[] | null;
  @Field(() => CalendarDay, { nullable: true, description: 'left out: as the rules count it' }) replyDueOn?:
    string | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => String, { nullable: true }) body?: string | null;
}

@InputType('DraftCircularInput')
export class DraftCircularInput {
  @Field(() => ID) programId!: string;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => Int, { nullable: true, description: 'working days; left out: as the rules have it' }) minDaysLate?:
    number | null;
}

@InputType('EditLetterInput')
export class EditLetterInput {
  @Field(() => ID) letterId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String) title!: string;
  @Field(() => String) body!: string;
  @Field(() => CalendarDay, { nullable: true }) replyDueOn?: string | null;
  @Field(() => [String], { nullable: true }) cc?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'takes out of a circular what has come in, and words it anew' })
  refreshRows?: boolean | null;
}

@InputType('LetterVerbInput')
export class LetterVerbInput {
  @Field(() => ID) letterId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType('AnswerLetterInput')
export class AnswerLetterInput {
  @Field(() => ID) letterId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String) text!: string;
  @Field(() => [ID], { nullable: true, description: 'out of the unit’s library' }) evidenceIds?: string[] | null;
}

@ObjectType('LetterPayload', { simpleResolvers: true })
export class LetterPayload {
  @Field(() => LetterType, { nullable: true }) letter?: LetterType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('LettersPayload', { simpleResolvers: true })
export class LettersPayload {
  @Field(() => [LetterType], { nullable: true }) letters?: LetterType[] | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
