import { describe, expect, test } from 'vitest';
import { cleanFileName, contentDisposition, extensionOf } from './safe-file-name.ts';

describe('a file name', () => {
  test.each([
    ['关于印发2024年工作要点的通知（附件1）.docx'],
    ['a b-c_d (1), [2] #3 100%.pdf'],
    ['2024.06.30 台账.v2.xlsx'],
    ['console.txt'],
    ['𠮷字.png'],
    [`${'长'.repeat(83)}.pdf`],
  ])('%s is kept as it is', name => {
    expect(cleanFileName(name)).toEqual({ name });
  });

  test('in decomposed form is the same as its composed twin', () => {
    expect(cleanFileName('e\u0301te\u0301.pdf')).toEqual({ name: 'été.pdf' });
  });

  test.each([
    ['empty', ' \t '],
    ['too-long', `${'长'.repeat(84)}.pdf`],
    ['too-long', 'x'.repeat(4096)],
    ['control-character', 'a\0.pdf'],
    ['control-character', 'a\r\nSet-Cookie: x.pdf'],
    ['control-character', 'a\u2028b.pdf'],
    ['control-character', 'a\ud800.pdf'],
    ['invisible-character', 'a\u202efdp.exe'],
    ['invisible-character', 'a\u2066b.pdf'],
    ['invisible-character', 'a\u200fb.pdf'],
    ['invisible-character', 'a\u200b.pdf'],
    ['invisible-character', 'a\ufeffb.pdf'],
    ['path-separator', '../../etc/passwd'],
    ['path-separator', '/etc/passwd'],
    ['path-separator', '\\\\host\\share\\a.pdf'],
    ['path-separator', 'C:\\a.pdf'],
    ['reserved-character', 'a.pdf:evil.exe'],
    ['reserved-character', 'a?.pdf'],
    ['dots', '..'],
    ['dots', '.htaccess'],
    ['dots', 'a.pdf.'],
    ['device-name', 'CON'],
    ['device-name', 'nul.txt'],
    ['device-name', 'Com1 .tar.gz'],
    ['device-name', 'LPT³.pdf'],
  ])('is refused as %s: %j', (violation, name) => {
    expect(cleanFileName(name)).toEqual({ violation });
  });
});

describe('the download header', () => {
  test('carries a plain name as it is', () => {
    expect(contentDisposition('report 1.pdf', 'inline')).toBe('inline; filename="report 1.pdf"');
  });

  test('carries a Chinese name encoded, with a plain one beside it', () => {
    expect(contentDisposition("报告'1'(终).pdf", 'attachment')).toBe(
      "attachment; filename=\"__'1'(_).pdf\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%271%27%28%E7%BB%88%29.pdf",
    );
  });

  test('cannot be broken out of by any name', () => {
    for (let code = 0; code < 0x3000; code++) {
      const header = contentDisposition(`a${String.fromCharCode(code)}"b\r\nX: y\ud800.pdf`, 'attachment');
      expect(header).toMatch(
        /^attachment; filename="[^"\\\r\n\x00-\x1f\x7f-\uffff]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/,
      );
    }
  });
});

test('the extension is what follows the last dot, in lower case', () => {
  expect(['a.PDF', 'a.b.docx', 'none', '.hidden', 'a.'].map(extensionOf)).toEqual(['pdf', 'docx', '', '', '']);
});
