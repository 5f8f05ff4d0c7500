// The sub-query around the scope is for the planner, as in 0001-initial.
const sees = `(select current_setting('app.scope', true) = 'all') or unit_id = (select current_setting('app.unit', true))`;

/** SQL: gives the run-time role a new unit table and fences its rows by `unit_id`. */
export const fence = (table: string): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_of_unit on ${table} using (${sees}) with check (${sees});
grant select, insert, update on ${table} to yardstick_app;
`;
