import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { actionFactsLight, defaultLightRules } from '@yardstick/domain/light';
import {
  firstStateOf,
  leadersReasons,
  requestMoves,
  type RequestKind,
  type RequestVerb,
} from '@yardstick/domain/request';
import { takeMove } from '../evidence/take-move.ts';
import defaultRules from '../rules/default-rules.json' with { type: 'json' };
import type { RequestRules } from '@yardstick/domain/request';
import type { World } from './action-story.ts';
import type { ActionRow, MilestoneRow, RequestRow } from './history-rows.ts';
import { dayOf, OfficeHours, type Moment } from './office-hours.ts';
import type { Person } from './people.ts';
import phrases from './phrases.json' with { type: 'json' };
import { Random, stableUuid } from './random.ts';

const rules = defaultRules.request as RequestRules;

const commandOf: Record<RequestKind, string> = {
  extension: 'requestExtension',
  explanation: 'explainDelay',
  'not-applicable': 'requestNotApplicable',
  decline: 'declineAction',
  help: 'askForHelp',
};

/**
 * One request from its filing to wherever it has come, step by step through the domain's table. It has a chance of its
 * own, so that what is told of a request changes nothing in the story of its action.
 */
export class RequestStory {
  readonly #world: World;
  readonly #action: ActionRow;
  readonly #milestone: MilestoneRow | null;
  readonly #milestones: readonly MilestoneRow[];
  #random!: Random;
  #hours!: OfficeHours;
  #row!: RequestRow;
  #lastAt: Moment = 0;

  constructor(world: World, action: ActionRow, milestone: MilestoneRow | null, milestones: readonly MilestoneRow[]) {
    this.#world = world;
    this.#action = action;
    this.#milestone = milestone;
    this.#milestones = milestones;
  }

  file(kind: RequestKind, at: Moment, words: { reason: string; toDueOn?: CalendarDay }): this {
    const subject = this.#milestone ?? this.#action;
    const isDated = kind === 'extension' || kind === 'explanation';
    const id = stableUuid(subject.id, 'request', kind, subject.dueOn);
    this.#random = new Random(id);
    this.#hours = new OfficeHours(this.#world.calendar, this.#random);
    const liaison = this.#world.people.liaison(this.#action.unitId);
    this.#row = {
      unitId: this.#action.unitId,
      id,
      actionId: this.#action.id,
      milestoneId: this.#milestone?.id ?? null,
      kind,
      state: firstStateOf(kind),
      reason: words.reason,
      progress: kind === 'extension' ? this.#random.pick(phrases.requests.progress) : null,
      fromDueOn: isDated ? subject.dueOn : null,
      lightAtFiling: this.#lightOn(dayOf(at)),
      toDueOn: words.toDueOn ?? null,
      grantedDueOn: null,
      sequence: null,
      filedBy: liaison.name,
      filedById: liaison.id,
      filedOn: dayOf(at),
      filedAt: iso(at),
      officeSince: firstStateOf(kind) === 'in-review' ? dayOf(at) : null,
      decidedOn: null,
      stateSince: iso(at),
      readAt: null,
      version: 1,
    };
    this.#world.history.requests.push(this.#row);
    this.#tell(at, commandOf[kind], liaison, words.reason);
    return this;
  }

  /** The head signs and the office staff take their first look, as far as there is time before `until`. */
  reachOffice(until: Moment): void {
    const signAt = this.#between(this.#lastAt, until);
    if (signAt <= this.#world.now) this.take('signRequest', signAt);
    const passAt = this.#between(signAt, until);
    if (passAt <= this.#world.now) this.take('passRequest', passAt, this.#random.pick(phrases.requests.opinions));
  }

  /** Grants what was asked: the office chief, or the leading group where the rules leave it to them. */
  grant(at: Moment): void {
    const { kind, toDueOn } = this.#row;
    if (kind !== 'extension' || !toDueOn) {
      this.take('grantRequest', at);
      return;
    }
    const sequence = this.#sequence;
    if (this.#isForLeaders(sequence)) {
      this.take('putRequestToLeaders', at);
      const decideAt = this.#hours.later(at, this.#random.between(1, 3));
      if (decideAt > this.#world.now) return;
      this.take('leadersGrantRequest', decideAt);
    } else this.take('grantRequest', at);
    Object.assign(this.#row, { grantedDueOn: toDueOn, sequence });
    const subject = this.#milestone ?? this.#action;
    subject.dueOn = toDueOn;
    subject.dueVersion += 1;
    subject.version += 1;
  }

  refuse(at: Moment, reason = this.#random.pick(phrases.requests.refusals)): void {
    this.take('refuseRequest', at, reason);
    this.read();
  }

  /** The liaison has seen the answer by the next day, if that is not still to come. */
  read(): void {
    const at = this.#hours.later(this.#lastAt, 1);
    if (at > this.#world.now) return;
    this.#row.readAt = iso(at);
    this.#tell(at, 'readRequest', this.#world.people.liaison(this.#action.unitId), null, false);
  }

  take(verb: RequestVerb, at: Moment, text: string | null = null): void {
    this.#row.state = takeMove(requestMoves, verb, { state: this.#row.state, reason: text });
    this.#row.stateSince = iso(at);
    this.#row.version += 1;
    if (verb === 'signRequest') this.#row.officeSince = dayOf(at);
    if (!['signRequest', 'passRequest', 'putRequestToLeaders', 'withdrawRequest', 'reverseRequest'].includes(verb))
      this.#row.decidedOn = dayOf(at);
    this.#tell(at, verb, this.#actorOf(verb), text);
  }

  get lastAt(): Moment {
    return this.#lastAt;
  }

  get #sequence(): number {
    const { actionId, milestoneId } = this.#row;
    const granted = this.#world.history.requests.filter(
      other =>
        other.kind === 'extension' &&
        other.state === 'granted' &&
        other.actionId === actionId &&
        other.milestoneId === milestoneId,
    );
    return granted.length + 1;
  }

  #isForLeaders(sequence: number): boolean {
    const { lightAtFiling, toDueOn } = this.#row;
    const facts = { sequence, lightAtFiling: lightAtFiling ?? 'green', newDueOn: toDueOn!, year: this.#action.year };
    return leadersReasons({ ...facts, programEndsOn: '2024-12-31' }, rules).length > 0;
  }

  #lightOn(today: CalendarDay): RequestRow['lightAtFiling'] {
    const { state, startOn, dueOn, progressPercent } = this.#action;
    const open = this.#milestones.filter(each => !each.handedInOn);
    const facts = { state, issuedOn: startOn, dueOn, progressPercent };
    return actionFactsLight(
      facts,
      open.map(each => ({ state: 'planned', dueOn: each.dueOn })),
      today,
      defaultLightRules,
    ).light;
  }

  /** Within office hours, and before `until` where that can be. */
  #between(after: Moment, until: Moment): Moment {
    const soon = this.#hours.later(after, 0);
    return soon < until ? soon : after + Math.floor((until - after) / 2);
  }

  #actorOf(verb: RequestVerb): Person {
    const { people } = this.#world;
    const { unitId } = this.#action;
    const { staff, chief } = people.reviewers(unitId);
    const [by] = requestMoves[verb].by;
    switch (by) {
      case 'liaison':
        return people.liaison(unitId);
      case 'unit-head':
        return people.head(unitId);
      case 'office-staff':
        return staff;
      case 'leader':
        return people.leader();
      default:
        return chief;
    }
  }

  #tell(at: Moment, verb: string, by: Person, text: string | null, isOnTimeline = true): void {
    this.#lastAt = at;
    const actorUnit = this.#world.people.unitName(by);
    const { unitId, id: requestId, actionId } = this.#row;
    this.#world.history.requestSteps.push({
      unitId,
      requestId,
      at: iso(at),
      verb,
      actorId: by.id,
      actorName: by.name,
      actorRole: by.role,
      actorUnitId: by.unitId,
      actorUnit,
      text,
    });
    if (!isOnTimeline) return;
    const told = [this.#milestone?.title, text].filter(Boolean).join(':') || null;
    this.#world.history.timeline.push({
      unitId,
      actionId,
      at: iso(at),
      verb,
      actorName: by.name,
      actorUnit,
      text: told,
    });
  }
}

const iso = (at: Moment): string => new Date(at).toISOString();
