import { dossierGapsOf, type FileGap } from './dossier-gaps.ts';
import { isUnitRole, seesAllUnits } from '@yardstick/domain/roles';
import { createHash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { z } from 'zod';
import { authorize, found, NotFound, type Context } from '../context.ts';
import { ArchivePaths } from '../documents/archive-paths.ts';
import { ArchiveAbandoned, CheckedArchive } from '../documents/checked-archive.ts';
import { BlobMissing, type BlobStore } from '../files/blob-store.ts';
import { recordRead } from '../ledger/record-read.ts';
import { dossierRows, type DossierEvidence, type DossierRows, type DossierScope } from './dossier.queries.ts';
import { dossierReadme } from './dossier-readme.ts';
import { dossierWorkbook } from './dossier-workbook.ts';

const readScope = z
  .object({
    unit: z
      .string()
      .regex(/^[A-Z0-9-]{1,20}$/)
      .nullable()
      .default(null),
    measure: z.guid().nullable().default(null),
    year: z.coerce.number().int().min(2000).max(2100).nullable().default(null),
  })
  .refine(scope => scope.unit ?? scope.measure ?? scope.year);

/** Up to here a file is read once and held until its hash is known; beyond, it is read twice and never held. */
const heldBytes = 4 << 20;
const readAhead = 8;
export const indexName = '目录.xlsx';

export interface Dossier {
  fileName: string;
  archive: CheckedArchive;
}

/**
 * Everything of one unit, one measure or one year: the files as they came, an index, what is missing, and a list of
 * hashes by which anyone can check the rest. The rows are of one moment; the files follow as fast as they are read.
 */
export async function openDossier(context: Context, query: Record<string, string | undefined>): Promise<Dossier> {
  const { actor } = context;
  authorize(isUnitRole(actor.role) || seesAllUnits(actor.role));
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const scope: DossierScope = readScope.parse(given);
  if (isUnitRole(actor.role)) {
    if (scope.unit !== null && scope.unit !== actor.unitId) throw new NotFound();
    scope.unit = actor.unitId;
  }
  const rows = await dossierRows(context, scope);
  if (scope.unit !== null) found(rows.unit);
  if (scope.measure !== null) found(rows.measure);
  if (rows.actions.length === 0 && rows.evidence.length === 0) throw new NotFound();
  const about = [rows.unit?.shortName, rows.measure?.code, scope.year].filter(Boolean).join('-');
  await recordRead(context, {
    action: 'exportDossier',
    entity: 'Dossier',
    id: [scope.unit, scope.measure, scope.year].join('/'),
  });
  const archive = new CheckedArchive();
  pack(context, scope, rows, archive).catch((error: unknown) => {
    if (!(error instanceof ArchiveAbandoned)) archive.fail(error as Error);
  });
  return { fileName: `材料包-${about}-${context.today}.zip`, archive };
}

async function pack(context: Context, scope: DossierScope, rows: DossierRows, archive: CheckedArchive): Promise<void> {
  const paths = new ArchivePaths();
  for (const name of [indexName, 'README.txt', 'SHA256SUMS', 'SM3SUMS']) paths.file('', name);
  const { placeOf, inOrder } = placesOf(rows, paths);
  rows.evidence = inOrder;
  const packed = new Map<string, string>();
  const gaps = new Map<string, FileGap>();
  const sha256Lines: string[] = [];
  const sm3Lines: string[] = [];
  const at = context.now;

  const { blobs } = context.services;
  const ahead: Promise<Checked | FileGap>[] = [];
  for (const [index, evidence] of inOrder.entries()) {
    // a small file is read while those before it are packed; a large one when it is its turn
    for (let next = index + ahead.length; next < inOrder.length && ahead.length < readAhead; next++) {
      const coming = inOrder[next]!;
      if (next > index && coming.size > heldBytes) break;
      const reading = readFile(archive, blobs, coming);
      reading.catch(() => undefined); // thrown when it is its turn
      ahead.push(reading);
    }
    const path = placeOf(evidence);
    const outcome = await packFile(archive, blobs, evidence, path, await ahead.shift()!);
    if (typeof outcome === 'string') gaps.set(evidence.id, outcome);
    else {
      packed.set(evidence.id, path);
      evidence.sm3 = outcome.sm3;
      sha256Lines.push(`${evidence.sha256}  ${path}\n`);
      sm3Lines.push(`${outcome.sm3}  ${path}\n`);
    }
  }
  const missing = dossierGapsOf(rows, gaps, context.today);
  const about = { context, scope, rows, packed, missing, fileGaps: gaps };
  const index = await dossierWorkbook(about);
  sm3Lines.push(`${createHash('sm3').update(index).digest('hex')}  ${indexName}\n`);
  const sm3Sums = Buffer.from(sm3Lines.join(''));
  for (const [path, bytes] of [
    [indexName, index],
    ['SM3SUMS', sm3Sums],
  ] as const)
    sha256Lines.push(`${(await archive.add(path, bytes, { at, compress: path === 'SM3SUMS' })).sha256}  ${path}\n`);
  const sums = Buffer.from(sha256Lines.join(''));
  await archive.add('SHA256SUMS', sums, { at, compress: true });
  await archive.add('README.txt', dossierReadme(about, sums), { at, compress: true });
  archive.end();
}

/** Folders by measure, action and milestone; what does not stand as proof lies in a folder that says so. */
function placesOf(
  rows: DossierRows,
  paths: ArchivePaths,
): { placeOf: (evidence: DossierEvidence) => string; inOrder: DossierEvidence[] } {
  const actions = new Map(rows.actions.map(action => [action.id, action]));
  const milestones = new Map(rows.milestones.map(milestone => [milestone.id, milestone]));
  const firstUse = new Map<string, string>();
  for (const { evidenceId, milestoneId } of rows.links)
    if (milestoneId !== null && milestones.has(milestoneId) && !firstUse.has(evidenceId))
      firstUse.set(evidenceId, milestoneId);
  const unitWords = (name: string): string => (rows.unit ? '' : `${name} `);

  const folderOf = (evidence: DossierEvidence): string => {
    const milestone = milestones.get(firstUse.get(evidence.id) ?? '');
    const action = milestone && actions.get(milestone.actionId);
    if (!milestone || !action)
      return paths.folder('', `unused ${evidence.unitId}`, `未关联节点的材料 ${unitWords(evidence.unitShortName)}`);
    const measure = paths.folder('', action.measureId, `${action.measureCode} ${action.measureTitle}`);
    const ofAction = paths.folder(
      measure,
      action.id,
      `${action.year} ${unitWords(action.unitShortName)}${action.title}`,
    );
    return paths.folder(ofAction, milestone.id, `${String(milestone.seq).padStart(2, '0')} ${milestone.title}`);
  };
  const rank = new Map<string | undefined, number>();
  const milestonesOf = Map.groupBy(rows.milestones, milestone => milestone.actionId);
  for (const action of rows.actions) for (const { id } of milestonesOf.get(action.id) ?? []) rank.set(id, rank.size);
  const rankOf = ({ id }: DossierEvidence): number => rank.get(firstUse.get(id)) ?? rank.size;
  return {
    placeOf: evidence => {
      const folder = folderOf(evidence);
      const apart = folderByState[evidence.state];
      return paths.file(apart ? paths.folder(folder, `${folder} ${apart}`, apart) : folder, evidence.fileName);
    },
    inOrder: rows.evidence.toSorted((a, b) => rankOf(a) - rankOf(b)),
  };
}

const folderByState: Partial<Record<DossierEvidence['state'], string>> = {
  draft: '未报送',
  returned: '已退回',
  withdrawn: '已撤回',
  revoked: '已失效',
  superseded: '旧版本',
};

/** What a file's bytes are found to be, or why it is not packed. */
async function readFile(
  archive: CheckedArchive,
  blobs: BlobStore,
  evidence: DossierEvidence,
): Promise<Checked | FileGap> {
  try {
    return (await check(archive, await blobs.open(evidence.sha256), evidence)) ?? 'file-damaged';
  } catch (error) {
    if (error instanceof ArchiveAbandoned) throw error;
    return error instanceof BlobMissing ? 'file-missing' : 'file-unreadable';
  }
}

/** Packs a file whose bytes are the recorded ones; otherwise packs nothing and says why. */
async function packFile(
  archive: CheckedArchive,
  blobs: BlobStore,
  evidence: DossierEvidence,
  path: string,
  checked: Checked | FileGap,
): Promise<{ sm3: string } | FileGap> {
  if (typeof checked === 'string') return checked;
  const content = checked.bytes ?? (await blobs.open(evidence.sha256));
  // As they are: almost all are packed already, and packing ten thousand files would take a processor for minutes.
  const { sha256 } = await archive.add(path, content, { at: new Date(evidence.uploadedAt) });
  // Only a file that changed between the two readings is caught here; it is in the archive, and listed as damaged.
  return sha256 === evidence.sha256 ? { sm3: checked.sm3 } : 'file-damaged';
}

interface Checked {
  sm3: string;
  /** Of a small file. */
  bytes?: Buffer;
}

/** Nothing for other bytes than recorded. SM3 is taken only where it is not on record: it takes long. */
async function check(
  archive: CheckedArchive,
  stream: Readable,
  { sha256, sm3, size }: DossierEvidence,
): Promise<Checked | undefined> {
  const hash = createHash('sha256');
  const sm3Hash = sm3 === null ? createHash('sm3') : null;
  // Not of the common pool, whose pieces the names in the archive would keep until its end.
  const held = size <= heldBytes ? Buffer.allocUnsafeSlow(size) : undefined;
  let read = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (archive.isAbandoned) throw new ArchiveAbandoned();
    if (read + chunk.length > size) return undefined;
    held?.set(chunk, read);
    read += chunk.length;
    hash.update(chunk);
    sm3Hash?.update(chunk);
  }
  if (read !== size || hash.digest('hex') !== sha256) return undefined;
  const checked: Checked = { sm3: sm3 ?? sm3Hash?.digest('hex') ?? '' };
  return held ? { ...checked, bytes: held } : checked;
}
