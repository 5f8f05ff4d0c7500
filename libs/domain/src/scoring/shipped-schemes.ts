import { assertNone } from '../violation.ts';
import { publishBlockers } from './publish-blockers.ts';
import type { ScoringScheme } from './scheme.ts';
import acceptance2024Json from './schemes/acceptance-2024.json' with { type: 'json' };
import caseFileSheetJson from './schemes/case-file-sheet.json' with { type: 'json' };
import efficacyAnnualJson from './schemes/efficacy-annual.json' with { type: 'json' };
import lawAssessmentAnnualJson from './schemes/law-assessment-annual.json' with { type: 'json' };

/** Data becomes a scheme only by passing every check. */
export function readScheme(data: unknown): ScoringScheme {
  assertNone(publishBlockers(data));
  return data as ScoringScheme;
}

/** The acceptance at the end of the programme, at its default weights; the office replaces it by its own version. */
export const acceptance2024: ScoringScheme = readScheme(acceptance2024Json);

/** Duties performed 40, quality of enforcement 40, satisfaction 20, every year. */
export const efficacyAnnual: ScoringScheme = readScheme(efficacyAnnualJson);

/** The year's assessment of law-based administration; its indicators are the form of the self-check. */
export const lawAssessmentAnnual: ScoringScheme = readScheme(lawAssessmentAnnualJson);

/** One sheet per case file; the totals are the records of a `case-files` figure. */
export const caseFileSheet: ScoringScheme = readScheme(caseFileSheetJson);

export const shippedSchemes: readonly ScoringScheme[] = [
  acceptance2024,
  efficacyAnnual,
  lawAssessmentAnnual,
  caseFileSheet,
];
