import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { holdsOn, roleOfPost } from '@yardstick/domain/post';
import type { PostKind } from '@yardstick/domain/roles';
import type { History } from './history-rows.ts';
import { dayOf } from './office-hours.ts';
import { madeUpName, type People, type Person } from './people.ts';
import { stableUuid } from './random.ts';
import type { ReminderRow } from './recent-notices.ts';

export interface HoldingRow {
  unitId: string;
  id: string;
  post: PostKind;
  userId: string;
  name: string;
  fromOn: CalendarDay;
  toOn: CalendarDay | null;
  basis: string;
  recordedBy: string;
  recordedAt: string;
  endedBy: string | null;
  endedAt: string | null;
}

export interface Posts {
  /** Deputies, and those who have left. */
  people: (Person & { isActive: boolean })[];
  holdings: HoldingRow[];
}

const firstDay: CalendarDay = '2022-01-04';
const titles: Record<PostKind, string> = {
  head: '负责人',
  'deputy-head': '分管领导',
  liaison: '联络员',
  'deputy-liaison': '副联络员',
};

/** Who came after whom. The last unit's liaison went without a successor; the deputy has stood in since. */
const changes: { unit: string; post: PostKind; on: CalendarDay; basis: string; leavesEmpty?: true }[] = [
  { unit: 'SWJ', post: 'liaison', on: '2023-01-03', basis: '原联络员调离' },
  { unit: 'GAJ', post: 'deputy-head', on: '2023-06-12', basis: '班子成员分工调整' },
  { unit: 'JYJ', post: 'head', on: '2023-09-04', basis: '主要负责人职务调整' },
  { unit: 'TJJ', post: 'liaison', on: '2024-01-02', basis: '岗位轮换' },
  { unit: 'JRJ', post: 'deputy-liaison', on: '2024-05-06', basis: '借调期满' },
  { unit: 'YCJ', post: 'liaison', on: '2024-01-12', basis: '退休', leavesEmpty: true },
];

/** Heads and liaisons as they are known, deputies beside them, and whoever held a post before. */
export function postsOf(people: People, seed: string): Posts {
  const posts: Posts = { people: [], holdings: [] };
  const chief = people.chief().name;
  const units = [...new Set(people.all.filter(one => one.role === 'UNIT_HEAD').map(one => one.unitId))];
  const newcomer = (unitId: string, post: PostKind, suffix: string, isActive: boolean, notCalled = ''): Person => {
    const username = `${unitId.toLowerCase()}.${suffix}`;
    let name = '';
    for (let n = 0; name === '' || name === notCalled; n++) name = titles[post] + madeUpName(seed, username, String(n));
    const person = { id: stableUuid(seed, 'person', username), username, name, role: roleOfPost[post], unitId };
    posts.people.push({ ...person, isActive });
    return person;
  };
  const hold = (person: Person, post: PostKind, fromOn: CalendarDay, toOn: CalendarDay | null, basis = ''): void => {
    const { unitId, id: userId, name } = person;
    const id = stableUuid(seed, 'holding', unitId, post, fromOn);
    const end = toOn ? { endedBy: chief, endedAt: `${toOn}T02:00:00Z` } : { endedBy: null, endedAt: null };
    const recordedAt = `${fromOn}T02:00:00Z`;
    posts.holdings.push({ unitId, id, post, userId, name, fromOn, toOn, basis, recordedBy: chief, recordedAt, ...end });
  };
  units.forEach((unitId, index) => {
    const present: [PostKind, () => Person][] = [
      ['head', () => people.head(unitId)],
      ['deputy-head', () => newcomer(unitId, 'deputy-head', 'deputy', true)],
      ['liaison', () => people.liaison(unitId)],
    ];
    const isLeft = changes.some(change => change.unit === unitId && change.leavesEmpty);
    if (
      !isLeft &&
      (index % 2 === 0 || changes.some(change => change.unit === unitId && change.post === 'deputy-liaison'))
    )
      present.push(['deputy-liaison', () => newcomer(unitId, 'deputy-liaison', 'liaison-2', true)]);
    for (const [post, holder] of present) {
      const change = changes.find(one => one.unit === unitId && one.post === post);
      const person = holder();
      if (!change) hold(person, post, firstDay, null);
      else {
        hold(newcomer(unitId, post, `${post}.2022`, false, person.name), post, firstDay, change.on);
        if (change.leavesEmpty) hold(person, 'deputy-liaison', firstDay, null);
        else hold(person, post, change.on, null, change.basis);
      }
    }
  });
  return posts;
}

/** Puts into the history's rows the names of those who held the posts when it happened. */
export function attributeToHolders(
  history: History & { reminders: ReminderRow[] },
  people: People,
  posts: Posts,
): void {
  const holderOn = (unitId: string, post: PostKind, day: CalendarDay): HoldingRow | undefined =>
    posts.holdings.find(one => one.unitId === unitId && one.post === post && holdsOn(one, day));
  /** Whoever did it then, where the story names the present holder. */
  const then = (unitId: string, name: string | null, at: string | null): { id: string; name: string } | null => {
    const post: PostKind = name === people.head(unitId).name ? 'head' : 'liaison';
    if (!at || (post === 'liaison' && name !== people.liaison(unitId).name)) return null;
    const holder = holderOn(unitId, post, dayOf(Date.parse(at)));
    return holder ? { id: holder.userId, name: holder.name } : null;
  };
  const withUnit = new Set(posts.holdings.map(holding => holding.unitId));
  const of = <R extends { unitId: string }>(rows: R[]): R[] => rows.filter(row => withUnit.has(row.unitId));

  for (const row of of(history.timeline))
    row.actorName = then(row.unitId, row.actorName, row.at)?.name ?? row.actorName;
  for (const row of of(history.requestSteps)) {
    const holder = then(row.unitId, row.actorName, row.at);
    if (holder) Object.assign(row, { actorName: holder.name, actorId: holder.id });
  }
  for (const row of of(history.requests)) {
    const holder = then(row.unitId, row.filedBy, row.filedAt);
    if (holder) Object.assign(row, { filedBy: holder.name, filedById: holder.id });
  }
  for (const row of of(history.reports)) {
    const holder = then(row.unitId, row.reportedBy, row.reportedAt);
    if (holder) Object.assign(row, { reportedBy: holder.name, reportedById: holder.id });
  }
  for (const row of of(history.evidence)) {
    const holder = then(row.unitId, row.uploadedBy, row.uploadedAt);
    if (holder) Object.assign(row, { uploadedBy: holder.name, uploadedById: holder.id });
  }
  for (const row of of(history.milestones))
    row.signedBy = then(row.unitId, row.signedBy, row.submittedAt)?.name ?? row.signedBy;
  for (const row of of(history.actions)) {
    row.planSignedBy = then(row.unitId, row.planSignedBy, row.planSignedAt)?.name ?? row.planSignedBy;
    if (!row.ownerName) continue;
    const day = row.finishedOn ?? '9999-12-31';
    row.headInCharge = holderOn(row.unitId, 'deputy-head', day)?.name ?? row.headInCharge;
    // one action in four is the liaison's own
    if (/^[0-3]/.test(row.id)) row.ownerName = holderOn(row.unitId, 'liaison', day)?.name ?? row.ownerName;
  }
  const deputies = new Map(
    posts.holdings
      .filter(holding => holding.post === 'deputy-liaison' && !holding.toOn)
      .map(holding => [people.liaison(holding.unitId).id, holding.userId]),
  );
  for (const reminder of [...history.reminders]) {
    const deputy = deputies.get(reminder.recipientId);
    if (!deputy || deputy === reminder.recipientId) continue;
    const dedupeKey = reminder.dedupeKey.replace(reminder.recipientId, deputy);
    history.reminders.push({ ...reminder, dedupeKey, recipientId: deputy });
  }
}
