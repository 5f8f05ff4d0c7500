import type { MikroORM } from '@mikro-orm/postgresql';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { leafHash } from './append-leaf.ts';
import { flawOf, leafKeyOf, leavesBetween, type StoredLeaf } from './check-leaf.ts';
import type { Checkpoint } from './checkpoint-note.ts';
import type { CheckpointSigner } from './checkpoint-signer.ts';
import { recordFindings, type Finding } from './findings.ts';
import { GrowingTree } from './merkle.ts';

export interface MadeCheckpoint {
  /** How many leaves the newest checkpoint covers. */
  size: number;
  isNew: boolean;
  findings: number;
}

interface Start {
  head: number | null;
  size: number | null;
  root: Buffer | null;
  peaks: Buffer | null;
  note: string | null;
}

const area = 'signing';
/** Verified without a pause, while nothing else of the worker runs. */
const leavesAtOnce = 128;

/**
 * Signs the ledger as it stands, if it has grown. New leaves are hashed and verified from their bytes and added to the tree
 * of the checkpoint before, so that a checkpoint always extends the one before. Whatever does not fit is a finding, and then
 * nothing is signed. Several workers may do this at once, and any of them may be killed at any time.
 */
export async function makeCheckpoint(
  orm: MikroORM,
  services: Pick<Services, 'reads' | 'signer'>,
  signer: CheckpointSigner,
): Promise<MadeCheckpoint> {
  const [start] = await services.reads.objects<Start>(systemScope, startOfWork);
  const head = start?.head ?? 0;
  const refused = async (finding: Omit<Finding, 'area'>): Promise<MadeCheckpoint> => {
    await recordFindings(orm, [area], [{ area, ...finding }]);
    return { size: start?.size ?? 0, isNew: false, findings: 1 };
  };

  const begun = beginning(start, signer);
  if ('kind' in begun) return refused(begun);
  const { tree, origin } = begun;
  if (tree.size === head) {
    await recordFindings(orm, [area], []);
    return { size: head, isNew: false, findings: 0 };
  }

  const key = leafKeyOf(services.signer);
  while (tree.size < head) {
    const from = tree.size + 1;
    const to = Math.min(tree.size + leavesAtOnce, head);
    const leaves = await services.reads.objects<StoredLeaf>(systemScope, leavesBetween, [from, to]);
    for (const [n, leaf] of leaves.entries()) {
      if (leaf.seq !== from + n)
        return refused({ kind: 'missing', place: `leaf ${from + n}`, expected: 'a leaf', found: 'none' });
      const flaw = flawOf(leaf, key);
      if (flaw) return refused({ kind: 'altered', place: `leaf ${leaf.seq}`, ...flaw });
      tree.add(leafHash(leaf.payload));
    }
    if (tree.size !== to)
      return refused({ kind: 'missing', place: `leaf ${tree.size + 1}`, expected: 'a leaf', found: 'none' });
  }

  const checkpoint = { origin: origin ?? `yardstick/${services.signer.keyId}`, size: tree.size, root: tree.root() };
  const note = signer.sign(checkpoint);
  await store(orm, signer, checkpoint, tree.peaks(), note);
  signer.remember(note);
  await recordFindings(orm, [area], []);
  return { size: tree.size, isNew: true, findings: 0 };
}

/** The tree of the newest checkpoint, or why it cannot be built upon. */
function beginning(
  start: Start | undefined,
  signer: CheckpointSigner,
): { tree: GrowingTree; origin: string | null } | Omit<Finding, 'area'> {
  const remembered = signer.remembered();
  if (remembered === 'unreadable')
    return { kind: 'altered', place: 'the note beside the key', expected: 'a note of this key', found: 'another text' };
  if (!start || start.head === null)
    return { kind: 'missing', place: 'ledger_head', expected: 'one row', found: 'none' };
  const { head, size, root, peaks, note } = start;
  const lastSize = size ?? 0;
  if (remembered && remembered.size > lastSize)
    return {
      kind: 'missing',
      place: `checkpoint ${remembered.size}`,
      expected: `signed here as ${remembered.root.toString('hex')}`,
      found: `newest is ${lastSize}`,
    };
  if (lastSize > head)
    return { kind: 'truncated', place: 'ledger_head', expected: `at least ${lastSize}`, found: String(head) };
  if (size === null || !root || !peaks || note === null) return { tree: new GrowingTree(), origin: null };

  const signed = signer.read(note);
  const tree = growing(size, peaks);
  const fits = signed?.size === size && signed.root.equals(root) && tree?.root().equals(root);
  const isAsRemembered = remembered?.size !== size || remembered.root.equals(root);
  if (!fits || !signed || !tree || !isAsRemembered)
    return {
      kind: 'altered',
      place: `checkpoint ${size}`,
      expected: 'what this key signed',
      found: root.toString('hex'),
    };
  return { tree, origin: signed.origin };
}

function growing(size: number, peaks: Buffer): GrowingTree | null {
  try {
    return new GrowingTree(size, peaks);
  } catch {
    return null;
  }
}

/** The head row is locked by whoever appends until their leaf is committed, so all leaves up to it can be read. */
const startOfWork = `
select (select size from ledger_head) as head, c.size, c.root, c.peaks, c.note
from (select 1) one left join (select * from ledger_checkpoint order by size desc limit 1) c on true`;

async function store(
  orm: MikroORM,
  signer: CheckpointSigner,
  { origin, size, root }: Checkpoint,
  peaks: Buffer,
  note: string,
): Promise<void> {
  await forkFor(orm, systemScope).transactional(async em => {
    await em.execute(`insert into checkpoint_key (key_id, name, public_key) values (?, ?, ?) on conflict do nothing`, [
      signer.keyId,
      origin,
      signer.publicKeyPem(),
    ]);
    // Another worker may have signed the same size; Ed25519 gives the same note.
    await em.execute(
      `insert into ledger_checkpoint (size, root, peaks, note, key_id) values (?, ?, ?, ?, ?) on conflict do nothing`,
      [size, root, peaks, note, signer.keyId],
    );
  });
}
