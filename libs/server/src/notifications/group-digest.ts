import type { MikroORM } from '@mikro-orm/postgresql';
import { packLines } from '@yardstick/domain/channel';
import { postKindLabels } from '@yardstick/domain/roles';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { openGroups, type Group } from './channels/open-channels.ts';
import { messageIdOf, writeDelivery } from './channels/write-delivery.ts';
import { isSendingTime, wallClock } from './sending-window.ts';

/** How much waits in a unit, by what is to be done; a group reads counts and posts, never names. */
export interface UnitCounts {
  unitId: string;
  unit: string;
  toSign: number;
  overdue: number;
  due: number;
  returned: number;
  toAcknowledge: number;
}

/**
 * Writes the day's message for each group robot and listening system: a unit's group hears of its own posts, the office's
 * of every unit. A list too long for one message goes out in several. Answers how many were written now.
 */
export async function writeGroupDigests(orm: MikroORM, services: Services): Promise<number> {
  const { config } = services;
  const groups = openGroups(config);
  if (groups.length === 0) return 0;
  const em = forkFor(orm, systemScope);
  const [{ day, time }, { reminder, channel: rules }] = [await wallClock(em), await services.rules()];
  if (time < reminder.digestAt || !(await isSendingTime(em, services))) return 0;
  return em.transactional(async tx => {
    const written = await tx.execute<{ target: string }[]>(
      `select distinct target from delivery where purpose = 'group-digest' and day = ?::date`,
      [day],
    );
    const missing = groups.filter(group => !written.some(({ target }) => target === group.target));
    if (missing.length === 0) return 0;
    const units = await tx.execute<UnitCounts[]>(countsByUnit, [rules.groupDueDays]);
    let count = 0;
    for (const group of missing) {
      const own = group.unit ? units.filter(unit => unit.unitId === group.unit) : units;
      const messages = wordGroupDigest(group, own, day, config.PUBLIC_URL, rules.limits[group.channel].bytes);
      for (const [index, { subject, body, itemCount }] of messages.entries())
        count += await writeDelivery(tx, {
          dedupeKey: `group-digest:${day}:${group.target}:${index + 1}`,
          channel: group.channel,
          target: group.target,
          messageId: messageIdOf(config, `group-digest.${day}.${group.target}.${index + 1}`),
          purpose: 'group-digest',
          unitId: group.unit,
          day,
          subject,
          body,
          params: { day, units: own },
          itemCount,
        });
    }
    return count;
  });
}

export function wordGroupDigest(
  group: Group,
  units: readonly UnitCounts[],
  day: string,
  publicUrl: string | undefined,
  limitBytes: number,
): { subject: string; body: string; itemCount: number }[] {
  const itemCount = units.reduce((sum, u) => sum + u.toSign + u.overdue + u.due + u.returned + u.toAcknowledge, 0);
  if (itemCount === 0) return [];
  const lines = group.unit ? units.flatMap(linesOfPosts) : units.flatMap(lineOfUnit);
  const subject = group.unit ? `${units[0]!.unit}待办 ${day}` : `各单位待办 ${day}`;
  const link = publicUrl ? [`前往办理：${publicUrl}`] : [];
  return packLines(`■ ${subject}`, [...lines, ...link], limitBytes).map(body => ({ subject, body, itemCount }));
}

const part = (word: string, count: number): string[] => (count > 0 ? [`${word} ${count}`] : []);

function linesOfPosts({ toSign, overdue, due, returned, toAcknowledge }: UnitCounts): string[] {
  const liaison = [
    ...part('已逾期', overdue),
    ...part('即将到期', due),
    ...part('被退回', returned),
    ...part('待签收', toAcknowledge),
  ];
  return [
    ...(liaison.length > 0 ? [`- ${postKindLabels.liaison.zh}：${liaison.join('、')}`] : []),
    ...(toSign > 0 ? [`- ${postKindLabels.head.zh}：待审签 ${toSign}`] : []),
  ];
}

function lineOfUnit({ unit, toSign, overdue, due, returned, toAcknowledge }: UnitCounts): string[] {
  const parts = [
    ...part('已逾期', overdue),
    ...part('即将到期', due),
    ...part('被退回', returned),
    ...part('待签收', toAcknowledge),
    ...part('待审签', toSign),
  ];
  return parts.length > 0 ? [`- ${unit}：${parts.join('、')}`] : [];
}

const countsByUnit = `
with waiting as (
  select a.unit_id, case when a.state = 'assigned' then 'to-acknowledge' when a.state = 'returned' then 'returned' else 'to-sign' end as what
  from unit_action a where a.state in ('assigned', 'returned', 'plan-to-sign', 'completion-to-sign')
  union all
  select m.unit_id, case when m.state = 'to-sign' then 'to-sign' when m.state = 'returned' then 'returned'
                         when m.due_on < app_today() then 'overdue' else 'due' end
  from milestone m join unit_action a on a.unit_id = m.unit_id and a.id = m.action_id
  where m.handed_in_on is null and a.state in ('in-progress', 'returned')
    and (m.state in ('to-sign', 'returned') or m.due_on <= app_today() + ?::int)
  union all
  select r.unit_id, 'to-sign' from unit_request r where r.state = 'to-sign'
)
select u.id as "unitId", u.short_name as unit,
       count(*) filter (where w.what = 'to-sign')::int as "toSign", count(*) filter (where w.what = 'overdue')::int as overdue,
       count(*) filter (where w.what = 'due')::int as due, count(*) filter (where w.what = 'returned')::int as returned,
       count(*) filter (where w.what = 'to-acknowledge')::int as "toAcknowledge"
from waiting w join unit u on u.id = w.unit_id group by u.id order by u.seq`;
