import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeSampleFile, type SampleKind } from '../../demonstration/sample-files.ts';
import { zipOf } from '../../documents/zip.ts';
import { compound, office, ofd, pdf } from '../../files/made-files.fixture.ts';
import { extractText } from './extract-text.ts';

const words = '对在岗执法人员和证件逐人核对';
const sample = async (kind: SampleKind): Promise<Buffer> =>
  (await makeSampleFile(kind, { title: '工作总结', unitName: '水利局', year: 2024, paragraphs: [words], seed: 1 }))
    .bytes;

describe('the words of a file', () => {
  it.each(['pdf', 'docx', 'xlsx'] as const)('are read out of a %s', async kind => {
    const { state, text } = await extractText(await sample(kind), kind);
    expect(state).toBe('read');
    expect(text).toContain(words);
    expect(text).toContain('工作总结');
  });

  it('are read out of plain text in the encodings that offices use', async () => {
    const gb18030 = Buffer.from([0xb9, 0xa4, 0xd7, 0xf7]); // 工作
    expect(await extractText(gb18030, 'txt')).toEqual({ state: 'read', reason: null, text: '工作' });
    expect((await extractText(Buffer.from('\ufeff序号,事项\r\n1,核对\0'), 'csv')).state).toBe('unreadable');
    expect((await extractText(Buffer.from('\ufeff序号,事项\r\n1,核对'), 'csv')).text).toBe('序号,事项\n1,核对');
  });

  it('are read out of presentations and OFD documents', async () => {
    const slide = '<p:sld><a:p><a:r><a:t>年度</a:t></a:r><a:r><a:t>总结 &amp; 计划</a:t></a:r></a:p></p:sld>';
    const pptx = office('pptx', { more: [['ppt/slides/slide1.xml', slide]] });
    expect((await extractText(pptx, 'pptx')).text).toBe('年度总结 & 计划');
    const page = '<ofd:Page><ofd:TextCode X="0" Y="1">整改</ofd:TextCode><ofd:TextCode>报告</ofd:TextCode></ofd:Page>';
    expect((await extractText(ofd(['Doc_0/Pages/Page_0/Content.xml', page]), 'ofd')).text).toBe('整改报告');
  });

  it('come out with look-alike characters made plain, nothing invisible and no end', async () => {
    const odd = await extractText(Buffer.from('⽔利⼯作\u200b 2024\u0007'), 'txt');
    expect(odd.state).toBe('unreadable'); // a bell is no text
    expect((await extractText(Buffer.from('⽔利\u200b⼯作'), 'txt')).text).toBe('水利工作');
    expect((await extractText(Buffer.from('长'.repeat(300_000)), 'txt')).text).toHaveLength(100_000);
  });
});

describe('a file without words', () => {
  it('that is scanned says so', async () =>
    expect(await extractText(await sample('scan'), 'pdf')).toEqual({ state: 'no-text', reason: 'scanned', text: '' }));
  it('that is a picture is one', async () =>
    expect(await extractText(await sample('jpg'), 'jpg')).toEqual({ state: 'no-text', reason: 'picture', text: '' }));
  it('that is empty is empty', async () =>
    expect(await extractText(Buffer.from(' \n\n'), 'txt')).toEqual({ state: 'no-text', reason: 'empty', text: '' }));
});

describe('a file that cannot be read says why', () => {
  const locked =
    '<< /Filter /Standard /V 1 /R 2 /P -4 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) >>';
  const encryptedPdf = Buffer.from(
    pdf(locked).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 4 0 R /ID [(a) (a)]'),
    'latin1',
  );
  const bomb = zipOf([['word/document.xml', Buffer.alloc(40 << 20, 0x61)]], { deflated: true });
  it.each([
    ['an encrypted PDF', 'pdf', encryptedPdf, 'encrypted'],
    ['an encrypted docx', 'docx', compound({ EncryptedPackage: Buffer.from('x') }), 'encrypted'],
    ['an encrypted xlsx', 'xlsx', compound({ EncryptedPackage: Buffer.from('x') }), 'encrypted'],
    ['no PDF at all', 'pdf', Buffer.from('%PDF-1.7\nnothing'), 'damaged'],
    ['half a docx', 'docx', office('docx').subarray(0, 300), 'damaged'],
    ['a bomb', 'docx', bomb, 'too-large'],
    ['loose deflated bytes', 'xlsx', deflateRawSync(Buffer.from('x')), 'damaged'],
    ['an old Word file', 'doc', compound({ WordDocument: Buffer.from('x') }), 'kind-not-read'],
  ] as const)('%s', async (_, kind, bytes, reason) =>
    expect(await extractText(Buffer.from(bytes), kind)).toEqual({ state: 'unreadable', reason, text: '' }),
  );
});
