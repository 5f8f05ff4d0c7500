import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { createHash } from 'node:crypto';
import { type Context } from '../../context.ts';
import { officialDocx } from '../../documents/official-document.ts';
import { schemeRulesDocument, schemeRulesTitle } from '../../documents/scheme-rules-document.ts';

/** 考核细则 of one version; known to everyone who is measured by it. */
export async function schemeDocument(
  context: Context,
  code: string,
  version: number,
): Promise<{ bytes: Uint8Array; fileName: string } | null> {
  const [row] = await context.services.reads.objects<{ body: ScoringScheme; publishedOn: CalendarDay | null }>(
    context.scope,
    `select body, case when published_by is not null then app_day(created_at) end as "publishedOn" from scoring_scheme where code = $1 and version = $2`,
    [code, version],
  );
  if (!row) return null;
  const sha256 = createHash('sha256').update(canonicalJson(row.body), 'utf8').digest('hex');
  const bytes = await officialDocx(schemeRulesDocument({ scheme: row.body, publishedOn: row.publishedOn, sha256 }));
  return { bytes, fileName: `${schemeRulesTitle(row.body.name.zh)}（第${version}版）.docx` };
}
