import { currentLocale } from '../i18n/i18n.ts';

export function number(value: number): string {
  return new Intl.NumberFormat(currentLocale()).format(value);
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The server's two-language words, in the language on screen. */
export function localized(value: { zh: string; en: string }): string {
  return currentLocale() === 'en' ? value.en || value.zh : value.zh;
}
