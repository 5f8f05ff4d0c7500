import type { MikroORM } from '@mikro-orm/postgresql';
import type { LedgerFindingKind } from '@yardstick/domain/ledger-finding';
import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { leafHash } from './append-leaf.ts';
import { flawOf, leafKeyOf, leavesBetween, type LeafKey, type StoredLeaf } from './check-leaf.ts';
import type { CheckpointSigner } from './checkpoint-signer.ts';
import { recordFindings, type Finding } from './findings.ts';
import { missingGuards } from './guards.ts';
import { GrowingTree } from './merkle.ts';
import { factsIn, isIndexedLeaf } from './subject-leaves.ts';

export interface MonitorRun {
  /** Leaves that the ledger says it has. */
  size: number;
  /** Up to where this run read, and whether that ended a walk over all of it. */
  readTo: number;
  isWhole: boolean;
  signaturesVerified: number;
  findings: number;
}

/** At most so much in one run; the next goes on from there. Reading again is cheap, verifying a signature is not. */
export interface MonitorLimits {
  leaves: number;
  signatures: number;
}

interface Head {
  size: number | null;
  first: number | null;
  last: number | null;
  checkpoint: number | null;
  witnessed: number | null;
  rememberedRoot: Buffer | null;
}

interface Note {
  size: number;
  root: Buffer;
  note: string;
  /** Who kept it; null for our own. */
  witness: string | null;
}

/** One walk from the first leaf to the last, which may take several runs. */
interface Walk {
  tree: GrowingTree;
  /** The last size at which a signed root fitted. */
  fittedAt: number;
  isBroken: boolean;
}

const blockSize = 1_024;
const printBytes = 16;
const usualLimits: MonitorLimits = { leaves: 200_000, signatures: 20_000 };
const findingsPerRun = 50;
const signaturesInARow = 128;

/**
 * Looks for tampering: every leaf from its bytes, every signed root from the leaves, every note that came back, and the
 * guards in the database. What it trusts is its keys, the note beside the checkpoint key, and its own memory of what it
 * has read since it was started: the database can be made to say anything.
 */
export class LedgerMonitor {
  readonly #orm: MikroORM;
  readonly #services: Pick<Services, 'reads' | 'signer'>;
  readonly #signer: CheckpointSigner;
  readonly #limits: MonitorLimits;
  readonly #key: LeafKey;
  /** Prints of leaves that were verified, by block: one seen before need not be verified, and may not have changed. */
  readonly #prints = new Map<number, Buffer>();
  readonly #notesRead = new Set<string>();
  #walk: Walk = newWalk();
  /** The size at which nothing was wrong last. */
  #soundAt = 0;

  constructor(
    orm: MikroORM,
    services: Pick<Services, 'reads' | 'signer'>,
    signer: CheckpointSigner,
    limits: MonitorLimits = usualLimits,
  ) {
    this.#orm = orm;
    this.#services = services;
    this.#signer = signer;
    this.#limits = limits;
    this.#key = leafKeyOf(services.signer);
  }

  async run(): Promise<MonitorRun> {
    const { remembered, findings: ofMemory } = this.#memory();
    const [head] = await this.#services.reads.objects<Head>(systemScope, headNow, [remembered?.size ?? 0]);
    const size = head?.size ?? 0;
    const findings = [
      ...ofMemory,
      ...this.#judgeHead(head, remembered),
      ...(await missingGuards(this.#services)),
      ...(await this.#unlogged()),
    ];
    const examined = ['head', 'guards', 'records'];
    let [read, signatures] = [0, 0];

    while (this.#walk.tree.size < size && read < this.#limits.leaves && signatures < this.#limits.signatures) {
      const block = Math.floor(this.#walk.tree.size / blockSize);
      const walked = await this.#walkBlock(block, Math.min((block + 1) * blockSize, size));
      examined.push(`leaves ${block}`);
      findings.push(...walked.findings);
      read += walked.read;
      signatures += walked.signatures;
    }

    const readTo = this.#walk.tree.size;
    const isWhole = readTo >= size;
    if (isWhole) {
      if (!this.#walk.isBroken) examined.push('roots');
      if (findings.length === 0 && !this.#walk.isBroken) this.#soundAt = Math.max(this.#soundAt, size);
      this.#walk = newWalk();
    }
    // A walk that found everything wrong is told by its first findings.
    await recordFindings(this.#orm, examined, findings.slice(0, findingsPerRun));
    return { size, readTo, isWhole, signaturesVerified: signatures, findings: findings.length };
  }

  #memory(): { remembered: { size: number; root: Buffer } | null; findings: Finding[] } {
    const remembered = this.#signer.remembered();
    if (remembered !== 'unreadable') return { remembered, findings: [] };
    const place = 'the note beside the key';
    return { remembered: null, findings: [headFinding('altered', place, 'a note of this key', 'another text')] };
  }

  #judgeHead(head: Head | undefined, remembered: { size: number; root: Buffer } | null): Finding[] {
    if (!head || head.size === null) return [headFinding('missing', 'ledger_head', 'one row', 'none')];
    const { size, first, last, checkpoint, witnessed, rememberedRoot } = head;
    const found: Finding[] = [];
    const known = Math.max(this.#soundAt, remembered?.size ?? 0, checkpoint ?? 0, witnessed ?? 0);
    if (size < known) found.push(headFinding('truncated', 'ledger_head', `at least ${known} leaves`, `${size} leaves`));
    if ((last ?? 0) < size)
      found.push(headFinding('truncated', `leaf ${size}`, `${size} leaves`, `last is ${last ?? 0}`));
    if ((last ?? 0) > size) found.push(headFinding('extra', `leaf ${last}`, `${size} leaves`, `last is ${last}`));
    if (first !== null && first < 1)
      found.push(headFinding('extra', `leaf ${first}`, 'first is 1', `first is ${first}`));
    if (remembered && !rememberedRoot)
      found.push(headFinding('missing', `checkpoint ${remembered.size}`, remembered.root.toString('hex'), 'none'));
    if (remembered && rememberedRoot && !remembered.root.equals(rememberedRoot))
      found.push(
        headFinding(
          'altered',
          `checkpoint ${remembered.size}`,
          remembered.root.toString('hex'),
          rememberedRoot.toString('hex'),
        ),
      );
    return found;
  }

  /** What was computed and frozen must have been written down when it was. What came with a demonstration has no leaves at all. */
  async #unlogged(): Promise<Finding[]> {
    const rows = await this.#services.reads.objects<EvaluationRow>(systemScope, evaluationsAndLeaves);
    return rows.flatMap(({ id, isFrozen, sha256, holds, payloads }): Finding[] => {
      const leaves = (payloads ?? []).map(factsIn);
      const computed = leaves.findLast(leaf => leaf.action === 'computeEvaluation');
      const about = { area: 'records', place: `evaluation ${id}` };
      const found: Finding[] = [];
      if (isFrozen && holds !== sha256)
        found.push({ ...about, kind: 'altered', expected: sha256, found: holds ?? 'nothing' });
      if (!computed) return found;
      if (computed.reason !== `sha256:${sha256}`)
        found.push({ ...about, kind: 'altered', expected: computed.reason ?? 'nothing', found: `sha256:${sha256}` });
      if (isFrozen && !leaves.some(leaf => leaf.action === 'approveFreeze'))
        found.push({ ...about, kind: 'unlogged', expected: 'a leaf of approveFreeze', found: 'none' });
      return found;
    });
  }

  async #walkBlock(block: number, to: number): Promise<{ findings: Finding[]; read: number; signatures: number }> {
    const { tree } = this.#walk;
    const from = tree.size + 1;
    const [leaves, notes] = (await this.#services.reads.consistent(systemScope, [
      { text: leavesBetween, values: [from, to] },
      { text: notesBetween, values: [from, to] },
    ])) as unknown as [StoredLeaf[], Note[]];
    const area = `leaves ${block}`;
    const findings: Finding[] = [];
    const bySeq = new Map(leaves.map(leaf => [leaf.seq, leaf]));
    const notesAt = new Map<number, Note[]>();
    for (const note of notes) notesAt.set(note.size, [...(notesAt.get(note.size) ?? []), note]);
    const prints = this.#prints.get(block) ?? Buffer.alloc(blockSize * printBytes);
    this.#prints.set(block, prints);
    let signatures = 0;
    for (let seq = from; seq <= to; seq++) {
      const leaf = bySeq.get(seq);
      if (!leaf) {
        findings.push({ area, kind: 'missing', place: `leaf ${seq}`, expected: 'a leaf', found: 'none' });
        this.#walk.isBroken = true;
        tree.add(Buffer.alloc(32));
        continue;
      }
      const at = ((seq - 1) % blockSize) * printBytes;
      const [before, now] = [prints.subarray(at, at + printBytes), printOf(leaf)];
      if (!now.equals(before)) {
        signatures += 1;
        if (signatures % signaturesInARow === 0) await breathe();
        const wasSeen = before.some(byte => byte !== 0);
        const flaw = flawOf(leaf, this.#key);
        if (flaw || wasSeen) {
          const change = { expected: 'as this process read it before', found: 'another leaf' };
          findings.push({ area, kind: 'altered', place: `leaf ${seq}`, ...(flaw ?? change) });
          this.#walk.isBroken = true;
        } else now.copy(prints, at);
      }
      tree.add(leafHash(leaf.payload));
      for (const note of notesAt.get(seq) ?? []) findings.push(...this.#judgeNote(note, tree));
    }
    return { findings, read: to - from + 1, signatures };
  }

  /** After a leaf that is wrong no root can be right; the leaf itself was told of. */
  #judgeNote({ size, root, note, witness }: Note, tree: GrowingTree): Finding[] {
    const place = witness === null ? `checkpoint ${size}` : `note of ${witness} at ${size}`;
    if (!this.#notesRead.has(note)) {
      const signed = this.#signer.read(note);
      if (signed?.size !== size || !signed.root.equals(root)) {
        this.#walk.isBroken = true;
        return [
          { area: 'roots', kind: 'altered', place, expected: 'what this key signed', found: root.toString('hex') },
        ];
      }
      this.#notesRead.add(note);
    }
    if (this.#walk.isBroken) return [];
    const computed = tree.root();
    if (computed.equals(root)) {
      this.#walk.fittedAt = size;
      return [];
    }
    this.#walk.isBroken = true;
    return [
      {
        area: 'roots',
        kind: 'altered',
        place: `leaves ${this.#walk.fittedAt + 1}–${size}, by ${place}`,
        expected: root.toString('hex'),
        found: computed.toString('hex'),
      },
    ];
  }
}

interface EvaluationRow {
  id: string;
  isFrozen: boolean;
  sha256: string;
  /** The hash of the snapshot of a frozen one, worked out now. */
  holds: string | null;
  payloads: string[] | null;
}

const newWalk = (): Walk => ({ tree: new GrowingTree(), fittedAt: 0, isBroken: false });

const headFinding = (kind: LedgerFindingKind, place: string, expected: string, found: string): Finding => ({
  area: 'head',
  kind,
  place,
  expected,
  found,
});

function printOf({ seq, payload, leafHash: hash, signature, keyId }: StoredLeaf): Buffer {
  const whole = createHash('sha256').update(`${seq} ${payload.length} ${keyId} `).update(payload, 'utf8');
  return whole.update(hash).update(signature).digest().subarray(0, printBytes);
}

const headNow = `
select (select size from ledger_head) as size, (select min(seq) from ledger_leaf) as first, (select max(seq) from ledger_leaf) as last,
       (select max(size) from ledger_checkpoint) as checkpoint, (select max(size) from witness_note) as witnessed,
       (select root from ledger_checkpoint where size = $1) as "rememberedRoot"`;

const notesBetween = `
select size, root, note, null as witness from ledger_checkpoint where size between $1 and $2
union all
select size, root, note, witness from witness_note where size between $1 and $2
order by size`;

const evaluationsAndLeaves = `
select e.id, e.state = 'frozen' as "isFrozen", e.sha256,
       case when e.state = 'frozen' then encode(sha256(convert_to(e.snapshot, 'UTF8')), 'hex') end as holds,
       (select jsonb_agg(payload order by seq) from ledger_leaf
        where leaf_subjects(payload) @> array[e.id::text] and ${isIndexedLeaf}) as payloads
from evaluation e where e.sha256 is not null`;
