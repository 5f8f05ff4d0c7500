export type Colour = readonly [red: number, green: number, blue: number];

export interface Picture {
  width: number;
  height: number;
  colourAt: (x: number, y: number) => Colour;
  comment?: string;
  /** 1 to 100, as customary. */
  quality?: number;
}

// Tables of ITU-T T.81, annex K.
const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];
const lightSteps = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const colourSteps = Array.from({ length: 64 }, (_, i) => {
  const corner = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99];
  return i >> 3 < 4 && (i & 7) < 4 ? corner[(i >> 3) * 4 + (i & 7)]! : 99;
});
const dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const dcValues = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const acCounts = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
const acValues = Buffer.from(
  '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a' +
    '434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9' +
    'aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
  'hex',
);

type Code = readonly [bits: number, length: number];

function codesOf(counts: readonly number[], values: ArrayLike<number>): Code[] {
  const codes: Code[] = [];
  let code = 0;
  let next = 0;
  for (const [index, count] of counts.entries()) {
    for (let i = 0; i < count; i++) codes[values[next++]!] = [code++, index + 1];
    code <<= 1;
  }
  return codes;
}

const dcCodes = codesOf(dcCounts, dcValues);
const acCodes = codesOf(acCounts, acValues);
const cosines = Array.from({ length: 64 }, (_, i) => {
  const frequency = i >> 3;
  const scale = frequency === 0 ? Math.SQRT1_2 / 2 : 0.5;
  return scale * Math.cos(((2 * (i & 7) + 1) * frequency * Math.PI) / 16);
});

/** A baseline JPEG, one sample per pixel and component, the same Huffman tables for light and colour. */
export function jpegOf(picture: Picture): Buffer {
  const { width, height, comment = '', quality = 50 } = picture;
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = [lightSteps, colourSteps].map(table =>
    table.map(step => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100)))),
  );
  const bits = new BitWriter();
  const before = [0, 0, 0];
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const blocks = blocksAt(picture, left, top);
      for (const [component, samples] of blocks.entries()) {
        const levels = quantised(transformed(samples), steps[component === 0 ? 0 : 1]!);
        writeBlock(bits, levels, levels[0]! - before[component]!);
        before[component] = levels[0]!;
      }
    }
  }
  const inZigzag = (table: number[]) => zigzag.map(place => table[place]!);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xfe, Buffer.from(comment).subarray(0, 60_000)),
    segment(0xdb, Buffer.from([0, ...inZigzag(steps[0]!), 1, ...inZigzag(steps[1]!)])),
    segment(
      0xc0,
      Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 17, 0, 2, 17, 1, 3, 17, 1]),
    ),
    segment(0xc4, Buffer.from([0, ...dcCounts, ...dcValues, 0x10, ...acCounts, ...acValues])),
    segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
    bits.end(),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
}

function blocksAt({ width, height, colourAt }: Picture, left: number, top: number): Float64Array[] {
  const blocks = [new Float64Array(64), new Float64Array(64), new Float64Array(64)];
  for (let i = 0; i < 64; i++) {
    const [red, green, blue] = colourAt(Math.min(width - 1, left + (i & 7)), Math.min(height - 1, top + (i >> 3)));
    blocks[0]![i] = 0.299 * red + 0.587 * green + 0.114 * blue - 128;
    blocks[1]![i] = -0.168736 * red - 0.331264 * green + 0.5 * blue;
    blocks[2]![i] = 0.5 * red - 0.418688 * green - 0.081312 * blue;
  }
  return blocks;
}

function transformed(samples: Float64Array): Float64Array {
  const rows = new Float64Array(64);
  const result = new Float64Array(64);
  for (let y = 0; y < 8; y++)
    for (let u = 0; u < 8; u++)
      for (let x = 0; x < 8; x++) rows[y * 8 + u]! += samples[y * 8 + x]! * cosines[u * 8 + x]!;
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++)
      for (let y = 0; y < 8; y++) result[v * 8 + u]! += rows[y * 8 + u]! * cosines[v * 8 + y]!;
  return result;
}

const quantised = (levels: Float64Array, steps: number[]) =>
  zigzag.map(place => Math.round(levels[place]! / steps[place]!));

function writeBlock(bits: BitWriter, levels: number[], difference: number): void {
  const size = sizeOf(difference);
  bits.write(dcCodes[size]!);
  bits.write([signed(difference, size), size]);
  let zeros = 0;
  for (const level of levels.slice(1)) {
    if (level === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) bits.write(acCodes[0xf0]!);
    const length = sizeOf(level);
    bits.write(acCodes[(zeros << 4) | length]!);
    bits.write([signed(level, length), length]);
    zeros = 0;
  }
  if (zeros > 0) bits.write(acCodes[0]!);
}

const sizeOf = (value: number) => 32 - Math.clz32(Math.abs(value));
const signed = (value: number, size: number) => (value < 0 ? value + (1 << size) - 1 : value);

class BitWriter {
  readonly #bytes: number[] = [];
  #pending = 0;
  #count = 0;

  write([bits, length]: Code): void {
    for (let i = length - 1; i >= 0; i--) {
      this.#pending = (this.#pending << 1) | ((bits >> i) & 1);
      if (++this.#count === 8) this.#flush();
    }
  }

  end(): Buffer {
    while (this.#count > 0) this.write([1, 1]);
    return Buffer.from(this.#bytes);
  }

  #flush(): void {
    this.#bytes.push(this.#pending);
    if (this.#pending === 0xff) this.#bytes.push(0);
    this.#pending = 0;
    this.#count = 0;
  }
}
