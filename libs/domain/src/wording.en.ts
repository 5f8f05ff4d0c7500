import type { ViolationCode } from './wording.zh.ts';

export const wordingEn: Record<ViolationCode, string> = {
  UNKNOWN: 'This was not done ({code}). Refresh and try again; if it fails again, give the programme office this code.',
  STALE: 'Somebody has just changed this record. Refresh, check what it says now, and submit again.',
  REMARK_MISSING: 'Say in a sentence why this material is in order.',
  FINDING_UNKNOWN: 'There is no such finding. Reload the page and try again.',
  REASON_REQUIRED: 'Give a reason, then submit.',
  MOVE_NOT_FROM_STATE: 'This step cannot be taken from the current state. Refresh and choose from the steps offered.',
  MOVE_NOT_BY_ACTOR: 'This step does not belong to your post. Ask {actors} to take it.',

  CALENDAR_ENDS:
    'The work calendar covers {firstDay} to {lastDay} and cannot tell {day}. Import that year’s holidays first.',
  CALENDAR_CONTRADICTS: '{day} is listed both as a workday and as a day off. Check the notice and keep one of the two.',
  CALENDAR_DAY_INVALID: '“{text}” is not a date. Write it like 2024-06-30.',

  PLAN_NOT_OPEN:
    'A plan is edited and submitted only while it is being broken down. Ask the reviewer to return it first.',
  PLAN_CONTENT_MISSING: 'Say what work is to be done.',
  PLAN_OWNER_MISSING: 'Name the person responsible.',
  PLAN_SECTION_MISSING: 'Name the section responsible.',
  PLAN_HEAD_MISSING: 'Name the head in charge.',
  PLAN_MILESTONES_MISSING: 'Set at least one milestone.',
  PLAN_MILESTONES_TOO_MANY: 'There may be {max} milestones and there are {count}. Merge those that belong together.',
  MILESTONE_TITLE_MISSING: 'Give milestone {position} a title.',
  MILESTONE_DELIVERABLE_MISSING: 'Say what milestone {position} delivers.',
  MILESTONE_PROOF_KINDS_MISSING: 'Choose at least one kind of evidence for milestone {position}.',
  MILESTONE_DUE_MISSING: 'Give milestone {position} a due date.',
  MILESTONE_DUE_AFTER_ACTION:
    'Milestone {position} is due {dueOn}, after the action’s own date {actionDueOn}. Move it earlier.',
  MILESTONE_DUE_BEFORE_PROGRAM:
    'Milestone {position} is due {dueOn}, before the programme starts on {startOn}. Move it later.',

  COMPLETION_NOT_OPEN:
    'Only an action in progress or returned for rework can be completed. Finish the earlier steps first.',
  COMPLETION_WITHOUT_MILESTONES: 'This action has no milestones. Break it down and finish them first.',
  COMPLETION_MILESTONES_OPEN: 'Milestones not accepted yet: {count}. Finish them, then ask for completion.',
  COMPLETION_EVIDENCE_MISSING:
    'Milestones without accepted evidence: {count}. Add evidence and have it accepted first.',

  MILESTONE_NOT_OPEN:
    'The milestone is “{milestoneState}” and cannot be submitted. Wait for the review, or revise it once returned.',
  MILESTONE_NOT_SUBMITTED:
    'The milestone is “{milestoneState}” and has not reached review. Review it once the unit has signed it.',
  ACTION_NOT_OPEN:
    'The action is “{actionState}”, so its milestones cannot be submitted. Wait until it is in progress.',
  EVIDENCE_MISSING: 'There is no usable evidence yet. Upload one of: {kinds}.',
  EVIDENCE_RETURNED_LEFT: 'Returned evidence not dealt with: {count}. Withdraw it and attach the corrected material.',
  EVIDENCE_UNREADABLE: 'Evidence that cannot be opened: {count}. Upload files that open.',
  EVIDENCE_PENDING: 'Evidence without a decision: {count}. Accept or return each before accepting the milestone.',
  EVIDENCE_NONE_ACCEPTED:
    'No evidence of this milestone is accepted. Accept at least one item, or return the milestone.',

  PASSWORD_TOO_SHORT: 'A password has at least {min} characters. Make it longer, for example several unrelated words.',
  PASSWORD_TOO_LONG: 'A password has at most {max} characters. Shorten it.',
  PASSWORD_HAS_USER_NAME: 'The password contains the user name. Choose one that does not.',
  PASSWORD_COMMON: 'This password is common and easily guessed. Choose another.',

  SCHEME_FIELD_UNKNOWN: 'The scheme’s {where} has an unknown field “{name}”. Remove or correct it.',
  SCHEME_FIELD_MISSING: 'The scheme’s {where} lacks “{name}”. Add it.',
  SCHEME_FIELD_INVALID: 'In the scheme’s {where}, “{name}” has a wrong value. Change it to: {expected}.',
  SCHEME_CODE_REPEATED: 'In the scheme’s {where}, the code “{name}” is used twice. Make codes distinct.',
  SCHEME_FULL_NOT_100: 'Full marks add up to {sum}. Adjust them to 100.',
  SCHEME_SOURCE_MISSING: 'Indicator “{name}” names no source document and clause. Add them so that it can be checked.',
  SCHEME_FIGURE_UNKNOWN: '{where} refers to the figure “{name}”, which the scheme does not declare. Declare it first.',
  SCHEME_GRADES_NOT_DESCENDING: 'Grades go from the highest mark to the lowest, all different. Move “{name}”.',
  SCHEME_GRADES_NOT_TO_ZERO: 'The last grade must start at 0, or some units get no grade. Change it to 0.',

  DECIMAL_INVALID: '“{text}” is not a number. Write it like 87.5.',
  UNIT_REPEATED: 'Unit “{unit}” appears twice. Merge the two before calculating.',
  FIGURE_UNKNOWN: 'Unit “{unit}” has a figure “{figure}” the scheme does not know. Check the code.',
  FIGURE_REPEATED: 'Unit “{unit}” has two values for “{figure}” {year}. Keep one.',
  FIGURE_INVALID: 'Unit “{unit}”: the value “{value}” of “{figure}” is no number of zero or more. Correct it.',
  FIGURE_OUT_OF_RANGE: 'Unit “{unit}”: “{figure}” is {value}, above its limit {max}. Check it.',
  FIGURE_YEAR_UNKNOWN: 'Unit “{unit}”: “{figure}” lacks a year, or one outside the scheme. Give its year.',
  FIGURE_NOT_SUM: 'Unit “{unit}”: “{figure}” is {value} but its records add up to {sum}. Check the records.',
  KEY_REUSED: 'The same request key came with different content. Reload the page and submit again.',
  IMPORT_HAS_ERRORS: 'The workbook still has {count} errors. Correct them as annotated and upload it again.',
  IMPORT_ALREADY_COMMITTED: 'This workbook has been imported. To change the plan, upload a new workbook.',
  NOTHING_TO_ISSUE: 'There is nothing to issue for {year}. Check the year and the measures.',
  UPLOAD_NOT_COMPLETE: 'The file has not arrived completely. Wait for the upload before saving.',
  UPLOAD_ALREADY_ATTACHED: 'This file is already filed as evidence; reuse it from the library.',
  EVIDENCE_TITLE_MISSING: 'Give the evidence a title.',
  EVIDENCE_NOT_USABLE: 'This evidence is “{evidenceState}” and cannot be used again. Choose another.',
  EVIDENCE_HAS_NEWER_VERSION: 'There is a newer version of this evidence. Use the newest.',
  EVIDENCE_NEEDS_USE: 'Choose the measure and the year to use it for.',
  EVIDENCE_SAME_FILE: 'The new version is the very same file. Choose the corrected one.',
  YEAR_OUTSIDE_PROGRAM: 'The year {year} lies outside the program ({from} to {to}). Choose another.',
  MILESTONE_CLOSED_TO_EVIDENCE:
    'Milestone “{title}” is handed in or accepted; its evidence cannot change unless it is returned.',
  USERNAME_TAKEN: 'User name “{username}” is taken. Choose another.',
  USERNAME_INVALID: 'Choose a user name of 3 to 40 lower-case letters, digits, dots or hyphens.',
  ROLE_NOT_FOR_UNIT: 'This role does not belong to the chosen unit. Check both.',
  FIGURE_TWICE: '“{figure}” of “{unit}” is given twice for one year. Keep one row.',
  FIGURE_VALUE_INVALID: 'The value “{value}” of “{figure}” for “{unit}” is not a number. Write it like 92.50.',
  UNIT_UNKNOWN: 'There is no unit with the code “{unit}”. Check the code.',
  SCHEME_UNKNOWN: 'There is no scoring scheme “{scheme}”. Choose again.',
  AS_OF_IN_FUTURE: 'The as-of day {day} is later than today. Choose today or an earlier day.',
  FREEZE_NEEDS_RESULT: 'The result is not computed yet, or is frozen already. Reload to see its state.',
  FREEZE_NEEDS_SECOND_PERSON:
    'Proposer and approver must be two persons of two units. Ask the leading group to approve.',
  CLOCK_IS_TRUE: 'The clock of a production instance cannot be shifted. Rehearse on a demonstration instance.',
  CALENDAR_YEAR_INVALID: '{day} is not in {year}. Check the date.',
  PROGRESS_DONE_MISSING: 'Say what was done in this period.',
  PERCENT_INVALID: 'Give progress as a whole number from 0 to 100.',
  PASSWORD_WRONG: 'The current password is wrong. Enter it again.',
  FIELD_TOO_LONG: 'The text is longer than {max} characters. Shorten it.',
  SETUP_CODE_WRONG: 'The set-up code is wrong. Use the one that the start command printed.',
  SETUP_DONE: 'This instance is set up already. Sign in.',
};
