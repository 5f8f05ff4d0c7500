import type { Bilingual } from './bilingual.ts';

/** What a message to the outside is. */
export const purposeLabels = {
  digest: { zh: '每日汇总', en: 'Daily digest' },
  'group-digest': { zh: '群每日汇总', en: 'Group’s daily digest' },
  'weekly-exceptions': { zh: '一周要情', en: 'Week’s exceptions' },
} as const satisfies Record<string, Bilingual>;
export type DeliveryPurpose = keyof typeof purposeLabels;

/** The stage of a reminder in words: `D-7`, `D0`, `W+4`, `C+4`. */
export function stageLabel(stage: string): Bilingual {
  const [, way, days = '0'] = /^([A-Z])([-+]?\d+)$/.exec(stage) ?? [];
  const count = Math.abs(Number(days));
  if (!way) return { zh: stage, en: stage };
  if (count === 0) return { zh: '到期当天', en: 'on the due day' };
  const isWorking = way === 'W';
  if (days.startsWith('-'))
    return {
      zh: `到期前 ${count} 个${isWorking ? '工作日' : '自然日'}`,
      en: `${count} ${isWorking ? 'working ' : ''}days before`,
    };
  return {
    zh: `逾期 ${count} 个${isWorking ? '工作日' : '自然日'}`,
    en: `${count} ${isWorking ? 'working ' : ''}days overdue`,
  };
}
