import { dueKinds, ruleOf, type DueKind, type ReminderRules } from '@yardstick/domain/due';
import { dueKindLabels, ruleWords } from '@yardstick/domain/due-words';
import { inLocale, type Locale } from '@yardstick/domain/bilingual';
import type { Context } from '../context.ts';
import { readRulesText } from '../rules/change-rules.ts';
import { withReplyDays } from '../rules/rules.ts';
import { runSweep } from './sweep-reminders.ts';

export interface RuleInWords {
  kind: string;
  /** Code of the program it is for; null: every program that has none of its own. */
  program: string | null;
  name: string;
  words: string[];
}

export interface ReminderRulesView {
  version: number;
  since: string;
  body: string;
  rules: RuleInWords[];
}

export async function reminderRules(context: Context): Promise<ReminderRulesView> {
  const [[row] = []] = await context.services.reads.unfenced([
    {
      name: 'reminder-rules',
      text: `select version, body, created_at from rule_set where kind = 'reminder' order by version desc limit 1`,
    },
  ]);
  const [version, body, since] = row as [number, ReminderRules, string];
  return { version, since, body: JSON.stringify(body, null, 2), rules: await inWords(context, body) };
}

/** What the rules say, and what would change this minute if they were in force. Nothing is. */
export async function previewRules(
  context: Context,
  text: string,
): Promise<{ rules: RuleInWords[]; created: number; voided: number }> {
  const given = readRulesText(text);
  const { reminder, request } = await context.services.rules();
  const counts = { created: 0, voided: 0 };
  const undo = new Error('undo');
  try {
    await context.em.fork({ clear: true }).transactional(async em => {
      // The worker's sweep leaves this minute to us.
      await em.execute(`select pg_advisory_xact_lock(hashtext('sweep-reminders'))`);
      await runSweep(em, reminder);
      const { created, voided } = await runSweep(em, withReplyDays(given, request));
      Object.assign(counts, { created, voided });
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return { ...counts, rules: await inWords(context, given) };
}

async function inWords({ services, locale }: Context, body: ReminderRules): Promise<RuleInWords[]> {
  const { request } = await services.rules();
  const rules = withReplyDays(body, request);
  const special = Object.entries(rules.programs).flatMap(([program, kinds]) =>
    (Object.keys(kinds) as DueKind[]).map(kind => worded(rules, kind, program, locale)),
  );
  return [...dueKinds.map(kind => worded(rules, kind, null, locale)), ...special];
}

const worded = (rules: ReminderRules, kind: DueKind, program: string | null, locale: Locale): RuleInWords => ({
  kind,
  program,
  name: inLocale(dueKindLabels[kind], locale),
  words: ruleWords(ruleOf(rules, kind, program), locale),
});
