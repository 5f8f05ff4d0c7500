import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import { plainZip } from '@yardstick/server/documents/plain-zip';
import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import { CheckpointSigner } from '@yardstick/server/ledger/checkpoint-signer';
import { makeCheckpoint } from '@yardstick/server/ledger/make-checkpoint';
import type { LedgerSigner } from '@yardstick/server/ledger/signer';
import { createHash } from 'node:crypto';
import { openTestApi, unitA, unitB, type Any, type Api } from '../../apps/api/test/api.fixture.ts';
import { everyMethod, everyMethodInputs } from './every-method.fixture.ts';

/** Six units between them show a tie at the edge of a quota, a veto, an indicator left out, a deduction and something ruled not applicable. */
export async function openWorld(superuserUrl: string): Promise<Api> {
  const api = await openTestApi(superuserUrl);
  for (const unit of ['CCC', 'DDD', 'EEE', 'FFF']) await api.world.unit(unit);
  const late = await api.world.action(unitA, 'in-progress', { due_on: '2024-06-28' });
  await api.world.action(unitA, 'not-applicable');
  await api.world.action(unitB, 'done');
  await api.world.action('DDD', 'in-progress', { due_on: '2024-03-29' });
  await done(api.as('liaison'), 'reportProgress', { actionId: late, percent: 40, done: '已核对四成' });
  await done(api.as('liaison'), 'attachEvidence', {
    uploadId: await api.world.upload(api.people.liaison),
    milestoneIds: [await api.world.milestone(unitA, late)],
    title: '执法人员名册',
    kind: 'ROSTER',
  });
  await api.world.file(Buffer.from('another'));
  const marks: Record<string, [string, string, string | null]> = {
    AAA: ['97.5', '96', '95'],
    BBB: ['97', '96.33', '94.5'],
    CCC: ['99', '99', '99'],
    DDD: ['55.55', '61.2', '70'],
    EEE: ['97', '96.33', null],
    FFF: ['97', '96.33', '94.5'],
  };
  const figures = Object.entries(marks).flatMap(([unitCode, [first, second, satisfaction]]) => [
    { unitCode, code: 'efficacy', year: 2022, value: first, source: '效能评价报告' },
    { unitCode, code: 'efficacy', year: 2023, value: second, source: '效能评价报告', isProvisional: true },
    { unitCode, code: 'rectified', year: 0, value: unitCode === 'DDD' ? '2' : '5', source: '督导整改台账' },
    { unitCode, code: 'rectification-due', year: 0, value: '5', source: '督导整改台账' },
    ...(satisfaction ? [{ unitCode, code: 'satisfaction', year: 0, value: satisfaction, source: '第三方评估' }] : []),
    ...(unitCode === 'CCC' ? [{ unitCode, code: 'veto-falsified', year: 0, value: '1', source: '专项核查' }] : []),
    ...(unitCode === 'BBB' ? [{ unitCode, code: 'praise', year: 2024, value: '2', source: '通报表扬' }] : []),
  ]);
  await done(api.as('staff'), 'recordFigures', { programId: api.world.programId, figures });
  return api;
}

async function done(client: ReturnType<Api['as']>, verb: string, input: object): Promise<Any> {
  const answer = await client.mutate(verb, input);
  if (answer.status !== 200 || answer.refusals.length > 0) throw new Error(`${verb}: ${answer.text}`);
  return answer.payload;
}

/** By the acceptance scheme; EEE has no satisfaction survey, and the office rules so. */
export async function frozenEvaluation(api: Api): Promise<string> {
  const evaluationId = await orderly(api, 'openEvaluation', 'acceptance-2024');
  const ruling = { evaluationId, unitId: 'EEE', indicator: 'satisfaction', reason: '没有服务窗口' };
  await done(api.as('chief'), 'ruleNotApplicable', ruling);
  await done(api.as('chief'), 'startEvaluation', { evaluationId });
  return frozen(api, evaluationId);
}

async function orderly(api: Api, verb: 'openEvaluation' | 'orderEvaluation', schemeCode: string): Promise<string> {
  const { evaluation, evaluationId } = await done(api.as('chief'), verb, {
    programId: api.world.programId,
    schemeCode,
    name: '验收评估',
    asOf: api.world.today,
  });
  return (evaluationId ?? evaluation.id) as string;
}

async function frozen(api: Api, evaluationId: string): Promise<string> {
  await buildEvaluation(api.db.orm, api.db.services, evaluationId);
  const [built] = await api.db.sql<{ state: string; failure: string }>(
    `select state, failure from evaluation where id = $1`,
    [evaluationId],
  );
  if (built!.state !== 'computed') throw new Error(`${built!.state}: ${built!.failure}`);
  await done(api.as('chief'), 'releaseProvisional', { evaluationId });
  await api.world.agree(evaluationId, api.people.head);
  await done(api.as('chief'), 'proposeFreeze', { evaluationId });
  await done(api.as('leader'), 'approveFreeze', { evaluationId });
  return evaluationId;
}

/** One that uses every method: its inputs are put in as if they had been collected. */
export async function frozenByEveryMethod(api: Api): Promise<string> {
  const { sql } = api.db;
  const { code, version } = everyMethod;
  const body = JSON.stringify(everyMethod);
  await sql(`insert into scoring_scheme (code, version, body) values ($1, $2, $3)`, [code, version, body]);
  const inputs = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'].map(everyMethodInputs);
  // what may be ordered at once is what is on record, whatever the records say
  for (const { unitCode, figures } of inputs)
    await sql(
      `insert into figure (unit_id, program_id, code, year, value, source, recorded_by)
       select $1, $2, x.code, coalesce(x.year, 0), x.value, '台账', '某' from jsonb_to_recordset($3::jsonb) as x (code text, year int, value text)
       on conflict do nothing`,
      [
        unitCode,
        api.world.programId,
        JSON.stringify([...figures.filter(f => f.code !== 'overdue-5wd'), { code: 'poster', year: 2024, value: '25' }]),
      ],
    );
  const evaluationId = await orderly(api, 'orderEvaluation', code);
  for (const unit of inputs)
    await sql(`insert into evaluation_unit (unit_id, evaluation_id, inputs) values ($1, $2, $3)`, [
      unit.unitCode,
      evaluationId,
      JSON.stringify(unit),
    ]);
  return frozen(api, evaluationId);
}

export async function checkpoint(api: Api): Promise<string> {
  await makeCheckpoint(api.db.orm, api.db.services, CheckpointSigner.open(api.db.config));
  const [newest] = await api.db.sql<{ note: string }>(`select note from ledger_checkpoint order by size desc limit 1`);
  return newest!.note;
}

export async function exported(
  api: Api,
  id: string,
  unit?: string,
  who: 'leader' | 'head' = 'leader',
): Promise<Buffer> {
  const url = `/exports/packages/${id}.zip${unit ? `?unit=${unit}` : ''}`;
  const response = await api.as(who).send({ method: 'GET', url });
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${response.body}`);
  return response.rawPayload;
}

export const zipOf = (files: readonly [string, Buffer][]): Buffer =>
  Buffer.concat([...plainZip(files.map(([name, bytes]) => ({ name, bytes })))]);

/** The files of a package, to be changed and packed again. */
export class Opened {
  readonly files = new Map<string, Buffer>();

  constructor(zip: Buffer) {
    for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
      const contentAt = at + 30 + zip.readUInt16LE(at + 26);
      const end = contentAt + zip.readUInt32LE(at + 18);
      this.files.set(zip.toString('latin1', at + 30, contentAt), zip.subarray(contentAt, end));
      at = end;
    }
  }

  json(name: string): Any {
    return JSON.parse(this.files.get(name)!.toString('utf8'));
  }

  change(name: string, change: (value: Any) => void): this {
    const value = this.json(name);
    change(value);
    this.files.set(name, Buffer.from(canonicalJson(value), 'utf8'));
    return this;
  }

  /** As one who alters a file and nothing else. */
  packed(): Buffer {
    return zipOf([...this.files]);
  }

  /** As one who also puts the manifest right, and signs it if he has a key. */
  repacked(signer?: LedgerSigner): Buffer {
    const apart = ['manifest.json', 'manifest.sig'];
    const names = [...this.files.keys()].filter(name => !apart.includes(name)).sort();
    this.change('manifest.json', manifest => {
      manifest.files = names.map(path => {
        const bytes = this.files.get(path)!;
        return { path, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
      });
      if (signer) manifest.key = signer.keyId;
    });
    if (signer)
      this.files.set(
        'manifest.sig',
        signer.sign(Buffer.concat([Buffer.from('yardstick-package/1\n'), this.files.get('manifest.json')!])),
      );
    return zipOf([...apart, ...names].map(name => [name, this.files.get(name)!]));
  }
}
