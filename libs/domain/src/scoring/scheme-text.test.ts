import { describe, expect, it } from 'vitest';
import { sentence } from '../wording.ts';
import { randomCase } from './random-schemes.fixture.ts';
import { readSchemeText, writeSchemeText } from './scheme-text.ts';
import type { ScoringScheme } from './scheme.ts';
import { acceptance2024, efficacyAnnual, lawAssessmentAnnual, shippedSchemes } from './shipped-schemes.ts';

const read = (text: string, code = 'acceptance-2024') => readSchemeText(text, code, 7);
const written = (change: (scheme: ScoringScheme) => void, from = acceptance2024): string => {
  const scheme = structuredClone(from);
  change(scheme);
  return writeSchemeText(scheme);
};
const faultsOf = (text: string, code?: string) =>
  read(text, code).blockers.map(({ code: fault, line }) => [fault, line]);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('the text of a scheme', () => {
  it('says the same when it is read again, under its next number', () => {
    const schemes = [...shippedSchemes, ...Array.from({ length: 60 }, (_, i) => randomCase(i + 1).scheme)];
    for (const scheme of schemes) {
      const { scheme: again, blockers } = readSchemeText(writeSchemeText(scheme), scheme.code, scheme.version);
      if (again) expect(again).toEqual(scheme);
      else expect(blockers.every(({ line }) => line! > 0)).toBe(true);
    }
    expect(read(writeSchemeText(acceptance2024)).scheme).toEqual({ ...acceptance2024, version: 7 });
  });

  it('is short: things that fit stand on one line', () => {
    const lines = writeSchemeText(acceptance2024).split('\n');
    expect(lines[1]).toBe('  "code": "acceptance-2024",');
    expect(lines).toContain('  "name": { "zh": "2024 年验收评估", "en": "Acceptance evaluation 2024" },');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(150);
    expect(writeSchemeText(lawAssessmentAnnual).split('\n').length).toBeLessThan(400);
  });

  it('does not count what it says of its own number', () => {
    const text = writeSchemeText(acceptance2024).replace('{\n', '{\n  "version": "x",\n');
    expect(read(text).scheme!.version).toBe(7);
  });
});

describe('what keeps a text from being published', () => {
  it('is told with the line it is on', () => {
    const text = written(scheme => {
      scheme.indicators[0]!.full = '45';
      scheme.vetoes[1]!.figure = 'nobody';
    });
    expect(faultsOf(text)).toEqual([
      ['SCHEME_FULL_NOT_100', lineOf(text, '"indicators"')],
      ['SCHEME_FIGURE_UNKNOWN', lineOf(text, '"nobody"')],
    ]);
    const [first] = read(text).blockers;
    expect(sentence(first!, 'zh-CN')).toMatch(/^第 \d+ 行：.*95/);
    expect(sentence(first!, 'en')).toMatch(/^Line \d+: /);
  });

  it('leads into groups, methods and lists by code or by number', () => {
    const text = written(scheme => {
      scheme.groups![1]!.full = '41';
      (scheme.indicators[2]!.method as { kind: string }).kind = 'guess';
    }, efficacyAnnual);
    expect(faultsOf(text, 'efficacy-annual')).toEqual([['SCHEME_FIELD_INVALID', lineOf(text, '"guess"')]]);
    const sums = written(scheme => (scheme.groups![1]!.outOf = '90'), efficacyAnnual);
    expect(faultsOf(sums, 'efficacy-annual')).toEqual([
      ['SCHEME_GROUP_SUM', lineOf(sums, `"code": "${efficacyAnnual.groups![1]!.code}"`)],
    ]);
  });

  it('names the second of two with one code, a field nobody knows, and a key written twice', () => {
    const twice = written(scheme => scheme.grades.splice(1, 0, scheme.grades[0]!));
    const codes = [...twice.matchAll(/"code": "excellent"/g)].map(match => lineOf(twice, twice.slice(match.index)));
    expect(faultsOf(twice)[0]).toEqual(['SCHEME_CODE_REPEATED', codes[1]]);
    const unknown = writeSchemeText(acceptance2024).replace('"scale": 2,', '"scale": 2,\n  "colour": "red",');
    expect(faultsOf(unknown)).toEqual([['SCHEME_FIELD_UNKNOWN', lineOf(unknown, '"colour"')]]);
    const repeated = writeSchemeText(acceptance2024).replace('"scale": 2,', '"scale": 2,\n  "scale": 2,');
    expect(faultsOf(repeated)).toEqual([['SCHEME_KEY_REPEATED', lineOf(repeated, '"scale": 2,\n  "rounding"')]]);
  });

  it('is the code of another scheme', () =>
    expect(faultsOf(writeSchemeText(acceptance2024), 'acceptance-2025')).toEqual([['SCHEME_CODE_OTHER', 2]]));

  it.each([
    ['nothing', '', 1, 1],
    ['a comma is missing', '{\n  "code": "a"\n  "name": 1\n}', 3, 3],
    ['a comma too many', '{\n  "a": [1, 2,]\n}', 2, 14],
    ['no number', '{ "a": 01 }', 1, 8],
    ['a text over two lines', '{ "a": "b\nc" }', 1, 8],
    ['something behind', '[1] x', 1, 5],
    ['deeper than any scheme', '['.repeat(5000), 1, 52],
  ])('is a mistake in writing, and where: %s', (_, text, line, column) => {
    const [fault] = read(text).blockers;
    expect([fault!.code, fault!.line, fault!.params!.column]).toEqual(['SCHEME_NOT_JSON', line, column]);
  });

  it('is found in every text that JSON refuses, and in no other for that reason', () => {
    const text = writeSchemeText(acceptance2024);
    for (let at = 0; at < text.length; at += 31) {
      for (const broken of [text.slice(0, at) + text.slice(at + 1), text.slice(0, at) + '"' + text.slice(at)]) {
        const isRefused = read(broken).blockers.some(({ code }) => code === 'SCHEME_NOT_JSON');
        expect(isRefused, broken.slice(Math.max(0, at - 20), at + 20)).toBe(!isJson(broken));
      }
    }
  });

  it('is a text of a size that no scheme has', () =>
    expect(faultsOf(' '.repeat(200_001))).toEqual([['SCHEME_TEXT_TOO_LONG', undefined]]));

  it('is anything but an object', () => expect(faultsOf('[]')).toEqual([['SCHEME_FIELD_INVALID', 1]]));
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
