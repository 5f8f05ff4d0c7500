/**
 * SQL: what a person has said no to, as far as the rules let them; `p` is the person, `n` the notice, `mutable` the kinds
 * that the rules allow to be muted.
 */
export const isMuted = (mutable: string): string =>
  `(jsonb_exists(p.muted_kinds, n.kind) and jsonb_exists(${mutable}, n.kind))`;

/** The same where the rules are not at hand. */
export const isMutedByRules = isMuted(
  `(select body->'mutableKinds' from rule_set where kind = 'channel' order by version desc limit 1)`,
);
