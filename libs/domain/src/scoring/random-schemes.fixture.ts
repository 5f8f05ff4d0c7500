import type {
  Choice,
  FigureInput,
  FigureRecord,
  Grade,
  Indicator,
  IndicatorGroup,
  ScoringMethod,
  ScoringScheme,
  UnitInputs,
} from './scheme.ts';

export interface RandomCase {
  seed: number;
  scheme: ScoringScheme;
  inputs: UnitInputs[];
}

/** One scheme with every method sooner or later, and units that meet its edges: ties, caps, vetoes, holes. */
export function randomCase(seed: number): RandomCase {
  const dice = new Dice(seed);
  const draft = new Draft(dice, seed);
  const scheme = draft.scheme();
  const unitCount = dice.between(1, 9);
  const inputs: UnitInputs[] = [];
  for (let i = 0; i < unitCount; i += 1) {
    const unitCode = `U${dice.between(0, 9)}${i}`;
    // A twin of the unit before makes ties and quotas that nobody fills.
    const twin = i > 0 && dice.chance(35) ? structuredClone(inputs[i - 1]!) : undefined;
    inputs.push(twin ? { ...twin, unitCode, unitName: `单位${unitCode}` } : draft.unit(scheme, unitCode));
  }
  return { seed, scheme, inputs };
}

/** The cases from `first` on, one JSON text per line, for calculators in other languages. */
export function* caseLines(first: number, count: number): Generator<string> {
  for (let seed = first; seed < first + count; seed += 1) yield JSON.stringify(randomCase(seed));
}

/** Mulberry32: the same numbers everywhere. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  between(least: number, most: number): number {
    return least + (this.#next() % (most - least + 1));
  }

  chance(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)]!;
  }
}

/** So many of 1/10^places, as decimal text. */
function decimal(count: number, places: number): string {
  if (places === 0) return String(count);
  const digits = String(count).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const named = (zh: string, code: string) => ({
  zh: `${zh}${code}`,
  en: `${zh === '指标' ? 'Indicator' : 'Item'} ${code}`,
});

class Draft {
  readonly #dice: Dice;
  readonly #seed: number;
  #figures: ScoringScheme['figures'] = [];
  #indicators: Indicator[] = [];
  #groups: IndicatorGroup[] = [];

  constructor(dice: Dice, seed: number) {
    this.#dice = dice;
    this.#seed = seed;
  }

  scheme(): ScoringScheme {
    const dice = this.#dice;
    this.#level(1000, 1, 0);
    if (dice.chance(40)) this.#indicator(dice.between(10, 60), 'bonus');
    const bonus = this.#indicators.filter(i => i.method.kind === 'bonus').length > 0;
    const grades = this.#grades();
    const vetoes = this.#few(2).map(code => ({
      code,
      name: named('否决', code),
      figure: this.#figure(),
      ...(dice.chance(40) ? { effect: 'zero' as const } : {}),
    }));
    const ceilings = dice.chance(40)
      ? this.#few(2).map(code => ({
          code,
          name: named('限评', code),
          figure: this.#figure(),
          grade: dice.pick(grades).code,
        }))
      : undefined;
    const by = this.#tieBreaks();
    return {
      code: `random-${this.#seed}`,
      name: { zh: '随机方案', en: 'Random scheme' },
      version: dice.between(1, 9),
      scale: dice.between(0, 4),
      rounding: dice.pick(['half-up', 'half-even'] as const),
      ...(dice.chance(30)
        ? {
            scales: {
              indicator: dice.between(0, 4),
              ...(dice.chance(50) ? { group: dice.between(0, 3) } : {}),
              ...(dice.chance(50) ? { total: dice.between(0, 3) } : {}),
            },
          }
        : {}),
      ...(bonus && dice.chance(50) ? { totalCap: '100' } : {}),
      figures: this.#figures,
      indicators: this.#indicators,
      ...(this.#groups.length > 0 ? { groups: this.#groups } : {}),
      grades,
      vetoes,
      ...(ceilings ? { ceilings } : {}),
      ranking: by.length > 0 ? { ties: 'figures', by } : { ties: 'share' },
      missing: dice.pick(['renormalise', 'zero'] as const),
    };
  }

  /** Splits so many tenths among a few children; answers their codes. */
  #level(tenths: number, fewest: number, depth: number): string[] {
    const dice = this.#dice;
    const count = dice.between(fewest, 4);
    const codes: string[] = [];
    let left = tenths;
    for (let i = count; i >= 1; i -= 1) {
      const part = i === 1 ? left : dice.between(1, left - (i - 1));
      left -= part;
      codes.push(depth < 2 && dice.chance(30) ? this.#group(part, depth + 1) : this.#indicator(part));
    }
    return codes;
  }

  #group(tenths: number, depth: number): string {
    const dice = this.#dice;
    const code = `g${this.#groups.length + 1}`;
    const group: IndicatorGroup = { code, name: named('分组', code), full: decimal(tenths, 1), children: [] };
    this.#groups.push(group);
    const outOf = dice.chance(60) ? 1000 : Math.max(tenths, 4);
    if (outOf !== tenths) group.outOf = decimal(outOf, 1);
    group.children = this.#level(outOf, 1, depth);
    if (dice.chance(40))
      group.caps = this.#few(2).map(cap => ({
        code: cap,
        name: named('限分', cap),
        figure: this.#figure(),
        atLeast: String(dice.between(1, 3)),
        most: decimal(dice.between(0, outOf - 1), 1),
      }));
    return code;
  }

  #indicator(tenths: number, kind?: ScoringMethod['kind']): string {
    const dice = this.#dice;
    const code = `i${this.#indicators.length + 1}`;
    const full = decimal(tenths, 1);
    const indicator: Indicator = {
      code,
      name: named('指标', code),
      full,
      source: '随机',
      clause: code,
      method: this.#method(tenths, kind),
    };
    this.#indicators.push(indicator);
    if (dice.chance(10)) indicator.vetoes = [{ code: 'v', name: named('否决', code), figure: this.#figure() }];
    return code;
  }

  #method(tenths: number, only?: ScoringMethod['kind']): ScoringMethod {
    const dice = this.#dice;
    const kind =
      only ??
      dice.pick([
        'progress',
        'mean-of-figures',
        'rate',
        'deduction',
        'figure',
        'checklist',
        'survey',
        'ballot',
        'case-files',
        'three-line',
      ] as const);
    const year = dice.chance(30) ? { year: 2023 } : {};
    const outOf = dice.pick(['100', '10', '7.5', '3']);
    switch (kind) {
      case 'progress':
        return {
          kind,
          base: outOf,
          years: dice.pick([[2022], [2022, 2023], [2024, 2022, 2023]]),
          deductions: this.#few(3).map(code => this.#deduction(code)),
          bonuses: this.#few(2).map(code => this.#bonus(`b-${code}`)),
          ...(dice.chance(50) ? { bonusCap: decimal(dice.between(0, 50), 1) } : {}),
        };
      case 'mean-of-figures':
        return { kind, figure: this.#figure(), years: dice.pick([[2023], [2022, 2023, 2024]]), outOf };
      case 'rate':
        return { kind, numerator: this.#figure(), denominator: this.#figure() };
      case 'deduction': {
        const deductions = ['d0', ...this.#few(2)].map(code => this.#deduction(code));
        return { kind, deductions, ...(dice.chance(50) ? { base: outOf } : {}) };
      }
      case 'figure':
        return { kind, figure: this.#figure(), outOf, ...year };
      case 'bonus':
        return { kind, bonuses: ['b0', ...this.#few(2)].map(code => this.#bonus(code)) };
      case 'checklist': {
        const items = this.#split(tenths);
        const hasPoints = dice.chance(60);
        return {
          kind,
          figure: this.#figure(),
          items: items.map((part, i) => ({
            code: `c${i}`,
            name: named('要点', `c${i}`),
            ...(hasPoints ? { points: decimal(part, 1) } : {}),
          })),
          ...year,
        };
      }
      case 'survey':
        return {
          kind,
          figure: this.#figure(),
          answers: this.#choices(outOf),
          outOf,
          ...(dice.chance(30) ? { smallestSample: dice.between(1, 30) } : {}),
          ...year,
        };
      case 'ballot':
        return { kind, figure: this.#figure(), choices: this.#choices(outOf), outOf, ...year };
      case 'case-files':
        return {
          kind,
          figure: this.#figure(),
          outOf,
          vetoes: this.#few(3).map(code => ({ code, name: named('基本标准', code) })),
          ...year,
        };
      case 'three-line':
        return { kind, figure: this.#figure(), outOf, gap: decimal(dice.between(0, 30), 1), ...year };
    }
  }

  #split(tenths: number): number[] {
    const count = Math.min(this.#dice.between(1, 4), tenths);
    let left = tenths;
    return Array.from({ length: count }, (_, i) => {
      const part = i === count - 1 ? left : this.#dice.between(1, left - (count - 1 - i));
      left -= part;
      return part;
    });
  }

  #choices(outOf: string): Choice[] {
    const dice = this.#dice;
    const whole = Number(outOf) * 10;
    return ['a', 'b', 'c', 'd'].map((code, i) => ({
      code,
      name: named('选项', code),
      ...(i === 0 || dice.chance(75) ? { points: decimal(dice.between(0, whole), 1) } : {}),
    }));
  }

  #deduction(code: string) {
    const dice = this.#dice;
    return {
      ...this.#bonus(code),
      ...(dice.chance(30) ? { every: dice.between(1, 4) } : {}),
      ...(dice.chance(40) ? { cap: decimal(dice.between(1, 40), 1) } : {}),
    };
  }

  #bonus(code: string) {
    return { code, name: named('项目', code), figure: this.#figure(), per: decimal(this.#dice.between(1, 300), 2) };
  }

  #tieBreaks(): NonNullable<ScoringScheme['ranking']['by']> {
    const dice = this.#dice;
    if (dice.chance(50)) return [];
    return this.#few(3).map(() => ({
      better: dice.pick(['more', 'less'] as const),
      ...(dice.chance(50) ? { figure: this.#figure() } : { indicator: dice.pick(this.#indicators).code }),
    }));
  }

  #grades(): Grade[] {
    const dice = this.#dice;
    const froms = dice.pick([['90', '80', '60', '0'], ['75.5', '50', '0'], ['50', '0'], ['0']]);
    return froms.map((from, i) => ({
      code: `grade-${i + 1}`,
      name: named('等次', `${i + 1}`),
      from,
      ...(i < froms.length - 1 && dice.chance(60) ? { quotaPercent: dice.between(0, 100) } : {}),
    }));
  }

  #few(most: number): string[] {
    return Array.from({ length: this.#dice.between(0, most) }, (_, i) => `x${i}`);
  }

  /** A new figure for every use, so that each may have the inputs its method wants. */
  #figure(): string {
    const code = `f${this.#figures.length + 1}`;
    this.#figures.push({ code, name: named('数据', code) });
    return code;
  }

  unit(scheme: ScoringScheme, unitCode: string): UnitInputs {
    const dice = this.#dice;
    const figures: FigureInput[] = [];
    const plain = (code: string, year?: number, most = 12): void => {
      if (!dice.chance(80)) return;
      const value = dice.chance(60) ? String(dice.between(0, most)) : decimal(dice.between(0, most * 100), 2);
      figures.push(this.#input(code, year, value, [{ ref: `${code}/${year ?? 'all'}` }]));
    };
    for (const { method } of scheme.indicators) {
      switch (method.kind) {
        case 'progress':
          for (const item of [...method.deductions, ...method.bonuses])
            for (const year of method.years) this.#counted(figures, item.figure, year);
          break;
        case 'deduction':
        case 'bonus':
          for (const item of method.kind === 'bonus' ? method.bonuses : method.deductions)
            for (const year of dice.pick([[undefined], [2022, 2023]])) this.#counted(figures, item.figure, year);
          break;
        case 'mean-of-figures':
          for (const year of [...method.years, 2030, undefined])
            if (year && (year < 2030 || dice.chance(15))) plain(method.figure, year, Number(method.outOf));
          break;
        case 'rate':
          plain(method.numerator);
          plain(method.denominator);
          break;
        case 'figure':
          plain(method.figure, method.year, Number(method.outOf));
          break;
        default:
          if (dice.chance(85)) figures.push(this.#recorded(method));
      }
    }
    const seldom = [
      ...scheme.vetoes,
      ...(scheme.ceilings ?? []),
      ...(scheme.groups ?? []).flatMap(g => g.caps ?? []),
      ...scheme.indicators.flatMap(i => i.vetoes ?? []),
    ];
    for (const { figure } of seldom)
      if (dice.chance(25))
        figures.push(this.#input(figure, undefined, String(dice.between(0, 3)), [{ ref: `${figure}/hit` }]));
    for (const { figure } of scheme.ranking.by ?? []) if (figure) plain(figure, undefined, 2);
    const ruled = scheme.indicators.filter(i => i.method.kind !== 'bonus' && dice.chance(5));
    return {
      unitCode,
      unitName: `单位${unitCode}`,
      figures,
      ...(ruled.length > 0
        ? { notApplicable: ruled.map(i => ({ indicator: i.code, reason: '没有此项职责', refs: [`ruling/${i.code}`] })) }
        : {}),
    };
  }

  #input(code: string, year: number | undefined, value: string, records: FigureRecord[]): FigureInput {
    const dice = this.#dice;
    return {
      code,
      ...(year === undefined ? {} : { year }),
      value,
      records,
      source: 'random',
      ...(dice.chance(10) ? { provisional: true } : {}),
    };
  }

  /** A count, as a whole or with the value of each record; sometimes with something left out. */
  #counted(figures: FigureInput[], code: string, year?: number): void {
    const dice = this.#dice;
    if (!dice.chance(75)) return;
    const leftOut = dice.chance(10) ? { leftOut: [`${code}/left`] } : {};
    if (dice.chance(50)) {
      figures.push({
        ...this.#input(code, year, String(dice.between(0, 8)), [{ ref: `${code}/${year ?? 'all'}` }]),
        ...leftOut,
      });
      return;
    }
    const counts = Array.from({ length: dice.between(1, 3) }, () => dice.between(0, 7));
    const records = counts.map((count, i) => ({ ref: `${code}/${year ?? 'all'}/${i}`, value: String(count) }));
    const value = String(counts.reduce((a, b) => a + b));
    figures.push({ ...this.#input(code, year, value, records), ...leftOut });
  }

  #recorded(method: Extract<ScoringMethod, { figure: string }>): FigureInput {
    const dice = this.#dice;
    const year = 'year' in method ? method.year : undefined;
    const ref = (i: number | string) => `${method.figure}/${i}`;
    switch (method.kind) {
      case 'checklist': {
        const left = method.items.filter(() => dice.chance(15)).map(item => item.code);
        let hundredths = 0;
        const records = method.items
          .filter(item => !left.includes(item.code) && dice.chance(85))
          .map(item => {
            const most = Math.round(Number(item.points ?? '1') * 100);
            const value = dice.pick([0, most, dice.between(0, most)]);
            hundredths += value;
            return { ref: ref(item.code), item: item.code, value: decimal(value, 2) };
          });
        return {
          ...this.#input(method.figure, year, decimal(hundredths, 2), records),
          ...(left.length > 0 ? { leftOut: left } : {}),
        };
      }
      case 'survey':
      case 'ballot': {
        const choices = method.kind === 'survey' ? method.answers : method.choices;
        const most = dice.pick([0, 3, 200]);
        const counts = choices.map(() => dice.between(0, most));
        const sample = counts.reduce((a, b) => a + b);
        const records = choices.map((c, i) => ({ ref: ref(c.code), item: c.code, value: String(counts[i]!) }));
        const population = dice.pick([undefined, sample, sample + dice.between(1, 5000)]);
        return {
          ...this.#input(method.figure, year, String(sample), records),
          ...(method.kind === 'survey' && population !== undefined ? { population: String(population) } : {}),
        };
      }
      case 'case-files': {
        const most = Number(method.outOf) * 10;
        const marks = Array.from({ length: dice.between(0, 5) }, () => dice.between(0, most));
        const records = marks.map((mark, i) => {
          const hit = method.vetoes.filter(() => dice.chance(15)).map(veto => veto.code);
          return { ref: ref(i), value: decimal(mark, 1), ...(hit.length > 0 ? { vetoes: hit } : {}) };
        });
        const value = decimal(
          marks.reduce((a, b) => a + b, 0),
          1,
        );
        return this.#input(method.figure, year, value, records);
      }
      default: {
        const most = method.kind === 'three-line' ? Number(method.outOf) * 10 : 0;
        const mark = () => decimal(dice.between(0, most), 1);
        const said = () => ({ value: mark(), reason: dice.pick(['见附件', '台账不全', '佐证补齐']) });
        return {
          ...this.#input(method.figure, year, mark(), [{ ref: ref('sheet') }]),
          ...(dice.chance(80) ? { self: said() } : {}),
          ...(dice.chance(80) ? { office: said() } : {}),
        };
      }
    }
  }
}
