import type { MikroORM } from '@mikro-orm/postgresql';
import type { LedgerFindingKind } from '@yardstick/domain/ledger-finding';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';

export type FindingKind = 'altered' | 'missing' | 'extra' | 'truncated' | 'unlogged' | 'damaged';

export interface Finding {
  /** What was examined when it was found. */
  area: string;
  kind: LedgerFindingKind;
  place: string;
  expected: string;
  found: string;
}

/**
 * Records what was found in the areas that were examined, and ends what is found there no more. An open finding is an alarm of
 * the operations.
 */
export async function recordFindings(
  orm: MikroORM,
  examined: readonly string[],
  findings: readonly Finding[],
): Promise<void> {
  const rows = JSON.stringify(findings);
  await forkFor(orm, systemScope).transactional(async em => {
    await em.execute(
      `update ledger_finding o set ended_at = clock_timestamp()
       where ended_at is null and jsonb_exists(?::jsonb, area)
         and not exists (select from jsonb_to_recordset(?::jsonb) as f (area text, kind text, place text)
                         where (f.area, f.kind, f.place) = (o.area, o.kind, o.place))`,
      [JSON.stringify(examined), rows],
    );
    if (findings.length > 0)
      await em.execute(
        `insert into ledger_finding (area, kind, place, expected, found)
         select area, kind, place, expected, found
         from jsonb_to_recordset(?::jsonb) as f (area text, kind text, place text, expected text, found text)
         on conflict do nothing`,
        [rows],
      );
  });
}
