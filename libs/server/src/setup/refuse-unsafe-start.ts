import type { Services } from '../services.ts';

/** What must hold before an instance serves anybody; each refusal says what to do. */
export async function refuseUnsafeStart(services: Services): Promise<void> {
  const [rows] = await services.reads.unfenced([
    {
      name: 'start-check',
      text: `select (select kind from instance), (select shift <> interval '0' or fixed_at is not null from clock),
                    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user),
                    (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'public' and c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user),
                    current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on',
                    pg_encoding_to_char(encoding) = 'UTF8' and datctype <> 'C'
             from pg_database where datname = current_database()`,
    },
  ]);
  const [kind, isShifted, isPowerful, ownedCount, isDurable, readsChinese] = (rows?.[0] ?? []) as [
    string | null,
    boolean,
    boolean,
    number,
    boolean,
    boolean,
  ];
  if (isPowerful || ownedCount > 0)
    throw new Error(
      'The run-time database role must own nothing and bypass nothing; run the set-up (npm start) or set DATABASE_APP_URL.',
    );
  if (!readsChinese)
    throw new Error(
      'The database must be in UTF-8 with a character type other than C (for example C.UTF-8); create it anew.',
    );
  if (kind === 'production' && isShifted)
    throw new Error('The clock of this production database is shifted; set the table “clock” back before starting.');
  if (kind === 'production' && !isDurable)
    throw new Error('PostgreSQL runs without fsync or full_page_writes; turn both on before serving production data.');
}
