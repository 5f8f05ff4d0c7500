import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MoveType } from '../delivery/delivery.types.ts';
import { ReportStandingEnum, ReportStateEnum } from '../graphql/enums.ts';
import { UserError } from '../graphql/payload.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';

@ObjectType('ReportLine', { simpleResolvers: true, description: 'one report of one unit, begun or not' })
export class ReportLineType {
  @Field(() => ID) id!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => String, { description: 'code of the rule that asks for it' }) kind!: string;
  @Field(() => String) kindName!: string;
  @Field(() => String) period!: string;
  @Field(() => String) periodLabel!: string;
  @Field(() => CalendarDay) fromOn!: string;
  @Field(() => CalendarDay) toOn!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => ReportStateEnum) state!: string;
  @Field(() => ReportStandingEnum) standing!: string;
  @Field(() => Int, { description: 'calendar days, until it came in or until today' }) daysLate!: number;
  @Field(() => Int, { nullable: true, description: 'null where the work calendar does not reach' })
  workingDaysLate?: number | null;
  @Field(() => CalendarDay, { nullable: true, description: 'the first day on which the signed report came in' })
  receivedOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) acceptedOn?: string | null;
  @Field(() => CalendarDay, { nullable: true }) returnedOn?: string | null;
  @Field(() => Int) returnedCount!: number;
  @Field(() => Boolean) isExempt!: boolean;
  @Field(() => String, { nullable: true }) exemptReason?: string | null;
}

@ObjectType('ReportPeriod', { simpleResolvers: true, description: 'how all units stand with the report of one period' })
export class ReportPeriodType {
  @Field(() => String) key!: string;
  @Field(() => String) kind!: string;
  @Field(() => String) kindName!: string;
  @Field(() => String) period!: string;
  @Field(() => String) periodLabel!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => Int, { description: 'without those that are exempt' }) expected!: number;
  @Field(() => Int) received!: number;
  @Field(() => Int) onTime!: number;
  @Field(() => Int) late!: number;
  @Field(() => Int) missing!: number;
  @Field(() => Int, { description: 'sent back at least once' }) returned!: number;
  @Field(() => Int) exempt!: number;
}

@ObjectType('ReportKind', { simpleResolvers: true })
export class ReportKindType {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'the clause that asks for it' }) source!: string;
}

@ObjectType('PeriodicReports', { simpleResolvers: true })
export class PeriodicReportsType {
  @Field(() => [ReportLineType]) lines!: ReportLineType[];
  @Field(() => [ReportPeriodType]) periods!: ReportPeriodType[];
  @Field(() => [ReportKindType]) kinds!: ReportKindType[];
  @Field(() => [Int], { description: 'years in which reports are due, the newest first' }) years!: number[];
}

@ObjectType('ReportText', { simpleResolvers: true })
export class ReportTextType {
  @Field(() => String) overview!: string;
  @Field(() => String) practices!: string;
  @Field(() => String) problems!: string;
  @Field(() => String) nextSteps!: string;
}

@ObjectType('ReportFactLine', { simpleResolvers: true })
export class ReportFactLineType {
  @Field(() => String) measureCode!: string;
  @Field(() => String) title!: string;
  @Field(() => CalendarDay) on!: string;
  @Field(() => String, { nullable: true }) text?: string | null;
  @Field(() => Int, { nullable: true }) percent?: number | null;
  @Field(() => Int, { nullable: true }) percentBefore?: number | null;
}

@ObjectType('ReportFacts', {
  simpleResolvers: true,
  description: 'what the records say of the period; nobody types it',
})
export class ReportFactsType {
  @Field(() => Int) actionCount!: number;
  @Field(() => Int) doneCount!: number;
  @Field(() => Int) milestoneDueCount!: number;
  @Field(() => Int) milestoneOnTimeCount!: number;
  @Field(() => Int) evidenceCount!: number;
  @Field(() => [ReportFactLineType]) milestonesDone!: ReportFactLineType[];
  @Field(() => [ReportFactLineType]) milestonesOverdue!: ReportFactLineType[];
  @Field(() => [ReportFactLineType]) milestonesNext!: ReportFactLineType[];
  @Field(() => [ReportFactLineType]) progress!: ReportFactLineType[];
  @Field(() => [ReportFactLineType]) difficulties!: ReportFactLineType[];
}

@ObjectType('ReportMark', { simpleResolvers: true })
export class ReportMarkType {
  @Field(() => String, { description: 'overview practices problems nextSteps' }) part!: string;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@ObjectType('LastReport', { simpleResolvers: true })
export class LastReportType {
  @Field(() => ID) id!: string;
  @Field(() => String) kindName!: string;
  @Field(() => String) periodLabel!: string;
  @Field(() => ReportTextType) text!: ReportTextType;
}

@ObjectType('ReportStep', { simpleResolvers: true })
export class ReportStepType {
  @Field(() => Moment) at!: Date | string;
  @Field(() => String) verb!: string;
  @Field(() => String) actorName!: string;
  @Field(() => String, { description: 'the post it was done in, in the reader’s language' }) actorPost!: string;
  @Field(() => String) actorUnit!: string;
  @Field(() => String, { nullable: true }) text?: string | null;
}

@ObjectType('ReportLength', { simpleResolvers: true })
export class ReportLengthType {
  @Field(() => Int) least!: number;
  @Field(() => Int) most!: number;
}

@ObjectType('PeriodicReport', { simpleResolvers: true })
export class PeriodicReportType extends ReportLineType {
  @Field(() => Int) version!: number;
  @Field(() => String, { description: 'the clause that asks for it' }) source!: string;
  @Field(() => ReportTextType, { nullable: true, description: 'null while nobody has begun it' })
  text?: ReportTextType | null;
  @Field(() => ReportFactsType) facts!: ReportFactsType;
  @Field(() => Boolean, { description: 'the facts are those it was signed on, not those of today' })
  areFactsSigned!: boolean;
  @Field(() => ReportTextType, { nullable: true, description: 'a first wording made of the facts, for who writes it' })
  prefilled?: ReportTextType | null;
  @Field(() => String, { nullable: true }) draftedBy?: string | null;
  @Field(() => String, { nullable: true }) signedBy?: string | null;
  @Field(() => Moment, { nullable: true }) signedAt?: Date | string | null;
  @Field(() => String, { nullable: true }) reviewedBy?: string | null;
  @Field(() => String, { nullable: true }) returnReason?: string | null;
  @Field(() => [ReportMarkType]) marks!: ReportMarkType[];
  @Field(() => ReportTextType, { nullable: true, description: 'its text when it was last sent back' })
  returnedText?: ReportTextType | null;
  @Field(() => LastReportType, { nullable: true }) last?: LastReportType | null;
  @Field(() => Int, { nullable: true, description: 'how much of it stands in the last one' })
  likenessPercent?: number | null;
  @Field(() => Int) similarPercent!: number;
  @Field(() => ReportLengthType) length!: ReportLengthType;
  @Field(() => [ReportStepType]) steps!: ReportStepType[];
  @Field(() => [MoveType]) nextMoves!: MoveType[];
  @Field(() => Boolean) viewerCanExempt!: boolean;
}

@InputType('ReportsFilter')
export class ReportsFilter {
  @Field(() => String, { nullable: true }) kind?: string | null;
  @Field(() => Int, { nullable: true, description: 'the year in which a report is due' }) year?: number | null;
  @Field(() => ID, { nullable: true }) unitId?: string | null;
}

@InputType('StartReportInput')
export class StartReportInput {
  @Field(() => ID) reportId!: string;
}

@InputType('SubmitReportInput')
export class SubmitReportInput {
  @Field(() => ID) reportId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String) overview!: string;
  @Field(() => String) practices!: string;
  @Field(() => String) problems!: string;
  @Field(() => String) nextSteps!: string;
}

@InputType('ReportVerbInput')
export class ReportVerbInput {
  @Field(() => ID) reportId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType('ReportMarkInput')
export class ReportMarkInput {
  @Field(() => String) part!: string;
  @Field(() => String, { nullable: true }) note?: string | null;
}

@InputType('ReturnReportInput')
export class ReturnReportInput {
  @Field(() => ID) reportId!: string;
  @Field(() => Int, { nullable: true }) expectedVersion?: number | null;
  @Field(() => String) reason!: string;
  @Field(() => [ReportMarkInput], { nullable: true, description: 'the parts that are to be changed' })
  marks?: ReportMarkInput[] | null;
}

@InputType('ExemptReportInput')
export class ExemptReportInput {
  @Field(() => ID) reportId!: string;
  @Field(() => String) reason!: string;
}

@ObjectType('ReportPayload', { simpleResolvers: true })
export class ReportPayload {
  @Field(() => PeriodicReportType, { nullable: true }) report?: PeriodicReportType | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}

@ObjectType('ReportCircularPayload', { simpleResolvers: true })
export class ReportCircularPayload {
  @Field(() => ID, { nullable: true, description: 'the letter drafted' }) letterId?: string | null;
  @Field(() => [UserError]) userErrors!: UserError[];
}
