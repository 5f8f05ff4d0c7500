import { todoKinds } from '@yardstick/domain/todo';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LightEnum } from '../graphql/enums.ts';
import { CalendarDay, Moment } from '../graphql/scalars.ts';
import { ProgramType } from '../program/program.types.ts';

@ObjectType('TodoItem', { simpleResolvers: true })
export class TodoItemType {
  @Field(() => String, { description: todoKinds.join(' ') })
  kind!: string;
  @Field(() => ID) id!: string;
  @Field(() => ID) actionId!: string;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) subtitle!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => CalendarDay, { nullable: true }) dueOn?: string | null;
  @Field(() => LightEnum) light!: string;
  @Field(() => String) lightReason!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => Int) workingDaysLate!: number;
  @Field(() => Int, { nullable: true }) workingDaysLeft?: number | null;
  @Field(() => Int, { nullable: true, description: 'since it came to the viewer’s desk' }) workingDaysWaiting?:
    number | null;
  @Field(() => CalendarDay, { nullable: true, description: 'the day this came to the viewer’s desk' }) since?:
    string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@ObjectType('TodoCount', { simpleResolvers: true })
export class TodoCountType {
  @Field(() => String) kind!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('NextDue', { simpleResolvers: true })
export class NextDueType {
  @Field(() => String) title!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => ID) actionId!: string;
  @Field(() => ID) milestoneId!: string;
}

@ObjectType('Todo', { simpleResolvers: true })
export class TodoType {
  @Field(() => [TodoItemType], { description: 'at most 300, the most consequential first' }) items!: TodoItemType[];
  @Field(() => [TodoCountType], { description: 'of everything, also beyond the items' }) counts!: TodoCountType[];
  @Field(() => Int) total!: number;
  @Field(() => NextDueType, { nullable: true, description: 'further off than the list looks' })
  nextDue?: NextDueType | null;
}

@ObjectType('LightCount', { simpleResolvers: true })
export class LightCountType {
  @Field(() => LightEnum) light!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('DashboardLine', { simpleResolvers: true })
export class DashboardLineType {
  @Field(() => ID) id!: string;
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => [LightCountType]) lights!: LightCountType[];
  @Field(() => Int) total!: number;
  @Field(() => Int) percent!: number;
  @Field(() => LightEnum) worst!: string;
}

@ObjectType('GridCell', { simpleResolvers: true, description: 'one cell of the measure × unit grid' })
export class GridCellType {
  @Field(() => Int) m!: number;
  @Field(() => Int) u!: number;
  @Field(() => LightEnum) light!: string;
  @Field(() => Int) count!: number;
  @Field(() => Int) red!: number;
  @Field(() => Int) percent!: number;
}

@ObjectType('RedItem', { simpleResolvers: true })
export class RedItemType {
  @Field(() => ID) actionId!: string;
  @Field(() => ID, { nullable: true }) milestoneId?: string | null;
  @Field(() => String) title!: string;
  @Field(() => String) measureCode!: string;
  @Field(() => ID) unitId!: string;
  @Field(() => String) unitName!: string;
  @Field(() => CalendarDay) dueOn!: string;
  @Field(() => Int) daysLate!: number;
  @Field(() => Int) workingDaysLate!: number;
}

@ObjectType('TrendPoint', {
  simpleResolvers: true,
  description: 'by month: milestones due, accepted, red at month’s end',
})
export class TrendPointType {
  @Field(() => String) month!: string;
  @Field(() => Int) due!: number;
  @Field(() => Int) accepted!: number;
  @Field(() => Int) red!: number;
}

@ObjectType('Dashboard', { simpleResolvers: true })
export class DashboardType {
  @Field(() => Moment) asOf!: Date | string;
  @Field(() => CalendarDay) today!: string;
  @Field(() => ProgramType) program!: ProgramType;
  @Field(() => Int, { nullable: true }) year?: number | null;
  @Field(() => [LightCountType]) lights!: LightCountType[];
  @Field(() => Int) total!: number;
  @Field(() => Int) doneCount!: number;
  @Field(() => Int) percentDone!: number;
  @Field(() => Int, { nullable: true }) onTimePercent?: number | null;
  @Field(() => Int) reds!: number;
  @Field(() => Int) redsLastMonth!: number;
  @Field(() => Int, { nullable: true }) filedWithoutChasingPercent?: number | null;
  @Field(() => [DashboardLineType]) byTask!: DashboardLineType[];
  @Field(() => [DashboardLineType]) byMeasure!: DashboardLineType[];
  @Field(() => [DashboardLineType]) byUnit!: DashboardLineType[];
  @Field(() => [GridCellType], { description: 'cells name measures and units by index into byMeasure and byUnit' })
  cells!: GridCellType[];
  @Field(() => [RedItemType]) redList!: RedItemType[];
  @Field(() => [TrendPointType]) trend!: TrendPointType[];
}
