import type { Block } from './official-document.ts';

const headings = [/^[一二三四五六七八九十]+、[^。；]{1,24}$/, /^（[一二三四五六七八九十]+）[^。；]{1,24}$/];

/** One paragraph for each line; lines such as 一、总体进展 and （一）主要做法 are headings. */
export function wordsOf(body: string): Block[] {
  return body
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map((text): Block => {
      const level = headings.findIndex(pattern => pattern.test(text)) + 1;
      return level > 0 ? { kind: 'heading', level: level as 1 | 2, text } : { kind: 'paragraph', text };
    });
}
