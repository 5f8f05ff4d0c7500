import pg from 'pg';

/** `app`: the run-time role; `unit`: the same, seeing one unit; `owner`: may do whatever a guard does not stop. */
export type Role = 'app' | 'unit' | 'owner';

export interface Ids {
  id: string;
  /** Another evaluation, computed and not frozen. */
  other: string;
  /** One without units. */
  empty: string;
}

/** A way to write into an evaluation. */
export interface WritePath {
  name: string;
  role: Role;
  statements: (ids: Ids) => (string | pg.Submittable)[];
  /** Works before the freeze; of what a role may never do there is nothing to prove. */
  isProvable: boolean;
}

export interface Column {
  table: 'evaluation' | 'evaluation_unit';
  name: string;
  type: string;
}

export const columnsOf = `
select table_name as table, column_name as name, data_type as type from information_schema.columns
where table_schema = 'public' and table_name in ('evaluation', 'evaluation_unit') order by table_name, ordinal_position`;

/** Every column by every role, and every form that SQL has for writing. */
export function writePaths(columns: readonly Column[]): WritePath[] {
  return [
    ...columns.flatMap(column =>
      (['app', 'owner', 'unit'] as const)
        .filter(role => role !== 'unit' || column.table === 'evaluation_unit')
        .map(role => ofColumn(role, column)),
    ),
    ...(['app', 'owner'] as const).flatMap(role => forms(role)),
    ...(['app', 'owner'] as const).flatMap(role => [ruling(role), listing(role), drawing(role)]),
    ...neverAllowed,
  ];
}

const keyOf = { evaluation: 'id', evaluation_unit: 'evaluation_id' };

/** Bound to other tables, so not any value will do; that is tried all the same. */
const bound = new Set(['id', 'program_id', 'scheme_code', 'scheme_version', 'corrects_id', 'correction_reason']);

function ofColumn(role: Role, { table, name, type }: Column): WritePath {
  const only = role === 'unit' || table === 'evaluation_unit' ? ` and unit_id = 'AAA'` : '';
  return {
    name: `update ${table}.${name}`,
    role,
    statements: ({ id, empty }) => [
      `update ${table} set ${name} = ${another(table, name, type, empty)} where ${keyOf[table]} = '${id}'${table === 'evaluation' ? '' : only}`,
    ],
    // a unit that moves its row to another unit is stopped by its fence
    isProvable: !bound.has(name) && !(role === 'unit' && name === 'unit_id'),
  };
}

function another(table: string, name: string, type: string, empty: string): string {
  if (table === 'evaluation_unit' && name === 'unit_id') return `'CCC'`;
  if (name === 'evaluation_id') return `'${empty}'`;
  if (name === 'state') return `'building'`;
  if (name.endsWith('_unit')) return `'CCC'`;
  if (name.endsWith('_by_id')) return `(select id from app_user where username like '%-third')`;
  switch (type) {
    case 'uuid':
      return 'gen_random_uuid()';
    case 'integer':
      return `coalesce(${name}, 0) + 1`;
    case 'jsonb':
      return `'{"unitCode": "AAA"}'`;
    case 'date':
      return `coalesce(${name}, date '2024-01-01') - 1`;
    case 'timestamp with time zone':
      return `coalesce(${name}, timestamptz '2024-01-01') - interval '1 day'`;
    default:
      return `coalesce(${name}, '') || '9'`;
  }
}

/** COPY … FROM STDIN with its rows. */
class CopyIn extends pg.Query {
  readonly #rows: string;

  constructor(text: string, rows: string, done: (error: Error | null) => void) {
    super(text, done as never);
    this.#rows = rows;
  }

  handleCopyInResponse(connection: { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void }): void {
    connection.sendCopyFromChunk(Buffer.from(this.#rows));
    connection.endCopyFrom();
  }
}

export function copyIn(client: pg.Client, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = 'copy evaluation_unit (unit_id, evaluation_id, inputs) from stdin';
    client.query(new CopyIn(text, `CCC\t${id}\t{}\n`, error => (error ? reject(error) : resolve())));
  });
}

function forms(role: 'app' | 'owner'): WritePath[] {
  const form = (name: string, statements: WritePath['statements']): WritePath => ({
    name,
    role,
    statements,
    isProvable: true,
  });
  const values = (id: string, unit = 'CCC') => `(unit_id, evaluation_id, inputs) values ('${unit}', '${id}', '{}')`;
  return [
    form('insert a sheet', ({ id }) => [`insert into evaluation_unit ${values(id)}`]),
    form('insert a sheet from a query', ({ id, other }) => [
      `insert into evaluation_unit (unit_id, evaluation_id, inputs)
       select 'CCC', '${id}', inputs from evaluation_unit where evaluation_id = '${other}' limit 1`,
    ]),
    form('insert on conflict update', ({ id }) => [
      `insert into evaluation_unit ${values(id, 'AAA')} on conflict (unit_id, evaluation_id) do update set total = '1.00'`,
    ]),
    form('insert the evaluation on conflict update', ({ id }) => [
      `insert into evaluation select * from evaluation where id = '${id}' on conflict (id) do update set name = 'x'`,
    ]),
    // fenced rows are not copied in at all
    ...(role === 'owner' ? [form('copy a sheet in', ({ id }) => [`copy ${id}`])] : []),
    form('delete a sheet', ({ id }) => [
      `delete from evaluation_unit where evaluation_id = '${id}' and unit_id = 'AAA'`,
    ]),
    form('delete all sheets', ({ id }) => [`delete from evaluation_unit where evaluation_id = '${id}'`]),
    form('delete by a join', ({ id }) => [
      `delete from evaluation_unit x using evaluation e where e.id = x.evaluation_id and e.id = '${id}'`,
    ]),
    form('delete by a query within', ({ id }) => [
      `delete from evaluation_unit where (unit_id, evaluation_id) in (select unit_id, evaluation_id from evaluation_unit where evaluation_id = '${id}' limit 1)`,
    ]),
    form('update by a join', ({ id, other }) => [
      `update evaluation_unit x set total = '0.01' from evaluation_unit y where x.evaluation_id = '${id}' and y.evaluation_id = '${other}' and x.unit_id = y.unit_id`,
    ]),
    form('update several columns', ({ id }) => [
      `update evaluation set (name, sha256, sm3) = (select 'x', 'y', 'z') where id = '${id}'`,
    ]),
    form('update and ask for what was there', ({ id }) => [
      `update evaluation_unit set rank = 1, grade = 'excellent' where evaluation_id = '${id}' returning *`,
    ]),
    form('merge that updates', ({ id }) => [
      `merge into evaluation_unit x using (select 'AAA' as unit) u on x.unit_id = u.unit and x.evaluation_id = '${id}' when matched then update set rank = 99`,
    ]),
    form('merge that inserts', ({ id }) => [
      `merge into evaluation_unit x using (select 'CCC' as unit) u on x.unit_id = u.unit and x.evaluation_id = '${id}'
       when not matched then insert (unit_id, evaluation_id, inputs) values (u.unit, '${id}', '{}')`,
    ]),
    form('merge that deletes', ({ id }) => [
      `merge into evaluation_unit x using (select 'AAA' as unit) u on x.unit_id = u.unit and x.evaluation_id = '${id}' when matched then delete`,
    ]),
    form('merge into the evaluation', ({ id }) => [
      `merge into evaluation e using (select 1) u on e.id = '${id}' when matched then update set snapshot = '{}'`,
    ]),
    form('update within a query', ({ id }) => [
      `with changed as (update evaluation_unit set total = '0.02' where evaluation_id = '${id}' returning 1) select count(*) from changed`,
    ]),
    form('delete and insert within a query', ({ id }) => [
      `with gone as (delete from evaluation_unit where evaluation_id = '${id}' and unit_id = 'AAA' returning inputs)
       insert into evaluation_unit (unit_id, evaluation_id, inputs) select 'CCC', '${id}', inputs from gone`,
    ]),
    form('move a sheet out', ({ id, other }) => [
      `delete from evaluation_unit where evaluation_id = '${other}' and unit_id = 'AAA'`,
      `update evaluation_unit set evaluation_id = '${other}' where evaluation_id = '${id}' and unit_id = 'AAA'`,
    ]),
    form('move a sheet in', ({ id, other }) => [
      `update evaluation_unit set evaluation_id = '${id}', unit_id = 'CCC' where evaluation_id = '${other}' and unit_id = 'AAA'`,
    ]),
    form('swap two units', ({ id }) => [
      `update evaluation_unit set unit_id = 'CCC' where evaluation_id = '${id}' and unit_id = 'AAA'`,
      `update evaluation_unit set unit_id = 'AAA' where evaluation_id = '${id}' and unit_id = 'BBB'`,
      `update evaluation_unit set unit_id = 'BBB' where evaluation_id = '${id}' and unit_id = 'CCC'`,
    ]),
    form('thaw, change and freeze again', ({ id }) => [
      `update evaluation set state = 'building' where id = '${id}'`,
      `update evaluation_unit set total = '99.99' where evaluation_id = '${id}'`,
    ]),
    form('change a sheet while a savepoint holds the error back', ({ id }) => [
      `savepoint before_it`,
      `update evaluation_unit set grade = 'poor' where evaluation_id = '${id}'`,
      `release savepoint before_it`,
    ]),
    form('update by a prepared statement', ({ id }) => [
      `prepare change_total as update evaluation_unit set total = $1 where evaluation_id = '${id}'`,
      `execute change_total ('0.03')`,
    ]),
    form('update where a cursor stands', ({ id }) => [
      `declare here cursor for select * from evaluation_unit where evaluation_id = '${id}' for update`,
      `fetch 1 from here`,
      `update evaluation_unit set rank = 50 where current of here`,
    ]),
    form('update by a block of code', ({ id }) => [
      `do $$ begin execute 'update evaluation set sha256 = repeat(''0'', 64) where id = ''${id}'''; end $$`,
    ]),
    form('update by a block that swallows errors', ({ id }) => [
      `do $$ begin update evaluation_unit set rank = 7 where evaluation_id = '${id}'; exception when sqlstate '55000' then null; end $$`,
    ]),
    form('update by a function of the session', ({ id }) => [
      `create function pg_temp.change(which uuid) returns void language sql as 'update evaluation_unit set total = ''0.04'' where evaluation_id = which'`,
      `select pg_temp.change('${id}')`,
    ]),
    form('update through a view', ({ id }) => [
      `create temp view sheets as select * from evaluation_unit`,
      `update sheets set grade = 'superb', total = '88.88' where evaluation_id = '${id}'`,
    ]),
    form('insert through a view', ({ id }) => [
      `create temp view sheets as select * from evaluation_unit`,
      `insert into sheets ${values(id)}`,
    ]),
    form('update from a table of the session', ({ id }) => [
      `create temp table wished (unit_id text, total text) on commit drop`,
      `insert into wished values ('AAA', '100.00')`,
      `update evaluation_unit x set total = w.total from wished w where w.unit_id = x.unit_id and x.evaluation_id = '${id}'`,
    ]),
    form('give it another key', ({ id }) => [
      `delete from evaluation_unit where evaluation_id = '${id}'`,
      `update evaluation set id = gen_random_uuid() where id = '${id}'`,
    ]),
    form('put the deferred checks off and change', ({ id }) => [
      `set constraints all deferred`,
      `update evaluation_unit set sheet = null where evaluation_id = '${id}'`,
    ]),
  ];
}

/** What the marks rest on is closed with them. */
const ruling = (role: Role): WritePath => ({
  name: 'set a final line by an objection',
  role,
  statements: ({ id }) => [
    `insert into final_ruling (unit_id, id, evaluation_id, objection_id, indicator, no, line, replaced, decided_by_id, decided_at)
     select 'AAA', gen_random_uuid(), '${id}', gen_random_uuid(), 'progress', 1, '{}', '{}', id, now() from app_user limit 1`,
  ],
  isProvable: false,
});

const listing = (role: Role): WritePath => ({
  name: 'record a list of case files',
  role,
  statements: ({ id }) => [
    `insert into case_file_list (unit_id, id, evaluation_id, figure, no, files, file_count, sha256, draw_size, listed_by, listed_by_id, listed_at)
     select 'AAA', gen_random_uuid(), '${id}', 'case-files', 1, '[]', 1, 'a', 1, 'x', id, now() from app_user limit 1`,
  ],
  isProvable: false,
});

const drawing = (role: Role): WritePath => ({
  name: 'draw case files',
  role,
  statements: ({ id }) => [
    `insert into case_file_draw (unit_id, list_id, evaluation_id, leaf_seq, checkpoint_size, checkpoint_root, seed, drawn, drawn_by, drawn_by_id, drawn_at)
     select 'AAA', gen_random_uuid(), '${id}', 1, 1, 'a', 'b', '[]', 'x', id, now() from app_user limit 1`,
  ],
  isProvable: false,
});

/** What the run-time role may do at no time, and what no role may. */
const neverAllowed: WritePath[] = (
  [
    ['app', 'truncate evaluation_unit'],
    ['app', 'truncate evaluation cascade'],
    ['owner', 'truncate evaluation_unit'],
    ['owner', 'truncate evaluation cascade'],
    ['owner', 'truncate unit cascade'],
    ['owner', 'truncate program cascade'],
    ['app', 'alter table evaluation disable trigger user'],
    ['app', 'alter table evaluation disable trigger evaluation_stays_frozen'],
    ['app', 'alter table evaluation_unit disable trigger all'],
    ['app', 'drop trigger evaluation_unit_stays_frozen on evaluation_unit'],
    ['app', 'drop table evaluation_unit'],
    ['app', 'alter table evaluation_unit drop column sheet'],
    ['app', `alter table evaluation_unit alter column total set default '100'`],
    ['app', 'alter table evaluation rename to evaluations'],
    [
      'app',
      `create or replace function refuse_frozen() returns trigger language plpgsql as $$ begin return new; end $$`,
    ],
    ['app', 'drop function refuse_frozen() cascade'],
    ['app', 'set session_replication_role = replica'],
    ['app', 'set session authorization postgres'],
    ['app', `create rule quietly as on update to evaluation_unit do instead nothing`],
    ['app', `create policy all_may on evaluation_unit using (true)`],
    ['app', 'alter table evaluation_unit disable row level security'],
    ['app', 'grant all on evaluation to yardstick_app; delete from evaluation'],
    ['app', 'delete from evaluation'],
    ['app', 'delete from ledger_leaf'],
    ['app', `update ledger_leaf set payload = '{}'`],
    ['app', 'truncate ledger_leaf'],
    ['owner', `update ledger_leaf set payload = '{}'`],
    ['owner', 'delete from ledger_leaf'],
    ['owner', 'truncate ledger_leaf'],
    ['app', `update evidence set sha256 = repeat('0', 64)`],
    ['app', 'delete from evidence'],
    ['owner', 'delete from evidence'],
    ['app', `update stored_file set sha256 = repeat('0', 64)`],
    ['owner', 'delete from stored_file'],
  ] as const
).map(([role, statement]) => ({ name: statement, role, statements: () => [statement], isProvable: false }));
