import type { DueKind, SubjectKind } from '@yardstick/domain/due';

export interface DueSource {
  kind: DueKind;
  /** What its `subject_id` names. */
  subject: SubjectKind;
  /**
   * SQL: one arm of the union. Answers what of its kind is open, and nothing of what is finished, as
   * `(kind text, subject_kind text, subject_id uuid, unit_id text, action_id uuid, milestone_id uuid, program_id uuid,
   * due_on date, due_version int, open_since date)`: `due_version` grows whenever somebody decides on another day,
   * and stages before `open_since` are not held against anybody. Reads from a partial index over open rows, and joins
   * `countedDay` where its day is counted by the rules.
   */
  arm: string;
}

/** SQL: joins `counted.due_on`, the day that the rule of `kind` counts from `base`; `program`: an id, or null. */
export const countedDay = (kind: DueKind, base: string, program = 'null::uuid'): string => `
  join rule_of on rule_of.kind = '${kind}' and rule_of.program_id = coalesce(${program}, '00000000-0000-0000-0000-000000000000')
  join counted on counted.rule_no = rule_of.rule_no and counted.base = ${base}`;

export const dueSources: readonly DueSource[] = [
  {
    kind: 'milestone',
    subject: 'milestone',
    arm: `
select 'milestone', 'milestone', m.id, m.unit_id, m.action_id, m.id, a.program_id, m.due_on, m.due_version, app_day(a.state_since)
from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
where m.handed_in_on is null and a.state in ('in-progress', 'returned')`,
  },
  {
    kind: 'receipt',
    subject: 'action',
    arm: `
select 'receipt', 'action', a.id, a.unit_id, a.id, null, a.program_id, counted.due_on, a.due_version, app_day(a.state_since)
from unit_action a ${countedDay('receipt', 'a.issued_on', 'a.program_id')}
where a.state = 'assigned'`,
  },
];
