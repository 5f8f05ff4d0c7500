import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '@yardstick/server/context';
import { forkFor } from '@yardstick/server/database/orm';
import { milestoneCheck, type MilestoneCheckView } from '@yardstick/server/delivery/milestone-check.queries';
import { makeSampleFile } from '@yardstick/server/demonstration/sample-files';
import { readWaitingFiles } from '@yardstick/server/evidence/content/read-waiting-files';
import { TextReader } from '@yardstick/server/evidence/content/text-reader';
import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { Chance, genreText, lightlyEdited, type GenreText } from './genre.ts';

export interface Copies {
  exact: number;
  exactFlagged: number;
  edited: number;
  editedFlagged: number;
  /** Of the edited ones, by whose text it was made from. */
  ownFlagged: string;
  otherFlagged: string;
  different: number;
  falselyFlagged: number;
  unread: number;
  readMsPerFile: number;
  checkMsMedian: number;
  checkMsMost: number;
}

type Form = 'pdf' | 'docx' | 'xlsx' | 'txt';
const forms: readonly Form[] = ['docx', 'pdf', 'txt', 'docx', 'pdf', 'xlsx'];
const mimes: Record<Form, string> = {
  pdf: 'application/pdf',
  docx: 'application/docx',
  xlsx: 'application/xlsx',
  txt: 'text/plain',
};
const unitNames = ['公安局', '教育局', '水利局', '商务局', '统计局', '审计局', '医保局', '农业局', '林业局', '环保局', '住建局', '交通局']; // prettier-ignore

/**
 * Originals of one year, then copies and other texts of the next: written as files, read by the worker's reader, and each
 * checked as its unit sees it before submitting. Anything about recycled content counts as flagged.
 */
export async function findCopies(
  superuserUrl: string,
  order: { seed: number; exact: number; edited: number; different: number },
): Promise<Copies> {
  const db = await createTestDatabase(superuserUrl);
  const reader = new TextReader();
  try {
    const chance = new Chance(order.seed);
    const archive = await Archive.open(db);
    const unitOf = (index: number): string => unitNames[index % unitNames.length]!;
    const originals = [];
    for (let i = 0; i < order.exact + order.edited; i++) {
      const text = genreText(chance, unitOf(i), 2023);
      originals.push({ text, ...(await archive.file(text, chance.of(forms), i, unitOf(i))) });
    }
    const exact: string[] = [];
    for (const [i, original] of originals.slice(0, order.exact).entries())
      exact.push(await archive.hand(original.sha256, i % 2 === 0 ? original.text.unitName : unitOf(i + 5), 2024));
    const edited: { milestoneId: string; isOwn: boolean }[] = [];
    for (const [i, { text }] of originals.slice(order.exact).entries()) {
      const isOwn = i % 2 === 0;
      const unit = isOwn ? text.unitName : unitOf(order.exact + i + 5);
      const copy = lightlyEdited(chance, text, unit, 2024, 0.05 + 0.15 * chance.next());
      const { milestoneId } = await archive.file(copy, chance.of(forms), i, unit);
      edited.push({ milestoneId, isOwn });
    }
    const different: string[] = [];
    for (let i = 0; i < order.different; i++) {
      const unit = unitOf(i);
      different.push((await archive.file(genreText(chance, unit, 2024), chance.of(forms), i, unit)).milestoneId);
    }
    const readFrom = performance.now();
    let readCount = 0;
    for (let count = -1; count !== 0; readCount += count) count = await readWaitingFiles(db.orm, db.services, reader);
    const readMsPerFile = Math.round((performance.now() - readFrom) / Math.max(1, readCount + 1));
    await db.sql('analyze');

    const times: number[] = [];
    let unread = 0;
    const isFlagged = async (milestoneId: string): Promise<boolean> => {
      const from = performance.now();
      const check = await archive.check(milestoneId);
      times.push(performance.now() - from);
      if (!check.isComplete || check.findings.some(({ code }) => code === 'TEXT_UNREADABLE')) unread += 1;
      return check.findings.some(({ code, weight }) => weight === 'look' && /^(SAME|NEAR)_/.test(code));
    };
    const flaggedOf = async (ids: readonly string[]): Promise<number> => {
      let count = 0;
      for (const id of ids) if (await isFlagged(id)) count += 1;
      return count;
    };
    const exactFlagged = await flaggedOf(exact);
    const own = edited.filter(({ isOwn }) => isOwn).map(({ milestoneId }) => milestoneId);
    const others = edited.filter(({ isOwn }) => !isOwn).map(({ milestoneId }) => milestoneId);
    const ownFlagged = await flaggedOf(own);
    const otherFlagged = await flaggedOf(others);
    const falselyFlagged = await flaggedOf(different);
    times.sort((a, b) => a - b);
    return {
      exact: order.exact,
      exactFlagged,
      edited: order.edited,
      editedFlagged: ownFlagged + otherFlagged,
      ownFlagged: `${ownFlagged}/${own.length}`,
      otherFlagged: `${otherFlagged}/${others.length}`,
      different: order.different,
      falselyFlagged,
      unread,
      readMsPerFile,
      checkMsMedian: Math.round(times[Math.floor(times.length / 2)]!),
      checkMsMost: Math.round(times.at(-1)!),
    };
  } finally {
    reader.close();
    await db.drop();
  }
}

/** Milestones of several units with one piece of evidence each, handed in one after the other. */
class Archive {
  readonly #db: TestDatabase;
  readonly #world: World;
  readonly #people = new Map<string, Somebody>();
  readonly #actions = new Map<string, string>();
  readonly #unitOf = new Map<string, string>();
  #measureId = '';
  #minute = 0;

  private constructor(db: TestDatabase, world: World) {
    this.#db = db;
    this.#world = world;
  }

  static async open(db: TestDatabase): Promise<Archive> {
    const archive = new Archive(db, await World.build(db));
    archive.#measureId = await archive.#world.measure();
    for (const [index, name] of unitNames.entries()) {
      const unitId = await archive.#world.unit(`U${index}`, { name, short_name: name });
      archive.#people.set(name, await archive.#world.person('UNIT_LIAISON', unitId));
    }
    return archive;
  }

  async file(
    text: GenreText,
    form: Form,
    seed: number,
    unit: string,
  ): Promise<{ sha256: string; milestoneId: string }> {
    const bytes = form === 'txt' ? Buffer.from([text.title, unit, ...text.paragraphs].join('\r\n')) : (await makeSampleFile(form, { ...text, seed })).bytes; // prettier-ignore
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = join(this.#db.config.DATA_DIR, `trial-${randomUUID()}`);
    writeFileSync(path, bytes);
    await this.#db.services.blobs.put(sha256, path);
    await this.#db.sql(`insert into stored_file (sha256, sm3, size, kind, mime) values ($1, $2, $3, $4, $5)`, [
      sha256,
      createHash('sm3').update(bytes).digest('hex'),
      bytes.length,
      form,
      mimes[form],
    ]);
    return { sha256, milestoneId: await this.hand(sha256, unit, text.year) };
  }

  /** A milestone of the unit in that year with the file as its evidence. */
  async hand(sha256: string, unit: string, year: number): Promise<string> {
    const person = this.#people.get(unit)!;
    const key = `${unit} ${year}`;
    const actionId =
      this.#actions.get(key) ??
      (await this.#world.action(person.unitId, 'in-progress', {
        measure_id: this.#measureId,
        year,
        issued_on: `${year}-01-05`,
        start_on: `${year}-01-05`,
        due_on: `${year}-12-20`,
      }));
    this.#actions.set(key, actionId);
    const milestoneId = await this.#world.milestone(person.unitId, actionId, 'planned', { due_on: `${year}-12-10` });
    this.#unitOf.set(milestoneId, unit);
    this.#minute += 1;
    await this.#world.evidence(person, [milestoneId], 'submitted', {
      sha256,
      kind: 'roster',
      document_on: `${year}-10-08`,
      uploaded_at: new Date(Date.UTC(year, 9, 9, 1, this.#minute)).toISOString(),
    });
    return milestoneId;
  }

  async check(milestoneId: string): Promise<MilestoneCheckView> {
    const person = this.#people.get(this.#unitOf.get(milestoneId)!)!;
    const scope = { all: false, unitId: person.unitId, userId: person.id };
    const context: Context = {
      em: forkFor(this.#db.orm, scope),
      actor: { id: person.id, name: person.name, role: person.role, unitId: person.unitId, unitName: person.unitId },
      scope,
      now: new Date(),
      today: this.#world.today,
      locale: 'zh-CN',
      request: { id: 'trial', ip: '', session: '' },
      services: this.#db.services,
    };
    const check = await milestoneCheck(context, milestoneId);
    if (!check) throw new Error('A unit does not see its own milestone.');
    return check;
  }
}
