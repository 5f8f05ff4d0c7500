#!/usr/bin/env python3
"""Checks a package of a frozen evaluation from its bytes alone, as docs/package-format.md says.

The second verifier: written from that page, in another language, so that an error would have to be made twice.
Python 3.8 or newer, standard library only, no network.
"""
import base64
import binascii
import hashlib
import json
import os
import re
import struct
import sys
from fractions import Fraction

USAGE = 'usage: verify.py PACKAGE [EVIDENCE-FOLDER] [--checkpoint NOTE] [--key KEY-ID]…'
NOTHING = object()
MOST = 2**53 - 1

# ---------------------------------------------------------------- Ed25519 (RFC 8032 §5.1.7)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_times(n, p):
    result = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            result = point_add(result, p)
        p = point_add(p, p)
        n >>= 1
    return result


def point_read(data):
    y = int.from_bytes(data, 'little')
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else (0, y, 1, 0)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P:
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_read(bytes.fromhex('58' + '66' * 31))


def is_signed(public_key, message, signature):
    key = bytes.fromhex(public_key)
    a = point_read(key)
    if a is None or len(signature) != 64:
        return False
    r = point_read(signature[:32])
    s = int.from_bytes(signature[32:], 'little')
    if r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), 'little') % L
    left, right = point_times(s, BASE), point_add(r, point_times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---------------------------------------------------------------- bytes and canonical JSON


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(text):
    return sha256(b'\0' + text.encode('utf-8'))


def node_hash(left, right):
    return sha256(b'\1' + left + right)


def unbase64(text):
    try:
        data = base64.b64decode(text.encode('ascii'), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def by_units(text):
    """Keys are sorted by UTF-16 code units."""
    return text.encode('utf-16-be', 'surrogatepass')


def canonical(value):
    if value is None or isinstance(value, bool):
        return {None: 'null', True: 'true', False: 'false'}[value]
    if isinstance(value, str):
        value.encode('utf-8')  # half a character is refused
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > MOST:
            raise ValueError('not a whole number')
        return str(value)
    if isinstance(value, list):
        return '[' + ','.join(canonical(item) for item in value) + ']'
    if isinstance(value, dict):
        keys = sorted(value, key=by_units)
        return '{' + ','.join(canonical(key) + ':' + canonical(value[key]) for key in keys) + '}'
    raise ValueError('not a value of canonical JSON')


def read_canonical(text):
    try:
        value = json.loads(text)
        return value if canonical(value) == text else NOTHING
    except (ValueError, RecursionError):
        return NOTHING


def read_text(data):
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError:
        return None


# ---------------------------------------------------------------- findings


class Stop(Exception):
    pass


def show(value, longest=120):
    if value is NOTHING:
        return '-'
    text = canonical(value)
    return text[:longest] + '…' if longest is not None and len(text) > longest else text


class Findings:
    def __init__(self):
        self.lines = []

    def add(self, kind, place, expected=NOTHING, found=NOTHING):
        self.lines.append('\t'.join([kind, place, show(expected), show(found)]))

    def stop(self, kind, place, expected=NOTHING, found=NOTHING):
        self.add(kind, place, expected, found)
        raise Stop()

    def same(self, place, expected, found, kind='altered'):
        if show(expected, None) != show(found, None):
            self.add(kind, place, expected, found)


def at(items, i):
    return items[i] if i < len(items) else NOTHING


def compare_values(findings, place, expected, found):
    if isinstance(expected, list) and isinstance(found, list):
        for i in range(max(len(expected), len(found))):
            compare_values(findings, '%s/%d' % (place, i), at(expected, i), at(found, i))
    elif isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(set(expected) | set(found), key=by_units):
            compare_values(findings, place + '/' + key, expected.get(key, NOTHING), found.get(key, NOTHING))
    elif expected is NOTHING and found is not NOTHING:
        findings.add('extra', place, NOTHING, found)
    elif found is NOTHING and expected is not NOTHING:
        findings.add('missing', place, expected)
    else:
        findings.same(place, expected, found)


# ---------------------------------------------------------------- shapes

DECIMAL = re.compile(r'[0-9]+(\.[0-9]+)?')
HASH = re.compile(r'[0-9a-f]{64}')


def is_decimal(value):
    return isinstance(value, str) and DECIMAL.fullmatch(value) is not None


PLAIN = {
    'text': lambda v: isinstance(v, str),
    'whole': lambda v: isinstance(v, int) and not isinstance(v, bool),
    'yes/no': lambda v: isinstance(v, bool),
    'decimal': is_decimal,
    'positive': lambda v: is_decimal(v) and re.search('[1-9]', v) is not None,
    'hash': lambda v: isinstance(v, str) and HASH.fullmatch(v) is not None,
}


def check_shape(findings, place, shape, value):
    before = len(findings.lines)
    if callable(shape):
        shape(findings, place, value)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            findings.add('invalid', place, 'list', value)
        else:
            for i, item in enumerate(value):
                check_shape(findings, '%s/%d' % (place, i), shape[0], item)
    elif isinstance(shape, dict):
        if not isinstance(value, dict):
            findings.add('invalid', place, 'object', value)
        else:
            known = {key.replace('?', ''): key for key in shape}
            for key in sorted(set(known) | set(value), key=by_units):
                given, here = value.get(key, NOTHING), place + '/' + key
                if key not in known:
                    is_rule = '#/scheme/' in here or '#/inputs/' in here
                    findings.add('unknown' if is_rule else 'extra', here, NOTHING, given)
                elif given is not NOTHING:
                    check_shape(findings, here, shape[known[key]], given)
                elif not known[key].endswith('?'):
                    findings.add('missing', here)
    elif shape.startswith('?'):
        if value is not None:
            check_shape(findings, place, shape[1:], value)
    elif not PLAIN[shape](value):
        findings.add('invalid', place, shape, value)
    return len(findings.lines) == before


NAME = {'zh': 'text', 'en': 'text'}
DEDUCTION = {'code': 'text', 'name': NAME, 'figure': 'text', 'per': 'positive', 'every?': 'whole', 'cap?': 'positive'}
BONUS = {'code': 'text', 'name': NAME, 'figure': 'text', 'per': 'positive'}
CHOICE = {'code': 'text', 'name': NAME, 'points?': 'decimal'}
METHODS = {
    'progress': {'kind': 'text', 'base': 'positive', 'years': ['whole'], 'deductions': [DEDUCTION],
                 'bonuses': [BONUS], 'bonusCap?': 'decimal'},
    'mean-of-figures': {'kind': 'text', 'figure': 'text', 'years': ['whole'], 'outOf': 'positive'},
    'rate': {'kind': 'text', 'numerator': 'text', 'denominator': 'text'},
    'deduction': {'kind': 'text', 'deductions': [DEDUCTION], 'base?': 'positive'},
    'figure': {'kind': 'text', 'figure': 'text', 'outOf': 'positive', 'year?': 'whole'},
    'bonus': {'kind': 'text', 'bonuses': [BONUS]},
    'checklist': {'kind': 'text', 'figure': 'text', 'year?': 'whole',
                  'items': [{'code': 'text', 'name': NAME, 'points?': 'positive'}]},
    'survey': {'kind': 'text', 'figure': 'text', 'answers': [CHOICE], 'outOf': 'positive', 'smallestSample?': 'whole',
               'year?': 'whole'},
    'ballot': {'kind': 'text', 'figure': 'text', 'choices': [CHOICE], 'outOf': 'positive', 'year?': 'whole'},
    'case-files': {'kind': 'text', 'figure': 'text', 'outOf': 'positive', 'vetoes': [{'code': 'text', 'name': NAME}],
                   'year?': 'whole'},
    'three-line': {'kind': 'text', 'figure': 'text', 'outOf': 'positive', 'gap': 'decimal', 'year?': 'whole'},
}
READS_RECORDS = ('checklist', 'survey', 'ballot', 'case-files', 'three-line')


def method_shape(findings, place, value):
    kind = value.get('kind', NOTHING) if isinstance(value, dict) else NOTHING
    if isinstance(kind, str) and kind in METHODS:
        check_shape(findings, place, METHODS[kind], value)
    else:
        findings.add('unknown', place + '/kind', 'a method', kind)


def anything(findings, place, value):
    pass


RULE = {'code': 'text', 'name': NAME, 'figure': 'text'}
SCHEME = {
    'code': 'text', 'name': NAME, 'version': 'whole', 'scale': 'whole', 'rounding': 'text', 'totalCap?': 'positive',
    'scales?': {'indicator?': 'whole', 'group?': 'whole', 'total?': 'whole'}, 'subject?': 'text',
    'figures': [{'code': 'text', 'name': NAME, 'max?': 'positive'}],
    'indicators': [{'code': 'text', 'number?': 'text', 'name': NAME, 'full': 'positive', 'source': 'text',
                    'clause': 'text', 'criterion?': 'text', 'method': method_shape, 'vetoes?': [RULE]}],
    'groups?': [{'code': 'text', 'number?': 'text', 'name': NAME, 'full': 'positive', 'outOf?': 'positive',
                 'children': ['text'],
                 'caps?': [dict(RULE, atLeast='positive', most='decimal')]}],
    'grades': [{'code': 'text', 'name': NAME, 'from': 'decimal', 'quotaPercent?': 'whole'}],
    'vetoes': [{'code': 'text', 'name': NAME, 'figure': 'text', 'effect?': 'text'}],
    'ceilings?': [dict(RULE, grade='text')],
    'ranking': {'ties': 'text', 'by?': [{'figure?': 'text', 'indicator?': 'text', 'better': 'text'}]},
    'missing': 'text',
}
SIDE = {'value': 'decimal', 'reason?': 'text'}
INPUTS = {
    'unitCode': 'text', 'unitName': 'text',
    'figures': [{
        'code': 'text', 'year?': 'whole', 'value': 'decimal',
        'records': [{'ref': 'text', 'note?': 'text', 'value?': 'decimal', 'item?': 'text', 'vetoes?': ['text']}],
        'source': 'text', 'provisional?': 'yes/no', 'leftOut?': ['text'], 'population?': 'decimal',
        'self?': SIDE, 'office?': SIDE,
    }],
    'notApplicable?': [{'indicator': 'text', 'reason': 'text', 'refs?': ['text']}],
    'notYetKnown?': [{'figure': 'text', 'year?': 'whole', 'reason': 'text'}],
}
SHAPES = {
    'manifest.json': {
        'format': 'text', 'version': 'whole', 'kind': 'text', 'instance': 'text', 'evaluation': 'text',
        'unit': '?text', 'exportedAt': 'text', 'key': 'text',
        'files': [{'path': 'text', 'sha256': 'hash', 'size': 'whole'}],
    },
    'keys.json': {'leaf': [{'id': 'text', 'publicKey': 'hash'}], 'checkpoint': [{'name': 'text', 'publicKey': 'hash'}]},
    'ledger.json': {
        'log': 'text', 'size': 'whole', 'root': 'hash',
        'leaves': [{'seq': 'whole', 'payload': 'text', 'signature': 'text', 'key': 'text', 'path': ['hash']}],
    },
    'approval.json': {
        'evaluation': {
            'id': 'text', 'name': 'text', 'programId': 'text', 'program': 'text', 'asOf': 'text',
            'schemeCode': 'text', 'schemeVersion': 'whole',
            'orderedBy': 'text', 'orderedById': 'text', 'orderedAt': 'text', 'sha256': 'hash', 'sm3': 'hash',
            'proposedBy': 'text', 'proposedById': 'text', 'proposedByUnit': 'text',
            'approvedBy': 'text', 'approvedById': 'text', 'approvedByUnit': 'text', 'frozenAt': 'text',
            'corrects?': {'id': 'text', 'name': 'text', 'sha256': 'hash', 'reason': 'text', 'ordered': '?whole',
                          'computed': '?whole'},
        },
        'leaves': {'ordered': '?whole', 'computed': '?whole', 'proposed': '?whole', 'approved': '?whole'},
    },
    'evidence.json': {
        'figures': [{'unit': 'text', 'ref': 'text', 'code': 'text', 'year': 'whole', 'value': 'decimal',
                     'source': 'text', 'provisional': 'yes/no', 'salt': '?text', 'leaf': '?whole'}],
        'records': [{'unit': 'text', 'ref': 'text', 'evidence': [
            {'id': 'text', 'title': 'text', 'fileName': 'text', 'sha256': 'hash', 'size': 'whole', 'state': 'text',
             'uploadedAt': 'text', 'leaf': '?whole'}]}],
    },
    'evaluation.json': {'format': 'whole', 'program': 'text', 'asOf': 'text', 'scheme': SCHEME, 'inputs': [INPUTS],
                        'result': anything},
    'salts.json': {'salts': [{'unit': 'text', 'salt': 'text'}]},
    'common.json': {'format': 'whole', 'program': 'text', 'asOf': 'text', 'scheme': SCHEME, 'sha256': 'hash',
                    'totals': [{'total': 'decimal', 'vetoed': 'yes/no', 'ties?': ['decimal'], 'best?': 'text'}]},
    'unit.json': {'format': 'whole', 'unitCode': 'text', 'salt': 'text', 'inputs': INPUTS, 'result': anything},
    'places.json': {'size': 'whole', 'common': ['hash'], 'unit': {'index': 'whole', 'path': ['hash']}},
}
REQUIRED = {
    'round': ['README.txt', 'approval.json', 'evaluation.json', 'evidence.json', 'keys.json', 'ledger.json',
              'salts.json'],
    'unit': ['README.txt', 'approval.json', 'common.json', 'evidence.json', 'keys.json', 'ledger.json', 'places.json',
             'unit.json'],
}
OPTIONAL = ['checkpoint.txt', 'sheet.docx', 'sheet.xlsx']

# ---------------------------------------------------------------- the zip, or the folder it was unpacked to

PATH = re.compile(rb'[A-Za-z0-9][A-Za-z0-9._-]*')


def zip_fields(entry):
    """From the version that is needed to the length of the extra field: the same in both headers."""
    size = entry['size']
    return struct.pack('<HHHHHIIIHH', 20, 0, 0, 0, 0x21, entry['crc'], size, size, len(entry['name']), 0)


def zip_tail(entries, start):
    directory = b''.join(
        struct.pack('<IH', 0x02014B50, 20) + zip_fields(entry) + struct.pack('<HHHII', 0, 0, 0, 0, entry['offset'])
        + entry['name'].encode('ascii')
        for entry in entries
    )
    count = len(entries)
    return directory + struct.pack('<IHHHHIIH', 0x06054B50, 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), start, 0)


def read_zip(findings, data):
    entries, files, pos = [], {}, 0
    while data[pos:pos + 4] == b'PK\x03\x04':
        name_at = pos + 30
        if name_at > len(data):
            findings.stop('truncated', 'zip@%d' % pos, name_at, len(data))
        size = struct.unpack_from('<I', data, pos + 18)[0]
        content_at = name_at + struct.unpack_from('<H', data, pos + 26)[0]
        end = content_at + size
        if end > len(data):
            findings.stop('truncated', 'zip@%d' % pos, end, len(data))
        raw, content, header = data[name_at:content_at], data[content_at:end], data[pos:name_at]
        name = raw.decode('latin-1')
        entry = {'name': name, 'offset': pos, 'size': size, 'crc': struct.unpack_from('<I', data, pos + 14)[0]}
        if not PATH.fullmatch(raw) or header != b'PK\x03\x04' + zip_fields(entry):
            findings.stop('damaged', 'zip@%d' % pos, 'a header as the format has it', header.hex())
        crc = binascii.crc32(content)
        if crc != entry['crc']:
            findings.add('damaged', 'zip:' + name, entry['crc'], crc)
        if name in files:
            findings.add('extra', 'zip:' + name, NOTHING, sha256(content).hex())
        files[name] = content
        entries.append(entry)
        pos = end
    expected, found = zip_tail(entries, pos), data[pos:]
    if expected != found:
        same = len(os.path.commonprefix([expected, found]))
        if same == len(found):
            findings.stop('truncated', 'zip@%d' % len(data), pos + len(expected), len(data))
        kind = 'extra' if same == len(expected) else 'damaged'
        findings.add(kind, 'zip@%d' % (pos + same), expected[same:same + 8].hex(), found[same:same + 8].hex())
    return files, [entry['name'] for entry in entries]


def files_under(folder, prefix=''):
    with os.scandir(os.path.join(folder, prefix)) as found:
        entries = sorted(found, key=lambda entry: by_units(prefix + entry.name))
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_under(folder, prefix + entry.name + '/')
        elif entry.is_file(follow_symlinks=False):
            yield prefix + entry.name


def read_file(path):
    with open(path, 'rb') as file:
        return file.read()


def read_package(findings, path):
    if not os.path.isdir(path):
        return read_zip(findings, read_file(path))
    return {name: read_file(os.path.join(path, name)) for name in files_under(path)}, None


def read_json(findings, files, name):
    if name not in files:
        return None
    text = read_text(files[name])
    value = NOTHING if text is None else read_canonical(text)
    if value is NOTHING:
        findings.add('damaged', name, 'canonical JSON', 'something else')
    elif check_shape(findings, name + '#', SHAPES[name], value):
        return value
    return None


def check_manifest(findings, files, order):
    if 'manifest.json' not in files:
        findings.stop('missing', 'manifest.json')
    manifest = read_json(findings, files, 'manifest.json')
    if manifest is None:
        raise Stop()
    head = [manifest['format'], manifest['version'], manifest['kind']]
    if head[:2] != ['yardstick-package', 1] or head[2] not in REQUIRED:
        findings.stop('unknown', 'manifest.json', 'yardstick-package 1', head)
    paths = [file['path'] for file in manifest['files']]
    required = REQUIRED[manifest['kind']]
    for name in required:
        if name not in paths:
            findings.add('missing', 'manifest.json#/files/' + name)
    for name in paths:
        if name not in required + OPTIONAL:
            findings.add('extra', 'manifest.json#/files/' + name)
    in_order = sorted(set(paths), key=by_units)
    if in_order != paths:
        findings.add('damaged', 'manifest.json#/files', in_order, paths)
    for file in manifest['files']:
        data = files.get(file['path'])
        if data is None:
            findings.add('missing', file['path'], file['sha256'])
        else:
            findings.same(file['path'], file['sha256'], sha256(data).hex())
            findings.same(file['path'] + ' size', file['size'], len(data))
    expected = ['manifest.json', 'manifest.sig'] + paths
    for name in sorted(files, key=by_units):
        if name not in expected:
            findings.add('extra', name, NOTHING, sha256(files[name]).hex())
    if 'manifest.sig' not in files:
        findings.add('missing', 'manifest.sig')
    if order is not None and len(order) == len(expected):
        findings.same('zip order', expected, order, 'damaged')
    return manifest


# ---------------------------------------------------------------- keys, signatures, the ledger

SPKI = bytes.fromhex('302a300506032b6570032100')


def leaf_key(keys, key_id):
    return next((key for key in keys['leaf'] if key['id'] == key_id), None)


def check_keys(findings, keys, manifest, files, pinned):
    for i, key in enumerate(keys['leaf']):
        key_id = sha256(SPKI + bytes.fromhex(key['publicKey'])).hex()[:16]
        findings.same('keys.json#/leaf/%d/id' % i, key_id, key['id'])
        if pinned and key['id'] not in pinned:
            findings.add('untrusted', 'keys.json#/leaf/%d' % i, ' '.join(pinned), key['id'])
    key = leaf_key(keys, manifest['key'])
    signature = files.get('manifest.sig')
    if key is None:
        findings.add('untrusted', 'manifest.json#/key', 'a key of keys.json', manifest['key'])
    elif signature is not None:
        if not is_signed(key['publicKey'], b'yardstick-package/1\n' + files['manifest.json'], signature):
            findings.add('altered', 'manifest.sig', 'a signature of manifest.json', signature[:64].hex())


def root_from(hashed, index, size, path):
    if index < 0 or index >= size:
        return None
    node, last, result = index, size - 1, hashed
    for sibling in path:
        if last == 0:
            return None
        if node % 2 == 1 or node == last:
            result = node_hash(sibling, result)
            while node % 2 == 0 and node != 0:
                node, last = node // 2, last // 2
        else:
            result = node_hash(result, sibling)
        node, last = node // 2, last // 2
    return result if last == 0 else None


def tree_root(hashes):
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(tree_root(hashes[:split]), tree_root(hashes[split:]))


def hex_or_null(data):
    return None if data is None else data.hex()


def from_hex(path):
    return [bytes.fromhex(node) for node in path]


def check_ledger(findings, ledger, keys):
    leaves, before = {}, 0
    for leaf in ledger['leaves']:
        seq = leaf['seq']
        place = 'leaf:%d' % seq
        if seq <= before:
            findings.add('damaged', place + '/seq', 'after the one before', seq)
        before = max(before, seq)
        key = leaf_key(keys, leaf['key'])
        if key is None:
            findings.add('untrusted', place + '/key', 'a key of keys.json', leaf['key'])
        elif not is_signed(key['publicKey'], leaf['payload'].encode('utf-8'), unbase64(leaf['signature']) or b''):
            findings.add('altered', place + '/signature', 'a signature of the payload', leaf['signature'])
        root = root_from(leaf_hash(leaf['payload']), seq - 1, ledger['size'], from_hex(leaf['path']))
        findings.same(place + '/path', ledger['root'], hex_or_null(root))
        payload = read_canonical(leaf['payload'])
        if not isinstance(payload, dict):
            findings.add('damaged', place + '/payload', 'canonical JSON', 'something else')
            continue
        for name, value in [('v', 1), ('log', ledger['log']), ('seq', seq)]:
            findings.same(place + '/payload/' + name, value, payload.get(name, NOTHING))
        leaves[seq] = payload
    return leaves


NOTE = re.compile('([^\n ]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 [^\n ]+ [A-Za-z0-9+/=]+\n)+)')


def read_note(data):
    match = NOTE.fullmatch(read_text(data) or '')
    root = unbase64(match.group(3)) if match else None
    if root is None:
        return None
    lines = [line.split(' ') for line in match.group(4)[:-1].split('\n')]
    return {
        'origin': match.group(1),
        'size': int(match.group(2)),
        'root': root.hex(),
        'signed': ('%s\n%s\n%s\n' % match.group(1, 2, 3)).encode('utf-8'),
        'signatures': [(name, unbase64(text)) for _, name, text in lines],
    }


def is_note_signed(note, keys):
    for key in keys['checkpoint']:
        name = key['name']
        if name != note['origin']:
            continue
        key_hash = sha256(name.encode('utf-8') + b'\n\1' + bytes.fromhex(key['publicKey']))[:4]
        for signer, data in note['signatures']:
            if signer == name and data is not None and len(data) == 68 and data[:4] == key_hash:
                if is_signed(key['publicKey'], note['signed'], data[4:]):
                    return True
    return False


def check_note(findings, place, data, keys, ledger):
    is_witness = place == 'witness'
    note = read_note(data)
    if note is None:
        findings.add('damaged', place, 'a checkpoint note', 'something else')
    elif not is_note_signed(note, keys):
        kind = 'untrusted' if is_witness else 'altered'
        findings.add(kind, place + '/signature', 'a signature by a key of keys.json', note['origin'])
    elif note['size'] != ledger['size']:
        findings.add('unwitnessed' if is_witness else 'altered', place + '/size', note['size'], ledger['size'])
    else:
        findings.same(place + '/root', note['root'], ledger['root'])


# ---------------------------------------------------------------- scoring


def printed(value, scale, rounding='half-up'):
    """Rounded to so many places: halves away from zero, or to the even last digit."""
    size = abs(value) * 10**scale
    count, rest = divmod(size.numerator, size.denominator)
    if 2 * rest > size.denominator or (2 * rest == size.denominator and (rounding == 'half-up' or count % 2)):
        count += 1
    digits = str(count).rjust(scale + 1, '0')
    point = len(digits) - scale
    return ('-' if value < 0 and count else '') + digits[:point] + ('.' + digits[point:] if scale else '')


def shortest(value):
    """A decimal without needless zeros."""
    scale = 0
    while (value * 10**scale).denominator != 1:
        scale += 1
    return printed(value, scale)


def margin_of(square, scale):
    """The smallest decimal of so many places whose square is not below."""
    wanted = square * 100**scale
    low, high = -1, 1
    while high * high < wanted:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        if middle * middle >= wanted:
            high = middle
        else:
            low = middle
    return Fraction(high, 10**scale)


BLANKS = '\t\n\x0b\x0c\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'


def trimmed(text):
    return text.strip(BLANKS)


def added(values):
    return sum(values, Fraction(0))


def by_code(figures, code):
    return [figure for figure in figures if figure['code'] == code]


def the_figure(figures, code, year):
    return next((figure for figure in figures if figure['code'] == code and figure.get('year') == year), None)


def above_zero(figures, code):
    return [figure for figure in by_code(figures, code) if Fraction(figure['value']) > 0]


def sum_of(figures, code):
    return added(Fraction(figure['value']) for figure in by_code(figures, code))


def refs_of(figure):
    return [record['ref'] for record in figure['records']]


def all_refs(figures):
    return [ref for figure in figures for ref in refs_of(figure)]


def once(items):
    return list(dict.fromkeys(items))


def named(name, figure):
    zh, en = name['zh'], name['en']
    if 'year' in figure:
        zh, en = '%d 年 %s' % (figure['year'], zh), '%d %s' % (figure['year'], en)
    if figure.get('provisional'):
        zh, en = zh + '(暂定)', en + ' (provisional)'
    return zh, en


def counted(item, figure):
    zh, en = named(item['name'], figure)
    every = item.get('every', 1)
    return (
        '%s:%s,每%s计 %s 分' % (zh, figure['value'], '' if every == 1 else ' %d ' % every, item['per']),
        '%s: %s, %s for each%s' % (en, figure['value'], item['per'], '' if every == 1 else ' %d' % every),
    )


def deductions_of(deductions, figures):
    taken = []
    for item in deductions:
        for figure in by_code(figures, item['figure']):
            valued = [record['value'] for record in figure['records'] if 'value' in record]
            amount = Fraction(0)
            for count in valued or [figure['value']]:
                cost = (Fraction(count) // item.get('every', 1)) * Fraction(item['per'])
                amount += min(cost, Fraction(item['cap'])) if 'cap' in item else cost
            zh, en = counted(item, figure)
            if 'cap' in item:
                zh += ',每%s最多 %s 分' % ('条' if valued else '年', item['cap'])
                en += ', at most %s per %s' % (item['cap'], 'record' if valued else 'year')
            taken.append((zh, en, amount, refs_of(figure)))
    return taken


def bonuses_of(bonuses, figures):
    return [
        counted(item, figure) + (Fraction(figure['value']) * Fraction(item['per']), refs_of(figure))
        for item in bonuses for figure in by_code(figures, item['figure'])
    ]


def amounts(lines):
    return added(amount for _, _, amount, _ in lines)


class Paper:
    """What is written at one place of the scheme, with that place's decimals."""

    def __init__(self, scheme, place):
        scales = scheme.get('scales', {})
        self.rounding = scheme['rounding']
        self.scale = scales.get(place, scheme['scale'])
        self.widest = max(scales.get(name, scheme['scale']) for name in ('indicator', 'group', 'total'))

    def print(self, value):
        return printed(Fraction(value), self.scale, self.rounding)

    def wide(self, value):
        return printed(value, self.widest, self.rounding)

    def line(self, zh, en, value, refs=()):
        return {'text': {'zh': zh, 'en': en}, 'value': self.print(value), 'refs': list(refs)}


class Scoring:
    def __init__(self, scheme, inputs):
        self.scheme, self.inputs, self.figures = scheme, inputs, inputs['figures']
        self.paper = Paper(scheme, 'indicator')
        self.line = self.paper.line

    def share_line(self, zh, en, value, out_of, share, indicator, refs=()):
        shown = ' %s ÷ %s × %s' % (self.paper.print(value), out_of, indicator['full'])
        return self.line(zh + shown, en + shown, share * Fraction(indicator['full']), refs)

    def out_of(self, zh, en, value, method, indicator, lines, refs=()):
        """A mean or a mark as a share of what it is out of."""
        share = min(Fraction(1), value / Fraction(method['outOf']))
        return share, lines + [self.share_line(zh, en, value, method['outOf'], share, indicator, refs)]

    def no_figure(self):
        return self.line('没有数据,本指标不计,权重按比例分给其他指标', 'No figure: left out, its weight shared among the others', 0)

    def unknown(self):
        if self.scheme['missing'] == 'renormalise':
            return None, [self.no_figure()]
        return Fraction(0), [self.line('没有数据,按 0 分计', 'No figure: counted as 0', 0)]

    def progress(self, method, indicator):
        base, lines, scores = Fraction(method['base']), [], []
        for year in method['years']:
            figures = [figure for figure in self.figures if figure.get('year') == year]
            taken = deductions_of(method['deductions'], figures)
            given = bonuses_of(method['bonuses'], figures)
            bonuses = amounts(given)
            allowed = min(bonuses, Fraction(method['bonusCap'])) if 'bonusCap' in method else bonuses
            raw = base - amounts(taken) + allowed
            score = max(Fraction(0), min(base, raw))
            lines.append(self.line('%d 年 基础分' % year, '%d Base' % year, base))
            left_out = once(ref for figure in figures for ref in figure.get('leftOut', []))
            if left_out:
                lines.append(self.line('%d 年 经批准不适用 %d 项,不计入' % (year, len(left_out)),
                                       '%d Ruled not applicable and left out: %d' % (year, len(left_out)), 0, left_out))
            lines += [self.line(zh, en, -amount, refs) for zh, en, amount, refs in taken]
            lines += [self.line(zh, en, amount, refs) for zh, en, amount, refs in given]
            if allowed != bonuses:
                cap = method['bonusCap']
                lines.append(self.line('%d 年 加分合计最多 %s 分' % (year, cap),
                                       '%d Bonuses stop at %s' % (year, cap), allowed - bonuses))
            if score != raw:
                lines.append(self.line('%d 年 得分限于 0 至 %s 分' % (year, method['base']),
                                       '%d Kept within 0 and %s' % (year, method['base']), score - raw))
            scores.append(score)
        average = added(scores) / len(scores)
        share = average / base
        lines.append(self.share_line('%d 年平均' % len(scores), 'Mean of %d years' % len(scores), average,
                                     method['base'], share, indicator))
        return share, lines

    def mean_of_figures(self, method, indicator):
        lines, values = [], []
        of_code = by_code(self.figures, method['figure'])
        for year in method['years']:
            figure = the_figure(of_code, method['figure'], year)
            if figure is not None:
                zh, en = named(indicator['name'], figure)
                values.append(Fraction(figure['value']))
                lines.append(self.line(zh, en, values[-1], refs_of(figure)))
            elif self.scheme['missing'] == 'zero':
                values.append(Fraction(0))
                lines.append(self.line('%d 年没有数据,按 0 计' % year, '%d: no figure, counted as 0' % year, 0))
            else:
                lines.append(self.line('%d 年没有数据,不参与平均' % year, '%d: no figure, left out of the mean' % year, 0))
        for figure in of_code:
            if figure.get('year') not in method['years']:
                lines.append(self.line('%s 的数据不在计分年度内,不计' % figure.get('year', '未注明年度'),
                                       '%s: not a year that counts' % figure.get('year', 'Undated'), 0, refs_of(figure)))
        if not values:
            return None, lines + [self.no_figure()]
        average = added(values) / len(values)
        return self.out_of('%d 年平均' % len(values), 'Mean of %d years' % len(values), average, method, indicator, lines)

    def rate(self, method, indicator):
        done, due = by_code(self.figures, method['numerator']), by_code(self.figures, method['denominator'])
        if not due:
            return self.unknown()
        done_count = added(Fraction(figure['value']) for figure in done)
        due_count = added(Fraction(figure['value']) for figure in due)
        refs = all_refs(done + due)
        if due_count == 0:
            return None, [self.line('应办数为 0,本指标不适用', 'Nothing was due: the indicator does not apply', 0, refs)]
        share = min(Fraction(1), done_count / due_count)
        of, out_of, full = self.paper.print(done_count), self.paper.print(due_count), indicator['full']
        return share, [self.line('完成 %s ÷ 应办 %s × %s' % (of, out_of, full),
                                 '%s done ÷ %s due × %s' % (of, out_of, full), share * Fraction(full), refs)]

    def deduction(self, method, indicator):
        base = Fraction(method.get('base', indicator['full']))
        taken = deductions_of(method['deductions'], self.figures)
        raw = base - amounts(taken)
        score = max(Fraction(0), raw)
        share = score / base
        lines = [self.line('基础分', 'Base', base) if 'base' in method else self.line('满分', 'Full marks', base)]
        lines += [self.line(zh, en, -amount, refs) for zh, en, amount, refs in taken]
        if score != raw:
            lines.append(self.line('扣完为止', 'Never below 0', -raw))
        if 'base' in method:
            lines.append(self.share_line('折算', 'Brought to the weight', score, method['base'], share, indicator))
        return share, lines

    def figure(self, method, indicator):
        figure = the_figure(self.figures, method['figure'], method.get('year'))
        if figure is None:
            return self.unknown()
        zh, en = named(indicator['name'], figure)
        return self.out_of(zh, en, Fraction(figure['value']), method, indicator, [], refs_of(figure))

    def bonus(self, method, indicator):
        full = Fraction(indicator['full'])
        given = bonuses_of(method['bonuses'], self.figures)
        raw = amounts(given)
        score = min(full, raw)
        lines = [self.line(zh, en, amount, refs) for zh, en, amount, refs in given]
        if not given:
            lines.append(self.line('没有加分', 'No bonus', 0))
        if score != raw:
            lines.append(self.line('加分合计最多 %s 分' % indicator['full'], 'Bonuses stop at %s' % indicator['full'],
                                   score - raw))
        return score / full, lines

    def item_line(self, item, figure, without=('', '')):
        """What the records of one item add up to."""
        records = [record for record in figure['records'] if record.get('item') == item['code']]
        value = added(Fraction(record.get('value', '0')) for record in records)
        zh, en = item['name']['zh'], item['name']['en']
        if 'points' in item:
            zh, en = '%s(%s 分)' % (zh, item['points']), '%s (%s)' % (en, item['points'])
        else:
            zh, en = zh + without[0], en + without[1]
        return value, self.line(zh, en, value, [record['ref'] for record in records])

    def checklist(self, method, indicator):
        figure = the_figure(self.figures, method['figure'], method.get('year'))
        if figure is None:
            return self.unknown()
        left = [item for item in method['items'] if item['code'] in figure.get('leftOut', [])]
        items = [item for item in method['items'] if item not in left]
        found = [self.item_line(item, figure) for item in items]
        lines = [line for _, line in found]
        if left:
            lines.append(self.line('不适用 %d 项,不计' % len(left), 'Not applicable and left out: %d' % len(left), 0,
                                   [item['code'] for item in left]))
        if not items:
            return None, lines
        reached = added(value for value, _ in found)
        possible = added(Fraction(item.get('points', '1')) for item in items)
        share = reached / possible
        lines.append(self.share_line('合计', 'Together', reached, self.paper.print(possible), share, indicator))
        return share, lines

    def tally(self, choices, figure):
        found = [(choice,) + self.item_line(choice, figure, ('(不计)', ' (not counted)')) for choice in choices]
        lines = [line for _, _, line in found]
        marked = [(value, Fraction(choice['points'])) for choice, value, _ in found if 'points' in choice]
        count = added(value for value, _ in marked)
        if count == 0:
            return count, None, None, lines + [self.line('没有有效票,不计', 'Nothing to count: left out', 0)]
        mean = added(value * points for value, points in marked) / count
        variance = added(value * points * points for value, points in marked) / count - mean * mean
        return count, mean, variance, lines

    def survey(self, method, indicator):
        figure = the_figure(self.figures, method['figure'], method.get('year'))
        if figure is None:
            return self.unknown()
        count, mean, variance, lines = self.tally(method['answers'], figure)
        sample = printed(count, 0)
        smallest = method.get('smallestSample')
        if smallest is not None and count < smallest:
            return None, lines + [self.line('有效样本 %s 份,少于 %d 份,样本不足,不计' % (sample, smallest),
                                            '%s counted answers, fewer than %d: left out' % (sample, smallest), count)]
        if mean is None:
            return None, lines
        factor, zh, en = Fraction(1), '', ''
        if 'population' in figure:
            people = Fraction(figure['population'])
            factor = (people - count) / (people - 1) if people > 1 else Fraction(0)
            zh, en = ',总体 %s' % printed(people, 0), ' of %s' % printed(people, 0)
        margin = margin_of(Fraction('3.8416') * variance / count * factor, self.paper.scale)
        lines.append(self.line('抽样误差:有效样本 %s 份%s,95%% 置信水平,正负' % (sample, zh),
                               'Margin of error: %s counted answers%s, 95 %% confidence, plus or minus' % (sample, en),
                               margin))
        return self.out_of('平均', 'Mean', mean, method, indicator, lines)

    def ballot(self, method, indicator):
        figure = the_figure(self.figures, method['figure'], method.get('year'))
        if figure is None:
            return self.unknown()
        _, mean, _, lines = self.tally(method['choices'], figure)
        return (None, lines) if mean is None else self.out_of('平均', 'Mean', mean, method, indicator, lines)

    def case_files(self, method, indicator):
        figure = the_figure(self.figures, method['figure'], method.get('year'))
        if figure is None:
            return self.unknown()
        files = figure['records']
        if not files:
            return None, [self.line('没有抽到案卷,不计', 'No case file was drawn: left out', 0)]
        lines, marks = [], []
        for file in files:
            hits = [veto['name'] for veto in method['vetoes'] if veto['code'] in file.get('vetoes', [])]
            zh, en = '案卷 ' + file['ref'], 'Case file ' + file['ref']
            if hits:
                zh += ' 一票否决:%s,计 0 分' % '、'.join(name['zh'] for name in hits)
                en += ', veto: %s; counts as 0' % ', '.join(name['en'] for name in hits)
            marks.append(Fraction(0) if hits else Fraction(file.get('value', '0')))
            lines.append(self.line(zh, en, marks[-1], [file['ref']]))
        return self.out_of('%d 卷平均' % len(files), 'Mean of %d files' % len(files), added(marks) / len(files), method,
                           indicator, lines)

    def three_line(self, method, indicator):
        figure = the_figure(self.figures, method['figure'], method.get('year'))
        if figure is None:
            return self.unknown()
        lines = []
        for who, zh, en in [('self', '自评', 'Own mark'), ('office', '复核', 'Office')]:
            if who in figure:
                reason = trimmed(figure[who].get('reason', ''))
                if reason:
                    zh, en = '%s:%s' % (zh, reason), '%s: %s' % (en, reason)
                lines.append(self.line(zh, en, Fraction(figure[who]['value'])))
        zh, en = named({'zh': '终评', 'en': 'Final mark'}, figure)
        return self.out_of(zh, en, Fraction(figure['value']), method, indicator, lines, refs_of(figure))

    def by_method(self, indicator):
        method = indicator['method']
        return {
            'progress': self.progress, 'mean-of-figures': self.mean_of_figures, 'rate': self.rate,
            'deduction': self.deduction, 'figure': self.figure, 'bonus': self.bonus, 'checklist': self.checklist,
            'survey': self.survey, 'ballot': self.ballot, 'case-files': self.case_files, 'three-line': self.three_line,
        }[method['kind']](method, indicator)

    def indicator(self, indicator):
        rulings = self.inputs.get('notApplicable', [])
        ruling = next((known for known in rulings if known['indicator'] == indicator['code']), None)
        if ruling is not None:
            share, lines = None, [self.line(
                '经批准不适用:%s,权重按比例分给其他指标' % ruling['reason'],
                'Ruled not applicable: %s; its weight is shared among the others' % ruling['reason'], 0,
                ruling.get('refs', []))]
        else:
            share, lines = self.by_method(indicator)
            for veto in indicator.get('vetoes', []):
                hits = above_zero(self.figures, veto['figure'])
                if hits:
                    share = Fraction(0)
                    lines = lines + [self.line('一票否决:%s,本指标计 0 分' % veto['name']['zh'],
                                               'Veto, %s: this indicator counts as 0' % veto['name']['en'], 0,
                                               all_refs(hits))]
        score = self.paper.print((share or Fraction(0)) * Fraction(indicator['full']))
        return {'code': indicator['code'], 'full': indicator['full'], 'score': score, 'applicable': share is not None,
                'lines': lines}

    def group(self, group, children):
        paper = Paper(self.scheme, 'group')
        applicable = [child for child in children if child['applicable']]
        result = {'code': group['code'], 'full': group['full'], 'applicable': bool(applicable)}
        if not applicable:
            line = paper.line('所属指标都不适用,不计', 'Nothing in it applies: left out', 0)
            return dict(result, score=paper.print(0), lines=[line])
        text = group.get('outOf', group['full'])
        full, out_of = Fraction(group['full']), Fraction(text)
        possible = added(Fraction(child['full']) for child in applicable)
        mark = reached = added(Fraction(child['score']) for child in applicable)
        lines = [paper.line('各项合计', 'Added up', reached)]
        if possible != out_of:
            mark = reached * out_of / possible
            shown = '%s ÷ %s × %s' % (paper.wide(reached), paper.wide(possible), text)
            lines.append(paper.line('只计适用的指标,折算:' + shown, 'Only what applies, brought to the whole: ' + shown, mark))
        for cap in group.get('caps', []):
            if sum_of(self.figures, cap['figure']) >= Fraction(cap['atLeast']):
                capped = min(mark, Fraction(cap['most']))
                lines.append(paper.line('%s:最多 %s 分' % (cap['name']['zh'], cap['most']),
                                        '%s: at most %s' % (cap['name']['en'], cap['most']), capped - mark,
                                        all_refs(by_code(self.figures, cap['figure']))))
                mark = capped
        score = paper.print(mark * full / out_of)
        if out_of != full:
            shown = '%s ÷ %s × %s' % (paper.wide(mark), text, group['full'])
            lines.append(paper.line('折算 ' + shown, 'Brought to its weight ' + shown, Fraction(score)))
        return dict(result, score=score, lines=lines)

    def total(self, nodes):
        paper, scheme, lines = Paper(self.scheme, 'total'), self.scheme, []
        top = [nodes[code] for code in top_of(scheme) if nodes[code]['applicable']]
        full = added(Fraction(node['full']) for node in top)
        reached = added(Fraction(node['score']) for node in top)
        total = Fraction(0) if not top else reached * 100 / full
        if full != 100:
            text = '%s ÷ %s × 100' % (paper.wide(reached), paper.wide(full))
            lines.append(paper.line('只计适用的指标,折算为百分制:' + text, 'Only what applies, brought to 100: ' + text, total))
        bonus = added(Fraction(nodes[i['code']]['score']) for i in scheme['indicators'] if is_bonus(i))
        if bonus > 0:
            lines.append(paper.line('加分', 'Bonus', bonus))
            total += bonus
        if 'totalCap' in scheme and total > Fraction(scheme['totalCap']):
            cap = scheme['totalCap']
            lines.append(paper.line('总分最多 %s 分' % cap, 'The total stops at %s' % cap, Fraction(cap) - total))
            total = Fraction(cap)
        return total, lines

    def unit(self):
        """The unit's part of the result without rank and grade, and what these depend on."""
        scheme = self.scheme
        indicators = [self.indicator(indicator) for indicator in scheme['indicators']]
        nodes = {node['code']: node for node in indicators}
        groups = {group['code']: group for group in scheme.get('groups', [])}

        def node(code):
            if code not in nodes:
                nodes[code] = self.group(groups[code], [node(child) for child in groups[code]['children']])
            return nodes[code]

        of_groups = [node(code) for code in groups]
        total, lines = self.total(nodes)
        vetoes = []
        for veto in scheme['vetoes']:
            hits = above_zero(self.figures, veto['figure'])
            if hits:
                vetoes.append({'code': veto['code'], 'name': veto['name'], 'refs': all_refs(hits)})
                if veto.get('effect') == 'zero':
                    total = Fraction(0)
        result = {'unitCode': self.inputs['unitCode'], 'unitName': self.inputs['unitName'],
                  'total': Paper(scheme, 'total').print(total), 'grade': '', 'rank': 0, 'vetoes': vetoes,
                  'indicators': indicators, 'lines': lines}
        if 'groups' in scheme:
            result['groups'] = of_groups
        ties = [sum_of(self.figures, by['figure']) if 'figure' in by else Fraction(nodes[by['indicator']]['score'])
                for by in scheme['ranking'].get('by', [])]
        ceilings = [(ceiling, all_refs(hits)) for ceiling in scheme.get('ceilings', [])
                    for hits in [above_zero(self.figures, ceiling['figure'])] if hits]
        return result, Standing(scheme, self.inputs['unitCode'], result['total'], vetoes, ties, ceilings)


def is_bonus(indicator):
    return indicator['method']['kind'] == 'bonus'


def top_of(scheme):
    claimed = {child for group in scheme.get('groups', []) for child in group['children']}
    nodes = [i for i in scheme['indicators'] if not is_bonus(i)] + scheme.get('groups', [])
    return [node['code'] for node in nodes if node['code'] not in claimed]


def grade_index(scheme, code):
    return [grade['code'] for grade in scheme['grades']].index(code)


class Standing:
    """What a unit is ranked and graded by."""

    def __init__(self, scheme, code, total, vetoes, ties, ceilings=(), best=0):
        self.code, self.total, self.vetoes, self.ties, self.ceilings = code, total, vetoes, ties, ceilings
        barred = [] if vetoes else [grade_index(scheme, ceiling['grade']) for ceiling, _ in ceilings]
        self.best = max([best] + barred)
        self.rank, self.grade, self.lines = 0, '', []

    def merit(self, scheme):
        ways = [1 if by['better'] == 'less' else -1 for by in scheme['ranking'].get('by', [])]
        return (bool(self.vetoes), -Fraction(self.total)) + tuple(way * tie for way, tie in zip(ways, self.ties))


def rank_and_grade(scheme, standings):
    """Puts them in order; those of one rank and code stay as they are."""
    paper, last = Paper(scheme, 'total'), scheme['grades'][-1]
    standings.sort(key=lambda standing: (standing.merit(scheme), by_units(standing.code)))
    merits = [standing.merit(scheme) for standing in standings]
    alike = {}
    for i, standing in enumerate(standings):
        standing.rank = standings[i - 1].rank if i and merits[i - 1] == merits[i] else i + 1
        alike[merits[i][:2]] = alike.get(merits[i][:2], 0) + 1
    for standing, merit in zip(standings, merits):
        if alike[merit[:2]] > 1:
            for by, value in zip(scheme['ranking'].get('by', []), standing.ties):
                kind = 'figure' if 'figure' in by else 'indicator'
                name = next(known['name'] for known in scheme[kind + 's'] if known['code'] == by[kind])
                standing.lines.append(paper.line(
                    '总分相同,比较%s(%s者在前)' % (name['zh'], '多' if by['better'] == 'more' else '少'),
                    'Equal totals, compared by %s (%s is better)' % (name['en'], by['better']), value))
    effects = {veto['code']: veto.get('effect') for veto in scheme['vetoes']}
    for standing in standings:
        for veto in standing.vetoes:
            standing.grade = last['code']
            is_zero = effects.get(veto.get('code')) == 'zero'
            standing.lines.append(paper.line(
                '一票否决:%s,%s评为%s' % (veto['name']['zh'], '总分计 0 分,' if is_zero else '', last['name']['zh']),
                'Veto, %s: %sgraded %s' % (veto['name']['en'], 'the total counts as 0, ' if is_zero else '',
                                           last['name']['en']), 0, veto['refs']))
        if standing.vetoes:
            continue
        for ceiling, refs in standing.ceilings:
            index = grade_index(scheme, ceiling['grade'])
            if index > 0 and Fraction(standing.total) >= Fraction(scheme['grades'][index - 1]['from']):
                grade = scheme['grades'][index]['name']
                standing.lines.append(paper.line('%s:最高评为%s' % (ceiling['name']['zh'], grade['zh']),
                                                 '%s: graded %s at best' % (ceiling['name']['en'], grade['en']), 0, refs))
    for index, grade in enumerate(scheme['grades']):
        reaching = [standing for standing in standings if not standing.grade and standing.best <= index
                    and Fraction(standing.total) >= Fraction(grade['from'])]
        quota = grade.get('quotaPercent')
        places = len(standings) if quota is None else len(standings) * quota // 100
        tied_at = {}
        for standing in reaching:
            tied_at[standing.rank] = tied_at.get(standing.rank, 0) + 1
        rank, before = 0, 0
        for standing in reaching:
            if standing.rank != rank:
                rank, before = standing.rank, before + tied_at.get(rank, 0)
            tied = tied_at[rank]
            if before + tied <= places:
                standing.grade = grade['code']
                continue
            left = max(0, places - before)
            zh, en = grade['name']['zh'], grade['name']['en']
            zh = '达到%s分数线;%s不超过 %s%%,共 %d 个名额' % (zh, zh, quota, places)
            en = 'Reaches %s, which at most %s%% get: %d in all' % (en, quota, places)
            if left > 0:
                zh += ',剩 %d 个,并列 %d 个单位均不评' % (left, tied)
                en += ', %d left for %d tied, so none of them gets it' % (left, tied)
            else:
                zh, en = zh + ',名次在名额之外', en + ', and its rank lies beyond them'
            standing.lines.append(paper.line(zh, en, 0))


def placed(result, standing):
    return dict(result, rank=standing.rank, grade=standing.grade, lines=result['lines'] + standing.lines)


def anonymous(scheme, standings):
    """What a unit's package tells of the others, by rank."""
    alike = {}
    for standing in standings:
        key = (standing.total, bool(standing.vetoes))
        alike[key] = alike.get(key, 0) + 1
    totals = []
    for standing in standings:
        entry = {'total': standing.total, 'vetoed': bool(standing.vetoes)}
        if standing.ties and alike[(entry['total'], entry['vetoed'])] > 1:
            entry['ties'] = [shortest(value) for value in standing.ties]
        if standing.best > 0:
            entry['best'] = scheme['grades'][standing.best]['code']
        totals.append(entry)
    return totals


def evaluate(scheme, inputs):
    """The result, and the standings in its order."""
    scored = [Scoring(scheme, unit).unit() for unit in inputs]
    result_of = {standing: result for result, standing in scored}
    standings = [standing for _, standing in scored]
    rank_and_grade(scheme, standings)
    units = [placed(result_of[standing], standing) for standing in standings]
    counts = {grade['code']: sum(unit['grade'] == grade['code'] for unit in units) for grade in scheme['grades']}
    return {'scheme': {'code': scheme['code'], 'version': scheme['version']}, 'units': units,
            'gradeCounts': counts}, standings


def parts_of(method):
    for names in (['deductions', 'bonuses'], ['items'], ['answers'], ['choices'], ['vetoes']):
        found = [name for name in names if name in method]
        if found:
            return [part['code'] for name in found for part in method[name]]
    return []


def figures_of(scheme):
    """Every use of a figure, and its place."""
    for i, indicator in enumerate(scheme['indicators']):
        where, method = 'indicators/%d/' % i, indicator['method']
        for name in ('figure', 'numerator', 'denominator'):
            if name in method:
                yield where + 'method/' + name, method[name]
        for name in ('deductions', 'bonuses'):
            for k, item in enumerate(method.get(name, [])):
                yield '%smethod/%s/%d/figure' % (where, name, k), item['figure']
        for k, veto in enumerate(indicator.get('vetoes', [])):
            yield '%svetoes/%d/figure' % (where, k), veto['figure']
    for name in ('vetoes', 'ceilings'):
        for k, rule in enumerate(scheme.get(name, [])):
            yield '%s/%d/figure' % (name, k), rule['figure']
    for i, group in enumerate(scheme.get('groups', [])):
        for k, cap in enumerate(group.get('caps', [])):
            yield 'groups/%d/caps/%d/figure' % (i, k), cap['figure']


def codes_of(items):
    return [item['code'] for item in items]


def check_scheme(findings, place, scheme):
    before = len(findings.lines)

    def must(where, expected, found, holds):
        if not holds:
            findings.add('invalid', place + '/' + where, expected, found)

    indicators, groups, grades = scheme['indicators'], scheme.get('groups', []), scheme['grades']
    figures, ceilings, ranking = codes_of(scheme['figures']), scheme.get('ceilings', []), scheme['ranking']
    must('rounding', 'half-up or half-even', scheme['rounding'], scheme['rounding'] in ('half-up', 'half-even'))
    must('ranking/ties', 'share or figures', ranking['ties'], ranking['ties'] in ('share', 'figures'))
    must('missing', 'renormalise or zero', scheme['missing'], scheme['missing'] in ('renormalise', 'zero'))
    if 'subject' in scheme:
        must('subject', 'unit or case-file', scheme['subject'], scheme['subject'] in ('unit', 'case-file'))
    must('scale', '0 to 6', scheme['scale'], 0 <= scheme['scale'] <= 6)
    for name in ('indicator', 'group', 'total'):
        scale = scheme.get('scales', {}).get(name, 0)
        must('scales/' + name, '0 to 6', scale, 0 <= scale <= 6)
    lists = [('figures', figures), ('indicators', codes_of(indicators)),
             ('groups', codes_of(indicators) + codes_of(groups)), ('grades', codes_of(grades)),
             ('vetoes', codes_of(scheme['vetoes'])), ('ceilings', codes_of(ceilings))]
    for i, indicator in enumerate(indicators):
        lists.append(('indicators/%d/method' % i, parts_of(indicator['method'])))
        lists.append(('indicators/%d/vetoes' % i, codes_of(indicator.get('vetoes', []))))
    for i, group in enumerate(groups):
        lists.append(('groups/%d/caps' % i, codes_of(group.get('caps', []))))
    for where, codes in lists:
        must(where, 'each code once', codes, len(set(codes)) == len(codes))
    may_stand = set(codes_of(i for i in indicators if not is_bonus(i)) + codes_of(groups))
    children = [child for group in groups for child in group['children']]
    for i, group in enumerate(groups):
        own = group['children']
        must('groups/%d/children' % i, 'indicators and groups, each under one group', own,
             bool(own) and all(child in may_stand and children.count(child) == 1 for child in own))
    group_of = {group['code']: group for group in groups}
    reached, waiting = set(), top_of(scheme)
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += group_of[code]['children'] if code in group_of else []
    beyond = [code for code in codes_of(groups) if code not in reached]
    must('groups', 'a tree', beyond, not beyond)
    if len(findings.lines) == before:
        full_of = {node['code']: Fraction(node['full']) for node in indicators + groups}
        for i, group in enumerate(groups):
            out_of, full = group.get('outOf', group['full']), added(full_of[child] for child in group['children'])
            must('groups/%d' % i, 'children of %s in all' % out_of, printed(full, 6), full == Fraction(out_of))
        full = added(full_of[code] for code in top_of(scheme))
        must('indicators', 'full marks of 100 in all', printed(full, 6), full == 100)
    steps = [Fraction(grade['from']) for grade in grades]
    falls = all(a > b for a, b in zip(steps, steps[1:])) and bool(steps) and steps[-1] == 0
    must('grades', 'from the highest down to 0', [grade['from'] for grade in grades], falls)
    for i, grade in enumerate(grades):
        if 'quotaPercent' in grade:
            quota = grade['quotaPercent']
            must('grades/%d/quotaPercent' % i, '0 to 100, none for the last grade', quota,
                 0 <= quota <= 100 and i + 1 < len(grades))
    owned = set()
    for i, indicator in enumerate(indicators):
        where, method = 'indicators/%d/' % i, indicator['method']
        for name in ('source', 'clause'):
            must(where + name, 'not empty', indicator[name], trimmed(indicator[name]))
        where += 'method/'
        years = method.get('years', [0])
        must(where + 'years', 'each year once', years, bool(years) and len(set(years)) == len(years))
        every = [item.get('every', 1) for item in method.get('deductions', [])]
        must(where + 'deductions', 'every ≥ 1', every, all(step >= 1 for step in every))
        if method['kind'] in ('deduction', 'bonus'):
            name = 'deductions' if method['kind'] == 'deduction' else 'bonuses'
            must(where + name, 'at least one', method[name], method[name])
        if 'items' in method:
            points = [item['points'] for item in method['items'] if 'points' in item]
            is_whole = len(points) == len(method['items']) and added(map(Fraction, points)) == Fraction(indicator['full'])
            must(where + 'items', 'points that make %s, or none' % indicator['full'], points,
                 method['items'] and (not points or is_whole))
        for name in ('answers', 'choices'):
            if name in method:
                points = [choice['points'] for choice in method[name] if 'points' in choice]
                must(where + name, 'points, none above ' + method['outOf'], points,
                     points and all(Fraction(given) <= Fraction(method['outOf']) for given in points))
        if 'smallestSample' in method:
            must(where + 'smallestSample', '≥ 1', method['smallestSample'], method['smallestSample'] >= 1)
        if method['kind'] in READS_RECORDS:
            key = '%s/%s' % (method['figure'], method.get('year', ''))
            must(where + 'figure', 'a figure of its own', key, key not in owned)
            owned.add(key)
    for where, figure in figures_of(scheme):
        must(where, 'a figure of the scheme', figure, figure in figures)
    for k, veto in enumerate(scheme['vetoes']):
        must('vetoes/%d/effect' % k, 'zero', veto.get('effect'), veto.get('effect', 'zero') == 'zero')
    for k, ceiling in enumerate(ceilings):
        must('ceilings/%d/grade' % k, 'a grade of the scheme', ceiling['grade'], ceiling['grade'] in codes_of(grades))
    compared = ranking.get('by', [])
    must('ranking/by', 'what to compare, with ties by figures', len(compared),
         bool(compared) if ranking['ties'] == 'figures' else 'by' not in ranking)
    for k, by in enumerate(compared):
        known = by['figure'] in figures if 'figure' in by else by.get('indicator') in codes_of(indicators)
        must('ranking/by/%d' % k, 'a figure or an indicator of the scheme', by,
             known and ('figure' in by) != ('indicator' in by))
        must('ranking/by/%d/better' % k, 'more or less', by['better'], by['better'] in ('more', 'less'))
    return len(findings.lines) == before


DIGITS = re.compile('[0-9]+')


def is_whole(text):
    return text is not None and text is not NOTHING and DIGITS.fullmatch(text) is not None


def check_inputs(findings, place, scheme, inputs):
    known, counted_in, recorded = {}, {}, {}
    for figure in scheme['figures']:
        known.setdefault(figure['code'], figure)
    for indicator in scheme['indicators']:
        method = indicator['method']
        if method['kind'] == 'progress':
            for item in method['deductions'] + method['bonuses']:
                counted_in.setdefault(item['figure'], method['years'])
        if method['kind'] in READS_RECORDS:
            recorded[(method['figure'], method.get('year'))] = method
    read = {code for code, _ in recorded}
    may_not_apply = codes_of(i for i in scheme['indicators'] if not is_bonus(i))
    seen = set()
    for i, unit in enumerate(inputs):
        if unit['unitCode'] in seen:
            findings.add('invalid', '%s/%d/unitCode' % (place, i), 'each unit once', unit['unitCode'])
        seen.add(unit['unitCode'])
        keys = set()
        for j, figure in enumerate(unit['figures']):
            where, code = '%s/%d/figures/%d' % (place, i, j), figure['code']
            if code not in known:
                findings.add('invalid', where + '/code', 'a figure of the scheme', code)
            key = '%s/%s' % (code, figure.get('year', ''))
            if key in keys:
                findings.add('invalid', where, 'each figure once', key)
            keys.add(key)
            most = known.get(code, {}).get('max')
            if most is not None and Fraction(figure['value']) > Fraction(most):
                findings.add('invalid', where + '/value', 'at most ' + most, figure['value'])
            valued = [Fraction(record['value']) for record in figure['records'] if 'value' in record]
            if valued and sum(valued) != Fraction(figure['value']):
                findings.add('invalid', where + '/value', printed(sum(valued), 8), figure['value'])
            method = recorded.get((code, figure.get('year')))
            is_dated = code not in counted_in or figure.get('year') in counted_in[code]
            if not is_dated or (code in read and method is None):
                findings.add('invalid', where + '/year', 'a year that counts', figure.get('year', NOTHING))
            if method is not None:
                check_records(findings, where, method, figure)
        ruled = set()
        for k, ruling in enumerate(unit.get('notApplicable', [])):
            where = '%s/%d/notApplicable/%d' % (place, i, k)
            if ruling['indicator'] not in may_not_apply or ruling['indicator'] in ruled:
                findings.add('invalid', where + '/indicator', 'an indicator, once, no bonus', ruling['indicator'])
            ruled.add(ruling['indicator'])
            if not trimmed(ruling['reason']):
                findings.add('invalid', where + '/reason', 'not empty', ruling['reason'])


def check_records(findings, where, method, figure):
    kind, seen, left = method['kind'], set(), figure.get('leftOut', [])

    def invalid(at, expected, found):
        findings.add('invalid', where + at, expected, found)

    def at_most(at, most, value):
        if value is NOTHING or Fraction(value) > Fraction(most):
            invalid(at, 'at most ' + most, value)

    points = {item['code']: item.get('points', '1') for item in method.get('items', [])}
    if kind == 'checklist' and any(code not in points for code in left):
        invalid('/leftOut', 'items of the checklist', left)
    choices = codes_of(method.get('answers', method.get('choices', [])))
    for k, record in enumerate(figure['records']):
        at, item, value = '/records/%d' % k, record.get('item', NOTHING), record.get('value', NOTHING)
        if kind == 'checklist':
            if item not in points or item in seen or item in left:
                invalid(at + '/item', 'an item, once, not left out', item)
            else:
                at_most(at + '/value', points[item], value)
            seen.add(item)
        elif kind in ('survey', 'ballot'):
            if item not in choices:
                invalid(at + '/item', 'an item of the method', item)
            if not is_whole(value):
                invalid(at + '/value', 'a whole number', value)
        elif kind == 'case-files':
            if record['ref'] in seen:
                invalid(at + '/ref', 'each file once', record['ref'])
            seen.add(record['ref'])
            at_most(at + '/value', method['outOf'], value)
            vetoes = record.get('vetoes', [])
            if any(code not in codes_of(method['vetoes']) for code in vetoes):
                invalid(at + '/vetoes', 'veto items of the method', vetoes)
    if kind == 'survey' and 'population' in figure:
        people = figure['population']
        if not is_whole(people) or Fraction(people) < Fraction(figure['value']):
            invalid('/population', 'a whole number, at least ' + figure['value'], people)
    if kind == 'three-line':
        given = [(name, figure[name]) for name in ('self', 'office') if name in figure]
        at_most('/value', method['outOf'], figure['value'])
        for name, side in given:
            at_most('/%s/value' % name, method['outOf'], side['value'])
        values = [Fraction(figure['value'])] + [Fraction(side['value']) for _, side in given]
        apart = max(values) - min(values)
        if apart > Fraction(method['gap']) and not all(trimmed(side.get('reason', '')) for _, side in given):
            invalid('', 'reasons, being more than %s apart' % method['gap'], printed(apart, 8))


# ---------------------------------------------------------------- what was evaluated


def check_round(findings, load, files):
    evaluation, salts = load('evaluation.json'), load('salts.json')
    if evaluation is None:
        return None
    if evaluation['format'] != 1:
        findings.stop('unknown', 'evaluation.json#/format', 1, evaluation['format'])
    scheme, inputs = evaluation['scheme'], evaluation['inputs']
    if not check_scheme(findings, 'evaluation.json#/scheme', scheme):
        return None
    check_inputs(findings, 'evaluation.json#/inputs', scheme, inputs)
    computed, standings = evaluate(scheme, inputs)
    compare_values(findings, 'evaluation.json#/result', computed, evaluation['result'])
    digest = sha256(files['evaluation.json']).hex()
    roots = []
    if salts is not None:
        salt_of = {item['unit']: item['salt'] for item in salts['salts']}
        compare_values(findings, 'salts.json#/salts', [unit['unitCode'] for unit in inputs],
                       [item['unit'] for item in salts['salts']])
        result_of = {unit['unitCode']: unit for unit in computed['units']}
        parts = [{
            'format': 1, 'program': evaluation['program'], 'asOf': evaluation['asOf'], 'scheme': scheme,
            'sha256': digest,
            'totals': anonymous(scheme, standings),
        }]
        for unit in inputs:
            code = unit['unitCode']
            parts.append({'format': 1, 'unitCode': code, 'salt': salt_of.get(code, ''), 'inputs': unit,
                          'result': result_of[code]})
        roots.append(('salts.json', tree_root([leaf_hash(canonical(part)) for part in parts]).hex()))
    return {'program': evaluation['program'], 'asOf': evaluation['asOf'], 'scheme': scheme, 'inputs': inputs,
            'digest': digest, 'place': 'evaluation.json', 'roots': roots}


def check_unit(findings, load, files, manifest):
    common, unit, places = load('common.json'), load('unit.json'), load('places.json')
    if common is None or unit is None or places is None:
        return None
    for name, part in [('common.json', common), ('unit.json', unit)]:
        if part['format'] != 1:
            findings.stop('unknown', name + '#/format', 1, part['format'])
    scheme, totals = common['scheme'], common['totals']
    findings.same('unit.json#/unitCode', manifest['unit'], unit['unitCode'])
    findings.same('unit.json#/inputs/unitCode', unit['unitCode'], unit['inputs']['unitCode'])
    if not check_scheme(findings, 'common.json#/scheme', scheme):
        return None
    check_inputs(findings, 'unit.json#/inputs', scheme, [unit['inputs']])
    result, mine = Scoring(scheme, unit['inputs']).unit()
    mine.code = ''
    grades = codes_of(scheme['grades'])
    standings = []
    for i, entry in enumerate(totals):
        if 'best' in entry and entry['best'] not in grades:
            findings.stop('invalid', 'common.json#/totals/%d/best' % i, 'a grade of the scheme', entry['best'])
        veto = {'name': {'zh': '', 'en': ''}, 'refs': []}
        ties = [Fraction(value) for value in entry.get('ties', [])]
        compared = len(scheme['ranking'].get('by', []))
        if 'ties' in entry and len(ties) != compared:
            findings.stop('invalid', 'common.json#/totals/%d/ties' % i, compared, len(ties))
        standings.append(Standing(scheme, '', entry['total'], [veto] if entry['vetoed'] else [], ties,
                                  best=grades.index(entry['best']) if 'best' in entry else 0))

    def is_mine(standing, entry):
        return (entry['total'], entry['vetoed'], standing.best) == (mine.total, bool(mine.vetoes), mine.best) \
            and ('ties' not in entry or standing.ties == mine.ties)

    place = next((i for i, (one, entry) in enumerate(zip(standings, totals)) if is_mine(one, entry)), -1)
    if place < 0:
        findings.add('missing', 'common.json#/totals', mine.total)
    else:
        standings[place] = mine
    rank_and_grade(scheme, standings)
    findings.same('common.json#/totals', anonymous(scheme, standings), totals)
    if place >= 0:
        compare_values(findings, 'unit.json#/result', placed(result, mine), unit['result'])
    findings.same('places.json#/size', len(totals) + 1, places['size'])
    roots = []
    for name, index, path in [('common.json', 0, places['common']),
                              ('unit.json', places['unit']['index'], places['unit']['path'])]:
        hashed = leaf_hash(read_text(files[name]))
        roots.append((name, hex_or_null(root_from(hashed, index, places['size'], from_hex(path)))))
    return {'program': common['program'], 'asOf': common['asOf'], 'scheme': scheme, 'inputs': [unit['inputs']],
            'digest': common['sha256'], 'place': 'common.json#/sha256', 'roots': roots}


# ---------------------------------------------------------------- who approved, and what it rests on

# other verbs that do the same: an opened evaluation is started, figures come by a table or by an upheld objection
ALIKE = {'orderEvaluation': ['startEvaluation'], 'recordFigures': ['commitStatistics', 'upholdObjection']}


def same_action(findings, seq, action, leaf):
    found = leaf.get('action', NOTHING)
    if found not in ALIKE.get(action, []):
        findings.same('leaf:%d/payload/action' % seq, action, found)


STEPS = {
    'ordered': ('orderEvaluation', ['name', 'programId', 'schemeCode', 'schemeVersion', 'asOf', 'orderedBy',
                                    'orderedById', 'orderedAt'], 'orderedById', None),
    'computed': ('computeEvaluation', ['sha256', 'sm3'], None, None),
    'proposed': ('proposeFreeze', ['proposedBy', 'proposedById', 'proposedByUnit'], 'proposedById', 'proposedByUnit'),
    'approved': ('approveFreeze', ['approvedBy', 'approvedById', 'approvedByUnit', 'frozenAt'], 'approvedById',
                 'approvedByUnit'),
}


def change_of(leaf, entity, key):
    changes = leaf.get('changes')
    for change in changes if isinstance(changes, list) else []:
        if isinstance(change, dict) and change.get('entity') == entity and change.get('id') == key:
            after = change.get('after')
            return after if isinstance(after, dict) else {}
    return {}


def check_correction(findings, corrects, ordered, leaves, used):
    """Which earlier evaluation this one takes the place of: the order says so, and the leaves of the earlier one its name and hash."""
    where = 'approval.json#/evaluation/corrects'

    def said(field):
        return NOTHING if ordered.get(field) is None else ordered[field]

    if corrects is NOTHING:
        findings.same(where + '/id', said('correctsId'), NOTHING)
        return
    findings.same(where + '/id', said('correctsId'), corrects['id'])
    findings.same(where + '/reason', said('correctionReason'), corrects['reason'])
    for step, action, field in [('ordered', 'orderEvaluation', 'name'), ('computed', 'computeEvaluation', 'sha256')]:
        seq = corrects[step]
        if seq is None:
            findings.add('unlogged', where + '/' + step, action)
            continue
        used.add(seq)
        leaf = leaves.get(seq)
        if leaf is None:
            findings.add('missing', 'leaf:%d' % seq, action)
            continue
        same_action(findings, seq, action, leaf)
        for name, value in [('entity', 'Evaluation'), ('id', corrects['id'])]:
            findings.same('leaf:%d/payload/%s' % (seq, name), value, leaf.get(name, NOTHING))
        findings.same(where + '/' + field, change_of(leaf, 'Evaluation', corrects['id']).get(field, NOTHING), corrects[field])


def check_approval(findings, approval, leaves, evaluated, manifest, used):
    evaluation, places, where = approval['evaluation'], approval['leaves'], 'approval.json#/evaluation/'
    findings.same(where + 'id', manifest['evaluation'], evaluation['id'])
    for step, (action, fields, actor, unit) in STEPS.items():
        seq = places[step]
        if seq is None:
            findings.add('unlogged', 'approval.json#/leaves/' + step, action)
            continue
        used.add(seq)
        leaf = leaves.get(seq)
        if leaf is None:
            findings.add('missing', 'leaf:%d' % seq, action)
            continue
        same_action(findings, seq, action, leaf)
        for name, value in [('entity', 'Evaluation'), ('id', evaluation['id'])]:
            findings.same('leaf:%d/payload/%s' % (seq, name), value, leaf.get(name, NOTHING))
        if actor:
            findings.same(where + actor, leaf.get('actor', NOTHING), evaluation[actor])
        if unit:
            findings.same(where + unit, leaf.get('unit', NOTHING), evaluation[unit])
        after = change_of(leaf, 'Evaluation', evaluation['id'])
        for field in fields:
            findings.same(where + field, after.get(field, NOTHING), evaluation[field])
        if step == 'ordered':
            check_correction(findings, evaluation.get('corrects', NOTHING), after, leaves, used)
        if step == 'approved':
            findings.same('leaf:%d/payload/state' % seq, 'frozen', after.get('state', NOTHING))
        if step == 'computed':
            findings.same(evaluated['place'], after.get('sha256', NOTHING), evaluated['digest'])
            for place, root in evaluated['roots']:
                findings.same(place + ' units root', after.get('unitsRoot', NOTHING), root)
    if evaluation['approvedById'] == evaluation['proposedById']:
        findings.add('invalid', where + 'approvedById', 'another person than the proposer', evaluation['approvedById'])
    if evaluation['approvedByUnit'] == evaluation['proposedByUnit']:
        findings.add('invalid', where + 'approvedByUnit', 'another unit than the proposer’s',
                     evaluation['approvedByUnit'])
    order = [places[step] for step in STEPS if places[step] is not None]
    if any(a >= b for a, b in zip(order, order[1:])):
        findings.add('invalid', 'approval.json#/leaves', 'ordered, computed, proposed, approved', order)
    for field, value in [('program', evaluated['program']), ('asOf', evaluated['asOf']),
                         ('schemeCode', evaluated['scheme']['code']),
                         ('schemeVersion', evaluated['scheme']['version'])]:
        findings.same(where + field, value, evaluation[field])


def check_evidence(findings, evidence, leaves, evaluated, computed_seq, is_demonstration, used):
    unlogged = [0]

    def leaf_of(place, seq):
        if seq is None:
            if is_demonstration:
                unlogged[0] += 1
            else:
                findings.add('unlogged', place, 'a leaf')
            return None
        used.add(seq)
        if seq not in leaves:
            findings.add('missing', 'leaf:%d' % seq, place)
        return leaves.get(seq)

    recorded, tracked = {}, {}
    for unit in evaluated['inputs']:
        for figure in unit['figures']:
            for ref in refs_of(figure):
                if ref.startswith('figure/'):
                    recorded['%s %s' % (unit['unitCode'], ref)] = figure
                else:
                    tracked['%s %s' % (unit['unitCode'], ref)] = True
            for ref in figure.get('leftOut', []):
                tracked['%s %s' % (unit['unitCode'], ref)] = True

    seen = set()
    for given in evidence['figures']:
        key = '%s %s' % (given['unit'], given['ref'])
        place = 'figure:' + key
        figure = recorded.get(key)
        if figure is None or key in seen:
            findings.add('extra', place, NOTHING, given['value'])
            continue
        seen.add(key)
        findings.same(place + '/ref', 'figure/%s/%d' % (given['code'], given['year']), given['ref'])
        findings.same(place + '/code', figure['code'], given['code'])
        findings.same(place + '/year', figure.get('year', 0), given['year'])
        findings.same(place + '/value', figure['value'], given['value'])
        findings.same(place + '/source', figure['source'], given['source'])
        findings.same(place + '/provisional', figure.get('provisional', False), given['provisional'])
        leaf = leaf_of(place, given['leaf'])
        if leaf is None:
            continue
        seq = given['leaf']
        same_action(findings, seq, 'recordFigures', leaf)
        if computed_seq is not None and seq >= computed_seq:
            findings.add('invalid', place + '/leaf', 'before leaf %d' % computed_seq, seq)
        row = canonical([given[name] for name in ('unit', 'code', 'year', 'value', 'source', 'provisional')])
        digest = sha256(('%s\n%s' % (given['salt'] or '', row)).encode('utf-8')).hex()
        logged = change_of(leaf, 'Figure', '%s/%s/%d' % (given['unit'], given['code'], given['year']))
        findings.same(place + '/leaf', logged.get('sha256', NOTHING), digest)
    for key, figure in recorded.items():
        if key not in seen:
            findings.add('missing', 'figure:' + key, figure['value'])

    files, listed = [], set()
    for record in evidence['records']:
        key = '%s %s' % (record['unit'], record['ref'])
        if key not in tracked or key in listed:
            findings.add('extra', 'record:' + key, NOTHING, record['ref'])
        listed.add(key)
        for file in record['evidence']:
            place = 'evidence:' + file['id']
            files.append(file)
            leaf = leaf_of(place, file['leaf'])
            if leaf is None:
                continue
            after = change_of(leaf, 'Evidence', file['id'])
            for field in ('sha256', 'fileName', 'uploadedAt'):
                findings.same(place + '/' + field, after.get(field, NOTHING), file[field])
    for key in tracked:
        if key not in listed:
            findings.add('missing', 'record:' + key, key)
    return files, unlogged[0]


def check_folder(findings, files, folder):
    by_hash, by_name = set(), {}
    for path in files_under(folder):
        digest = sha256(read_file(os.path.join(folder, path))).hex()
        by_hash.add(digest)
        by_name.setdefault(os.path.basename(path), digest)
    there = 0
    for file in files:
        if file['sha256'] in by_hash:
            there += 1
        else:
            other = by_name.get(file['fileName'], NOTHING)
            kind = 'missing' if other is NOTHING else 'altered'
            findings.add(kind, 'file:' + file['id'], file['sha256'], other)
    return there


# ---------------------------------------------------------------- all of it


def check(findings, path, folder, checkpoint, pinned):
    files, order = read_package(findings, path)
    manifest = check_manifest(findings, files, order)

    def load(name):
        return read_json(findings, files, name) if name in REQUIRED[manifest['kind']] else None

    keys, ledger, approval, evidence = [load(name + '.json') for name in ('keys', 'ledger', 'approval', 'evidence')]
    if keys is not None:
        check_keys(findings, keys, manifest, files, pinned)
    leaves = None if keys is None or ledger is None else check_ledger(findings, ledger, keys)
    note = files.get('checkpoint.txt')
    if leaves is not None and note is not None:
        check_note(findings, 'checkpoint.txt', note, keys, ledger)
    if leaves is not None and checkpoint is not None:
        check_note(findings, 'witness', read_file(checkpoint), keys, ledger)
    is_round = manifest['kind'] == 'round'
    evaluated = check_round(findings, load, files) if is_round else check_unit(findings, load, files, manifest)
    if leaves is None or approval is None or evidence is None or evaluated is None:
        return ''
    used = set()
    check_approval(findings, approval, leaves, evaluated, manifest, used)
    rests, unlogged = check_evidence(findings, evidence, leaves, evaluated, approval['leaves']['computed'],
                                     manifest['instance'] == 'demonstration', used)
    for seq in leaves:
        if seq not in used:
            findings.add('extra', 'leaf:%d' % seq, NOTHING, seq)
    there = check_folder(findings, rests, folder) if folder is not None else 0
    origin = read_note(note)['origin'] if note is not None and read_note(note) else ''
    words = [
        'OK %s %s: %d units recomputed' % (manifest['kind'], manifest['evaluation'] if is_round else manifest['unit'],
                                           len(evaluated['inputs'])),
        '%d of %d leaves checked' % (len(leaves), ledger['size']),
        '%d evidence files not looked at' % len(rests) if folder is None
        else '%d of %d evidence files there' % (there, len(rests)),
        'no checkpoint yet' if note is None
        else 'checkpoint %s %d %s' % (origin, ledger['size'], ledger['root'][:16]),
        'not compared with a witness’s note' if checkpoint is None else 'witnessed',
        'key %s %s' % (manifest['key'], 'as given' if pinned else 'taken from the package itself'),
    ]
    if manifest['instance'] != 'production':
        words.append(manifest['instance'] + ' data')
    if unlogged:
        words.append('%d figures and files of the demonstration stand in no leaf' % unlogged)
    return '; '.join(words)


def verify_package(path, folder=None, checkpoint=None, pinned=()):
    findings, summary = Findings(), ''
    try:
        summary = check(findings, path, folder, checkpoint, list(pinned))
    except Stop:
        pass
    except Exception as error:  # what makes a verifier fall over is no less a finding
        findings.add('damaged', 'package', 'what can be checked', str(error))
    return once(findings.lines) or [summary]


def main(args):
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    plain, checkpoint, pinned = [], None, []
    rest = iter(args)
    for word in rest:
        if word == '--checkpoint':
            checkpoint = next(rest, '')
        elif word == '--key':
            pinned.append(next(rest, ''))
        else:
            plain.append(word)
    if not 1 <= len(plain) <= 2:
        sys.stderr.write(USAGE + '\n')
        return 2
    lines = verify_package(plain[0], plain[1] if len(plain) > 1 else None, checkpoint, pinned)
    print('\n'.join(lines))
    return 0 if lines[0].startswith('OK ') else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
