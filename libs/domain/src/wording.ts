import { actionStateLabels } from './action.ts';
import { fill, inLocale, type Bilingual, type Locale } from './bilingual.ts';
import { evidenceKindLabels, evidenceStateLabels } from './evidence.ts';
import { milestoneStateLabels } from './milestone.ts';
import { actorKindLabels } from './moves.ts';
import { leadersReasonLabels } from './request.ts';
import type { Violation } from './violation.ts';
import { caseFilesWording } from './wording.case-files.ts';
import { collectingWording } from './wording.collecting.ts';
import { ledgerWording } from './wording.ledger.ts';
import { documentWording } from './wording.documents.ts';
import { letterWording } from './wording.letters.ts';
import { noticesWording } from './wording.notices.ts';
import { deskWording } from './wording.desk.ts';
import { wordingEn } from './wording.en.ts';
import { outcomeWording } from './wording.outcome.ts';
import { reportPartLabels } from './periodic-report.ts';
import { reportWording } from './wording.reports.ts';
import { requestWording } from './wording.requests.ts';
import { rulesWording } from './wording.rules.ts';
import { scoringWording } from './wording.scoring.ts';
import { postWording } from './wording.posts.ts';
import { wordingZh, type ViolationCode } from './wording.zh.ts';

export type { Locale } from './bilingual.ts';

/** Parameters that hold codes (one, or several with commas) and are shown by their labels. */
const labelled: Record<string, Record<string, Bilingual>> = {
  actionState: actionStateLabels,
  milestoneState: milestoneStateLabels,
  evidenceState: evidenceStateLabels,
  kinds: evidenceKindLabels,
  actors: actorKindLabels,
  leadersReasons: leadersReasonLabels,
  reportPart: reportPartLabels,
};

/** Areas with a wording of their own. */
const areaWording: Record<string, Bilingual> = { ...postWording, ...documentWording, ...outcomeWording, ...collectingWording, ...caseFilesWording };

/** Areas with a catalogue of their own. */
const areas: Record<string, Bilingual> = { ...reportWording, ...rulesWording, ...ledgerWording, ...requestWording, ...letterWording, ...noticesWording, ...deskWording, ...scoringWording };

/** The sentence a person reads: the catalogue's wording, else the violation's own message, else its code. */
export function sentence(violation: Violation, locale: Locale): string {
  const catalogue = locale === 'en' ? wordingEn : wordingZh;
  const template = Object.hasOwn(catalogue, violation.code)
    ? catalogue[violation.code as ViolationCode]
    : Object.hasOwn(areaWording, violation.code)
      ? inLocale(areaWording[violation.code]!, locale)
      : Object.hasOwn(areas, violation.code)
        ? inLocale(areas[violation.code]!, locale)
        : (violation.message ?? catalogue.UNKNOWN);
  const params: Record<string, string | number> = { code: violation.code };
  for (const [name, value] of Object.entries(violation.params ?? {})) params[name] = worded(name, value, locale);
  const words = fill(template, params);
  if (violation.line === undefined) return words;
  return locale === 'en' ? `Line ${violation.line}: ${words}` : `第 ${violation.line} 行：${words}`;
}

function worded(name: string, value: string | number, locale: Locale): string | number {
  const labels = labelled[name];
  if (!labels) return value;
  return String(value)
    .split(',')
    .map(code => (labels[code] ? inLocale(labels[code], locale) : code))
    .join(locale === 'en' ? ', ' : '、');
}
