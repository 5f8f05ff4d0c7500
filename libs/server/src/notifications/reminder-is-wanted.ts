/** SQL: the thing that reminder `r` is about still waits for its recipient, on the day the reminder was made for. */
export const reminderIsWanted = `
  exists (select from app_user p where p.id = r.recipient_id and p.is_active)
  and case when r.milestone_id is null
    then exists (select from unit_action a where a.unit_id = r.unit_id and a.id = r.action_id and a.state = 'assigned')
    else exists (select from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
                 where m.unit_id = r.unit_id and m.id = r.milestone_id and m.due_version = r.due_version
                   and m.handed_in_on is null and a.state in ('in-progress', 'returned'))
  end`;
