import { addDays, type CalendarDay } from '@yardstick/domain/calendar-day';
import type { World } from './action-story.ts';
import type { ActionRow, MilestoneRow } from './history-rows.ts';
import { momentOn, type Moment } from './office-hours.ts';
import phrases from './phrases.json' with { type: 'json' };
import { RequestStory } from './request-story.ts';

const words = phrases.requests;
const at = (day: CalendarDay, hour: number, minute = 0): Moment => momentOn(day, hour * 60 + minute);

/** What is being asked at the present, one of everything: the desks of the head, the office and the leading group. */
export function currentRequests(world: World): void {
  const { calendar, history } = world;
  const milestonesOf = new Map<string, MilestoneRow[]>();
  for (const milestone of history.milestones)
    milestonesOf.set(milestone.actionId, [...(milestonesOf.get(milestone.actionId) ?? []), milestone]);
  const actionOf = new Map(history.actions.map(action => [action.id, action]));
  const asked = new Set(history.requests.flatMap(({ actionId, milestoneId }) => [milestoneId ?? actionId]));
  const busy = new Set<string>();
  const told = new Set<string>();

  /** The first that fits, of a unit and about a matter not yet heard of where there is one; nobody asks twice about a thing. */
  function choose<T extends { id: string; unitId: string; title: string }>(
    all: readonly T[],
    fits: (one: T) => boolean,
    unit?: string,
  ) {
    const fitting = all.filter(one => !asked.has(one.id) && (!unit || one.unitId === unit) && fits(one));
    const rested = fitting.filter(one => !busy.has(one.unitId));
    const chosen = rested.find(one => !told.has(one.title)) ?? rested[0] ?? fitting[0];
    if (!chosen) return undefined;
    asked.add(chosen.id);
    busy.add(chosen.unitId);
    told.add(chosen.title);
    return chosen;
  }
  const isWorkedOn = (action: ActionRow) => action.year === 2024 && action.state === 'in-progress';
  const isClear = (action: ActionRow) =>
    (milestonesOf.get(action.id) ?? []).every(each => each.handedInOn ?? each.dueOn > '2024-10-15');
  const openMilestone = (from: CalendarDay, to: CalendarDay, fits: (action: ActionRow) => boolean, unit?: string) =>
    choose(
      history.milestones,
      one => {
        const action = actionOf.get(one.actionId)!;
        const isOpen = one.state === 'planned' && one.dueOn >= from && one.dueOn <= to && one.dueOn < action.dueOn;
        return isOpen && one.dueVersion === 1 && isWorkedOn(action) && fits(action);
      },
      unit,
    );
  const about = (action: ActionRow, milestone: MilestoneRow | null) =>
    new RequestStory(world, action, milestone, milestonesOf.get(action.id) ?? []);
  const laterDay = (milestone: MilestoneRow, days: number): CalendarDay => {
    const { dueOn } = actionOf.get(milestone.actionId)!;
    const wanted = calendar.nextWorkdayOnOrAfter(addDays(milestone.dueOn, days));
    return wanted > dueOn ? dueOn : wanted;
  };
  const extension = (milestone: MilestoneRow | undefined, filedAt: Moment, reason: string) =>
    milestone &&
    about(actionOf.get(milestone.actionId)!, milestone).file('extension', filedAt, {
      reason,
      toDueOn: laterDay(milestone, 14),
    });
  const [reasons, opinion] = [phrases.extensions, words.opinions[0]!];

  // More time: at the head, at the staff, at the chief (one reply overdue), with the leading group.
  extension(openMilestone('2024-10-18', '2024-12-15', isClear, 'GAJ'), at('2024-10-14', 15, 12), reasons[0]!);
  extension(openMilestone('2024-10-18', '2024-11-10', isClear), at('2024-10-14', 16, 40), reasons[2]!);
  for (const [day, reason] of [
    ['2024-10-11', reasons[1]!],
    ['2024-10-12', reasons[3]!],
  ] as const) {
    const request = extension(openMilestone('2024-10-18', '2024-11-15', isClear), at(day, 10, 20), reason);
    request?.take('signRequest', at(day, 15, 5));
  }
  for (const day of ['2024-09-29', '2024-10-09']) {
    const request = extension(openMilestone('2024-10-18', '2024-11-20', isClear), at(day, 9, 45), reasons[4]!);
    request?.take('signRequest', at(day, 14, 30));
    request?.take('passRequest', at(calendar.addWorkingDays(day, 1), 10, 15), opinion);
  }
  const before = extension(openMilestone('2024-10-18', '2024-11-20', isClear), at('2024-10-10', 11), reasons[3]!);
  before?.take('declineRequest', at('2024-10-10', 16, 20), words.declined);

  const takenBack = extension(openMilestone('2024-10-18', '2024-12-10', isClear), at('2024-10-08', 16, 5), reasons[2]!);
  takenBack?.take('signRequest', at('2024-10-09', 9, 10));
  takenBack?.take('withdrawRequest', at('2024-10-10', 15, 35), words.withdrawal);

  const twice = openMilestone('2024-10-21', '2024-11-08', isClear);
  if (twice) {
    const action = actionOf.get(twice.actionId)!;
    const newDueOn = twice.dueOn;
    twice.originalDueOn = twice.dueOn = calendar.lastWorkdayOnOrBefore(addDays(newDueOn, -30));
    const firstOn = calendar.addWorkingDays(twice.dueOn, -6);
    const first = about(action, twice).file('extension', at(firstOn, 9, 30), {
      reason: reasons[1]!,
      toDueOn: newDueOn,
    });
    first.take('signRequest', at(firstOn, 11, 10));
    first.take('passRequest', at(calendar.addWorkingDays(firstOn, 1), 9, 50), opinion);
    first.grant(at(calendar.addWorkingDays(firstOn, 2), 15, 30));
    const second = extension(twice, at('2024-10-09', 10, 5), words.secondExtension)!;
    second.take('signRequest', at('2024-10-09', 15, 40));
    second.take('passRequest', at('2024-10-10', 10, 30), opinion);
    second.take('putRequestToLeaders', at('2024-10-11', 9, 20));
  }
  const isRed = (action: ActionRow) => !isClear(action);
  const red = extension(openMilestone('2024-10-21', '2024-12-10', isRed), at('2024-10-10', 9, 35), reasons[2]!);
  red?.take('signRequest', at('2024-10-10', 16, 10));
  red?.take('passRequest', at('2024-10-11', 11, 25), opinion);
  red?.take('putRequestToLeaders', at('2024-10-14', 10, 15));

  const beyond = choose(history.actions, one => isWorkedOn(one) && isClear(one) && one.dueOn > '2024-12-01');
  if (beyond) {
    const request = about(beyond, null).file('extension', at('2024-10-11', 14, 45), {
      reason: reasons[3]!,
      toDueOn: '2025-01-24',
    });
    request.take('signRequest', at('2024-10-11', 17));
    request.take('passRequest', at('2024-10-14', 9, 40), opinion);
  }

  // Late already: an explanation is all there is.
  words.explanations.forEach((reason, index) => {
    const overdue = choose(
      history.milestones,
      one => one.state === 'planned' && one.dueOn < '2024-10-11' && isWorkedOn(actionOf.get(one.actionId)!),
      index === 0 ? 'JRJ' : undefined,
    );
    if (!overdue) return;
    const request = about(actionOf.get(overdue.actionId)!, overdue).file('explanation', at('2024-10-12', 9, 30), {
      reason,
    });
    if (index > 0) request.take('signRequest', at('2024-10-12', 11, 15));
    if (index > 1) request.take('noteRequest', at('2024-10-14', 10, 50));
  });

  // Not applicable: asked, refused, and granted in July but put right a week later.
  const [first, second, third] = words.notApplicable as [string, string, string];
  const exempt = (reason: string, filedAt: Moment, fits: (one: ActionRow) => boolean = isClear) => {
    const action = choose(history.actions, one => isWorkedOn(one) && one.role === 'COOP' && fits(one));
    return action && { action, request: about(action, null).file('not-applicable', filedAt, { reason }) };
  };
  exempt(first, at('2024-10-11', 9, 50))?.request.take('signRequest', at('2024-10-11', 15));
  const inFinal = exempt(second, at('2024-10-10', 10, 40))?.request;
  inFinal?.take('signRequest', at('2024-10-10', 14, 50));
  inFinal?.take('passRequest', at('2024-10-12', 9, 25), opinion);
  const refused = exempt(third, at('2024-10-08', 15, 30))?.request;
  refused?.take('signRequest', at('2024-10-09', 9, 15));
  refused?.take('passRequest', at('2024-10-10', 15, 20));
  refused?.take('refuseRequest', at('2024-10-14', 16, 10), words.notApplicableRefusal);
  const quiet = { from: new Date(at('2024-07-05', 8)).toISOString(), to: new Date(at('2024-07-17', 18)).toISOString() };
  const stirring = new Set(
    [
      ...history.timeline.map(({ actionId, at: on }) => ({ actionId, on })),
      ...history.reports.map(({ actionId, reportedAt: on }) => ({ actionId, on })),
    ]
      .filter(({ on }) => on > quiet.from && on < quiet.to)
      .map(({ actionId }) => actionId),
  );
  const reversed = exempt(
    second,
    at('2024-07-08', 9, 40),
    one => !stirring.has(one.id) && one.stateSince < quiet.from && (one.planSignedAt ?? '9') < quiet.from,
  );
  if (reversed) {
    const { request, action } = reversed;
    request.take('signRequest', at('2024-07-08', 15, 20));
    request.take('passRequest', at('2024-07-09', 10, 30), opinion);
    request.take('grantRequest', at('2024-07-11', 9, 30));
    request.take('reverseRequest', at('2024-07-16', 10, 10), words.applies);
    action.stateSince = new Date(request.lastAt).toISOString();
    action.version += 2;
  }

  // Will not take it on: at the head, at the chief, and told to sign for it after all.
  words.declines.forEach((reason, index) => {
    const assigned = choose(history.actions, one => one.state === 'assigned' && one.issuedOn < '2024-10-11');
    if (!assigned) return;
    const request = about(assigned, null).file('decline', at('2024-10-11', 10, 10), { reason });
    if (index === 0) return;
    request.take('signRequest', at('2024-10-11', 15, 45));
    request.take('passRequest', at('2024-10-12', 10, 35));
    if (index > 1) request.take('refuseRequest', at('2024-10-14', 11, 5), words.insists);
  });

  // Calls for help: open, and answered.
  words.help.forEach((reason, index) => {
    const action = choose(history.actions, one => isWorkedOn(one), index === 0 ? 'JRJ' : undefined);
    if (!action) return;
    const request = about(action, null).file('help', at(index === 0 ? '2024-10-08' : '2024-10-12', 14, 20 + index), {
      reason,
    });
    const answer = words.answers[index - 2];
    if (answer) request.take('answerRequest', at('2024-10-14', 9, 35 + index), answer);
  });
}
