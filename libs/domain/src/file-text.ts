import type { Bilingual } from './bilingual.ts';

/** How far the words of a stored file are known. */
export const fileTextStates = ['waiting', 'read', 'no-text', 'unreadable'] as const;
export type FileTextState = (typeof fileTextStates)[number];

/** Why a file has no words to compare. */
export const fileTextReasons = {
  scanned: { zh: '扫描件，无法读取文字', en: 'scanned pages, no text can be read' },
  picture: { zh: '图片，没有文字可读', en: 'a picture, there is no text to read' },
  empty: { zh: '文件里没有文字', en: 'there are no words in it' },
  encrypted: { zh: '文件已加密', en: 'it is encrypted' },
  damaged: { zh: '文件已损坏或不完整', en: 'it is damaged or cut off' },
  'too-large': { zh: '内容过大', en: 'there is too much in it' },
  'timed-out': { zh: '读取超时', en: 'reading took too long' },
  'too-demanding': { zh: '读取所需内存过大', en: 'reading it needs too much memory' },
  'kind-not-read': { zh: '这种格式暂不读取文字', en: 'text is not read from this format' },
  missing: { zh: '存储中找不到该文件', en: 'it is not in the store' },
  failed: { zh: '多次读取未成功', en: 'reading failed several times' },
} as const satisfies Record<string, Bilingual>;

export type FileTextReason = keyof typeof fileTextReasons;
