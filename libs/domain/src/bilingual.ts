export type Locale = 'zh-CN' | 'en';

export interface Bilingual {
  zh: string;
  en: string;
}

export const inLocale = (text: Bilingual, locale: Locale): string => (locale === 'en' ? text.en : text.zh);

/** Puts `params` into a template's {placeholders}; one that has no value stays visible. */
export const fill = (template: string, params: Record<string, string | number> = {}): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
