import dayjs from 'dayjs';
import { currentLocale } from '../i18n/i18n.ts';

/** 2024-06-30, in tables and fields. */
export function day(value: string | null | undefined): string {
  return value ?? '—';
}

/** 2024年6月30日 in Chinese, 30 June 2024 in English: for documents and sentences. */
export function longDay(value: string): string {
  return currentLocale() === 'en' ? dayjs(value).format('D MMMM YYYY') : dayjs(value).format('YYYY年M月D日');
}

/** A moment in the viewer's own zone, to the minute. */
export function moment(value: string | null | undefined): string {
  return value ? dayjs(value).format('YYYY-MM-DD HH:mm') : '—';
}

/** Whole days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
