import type { EvidenceKind } from '@yardstick/domain/evidence';
import type { PlanUnit } from '@yardstick/domain/plan';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../files/blob-store.ts';
import phrases from './phrases.json' with { type: 'json' };
import { makeSampleFile, type SampleFile, type SampleKind } from './sample-files.ts';
import { sampleLines, sampleText, takenOver } from './sample-texts.ts';
import { originalCode } from './unit-characters.ts';

export type FileForm = 'text' | 'case' | 'table' | 'roster' | 'photo' | 'revision';

export interface EvidenceFile {
  sha256: string;
  sm3: string;
  size: number;
  extension: SampleFile['extension'];
  mime: string;
  bytes: Buffer;
}

export type FileOf = (unitCode: string, year: number, form: FileForm) => Pick<EvidenceFile, 'sha256' | 'extension'>;

const tables: readonly EvidenceKind[] = ['ledger', 'statistics'];

export function fileFormOf(kind: EvidenceKind): FileForm {
  if (kind === 'photo' || kind === 'case' || kind === 'roster') return kind;
  return tables.includes(kind) ? 'table' : 'text';
}

/** What the checker is shown by: last year's text sent once more, another unit's taken over, a scan without text. */
const recycled: Readonly<Record<string, 'own' | { of: string } | 'scan'>> = {
  YBJ: 'own',
  NYNC: { of: 'SCJG' },
  JYJ: { of: 'STHJ' },
  FGW: 'scan',
};

/** A few real files for each unit and year, which its many pieces of evidence share. */
export class SampleEvidence {
  files: EvidenceFile[] = [];
  readonly #byKey = new Map<string, EvidenceFile>();

  static async make(units: readonly PlanUnit[], years: readonly number[]): Promise<SampleEvidence> {
    const sample = new SampleEvidence();
    for (const [seed, unit] of units.entries()) {
      // Drawing a picture takes longest: the years' photos differ in what is written beside the picture.
      const photo = await makeSampleFile('jpg', {
        title: phrases.files.photo[0]!,
        unitName: unit.name,
        year: 0,
        paragraphs: [],
        seed,
      });
      for (const year of years) {
        const of = { unitName: unit.name, year };
        const special = year === years.at(-1) ? recycled[unit.code] : undefined;
        const model = typeof special === 'object' ? units.find(({ code }) => code === special.of) : undefined;
        const kind = (seed + year) % 2 === 0 ? 'pdf' : 'docx';
        const caseText = model
          ? takenOver({ unitName: model.name, year }, of, 'case')
          : special === 'own'
            ? takenOver({ unitName: unit.name, year: year - 1 }, of, 'case')
            : sampleText(of, 'case');
        await sample.#make(unit, year, 'text', kind, sampleText(of), seed);
        await sample.#make(unit, year, 'case', special === 'scan' ? 'scan' : kind, caseText, seed);
        await sample.#make(unit, year, 'table', 'xlsx', sampleLines(of), seed);
        await sample.#make(unit, year, 'roster', 'xlsx', sampleLines(of, 'roster'), seed);
        await sample.#make(unit, year, 'revision', 'pdf', phrases.files.revision.slice(1), seed);
        sample.#add(unit, year, 'photo', { ...photo, bytes: withComment(photo.bytes, `${unit.name} ${year}`) });
      }
    }
    return sample;
  }

  /** An enlarged instance's further units use the first one's files. */
  readonly fileOf: FileOf = (unitCode, year, form) => {
    const code = originalCode(unitCode);
    const file = this.#byKey.get(`${code}/${form}/${year}`);
    if (!file) throw new Error(`There is no sample file for ${code}, ${form}, ${year}.`);
    return file;
  };

  /** Leaves out what nobody attached to anything. */
  keepOnly(used: ReadonlySet<string>): void {
    this.files = this.files.filter(({ sha256 }) => used.has(sha256));
  }

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

  async #make(
    unit: PlanUnit,
    year: number,
    form: FileForm,
    kind: SampleKind,
    words: readonly string[],
    seed: number,
  ): Promise<void> {
    const named = (text: string): string => text.replaceAll('{year}', String(year)).replaceAll('{unit}', unit.name);
    const made = await makeSampleFile(kind, {
      title: named(phrases.files[form][0]!),
      unitName: unit.name,
      year,
      paragraphs: words.map(named),
      seed: seed + year,
    });
    this.#add(unit, year, form, made);
  }

  #add(unit: PlanUnit, year: number, form: FileForm, { bytes, extension, mime }: SampleFile): void {
    const hash = (name: string): string => createHash(name).update(bytes).digest('hex');
    const file = { sha256: hash('sha256'), sm3: hash('sm3'), size: bytes.length, extension, mime, bytes };
    this.files.push(file);
    this.#byKey.set(`${unit.code}/${form}/${year}`, file);
  }
}

/** A comment segment behind the two bytes with which a JPEG begins. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const words = Buffer.from(comment);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(words.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)]);
}
