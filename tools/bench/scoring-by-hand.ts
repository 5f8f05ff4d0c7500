/**
 * Figures, totals and ranks of the acceptance scheme as somebody would write them who knows it by heart, explains nothing
 * and keeps nothing. $1 is the program, $2 the day.
 */
export const scoringByHand = `
create table by_hand as
with day as (select "on", working_day_no as no from calendar_day),
act as (
  select a.unit_id, a.id, a.year, a.role = 'LEAD' as is_lead, a.due_on, a.returned_count,
         case when a.handed_in_on <= :day then a.handed_in_on end as done_on
  from unit_action a
  where a.program_id = :program and a.issued_on <= :day and a.state not in ('cancelled', 'suspended', 'not-applicable')),
late as (
  select s.unit_id, s.action_id,
         count(*) filter (where s.handed_in_on <= :day and s.handed_in_on > s.due_on) as late_reports,
         count(*) filter (where coalesce(s.handed_in_on > :day, true) and s.due_on < :day) as missing_reports
  from milestone s group by 1, 2),
counted as (
  select act.unit_id, act.year,
         sum(steps) as overdue, sum(least(steps * 0.5, 5)) as overdue_marks,
         count(*) filter (where act.done_on is null and act.due_on < :day and act.year >= extract(year from :day)) as red,
         count(*) filter (where act.done_on is null and act.due_on < :day and act.year < extract(year from :day) and is_lead) as lead,
         count(*) filter (where act.done_on is null and act.due_on < :day and act.year < extract(year from :day) and not is_lead) as coop,
         sum(returned_count) as returned, sum(coalesce(late_reports, 0)) as late, sum(coalesce(missing_reports, 0)) as missing
  from act left join late on late.unit_id = act.unit_id and late.action_id = act.id
  join day due on due."on" = act.due_on join day till on till."on" = coalesce(act.done_on, :day)
  cross join lateral (select greatest(till.no - due.no, 0) / 5 as steps) s
  group by 1, 2),
years as (
  select u.unit_id, y.year, coalesce(c.overdue, 0) as overdue, c.red, c.lead, c.coop, c.returned, c.late, c.missing,
         greatest(0, least(100, 100 - coalesce(overdue_marks + red * 2 + lead * 5 + coop * 3 + returned + late * 0.5 + missing, 0))) as mark
  from program_unit u cross join generate_series(2022, 2024) y (year)
  left join counted c on c.unit_id = u.unit_id and c.year = y.year where u.program_id = :program),
measures as (
  select unit_id, round(avg(mark) / 2, 2) as measures,
         jsonb_agg(jsonb_build_array(year, overdue, red, lead, coop, returned, late, missing) order by year) as figures
  from years group by 1),
given as (
  select unit_id, avg(value::numeric) filter (where code = 'efficacy') as efficacy,
         sum(value::numeric) filter (where code = 'rectified') as rectified,
         sum(value::numeric) filter (where code = 'rectification-due') as due,
         max(value::numeric) filter (where code = 'satisfaction') as satisfaction,
         coalesce(bool_or(code like 'veto-%' and value::numeric > 0), false) as is_vetoed
  from figure where program_id = :program group by 1),
marks as (
  select m.unit_id, m.figures, m.measures, is_vetoed,
         round(least(efficacy / 100, 1) * 25, 2) as efficacy,
         case when due > 0 then round(least(rectified / due, 1) * 15, 2) end as rectification,
         round(least(satisfaction / 100, 1) * 10, 2) as satisfaction
  from measures m join given using (unit_id)),
totals as (
  select *, round((measures + efficacy + coalesce(rectification, 0) + satisfaction) * 100 / case when rectification is null then 85 else 100 end, 2) as total
  from marks)
select unit_id, figures, total::text, rank() over (order by is_vetoed, total desc)::int as rank from totals`;

/** Units for which the two do not say the same. */
export const differences = `
select count(*)::int as count from by_hand h full join evaluation_unit x on x.unit_id = h.unit_id and x.evaluation_id = $1
where x.evaluation_id = $1 and (h.total is distinct from x.total or h.rank is distinct from x.rank) or x.unit_id is null`;
