/** How a unit goes about its work. Ranges are working days; chances are per occasion. */
export interface Character {
  /** Working days before the due day at which a milestone is handed in. */
  lead: readonly [number, number];
  lateChance: number;
  /** Working days after the due day, when late. */
  late: readonly [number, number];
  /** From the liaison to the head, and from one step to the next. */
  pause: readonly [number, number];
  /** Share of the expected progress that is reported. */
  pace: readonly [number, number];
  returnChance: number;
  planReturnChance: number;
  extensionChance: number;
  /** That an action comes to a standstill, by year. */
  standstillChance: Readonly<Record<number, number>>;
  copiesLastYear?: true;
  /** Signs for nothing in the last year. */
  silentSince?: number;
  /** Points around which the year's marks lie. */
  marks: number;
}

const steady: Character = {
  lead: [0, 6],
  lateChance: 0.13,
  late: [1, 9],
  pause: [0, 2],
  pace: [0.85, 1.1],
  returnChance: 0.07,
  planReturnChance: 0.07,
  extensionChance: 0.25,
  standstillChance: { 2022: 0, 2023: 0.002, 2024: 0.09 },
  marks: 89,
};
const ahead: Character = {
  ...steady,
  standstillChance: {},
  lead: [2, 10],
  lateChance: 0.03,
  late: [1, 4],
  pause: [0, 1],
  pace: [1, 1.2],
  returnChance: 0.04,
  marks: 94.5,
};
const tight: Character = { ...steady, lead: [0, 3], lateChance: 0.3, late: [2, 12], pace: [0.7, 0.95], marks: 84.5 };
const late: Character = {
  ...steady,
  lead: [0, 3],
  lateChance: 0.55,
  late: [5, 28],
  pause: [1, 4],
  pace: [0.5, 0.8],
  returnChance: 0.16,
  planReturnChance: 0.2,
  extensionChance: 0.35,
  standstillChance: { 2022: 0.02, 2023: 0.04, 2024: 0.3 },
  marks: 76,
};
const oftenReturned: Character = { ...steady, returnChance: 0.45, planReturnChance: 0.3, marks: 81 };
const copying: Character = { ...steady, returnChance: 0.25, copiesLastYear: true, marks: 79 };
const silent: Character = {
  ...late,
  standstillChance: { 2022: 0.04, 2023: 0.08, 2024: 1 },
  silentSince: 2024,
  marks: 68,
};

const characters: Record<string, Character> = {
  GAJ: ahead,
  STHJ: ahead,
  SCJG: ahead,
  YJJ: ahead,
  XFJY: ahead,
  'EC-CG': ahead,
  ZJJ: tight,
  CGW: tight,
  JXJ: tight,
  LYJ: tight,
  SLHP: tight,
  'EC-SC': tight,
  'LZ-CG': tight,
  JRJ: late,
  'HR-NY': late,
  'LK-ZF': late,
  SWJ: oftenReturned,
  'LZ-NY': oftenReturned,
  TJJ: copying,
  YCJ: silent,
};

/** An enlarged instance repeats the units under numbered codes: they are like the first of their kind. */
export const originalCode = (unitCode: string): string => unitCode.replace(/-\d+$/, '');

export const characterOf = (unitCode: string): Character => characters[originalCode(unitCode)] ?? steady;
