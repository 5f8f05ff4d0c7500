import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '@yardstick/server/context';
import { forkFor } from '@yardstick/server/database/orm';
import { milestoneCheck, type MilestoneCheckView } from '@yardstick/server/delivery/milestone-check.queries';
import { makeSampleFile } from '@yardstick/server/demonstration/sample-files';
import type { TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import type { GenreText } from './genre.ts';

export type Form = 'pdf' | 'docx' | 'xlsx' | 'txt';
export const forms: readonly Form[] = ['docx', 'pdf', 'txt', 'docx', 'pdf', 'xlsx'];
const mimes: Record<Form, string> = {
  pdf: 'application/pdf',
  docx: 'application/docx',
  xlsx: 'application/xlsx',
  txt: 'text/plain',
};
export const unitNames = ['公安局', '教育局', '水利局', '商务局', '统计局', '审计局', '医保局', '农业局', '林业局', '环保局', '住建局', '交通局']; // prettier-ignore

/** Milestones of several units and their evidence, handed in one after the other. */
export class Archive {
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
    milestoneId?: string,
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
    return { sha256, milestoneId: await this.hand(sha256, unit, text.year, milestoneId) };
  }

  /** The file becomes evidence of a milestone of the unit in that year, of a new one unless it is told which. */
  async hand(sha256: string, unit: string, year: number, known?: string): Promise<string> {
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
    const milestoneId =
      known ?? (await this.#world.milestone(person.unitId, actionId, 'planned', { due_on: `${year}-12-10` }));
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
