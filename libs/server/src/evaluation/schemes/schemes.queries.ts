import type { Bilingual } from '@yardstick/domain/bilingual';
import { compareSchemes, type SchemeDifference } from '@yardstick/domain/scoring/compare-schemes';
import { schemeRules, type RuleLine } from '@yardstick/domain/scoring/scheme-rules';
import { writeSchemeText } from '@yardstick/domain/scoring/scheme-text';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { shippedSchemes } from '@yardstick/domain/scoring/shipped-schemes';
import type { Context } from '../../context.ts';
import { canSeeEvaluations } from '../evaluation.policy.ts';
import { termsOf, type TermView } from '../scheme-terms.ts';
import { canDraftScheme, canPublishScheme, canRehearseScheme } from './scheme.policy.ts';

export interface SchemeVersionRow {
  version: number;
  name: Bilingual;
  publishedAt: string;
  /** Null for what came with the program. */
  publishedBy: string | null;
  draftedBy: string | null;
  reason: string | null;
  /** Null for those who see no evaluations. */
  evaluationCount: number | null;
}
export interface SchemeRow {
  code: string;
  name: Bilingual;
  /** The newest first; empty for a scheme that is only a draft yet. */
  versions: SchemeVersionRow[];
  draft: DraftRow | null;
}
interface DraftRow {
  savedBy: string;
  savedAt: string;
}

/** What is in force, what was, and what is being written, for those who may know of it. */
export async function schemeRegister(context: Context): Promise<SchemeRow[]> {
  const { reads } = context.services;
  const [versions, drafts] = await Promise.all([
    reads.objects<SchemeVersionRow & { code: string }>(
      context.scope,
      `select s.code, s.version, s.body->'name' as name, s.created_at as "publishedAt", s.published_by as "publishedBy",
              s.drafted_by as "draftedBy", s.reason,
              (select count(*)::int from evaluation e where e.scheme_code = s.code and e.scheme_version = s.version) as "evaluationCount"
       from scoring_scheme s order by s.code, s.version desc`,
    ),
    reads.objects<DraftRow & { code: string }>(
      context.scope,
      `select code, saved_by as "savedBy", saved_at as "savedAt" from scoring_scheme_draft where published_as is null order by code`,
    ),
  ]);
  const mayCount = canSeeEvaluations(context.actor);
  const rows = new Map<string, SchemeRow>();
  for (const { code, ...version } of versions) {
    const row = rows.get(code) ?? { code, name: version.name, versions: [], draft: null };
    row.versions.push({ ...version, evaluationCount: mayCount ? version.evaluationCount : null });
    rows.set(code, row);
  }
  if (canRehearseScheme(context.actor))
    for (const { code, ...draft } of drafts) {
      const row = rows.get(code) ?? { code, name: { zh: code, en: code }, versions: [], draft: null };
      rows.set(code, { ...row, draft });
    }
  return [...rows.values()];
}

export interface PublishedScheme extends SchemeVersionRow {
  code: string;
  subject: 'unit' | 'case-file';
  rules: RuleLine[];
  terms: TermView[];
  text: string;
  /** Of all versions, the newest first. */
  versions: SchemeVersionRow[];
  viewerCanDraft: boolean;
  docxUrl: string;
}

/** One version as everybody may read it; the newest if none is named. */
export async function publishedScheme(
  context: Context,
  code: string,
  version: number | null,
): Promise<PublishedScheme | null> {
  const [register, bodies] = await Promise.all([schemeRegister(context), schemeBodies(context, code, version)]);
  const versions = register.find(row => row.code === code)?.versions ?? [];
  const [scheme] = bodies;
  const row = versions.find(one => one.version === scheme?.version);
  if (!scheme || !row) return null;
  return {
    ...row,
    code,
    subject: scheme.subject ?? 'unit',
    rules: schemeRules(scheme),
    terms: termsOf(scheme),
    text: writeSchemeText(scheme),
    versions,
    viewerCanDraft: canDraftScheme(context.actor),
    docxUrl: `/exports/schemes/${code}/${scheme.version}.docx`,
  };
}

export async function schemeDifferences(
  context: Context,
  code: string,
  from: number,
  to: number,
): Promise<SchemeDifference[] | null> {
  const [[before], [after]] = await Promise.all([schemeBodies(context, code, from), schemeBodies(context, code, to)]);
  return before && after ? differencesOf(before, after) : null;
}

/** The number of a version is no difference. */
export const differencesOf = (before: ScoringScheme, after: ScoringScheme): SchemeDifference[] =>
  compareSchemes({ ...before, version: 1 }, { ...after, version: 1 });

/** A version, or the newest; at most one. */
export async function schemeBodies(context: Context, code: string, version: number | null): Promise<ScoringScheme[]> {
  const rows = await context.services.reads.objects<{ body: ScoringScheme }>(
    context.scope,
    `select body from scoring_scheme where code = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
    [code, version],
  );
  return rows.map(({ body }) => body);
}

export interface SchemeDraftView {
  code: string;
  /** The draft's own number; 0 before it is saved for the first time. */
  version: number;
  text: string;
  savedBy: string | null;
  savedAt: string | null;
  /** What it would be published as. */
  nextVersion: number;
  /** What it would follow. */
  newest: { version: number; text: string } | null;
  viewerCanSave: boolean;
  viewerCanPublish: boolean;
}

/** What is being written on a scheme; where nothing is, its newest version to begin with. */
export async function schemeDraft(context: Context, code: string): Promise<SchemeDraftView | null> {
  const [[draft], [newest]] = await Promise.all([
    context.services.reads.objects<{
      version: number;
      text: string;
      savedBy: string;
      savedAt: string;
      isPublished: boolean;
    }>(
      context.scope,
      `select version, text, saved_by as "savedBy", saved_at as "savedAt", published_as is not null as "isPublished"
       from scoring_scheme_draft where code = $1`,
      [code],
    ),
    schemeBodies(context, code, null),
  ]);
  if (!draft && !newest) return null;
  const standing = newest ? writeSchemeText(newest) : '';
  const isOpen = draft !== undefined && !draft.isPublished;
  return {
    code,
    version: draft?.version ?? 0,
    text: isOpen ? draft.text : standing,
    savedBy: isOpen ? draft.savedBy : null,
    savedAt: isOpen ? draft.savedAt : null,
    nextVersion: (newest?.version ?? 0) + 1,
    newest: newest ? { version: newest.version, text: standing } : null,
    viewerCanSave: canDraftScheme(context.actor),
    viewerCanPublish: canPublishScheme(context.actor),
  };
}

export interface SchemeTemplate {
  code: string;
  version: number | null;
  name: Bilingual;
  text: string;
}

/** What a new scheme may be begun from: what is published, and what the program brings along. */
export async function schemeTemplates(context: Context): Promise<SchemeTemplate[]> {
  const rows = await context.services.reads.objects<{ body: ScoringScheme }>(
    context.scope,
    `select distinct on (code) body from scoring_scheme order by code, version desc`,
  );
  const published = rows.map(({ body }) => body);
  const known = new Set(published.map(({ code }) => code));
  const delivered = shippedSchemes.filter(({ code }) => !known.has(code));
  return [
    ...published.map(scheme => ({ ...templateOf(scheme), version: scheme.version })),
    ...delivered.map(scheme => ({ ...templateOf(scheme), version: null })),
  ];
}

const templateOf = (scheme: ScoringScheme) => ({ code: scheme.code, name: scheme.name, text: writeSchemeText(scheme) });
