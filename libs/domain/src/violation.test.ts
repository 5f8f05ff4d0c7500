import { describe, expect, it } from 'vitest';
import { assertNone, RuleViolation } from './violation.ts';
import { sentence } from './wording.ts';
import { wordingEn } from './wording.en.ts';
import { wordingZh, type ViolationCode } from './wording.zh.ts';

const placeholders = (template: string) => [...template.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort();
const codes = Object.keys(wordingZh) as ViolationCode[];

describe('a violation', () => {
  it('is thrown together with all the others', () => {
    expect(() => assertNone([])).not.toThrow();
    const violations = [{ code: 'STALE' }, { code: 'REASON_REQUIRED', field: 'reason' }];
    expect(() => assertNone(violations)).toThrow(RuleViolation);
    try {
      assertNone(violations);
    } catch (error) {
      expect((error as RuleViolation).violations).toEqual(violations);
      expect((error as RuleViolation).message).toBe('STALE; REASON_REQUIRED');
    }
  });

  it('has the same parameters in both languages', () => {
    const differing = codes.filter(
      code => placeholders(wordingEn[code]).join() !== placeholders(wordingZh[code]).join(),
    );
    expect(differing).toEqual([]);
  });

  it('is worded in whole sentences, and in Chinese asks politely for what to do', () => {
    const unfinished = codes.filter(code => !/请.*。$/.test(wordingZh[code]) || !/^[“A-Z{].*\.$/.test(wordingEn[code]));
    expect(unfinished).toEqual([]);
  });
});

describe('a sentence', () => {
  it('fills in its parameters', () => {
    const violation = { code: 'PLAN_MILESTONES_TOO_MANY', params: { max: 12, count: 14 } };
    expect(sentence(violation, 'zh-CN')).toBe('节点最多 12 个，现有 14 个。请合并相近的节点。');
    expect(sentence(violation, 'en')).toBe(
      'There may be 12 milestones and there are 14. Merge those that belong together.',
    );
  });

  it('shows codes by their labels', () => {
    const violation = { code: 'EVIDENCE_MISSING', params: { kinds: 'document,ledger' } };
    expect(sentence(violation, 'zh-CN')).toContain('文件、台账');
    expect(sentence(violation, 'en')).toContain('Document, Ledger');
    expect(sentence({ code: 'ACTION_NOT_OPEN', params: { actionState: 'planning' } }, 'zh-CN')).toContain('“分解中”');
  });

  it('falls back on the message of a code outside the catalogue, then on the code itself', () => {
    expect(sentence({ code: 'X', message: 'no {n}', params: { n: 1 } }, 'en')).toBe('no 1');
    expect(sentence({ code: 'X_1' }, 'zh-CN')).toContain('X_1');
    expect(sentence({ code: 'toString' }, 'en')).toContain('(toString)');
  });
});
