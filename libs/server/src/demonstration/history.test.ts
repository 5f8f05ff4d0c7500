import { actionStates, completionBlockers, isFinished, planBlockers } from '@yardstick/domain/action';
import { isLiveEvidence } from '@yardstick/domain/evidence';
import { milestoneStates } from '@yardstick/domain/milestone';
import { isOpenRequest, requestKinds, requestStates } from '@yardstick/domain/request';
import { noticeKinds } from '@yardstick/domain/notice-wording';
import { describe, expect, it } from 'vitest';
import { cityPlan } from '../program/data/shipped-plans.ts';
import { enlargePlan } from './enlarge-plan.ts';
import { demonstrationNow, demonstrationToday, historyOf } from './history.ts';
import { demonstrationSeed, shippedWorkCalendar } from './load-demonstration.ts';
import { dayOf } from './office-hours.ts';
import { People } from './people.ts';

const calendar = shippedWorkCalendar();
const play = (plan = cityPlan) =>
  historyOf({
    plan,
    calendar,
    people: new People(plan, demonstrationSeed),
    fileOf: (unit, year, form) => ({ sha256: `${unit}/${form}/${year}`, extension: 'pdf' }),
    seed: demonstrationSeed,
  });

const history = play();
const now = new Date(demonstrationNow).toISOString();
const milestonesOf = Map.groupBy(history.milestones, milestone => milestone.actionId);
const evidenceById = new Map(history.evidence.map(evidence => [evidence.id, evidence]));
const evidenceOf = Map.groupBy(history.links, link => link.milestoneId);
const live = (milestoneId: string) =>
  (evidenceOf.get(milestoneId) ?? [])
    .map(link => evidenceById.get(link.evidenceId)!)
    .filter(evidence => isLiveEvidence(evidence.state));

describe('the history of a demonstration', () => {
  it('is the same every time', () => {
    expect(play()).toEqual(history);
  });

  it('has the size of a city of 32 units', () => {
    const { actions, milestones, reports, evidence, links, timeline, requests } = history;
    expect(actions.length).toBeGreaterThan(1100);
    expect(actions.length).toBeLessThan(1300);
    expect(milestones.length).toBeGreaterThan(3300);
    expect(milestones.length).toBeLessThan(3900);
    expect(evidence.length).toBeGreaterThan(5000);
    expect(links.length).toBeGreaterThan(evidence.length);
    expect(reports.length).toBeGreaterThan(5000);
    expect(timeline.length).toBeGreaterThan(20_000);
    expect(requests.length).toBeGreaterThan(80);
  });

  it('shows every state that an action, a milestone and a request for more time can be in', () => {
    const thisYear = new Set(history.actions.filter(action => action.year === 2024).map(action => action.state));
    expect(actionStates.filter(state => !thisYear.has(state))).toEqual(['archived']);
    const standing = new Set(history.milestones.map(milestone => milestone.state));
    expect(milestoneStates.filter(state => !standing.has(state))).toEqual([]);
    const asked = history.requests.map(request => request.state);
    expect(requestStates.filter(state => !asked.includes(state))).toEqual([]);
    expect(requestKinds.filter(kind => !history.requests.some(request => request.kind === kind))).toEqual([]);
    expect(history.notices.filter(notice => !(noticeKinds as string[]).includes(notice.kind))).toEqual([]);
  });

  it('has finished the years gone by but for a handful', () => {
    const earlier = history.actions.filter(action => action.year < 2024);
    const never = earlier.filter(action => !isFinished(action.state));
    expect(never.length).toBeGreaterThan(0);
    expect(never.length).toBeLessThan(earlier.length * 0.02);
  });

  it('gives each unit a bearable desk, and the office between fifteen and thirty things to look at', () => {
    const isOpen = (state: string) => state === 'in-progress' || state === 'returned';
    const soon = '2024-10-30';
    const own = (unitId: string) =>
      history.actions
        .filter(action => action.unitId === unitId)
        .flatMap(action => [
          ...(['assigned', 'planning', 'returned', 'plan-to-sign', 'completion-to-sign'].includes(action.state)
            ? [action.id]
            : []),
          ...(milestonesOf.get(action.id) ?? [])
            .filter(
              milestone =>
                milestone.state === 'to-sign' ||
                (isOpen(action.state) &&
                  (milestone.state === 'returned' || (milestone.state === 'planned' && milestone.dueOn <= soon))),
            )
            .map(milestone => milestone.id),
        ]).length;
    const desks = cityPlan.units.filter(unit => unit.isScored).map(unit => own(unit.code));
    expect(Math.min(...desks)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...desks)).toBeLessThanOrEqual(18);
    const inReview =
      history.actions.filter(action => ['plan-in-review', 'submitted', 'final-review'].includes(action.state)).length +
      history.milestones.filter(milestone => milestone.state === 'submitted').length;
    expect(inReview).toBeGreaterThanOrEqual(15);
    expect(inReview).toBeLessThanOrEqual(30);
  });

  it('happens on working days, within office hours and up to the present', () => {
    for (const { at } of history.timeline) {
      expect(at <= now).toBe(true);
      const wallClock = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
      expect(calendar.isWorkday(dayOf(Date.parse(at)))).toBe(true);
      expect(wallClock >= '08:30' && wallClock <= '17:40').toBe(true);
    }
    const moments = [
      ...history.reports.map(report => report.reportedAt),
      ...history.evidence.flatMap(evidence => [evidence.uploadedAt, evidence.reviewedAt ?? '']),
      ...history.actions.map(action => action.stateSince),
      ...history.milestones.map(milestone => milestone.stateSince),
      ...history.notices.flatMap(notice => [notice.createdAt, notice.readAt ?? '']),
    ];
    expect(moments.filter(moment => moment > now)).toEqual([]);
  });

  it('has plans that could have been submitted wherever one was', () => {
    for (const action of history.actions) {
      if (['assigned', 'planning'].includes(action.state)) continue;
      const milestones = milestonesOf.get(action.id) ?? [];
      const blockers = planBlockers({
        ...action,
        state: 'planning',
        dueOn: action.originalDueOn,
        programStartOn: cityPlan.startsOn,
        milestones: milestones.map(milestone => ({ ...milestone, dueOn: milestone.originalDueOn })),
      });
      if (action.planSignedAt) expect(blockers).toEqual([]);
      for (const milestone of milestones) expect(milestone.dueOn <= action.dueOn).toBe(true);
    }
  });

  it('hands in only what is proven', () => {
    for (const action of history.actions) {
      const milestones = (milestonesOf.get(action.id) ?? []).map(({ id, state }) => ({
        state,
        acceptedEvidenceCount: live(id).filter(evidence => evidence.state === 'accepted').length,
      }));
      const isHandedIn = ['submitted', 'final-review', 'done', 'closed'].includes(action.state);
      if (isHandedIn) expect(completionBlockers({ state: 'in-progress', milestones })).toEqual([]);
      if (action.state !== 'cancelled') expect(action.handedInOn !== null).toBe(isHandedIn);
      expect(action.finishedOn !== null).toBe(isFinished(action.state));
    }
    for (const milestone of history.milestones) {
      expect(milestone.handedInOn !== null).toBe(['submitted', 'accepted'].includes(milestone.state));
      if (milestone.state === 'returned') expect(milestone.returnReason).toBeTruthy();
      if (milestone.state === 'planned' || milestone.state === 'accepted') expect(milestone.returnReason).toBeNull();
      if (['to-sign', 'submitted', 'accepted'].includes(milestone.state))
        expect(live(milestone.id).some(evidence => milestone.proofKinds.includes(evidence.kind))).toBe(true);
    }
  });

  it('shows the percentage that was reported last', () => {
    const reported = Map.groupBy(history.reports, report => report.actionId);
    for (const action of history.actions)
      expect(action.progressPercent).toBe(reported.get(action.id)?.at(-1)?.percent ?? 0);
  });

  it('keeps the day that was first agreed when more time is granted', () => {
    const extensions = history.requests.filter(request => request.kind === 'extension');
    for (const { state, actionId, milestoneId, fromDueOn, grantedDueOn } of extensions) {
      const subject =
        history.milestones.find(one => one.id === milestoneId) ?? history.actions.find(one => one.id === actionId)!;
      if (state === 'granted')
        expect(subject).toMatchObject({ dueOn: grantedDueOn, originalDueOn: fromDueOn, dueVersion: 2 });
      else expect(subject.dueOn).toBe(fromDueOn);
    }
  });

  it('asks for more time before the day is over, for one thing once at a time, and leaves to the leading group what is theirs', () => {
    const stepsOf = Map.groupBy(history.requestSteps, step => step.requestId);
    const open = history.requests.filter(request => isOpenRequest(request.state));
    const things = open.map(({ kind, actionId, milestoneId }) => `${milestoneId ?? actionId} ${kind === 'help'}`);
    expect(new Set(things).size).toBe(things.length);
    for (const { id, kind, filedOn, fromDueOn, lightAtFiling, sequence } of history.requests) {
      const verbs = stepsOf.get(id)!.map(step => step.verb);
      if (kind === 'extension') expect(filedOn <= fromDueOn!).toBe(true);
      if (kind === 'explanation') expect(filedOn > fromDueOn!).toBe(true);
      if (verbs.includes('grantRequest') && kind === 'extension')
        expect([lightAtFiling === 'red', sequence]).toEqual([false, 1]);
    }
    const second = open.filter(
      ({ state, milestoneId }) =>
        state === 'with-leaders' &&
        history.requests.some(other => other.milestoneId === milestoneId && other.state === 'granted'),
    );
    expect(second).toHaveLength(1);
  });

  it('reminds of what was open on the day, as the rules say', () => {
    const keys = history.reminders.map(reminder => reminder.dedupeKey);
    expect(new Set(keys).size).toBe(keys.length);
    const milestoneById = new Map(history.milestones.map(milestone => [milestone.id, milestone]));
    for (const { milestoneId, stageOn } of history.reminders) {
      const handedInOn = milestoneById.get(milestoneId ?? '')?.handedInOn ?? '9999';
      expect(stageOn < handedInOn && stageOn < demonstrationToday).toBe(true);
    }
  });

  it('grows with the city', () => {
    const twice = enlargePlan(cityPlan, 2);
    const scored = cityPlan.units.filter(unit => unit.isScored).length;
    expect(twice.units.length).toBe(cityPlan.units.length + scored);
    const { actions } = play(twice);
    const lead = history.actions.filter(action => action.role === 'LEAD').length;
    expect(actions.length).toBe(2 * history.actions.length - lead);
  });
});
