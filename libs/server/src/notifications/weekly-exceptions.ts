import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { addDays, type CalendarDay } from '@yardstick/domain/calendar-day';
import { channelFor, cutTo, type Addresses, type PersonalChannel } from '@yardstick/domain/channel';
import type { Locale } from '@yardstick/domain/bilingual';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import type { Services } from '../services.ts';
import { openPersonalChannels } from './channels/open-channels.ts';
import { messageIdOf, writeDelivery } from './channels/write-delivery.ts';
import { notify } from './notify.ts';
import { isSendingTime, wallClock } from './sending-window.ts';

export interface Exceptions {
  reds: number;
  ageing: number;
  /** Units with so many reds that it is no accident. */
  repeated: { unit: string; reds: number }[];
  worst: { actionId: string; unit: string; title: string; measure: string; workingDays: number }[];
}

interface Leader extends Addresses {
  id: string;
  name: string;
  locale: Locale;
  preferredChannel: PersonalChannel | null;
  waiting: number;
}

/** Monday of the week, by which the list is told for one. */
export function mondayOf(day: CalendarDay): CalendarDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return addDays(day, 1 - weekday);
}

/**
 * Tells the leading group once a week what is out of order: what is red, what has been red for long, which units are red
 * again and again. A week without any is not mentioned. In the app always, and by the reader's channel where there is one.
 */
export async function writeWeeklyExceptions(orm: MikroORM, services: Services): Promise<number> {
  const em = forkFor(orm, systemScope);
  const [{ day, time }, { channel: rules }, calendar] = [
    await wallClock(em),
    await services.rules(),
    await services.calendar(),
  ];
  const week = mondayOf(day);
  const sentFrom = calendar.nextWorkdayOnOrAfter(addDays(week, rules.leaders.weekday - 1));
  if (day < sentFrom || (day === sentFrom && time < rules.leaders.at) || !(await isSendingTime(em, services))) return 0;
  return em.transactional(async tx => {
    const occasion = `weekly-exceptions:${week}`;
    // Of what is written there is at most one, so two at once would only wait for each other.
    const [turn] = await tx.execute<{ taken: boolean; is_told: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext(?)) as taken,
              not exists (select from app_user p where p.role = 'LEADER' and p.is_active
                          and not exists (select from notice n where n.recipient_id = p.id and n.occasion = ?)) as is_told`,
      [occasion, occasion],
    );
    if (!turn?.taken || turn.is_told) return 0;
    const exceptions = await exceptionsOf(tx, rules.leaders);
    if (exceptions.reds === 0) return 0;
    const leaders = await tx.execute<Leader[]>(
      `select p.id, p.name, p.locale, p.email, p.mobile, p.wecom_id as "wecomId", p.dingtalk_id as "dingtalkId",
              p.preferred_channel as "preferredChannel",
              (select count(*)::int from notice n where n.recipient_id = p.id and n.read_at is null
               and n.kind in ('request-to-decide', 'freeze-proposed')) as waiting
       from app_user p where p.role = 'LEADER' and p.is_active order by p.id`,
    );
    await notify(tx, {
      occasion,
      kind: 'weekly-exceptions',
      recipients: leaders.map(leader => leader.id),
      params: {
        day,
        reds: exceptions.reds,
        ageing: exceptions.ageing,
        repeated: exceptions.repeated.length,
        units: exceptions.repeated.map(({ unit, reds }) => `${unit} ${reds}`).join('、'),
      },
      subject: { kind: 'dashboard', id: null },
    });
    const open = openPersonalChannels(services.config);
    for (const leader of leaders) {
      const channel = channelFor(leader, open);
      if (!channel) continue;
      const { subject, text } = wordExceptions(leader, exceptions, day, services.config.PUBLIC_URL);
      await writeDelivery(tx, {
        dedupeKey: `${occasion}:${leader.id}`,
        channel,
        recipientId: leader.id,
        messageId: messageIdOf(services.config, `weekly-exceptions.${week}.${leader.id}`),
        purpose: 'weekly-exceptions',
        day,
        subject,
        body: cutTo(text, rules.limits[channel].bytes),
        params: { reds: exceptions.reds, ageing: exceptions.ageing, repeated: exceptions.repeated.length },
        itemCount: exceptions.reds,
      });
    }
    return leaders.length;
  });
}

export function wordExceptions(
  { name, locale, waiting }: Pick<Leader, 'name' | 'locale' | 'waiting'>,
  { reds, ageing, repeated, worst }: Exceptions,
  day: CalendarDay,
  publicUrl = '',
): { subject: string; text: string } {
  const isEnglish = locale === 'en';
  const root = publicUrl.replace(/\/$/, '');
  const link = (path: string): string => (root ? ` ${root}${path}` : '');
  const lines = worst.map(({ actionId, unit, title, measure, workingDays }) =>
    isEnglish
      ? `- ${unit}: ${measure} “${title}”, ${workingDays} working days${link(`/actions/${actionId}`)}`
      : `- ${unit}：${measure} “${title}”，逾期 ${workingDays} 个工作日${link(`/actions/${actionId}`)}`,
  );
  const units = repeated.map(({ unit, reds: count }) => (isEnglish ? `- ${unit}: ${count}` : `- ${unit}：${count} 项`));
  const paragraph = (zh: string, en: string, more: string[]): string[] =>
    more.length > 0 ? ['', `■ ${isEnglish ? en : zh}`, ...more] : [];
  return {
    subject: isEnglish ? `Yardstick, week of ${day}: ${reds} red` : `一把尺 一周要情 ${day}：红灯 ${reds} 项`,
    text: [
      isEnglish ? `${name}, as of ${day}:` : `${name}：截至 ${day}，情况如下。`,
      isEnglish
        ? `${reds} red, ${ageing} of them for long.${link('/dashboard')}`
        : `红灯 ${reds} 项，其中久拖 ${ageing} 项。${link('/dashboard')}`,
      ...paragraph('逾期最久', 'Longest overdue', lines),
      ...paragraph('反复逾期的单位', 'Red again and again', units),
      ...paragraph('等您审定', 'Waiting for you', waiting > 0 ? [`- ${waiting}${link('/todo')}`] : []),
      '',
    ].join('\n'),
  };
}

async function exceptionsOf(
  em: SqlEntityManager,
  rules: { ageingWorkingDays: number; repeatedReds: number; lines: number },
): Promise<Exceptions> {
  const rows = await em.execute<(Exceptions['worst'][number] & { reds: number; ageing: number; unitReds: number })[]>(
    `with red as (
       select a.id, a.unit_id, a.title, a.measure_id,
              today.working_day_no - since.working_day_no as days
       from unit_action a
         join calendar_day today on today."on" = app_today()
         join calendar_day since on since."on" = least(a.due_on, a.next_due_on)
       where a.handed_in_on is null and least(a.due_on, a.next_due_on) < app_today()
         and a.state not in ('suspended', 'cancelled', 'not-applicable', 'done', 'closed', 'archived')
     )
     select r.id as "actionId", u.short_name as unit, r.title, m.code as measure, r.days as "workingDays",
            count(*) over ()::int as reds, (count(*) filter (where r.days >= ?) over ())::int as ageing,
            (count(*) over (partition by r.unit_id))::int as "unitReds"
     from red r join unit u on u.id = r.unit_id join measure m on m.id = r.measure_id
     order by r.days desc, u.seq, m.seq`,
    [rules.ageingWorkingDays],
  );
  const byUnit = new Map(rows.map(row => [row.unit, row.unitReds]));
  return {
    reds: rows[0]?.reds ?? 0,
    ageing: rows[0]?.ageing ?? 0,
    repeated: [...byUnit]
      .map(([unit, reds]) => ({ unit, reds }))
      .filter(({ reds }) => reds >= rules.repeatedReds)
      .sort((a, b) => b.reds - a.reds),
    worst: rows.slice(0, rules.lines),
  };
}
