import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { World, type Somebody } from '@yardstick/testing/world';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { partFile, partFolder } from './uploads.ts';

let db: TestDatabase;
let world: World;
let liaison: Somebody;

const hour = 3_600_000;
const sweep = () => sweepUploads(db.orm, db.services);
const stateOf = async (id: string): Promise<string> =>
  (await db.sql<{ state: string }>(`select state from upload where id = $1`, [id]))[0]!.state;

/** An upload opened two days ago whose last byte came so many hours ago; null for none on the disk. */
async function upload(state: string, hoursAgo: number | null): Promise<string> {
  const id = await world.upload(liaison, {
    ...(state === 'open' || state === 'refused' ? { sha256: null } : {}),
    state,
    opened_at: '2024-10-13T10:00:00+08:00',
  });
  if (hoursAgo !== null) part(id, hoursAgo);
  return id;
}
function part(id: string, hoursAgo: number): void {
  mkdirSync(partFolder(db.services), { recursive: true });
  writeFileSync(partFile(db.services, id), 'bytes');
  const at = new Date(Date.now() - hoursAgo * hour);
  utimesSync(partFile(db.services, id), at, at);
}

beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
  world = await World.build(db);
  await world.unit('AAA');
  liaison = await world.person('UNIT_LIAISON', 'AAA');
});
afterAll(() => db?.drop());

describe('the sweep of uploads', () => {
  it('gives up what nobody went on with for a day, and removes its part', async () => {
    const [left, none] = [await upload('open', 25), await upload('open', null)];
    expect(await sweep()).toEqual({ abandoned: 2, partsRemoved: 1 });
    expect([await stateOf(left), await stateOf(none)]).toEqual(['abandoned', 'abandoned']);
    expect(existsSync(partFile(db.services, left))).toBe(false);
    expect(await sweep()).toEqual({ abandoned: 0, partsRemoved: 0 });
  });

  it('leaves alone what somebody is still at, however long ago it began', async () => {
    const id = await upload('open', 23);
    expect(await sweep()).toEqual({ abandoned: 0, partsRemoved: 0 });
    expect([await stateOf(id), existsSync(partFile(db.services, id))]).toEqual(['open', true]);
  });

  it('removes parts that a stopped server left behind, and nothing that is no part', async () => {
    const orphan = randomUUID();
    for (const id of [orphan, await upload('refused', 25), await upload('complete', 25)]) part(id, 25);
    const fresh = randomUUID();
    part(fresh, 1);
    part('README', 400);
    const sha256 = await world.file(Buffer.from('kept'));
    expect(await sweep()).toEqual({ abandoned: 0, partsRemoved: 3 });
    expect(existsSync(partFile(db.services, fresh))).toBe(true);
    expect(existsSync(join(partFolder(db.services), 'README'))).toBe(true);
    expect(await db.services.blobs.has(sha256)).toBe(true);
  });

  it('does not meddle with an upload that is being completed', async () => {
    const id = await upload('open', 25);
    await forkFor(db.orm, systemScope).transactional(async em => {
      await em.execute(`select 1 from upload where id = ? for update`, [id]);
      expect(await sweep()).toEqual({ abandoned: 0, partsRemoved: 0 });
    });
    expect([await stateOf(id), existsSync(partFile(db.services, id))]).toEqual(['open', true]);
    expect(await sweep()).toEqual({ abandoned: 1, partsRemoved: 1 });
  });
});
