import { createTestDatabase, type TestDatabase } from '@yardstick/testing/database';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { forkFor } from './orm.ts';
import { systemScope } from './scope.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject('postgres'));
});
afterAll(() => db?.drop());

/** More often than a pool has places: a place that a broken connection keeps would be missed. */
const breaks = 30;
const die = `select pg_terminate_backend(pg_backend_pid())`;

describe('a connection that breaks', () => {
  const system = () => forkFor(db.orm, systemScope);

  it('in a transaction gives its place back', async () => {
    for (let n = 0; n < breaks; n++) await expect(system().transactional(em => em.execute(die))).rejects.toThrow();
    expect(await system().execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('between the statements of a transaction gives its place back', async () => {
    for (let n = 0; n < breaks; n++)
      await expect(
        system().transactional(async em => {
          const [own] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
          await db.sql('select pg_terminate_backend($1)', [own?.pid]);
          await em.execute('select 1');
        }),
      ).rejects.toThrow();
    expect(await system().execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('outside of one gives its place back', async () => {
    for (let n = 0; n < breaks; n++) await expect(system().execute(die)).rejects.toThrow();
    expect(await system().execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('among statements sent together gives its place back', async () => {
    const { reads } = db.services;
    const statements = [{ text: 'select 1' }, { text: die }, { text: 'select 2' }];
    for (let n = 0; n < breaks; n++) await expect(reads.rows(systemScope, statements)).rejects.toThrow();
    for (let n = 0; n < breaks; n++) await expect(reads.unfenced(statements)).rejects.toThrow();
    expect(await reads.unfenced([{ text: 'select 1' }])).toEqual([[[1]]]);
  });
});
