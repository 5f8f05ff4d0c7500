import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@yardstick/testing/browser';

const catalogue = path.resolve(import.meta.dirname, '../src/i18n/zh-CN');
const areas = new Set(
  readdirSync(catalogue).flatMap(file =>
    Object.keys(JSON.parse(readFileSync(path.join(catalogue, file), 'utf8')) as object).map(key => key.split('.')[0]!),
  ),
);

/** What a page shows in place of a word it does not have: the word's key, or a gap nobody filled. */
export async function missingWords(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(element =>
      ['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name) ?? ''),
    );
    return [document.title, document.body.innerText, ...labels].join('\n');
  });
  const likeKeys = text.match(/(?<![\w@./-])[a-z]+[A-Za-z]*(\.[\w-]+)+(?![\w/@])/g) ?? [];
  return [
    ...likeKeys.filter(word => areas.has(word.split('.')[0]!)),
    ...(text.match(/\{\{.*?\}\}|\bundefined\b|\bNaN\b|\[object Object\]/g) ?? []),
  ];
}
