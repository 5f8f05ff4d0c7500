import type { EvidenceKind } from '@yardstick/domain/evidence';
import type { PlanUnit } from '@yardstick/domain/plan';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../files/blob-store.ts';
import phrases from './phrases.json' with { type: 'json' };
import { makeSampleFile, type SampleKind } from './sample-files.ts';
import { originalCode } from './unit-characters.ts';

export type FileForm = 'text' | 'table' | 'photo' | 'revision';

export interface EvidenceFile {
  sha256: string;
  sm3: string;
  size: number;
  extension: SampleKind;
  mime: string;
  bytes: Buffer;
}

export type FileOf = (unitCode: string, year: number, form: FileForm) => Pick<EvidenceFile, 'sha256' | 'extension'>;

const unitsPerPhoto = 4;
const tables: readonly EvidenceKind[] = ['roster', 'ledger', 'statistics'];

export function fileFormOf(kind: EvidenceKind): FileForm {
  if (kind === 'photo') return 'photo';
  return tables.includes(kind) ? 'table' : 'text';
}

/** A few real files for each unit, which its many pieces of evidence share. */
export class SampleEvidence {
  readonly files: EvidenceFile[] = [];
  readonly #byKey = new Map<string, EvidenceFile>();

  static async make(units: readonly PlanUnit[], years: readonly number[]): Promise<SampleEvidence> {
    const sample = new SampleEvidence();
    for (const [seed, unit] of units.entries()) {
      for (const year of years) {
        await sample.#add(unit, year, 'text', (seed + year) % 2 === 0 ? 'pdf' : 'docx', seed);
        await sample.#add(unit, year, 'table', 'xlsx', seed);
      }
      await sample.#add(unit, years.at(-1)!, 'revision', 'pdf', seed);
    }
    // Drawing a picture takes longest: units that held an event together have one in common.
    for (let seed = 0; seed < units.length; seed += unitsPerPhoto) {
      const together = units.slice(seed, seed + unitsPerPhoto);
      await sample.#add(together[0]!, years.at(-1)!, 'photo', 'jpg', seed, together);
    }
    return sample;
  }

  /** Corrections and photos serve every year; an enlarged instance's further units use the first one's files. */
  readonly fileOf: FileOf = (unitCode, year, form) => {
    const code = originalCode(unitCode);
    const file =
      this.#byKey.get(`${code}/${form}/${year}`) ??
      this.#byKey.get(`${code}/${form}`) ??
      this.#byKey.get(`${code}/text/${year}`);
    if (!file) throw new Error(`There is no sample file for ${code}, ${form}, ${year}.`);
    return file;
  };

  /** Puts every file into the store, through a folder that is gone afterwards. */
  async store(blobs: BlobStore, dataDir: string): Promise<void> {
    await mkdir(dataDir, { recursive: true });
    const folder = await mkdtemp(join(dataDir, 'demonstration-'));
    try {
      const waiting = [...this.files];
      const puts = async (): Promise<void> => {
        for (let file = waiting.pop(); file; file = waiting.pop()) {
          const path = join(folder, file.sha256);
          await writeFile(path, file.bytes);
          await blobs.put(file.sha256, path);
        }
      };
      await Promise.all(Array.from({ length: 8 }, puts));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #add(
    unit: PlanUnit,
    year: number,
    form: FileForm,
    kind: SampleKind,
    seed: number,
    users: readonly PlanUnit[] = [unit],
  ): Promise<void> {
    const [title = '', ...paragraphs] = phrases.files[form].map(text =>
      text.replaceAll('{year}', String(year)).replaceAll('{unit}', unit.name),
    );
    const { bytes, extension, mime } = await makeSampleFile(kind, {
      title,
      unitName: unit.name,
      year,
      paragraphs,
      seed: seed + year,
    });
    const hash = (name: string): string => createHash(name).update(bytes).digest('hex');
    const file = { sha256: hash('sha256'), sm3: hash('sm3'), size: bytes.length, extension, mime, bytes };
    this.files.push(file);
    for (const { code } of users)
      this.#byKey.set(form === 'text' || form === 'table' ? `${code}/${form}/${year}` : `${code}/${form}`, file);
  }
}
