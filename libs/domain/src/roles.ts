import type { Bilingual } from './bilingual.ts';

export const roles = [
  'LEADER',
  'OFFICE_CHIEF',
  'OFFICE_STAFF',
  'UNIT_HEAD',
  'UNIT_LIAISON',
  'UNIT_STAFF',
  'SYS_ADMIN',
  'AUDIT_ADMIN',
] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Record<Role, Bilingual> = {
  LEADER: { zh: '领导小组', en: 'Leading group' },
  OFFICE_CHIEF: { zh: '办公室负责人', en: 'Office chief' },
  OFFICE_STAFF: { zh: '办公室工作人员', en: 'Office staff' },
  UNIT_HEAD: { zh: '单位负责人', en: 'Unit head' },
  UNIT_LIAISON: { zh: '联络员', en: 'Liaison' },
  UNIT_STAFF: { zh: '承办人', en: 'Unit staff' },
  SYS_ADMIN: { zh: '系统管理员', en: 'System administrator' },
  AUDIT_ADMIN: { zh: '审计管理员', en: 'Audit administrator' },
};

export const isOffice = (role: Role): boolean => role === 'OFFICE_CHIEF' || role === 'OFFICE_STAFF';

export const isUnitRole = (role: Role): boolean =>
  role === 'UNIT_HEAD' || role === 'UNIT_LIAISON' || role === 'UNIT_STAFF';

/** Administrators keep the system and its records; the units' work is not theirs to read. */
export const seesAllUnits = (role: Role): boolean => role === 'LEADER' || isOffice(role);

/** Posts inside a unit: who is answerable, and who is reminded. */
export const postKinds = ['head', 'deputy-head', 'liaison', 'deputy-liaison'] as const;
export type PostKind = (typeof postKinds)[number];

export const postKindLabels: Record<PostKind, Bilingual> = {
  head: { zh: '主要负责人', en: 'Head' },
  'deputy-head': { zh: '分管领导', en: 'Deputy head' },
  liaison: { zh: '联络员', en: 'Liaison' },
  'deputy-liaison': { zh: '副联络员', en: 'Deputy liaison' },
};
