import dayjs from 'dayjs';
import { currentLocale } from '../i18n/i18n.ts';

const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** 2024-06-30, in tables and fields. */
export function day(value: string | null | undefined): string {
  return value ?? '—';
}

/** 2024年6月30日 in Chinese, 30 June 2024 in English: for documents and sentences. */
export function longDay(value: string): string {
  return currentLocale() === 'en' ? dayjs(value).format('D MMMM YYYY') : dayjs(value).format('YYYY年M月D日');
}

/** A moment to the minute, in the zone the program lives in, wherever the reader sits. */
export function moment(value: string | null | undefined): string {
  return value ? beijing.format(new Date(value)).replace(',', '') : '—';
}

/** Whole days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 2024年6月30日, whatever the reader's language: as it stands on paper. */
export function longChineseDay(value: string): string {
  return dayjs(value).format('YYYY年M月D日');
}
