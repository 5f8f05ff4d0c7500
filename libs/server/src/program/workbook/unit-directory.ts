import { comparable, halfWidth } from '@yardstick/domain/half-width';
import { nearest } from '@yardstick/domain/nearest';
import { allScoredUnits, type PlanUnit } from '@yardstick/domain/plan';
import type { WorkbookIssueCode } from './issue-wording.ts';

export interface UnitListProblem {
  code: WorkbookIssueCode;
  params: Record<string, string | number>;
  suggestion?: string;
}

export interface UnitList {
  /** Unit codes, or `ALL`. */
  codes: string[];
  problems: UnitListProblem[];
}

const everyone =
  /^(?:全市|市直|区直|市区直|市级|市区两级)*(?:各|所有|全部|全体|(?<count>\d+)[家个]?)(?:级|市直|区直|市区直)*(?:行政)?(?:执法|计分|成员|责任)?(?:单位|部门|机关)?(?:\([^()]*\))?$/;
const noUnits = /^[/\\\-—–无]*$/;
const districtBody = /(?:区|开发区)(?:人民政府|政府|管理委员会|管委会)$/;

/** The units a plan may name, findable by code, name, short name or alias. */
export class UnitDirectory {
  readonly units: readonly PlanUnit[];
  readonly #levels: Map<string, PlanUnit[]>[];
  /** One misspelling often fills a whole column. */
  readonly #nearestNames = new Map<string, string | null>();

  constructor(units: readonly PlanUnit[]) {
    this.units = units;
    this.#levels = [
      (u: PlanUnit) => [u.code],
      (u: PlanUnit) => [u.name],
      (u: PlanUnit) => [u.shortName],
      (u: PlanUnit) => u.aliases,
    ].map(wordsOf => {
      const level = new Map<string, PlanUnit[]>();
      for (const unit of units) {
        for (const word of new Set(wordsOf(unit).map(comparable))) {
          if (word !== '') level.set(word, [...(level.get(word) ?? []), unit]);
        }
      }
      return level;
    });
  }

  /** All units meant by a word: codes before names, names before short names, these before aliases. */
  find(word: string): readonly PlanUnit[] {
    for (const level of this.#levels) {
      const found = level.get(comparable(word));
      if (found) return found;
    }
    return [];
  }

  nearestName(word: string): string | undefined {
    let name = this.#nearestNames.get(word);
    if (name === undefined) {
      name = nearest(word, this.units, unit => [unit.name, unit.shortName, ...unit.aliases])?.name ?? null;
      this.#nearestNames.set(word, name);
    }
    return name ?? undefined;
  }

  nameOf(code: string): string {
    return this.units.find(unit => unit.code === code)?.name ?? code;
  }

  /** `市公安局、各区;32家执法单位` as unit codes. */
  readList(text: string): UnitList {
    const list: UnitList = { codes: [], problems: [] };
    if (noUnits.test(halfWidth(text).trim())) return list;
    for (const piece of splitOutsideBrackets(text)) this.#readPiece(piece, list);
    for (const code of new Set(list.codes.filter((code, index) => list.codes.indexOf(code) !== index))) {
      list.problems.push({ code: 'unit-twice', params: { name: this.nameOf(code) } });
    }
    list.codes = [...new Set(list.codes)];
    return list;
  }

  /** The text that `readList` reads back to these codes: names where they are unmistakable, codes elsewhere. */
  writeList(codes: readonly string[]): string {
    const isUnmistakable = (word: string, code: string) => {
      const { codes: read, problems } = this.readList(`${word}、${allScoredUnits}`);
      return problems.length === 0 && read.length === 2 && read[0] === code;
    };
    return codes
      .map(code => {
        if (code === allScoredUnits) return '各执法单位';
        const name = this.nameOf(code);
        return isUnmistakable(name, code) ? name : code;
      })
      .join('、');
  }

  #readPiece(piece: string, list: UnitList): void {
    const found = this.#resolve(piece);
    if (found) {
      list.codes.push(...found);
      const stated = Number(everyone.exec(comparable(piece))?.groups?.count);
      const actual = this.units.filter(unit => unit.isScored).length;
      if (stated && stated !== actual) list.problems.push({ code: 'all-count-differs', params: { stated, actual } });
      return;
    }
    const open = /^(.+?)等(?:\d+[家个])?(?:有关|相关|执法)?(?:单位|部门)?$/.exec(piece);
    if (open) {
      list.problems.push({ code: 'unit-list-open', params: { text: piece } });
      this.#readPiece(open[1]!, list);
      return;
    }
    const parts = /\s/.test(piece) ? piece.split(/\s+/) : this.#splitAtAnd(piece);
    if (parts) {
      parts.forEach(part => this.#readPiece(part, list));
      return;
    }
    const same = this.find(piece);
    if (same.length > 1) {
      const names = same.map(unit => unit.name).join('、');
      list.problems.push({ code: 'unit-ambiguous', params: { name: piece, names } });
      return;
    }
    const suggestion = this.nearestName(piece);
    list.problems.push({ code: 'unit-unknown', params: { name: piece }, ...(suggestion ? { suggestion } : {}) });
  }

  /** `市公安局和市文化和旅游局` as two units, although a name may itself hold 和; null when that does not work out. */
  #splitAtAnd(piece: string): string[] | null {
    for (const { index } of piece.matchAll(/[和及与]/g)) {
      const left = piece.slice(0, index);
      const right = piece.slice(index + 1);
      if (!this.#resolve(left)) continue;
      const rest = this.#resolve(right) ? [right] : this.#splitAtAnd(right);
      if (rest) return [left, ...rest];
    }
    return null;
  }

  #resolve(piece: string): string[] | null {
    const found = this.find(piece);
    if (found.length === 1) return [found[0]!.code];
    if (found.length > 1) return null;
    const word = comparable(piece);
    if (word === comparable(allScoredUnits)) return [allScoredUnits];
    const districts = this.#districts(word);
    if (districts.length > 0) return districts;
    if (everyone.test(word)) return [allScoredUnits];
    const withoutRemark = word.replace(/\([^()]*\)$/, '');
    return withoutRemark !== word && withoutRemark !== '' ? this.#resolve(withoutRemark) : null;
  }

  /** 各区 means the district governments and zone committees, 各区司法局 the bodies of that name. */
  #districts(word: string): string[] {
    const body = /^各区(?:县)?(.*)$/.exec(word)?.[1]?.replace(/\([^()]*\)/g, '');
    if (body === undefined) return [];
    const isGovernment = /^[、/]?(?:人民政府|政府)?[、/]?(?:管理委员会|管委会)?$/.test(body);
    return this.units
      .filter(unit => unit.kind === 'district' || unit.kind === 'zone')
      .filter(unit =>
        isGovernment ? districtBody.test(unit.name) : [unit.name, unit.shortName].some(name => name.endsWith(body)),
      )
      .map(unit => unit.code);
  }
}

function splitOutsideBrackets(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  // Half-width text has the same length, so its positions hold for the original.
  for (const { 0: mark, index } of halfWidth(text).matchAll(/[(),;、\n|]/g)) {
    if (mark === '(') depth++;
    else if (mark === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces.map(piece => piece.trim().replace(/。$/, '')).filter(piece => piece !== '');
}
