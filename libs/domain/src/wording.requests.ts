import type { Bilingual } from './bilingual.ts';

/** Refusals about what a unit asks for: extension, explanation, not applicable, decline, help. */
export const requestWording = {
  REQUEST_NOT_OPEN: {
    zh: '任务当前为“{actionState}”，不能办理这项申请。请待任务由本单位办理时再提出。',
    en: 'The action is “{actionState}”, so this cannot be asked for. Ask while the unit works on the action.',
  },
  DECLINE_NOT_OPEN: {
    zh: '只有“待签收”的任务可以申请不予承接，现为“{actionState}”。已签收的，请申请不适用或与办公室联系。',
    en: 'Only an action not yet acknowledged can be declined; it is “{actionState}”. Ask for “not applicable” instead.',
  },
  REQUEST_OPEN: {
    zh: '同一事项已有一份申请正在办理。请等待答复，或撤回后重新提出。',
    en: 'A request about the same thing is still open. Wait for its answer, or withdraw it and file anew.',
  },
  REQUEST_OVERTAKEN: {
    zh: '该事项已经审签报送，不再需要延期或说明。请撤回这份申请或不予批准。',
    en: 'It has been signed and handed in meanwhile, so no more time is needed. Withdraw the request, or refuse it.',
  },
  EXTENSION_TOO_LATE: {
    zh: '时限 {dueOn} 已过，不能再申请延期。可以提交逾期说明：如实记录原因，不改变时限。',
    en: 'The due day {dueOn} has passed, so no extension can be asked for. File an explanation: it is kept on record and does not move the day.',
  },
  EXPLANATION_TOO_EARLY: {
    zh: '时限 {dueOn} 还没有过。需要更多时间的，请申请延期。',
    en: 'The due day {dueOn} has not passed. If more time is needed, ask for an extension.',
  },
  EXTENSION_ASK_FOR_ACTION: {
    zh: '节点时限已与任务时限 {actionDueOn} 相同。请改为申请整项任务延期。',
    en: 'The milestone is due with its action on {actionDueOn} already. Ask for an extension of the action.',
  },
  EXTENSION_DAY_NOT_LATER: {
    zh: '新时限要晚于现时限 {dueOn}。请重新选择日期。',
    en: 'The new day must come after the present one, {dueOn}. Choose again.',
  },
  EXTENSION_DAY_MISSING: { zh: '请填写申请延到哪一天。', en: 'Say to which day.' },
  EXTENSION_BEYOND_ACTION: {
    zh: '节点不能晚于任务时限 {actionDueOn}。需要更晚的，请申请整项任务延期。',
    en: 'A milestone cannot go beyond its action, due {actionDueOn}. If you need longer, ask for the action.',
  },
  EXTENSION_BEYOND_ASKED: {
    zh: '批准的时限不能晚于单位申请的 {askedOn}。请选择该日或更早的日期。',
    en: 'The day granted cannot come after the one asked for, {askedOn}. Choose that day or an earlier one.',
  },
  REQUEST_PROGRESS_MISSING: { zh: '请写明目前进展。', en: 'Say what has been done so far.' },
  REQUEST_NEEDS_LEADERS: {
    zh: '这份延期须由领导小组审定（{leadersReasons}）。请点“呈领导小组”。',
    en: 'The leading group decides this extension ({leadersReasons}). Put it before the leading group.',
  },
  REQUEST_NOT_FOR_LEADERS: {
    zh: '按规定这份申请由办公室审定，不须呈领导小组。请直接批准或不批准。',
    en: 'The office decides this request itself. Grant or refuse it.',
  },
} as const satisfies Record<string, Bilingual>;
