import { reportMoves, type ReportVerb } from '@yardstick/domain/periodic-report';
import { isOffice, seesAllUnits } from '@yardstick/domain/roles';
import type { Actor } from '../context.ts';
import { mayActAs } from '../delivery/unit-action.policy.ts';

interface OfUnit {
  unitId: string;
}

/** The liaison writes and the head signs for the own unit; the office judges every unit's report but its own. */
export function canMoveReport(actor: Actor, report: OfUnit, verb: ReportVerb): boolean {
  return mayActAs(actor, report, reportMoves[verb].by);
}

/** Letting a unit off a report is the office chief's word, and never for the own unit. */
export function canExemptReport(actor: Actor, report: OfUnit): boolean {
  return actor.role === 'OFFICE_CHIEF' && actor.unitId !== report.unitId;
}

/** A unit's people see their own unit's reports. */
export function canListReports(actor: Actor): boolean {
  return seesAllUnits(actor.role) || actor.role.startsWith('UNIT_');
}

/** Lists and summaries of all units leave the house as the office's papers. */
export function canCompileReports(actor: Actor): boolean {
  return isOffice(actor.role) || actor.role === 'LEADER';
}
