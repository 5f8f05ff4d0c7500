/**
 * The statements of the two contenders that the product is measured against, on the product's own tables. They compute
 * the dashboard as the product does: live, in as few passes over the data as hand-written SQL needs.
 */

/** $1 program, $2 year or null, $3 today, $4 days that count as soon, $5 percent that count as lagging. */
const dashboardFacts = `
work as materialized (
  select a.id, a.measure_id, a.unit_id, a.title, a.state, a.due_on, a.handed_in_on, a.issued_on, a.progress_percent,
         least(a.due_on, a.next_due_on) as next_on,
         light_of(a.state, a.handed_in_on, a.start_on, a.due_on, a.next_due_on, a.progress_percent, $3, $4, $5) as light
  from unit_action a
  where a.program_id = $1 and ($2 is null or a.year = $2) and a.state not in ('cancelled', 'not-applicable')
),
cell as materialized (
  select measure_id, unit_id, count(*) as total, sum(progress_percent) as progress,
         count(*) filter (where light = 'red') as red, count(*) filter (where light = 'yellow') as yellow,
         count(*) filter (where light = 'grey') as grey, count(*) filter (where light = 'green') as green,
         count(*) filter (where light = 'late') as late, count(*) filter (where light = 'blue') as blue,
         count(*) filter (where state in ('done', 'closed', 'archived')) as done
  from work group by measure_id, unit_id
),
measure_place as materialized (
  select m.id, m.code, m.title as name, m.task_id, row_number() over (order by t.seq, m.seq)::int - 1 as place
  from measure m join task t on t.id = m.task_id where m.program_id = $1
),
unit_place as materialized (
  select u.id, u.id as code, u.short_name as name, row_number() over (order by u.seq)::int - 1 as place
  from program_unit p join unit u on u.id = p.unit_id
  where p.program_id = $1 and (u.is_scored or u.id in (select unit_id from cell))
)`;

const counted = ['red', 'yellow', 'grey', 'green', 'late', 'blue'];
const sums = ['total', 'progress', 'done', ...counted]
  .map(name => `coalesce(sum(c.${name}), 0)::int as ${name}`)
  .join(', ');
const percent = `case when total > 0 then progress / total else 0 end`;
const worst = `case ${counted.map(light => `when ${light} > 0 then '${light}'`).join(' ')} else 'grey' end`;

const dashboardLines = `
line as materialized (
  select 'whole' as kind, 0 as place, '' as id, '' as code, '' as name, ${sums} from cell c
  union all
  select 'task', t.seq, t.id::text, t.code, t.title, ${sums}
    from task t join measure_place m on m.task_id = t.id left join cell c on c.measure_id = m.id
    where t.program_id = $1 group by t.id
  union all
  select 'measure', m.place, m.id::text, m.code, m.name, ${sums}
    from measure_place m left join cell c on c.measure_id = m.id group by m.place, m.id, m.code, m.name
  union all
  select 'unit', u.place, u.id, u.code, u.name, ${sums}
    from unit_place u left join cell c on c.unit_id = u.id group by u.place, u.id, u.code, u.name
)`;

const dashboardCells = `
select m.place as m, u.place as u, ${worst} as light, c.total::int as count, c.red::int as red, (${percent})::int as percent
from cell c join measure_place m on m.id = c.measure_id join unit_place u on u.id = c.unit_id`;

const dashboardReds = `
select w.id as action_id,
       (select s.id from milestone s where s.action_id = w.id and s.handed_in_on is null order by s.due_on, s.seq limit 1) as milestone_id,
       w.title, m.code as measure_code, w.unit_id, u.short_name as unit_name, w.next_on as due_on, $3 - w.next_on as days_late,
       coalesce((select working_day_no from calendar_day where "on" = $3)
         - (select working_day_no from calendar_day where "on" = w.next_on), 0) as working_days_late
from work w join measure m on m.id = w.measure_id join unit u on u.id = w.unit_id
where w.light = 'red' order by w.next_on, w.id limit 30`;

/** Milestones by month of what happened to them, so that the months of the trend are counted over few rows. */
const dashboardDeadlines = `
deadline as materialized (
  select width_bucket(s.due_on, edges) as due, width_bucket(s.accepted_on, edges) as accepted,
         width_bucket(s.handed_in_on, edges) as handed_in,
         count(*) filter (where w.state <> 'suspended') as n,
         count(*) filter (where w.state <> 'suspended' and s.due_on < $3
           and (s.handed_in_on is null or s.handed_in_on >= $3)) as red,
         count(*) filter (where s.due_on <= $3 and s.handed_in_on is not null) as filed,
         count(*) filter (where s.due_on <= $3 and s.handed_in_on <= s.due_on) as on_time,
         count(*) filter (where s.due_on <= $3 and s.handed_in_on <= s.due_on and not exists (
           select from reminder r where r.milestone_id = s.id and r.kind = 'milestone' and r.state = 'sent')) as unasked
  from milestone s join work w on w.id = s.action_id,
       (select array_agg((date_trunc('month', $3::timestamp) + make_interval(months => i))::date order by i) as edges
        from generate_series(-11, 1) i) month
  group by 1, 2, 3
)`;

const dashboardNumbers = `
select l.total, l.done as done_count, case when l.total > 0 then 100 * l.done / l.total else 0 end as percent_done,
       (100 * f.on_time / nullif(f.filed, 0))::int as on_time_percent, l.red as reds,
       (select count(*)::int from work w
        where w.state <> 'suspended' and w.issued_on <= $3 - 30
          and (w.due_on < $3 - 30 and (w.handed_in_on is null or w.handed_in_on >= $3 - 30)
            or w.id in (select s.action_id from milestone s
                        where s.due_on < $3 - 30 and (s.handed_in_on is null or s.handed_in_on >= $3 - 30)))) as reds_last_month,
       (100 * f.unasked / nullif(f.filed, 0))::int as filed_without_chasing_percent
from line l, (select sum(filed)::bigint as filed, sum(on_time)::bigint as on_time, sum(unasked)::bigint as unasked from deadline) f
where l.kind = 'whole'`;

const dashboardTrend = `
select to_char($3::timestamp + make_interval(months => i - 12), 'YYYY-MM') as month,
       coalesce(sum(n) filter (where due = i), 0)::int as due, coalesce(sum(n) filter (where accepted = i), 0)::int as accepted,
       coalesce(case i when 12 then sum(d.red)
                else sum(n) filter (where due <= i and (handed_in is null or handed_in > i)) end, 0)::int as red
from generate_series(1, 12) i cross join deadline d group by i order by i`;

const withFacts = (...more: string[]): string => `with ${[dashboardFacts, ...more].join(',')}`;
const lineColumns = `kind, id, code, name, ${counted.join(', ')}, total, (${percent})::int as percent, ${worst} as worst`;

const lights = `json_build_array(${counted.map(light => `json_build_object('light', '${light}', 'count', ${light})`).join(', ')})`;
const lineJson = (kind: string): string => `(
  select json_agg(json_build_object('id', id, 'code', code, 'name', name, 'lights', ${lights},
    'total', total, 'percent', ${percent}, 'worst', ${worst}) order by place)
  from line where kind = '${kind}')`;

/** The whole dashboard as one JSON text. */
export const floorDashboard = `${withFacts(dashboardLines, dashboardDeadlines)}
select json_build_object(
  'today', $3::date, 'lights', (select ${lights} from line where kind = 'whole'),
  'total', n.total, 'doneCount', n.done_count, 'percentDone', n.percent_done, 'onTimePercent', n.on_time_percent, 'reds', n.reds,
  'redsLastMonth', n.reds_last_month, 'filedWithoutChasingPercent', n.filed_without_chasing_percent,
  'byTask', ${lineJson('task')}, 'byMeasure', ${lineJson('measure')}, 'byUnit', ${lineJson('unit')},
  'cells', coalesce((select json_agg(row_to_json(x)) from (${dashboardCells}) x), '[]'),
  'redList', coalesce((select json_agg(json_build_object(
      'actionId', action_id, 'milestoneId', milestone_id, 'title', title, 'measureCode', measure_code, 'unitId', unit_id,
      'unitName', unit_name, 'dueOn', due_on, 'daysLate', days_late, 'workingDaysLate', working_days_late))
    from (${dashboardReds}) x), '[]'),
  'trend', (select json_agg(row_to_json(x)) from (${dashboardTrend}) x)
)::text from (${dashboardNumbers}) n`
  .replaceAll('$1', '$1::uuid')
  .replaceAll('$2', '$2::int')
  .replaceAll('$3', '$3::date')
  .replaceAll('$4', '$4::int')
  .replaceAll('$5', '$5::int');

/** A page of a measure's actions in one year, earliest due first. $1 measure, $2 year, $3 to $5 as above. */
export const floorActions = `
select coalesce(json_agg(json_build_object(
  'id', a.id, 'title', a.title, 'state', a.state, 'dueOn', a.due_on, 'light', a.light, 'progressPercent', a.progress_percent,
  'unitId', a.unit_id, 'unitName', u.name, 'unitShortName', u.short_name, 'measureCode', a.code,
  'milestones', (
    select coalesce(json_agg(json_build_object(
      'id', s.id, 'seq', s.seq, 'title', s.title, 'dueOn', s.due_on, 'state', s.state,
      'light', light_of(s.state, s.handed_in_on, s.due_on, s.due_on, null, 0, $3::date, $4, $5)) order by s.seq), '[]')
    from milestone s where s.action_id = a.id),
  'latestReport', (
    select json_build_object('id', r.id, 'percent', r.percent, 'done', r.done, 'reportedBy', r.reported_by, 'reportedAt', r.reported_at)
    from progress_report r where r.action_id = a.id order by r.reported_at desc limit 1)
) order by a.due_on, a.id), '[]')::text
from (
  select a.id, a.title, a.state, a.due_on, a.progress_percent, a.unit_id, m.code,
         light_of(a.state, a.handed_in_on, a.start_on, a.due_on, a.next_due_on, a.progress_percent, $3::date, $4, $5) as light
  from unit_action a join measure m on m.id = a.measure_id
  where a.measure_id = $1::uuid and a.year = $2::int order by a.due_on, a.id limit 50
) a join unit u on u.id = a.unit_id`;

const report = (action: string, percent: string, done: string): string => `
with moved as (
  update unit_action set progress_percent = ${percent}, last_reported_at = app_now(), version = version + 1
  where id = ${action} and state in ('in-progress', 'returned') returning unit_id, id
)
insert into progress_report (unit_id, id, action_id, percent, done, reported_by, reported_by_id, reported_at)
select unit_id, gen_random_uuid(), id, ${percent}, ${done}, 'bench', '00000000-0000-0000-0000-000000000000', app_now() from moved`;

export const floorReport = `${report('$1::uuid', '$2::int', '$3')} returning json_build_object('id', id, 'percent', percent, 'reportedAt', reported_at)::text`;

/** What PostGraphile adds to its schema from the database: a computed column, the dashboard's panels and the report. */
export const benchSchema = `
create schema bench;
-- The product's keys lead with the unit; these name the action alone, by which the product's indexes find its parts.
comment on table milestone is '@foreignKey (action_id) references unit_action (id)';
comment on table progress_report is '@foreignKey (action_id) references unit_action (id)';
create function public.unit_action_light(a unit_action, today date, due_soon_days int, lag_percent int) returns text
  language sql immutable as $$ select light_of(a.state, a.handed_in_on, a.start_on, a.due_on, a.next_due_on, a.progress_percent, today, due_soon_days, lag_percent) $$;
create function public.milestone_light(s milestone, today date, due_soon_days int, lag_percent int) returns text
  language sql immutable as $$ select light_of(s.state, s.handed_in_on, s.due_on, s.due_on, null, 0, today, due_soon_days, lag_percent) $$;
create type bench.line as (
  kind text, id text, code text, name text, ${counted.map(light => `${light} int`).join(', ')}, total int, percent int, worst text);
create type bench.cell as (m int, u int, light text, count int, red int, percent int);
create type bench.red_item as (
  action_id uuid, milestone_id uuid, title text, measure_code text, unit_id text, unit_name text, due_on date, days_late int,
  working_days_late int);
create type bench.month as (month text, due int, accepted int, red int);
create type bench.dashboard as (
  total int, done_count int, percent_done int, on_time_percent int, reds int, reds_last_month int, filed_without_chasing_percent int,
  lines bench.line[], cells bench.cell[], red_list bench.red_item[], trend bench.month[]);
create function bench.dashboard(program_id uuid, year int, today date, due_soon_days int, lag_percent int) returns bench.dashboard
  language sql stable as $$
  ${withFacts(dashboardLines, dashboardDeadlines)}
  select n.*,
    array(select row(x.*)::bench.line from (select ${lineColumns} from line order by kind, place) x),
    array(select row(x.*)::bench.cell from (${dashboardCells}) x),
    array(select row(x.*)::bench.red_item from (${dashboardReds}) x),
    array(select row(x.*)::bench.month from (${dashboardTrend}) x)
  from (${dashboardNumbers}) n $$;
create function bench.report_progress(action_id uuid, percent int, done text) returns progress_report
  language sql volatile as $$ ${report('$1', '$2', '$3')} returning * $$;`;
