import { openServices } from '@yardstick/server/open-services';
import { createHash, createPublicKey, verify } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Api } from './api.fixture.ts';

interface Leaf {
  seq: string;
  payload: string;
  leaf_hash: Buffer;
  signature: Buffer;
  key_id: string;
}

let api: Api;
const leaves = () => api.db.sql<Leaf>(`select * from ledger_leaf order by seq`);
const report = (actionId: string, percent = 10) =>
  api.as('liaison').mutate('reportProgress', { actionId, percent, done: '已开始', isUnchanged: true });

beforeAll(async () => {
  api = await openTestApi(inject('postgres'), { LOG_LEVEL: 'silent' });
});
afterAll(() => api?.close());

describe('the ledger', () => {
  it('has no gap and no double under fifty writers at once, whichever of them are refused', async () => {
    const before = (await leaves()).length;
    const actions = await Promise.all(Array.from({ length: 5 }, () => api.world.action(unitA)));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => report(actions[n % 5]!, n % 10 === 9 ? 101 : 10)),
    );
    expect(answers.filter(answer => answer.refusals.includes('PERCENT_INVALID'))).toHaveLength(5);
    const after = await leaves();
    expect(after.length - before).toBe(45);
    expect(after.map(leaf => Number(leaf.seq))).toEqual(after.map((_, index) => index + 1));
    const [head] = await api.db.sql<{ size: string }>(`select size from ledger_head`);
    expect(Number(head!.size)).toBe(after.length);
  });

  it('has leaves whose hash and signature anybody can check with the public key', async () => {
    await report(await api.world.action(unitA));
    const key = createPublicKey(api.db.services.signer.publicKeyPem());
    const all = await leaves();
    expect(all.length).toBeGreaterThan(0);
    for (const { payload, leaf_hash, signature, key_id, seq } of all) {
      const bytes = Buffer.from(payload, 'utf8');
      expect(
        createHash('sha256')
          .update(Buffer.concat([Buffer.of(0), bytes]))
          .digest(),
      ).toEqual(leaf_hash);
      expect(verify(null, bytes, key, signature)).toBe(true);
      expect(verify(null, Buffer.concat([bytes, Buffer.of(32)]), key, signature)).toBe(false);
      expect(key_id).toBe(api.db.services.signer.keyId);
      expect(JSON.parse(payload)).toMatchObject({ log: 'yardstick', seq: Number(seq) });
    }
  });

  it('says who did what to which record, what changed, and no password', async () => {
    const actionId = await api.world.action(unitA);
    await report(actionId, 35);
    const last = JSON.parse((await leaves()).at(-1)!.payload);
    expect(last).toMatchObject({ action: 'reportProgress', actor: api.people.liaison.id, unit: unitA, id: actionId });
    const change = last.changes.find((entry: { entity: string }) => entry.entity === 'UnitAction');
    expect([change.before.progressPercent, change.after.progressPercent]).toEqual([0, 35]);

    const { payload } = await api
      .as('admin')
      .mutate('resetPassword', { userId: (await api.world.person('UNIT_STAFF', unitA)).id });
    const told = (await leaves()).at(-1)!.payload;
    expect(told).not.toContain(payload.account.initialPassword);
    expect(told).not.toContain('$argon2');
  });

  it.each([
    ['changed', `update ledger_leaf set payload = payload || ' '`],
    ['changed one by one', `update ledger_leaf set signature = '\\x00' where seq = 1`],
    ['deleted', `delete from ledger_leaf where seq = 1`],
    ['emptied', `truncate ledger_leaf`],
  ])('cannot be %s, neither by the application’s role nor by the owner', async (_what, text) => {
    await report(await api.world.action(unitA));
    const before = await leaves();
    await expect(api.db.sql(text)).rejects.toMatchObject({ code: 'YS002' });
    const app = new pg.Client({ connectionString: api.db.appUrl });
    await app.connect();
    await expect(app.query(text)).rejects.toMatchObject({ code: '42501' });
    await app.end();
    expect(await leaves()).toEqual(before);
  });

  it('has nothing of a change that was rolled back, and there is no change without a leaf', async () => {
    const actionId = await api.world.action(unitA);
    const before = await api.world.fingerprint();
    expect((await report(actionId, 200)).refusals).toEqual(['PERCENT_INVALID']);
    expect(await api.world.fingerprint()).toEqual(before);

    await api.db.sql(`revoke insert on ledger_leaf from yardstick_app`);
    try {
      expect((await report(actionId, 20)).code).toBe('INTERNAL');
    } finally {
      await api.db.sql(`grant insert on ledger_leaf to yardstick_app`);
    }
    expect(await api.world.fingerprint()).toEqual(before);
  });

  it('is told of files and exports that were taken, before a byte goes out', async () => {
    const milestoneId = await api.world.milestone(unitA, await api.world.action(unitA));
    const evidenceId = await api.world.evidence(api.people.liaison, [milestoneId]);
    for (const [url, action] of [
      [`/files/evidence/${evidenceId}`, 'readEvidenceFile'],
      ['/exports/actions.xlsx', 'exportActions'],
    ] as const) {
      const before = await api.world.leafCount();
      expect((await api.as('liaison').send({ method: 'GET', url })).statusCode).toBe(200);
      expect(await api.world.leafCount()).toBe(before + 1);
      expect(JSON.parse((await leaves()).at(-1)!.payload)).toMatchObject({ action, actor: api.people.liaison.id });
    }
  });

  it('goes on with the same key after a restart', async () => {
    const again = await openServices(api.db.config);
    expect(again.services.signer.keyId).toBe(api.db.services.signer.keyId);
    await again.close();
  });
});
