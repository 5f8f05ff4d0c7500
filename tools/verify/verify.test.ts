import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { officeUnit, unitA, type Any, type Api } from '../../apps/api/test/api.fixture.ts';
import { randomFrom } from './random.fixture.ts';
import { checkpoint, exported, frozenByEveryMethod, frozenEvaluation, Opened, openWorld } from './package.fixture.ts';
import {
  databaseTamperings,
  strangersKey,
  tamperings,
  whileTampered,
  type Package,
  type Tools,
} from './tampering.fixture.ts';
import { verifyPackage } from './verify.mjs';

const here = import.meta.dirname;
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('There is no python3 here: the second verifier is not tried.\n');
// The full numbers of the goal are 1,000 and 100.
const flips = Number(process.env['FLIPS'] ?? 200);
const cleanRuns = Number(process.env['CLEAN_RUNS'] ?? 10);

const folder = mkdtempSync(join(tmpdir(), 'yardstick-verify-'));
let api: Api;
let tools: Tools;
let note: string;
let round: Buffer;
let unit: Buffer;
let packages: Record<Package, Buffer>;
let ids: { evaluation: string; evidence: string; everyMethod: string };

beforeAll(async () => {
  api = await openWorld(inject('postgres'));
  const evaluation = await frozenEvaluation(api);
  const second = await frozenEvaluation(api);
  const third = await frozenByEveryMethod(api);
  note = await checkpoint(api);
  round = await exported(api, evaluation);
  unit = await exported(api, evaluation, unitA, 'head');
  packages = {
    round,
    unit,
    'methods-round': await exported(api, third),
    'methods-unit': await exported(api, third, unitA, 'head'),
  };
  tools = { signer: api.db.services.signer, stranger: strangersKey(folder), other: await exported(api, second) };
  const [evidence] = await api.db.sql<{ id: string }>(`select id from evidence`);
  ids = { evaluation, evidence: evidence!.id, everyMethod: third };
}, 400_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api?.close();
});

interface Options {
  folder?: string;
  checkpoint?: string;
  keys?: string[];
}
let count = 0;
/** Puts it on disk and asks the first verifier. */
function verified(zip: Buffer, options: Options = {}): string[] {
  const path = join(folder, `${(count += 1)}.zip`);
  writeFileSync(path, zip);
  return asked(path, options);
}
/** Both verifiers, which must say the same. */
function asked(path: string, options: Options = {}): string[] {
  const { lines } = verifyPackage(path, options);
  if (hasPython) expect(saidByPython([path], options)).toEqual([lines]);
  return lines;
}
/** What the second verifier says of many packages, in one process. */
function saidByPython(paths: readonly string[], options: Options = {}): string[][] {
  const script = `import json, sys; sys.path.insert(0, ${JSON.stringify(here)}); sys.dont_write_bytecode = True
import verify
asked = json.load(sys.stdin)
print(json.dumps([verify.verify_package(p, asked['folder'], asked['checkpoint'], asked['keys']) for p in asked['paths']]))`;
  const input = JSON.stringify({ folder: null, checkpoint: null, keys: [], ...options, paths });
  const run = spawnSync('python3', ['-c', script], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as string[][];
}
const findings = (lines: readonly string[]) =>
  lines.map(line => line.split('\t')).map(([kind, place]) => ({ kind, place }));

describe('a package as it was exported', () => {
  it(
    'is found right, whole and unpacked, of the round and of a unit, again and again',
    { timeout: 300_000 },
    async () => {
      const paths: string[] = [];
      for (let n = 0; n < cleanRuns; n += 1) {
        const path = join(folder, `clean-${n}.zip`);
        const isRound = n % 2 === 0;
        writeFileSync(
          path,
          await exported(api, ids.evaluation, isRound ? undefined : unitA, isRound ? 'leader' : 'head'),
        );
        paths.push(path);
      }
      const options = { keys: [tools.signer.keyId] };
      const said = paths.map(path => verifyPackage(path, options).lines);
      for (const lines of said) expect(lines).toEqual([expect.stringMatching(/^OK .* as given; test data$/)]);
      if (hasPython) expect(saidByPython(paths, options)).toEqual(said);
      for (const unitId of ['BBB', 'CCC', 'DDD', 'EEE', 'FFF'])
        expect(verified(await exported(api, ids.evaluation, unitId))[0]).toMatch(`OK unit ${unitId}: `);
      const unpacked = join(folder, 'unpacked');
      mkdirSync(unpacked);
      for (const [name, bytes] of new Opened(round).files) writeFileSync(join(unpacked, name), bytes);
      expect(asked(unpacked)[0]).toMatch(/^OK round /);
    },
  );

  it('is found right whatever methods it uses, of the round and of every unit', async () => {
    expect(verified(packages['methods-round'])[0]).toMatch(/^OK round /);
    for (const unitId of ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'])
      expect(verified(await exported(api, ids.everyMethod, unitId))[0]).toMatch(`OK unit ${unitId}: `);
    const kinds = new Opened(packages['methods-round']).json('evaluation.json').scheme.indicators;
    expect(new Set(kinds.map((indicator: Any) => indicator.method.kind)).size).toBe(11);
  });

  it('tells how far the witness reaches', () => {
    const file = join(folder, 'note.txt');
    writeFileSync(file, note);
    expect(verified(round)[0]).toContain('; not compared with a witness’s note; ');
    const [, size] = note.split('\n');
    expect(verified(round, { checkpoint: file })[0]).toMatch(`; checkpoint yardstick/${tools.signer.keyId} ${size} `);
    expect(verified(round, { checkpoint: file })[0]).toContain('; witnessed; ');
  });

  it('is right before there is a checkpoint, and says so', async () => {
    const young = await openWorld(inject('postgres'));
    try {
      const lines = verified(await exported(young, await frozenEvaluation(young)));
      expect(lines[0]).toMatch(/^OK .*; no checkpoint yet; /);
    } finally {
      await young.close();
    }
  });

  it('is checked by two programs of one file each, which answer by their exit', () => {
    const [good, bad] = [join(folder, 'good.zip'), join(folder, 'bad.zip')];
    writeFileSync(good, round);
    writeFileSync(bad, round.subarray(0, -1));
    // Copied to a folder of their own they find nothing to import.
    const alone = mkdtempSync(join(tmpdir(), 'yardstick-alone-'));
    for (const name of ['verify.mjs', 'verify.py']) cpSync(join(here, name), join(alone, name));
    const programs = [
      [process.execPath, join(alone, 'verify.mjs')],
      ...(hasPython ? [['python3', join(alone, 'verify.py')]] : []),
    ];
    for (const [program, script] of programs as [string, string][]) {
      const run = (...args: string[]) => spawnSync(program, [script, ...args], { encoding: 'utf8' });
      expect(run(good)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^OK round .*\n$/) });
      expect(run(bad)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^truncated\tzip@\d+\t\d+\t\d+\n$/) });
      expect(run(join(folder, 'none.zip'))).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(/^damaged\tpackage\t/),
      });
      expect(run()).toMatchObject({ status: 2, stdout: '' });
    }
    rmSync(alone, { recursive: true });
  });

  it('is taken by the office and the leading group, and by a unit for itself once it is frozen', async () => {
    const status = async (who: 'liaison' | 'head' | 'otherHead' | 'staff' | 'admin' | 'auditor', query = '') =>
      (await api.as(who).send({ method: 'GET', url: `/exports/packages/${ids.evaluation}.zip${query}` })).statusCode;
    const before = await api.world.leafCount();
    expect(await status('staff')).toBe(200);
    expect(await status('liaison', `?unit=${unitA}`)).toBe(200);
    expect(await api.world.leafCount()).toBe(before + 2);
    for (const [who, query] of [
      ['head', ''],
      ['otherHead', `?unit=${unitA}`],
      ['admin', ''],
      ['auditor', ''],
    ] as const)
      expect([who, await status(who, query)]).toEqual([who, 403]);
    expect(await status('staff', `?unit=${officeUnit}`)).toBe(404);
    const computed = await api.world.evaluation(api.people.chief, [unitA]);
    const url = `/exports/packages/${computed}.zip`;
    expect((await api.as('leader').send({ method: 'GET', url })).statusCode).toBe(404);
    expect(await api.world.leafCount()).toBe(before + 2);
  });

  it('of a unit tells nothing of another', () => {
    const text = [...new Opened(unit).files]
      .filter(([name]) => name.endsWith('.json'))
      .map(([, bytes]) => bytes.toString());
    for (const secret of ['BBB局', '55.55', '61.2', '96.33', '督导整改台账"],"DDD'])
      expect(text.join('\n')).not.toContain(secret);
  });
});

describe('evidence files beside a package', () => {
  it('are found by their hash, and missed or told apart when they are others', async () => {
    const { evidence } = new Opened(round)
      .json('evidence.json')
      .records.find((record: { evidence: unknown[] }) => record.evidence.length > 0);
    const files = join(folder, 'files', 'deep');
    mkdirSync(files, { recursive: true });
    const from = await api.db.services.blobs.open(evidence[0].sha256);
    const bytes = Buffer.concat(await from.toArray());
    const options = { folder: join(folder, 'files') };
    expect(findings(verified(round, options))).toEqual([{ kind: 'missing', place: `file:${evidence[0].id}` }]);
    writeFileSync(join(files, evidence[0].fileName), bytes);
    expect(verified(round, options)[0]).toContain('; 1 of 1 evidence files there; ');
    writeFileSync(join(files, evidence[0].fileName), Buffer.concat([bytes, Buffer.of(10)]));
    expect(findings(verified(round, options))).toEqual([{ kind: 'altered', place: `file:${evidence[0].id}` }]);
  });
});

describe('a package that somebody altered', () => {
  const paths = tamperings.map((_, n) => join(folder, `tampered-${n}.zip`));
  let fromPython: string[][];
  beforeAll(() => {
    for (const [n, { of = 'round', do: alter }] of tamperings.entries())
      writeFileSync(paths[n]!, alter(packages[of], tools));
    fromPython = hasPython ? saidByPython(paths) : [];
  }, 400_000);

  it.each(tamperings)('$name: $kind', tampering => {
    const { of = 'round', kind, place } = tampering;
    const n = tamperings.indexOf(tampering);
    expect(readFileSync(paths[n]!).equals(packages[of])).toBe(false);
    const { lines } = verifyPackage(paths[n]!);
    expect(findings(lines)).toContainEqual({ kind, place: expect.stringMatching(place) });
    if (hasPython) expect(fromPython[n]).toEqual(lines);
  });

  it('has more than forty kinds of that', () => {
    expect(new Set(tamperings.map(({ name }) => name)).size).toBe(tamperings.length);
    expect(tamperings.length + databaseTamperings.length).toBeGreaterThanOrEqual(40);
  });

  it('is found with any byte another', () => {
    const random = randomFrom(20241015);
    const paths: string[] = [];
    for (let n = 0; n < flips; n += 1) {
      const clean = n % 2 === 0 ? round : unit;
      const copy = Buffer.from(clean);
      const at = random(copy.length);
      copy[at] = copy[at]! ^ (1 + random(255));
      const path = join(folder, `flip-${n}.zip`);
      writeFileSync(path, copy);
      paths.push(path);
    }
    const said = paths.map(path => verifyPackage(path).lines);
    expect(said.filter(lines => lines[0]!.startsWith('OK'))).toEqual([]);
    if (hasPython) expect(saidByPython(paths)).toEqual(said);
    for (const path of paths) rmSync(path);
  }, 900_000);
});

describe('a package re-made by a stranger from top to bottom', () => {
  // Every hash, signature and note fits: only what somebody outside has kept tells.
  const forged = () => {
    const opened = new Opened(round);
    const { stranger } = tools;
    opened.change('keys.json', keys => {
      keys.leaf = [{ id: stranger.keyId, publicKey: publicKeyOf(stranger.publicKeyPem()) }];
      keys.checkpoint = [];
    });
    opened.change('ledger.json', ledger => {
      for (const leaf of ledger.leaves) {
        leaf.key = stranger.keyId;
        leaf.signature = stranger.sign(Buffer.from(leaf.payload)).toString('base64');
      }
    });
    opened.files.delete('checkpoint.txt');
    return opened.repacked(stranger);
  };

  it('is right in itself, under a key that its answer names', () => {
    expect(verified(forged())[0]).toContain(`; key ${tools.stranger.keyId} taken from the package itself; `);
  });
  it('is found by the key on paper', () => {
    const lines = verified(forged(), { keys: [tools.signer.keyId] });
    expect(findings(lines)).toEqual([{ kind: 'untrusted', place: 'keys.json#/leaf/0' }]);
  });
  it('is found by a note that a witness kept', () => {
    const file = join(folder, 'kept.txt');
    writeFileSync(file, note);
    expect(findings(verified(forged(), { checkpoint: file }))).toEqual([
      { kind: 'untrusted', place: 'witness/signature' },
    ]);
  });
});

describe('a witness’s note', () => {
  it('of another size says nothing, and this is said', async () => {
    await api.as('liaison').mutate('reportProgress', {
      actionId: await api.world.action(unitA),
      percent: 10,
      done: '已开始',
      isUnchanged: true,
    });
    const file = join(folder, 'later.txt');
    writeFileSync(file, await checkpoint(api));
    expect(findings(verified(round, { checkpoint: file }))).toEqual([{ kind: 'unwitnessed', place: 'witness/size' }]);
    expect(verified(await exported(api, ids.evaluation), { checkpoint: file })[0]).toContain('; witnessed; ');
  });
});

describe('a package made from a database that its administrator altered', () => {
  it.each(databaseTamperings)('$name: $kind', async ({ kind, place, table, statement }) => {
    const lines = await whileTampered(api, table, statement(ids), async () =>
      verified(await exported(api, ids.evaluation)),
    );
    expect(findings(lines)).toContainEqual({ kind, place: expect.stringMatching(place) });
    expect(verified(await exported(api, ids.evaluation))[0]).toMatch(/^OK /);
  });

  it('a figure altered before the computation: altered', async () => {
    const [figure] = await api.db.sql<{ value: string }>(
      `update figure set value = '98' where unit_id = 'DDD' and code = 'efficacy' and year = 2022 returning value`,
    );
    expect(figure).toEqual({ value: '98' });
    const lines = verified(await exported(api, await frozenEvaluation(api)));
    expect(findings(lines)).toEqual([{ kind: 'altered', place: 'figure:DDD figure/efficacy/2022/leaf' }]);
  });

  it('a figure put in before the computation: unlogged', async () => {
    await api.world.figure('EEE', { code: 'praise', year: 2023, value: '1' });
    const lines = verified(await exported(api, await frozenEvaluation(api), 'EEE'));
    expect(findings(lines)).toEqual([{ kind: 'unlogged', place: 'figure:EEE figure/praise/2023' }]);
  });
});

const publicKeyOf = (pem: string): string => Buffer.from(pem.split('\n')[1]!, 'base64').subarray(-32).toString('hex');

it('the verifiers use nothing but what their languages bring', () => {
  const [first, second] = ['verify.mjs', 'verify.py'].map(name => readFileSync(join(here, name), 'utf8'));
  const sources = [...first!.matchAll(/^import .* from '(.*)'/gm)].map(([, source]) => source);
  expect(sources).toEqual(['node:crypto', 'node:fs', 'node:path', 'node:url']);
  const modules = [...second!.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name);
  expect(modules).toEqual(['base64', 'binascii', 'hashlib', 'json', 'os', 're', 'struct', 'sys', 'fractions']);
});
