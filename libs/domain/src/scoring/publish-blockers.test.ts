import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentence } from '../wording.ts';
import { figuresNamed, markOf, schemeOf } from './example.fixture.ts';
import { publishBlockers } from './publish-blockers.ts';
import { randomCase } from './random-schemes.fixture.ts';
import type { ScoringMethod, ScoringScheme } from './scheme.ts';
import { caseFileSheet, efficacyAnnual, lawAssessmentAnnual, shippedSchemes } from './shipped-schemes.ts';
import { schemeJsonSchema, validateScheme } from './validate-scheme.ts';

const name = (zh: string, en = zh) => ({ zh, en });
const folder = new URL('schemes/', import.meta.url);
const files = readdirSync(folder).map((file): [string, ScoringScheme] => [
  file,
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ScoringScheme,
]);

/** Two groups, a tie rule, a ceiling, a bonus: one of everything that can be spoilt. */
const whole = (): ScoringScheme =>
  schemeOf(
    [
      { code: 'a', full: '60' },
      { code: 'b', full: '40', method: markOf('f2') },
      {
        code: 'list',
        full: '30',
        method: {
          kind: 'checklist',
          figure: 'f3',
          items: [
            { code: 'x', name: name('机制'), points: '20' },
            { code: 'y', name: name('计划'), points: '10' },
          ],
        },
      },
      {
        code: 'vote',
        full: '20',
        method: {
          kind: 'ballot',
          figure: 'f4',
          outOf: '10',
          choices: [
            { code: 'yes', name: name('好'), points: '10' },
            { code: 'no', name: name('差'), points: '0' },
          ],
        },
      },
      {
        code: 'more',
        full: '5',
        method: { kind: 'bonus', bonuses: [{ code: 'm', name: name('示范'), figure: 'f5', per: '1' }] },
      },
    ],
    {
      figures: figuresNamed('f1', 'f2', 'f3', 'f4', 'f5', 'bad'),
      groups: [
        { code: 'top', name: name('总'), full: '50', outOf: '100', children: ['a', 'b'] },
        {
          code: 'rest',
          name: name('其他'),
          full: '50',
          children: ['list', 'vote'],
          caps: [{ code: 'cap', name: name('限分'), figure: 'bad', atLeast: '1', most: '40' }],
        },
      ],
      ceilings: [{ code: 'bad', name: name('限评'), figure: 'bad', grade: 'fair' }],
      ranking: { ties: 'figures', by: [{ figure: 'f5', better: 'more' }] },
    },
  );
const method = (scheme: ScoringScheme, code: string): ScoringMethod & Record<string, unknown> =>
  scheme.indicators.find(i => i.code === code)!.method as ScoringMethod & Record<string, unknown>;
const group = (scheme: ScoringScheme, code: string) => scheme.groups!.find(g => g.code === code)!;

describe('a scheme with a tree', () => {
  it('is fit to be published', () => expect(publishBlockers(whole())).toEqual([]));

  it.each([
    ['a group whose children weigh too little', 'SCHEME_GROUP_SUM', s => (group(s, 'rest').full = '49')],
    ['a child nobody knows', 'SCHEME_CHILD_UNKNOWN', s => group(s, 'top').children.push('z')],
    ['a child of two groups', 'SCHEME_CHILD_REPEATED', s => group(s, 'rest').children.push('a')],
    ['a bonus inside a group', 'SCHEME_BONUS_IN_GROUP', s => group(s, 'rest').children.push('more')],
    ['a group inside itself', 'SCHEME_GROUP_IN_CIRCLE', s => group(s, 'rest').children.push('rest')],
    ['one code for a group and an indicator', 'SCHEME_CODE_REPEATED', s => (s.groups![0]!.code = 'more')],
    ['one code for two caps', 'SCHEME_CODE_REPEATED', s => group(s, 'rest').caps!.push(group(s, 'rest').caps![0]!)],
    [
      'points on some items only',
      'SCHEME_POINTS_MIXED',
      s => delete (method(s, 'list').items as { points?: string }[])[0]!.points,
    ],
    [
      'items that do not add up',
      'SCHEME_POINTS_SUM',
      s => ((method(s, 'list').items as { points?: string }[])[0]!.points = '21'),
    ],
    [
      'a choice above the whole',
      'SCHEME_POINTS_ABOVE',
      s => ((method(s, 'vote').choices as { points?: string }[])[0]!.points = '11'),
    ],
    [
      'no choice with points',
      'SCHEME_POINTS_NONE',
      s => (method(s, 'vote').choices as { points?: string }[]).forEach(c => delete c.points),
    ],
    ['a ceiling at no grade', 'SCHEME_GRADE_UNKNOWN', s => (s.ceilings![0]!.grade = 'best')],
    ['tie figures not named', 'SCHEME_TIES_UNCLEAR', s => delete s.ranking.by],
    ['tie figures named in vain', 'SCHEME_TIES_UNCLEAR', s => (s.ranking.ties = 'share')],
    ['a tie-break by two things', 'SCHEME_TIE_BREAK_UNCLEAR', s => (s.ranking.by![0]!.indicator = 'a')],
    [
      'a tie-break by no indicator',
      'SCHEME_INDICATOR_UNKNOWN',
      s => (s.ranking.by = [{ indicator: 'z', better: 'less' }]),
    ],
    ['a cap on an undeclared figure', 'SCHEME_FIGURE_UNKNOWN', s => (group(s, 'rest').caps![0]!.figure = 'z')],
    ['records read twice', 'SCHEME_FIGURE_SHARED', s => ((method(s, 'vote').figure as string) = 'f3')],
    ['a figure nothing uses', 'SCHEME_FIGURE_UNUSED', s => s.figures.push(...figuresNamed('idle'))],
    ['a grade nobody can reach', 'SCHEME_GRADE_OUT_OF_REACH', s => (s.grades[0]!.from = '105.01')],
    ['a cap that caps nothing', 'SCHEME_CAP_WITHOUT_EFFECT', s => (group(s, 'rest').caps![0]!.most = '50')],
    ['a name in one language', 'SCHEME_NAME_EMPTY', s => (s.indicators[0]!.name.en = ' ')],
    ['a field nobody knows in a group', 'SCHEME_FIELD_UNKNOWN', s => Object.assign(group(s, 'top'), { weight: '5' })],
    ['an effect nobody knows', 'SCHEME_FIELD_INVALID', s => Object.assign(s.ranking, { ties: 'lot' })],
  ] as [string, string, (scheme: ScoringScheme) => unknown][])('with %s is refused: %s', (_, code, spoil) => {
    const scheme = whole();
    spoil(scheme);
    const faults = publishBlockers(scheme);
    expect(faults.map(f => f.code)).toContain(code);
    for (const fault of faults)
      for (const locale of ['zh-CN', 'en'] as const) {
        expect(fault.field).toBeTruthy();
        expect(sentence(fault, locale)).not.toMatch(/\{\w+\}/);
        expect(sentence(fault, locale)).not.toContain(fault.code);
      }
  });

  it('stays computable where it is only unfit to be published', () => {
    const scheme = whole();
    scheme.figures.push(...figuresNamed('idle'));
    expect(validateScheme(scheme)).toEqual([]);
  });
});

describe('the shipped schemes', () => {
  it.each(files)('%s is fit to be published', (_, scheme) => expect(publishBlockers(scheme)).toEqual([]));

  it('are all in their folder, each under its code', () => {
    expect(files.map(([file]) => file)).toEqual(shippedSchemes.map(s => `${s.code}.json`).sort());
    expect(files.map(([file, scheme]) => [file, `${scheme.code}.json`]).every(([a, b]) => a === b)).toBe(true);
  });

  it('say that they are examples, indicator by indicator', () => {
    for (const { indicators } of shippedSchemes)
      for (const { source } of indicators) expect(source).toContain('(示例,待按正式文件校核)');
  });

  it('weigh efficacy 40, 40 and 20, and cap its quality where a file fails', () => {
    expect(efficacyAnnual.groups!.map(g => g.full)).toEqual(['40', '40', '20']);
    expect(efficacyAnnual.groups![1]!.caps!.map(c => c.most)).toEqual(['79', '69']);
  });

  it('give the assessment three lines for what a unit checks itself, and nine vetoes to a case file', () => {
    const own = lawAssessmentAnnual.indicators.filter(i => i.method.kind === 'three-line');
    expect(own.every(i => i.criterion)).toBe(true);
    expect(own).toHaveLength(6);
    expect(caseFileSheet.vetoes.map(v => v.effect)).toEqual(Array(9).fill('zero'));
    expect(caseFileSheet.subject).toBe('case-file');
  });
});

describe('the JSON Schema of the format', () => {
  const validate = new Ajv().compile(schemeJsonSchema());

  it('stands in a file for editors, written anew with vitest -u', async () => {
    await expect(`${JSON.stringify(schemeJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('scheme.schema.json');
  });

  it('takes every shipped scheme and what is invented at random', () => {
    for (const scheme of shippedSchemes) expect([validate(scheme), validate.errors]).toEqual([true, null]);
    for (let seed = 1; seed <= 100; seed += 1) expect(validate(randomCase(seed).scheme)).toBe(true);
  });

  it.each([
    ['an unknown field', s => Object.assign(s, { weight: '1' })],
    ['a number for a mark', s => Object.assign(s.indicators[0]!, { full: 60 })],
    ['a missing clause', s => delete (s.indicators[0]! as { clause?: string }).clause],
    ['a field of another method', s => Object.assign(method(s, 'a'), { numerator: 'f1' })],
    ['marks worth nothing', s => (s.indicators[0]!.full = '0.0')],
  ] as [string, (scheme: ScoringScheme) => unknown][])('refuses %s, as the strict reader does', (_, spoil) => {
    const scheme = whole();
    expect(validate(scheme)).toBe(true);
    spoil(scheme);
    expect(validate(scheme)).toBe(false);
    expect(validateScheme(scheme).length).toBeGreaterThan(0);
  });
});
