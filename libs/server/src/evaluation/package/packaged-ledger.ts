import { createPublicKey } from 'node:crypto';
import type { ReadPool } from '../../database/read-pool.ts';
import { systemScope } from '../../database/scope.ts';
import { rawKey } from '../../ledger/checkpoint-note.ts';
import { WholeTree } from '../../ledger/inclusion-paths.ts';

interface Row {
  seq: number;
  payload: string;
  signature: Buffer;
  key: string;
}

interface Payload {
  action: string;
  entity: string | null;
  id: string | null;
  request: string;
  changes: { entity: string; id: string; before: unknown }[];
}

interface Wanted {
  action?: string;
  entity?: string;
  id?: string;
  change?: { entity: string; id: string };
  /** Of an earlier leaf only. */
  before?: number | null;
}

interface Note {
  size: number;
  note: string;
  name: string;
  publicKey: string;
}

export interface Excerpt {
  ledger: object;
  checkpoint: { note: string; key: { name: string; publicKey: string } } | null;
}

/** The leaves that a package rests on. */
export class PackagedLedger {
  readonly #reads: ReadPool;
  readonly #leaves: readonly (Row & { body: Payload })[];
  readonly #named = new Set<number>();

  private constructor(reads: ReadPool, leaves: readonly Row[]) {
    this.#reads = reads;
    this.#leaves = leaves.map(leaf => ({ ...leaf, body: JSON.parse(leaf.payload) as Payload }));
  }

  /** `subjects`: ids of the evaluation and of evidence. Leaves that took in figures are always among them. */
  static async read(reads: ReadPool, subjects: readonly string[]): Promise<PackagedLedger> {
    return new PackagedLedger(reads, await reads.objects<Row>(systemScope, leavesOf, [subjects]));
  }

  first(wanted: Wanted): number | null {
    return this.#name(this.#leaves.find(leaf => fits(leaf, wanted)));
  }

  last(wanted: Wanted): number | null {
    return this.#name(this.#leaves.findLast(leaf => fits(leaf, wanted)));
  }

  requestOf(seq: number): string | null {
    return this.#leaves.find(leaf => leaf.seq === seq)?.body.request ?? null;
  }

  /**
   * The leaves asked for so far, with their places in the tree of the newest checkpoint that covers them, or of all leaves
   * before there is one.
   */
  async excerpt(): Promise<Excerpt> {
    const newest = Math.max(0, ...this.#named);
    const [note] = await this.#reads.objects<Note>(systemScope, newestNote, [newest]);
    const [all] = await this.#reads.objects<{ hashes: Buffer | null }>(systemScope, leafHashes, [note?.size ?? null]);
    const bytes = all?.hashes ?? Buffer.alloc(0);
    const hashes = Array.from({ length: bytes.length / 32 }, (_, n) => bytes.subarray(n * 32, n * 32 + 32));
    const tree = new WholeTree(hashes);
    const leaves = this.#leaves
      .filter(leaf => this.#named.has(leaf.seq))
      .map(({ seq, payload, signature, key }) => ({
        seq,
        payload,
        signature: signature.toString('base64'),
        key,
        path: tree.path(seq - 1).map(node => node.toString('hex')),
      }));
    return {
      ledger: { log: 'yardstick', size: hashes.length, root: tree.root().toString('hex'), leaves },
      checkpoint: note
        ? {
            note: note.note,
            key: { name: note.name, publicKey: rawKey(createPublicKey(note.publicKey)).toString('hex') },
          }
        : null,
    };
  }

  #name(leaf: Row | undefined): number | null {
    if (leaf) this.#named.add(leaf.seq);
    return leaf?.seq ?? null;
  }
}

function fits({ seq, body }: { seq: number; body: Payload }, { action, entity, id, change, before }: Wanted): boolean {
  if (before !== undefined && before !== null && seq >= before) return false;
  if (action !== undefined && (body.action !== action || body.entity !== entity || body.id !== id)) return false;
  return !change || body.changes.some(known => known.entity === change.entity && known.id === change.id);
}

// Quotes inside of a JSON text are escaped, so nobody's words can look like these patterns.
const leavesOf = `
select seq, payload, signature, key_id as key from ledger_leaf
where ((payload like '%"entity":"Evidence","id":"%' or payload like '%"entity":"Evaluation","id":"%')
       and leaf_subjects(payload) && $1::text[])
   or payload like '%"action":"recordFigures"%' or payload like '%"action":"commitStatistics"%'
   or payload like '%"action":"upholdObjection"%'
order by seq`;

const newestNote = `
select c.size, c.note, k.name, k.public_key as "publicKey"
from ledger_checkpoint c join checkpoint_key k on k.key_id = c.key_id
where c.size >= $1 order by c.size desc limit 1`;

/** Worked out from the payloads: what a stored hash says proves nothing. */
const leafHashes = `
select string_agg(sha256('\\x00'::bytea || convert_to(payload, 'UTF8')), ''::bytea order by seq) as hashes
from ledger_leaf where $1::bigint is null or seq <= $1::bigint`;
