import type { Bilingual } from '@yardstick/domain/bilingual';
import type { ChannelRules } from '@yardstick/domain/channel';
import type { CollectingRules } from '@yardstick/domain/self-assessment';
import type { DocumentRules } from '@yardstick/domain/evaluation-document';
import type { EvidenceKind } from '@yardstick/domain/evidence';
import type { EvidenceRules } from '@yardstick/domain/evidence-reuse';
import type { LetterRules } from '@yardstick/domain/letter';
import type { LightRules } from '@yardstick/domain/light';
import type { DatingRules, SimilarityRules } from '@yardstick/domain/milestone-check';
import type { OperationsRules } from '@yardstick/domain/operations';
import type { ReportRules } from '@yardstick/domain/periodic-report';
import type { ReminderRules } from '@yardstick/domain/due';
import type { EvaluationRules } from '@yardstick/domain/objection';
import type { RequestRules } from '@yardstick/domain/request';
import type { ReadPool } from '../database/read-pool.ts';
import { readReminderRules } from './reminder-rules.ts';

/** What a good piece of each kind of proof looks like, in words. */
export interface ProofRules {
  examples: Record<EvidenceKind, Bilingual>;
}

/** The rules that the office may change: newest version of each kind, from the table `rule_set`. */
export interface Rules {
  light: LightRules;
  proof: ProofRules;
  reminder: ReminderRules;
  channel: ChannelRules;
  request: RequestRules;
  report: ReportRules;
  letter: LetterRules;
  evidence: EvidenceRules;
  similarity: SimilarityRules;
  dating: DatingRules;
  operations: OperationsRules;
  collecting: CollectingRules;
  evaluation: EvaluationRules;
  document: DocumentRules;
}

export async function loadRules(reads: ReadPool): Promise<Rules> {
  const [rows] = await reads.unfenced([
    { name: 'rules', text: `select distinct on (kind) kind, body from rule_set order by kind, version desc` },
  ]);
  const byKind = Object.fromEntries(rows as [string, unknown][]);
  const { light, proof, reminder, channel, request, report, letter, evidence, similarity, dating, operations, collecting, evaluation, document } =
    byKind as Partial<Rules>;
  if (
    !light ||
    !proof ||
    !reminder ||
    !channel ||
    !request ||
    !report ||
    !letter ||
    !evidence ||
    !similarity ||
    !dating ||
    !operations ||
    !collecting ||
    !evaluation ||
    !document
  )
    throw new Error('The rule sets are missing; run the set-up again (npm start).');
  return {
    light,
    proof,
    reminder: withReplyDays(readReminderRules(reminder), request),
    channel,
    request,
    report,
    letter,
    evidence,
    similarity,
    dating,
    operations,
    collecting,
    evaluation,
    document,
  };
}

/** How long the office has for a reply stands once, among the rules for requests. */
export const withReplyDays = (reminder: ReminderRules, request: RequestRules): ReminderRules => ({
  ...reminder,
  kinds: {
    ...reminder.kinds,
    request: { ...reminder.kinds.request, within: { days: request.replyWithinWorkingDays, in: 'working' } },
  },
});
