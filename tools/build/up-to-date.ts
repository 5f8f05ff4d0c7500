import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';

const stampFolder = path.join(root, 'dist', '.stamps');
const neverInputs = /(^|\/)(node_modules|dist|e2e|test)(\/|$)|\.test\.tsx?$/;

/** Tells by content, not by time, whether a result was made from the files as they are now. */
export class Stamp {
  readonly #file: string;
  readonly #inputs: readonly string[];

  constructor(name: string, inputs: readonly string[]) {
    this.#file = path.join(stampFolder, name);
    this.#inputs = inputs;
  }

  hash(): string {
    const hash = createHash('sha256').update(process.version);
    for (const input of this.#inputs) {
      for (const file of filesUnder(input)) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
    }
    return hash.digest('hex');
  }

  matches(hash: string): boolean {
    try {
      return readFileSync(this.#file, 'utf8') === hash;
    } catch {
      return false;
    }
  }

  clear(): void {
    rmSync(this.#file, { force: true });
  }

  set(hash: string): void {
    mkdirSync(stampFolder, { recursive: true });
    writeFileSync(this.#file, hash);
  }
}

function filesUnder(input: string): string[] {
  const stats = statSync(path.join(root, input), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [input];
  return readdirSync(path.join(root, input), { withFileTypes: true })
    .map(entry => ({ entry, file: `${input}/${entry.name}` }))
    .filter(({ file }) => !neverInputs.test(file))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .flatMap(({ entry, file }) => (entry.isDirectory() ? filesUnder(file) : [file]));
}
