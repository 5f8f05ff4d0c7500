/**
 * Chinese PDFs name character tables (CMaps) instead of carrying them, and the PDF library expects their data beside it.
 * Only the text is wanted here, so a glyph's number may be its Unicode number: then every table can be made on the spot.
 */
export class PredefinedCMaps {
  #isUnicodeNumbered = false;

  fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const text = kind === 'cMapUrl' ? this.#cMap(filename) : undefined;
    return text === undefined
      ? Promise.reject(new Error(`${filename} is not at hand.`))
      : Promise.resolve(Buffer.from(text, 'latin1'));
  }

  #cMap(name: string): string | undefined {
    if (/^Uni[A-Za-z0-9]+-(UCS2|UTF16)-(HW-)?[HV]$/.test(name)) {
      this.#isUnicodeNumbered = true;
      return cMap(
        '<0000> <ffff>',
        pages(page => `<${page}00> <${page}ff> ${parseInt(page, 16) << 8}`),
        'cidrange',
      );
    }
    if (/^GB(K|Kp|K2K|pc)?(-EUC)?-[HV]$/.test(name)) {
      this.#isUnicodeNumbered = true;
      return cMap('<00> <80>\n<8140> <fefe>', gbCharacters(), 'cidchar');
    }
    // A font with glyph numbers of its own would come out as other characters than it shows.
    if (/^Adobe-(GB1|CNS1|Japan1|Korea1)-UCS2$/.test(name) && this.#isUnicodeNumbered)
      return cMap(
        '<0000> <ffff>',
        pages(page => `<${page}00> <${page}ff> <${page}00>`),
        'bfrange',
      );
    return undefined;
  }
}

const pages = (line: (page: string) => string): string[] =>
  Array.from({ length: 256 }, (_, page) => line(page.toString(16).padStart(2, '0')));

function cMap(codeSpace: string, lines: readonly string[], what: 'cidrange' | 'cidchar' | 'bfrange'): string {
  return [
    `begincmap\n${codeSpace.split('\n').length} begincodespacerange\n${codeSpace}\nendcodespacerange`,
    `${lines.length} begin${what}`,
    ...lines,
    `end${what}\nendcmap\n`,
  ].join('\n');
}

let gbLines: string[] | undefined;

function gbCharacters(): string[] {
  if (gbLines) return gbLines;
  gbLines = Array.from({ length: 0x80 }, (_, code) => `<${code.toString(16).padStart(2, '0')}> ${code}`);
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const text = decoder.decode(Uint8Array.of(high, low));
      const unicode = text.codePointAt(0) ?? 0xfffd;
      if (text.length === 1 && unicode !== 0xfffd) gbLines.push(`<${((high << 8) | low).toString(16)}> ${unicode}`);
    }
  return gbLines;
}
