import {
  dueChannels,
  dueKinds,
  officeRecipients,
  ruleOf,
  type DueKind,
  type DueRule,
  type ReminderRules,
} from '@yardstick/domain/due';
import { postKinds } from '@yardstick/domain/roles';
import { z } from 'zod';

const daysIn = z.enum(['calendar', 'working']);
const days = z.int().min(1).max(400);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');
const recipients = z.array(z.enum([...postKinds, ...officeRecipients])).min(1);

const dueRule = z.strictObject({
  within: z.strictObject({ days, in: daysIn }).nullable(),
  lead: z.strictObject({ days: z.array(z.int().min(0).max(400)).min(1).max(20), in: daysIn }),
  overdue: z.strictObject({ first: days, every: days, in: daysIn }).nullable(),
  to: z.strictObject({
    before: recipients,
    overdue: recipients,
    escalate: z.array(z.strictObject({ after: days, to: recipients })).max(10),
  }),
  channels: z.array(z.enum(dueChannels)).min(1),
  wording: z.enum(dueKinds),
  statutory: z.boolean(),
  pauseWorkingDays: z.int().min(0).max(60),
});

const reminderRules = z.strictObject({
  window: z
    .strictObject({ from: time, to: time, workdaysOnly: z.boolean() })
    .refine(({ from, to }) => from < to, 'from is before to'),
  digestAt: time,
  kinds: z.strictObject(Object.fromEntries(dueKinds.map(kind => [kind, dueRule])) as Record<DueKind, typeof dueRule>),
  programs: z.record(z.string().min(1), z.partialRecord(z.enum(dueKinds), dueRule.partial())),
});

/** What is wrong with a rule set, each with its place: `kinds.milestone.lead.days: …`; nothing when it may be used. */
export function reminderRuleFaults(body: unknown): string[] {
  const read = reminderRules.safeParse(body);
  if (read.success) return [];
  return read.error.issues.map(issue => `${issue.path.join('.') || '(all)'}: ${issue.message}`);
}

/** Reads a rule set from the database or from a form; what cannot be used is refused with its place and its fault. */
export function readReminderRules(body: unknown): ReminderRules {
  const faults = reminderRuleFaults(body);
  if (faults.length > 0) throw new Error(`The rules for reminders cannot be used. ${faults.join('; ')}`);
  return body as ReminderRules;
}

export interface NumberedRule extends DueRule {
  no: number;
  kind: DueKind;
  /** Code of the program it is for; null: wherever the program has none of its own. */
  program: string | null;
}

/** Every rule there is, for SQL: what differs in a program is filled up from the kind. */
export function numberedRules(rules: ReminderRules): NumberedRule[] {
  const plain = dueKinds.map(kind => ({ kind, program: null as string | null }));
  const special = Object.entries(rules.programs).flatMap(([program, kinds]) =>
    (Object.keys(kinds) as DueKind[]).map(kind => ({ kind, program })),
  );
  return [...plain, ...special].map(({ kind, program }, i) => ({
    no: i + 1,
    kind,
    program,
    ...ruleOf(rules, kind, program),
  }));
}

/**
 * Days from today beyond which nothing needs to be looked at. So many working days always lie within twice as many
 * calendar days and three weeks: no run of rest days is longer than that allows.
 */
export const horizonDays = (rules: ReminderRules): number =>
  Math.max(
    ...numberedRules(rules).map(({ lead }) => {
      const longest = Math.max(...lead.days);
      return lead.in === 'working' ? longest * 2 + 21 : longest;
    }),
  );
