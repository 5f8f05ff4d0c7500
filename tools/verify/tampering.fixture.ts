import { LedgerSigner } from '@yardstick/server/ledger/signer';
import { createPublicKey } from 'node:crypto';
import type { Any, Api } from '../../apps/api/test/api.fixture.ts';
import { Opened, zipOf } from './package.fixture.ts';

export type Kind =
  | 'altered'
  | 'missing'
  | 'extra'
  | 'truncated'
  | 'unlogged'
  | 'damaged'
  | 'untrusted'
  | 'unwitnessed'
  | 'invalid'
  | 'unknown';

/** Of the acceptance evaluation, and of one that uses every method. */
export type Package = 'round' | 'unit' | 'methods-round' | 'methods-unit';

/** What somebody does to a package, and how a verifier must name it. */
export interface Tampering {
  name: string;
  kind: Kind;
  /** The place that the finding must tell. */
  place: RegExp;
  of?: Package;
  do: (zip: Buffer, tools: Tools) => Buffer;
}

export interface Tools {
  /** The real key: what a package looks like that was made from altered data. */
  signer: LedgerSigner;
  stranger: LedgerSigner;
  /** Another frozen evaluation's package, of the same ledger. */
  other: Buffer;
}

const rawOf = (signer: LedgerSigner): string =>
  createPublicKey(signer.publicKeyPem()).export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');

const changed =
  (file: string, change: (value: Any) => void) =>
  (zip: Buffer, { signer }: Tools): Buffer =>
    new Opened(zip).change(file, change).repacked(signer);
const put =
  (work: (opened: Opened, tools: Tools) => void) =>
  (zip: Buffer, tools: Tools): Buffer => {
    const opened = new Opened(zip);
    work(opened, tools);
    return opened.repacked(tools.signer);
  };
const bytes =
  (work: (zip: Buffer) => void) =>
  (zip: Buffer): Buffer => {
    const copy = Buffer.from(zip);
    work(copy);
    return copy;
  };
/** The end of the zip says where. */
const directoryAt = (zip: Buffer): number => zip.readUInt32LE(zip.length - 6);
const leafOf = (value: Any, action: string): Any =>
  value.leaves.find((leaf: Any) => leaf.payload.startsWith(`{"action":"${action}"`));
const rewritten = (leaf: Any, from: string, to: string): void => {
  leaf.payload = leaf.payload.replace(from, to);
};
const unitOf = (list: Any, code = 'DDD'): Any => list.find((unit: Any) => unit.unitCode === code);

/** Each with everything outside put right, hashes and the signature of the manifest too, unless its name says otherwise. */
export const tamperings: Tampering[] = [
  // files, by somebody without a key
  {
    name: 'a score, nothing put right',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: zip => new Opened(zip).change('evaluation.json', e => (unitOf(e.result.units).total = '91.00')).packed(),
  },
  {
    name: 'a score, hashes in the manifest put right, no key',
    kind: 'altered',
    place: /^manifest\.sig$/,
    do: zip => new Opened(zip).change('evaluation.json', e => (unitOf(e.result.units).total = '91.00')).repacked(),
  },
  {
    name: 'the score sheet replaced',
    kind: 'altered',
    place: /^sheet\.docx$/,
    do: zip => {
      const opened = new Opened(zip);
      opened.files.set('sheet.docx', Buffer.from('another'));
      return opened.packed();
    },
  },
  {
    name: 'the workbook replaced, hash in the manifest put right, no key',
    kind: 'altered',
    place: /^manifest\.sig$/,
    do: zip => {
      const opened = new Opened(zip);
      opened.files.set('sheet.xlsx', Buffer.from('another'));
      return opened.repacked();
    },
  },
  {
    name: 'a file taken out',
    kind: 'missing',
    place: /^salts\.json$/,
    do: zip => {
      const opened = new Opened(zip);
      opened.files.delete('salts.json');
      return opened.packed();
    },
  },
  {
    name: 'a file taken out of the manifest too',
    kind: 'missing',
    place: /^manifest\.json#\/files\/evidence\.json$/,
    do: put(opened => opened.files.delete('evidence.json')),
  },
  {
    name: 'a file put in',
    kind: 'extra',
    place: /^note\.txt$/,
    do: zip => {
      const opened = new Opened(zip);
      opened.files.set('note.txt', Buffer.from('see here'));
      return opened.packed();
    },
  },
  {
    name: 'a file put into the manifest too',
    kind: 'extra',
    place: /^manifest\.json#\/files\/note\.txt$/,
    do: put(opened => opened.files.set('note.txt', Buffer.from('see here'))),
  },
  {
    name: 'the manifest taken out',
    kind: 'missing',
    place: /^manifest\.json$/,
    do: zip => {
      const opened = new Opened(zip);
      opened.files.delete('manifest.json');
      return opened.packed();
    },
  },
  {
    name: 'the signature of the manifest taken out',
    kind: 'missing',
    place: /^manifest\.sig$/,
    do: zip => {
      const opened = new Opened(zip);
      opened.files.delete('manifest.sig');
      return opened.packed();
    },
  },
  {
    name: 'the signature of the manifest of another package',
    kind: 'altered',
    place: /^manifest\.sig$/,
    do: (zip, { other }) => {
      const opened = new Opened(zip);
      opened.files.set('manifest.sig', new Opened(other).files.get('manifest.sig')!);
      return opened.packed();
    },
  },
  {
    name: 'the instance called another, no key',
    kind: 'altered',
    place: /^manifest\.sig$/,
    do: zip => new Opened(zip).change('manifest.json', m => (m.instance = 'production')).packed(),
  },
  // the zip itself
  { name: 'half of it', kind: 'truncated', place: /^zip@/, do: zip => zip.subarray(0, zip.length >> 1) },
  { name: 'the last byte gone', kind: 'truncated', place: /^zip@/, do: zip => zip.subarray(0, -1) },
  { name: 'the directory gone', kind: 'truncated', place: /^zip@/, do: zip => zip.subarray(0, directoryAt(zip)) },
  { name: 'a byte behind it', kind: 'extra', place: /^zip@/, do: zip => Buffer.concat([zip, Buffer.of(0)]) },
  { name: 'a byte before it', kind: 'damaged', place: /^zip@0$/, do: zip => Buffer.concat([Buffer.of(0), zip]) },
  { name: 'the time of an entry', kind: 'damaged', place: /^zip@0$/, do: bytes(zip => zip.writeUInt16LE(77, 10)) },
  {
    name: 'rights in the directory',
    kind: 'damaged',
    place: /^zip@/,
    do: bytes(zip => zip.writeUInt32LE(0x81a4, directoryAt(zip) + 38)),
  },
  {
    name: 'the same file twice',
    kind: 'extra',
    place: /^zip:README\.txt$/,
    do: zip => zipOf([...new Opened(zip).files, ['README.txt', Buffer.from('other')]]),
  },
  {
    name: 'files in another order',
    kind: 'damaged',
    place: /^zip order$/,
    do: zip => zipOf([...new Opened(zip).files].reverse()),
  },
  // the evaluation, from altered data, signed by the real key
  {
    name: 'a total',
    kind: 'altered',
    place: /^evaluation\.json#\/result\/units\/\d\/total$/,
    do: changed('evaluation.json', e => (unitOf(e.result.units).total = '91.00')),
  },
  {
    name: 'a rank',
    kind: 'altered',
    place: /\/rank$/,
    do: changed('evaluation.json', e => (unitOf(e.result.units).rank = 1)),
  },
  {
    name: 'a grade',
    kind: 'altered',
    place: /\/grade$/,
    do: changed('evaluation.json', e => (unitOf(e.result.units).grade = 'excellent')),
  },
  {
    name: 'a veto taken away from the result',
    kind: 'missing',
    place: /\/vetoes\/0$/,
    do: changed('evaluation.json', e => (unitOf(e.result.units, 'CCC').vetoes = [])),
  },
  {
    name: 'the score of an indicator',
    kind: 'altered',
    place: /\/indicators\/0\/score$/,
    do: changed('evaluation.json', e => (unitOf(e.result.units).indicators[0].score = '50.00')),
  },
  {
    name: 'the words of an explanation',
    kind: 'altered',
    place: /\/lines\/0\/text\/zh$/,
    do: changed('evaluation.json', e => (unitOf(e.result.units).indicators[0].lines[0].text.zh = '基础分')),
  },
  {
    name: 'a record behind a mark',
    kind: 'altered',
    place: /\/refs\/0$/,
    do: changed('evaluation.json', e => {
      const { lines } = unitOf(e.result.units).indicators[1];
      lines.find((line: Any) => line.refs.length > 0).refs[0] = 'figure/efficacy/1999';
    }),
  },
  {
    name: 'the counts of grades',
    kind: 'altered',
    place: /\/gradeCounts\/good$/,
    do: changed('evaluation.json', e => (e.result.gradeCounts.good = 9)),
  },
  {
    name: 'a unit taken out of the result',
    kind: 'missing',
    place: /\/result\/units\/5$/,
    do: changed('evaluation.json', e => e.result.units.pop()),
  },
  {
    name: 'a unit put into the result',
    kind: 'extra',
    place: /\/result\/units\/6$/,
    do: changed('evaluation.json', e => e.result.units.push({ ...e.result.units[0], unitCode: 'GGG' })),
  },
  {
    name: 'a unit taken out altogether',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: changed('evaluation.json', e => {
      e.inputs = e.inputs.filter((unit: Any) => unit.unitCode !== 'DDD');
      e.result.units = e.result.units.filter((unit: Any) => unit.unitCode !== 'DDD');
    }),
  },
  {
    name: 'a figure that went in',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: changed(
      'evaluation.json',
      e => (unitOf(e.inputs).figures.find((f: Any) => f.code === 'efficacy').value = '99'),
    ),
  },
  {
    name: 'a figure, where it lies in the evidence too',
    kind: 'altered',
    place: /^figure:DDD figure\/efficacy\/2022\/leaf$/,
    do: put(opened => {
      opened.change('evaluation.json', e => {
        const figure = unitOf(e.inputs).figures.find((f: Any) => f.code === 'efficacy' && f.year === 2022);
        figure.value = '99';
      });
      opened.change('evidence.json', e => {
        e.figures.find((f: Any) => f.unit === 'DDD' && f.ref === 'figure/efficacy/2022').value = '99';
      });
    }),
  },
  {
    name: 'a deduction taken out of the inputs',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: changed('evaluation.json', e => {
      unitOf(e.inputs).figures = unitOf(e.inputs).figures.filter((f: Any) => f.code !== 'red-light');
    }),
  },
  {
    name: 'a sum that its records do not make',
    kind: 'invalid',
    place: /\/figures\/\d+\/value$/,
    do: changed('evaluation.json', e => {
      unitOf(e.inputs).figures.find((f: Any) => f.code === 'overdue-5wd' && f.value !== '0').value = '1';
    }),
  },
  {
    name: 'a figure twice',
    kind: 'invalid',
    place: /^evaluation\.json#\/inputs\/\d\/figures\/\d+$/,
    do: changed('evaluation.json', e => e.inputs[0].figures.push(e.inputs[0].figures[0])),
  },
  {
    name: 'weights moved between indicators',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: changed('evaluation.json', e => {
      e.scheme.indicators[0].full = '40';
      e.scheme.indicators[1].full = '35';
    }),
  },
  {
    name: 'weights that make more than a hundred',
    kind: 'invalid',
    place: /#\/scheme\/indicators$/,
    do: changed('evaluation.json', e => (e.scheme.indicators[0].full = '60')),
  },
  {
    name: 'a quota',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: changed('evaluation.json', e => (e.scheme.grades[0].quotaPercent = 100)),
  },
  {
    name: 'a threshold of a grade',
    kind: 'altered',
    place: /^evaluation\.json$/,
    do: changed('evaluation.json', e => (e.scheme.grades[1].from = '75')),
  },
  {
    name: 'a method nobody knows',
    kind: 'unknown',
    place: /\/method\/kind$/,
    do: changed('evaluation.json', e => (e.scheme.indicators[0].method.kind = 'by-feeling')),
  },
  {
    name: 'a rule nobody knows',
    kind: 'unknown',
    place: /#\/scheme\/bonusForFriends$/,
    do: changed('evaluation.json', e => (e.scheme.bonusForFriends = ['DDD'])),
  },
  {
    name: 'a format to come',
    kind: 'unknown',
    place: /^evaluation\.json#\/format$/,
    do: changed('evaluation.json', e => (e.format = 2)),
  },
  {
    name: 'a package format to come',
    kind: 'unknown',
    place: /^manifest\.json$/,
    do: zip => new Opened(zip).change('manifest.json', m => (m.version = 2)).packed(),
  },
  {
    name: 'spaces in the JSON',
    kind: 'damaged',
    place: /^evaluation\.json$/,
    do: put(o => o.files.set('evaluation.json', Buffer.from(JSON.stringify(o.json('evaluation.json'), null, 1)))),
  },
  {
    name: 'a name twice in the JSON',
    kind: 'damaged',
    place: /^approval\.json$/,
    do: put(o => {
      const text = o.files.get('approval.json')!.toString('utf8');
      o.files.set('approval.json', Buffer.from(text.replace('"name":', '"name":"x","name":')));
    }),
  },
  {
    name: 'a salt',
    kind: 'altered',
    place: /^salts\.json units root$/,
    do: changed('salts.json', s => (s.salts[0].salt = '00')),
  },
  // the approval
  {
    name: 'who approved',
    kind: 'altered',
    place: /\/approvedBy$/,
    do: changed('approval.json', a => (a.evaluation.approvedBy = '张某')),
  },
  {
    name: 'who proposed, by id',
    kind: 'altered',
    place: /\/proposedById$/,
    do: changed('approval.json', a => (a.evaluation.proposedById = a.evaluation.orderedById.replace(/^./, 'x'))),
  },
  {
    name: 'approved by the proposer',
    kind: 'invalid',
    place: /\/approvedById$/,
    do: changed('approval.json', a => (a.evaluation.approvedById = a.evaluation.proposedById)),
  },
  {
    name: 'approved within one unit',
    kind: 'invalid',
    place: /\/approvedByUnit$/,
    do: changed('approval.json', a => (a.evaluation.approvedByUnit = a.evaluation.proposedByUnit)),
  },
  {
    name: 'when it was frozen',
    kind: 'altered',
    place: /\/frozenAt$/,
    do: changed('approval.json', a => (a.evaluation.frozenAt = '2024-12-31T00:00:00.000Z')),
  },
  {
    name: 'the day it is of',
    kind: 'altered',
    place: /\/asOf$/,
    do: changed('approval.json', a => (a.evaluation.asOf = '2024-09-30')),
  },
  {
    name: 'the hash on record',
    kind: 'altered',
    place: /\/sha256$/,
    do: changed('approval.json', a => (a.evaluation.sha256 = '0'.repeat(64))),
  },
  {
    name: 'approval without a leaf',
    kind: 'unlogged',
    place: /\/leaves\/approved$/,
    do: put(o => {
      o.change('ledger.json', l => (l.leaves = l.leaves.filter((leaf: Any) => leaf !== leafOf(l, 'approveFreeze'))));
      o.change('approval.json', a => (a.leaves.approved = null));
    }),
  },
  {
    name: 'approved before proposed',
    kind: 'invalid',
    place: /^approval\.json#\/leaves$/,
    do: changed('approval.json', a => {
      [a.leaves.proposed, a.leaves.approved] = [a.leaves.approved, a.leaves.proposed];
    }),
  },
  // the ledger
  {
    name: 'the payload of a leaf',
    kind: 'altered',
    place: /^leaf:\d+\/signature$/,
    do: changed('ledger.json', l => rewritten(leafOf(l, 'approveFreeze'), '"role":"LEADER"', '"role":"OFFICE_CHIEF"')),
  },
  {
    name: 'a leaf forged by a stranger',
    kind: 'untrusted',
    place: /^leaf:\d+\/key$/,
    do: put((o, { stranger }) =>
      o.change('ledger.json', l => {
        const leaf = leafOf(l, 'approveFreeze');
        rewritten(leaf, '"role":"LEADER"', '"role":"OFFICE_CHIEF"');
        leaf.signature = stranger.sign(Buffer.from(leaf.payload)).toString('base64');
        leaf.key = stranger.keyId;
      }),
    ),
  },
  {
    name: 'a leaf signed anew by who holds the key',
    kind: 'altered',
    place: /^leaf:\d+\/path$/,
    do: put((o, { signer }) =>
      o.change('ledger.json', l => {
        const leaf = leafOf(l, 'approveFreeze');
        rewritten(leaf, '"role":"LEADER"', '"role":"OFFICE_CHIEF"');
        leaf.signature = signer.sign(Buffer.from(leaf.payload)).toString('base64');
      }),
    ),
  },
  {
    name: 'the signature of a leaf',
    kind: 'altered',
    place: /^leaf:\d+\/signature$/,
    do: changed('ledger.json', l => (l.leaves[0].signature = l.leaves[1].signature)),
  },
  {
    name: 'a path',
    kind: 'altered',
    place: /^leaf:\d+\/path$/,
    do: changed('ledger.json', l => (l.leaves[0].path[0] = '0'.repeat(64))),
  },
  {
    name: 'a path cut short',
    kind: 'altered',
    place: /^leaf:\d+\/path$/,
    do: changed('ledger.json', l => l.leaves[0].path.pop()),
  },
  {
    name: 'two leaves swapped',
    kind: 'altered',
    place: /^leaf:\d+\/payload\/seq$/,
    do: changed('ledger.json', ({ leaves: [a, b] }) => {
      [a.payload, b.payload] = [b.payload, a.payload];
      [a.signature, b.signature] = [b.signature, a.signature];
      [a.path, b.path] = [b.path, a.path];
    }),
  },
  {
    name: 'leaves out of order',
    kind: 'damaged',
    place: /^leaf:\d+\/seq$/,
    do: changed('ledger.json', l => l.leaves.reverse()),
  },
  {
    name: 'a leaf taken out',
    kind: 'missing',
    place: /^leaf:\d+$/,
    do: changed('ledger.json', l => (l.leaves = l.leaves.filter((leaf: Any) => leaf !== leafOf(l, 'proposeFreeze')))),
  },
  {
    name: 'a leaf that nothing rests on',
    kind: 'extra',
    place: /^leaf:\d+$/,
    do: put((o, { other }) =>
      o.change('ledger.json', l => {
        const known = new Set(l.leaves.map((leaf: Any) => leaf.seq));
        l.leaves.push(...new Opened(other).json('ledger.json').leaves.filter((leaf: Any) => !known.has(leaf.seq)));
        l.leaves.sort((a: Any, b: Any) => a.seq - b.seq);
      }),
    ),
  },
  {
    name: 'the root',
    kind: 'altered',
    place: /^checkpoint\.txt\/root$/,
    do: changed('ledger.json', l => (l.root = '0'.repeat(64))),
  },
  {
    name: 'a shorter ledger',
    kind: 'altered',
    place: /^checkpoint\.txt\/size$/,
    do: changed('ledger.json', l => (l.size -= 1)),
  },
  {
    name: 'the size in the note',
    kind: 'altered',
    place: /^checkpoint\.txt\/signature$/,
    do: put(o => {
      const lines = o.files.get('checkpoint.txt')!.toString('utf8').split('\n');
      lines[1] = String(Number(lines[1]) + 1);
      o.files.set('checkpoint.txt', Buffer.from(lines.join('\n')));
    }),
  },
  {
    name: 'a note that is none',
    kind: 'damaged',
    place: /^checkpoint\.txt$/,
    do: put(o => o.files.set('checkpoint.txt', Buffer.from('all is well\n'))),
  },
  {
    name: 'the key of checkpoints swapped',
    kind: 'altered',
    place: /^checkpoint\.txt\/signature$/,
    do: put((o, { stranger }) => o.change('keys.json', k => (k.checkpoint[0].publicKey = rawOf(stranger)))),
  },
  {
    name: 'the key of leaves swapped, its name kept',
    kind: 'altered',
    place: /^keys\.json#\/leaf\/0\/id$/,
    do: put((o, { stranger }) => o.change('keys.json', k => (k.leaf[0].publicKey = rawOf(stranger)))),
  },
  {
    name: 'the key of leaves swapped, and the manifest signed by it',
    kind: 'untrusted',
    place: /^leaf:\d+\/key$/,
    do: (zip, { stranger }) =>
      new Opened(zip)
        .change('keys.json', k => (k.leaf = [{ id: stranger.keyId, publicKey: rawOf(stranger) }]))
        .repacked(stranger),
  },
  // figures and evidence
  {
    name: 'the hash of a piece of evidence',
    kind: 'altered',
    place: /^evidence:.*\/sha256$/,
    do: changed('evidence.json', e => (evidenceIn(e).sha256 = '0'.repeat(64))),
  },
  {
    name: 'when a piece of evidence came',
    kind: 'altered',
    place: /^evidence:.*\/uploadedAt$/,
    do: changed('evidence.json', e => (evidenceIn(e).uploadedAt = '2024-01-01T00:00:00.000Z')),
  },
  {
    name: 'evidence that nobody uploaded',
    kind: 'unlogged',
    place: /^evidence:/,
    do: changed('evidence.json', e => {
      const { evidence } = e.records.find((record: Any) => record.evidence.length > 0);
      evidence.push({ ...evidence[0], id: '00000000-0000-4000-8000-000000000000', leaf: null });
    }),
  },
  {
    name: 'a record taken out',
    kind: 'missing',
    place: /^record:/,
    do: changed('evidence.json', e =>
      e.records.splice(
        e.records.findIndex((r: Any) => r.evidence.length === 0),
        1,
      ),
    ),
  },
  {
    name: 'a record put in',
    kind: 'extra',
    place: /^record:/,
    do: changed('evidence.json', e => e.records.push({ unit: 'AAA', ref: 'M99/AAA/2024', evidence: [] })),
  },
  {
    name: 'a figure taken out',
    kind: 'missing',
    place: /^figure:/,
    do: changed('evidence.json', e => e.figures.shift()),
  },
  {
    name: 'a figure put in',
    kind: 'extra',
    place: /^figure:/,
    do: changed('evidence.json', e => e.figures.push({ ...e.figures[0], ref: 'figure/praise/2022', code: 'praise' })),
  },
  {
    name: 'a figure that nobody recorded',
    kind: 'unlogged',
    place: /^figure:/,
    do: changed('evidence.json', e => (e.figures[0].leaf = null)),
  },
  {
    name: 'where a figure comes from',
    kind: 'altered',
    place: /^figure:.*\/source$/,
    do: changed('evidence.json', e => (e.figures[0].source = '口头')),
  },
  // a unit's own package
  {
    name: 'the unit’s total',
    of: 'unit',
    kind: 'altered',
    place: /^unit\.json#\/result\/total$/,
    do: changed('unit.json', u => (u.result.total = '99.00')),
  },
  {
    name: 'the unit’s rank',
    of: 'unit',
    kind: 'altered',
    place: /^unit\.json#\/result\/rank$/,
    do: changed('unit.json', u => (u.result.rank = 6)),
  },
  {
    name: 'the unit’s figure, its result worked out anew',
    of: 'unit',
    kind: 'altered',
    place: /^unit\.json units root$/,
    do: changed('unit.json', u => (u.inputs.figures.find((f: Any) => f.code === 'satisfaction').value = '94.99')),
  },
  {
    name: 'the totals of others',
    of: 'unit',
    kind: 'altered',
    place: /^common\.json units root$/,
    do: changed('common.json', c => (c.totals[4].total = '10.00')),
  },
  {
    name: 'another unit’s package under this name',
    of: 'unit',
    kind: 'altered',
    place: /^unit\.json#\/unitCode$/,
    do: (zip, { signer }) => new Opened(zip).change('manifest.json', m => (m.unit = 'BBB')).repacked(signer),
  },
  {
    name: 'the place of the unit',
    of: 'unit',
    kind: 'altered',
    place: /^unit\.json units root$/,
    do: changed('places.json', p => (p.unit.index = 2)),
  },
  {
    name: 'the fingerprint of the whole',
    of: 'unit',
    kind: 'altered',
    place: /^common\.json#\/sha256$/,
    do: changed('common.json', c => (c.sha256 = '0'.repeat(64))),
  },
];

type Alter = (evaluation: Any) => unknown;
const ofMethods = (name: string, kind: Kind, place: RegExp, change: Alter): Tampering => ({
  name,
  of: 'methods-round',
  kind,
  place,
  do: changed('evaluation.json', change),
});
const figureIn = (e: Any, code: string, unit = 'DDD'): Any =>
  unitOf(e.inputs, unit).figures.find((figure: Any) => figure.code === code);
const indicatorIn = (e: Any, code: string): Any => e.scheme.indicators.find((i: Any) => i.code === code);

tamperings.push(
  ofMethods('an answer of a survey', 'altered', /\/indicators\/6\/score$/, e => {
    const poll = figureIn(e, 'poll');
    [poll.records[0].value, poll.records[1].value] = ['40', '8'];
  }),
  ofMethods('how many could have been asked', 'altered', /\/indicators\/6\/lines\/3\/text\/zh$/, e => {
    figureIn(e, 'poll').population = '22000';
  }),
  ofMethods('fewer who could have been asked than were', 'invalid', /\/figures\/\d+\/population$/, e => {
    figureIn(e, 'poll').population = '20';
  }),
  ofMethods('an answer that the survey has not', 'invalid', /\/records\/0\/item$/, e => {
    figureIn(e, 'poll').records[0].item = 'very-good';
  }),
  ofMethods('half a vote', 'invalid', /\/records\/0\/value$/, e => {
    const votes = figureIn(e, 'votes');
    [votes.records[0].value, votes.value] = ['16.5', '18.5'];
  }),
  ofMethods('the veto of a case file taken away', 'altered', /\/indicators\/8\/score$/, e => {
    delete figureIn(e, 'cases', 'FFF').records[1].vetoes;
  }),
  ofMethods('a veto that the sheet has not', 'invalid', /\/records\/0\/vetoes$/, e => {
    figureIn(e, 'cases').records[0].vetoes = ['ugly'];
  }),
  ofMethods('a case file drawn twice', 'invalid', /\/records\/1\/ref$/, e => {
    const { records } = figureIn(e, 'cases');
    records[1].ref = records[0].ref;
  }),
  ofMethods('a case file with more than full marks', 'invalid', /\/records\/0\/value$/, e => {
    const cases = figureIn(e, 'cases');
    [cases.records[0].value, cases.value] = ['100.5', '270.5'];
  }),
  ofMethods('an item of a checklist met twice', 'invalid', /\/records\/1\/item$/, e => {
    figureIn(e, 'list').records[1].item = 'rules';
  }),
  ofMethods('an item met that was left out', 'invalid', /\/records\/1\/item$/, e => {
    figureIn(e, 'list').leftOut = ['training'];
  }),
  ofMethods('an item left out that does not exist', 'invalid', /\/figures\/\d+\/leftOut$/, e => {
    figureIn(e, 'list').leftOut = ['archive', 'canteen'];
  }),
  ofMethods('the final of three marks', 'altered', /\/indicators\/9\/score$/, e => {
    figureIn(e, 'self-check').value = '9.5';
  }),
  ofMethods('the reason for a gap', 'invalid', /\/figures\/\d+$/, e => {
    figureIn(e, 'self-check').office.reason = '\u3000';
  }),
  ofMethods('what a unit said of itself', 'altered', /\/indicators\/9\/lines\/0\/text\/zh$/, e => {
    figureIn(e, 'self-check').self.reason = '无';
  }),
  ofMethods('a ruling put in', 'altered', /\/indicators\/3\/applicable$/, e => {
    unitOf(e.inputs).notApplicable = [{ indicator: 'complaints', reason: '另有规定' }];
  }),
  ofMethods('a ruling without a reason', 'invalid', /\/notApplicable\/0\/reason$/, e => {
    unitOf(e.inputs, 'EEE').notApplicable[0].reason = ' ';
  }),
  ofMethods('a ruling about a bonus', 'invalid', /\/notApplicable\/0\/indicator$/, e => {
    unitOf(e.inputs, 'EEE').notApplicable[0].indicator = 'praise';
  }),
  ofMethods('a figure of a year that does not count', 'invalid', /\/figures\/0\/year$/, e => {
    figureIn(e, 'overdue-5wd').year = 2022;
  }),
  ofMethods('the cap of a group', 'altered', /\/groups\/0\/score$/, e => {
    e.scheme.groups[0].caps[0].most = '95';
  }),
  ofMethods('the cap of a group, taken away', 'altered', /\/groups\/0\/score$/, e => {
    delete e.scheme.groups[0].caps;
  }),
  ofMethods('an indicator under two groups', 'invalid', /#\/scheme\/groups\/1\/children$/, e => {
    e.scheme.groups[1].children[0] = 'plan';
  }),
  ofMethods('a group inside itself', 'invalid', /#\/scheme\/groups$/, e => {
    e.scheme.groups[1].children.push('quality');
  }),
  ofMethods('a weight inside a group', 'invalid', /#\/scheme\/groups\/0$/, e => {
    indicatorIn(e, 'plan').full = '50';
  }),
  ofMethods('the veto of an indicator', 'altered', /\/indicators\/2\/score$/, e => {
    delete indicatorIn(e, 'rectified').vetoes;
  }),
  ofMethods('what a veto does', 'altered', /\/total$/, e => {
    delete e.scheme.vetoes[0].effect;
  }),
  ofMethods('what a veto does, in words of one’s own', 'invalid', /#\/scheme\/vetoes\/0\/effect$/, e => {
    e.scheme.vetoes[0].effect = 'half';
  }),
  ofMethods('the word of a ceiling', 'missing', /\/lines\/\d+$/, e => unitOf(e.result.units).lines.pop()),
  ofMethods('a ceiling, taken away', 'altered', /\/grade$/, e => delete e.scheme.ceilings),
  ofMethods('a ceiling at a grade that does not exist', 'invalid', /#\/scheme\/ceilings\/0\/grade$/, e => {
    e.scheme.ceilings[0].grade = 'superb';
  }),
  ofMethods('what is compared where totals are equal', 'altered', /\/rank$/, e => {
    figureIn(e, 'innovation', 'AAA').value = '1';
  }),
  ofMethods('which of the two is better', 'altered', /\/units\/0\/unitCode$/, e => {
    e.scheme.ranking.by[0].better = 'less';
  }),
  ofMethods('ties by something that the scheme has not', 'invalid', /#\/scheme\/ranking\/by\/0$/, e => {
    e.scheme.ranking.by[0].figure = 'friendship';
  }),
  ofMethods('ties by nothing', 'invalid', /#\/scheme\/ranking\/by$/, e => {
    e.scheme.ranking = { ties: 'figures' };
  }),
  ofMethods('places of a mark', 'altered', /\/indicators\/\d+\/score$/, e => {
    e.scheme.scales.indicator = 2;
  }),
  ofMethods('places that no mark has', 'invalid', /#\/scheme\/scales\/total$/, e => {
    e.scheme.scales.total = 7;
  }),
  ofMethods('how marks are rounded', 'invalid', /#\/scheme\/rounding$/, e => {
    e.scheme.rounding = 'up';
  }),
  ofMethods('the smallest sample', 'altered', /\/indicators\/6\/applicable$/, e => {
    indicatorIn(e, 'poll').method.smallestSample = 100;
  }),
  ofMethods('the points of an answer', 'invalid', /\/indicators\/6\/method\/answers$/, e => {
    indicatorIn(e, 'poll').method.answers[0].points = '120';
  }),
  ofMethods('the points of a checklist', 'invalid', /\/indicators\/5\/method\/items$/, e => {
    indicatorIn(e, 'list').method.items[0].points = '3';
  }),
  ofMethods('a rule of ties that nobody knows', 'unknown', /#\/scheme\/ranking\/lots$/, e => {
    e.scheme.ranking.lots = true;
  }),
  ofMethods('something of a record that nobody knows', 'unknown', /\/records\/0\/weight$/, e => {
    figureIn(e, 'poll').records[0].weight = '3';
  }),
  {
    name: 'what another unit is compared by',
    of: 'methods-unit',
    kind: 'altered',
    place: /^common\.json units root$/,
    do: changed('common.json', c => (c.totals.findLast((entry: Any) => entry.ties).ties[0] = '9')),
  },
  {
    name: 'what another unit is compared by, left out',
    of: 'methods-unit',
    kind: 'altered',
    place: /^common\.json units root$/,
    do: changed('common.json', c => delete c.totals.findLast((entry: Any) => entry.ties).ties),
  },
  {
    name: 'more than is compared',
    of: 'methods-unit',
    kind: 'invalid',
    place: /^common\.json#\/totals\/\d\/ties$/,
    do: changed('common.json', c => c.totals.find((entry: Any) => entry.ties).ties.push('1')),
  },
  {
    name: 'the best grade that another may get',
    of: 'methods-unit',
    kind: 'altered',
    place: /^common\.json units root$/,
    do: changed('common.json', c => delete c.totals.find((entry: Any) => entry.best).best),
  },
);

const evidenceIn = (value: Any): Any => value.records.find((record: Any) => record.evidence.length > 0).evidence[0];

/** What an administrator of the database does, past every guard, before a package is taken. */
export interface DatabaseTampering {
  name: string;
  kind: Kind;
  place: RegExp;
  table: string;
  statement: (ids: { evaluation: string; evidence: string }) => [string, unknown[]];
}

const ofEvaluation = (
  name: string,
  place: RegExp,
  set: string,
  values: unknown[],
  kind: Kind = 'altered',
): DatabaseTampering => ({
  name,
  kind,
  place,
  table: 'evaluation',
  statement: ({ evaluation }) => [`update evaluation set ${set} where id = $1`, [evaluation, ...values]],
});

export const databaseTamperings: DatabaseTampering[] = [
  ofEvaluation(
    'a total in the snapshot, its hashes made anew',
    /^evaluation\.json$/,
    `snapshot = replace(snapshot, '"total":"', '"total":"1'),
     sha256 = encode(sha256(convert_to(replace(snapshot, '"total":"', '"total":"1'), 'UTF8')), 'hex')`,
    [],
  ),
  ofEvaluation(
    'a figure in the snapshot',
    /^evaluation\.json$/,
    `snapshot = replace(snapshot, '"55.55"', '"95.55"')`,
    [],
  ),
  ofEvaluation('who approved', /\/approvedBy$/, `approved_by = $2`, ['张某']),
  ofEvaluation('who proposed', /\/proposedBy$/, `proposed_by = $2`, ['张某']),
  ofEvaluation('when it was frozen', /\/frozenAt$/, `frozen_at = $2`, ['2024-10-01T00:00:00Z']),
  ofEvaluation('the name', /\/name$/, `name = $2`, ['中期评估']),
  ofEvaluation('the SM3', /\/sm3$/, `sm3 = $2`, ['0'.repeat(64)]),
  {
    name: 'a leaf of the ledger',
    kind: 'altered',
    place: /^leaf:\d+\/signature$/,
    table: 'ledger_leaf',
    statement: ({ evaluation }) => [
      `update ledger_leaf set payload = replace(payload, '"role":"LEADER"', '"role":"OFFICE_CHIEF"')
       where payload like '{"action":"approveFreeze"%' and payload like '%' || $1 || '%'`,
      [evaluation],
    ],
  },
  {
    name: 'a leaf that this package does not show, its stored hash kept',
    kind: 'altered',
    place: /^checkpoint\.txt\/root$/,
    table: 'ledger_leaf',
    statement: () => [
      `update ledger_leaf set payload = replace(payload, '"ip"', '"pi"') where payload like '{"action":"reportProgress"%'`,
      [],
    ],
  },
  {
    name: 'a leaf that this package does not show, gone',
    kind: 'altered',
    place: /^checkpoint\.txt\/size$/,
    table: 'ledger_leaf',
    statement: () => [`delete from ledger_leaf where payload like '{"action":"reportProgress"%'`, []],
  },
  {
    name: 'the leaf of the figures, gone',
    kind: 'unlogged',
    place: /^figure:/,
    table: 'ledger_leaf',
    statement: () => [`delete from ledger_leaf where payload like '{"action":"recordFigures"%'`, []],
  },
  {
    name: 'the leaf of the approval, gone',
    kind: 'unlogged',
    place: /\/leaves\/approved$/,
    table: 'ledger_leaf',
    statement: ({ evaluation }) => [
      `delete from ledger_leaf where payload like '{"action":"approveFreeze"%' and payload like '%' || $1 || '%'`,
      [evaluation],
    ],
  },
  {
    name: 'the newest note',
    kind: 'altered',
    place: /^checkpoint\.txt\/signature$/,
    table: 'ledger_checkpoint',
    statement: () => [
      `update ledger_checkpoint set note = regexp_replace(note, E'\\n[0-9]+\\n', E'\\n' || (size + 1) || E'\\n')`,
      [],
    ],
  },
  {
    name: 'the file of a piece of evidence',
    kind: 'altered',
    place: /^evidence:.*\/sha256$/,
    table: 'evidence',
    statement: ({ evidence }) => [
      `update evidence set sha256 = (select sha256 from stored_file f where f.sha256 <> evidence.sha256 limit 1) where id = $1`,
      [evidence],
    ],
  },
];

export function strangersKey(folder: string): LedgerSigner {
  return LedgerSigner.fromFile(`${folder}/stranger.pem`);
}

/** Alters a table as its owner with the guards off, and puts it back afterwards. */
export async function whileTampered<T>(
  api: Api,
  table: string,
  [statement, values]: [string, unknown[]],
  work: () => Promise<T>,
): Promise<T> {
  const { sql } = api.db;
  await sql(`create table kept as select * from ${table}`);
  await sql(`alter table ${table} disable trigger user`);
  await sql(`alter table ${table} no force row level security`);
  try {
    await sql(statement, values);
    const same = await sql(
      `select 1 from (select * from ${table} except all select * from kept union all
       (select * from kept except all select * from ${table})) x limit 1`,
    );
    if (same.length === 0) throw new Error(`${statement} changed nothing`);
    return await work();
  } finally {
    // The leaf that the export left stays with the rest.
    const columns = await sql<{ name: string; is_key: boolean }>(
      `select a.attname as name, coalesce(a.attnum = any(i.indkey), false) as is_key from pg_attribute a
       left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
       where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
      [table],
    );
    const keys = columns.filter(column => column.is_key).map(({ name }) => `t.${name} = k.${name}`);
    const sets = columns.filter(column => !column.is_key).map(({ name }) => `${name} = k.${name}`);
    await sql(`update ${table} t set ${sets.join(', ')} from kept k where ${keys.join(' and ')}`);
    await sql(
      `insert into ${table} select * from kept k where not exists (select from ${table} t where ${keys.join(' and ')})`,
    );
    await sql(`drop table kept`);
    await sql(`alter table ${table} enable trigger user`);
  }
}
