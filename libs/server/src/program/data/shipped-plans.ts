import type { CalendarException } from '@yardstick/domain/work-calendar';
import type { PlanDraft, PlanProgram, PlanUnit } from '@yardstick/domain/plan';
import calendar from './calendar-cn.json' with { type: 'json' };
import city from './ezhou-2022-2024.json' with { type: 'json' };
import national from './national-2023-2025.json' with { type: 'json' };
import units from './units.json' with { type: 'json' };

export interface CalendarYear {
  year: number;
  noticeNo: string;
  days: CalendarException[];
}

export const shippedUnits = units as PlanUnit[];
export const shippedCalendar = calendar as CalendarYear[];

/** Each with all shipped units, so that one plan sets up an empty instance. */
export const cityPlan: PlanDraft = { ...(city as unknown as PlanProgram), units: shippedUnits };
export const nationalPlan: PlanDraft = { ...(national as unknown as PlanProgram), units: shippedUnits };
