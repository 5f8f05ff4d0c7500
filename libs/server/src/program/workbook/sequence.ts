import { halfWidth } from '@yardstick/domain/half-width';

const numerals = '零一二三四五六七八九';
const prefix =
  /^\s*(?:第?[一二三四五六七八九十]{1,3}[、.,]|\((?:[一二三四五六七八九十]{1,3}|\d{1,3})\)[、.]?|\d{1,3}(?:[、)]|\.(?!\d))|(?:任务|措施)(?:[一二三四五六七八九十]{1,3}|\d{1,3})[:、\s])\s*/;

/** `21` as 二十一; beyond 99 in digits. */
export function chineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const units = value % 10;
  return `${tens > 1 ? numerals[tens] : ''}${tens > 0 ? '十' : ''}${units > 0 ? numerals[units] : ''}`;
}

/** The number in `3`, `3、`, `(三)` or `第三项`; null when there is none. */
export function sequenceNumber(text: string): number | null {
  const plain = halfWidth(text).replace(/\s+/g, '');
  const digits = /^\D?(\d{1,4})\D?$/.exec(plain)?.[1] ?? /^第(\d{1,4})[项条个]$/.exec(plain)?.[1];
  if (digits) return Number(digits);
  const chinese = /[一二三四五六七八九十]{1,3}/.exec(plain)?.[0];
  if (!chinese || plain.length > chinese.length + 3) return null;
  return Array.from({ length: 99 }, (_, index) => index + 1).find(value => chineseNumeral(value) === chinese) ?? null;
}

/** `一、持续加强…` without its number. */
export function withoutSequence(text: string): string {
  return text.slice(prefix.exec(halfWidth(text))?.[0].length ?? 0) || text;
}

export const startsWithSequence = (text: string): boolean => prefix.test(halfWidth(text));
