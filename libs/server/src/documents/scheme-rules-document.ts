import { schemeRules, schemeTerms, type RuleLine, type Term } from '@yardstick/domain/scoring/scheme-rules';
import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { chineseDate, type Block, type OfficialDocument } from './official-document.ts';

export interface SchemeOnPaper {
  scheme: ScoringScheme;
  /** Null: it came with the program. */
  publishedOn: CalendarDay | null;
  sha256: string;
}

/** 考核细则: what is measured, for how many marks, how and by which clause; and what follows from the total. */
export function schemeRulesDocument({ scheme, publishedOn, sha256 }: SchemeOnPaper): OfficialDocument {
  const terms = schemeTerms(scheme);
  const attachment = '指标、分值和计分方法';
  return {
    title: schemeRulesTitle(scheme.name.zh),
    attachments: [attachment],
    fingerprint: `方案指纹 ${sha256.slice(0, 16)}　第 ${scheme.version} 版`,
    blocks: [
      { kind: 'heading', level: 1, text: '计分' },
      paragraph(
        `本细则为《${scheme.name.zh}》第 ${scheme.version} 版${publishedOn === null ? '' : `，${chineseDate(publishedOn)}发布`}。` +
          `共 ${scheme.indicators.length} 项指标，满分 100 分，指标、分值和计分方法见附件。`,
      ),
      ...sentencesOf(terms, 'rounding', 'missing'),
      { kind: 'heading', level: 1, text: '等次' },
      ...sentencesOf(terms, 'grade'),
      ...part('一票否决和限评', sentencesOf(terms, 'veto', 'ceiling')),
      { kind: 'heading', level: 1, text: '名次' },
      ...sentencesOf(terms, 'rank'),
      { kind: 'appendix', title: attachment, landscape: true },
      ruleTable(schemeRules(scheme)),
    ],
  };
}

export const schemeRulesTitle = (name: string): string => `${name}${name.endsWith('考核') ? '' : '考核'}细则`;

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

const sentencesOf = (terms: readonly Term[], ...kinds: Term['kind'][]): Block[] =>
  terms.filter(({ kind }) => kinds.includes(kind)).map(({ zh }) => paragraph(`${zh}。`));

const part = (title: string, blocks: Block[]): Block[] =>
  blocks.length === 0 ? [] : [{ kind: 'heading', level: 1, text: title }, ...blocks];

function ruleTable(rules: readonly RuleLine[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: '序号', width: 7, align: 'center' },
      { title: '指标', width: 18 },
      { title: '分值', width: 7, align: 'center' },
      { title: '计分方法', width: 42 },
      { title: '依据', width: 18 },
      { title: '条款', width: 14 },
    ],
    rows: rules.map((line, index) => [
      line.number || String(index + 1),
      line.name.zh,
      line.kind === 'bonus' ? `加分\n${line.full}` : line.full,
      line.rule.zh,
      line.source,
      line.clause,
    ]),
  };
}
