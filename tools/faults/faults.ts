import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Dice } from '../trials/dice.ts';
import { leaveCleanly } from '../trials/leave-cleanly.ts';
import { check, type Expected, type Found, type Verdict } from './check.ts';
import { Injector, isFault } from './inject.ts';
import { Lab, redisServer, workerCount } from './lab.ts';
import { Load } from './load.ts';
import { planFaults } from './plan.ts';
import { ProgramClock } from './program-clock.ts';

interface Size {
  faults: number;
  ms: number;
  closings: number;
  milestones: number;
  units: number;
  limitSeconds: number;
}

/** The workers find out by themselves; who looks on waits longer than they may take, to say how long it was. */
const patienceMs = 180_000;
/** On a machine that does nothing else; the quick run shares it with the rest of the tests. */
const deliveredWithinSeconds = 30;
const deliveredWithinSecondsAmongTests = 150;
const full: Size = {
  faults: 330,
  ms: 360_000,
  closings: 3,
  milestones: 8_500,
  units: 60,
  limitSeconds: deliveredWithinSeconds,
};
const quick: Size = {
  faults: 90,
  ms: 44_000,
  closings: 1,
  milestones: 1_100,
  units: 30,
  limitSeconds: deliveredWithinSecondsAmongTests,
};
const loadEveryMs = 500;
const commitsBetweenFaults = 3;
const longestPauseMs = 2_000;
const firstDay = '2024-10-23';

/**
 * npm run faults [-- --quick] [--seed=N] [--transport=postgres|redis] [--faults=N] [--seconds=N] [--milestones=N] [--without=guards]:
 * three workers and reminders falling due while everything breaks. One line of JSON per transport; not 0 when a promise
 * was broken. `--without=guards` takes away what keeps notices single, in this run's own database, and must fail.
 */
export default async function faults(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      transport: { type: 'string' },
      faults: { type: 'string' },
      seconds: { type: 'string' },
      milestones: { type: 'string' },
      without: { type: 'string' },
    },
  });
  const size = { ...(values.quick ? quick : full) };
  if (values.faults) size.faults = Number(values.faults);
  if (values.milestones) size.milestones = Number(values.milestones);
  if (values.seconds) size.ms = Number(values.seconds) * 1000;
  const seed = Number(values.seed);
  const wanted = (['postgres', 'redis'] as const).filter(name => !values.transport || values.transport === name);
  // The quick version takes turns by seed, so that over the days both are run.
  const transports = values.quick && wanted.length > 1 && redisServer ? [wanted[seed % 2]!] : wanted;
  const lines: string[] = [];
  let isClean = true;
  for (const transport of transports) {
    if (transport === 'redis' && !redisServer) {
      console.log('No redis-server here (name one by REDIS_SERVER): the run over Redis is left out.');
      continue;
    }
    const outcome = await run(transport, seed, size, values.without === 'guards');
    lines.push(JSON.stringify(outcome.line));
    for (const sentence of outcome.broken) console.log(`BROKEN (${transport}, seed ${seed}): ${sentence}`);
    if (outcome.broken.length > 0) isClean = false;
  }
  for (const line of lines) console.log(line);
  return isClean ? 0 : 1;
}

async function run(
  transport: Lab['transport'],
  seed: number,
  size: Size,
  isWithoutGuards: boolean,
): Promise<{ line: object; broken: string[] }> {
  console.log(`Faults over ${transport}, seed ${seed}: ${size.faults} in ${size.ms / 1000} s.`);
  const lab = await Lab.open(transport);
  leaveCleanly(() => lab.stop());
  try {
    const load = await Load.into(lab, size.units);
    if (isWithoutGuards) await takeGuardsAway(lab);
    const clock = await ProgramClock.at(lab, firstDay);
    const injector = new Injector(lab, clock);
    lab.startWorkers();
    await untilAllWork(lab);
    const startedAt = Date.now();
    const counts = new Map<string, number>();
    const biting: Promise<unknown>[] = [];
    const stamp = (): string => `${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`;
    const loading = loadOver(load, clock, size, new Dice(seed + 1), startedAt);
    for (const fault of planFaults(seed, { ...size, transport })) {
      await delay(Math.max(0, startedAt + fault.atMs - Date.now()));
      await untilSomethingWasDone(lab);
      const { said, bitten } = await injector.inject(fault);
      console.log(`${stamp()} ${fault.kind} ${said}`);
      if (isFault(fault.kind))
        biting.push(bitten.then(has => has && counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1)));
    }
    await loading;
    await injector.end();
    await Promise.all(biting);
    const lastFaultAt = Date.now();
    console.log(`${stamp()} the last fault is over; ${load.size} milestones`);
    const expected = load.expectedOn(clock.day);
    const slowestSeconds = await secondsUntilDelivered(lab, expected, lastFaultAt);
    const mailSeconds = await secondsUntilMailed(lab, lastFaultAt);
    console.log(`${stamp()} delivered ${slowestSeconds} s and mailed ${mailSeconds} s after the last fault`);
    const found = await look(lab, expected, clock);
    const verdict = check(found);
    const broken = brokenPromises(verdict, slowestSeconds, size.limitSeconds);
    if (broken.length > 0) console.log(`What the workers said is kept in ${lab.keepLogs()}.`);
    const bitten = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(`Faults by kind: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}.`);
    console.log(
      `${found.reminders.length} reminders written, ${found.notices.length} notices, ${found.leaves.length} leaves, ` +
        `${found.mails.length} mails of ${new Set(found.mails.map(mail => mail.messageId)).size} at the relay.`,
    );
    return {
      line: {
        transport,
        faults: bitten,
        kinds: counts.size,
        reminders: deliveredOf(found) + verdict.lost,
        lost: verdict.lost,
        doubled: verdict.doubled,
        mailMax: verdict.mailMax,
        outsideWindow: verdict.outsideWindow,
        slowestSeconds,
        seed,
      },
      broken,
    };
  } finally {
    await lab.stop();
  }
}

function brokenPromises({ broken }: Verdict, slowestSeconds: number, limitSeconds: number): string[] {
  return slowestSeconds > limitSeconds
    ? [...broken, `everything was delivered only ${slowestSeconds} s after the last fault`]
    : broken;
}

async function untilAllWork(lab: Lab): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    const [row] = await lab.sql<{ count: string }>(`select count(*) from worker_process`);
    if (Number(row?.count) >= workerCount) return;
    await delay(100);
  }
  throw new Error('The workers did not start.');
}

/** Faults that hit workers which have not got up from the last one try nothing; so they wait for some work, for a while. */
async function untilSomethingWasDone(lab: Lab): Promise<void> {
  const wanted = lab.database.commitCount + commitsBetweenFaults;
  const deadline = Date.now() + longestPauseMs;
  while (lab.database.commitCount < wanted && Date.now() < deadline) await delay(20);
}

async function loadOver(load: Load, clock: ProgramClock, size: Size, dice: Dice, startedAt: number): Promise<void> {
  const rounds = Math.floor(size.ms / loadEveryMs);
  for (let round = 0; round < rounds; round++) {
    await delay(Math.max(0, startedAt + round * loadEveryMs - Date.now()));
    const share = Math.ceil((size.milestones * (round + 1)) / rounds) - Math.ceil((size.milestones * round) / rounds);
    if (share > 0) await load.fallDue(share, clock.day, dice);
    if (load.size > 0) await load.change(clock.day, dice);
  }
}

async function secondsUntilDelivered(lab: Lab, expected: readonly Expected[], since: number): Promise<number> {
  await lab.sql(`insert into expected_key select unnest($1::text[]) on conflict do nothing`, [
    expected.filter(({ must }) => must === 'sent').map(({ key }) => key),
  ]);
  return secondsUntilNone(lab, since, [
    `select count(*) from expected_key e where not exists (select from reminder r where r.dedupe_key = e.key and r.state = 'sent')`,
    `select count(*) from reminder where state in ('pending', 'claimed')`,
  ]);
}

function secondsUntilMailed(lab: Lab, since: number): Promise<number> {
  return secondsUntilNone(lab, since, [
    `select count(*) from delivery where state in ('ready', 'sending') or (state = 'unknown' and attempts < 2)`,
    `select count(*) from app_user p where p.email is not null and exists (select from notice n where n.recipient_id = p.id)
     and not exists (select from delivery d where d.recipient_id = p.id)`,
  ]);
}

async function secondsUntilNone(lab: Lab, since: number, questions: readonly string[]): Promise<number> {
  for (;;) {
    const counts = await Promise.all(questions.map(question => lab.sql<{ count: string }>(question)));
    const seconds = Number(((Date.now() - since) / 1000).toFixed(1));
    if (counts.every(([row]) => row?.count === '0') || seconds * 1000 > patienceMs) return seconds;
    await delay(200);
  }
}

async function look(lab: Lab, expected: readonly Expected[], clock: ProgramClock): Promise<Found> {
  const leaves = await lab.sql<{ seq: string; reminderId: string | null }>(
    `select seq, case when payload::jsonb->>'action' = 'deliverReminder' then payload::jsonb->>'id' end as "reminderId" from ledger_leaf`,
  );
  const notices = await lab.sql<{ recipientId: string; occasion: string; createdAt: string }>(
    `select recipient_id as "recipientId", occasion, extract(epoch from created_at) * 1000 as "createdAt" from notice`,
  );
  const [head] = await lab.sql<{ size: string }>(`select size from ledger_head`);
  return {
    expected,
    reminders: await lab.sql(`select id, dedupe_key as key, state from reminder`),
    notices: notices.map(notice => ({ ...notice, createdAt: Number(notice.createdAt) })),
    leaves: leaves.map(({ seq, reminderId }) => ({ seq: Number(seq), reminderId })),
    ledgerSize: Number(head?.size),
    deliveries: await lab.sql(
      `select message_id as "messageId", recipient_id as "recipientId", state from delivery where channel = 'email'`,
    ),
    mails: lab.smtp.taken,
    clock: clock.settings,
  };
}

function deliveredOf({ expected, reminders }: Found): number {
  const ours = new Set(expected.map(({ key }) => key));
  return reminders.filter(({ key, state }) => state === 'sent' && ours.has(key)).length;
}

/** A run in which every tenth reminder forgets that it went out and notices have no key must be found out. */
async function takeGuardsAway(lab: Lab): Promise<void> {
  await lab.sql(`alter table notice drop constraint if exists notice_recipient_id_occasion_key`);
  await lab.sql(`create or replace function forget_sent() returns trigger language plpgsql as $$
    begin if new.state = 'sent' and new.lease_no < 3 then new.state := 'claimed'; new.lease_until := clock_timestamp(); end if; return new; end $$`);
  await lab.sql(`create or replace trigger reminder_forgets before update on reminder for each row when (old.id % 10 = 0)
    execute function forget_sent()`);
}
