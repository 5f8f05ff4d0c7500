import { actionMoves, type ActionState, type ActionVerb } from '@yardstick/domain/action';
import { addDays, daysBetween, type CalendarDay } from '@yardstick/domain/calendar-day';
import { evidenceMoves, type EvidenceKind } from '@yardstick/domain/evidence';
import { expectedPercent } from '@yardstick/domain/light';
import { milestoneMoves, type MilestoneVerb } from '@yardstick/domain/milestone';
import type { MeasureParticipant, PlanMeasure, PlanUnit } from '@yardstick/domain/plan';
import type { WorkCalendar } from '@yardstick/domain/work-calendar';
import { takeMove } from '../evidence/take-move.ts';
import type { ActionRow, EvidenceRow, History, MilestoneRow } from './history-rows.ts';
import { milestonePlans, storyOf, type MilestonePlan } from './measure-stories.ts';
import { dayOf, OfficeHours, type Moment } from './office-hours.ts';
import { madeUpName, type People, type Person } from './people.ts';
import phrases from './phrases.json' with { type: 'json' };
import { Random, stableUuid } from './random.ts';
import { RequestStory } from './request-story.ts';
import { fileFormOf, type FileOf } from './sample-evidence.ts';
import { characterOf, type Character } from './unit-characters.ts';

/** What somebody else heard of when it happened. */
export interface Happening {
  event: string;
  at: Moment;
  action: ActionRow;
  measureCode: string;
  milestone: MilestoneRow | null;
  evidence: EvidenceRow | null;
  reason: string | null;
}

export interface World {
  seed: string;
  now: Moment;
  programId: string;
  calendar: WorkCalendar;
  people: People;
  fileOf: FileOf;
  history: History;
  happenings: Happening[];
}

export interface Assignment {
  unit: PlanUnit;
  measure: PlanMeasure;
  measureId: string;
  year: number;
  role: MeasureParticipant['role'];
  issuedOn: CalendarDay;
  startOn: CalendarDay;
  dueOn: CalendarDay;
  /** What the office decides of its own accord. */
  intervention?: { on: CalendarDay; verb: 'suspend' | 'cancel' | 'reopen' | 'exempt'; reason: string };
}

/** Accepted evidence of one unit, which later milestones may use again. */
export type OnFile = EvidenceRow[];

interface Step {
  at: Moment;
  by: 'unit' | 'office';
  take: (at: Moment) => void;
}

/**
 * Plays one action's life step by step until the present. Each step goes through the domain's table of moves, so
 * whatever comes out could have been done by hand; what would come after the present is not there yet.
 */
export class ActionStory {
  readonly #world: World;
  readonly #given: Assignment;
  readonly #onFile: OnFile;
  readonly #random: Random;
  readonly #hours: OfficeHours;
  readonly #character: Character;
  readonly #action: ActionRow;
  readonly #milestones: MilestoneRow[] = [];
  readonly #plans: readonly MilestonePlan[];
  readonly #evidenceOf = new Map<MilestoneRow, EvidenceRow[]>();
  readonly #standstillFrom: Moment;
  #steps: Step[] = [];
  #evidenceCount = 0;
  #reportCount = 0;

  constructor(world: World, given: Assignment, onFile: OnFile) {
    const { unit, measure, year, dueOn, startOn } = given;
    this.#world = world;
    this.#given = given;
    this.#onFile = onFile;
    this.#random = new Random(world.seed, unit.code, measure.code, year);
    this.#hours = new OfficeHours(world.calendar, this.#random);
    this.#character = characterOf(unit.code);
    this.#plans = milestonePlans(measure.code, year, given.role);
    const isStuck = this.#random.chance(this.#character.standstillChance[year] ?? 0);
    const standstillOn = addDays(startOn, Math.floor(daysBetween(startOn, dueOn) * (0.4 + 0.5 * this.#random.next())));
    this.#standstillFrom = isStuck ? this.#hours.on(standstillOn) : Infinity;
    this.#action = this.#issued();
  }

  play(): void {
    const { issuedOn, year, intervention } = this.#given;
    const issuedAt = this.#hours.on(issuedOn);
    if (issuedAt > this.#world.now) return;
    this.#world.history.actions.push(this.#action);
    this.#issue(issuedAt);
    const isSilent = year >= (this.#character.silentSince ?? Infinity);
    if (!isSilent) this.#plan('unit', this.#hours.later(issuedAt, this.#pause()), at => this.#acknowledge(at));
    if (intervention) this.#plan('office', this.#hours.on(intervention.on), at => this.#intervene(at));
    for (let step = this.#next(); step; step = this.#next()) step.take(step.at);
    this.#world.history.milestones.push(...this.#milestones);
  }

  #next(): Step | undefined {
    if (this.#steps.length === 0) return undefined;
    let first = 0;
    for (let i = 1; i < this.#steps.length; i++) if (this.#steps[i]!.at < this.#steps[first]!.at) first = i;
    const [step] = this.#steps.splice(first, 1);
    return step;
  }

  #plan(by: Step['by'], at: Moment, take: Step['take']): void {
    if (at > this.#world.now || (by === 'unit' && at > this.#standstillFrom)) return;
    this.#steps.push({ at, by, take });
  }

  #pause(): number {
    return this.#random.between(...this.#character.pause);
  }

  // ---- the plan

  #issued(): ActionRow {
    const { unit, measure, measureId, year, role, issuedOn, startOn, dueOn } = this.#given;
    return {
      unitId: unit.code,
      id: stableUuid(this.#world.seed, 'action', unit.code, measure.code, year),
      programId: this.#world.programId,
      measureId,
      year,
      role,
      title: measure.title,
      state: 'assigned',
      stateBeforeSuspension: null,
      content: '',
      target: null,
      steps: null,
      ownerName: null,
      section: null,
      headInCharge: null,
      issuedOn,
      startOn,
      dueOn,
      originalDueOn: dueOn,
      dueVersion: 1,
      acknowledgedAt: null,
      planSignedBy: null,
      planSignedAt: null,
      returnCode: null,
      returnReason: null,
      returnedCount: 0,
      handedInOn: null,
      finishedOn: null,
      progressPercent: 0,
      lastReportedAt: null,
      stateSince: '',
      version: 1,
    };
  }

  #issue(at: Moment): void {
    this.#action.stateSince = iso(at);
    this.#tell(at, 'issueActions', this.#world.people.chief());
    this.#happened('action.issued', at);
  }

  #acknowledge(at: Moment): void {
    this.#move('acknowledge', at);
    this.#action.acknowledgedAt = iso(at);
    this.#tell(at, 'acknowledgeAction', this.#liaison);
    this.#plan('unit', this.#hours.later(at, 1 + this.#pause()), later => this.#savePlan(later));
  }

  #savePlan(at: Moment): void {
    const { unit, measure, year } = this.#given;
    const story = storyOf(measure.code);
    Object.assign(this.#action, {
      content: story.content,
      target: measure.stageTargets[year] ?? null,
      steps: story.steps,
      ownerName: madeUpName(this.#world.seed, unit.code, measure.code, 'owner'),
      section: this.#random.chance(0.7) ? story.section : this.#random.pick(phrases.sections),
      headInCharge: `${madeUpName(this.#world.seed, unit.code, 'head in charge', measure.taskCode)}(分管领导)`,
    });
    this.#action.version += 1;
    this.#plans.forEach((plan, index) => this.#milestones.push(this.#drafted(plan, index, at)));
    this.#plan('unit', this.#hours.later(at, this.#pause()), later => this.#submitPlan(later));
  }

  #drafted(plan: MilestonePlan, index: number, at: Moment): MilestoneRow {
    const dueOn = this.#milestoneDueOn(plan, index, dayOf(at));
    return {
      unitId: this.#action.unitId,
      id: stableUuid(this.#action.id, 'milestone', index + 1),
      actionId: this.#action.id,
      seq: index + 1,
      title: plan.title,
      deliverable: plan.deliverable,
      acceptanceRule: this.#random.pick(phrases.acceptanceRules),
      proofKinds: [...new Set(plan.proofs.map(proof => proof.kind))],
      dueOn,
      originalDueOn: dueOn,
      dueVersion: 1,
      state: 'planned',
      handedInOn: null,
      acceptedOn: null,
      submittedAt: null,
      signedBy: null,
      reviewedBy: null,
      returnCode: null,
      returnReason: null,
      returnedCount: 0,
      stateSince: iso(at),
      version: 1,
    };
  }

  /** The plan's own day where it names one; else spread evenly, leaving time to complete after the last. */
  #milestoneDueOn(plan: MilestonePlan, index: number, today: CalendarDay): CalendarDay {
    const { calendar } = this.#world;
    const { startOn, dueOn } = this.#action;
    const from = today > startOn ? today : startOn;
    const window = Math.max(0, daysBetween(from, dueOn));
    const last = addDays(dueOn, -Math.min(9, Math.max(2, Math.floor(window * 0.06))));
    const named = plan.dueOn && `${this.#given.year}-${plan.dueOn}`;
    if (named && named <= last && named > addDays(from, 5)) return named;
    const share = (index + 1) / this.#plans.length;
    const jitter = share < 1 ? this.#random.between(-12, 9) : this.#random.between(-4, 0);
    const wanted = addDays(from, Math.round(daysBetween(from, last) * share) + jitter);
    const earliest = addDays(from, 3 + index);
    const day = calendar.lastWorkdayOnOrBefore(wanted < earliest ? earliest : wanted);
    return day > last ? last : day;
  }

  #submitPlan(at: Moment): void {
    if (this.#action.state !== 'planning') return;
    this.#move('submitPlan', at);
    this.#tell(at, 'submitPlan', this.#liaison);
    this.#happened('action.plan-submitted', at);
    this.#plan('unit', this.#hours.later(at, this.#pause()), later =>
      this.#random.chance(0.04) ? this.#declinePlan(later) : this.#signPlan(later),
    );
  }

  #declinePlan(at: Moment): void {
    const reason = this.#random.pick(phrases.planReturns);
    this.#move('declinePlan', at, reason);
    this.#action.returnReason = reason;
    this.#tell(at, 'declinePlan', this.#head, reason);
    this.#happened('action.plan-returned', at, { reason });
    this.#plan('unit', this.#hours.later(at, 1 + this.#pause()), later => this.#submitPlan(later));
  }

  #signPlan(at: Moment): void {
    this.#move('signPlan', at);
    this.#action.planSignedBy = this.#head.name;
    this.#action.planSignedAt = iso(at);
    this.#tell(at, 'signPlan', this.#head);
    this.#happened('action.plan-signed', at);
    const isReturned = this.#random.chance(this.#character.planReturnChance);
    this.#plan('office', this.#hours.later(at, this.#random.between(1, 2)), later =>
      isReturned ? this.#returnPlan(later) : this.#approvePlan(later),
    );
  }

  #returnPlan(at: Moment): void {
    const reason = this.#random.pick(phrases.planReturns);
    this.#move('returnPlan', at, reason);
    Object.assign(this.#action, { planSignedBy: null, planSignedAt: null, returnReason: reason });
    this.#tell(at, 'returnPlan', this.#reviewers.staff, reason);
    this.#happened('action.plan-returned', at, { reason });
    this.#plan('unit', this.#hours.later(at, 1 + this.#pause()), later => this.#submitPlan(later));
  }

  #approvePlan(at: Moment): void {
    this.#move('approvePlan', at);
    this.#action.returnReason = null;
    this.#tell(at, 'approvePlan', this.#reviewers.chief);
    this.#happened('action.plan-approved', at);
    for (const milestone of this.#milestones) this.#startWork(milestone, at);
    this.#planReport(at);
  }

  // ---- milestones and their evidence

  #startWork(milestone: MilestoneRow, approvedAt: Moment): void {
    const { calendar } = this.#world;
    const { lead, late, lateChance, extensionChance } = this.#character;
    // The last autumn is a busy one: some of what fell due around the holiday is still open.
    const isBusyTime = milestone.dueOn > '2024-09-12' && milestone.dueOn < '2024-10-14';
    const isLate = this.#random.chance(lateChance * (isBusyTime ? 2.2 : 1));
    const offset = isLate ? this.#random.between(...late) + (isBusyTime ? 8 : 0) : -this.#random.between(...lead);
    const handInOn = calendar.addWorkingDays(milestone.dueOn, offset);
    const begins = this.#hours.on(calendar.addWorkingDays(handInOn, -2));
    this.#plan('unit', Math.max(begins, this.#hours.later(approvedAt, this.#random.between(1, 4))), at =>
      this.#prepare(milestone, at),
    );
    if (isLate && offset > 3 && this.#random.chance(extensionChance)) {
      const asksOn = calendar.addWorkingDays(milestone.dueOn, -this.#random.between(4, 9));
      const asksAt = this.#hours.on(asksOn);
      const to = calendar.nextWorkdayOnOrAfter(addDays(milestone.dueOn, this.#random.between(10, 28)));
      if (asksAt > approvedAt) this.#plan('unit', asksAt, at => this.#requestExtension(milestone, to, at));
    }
  }

  #prepare(milestone: MilestoneRow, at: Moment): void {
    if (!this.#isOpen || milestone.state !== 'planned') return;
    const { proofs } = this.#plans[milestone.seq - 1]!;
    proofs
      .filter((_, index) => index === 0 || this.#random.chance(0.9))
      .forEach((proof, index) => this.#attach(milestone, proof, at - (2 - index) * 140_000));
    this.#reuse(milestone, at);
    this.#plan('unit', this.#hours.later(at, this.#random.between(0, 1)), later => this.#submit(milestone, later));
  }

  #attach(
    milestone: MilestoneRow,
    proof: { kind: EvidenceKind; title: string },
    at: Moment,
    revises: EvidenceRow | null = null,
  ): EvidenceRow {
    const isRevision = revises !== null;
    const { unit, year } = this.#given;
    const fromYear = this.#character.copiesLastYear && !isRevision ? Math.max(2022, year - 1) : year;
    const file = this.#world.fileOf(unit.code, fromYear, isRevision ? 'revision' : fileFormOf(proof.kind));
    const title = proof.title.replace('{year}', String(year)) + (isRevision ? '(更正)' : '');
    const isDated = proof.kind !== 'photo' && proof.kind !== 'link';
    const id = stableUuid(this.#action.id, 'evidence', (this.#evidenceCount += 1));
    const older = revises?.state === 'superseded' ? revises : null;
    const evidence: EvidenceRow = {
      unitId: unit.code,
      id,
      sha256: file.sha256,
      fileName: `${title}.${file.extension}`,
      title,
      kind: proof.kind,
      documentOn: isDated ? this.#world.calendar.addWorkingDays(dayOf(at), -this.#random.between(0, 5)) : null,
      state: 'draft',
      uploadedBy: this.#liaison.name,
      uploadedById: this.#liaison.id,
      uploadedAt: iso(at),
      reviewedBy: null,
      reviewedAt: null,
      returnCode: null,
      returnReason: null,
      rootId: older?.rootId ?? id,
      versionNo: (older?.versionNo ?? 0) + 1,
      supersedesId: older?.id ?? null,
      changeNote: older ? '按审核意见更正' : null,
      withdrawnReason: null,
      withdrawnBy: null,
      withdrawnAt: null,
      version: 1,
    };
    this.#world.history.evidence.push(evidence);
    this.#link(milestone, evidence, at);
    return evidence;
  }

  #link(milestone: MilestoneRow, evidence: EvidenceRow, at: Moment): void {
    const linked = this.#evidenceOf.get(milestone) ?? [];
    this.#evidenceOf.set(milestone, [...linked, evidence]);
    this.#world.history.links.push({
      unitId: evidence.unitId,
      evidenceId: evidence.id,
      milestoneId: milestone.id,
      linkedAt: iso(at),
    });
    this.#tell(at, 'attachEvidence', this.#liaison, evidence.title);
  }

  /** Evidence on file serves further milestones: asked for once, used many times. */
  #reuse(milestone: MilestoneRow, at: Moment): void {
    if (!this.#random.chance(0.1)) return;
    const fitting = this.#onFile.filter(
      evidence => milestone.proofKinds.includes(evidence.kind) && (evidence.reviewedAt ?? '9') < iso(at),
    );
    const evidence = fitting.at(-1);
    if (evidence && !this.#evidenceOf.get(milestone)?.includes(evidence)) this.#link(milestone, evidence, at);
  }

  #submit(milestone: MilestoneRow, at: Moment): void {
    if (!this.#isOpen) return;
    this.#moveMilestone(milestone, 'submitMilestone', at);
    milestone.submittedAt = iso(at);
    this.#tell(at, 'submitMilestone', this.#liaison, milestone.title);
    this.#happened('milestone.submitted', at, { milestone });
    const isDeclined = this.#random.chance(0.03);
    this.#plan('unit', this.#hours.later(at, this.#pause()), later =>
      isDeclined ? this.#decline(milestone, later) : this.#sign(milestone, later),
    );
  }

  #decline(milestone: MilestoneRow, at: Moment): void {
    const reason = this.#random.pick(phrases.declines);
    this.#moveMilestone(milestone, 'declineMilestone', at, reason);
    milestone.returnReason = reason;
    this.#tell(at, 'declineMilestone', this.#head, `${milestone.title}:${reason}`);
    this.#happened('milestone.returned', at, { milestone, reason });
    this.#plan('unit', this.#hours.later(at, 1 + this.#pause()), later => this.#submit(milestone, later));
  }

  #sign(milestone: MilestoneRow, at: Moment): void {
    this.#moveMilestone(milestone, 'signMilestone', at);
    milestone.signedBy = this.#head.name;
    milestone.handedInOn = dayOf(at);
    for (const evidence of this.#evidenceOf.get(milestone) ?? [])
      if (evidence.state === 'draft') moveEvidence(evidence, 'submitEvidence');
    this.#tell(at, 'signMilestone', this.#head, milestone.title);
    this.#happened('milestone.signed', at, { milestone });
    const chance = this.#character.returnChance * (milestone.returnedCount > 0 ? 0.25 : 1);
    const isReturned = this.#random.chance(chance);
    this.#plan('office', this.#hours.later(at, this.#random.between(1, 2)), later =>
      isReturned ? this.#return(milestone, later) : this.#accept(milestone, later),
    );
  }

  #return(milestone: MilestoneRow, at: Moment): void {
    const { staff } = this.#reviewers;
    const pending = (this.#evidenceOf.get(milestone) ?? []).filter(evidence => evidence.state === 'submitted');
    const [faulty, ...rest] = pending;
    if (!faulty) {
      this.#accept(milestone, at);
      return;
    }
    const [code, reason] = this.#fault(faulty);
    this.#decide(faulty, 'returnEvidence', at - 240_000, staff, reason);
    faulty.returnCode = code;
    this.#happened('evidence.returned', at - 240_000, { milestone, evidence: faulty, reason });
    for (const evidence of rest) this.#decide(evidence, 'acceptEvidence', at - 120_000, staff);
    this.#moveMilestone(milestone, 'returnMilestone', at, reason);
    Object.assign(milestone, {
      reviewedBy: staff.name,
      handedInOn: null,
      returnedCount: milestone.returnedCount + 1,
      returnCode: code,
      returnReason: reason,
    });
    this.#tell(at, 'returnMilestone', staff, `${milestone.title}:${reason}`);
    this.#happened('milestone.returned', at, { milestone, reason });
    this.#plan('unit', this.#hours.later(at, 1 + this.#pause() + this.#random.between(1, 7)), later =>
      this.#rework(milestone, faulty, later),
    );
  }

  #fault(evidence: EvidenceRow): [code: string, reason: string] {
    const isTable = fileFormOf(evidence.kind) === 'table';
    const usual = isTable
      ? (['incomplete', 'wrong-period', 'not-matching'] as const)
      : (['not-issued', 'incomplete', 'wrong-period', 'unclear', 'wrong-kind', 'not-matching'] as const);
    const isCopied = this.#character.copiesLastYear && this.#given.year > 2022 && this.#random.chance(0.8);
    const code = isCopied ? 'copied' : this.#random.pick(usual);
    return [code, this.#random.pick(phrases.returns[code])];
  }

  #rework(milestone: MilestoneRow, faulty: EvidenceRow, at: Moment): void {
    if (!this.#isOpen) return;
    const reason = this.#random.pick(phrases.withdrawals);
    // Some file a new version of it, others take it back and attach another.
    if (this.#evidenceCount % 2 === 0) moveEvidence(faulty, 'supersedeEvidence');
    else {
      moveEvidence(faulty, 'withdrawEvidence', reason);
      Object.assign(faulty, { withdrawnReason: reason, withdrawnBy: this.#liaison.name, withdrawnAt: iso(at) });
    }
    this.#attach(milestone, { kind: faulty.kind, title: faulty.title }, at, faulty);
    this.#plan('unit', this.#hours.later(at, this.#random.between(0, 1)), later => this.#submit(milestone, later));
  }

  #accept(milestone: MilestoneRow, at: Moment): void {
    const { staff } = this.#reviewers;
    for (const evidence of this.#evidenceOf.get(milestone) ?? [])
      if (evidence.state === 'submitted') {
        this.#decide(evidence, 'acceptEvidence', at - 90_000, staff);
        this.#onFile.push(evidence);
      }
    this.#moveMilestone(milestone, 'acceptMilestone', at);
    Object.assign(milestone, { reviewedBy: staff.name, acceptedOn: dayOf(at), returnCode: null, returnReason: null });
    this.#tell(at, 'acceptMilestone', staff, milestone.title);
    this.#happened('milestone.accepted', at, { milestone });
    if (this.#milestones.every(each => each.state === 'accepted'))
      this.#plan('unit', this.#hours.later(at, this.#pause()), later => this.#reportAllDone(later));
  }

  #decide(
    evidence: EvidenceRow,
    verb: 'acceptEvidence' | 'returnEvidence',
    at: Moment,
    by: Person,
    reason?: string,
  ): void {
    moveEvidence(evidence, verb, reason);
    evidence.reviewedBy = by.name;
    evidence.reviewedAt = iso(at);
    if (reason) evidence.returnReason = reason;
  }

  // ---- more time

  #requestExtension(milestone: MilestoneRow, to: CalendarDay, at: Moment): void {
    const isOfAction = milestone.seq === this.#milestones.length && to > this.#action.dueOn;
    // Nothing is granted beyond the year's end by the office alone.
    if (milestone.handedInOn || !this.#isOpen || (isOfAction && to.slice(0, 4) !== String(this.#given.year))) return;
    const subject = isOfAction ? this.#action : milestone;
    const wanted = !isOfAction && to > this.#action.dueOn ? this.#action.dueOn : to;
    if (wanted <= subject.dueOn) return;
    const request = new RequestStory(this.#world, this.#action, isOfAction ? null : milestone, this.#milestones).file(
      'extension',
      at,
      { reason: this.#random.pick(phrases.extensions), toDueOn: wanted },
    );
    const isGranted = this.#random.chance(0.65);
    const decideAt = this.#hours.later(at, this.#random.between(2, 4));
    request.reachOffice(decideAt);
    this.#plan('office', decideAt, later => {
      if (milestone.handedInOn) request.take('withdrawRequest', later);
      else if (!isGranted || !this.#isOpen) request.refuse(later);
      else request.grant(later);
    });
  }

  // ---- progress and completion

  #planReport(after: Moment): void {
    this.#plan('unit', this.#hours.later(after, this.#random.between(20, 34)), at => {
      if (!this.#isOpen) return;
      if (this.#milestones.some(milestone => milestone.state !== 'accepted')) this.#reportHalfway(at);
      this.#planReport(at);
    });
  }

  #reportHalfway(at: Moment): void {
    const { startOn, dueOn, progressPercent } = this.#action;
    const [slowest, fastest] = this.#character.pace;
    const expected = expectedPercent(startOn, dueOn, dayOf(at));
    const believed = expected * (slowest + (fastest - slowest) * this.#random.next());
    const accepted = this.#milestones.filter(milestone => milestone.state === 'accepted').length;
    const shown = (accepted / this.#milestones.length) * 85;
    const percent = Math.max(progressPercent, Math.min(95, Math.round(Math.max(believed, shown) / 5) * 5));
    this.#report(at, percent, percent < expected - 15);
  }

  #report(at: Moment, percent: number, isSlow = false): void {
    const { done, difficulties, nextSteps } = phrases;
    const next = this.#milestones.find(milestone => milestone.state !== 'accepted')?.title ?? '';
    const last = this.#milestones.filter(milestone => milestone.state === 'accepted').at(-1)?.title;
    const told = next === '' ? done.end : isSlow ? done.slow : last ? done.middle : done.early;
    const worded = (text: string): string => text.replaceAll('{next}', next).replaceAll('{last}', last ?? '');
    this.#world.history.reports.push({
      unitId: this.#action.unitId,
      id: stableUuid(this.#action.id, 'report', (this.#reportCount += 1)),
      actionId: this.#action.id,
      percent,
      done: worded(this.#random.pick(told)),
      difficulty: isSlow || this.#random.chance(0.15) ? this.#random.pick(difficulties) : null,
      nextStep: next ? worded(this.#random.pick(nextSteps)) : null,
      reportedBy: this.#liaison.name,
      reportedById: this.#liaison.id,
      reportedAt: iso(at),
    });
    this.#action.progressPercent = percent;
    this.#action.lastReportedAt = iso(at);
    this.#action.version += 1;
  }

  #reportAllDone(at: Moment): void {
    if (!this.#isOpen) return;
    this.#report(at, 100);
    this.#plan('unit', this.#hours.later(at, 0), later => this.#submitCompletion(later));
  }

  #submitCompletion(at: Moment): void {
    if (!this.#isOpen) return;
    this.#move('submitCompletion', at);
    this.#tell(at, 'submitCompletion', this.#liaison);
    this.#happened('action.completion-submitted', at);
    const isDeclined = this.#random.chance(0.02);
    this.#plan('unit', this.#hours.later(at, this.#pause()), later =>
      isDeclined ? this.#declineCompletion(later) : this.#signCompletion(later),
    );
  }

  #declineCompletion(at: Moment): void {
    const reason = this.#random.pick(phrases.declines);
    this.#move('declineCompletion', at, reason);
    this.#action.returnReason = reason;
    this.#tell(at, 'declineCompletion', this.#head, reason);
    this.#happened('action.completion-returned', at, { reason });
    this.#plan('unit', this.#hours.later(at, 1 + this.#pause()), later => this.#submitCompletion(later));
  }

  #signCompletion(at: Moment): void {
    this.#move('signCompletion', at);
    this.#action.handedInOn = dayOf(at);
    this.#action.progressPercent = 100;
    this.#tell(at, 'signCompletion', this.#head);
    this.#happened('action.completion-signed', at);
    const { returnChance } = this.#character;
    const isReturned = this.#random.chance(returnChance * (this.#action.returnedCount > 0 ? 0.2 : 0.6));
    this.#plan('office', this.#hours.later(at, this.#random.between(1, 4)), later =>
      isReturned ? this.#returnCompletion(later) : this.#passReview(later),
    );
  }

  #passReview(at: Moment): void {
    this.#move('passReview', at);
    this.#tell(at, 'passReview', this.#reviewers.staff);
    this.#happened('action.review-passed', at);
    this.#plan('office', this.#hours.later(at, this.#random.between(2, 4)), later => this.#complete(later));
  }

  #returnCompletion(at: Moment): void {
    const [code, reason] = this.#random.pick(phrases.completionReturns) as [string, string];
    this.#move('returnCompletion', at, reason);
    this.#sendBack(code, reason);
    this.#tell(at, 'returnCompletion', this.#reviewers.staff, reason);
    this.#happened('action.completion-returned', at, { reason });
    this.#plan('unit', this.#hours.later(at, 3 + this.#pause() + this.#random.between(0, 8)), later =>
      this.#submitCompletion(later),
    );
  }

  #complete(at: Moment): void {
    this.#move('complete', at);
    this.#action.finishedOn = this.#action.handedInOn;
    this.#action.returnReason = null;
    this.#tell(at, 'completeAction', this.#reviewers.chief);
    this.#happened('action.completed', at);
    this.#plan('office', this.#hours.later(at, this.#random.between(60, 110)), later => this.#close(later));
  }

  #close(at: Moment): void {
    if (this.#action.state !== 'done') return;
    this.#move('close', at);
    this.#tell(at, 'closeAction', this.#reviewers.chief);
  }

  #reopen(at: Moment, reason: string): void {
    this.#move('reopen', at, reason);
    this.#action.finishedOn = null;
    this.#sendBack('reopened', reason);
    this.#tell(at, 'reopenAction', this.#reviewers.chief, reason);
    this.#happened('action.completion-returned', at, { reason });
    this.#plan('unit', this.#hours.later(at, this.#random.between(6, 20)), later => this.#submitCompletion(later));
  }

  #sendBack(code: string, reason: string): void {
    this.#action.handedInOn = null;
    this.#action.returnedCount += 1;
    this.#action.returnCode = code;
    this.#action.returnReason = reason;
  }

  #intervene(at: Moment): void {
    const { verb, reason } = this.#given.intervention!;
    const before = this.#action.state;
    if (!actionMoves[verb].from.includes(before)) return;
    if (verb === 'reopen') {
      this.#reopen(at, reason);
      return;
    }
    this.#move(verb, at, reason);
    if (verb !== 'cancel') this.#action.stateBeforeSuspension = before;
    this.#action.returnReason = reason;
    if (verb === 'exempt') this.#letOff(at, reason);
    else this.#tell(at, verb === 'suspend' ? 'suspendAction' : 'cancelAction', this.#reviewers.chief, reason);
    this.#steps = [];
  }

  /** The unit had asked a week before; what the office chief does now is to grant it. */
  #letOff(at: Moment, reason: string): void {
    const askedAt = this.#hours.on(this.#world.calendar.addWorkingDays(dayOf(at), -5));
    const request = new RequestStory(this.#world, this.#action, null, this.#milestones).file(
      'not-applicable',
      askedAt,
      {
        reason,
      },
    );
    request.reachOffice(at);
    request.grant(at);
  }

  // ---- what every step has in common

  get #isOpen(): boolean {
    return this.#action.state === 'in-progress' || this.#action.state === 'returned';
  }

  get #liaison(): Person {
    return this.#world.people.liaison(this.#action.unitId);
  }

  get #head(): Person {
    return this.#world.people.head(this.#action.unitId);
  }

  get #reviewers(): { staff: Person; chief: Person } {
    return this.#world.people.reviewers(this.#action.unitId);
  }

  #move(verb: ActionVerb, at: Moment, reason?: string): void {
    const { state, stateBeforeSuspension: previous } = this.#action;
    this.#action.state = takeMove<ActionVerb, ActionState>(actionMoves, verb, { state, previous, reason });
    this.#action.stateSince = iso(at);
    this.#action.version += 1;
  }

  #moveMilestone(milestone: MilestoneRow, verb: MilestoneVerb, at: Moment, reason?: string): void {
    milestone.state = takeMove(milestoneMoves, verb, { state: milestone.state, reason });
    milestone.stateSince = iso(at);
    milestone.version += 1;
  }

  #tell(at: Moment, verb: string, by: Person, text: string | null = null): void {
    const { unitId, id: actionId } = this.#action;
    this.#world.history.timeline.push({
      unitId,
      actionId,
      at: iso(at),
      verb,
      actorName: by.name,
      actorUnit: this.#world.people.unitName(by),
      text,
    });
  }

  #happened(event: string, at: Moment, of: Partial<Pick<Happening, 'milestone' | 'evidence' | 'reason'>> = {}): void {
    const { milestone = null, evidence = null, reason = null } = of;
    const { measure } = this.#given;
    this.#world.happenings.push({
      event,
      at,
      action: this.#action,
      measureCode: measure.code,
      milestone,
      evidence,
      reason,
    });
  }
}

const iso = (at: Moment): string => new Date(at).toISOString();

function moveEvidence(evidence: EvidenceRow, verb: keyof typeof evidenceMoves, reason?: string): void {
  evidence.state = takeMove(evidenceMoves, verb, { state: evidence.state, reason });
  evidence.version += 1;
}
