import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { createHash } from 'node:crypto';
import { act } from '../../act.ts';
import { authorize, found, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { readDraft } from './read-draft.ts';
import { canPublishScheme } from './scheme.policy.ts';

export interface PublishSchemeInput {
  code: string;
  /** The draft's own number, so that nothing is published that nobody read. */
  version: number;
  reason: string;
}

/** Makes a draft the next version of its scheme, which never changes again. Answers the version. */
export function publishScheme(context: Context, input: PublishSchemeInput): Promise<{ version: number }> {
  const { code } = input;
  const reason = input.reason.trim();
  return act(context, { name: 'publishScheme', entity: 'ScoringScheme', id: code, reason, input }, async em => {
    authorize(canPublishScheme(context.actor));
    if (reason === '') assertNone([{ code: 'REASON_REQUIRED', field: 'reason' }]);
    const [row] = await em.execute<
      { text: string; version: number; saved_by: string; saved_by_id: string; published_as: number | null }[]
    >(`select text, version, saved_by, saved_by_id, published_as from scoring_scheme_draft where code = ? for update`, [
      code,
    ]);
    const draft = found(row);
    if (draft.published_as !== null) assertNone([{ code: 'SCHEME_DRAFT_SPENT' }]);
    if (draft.version !== input.version) throw new RuleViolation([{ code: 'STALE' }]);
    const [newest] = await em.execute<{ version: number; body: ScoringScheme }[]>(
      `select version, body from scoring_scheme where code = ? order by version desc limit 1`,
      [code],
    );
    const scheme = readDraft(draft.text, code, newest);
    const { version } = scheme;
    if (newest && canonicalJson({ ...newest.body, version }) === canonicalJson(scheme))
      assertNone([{ code: 'SCHEME_UNCHANGED', params: { version: newest.version } }]);
    await em.execute(
      `insert into scoring_scheme (code, version, body, drafted_by, drafted_by_id, published_by, published_by_id, reason)
       values (?, ?, ?::jsonb, ?, ?, ?, ?, ?)`,
      [
        code,
        version,
        JSON.stringify(scheme),
        draft.saved_by,
        draft.saved_by_id,
        context.actor.name,
        context.actor.id,
        reason,
      ],
    );
    await em.execute(`update scoring_scheme_draft set published_as = ?, version = version + 1 where code = ?`, [
      version,
      code,
    ]);
    const sha256 = createHash('sha256').update(canonicalJson(scheme), 'utf8').digest('hex');
    noteChange(em, { entity: 'ScoringScheme', id: `${code}/${version}`, before: null, after: { sha256 } });
    return { version };
  });
}
