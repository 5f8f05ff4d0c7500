import { extensionOf } from '../files/safe-file-name.ts';

const longestFolder = 32;
const longestStem = 60;
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(\.|$)/i;

/**
 * Paths for an archive that unpacks on any system: readable, without a character some system refuses, short enough for
 * Windows, and never two the same, not even for a system that takes capitals and small letters for one.
 */
export class ArchivePaths {
  readonly #taken = new Set<string>();
  /** How many have wished for a name: ten thousand files of one name are not tried ten thousand times each. */
  readonly #numbers = new Map<string, number>();
  readonly #folders = new Map<string, string>();

  /** The folder of one thing within another; asked again with the same key, the same folder. */
  folder(parent: string, key: string, wish: string): string {
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const path = this.#free(parent, plainSegment(wish, longestFolder), '');
    this.#folders.set(key, path);
    return path;
  }

  file(parent: string, wish: string): string {
    const extension = extensionOf(wish);
    const suffix = /^[a-z0-9]{1,8}$/.test(extension) ? `.${extension}` : '';
    const stem = suffix ? wish.slice(0, wish.lastIndexOf('.')) : wish;
    return this.#free(parent, plainSegment(stem, longestStem), suffix);
  }

  #free(parent: string, name: string, suffix: string): string {
    const start = `${parent}${parent ? '/' : ''}${name}`;
    const counted = keyOf(`${start}${suffix}`);
    for (let number = (this.#numbers.get(counted) ?? 0) + 1; ; number++) {
      const path = `${start}${number > 1 ? ` (${number})` : ''}${suffix}`;
      const key = keyOf(path);
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      this.#numbers.set(counted, number);
      return path;
    }
  }
}

const keyOf = (path: string): string => path.normalize('NFKC').toLowerCase();

/** One step of a path, made of any text. */
export function plainSegment(text: string, longest: number): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/g, ' ');
  const cut = [...plain]
    .slice(0, longest)
    .join('')
    .replace(/^[ .]+|[ .]+$/g, '');
  if (cut === '') return '_';
  return deviceName.test(cut) ? `_${cut}` : cut;
}
