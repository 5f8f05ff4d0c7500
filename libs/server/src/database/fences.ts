import { firstUnitTables } from './migrations/0001-initial.ts';

/** Every table whose rows belong to one unit. A migration that makes one fences it with `fence` and names it here. */
export const unitTables: readonly string[] = [
  // 0002-requests put requests in the place of extensions
  ...firstUnitTables.filter(table => table !== 'extension'),
  'unit_request',
  'unit_request_step',
  'post_holding',
  'charge',
  'evidence_use',
  'draft',
  'finding_remark',
  'absence',
  'letter',
  'letter_item',
  'letter_step',
  'letter_evidence',
  'periodic_report',
  'periodic_report_step',
  'report_exemption',
  'evaluation_document',
  'self_assessment',
  'assessment_line',
  'indicator_ruling',
  'evaluation_objection',
  'evaluation_objection_evidence',
  'evaluation_confirmation',
  'final_ruling',
  'case_file_list',
  'case_file_draw',
];
