import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoveType } from '../delivery/delivery.types.ts';
import { EvaluationDocumentKindEnum, EvaluationDocumentStateEnum, LetterApproverEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';

@ObjectType('DocumentLength', { simpleResolvers: true, description: 'of the text, without its tables' })
export class DocumentLengthType {
  @Field(() => Int) characters!: number;
  @Field(() => Int) pages!: number;
}

@ObjectType('DocumentWords', { simpleResolvers: true })
export class DocumentWordsType {
  @Field(() => String) title!: string;
  @Field(() => String) toName!: string;
  @Field(() => String, { description: 'one paragraph for each line' }) body!: string;
}

@ObjectType('EvaluationDocumentRow', {
  simpleResolvers: true,
  description: 'a paper about the result of an evaluation',
})
export class EvaluationDocumentRowType {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => ID) evaluationId!: string;
  @Field(() => String) evaluationName!: string;
  @Field(() => EvaluationDocumentKindEnum) kind!: string;
  @Field(() => ID, { nullable: true, description: 'the unit it is about; none where it is about the round' })
  unitId?: string | null;
  @Field(() => String, { nullable: true }) unitName?: string | null;
  @Field(() => Int) edition!: number;
  @Field(() => EvaluationDocumentStateEnum) state!: string;
  @Field(() => String) title!: string;
  @Field(() => String) toName!: string;
  @Field(() => LetterApproverEnum) approver!: string;
  @Field(() => String, { nullable: true }) docNo?: string | null;
  @Field(() => String, { description: 'of the snapshot it was drafted from' }) sha256!: string;
  @Field(() => Int) schemeVersion!: number;
  @Field(() => CalendarDay) asOf!: string;
  @Field(() => Boolean, { description: 'drafted from a frozen result' }) isFrozen!: boolean;
  @Field(() => String) draftedBy!: string;
  @Field(() => Moment) draftedAt!: Date | string;
  @Field(() => String, { nullable: true }) editedBy?: string | null;
  @Field(() => Moment, { nullable: true }) editedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) proposedBy?: string | null;
  @Field(() => Moment, { nullable: true }) proposedAt?: Date | string | null;
  @Field(() => String, { nullable: true, description: 'why figures of the text are not those of the data' })
  figuresNote?: string | null;
  @Field(() => String, { nullable: true }) returnReason?: string | null;
  @Field(() => String, { nullable: true }) issuedBy?: string | null;
  @Field(() => CalendarDay, { nullable: true }) issuedOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) replyDueOn?: string | null;
  @Field(() => DocumentLengthType) length!: DocumentLengthType;
  @Field(() => DocumentLengthType, { description: 'as the rules allow' }) longest!: DocumentLengthType;
}

@ObjectType('DocumentKind', { simpleResolvers: true })
export class DocumentKindType {
  @Field(() => EvaluationDocumentKindEnum) kind!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean, { description: 'one for each unit' }) isOfUnits!: boolean;
  @Field(() => LetterApproverEnum) approver!: string;
}

@ObjectType('EvaluationDocuments', { simpleResolvers: true })
export class EvaluationDocumentsType {
  @Field(() => [EvaluationDocumentRowType]) rows!: EvaluationDocumentRowType[];
  @Field(() => [DocumentKindType], { description: 'what the reader may draft' }) kinds!: DocumentKindType[];
}

@ObjectType('StrayFigure', { simpleResolvers: true, description: 'a number in a text that the data do not say' })
export class StrayFigureType {
  @Field(() => String) figure!: string;
  @Field(() => String) sentence!: string;
  @Field(() => String, { nullable: true, description: 'what the data say in the same sentence' })
  expected?: string | null;
}

@ObjectType('DraftTableColumn', { simpleResolvers: true })
export class DraftTableColumnType {
  @Field(() => String) title!: string;
  @Field(() => Int) width!: number;
  @Field(() => String, { nullable: true }) align?: string | null;
}

@ObjectType('DraftBar', { simpleResolvers: true })
export class DraftBarType {
  @Field(() => String) label!: string;
  @Field(() => Int) permille!: number;
  @Field(() => String) text!: string;
}

@ObjectType('DraftBlock', { simpleResolvers: true, description: 'table, bars, or the head of an appendix' })
export class DraftBlockType {
  @Field(() => String, { description: 'table, bars or appendix' }) kind!: string;
  @Field(() => String, { nullable: true }) caption?: string | null;
  @Field(() => String, { nullable: true }) title?: string | null;
  @Field(() => [DraftTableColumnType], { nullable: true }) columns?: DraftTableColumnType[] | null;
  @Field(() => [[String]], { nullable: true }) rows?: string[][] | null;
  @Field(() => [DraftBarType], { nullable: true }) bars?: DraftBarType[] | null;
}

@ObjectType('EvaluationDocument', { simpleResolvers: true })
export class EvaluationDocumentType extends EvaluationDocumentRowType {
  @Field(() => String) body!: string;
  @Field(() => String) mark!: string;
  @Field(() => String) signedBy!: string;
  @Field(() => [DraftBlockType]) blocks!: DraftBlockType[];
  @Field(() => DocumentWordsType, { nullable: true, description: 'as the data have it now, while it is a draft' })
  fresh?: DocumentWordsType | null;
  @Field(() => Boolean, { description: 'the result was computed anew, or frozen, since' }) isOutdated!: boolean;
  @Field(() => [StrayFigureType]) strayFigures!: StrayFigureType[];
  @Field(() => [MoveType]) nextMoves!: MoveType[];
}

@InputType('DraftDocumentsInput')
export class DraftDocumentsInput {
  @Field(() => ID) evaluationId!: string;
  @Field(() => EvaluationDocumentKindEnum) kind!: string;
  @Field(() => [ID], { nullable: true, description: 'left out: every unit' }) unitIds?: string[] | null;
}

@InputType('SaveDocumentInput')
export class SaveDocumentInput {
  @Field(() => ID) documentId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String) title!: string;
  @Field(() => String) toName!: string;
  @Field(() => String) body!: string;
}

@InputType('DocumentVerbInput')
export class DocumentVerbInput {
  @Field(() => ID) documentId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@ObjectType('EvaluationDocumentPayload', { simpleResolvers: true })
export class EvaluationDocumentPayload {
  @Field(() => EvaluationDocumentType, { nullable: true }) document?: EvaluationDocumentType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('DraftDocumentsPayload', { simpleResolvers: true })
export class DraftDocumentsPayload {
  @Field(() => [ID], { nullable: true }) documentIds?: string[] | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
