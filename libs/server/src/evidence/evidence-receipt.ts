import { found, type Context } from '../context.ts';
import { receiptOf } from '../ledger/receipt.ts';
import { recordRead } from '../ledger/record-read.ts';
import { isIndexedLeaf, receivedHash } from '../ledger/subject-leaves.ts';
import { canSeeUnit } from '../people/people.policy.ts';

const leavesLookedAt = 20;

/** The receipt for a piece of evidence: the leaf that received it, and where that stands in the ledger. */
export async function evidenceReceipt(
  context: Context,
  evidenceId: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  if (!/^[0-9a-f-]{36}$/.test(evidenceId)) return found<never>(null);
  const { services } = context;
  const [evidence] = await services.reads.objects<{ unitId: string }>(
    context.scope,
    `select unit_id as "unitId" from evidence where id = $1`,
    [evidenceId],
  );
  if (!canSeeUnit(context.actor, found(evidence))) return found<never>(null);
  const leaves = await services.reads.objects<{ seq: number; payload: string }>(
    context.scope,
    `select seq, payload from ledger_leaf where leaf_subjects(payload) @> array[$1::text] and ${isIndexedLeaf}
     order by seq limit ${leavesLookedAt}`,
    [evidenceId],
  );
  const { seq } = found(leaves.find(leaf => receivedHash(leaf.payload, evidenceId) !== undefined));
  await recordRead(context, { action: 'takeReceipt', entity: 'Evidence', id: evidenceId });
  const receipt = found(await receiptOf(services, seq));
  return { bytes: Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`), fileName: `上传回执-${seq}.json` };
}
