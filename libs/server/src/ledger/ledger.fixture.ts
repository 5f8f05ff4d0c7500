import type { TestDatabase } from '@yardstick/testing/database';
import { forkFor } from '../database/orm.ts';
import { systemScope } from '../database/scope.ts';
import { appendLeaf, type LeafFacts } from './append-leaf.ts';

/** Appends so many leaves, each in a transaction of its own as every verb does. */
export async function appendLeaves(
  { orm, services }: TestDatabase,
  count: number,
  facts: Partial<LeafFacts> = {},
): Promise<void> {
  for (let n = 0; n < count; n++)
    await forkFor(orm, systemScope).transactional(em =>
      appendLeaf(em, services.signer, {
        actor: 'somebody',
        unit: 'GAJ',
        role: 'UNIT_STAFF',
        session: '1',
        ip: '127.0.0.1',
        action: 'reportProgress',
        entity: 'UnitAction',
        id: `action-${n}`,
        changes: [],
        reason: null,
        request: `request-${n}`,
        ...facts,
      }),
    );
}

/** SQL as the owner, with the triggers of the ledger out of the way while it runs. */
export const pastTheTriggers = (...statements: string[]): string =>
  [
    'ledger_leaf',
    'ledger_checkpoint',
    'checkpoint_key',
    'witness_note',
    'evaluation',
    'evaluation_unit',
    'evidence',
    'stored_file',
  ]
    .reduce(
      (inner, table) => [
        `alter table ${table} disable trigger user`,
        ...inner,
        `alter table ${table} enable trigger user`,
      ],
      statements,
    )
    .join(';\n');
