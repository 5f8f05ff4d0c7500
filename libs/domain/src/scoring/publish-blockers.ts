import type { Violation } from '../violation.ts';
import { compare, parseDecimal, sum } from './decimal.ts';
import { schemeFigures } from './scheme-figures.ts';
import type { ScoringScheme } from './scheme.ts';
import { validateScheme } from './validate-scheme.ts';

/**
 * Why a scheme cannot be published: all that makes it unusable, and what a careful reader would send back. The second
 * part does not stop an evaluation: a result frozen by an older scheme must still be recomputable.
 */
export function publishBlockers(data: unknown): Violation[] {
  const faults = validateScheme(data);
  if (faults.length > 0) return faults;
  const scheme = data as ScoringScheme;
  return [...unusedFigures(scheme), ...gradesOutOfReach(scheme), ...capsWithoutEffect(scheme), ...emptyNames(scheme)];
}

function unusedFigures(scheme: ScoringScheme): Violation[] {
  const used = new Set(schemeFigures(scheme).map(({ figure }) => figure));
  return scheme.figures
    .filter(figure => !used.has(figure.code))
    .map(({ code, name }) => ({ code: 'SCHEME_FIGURE_UNUSED', field: `figures.${code}`, params: { name: name.zh } }));
}

function gradesOutOfReach(scheme: ScoringScheme): Violation[] {
  const bonuses = scheme.indicators.filter(i => i.method.kind === 'bonus').map(i => parseDecimal(i.full));
  const possible = sum([parseDecimal('100'), ...bonuses]);
  const most = scheme.totalCap === undefined ? possible : parseDecimal(scheme.totalCap);
  return scheme.grades
    .filter(({ from }) => compare(parseDecimal(from), most) > 0)
    .map(({ code, name, from }) => ({
      code: 'SCHEME_GRADE_OUT_OF_REACH',
      field: `grades.${code}`,
      params: { name: name.zh, from },
    }));
}

function capsWithoutEffect({ groups = [] }: ScoringScheme): Violation[] {
  return groups.flatMap(group =>
    (group.caps ?? [])
      .filter(cap => compare(parseDecimal(cap.most), parseDecimal(group.outOf ?? group.full)) >= 0)
      .map(cap => ({
        code: 'SCHEME_CAP_WITHOUT_EFFECT',
        field: `groups.${group.code}.caps.${cap.code}`,
        params: { name: cap.name.zh, most: cap.most, outOf: group.outOf ?? group.full },
      })),
  );
}

function emptyNames(scheme: ScoringScheme): Violation[] {
  const named = [
    { where: 'scheme', name: scheme.name },
    ...(['figures', 'indicators', 'groups', 'grades', 'vetoes', 'ceilings'] as const).flatMap(list =>
      (scheme[list] ?? []).map(({ code, name }) => ({ where: `${list}.${code}`, name })),
    ),
  ];
  return named
    .filter(({ name }) => !name.zh.trim() || !name.en.trim())
    .map(({ where }) => ({ code: 'SCHEME_NAME_EMPTY', field: where, params: { where } }));
}
