import type { MikroORM } from '@mikro-orm/postgresql';
import { readdir, rm, stat } from 'node:fs/promises';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { partFile, partFolder } from './uploads.ts';

export interface SweptUploads {
  abandoned: number;
  partsRemoved: number;
}

const isUploadId = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
const mostAtOnce = 500;

/**
 * Gives up uploads that nobody went on with, and removes part files that belong to no open upload. Looks at how things
 * are, and again under the row's lock before it acts; what is in the store is not its business.
 */
export async function sweepUploads(
  orm: MikroORM,
  services: Pick<Services, 'config' | 'rules'>,
  now: () => number = Date.now,
): Promise<SweptUploads> {
  const { abandonedUploadHours } = (await services.rules()).evidence;
  const keptMs = abandonedUploadHours * 3_600_000;
  /** Age of the last byte by the disk's own clock; null where there is no part. */
  const restedMs = async (id: string): Promise<number | null> => {
    const part = await stat(partFile(services, id)).catch(() => null);
    return part ? now() - part.mtimeMs : null;
  };
  const swept: SweptUploads = { abandoned: 0, partsRemoved: 0 };
  const em = forkFor(orm, systemScope);

  const open = await em.execute<{ id: string }[]>(
    `select id from upload where state = 'open' and opened_at < app_now() - make_interval(hours => ?)
     order by opened_at limit ${mostAtOnce}`,
    [abandonedUploadHours],
  );
  for (const { id } of open) {
    const gaveUp = await em.transactional(async sql => {
      const locked = await sql.execute<unknown[]>(
        `select 1 from upload where id = ? and state = 'open' for update skip locked`,
        [id],
      );
      if (locked.length === 0 || ((await restedMs(id)) ?? Infinity) < keptMs) return false;
      await sql.execute(`update upload set state = 'abandoned' where id = ?`, [id]);
      return true;
    });
    if (gaveUp) swept.abandoned += 1;
  }

  const parts = (await readdir(partFolder(services)).catch(() => [])).filter(isUploadId);
  for (const id of parts) {
    if (((await restedMs(id)) ?? 0) < keptMs) continue;
    const [upload] = await em.execute<{ state: string }[]>(`select state from upload where id = ?`, [id]);
    if (upload?.state === 'open') continue;
    await rm(partFile(services, id), { force: true });
    swept.partsRemoved += 1;
  }
  return swept;
}
