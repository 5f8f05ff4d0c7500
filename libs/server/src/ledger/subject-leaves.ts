/** SQL: the condition of the index over what leaves are about. */
export const isIndexedLeaf = `(payload like '%"entity":"Evidence","id":"%' or payload like '%"entity":"Evaluation","id":"%')`;

export interface LeafFacts {
  action?: string;
  reason?: string | null;
  changes?: { entity: string; id: unknown; before: unknown; after: Record<string, unknown> | null }[];
}

/** A payload that is no JSON any more is told of by the monitor's walk. */
export function factsIn(payload: string): LeafFacts {
  try {
    return JSON.parse(payload) as LeafFacts;
  } catch {
    return {};
  }
}

/** The hash that the evidence had when this leaf made it; undefined if this leaf did not make it. */
export function receivedHash(payload: string, evidenceId: string): string | undefined {
  const made = factsIn(payload).changes?.find(
    change => change.entity === 'Evidence' && change.id === evidenceId && change.before === null,
  );
  return typeof made?.after?.['sha256'] === 'string' ? made.after['sha256'] : undefined;
}
