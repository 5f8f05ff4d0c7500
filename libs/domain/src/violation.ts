import type { ViolationCode } from './wording.zh.ts';

export type { ViolationCode } from './wording.zh.ts';

/** One reason why a rule says no. Codes outside the catalogue bring their own `message`. */
export interface Violation {
  code: ViolationCode | (string & {});
  message?: string;
  /** Path into the input, such as `milestones.0.title`, so that a form can point at it. */
  field?: string;
  /** Of a text that somebody wrote: the line it is about, from 1. */
  line?: number;
  params?: Record<string, string | number>;
}

export class RuleViolation extends Error {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map(v => (v.params ? `${v.code} ${JSON.stringify(v.params)}` : v.code)).join('; '));
    this.name = 'RuleViolation';
    this.violations = violations;
  }
}

export function assertNone(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new RuleViolation(violations);
}
