import { addDays, type CalendarDay } from '@yardstick/domain/calendar-day';
import type { NoticeKind, NoticeParams } from '@yardstick/domain/notice-wording';
import type { PlanDraft } from '@yardstick/domain/plan';
import { reachedStages } from '@yardstick/domain/due';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import { readReminderRules } from '../rules/reminder-rules.ts';
import type { Happening } from './action-story.ts';
import type { ActionRow, History, MilestoneRow, NoticeRow } from './history-rows.ts';
import { dayOf, momentOn } from './office-hours.ts';
import type { People, Person } from './people.ts';
import { Random } from './random.ts';

/** A reminder that went out, under the key by which the next sweep finds it done. */
export interface ReminderRow {
  dedupeKey: string;
  unitId: string;
  kind: 'milestone';
  subjectKind: 'milestone';
  subjectId: string;
  actionId: string;
  milestoneId: string;
  dueVersion: number;
  stage: string;
  stageOn: CalendarDay;
  recipientId: string;
  state: 'sent';
  createdAt: string;
  sentAt: string;
}

const remindedSince: CalendarDay = '2024-01-04';
const noticedSince: CalendarDay = '2024-10-09';
const rule = readReminderRules(defaultRules.reminder).kinds.milestone;

interface Facts {
  history: History;
  people: People;
  calendar: WorkCalendar;
  today: CalendarDay;
}

/** What was sent this year up to yesterday, so that the first sweep finds only today's stages new. */
export function sentReminders({ history, people, calendar, today }: Facts): ReminderRow[] {
  const yesterday = addDays(today, -1);
  const actions = new Map(history.actions.map(action => [action.id, action]));
  const rows: ReminderRow[] = [];
  const send = (
    about: Pick<ReminderRow, 'unitId' | 'actionId' | 'milestoneId' | 'dueVersion' | 'stage' | 'stageOn'>,
    recipients: Person[],
  ): void => {
    const sentOn = calendar.nextWorkdayOnOrAfter(about.stageOn);
    if (about.stageOn < remindedSince || sentOn > yesterday) return;
    const sentAt = new Date(momentOn(sentOn, 8 * 60 + 32)).toISOString();
    for (const { id: recipientId } of recipients)
      rows.push({
        ...about,
        kind: 'milestone',
        subjectKind: 'milestone',
        subjectId: about.milestoneId,
        dedupeKey: `milestone:${about.milestoneId}:v${about.dueVersion}:${about.stage}:${recipientId}`,
        recipientId,
        state: 'sent',
        createdAt: sentAt,
        sentAt,
      });
  };

  for (const milestone of history.milestones) {
    const action = actions.get(milestone.actionId)!;
    const { unitId, dueVersion, actionId, id: milestoneId } = milestone;
    const workedFrom = startOfWork(action);
    if (!workedFrom || (milestone.handedInOn && milestone.handedInOn < remindedSince)) continue;
    const until = milestone.handedInOn ? addDays(milestone.handedInOn, -1) : yesterday;
    const liaison = people.liaison(unitId);
    for (const { stage, on, step } of reachedStages(
      milestone.dueOn,
      until < yesterday ? until : yesterday,
      rule,
      calendar,
    )) {
      if (on < workedFrom) continue;
      send(
        {
          unitId,
          actionId,
          milestoneId,
          dueVersion,
          stage,
          stageOn: on,
        },
        step >= 5 ? [liaison, people.head(unitId)] : [liaison],
      );
    }
  }
  return rows;
}

/** Reminders run while the unit works on the action: from the plan's approval, some days after its signature. */
function startOfWork(action: ActionRow): CalendarDay | null {
  const isWorkedOn = ![
    'assigned',
    'planning',
    'plan-to-sign',
    'plan-in-review',
    'suspended',
    'cancelled',
    'not-applicable',
  ].includes(action.state);
  return isWorkedOn && action.planSignedAt ? addDays(dayOf(Date.parse(action.planSignedAt)), 4) : null;
}

/** The inboxes of the last days, as the reactions and the reminders would have filled them. */
export function recentNotices(
  facts: Facts & { happenings: readonly Happening[]; reminders: readonly ReminderRow[]; plan: PlanDraft; seed: string },
): NoticeRow[] {
  const { history, happenings, reminders, plan, people, calendar, seed, today } = facts;
  const random = new Random(seed, 'notices');
  const unitNames = new Map(plan.units.map(unit => [unit.code, unit.shortName]));
  const notices = new Map<string, NoticeRow>();
  const put = (
    recipients: Person[],
    notice: Omit<NoticeRow, 'recipientId' | 'readAt' | 'params' | 'subjectKind' | 'subjectId'> & {
      kind: NoticeKind;
      params: NoticeParams;
    },
  ): void => {
    for (const { id: recipientId } of recipients) {
      const age = (momentOn(today, 545) - Date.parse(notice.createdAt)) / 86_400_000;
      const isRead = random.chance(age > 2 ? 0.85 : age > 0.6 ? 0.45 : 0);
      const readAt = isRead
        ? new Date(Date.parse(notice.createdAt) + random.between(10, 300) * 60_000).toISOString()
        : null;
      notices.set(`${recipientId}|${notice.occasion}`, {
        ...notice,
        subjectKind: notice.milestoneId ? 'milestone' : notice.actionId ? 'action' : null,
        subjectId: notice.milestoneId ?? notice.actionId,
        recipientId,
        readAt,
      });
    }
  };

  for (const { event, at, action, measureCode, milestone, evidence, reason } of happenings) {
    if (dayOf(at) < noticedSince) continue;
    const { unitId, id: actionId } = action;
    const createdAt = new Date(at).toISOString();
    const unit = unitNames.get(unitId) ?? unitId;
    const head = people.head(unitId);
    const liaison = people.liaison(unitId);
    const { staff, chief } = people.reviewers(unitId);
    const tell = (kind: NoticeKind, recipients: Person[]): void =>
      put(recipients, {
        kind,
        occasion: `${kind}:${milestone?.id ?? actionId}:${at}`,
        params: {
          action: action.title,
          measure: measureCode,
          unit,
          ...(milestone && { milestone: milestone.title }),
          ...(evidence && { evidence: evidence.title }),
          ...(reason && { reason }),
        },
        unitId,
        actionId,
        milestoneId: milestone?.id ?? null,
        createdAt,
      });
    const tellCount = (kind: NoticeKind): void => {
      const occasion = `${kind}:${unitId}:${dayOf(at)}`;
      const earlier = notices.get(`${staff.id}|${occasion}`);
      const count = Number(earlier?.params.count ?? 0) + 1;
      put([staff, chief], {
        kind,
        occasion,
        params: { unit, day: dayOf(at), count },
        unitId,
        actionId: null,
        milestoneId: null,
        createdAt,
      });
    };
    switch (event) {
      case 'action.plan-submitted':
        tell('plan-submitted', [head]);
        break;
      case 'action.plan-signed':
        tellCount('plans-signed');
        break;
      case 'action.plan-returned':
        tell('plan-returned', [liaison]);
        break;
      case 'action.plan-approved':
        tell('plan-approved', [liaison]);
        break;
      case 'action.completion-submitted':
        tell('completion-submitted', [head]);
        break;
      case 'action.completion-signed':
        tellCount('completions-signed');
        break;
      case 'action.review-passed':
        tell('review-passed', [chief]);
        break;
      case 'action.completion-returned':
        tell('completion-returned', [liaison, head]);
        break;
      case 'action.completed':
        tell('action-completed', [liaison, head]);
        break;
      case 'milestone.submitted':
        tell('milestone-submitted', [head]);
        break;
      case 'milestone.signed':
        tellCount('milestones-signed');
        break;
      case 'milestone.returned':
        tell('milestone-returned', [liaison, head]);
        break;
      case 'milestone.accepted':
        tell('milestone-accepted', [liaison]);
        break;
      case 'evidence.returned':
        tell('evidence-returned', [liaison, head]);
        break;
    }
  }

  const actions = new Map(history.actions.map(action => [action.id, action]));
  const milestones = new Map(history.milestones.map(milestone => [milestone.id, milestone]));
  const codes = new Map(history.actions.map(action => [action.id, '']));
  for (const { action, measureCode } of happenings) codes.set(action.id, measureCode);
  const byId = new Map(people.all.map(person => [person.id, person]));
  for (const reminder of reminders) {
    const sentOn = dayOf(Date.parse(reminder.sentAt));
    if (sentOn < noticedSince) continue;
    const action = actions.get(reminder.actionId)!;
    const milestone = milestones.get(reminder.milestoneId)!;
    put([byId.get(reminder.recipientId)!], {
      ...worded(action, codes.get(action.id)!, milestone, sentOn, calendar),
      occasion: reminder.dedupeKey,
      unitId: reminder.unitId,
      actionId: reminder.actionId,
      milestoneId: reminder.milestoneId,
      createdAt: reminder.sentAt,
    });
  }
  return [...notices.values()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

function worded(
  action: ActionRow,
  measure: string,
  milestone: MilestoneRow,
  sentOn: CalendarDay,
  calendar: WorkCalendar,
): { kind: NoticeKind; params: NoticeParams } {
  const { dueOn } = milestone;
  const params = { measure, action: action.title, milestone: milestone.title, dueOn };
  if (sentOn > dueOn)
    return { kind: 'milestone-overdue', params: { ...params, days: calendar.workingDaysBetween(dueOn, sentOn) } };
  if (sentOn === dueOn) return { kind: 'milestone-due-today', params };
  return { kind: 'milestone-due', params: { ...params, days: (Date.parse(dueOn) - Date.parse(sentOn)) / 86_400_000 } };
}
