import type { PlanUnit } from '@yardstick/domain/plan';
import type { FigureRecord } from '@yardstick/domain/scoring/scheme';
import type { FigureRow } from './history-rows.ts';
import { momentOn } from './office-hours.ts';
import { Random } from './random.ts';
import { characterOf, originalCode } from './unit-characters.ts';

/** The years that were over when a demonstration begins, and the day on which the office had all of each on record. */
const recordedOn: Readonly<Record<number, string>> = { 2022: '2023-02-15', 2023: '2024-02-06' };

/**
 * What the two annual schemes ask for of the years gone by, as an office had it on record: counts from yearly statistics,
 * drawn case files, surveys and ballots. What people mark line by line stays theirs. None for the numbered copies of an
 * enlarged instance, which is for measuring.
 */
export function annualFiguresOf(
  unit: PlanUnit,
  given: { seed: string; programId: string; recordedBy: string },
): FigureRow[] {
  if (unit.code !== originalCode(unit.code)) return [];
  return Object.entries(recordedOn).flatMap(([year, day]) => {
    const recordedAt = new Date(momentOn(day, 16 * 60 + 10)).toISOString();
    const { seed, programId, recordedBy } = given;
    return new Year(unit, Number(year), seed).figures.map(figure => ({
      unitId: unit.code,
      programId,
      year: Number(year),
      isProvisional: false,
      recordedAt,
      recordedBy,
      population: null,
      ...figure,
    }));
  });
}

type Recorded = Pick<FigureRow, 'code' | 'value' | 'source' | 'records'> & { population?: string };

class Year {
  readonly figures: Recorded[] = [];
  readonly #unit: PlanUnit;
  readonly #year: number;
  readonly #random: Random;
  /** Around which everything of the year lies, of 100. */
  readonly #level: number;

  constructor(unit: PlanUnit, year: number, seed: string) {
    this.#unit = unit;
    this.#year = year;
    this.#random = new Random(seed, unit.code, year, 'annual-figures');
    this.#level = characterOf(unit.code).marks - (year === 2022 ? 3.5 : 1.5);
    this.#duties();
    this.#quality();
    this.#opinions();
    this.#staffAndReports();
  }

  #duties(): void {
    const inspections = `${this.#year}年度行政检查统计年报`;
    this.#rate('inspections-done', 'inspections-planned', [60, 240], inspections, 4);
    this.#rate('matters-performed', 'matters-due', [24, 90], `${this.#year}年度监管事项覆盖情况统计表`, 0);
    this.#rate('random-done', 'random-planned', [16, 60], `${this.#year}年度双随机抽查任务完成表`, 5);
    this.#rate('complaints-in-time', 'complaints-due', [20, 160], `${this.#year}年12345热线投诉举报办理统计`, 4);
    this.#rate('replies-in-time', 'replies-due', [6, 28], '移送协查和建议书回复登记', 2);
  }

  #quality(): void {
    const review = `${this.#year}年度行政执法案卷集中评查结果`;
    const numbers = new Set<number>();
    while (numbers.size < 8) numbers.add(this.#random.between(1, 96));
    const failsAt = this.#level < 75 ? 0.14 : this.#level < 82 ? 0.04 : 0;
    const files = [...numbers]
      .sort((a, b) => a - b)
      .map((no): FigureRecord => {
        const mark = Math.max(61, Math.min(99, this.#around(this.#level + 2, 5)));
        const fails = this.#random.chance(failsAt);
        return {
          ref: `${this.#unit.shortName}罚决〔${this.#year}〕${no}号`,
          value: (Math.round(mark * 2) / 2).toFixed(1),
          ...(fails ? { vetoes: ['procedure'], note: '未告知陈述申辩权利' } : {}),
        };
      });
    this.#batch('case-files', files, review);
    this.#figure('failing-files', files.filter(file => file.vetoes).length, review);
    const appeals = `${this.#year}年度行政复议和行政应诉统计年报`;
    this.#figure('revoked-on-review', this.#few(), appeals);
    this.#figure('lawsuits-lost', this.#few(), appeals);
    const due = this.#random.between(0, 6);
    this.#figure('appearances-due', due, appeals);
    this.#figure('appearances', due - (this.#level < 85 && due > 0 ? this.#random.between(0, 1) : 0), appeals);
    const isWanting = this.#random.chance(this.#level > 88 ? 0.05 : this.#level > 80 ? 0.35 : 0.7);
    this.#batch(
      'three-systems',
      ['publicity', 'recording', 'legal-review'].map(item => ({
        ref: `batch/three-systems/${item}`,
        item,
        value: isWanting && item === 'recording' ? '0' : '1',
        ...(isWanting && item === 'recording' ? { note: '音像记录未按规定归档' } : {}),
      })),
      `${this.#year}年度三项制度专项检查记录`,
    );
    const conduct = `${this.#year}年度执法监督检查问题清单`;
    this.#figure('case-defects', this.#random.between(0, this.#level > 90 ? 2 : 6), conduct);
    this.#figure('below-minimum', this.#random.chance(this.#level < 80 ? 0.3 : 0.03) ? 1 : 0, conduct);
    this.#figure('licence-late', this.#random.chance(this.#level < 85 ? 0.3 : 0.05) ? 1 : 0, conduct);
  }

  #opinions(): void {
    const report = `${this.#year}年度行政执法满意度第三方调查报告`;
    this.#survey('survey-subjects', [60, 110], [300, 900], report);
    this.#survey('survey-enterprises', [40, 70], [150, 400], report);
    this.#survey('survey-public', [40, 60], [200, 300], report);
    this.#survey('survey-supervisors', [20, 30], [36, 48], report);
    const votes = this.#shared(
      this.#random.between(44, 60),
      ['a', 'b', 'c', 'd', 'abstain'],
      [0.85, 0.97, 0.985, 0.99],
    );
    this.#batch('outside-ballot', recordsOf('outside-ballot', votes), `${this.#year}年度外部评议测评票统计`);
  }

  #staffAndReports(): void {
    const roster = `${this.#year}年末行政执法人员名册`;
    const officers = this.#random.between(18, 140);
    this.#figure('officers', officers, roster);
    this.#figure('licensed', this.#share(officers, this.#level + 6), roster);
    this.#figure('trained', this.#share(officers, this.#level + 3), `${this.#year}年度学法培训学时统计`);
    const { copiesLastYear, lateChance } = characterOf(this.#unit.code);
    const register = `${this.#year}年度工作报告收文登记`;
    this.#figure('reports-late', this.#random.chance(lateChance) ? this.#random.between(1, 2) : 0, register);
    this.#figure('reports-missing', this.#random.chance(lateChance / 3) ? 1 : 0, register);
    this.#figure('reports-copied', copiesLastYear && this.#year === 2023 ? 1 : 0, register);
    if (this.#level > 92 && this.#random.chance(0.5)) this.#figure('demonstration', 1, '示范单位和现场会登记');
  }

  #figure(code: string, value: number, source: string): void {
    this.figures.push({ code, value: String(value), source, records: null });
  }

  /** So many due, and of them the share that a unit of this level gets done. */
  #rate(done: string, due: string, [least, most]: [number, number], source: string, above: number): void {
    const count = this.#random.between(least, most);
    this.#figure(done, this.#share(count, this.#level + above), source);
    this.#figure(due, count, source);
  }

  #survey(code: string, asked: [number, number], possible: [number, number], source: string): void {
    const count = this.#random.between(...asked);
    const answers = ['very-satisfied', 'satisfied', 'fair', 'unsatisfied', 'unknown'];
    const given = this.#shared(count, answers, [0.72, 0.9, 0.96, 0.98]);
    this.#batch(code, recordsOf(code, given), source, String(this.#random.between(...possible)));
  }

  /** Counts by answer: `bounds` of a unit at 90, of which a weaker one reaches less. */
  #shared(count: number, answers: readonly string[], bounds: readonly number[]): Map<string, number> {
    const weakness = (90 - this.#level) / 100;
    const given = new Map(answers.map(answer => [answer, 0]));
    for (let i = 0; i < count; i++) {
      const chance = this.#random.next();
      const place = bounds.findIndex((bound, at) => chance < bound - weakness * (1.6 - at * 0.45));
      const answer = answers[place < 0 ? answers.length - 1 : place]!;
      given.set(answer, given.get(answer)! + 1);
    }
    return given;
  }

  #batch(code: string, records: FigureRecord[], source: string, population?: string): void {
    const tenths = records.reduce((sum, { value }) => sum + Math.round(Number(value) * 10), 0);
    const value = tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
    this.figures.push({ code, value, source, records, ...(population ? { population } : {}) });
  }

  #around(middle: number, spread: number): number {
    return middle + (this.#random.next() * 2 - 1) * spread;
  }

  #share(count: number, percent: number): number {
    return Math.max(0, Math.min(count, Math.round((count * this.#around(percent, 3)) / 100)));
  }

  /** Decisions that did not hold: rarely more than one, and none where work is in good order. */
  #few(): number {
    return this.#random.chance(this.#level > 90 ? 0.1 : 0.4) ? this.#random.between(1, this.#level > 80 ? 1 : 3) : 0;
  }
}

const recordsOf = (figure: string, counts: ReadonlyMap<string, number>): FigureRecord[] =>
  [...counts].map(([item, count]) => ({ ref: `batch/${figure}/${item}`, item, value: String(count) }));
