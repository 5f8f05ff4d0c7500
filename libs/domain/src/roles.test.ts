import { describe, expect, it } from 'vitest';
import { passwordBlockers } from './password.ts';
import { isOffice, isUnitRole, postKindLabels, postKinds, roleLabels, roles, seesAllUnits } from './roles.ts';

describe('a role', () => {
  it('sees all units only in the leading group and the office', () => {
    expect(roles.filter(seesAllUnits)).toEqual(['LEADER', 'OFFICE_CHIEF', 'OFFICE_STAFF']);
    expect(roles.filter(isOffice)).toEqual(['OFFICE_CHIEF', 'OFFICE_STAFF']);
    expect(roles.filter(isUnitRole)).toEqual(['UNIT_HEAD', 'UNIT_LIAISON', 'UNIT_STAFF']);
  });

  it('and a post are labelled in both languages', () => {
    expect(Object.keys(roleLabels)).toEqual([...roles]);
    expect(Object.keys(postKindLabels)).toEqual([...postKinds]);
  });
});

describe('a password', () => {
  const codes = (password: string, username = 'liming') => passwordBlockers(password, username).map(v => v.code);

  it('is good when it is long and not easily guessed, whatever its characters', () => {
    expect(codes('梧桐 码头 晴天 铜锣')).toEqual([]);
    expect(codes('correct horse')).toEqual([]);
    expect(codes('x'.repeat(128))).toEqual([]);
  });

  it.each([
    ['nine-char', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(129), 'PASSWORD_TOO_LONG'],
    ['my-LiMing-2024', 'PASSWORD_HAS_USER_NAME'],
    ['Password123', 'PASSWORD_COMMON'],
  ])('%s is refused by %s', (password, code) => expect(codes(password)).toEqual([code]));

  it('counts characters, not their bytes or halves', () =>
    expect(codes('🔑'.repeat(9))).toEqual(['PASSWORD_TOO_SHORT']));

  it('is not refused for containing no user name', () => expect(codes('correct horse', ' ')).toEqual([]));
});
