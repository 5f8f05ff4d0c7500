import { expect, it } from 'vitest';
import { absenceBlockers, absenceEndBlockers, absenceState, isAwayOn, type AbsenceFacts } from './absence.ts';

const period = { fromOn: '2024-10-16', lastOn: '2024-10-18', endedOn: null };
const facts: AbsenceFacts = {
  userId: 'a',
  unitId: 'GAJ',
  fromOn: '2024-10-16',
  lastOn: '2024-10-18',
  today: '2024-10-15',
  standIn: { userId: 'b', unitId: 'GAJ', isActive: true, absences: [] },
  others: [],
};
const codes = (more: Partial<AbsenceFacts>) => absenceBlockers({ ...facts, ...more }).map(({ code }) => code);

it('lasts from its first to its last day, or to the day before an early return', () => {
  const days = ['2024-10-15', '2024-10-16', '2024-10-18', '2024-10-19'];
  expect(days.map(day => isAwayOn(period, day))).toEqual([false, true, true, false]);
  expect(days.map(day => absenceState(period, day))).toEqual(['planned', 'running', 'running', 'over']);
  expect(isAwayOn({ ...period, endedOn: '2024-10-17' }, '2024-10-17')).toBe(false);
  expect(absenceState({ ...period, endedOn: '2024-10-15' }, '2024-10-16')).toBe('cancelled');
  expect(absenceEndBlockers(period, '2024-10-18')).toEqual([]);
  expect(absenceEndBlockers(period, '2024-10-19')).toHaveLength(1);
});

it('is refused with every reason at once', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ standIn: null })).toEqual([]);
  expect(codes({ fromOn: '2024-10-14', lastOn: '2024-10-13' })).toEqual([
    'ABSENCE_ENDS_BEFORE_IT_BEGINS',
    'ABSENCE_IN_PAST',
  ]);
  expect(codes({ others: [{ fromOn: '2024-10-18', lastOn: '2024-10-20', endedOn: null }] })).toEqual([
    'ABSENCE_OVERLAPS',
  ]);
  expect(codes({ others: [{ ...period, endedOn: '2024-10-16' }] })).toEqual([]);
  expect(codes({ standIn: { ...facts.standIn!, unitId: 'JRJ' } })).toEqual(['STAND_IN_UNFIT']);
  expect(codes({ standIn: { ...facts.standIn!, absences: [period] } })).toEqual(['STAND_IN_AWAY']);
});
