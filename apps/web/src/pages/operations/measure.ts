import type { TFunction } from 'i18next';
import type { OperationsUnit } from '../../graphql/types.generated.ts';
import { number } from '../../lib/format.ts';

const steps = [
  { unit: 'days', seconds: 86_400 },
  { unit: 'hours', seconds: 3_600 },
  { unit: 'minutes', seconds: 60 },
] as const;

/** A value with its unit, in the largest unit that leaves two figures readable. */
export function measure(value: number, unit: OperationsUnit, t: TFunction): string {
  if (unit === 'PERCENT') return `${number(value)} %`;
  if (unit === 'MEGABYTES')
    return value < 1024 ? `${number(value)} MB` : `${number(Math.round(value / 102.4) / 10)} GB`;
  if (unit === 'COUNT') return number(value);
  const step = steps.find(one => value >= 2 * one.seconds);
  return step
    ? t(`operations.${step.unit}`, { n: number(Math.round(value / step.seconds)) })
    : t('operations.seconds', { n: number(Math.round(value)) });
}
