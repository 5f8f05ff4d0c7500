import { CheckpointSigner } from '@yardstick/server/ledger/checkpoint-signer';
import { makeCheckpoint } from '@yardstick/server/ledger/make-checkpoint';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestApi, unitA, type Any, type Api, type Who } from './api.fixture.ts';

let api: Api;
let signer: CheckpointSigner;
const sign = () => makeCheckpoint(api.db.orm, api.db.services, signer);

beforeAll(async () => {
  api = await openTestApi(inject('postgres'));
  signer = CheckpointSigner.open(api.db.config);
});
afterAll(() => api?.close());

async function attach(): Promise<string> {
  const milestoneId = await api.world.milestone(unitA, await api.world.action(unitA));
  const uploadId = await api.world.upload(api.people.liaison);
  const facts = { uploadId, milestoneIds: [milestoneId], title: '名册', kind: 'ROSTER', documentOn: '2024-10-01' };
  const answer = await api.as('liaison').mutate('attachEvidence', facts);
  expect(answer.refusals).toEqual([]);
  const [row] = await api.db.sql<{ id: string }>(
    `select e.id from evidence e join upload u on u.sha256 = e.sha256 where u.id = $1`,
    [uploadId],
  );
  return row!.id;
}
const receipt = async (who: Who, evidenceId: string) => {
  const { statusCode, body } = await api
    .as(who)
    .send({ method: 'GET', url: `/ledger/receipts/evidence/${evidenceId}` });
  return { statusCode, receipt: JSON.parse(body) };
};
const replaced = (evidence: string) =>
  api.db.sql<{ id: string }>(`select id from evidence where supersedes_id = $1`, [evidence]);

/** What a department needs to check its receipt: the words of RFC 6962 and C2SP, and the keys from a paper. */
function holds({ leaf, inclusion, checkpoint }: Any, leafKeyPem: string, checkpointKeyPem: string): boolean {
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  let hash = sha(Buffer.of(0), Buffer.from(leaf.payload));
  let [index, last] = [inclusion.index as number, (inclusion.size as number) - 1];
  for (const one of inclusion.path.map((text: string) => Buffer.from(text, 'base64'))) {
    if (index % 2 === 1 || index === last) {
      hash = sha(Buffer.of(1), one, hash);
      while (index % 2 === 0 && index > 0) [index, last] = [index >> 1, last >> 1];
    } else hash = sha(Buffer.of(1), hash, one);
    [index, last] = [index >> 1, last >> 1];
  }
  const [text = '', line = ''] = (checkpoint as string).split('\n\n');
  const [, size, root] = text.split('\n');
  return (
    last === 0 &&
    Number(size) === inclusion.size &&
    root === hash.toString('base64') &&
    leaf.seq - 1 === inclusion.index &&
    verify(null, Buffer.from(leaf.payload), createPublicKey(leafKeyPem), Buffer.from(leaf.signature, 'base64')) &&
    verify(
      null,
      Buffer.from(`${text}\n`),
      createPublicKey(checkpointKeyPem),
      Buffer.from(line.split(' ')[2]!, 'base64').subarray(4),
    )
  );
}

describe('a receipt', () => {
  it('says when to come again before the next checkpoint, and holds after it, for each upload', async () => {
    const ids = [];
    for (let n = 0; n < 7; n++) ids.push(await attach());
    const early = await receipt('liaison', ids[3]!);
    expect(early.receipt).toMatchObject({
      inclusion: null,
      checkpoint: null,
      fingerprint: null,
      comeAgainInSeconds: 60,
    });
    await sign();
    for (const id of ids) {
      const { statusCode, receipt: given } = await receipt('liaison', id);
      expect(statusCode).toBe(200);
      const said = JSON.parse(given.leaf.payload);
      expect(said).toMatchObject({ action: 'attachEvidence', actor: api.people.liaison.id });
      const [evidence] = await api.db.sql<{ sha256: string }>(`select sha256 from evidence where id = $1`, [id]);
      expect(given.leaf.payload).toContain(evidence!.sha256);
      const keys = [api.db.services.signer.publicKeyPem(), signer.publicKeyPem()] as const;
      expect(given.keys).toMatchObject({ leaf: [{ publicKey: keys[0] }], checkpoint: [{ publicKey: keys[1] }] });
      expect(holds(given, ...keys)).toBe(true);
      const other = structuredClone(given);
      other.leaf.payload = given.leaf.payload.replace(evidence!.sha256, '0'.repeat(64));
      expect(holds(other, ...keys)).toBe(false);
      expect(
        holds({ ...given, inclusion: { ...given.inclusion, index: Number(given.inclusion.index) + 1 } }, ...keys),
      ).toBe(false);
    }
  });

  it('is for whoever may see the evidence, and each one given is on record', async () => {
    const id = await attach();
    const before = await api.world.leafCount();
    const codes: Record<string, number> = {};
    for (const who of Object.keys(api.people) as Who[]) codes[who] = (await receipt(who, id)).statusCode;
    expect(codes).toEqual({
      ...{ leader: 200, chief: 200, staff: 200, head: 200, liaison: 200, member: 200 },
      ...{ otherHead: 404, otherLiaison: 404, otherMember: 404, admin: 404, auditor: 404 },
    });
    expect(await api.world.leafCount()).toBe(before + 6);
    expect((await receipt('liaison', 'x')).statusCode).toBe(404);
    const { statusCode } = await api.anonymous.send({ method: 'GET', url: `/ledger/receipts/evidence/${id}` });
    expect(statusCode).toBe(401);
  });

  it('of a corrected file is that of the correction', async () => {
    const id = await attach();
    const uploadId = await api.world.upload(api.people.liaison);
    const answer = await api.as('liaison').mutate('replaceEvidence', { evidenceId: id, uploadId, note: '更正' });
    expect(answer.refusals).toEqual([]);
    const [corrected] = await replaced(id);
    const { receipt: given } = await receipt('liaison', corrected!.id);
    expect(JSON.parse(given.leaf.payload)).toMatchObject({ action: 'replaceEvidence' });
  });

  it('is not given for a ledger that does not lead to its checkpoint', async () => {
    const id = await attach();
    await sign();
    await api.db.sql(
      `alter table ledger_checkpoint disable trigger user; update ledger_checkpoint set root = sha256(root); alter table ledger_checkpoint enable trigger user`,
    );
    const { statusCode, receipt: given } = await receipt('liaison', id);
    expect([statusCode, given.code]).toEqual([500, 'INTERNAL']);
  });
});

describe('the newest checkpoint and the keys', () => {
  it('are there for everybody, as text to keep', async () => {
    const fresh = await openTestApi(inject('postgres'));
    try {
      const get = (url: string) => fresh.anonymous.send({ method: 'GET', url });
      expect((await get('/ledger/checkpoint')).statusCode).toBe(404);
      const uploadless = await fresh.as('liaison').mutate('reportProgress', {
        actionId: await fresh.world.action(unitA),
        percent: 10,
        done: '已开始',
        isUnchanged: true,
      });
      expect(uploadless.refusals).toEqual([]);
      const own = CheckpointSigner.open(fresh.db.config);
      await makeCheckpoint(fresh.db.orm, fresh.db.services, own);
      const { statusCode, headers, body } = await get('/ledger/checkpoint');
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(own.read(body)).toMatchObject({ size: await fresh.world.leafCount() });
      const keys = JSON.parse((await get('/ledger/keys')).body);
      expect(keys.checkpoint).toEqual([{ keyId: own.keyId, name: body.split('\n')[0], publicKey: own.publicKeyPem() }]);
      expect(JSON.stringify(keys)).not.toContain('PRIVATE');

      const hand = (note: string, witness = '纪检联络人') =>
        fresh.as('auditor').mutate('recordWitnessNote', { witness, note });
      expect((await hand(body.replaceAll('\n', '\r\n'))).payload).toMatchObject({ fits: true, size: 1 });
      for (const bad of [body.replace('\n1\n', '\n2\n'), body.slice(0, -20), '', 'x', `${body}${body}`])
        expect((await hand(bad)).refusals).toEqual(['WITNESS_NOTE_INVALID']);
      expect((await hand(body, ' ')).refusals).toEqual(['WITNESS_MISSING']);
      // one that this key signed and that the ledger does not lead to is kept all the same
      const root = createHash('sha256').update('another ledger').digest();
      const foreign = own.sign({ origin: body.split('\n')[0]!, size: 1, root });
      expect((await hand(foreign)).payload).toMatchObject({ fits: false, size: 1 });
      expect(await fresh.db.sql(`select from witness_note`)).toHaveLength(2);
    } finally {
      await fresh.close();
    }
  });
});
