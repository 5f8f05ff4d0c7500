import { chmodSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseFolderDamaged, startPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
let folder: string;
let started: EmbeddedPostgres[];

beforeEach(() => {
  folder = mkdtempSync(path.join(isRoot ? '/var/tmp' : tmpdir(), 'yardstick-pg-'));
  chmodSync(folder, 0o711);
  started = [];
});

afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataDir = path.join(folder, 'postgres')): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir, noSync: true });
  started.push(postgres);
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('the PostgreSQL that npm installed', () => {
  test('keeps its data from one start to the next, behind a password, on this machine only', async () => {
    const first = await start();
    await ask(first.superuserUrl, 'create table kept as select 42 as answer');
    await first.stop();
    await first.stop();
    const second = await start();
    expect(await ask(second.superuserUrl, 'select answer from kept')).toEqual([42]);
    expect(
      await ask(
        second.superuserUrl,
        `select current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('password_encryption')`,
      ),
    ).toEqual(['127.0.0.1', 'on', 'scram-sha-256']);
    await expect(ask(second.url('postgres', { name: 'postgres', password: 'wrong' }), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    expect(statSync(path.join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  test('replaces a server that a killed launcher left behind', async () => {
    const leftOver = await start();
    const next = await start();
    await leftOver.exited;
    expect(next.pid).not.toBe(leftOver.pid);
    expect(await ask(next.superuserUrl, 'select 1')).toEqual([1]);
  });

  test('says in one sentence what to do about a damaged folder', async () => {
    const postgres = await start();
    await postgres.stop();
    rmSync(path.join(folder, 'postgres', 'global', 'pg_control'));
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseFolderDamaged);
    expect((failure as Error).message).toMatch(/move it away/);
    expect((failure as Error).message).not.toContain('\n');
  });

  test.runIf(isRoot)('started by root, works from a folder that only root may enter', async () => {
    chmodSync(folder, 0o700);
    const postgres = await start();
    const elsewhere = readlinkSync(path.join(folder, 'postgres'));
    try {
      expect(await ask(postgres.superuserUrl, 'select 1')).toEqual([1]);
      expect(readFileSync(path.join(elsewhere, 'PG_VERSION'), 'utf8').trim()).toBe('18');
      await postgres.stop();
      expect(await ask((await start()).superuserUrl, 'select 1')).toEqual([1]);
      expect(readlinkSync(path.join(folder, 'postgres'))).toBe(elsewhere);
      await started.at(-1)?.stop();
    } finally {
      rmSync(path.dirname(elsewhere), { recursive: true, force: true });
    }
  });
});
