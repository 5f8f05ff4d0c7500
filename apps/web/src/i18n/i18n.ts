import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Locale = 'zh-CN' | 'en';
export const locales: Locale[] = ['zh-CN', 'en'];

type Catalogue = Record<string, string>;
const catalogues: Record<Locale, Record<string, () => Promise<Catalogue>>> = {
  'zh-CN': import.meta.glob<Catalogue>('./zh-CN/*.json', { import: 'default' }),
  en: import.meta.glob<Catalogue>('./en/*.json', { import: 'default' }),
};

const storageKey = 'yardstick.locale';

function storedLocale(): Locale {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

let current: Locale = storedLocale();

export function currentLocale(): Locale {
  return current;
}

async function load(locale: Locale): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'translation')) return;
  const parts = await Promise.all(Object.values(catalogues[locale]).map(read => read()));
  i18next.addResourceBundle(locale, 'translation', Object.assign({}, ...parts) as Catalogue);
}

function adopt(locale: Locale): void {
  current = locale;
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  document.documentElement.lang = locale;
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: current,
    fallbackLng: 'zh-CN',
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await Promise.all([...new Set<Locale>([current, 'zh-CN'])].map(load));
  adopt(current);
  await i18next.changeLanguage(current);
}

export async function switchLocale(locale: Locale): Promise<void> {
  await load(locale);
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // a browser that keeps nothing still switches for this visit
  }
  adopt(locale);
  await i18next.changeLanguage(locale);
}
