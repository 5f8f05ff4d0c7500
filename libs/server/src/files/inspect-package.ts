import { bytesOfBuffer, type ByteSource } from './byte-source.ts';
import { Stop, type FileKind, type Findings } from './inspection.ts';
import { archiveAt, executableAt, isCompound, isZip, oleNamesIn } from './signatures.ts';
import { isCallingFormula, isCommandFormula } from './suspicious-formula.ts';
import { readParts, unpack, zipLimits, type ZipPart } from './zip-archive.ts';

export type PackageKind = Extract<FileKind, 'docx' | 'xlsx' | 'pptx' | 'ofd'> | 'zip' | 'xlsb';

const deepestNesting = 2;
const wholePartBytes = 16 << 20;
const nestedBytes = 32 << 20;

interface Context {
  findings: Findings;
  kind: PackageKind;
  depth: number;
  budget: { unpackedBytes: number };
}

/** Office packages and OFD: what kind it is, and whether any part of it would act on its own when opened. */
export async function inspectPackage(source: ByteSource, findings: Findings): Promise<PackageKind> {
  return inspectAt(source, findings, 0, { unpackedBytes: zipLimits.unpackedBytes });
}

async function inspectAt(
  source: ByteSource,
  findings: Findings,
  depth: number,
  budget: { unpackedBytes: number },
): Promise<PackageKind> {
  const parts = await readParts(source, budget);
  const kind = await kindOf(source, parts, findings);
  if (kind === 'zip' || kind === 'xlsb') return kind;
  for (const part of parts) {
    findings.checkTime();
    await inspectPart(source, part, { findings, kind, depth, budget });
  }
  return kind;
}

const mainTypes: [RegExp, PackageKind][] = [
  [/wordprocessingml\.document\.main\+xml|ms-word\.document\.macroenabled\.main\+xml/, 'docx'],
  [/spreadsheetml\.sheet\.main\+xml|ms-excel\.sheet\.macroenabled\.main\+xml/, 'xlsx'],
  [/presentationml\.(presentation|slideshow)\.main\+xml|ms-powerpoint\.\w+\.macroenabled\.main\+xml/, 'pptx'],
  [/ms-excel\.sheet\.binary\.macroenabled\.main/, 'xlsb'],
];
const activeTypes = /macroenabled|vbaproject|vbadata|ms-office\.activex|macrosheet/;

async function kindOf(source: ByteSource, parts: ZipPart[], findings: Findings): Promise<PackageKind> {
  const typesPart = parts.find(part => part.name.toLowerCase() === '[content_types].xml');
  if (!typesPart) return parts.some(part => part.name.toLowerCase() === 'ofd.xml') ? 'ofd' : 'zip';
  const text = xmlText(await whole(source, typesPart), findings);
  const types = elements(text, 'Override|Default').map(attributes => (attributes['ContentType'] ?? '').toLowerCase());
  if (types.some(type => activeTypes.test(type))) findings.add('macro');
  const kinds = mainTypes.filter(([pattern]) => types.some(type => pattern.test(type))).map(([, kind]) => kind);
  if (kinds.length > 1) throw new Stop('zip-inconsistent');
  return kinds[0] ?? 'zip';
}

async function inspectPart(source: ByteSource, part: ZipPart, context: Context): Promise<void> {
  const { findings } = context;
  const name = part.name.toLowerCase();
  if (/(^|\/)vbaproject\.bin$|\/macrosheets\/|\/activex\//.test(name)) findings.add('macro');
  if (/(^|\/)_rels\/[^/]*\.rels$/.test(name)) {
    inspectRelationships(xmlText(await whole(source, part), findings), findings);
    return;
  }

  let scan: ((bytes: Buffer) => void) | undefined;
  let finish: (() => void) | undefined;
  let nested: Buffer[] | undefined;
  let first = true;
  for await (const bytes of unpack(source, part)) {
    if (first) {
      first = false;
      if (executableAt(bytes)) throw new Stop('executable-inside', { part: part.name });
      if (isZip(bytes)) {
        if (context.depth >= deepestNesting) throw new Stop('nested-archive', { part: part.name });
        if (part.size > nestedBytes) throw new Stop('unreadable-part');
        nested = [];
      } else if (archiveAt(bytes)) throw new Stop('nested-archive', { part: part.name });
      else if (isCompound(bytes)) scan = compoundScan(findings);
      else if (looksLikeXml(bytes)) ({ scan, finish } = xmlScan(name, context));
      else if (!part.deflated) return; // pictures kept as they are: nothing to count, nothing to read
    }
    scan?.(bytes);
    nested?.push(bytes);
    findings.checkTime();
  }
  finish?.();
  if (nested) {
    const inner = bytesOfBuffer(Buffer.concat(nested));
    const kind = await inspectAt(inner, findings, context.depth + 1, context.budget);
    if (kind === 'zip') throw new Stop('nested-archive', { part: part.name });
  }
}

const harmlessExternal = /^(hyperlink|externallink\w*|xlpathmissing|xlstartup|xllibrary|xlalternatestartup)$/;
const activeInternal = /^(vbaproject|wordvbadata|xlmacrosheet|xlintlmacrosheet|activexcontrol\w*|control)$/;

function inspectRelationships(text: string, findings: Findings): void {
  for (const attributes of elements(text, 'Relationship')) {
    const type = (attributes['Type'] ?? '').toLowerCase().split('/').at(-1) ?? '';
    if (attributes['TargetMode']?.toLowerCase() === 'external') {
      if (!harmlessExternal.test(type)) findings.add('external-link', { target: attributes['Target'] ?? '' });
    } else if (activeInternal.test(type)) findings.add('macro');
    else if (type === 'afchunk') findings.add('embedded-file');
  }
}

const longestRun = 1 << 20; // of text without a tag; formulas and field instructions are far shorter

/** Reads a part of any size in windows cut before a '<', so that every element with its text is seen in one piece. */
function xmlScan(name: string, { findings, kind }: Context) {
  // Free-form parts, which no office program runs anything from.
  const strict = kind !== 'ofd' && !/^(docprops|customxml)\//.test(name);
  let carried = '';
  let last = '';
  let fields = '';
  let opened = false;

  const inspect = (text: string) => {
    if (text.includes('<!') || text.includes('<?')) {
      if (/<!(DOCTYPE|ENTITY)/i.test(text)) findings.add('odd-xml');
      // Such things within a text would part what a reader joins.
      if (strict && /<!\[CDATA\[|[^>\s]\s?<!--|-->\s?[^<\s]|[^>\s]\s?<\?/.test(last + text)) findings.add('odd-xml');
    }
    last = text.slice(-2);
    if (kind === 'xlsx') inspectSheetText(text, findings);
    if (kind === 'docx') fields += fieldText(text, findings);
    if (fields.length > wholePartBytes) throw new Stop('unreadable-part');
    findings.checkTime();
  };
  return {
    scan: (bytes: Buffer) => {
      if (!opened) checkEncoding(bytes, findings);
      opened = true;
      carried += bytes.toString('latin1');
      const cut = carried.lastIndexOf('<');
      if (cut <= 0 && carried.length < longestRun) return;
      const end = cut > 0 ? cut : carried.length;
      inspect(carried.slice(0, end));
      carried = carried.slice(end);
    },
    finish: () => {
      inspect(carried);
      if (/(^|\n)[ \t]*DDE(AUTO)?\b|\bQUOTE([ \t]+\d+){3}/i.test(fields)) findings.add('dde');
    },
  };
}

// A tag's own text never holds '<', so that these take time in proportion to the text.
const formulaElement = /[<:](f|formula[12]?|definedName|ddeLink|oleLink)(?=[\s>/])[^<>]*>([^<]*)/g;
const fieldElement = /[<:](instrText|fldChar|fldSimple)(?=[\s>/])([^<>]*)>([^<]*)/g;
const longestFormula = 1 << 16;

function inspectSheetText(text: string, findings: Findings): void {
  for (const [, element, content = ''] of text.matchAll(formulaElement)) {
    if (element === 'ddeLink') findings.add('dde');
    else if (element === 'oleLink') findings.add('external-link', { target: 'OLE' });
    else if (content.length > longestFormula) findings.add('odd-xml');
    else if (isCommandFormula(decoded(content))) findings.add('dde');
    else if (isCallingFormula(decoded(content))) findings.add('formula-injection');
  }
}

/** Field instructions of a Word part, one field to a line, however many runs each is split into. */
function fieldText(text: string, findings: Findings): string {
  let fields = '';
  for (const [, element, attributes = '', content = ''] of text.matchAll(fieldElement)) {
    if (attributes.split('"').length % 2 === 0) findings.add('odd-xml'); // the tag goes on beyond this '>'
    if (element === 'instrText') fields += decoded(content);
    else if (element === 'fldChar') fields += '\n';
    else fields += `\n${attributesAt(attributes, 0)['instr'] ?? ''}\n`;
  }
  return fields;
}

function compoundScan(findings: Findings) {
  let carried = Buffer.alloc(0);
  return (bytes: Buffer) => {
    const window = Buffer.concat([carried, bytes]);
    const names = oleNamesIn(window);
    if (names.macro) findings.add('macro');
    if (names.embedded) findings.add('embedded-file');
    carried = Buffer.from(window.subarray(-64));
  };
}

async function whole(source: ByteSource, part: ZipPart): Promise<Buffer> {
  if (part.size > wholePartBytes) throw new Stop('unreadable-part');
  const pieces: Buffer[] = [];
  for await (const bytes of unpack(source, part)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

function xmlText(bytes: Buffer, findings: Findings): string {
  checkEncoding(bytes, findings);
  const text = bytes.toString('utf8');
  if (/<!(?!--)/.test(text)) findings.add('odd-xml');
  return text;
}

const looksLikeXml = (bytes: Buffer) => /^(\xef\xbb\xbf)?\s*</.test(bytes.toString('latin1', 0, 256)) || isWide(bytes);

/** UTF-16, which office programs read but never write. */
const isWide = (bytes: Buffer) => /^(\xff\xfe|\xfe\xff|<\0|\0<|\0\0\0<|<\0\0\0)/.test(bytes.toString('latin1', 0, 4));

/** Encodings in which an ASCII letter may be written otherwise would hide names from a scan. */
function checkEncoding(bytes: Buffer, findings: Findings): void {
  const declared = /^[^>]*?encoding\s*=\s*["']([^"']*)/.exec(bytes.toString('latin1', 0, 256))?.[1] ?? 'utf-8';
  if (isWide(bytes) || !/^(utf-?8|us-ascii|ascii|iso-8859-\d+|windows-\d+|gb2312|gbk|gb18030)$/i.test(declared))
    findings.add('odd-xml');
}

function elements(text: string, names: string): Record<string, string>[] {
  const start = new RegExp(`[<:](?:${names})(?=[\\s/])`, 'g');
  return [...text.matchAll(start)].map(({ 0: tag, index }) => attributesAt(text, index + tag.length));
}

function attributesAt(text: string, position: number): Record<string, string> {
  const attribute = /\s*(?:[^\s"'<>/:=]+:)?([^\s"'<>/:=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
  const attributes: Record<string, string> = {};
  attribute.lastIndex = position;
  for (let found = attribute.exec(text); found; found = attribute.exec(text))
    attributes[found[1]!] = decoded(found[2] ?? found[3] ?? '');
  return attributes;
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all: string, hex?: string, decimal?: string, name?: string) => {
      if (name) return entities[name] ?? all;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
