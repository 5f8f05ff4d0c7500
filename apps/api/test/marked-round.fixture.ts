import type { ScoringScheme } from '@yardstick/domain/scoring/scheme';
import { buildEvaluation } from '@yardstick/server/evaluation/computing/build-evaluation';
import { expect } from 'vitest';
import { unitA, unitB, type Any, type Api, type Who } from './api.fixture.ts';
import type { Somebody } from '@yardstick/testing/world';

const words = (text: string) => ({ zh: text, en: text });
const source = { source: '考核办法', clause: '一' };

/** One mark given by people, one list they go through, and one recorded figure. */
export const markedScheme: ScoringScheme = {
  code: 'marked-by-people',
  name: words('打分考核'),
  version: 1,
  scale: 2,
  rounding: 'half-up',
  figures: [
    { code: 'leading', name: words('组织领导'), max: '6' },
    { code: 'rules', name: words('制度清单') },
    { code: 'survey', name: words('满意度'), max: '100' },
  ],
  indicators: [
    {
      ...{ code: 'leading', name: words('组织领导'), full: '60', ...source },
      method: { kind: 'three-line', figure: 'leading', outOf: '6', gap: '1' },
    },
    {
      ...{ code: 'rules', name: words('制度清单'), full: '20', ...source },
      method: {
        kind: 'checklist',
        figure: 'rules',
        items: [
          { code: 'publicity', name: words('公示'), points: '5' },
          { code: 'review', name: words('法制审核'), points: '15' },
        ],
      },
    },
    {
      ...{ code: 'survey', name: words('满意度'), full: '20', ...source },
      method: { kind: 'figure', figure: 'survey', outOf: '100' },
    },
  ],
  grades: [{ code: 'all', name: words('合格'), from: '0' }],
  vetoes: [],
  ranking: { ties: 'share' },
  missing: 'renormalise',
};

export async function does(api: Api, who: Who | Somebody, verb: string, input: object): Promise<Any> {
  const answer = await api.as(who).mutate(verb, input);
  expect([verb, answer.code, ...answer.refusals]).toEqual([verb, undefined]);
  return answer.payload;
}

export const officeLines = [
  { indicator: 'leading', mark: '2' },
  {
    indicator: 'rules',
    items: [
      { item: 'publicity', value: '5' },
      { item: 'review', value: '5' },
    ],
  },
];

/** Of both units, marked by the office's staff, computed and shown to the units. */
export async function markedRound(api: Api, by: Who | Somebody = 'staff'): Promise<string> {
  const { code, version } = markedScheme;
  const body = JSON.stringify(markedScheme);
  await api.db.sql(`insert into scoring_scheme (code, version, body) values ($1, $2, $3) on conflict do nothing`, [
    ...[code, version, body],
  ]);
  const figures = [unitA, unitB].map(unitCode => ({
    ...{ unitCode, code: 'survey', year: 0, value: '80', source: '调查报告' },
  }));
  await does(api, 'staff', 'recordFigures', { programId: api.world.programId, figures });
  const order = { programId: api.world.programId, schemeCode: code, name: '打分考核', asOf: api.world.today };
  const { evaluationId } = await does(api, 'chief', 'openEvaluation', order);
  for (const unitId of [unitA, unitB]) await does(api, by, 'checkLines', { evaluationId, unitId, lines: officeLines });
  const reason = '单位没有自评';
  await does(api, 'chief', 'closeCollecting', { evaluationId, reason });
  await does(api, 'chief', 'startEvaluation', { evaluationId });
  await built(api, evaluationId);
  return evaluationId as string;
}

export async function built(api: Api, evaluationId: string): Promise<void> {
  await buildEvaluation(api.db.orm, api.db.services, evaluationId);
  const [row] = await api.db.sql(`select state, failure from evaluation where id = $1`, [evaluationId]);
  expect(row).toEqual({ state: 'computed', failure: null });
  await does(api, 'chief', 'releaseProvisional', { evaluationId });
}

export async function objected(api: Api, evaluationId: string, indicator: string): Promise<string> {
  const input = { evaluationId, indicator, reason: '补交的记录没有计入', evidenceIds: [] };
  const { objection } = await does(api, 'liaison', 'draftObjection', input);
  await does(api, 'head', 'signObjection', { objectionId: objection.id });
  return objection.id as string;
}

export async function recomputed(api: Api, evaluationId: string): Promise<void> {
  await does(api, 'chief', 'recomputeEvaluation', { evaluationId, reason: '异议成立' });
  await built(api, evaluationId);
}

export async function frozen(api: Api, evaluationId: string): Promise<void> {
  await api.world.agree(evaluationId, api.people.head);
  await does(api, 'chief', 'proposeFreeze', { evaluationId });
  await does(api, 'leader', 'approveFreeze', { evaluationId });
}
