import { bandsOf, plainText } from '@yardstick/domain/similarity';
import { readFile } from 'node:fs/promises';
import { extractText } from './extract-text.ts';
import type { FileText } from './file-text.ts';

/** Asked one file at a time by a TextReader, which ends this process when it takes too long or too much. */
export interface TextOrder {
  path: string;
  kind: string;
}
export type TextAnswer = FileText & { bands: number[]; characterCount: number };

process.on('message', (order: TextOrder) => {
  void readFile(order.path)
    .then(bytes => extractText(bytes, order.kind))
    .then(found => {
      const plain = plainText(found.text);
      const answer: TextAnswer = { ...found, bands: bandsOf(plain), characterCount: plain.text.length };
      process.send?.(answer);
    })
    .catch(() => process.exit(1));
});
// Parsers leave promises behind that fail later, when the file has long been called damaged.
process.on('unhandledRejection', () => undefined);
process.on('disconnect', () => process.exit(0));
