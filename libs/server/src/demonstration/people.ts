import { measureParticipants, type PlanDraft, type PlanUnit } from '@yardstick/domain/plan';
import type { Role } from '@yardstick/domain/roles';
import phrases from './phrases.json' with { type: 'json' };
import { Random, stableUuid } from './random.ts';

/** One password for every sign-in of a demonstration; shown at the start, and no secret. */
export const demonstrationPassword = 'yardstick-2024';

export interface Person {
  id: string;
  username: string;
  name: string;
  role: Role;
  unitId: string;
}

export interface SignIn {
  who: string;
  username: string;
  password: string;
}

export class People {
  readonly all: Person[];
  readonly #byUsername: Map<string, Person>;
  readonly #unitNames: Map<string, string>;

  constructor(draft: PlanDraft, seed: string) {
    this.#unitNames = new Map(draft.units.map(unit => [unit.code, unit.name]));
    this.all = [...offices, ...unitsWithWork(draft).flatMap(posts)].map(post => person(post, seed));
    this.#byUsername = new Map(this.all.map(one => [one.username, one]));
  }

  head(unitCode: string): Person {
    return this.#named(`${unitCode.toLowerCase()}.head`);
  }

  liaison(unitCode: string): Person {
    return this.#named(`${unitCode.toLowerCase()}.liaison`);
  }

  leader(): Person {
    return this.#named('leader');
  }

  chief(): Person {
    return this.#named('office.chief');
  }

  /** Nobody reviews their own unit's proof: what the office's own unit hands in goes to the supervision office. */
  reviewers(unitCode: string): { staff: Person; chief: Person } {
    if (unitCode !== officeUnit) return { staff: this.#named('office.staff'), chief: this.chief() };
    const reviewer = this.#named('review.chief');
    return { staff: reviewer, chief: reviewer };
  }

  unitName(one: Person): string {
    return this.#unitNames.get(one.unitId) ?? one.unitId;
  }

  signIns(): SignIn[] {
    return shown.map(([username, zh, en]) => ({ who: `${zh} / ${en}`, username, password: demonstrationPassword }));
  }

  #named(username: string): Person {
    const one = this.#byUsername.get(username);
    if (!one) throw new Error(`The demonstration has nobody called ${username}.`);
    return one;
  }
}

const officeUnit = 'SFJ';

interface Post {
  username: string;
  title: string;
  role: Role;
  unitId: string;
}

const offices: Post[] = [
  { username: 'office.chief', title: '办公室主任', role: 'OFFICE_CHIEF', unitId: officeUnit },
  { username: 'office.staff', title: '办公室干部', role: 'OFFICE_STAFF', unitId: officeUnit },
  { username: 'review.chief', title: '交叉审核负责人', role: 'OFFICE_CHIEF', unitId: 'DCKP' },
  { username: 'leader', title: '领导小组副组长', role: 'LEADER', unitId: 'ZFB' },
  { username: 'admin', title: '系统管理员', role: 'SYS_ADMIN', unitId: 'DSJ' },
  { username: 'audit', title: '审计管理员', role: 'AUDIT_ADMIN', unitId: 'DCKP' },
];

const posts = (unit: PlanUnit): Post[] => [
  { username: `${unit.code.toLowerCase()}.head`, title: '负责人', role: 'UNIT_HEAD', unitId: unit.code },
  { username: `${unit.code.toLowerCase()}.liaison`, title: '联络员', role: 'UNIT_LIAISON', unitId: unit.code },
];

const shown: [username: string, zh: string, en: string][] = [
  ['leader', '领导小组', 'Leading group'],
  ['office.chief', '办公室负责人(市司法局)', 'Office chief'],
  ['office.staff', '办公室工作人员', 'Office staff'],
  ['gaj.head', '单位负责人(市公安局)', 'Unit head'],
  ['gaj.liaison', '联络员(市公安局,走在前面)', 'Liaison, ahead of time'],
  ['jrj.liaison', '联络员(市金融局,常有逾期)', 'Liaison, often late'],
  ['review.chief', '交叉审核(审核市司法局自身事项)', "Reviewer of the office's own work"],
  ['admin', '系统管理员', 'System administrator'],
  ['audit', '审计管理员', 'Audit administrator'],
];

function unitsWithWork(draft: PlanDraft): PlanUnit[] {
  const working = new Set(
    draft.measures
      .filter(measure => measure.due.length > 0)
      .flatMap(measure => measureParticipants(measure, draft.units).map(participant => participant.unitCode)),
  );
  return draft.units.filter(unit => working.has(unit.code));
}

function person({ username, title, role, unitId }: Post, seed: string): Person {
  return { id: stableUuid(seed, 'person', username), username, name: title + madeUpName(seed, username), role, unitId };
}

export function madeUpName(...seed: string[]): string {
  return `${new Random(...seed, 'name').pick([...phrases.surnames])}某`;
}
