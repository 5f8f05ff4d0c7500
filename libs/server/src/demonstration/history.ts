import { yearOf, type CalendarDay } from '@yardstick/domain/calendar-day';
import { measureParticipants, yearsOf, type PlanDraft, type PlanMeasure } from '@yardstick/domain/plan';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { ActionStory, type Assignment, type Happening, type OnFile, type World } from './action-story.ts';
import { annualFiguresOf } from './annual-figures.ts';
import { figuresOf } from './figures.ts';
import type { History } from './history-rows.ts';
import { momentOn, type Moment } from './office-hours.ts';
import type { People } from './people.ts';
import phrases from './phrases.json' with { type: 'json' };
import { stableUuid } from './random.ts';
import { currentRequests } from './current-requests.ts';
import { recentNotices, sentReminders, type ReminderRow } from './recent-notices.ts';
import type { FileOf } from './sample-evidence.ts';

/** The present of a demonstration when it is loaded: a Tuesday in the last year's home stretch, offices just open. */
export const demonstrationToday: CalendarDay = '2024-10-15';
export const demonstrationNow: Moment = momentOn(demonstrationToday, 9 * 60 + 5);

const issuedOn: Record<number, CalendarDay> = { 2022: '2022-02-21', 2023: '2023-01-05', 2024: '2024-01-04' };

/** Issued apart from the rest of its year, so that plans are being made at the present. */
const issuedLater: Record<string, { issuedOn: CalendarDay; startOn: CalendarDay }> = {
  'M20/2024': { issuedOn: '2024-10-09', startOn: '2024-11-01' },
};

const interventions: Record<string, NonNullable<Assignment['intervention']>> = {
  'HR-CG/M06/2024': { on: '2024-08-20', verb: 'suspend', reason: phrases.suspension },
  'JYJ/M21/2024': { on: '2024-03-12', verb: 'cancel', reason: phrases.cancellation },
  'LK-ZF/M13/2024': { on: '2024-05-14', verb: 'exempt', reason: phrases.requests.notApplicable[0]! },
  'SWJ/M10/2023': { on: '2024-03-19', verb: 'reopen', reason: phrases.reopening },
  'LZ-NY/M09/2024': { on: '2024-10-11', verb: 'reopen', reason: phrases.reopening },
};

export interface HistoryFacts {
  plan: PlanDraft;
  calendar: WorkCalendar;
  people: People;
  fileOf: FileOf;
  seed: string;
}

export const programIdOf = (plan: PlanDraft, seed: string): string => stableUuid(seed, 'program', plan.code);
export const taskIdOf = (plan: PlanDraft, seed: string, code: string): string =>
  stableUuid(seed, 'task', plan.code, code);
export const measureIdOf = (plan: PlanDraft, seed: string, code: string): string =>
  stableUuid(seed, 'measure', plan.code, code);

/** Three years of work by every unit, as of the demonstration's present. The same facts always give the same rows. */
export function historyOf(facts: HistoryFacts): History & { reminders: ReminderRow[] } {
  const { plan, calendar, people, seed } = facts;
  const history: History = {
    actions: [],
    milestones: [],
    reports: [],
    evidence: [],
    links: [],
    requests: [],
    requestSteps: [],
    timeline: [],
    figures: [],
    notices: [],
  };
  const happenings: Happening[] = [];
  const programId = programIdOf(plan, seed);
  const world: World = { ...facts, now: demonstrationNow, programId, history, happenings };
  for (const unit of plan.units) {
    const onFile: OnFile = [];
    for (const assignment of assignmentsOf(plan, seed, unit.code)) new ActionStory(world, assignment, onFile).play();
    if (unit.isScored) {
      const recordedAt = new Date(momentOn('2024-09-29', 15 * 60 + 20)).toISOString();
      history.figures.push(...figuresOf(unit, { seed, programId, recordedAt, recordedBy: people.chief().name }));
      history.figures.push(
        ...annualFiguresOf(unit, { seed, programId, recordedBy: people.reviewers(unit.code).staff.name }),
      );
    }
  }
  currentRequests(world);
  history.timeline.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const reminders = sentReminders({ history, people, calendar, today: demonstrationToday });
  history.notices = recentNotices({
    history,
    happenings,
    reminders,
    plan,
    people,
    calendar,
    seed,
    today: demonstrationToday,
  });
  return { ...history, reminders };
}

/** One unit's share of every measure in every year, oldest first. */
function assignmentsOf(plan: PlanDraft, seed: string, unitCode: string): Assignment[] {
  const unit = plan.units.find(one => one.code === unitCode)!;
  return yearsOf(plan).flatMap(year =>
    plan.measures.flatMap((measure): Assignment[] => {
      const dueOn = lastDueOn(measure, year);
      const part = dueOn && measureParticipants(measure, plan.units).find(one => one.unitCode === unitCode);
      if (!part) return [];
      const issue = issuedOn[year]!;
      return [
        {
          unit,
          measure,
          measureId: measureIdOf(plan, seed, measure.code),
          year,
          role: part.role,
          issuedOn: issue,
          startOn: issue,
          dueOn,
          ...issuedLater[`${measure.code}/${year}`],
          ...(interventions[`${unitCode}/${measure.code}/${year}`] && {
            intervention: interventions[`${unitCode}/${measure.code}/${year}`],
          }),
        },
      ];
    }),
  );
}

function lastDueOn(measure: PlanMeasure, year: number): CalendarDay | undefined {
  return measure.due
    .map(due => due.on)
    .filter(on => yearOf(on) === year)
    .sort()
    .at(-1);
}
