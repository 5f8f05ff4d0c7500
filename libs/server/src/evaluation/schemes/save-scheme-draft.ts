import { mostSchemeCharacters } from '@yardstick/domain/scoring/scheme-text';
import { assertNone, RuleViolation } from '@yardstick/domain/violation';
import { createHash } from 'node:crypto';
import { act } from '../../act.ts';
import { authorize, type Context } from '../../context.ts';
import { noteChange } from '../../events/outbox.ts';
import { canDraftScheme } from './scheme.policy.ts';

export interface SaveSchemeDraftInput {
  /** Of the scheme; a code that no scheme has begins a new one. */
  code: string;
  /** Need not be right, nor complete. */
  text: string;
  /** The draft's own number that it was made from; 0 where there is none yet. */
  version: number;
}

/** Keeps what is being written, one draft for each scheme. Answers its number. */
export function saveSchemeDraft(context: Context, input: SaveSchemeDraftInput): Promise<{ version: number }> {
  const { code, text, version } = input;
  return act(context, { name: 'saveSchemeDraft', entity: 'SchemeDraft', id: code, input }, async em => {
    authorize(canDraftScheme(context.actor));
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) || code.length > 60)
      assertNone([{ code: 'SCHEME_DRAFT_CODE_INVALID', field: 'code' }]);
    if (text.length > mostSchemeCharacters)
      assertNone([{ code: 'SCHEME_TEXT_TOO_LONG', field: 'text', params: { most: mostSchemeCharacters } }]);
    const [saved] =
      version === 0
        ? await em.execute<{ version: number }[]>(
            `insert into scoring_scheme_draft (code, text, version, saved_by, saved_by_id) values (?, ?, 1, ?, ?)
             on conflict do nothing returning version`,
            [code, text, context.actor.name, context.actor.id],
          )
        : await em.execute<{ version: number }[]>(
            `update scoring_scheme_draft set text = ?, version = version + 1, saved_by = ?, saved_by_id = ?, saved_at = app_now(),
               published_as = null
             where code = ? and version = ? returning version`,
            [text, context.actor.name, context.actor.id, code, version],
          );
    if (!saved) throw new RuleViolation([{ code: 'STALE' }]);
    const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
    noteChange(em, { entity: 'SchemeDraft', id: code, before: null, after: { version: saved.version, sha256 } });
    return saved;
  });
}
