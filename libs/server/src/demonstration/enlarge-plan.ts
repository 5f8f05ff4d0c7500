import type { PlanDraft, PlanUnit } from '@yardstick/domain/plan';

/** The same program in a larger city: every scored unit as often as `scale` says, under numbered codes and names. */
export function enlargePlan(plan: PlanDraft, scale: number): PlanDraft {
  if (scale <= 1) return plan;
  const copies = (code: string): string[] => Array.from({ length: scale - 1 }, (_, index) => `${code}-${index + 2}`);
  const scored = plan.units.filter(unit => unit.isScored);
  const isScored = new Set(scored.map(unit => unit.code));
  return {
    ...plan,
    units: [
      ...plan.units,
      ...scored.flatMap(unit =>
        copies(unit.code).map((code, index): PlanUnit => ({
          ...unit,
          code,
          name: `${unit.name}(${index + 2})`,
          shortName: `${unit.shortName}(${index + 2})`,
          aliases: [],
        })),
      ),
    ],
    measures: plan.measures.map(measure => ({
      ...measure,
      coopUnits: measure.coopUnits.flatMap(code => (isScored.has(code) ? [code, ...copies(code)] : [code])),
    })),
  };
}
