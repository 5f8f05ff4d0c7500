import { createHash } from 'node:crypto';
import { systemScope } from '../database/scope.ts';
import { unitTables } from '../database/fences.ts';
import type { Services } from '../services.ts';
import type { Finding } from './findings.ts';

/** Triggers without which rows that are written once could be changed. */
const triggers = [
  'ledger_leaf.ledger_is_append_only',
  'ledger_leaf.ledger_is_never_emptied',
  'ledger_checkpoint.ledger_checkpoint_is_append_only',
  'ledger_checkpoint.ledger_checkpoint_is_never_emptied',
  'checkpoint_key.checkpoint_key_is_append_only',
  'checkpoint_key.checkpoint_key_is_never_emptied',
  'witness_note.witness_note_is_append_only',
  'witness_note.witness_note_is_never_emptied',
  'evaluation.evaluation_stays_frozen',
  'evaluation.evaluation_is_never_emptied',
  'evaluation_unit.evaluation_unit_stays_frozen',
  'evaluation_unit.evaluation_unit_is_never_emptied',
  'evaluation_computation.evaluation_computation_stays',
  'evaluation_computation.evaluation_computation_is_never_emptied',
  'final_ruling.final_ruling_stays',
  'final_ruling.final_ruling_is_never_emptied',
  'final_ruling.final_ruling_stays_frozen',
  ...['case_file_list', 'case_file_draw'].flatMap(table =>
    ['stays', 'is_never_emptied', 'stays_frozen'].map(rule => `${table}.${table}_${rule}`),
  ),
  'evaluation_publication.evaluation_publication_stays',
  'evaluation_publication.evaluation_publication_is_never_emptied',
  'evaluation_document.evaluation_document_stays_issued',
  'evaluation_document.evaluation_document_is_never_emptied',
  'scoring_scheme.scoring_scheme_is_append_only',
  'scoring_scheme.scoring_scheme_is_never_emptied',
  'evidence.evidence_keeps_its_file',
  'evidence.evidence_is_never_deleted',
  'stored_file.stored_file_stays',
  'stored_file.stored_file_is_never_deleted',
];

/** What those triggers run, by the SHA-256 of its text: a guard that guards nothing is none. */
const functions: Record<string, string> = {
  refuse_change: 'be100bcd24980425',
  refuse_frozen: 'cc9cbbc0f0d54eef',
  refuse_other_evidence: 'b6970ff1d1205b30',
  refuse_other_file: '07f88d7b2fd3f8ce',
};

const writtenOnce = [
  'ledger_leaf',
  'ledger_checkpoint',
  'checkpoint_key',
  'witness_note',
  'scoring_scheme',
  'evaluation_computation',
  'final_ruling',
  'case_file_list',
  'case_file_draw',
];

interface Guards {
  triggers: string[] | null;
  functions: Record<string, string> | null;
  rights: string[] | null;
  fenced: string[] | null;
  role: { isSuper: boolean; passesFences: boolean } | null;
}

/** The guards that the database should have and has not. */
export async function missingGuards(services: Pick<Services, 'reads'>): Promise<Finding[]> {
  const [row] = await services.reads.objects<{ guards: Guards }>(systemScope, guardsInPlace, [writtenOnce]);
  const there = row?.guards;
  const area = 'guards';
  const missing = (place: string, found = 'none'): Finding => ({
    area,
    kind: 'missing',
    place,
    expected: 'in place',
    found,
  });
  const [has, bodies, fenced] = [new Set(there?.triggers ?? []), there?.functions ?? {}, new Set(there?.fenced ?? [])];
  return [
    ...triggers.filter(name => !has.has(name)).map(name => missing(`trigger ${name}`)),
    ...Object.entries(functions)
      .filter(([name, sha256]) => bodyHash(bodies[name] ?? '') !== sha256)
      .map(([name]): Finding => ({
        area,
        kind: 'altered',
        place: `function ${name}`,
        expected: 'as delivered',
        found: 'another body',
      })),
    ...(there?.rights ?? []).map((right): Finding => ({
      area,
      kind: 'extra',
      place: `right ${right}`,
      expected: 'not granted',
      found: 'granted',
    })),
    ...unitTables.filter(table => !fenced.has(table)).map(table => missing(`fence of ${table}`)),
    ...(there?.role && !there.role.isSuper && !there.role.passesFences
      ? []
      : [missing('role yardstick_app', there?.role ? 'passes the fences' : 'none')]),
  ];
}

const bodyHash = (body: string): string => createHash('sha256').update(body, 'utf8').digest('hex').slice(0, 16);

// relkind r: the tables themselves; tgenabled D: switched off.
const guardsInPlace = `
select jsonb_build_object(
  'triggers', (select jsonb_agg(c.relname || '.' || t.tgname) from pg_trigger t join pg_class c on c.oid = t.tgrelid
               where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled in ('O', 'A')),
  'functions', (select jsonb_object_agg(proname, prosrc) from pg_proc
                where pronamespace = 'public'::regnamespace and proname like 'refuse\\_%'),
  'rights', (select jsonb_agg(verb || ' on ' || tab) from unnest($1::text[]) tab, unnest(array['update', 'delete', 'truncate']) verb
             where to_regclass('public.' || tab) is not null and has_table_privilege('yardstick_app', 'public.' || tab, verb)),
  'fenced', (select jsonb_agg(c.relname) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
             and c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)),
  'role', (select jsonb_build_object('isSuper', rolsuper, 'passesFences', rolbypassrls) from pg_roles where rolname = 'yardstick_app')
) as guards`;
