#!/usr/bin/env node
// Checks a package of a frozen evaluation from its bytes alone: docs/package-format.md says what that is and what each
// finding means. One file, Node 18 or newer, no packages, no network, nothing of the program that made the package.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const usage = 'usage: verify.mjs PACKAGE [EVIDENCE-FOLDER] [--checkpoint NOTE] [--key KEY-ID]…';

// ---------------------------------------------------------------- bytes

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = bytes => Buffer.from(bytes).toString('hex');
const utf8 = text => Buffer.from(text, 'utf8');
const leafHash = payload => sha256(Buffer.of(0), utf8(payload));
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Standard base64 with padding and nothing else; null for any other text. */
function unbase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

// ---------------------------------------------------------------- canonical JSON

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function canonical(value) {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'string') {
    if (loneSurrogate.test(value)) throw new TypeError('half a character');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('not a whole number');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  return `{${Object.keys(value)
    .sort()
    .map(key => `${canonical(key)}:${canonical(value[key])}`)
    .join()}}`;
}

/** The value of a text that is canonical JSON, or undefined. */
function readCanonical(text) {
  try {
    const value = JSON.parse(text);
    return canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function readText(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

// ---------------------------------------------------------------- findings

class Stop extends Error {}

class Findings {
  lines = [];
  add(kind, place, expected, found) {
    this.lines.push([kind, place, show(expected), show(found)].join('\t'));
  }
  stop(kind, place, expected, found) {
    this.add(kind, place, expected, found);
    throw new Stop();
  }
  same(place, expected, found, kind = 'altered') {
    if (show(expected, Infinity) !== show(found, Infinity)) this.add(kind, place, expected, found);
  }
}

function show(value, longest = 120) {
  if (value === undefined) return '-';
  const text = [...canonical(value)];
  return text.length > longest ? `${text.slice(0, longest).join('')}…` : text.join('');
}

/** Every place where two values differ; what only one of them has is missing or extra. */
function compareValues(findings, place, expected, found) {
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (let i = 0; i < Math.max(expected.length, found.length); i++)
      compareValues(findings, `${place}/${i}`, expected[i], found[i]);
  } else if (isRecord(expected) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
    for (const key of keys) compareValues(findings, `${place}/${key}`, own(expected, key), own(found, key));
  } else if (expected === undefined && found !== undefined) findings.add('extra', place, undefined, found);
  else if (found === undefined && expected !== undefined) findings.add('missing', place, expected, undefined);
  else findings.same(place, expected, found);
}

const isRecord = value => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

// ---------------------------------------------------------------- shapes

/** `text`, `whole`, `yes/no`, `decimal` (≥ 0), `positive` (> 0), `hash` (64 hex), `?x` (x or null), [x], {name: x, 'name?': x}. */
function checkShape(findings, place, shape, value) {
  const before = findings.lines.length;
  const wrong = expected => findings.add('invalid', place, expected, value);
  if (typeof shape === 'function') shape(findings, place, value);
  else if (Array.isArray(shape)) {
    if (!Array.isArray(value)) wrong('list');
    else value.forEach((item, i) => checkShape(findings, `${place}/${i}`, shape[0], item));
  } else if (isRecord(shape)) {
    if (!isRecord(value)) wrong('object');
    else {
      const known = new Map(Object.keys(shape).map(key => [key.replace('?', ''), key]));
      for (const key of [...new Set([...known.keys(), ...Object.keys(value)])].sort()) {
        const [given, at] = [own(value, key), `${place}/${key}`];
        // A rule this verifier does not know could change a mark, so it says so and goes no further.
        if (!known.has(key)) findings.add(/#\/(scheme|inputs)\//.test(at) ? 'unknown' : 'extra', at, undefined, given);
        else if (given !== undefined) checkShape(findings, at, shape[known.get(key)], given);
        else if (!known.get(key).endsWith('?')) findings.add('missing', at, undefined, undefined);
      }
    }
  } else if (shape[0] === '?') {
    if (value !== null) checkShape(findings, place, shape.slice(1), value);
  } else if (!plainShapes[shape](value)) wrong(shape);
  return findings.lines.length === before;
}

const isText = value => typeof value === 'string';
const plainShapes = {
  text: isText,
  whole: value => Number.isSafeInteger(value),
  'yes/no': value => typeof value === 'boolean',
  decimal: value => isText(value) && /^\d+(\.\d+)?$/.test(value),
  positive: value => isText(value) && /^\d+(\.\d+)?$/.test(value) && /[1-9]/.test(value),
  hash: value => isText(value) && /^[0-9a-f]{64}$/.test(value),
};

const bilingual = { zh: 'text', en: 'text' };
const deduction = {
  code: 'text',
  name: bilingual,
  figure: 'text',
  per: 'positive',
  'every?': 'whole',
  'cap?': 'positive',
};
const bonus = { code: 'text', name: bilingual, figure: 'text', per: 'positive' };
const choice = { code: 'text', name: bilingual, 'points?': 'decimal' };
const methodShapes = {
  progress: {
    kind: 'text',
    base: 'positive',
    years: ['whole'],
    deductions: [deduction],
    bonuses: [bonus],
    'bonusCap?': 'decimal',
  },
  'mean-of-figures': { kind: 'text', figure: 'text', years: ['whole'], outOf: 'positive' },
  rate: { kind: 'text', numerator: 'text', denominator: 'text' },
  deduction: { kind: 'text', deductions: [deduction], 'base?': 'positive' },
  figure: { kind: 'text', figure: 'text', outOf: 'positive', 'year?': 'whole' },
  bonus: { kind: 'text', bonuses: [bonus] },
  checklist: {
    kind: 'text',
    figure: 'text',
    items: [{ code: 'text', name: bilingual, 'points?': 'positive' }],
    'year?': 'whole',
  },
  survey: {
    kind: 'text',
    figure: 'text',
    answers: [choice],
    outOf: 'positive',
    'smallestSample?': 'whole',
    'year?': 'whole',
  },
  ballot: { kind: 'text', figure: 'text', choices: [choice], outOf: 'positive', 'year?': 'whole' },
  'case-files': {
    kind: 'text',
    figure: 'text',
    outOf: 'positive',
    vetoes: [{ code: 'text', name: bilingual }],
    'year?': 'whole',
  },
  'three-line': { kind: 'text', figure: 'text', outOf: 'positive', gap: 'decimal', 'year?': 'whole' },
};
const readsRecords = ({ kind }) => ['checklist', 'survey', 'ballot', 'case-files', 'three-line'].includes(kind);
function methodShape(findings, place, value) {
  const kind = isRecord(value) ? own(value, 'kind') : undefined;
  if (isText(kind) && Object.hasOwn(methodShapes, kind)) checkShape(findings, place, methodShapes[kind], value);
  else findings.add('unknown', `${place}/kind`, 'a method', kind);
}
const rule = { code: 'text', name: bilingual, figure: 'text' };
const schemeShape = {
  code: 'text',
  name: bilingual,
  version: 'whole',
  scale: 'whole',
  'scales?': { 'indicator?': 'whole', 'group?': 'whole', 'total?': 'whole' },
  rounding: 'text',
  'totalCap?': 'positive',
  'subject?': 'text',
  figures: [{ code: 'text', name: bilingual, 'max?': 'positive' }],
  indicators: [
    {
      code: 'text',
      'number?': 'text',
      name: bilingual,
      full: 'positive',
      source: 'text',
      clause: 'text',
      'criterion?': 'text',
      method: methodShape,
      'vetoes?': [rule],
    },
  ],
  'groups?': [
    {
      code: 'text',
      'number?': 'text',
      name: bilingual,
      full: 'positive',
      'outOf?': 'positive',
      children: ['text'],
      'caps?': [{ ...rule, atLeast: 'positive', most: 'decimal' }],
    },
  ],
  grades: [{ code: 'text', name: bilingual, from: 'decimal', 'quotaPercent?': 'whole' }],
  vetoes: [{ ...rule, 'effect?': 'text' }],
  'ceilings?': [{ ...rule, grade: 'text' }],
  ranking: { ties: 'text', 'by?': [{ 'figure?': 'text', 'indicator?': 'text', better: 'text' }] },
  missing: 'text',
};
const sideShape = { value: 'decimal', 'reason?': 'text' };
const inputsShape = {
  unitCode: 'text',
  unitName: 'text',
  figures: [
    {
      code: 'text',
      'year?': 'whole',
      value: 'decimal',
      records: [{ ref: 'text', 'note?': 'text', 'value?': 'decimal', 'item?': 'text', 'vetoes?': ['text'] }],
      source: 'text',
      'provisional?': 'yes/no',
      'leftOut?': ['text'],
      'population?': 'decimal',
      'self?': sideShape,
      'office?': sideShape,
    },
  ],
  'notApplicable?': [{ indicator: 'text', reason: 'text', 'refs?': ['text'] }],
  'notYetKnown?': [{ figure: 'text', 'year?': 'whole', reason: 'text' }],
};
const anything = () => undefined;
const shapes = {
  'manifest.json': {
    format: 'text',
    version: 'whole',
    kind: 'text',
    instance: 'text',
    evaluation: 'text',
    unit: '?text',
    exportedAt: 'text',
    key: 'text',
    files: [{ path: 'text', sha256: 'hash', size: 'whole' }],
  },
  'keys.json': { leaf: [{ id: 'text', publicKey: 'hash' }], checkpoint: [{ name: 'text', publicKey: 'hash' }] },
  'ledger.json': {
    log: 'text',
    size: 'whole',
    root: 'hash',
    leaves: [{ seq: 'whole', payload: 'text', signature: 'text', key: 'text', path: ['hash'] }],
  },
  'approval.json': {
    evaluation: {
      id: 'text',
      name: 'text',
      programId: 'text',
      program: 'text',
      asOf: 'text',
      schemeCode: 'text',
      schemeVersion: 'whole',
      orderedBy: 'text',
      orderedById: 'text',
      orderedAt: 'text',
      sha256: 'hash',
      sm3: 'hash',
      proposedBy: 'text',
      proposedById: 'text',
      proposedByUnit: 'text',
      approvedBy: 'text',
      approvedById: 'text',
      approvedByUnit: 'text',
      frozenAt: 'text',
      'corrects?': {
        id: 'text',
        name: 'text',
        sha256: 'hash',
        reason: 'text',
        ordered: '?whole',
        computed: '?whole',
      },
    },
    leaves: { ordered: '?whole', computed: '?whole', proposed: '?whole', approved: '?whole' },
  },
  'evidence.json': {
    figures: [
      {
        unit: 'text',
        ref: 'text',
        code: 'text',
        year: 'whole',
        value: 'decimal',
        source: 'text',
        provisional: 'yes/no',
        salt: '?text',
        leaf: '?whole',
      },
    ],
    records: [
      {
        unit: 'text',
        ref: 'text',
        evidence: [
          {
            id: 'text',
            title: 'text',
            fileName: 'text',
            sha256: 'hash',
            size: 'whole',
            state: 'text',
            uploadedAt: 'text',
            leaf: '?whole',
          },
        ],
      },
    ],
  },
  'evaluation.json': {
    format: 'whole',
    program: 'text',
    asOf: 'text',
    scheme: schemeShape,
    inputs: [inputsShape],
    result: anything,
  },
  'salts.json': { salts: [{ unit: 'text', salt: 'text' }] },
  'common.json': {
    format: 'whole',
    program: 'text',
    asOf: 'text',
    scheme: schemeShape,
    sha256: 'hash',
    totals: [{ total: 'decimal', vetoed: 'yes/no', 'ties?': ['decimal'], 'best?': 'text' }],
  },
  'unit.json': { format: 'whole', unitCode: 'text', salt: 'text', inputs: inputsShape, result: anything },
  'places.json': { size: 'whole', common: ['hash'], unit: { index: 'whole', path: ['hash'] } },
};
const requiredFiles = {
  round: ['README.txt', 'approval.json', 'evaluation.json', 'evidence.json', 'keys.json', 'ledger.json', 'salts.json'],
  unit: [
    'README.txt',
    'approval.json',
    'common.json',
    'evidence.json',
    'keys.json',
    'ledger.json',
    'places.json',
    'unit.json',
  ],
};
const optionalFiles = ['checkpoint.txt', 'sheet.docx', 'sheet.xlsx'];

// ---------------------------------------------------------------- the zip, or the folder it was unpacked to

const pathRule = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function localHeader(entry) {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x0021, 12);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(entry.size, 18);
  header.writeUInt32LE(entry.size, 22);
  header.writeUInt16LE(entry.name.length, 26);
  return header;
}

function zipTail(entries, at) {
  const parts = entries.map(entry => {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(20, 4);
    localHeader(entry).copy(header, 6, 4, 30);
    header.writeUInt32LE(entry.offset, 42);
    return Buffer.concat([header, utf8(entry.name)]);
  });
  const directory = Buffer.concat(parts);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([directory, end]);
}

/** There is one zip of given files, and every byte of it is known; so each byte is compared. */
function readZip(findings, bytes) {
  const entries = [];
  const files = new Map();
  let at = 0;
  while (at + 4 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    const nameAt = at + 30;
    if (nameAt > bytes.length) findings.stop('truncated', `zip@${at}`, nameAt, bytes.length);
    const contentAt = nameAt + bytes.readUInt16LE(at + 26);
    const end = contentAt + bytes.readUInt32LE(at + 18);
    if (end > bytes.length) findings.stop('truncated', `zip@${at}`, end, bytes.length);
    const name = bytes.toString('latin1', nameAt, contentAt);
    const content = bytes.subarray(contentAt, end);
    const entry = { name, offset: at, size: content.length, crc: bytes.readUInt32LE(at + 14) };
    if (!pathRule.test(name) || !localHeader(entry).equals(bytes.subarray(at, nameAt)))
      findings.stop('damaged', `zip@${at}`, 'a header as the format has it', hex(bytes.subarray(at, nameAt)));
    const crc = crc32(content);
    if (crc !== entry.crc) findings.add('damaged', `zip:${name}`, entry.crc, crc);
    if (files.has(name)) findings.add('extra', `zip:${name}`, undefined, hex(sha256(content)));
    files.set(name, content);
    entries.push(entry);
    at = end;
  }
  const expected = zipTail(entries, at);
  const found = bytes.subarray(at);
  if (!expected.equals(found)) {
    const same = commonLength(expected, found);
    if (same === found.length) findings.stop('truncated', `zip@${bytes.length}`, at + expected.length, bytes.length);
    const kind = same === expected.length ? 'extra' : 'damaged';
    findings.add(kind, `zip@${at + same}`, hex(expected.subarray(same, same + 8)), hex(found.subarray(same, same + 8)));
  }
  return { files, order: entries.map(entry => entry.name) };
}

function commonLength(a, b) {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function filesUnder(folder, prefix = '') {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .map(entry => ({ path: prefix + entry.name, entry }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, entry }) =>
      entry.isDirectory() ? filesUnder(folder, `${path}/`) : entry.isFile() ? [path] : [],
    );
}

function readPackage(findings, path) {
  if (!lstatSync(path).isDirectory()) return readZip(findings, readFileSync(path));
  const files = new Map();
  for (const name of filesUnder(path)) files.set(name, readFileSync(join(path, name)));
  return { files, order: null };
}

function readJson(findings, files, name) {
  const bytes = files.get(name);
  if (!bytes) return undefined;
  const text = readText(bytes);
  const value = text === undefined ? undefined : readCanonical(text);
  if (value === undefined) findings.add('damaged', name, 'canonical JSON', 'something else');
  else if (checkShape(findings, `${name}#`, shapes[name], value)) return value;
  return undefined;
}

function checkManifest(findings, { files, order }) {
  if (!files.has('manifest.json')) findings.stop('missing', 'manifest.json', undefined, undefined);
  const manifest = readJson(findings, files, 'manifest.json');
  if (!manifest) throw new Stop();
  if (manifest.format !== 'yardstick-package' || manifest.version !== 1 || !Object.hasOwn(requiredFiles, manifest.kind))
    findings.stop('unknown', 'manifest.json', 'yardstick-package 1', [
      manifest.format,
      manifest.version,
      manifest.kind,
    ]);
  const paths = manifest.files.map(file => file.path);
  const listed = new Map(manifest.files.map(file => [file.path, file]));
  const known = [...requiredFiles[manifest.kind], ...optionalFiles];
  for (const name of requiredFiles[manifest.kind])
    if (!listed.has(name)) findings.add('missing', `manifest.json#/files/${name}`, undefined, undefined);
  for (const name of paths)
    if (!known.includes(name)) findings.add('extra', `manifest.json#/files/${name}`, undefined, undefined);
  const inOrder = [...new Set(paths)].sort();
  if (canonical(inOrder) !== canonical(paths)) findings.add('damaged', 'manifest.json#/files', inOrder, paths);
  for (const file of manifest.files) {
    const bytes = files.get(file.path);
    if (!bytes) findings.add('missing', file.path, file.sha256, undefined);
    else {
      findings.same(file.path, file.sha256, hex(sha256(bytes)));
      findings.same(`${file.path} size`, file.size, bytes.length);
    }
  }
  const expectedOrder = ['manifest.json', 'manifest.sig', ...paths];
  for (const name of [...files.keys()].sort())
    if (!expectedOrder.includes(name)) findings.add('extra', name, undefined, hex(sha256(files.get(name))));
  if (!files.has('manifest.sig')) findings.add('missing', 'manifest.sig', undefined, undefined);
  if (order && order.length === expectedOrder.length) findings.same('zip order', expectedOrder, order, 'damaged');
  return manifest;
}

// ---------------------------------------------------------------- keys and signatures

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const spkiOf = publicKey => Buffer.concat([spkiPrefix, Buffer.from(publicKey, 'hex')]);

function isSigned(publicKey, bytes, signature) {
  try {
    const key = createPublicKey({ key: spkiOf(publicKey), format: 'der', type: 'spki' });
    return signature.length === 64 && verifySignature(null, bytes, key, signature);
  } catch {
    return false;
  }
}

function checkKeys(findings, keys, manifest, files, pinned) {
  keys.leaf.forEach((key, i) => {
    findings.same(`keys.json#/leaf/${i}/id`, hex(sha256(spkiOf(key.publicKey))).slice(0, 16), key.id);
    if (pinned.length > 0 && !pinned.includes(key.id))
      findings.add('untrusted', `keys.json#/leaf/${i}`, pinned.join(' '), key.id);
  });
  const key = keys.leaf.find(known => known.id === manifest.key);
  const signature = files.get('manifest.sig');
  if (!key) findings.add('untrusted', 'manifest.json#/key', 'a key of keys.json', manifest.key);
  else if (signature) {
    const signed = Buffer.concat([utf8('yardstick-package/1\n'), files.get('manifest.json')]);
    if (!isSigned(key.publicKey, signed, signature))
      findings.add('altered', 'manifest.sig', 'a signature of manifest.json', hex(signature.subarray(0, 64)));
  }
}

// ---------------------------------------------------------------- the ledger

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2), or null where the path does not fit the place. */
function rootFrom(hash, index, size, path) {
  if (index < 0 || index >= size) return null;
  let [node, last, result] = [index, size - 1, hash];
  for (const sibling of path) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      result = nodeHash(sibling, result);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else result = nodeHash(result, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? result : null;
}

/** The Merkle tree hash of RFC 6962 §2.1 over leaf hashes. */
function treeRoot(hashes) {
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(treeRoot(hashes.slice(0, split)), treeRoot(hashes.slice(split)));
}

/** The leaves' payloads by their place, each checked by signature and path. */
function checkLedger(findings, ledger, keys) {
  const leaves = new Map();
  let before = 0;
  for (const leaf of ledger.leaves) {
    const at = `leaf:${leaf.seq}`;
    if (leaf.seq <= before) findings.add('damaged', `${at}/seq`, 'after the one before', leaf.seq);
    before = Math.max(before, leaf.seq);
    const key = keys.leaf.find(known => known.id === leaf.key);
    const bytes = utf8(leaf.payload);
    if (!key) findings.add('untrusted', `${at}/key`, 'a key of keys.json', leaf.key);
    else if (!isSigned(key.publicKey, bytes, unbase64(leaf.signature) ?? Buffer.alloc(0)))
      findings.add('altered', `${at}/signature`, 'a signature of the payload', leaf.signature);
    const path = leaf.path.map(node => Buffer.from(node, 'hex'));
    const root = rootFrom(leafHash(leaf.payload), leaf.seq - 1, ledger.size, path);
    findings.same(`${at}/path`, ledger.root, root ? hex(root) : null);
    const payload = readCanonical(leaf.payload);
    if (!isRecord(payload)) {
      findings.add('damaged', `${at}/payload`, 'canonical JSON', 'something else');
      continue;
    }
    const head = { v: 1, log: ledger.log, seq: leaf.seq };
    for (const name of Object.keys(head)) findings.same(`${at}/payload/${name}`, head[name], own(payload, name));
    leaves.set(leaf.seq, payload);
  }
  return leaves;
}

function readNote(bytes) {
  const text = readText(bytes);
  const match =
    /^([^\n ]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 [^\n ]+ [A-Za-z0-9+/=]+\n)+)$/.exec(
      text ?? '',
    );
  if (!match) return null;
  const [, origin, size, root, signatures] = match;
  const rootBytes = unbase64(root);
  if (!rootBytes) return null;
  return {
    origin,
    size: Number(size),
    root: hex(rootBytes),
    signed: utf8(`${origin}\n${size}\n${root}\n`),
    signatures: signatures
      .slice(0, -1)
      .split('\n')
      .map(line => line.split(' '))
      .map(([, name, text64]) => ({ name, bytes: unbase64(text64) })),
  };
}

function isNoteSigned(note, keys) {
  return keys.checkpoint.some(({ name, publicKey }) => {
    if (name !== note.origin) return false;
    const keyHash = sha256(utf8(`${name}\n`), Buffer.of(1), Buffer.from(publicKey, 'hex')).subarray(0, 4);
    return note.signatures.some(
      ({ name: signer, bytes }) =>
        signer === name &&
        bytes?.length === 68 &&
        keyHash.equals(bytes.subarray(0, 4)) &&
        isSigned(publicKey, note.signed, bytes.subarray(4)),
    );
  });
}

/** `place` is checkpoint.txt of the package, or the note a witness kept. */
function checkNote(findings, place, bytes, keys, ledger) {
  const note = readNote(bytes);
  if (!note) return findings.add('damaged', place, 'a checkpoint note', 'something else');
  if (!isNoteSigned(note, keys)) {
    const [kind, name] = place === 'witness' ? ['untrusted', note.origin] : ['altered', note.origin];
    return findings.add(kind, `${place}/signature`, 'a signature by a key of keys.json', name);
  }
  if (note.size !== ledger.size)
    return findings.add(place === 'witness' ? 'unwitnessed' : 'altered', `${place}/size`, note.size, ledger.size);
  return findings.same(`${place}/root`, note.root, ledger.root);
}

// ---------------------------------------------------------------- exact numbers

const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));
function ratio(n, d = 1n) {
  const divisor = gcd(n < 0n ? -n : n, d);
  return { n: n / divisor, d: d / divisor };
}
const zero = ratio(0n);
const one = ratio(1n);
function decimal(text) {
  const [whole, fraction = ''] = text.split('.');
  return ratio(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}
const plus = (a, b) => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a, b) => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a, b) => ratio(a.n * b.n, a.d * b.d);
const over = (a, b) => ratio(a.n * b.d, a.d * b.n); // b > 0
const compare = (a, b) => (a.n * b.d < b.n * a.d ? -1 : a.n * b.d > b.n * a.d ? 1 : 0);
const least = (a, b) => (compare(a, b) <= 0 ? a : b);
const most = (a, b) => (compare(a, b) >= 0 ? a : b);
const total = list => list.reduce(plus, zero);
const mean = list => over(total(list), ratio(BigInt(list.length)));
const floor = a => ratio(a.n / a.d); // a ≥ 0
const negative = a => ({ n: -a.n, d: a.d });

/** Halves away from zero, or to the even last digit. */
function round(a, scale, rounding) {
  const size = (a.n < 0n ? -a.n : a.n) * 10n ** BigInt(scale);
  const below = size / a.d;
  const twice = 2n * (size % a.d);
  const isUp = twice > a.d || (twice === a.d && (rounding === 'half-up' || below % 2n === 1n));
  const count = isUp ? below + 1n : below;
  return a.n < 0n ? -count : count;
}
function print(a, scale, rounding = 'half-up') {
  const count = round(a, scale, rounding);
  const digits = (count < 0n ? -count : count).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${count < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}
/** A decimal without needless zeros. */
function shortest(a) {
  let scale = 0;
  while ((a.n * 10n ** BigInt(scale)) % a.d !== 0n) scale++;
  return print(a, scale);
}
/** The smallest decimal of so many places whose square is not below. */
function marginOf(square, scale) {
  const step = 10n ** BigInt(scale);
  const isEnough = k => k * k * square.d >= square.n * step * step;
  let most = 1n;
  while (!isEnough(most)) most *= 2n;
  let least = -1n;
  while (most - least > 1n) {
    const middle = (most + least) / 2n;
    if (middle >= 0n && isEnough(middle)) most = middle;
    else least = middle;
  }
  return ratio(most, step);
}
const blank = '\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const trimmed = text => text.replace(new RegExp(`^[${blank}]+|[${blank}]+$`, 'g'), '');

// ---------------------------------------------------------------- scoring

const refsOf = figure => figure.records.map(record => record.ref);
const byCode = (figures, code) => figures.filter(figure => figure.code === code);
const and = (text, zh, en) => ({ zh: text.zh + zh, en: text.en + en });

function named(name, figure) {
  const year = figure.year === undefined ? ['', ''] : [`${figure.year} 年 `, `${figure.year} `];
  const provisional = figure.provisional ? ['(暂定)', ' (provisional)'] : ['', ''];
  return { zh: year[0] + name.zh + provisional[0], en: year[1] + name.en + provisional[1] };
}

function counted(item, figure) {
  const every = item.every ?? 1;
  const step = every === 1 ? ['', ''] : [` ${every} `, ` ${every}`];
  return and(
    named(item.name, figure),
    `:${figure.value},每${step[0]}计 ${item.per} 分`,
    `: ${figure.value}, ${item.per} for each${step[1]}`,
  );
}

function deductionsOf(deductions, figures) {
  return deductions.flatMap(item =>
    byCode(figures, item.figure).map(figure => {
      const valued = figure.records.flatMap(record => (record.value === undefined ? [] : [record.value]));
      const counts = valued.length > 0 ? valued : [figure.value];
      const amounts = counts.map(count => {
        const amount = times(floor(over(decimal(count), ratio(BigInt(item.every ?? 1)))), decimal(item.per));
        return item.cap === undefined ? amount : least(amount, decimal(item.cap));
      });
      let text = counted(item, figure);
      if (item.cap !== undefined)
        text =
          valued.length > 0
            ? and(text, `,每条最多 ${item.cap} 分`, `, at most ${item.cap} per record`)
            : and(text, `,每年最多 ${item.cap} 分`, `, at most ${item.cap} per year`);
      return { amount: total(amounts), text, refs: refsOf(figure) };
    }),
  );
}

/** How numbers and lines are written at one place of the scheme. */
function writer(scheme, place) {
  const scaleAt = name => scheme.scales?.[name] ?? scheme.scale;
  const widest = Math.max(...['indicator', 'group', 'total'].map(scaleAt));
  const scale = scaleAt(place);
  const text = value => print(value, scale, scheme.rounding);
  return {
    scale,
    print: text,
    wide: value => print(value, widest, scheme.rounding),
    line: (zh, en, value, refs = []) => ({ text: { zh, en }, value: text(value), refs }),
  };
}

const valueOf = figure => decimal(figure.value);
const sumOf = figures => total(figures.map(valueOf));
const hitsOf = (figures, code) => byCode(figures, code).filter(figure => compare(valueOf(figure), zero) > 0);
const isBonus = indicator => indicator.method.kind === 'bonus';
const groupsOf = scheme => scheme.groups ?? [];
const codesOf = list => list.map(({ code }) => code);

function bonusesOf(bonuses, figures) {
  return bonuses.flatMap(item =>
    byCode(figures, item.figure).map(figure => ({
      amount: times(valueOf(figure), decimal(item.per)),
      text: counted(item, figure),
      refs: refsOf(figure),
    })),
  );
}
const amountsOf = items => total(items.map(item => item.amount));

/** The methods by kind: each answers a share, or null where it does not apply, and lines. */
function methodsOf(scheme, figures) {
  const { scale, print, line } = writer(scheme, 'indicator');
  const taking = item => line(item.text.zh, item.text.en, negative(item.amount), item.refs);
  const giving = item => line(item.text.zh, item.text.en, item.amount, item.refs);
  const noFigure = () =>
    line('没有数据,本指标不计,权重按比例分给其他指标', 'No figure: left out, its weight shared among the others', zero);
  const unknown = () =>
    scheme.missing === 'renormalise'
      ? { share: null, lines: [noFigure()] }
      : { share: zero, lines: [line('没有数据,按 0 分计', 'No figure: counted as 0', zero)] };
  const shareLine = (text, value, outOf, share, indicator, refs = []) => {
    const sum = ` ${print(value)} ÷ ${outOf} × ${indicator.full}`;
    return line(text.zh + sum, text.en + sum, times(share, decimal(indicator.full)), refs);
  };
  const asShare = (text, value, { outOf }, indicator, lines, refs) => {
    const share = least(one, over(value, decimal(outOf)));
    return { share, lines: [...lines, shareLine(text, value, outOf, share, indicator, refs)] };
  };
  /** With the method's own figure; without one, by `missing`. */
  const withFigure = work => (method, indicator) => {
    const figure = byCode(figures, method.figure).find(known => known.year === method.year);
    return figure ? work(figure, method, indicator) : unknown();
  };
  const itemOf = (item, figure, without) => {
    const records = figure.records.filter(record => record.item === item.code);
    const value = total(records.map(record => decimal(record.value ?? '0')));
    const text =
      item.points === undefined
        ? and(item.name, ...without)
        : and(item.name, `(${item.points} 分)`, ` (${item.points})`);
    const refs = records.map(record => record.ref);
    return { item, value, line: line(text.zh, text.en, value, refs) };
  };
  const tally = (choices, figure) => {
    const found = choices.map(each => itemOf(each, figure, ['(不计)', ' (not counted)']));
    const lines = found.map(each => each.line);
    const marked = found
      .filter(({ item }) => item.points !== undefined)
      .map(({ item, value }) => ({ value, points: decimal(item.points) }));
    const count = total(marked.map(each => each.value));
    if (compare(count, zero) === 0) lines.push(line('没有有效票,不计', 'Nothing to count: left out', zero));
    const average = power =>
      over(total(marked.map(({ value, points }) => times(value, power === 2 ? times(points, points) : points))), count);
    return { count, lines, average: compare(count, zero) === 0 ? null : average };
  };
  const meanText = { zh: '平均', en: 'Mean' };

  return {
    progress(method, indicator) {
      const base = decimal(method.base);
      const lines = [];
      const scores = method.years.map(year => {
        const ofYear = figures.filter(figure => figure.year === year);
        const taken = deductionsOf(method.deductions, ofYear);
        const given = bonusesOf(method.bonuses, ofYear);
        const bonuses = amountsOf(given);
        const allowed = method.bonusCap === undefined ? bonuses : least(bonuses, decimal(method.bonusCap));
        const raw = plus(minus(base, amountsOf(taken)), allowed);
        const score = most(zero, least(base, raw));
        lines.push(line(`${year} 年 基础分`, `${year} Base`, base));
        const leftOut = [...new Set(ofYear.flatMap(figure => figure.leftOut ?? []))];
        if (leftOut.length > 0)
          lines.push(
            line(
              `${year} 年 经批准不适用 ${leftOut.length} 项,不计入`,
              `${year} Ruled not applicable and left out: ${leftOut.length}`,
              zero,
              leftOut,
            ),
          );
        lines.push(...taken.map(taking), ...given.map(giving));
        if (compare(allowed, bonuses) !== 0)
          lines.push(
            line(
              `${year} 年 加分合计最多 ${method.bonusCap} 分`,
              `${year} Bonuses stop at ${method.bonusCap}`,
              minus(allowed, bonuses),
            ),
          );
        if (compare(score, raw) !== 0)
          lines.push(
            line(
              `${year} 年 得分限于 0 至 ${method.base} 分`,
              `${year} Kept within 0 and ${method.base}`,
              minus(score, raw),
            ),
          );
        return score;
      });
      const average = mean(scores);
      const share = over(average, base);
      const text = { zh: `${scores.length} 年平均`, en: `Mean of ${scores.length} years` };
      return { share, lines: [...lines, shareLine(text, average, method.base, share, indicator)] };
    },

    'mean-of-figures'(method, indicator) {
      const lines = [];
      const values = [];
      for (const year of method.years) {
        const figure = byCode(figures, method.figure).find(known => known.year === year);
        if (figure) {
          const text = named(indicator.name, figure);
          values.push(valueOf(figure));
          lines.push(line(text.zh, text.en, valueOf(figure), refsOf(figure)));
        } else if (scheme.missing === 'zero') {
          values.push(zero);
          lines.push(line(`${year} 年没有数据,按 0 计`, `${year}: no figure, counted as 0`, zero));
        } else lines.push(line(`${year} 年没有数据,不参与平均`, `${year}: no figure, left out of the mean`, zero));
      }
      for (const figure of byCode(figures, method.figure))
        if (!method.years.includes(figure.year))
          lines.push(
            line(
              `${figure.year ?? '未注明年度'} 的数据不在计分年度内,不计`,
              `${figure.year ?? 'Undated'}: not a year that counts`,
              zero,
              refsOf(figure),
            ),
          );
      if (values.length === 0) return { share: null, lines: [...lines, noFigure()] };
      const text = { zh: `${values.length} 年平均`, en: `Mean of ${values.length} years` };
      return asShare(text, mean(values), method, indicator, lines);
    },

    rate(method, indicator) {
      const [done, due] = [byCode(figures, method.numerator), byCode(figures, method.denominator)];
      if (due.length === 0) return unknown();
      const [doneCount, dueCount] = [sumOf(done), sumOf(due)];
      const refs = [...done, ...due].flatMap(refsOf);
      if (compare(dueCount, zero) === 0)
        return {
          share: null,
          lines: [line('应办数为 0,本指标不适用', 'Nothing was due: the indicator does not apply', zero, refs)],
        };
      const share = least(one, over(doneCount, dueCount));
      const [of, outOf] = [print(doneCount), print(dueCount)];
      return {
        share,
        lines: [
          line(
            `完成 ${of} ÷ 应办 ${outOf} × ${indicator.full}`,
            `${of} done ÷ ${outOf} due × ${indicator.full}`,
            times(share, decimal(indicator.full)),
            refs,
          ),
        ],
      };
    },

    deduction(method, indicator) {
      const hasBase = method.base !== undefined;
      const base = decimal(hasBase ? method.base : indicator.full);
      const taken = deductionsOf(method.deductions, figures);
      const raw = minus(base, amountsOf(taken));
      const score = most(zero, raw);
      const share = over(score, base);
      const lines = [hasBase ? line('基础分', 'Base', base) : line('满分', 'Full marks', base), ...taken.map(taking)];
      if (compare(score, raw) !== 0) lines.push(line('扣完为止', 'Never below 0', negative(raw)));
      const text = { zh: '折算', en: 'Brought to the weight' };
      if (hasBase) lines.push(shareLine(text, score, method.base, share, indicator));
      return { share, lines };
    },

    figure: withFigure((figure, method, indicator) =>
      asShare(named(indicator.name, figure), valueOf(figure), method, indicator, [], refsOf(figure)),
    ),

    bonus(method, indicator) {
      const { full } = indicator;
      const given = bonusesOf(method.bonuses, figures);
      const raw = amountsOf(given);
      const score = least(decimal(full), raw);
      const lines = given.map(giving);
      if (given.length === 0) lines.push(line('没有加分', 'No bonus', zero));
      if (compare(score, raw) !== 0)
        lines.push(line(`加分合计最多 ${full} 分`, `Bonuses stop at ${full}`, minus(score, raw)));
      return { share: over(score, decimal(full)), lines };
    },

    checklist: withFigure((figure, method, indicator) => {
      const isLeftOut = item => (figure.leftOut ?? []).includes(item.code);
      const items = method.items.filter(item => !isLeftOut(item));
      const left = codesOf(method.items.filter(isLeftOut));
      const found = items.map(item => itemOf(item, figure, ['', '']));
      const lines = found.map(each => each.line);
      if (left.length > 0)
        lines.push(line(`不适用 ${left.length} 项,不计`, `Not applicable and left out: ${left.length}`, zero, left));
      if (items.length === 0) return { share: null, lines };
      const reached = total(found.map(each => each.value));
      const possible = total(items.map(item => decimal(item.points ?? '1')));
      const share = over(reached, possible);
      const text = { zh: '合计', en: 'Together' };
      return { share, lines: [...lines, shareLine(text, reached, print(possible), share, indicator)] };
    }),

    survey: withFigure((figure, method, indicator) => {
      const { count, lines, average } = tally(method.answers, figure);
      const { smallestSample: smallest } = method;
      const whole = value => printWhole(value);
      if (smallest !== undefined && compare(count, ratio(BigInt(smallest))) < 0) {
        const zh = `有效样本 ${whole(count)} 份,少于 ${smallest} 份,样本不足,不计`;
        const en = `${whole(count)} counted answers, fewer than ${smallest}: left out`;
        return { share: null, lines: [...lines, line(zh, en, count)] };
      }
      if (!average) return { share: null, lines };
      const points = average(1);
      const variance = minus(average(2), times(points, points));
      let [factor, of] = [one, { zh: '', en: '' }];
      if (figure.population !== undefined) {
        const people = decimal(figure.population);
        factor = compare(people, one) > 0 ? over(minus(people, count), minus(people, one)) : zero;
        of = { zh: `,总体 ${whole(people)}`, en: ` of ${whole(people)}` };
      }
      const square = times(times(decimal('3.8416'), over(variance, count)), factor);
      const margin = line(
        `抽样误差:有效样本 ${whole(count)} 份${of.zh},95% 置信水平,正负`,
        `Margin of error: ${whole(count)} counted answers${of.en}, 95 % confidence, plus or minus`,
        marginOf(square, scale),
      );
      return asShare(meanText, points, method, indicator, [...lines, margin]);
    }),

    ballot: withFigure((figure, method, indicator) => {
      const { lines, average } = tally(method.choices, figure);
      return average ? asShare(meanText, average(1), method, indicator, lines) : { share: null, lines };
    }),

    'case-files': withFigure((figure, method, indicator) => {
      const files = figure.records;
      if (files.length === 0)
        return { share: null, lines: [line('没有抽到案卷,不计', 'No case file was drawn: left out', zero)] };
      const marked = files.map(file => {
        const hits = method.vetoes.filter(({ code }) => (file.vetoes ?? []).includes(code)).map(({ name }) => name);
        const mark = hits.length > 0 ? zero : decimal(file.value ?? '0');
        let text = { zh: `案卷 ${file.ref}`, en: `Case file ${file.ref}` };
        if (hits.length > 0) {
          const [zh, en] = [hits.map(name => name.zh).join('、'), hits.map(name => name.en).join(', ')];
          text = and(text, ` 一票否决:${zh},计 0 分`, `, veto: ${en}; counts as 0`);
        }
        return { mark, line: line(text.zh, text.en, mark, [file.ref]) };
      });
      const text = { zh: `${files.length} 卷平均`, en: `Mean of ${files.length} files` };
      const lines = marked.map(each => each.line);
      return asShare(text, mean(marked.map(each => each.mark)), method, indicator, lines);
    }),

    'three-line': withFigure((figure, method, indicator) => {
      const lines = [
        { side: figure.self, zh: '自评', en: 'Own mark' },
        { side: figure.office, zh: '复核', en: 'Office' },
      ]
        .filter(({ side }) => side !== undefined)
        .map(({ side, zh, en }) => {
          const reason = trimmed(side.reason ?? '');
          const said = reason === '' ? { zh, en } : { zh: `${zh}:${reason}`, en: `${en}: ${reason}` };
          return line(said.zh, said.en, decimal(side.value));
        });
      const text = named({ zh: '终评', en: 'Final mark' }, figure);
      return asShare(text, valueOf(figure), method, indicator, lines, refsOf(figure));
    }),
  };
}

const printWhole = value => print(value, 0);

function scoreIndicator(scheme, inputs, methods, indicator) {
  const { print, line } = writer(scheme, 'indicator');
  const ruling = (inputs.notApplicable ?? []).find(known => known.indicator === indicator.code);
  let share = null;
  let lines;
  if (ruling) {
    const zh = `经批准不适用:${ruling.reason},权重按比例分给其他指标`;
    const en = `Ruled not applicable: ${ruling.reason}; its weight is shared among the others`;
    lines = [line(zh, en, zero, ruling.refs ?? [])];
  } else {
    ({ share, lines } = methods[indicator.method.kind](indicator.method, indicator));
    for (const { name, figure } of indicator.vetoes ?? []) {
      const hits = hitsOf(inputs.figures, figure);
      if (hits.length === 0) continue;
      share = zero;
      const [zh, en] = [`一票否决:${name.zh},本指标计 0 分`, `Veto, ${name.en}: this indicator counts as 0`];
      lines = [...lines, line(zh, en, zero, hits.flatMap(refsOf))];
    }
  }
  const score = print(times(share ?? zero, decimal(indicator.full)));
  return { code: indicator.code, full: indicator.full, score, applicable: share !== null, lines };
}

function scoreGroup(scheme, figures, group, children) {
  const { print, wide, line } = writer(scheme, 'group');
  const { code, full } = group;
  const applicable = children.filter(child => child.applicable);
  if (applicable.length === 0) {
    const lines = [line('所属指标都不适用,不计', 'Nothing in it applies: left out', zero)];
    return { code, full, score: print(zero), applicable: false, lines };
  }
  const outOfText = group.outOf ?? full;
  const outOf = decimal(outOfText);
  const reached = total(applicable.map(child => decimal(child.score)));
  const possible = total(applicable.map(child => decimal(child.full)));
  const lines = [line('各项合计', 'Added up', reached)];
  let mark = reached;
  if (compare(possible, outOf) !== 0) {
    mark = over(times(reached, outOf), possible);
    const text = `${wide(reached)} ÷ ${wide(possible)} × ${outOfText}`;
    lines.push(line(`只计适用的指标,折算:${text}`, `Only what applies, brought to the whole: ${text}`, mark));
  }
  for (const cap of group.caps ?? []) {
    const counted = byCode(figures, cap.figure);
    if (compare(sumOf(counted), decimal(cap.atLeast)) < 0) continue;
    const capped = least(mark, decimal(cap.most));
    const [zh, en] = [`${cap.name.zh}:最多 ${cap.most} 分`, `${cap.name.en}: at most ${cap.most}`];
    lines.push(line(zh, en, minus(capped, mark), counted.flatMap(refsOf)));
    mark = capped;
  }
  const score = print(over(times(mark, decimal(full)), outOf));
  if (compare(outOf, decimal(full)) !== 0) {
    const text = `${wide(mark)} ÷ ${outOfText} × ${full}`;
    lines.push(line(`折算 ${text}`, `Brought to its weight ${text}`, decimal(score)));
  }
  return { code, full, score, applicable: true, lines };
}

/** What no group names: indicators that are no bonus, then groups. */
function topOf(scheme) {
  const inside = new Set(groupsOf(scheme).flatMap(group => group.children));
  const nodes = [...scheme.indicators.filter(indicator => !isBonus(indicator)), ...groupsOf(scheme)];
  return codesOf(nodes).filter(code => !inside.has(code));
}

function totalOf(scheme, nodes) {
  const { wide, line } = writer(scheme, 'total');
  const top = topOf(scheme)
    .map(code => nodes.get(code))
    .filter(node => node.applicable);
  const full = total(top.map(node => decimal(node.full)));
  const reached = total(top.map(node => decimal(node.score)));
  const hundred = ratio(100n);
  let sum = top.length === 0 ? zero : over(times(reached, hundred), full);
  const lines = [];
  if (compare(full, hundred) !== 0) {
    const text = `${wide(reached)} ÷ ${wide(full)} × 100`;
    lines.push(line(`只计适用的指标,折算为百分制:${text}`, `Only what applies, brought to 100: ${text}`, sum));
  }
  const bonuses = scheme.indicators.filter(isBonus).map(({ code }) => decimal(nodes.get(code).score));
  if (compare(total(bonuses), zero) > 0) {
    lines.push(line('加分', 'Bonus', total(bonuses)));
    sum = plus(sum, total(bonuses));
  }
  const { totalCap } = scheme;
  if (totalCap !== undefined && compare(sum, decimal(totalCap)) > 0) {
    lines.push(line(`总分最多 ${totalCap} 分`, `The total stops at ${totalCap}`, minus(decimal(totalCap), sum)));
    sum = decimal(totalCap);
  }
  return { sum, lines };
}

/** Scores one unit; rank and grade come later, from its standing. */
function scoreUnit(scheme, inputs) {
  const { figures, unitCode, unitName } = inputs;
  const methods = methodsOf(scheme, figures);
  const indicators = scheme.indicators.map(indicator => scoreIndicator(scheme, inputs, methods, indicator));
  const nodes = new Map(indicators.map(node => [node.code, node]));
  const groupOf = new Map(groupsOf(scheme).map(group => [group.code, group]));
  const nodeOf = code => {
    if (!nodes.has(code)) {
      const group = groupOf.get(code);
      nodes.set(code, scoreGroup(scheme, figures, group, group.children.map(nodeOf)));
    }
    return nodes.get(code);
  };
  const groups = groupsOf(scheme).map(group => nodeOf(group.code));
  const { sum, lines } = totalOf(scheme, nodes);
  const hit = scheme.vetoes
    .map(veto => ({ veto, hits: hitsOf(figures, veto.figure) }))
    .filter(({ hits }) => hits.length > 0);
  const vetoes = hit.map(({ veto, hits }) => ({ code: veto.code, name: veto.name, refs: hits.flatMap(refsOf) }));
  const isZero = hit.some(({ veto }) => veto.effect === 'zero');
  const result = {
    unitCode,
    unitName,
    total: writer(scheme, 'total').print(isZero ? zero : sum),
    grade: '',
    rank: 0,
    vetoes,
    indicators,
    ...(scheme.groups ? { groups } : {}),
    lines,
  };
  const ties = (scheme.ranking.by ?? []).map(({ figure, indicator }) =>
    figure === undefined ? decimal(nodes.get(indicator).score) : sumOf(byCode(figures, figure)),
  );
  const ceilings = (scheme.ceilings ?? [])
    .map(ceiling => ({ ceiling, hits: hitsOf(figures, ceiling.figure) }))
    .filter(({ hits }) => hits.length > 0)
    .map(({ ceiling, hits }) => ({ ceiling, refs: hits.flatMap(refsOf) }));
  const barred = vetoes.length > 0 ? [] : ceilings.map(({ ceiling }) => gradeIndex(scheme, ceiling.grade));
  const best = Math.max(0, ...barred);
  return { result, standing: { code: unitCode, total: result.total, vetoes, ties, ceilings, best } };
}

const gradeIndex = (scheme, code) => scheme.grades.findIndex(grade => grade.code === code);
const isVetoed = standing => standing.vetoes.length > 0;
const byTotal = (a, b) => Number(isVetoed(a)) - Number(isVetoed(b)) || compare(decimal(b.total), decimal(a.total));

/** What stands first is negative; those of one rank are 0. */
function byMerit(scheme, a, b) {
  const order = byTotal(a, b);
  if (order !== 0) return order;
  const common = Math.min(a.ties.length, b.ties.length);
  for (let i = 0; i < common; i++) {
    const difference = compare(a.ties[i], b.ties[i]);
    if (difference !== 0) return scheme.ranking.by[i].better === 'less' ? difference : -difference;
  }
  return a.ties.length - b.ties.length;
}

/** Puts standings in order, and gives each its rank, grade and the lines about them. */
function rankAndGrade(scheme, standings) {
  const { line } = writer(scheme, 'total');
  const by = scheme.ranking.by ?? [];
  const byCodeUnits = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  standings.sort((a, b) => byMerit(scheme, a, b) || byCodeUnits(a, b));
  standings.forEach((standing, i) => {
    const above = standings[i - 1];
    const below = standings[i + 1];
    standing.rank = above && byMerit(scheme, above, standing) === 0 ? above.rank : i + 1;
    standing.grade = '';
    standing.lines = [];
    const isTied = [above, below].some(other => other && byTotal(other, standing) === 0);
    if (!isTied) return;
    standing.ties.forEach((value, k) => {
      const { figure, indicator, better } = by[k];
      const known = figure === undefined ? scheme.indicators : scheme.figures;
      const { name } = known.find(({ code }) => code === (figure ?? indicator));
      const zh = `总分相同,比较${name.zh}(${better === 'more' ? '多' : '少'}者在前)`;
      standing.lines.push(line(zh, `Equal totals, compared by ${name.en} (${better} is better)`, value));
    });
  });
  const last = scheme.grades.at(-1);
  for (const standing of standings) {
    for (const { code, name, refs } of standing.vetoes) {
      standing.grade = last.code;
      const isZero = scheme.vetoes.find(veto => veto.code === code)?.effect === 'zero';
      const zh = `一票否决:${name.zh},${isZero ? '总分计 0 分,' : ''}评为${last.name.zh}`;
      const en = `Veto, ${name.en}: ${isZero ? 'the total counts as 0, ' : ''}graded ${last.name.en}`;
      standing.lines.push(line(zh, en, zero, refs));
    }
    if (isVetoed(standing)) continue;
    for (const { ceiling, refs } of standing.ceilings) {
      const index = gradeIndex(scheme, ceiling.grade);
      if (index === 0 || compare(decimal(standing.total), decimal(scheme.grades[index - 1].from)) < 0) continue;
      const { name } = scheme.grades[index];
      const [zh, en] = [`${ceiling.name.zh}:最高评为${name.zh}`, `${ceiling.name.en}: graded ${name.en} at best`];
      standing.lines.push(line(zh, en, zero, refs));
    }
  }
  scheme.grades.forEach(({ code, name, from, quotaPercent }, index) => {
    const reaching = standings.filter(
      ({ grade, best, total: reached }) => !grade && best <= index && compare(decimal(reached), decimal(from)) >= 0,
    );
    const places = quotaPercent === undefined ? standings.length : Math.floor((standings.length * quotaPercent) / 100);
    const tiedAt = new Map();
    for (const { rank } of reaching) tiedAt.set(rank, (tiedAt.get(rank) ?? 0) + 1);
    let [rank, before] = [0, 0];
    for (const standing of reaching) {
      if (standing.rank !== rank) [rank, before] = [standing.rank, before + (tiedAt.get(rank) ?? 0)];
      const tied = tiedAt.get(rank);
      if (before + tied <= places) {
        standing.grade = code;
        continue;
      }
      const left = Math.max(0, places - before);
      const text = {
        zh: `达到${name.zh}分数线;${name.zh}不超过 ${quotaPercent}%,共 ${places} 个名额`,
        en: `Reaches ${name.en}, which at most ${quotaPercent}% get: ${places} in all`,
      };
      const { zh, en } =
        left > 0
          ? and(
              text,
              `,剩 ${left} 个,并列 ${tied} 个单位均不评`,
              `, ${left} left for ${tied} tied, so none of them gets it`,
            )
          : and(text, ',名次在名额之外', ', and its rank lies beyond them');
      standing.lines.push(line(zh, en, zero));
    }
  });
}

const placed = (result, { rank, grade, lines }) => ({ ...result, rank, grade, lines: [...result.lines, ...lines] });

/** What a unit's package tells of the others, by rank. */
function anonymous(scheme, standings) {
  const alike = new Map();
  const keyOf = standing => `${standing.total} ${isVetoed(standing)}`;
  for (const standing of standings) alike.set(keyOf(standing), (alike.get(keyOf(standing)) ?? 0) + 1);
  return standings.map(standing => ({
    total: standing.total,
    vetoed: isVetoed(standing),
    ...(standing.ties.length > 0 && alike.get(keyOf(standing)) > 1 ? { ties: standing.ties.map(shortest) } : {}),
    ...(standing.best > 0 ? { best: scheme.grades[standing.best].code } : {}),
  }));
}

/** The result, and the standings in its order. */
function evaluate(scheme, inputs) {
  const scored = inputs.map(unit => scoreUnit(scheme, unit));
  const resultOf = new Map(scored.map(({ result, standing }) => [standing, result]));
  const standings = [...resultOf.keys()];
  rankAndGrade(scheme, standings);
  const units = standings.map(standing => placed(resultOf.get(standing), standing));
  const gradeCounts = {};
  for (const { code } of scheme.grades) gradeCounts[code] = units.filter(unit => unit.grade === code).length;
  return { result: { scheme: { code: scheme.code, version: scheme.version }, units, gradeCounts }, standings };
}

// ---------------------------------------------------------------- what the rules forbid

/** What has a code inside a method. */
const partsOf = ({ deductions, bonuses, items, answers, choices, vetoes }) =>
  deductions || bonuses ? [...(deductions ?? []), ...(bonuses ?? [])] : (items ?? answers ?? choices ?? vetoes ?? []);

/** Every use of a figure with its place, but for ties. */
function figuresOf(scheme) {
  const each = (list, at) => (list ?? []).map(({ figure }, k) => [`${at}/${k}/figure`, figure]);
  return [
    ...scheme.indicators.flatMap(({ method, vetoes }, i) => [
      ...['figure', 'numerator', 'denominator']
        .filter(name => method[name] !== undefined)
        .map(name => [`indicators/${i}/method/${name}`, method[name]]),
      ...each(method.deductions, `indicators/${i}/method/deductions`),
      ...each(method.bonuses, `indicators/${i}/method/bonuses`),
      ...each(vetoes, `indicators/${i}/vetoes`),
    ]),
    ...each(scheme.vetoes, 'vetoes'),
    ...each(scheme.ceilings, 'ceilings'),
    ...groupsOf(scheme).flatMap(({ caps }, i) => each(caps, `groups/${i}/caps`)),
  ];
}

/** Whether the rules can be applied at all; what an honest program would have refused is a finding. */
function checkScheme(findings, place, scheme) {
  const before = findings.lines.length;
  const must = (at, expected, found, holds) => {
    if (!holds) findings.add('invalid', `${place}/${at}`, expected, found);
  };
  const { indicators, grades, ranking, vetoes, ceilings = [] } = scheme;
  const groups = groupsOf(scheme);
  const known = new Set(codesOf(scheme.figures));
  must('rounding', 'half-up or half-even', scheme.rounding, ['half-up', 'half-even'].includes(scheme.rounding));
  must('ranking/ties', 'share or figures', ranking.ties, ['share', 'figures'].includes(ranking.ties));
  must('missing', 'renormalise or zero', scheme.missing, ['renormalise', 'zero'].includes(scheme.missing));
  if (scheme.subject !== undefined)
    must('subject', 'unit or case-file', scheme.subject, ['unit', 'case-file'].includes(scheme.subject));
  const mustBeScale = (at, scale) => must(at, '0 to 6', scale, scale >= 0 && scale <= 6);
  mustBeScale('scale', scheme.scale);
  for (const name of ['indicator', 'group', 'total']) mustBeScale(`scales/${name}`, scheme.scales?.[name] ?? 0);

  const mustBeOnce = (at, list) =>
    must(at, 'each code once', codesOf(list), new Set(codesOf(list)).size === list.length);
  mustBeOnce('figures', scheme.figures);
  mustBeOnce('indicators', indicators);
  mustBeOnce('groups', [...indicators, ...groups]);
  mustBeOnce('grades', grades);
  mustBeOnce('vetoes', vetoes);
  mustBeOnce('ceilings', ceilings);
  indicators.forEach((indicator, i) => {
    mustBeOnce(`indicators/${i}/method`, partsOf(indicator.method));
    mustBeOnce(`indicators/${i}/vetoes`, indicator.vetoes ?? []);
  });
  groups.forEach((group, i) => mustBeOnce(`groups/${i}/caps`, group.caps ?? []));
  checkTree(findings, must, scheme, before);

  const steps = grades.map(grade => decimal(grade.from));
  const falls = steps.every((step, i) => i === 0 || compare(steps[i - 1], step) > 0);
  const ends = steps.length > 0 && compare(steps.at(-1), zero) === 0;
  must(
    'grades',
    'from the highest down to 0',
    grades.map(grade => grade.from),
    falls && ends,
  );
  grades.forEach(({ quotaPercent }, i) => {
    if (quotaPercent === undefined) return;
    const holds = quotaPercent >= 0 && quotaPercent <= 100 && i < grades.length - 1;
    must(`grades/${i}/quotaPercent`, '0 to 100, none for the last grade', quotaPercent, holds);
  });
  checkMethods(must, indicators);
  for (const [at, figure] of figuresOf(scheme)) must(at, 'a figure of the scheme', figure, known.has(figure));
  vetoes.forEach(({ effect }, k) => must(`vetoes/${k}/effect`, 'zero', effect, [undefined, 'zero'].includes(effect)));
  ceilings.forEach(({ grade }, k) =>
    must(`ceilings/${k}/grade`, 'a grade of the scheme', grade, gradeIndex(scheme, grade) >= 0),
  );
  const compared = ranking.by ?? [];
  const isClear = ranking.ties === 'figures' ? compared.length > 0 : ranking.by === undefined;
  must('ranking/by', 'what to compare, with ties by figures', compared.length, isClear);
  compared.forEach((by, k) => {
    const { figure, indicator, better } = by;
    const holds =
      figure === undefined
        ? indicator !== undefined && codesOf(indicators).includes(indicator)
        : indicator === undefined && known.has(figure);
    must(`ranking/by/${k}`, 'a figure or an indicator of the scheme', by, holds);
    must(`ranking/by/${k}/better`, 'more or less', better, ['more', 'less'].includes(better));
  });
  return findings.lines.length === before;
}

function checkTree(findings, must, scheme, before) {
  const groups = groupsOf(scheme);
  const mayStand = new Set([...codesOf(scheme.indicators.filter(i => !isBonus(i))), ...codesOf(groups)]);
  const timesNamed = new Map();
  for (const child of groups.flatMap(group => group.children)) timesNamed.set(child, (timesNamed.get(child) ?? 0) + 1);
  groups.forEach(({ children }, i) => {
    const holds = children.length > 0 && children.every(child => mayStand.has(child) && timesNamed.get(child) === 1);
    must(`groups/${i}/children`, 'indicators and groups, each under one group', children, holds);
  });
  const groupOf = new Map(groups.map(group => [group.code, group]));
  const reached = new Set();
  const reach = code => {
    if (reached.has(code)) return;
    reached.add(code);
    (groupOf.get(code)?.children ?? []).forEach(reach);
  };
  topOf(scheme).forEach(reach);
  const beyond = codesOf(groups).filter(code => !reached.has(code));
  must('groups', 'a tree', beyond, beyond.length === 0);
  if (findings.lines.length > before) return;
  const fullOf = new Map([...scheme.indicators, ...groups].map(node => [node.code, decimal(node.full)]));
  const together = codes => total(codes.map(code => fullOf.get(code)));
  groups.forEach(({ full, outOf = full, children }, i) => {
    const sum = together(children);
    must(`groups/${i}`, `children of ${outOf} in all`, print(sum, 6), compare(sum, decimal(outOf)) === 0);
  });
  const sum = together(topOf(scheme));
  must('indicators', 'full marks of 100 in all', print(sum, 6), compare(sum, ratio(100n)) === 0);
}

function checkMethods(must, indicators) {
  const owned = new Set();
  indicators.forEach(({ method, full, source, clause }, i) => {
    must(`indicators/${i}/source`, 'not empty', source, trimmed(source) !== '');
    must(`indicators/${i}/clause`, 'not empty', clause, trimmed(clause) !== '');
    const at = `indicators/${i}/method`;
    const { kind, years = [0], items, answers, choices, smallestSample } = method;
    const steps = (method.deductions ?? []).map(item => item.every ?? 1);
    const isOnce = years.length > 0 && new Set(years).size === years.length;
    must(`${at}/years`, 'each year once', years, isOnce);
    must(
      `${at}/deductions`,
      'every ≥ 1',
      steps,
      steps.every(step => step >= 1),
    );
    const needed = { deduction: 'deductions', bonus: 'bonuses' }[kind];
    if (needed) must(`${at}/${needed}`, 'at least one', method[needed], method[needed].length > 0);
    const pointsOf = list => list.flatMap(({ points }) => (points === undefined ? [] : [points]));
    if (items) {
      const points = pointsOf(items);
      const isWhole = points.length === items.length && compare(total(points.map(decimal)), decimal(full)) === 0;
      const holds = items.length > 0 && (points.length === 0 || isWhole);
      must(`${at}/items`, `points that make ${full}, or none`, points, holds);
    }
    for (const [name, list] of Object.entries({ answers, choices })) {
      if (!list) continue;
      const points = pointsOf(list);
      const holds = points.length > 0 && points.every(given => compare(decimal(given), decimal(method.outOf)) <= 0);
      must(`${at}/${name}`, `points, none above ${method.outOf}`, points, holds);
    }
    if (smallestSample !== undefined) must(`${at}/smallestSample`, '≥ 1', smallestSample, smallestSample >= 1);
    if (!readsRecords(method)) return;
    const key = `${method.figure}/${method.year ?? ''}`;
    must(`${at}/figure`, 'a figure of its own', key, !owned.has(key));
    owned.add(key);
  });
}

function checkInputs(findings, place, scheme, inputs) {
  const countedIn = new Map();
  const recorded = new Map();
  const read = new Set();
  for (const { method } of scheme.indicators) {
    if (method.kind === 'progress')
      for (const { figure } of [...method.deductions, ...method.bonuses])
        if (!countedIn.has(figure)) countedIn.set(figure, method.years);
    if (!readsRecords(method)) continue;
    recorded.set(`${method.figure}/${method.year ?? ''}`, method);
    read.add(method.figure);
  }
  const mayNotApply = codesOf(scheme.indicators.filter(indicator => !isBonus(indicator)));
  const seen = new Set();
  inputs.forEach((unit, i) => {
    if (seen.has(unit.unitCode)) findings.add('invalid', `${place}/${i}/unitCode`, 'each unit once', unit.unitCode);
    seen.add(unit.unitCode);
    const keys = new Set();
    unit.figures.forEach((figure, j) => {
      const at = `${place}/${i}/figures/${j}`;
      const { code, year, value, records } = figure;
      const known = scheme.figures.find(definition => definition.code === code);
      if (!known) findings.add('invalid', `${at}/code`, 'a figure of the scheme', code);
      const key = `${code}/${year ?? ''}`;
      if (keys.has(key)) findings.add('invalid', at, 'each figure once', key);
      keys.add(key);
      if (known?.max !== undefined && compare(decimal(value), decimal(known.max)) > 0)
        findings.add('invalid', `${at}/value`, `at most ${known.max}`, value);
      const valued = records.flatMap(record => (record.value === undefined ? [] : [decimal(record.value)]));
      if (valued.length > 0 && compare(total(valued), decimal(value)) !== 0)
        findings.add('invalid', `${at}/value`, print(total(valued), 8), value);
      const method = recorded.get(key);
      const isDated = !countedIn.has(code) || countedIn.get(code).includes(year);
      if (!isDated || (read.has(code) && !method)) findings.add('invalid', `${at}/year`, 'a year that counts', year);
      if (method) checkRecords(findings, at, method, figure);
    });
    const ruled = new Set();
    (unit.notApplicable ?? []).forEach(({ indicator, reason }, k) => {
      const at = `${place}/${i}/notApplicable/${k}`;
      if (!mayNotApply.includes(indicator) || ruled.has(indicator))
        findings.add('invalid', `${at}/indicator`, 'an indicator, once, no bonus', indicator);
      ruled.add(indicator);
      if (trimmed(reason) === '') findings.add('invalid', `${at}/reason`, 'not empty', reason);
    });
  });
}

function checkRecords(findings, place, method, figure) {
  const { kind, outOf } = method;
  const invalid = (at, expected, found) => findings.add('invalid', `${place}${at}`, expected, found);
  const atMost = (at, most, value) => {
    if (value === undefined || compare(decimal(value), decimal(most)) > 0) invalid(at, `at most ${most}`, value);
  };
  const isWhole = value => value !== undefined && /^[0-9]+$/.test(value);
  const leftOut = figure.leftOut ?? [];
  const points = new Map((method.items ?? []).map(item => [item.code, item.points ?? '1']));
  if (kind === 'checklist' && leftOut.some(code => !points.has(code)))
    invalid('/leftOut', 'items of the checklist', leftOut);
  const choices = codesOf(method.answers ?? method.choices ?? []);
  const seen = new Set();
  const checks = {
    checklist({ item, value }, at) {
      if (!points.has(item) || seen.has(item) || leftOut.includes(item))
        invalid(`${at}/item`, 'an item, once, not left out', item);
      else atMost(`${at}/value`, points.get(item), value);
      seen.add(item);
    },
    survey({ item, value }, at) {
      if (!choices.includes(item)) invalid(`${at}/item`, 'an item of the method', item);
      if (!isWhole(value)) invalid(`${at}/value`, 'a whole number', value);
    },
    ballot(record, at) {
      checks.survey(record, at);
    },
    'case-files'({ ref, value, vetoes = [] }, at) {
      if (seen.has(ref)) invalid(`${at}/ref`, 'each file once', ref);
      seen.add(ref);
      atMost(`${at}/value`, outOf, value);
      const known = codesOf(method.vetoes);
      if (vetoes.some(code => !known.includes(code))) invalid(`${at}/vetoes`, 'veto items of the method', vetoes);
    },
    'three-line'() {},
  };
  figure.records.forEach((record, k) => checks[kind](record, `/records/${k}`));
  const { population, value } = figure;
  if (kind === 'survey' && population !== undefined)
    if (!isWhole(population) || compare(decimal(population), decimal(value)) < 0)
      invalid('/population', `a whole number, at least ${value}`, population);
  if (kind !== 'three-line') return;
  const sides = ['self', 'office'].filter(name => figure[name] !== undefined);
  atMost('/value', outOf, value);
  for (const name of sides) atMost(`/${name}/value`, outOf, figure[name].value);
  const marks = [value, ...sides.map(name => figure[name].value)].map(decimal);
  const apart = minus(marks.reduce(most), marks.reduce(least));
  const isExplained = sides.every(name => trimmed(figure[name].reason ?? '') !== '');
  if (compare(apart, decimal(method.gap)) > 0 && !isExplained)
    invalid('', `reasons, being more than ${method.gap} apart`, print(apart, 8));
}

// ---------------------------------------------------------------- what was evaluated

/** Recomputes the round; answers what the other files are held against. */
function checkRound(findings, json, files) {
  const evaluation = json('evaluation.json');
  const salts = json('salts.json');
  if (!evaluation) return null;
  if (evaluation.format !== 1) findings.stop('unknown', 'evaluation.json#/format', 1, evaluation.format);
  const { program, asOf, scheme, inputs, result } = evaluation;
  if (!checkScheme(findings, 'evaluation.json#/scheme', scheme)) return null;
  checkInputs(findings, 'evaluation.json#/inputs', scheme, inputs);
  const { result: computed, standings } = evaluate(scheme, inputs);
  compareValues(findings, 'evaluation.json#/result', computed, result);
  const digest = hex(sha256(files.get('evaluation.json')));
  let unitsRoot;
  if (salts) {
    const saltOf = new Map(salts.salts.map(({ unit, salt }) => [unit, salt]));
    compareValues(
      findings,
      'salts.json#/salts',
      inputs.map(unit => unit.unitCode),
      salts.salts.map(({ unit }) => unit),
    );
    const resultOf = new Map(computed.units.map(unit => [unit.unitCode, unit]));
    const totals = anonymous(scheme, standings);
    const common = { format: 1, program, asOf, scheme, sha256: digest, totals };
    const parts = inputs.map(unit => {
      const salt = saltOf.get(unit.unitCode) ?? '';
      return { format: 1, unitCode: unit.unitCode, salt, inputs: unit, result: resultOf.get(unit.unitCode) };
    });
    unitsRoot = hex(treeRoot([common, ...parts].map(part => leafHash(canonical(part)))));
  }
  return { program, asOf, scheme, inputs, digest, digestPlace: 'evaluation.json', roots: [['salts.json', unitsRoot]] };
}

/** Recomputes one unit; its rank and grade from the totals of all, which bear no names. */
function checkUnit(findings, json, files, manifest) {
  const [common, unit, places] = ['common.json', 'unit.json', 'places.json'].map(json);
  if (!common || !unit || !places) return null;
  for (const [name, { format }] of Object.entries({ 'common.json': common, 'unit.json': unit }))
    if (format !== 1) findings.stop('unknown', `${name}#/format`, 1, format);
  const { program, asOf, scheme, totals } = common;
  findings.same('unit.json#/unitCode', manifest.unit, unit.unitCode);
  findings.same('unit.json#/inputs/unitCode', unit.unitCode, unit.inputs.unitCode);
  if (!checkScheme(findings, 'common.json#/scheme', scheme)) return null;
  checkInputs(findings, 'unit.json#/inputs', scheme, [unit.inputs]);
  const { result, standing } = scoreUnit(scheme, unit.inputs);
  const mine = { ...standing, code: '' };
  const veto = { name: { zh: '', en: '' }, refs: [] };
  const standings = totals.map((entry, i) => {
    const best = entry.best === undefined ? 0 : gradeIndex(scheme, entry.best);
    if (best < 0) findings.stop('invalid', `common.json#/totals/${i}/best`, 'a grade of the scheme', entry.best);
    const ties = (entry.ties ?? []).map(decimal);
    const compared = (scheme.ranking.by ?? []).length;
    if (entry.ties && ties.length !== compared)
      findings.stop('invalid', `common.json#/totals/${i}/ties`, compared, ties.length);
    return { code: '', total: entry.total, vetoes: entry.vetoed ? [veto] : [], ties, ceilings: [], best };
  });
  const isSame = (a, b) => a.length === b.length && a.every((value, i) => compare(value, b[i]) === 0);
  const place = standings.findIndex(
    (other, i) =>
      other.total === mine.total &&
      isVetoed(other) === isVetoed(mine) &&
      other.best === mine.best &&
      (totals[i].ties === undefined || isSame(other.ties, mine.ties)),
  );
  if (place < 0) findings.add('missing', 'common.json#/totals', mine.total, undefined);
  else standings[place] = mine;
  rankAndGrade(scheme, standings);
  findings.same('common.json#/totals', anonymous(scheme, standings), totals);
  if (place >= 0) compareValues(findings, 'unit.json#/result', placed(result, mine), unit.result);
  const root = (name, index, path) => {
    const text = readText(files.get(name));
    const reached = rootFrom(
      leafHash(text),
      index,
      places.size,
      path.map(node => Buffer.from(node, 'hex')),
    );
    return [name, reached ? hex(reached) : null];
  };
  findings.same('places.json#/size', totals.length + 1, places.size);
  const roots = [root('common.json', 0, places.common), root('unit.json', places.unit.index, places.unit.path)];
  return {
    program,
    asOf,
    scheme,
    inputs: [unit.inputs],
    digest: common.sha256,
    digestPlace: 'common.json#/sha256',
    roots,
  };
}

// ---------------------------------------------------------------- who approved, and what it rests on

/** Other verbs that do the same: an opened evaluation is started, figures come by a table or by an upheld objection. */
const alike = {
  orderEvaluation: ['startEvaluation'],
  recordFigures: ['commitStatistics', 'upholdObjection'],
};
function sameAction(findings, seq, action, leaf) {
  if (!(alike[action] ?? []).includes(leaf.action)) findings.same(`leaf:${seq}/payload/action`, action, leaf.action);
}

const steps = {
  ordered: {
    action: 'orderEvaluation',
    fields: ['name', 'programId', 'schemeCode', 'schemeVersion', 'asOf', 'orderedBy', 'orderedById', 'orderedAt'],
    actor: 'orderedById',
  },
  computed: { action: 'computeEvaluation', fields: ['sha256', 'sm3'] },
  proposed: {
    action: 'proposeFreeze',
    fields: ['proposedBy', 'proposedById', 'proposedByUnit'],
    actor: 'proposedById',
    unit: 'proposedByUnit',
  },
  approved: {
    action: 'approveFreeze',
    fields: ['approvedBy', 'approvedById', 'approvedByUnit', 'frozenAt'],
    actor: 'approvedById',
    unit: 'approvedByUnit',
  },
};

const changesOf = leaf => (Array.isArray(leaf.changes) ? leaf.changes.filter(isRecord) : []);
function changeOf(leaf, entity, id) {
  const change = changesOf(leaf).find(known => known.entity === entity && known.id === id);
  return change && isRecord(change.after) ? change.after : {};
}

/** Which earlier evaluation this one takes the place of: its order says so, the leaves of the earlier one tell name and hash. */
function checkCorrection(findings, corrects, order, leaves, used) {
  const at = 'approval.json#/evaluation/corrects';
  findings.same(`${at}/id`, own(order, 'correctsId') ?? undefined, corrects?.id);
  if (!corrects) return;
  findings.same(`${at}/reason`, own(order, 'correctionReason') ?? undefined, corrects.reason);
  const told = { ordered: ['orderEvaluation', 'name'], computed: ['computeEvaluation', 'sha256'] };
  for (const [step, [action, field]] of Object.entries(told)) {
    const seq = corrects[step];
    if (seq === null) {
      findings.add('unlogged', `${at}/${step}`, action, undefined);
      continue;
    }
    used.add(seq);
    const leaf = leaves.get(seq);
    if (!leaf) {
      findings.add('missing', `leaf:${seq}`, action, undefined);
      continue;
    }
    sameAction(findings, seq, action, leaf);
    findings.same(`leaf:${seq}/payload/entity`, 'Evaluation', leaf.entity);
    findings.same(`leaf:${seq}/payload/id`, corrects.id, leaf.id);
    findings.same(`${at}/${field}`, own(changeOf(leaf, 'Evaluation', corrects.id), field), corrects[field]);
  }
}

function checkApproval(findings, { evaluation, leaves: places }, leaves, evaluated, manifest, used) {
  const at = 'approval.json#/evaluation';
  findings.same(`${at}/id`, manifest.evaluation, evaluation.id);
  for (const [step, { action, fields, actor, unit }] of Object.entries(steps)) {
    const seq = places[step];
    if (seq === null) {
      findings.add('unlogged', `approval.json#/leaves/${step}`, action, undefined);
      continue;
    }
    used.add(seq);
    const leaf = leaves.get(seq);
    if (!leaf) {
      findings.add('missing', `leaf:${seq}`, action, undefined);
      continue;
    }
    sameAction(findings, seq, action, leaf);
    findings.same(`leaf:${seq}/payload/entity`, 'Evaluation', leaf.entity);
    findings.same(`leaf:${seq}/payload/id`, evaluation.id, leaf.id);
    if (actor) findings.same(`${at}/${actor}`, leaf.actor, evaluation[actor]);
    if (unit) findings.same(`${at}/${unit}`, leaf.unit, evaluation[unit]);
    const after = changeOf(leaf, 'Evaluation', evaluation.id);
    for (const field of fields) findings.same(`${at}/${field}`, own(after, field), evaluation[field]);
    if (step === 'ordered') checkCorrection(findings, evaluation.corrects, after, leaves, used);
    if (step === 'approved') findings.same(`leaf:${seq}/payload/state`, 'frozen', own(after, 'state'));
    if (step === 'computed' && evaluated) {
      findings.same(evaluated.digestPlace, own(after, 'sha256'), evaluated.digest);
      for (const [place, root] of evaluated.roots)
        if (root !== undefined) findings.same(`${place} units root`, own(after, 'unitsRoot'), root);
    }
  }
  if (evaluation.approvedById === evaluation.proposedById)
    findings.add('invalid', `${at}/approvedById`, 'another person than the proposer', evaluation.approvedById);
  if (evaluation.approvedByUnit === evaluation.proposedByUnit)
    findings.add('invalid', `${at}/approvedByUnit`, 'another unit than the proposer’s', evaluation.approvedByUnit);
  const order = Object.keys(steps)
    .map(step => places[step])
    .filter(seq => seq !== null);
  if (order.some((seq, i) => i > 0 && seq <= order[i - 1]))
    findings.add('invalid', 'approval.json#/leaves', 'ordered, computed, proposed, approved', order);
  if (!evaluated) return;
  findings.same(`${at}/program`, evaluated.program, evaluation.program);
  findings.same(`${at}/asOf`, evaluated.asOf, evaluation.asOf);
  findings.same(`${at}/schemeCode`, evaluated.scheme.code, evaluation.schemeCode);
  findings.same(`${at}/schemeVersion`, evaluated.scheme.version, evaluation.schemeVersion);
}

/** Answers how many things stand in no leaf, where the package says it is demonstration data; else each is a finding. */
function checkEvidence(findings, { figures, records }, leaves, evaluated, computedSeq, isDemonstration, used) {
  let unlogged = 0;
  const leafOf = (place, seq) => {
    if (seq === null) {
      if (isDemonstration) unlogged += 1;
      else findings.add('unlogged', place, 'a leaf', undefined);
      return null;
    }
    used.add(seq);
    if (!leaves.has(seq)) findings.add('missing', `leaf:${seq}`, place, undefined);
    return leaves.get(seq) ?? null;
  };
  const recorded = new Map();
  const tracked = new Set();
  for (const unit of evaluated.inputs)
    for (const figure of unit.figures) {
      for (const { ref } of figure.records)
        if (ref.startsWith('figure/')) recorded.set(`${unit.unitCode} ${ref}`, figure);
        else tracked.add(`${unit.unitCode} ${ref}`);
      for (const ref of figure.leftOut ?? []) tracked.add(`${unit.unitCode} ${ref}`);
    }

  const seen = new Set();
  for (const given of figures) {
    const key = `${given.unit} ${given.ref}`;
    const place = `figure:${key}`;
    const figure = recorded.get(key);
    if (!figure || seen.has(key)) {
      findings.add('extra', place, undefined, given.value);
      continue;
    }
    seen.add(key);
    findings.same(`${place}/ref`, `figure/${given.code}/${given.year}`, given.ref);
    findings.same(`${place}/code`, figure.code, given.code);
    findings.same(`${place}/year`, figure.year ?? 0, given.year);
    findings.same(`${place}/value`, figure.value, given.value);
    findings.same(`${place}/source`, figure.source, given.source);
    findings.same(`${place}/provisional`, figure.provisional ?? false, given.provisional);
    const leaf = leafOf(place, given.leaf);
    if (!leaf) continue;
    sameAction(findings, given.leaf, 'recordFigures', leaf);
    if (computedSeq !== null && given.leaf >= computedSeq)
      findings.add('invalid', `${place}/leaf`, `before leaf ${computedSeq}`, given.leaf);
    const { unit, code, year, value, source, provisional, salt } = given;
    const digest = hex(sha256(utf8(`${salt ?? ''}\n${canonical([unit, code, year, value, source, provisional])}`)));
    findings.same(`${place}/leaf`, own(changeOf(leaf, 'Figure', `${unit}/${code}/${year}`), 'sha256'), digest);
  }
  for (const [key, figure] of recorded)
    if (!seen.has(key)) findings.add('missing', `figure:${key}`, figure.value, undefined);

  const files = [];
  const listed = new Set();
  for (const { unit, ref, evidence } of records) {
    const key = `${unit} ${ref}`;
    if (!tracked.has(key) || listed.has(key)) findings.add('extra', `record:${key}`, undefined, ref);
    listed.add(key);
    for (const file of evidence) {
      const place = `evidence:${file.id}`;
      files.push(file);
      const leaf = leafOf(place, file.leaf);
      if (!leaf) continue;
      const after = changeOf(leaf, 'Evidence', file.id);
      for (const field of ['sha256', 'fileName', 'uploadedAt'])
        findings.same(`${place}/${field}`, own(after, field), file[field]);
    }
  }
  for (const key of tracked) if (!listed.has(key)) findings.add('missing', `record:${key}`, key, undefined);
  return { files, unlogged };
}

function checkFolder(findings, files, folder) {
  const byHash = new Set();
  const byName = new Map();
  for (const path of filesUnder(folder)) {
    const digest = hex(sha256(readFileSync(join(folder, path))));
    byHash.add(digest);
    if (!byName.has(basename(path))) byName.set(basename(path), digest);
  }
  let there = 0;
  for (const file of files) {
    if (byHash.has(file.sha256)) there += 1;
    else {
      const other = byName.get(file.fileName);
      findings.add(other ? 'altered' : 'missing', `file:${file.id}`, file.sha256, other);
    }
  }
  return there;
}

// ---------------------------------------------------------------- all of it

/**
 * One line that begins with OK, or one line per finding.
 * @param {string} path
 * @param {{ folder?: string, checkpoint?: string, keys?: string[] }} [options]
 * @returns {{ ok: boolean, lines: string[] }}
 */
export function verifyPackage(path, { folder, checkpoint, keys: pinned = [] } = {}) {
  const findings = new Findings();
  let summary = '';
  try {
    summary = check(findings, path, folder, checkpoint, pinned);
  } catch (error) {
    // What makes a verifier fall over is no less a finding.
    if (!(error instanceof Stop)) findings.add('damaged', 'package', 'what can be checked', String(error.message));
  }
  const ok = findings.lines.length === 0;
  return { ok, lines: ok ? [summary] : [...new Set(findings.lines)] };
}

function check(findings, path, folder, checkpoint, pinned) {
  const found = readPackage(findings, path);
  const { files } = found;
  const manifest = checkManifest(findings, found);
  const json = name => (requiredFiles[manifest.kind].includes(name) ? readJson(findings, files, name) : undefined);
  const keys = json('keys.json');
  const ledger = json('ledger.json');
  const approval = json('approval.json');
  const evidence = json('evidence.json');
  if (keys) checkKeys(findings, keys, manifest, files, pinned);
  const leaves = keys && ledger ? checkLedger(findings, ledger, keys) : null;
  const note = files.get('checkpoint.txt');
  if (leaves && note) checkNote(findings, 'checkpoint.txt', note, keys, ledger);
  if (leaves && checkpoint) checkNote(findings, 'witness', readFileSync(checkpoint), keys, ledger);
  const evaluated =
    manifest.kind === 'round' ? checkRound(findings, json, files) : checkUnit(findings, json, files, manifest);
  if (!leaves || !approval || !evidence || !evaluated) return '';

  const used = new Set();
  const isDemonstration = manifest.instance === 'demonstration';
  checkApproval(findings, approval, leaves, evaluated, manifest, used);
  const rests = checkEvidence(findings, evidence, leaves, evaluated, approval.leaves.computed, isDemonstration, used);
  for (const seq of leaves.keys()) if (!used.has(seq)) findings.add('extra', `leaf:${seq}`, undefined, seq);
  const there = folder ? checkFolder(findings, rests.files, folder) : 0;
  return [
    `OK ${manifest.kind} ${manifest.unit ?? manifest.evaluation}: ${evaluated.inputs.length} units recomputed`,
    `${leaves.size} of ${ledger.size} leaves checked`,
    folder
      ? `${there} of ${rests.files.length} evidence files there`
      : `${rests.files.length} evidence files not looked at`,
    note ? `checkpoint ${readNote(note)?.origin} ${ledger.size} ${ledger.root.slice(0, 16)}` : 'no checkpoint yet',
    checkpoint ? 'witnessed' : 'not compared with a witness’s note',
    pinned.length > 0 ? `key ${manifest.key} as given` : `key ${manifest.key} taken from the package itself`,
    ...(manifest.instance === 'production' ? [] : [`${manifest.instance} data`]),
    ...(rests.unlogged > 0 ? [`${rests.unlogged} figures and files of the demonstration stand in no leaf`] : []),
  ].join('; ');
}

function main(args) {
  const plain = [];
  const options = { keys: [] };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--checkpoint') options.checkpoint = args[++i];
    else if (args[i] === '--key') options.keys.push(args[++i]);
    else plain.push(args[i]);
  }
  if (plain.length < 1 || plain.length > 2) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { ok, lines } = verifyPackage(plain[0], { ...options, folder: plain[1] });
  process.stdout.write(`${lines.join('\n')}\n`);
  return ok ? 0 : 1;
}

export { canonical, checkInputs, checkScheme, checkShape, evaluate, Findings, inputsShape, schemeShape };

// npx starts it by a link.
if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  process.exitCode = main(process.argv.slice(2));
